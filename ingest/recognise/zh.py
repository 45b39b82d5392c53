"""Chinese paragraphs gain mentions, from top to bottom, with what the document has told so far."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph import issuers, symbols
from graph.names import key
from ingest.lexicon import Hit, Lexicon
from ingest.model import Document, Entity, Mention, Paragraph, Sentence
from ingest.numerals import CHINESE
from ingest.recognise import forms_zh as forms
from ingest.recognise import mint, names_zh
from ingest.recognise.candidates import Candidate, choose
from ingest.recognise.memory import Memory

#: Between who decides and the number of what was decided.
_BY = re.compile(
    r"^(?:，)?(?:在|于|按照|根据)?(?:其)?(?:的)?(?:关于[^，。；()]{1,60}的)?(?:通过的)?"
    r"于?(?:(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?)?(?:以?协商一致(?:方式)?|未经表决)?(?:通过了)?(?:的)?(?:题为“[^”]{1,60}”的)?(?:通过的)?(?:关于[^，。；()]{1,60}的)?(?:同一)?(?:其)?$"
)
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
_QUOTES = {"《": "》", "“": "”"}
_NUMBERED = re.compile(r"号决[定议]$")
#: 主席 of 主席团 is no chair.
_CUT_BUREAU = re.compile(r"主席团$")
#: Before these a head noun means any such thing, not the one that is known.
_GENERIC = re.compile(
    r"(?:各|其他|相关|有关|任何|此类|这些|某些|若干|多个|主要|不同|各种|多种|区域|类似|等|新的|[一二三四五六七八九十两]个)$"
)
#: 第一次和 right before 第二次会议.
_FIRST_OF_TWO = re.compile(rf"第\s?(?P<n>\d{{1,3}}|{CHINESE})\s?(?P<unit>届|次)(?:和|、|及|与)$")
#: The title of a report that an organ gives of its own meeting.
_MEETING_REPORT = re.compile(r"(?:工作组|委员会|理事会|大会|小组|论坛|会议|届会|集团|小组委员会)的?(?:工作)?报告$")
_BESIDE_SESSION = re.compile(r"^(?:上|期间|开始时|结束时|闭幕时|闭幕后|之后|之前|以来|前|中)?，?$")


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
            if len(hit.candidates) == 1 and (not hit.short or hit.end - hit.start >= 5):
                memory.counts[hit.candidates[0].iri] += 1
    _find_names(document, memory)
    symbol = document.masthead.symbol
    own = mint.by_symbol(lexicon, symbol) if symbol else None
    memory.document = Entity(document.iri, own.kind if own else "document", own.labels if own else ())
    if document.masthead.is_resolution and own is not None and own.kind == "decision":
        memory.act = own
    organ = document.masthead.organ
    memory.organ = (lexicon.named(organ) if organ else None) or organ_of_symbol(symbol, lexicon)
    return memory


def _find_names(document: Document, memory: Memory) -> None:
    """Bodies that the register lacks, by form, wherever in the document one is treated as a name."""
    for paragraph in document.paragraphs:
        text = paragraph.span.folded
        hits = memory.lexicon.hits(text)
        taken = tuple((h.start, h.end) for h in hits)
        acting = tuple((h.start, h.end) for h in hits if h.candidates[0].kind in ("post", "group"))
        for found in names_zh.names(text, taken, acting):
            name = text[found.start : found.end]
            if found.is_firm and name not in memory.local and not memory.lexicon.named(name):
                memory.local[name] = mint.body(memory.lexicon, name, kind=found.kind)
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
    hits = [h for h in hits if not _NUMBERED.search(text[h.start : h.end]) and not _CUT_BUREAU.search(text, h.start, h.end + 1)]
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
        *_aliases(text, memory),
    ]
    loose.extend(_short_forms(text, hits, choose(loose), _topic(paragraph, memory), memory))
    base = choose(loose)
    base = choose([*base, *_bare_heads(text, base, memory)])
    base = choose([*base, *_parts(text, base, memory)])
    base = choose([*base, *_sessions(text, base, memory), *_bare_sessions(text, base, memory)])
    base = choose([*base, *_decisions(text, base, memory)])
    _define(text, [c for c in base if c.entity.kind == "decision"], memory)
    base = choose([*base, *_aliases(text, memory), *_pointers(text, base, memory)])
    base = [_with_provision(text, candidate) for candidate in base]
    base = choose([*base, *_bare_provisions(text, base, memory)])
    for candidate in base:
        start, end = _with_quotes(text, candidate)
        entity = candidate.entity
        memory.note(entity)
        if entity.kind in ("decision", "instrument") and candidate.provision:
            memory.provisions[re.match(r"[^(,-]*", candidate.provision)[0]] = entity  # type: ignore[index]
        yield Mention(start, end, text[candidate.start : candidate.end], entity, candidate.provision, candidate.by_form)


def _with_quotes(text: str, candidate: Candidate) -> tuple[int, int]:
    """Title marks around a name belong to the mention."""
    start, end = candidate.start, candidate.end
    if closing := _QUOTES.get(text[start - 1 : start]):
        at = text.find(closing, start, end + 1)
        if at == end:
            return start - 1, end + 1
    return start, end


def _titles(text: str, memory: Memory) -> Iterator[Candidate]:
    for match in forms.TITLE.finditer(text):
        title = match["title"]
        known = memory.lexicon.named(title) or memory.aliases.get(key(title))
        if not known and (short := [h for h in memory.lexicon.hits(title) if h.short and (h.start, h.end) == (0, len(title))]):
            known = memory.choose(short[0].candidates, [], frozenset())
        entity = known or mint.titled(memory.lexicon, title, forms.title_kind(title))
        yield Candidate(match.start("title"), match.end("title"), entity, 4, by_form=entity.origin != "register")


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


def _define(text: str, firm: list[Candidate], memory: Memory) -> None:
    """Short forms in brackets right behind a name: 联合国环境规划署（环境署）, …小组（以下简称“小组”）."""
    for candidate in firm:
        if candidate.entity.kind not in _DEFINABLE:
            continue
        _, end = _with_quotes(text, candidate)
        match = forms.DEFINITION.match(text, end)
        if match and _may_define(match["short"], memory, candidate.entity):
            memory.define(match["short"], candidate.entity)


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
            if not latin:
                yield Candidate(start, end, entity, 6)
            start = text.find(short, end)


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
        if entity is None and hit.end - hit.start >= 5 and len(hit.candidates) == 1:
            entity = hit.candidates[0]
        local = memory.last_local(text[hit.start : hit.end], before) if names_zh.is_edge(text, hit.start) else None
        if local is not None and (entity is None or _named_later(local, entity, before)):
            entity = local
        hidden.append((hit.start, hit.end))
        any_such = hit.end - hit.start <= 4 and _GENERIC.search(text[: hit.start])
        if entity is None or any_such:
            continue
        candidate = Candidate(hit.start, hit.end, entity, 2)
        found.append(candidate)
        yield candidate


def _named_later(one: Entity, other: Entity, before: list[Entity]) -> bool:
    """Whether of two the first was the last to be named in the paragraph so far."""
    last = next((e.iri for e in reversed(before) if e.iri in (one.iri, other.iri)), None)
    return last == one.iri


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


def _parts(text: str, base: list[Candidate], memory: Memory) -> Iterator[Candidate]:
    """A bureau, secretariat or the like of a body that stands right before it."""
    for candidate in base:
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


def _sessions(text: str, base: list[Candidate], memory: Memory) -> Iterator[Candidate]:
    for candidate in base:
        if candidate.entity.kind not in ("body", "group"):
            continue
        if match := forms.SESSION.match(text, candidate.end):
            # A 的 in between belongs to the sentence, not to the name; it stays in the mention's stretch.
            entity = mint.session(memory.lexicon, candidate.entity, forms.session_ordinal(match), match[0], match["unit"])
            memory.owners.setdefault(entity.iri, candidate.entity)
            yield Candidate(candidate.start, match.end(), entity, 4)


def _bare_sessions(text: str, base: list[Candidate], memory: Memory) -> Iterator[Candidate]:
    """第十九次会议 without a body's name before it: of the body named last before it, else right after it."""
    for match in forms.SESSION.finditer(text):
        if any(c.start < match.end() and match.start() < c.end for c in base) or any(
            c.end == match.start() and c.entity.kind in ("body", "group") for c in base
        ):
            continue
        body = _whose_session(match, text, base, memory)
        if body is None:
            continue
        entity = mint.session(memory.lexicon, body, forms.session_ordinal(match), match[0], match["unit"])
        memory.owners.setdefault(entity.iri, body)
        yield Candidate(match.start(), match.end(), entity, 1, by_form=True)
        if first := _FIRST_OF_TWO.search(text, 0, match.start()):
            ordinal = match[0].replace(match["n"], first["n"], 1)
            other = forms.SESSION.match(ordinal)
            if other:
                twin = mint.session(memory.lexicon, body, forms.session_ordinal(other), ordinal, match["unit"])
                memory.owners.setdefault(twin.iri, body)
                yield Candidate(first.start(), first.end("unit"), twin, 1, by_form=True)


