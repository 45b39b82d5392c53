"""Tables of legislative mandates, as the fascicles of the programme budget have them: each row is a resolution or decision
that is a mandate of the entity, and below the name of a subprogramme, of that subprogramme too.

The reader is the same for all languages but for the words of the headings, which stand in one table here. It goes by what
stands above a table (the section, the subprogramme, the organ), in the order of the text, so that it needs no levels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from graph import issuers
from graph.iris import slug
from graph.names import fold
from ingest.links import symbol_of
from ingest.model import Claim, Entity, Evidence, Paragraph, Sentence
from ingest.recognise import mint
from ingest.recognise.memory import Memory
from ingest.relate.rules import LONGEST_QUOTE
from ingest.source import Link
from ingest.structure.tables import cells


@dataclass(frozen=True)
class _Words:
    """The headings of a language: of the lists and of the text before them, of subprogrammes, of an organ's acts."""

    lists: re.Pattern[str]
    background: re.Pattern[str]
    subprogramme: re.Pattern[str]
    organ: re.Pattern[str]
    decision: re.Pattern[str]
    act: re.Pattern[str]
    """The title of an act without a number."""
    of: str
    """The name of an organ that belongs to an entity, both named."""
    numbered: str
    """The name of a subprogramme: its number and title."""


_KINDS_EN = r"(?:resolutions?|decisions?|recommendations?|(?:ministerial\s)?declarations?|agreed conclusions|statements?)"
_KINDS_ZH = r"(?:决议|决定|建议|部长级宣言|宣言|商定结论|主席声明)"
_WORDS = {
    "en": _Words(
        re.compile(r"(?:List of\s)?(?:Legislative\s)?mandates$|Legislative (?:authority|basis)$", re.IGNORECASE),
        re.compile(r"Mandates and background$|Background$|Overall orientation$", re.IGNORECASE),
        re.compile(r"Subprogramme\s(?P<number>\d{1,2})\b[.:]?\s*(?P<title>.*)$", re.IGNORECASE),
        re.compile(rf"(?P<organ>\S.*?)\s(?P<kinds>{_KINDS_EN}(?:(?:,\s|\sand\s|,\sand\s){_KINDS_EN})*)$", re.IGNORECASE),
        re.compile(r"decision", re.IGNORECASE),
        re.compile(r"\b(?:Declaration|Consensus|Plan|Programme|Agenda|Strategy|Framework|Platform|Principles|Pact)\b"),
        "{organ} of {entity}",
        "Subprogramme {number}: {title}",
    ),
    "zh": _Words(
        re.compile(r"(?:立法|法定|法律)?(?:授权|任务|任务授权)(?:清单|一览)?$|法律依据$|立法依据$"),
        re.compile(r"(?:任务|授权)(?:和|与)背景(?:情况)?$|总方向$|背景$"),
        re.compile(r"次级方案\s?(?P<number>\d{1,2}|[一二三四五六七八九十]{1,2})[.:：、]?\s*(?P<title>.*)$"),
        re.compile(rf"(?P<organ>\S.*?)(?:的)?(?P<kinds>{_KINDS_ZH}(?:(?:、|和|及){_KINDS_ZH})*)$"),
        re.compile(r"决定"),
        re.compile(r"宣言|共识|计划|纲领|议程|战略|框架|原则|契约"),
        "{entity}{organ}",
        "次级方案{number}：{title}",
    ),
}
#: The first cell of a row: the number of an act, with its kind where the table mixes kinds.
_NUMBER = re.compile(
    r"(?:(?P<kind>resolution|decision|recommendation)\s|第)?"
    r"(?P<number>(?:SS?-?|ES-?|SS\.)?[\dIVX]{1,4}(?:/\d{1,4})?(?:\s?[A-Z])?(?:\s?\((?:S-)?[IVXLC]+\)|\s?\((?:19|20)\d\d\))?)"
    r"(?:号?(?P<kind_zh>决议|决定))?",
    re.IGNORECASE,
)
#: A heading is no longer than this.
_TITLE = 160


