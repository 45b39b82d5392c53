"""English paragraphs gain mentions, from top to bottom, with what the document has told so far."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph import symbols
from graph.names import key
from ingest.lexicon import Hit, Lexicon
from ingest.model import Document, Entity, Mention, Paragraph, Sentence
from ingest.recognise import forms_en as forms
from ingest.recognise import mint, names_en
from ingest.recognise.candidates import Candidate, choose
from ingest.recognise.decisions_en import decisions
from ingest.recognise.memory import Memory
from ingest.recognise.sessions_en import sessions, twofold
from ingest.recognise.zh import organ_of_symbol

_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-Z“(])|;(?=\s)|\n")
#: No sentence is longer; what is takes its formulas far more time than its length.
_LONGEST_SENTENCE = 12_000
_NO_END = re.compile(
    r"\b(?:No|Mr|Ms|Mrs|Dr|St|para|paras|sect|art|vol|Add|Corr|Rev|U\.N|U\.S|e\.g|i\.e|al|cf|chap|p|pp|[A-Z])\.$"
)
_DEFINABLE = ("body", "instrument", "decision", "document", "meeting", "session", "fund", "system", "group", "campaign", "post")
#: A bare head noun after an article: the body or post found by form that was named last by it.
_BARE = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Tt]hat|[Tt]his|[Tt]he said|[Tt]he same)\s(?P<head>(?:Special Rapporteur|Independent Expert|Special Representative|Special Envoy|Working Group|Expert Group|Task Force|"
    r"Ad Hoc (?:Working Group|Committee)|Panel|Mission|Mechanism|Commission|Committee|Council|Force|Group|Forum|Board|Fund|Trust Fund|Office|Team|Unit|Conference|Programme|Platform|Network|"
    r"Partnership|Centre|Institute|Tribunal|Court|Convention|Protocol|Declaration|Agreement|Plan|Strategy|Framework|Agenda|Envoy|Rapporteur|Secretariat|Assembly|Union|Operation|Register|"
    r"Coordinator|Instrument|Organization|Agency|Facility|Authority|Ombudsperson|Representative|Process|Compact|Charter|Covenant))\b(?!\s(?:of|on|for|to)\s(?:the\s)?[A-Z])(?!\s[A-Z])"
)
#: 70/193 of 22 December 2015, entitled …: the title is the resolution's own.
_OF_NUMBER = re.compile(rf"{forms.NUMBER}(?:\sof\s{forms.PLAIN_DATE})?,?\s(?:on\s[^,;“]{{1,80}},?\s)?$")


class Recogniser:
    """Reads the paragraphs of one English document in their order."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.memory = _prepare(document, lexicon)

    def read(self, paragraph: Paragraph) -> list[Sentence]:
        """The sentences of a paragraph with their mentions."""
        self.memory.enter(paragraph.address)
        mentions = tuple(_mentions(paragraph, self.memory))
        return list(_sentences(paragraph, mentions))


def _prepare(document: Document, lexicon: Lexicon) -> Memory:
    memory = Memory(lexicon)
    for paragraph in document.paragraphs:
        for hit in lexicon.hits(paragraph.span.folded):
            if len(hit.candidates) == 1 and (not hit.short or hit.end - hit.start >= 14):
                memory.counts[hit.candidates[0].iri] += 1
    symbol = document.masthead.symbol
    own = mint.by_symbol(lexicon, symbol) if symbol else None
    title = document.masthead.title or ""
    labels = (*(own.labels if own else ()), *(((title, "en"),) if len(title) > 8 else ()))
    memory.document = Entity(document.iri, own.kind if own else "document", labels)
    if own is not None and own.kind == "decision":
        memory.act = own
    memory.organ = _organ(document, lexicon) or organ_of_symbol(symbol, lexicon)
    return memory


