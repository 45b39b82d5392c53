"""Chinese paragraphs gain mentions, from top to bottom, with what the document has told so far."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph import symbols
from graph.names import key
from ingest.lexicon import Hit, Lexicon
from ingest.model import Document, Entity, Mention, Paragraph, Sentence
from ingest.recognise import forms_zh as forms
from ingest.recognise import mint, names_zh
from ingest.recognise.candidates import Candidate, choose, with_quotes
from ingest.recognise.decisions_zh import decisions, own_decision
from ingest.recognise.memory import Memory, paragraph_of
from ingest.recognise.pointers_zh import bare_provisions, pointers, with_provision
from ingest.recognise.sessions_zh import bare_sessions, sessions

_SENTENCE_END = re.compile(r"[。！？](?:[”’」』)]|(?=$)|(?=.))|；|\n")
_DEFINABLE = (
    "body",
    "instrument",
    "decision",
    "document",
    "meeting",
    "session",
    "fund",
    "system",
    "group",
    "campaign",
)
_NUMBERED = re.compile(r"号决[定议]$")
#: 主席 of 主席团 is no chair, 印度 of 印度洋 no State, 政府 of 政府间 no government,
#: 专家组 of 由专家组成 no group.
_CUT = re.compile(r"(?<=主席)团|(?<=印度)洋|(?<=政府)间|(?<=瑞士)法郎|(?<=组)成(?![员立])")
#: Before these a head noun means any such thing, not the one that is known.
_GENERIC = re.compile(
    r"(?:各|其他|相关|有关|任何|此类|这些|某些|若干|多个|主要|不同|各种|多种|区域|类似|等|新的|[一二三四五六七八九十两]个)$"
)
#: The title of a report that an organ gives of its own meeting.
_MEETING_REPORT = re.compile(r"(?:工作组|委员会|理事会|大会|小组|论坛|会议|届会|集团|小组委员会)的?(?:工作)?报告$")


class Recogniser:
    """Reads the paragraphs of one Chinese document in their order."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.memory = _prepare(document, lexicon)
        self._is_meeting_report = bool(_MEETING_REPORT.search(document.masthead.title or ""))

    def read(self, paragraph: Paragraph) -> list[Sentence]:
        """The sentences of a paragraph with their mentions."""
        self.memory.enter(paragraph.address)
        mentions = tuple(_mentions(paragraph, self.memory))
        if paragraph.kind == "front" and self._is_meeting_report:
            self.memory.reported = next((m.entity for m in mentions if m.kind in ("session", "meeting")), None)
        return list(_sentences(paragraph, mentions))


def _prepare(document: Document, lexicon: Lexicon) -> Memory:
    memory = Memory(lexicon)
    for paragraph in document.paragraphs:
        for hit in lexicon.hits(paragraph.span.folded):
            name = paragraph.span.folded[hit.start : hit.end]
            if len(hit.candidates) == 1 and (not hit.short or (len(name) >= 5 and not names_zh.is_generic(name))):
                memory.counts[hit.candidates[0].iri] += 1
    _find_names(document, memory)
    symbol = document.masthead.symbol
    own = mint.by_symbol(lexicon, symbol) if symbol else None
    memory.document = Entity(document.iri, own.kind if own else "document", own.labels if own else ())
    if document.masthead.is_resolution and own is not None and own.kind == "decision":
        memory.act = own
    organ = document.masthead.organ
    memory.organ = (lexicon.named(organ) if organ else None) or organ_of_symbol(symbol, lexicon)
    if document.masthead.is_resolution and memory.act is None:
        memory.act = own_decision(document, memory)
    if memory.act is not None and (issuer := dict(memory.act.properties).get("issuer")):
        # A committee that sat over it may stand in its title block; the decision is the issuer's.
        memory.organ = lexicon.by_iri(issuer) or memory.organ
    return memory


def _find_names(document: Document, memory: Memory) -> None:
    """Bodies that the register lacks, by form, wherever in the document one is treated as a name."""
    for paragraph in document.paragraphs:
        text = paragraph.span.folded
        hits = memory.lexicon.hits(text)
        # A short form may be the end of a longer name that no register has: 商业统计专家委员会.
        taken = tuple((h.start, h.end) for h in hits if not (h.short and names_zh.is_generic(text[h.start : h.end])))
        acting = tuple(
            (h.start, h.end) for h in hits if h.candidates[0].kind in ("post", "group") and not _CUT.match(text, h.end)
        )
        for found in names_zh.names(text, taken, acting):
            name = text[found.start : found.end]
            if found.is_firm and name not in memory.local and not memory.lexicon.named(name):
                longer = (entity for known, entity in memory.local.items() if known.endswith(name))
                memory.local[name] = next(longer, None) or mint.body(memory.lexicon, name, kind=found.kind)
                memory.define(name, memory.local[name])


