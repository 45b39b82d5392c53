"""What the documents say under a theme: the paragraphs that name it."""

from __future__ import annotations

import pyoxigraph as ox

from api.views.names import Names, cut
from graph.search import NothingAsked, SearchIndex
from graph.vocabulary import MG

#: Most paragraphs that are looked at.
MOST = 300


def paragraphs(index: SearchIndex, names: Names, theme: str) -> list[str]:
    """The paragraphs in which a name of the theme stands, in either language, best first."""
    found: dict[str, None] = {}
    for text, _ in names.all(theme):
        try:
            hits = index.search('"' + text.replace('"', " ") + '"', kinds=["paragraph"], limit=MOST)
        except NothingAsked:
            continue
        found |= {hit.iri: None for hit in hits}
    return list(found)[:MOST]


def words(names: Names, paragraph: str) -> tuple[str, str]:
    """How a paragraph begins, and its language."""
    text = names.one(paragraph, MG + "text")
    return cut(text.value, 200) if text else "", (text.language or "") if isinstance(text, ox.Literal) else ""
