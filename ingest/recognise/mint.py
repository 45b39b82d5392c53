"""Entities that a form tells: a decision from its number, a session from its ordinal, a document from its symbol."""

from __future__ import annotations

import re

from graph import issuers
from graph.iris import slug
from graph.symbols import canonical, to_slug
from ingest.lexicon import Lexicon
from ingest.model import Entity
from ingest.numerals_en import ordinal_word

_SPECIAL_ZH = {"ss": "特别", "universal": "普遍"}


def decision(lexicon: Lexicon, body: Entity, number: str, *, is_resolution: bool) -> Entity:
    """The decision of a body by number; the register's where it has it."""
    body_slug = body.iri.rsplit("/", 1)[-1]
    issuer = issuers.of_body(body_slug)
    owner = issuer.slug if issuer else body_slug
    name = issuer.name(number, is_resolution=is_resolution) if issuer else number
    iri = lexicon.iris.thing("decision", f"{owner}/{to_slug(canonical(name))}")
    if known := lexicon.by_iri(iri):
        return known
    short_zh = issuer.zh if issuer else body.name
    short_en = issuer.en if issuer else next((n for n, lang in body.labels if lang == "en"), body.name)
    kind_zh, kind_en = ("决议", "resolution") if is_resolution else ("决定", "decision")
    symbol = issuers.symbol(owner, number, is_resolution=is_resolution)
    labels = [(f"{short_zh}第{number}号{kind_zh}", "zh"), (f"{short_en} {kind_en} {number}", "en")]
    properties = [
        ("issuer", lexicon.body(owner).iri),
        ("number", number),
        ("class", "Resolution" if is_resolution else "Decision"),
    ]
    if symbol:
        labels.append((symbol, ""))
        if whole := re.fullmatch(r"(A/RES/\d+/\d+)[A-Z]", symbol):
            # A part of a resolution is cited by the resolution's symbol too.
            labels.append((whole[1], ""))
        properties.append(("symbol", symbol))
    return Entity(iri, "decision", tuple(labels), "form", tuple(properties))


def nameless_decision(lexicon: Lexicon, number: str, document: str, *, is_resolution: bool) -> Entity:
    """A decision of which nothing says whose it is: provisional, and the document's own."""
    kind_zh, kind_en = ("决议", "resolution") if is_resolution else ("决定", "decision")
    iri = lexicon.iris.provisional("decision", number, document)
    labels = ((f"第{number}号{kind_zh}", "zh"), (f"{kind_en} {number}", "en"))
    return Entity(
        iri,
        "decision",
        labels,
        "provisional",
        (("number", number), ("class", "Resolution" if is_resolution else "Decision")),
    )


def by_symbol(lexicon: Lexicon, symbol: str) -> Entity:
    """What a document symbol stands for: a decision where it is one's symbol, else a document."""
    symbol = canonical(symbol)
    if told := issuers.of_symbol(symbol):
        owner, number, is_resolution = told
        return decision(lexicon, lexicon.body(owner), number, is_resolution=is_resolution)
    iri = lexicon.iris.document(symbol)
    return lexicon.by_iri(iri) or Entity(iri, "document", ((symbol, ""),), "form", (("symbol", symbol),))


def session(lexicon: Lexicon, body: Entity, ordinal: str, printed: str, unit: str) -> Entity:
    """A numbered session (届) or meeting (次) of a body, by the register's name for it or its own."""
    for name, language in body.labels:
        if language == "zh" and (known := lexicon.named(name + printed.removeprefix("的"))):
            return known
    body_slug = body.iri.rsplit("/", 1)[-1]
    kind = "session" if unit == "届" else "meeting"
    iri = lexicon.iris.thing(kind, f"{body_slug}/{ordinal}")
    if known := lexicon.by_iri(iri):
        return known
    number = re.sub(r"\D", "", ordinal)
    english = next((n for n, lang in body.labels if lang == "en"), "")
    noun = "session" if kind == "session" else "meeting"
    labels = [(f"{body.name}{printed.removeprefix('的')}", "zh")]
    if english:
        special = "special " if ordinal.startswith("ss-") else "universal " if ordinal.startswith("universal-") else ""
        labels.append((f"{english}, {special}{noun} {number}", "en"))
    properties = (
        ("heldBy", body.iri),
        ("ordinal", ordinal),
        ("class", "Session" if kind == "session" else "Meeting"),
    )
    return Entity(iri, kind, tuple(labels), "form", properties)


def session_en(lexicon: Lexicon, body: Entity, ordinal: str, unit: str, within: str = "") -> Entity:
    """A numbered session or meeting of a body, as English counts them; the register's where it has it.

    `within` is the session whose plenary meeting it is: these are counted anew in every session.
    """
    iri = lexicon.iris.thing(unit, f"{body.iri.rsplit('/', 1)[-1]}/{within + '-' if within else ''}{ordinal}")
    if known := lexicon.by_iri(iri):
        return known
    if unit == "meeting" and (known := lexicon.by_iri(lexicon.iris.thing("session", f"{body.iri.rsplit('/', 1)[-1]}/{ordinal}"))):
        return known
    number = re.sub(r"\D", "", ordinal)
    kind = re.sub(r"[-\d]+", "", ordinal)
    special = {"ss": "special ", "es": "emergency special ", "universal": "universal ", "plenary": "plenary "}.get(kind, "")
    english = next((n for n, lang in body.labels if lang == "en"), body.name)
    labels = (
        (f"{english}, {special}{unit} {number}", "en"),
        (f"{ordinal_word(int(number))} {special}{unit} of the {english}", "en"),
    )
    properties = (("heldBy", body.iri), ("ordinal", ordinal), ("class", "Session" if unit == "session" else "Meeting"))
    return Entity(iri, unit, labels, "form", properties)


def titled(lexicon: Lexicon, title: str, kind: str, language: str = "zh") -> Entity:
    """An instrument or document by its title, provisional where the register has no such title."""
    if known := lexicon.named(title):
        return known
    return Entity(
        lexicon.iris.provisional("instrument" if kind == "instrument" else "doc", title),
        kind,
        ((title, language),),
        "provisional",
    )


def person(lexicon: Lexicon, name: str) -> Entity:
    if known := lexicon.named(name):
        return known
    latin = slug(name)
    iri = lexicon.iris.thing("person", f"x-{latin}") if latin else lexicon.iris.provisional("person", name)
    return Entity(iri, "person", ((name, "en" if latin else "zh"),), "provisional")


def body(
    lexicon: Lexicon, name: str, scope: str = "", parent: Entity | None = None, kind: str = "body", language: str = "zh"
) -> Entity:
    """Something that no register knows, by its printed name; `scope` keeps bare names of different documents apart."""
    properties = (("parent", parent.iri),) if parent else ()
    iri = lexicon.iris.provisional({"document": "doc"}.get(kind, kind), name, scope)
    return Entity(iri, kind, ((name, language),), "provisional", properties)
