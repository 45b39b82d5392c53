"""What the documents say under a theme: the paragraphs that name it."""

from __future__ import annotations

from api.views.names import Link, Names
from graph.search import NothingAsked, SearchIndex

#: Most paragraphs that are looked at.
MOST = 300


def paragraphs(index: SearchIndex, names: Names, theme: str) -> list[Link]:
    """The paragraphs in which a name of the theme stands, in either language, best first."""
    found: dict[str, None] = {}
    for text, _ in names.all(theme):
        try:
            hits = index.search('"' + text.replace('"', " ") + '"', kinds=["paragraph"], limit=MOST)
        except NothingAsked:
            continue
        found |= {hit.iri: None for hit in hits}
    return [names.link(iri) for iri in list(found)[:MOST]]
