"""What the title block of a Chinese document says of the document itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from graph import issuers
from graph.names import fold
from graph.symbols import SYMBOL, canonical
from ingest.model import Masthead, Paragraph
from ingest.structure.lines import Pages

#: The symbol alone, or beside the name of the Organization.
_SYMBOL_LINE = re.compile(rf"(?:联合国\s?)?(?P<symbol>{SYMBOL.pattern})")
_SESSION = re.compile(r"^第.{1,6}届(?:特别|普遍|常)?会议$")
_DATE_PLACE = re.compile(r"\d{4}年.*月.*日.*[，,].+")
_DISTRIBUTED = re.compile(r"^(?:\d{1,2} [A-Z][a-z]+ \d{4}|\d{4}年\d{1,2}月\d{1,2}日)$")
_ORIGINAL = re.compile(r"^(?:Original|原文)[：:]\s*(?P<language>\S+)")
#: A line that may name an organ: Chinese, and none of the lines about the document's distribution and language.
_ORGAN = re.compile(r"(?!中文|原文|联合国$|普遍|有限|\d)[一-鿿/]{2,40}$")
#: Lines beside which a title stands: symbol, number, day of adoption.
_NO_TITLE = re.compile(rf"(?:联合国\s?)?{SYMBOL.pattern}|第[^，。；]{{1,24}}号决[定议]|.*\d日.{{0,24}}通过(?:的决[定议])?|\[.*\]")
_AGENDA = re.compile(r"^(?:临时议程|议程)")
_AUTHOR = re.compile(r"^(?:[一-鿿]{0,8}(?:执行主任|秘书长|秘书处|主席|高级专员|总干事))的?(?:报告|说明|备忘录)$")
_MARKS = re.compile(r"[*∗†]+")
_OWN = re.compile(r"^所摘文件[：:]\s*(?P<rest>.+)$")
_RESOLUTION = re.compile(r"第.+号决议$|通过的?决议$|^决议$|大会决议$")
_NUMBERED_TITLE = re.compile(
    r"^(?:第[^，。；：:]{1,24}号决[定议]|[SE]*-?\d{1,4}/\d{1,3}[A-Z]?|\d{1,4}\s?[A-Z]?\s?\([IVXLS-]{1,7}\))\s*[.．：:]\s*(?P<title>\S.{3,})$"
)
_LOOSE = re.compile(r"\s+(?=[一-鿿（），。：；、《》“”])|(?<=[一-鿿（），。：；、《》“”])\s+")


def read(text: str, front: Paragraph | None, pages: Pages, job_number: str | None = None, *, opens: bool = False) -> Masthead:
    """The masthead of a document whose title block is `front`; a symbol that stands only in running headers counts.

    `opens` is true where the body opens as a decision's own text does. `text` is the source's: two columns of a title block
    stand apart by white space there.
    """
    lines = list(_columns(text[front.span.start : front.span.end])) if front else []
    plain = [_MARKS.sub("", line) for line in lines]
    symbol = next((canonical(m["symbol"]) for line in plain if (m := _SYMBOL_LINE.fullmatch(line))), None)
    digest_of = next((m["rest"] for line in plain if (m := _OWN.match(line))), "")
    if symbol is None and (match := SYMBOL.search(digest_of)):
        symbol = canonical(match[0])
    if symbol is None and pages.headers:
        symbol = canonical(Counter(pages.headers).most_common(1)[0][0])
    session = next((i for i, line in enumerate(plain) if _SESSION.match(line)), None)
    above = reversed(plain[:session]) if session else ()
    organ = next((line for line in above if _ORGAN.match(line)), None)
    meeting = next((line for line in plain if _DATE_PLACE.search(line) and not _AGENDA.match(line)), None)
    author = next((line for line in plain if _AUTHOR.match(line)), None)
    distributed = next((line for line in lines if _DISTRIBUTED.match(line)), None)
    original = next((m["language"] for line in lines if (m := _ORIGINAL.match(line))), None)
    return Masthead(
        symbol=symbol,
        job_number=job_number or pages.job_number,
        organ=organ,
        session=plain[session] if session is not None else None,
        meeting_line=meeting,
        title=_title(plain, author),
        author_line=author,
        distributed=distributed,
        original_language=original,
        is_resolution=opens or any(_RESOLUTION.search(line) for line in plain) or bool(symbol and issuers.of_symbol(symbol)),
    )


def _columns(text: str) -> Iterator[str]:
    """The lines of a title block, one column of a line at a time."""
    for line in text.splitlines():
        for cell in re.split(r"\s{3,}|\t+", fold(line).strip()):
            yield _LOOSE.sub("", cell).strip()


def _title(lines: list[str], author: str | None) -> str | None:
    """The lines right above who wrote it, or the last ones of the block."""
    for line in lines:
        if named := _NUMBERED_TITLE.match(line):
            return named["title"]
    body = [line for line in lines if line != "增编" and not _NO_TITLE.fullmatch(line)]
    end = len(body) - body[::-1].index(author) - 1 if author in body else len(body)
    title: list[str] = []
    for line in reversed(body[:end]):
        if _AGENDA.match(line) or _SESSION.match(line) or _DATE_PLACE.search(line) or _AUTHOR.match(line) or not line:
            break
        title.insert(0, line)
        if len("".join(title)) > 120:
            break
    return "".join(title) or None