def _organ(document: Document, lexicon: Lexicon) -> Entity | None:
    """The organ that speaks: The General Assembly, … else the one the title block names."""
    for paragraph in document.paragraphs:
        if paragraph.address == "preamble":
            name = re.sub(r"^(?:\[?The|Having met)\s|,\s*$", "", paragraph.span.folded.strip()).strip()
            found = [h for h in lexicon.hits(name) if h.end - h.start == len(name)]
            known = lexicon.named(name) or next((c for h in found for c in h.candidates if c.kind == "body"), None)
            symbol = organ_of_symbol(document.masthead.symbol, lexicon)
            if known is None and symbol is not None and any(name in (n, f"the {n}") for n, _ in symbol.labels):
                return symbol
            if known is not None:
                return known
    organ = document.masthead.organ
    return lexicon.named(organ) if organ else None


# ---- mentions of one paragraph ---------------------------------------------------------------------------------
def _mentions(paragraph: Paragraph, memory: Memory) -> Iterator[Mention]:
    text = paragraph.span.folded
    hits = memory.lexicon.hits(text)
    numbers = list(forms.decisions(text))
    hits = [
        h
        for h in hits
        if not any(n.start <= h.start and h.end <= n.end for n in numbers)
        and not re.search(r"\d/\d|\(\d{4}\)", text[h.start : h.end])
    ]
    full = [Candidate(h.start, h.end, h.candidates[0], 3) for h in hits if not h.short and len(h.candidates) == 1]
    people = list(_persons(text, memory))
    named = _names(text, [*full, *people], hits, memory) if paragraph.kind != "front" else ()
    firm = choose(
        [
            *full,
            *named,
            *_reports(text, memory),
            *_titles(text, memory),
            *people,
            *_symbols(text, memory),
            *_missions(text, memory),
        ]
    )
    _define(text, firm, memory)
    base = choose([*firm, *_aliases(text, memory)])
    base = choose([*base, *_short_forms(text, hits, base, memory)])
    base = choose([*base, *_governments(text, base)])
    base = choose([*base, *sessions(text, base, memory)])
    base = choose([*base, *decisions(text, numbers, base, memory), *_pointers(text, base, memory)])
    base = [_with_provision(text, candidate, base) for candidate in base]
    base = choose([*base, *_own_provisions(text, base, memory)])
    for candidate in (twofold(text, candidate) for candidate in base):
        memory.note(candidate.entity)
        yield Mention(
            candidate.start, candidate.end, _printed(text, candidate), candidate.entity, candidate.provision, candidate.by_form
        )


def _printed(text: str, candidate: Candidate) -> str:
    return re.sub(r"^(?:[Tt]he|[Ii]ts|[Tt]his|[Tt]hat)\s", "", text[candidate.start : candidate.end])


def _kin(found: names_en.Name, hits: list[Hit], memory: Memory) -> Entity | None:
    """What a whole name that is a short form of the register means here: what the document speaks of, or a sister of its
    organ: to the Environment Assembly the Governing Council is the Environment Programme's."""
    short = next((h for h in hits if h.short and h.end == found.end and found.start - 4 <= h.start <= found.start), None)
    if short is None or memory.organ is None:
        return None
    own = memory.parents(memory.organ.iri)[:1]
    sisters = (c for c in short.candidates if c.kind == "body" and own and memory.parents(c.iri)[:1] == own)
    return memory.choose(short.candidates, [], frozenset()) or next(sisters, None)