def organ_of_symbol(symbol: str | None, lexicon: Lexicon) -> Entity | None:
    """The organ whose series a symbol belongs to, where the register has it."""
    for prefix, slug in (
        ("UNEP/EA", "unea"),
        ("UNEP/GC", "unep-gc-gmef"),
        ("UNEP/", "unep"),
        ("A/HRC/", "un-hrc"),
        ("A/", "un-ga"),
        ("E/", "ecosoc"),
        ("S/", "un-sc"),
    ):
        if symbol and symbol.startswith(prefix):
            return lexicon.by_iri(lexicon.iris.thing("body", slug))
    return None


# ---- mentions of one paragraph ---------------------------------------------------------------------------------
def _mentions(paragraph: Paragraph, memory: Memory) -> Iterator[Mention]:
    text = paragraph.span.folded
    hits = memory.lexicon.hits(text)
    # Decisions are read by their form, so that number, issuer and provision are told apart.
    hits = [h for h in hits if not _NUMBERED.search(text[h.start : h.end]) and not _CUT.match(text, h.end)]
    full = [Candidate(h.start, h.end, h.candidates[0], 3) for h in hits if not h.short and len(h.candidates) == 1]
    # What the paragraph itself defines must be known before its short forms are read, so two passes.
    firm = choose([*full, *_titles(text, memory), *_persons(text, memory)])
    _define(text, [*firm, *_aliases(text, memory)], memory)
    loose = [
        *full,
        *_titles(text, memory),
        *_persons(text, memory),
        *_symbols(text, memory),
        *_papers(text, memory),
        *_conferences(text, memory),
        *_treaties(text, hits, memory),
        *_aliases(text, memory),
        *_interrupted(text, hits, memory),
    ]
    loose.extend(_short_forms(text, hits, choose(loose), _topic(paragraph, memory), memory))
    base = choose(loose)
    base = choose([*base, *_bare_heads(text, base, memory)])
    base = choose([*base, *_parts(text, base, memory), *_offices(text, base, memory)])
    base = choose([*base, *sessions(text, base, memory), *bare_sessions(text, base, memory)])
    base = choose([*base, *decisions(text, base, memory)])
    _define(text, [c for c in base if c.entity.kind == "decision"], memory)
    base = choose([*base, *_aliases(text, memory), *pointers(text, base, memory)])
    base = [with_provision(text, candidate) for candidate in base]
    base = choose([*base, *bare_provisions(text, base, memory)])
    for candidate in base:
        start, end = with_quotes(text, candidate)
        entity = candidate.entity
        memory.note(entity)
        if entity.kind in ("decision", "instrument") and candidate.provision:
            memory.provisions[paragraph_of(candidate.provision)] = entity
        yield Mention(start, end, text[candidate.start : candidate.end], entity, candidate.provision, candidate.by_form)


def _titles(text: str, memory: Memory) -> Iterator[Candidate]:
    for match in forms.TITLE.finditer(text):
        title = match["title"]
        known = memory.lexicon.named(title) or memory.aliases.get(key(title))
        if not known and (short := [h for h in memory.lexicon.hits(title) if h.short and (h.start, h.end) == (0, len(title))]):
            known = memory.choose(short[0].candidates, [], frozenset())
        entity = known or mint.titled(memory.lexicon, title, forms.title_kind(title))
        yield Candidate(match.start("title"), match.end("title"), entity, 4, by_form=entity.origin != "register")


def _secretariats(text: str, candidate: Candidate, memory: Memory) -> Iterator[Candidate]:
    """The secretariat of a treaty that stands right before it: 《…公约》秘书处."""
    start, end = with_quotes(text, candidate)
    if not text.startswith("秘书处", end):
        return
    names = [text[candidate.start : candidate.end], *(name for name, language in candidate.entity.labels if language == "zh")]
    known = next((e for name in names if (e := memory.lexicon.named(f"{name}秘书处"))), None)
    entity = known or mint.body(memory.lexicon, f"{names[0]}秘书处")
    yield Candidate(start, end + 3, entity, 4, by_form=known is None)


