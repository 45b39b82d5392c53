"""The curated register as Python values: who is called what, in which language, and what it belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pycountry
import pyoxigraph as ox

from graph.vocabulary import BASE, MG, ORG, RDF, SKOS

FOLDER = Path(__file__).parent
#: Curated founding facts: their own graph, left out with `--no-curated`.
FOUNDINGS = FOLDER / "foundings.ttl"

#: What the model's classes are to the reader: one word a class.
KIND_OF_CLASS = {
    **dict.fromkeys(("Body", "DeliberativeBody", "Programme", "CoordinationGroup", "Office", "SecretariatUnit"), "body"),
    "Post": "post", "Person": "person", "ActorGroup": "group", "State": "state", "Place": "place",
    "Decision": "decision", "Resolution": "decision",
    **dict.fromkeys(("Instrument", "Agreement", "Strategy", "Plan", "Declaration"), "instrument"),
    "Document": "document", "Session": "session", "Meeting": "meeting", "Fund": "fund",
    "InformationSystem": "system", "Campaign": "campaign", "Event": "campaign",
}  # fmt: skip

_A = RDF + "type"
_LABELS = (SKOS + "prefLabel", SKOS + "altLabel", MG + "acronym", MG + "symbol")


@dataclass(frozen=True)
class Entry:
    """One thing of the register. `names` are (text, language), preferred first; `short_forms` hold in context only."""

    iri: str
    kind: str
    class_name: str
    names: tuple[tuple[str, str], ...]
    short_forms: tuple[tuple[str, str], ...] = ()
    links: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Other properties: predicate IRI to objects (IRIs or literal values)."""

    def one(self, predicate: str) -> str | None:
        values = self.links.get(predicate, ())
        return values[0] if values else None


@dataclass(frozen=True)
class Register:
    """All entries by IRI, and the triples that they were read from."""

    entries: dict[str, Entry]
    triples: tuple[ox.Triple, ...]

    def parents(self, iri: str) -> list[str]:
        """The bodies above one, nearest first; a cycle ends the walk."""
        found: list[str] = []
        while (entry := self.entries.get(iri)) and (above := _above(entry)) and above not in found:
            found.append(above)
            iri = above
        return found


def _above(entry: Entry) -> str | None:
    for predicate in (ORG + "subOrganizationOf", MG + "postIn", MG + "groupOf", MG + "heldBy", MG + "issuer"):
        if value := entry.one(predicate):
            return value
    return None


def files(folder: Path = FOLDER) -> list[Path]:
    """The register's Turtle files, the founding facts aside."""
    return [path for path in sorted(folder.glob("*.ttl")) if path.name != FOUNDINGS.name]


def load(paths: Iterable[Path] | None = None, base: str = BASE, *, states: bool = True) -> Register:
    """Read the register, with the states that the country list knows where `states` is true.

    Raises SyntaxError, naming file and line, where a file is not Turtle.
    """
    triples: list[ox.Triple] = []
    for path in files() if paths is None else paths:
        try:
            quads = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
            triples.extend(_rebase(quad.triple, base) for quad in quads)
        except SyntaxError as error:
            raise SyntaxError(f"{path.name}: {error}") from error
    if states:
        triples.extend(_states(base, triples))
    return Register(_entries(triples), tuple(triples))


def _rebase(triple: ox.Triple, base: str) -> ox.Triple:
    """Move identifiers from the published base to the configured one; terms and concepts of the model stay."""
    if base == BASE:
        return triple

    subject = _moved(triple.subject, base) if isinstance(triple.subject, ox.NamedNode) else triple.subject
    object_ = _moved(triple.object, base) if isinstance(triple.object, ox.NamedNode) else triple.object
    return ox.Triple(subject, triple.predicate, object_)


def _moved(iri: ox.NamedNode, base: str) -> ox.NamedNode:
    return ox.NamedNode(base + iri.value.removeprefix(BASE)) if iri.value.startswith(BASE + "id/") else iri


def _states(base: str, curated: list[ox.Triple]) -> list[ox.Triple]:
    """States by ISO 3166-1 with their short names, Chinese ones from the country list's own translation.

    A curated preferred name stands in the country list's place, and the latter becomes another name.
    """
    has_preferred = {
        (t.subject.value, t.object.language)
        for t in curated
        if isinstance(t.subject, ox.NamedNode) and t.predicate.value == SKOS + "prefLabel" and isinstance(t.object, ox.Literal)
    }
    chinese = _chinese_names()
    found = []
    for country in pycountry.countries:
        iri = ox.NamedNode(f"{base}id/state/{country.alpha_3}")
        found.append(ox.Triple(iri, ox.NamedNode(_A), ox.NamedNode(MG + "State")))
        found.append(ox.Triple(iri, ox.NamedNode(MG + "iso3"), ox.Literal(country.alpha_3)))
        english = getattr(country, "common_name", None) or country.name
        for name, language in ((english, "en"), (chinese.get(country.name, ""), "zh")):
            if name:
                preferred = (iri.value, language) not in has_preferred
                predicate = SKOS + ("prefLabel" if preferred else "altLabel")
                found.append(ox.Triple(iri, ox.NamedNode(predicate), ox.Literal(name, language=language)))
        others = sorted({country.name, getattr(country, "official_name", country.name)} - {english})
        alternative = ox.NamedNode(SKOS + "altLabel")
        found.extend(ox.Triple(iri, alternative, ox.Literal(other, language="en")) for other in others)
    return found


def _chinese_names() -> dict[str, str]:
    import gettext

    translation = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["zh_CN"])
    return {c.name: translation.gettext(c.name) for c in pycountry.countries if translation.gettext(c.name) != c.name}


def _entries(triples: list[ox.Triple]) -> dict[str, Entry]:
    properties: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal):
            properties[triple.subject.value][triple.predicate.value].append(triple.object)
    entries = {}
    for iri, told in properties.items():
        classes = [t.value.removeprefix(MG) for t in told.get(_A, []) if t.value.startswith(MG)]
        kind = next((KIND_OF_CLASS[name] for name in classes if name in KIND_OF_CLASS), None)
        if kind is None:
            continue
        names = [pair for predicate in _LABELS for pair in _texts(told.get(predicate, []))]
        links = {p: tuple(v.value for v in values) for p, values in told.items() if p not in _LABELS and p != _A}
        short = tuple(_texts(told.get(MG + "shortForm", [])))
        entries[iri] = Entry(iri, kind, classes[0], tuple(dict.fromkeys(names)), short, links)
    return entries


def _texts(values: list[ox.NamedNode | ox.Literal]) -> list[tuple[str, str]]:
    literals = [v for v in values if isinstance(v, ox.Literal)]
    # Chinese first, then English, then acronyms, each in the file's order.
    return sorted(
        ((v.value, v.language or "") for v in literals),
        key=lambda pair: ("zh", "en", "").index(pair[1]) if pair[1] in ("zh", "en", "") else 3,
    )
