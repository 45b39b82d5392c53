"""The commands that the documentation shows, and what it says they print.

In a block ```` ```console ```` a line after `$ ` is a command, lines after `> ` go on with it, and the rest is what it prints.
A line `…` stands for any lines, and `…` in a line for anything. `# leaves with 5` behind a command is its exit code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"^```console\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"\s+# leaves with (\d+)$")


@dataclass(frozen=True)
class Step:
    """One command, what is shown of its output, the exit code it is said to leave with, and where it stands."""

    command: str
    shown: str
    code: int
    line: int

    @property
    def needs_shared(self) -> bool:
        return "../shared" in self.command

    @property
    def needs_server(self) -> bool:
        return "http://127.0.0.1:8000" in self.command

    def agrees(self, printed: str) -> bool:
        """Whether the output is what is shown; where nothing is shown, anything is."""
        return not self.shown or re.fullmatch(_pattern(self.shown), _lines(printed)) is not None


def pages() -> list[Path]:
    """The documentation: Markdown files at the root and below `docs/`."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def blocks(text: str) -> list[list[Step]]:
    """The steps of each console block of a page, in order."""
    return [_steps(match["body"], text.count("\n", 0, match.start()) + 2) for match in _BLOCK.finditer(text)]


def _steps(body: str, line: int) -> list[Step]:
    steps: list[Step] = []
    command: list[str] = []
    shown: list[str] = []
    at = line
    for number, row in enumerate([*body.splitlines(), "$ "], start=line):
        if row.startswith("$ ") and command:
            told = "\n".join(command)
            code = _CODE.search(told)
            steps.append(Step(_CODE.sub("", told), _lines("\n".join(shown)), int(code[1]) if code else 0, at))
            shown = []
        if row.startswith("$ "):
            command, at = [row[2:]], number
        elif row.startswith("> ") and not shown:
            command.append(row[2:])
        else:
            shown.append(row)
    return steps


def _lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())


def _pattern(shown: str) -> str:
    rows = [".*" if row.strip() == "…" else re.escape(row).replace("…", "[^\n]*") for row in shown.splitlines()]
    return "(?s)" + "\n".join(rows).replace("\n.*\n", "\n(?:.*\n)?").replace("\n.*", "(?:\n.*)?")
