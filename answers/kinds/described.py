"""What a thing is: its names, its kind, and what the documents tell of it in a line."""

from __future__ import annotations

import re

from answers.facts import bound, citations
from answers.grammar.focus import focus_of
from answers.inquiry import Inquiry
from answers.kinds.said import also, register
from answers.kinds.texts import did
from answers.model import Answer
from graph.store import value

_CLASS = {
    tag: f'SELECT ?thing ?name WHERE {{ ?thing a ?class . ?class rdfs:label ?name FILTER (LANG(?name) = "{tag}") }}'
    for tag in ("en", "zh")
}


def described(ask: Inquiry) -> Answer | None:
    thing = ask.question.things[0]
    if thing.kind in ("state", "place", "group") or len(re.sub(r"⟨\w+⟩", "", ask.question.masked)) > 26:
        return None
    if ask.question.residue or ask.question.strange or focus_of(ask.question) not in ("what", "who", "decision"):
        return None
    if (focus_of(ask.question) == "who" and thing.kind not in ("person", "post")) or len(ask.question.things) > 2:
        return None
    if thing.kind == "decision":
        told = did(ask)
        if told is not None and told.status == "answered":
            return told
    language = ask.language
    kinds = bound(ask.store, _CLASS[language], thing=thing.iri)
    kind = value(kinds[0]["name"]) if kinds else thing.kind
    name = ask.name(thing.iri)
    text = ask.say("is", thing=name, other=ask.names.label(thing.iri, "en" if language == "zh" else "zh"), kind=kind)
    founding = ask.run("founding", body=thing.iri)
    if founding.done:
        best = founding.done[0]
        text += " " + ask.say("founded", thing=ask.name(best.thing), act=ask.act(best), on=ask.on(ask.date_of(best)))
    else:
        text += " " + register(ask, thing.iri)
    said, proof = also(ask, thing.iri)
    if not proof and not founding.done and thing.kind in ("session", "meeting", "state", "place"):
        return None
    return Answer(
        "answered",
        f"{text.strip()} {said}".strip(),
        thing.weight >= 2 and not thing.guessed and bool(proof or founding.done),
        ({"iri": thing.iri, "label": name, "kind": kind},),
        None,
        citations([*founding.done[:1], *proof]),
        founding.sparql,
        (),
        language,
        ask.question.text,
    )
