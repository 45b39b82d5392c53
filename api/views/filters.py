"""Facts that fit: by thing, side, relation, document, standing and words."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from api.views.facts import MOST, Fact, Facts
from api.views.names import Names
from graph.vocabulary import CONCEPT, DCTERMS, MG, SKOS

COLUMNS = (
    "claim", "relation", "subject", "subject_label", "object", "object_label", "date", "end", "provision", "modality", "action",
    "standing", "status", "confidence", "document", "document_label", "paragraph", "quote",
)  # fmt: skip
#: What a spreadsheet would take for a formula.
_FORMULA = tuple("=+-@\t\n＝＋－＠")


@dataclass(frozen=True)
class Filter:
    """What is asked for. Things are IRIs, relation and standing short names; what is empty does not narrow."""

    about: str = ""
    subject: str = ""
    object: str = ""
    relation: str = ""
    document: str = ""
    standing: str = ""
    words: str = ""


def claims(facts: Facts, wanted: Filter) -> list[str]:
    """The IRIs of the claims that fit all but the words."""
    store = facts.store.ox
    sets: list[dict[str, None]] = []

    def where(predicate: str, thing: str) -> dict[str, None]:
        quads = store.quads_for_pattern(None, ox.NamedNode(MG + predicate), ox.NamedNode(thing))
        return {q.subject.value: None for q in quads if isinstance(q.subject, ox.NamedNode) and "/id/claim/" in q.subject.value}

    if wanted.about:
        sets.append(facts.touching(wanted.about))
    if wanted.subject:
        sets.append(where("subject", wanted.subject))
    if wanted.object:
        sets.append(where("object", wanted.object))
    if wanted.relation:
        sets.append(where("relation", f"{CONCEPT}relation/{wanted.relation}"))
    if wanted.standing:
        sets.append(where("standing", f"{CONCEPT}standing/{wanted.standing}"))
    if wanted.document:
        read: dict[str, None] = {}
        for version in store.quads_for_pattern(None, ox.NamedNode(DCTERMS + "isVersionOf"), ox.NamedNode(wanted.document)):
            if isinstance(version.subject, ox.NamedNode):
                read |= where("claimedIn", version.subject.value)
        sets.append(read)
    if not sets:
        quads = store.quads_for_pattern(None, ox.NamedNode(MG + "relation"), None)
        sets.append({q.subject.value: None for q in quads if isinstance(q.subject, ox.NamedNode)})
    narrowest = min(sets, key=len)
    return [claim for claim in narrowest if all(claim in others for others in sets)]


def matching(facts: Facts, wanted: Filter) -> tuple[int, Iterator[Fact]]:
    """How many facts fit, and the facts: sorted where there are at most MOST, else as they come."""
    found = claims(facts, wanted)
    if wanted.words.strip():
        forms = spellings(facts.names, wanted.words)
        told = [fact for fact in (facts.one(claim) for claim in found) if _holds(fact, forms)]
        return len(told), iter(sorted(told, key=lambda f: f.order))
    if len(found) <= MOST:
        return len(found), iter(facts.read(found))
    return len(found), (facts.one(claim) for claim in found)


def spellings(names: Names, words: str) -> list[str]:
    """The words as given, and, where they are the name of a thing or concept, its names in both languages."""
    given = words.casefold().strip()
    found = {given: None}
    for text in dict.fromkeys((words.strip(), given, given.capitalize())):
        for language in ("en", "zh"):
            quads = names.store.ox.quads_for_pattern(None, ox.NamedNode(SKOS + "prefLabel"), ox.Literal(text, language=language))
            for quad in quads:
                if isinstance(quad.subject, ox.NamedNode):
                    found |= {name.casefold(): None for name, _ in names.all(quad.subject.value)}
    return list(found)


def _holds(fact: Fact, forms: Iterable[str]) -> bool:
    texts = [fact.action, *(s.quote for s in fact.sources)]
    text = "\n".join(texts).casefold()
    return any(form in text for form in forms)


def row(fact: Fact) -> dict[str, str]:
    """A fact as a row of COLUMNS."""
    source = fact.source
    return {
        "claim": fact.iri,
        "relation": fact.relation,
        "subject": fact.subject.iri,
        "subject_label": fact.subject.label,
        "object": fact.object.iri if fact.object else "",
        "object_label": fact.object.label if fact.object else "",
        "date": fact.date,
        "end": fact.end,
        "provision": fact.provision,
        "modality": fact.modality.iri.rsplit("/", 1)[-1] if fact.modality else "",
        "action": fact.action,
        "standing": fact.standing,
        "status": fact.status,
        "confidence": fact.confidence,
        "document": source.document.iri if source else "",
        "document_label": source.document.label if source else "",
        "paragraph": source.address if source else "",
        "quote": source.quote if source else "",
    }


def table(rows: Iterable[dict[str, str]], columns: Iterable[str]) -> Iterator[bytes]:
    """Rows as CSV (RFC 4180, UTF-8 with a mark for spreadsheets); no cell begins as a formula does."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, tuple(columns), lineterminator="\r\n")
    buffer.write("\ufeff")
    writer.writeheader()
    for each in rows:
        writer.writerow({k: "'" + v if v.startswith(_FORMULA) else v for k, v in each.items()})
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue().encode()