@dataclass
class MandateTables:
    """Reads the paragraphs of one document, in order, and tells the mandates in its tables."""

    memory: Memory
    language: str
    _listing: bool = False
    """Whether the text now read lists mandates."""
    _listed: bool = False
    """Whether a table of the list was read: a numbered paragraph behind it ends the list."""
    _entity: Entity | None = None
    """Whose mandates they are."""
    _opening: bool = True
    """Whether what is read may still say whose document it is."""
    _sub: Entity | None = None
    _pending: tuple[str, Paragraph] | None = None
    """A subprogramme's number whose title is the next line."""
    _organ: tuple[str, str] = ("", "")
    _heads: dict[str, Paragraph] = field(default_factory=dict)
    """The headings that hold for the table to come, by what they tell."""

    def read(self, paragraph: Paragraph, sentences: list[Sentence], links: tuple[Link, ...]) -> Iterator[Claim]:
        """The claims of a paragraph: none but for tables and for the headings of subprogrammes."""
        if self.language not in _WORDS or paragraph.kind in ("front", "footnote"):
            return
        if paragraph.kind == "table":
            if self._listing and self._entity is not None and "|" in paragraph.text:
                self._listed = True
                yield from self._table(paragraph, links, self._entity)
        elif not paragraph.label and len(paragraph.text) <= _TITLE:
            yield from self._title(paragraph)
        else:
            self._listing = self._listing and not self._listed
            self._told(sentences)

    # ---- what stands above ---------------------------------------------------------------------------------------
    def _title(self, paragraph: Paragraph) -> Iterator[Claim]:
        words = _WORDS[self.language]
        text = re.sub(r"\s+", " ", paragraph.span.folded).strip()
        if self._pending is not None:
            number, self._pending = self._pending[0], None
            yield from self._subprogramme(number, text, paragraph)
        elif words.lists.fullmatch(text):
            self._listing, self._listed, self._sub, self._organ, self._heads = True, False, None, ("", ""), {}
        elif words.background.fullmatch(text):
            self._opening = True
        elif not self._listing:
            return
        elif sub := words.subprogramme.fullmatch(text):
            self._organ = ("", "")
            if sub["title"].strip():
                yield from self._subprogramme(sub["number"], sub["title"], paragraph)
            else:
                self._pending = sub["number"], paragraph
        elif organ := words.organ.fullmatch(text):
            self._organ = organ["organ"], organ["kinds"]
            self._heads["organ"] = paragraph
        elif paragraph.kind == "heading":
            self._listing = False

    def _subprogramme(self, number: str, title: str, paragraph: Paragraph) -> Iterator[Claim]:
        """The subprogramme that a heading names, and that it is the entity's."""
        if self._entity is None:
            return
        name = _WORDS[self.language].numbered.format(number=number, title=title.strip())
        scope = self._entity.iri.rsplit("/", 1)[-1]
        self._sub = mint.body(self.memory.lexicon, name, scope, self._entity, language=self.language)
        self._heads["sub"] = paragraph
        evidence = Evidence(paragraph, 0, len(paragraph.text))
        yield Claim("part_of", self._sub, self._entity, evidence, "tables.part-of.subprogramme", paragraph.text, confidence=0.9)

    def _told(self, sentences: list[Sentence]) -> None:
        """Whose mandates are listed: the body that the background begins with, or that the list's own opening names."""
        if self._entity is not None and not self._opening:
            return
        for sentence in sentences:
            bodies = [m for m in sentence.mentions if m.kind == "body" and (self._listing or m.start < 60)]
            if bodies:
                self._entity, self._opening = bodies[0].entity, False
                return

    # ---- rows ----------------------------------------------------------------------------------------------------
    def _table(self, paragraph: Paragraph, links: tuple[Link, ...], entity: Entity) -> Iterator[Claim]:
        at = 0
        for line in paragraph.text.split("\n"):
            start, at = at, at + len(line) + 1
            first, *rest = cells(fold(line))
            title = next(filter(None, rest), "")
            evidence = Evidence(paragraph, start, start + min(len(line.rstrip(" |")), LONGEST_QUOTE))
            also = tuple(Evidence(head, 0, min(len(head.text), LONGEST_QUOTE)) for head in self._heads.values())
            symbols = _symbols(paragraph, links, start, start + len(line.split("|")[0]))
            for number in re.split(r"\s*[;；]\s*", first) if ";" in first or "；" in first else [first]:
                act = self._act(number, title, symbols, entity)
                if act is not None:
                    yield from self._row(act, number, evidence, also, entity)

    def _row(self, act: Entity, printed: str, evidence: Evidence, also: tuple[Evidence, ...], entity: Entity) -> Iterator[Claim]:
        """What a row says: the act is a mandate of the entity, and of the subprogramme; the document cites it."""
        for reached in (entity, self._sub):
            if reached is not None:
                yield Claim(
                    "mandates", act, reached, evidence, "tables.mandates.row", printed, confidence=0.95,
                    details={"modality": "decide"}, also=also,
                )  # fmt: skip
        if self.memory.document is not None:
            yield Claim("cites", self.memory.document, act, evidence, "tables.cites.row", "", printed, confidence=0.95)

    def _act(self, first: str, title: str, symbols: list[str], entity: Entity) -> Entity | None:
        """The act that a row names: by the symbol that it is linked to, else by its number and the organ above."""
        told = _NUMBER.fullmatch(first)
        if told is None or not re.search(r"\d", first):
            is_act = not title and len(first) > 8 and _WORDS[self.language].act.search(first)
            return mint.titled(self.memory.lexicon, first, "instrument", self.language) if is_act else None
        number = re.sub(r"\s", "", told["number"])
        symbol = next((s for s in symbols if issuers.of_symbol(s) and s.upper().endswith(f"/{number.upper()}")), None)
        if symbol:
            return self._titled(mint.by_symbol(self.memory.lexicon, symbol), title)
        name, kinds = self._organ
        if not name:
            return None
        kind = told["kind"] or told["kind_zh"] or kinds
        is_resolution = bool(re.search(r"resolution|决议", kind, re.IGNORECASE))
        act = mint.decision(self.memory.lexicon, self._issuer(name, entity, number), number, is_resolution=is_resolution)
        return self._titled(act, title)

    def _titled(self, act: Entity, title: str) -> Entity:
        """The act with its title among its names."""
        if not title or act.origin == "register" or (title, self.language) in act.labels:
            return act
        return replace(act, labels=(*act.labels, (title, self.language)))

    def _issuer(self, name: str, entity: Entity, number: str) -> Entity:
        """The organ that a heading names: the register's where the name is its full one, or that of one of the entity's own
        organs, or that of the one organ whose acts have such numbers; else an organ of the entity."""
        lexicon = self.memory.lexicon
        text = fold(name)
        whole = [h for h in lexicon.hits(text) if h.end - h.start >= 0.9 * len(text)]
        for hit in whole:
            bodies = [c for c in hit.candidates if c.kind == "body"]
            own = [c for c in bodies if entity.iri in lexicon.register.parents(c.iri)]
            guessed = [c for c in bodies if c.iri.endswith(f"/{issuers.guess(number, is_resolution=True)}")]
            if own or (bodies and not hit.short) or guessed:
                return (own or (guessed if hit.short else bodies))[0]
        words = _WORDS[self.language]
        owner = next((n for n, language in entity.labels if language == self.language), entity.name)
        if any(n.lower() in name.lower() for n, _ in entity.labels if len(n) > 3):
            return mint.body(lexicon, name, "", entity, language=self.language)
        return mint.body(lexicon, words.of.format(organ=name, entity=owner), slug(owner), entity, language=self.language)


def _symbols(paragraph: Paragraph, links: tuple[Link, ...], start: int, end: int) -> list[str]:
    """The symbols that the text [start, end) of a paragraph is linked to."""
    offsets = paragraph.span.offsets
    low, high = offsets[start], offsets[min(end, len(offsets) - 1)]
    return [symbol for link in links if low <= link.start < high and (symbol := symbol_of(link.target))]