def _whose_session(match: re.Match[str], text: str, base: list[Candidate], memory: Memory) -> Entity | None:
    """The body of a session that is called by its ordinal alone."""
    after = [c for c in base if match.end() <= c.start <= match.end() + 12 and c.entity.kind == "body"]
    if after and _BESIDE_SESSION.match(text[match.end() : after[0].start]):
        return after[0].entity
    before = [c.entity for c in base if c.end <= match.start() and c.entity.kind in ("body", "session", "meeting")]
    clause = max(text.rfind(mark, 0, match.start()) for mark in "。；") + 1
    near = [c.entity for c in base if clause <= c.start and c.end <= match.start() and c.entity.kind == "body"]
    if near:
        return near[-1]
    for entity in reversed(before):
        owner = entity if entity.kind == "body" else memory.owner(entity)
        if owner is not None:
            return owner
    last = memory.last(("session", "meeting"))
    return (memory.owner(last) if last else None) or memory.last(("body",))


# ---- decisions -------------------------------------------------------------------------------------------------
def _decisions(text: str, base: list[Candidate], memory: Memory) -> Iterator[Candidate]:
    for form in forms.decisions(text):
        if form.is_draft:
            continue
        named = _issuer(text, form, base, memory)
        body = named.entity if named else None
        if body is not None and body.kind != "body":
            body = memory.owner(body)
        known = memory.decisions.get(form.number)
        if named and body and not issuers.of_body(body.iri.rsplit("/", 1)[-1]) and (other := _issuer_by_number(form, memory)):
            # The short form that stands there was taken for a body that has no such decisions.
            body = other
            memory.note(other)
            yield Candidate(named.start, named.end, other, 9)
        if body is not None:
            entity = mint.decision(memory.lexicon, body, form.number, is_resolution=form.is_resolution)
        elif known is not None:
            entity = known
        elif body := _issuer_by_number(form, memory):
            entity = mint.decision(memory.lexicon, body, form.number, is_resolution=form.is_resolution)
        else:
            scope = memory.document.iri if memory.document else ""
            entity = mint.nameless_decision(memory.lexicon, form.number, scope, is_resolution=form.is_resolution)
        memory.decisions[form.number] = entity
        if body is not None:
            memory.owners.setdefault(entity.iri, body)
        yield Candidate(form.start, form.end, entity, 7, form.provision, by_form=True)


