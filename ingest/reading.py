"""One document read from top to bottom: each paragraph is recognised, then related, so that what it defines is known below."""

from __future__ import annotations

from graph.names import key
from ingest.languages import LANGUAGES
from ingest.lexicon import Lexicon
from ingest.model import Claim, Document, Entity, Mention, Reading, Sentence
from ingest.relate.cited import dated
from ingest.relate.engine import Relater
from ingest.relate.links import link_claims, of_paragraph
from ingest.relate.masthead import masthead_claims
from ingest.relate.tables_mandates import MandateTables


def read(document: Document, lexicon: Lexicon) -> Reading:
    """Everything that is understood of a document in one of the `LANGUAGES`."""
    language = LANGUAGES[document.source.language]
    grammar = language.grammar
    recogniser = language.recogniser(document, lexicon)
    acts: dict[str, Entity] = {}
    memory = recogniser.memory
    own = (memory.act or memory.document) if document.masthead.is_resolution else None
    relater = Relater(document, memory, grammar, acts, own)
    sentences: list[Sentence] = []
    claims: list[Claim] = []
    implemented: dict[str, Mention] = {}
    mandates = MandateTables(memory, document.source.language)
    for paragraph in document.paragraphs:
        told = recogniser.read(paragraph)
        links = of_paragraph(paragraph, document.source.links)
        before = len(claims)
        claims.extend(mandates.read(paragraph, told, links))
        if paragraph.kind == "heading":
            grammar.headings.note_act(paragraph, told, lexicon, acts)
            if act := grammar.headings.implemented(told):
                implemented[key(paragraph.text)] = act
            continue
        relater.implementing = next((a for h in reversed(paragraph.heading_path) if (a := implemented.get(key(h)))), None)
        sentences.extend(told)
        claims.extend(dated(claim, grammar.calendar) for claim in relater.read(told))
        if paragraph.kind == "front":
            claims.extend(masthead_claims(document, told, memory, grammar.calendar))
        if paragraph.kind == "table":
            claims.extend(grammar.tables(paragraph, memory))
        claims.extend(link_claims(paragraph, links, claims[before:], memory))
    return Reading(document, tuple(sentences), tuple(claims), memory.act)