def _persons(text: str, memory: Memory) -> Iterator[Candidate]:
    for match in forms.PERSON.finditer(text):
        start, end = forms.person_name(match)
        yield Candidate(start, end, mint.person(memory.lexicon, text[start:end]), 1, by_form=True)


def _symbols(text: str, memory: Memory) -> Iterator[Candidate]:
    for match in symbols.SYMBOL.finditer(text):
        yield Candidate(match.start(), match.end(), mint.by_symbol(memory.lexicon, match[0]), 5, by_form=True)


def _papers(text: str, memory: Memory) -> Iterator[Candidate]:
    """Numbered papers, which are the document's own: another meeting has a 2号背景文件 too."""
    scope = memory.document.iri if memory.document else ""
    for match in forms.PAPER.finditer(text):
        entity = mint.body(memory.lexicon, match[0].removeprefix("第").strip(), scope, kind="document")
        yield Candidate(match.start(), match.end(), entity, 3, by_form=True)


def _conferences(text: str, memory: Memory) -> Iterator[Candidate]:
    for match in forms.CONFERENCE.finditer(text):
        known = memory.lexicon.named(match[0])
        entity = known or mint.body(memory.lexicon, match[0], kind="meeting")
        yield Candidate(match.start(), match.end(), entity, 3, by_form=known is None)


def _treaties(text: str, hits: list[Hit], memory: Memory) -> Iterator[Candidate]:
    """Treaties and declarations that no register has, by their form."""
    for found in names_zh.treaties(text, tuple((h.start, h.end) for h in hits if h.candidates[0].kind != "place")):
        entity = mint.titled(memory.lexicon, text[found.start : found.end], "instrument")
        yield Candidate(found.start, found.end, entity, 1, by_form=True)


def _define(text: str, firm: list[Candidate], memory: Memory) -> None:
    """Short forms in brackets right behind a name: 联合国环境规划署（环境署）, …小组（以下简称“小组”）."""
    for candidate in firm:
        if candidate.entity.kind not in _DEFINABLE:
            continue
        _, end = with_quotes(text, candidate)
        match = forms.DEFINITION.match(text, end)
        if match and _may_define(match["short"], memory, candidate.entity):
            memory.define(match["short"], candidate.entity)


#: The longest rest of a name that may stand behind the short form of its first part.
_REST = 20


def _interrupted(text: str, hits: list[Hit], memory: Memory) -> Iterator[Candidate]:
    """A name with the short form of its first part within: 联合国环境规划署（环境署）理事会."""
    for hit in hits:
        match = forms.DEFINITION.match(text, hit.end)
        if match is None or not _may_define(match["short"], memory, hit.candidates[0]):
            continue
        for end in range(min(match.end() + _REST, len(text)), match.end() + 1, -1):
            name = text[hit.start : hit.end] + text[match.end() : end]
            if entity := memory.lexicon.named(name) or memory.local.get(name):
                yield Candidate(hit.start, end, entity, 6)
                break


def _may_define(short: str, memory: Memory, entity: Entity) -> bool:
    """A bracket defines a short form unless it names something else or is a remark (原…, 现为…, 第…届)."""
    if (
        short.isdigit()
        or re.match(r"原|前|现|后[改更称]|包括|例如|如|即|第|见|或|从|以|不|除|含|共|约|于", short)
        or re.search(r"\d{3}|年|月|公约\)$", short)
    ):
        return False
    other = memory.lexicon.named(short)
    return other is None or other.iri == entity.iri


def _aliases(text: str, memory: Memory) -> Iterator[Candidate]:
    for short, entity in memory.aliases.items():
        start = text.find(short)
        while start >= 0:
            end = start + len(short)
            latin = short[0].isascii() and (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())
            if not latin and not _ends_a_name(text, start, end):
                yield Candidate(start, end, entity, 6)
            start = text.find(short, end)


_JOINS = ("和", "与", "及", "或")


def _ends_a_name(text: str, start: int, end: int) -> bool:
    """Whether a head noun ends a name that no register has: 小组 in 政府间小组."""
    return text[start:end] in forms.BODY_HEADS and text[start - 1 : start] not in _JOINS and not names_zh.is_edge(text, start)


def _topic(paragraph: Paragraph, memory: Memory) -> frozenset[str]:
    """The IRIs of what the headings above a paragraph name in full."""
    hits = (hit for heading in paragraph.heading_path for hit in memory.lexicon.hits(key(heading)))
    return frozenset(hit.candidates[0].iri for hit in hits if not hit.short)


