"""What the documents say under a theme: the paragraphs that name it, and the claims read in them."""

from __future__ import annotations

import pyoxigraph as ox

from api.views.names import Link, Names
from graph.search import NothingAsked, SearchIndex
from graph.vocabulary import MG

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


def claims(names: Names, told: list[str]) -> dict[str, None]:
    """The claims that rest on these paragraphs."""
    store = names.store.ox
    found: dict[str, None] = {}
    for paragraph in told:
        for evidence in store.quads_for_pattern(None, ox.NamedNode(MG + "inParagraph"), ox.NamedNode(paragraph)):
            for quad in store.quads_for_pattern(None, ox.NamedNode(MG + "evidence"), evidence.subject):
                if isinstance(quad.subject, ox.NamedNode):
                    found[quad.subject.value] = None
    return found
