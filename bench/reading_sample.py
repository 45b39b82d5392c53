"""Draw again the sample of claims that is judged in `docs/reading.md`: what was done and what was proposed.

    python bench/reading_sample.py [--folder ../shared/documents] [--count 40] [--seed 2024]

Reads the Chinese texts of the folder into a data folder of its own, exports every claim as `mandates export facts --all`
does, and prints the drawn rows of `fulfils` and `proposes` in the order of the documents. Same texts, same program and
same seed: same rows.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from graph.export import facts
from graph.generations import DataFolder
from ingest.collect import sources
from ingest.pipeline import ingest

RELATIONS = ("fulfils", "proposes")


def sample(rows: Iterable[dict[str, Any]], count: int, seed: int) -> list[dict[str, Any]]:
    """`count` of the rows that tell of what was done or proposed, in their own order."""
    told = [row for row in rows if row["relation"] in RELATIONS]
    drawn = random.Random(seed).sample(range(len(told)), min(count, len(told)))
    return [told[i] for i in sorted(drawn)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(os.environ.get("MANDATES_SHARED", Path(__file__).parents[2] / "shared"))
    parser.add_argument("--folder", type=Path, default=shared / "documents")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=2024)
    args = parser.parse_args()
    texts = sorted(args.folder.glob("00*.txt"))
    if not texts:
        print(f"{args.folder} has no texts 00*.txt; name the folder that has")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        data = DataFolder(Path(folder))
        ingest(sources(texts), data, curated=False, workers=1)
        rows = list(facts(data.current().open(), everything=True))
    for number, row in enumerate(sample(rows, args.count, args.seed), start=1):
        subject = (row["subject_labels"] or [row["subject"]])[0]
        thing = (row["object_labels"] or ["-"])[0]
        print(f"{number}. {row['file'][:3]} {row['paragraph']} {row['relation']} [{row['rule']}] ({row['standing']})")
        print(f"   {subject} -> {thing} | {row.get('provision') or ''} | {row.get('outcome') or ''} | {row.get('action') or ''}")
        print(f"   {' '.join(row['quote'].split())}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
