"""The documents that speak of a thing, those that speak of it most first."""

from __future__ import annotations

from collections.abc import Sequence

from answers.facts import bound
from answers.grammar.focus import focus_of
from answers.inquiry import Inquiry
from answers.model import Answer, Citation, Thing
from graph.store import Term, value


def documents(ask: Inquiry) -> Answer | None:
    """The documents that speak of a thing, those that speak of it most first."""
    q = ask.question
    things = [t for t in q.things if t.kind != "place"] or list(q.things)
    if not things or focus_of(q) in ("when", "money", "number"):
        return None
    thing = things[0]
    rows = bound(
        ask.store,
        """SELECT ?thing ?document ?file ?digest ?address ?text ?position WHERE { ?p mg:mentions ?thing ; mg:partOfDocument ?document ;
             mg:address ?address ; mg:text ?text ; mg:position ?position .
             ?version dcterms:isVersionOf ?document ; mg:fileName ?file ; mg:isDigest ?digest ; dcterms:language ?language .
             FILTER (LANG(?text) = ?language) } ORDER BY ?document ?position""",
        thing=thing.iri,
    )
    if not rows:
        return None
    return _documents(ask, thing, rows)


def _documents(ask: Inquiry, thing: Thing, rows: Sequence[dict[str, Term]]) -> Answer:
    by: dict[str, list[Citation]] = {}
    for row in rows:
        document = value(row["document"])
        label = ask.names.symbol.get(document) or ask.name(document)
        place = ask.passages.at(document, value(row["address"]))
        quote = ask.passages.verbatim(place, value(row["text"])[:200]) if place else value(row["text"])[:200]
        by.setdefault(document, []).append(
            Citation(document, label, value(row["file"]), value(row["address"]), quote, value(row["digest"]) == "true")
        )
    order = sorted(by, key=lambda d: (-len(by[d]), d))
    named = [f"{ask.name(d)}{f' ({ask.names.symbol[d]})' if ask.names.symbol.get(d) else ''}: {len(by[d])}" for d in order]
    text = ask.say("documents", thing=ask.name(thing.iri), list=ask.join(named))
    cited_ = tuple(c for d in order for c in by[d][:6])
    table = tuple(
        {"document": c.label, "title": ask.name(c.document), "paragraph": c.paragraph, "quote": c.quote} for c in cited_
    )
    return Answer(
        "answered",
        text,
        True,
        table,
        None,
        cited_,
        "",
        (),
        ask.language,
        ask.question.text,
        shape="table",
        columns=("title", "document", "paragraph", "quote"),
    )