def _names(text: str, full: list[Candidate], hits: list[Hit], memory: Memory) -> Iterator[Candidate]:
    """Names by form, as the register's where it has them; a name that a known one covers is none of its own."""
    found_names = list(names_en.names(text))
    while found_names:
        found = found_names.pop(0)
        if symbol := symbols.SYMBOL.search(text, found.start, found.end):
            rest = names_en.names(text[found.start : symbol.start()].rstrip(" ("))
            found_names[:0] = [names_en.Name(n.start + found.start, n.end + found.start, n.kind, n.head) for n in rest]
            continue
        name = text[found.start : found.end]
        known = memory.lexicon.named(name)
        inside = [c for c in full if c.start <= found.start and found.end <= c.end]
        if inside or (known is not None and known.kind in ("place", "state")):
            continue
        at_start = [
            c
            for c in full
            if c.start == found.start and c.end < found.end and c.entity.kind in (found.kind, "state", "place", "person")
        ]
        first = max(at_start, key=lambda c: c.end, default=None)
        if (
            first is not None
            and re.match(
                r"\s(?:in|for|to|and|as|at|by|with|through|on|[a-z]+(?:ed|s))\s|\sof\sthe\s(?=.*)"
                if first.kind not in ("state", "person")
                else r",?\s",
                text[first.end :],
            )
            and not (first.kind == found.kind and text.startswith(" of ", first.end))
        ):
            # A whole name that is known: what follows is no part of it, but may hold another.
            rest = names_en.names(text[first.end : found.end])
            found_names[:0] = [names_en.Name(n.start + first.end, n.end + first.end, n.kind, n.head) for n in rest]
            continue
        entity = known or memory.local.get(name) or _kin(found, hits, memory)
        if entity is None:
            entity = mint.body(memory.lexicon, name, kind=found.kind, language="en")
            memory.local[name] = entity
            memory.heads[entity.iri] = found.head
        yield Candidate(found.start, found.end, entity, 2, by_form=known is None)


def _missions(text: str, memory: Memory) -> Iterator[Candidate]:
    """Acronyms of the Organization's missions and offices that the document does not explain: UNFICYP, MINUSMA."""
    for match in forms.MISSION.finditer(text):
        if memory.lexicon.named(match[0]) is None and key(match[0]) not in memory.aliases:
            entity = memory.local.setdefault(match[0], mint.body(memory.lexicon, match[0], language="en"))
            yield Candidate(match.start(), match.end(), entity, 1, by_form=True)


def _titles(text: str, memory: Memory) -> Iterator[Candidate]:
    for match in forms.TITLE.finditer(text):
        title = match["title"].rstrip(",.;")
        known = memory.lexicon.named(title)
        entity = known or mint.titled(memory.lexicon, title, forms.title_kind(title), "en")
        before = text[max(0, match.start() - 140) : match.start()]
        if not re.search(r"(?:resolution|decision|item|sub-item|agenda)\b[^,;.]{0,60}$", before) and not _OF_NUMBER.search(
            before
        ):
            yield Candidate(match.start("title"), match.start("title") + len(title), entity, 4, by_form=known is None)


def _reports(text: str, memory: Memory) -> Iterator[Candidate]:
    """the report of the Secretary-General on …: a document by who wrote it and what it is about."""
    for match in forms.REPORT.finditer(text):
        # What a report is on may be an act that is cited in its own right.
        name = re.sub(r"(?:\son)?(?:\sthe)?(?:\simplementation)?\sof(?:\sits)?$", "", match[0].strip())
        known = memory.lexicon.named(name) or memory.lexicon.named(name[0].upper() + name[1:])
        entity = known or mint.titled(memory.lexicon, name, "document", "en")
        yield Candidate(match.start(), match.start() + len(name), entity, 3, by_form=known is None)


def _persons(text: str, memory: Memory) -> Iterator[Candidate]:
    for match in forms.PERSON.finditer(text):
        name = re.sub(r"(?<=\w\w)\.$", "", match["name"].rstrip(" ,"))
        start = match.start("name")
        yield Candidate(start, start + len(name), mint.person(memory.lexicon, name), 1, by_form=True)


def _symbols(text: str, memory: Memory) -> Iterator[Candidate]:
    for match in symbols.SYMBOL.finditer(text):
        yield Candidate(match.start(), match.end(), mint.by_symbol(memory.lexicon, match[0]), 5, by_form=True)


