"""What the documents do say of a thing, for answers that have nothing better; what only the register knows."""

from __future__ import annotations

from answers.facts import Fact, bound
from answers.inquiry import Inquiry
from answers.phrases import source
from graph.store import value

_FORMS = (
    ("renaming", "renamed", "body"),
    ("ending", "ended", "body"),
    ("extended", "extended", "body"),
    ("replacing", "succeeds", "body"),
    ("seat", "seat", "body"),
    ("parents", "parent", "body"),
)
_REGISTER = """
SELECT ?body ?thing ?act ?date ?source WHERE {
  ?body mg:continues* ?thing . ?claim mg:object ?thing ; mg:relation rel:establishes ; mg:status status:curated ;
  mg:subject ?act ; dcterms:source ?source . OPTIONAL { ?claim mg:date ?date } }
"""


def also(ask: Inquiry, iri: str, *leave: str) -> tuple[str, list[Fact]]:
    """What is told of a thing's name, end, extension, seat, parent and succession, in words, and the facts behind it."""
    parts, told = [], []
    for query, form, parameter in _FORMS:
        if query in leave:
            continue
        for fact in ask.run(query, **{parameter: iri}).done[:1]:
            words = ask.say(
                form,
                act=ask.act(fact),
                thing=ask.name(fact.thing),
                on=ask.on(ask.date_of(fact)),
                by="",
                old=fact.get("old") or ask.name(fact.thing),
                new=fact.get("new"),
            )
            where = source(fact.citation, ask.language)
            parts.append(words.rstrip("。.") + (f"（{where}）" if ask.language == "zh" else f" ({where})"))
            told.append(fact)
    return (ask.say("they_say", facts=ask.join(parts)) if parts else "", told)


def register(ask: Inquiry, iri: str) -> str:
    """A founding fact that only the register knows, told as such."""
    return " ".join(
        ask.say(
            "register",
            thing=ask.name(value(row["thing"])),
            act=ask.name(value(row["act"])),
            on=ask.on(value(row.get("date"))),
            source=value(row["source"]),
        )
        for row in bound(ask.store, _REGISTER, body=iri)
    )
