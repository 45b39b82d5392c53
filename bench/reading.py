"""How fast documents are read, and whether the time grows with the text alone: 1, 10 and 100 copies of one text.

    python bench/reading.py [TEXT.txt] [--copies 1 10 100] [--rounds 3]

Without a file the longest bundled digest is read. Timed is the way from decoded text to claims (structure, names,
formulas) on one core, after a first reading that fills the caches; of several rounds the best counts, which is the one
the machine disturbed least. The copies are one document: what one copy defines the next one reads on with.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from pathlib import Path

import documents
from ingest import reading
from ingest.lexicon import Lexicon
from ingest.source import make
from ingest.structure import document
from register.load import load

#: What is asked of it: seconds for ten thousand characters, and how much slower a character may be in a long text.
SECONDS_PER_10K = 0.2
GROWTH = 1.2


@dataclass(frozen=True)
class Timing:
    """One text of `copies` copies: seconds for its structure and for the rest."""

    copies: int
    characters: int
    structure: float
    relating: float
    claims: int

    @property
    def per_10k(self) -> float:
        return (self.structure + self.relating) / self.characters * 10_000


def timed(text: str, copies: int, lexicon: Lexicon, rounds: int) -> Timing:
    """The best of several rounds."""
    whole = "\n\n".join([text] * copies)
    found: list[Timing] = []
    for _ in range(rounds):
        begin = time.process_time()
        told = document.read(make("bench.txt", whole))
        middle = time.process_time()
        claims = reading.read(told, lexicon).claims
        found.append(Timing(copies, len(whole), middle - begin, time.process_time() - middle, len(claims)))
    return min(found, key=lambda timing: timing.per_10k)


def timings(text: str, copies: list[int], rounds: int) -> list[Timing]:
    """The timings after one reading that is not counted."""
    lexicon = Lexicon.of(load())
    timed(text, 1, lexicon, 1)
    return [timed(text, count, lexicon, rounds) for count in copies]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", nargs="?", type=Path)
    parser.add_argument("--copies", nargs="+", type=int, default=[1, 10, 100])
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    path = args.text or max(documents.FOLDER.glob("*.zh.txt"), key=lambda p: p.stat().st_size)
    rows = timings(path.read_text(encoding="utf-8"), args.copies, args.rounds)
    print(path.name)
    print("copies characters   chars/s   s/10k structure  relating  claims")
    for row in rows:
        told = f"{row.copies:6} {row.characters:10} {row.characters / (row.structure + row.relating):9.0f} {row.per_10k:7.3f}"
        print(f"{told} {row.structure:9.2f} {row.relating:9.2f} {row.claims:7}")
    slowest = max(row.per_10k for row in rows)
    growth = slowest / rows[0].per_10k
    print(f"slowest {slowest:.3f} s for ten thousand characters (asked: under {SECONDS_PER_10K})")
    print(f"growth  {growth:.2f} (asked: at most {GROWTH})")
    return 0 if slowest < SECONDS_PER_10K and growth <= GROWTH else 1


if __name__ == "__main__":
    raise SystemExit(main())
