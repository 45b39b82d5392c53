"""Lists: everything of a kind, how many there are, and how much of each document was understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from api.views.act import natural
from api.views.facts import Facts
from api.views.names import PREFERRED, Link, Names, kind_of
from graph.generations import DocumentEntry
from graph.ledger import PROVISIONAL, Read
from graph.store import value
from graph.vocabulary import MG

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


def number(facts: Facts, kind: str) -> tuple[int, int]:
    """How many things of a kind a document says something of, and how many there are in all. Of themes every one counts."""
    told, every = facts.ledger.number(_classes(kind))
    return (every, every) if kind == "theme" else (told, every)


def entries(facts: Facts, kind: str, wanted: str = "", *, told_only: bool = False) -> list[Entry]:
    """The list of a kind by name, or the part of it whose names hold a text; without notes, which `noted` adds."""
    names = facts.names
    wanted = wanted.casefold().strip()
    other = "en" if names.language == "zh" else "zh"
    called = facts.ledger.names(_classes(kind))
    found = []
    for iri in facts.ledger.things(_classes(kind), told=told_only):
        held = called.get(iri, [])
        if wanted and not any(wanted in name.text.casefold() for name in held):
            continue
        best = min(((name.language != names.language, name.rank, name.text, name.language) for name in held), default=None)
        link = Link(best[2], iri, best[3] if best[3] != names.language else "") if best else names.link(iri)
        second = next((n.text for n in sorted(held, key=lambda n: n.rank) if n.language == other and n.rank < PREFERRED), "")
        found.append(Entry(link, second if second != link.label else "", ""))
    return sorted(found, key=lambda e: (natural(e.link.label.casefold()), e.link.iri))


def noted(facts: Facts, some: Part[Entry]) -> Part[Entry]:
    """The same part with what tells each of its things apart."""
    return replace(some, items=tuple(replace(entry, note=_note(facts.names, entry.link.iri)) for entry in some.items))


def _classes(kind: str) -> tuple[str, ...]:
    return KINDS[kind] or (kind,)


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


def coverage(facts: Facts, documents: Sequence[DocumentEntry]) -> list[Covered]:
    """How much of each document was understood, the least understood first."""
    read = facts.ledger.graphs()
    nothing = Read(0, 0, 0)
    told = ((entry, read.get(entry.graph, nothing)) for entry in documents)
    return sorted((Covered(entry, r.paragraphs, r.spoken) for entry, r in told), key=lambda c: (c.share, c.entry.iri))


def provisional(facts: Facts) -> list[str]:
    """What was found by its form and no register knows, by kind and name."""
    return facts.ledger.things((PROVISIONAL,))
