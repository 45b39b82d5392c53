"""Writes what the commands of a page print into it: `python -m tests.docs.write README.md`. Look at the difference after."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import documents
from graph.generations import DataFolder
from ingest.collect import sources
from ingest.pipeline import ingest
from tests.docs.blocks import Step, blocks
from tests.docs.sandbox import Sandbox


def write(page: Path) -> None:
    """Run every step of a page that shows output without `…`, and put in its place what it prints now."""
    text = page.read_text(encoding="utf-8")
    edits: list[tuple[Step, str]] = []
    with tempfile.TemporaryDirectory() as place:
        ingest(sources(documents.files()), DataFolder(Path(place) / "built"))
        sandbox = Sandbox(Path(place), Path(place) / "built")
        try:
            for step in (step for block in blocks(text) for step in block):
                _, printed, errors = sandbox.run(step)
                if step.shown and "…" not in step.shown:
                    edits.append((step, printed or errors))
        finally:
            sandbox.close()
    rows = text.splitlines()
    for step, printed in reversed(edits):
        first = step.line + step.command.count("\n")
        rows[first : first + step.shown.count("\n") + 1] = [line.rstrip() for line in printed.strip("\n").splitlines()]
    page.write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        write(Path(name))