def _short_forms(text: str, hits: list[Hit], firm: list[Candidate], topic: frozenset[str], memory: Memory) -> Iterator[Candidate]:
    """Short forms of the register, as what they mean here; a longer one hides those within it, whatever it means."""
    found = list(firm)
    hidden = [(c.start, c.end) for c in firm]
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if not (hit.short or len(hit.candidates) > 1) or any(a <= hit.start and hit.end <= b for a, b in hidden):
            continue
        before = [c.entity for c in sorted(found, key=lambda c: c.start) if c.end <= hit.start]
        entity = memory.choose(hit.candidates, before, topic)
        named = hit.end - hit.start >= 5 and not names_zh.is_generic(text[hit.start : hit.end])
        if entity is None and named and len(hit.candidates) == 1:
            entity = hit.candidates[0]
        local = memory.last_local(text[hit.start : hit.end], before) if names_zh.is_edge(text, hit.start) else None
        if local is not None and (entity is None or _named_later(local, entity, before, memory)):
            entity = local
        hidden.append((hit.start, hit.end))
        if _ends_a_name(text, hit.start, hit.end):
            continue
        any_such = hit.end - hit.start <= 4 and _GENERIC.search(text[: hit.start])
        if entity is None or any_such:
            continue
        candidate = Candidate(hit.start, hit.end, entity, 2)
        found.append(candidate)
        yield candidate


def _named_later(one: Entity, other: Entity, before: list[Entity], memory: Memory) -> bool:
    """Whether of two the first was the last to be named: in the paragraph so far, else in the document before it."""
    last = next((e.iri for e in reversed(before) if e.iri in (one.iri, other.iri)), None)
    if last is not None:
        return last == one.iri
    return memory.seen.get(one.iri, -1) > memory.seen.get(other.iri, -1)


def _bare_heads(text: str, base: list[Candidate], memory: Memory) -> Iterator[Candidate]:
    """稳定团, 委员会 alone: the body found by form that was named last by this head noun."""
    heads = {match[0] for name in memory.local if (match := names_zh.HEAD_AT_END.search(name))}
    for head in sorted(heads, key=len, reverse=True):
        for match in re.finditer(rf"该?{head}", text):
            if not names_zh.is_edge(text, match.start()):
                continue
            before = [c.entity for c in base if c.end <= match.start()]
            entity = memory.last_local(head, before)
            if entity is not None:
                yield Candidate(match.start(), match.end(), entity, 0, by_form=True)


def _offices(text: str, base: list[Candidate], memory: Memory) -> Iterator[Candidate]:
    """The chair or head of a body that stands right before the title, where no register has the office."""
    for candidate in base:
        match = forms.OFFICE.match(text, candidate.end) if candidate.entity.kind == "body" else None
        if match is None:
            continue
        name = candidate.entity.name + match["office"]
        known = memory.lexicon.named(text[candidate.start : match.end()]) or memory.lexicon.named(name)
        entity = known or mint.body(memory.lexicon, name, parent=candidate.entity, kind="post")
        memory.owners.setdefault(entity.iri, candidate.entity)
        yield Candidate(candidate.start, match.end(), entity, 4, by_form=known is None)


def _parts(text: str, base: list[Candidate], memory: Memory) -> Iterator[Candidate]:
    """A bureau, secretariat or the like of a body that stands right before it."""
    for candidate in base:
        if candidate.entity.kind == "instrument":
            yield from _secretariats(text, candidate, memory)
        if candidate.entity.kind != "body":
            continue
        match = forms.PART.match(text, candidate.end)
        if not match:
            continue
        name = candidate.entity.name + match["part"]
        printed = text[candidate.start : candidate.end] + match["part"]
        known = memory.lexicon.named(printed) or memory.lexicon.named(name)
        yield Candidate(
            candidate.start,
            match.end(),
            known or mint.body(memory.lexicon, name, parent=candidate.entity),
            4,
            by_form=known is None,
        )


# ---- sentences -------------------------------------------------------------------------------------------------
def _sentences(paragraph: Paragraph, mentions: tuple[Mention, ...]) -> Iterator[Sentence]:
    text = paragraph.span.folded
    start = 0
    for match in [*_SENTENCE_END.finditer(text), None]:
        end = match.end() if match else len(text)
        # A full stop within title marks or brackets ends nothing.
        if match and any(m.start < match.start() < m.end for m in mentions):
            continue
        if text[start:end].strip():
            yield Sentence(paragraph, start, end, tuple(m for m in mentions if start <= m.start and m.end <= end))
        start = end
