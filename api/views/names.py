"""What things are called on a page, in the reader's language, each looked up once a generation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from answers.phrases import where
from api.views.wording import clause, gathering
from api.words import WORDS
from graph.ledger import LABELS, Called, Ledger
from graph.store import OxigraphStore, value
from graph.vocabulary import CONCEPT, MG, ORG

_QUOTED = 36
#: The membership that a claim makes, as the end of the claim's IRI.
PARTICIPATION = "#participation"
#: So much of a title stands where a document without a symbol is named as a source; half of it in Chinese.
_TITLE = 44
_BRIEF = 40
#: Names of a lower rank may be shown as the other name of a thing; what a document goes by has this one.
PREFERRED, _SYMBOL = 3, LABELS.index(MG + "symbol")


def kind_of(iri: str) -> str:
    """The kind of a thing by its IRI's path: body, decision, session ...; empty for what has none."""
    match = re.search(r"/(?:id|concept)/([a-z-]+)/", iri)
    return match[1] if match else ""


def cut(text: str, most: int) -> str:
    """The beginning of a text that is longer than `most` characters, or half as many Chinese ones, with a mark.

    >>> cut("Report of the High-level Group", 20), cut("short", 20), cut("部长或高级别代表协商小组工作成果", 20)
    ('Report of the…', 'short', '部长或高级别代表协…')
    """
    if not text.isascii() and re.search("[\u4e00-\u9fff]", text):
        most //= 2
    if len(text) <= most:
        return text
    head = text[:most]
    # Between two words, where there are words.
    head = head[: head.rfind(" ")] if head.isascii() and " " in head[most // 2 :] else head[:-1]
    return head.rstrip(" ,;:") + "…"


@dataclass(frozen=True, order=True)
class Link:
    """A thing as it is linked to. `lang` is the language of the label where it is not the reader's."""

    label: str
    iri: str
    lang: str = ""

    @property
    def kind(self) -> str:
        return kind_of(self.iri)


class Names:
    """The names of one generation in one language. Safe to share between threads: a race only looks up twice."""

    def __init__(self, store: OxigraphStore, ledger: Ledger, language: str) -> None:
        self.store = store
        self.ledger = ledger
        self.language = language
        self.words = WORDS[language]
        self._known: dict[str, Link] = {}
        self._documents: dict[str, Link] = {}
        self._called: dict[str, list[Called]] = {}

    def link(self, iri: str) -> Link:
        """The thing with its label: a preferred name in the reader's language, else in any, else made from what it is."""
        found = self._known.get(iri)
        if found is None:
            found = self._known[iri] = self._link(iri)
        return found

    def brief(self, iri: str) -> str:
        """A name for where there is little room: an acronym where the thing has one, else its label, cut between words."""
        acronyms = [text for text, _ in self.all(iri) if re.fullmatch("[A-Z][A-Z/-]{1,11}", text)]
        return min(acronyms, key=len) if acronyms else cut(self.label(iri), _BRIEF)

    def label(self, iri: str) -> str:
        return self.link(iri).label

    def one(self, subject: str, predicate: str) -> ox.NamedNode | ox.Literal | None:
        """The first value of a property, None where there is none."""
        for quad in self.store.ox.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None):
            if isinstance(quad.object, ox.NamedNode | ox.Literal):
                return quad.object
        return None

    def all(self, iri: str) -> list[tuple[str, str]]:
        """Every name of a thing as (text, language), preferred ones first, what a text may call it for short last."""
        return list(dict.fromkeys((name.text, name.language) for name in self.called(iri)))

    def called(self, iri: str) -> list[Called]:
        """The same as the ledger has it."""
        found = self._called.get(iri)
        if found is None:
            self.prime([iri])
            found = self._called[iri]
        return found

    def prime(self, things: Iterable[str]) -> None:
        """Look up at once what will be asked for one by one."""
        self._called |= self.ledger.called(iri for iri in things if iri not in self._called)

    def property(self, iri: str) -> str:
        """A property as the box of a page names it: terms of others in words of our own."""
        return self.words.get("p_" + re.split(r"[/#]", iri)[-1]) or self.label(iri)

    def term(self, scheme: str, text: str) -> str:
        """A word that claims use, such as `co-chair` or `USD million`, in the reader's language where it is known there."""
        known = self.in_language(f"{CONCEPT}{scheme}/{text}", self.language) if re.fullmatch("[a-z-]+", text) else ""
        return known or self.words.get(f"term_{text}", text)

    def in_language(self, iri: str, language: str) -> str:
        """The preferred name in a given language; empty where there is none."""
        return next((n.text for n in self.called(iri) if n.rank < PREFERRED and n.language == language), "")

    def _link(self, iri: str) -> Link:
        names = [name for name in self.called(iri) if name.text and name.rank < len(LABELS)]
        if not names:
            return Link(self._made(iri), iri)
        best = min(names, key=lambda name: (name.language != self.language, name.rank, name.text, name.language))
        foreign = best.language if best.language != self.language else ""
        own_words = self._gathering(iri) if foreign and kind_of(iri) in ("meeting", "session") else ""
        return Link(own_words, iri) if own_words else Link(best.text, iri, foreign)

    def _made(self, iri: str) -> str:
        """A name for what has none: a claim by what it says, a paragraph by its place, an event by what changed."""
        kind = kind_of(iri)
        if kind == "claim":
            told = tuple(MG + name for name in ("subject", "relation", "object"))
            if iri.endswith(PARTICIPATION):
                told = tuple(ORG + name for name in ("member", "role", "organization"))
            parts = [self.one(iri, name) for name in told]
            return " · ".join(self.label(part.value) for part in parts if part is not None) or iri
        if kind == "evidence":
            text = value(self.one(iri, MG + "quotation"))
            return f"“{text[:_QUOTED]}…”" if len(text) > _QUOTED else f"“{text}”"
        if kind == "event":
            changed = self.one(iri, MG + "changes")
            name = self.words.get("event_" + iri.split("/id/event/")[-1].partition("/")[0], self.words["event"])
            return f"{name}: {self.label(changed.value)}" if changed else name
        if (document := self.one(iri, MG + "partOfDocument")) is not None:
            return self.place(document.value, value(self.one(iri, MG + "address")))
        if (act := self.one(iri, MG + "provisionOf")) is not None:
            number = value(self.one(iri, MG + "provisionNumber"))
            return f"{self.label(act.value)}{self.words['comma']}{clause(number, self.language)}"
        last = re.split(r"[/#]", iri.rstrip("/"))[-1]
        return self.words.get("c_" + last, last)

    def _gathering(self, iri: str) -> str:
        """A meeting by who held it and which or when, where the holder has a name in the reader's language."""
        held_by = self.one(iri, MG + "heldBy")
        if held_by is None or self.link(held_by.value).lang:
            return ""
        ordinal, start = value(self.one(iri, MG + "ordinal")), value(self.one(iri, MG + "start"))
        return gathering(self.label(held_by.value), ordinal, start, self.language)

    def document(self, iri: str) -> Link:
        """A document as sources are named: by symbol, else by its title."""
        found = self._documents.get(iri)
        if found is None:
            link, symbol = self.link(iri), next((n.text for n in self.called(iri) if n.rank == _SYMBOL), "")
            found = Link(symbol, iri) if symbol else Link(cut(link.label, _TITLE), iri, link.lang)
            self._documents[iri] = found
        return found

    def place(self, document: str, address: str) -> str:
        """A paragraph of a document in words."""
        return f"{self.document(document).label}{self.words['comma']}{where(address, self.language)}"
