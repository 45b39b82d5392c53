"""Paragraphs as they stand in the graph, found by what they mention. A small corpus is kept in memory, of a large one only
the paragraphs that mention what the question names are read."""

from __future__ import annotations

import itertools
import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pyoxigraph as ox

from answers.facts import among, bound
from answers.language.dictionary import says
from answers.language.glossary import holds
from answers.language.moments import Moment, moments
from answers.language.normal import normal
from answers.names import Names
from graph.store import Store, Term, value

#: Up to so many paragraphs a corpus is read whole.
SMALL = 5000
#: So many paragraphs are looked at where a corpus is large.
_MOST = 150
#: So many texts, and passages of so many things, are kept of a large corpus.
_KEPT, _NEAR = 4096, 32
_ROW = """ ?p mg:partOfDocument ?document ; mg:text ?text ; mg:address ?address ; mg:position ?position .
  ?version dcterms:isVersionOf ?document ; mg:fileName ?file ; mg:isDigest ?digest ; dcterms:language ?language .
  FILTER (LANG(?text) = ?language)
  OPTIONAL { ?document mg:symbol ?symbol } OPTIONAL { ?p mg:under ?under } OPTIONAL { ?p mg:paragraphKind ?kind }"""
_COLUMNS = "?p ?text ?address ?position ?document ?file ?digest ?symbol ?under ?kind"
_COUNT = "SELECT (COUNT(?p) AS ?n) WHERE { ?p mg:address ?address }"
_ALL = f"SELECT {_COLUMNS} WHERE {{ {_ROW} }}"
_BY_THING = f"SELECT ?thing {_COLUMNS} WHERE {{ ?p mg:mentions ?thing . {_ROW} }} LIMIT {_MOST}"
_OF = f"SELECT {_COLUMNS} WHERE {{ {_ROW} }}"
_AT = f"SELECT {_COLUMNS} WHERE {{ {_ROW} }}"
_ABOVE = "SELECT ?p ?text ?under WHERE { ?p mg:text ?text OPTIONAL { ?p mg:under ?under } }"
_MENTIONS = "SELECT ?p ?thing WHERE { ?p mg:mentions ?thing }"
_MENTIONED = "SELECT ?thing ?p WHERE { ?p mg:mentions ?thing } LIMIT 1"
_CUTS = "SELECT ?cut WHERE { ?p mg:cutAt ?cut }"
_SENTENCE_ZH = re.compile(r"[^。！？；]+[。！？；]?")
_SENTENCE_EN = re.compile(r".+?(?:[.;:?!](?=\s|$)|$)", re.DOTALL)
#: What a paragraph ends with that is followed by its items.
_ANNOUNCING = tuple(":：—")
_HAN = re.compile(r"[㐀-鿿]")


