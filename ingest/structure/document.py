"""A source becomes a document: the reader for its language, the masthead, and the document's identity."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from documents import KnownText
from graph import issuers
from graph.iris import Iris
from graph.symbols import SYMBOL, canonical, from_slug
from ingest.model import Document, Masthead, Paragraph
from ingest.source import LONGEST_LINE, Source, UnreadableSource
from ingest.structure import blocks_en, masthead_en, masthead_zh, report

#: Fingerprint or job number of an official text to what the bundled digests know of it.
Known = Mapping[str, KnownText]


def read(source: Source, iris: Iris | None = None, known: Known | None = None) -> Document:
    """The document in a source. `known` gives names to texts that print no symbol.

    Raises UnreadableSource where the text has no paragraphs, or stands in a language that is not read.
    """
    iris = iris or Iris()
    headings = {heading.start: heading.level for heading in source.headings}
    if source.language == "zh":
        paragraphs, pages = report.paragraphs(source.text, headings, whole=source.whole_lines)
    elif source.language == "en":
        paragraphs, pages = tuple(blocks_en.paragraphs(source.text, headings)), None
    else:
        raise UnreadableSource(
            f"{source.name}: documents in language {source.language!r} are not read; give it in Chinese or English"
        )
    if not any(p.kind not in ("front", "heading", "footnote") for p in paragraphs):
        raise UnreadableSource(f"{source.name}: no paragraphs were found in it; is this the text of a document?")
    longest = max(len(p.text) for p in paragraphs)
    if longest > LONGEST_LINE:
        raise UnreadableSource(
            f"{source.name}: {longest:,} characters without the end of a paragraph are no document; save it with its line ends"
        )
    front = next((p for p in paragraphs if p.kind == "front"), None)
    if pages is not None:
        opens = any(p.kind in ("operative", "preambular") for p in paragraphs)
        masthead = masthead_zh.read(source.text, front, pages, _sidecar_text(source, "job_number"), opens=opens)
    else:
        masthead = _with_symbol(masthead_en.read(source.text, front), source)
    return _identify(source, masthead, paragraphs, iris, known or {})


def _with_symbol(masthead: Masthead, source: Source) -> Masthead:
    """The masthead with the symbol that its file name carries, where it prints none."""
    symbol = masthead.symbol or symbol_of_file(source.name)
    return replace(masthead, symbol=symbol, is_resolution=masthead.is_resolution or bool(symbol and issuers.of_symbol(symbol)))


def _identify(source: Source, masthead: Masthead, paragraphs: tuple[Paragraph, ...], iris: Iris, known: Known) -> Document:
    """The document's IRI: symbol, else the name a digest gives it, job number, sidecar, file name or content."""
    of = source.sidecar.get("digest_of") or {}
    found = known.get(source.fingerprint) or known.get(masthead.job_number or "")
    name = (
        (str(of.get("symbol") or "") or str(of.get("id") or "") if of else "")
        or masthead.symbol
        or (found.name if found else "")
        or masthead.job_number
        or _sidecar_text(source, "symbol")
        or _sidecar_text(source, "id")
        or symbol_of_file(source.name)
        or re.sub(r"\.\w{1,5}$", "", source.name)
        or source.fingerprint[:16]
    )
    iri = iris.document(name)
    form = "digest" if source.is_digest else "text"
    told = source.sidecar.get("title")
    titles = dict(told) if isinstance(told, dict) else dict(found.titles) if found else {}
    titles.setdefault(source.language, masthead.title or masthead.symbol or source.name)
    return Document(source, iri, f"{iri}/{source.language}-{form}", masthead, paragraphs, titles)


def symbol_of_file(name: str) -> str | None:
    """The symbol that a file name carries, as `UNEP_EA.5_RES.14.txt` or `A_RES_53_242-EN.docx` do.

    >>> symbol_of_file("A_RES_53_242-EN.docx"), symbol_of_file("A_80_6_Sect.15.docx"), symbol_of_file("001_9a62.txt")
    ('A/RES/53/242', 'A/80/6(Sect.15)', None)
    """
    stem = re.sub(r"\.(?:txt|docx|pdf|html?)$", "", name, flags=re.IGNORECASE)
    stem = re.sub(r"[-_.](?:EN|ZH|FR|ES|RU|AR|C|E)$", "", stem)
    # A section of the budget stands in brackets in the symbol.
    symbol = canonical(re.sub(r"/(Sect\.\s?\d+[A-Z]?)$", r"(\1)", from_slug(stem)))
    return symbol if SYMBOL.fullmatch(symbol) else None


def _sidecar_text(source: Source, name: str) -> str | None:
    value = source.sidecar.get(name)
    return str(value) if value else None