def _define(text: str, firm: list[Candidate], memory: Memory) -> None:
    """Short forms in brackets right behind a name: (UNMISS), (the “Committee”)."""
    for candidate in firm:
        match = forms.DEFINITION.match(text, candidate.end)
        if not match or candidate.entity.kind not in _DEFINABLE:
            continue
        short = match["short"]
        if candidate.entity.kind == "document" and re.fullmatch(r"[A-Z][A-Za-z-]*[A-Z]", short):
            continue  # An acronym behind the title of a report is that of the body named last in it.
        if symbols.SYMBOL.fullmatch(short):
            continue
        other = memory.lexicon.named(short)
        if (other is None or other.iri == candidate.entity.iri) and not re.fullmatch(r"[IVXLC]+|\d+|[A-Z]", short):
            memory.define(short, candidate.entity)


def _aliases(text: str, memory: Memory) -> Iterator[Candidate]:
    for short, entity in memory.aliases.items():
        for match in re.finditer(rf"(?<![\w-]){re.escape(short)}(?![\w-])", text):
            yield Candidate(match.start(), match.end(), entity, 6)


def _short_forms(text: str, hits: list[Hit], firm: list[Candidate], memory: Memory) -> Iterator[Candidate]:
    """Short forms of the register and bare head nouns, as what they mean here."""
    found = list(firm)
    hidden = [(c.start, c.end) for c in firm]
    bare = {m.start("head"): m for m in _BARE.finditer(text)}
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if not (hit.short or len(hit.candidates) > 1) or any(a <= hit.start and hit.end <= b for a, b in hidden):
            continue
        before = [c.entity for c in sorted(found, key=lambda c: c.start) if c.end <= hit.start]
        entity = memory.choose(hit.candidates, before, frozenset())
        if entity is None and hit.end - hit.start >= 16 and len(hit.candidates) == 1:
            entity = hit.candidates[0]
        if entity is None:
            continue
        local = _local(text[hit.start : hit.end].removeprefix("the "), before, memory)
        if local is not None and (
            (entity.iri not in {e.iri for e in before} and entity != memory.organ) or _later(local, entity, before)
        ):
            entity = local
        hidden.append((hit.start, hit.end))
        candidate = Candidate(hit.start, hit.end, entity, 2)
        found.append(candidate)
        yield candidate
    for start, match in bare.items():
        if any(a < match.end() and start < b for a, b in hidden):
            continue
        before = [c.entity for c in sorted(found, key=lambda c: c.start) if c.end <= start]
        entity = _local(match["head"], before, memory) or memory.last(("body", "post", "fund", "instrument"), match["head"], 80)
        if entity is not None:
            yield Candidate(start, match.end(), entity, 1, by_form=True)


def _local(head: str, before: list[Entity], memory: Memory) -> Entity | None:
    """The thing found by form that was named last by a head noun, which may stand anywhere in its name."""
    iris = {iri for iri, own in memory.heads.items() if own == head or own.endswith(f" {head}")}
    return next((e for e in (*reversed(before), *reversed(memory.recent[-80:])) if e.iri in iris), None) if iris else None


def _later(one: Entity, other: Entity, before: list[Entity]) -> bool:
    last = next((e.iri for e in reversed(before) if e.iri in (one.iri, other.iri)), None)
    return last == one.iri


def _governments(text: str, base: list[Candidate]) -> Iterator[Candidate]:
    """the Government of Thailand: the State."""
    for state in base:
        match = re.search(
            r"(?:Governments?|Kingdom|Republic|authorities|people)\s(?:and people\s)?of\s(?:the\s)?$", text[: state.start]
        )
        if state.entity.kind == "state" and match:
            yield Candidate(match.start(), state.end, state.entity, 5)


# ---- provisions, pointers --------------------------------------------------------------------------------------
_TO_ACT = re.compile(
    r"\s(?:of|to|in)\s(?:the\s|its\s|their\s|[A-Z][\w’ -]{2,60}?\s)?(?:annex to (?:the )?)?(?:[Oo]utcome document[^;.]{0,90}?)?$"
)