def _issuer(text: str, form: forms.DecisionForm, base: list[Candidate], memory: Memory) -> Candidate | None:
    """The mention, right before the number, of the body or session that decided."""
    for candidate in reversed(base):
        if candidate.end > form.start or candidate.entity.kind not in ("body", "session", "meeting"):
            continue
        if form.start - candidate.end > 150:
            return None
        if not _BY.match(text[candidate.end : form.start]) or _is_topic(text, candidate.start):
            continue
        return candidate
    return None


def _is_topic(text: str, at: int) -> bool:
    """Whether a 关于 before this place is still open: no 的 that could close it stands between."""
    clause = text[max(text.rfind(mark, 0, at) for mark in "，。；") + 1 : at]
    opened = clause.rfind("关于")
    return opened >= 0 and "的" not in clause[opened:]


def _issuer_by_number(form: forms.DecisionForm, memory: Memory) -> Entity | None:
    """Whose number it can be when nobody is named: by its form, by the register, by the document's own organ."""
    lexicon = memory.lexicon
    if guessed := issuers.guess(form.number, is_resolution=form.is_resolution):
        return lexicon.body(guessed)
    fits = [i for i in issuers.ISSUERS if re.fullmatch(i.numbers, form.number)]
    named = [
        i
        for i in fits
        if memory.counts[lexicon.iris.thing("body", i.slug)] or any(memory.counts[lexicon.iris.thing("body", a)] for a in i.also)
    ]
    known = [
        i for i in named or fits
        if lexicon.by_iri(lexicon.iris.decision(i.slug, i.name(form.number, is_resolution=form.is_resolution)))
    ]  # fmt: skip
    if len(known) == 1:
        return lexicon.body(known[0].slug)
    if memory.organ:
        organ = memory.organ.iri.rsplit("/", 1)[-1]
        own = [i for i in fits if organ == i.slug or organ in i.also]
        if own:
            return lexicon.body(own[0].slug)
    return lexicon.body(named[0].slug) if len(named) == 1 else None


