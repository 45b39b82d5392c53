"""Lists: everything of a kind, how many there are, and how much of each document was understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import pyoxigraph as ox

from api.views.act import natural
from api.views.names import Link, Names, kind_of
from graph.generations import DocumentEntry
from graph.store import value
from graph.vocabulary import CONCEPT, MG, RDF, SKOS

#: Kinds with a list, as they stand in addresses, with the classes that make them.
KINDS: dict[str, tuple[str, ...]] = {
    "body": ("Body", "DeliberativeBody", "Programme", "CoordinationGroup", "Office", "SecretariatUnit"),
    "decision": ("Decision", "Resolution"),
    "instrument": ("Instrument", "Agreement", "Strategy", "Plan", "Declaration"),
    "document": ("Document",),
    "session": ("Session",),
    "meeting": ("Meeting",),
    "post": ("Post",),
    "person": ("Person",),
    "group": ("ActorGroup",),
    "state": ("State",),
    "place": ("Place",),
    "fund": ("Fund",),
    "system": ("InformationSystem",),
    "campaign": ("Campaign",),
    "theme": (),
}
#: Kinds of paragraphs that are text, and could hold a fact.
_TEXT = tuple(f"{CONCEPT}paragraph-kind/{kind}" for kind in ("narrative", "operative", "preambular"))
T = TypeVar("T")


@dataclass(frozen=True)
class Part(Generic[T]):
    """One page of a longer list; `page` counts from 1."""

    items: tuple[T, ...]
    total: int
    page: int
    pages: int


def part(items: Sequence[T], page: str, size: int) -> Part[T]:
    """The wanted page of a list; what is no number or out of range is the nearest page."""
    pages = max(1, -(-len(items) // size))
    number = min(max(int(page), 1), pages) if page.isascii() and page.isdecimal() and len(page) < 8 else 1
    return Part(tuple(items[(number - 1) * size : number * size]), len(items), number, pages)


@dataclass(frozen=True)
class Entry:
    """A thing in a list, with its other name and what tells it apart: a day, a type, a number of facts."""

    link: Link
    other: str
    note: str


@dataclass(frozen=True)
class Covered:
    """A document version, and in how many of its paragraphs of text a fact was read."""

    entry: DocumentEntry
    paragraphs: int
    spoken: int

    @property
    def share(self) -> int:
        return round(100 * self.spoken / self.paragraphs) if self.paragraphs else 0


def things(names: Names, kind: str, *, told_only: bool = False) -> list[str]:
    """The IRIs of a kind."""
    store = names.store.ox
    found: dict[str, None] = {}
    if kind == "theme":
        quads = list(store.quads_for_pattern(None, ox.NamedNode(SKOS + "inScheme"), ox.NamedNode(CONCEPT + "theme")))
    else:
        quads = [q for c in KINDS[kind] for q in store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(MG + c))]
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode):
            found[quad.subject.value] = None
    return [iri for iri in found if not told_only or told(names, iri)]


def told(names: Names, iri: str) -> bool:
    """Whether a document says something of a thing: it stands in a claim, is mentioned, or is a document that was read."""
    store, node = names.store.ox, ox.NamedNode(iri)
    for name in ("subject", "object", "mentions", "place", "partOfDocument"):
        if next(iter(store.quads_for_pattern(None, ox.NamedNode(MG + name), node)), None) is not None:
            return True
    return False


def entries(names: Names, kind: str, wanted: str = "", *, told_only: bool = False) -> list[Entry]:
    """The list of a kind by name, or the part of it whose names hold a text."""
    wanted = wanted.casefold().strip()
    other = "en" if names.language == "zh" else "zh"
    found = []
    for iri in things(names, kind, told_only=told_only):
        if wanted and not any(wanted in text.casefold() for text, _ in names.all(iri)):
            continue
        link = names.link(iri)
        second = names.in_language(iri, other)
        found.append(Entry(link, second if second != link.label else "", _note(names, iri)))
    return sorted(found, key=lambda e: (natural(e.link.label.casefold()), e.link.iri))


def _note(names: Names, iri: str) -> str:
    kind = kind_of(iri)
    if kind in ("decision", "instrument"):
        return value(names.one(iri, MG + "adoptedOn"))
    if kind in ("session", "meeting"):
        return value(names.one(iri, MG + "start"))
    if kind == "body":
        body_type = names.one(iri, MG + "bodyType")
        return names.label(body_type.value) if body_type else ""
    if kind == "doc":
        return value(names.one(iri, MG + "symbol"))
    return ""


def coverage(names: Names, documents: Sequence[DocumentEntry]) -> list[Covered]:
    """How much of each document was understood, the least understood first."""
    store = names.store.ox
    text: set[tuple[str, str]] = set()
    for kind in _TEXT:
        for quad in store.quads_for_pattern(None, ox.NamedNode(MG + "paragraphKind"), ox.NamedNode(kind)):
            text.add((str(quad.graph_name), value(quad.subject)))
    said = {(str(q.graph_name), value(q.object)) for q in store.quads_for_pattern(None, ox.NamedNode(MG + "inParagraph"), None)}
    whole, spoken = Counter(graph for graph, _ in text), Counter(graph for graph, _ in text & said)
    found = [Covered(entry, whole[f"<{entry.graph}>"], spoken[f"<{entry.graph}>"]) for entry in documents]
    return sorted(found, key=lambda c: (c.share, c.entry.iri))


def provisional(names: Names) -> list[Link]:
    """What was found by its form and no register knows."""
    quads = names.store.ox.quads_for_pattern(None, ox.NamedNode(MG + "provisional"), None)
    return sorted({names.link(q.subject.value) for q in quads if isinstance(q.subject, ox.NamedNode)})
