"""How a reply is judged against a pair. The rules stand in `pairs/README.md`; here they are only followed."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-"))
_CJK = r"[⺀-鿿豈-﫿︰-﹏、。，；：？！《》“”（）]"


@dataclass(frozen=True)
class Verdict:
    """Whether a reply is right, and what was missed where it is not; `sure` as the reply said."""

    right: bool
    why: str
    told_sure: bool

    @property
    def wrong_and_sure(self) -> bool:
        return not self.right and self.told_sure


def pairs(folder: Path) -> list[dict[str, Any]]:
    """Every pair of a folder, in the order of files and text."""
    found: list[dict[str, Any]] = []
    for path in sorted(folder.glob("*.toml")):
        found.extend(tomllib.loads(path.read_text(encoding="utf-8"))["pair"])
    return found


def plain(text: str) -> str:
    """The form in which strings are compared."""
    text = unicodedata.normalize("NFKC", text).casefold().translate(_DASHES)
    text = re.sub(rf"(?<={_CJK})\s+|\s+(?={_CJK})", "", text)
    text = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", text)
    return re.sub(r"\s+", " ", text)


def holds(text: str, wanted: str) -> bool:
    """Whether a string stands in a text: not behind a letter or digit where it begins with one, not before a digit where it
    ends with one."""
    wanted = plain(wanted)
    before = r"(?<![a-z0-9])" if wanted[:1].isascii() and wanted[:1].isalnum() else ""
    after = r"(?!\d)" if wanted[-1:].isdigit() else ""
    return re.search(before + re.escape(wanted) + after, text) is not None


def _each(text: str, items: Any) -> str:
    """The first item that a text does not hold; an item that is a list needs one of it."""
    for item in items or ():
        options = item if isinstance(item, list) else [item]
        if not any(holds(text, option) for option in options):
            return str(item)
    return ""


def _decision(reply: dict[str, Any], wanted: list[str]) -> bool:
    decision = reply["decision"]
    if not decision:
        return False
    symbol, label = re.sub(r"\s", "", decision["symbol"]), re.sub(r"\s", "", decision["label"])
    for form in wanted:
        form = re.sub(r"\s", "", form)
        ending = re.search(rf"(?:^|[/ ]){re.escape(form)}$", symbol)
        if symbol == form or ending or re.search(rf"(?<![\d/]){re.escape(form)}(?![\d/])", label):
            return True
    return False


def _cited(reply: dict[str, Any], document: str, paragraph: Any, names: dict[str, Any]) -> str:
    known = {plain(n) for n in (document, *names.get(document, ()))}
    mine = [
        c
        for c in reply["citations"]
        if {
            plain(c["label"]),
            plain(c["file"]),
            plain(Path(c["file"]).stem.removesuffix(".zh")),
            plain(c["document"].rsplit("/", 1)[-1]),
        }
        & known
    ]
    if document and not mine:
        return f"no citation in {document}"
    wanted = [paragraph] if isinstance(paragraph, str) else list(paragraph or ())
    if wanted and not any(c["paragraph"] == w or c["paragraph"].startswith(f"{w}/") for c in mine for w in wanted):
        return f"cites {[c['paragraph'] for c in mine]}, not {wanted}"
    return ""


def judge(pair: dict[str, Any], reply: dict[str, Any]) -> Verdict:
    """A reply, as `ask` gives it in JSON, against a pair."""
    expect = pair["expect"]
    rows = json.dumps(reply["rows"], ensure_ascii=False)
    text = plain(reply["answer"] + " " + rows)
    every = plain(text + " " + " ".join(reply["suggestions"]))
    sure = bool(reply["sure"] and reply["status"] == "answered")

    def verdict(missed: str) -> Verdict:
        return Verdict(not missed, missed, sure)

    excluded = next((f"holds {item}" for item in expect.get("excludes", ()) if holds(text, item)), "")
    if excluded:
        return verdict(excluded)
    status = reply["status"]
    if expect["status"] == "answered":
        if status == "unknown" and pair.get("premise") == "false":
            return verdict(_each(text, expect.get("contains")))
        if status != "answered":
            return verdict(f"status {status}")
        if "decision" in expect and not _decision(reply, expect["decision"]):
            return verdict(f"decision {reply['decision'] and reply['decision']['symbol']}")
        missed = _each(text, expect.get("contains"))
        if missed:
            return verdict(f"lacks {missed}")
        return verdict(_cited(reply, expect.get("document", ""), expect.get("paragraph"), NAMES))
    if expect["status"] == "unknown":
        corrects = expect.get("corrects")
        if status == "unknown":
            if reply["decision"] and not (corrects and _decision(reply, [c for c in corrects if isinstance(c, str)])):
                return verdict("names a decision")
            return verdict("")
        if corrects and not _each(text, corrects):
            return verdict("")
        return verdict(f"status {status}")
    if status == "ambiguous":
        return verdict(_each(every, expect.get("contains")))
    if status == "answered":
        return verdict(_each(text, expect.get("contains")))
    return verdict(f"status {status}")


NAMES: dict[str, list[str]] = {
    name: [str(v) for v in (list(told.values()) if isinstance(told, dict) else told)]
    for name, told in json.loads((HERE / "pairs" / "documents.json").read_text(encoding="utf-8")).items()
}
