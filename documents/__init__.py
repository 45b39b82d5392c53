"""The project's own digests of United Nations documents: the samples that a fresh clone is served with.

Each `NAME.LANGUAGE.txt` is our own wording, headed as a digest that is not the official text; `NAME.LANGUAGE.json` beside it
names the official text by symbol, job number and the SHA-256 of its text without white space.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


def files() -> list[Path]:
    """The digests, in order of their names."""
    return sorted(FOLDER.glob("*.txt"))


@dataclass(frozen=True)
class KnownText:
    """An official text that a digest here names: the name of its document, and its titles by language."""

    name: str
    titles: Mapping[str, str]


def known_texts() -> dict[str, KnownText]:
    """Fingerprint or job number of an official text to what is known of it."""
    known: dict[str, KnownText] = {}
    for path in sorted(FOLDER.glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        of = told["digest_of"]
        text = KnownText(of.get("symbol") or of["id"], told["title"])
        for key in (of.get("sha256"), of.get("job_number")):
            if key:
                known[key] = text
    return known
