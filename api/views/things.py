"""What the page of any thing shows: what it is called, what the register says of it, where it is mentioned."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pyoxigraph as ox

from api.views.facts import Facts
from api.views.names import Link, Names, kind_of
from graph.ledger import is_listed
from graph.store import value
from graph.vocabulary import DCTERMS, MG, ORG, PROV, RDF, RDFS, SKOS

#: What is told of a thing in its box, in this order. Claims tell the rest.
_TOLD = (
    *(MG + n for n in ("issuer", "number", "symbol", "adoptedOn", "session", "heldBy", "ordinal", "place", "start", "end")),
    ORG + "subOrganizationOf",
    *(MG + n for n in ("bodyType", "seat", "country", "continues", "predecessor", "postIn", "groupOf", "iso3")),
    *(MG + n for n in ("provisionOf", "provisionNumber", "carries", "jobNumber", "distributedOn", "changes", "date")),
    *(MG + n for n in ("inParagraph", "inVersion", "claimedIn", "rule", "isDigest", "fileName", "officialText", "fingerprint")),
    *(DCTERMS + n for n in ("title", "isVersionOf", "language", "source", "isReplacedBy", "isPartOf")),
    *(SKOS + n for n in ("definition", "scopeNote", "broader", "narrower", "inScheme", "member")),
    *(RDFS + n for n in ("comment", "subClassOf", "subPropertyOf", "domain", "range", "seeAlso")),
    PROV + "wasDerivedFrom",
    MG + "text",
)
_ACRONYM = re.compile("[A-Z][A-Z0-9/-]{1,11}")
_NEEDED = (*dict.fromkeys((*_TOLD, MG + "shortForm", DCTERMS + "title", MG + "provisional")),)
#: Documents that are listed as mentioning a thing.
_LISTED = 40


@dataclass(frozen=True)
class Told:
    """One line of the box: a property, and its values as things or texts with their language."""

    name: str
    links: tuple[Link, ...]
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Head:
    """How the page of a thing begins. `names` are its other names with their language, acronyms first, then the reader's own."""

    iri: str
    kind: str
    label: str
    label_lang: str
    other_label: str
    names: tuple[tuple[str, str], ...]
    classes: tuple[Link, ...]
    told: tuple[Told, ...]
    provisional: bool


@dataclass(frozen=True)
class Mentioned:
    """A document that mentions a thing, and in how many paragraphs."""

    document: Link
    title: Link
    paragraphs: int


def head(names: Names, iri: str) -> Head:
    """The beginning of the page of a thing."""
    first, language = names.link(iri), names.language
    other = names.in_language(iri, "en" if language == "zh" else "zh")
    held = _held(names, iri)
    # What a text may call it for short is no name to show; a title stands in the box.
    short = {value(v) for p in (MG + "shortForm", DCTERMS + "title") for v in held.get(p, [])}
    own = {t: tongue for t, tongue in names.all(iri) if t not in (first.label, other) and t not in short}
    called = sorted(own.items(), key=lambda n: (not _ACRONYM.fullmatch(n[0]), n[1] != language))
    told = []
    for predicate in _TOLD:
        values = held.get(predicate, [])
        links = tuple(names.link(v.value) for v in values if isinstance(v, ox.NamedNode))
        texts = [(v.value, v.language or "") for v in values if isinstance(v, ox.Literal)]
        # What is said in several languages is said in the reader's, where it is.
        texts = [t for t in texts if t[1] == language] or texts
        texts = [t for t in texts if t[0] != first.label]
        if links or texts:
            told.append(Told(names.property(predicate), tuple(dict.fromkeys(links)), tuple(dict.fromkeys(texts))))
    held_by = classes(names, iri)
    # Beside an exact class the general one says nothing.
    exact = [c for c in held_by if not any(c != d and c in _above(names, d) for d in held_by)]
    return Head(
        iri,
        kind_of(iri),
        first.label,
        first.lang,
        other if other != first.label else "",
        tuple((text, tongue if tongue != language else "") for text, tongue in called),
        tuple(names.link(c) for c in dict.fromkeys(exact)),
        tuple(told),
        any(value(v) == "true" for v in held.get(MG + "provisional", [])),
    )


def classes(names: Names, iri: str) -> list[str]:
    """The classes of a thing. Every document that speaks of it says them again, so where lists show it their ledger is asked."""
    if is_listed(iri):
        return [name if ":" in name else MG + name for name in names.ledger.classes(iri)]
    quads = names.store.ox.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(RDF + "type"), None)
    return list(dict.fromkeys(q.object.value for q in quads if isinstance(q.object, ox.NamedNode)))


def _held(names: Names, iri: str) -> dict[str, list[ox.NamedNode | ox.Literal]]:
    """What is stated of a thing, by property; of one that many documents speak of only what the box needs."""
    held: dict[str, list[ox.NamedNode | ox.Literal]] = {}
    for predicate in [ox.NamedNode(name) for name in _NEEDED] if is_listed(iri) else [None]:
        for quad in names.store.ox.quads_for_pattern(ox.NamedNode(iri), predicate, None):
            values = held.setdefault(quad.predicate.value, [])
            if isinstance(quad.object, ox.NamedNode | ox.Literal) and quad.object not in values:
                values.append(quad.object)
    return held


def _above(names: Names, name: str) -> set[str]:
    """The classes above a class."""
    found: set[str] = set()
    rest = [name]
    while rest:
        for quad in names.store.ox.quads_for_pattern(ox.NamedNode(rest.pop()), ox.NamedNode(RDFS + "subClassOf"), None):
            if isinstance(quad.object, ox.NamedNode) and quad.object.value not in found:
                found.add(quad.object.value)
                rest.append(quad.object.value)
    return found


def mentioned(facts: Facts, iri: str) -> tuple[list[Mentioned], int]:
    """The documents that mention a thing, those that do so most first, and how many there are in all."""
    names = facts.names
    most, total = facts.ledger.mentioned(iri, _LISTED)
    return [Mentioned(names.document(document), names.link(document), n) for document, n in most], total


def pointing(names: Names, iri: str, predicate: str) -> dict[str, None]:
    """The IRIs of the things that point to this one by a property, each once."""
    quads = names.store.ox.quads_for_pattern(None, ox.NamedNode(predicate), ox.NamedNode(iri))
    return {q.subject.value: None for q in quads if isinstance(q.subject, ox.NamedNode)}


def related(names: Names, iri: str, predicate: str) -> list[Link]:
    """The things that point to this one by a property, by label."""
    found = pointing(names, iri, predicate)
    names.prime(found)
    return sorted(map(names.link, found))


def pointed(names: Names, iri: str, predicate: str) -> list[Link]:
    """The things that this one points to by a property, by label."""
    quads = names.store.ox.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None)
    return sorted({names.link(q.object.value) for q in quads if isinstance(q.object, ox.NamedNode)})
