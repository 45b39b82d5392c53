"""The rules that every document graph must keep, as SHACL shapes: one file a class."""

from pathlib import Path

FOLDER = Path(__file__).parent


def files() -> list[Path]:
    """The shape files, in order of their names."""
    return sorted(FOLDER.glob("*.ttl"))
