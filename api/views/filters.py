"""Facts that fit: by thing, side, relation, document, standing and words."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pyoxigraph as ox

from api.views.facts import Fact, Facts
from api.views.names import Names
from graph.ledger import Wanted, batches
from graph.vocabulary import SKOS

COLUMNS = (
    "claim", "relation", "subject", "subject_label", "object", "object_label", "date", "end", "provision", "modality", "action",
    "standing", "status", "confidence", "document", "document_label", "paragraph", "quote",
)  # fmt: skip
#: What a spreadsheet would take for a formula.
_FORMULA = tuple("=+-@\t\n＝＋－＠")


def matching(facts: Facts, wanted: Wanted, words: str = "", limit: int = -1, offset: int = 0) -> tuple[int, Iterator[Fact]]:
    """How many facts fit, and a page of them (by default all) in the order of the list, read as they are taken.

    `words` are what people write: the name of a thing or concept stands for its names in both languages.
    """
    if words.strip():
        wanted = replace(wanted, words=tuple(spellings(facts.names, words)))
    if wanted.words:
        # Looking through the texts once is dearer than taking all that was found.
        claims = facts.ledger.claims(wanted)
        total, claims = len(claims), claims[offset:] if limit < 0 else claims[offset : offset + limit]
    else:
        total, claims = facts.ledger.count(wanted), facts.ledger.claims(wanted, limit, offset)
    return total, (fact for some in batches(claims) for fact in facts.each(some))


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