def _with_provision(text: str, candidate: Candidate, base: list[Candidate]) -> Candidate:
    """An act with the provision that is named before it: paragraph 5 of its resolution 53/242."""
    if candidate.entity.kind not in ("decision", "instrument", "document") or candidate.provision:
        return candidate
    low = max(
        (c.end for c in base if c.end <= candidate.start and c.entity.kind in ("decision", "instrument", "document")), default=0
    )
    found = None
    for match in forms.PROVISION.finditer(text, low, candidate.start):
        if _TO_ACT.fullmatch(text[match.end() : candidate.start]):
            found = match
    if found is None:
        return candidate
    return Candidate(candidate.start, candidate.end, candidate.entity, candidate.rank, forms.provision(found), candidate.by_form)


def _own_provisions(text: str, base: list[Candidate], memory: Memory) -> Iterator[Candidate]:
    """paragraphs 3 and 4 of the present resolution: of the document's own decision."""
    for match in re.finditer(
        rf"{forms.PROVISION.pattern}\s(?:of the (?:present|annex to the present) resolution|above|below)", text
    ):
        own = memory.act
        if own is not None and not any(c.start < match.end() and match.start() < c.end for c in base):
            told = forms.PROVISION.match(match[0])
            if told:
                yield Candidate(match.start(), match.end(), own, 1, forms.provision(told), by_form=True)


def _pointers(text: str, base: list[Candidate], memory: Memory) -> Iterator[Candidate]:
    """the same resolution, the present resolution, that Committee: the demonstrative and its noun, as what they point to."""
    for match in forms.POINTER.finditer(text):
        head, how = match["head"].lower(), match["how"].lower()
        before = [c.entity for c in base if c.end <= match.start()]
        if head in ("resolution", "decision"):
            entity = (
                memory.act
                if how in ("the present", "this")
                else next((e for e in reversed(before) if e.kind == "decision"), memory.last(("decision",)))
            )
        elif how == "the present" or head in ("report", "process"):
            continue
        else:
            kinds = ("session", "meeting") if head in ("meeting", "session") else ("body", "post", "instrument", "fund", "system")
            fits = [e for e in reversed(before) if e.kind in kinds and any(head in n.lower() for n, _ in e.labels)]
            entity = fits[0] if fits else _named_so(memory, kinds, head)
        if entity is not None:
            yield Candidate(match.start(), match.end(), entity, 1, by_form=True)


def _named_so(memory: Memory, kinds: tuple[str, ...], head: str) -> Entity | None:
    for entity in reversed(memory.recent[-40:]):
        if entity.kind in kinds and any(head in name.lower() for name, _ in entity.labels):
            return entity
    return None


# ---- sentences -------------------------------------------------------------------------------------------------
def _sentences(paragraph: Paragraph, mentions: tuple[Mention, ...]) -> Iterator[Sentence]:
    text = paragraph.span.folded
    start = 0
    for match in [*_SENTENCE_END.finditer(text), None]:
        end = match.end() if match else len(text)
        # A stop within a name or after an abbreviation ends nothing.
        if match and (any(m.start < match.start() < m.end for m in mentions) or _NO_END.search(text[start : match.end()])):
            continue
        for low, high in _cut(text, start, end, mentions):
            if text[low:high].strip():
                lead = len(text[low:high]) - len(text[low:high].lstrip())
                yield Sentence(paragraph, low + lead, high, tuple(m for m in mentions if low <= m.start and m.end <= high))
        start = end


def _cut(text: str, start: int, end: int, mentions: tuple[Mention, ...]) -> Iterator[tuple[int, int]]:
    """A sentence in one, or, where it is longer than any sentence is, in pieces that end behind commas."""
    while end - start > _LONGEST_SENTENCE:
        places = (text.rfind(mark, start + 1, start + _LONGEST_SENTENCE) for mark in (", ", " "))
        at = next((place + 1 for place in places if place > 0), start + _LONGEST_SENTENCE)
        at = next((m.end for m in mentions if m.start < at < m.end), at)
        yield start, at
        start = at
    yield start, end
