"""A block: the lines of one paragraph, heading or table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from graph.names import fold
from ingest.structure.lines import Line

#: What the last line of a finished paragraph ends in.
TERMINAL = re.compile(r"[。！？；;.!?：:…]\s*[”’」』)）]?\s*\d{0,2}\s*(?:以及|和|及|或)?\s*$")


@dataclass
class Block:
    """Lines that belong together. `style` is a label style, or plain, heading, front, summary, table."""

    address: str
    style: str
    label: str
    headings: tuple[str, ...]
    lines: list[Line] = field(default_factory=list)
    first: int = 0
    """Index of the block's first line in the body."""
    under: str = ""
    """Address of the heading right above."""

    @property
    def is_heading(self) -> bool:
        return self.style == "heading"

    def ends(self) -> str:
        return fold(self.lines[-1].text).rstrip() if self.lines else ""

    def is_closed(self) -> bool:
        return bool(TERMINAL.search(self.ends()))
