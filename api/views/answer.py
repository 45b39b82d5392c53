"""What the page of an answer shows: the sentence, what it rests on, the rows as a table or a timeline, what to ask next."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from answers.model import Answer, Citation
from answers.phrases import proof, where
from api.views.dates import first, valid
from api.views.names import Names
from graph.iris import Iris
from graph.vocabulary import CONCEPT

#: Most rows of a table, most quotations that stand open, and most characters of a sentence that a table follows.
MOST, OPEN, LONG = 200, 3, 260
#: Columns of an answer that is told in a sentence and names none, where several facts are behind it.
_PLAIN = ("act", "relation", "thing", "date", "provision", "paragraph")
#: Columns of an answer that only quotes passages: they are shown as quotations.
_PASSAGES = ("document", "paragraph", "quote")
#: Columns whose values are concepts, and the scheme of each.
_CONCEPTS = {"modality": "modality", "relation": "relation"}
_HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Cell:
    """A cell: its text, the IRI that it leads to and the place on that page, the language of the text."""

    text: str = ""
    iri: str = ""
    anchor: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Line:
    """A line of a timeline: its days, what it says, its source."""

    start: str
    end: str
    cells: tuple[Cell, ...]
    source: Cell


@dataclass(frozen=True)
class Quoted:
    """A quotation with its place."""

    quote: str
    lang: str
    source: Cell
    digest: bool


@dataclass(frozen=True)
class Shown:
    """An answer as a page lays it out. `rest` is what of a long answer in words the table tells as well, `one_act` whether all
    of it is the doing of the decision that the answer names."""

    lead: str
    rest: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    lines: tuple[Line, ...]
    total: int
    quotations: tuple[Quoted, ...]
    near: tuple[Quoted, ...]
    passages: bool
    one_act: bool
    further: tuple[tuple[str, str], ...]


def shown(answer: Answer, names: Names) -> Shown:
    """An answer laid out for a reader of the language of `names`; its own words stay in the language of the question."""
    passages = answer.columns == _PASSAGES and bool(answer.citations)
    several = len(answer.rows) > 1 and not passages
    columns = _columns(answer) if several else ()
    text = "" if passages else _without_proof(answer)
    timeline = several and answer.shape == "timeline"
    lead, rest = _cut(text) if several and len(text) > LONG else (text, "")
    if timeline and rest:
        # Its first sentence is only the first line of what follows.
        lead, rest = "", text
    rows = answer.rows[:MOST]
    return Shown(
        lead,
        rest,
        columns,
        tuple(tuple(_cell(names, row, c) for c in columns) for row in rows) if columns and not timeline else (),
        tuple(sorted((_line(names, row, columns) for row in rows), key=lambda x: first(x.start) or "9999")) if timeline else (),
        len(answer.rows),
        tuple(_quoted(names, c) for c in _once(answer)),
        tuple(_quoted(names, n.citation) for n in answer.near),
        passages,
        len({row.get("act_iri", "") for row in answer.rows}) < 2,
        tuple((text, _asked(answer, text)) for text in answer.suggestions),
    )


def reason(answer: Answer) -> str:
    """Why an answer is as sure as it is, without the word that says so: the page has that as its heading."""
    told = re.sub(r"^(?:Sure|Not quite sure|确定|不完全确定)[:：]\s*", "", answer.why)
    return told[:1].upper() + told[1:]


def _without_proof(answer: Answer) -> str:
    """The answer in words, without the quotations that the page sets apart."""
    text = answer.text
    for citation in answer.citations:
        text = text.replace(proof(citation, answer.language), "")
    return re.sub(r"(?<=[。；])\s+", "", re.sub(r"\s{2,}", " ", text)).strip()


def _cut(text: str) -> tuple[str, str]:
    """A long answer as its head and what follows it: after its first sentence, at a colon before a list, or between words."""
    depth, end = 0, 0
    for at, character in enumerate(text[:LONG]):
        depth += (character in "“（(") - (character in "”）)")
        follows = text[at + 1 : at + 3]
        if depth <= 0 and at >= 20 and (character == "。" or (character == "." and re.fullmatch(r"\s[^a-z]", follows))):
            return text[: at + 1], text[at + 1 :].strip()
        if depth <= 0 and at >= 24 and character in ":：" and not end:
            end = at
    if end:
        return text[:end] + ("。" if _HAN.search(text) else "."), text[end + 1 :].strip()
    end = max(text.rfind(" ", 0, LONG), text.rfind("，", 0, LONG), LONG // 2)
    return text[:end].rstrip() + " …", text[end:].strip()


def _columns(answer: Answer) -> tuple[str, ...]:
    """The columns in which a row has something; a paragraph names its document."""
    wanted = answer.columns or _PLAIN
    held = [c for c in wanted if any(row.get(c) for row in answer.rows)]
    return tuple(c for c in held if c != "document" or "paragraph" not in held)


def _cell(names: Names, row: Mapping[str, str], column: str) -> Cell:
    text = row.get(column) or ""
    if column == "paragraph":
        return _source(names, row.get("document_iri", ""), row.get("document", ""), text)
    if column in _CONCEPTS and text:
        iri = f"{CONCEPT}{_CONCEPTS[column]}/{text}"
        return Cell(names.label(iri), iri)
    if column == "state":
        return Cell(names.words.get(f"state_{text}", text))
    iri = row.get(f"{column}_iri", "")
    # A thing is called as it is everywhere else on the pages, also where the question was in the other language.
    if iri and _foreign(names, text) and not (link := names.link(iri)).lang:
        return Cell(link.label, iri)
    return Cell(text, iri, lang=_foreign(names, text))


def _source(names: Names, document: str, label: str, address: str) -> Cell:
    """A paragraph as a source is named: by its document and its number."""
    if not document:
        return Cell(where(address, names.language) if address else "")
    link = names.document(document)
    told = f"{link.label or label}{names.words['comma']}{where(address, names.language)}" if address else link.label or label
    return Cell(told, document, Iris().paragraph("", address).lstrip("/") if address else "", link.lang)


def _line(names: Names, row: Mapping[str, str], columns: tuple[str, ...]) -> Line:
    start = next((row[c] for c in ("date", "start") if valid(row.get(c, ""))), "")
    end = row.get("end", "")
    cells = [_cell(names, row, c) for c in columns if c not in ("date", "start", "end", "paragraph")]
    return Line(
        start, end if valid(end) and end != start else "", tuple(c for c in cells if c.text), _cell(names, row, "paragraph")
    )


def _quoted(names: Names, citation: Citation) -> Quoted:
    source = _source(names, citation.document, citation.label, citation.paragraph)
    return Quoted(citation.quote, _foreign(names, citation.quote), source, citation.digest)


def _once(answer: Answer) -> list[Citation]:
    """The citations, each paragraph's words once."""
    return list({(c.document, c.paragraph, c.quote): c for c in reversed(answer.citations)}.values())[::-1]


def _foreign(names: Names, text: str) -> str:
    """The language of a text where it is not the reader's."""
    told = "zh" if _HAN.search(text) else "en" if re.search("[A-Za-z]{2}", text) else ""
    return told if told != names.language else ""


def _asked(answer: Answer, suggestion: str) -> str:
    """The question that a suggestion leads to. The name of what may have been meant takes its place in the question."""
    if any(thing.get("label") == suggestion for thing in answer.understood) or not suggestion.endswith(("?", "？")):
        called = next((thing.get("called", "") for thing in answer.understood if thing.get("called")), "")
        place = re.search(re.escape(called), answer.question, re.IGNORECASE) if called else None
        if place:
            return answer.question[: place.start()] + suggestion + answer.question[place.end() :]
    return suggestion
