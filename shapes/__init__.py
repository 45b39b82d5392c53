"""The rules that the graph must keep, as SHACL shapes: one file a class.

Those beside this file are asked of each document's graph before it is let in; those in `across/` of the whole graph, for
they look at records of several documents and the register together.
"""

from pathlib import Path

FOLDER = Path(__file__).parent


def files() -> list[Path]:
    """The shape files for one document's graph, in order of their names."""
    return sorted(FOLDER.glob("*.ttl"))


def across() -> list[Path]:
    """The shape files for the whole graph, and the prefixes that their queries know."""
    return [FOLDER / "prefixes.ttl", *sorted((FOLDER / "across").glob("*.ttl"))]