# ---- coreference -----------------------------------------------------------------------------------------------
def _pointers(text: str, base: list[Candidate], memory: Memory) -> Iterator[Candidate]:
    """该小组, 同一决议, 本报告: the demonstrative and its noun, as what they point to."""
    for match in forms.POINTER.finditer(text):
        entity = _pointed(match, text, base, memory)
        if entity:
            yield Candidate(match.start(), match.end(), entity, 1, by_form=True)


#: What a head noun can mean; any other means a body.
_KINDS_OF_HEAD: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("报告", "文件", "手册"), ("document",)),
    **dict.fromkeys(("公约", "议定书", "协定", "宣言", "计划", "战略", "框架", "方案"), ("instrument",)),
    **dict.fromkeys(("政策", "议程", "进程", "倡议"), ("instrument",)),
    "会议": ("session", "meeting"), "届会": ("session",), "运动": ("campaign",), "数据库": ("system",), "基金": ("fund",),
    "平台": ("system", "body"), "决定": ("decision",), "决议": ("decision",),
}  # fmt: skip


def _pointed(match: re.Match[str], text: str, base: list[Candidate], memory: Memory) -> Entity | None:
    head, how = match["head"], match["how"]
    before = [c.entity for c in base if c.end <= match.start()]
    if head in ("报告", "文件") and how == "本":
        return memory.document
    if head in ("决定", "决议") and how == "本" and memory.act is not None:
        return memory.act
    if head in ("决定", "决议"):
        fits = [e for e in before if e.kind == "decision"]
        return fits[-1] if fits else memory.last(("decision",))
    kinds = _KINDS_OF_HEAD.get(head, ("body",))
    if head in ("会议", "届会") and how == "本":
        return memory.meeting_spoken_of()
    for entity in reversed(before):
        if entity.kind in kinds and (any(n.endswith(head) for n, _ in entity.labels) or head in ("报告", "文件", "会议", "届会")):
            return entity
    if head in ("报告", "文件"):
        return None
    return memory.last(kinds, head, 400 if head in ("会议", "届会") else 60)


def _with_provision(text: str, candidate: Candidate) -> Candidate:
    """An act with the provision that is named right behind it: 《…宣言》原则10, 成果文件第88段."""
    if candidate.entity.kind not in ("decision", "instrument") or candidate.provision:
        return candidate
    start, end = _with_quotes(text, candidate)
    told = forms.provision_at(text, end)
    if told is None:
        return candidate
    return Candidate(start, told[1], candidate.entity, candidate.rank, told[0], candidate.by_form)


def _bare_provisions(text: str, base: list[Candidate], memory: Memory) -> Iterator[Candidate]:
    """第88段(a)分段 alone: of the act of which this paragraph was last cited."""
    for match in forms.PROVISION.finditer(text):
        if any(c.start < match.end() and match.start() < c.end for c in base):
            continue
        if re.search(r"(?:以上|以下|上文|下文|本)$", text[: match.start()]):
            continue
        told = forms.provision(match)
        entity = memory.provisions.get(re.match(r"[^(,-]*", told)[0])  # type: ignore[index]
        if entity and not re.match(r"section|chapter|article", told):
            yield Candidate(match.start(), match.end(), entity, 1, told, by_form=True)


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