@dataclass(frozen=True)
class Passage:
    """One paragraph of one version of a document."""

    iri: str
    address: str
    document: str
    label: str
    file: str
    digest: bool
    text: str
    position: int
    kind: str = ""
    mentions: frozenset[str] = frozenset()
    heading: str = ""
    """The texts of the headings above it."""

    @cached_property
    def folded(self) -> str:
        return normal(self.text)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The paragraph's sentences as printed. A table's rows stay together."""
        if "/table" in self.address:
            return (self.text,)
        pattern = _SENTENCE_ZH if _HAN.search(self.text) else _SENTENCE_EN
        return tuple(s for s in (m[0].strip() for m in pattern.finditer(self.text)) if s)

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        return tuple(moments(self.folded))

    @cached_property
    def above(self) -> str:
        """The headings in the form of comparison."""
        return normal(self.heading)


@dataclass
class Passages:
    """The paragraphs of one generation."""

    store: Store
    names: Names
    _by_address: dict[tuple[str, str], Passage | None] = field(default_factory=dict)
    _texts: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Text of a paragraph and what it stands under, by its IRI: headings of many paragraphs are the same."""
    _near: dict[str, tuple[Passage, ...]] = field(default_factory=dict)
    """Passages of a large corpus by a thing that was asked for lately."""
    _rarity: dict[str, float] = field(default_factory=dict)
    _about: dict[str, frozenset[str]] = field(default_factory=dict)
    _dates: dict[str, tuple[Moment, ...]] = field(default_factory=dict)

    @cached_property
    def is_small(self) -> bool:
        rows = self.store.select(_COUNT)
        return int(value(rows[0]["n"])) <= SMALL

    @cached_property
    def whole(self) -> tuple[Passage, ...]:
        """Every paragraph of a small corpus, in the order of files and texts."""
        mentions: dict[str, set[str]] = defaultdict(set)
        for row in self.store.select(_MENTIONS):
            mentions[value(row["p"])].add(value(row["thing"]))
        return self._made(self.store.select(_ALL), mentions)

    def rarity(self, notion: str, unknown: float) -> float:
        """How rare a notion of the glossary is among the paragraphs of a small corpus (0 in all … 1 in none); `unknown` of a
        large one."""
        return self._rare(f"notion {notion}", lambda text: holds(text, notion), unknown)

    def rarity_of_word(self, word: str, unknown: float) -> float:
        """The same of a word in either language."""
        return self._rare(word, lambda text: says(text, word) > 0, unknown)

    def _rare(self, key: str, told: Callable[[str], bool], unknown: float) -> float:
        if not self.is_small:
            return unknown
        if key not in self._rarity:
            if len(self._rarity) > _KEPT:
                self._rarity.clear()
            holding = sum(told(p.folded) for p in self.whole)
            self._rarity[key] = 1 - math.log(holding + 1) / math.log(len(self.whole) + 2)
        return self._rarity[key]

    def about(self, document: str) -> frozenset[str]:
        """What a document of a small corpus is about: the things in its title block, summary and headings. Of a large one: nothing."""
        if not self.is_small:
            return frozenset()
        if document not in self._about:
            head = [
                p for p in self.whole if p.document == document and (p.kind in ("front", "heading") or p.address == "summary")
            ]
            self._about[document] = frozenset().union(*(p.mentions for p in head))
        return self._about[document]

    def speak_of(self, things: Iterable[str]) -> bool:
        """Whether a paragraph mentions one of these things; in a small corpus, or has a name of it."""
        for iri in things:
            if self.names.use.get(iri) or bound(self.store, _MENTIONED, thing=iri):
                return True
            if self.is_small and any(self.names.named_in(p.folded, iri) for p in self.whole):
                return True
        return False

    def dates(self, document: str) -> tuple[Moment, ...]:
        """The dates in the title block of a document of a small corpus: when it was issued, when its session was held."""
        if not self.is_small:
            return ()
        if document not in self._dates:
            front = [p for p in self.whole if p.document == document and p.kind == "front"]
            self._dates[document] = tuple(dict.fromkeys(m for p in front for m in p.moments))
        return self._dates[document]

    def near(self, things: Iterable[str]) -> Sequence[Passage]:
        """Paragraphs that may speak of these things: all of a small corpus, else those that mention the rarest of them."""
        if self.is_small:
            return self.whole
        wanted = sorted(things, key=lambda iri: self.names.use.get(iri, 0))
        for iri in wanted[:2]:
            if iri not in self._near:
                if len(self._near) > _NEAR:
                    self._near.clear()
                rows = bound(self.store, _BY_THING, thing=iri)
                mentions: dict[str, set[str]] = defaultdict(set)
                for row in among(self.store, _MENTIONS, p=[value(r["p"]) for r in rows]):
                    mentions[value(row["p"])].add(value(row["thing"]))
                self._near[iri] = self._made(rows, mentions)
            if self._near[iri]:
                return self._near[iri]
        return ()

    def of(self, document: str) -> list[Passage]:
        """The paragraphs of one document, in order."""
        if self.is_small:
            return [p for p in self.whole if p.document == document]
        rows = bound(self.store, _OF, document=document)
        return list(self._made(rows, {}))

    def heading(self, document: str, address: str) -> str:
        """The headings above a paragraph, innermost first; empty where there are none."""
        found = self.at(document, address)
        return found.heading if found is not None else ""

    def at(self, document: str, address: str) -> Passage | None:
        """The paragraph at an address of a document."""
        if self.is_small:
            return self._addressed.get((document, address))
        self.fetch([(document, address)])
        return self._by_address[document, address]

    def fetch(self, places: Iterable[tuple[str, str]]) -> None:
        """Reads paragraphs of a large corpus that will be asked for, by document and address, in one query."""
        if self.is_small:
            return
        if len(self._by_address) > _KEPT:
            self._by_address.clear()
        wanted = [place for place in dict.fromkeys(places) if place not in self._by_address]
        if not wanted:
            return
        values = " ".join(f"({ox.NamedNode(document)} {ox.Literal(address)})" for document, address in wanted)
        rows = self.store.select(_AT.replace("{", f"{{ VALUES (?document ?address) {{ {values} }}", 1))
        mentions: dict[str, set[str]] = defaultdict(set)
        for row in among(self.store, _MENTIONS, p=[value(r["p"]) for r in rows]):
            mentions[value(row["p"])].add(value(row["thing"]))
        self._by_address.update(dict.fromkeys(wanted))
        self._by_address.update({(p.document, p.address): p for p in reversed(self._made(rows, mentions))})

    def whole_text(self, passage: Passage) -> str:
        """A paragraph with the items that it ends by announcing."""
        if passage.text.rstrip()[-1:] not in _ANNOUNCING:
            return passage.text
        below = [p.text for p in self.of(passage.document) if p.address.startswith(f"{passage.address}/")]
        return "\n".join([passage.text, *below])

    @cached_property
    def _addressed(self) -> dict[tuple[str, str], Passage]:
        return {(p.document, p.address): p for p in self.whole}

    def verbatim(self, passage: Passage, quote: str) -> str:
        """As much of a quotation from a passage as the source has in one stretch: none runs over a page header or the mark of
        a footnote that was lifted out."""
        start = passage.text.find(quote)
        if start < 0:
            return quote
        end = start + len(quote)
        cuts = sorted(int(value(row["cut"])) for row in bound(self.store, _CUTS, p=passage.iri))
        marks = [start, *(cut for cut in cuts if start < cut < end), end]
        a, b = max(itertools.pairwise(marks), key=lambda pair: pair[1] - pair[0])
        return passage.text[a:b].strip()

    def _made(self, rows: list[dict[str, Term]], mentions: dict[str, set[str]]) -> tuple[Passage, ...]:
        above = {value(r["p"]): (value(r["text"]), value(r.get("under"))) for r in rows}
        self._look_up({under for _, under in above.values()} - set(above))

        def heading(under: str) -> str:
            told: list[str] = []
            while under and len(told) < 6:
                text, under = above[under] if under in above else self._text(under)
                told.append(text)
            return " / ".join(told)

        made = [
            Passage(
                value(r["p"]),
                value(r["address"]),
                value(r["document"]),
                value(r.get("symbol")) or value(r["document"]),
                value(r["file"]),
                value(r["digest"]) == "true",
                value(r["text"]),
                int(value(r["position"])),
                value(r.get("kind")).rsplit("/", 1)[-1],
                frozenset(mentions.get(value(r["p"]), ())),
                heading(value(r.get("under"))),
            )
            for r in rows
        ]
        return tuple(sorted(made, key=lambda p: (p.file, p.position)))

    def _look_up(self, wanted: set[str]) -> None:
        """Fetches the texts of paragraphs that others stand under, and of those above them, in one query a level."""
        while wanted := {iri for iri in wanted if iri and iri not in self._texts}:
            if len(self._texts) > _KEPT:
                self._texts.clear()
            rows = among(self.store, _ABOVE, p=sorted(wanted))
            self._texts.update(dict.fromkeys(wanted, ("", "")))
            self._texts.update({value(r["p"]): (value(r["text"]), value(r.get("under"))) for r in rows})
            wanted = {self._texts[iri][1] for iri in wanted}

    def _text(self, iri: str) -> tuple[str, str]:
        """The text of a paragraph and the IRI of what it stands under."""
        if iri not in self._texts:
            if len(self._texts) > _KEPT:
                self._texts.clear()
            found = bound(self.store, _ABOVE, p=iri)
            self._texts[iri] = (value(found[0]["text"]), value(found[0].get("under"))) if found else ("", "")
        return self._texts[iri]
