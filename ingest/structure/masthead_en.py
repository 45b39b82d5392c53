"""What the title block of an English document says of the document itself."""

from __future__ import annotations

import re

from graph import issuers
from graph.names import fold
from graph.symbols import SYMBOL, canonical
from ingest.model import Masthead, Paragraph

_SESSION = re.compile(
    r"^(?:[A-Z][a-z]+(?:-[a-z]+)?|\d{1,3}(?:st|nd|rd|th))(?: (?:special|emergency special|universal|resumed|regular|substantive|organizational))* session\b",
    re.IGNORECASE,
)
_DATE_PLACE = re.compile(r"^(?P<place>[A-Z][\w’'. -]+(?:, [A-Z][\w’'. -]+)?)(?: \([^)]*\))?, (?:from )?\d{1,2}\b.*(?:19|20)\d\d")
_DISTRIBUTED = re.compile(r"^\d{1,2} [A-Z][a-z]+ (?:19|20)\d\d$")
_ORIGINAL = re.compile(r"^Original:\s*(?P<language>\S+)")
_AUTHOR = re.compile(
    r"^(?:Note|Report|Memorandum|Letter|Statement)(?: dated [^,]+)? (?:of|by|from) the (?P<who>Executive Director|Secretary-General|secretariat|Secretariat|President|Chair(?:man|person)?|"
    r"High Commissioner|Director-General|Administrator|Executive Secretary|Independent Expert|Special Rapporteur)\b.*$"
)
_OWN = re.compile(r"^(?:Digest of|Text digested):\s*(?P<rest>.+)$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^(?P<number>(?:[SE]S?-)?\d{1,4}/\d{1,3}(?:\s?[A-Z])?|\d{1,4}(?: [A-Z])? ?\([IVXLC]+\)|SS\.[IVX]+/\d{1,2})\.?\s+(?P<title>\S.*)$",
    re.DOTALL,
)
_RESOLUTION = re.compile(
    r"^(?:Draft )?(?:resolution|decision)s?\b.*\badopted\b|^Resolution \d+ \(\d{4}\)|^Adopted by the Security Council|^Ministerial declaration|^Statement by the President",
    re.IGNORECASE,
)


def read(text: str, front: Paragraph | None) -> Masthead:
    """The masthead of a document whose title block is `front`; `text` is the source's."""
    raw = text[front.span.start : front.span.end] if front else ""
    lines = [
        re.sub(r"\s+", " ", fold(cell)).strip()
        for line in raw.splitlines()
        for cell in re.split(r"\s{3,}|\t+", line)
        if cell.strip()
    ]
    symbol = next((canonical(line) for line in lines if SYMBOL.fullmatch(line)), None)
    digest_of = next((m["rest"] for line in lines if (m := _OWN.match(line))), "")
    if symbol is None and (match := SYMBOL.search(digest_of)):
        symbol = canonical(match[0])
    session = next((i for i, line in enumerate(lines) if _SESSION.match(line)), None)
    numbered = _numbered_title(raw)
    author = next((line for line in lines if _AUTHOR.match(line)), None)
    return Masthead(
        symbol=symbol,
        organ=" ".join(lines[:session]) if session else None,
        session=lines[session] if session is not None else None,
        meeting_line=next((line for line in lines if _DATE_PLACE.match(line)), None),
        title=numbered or _title(lines, author),
        author_line=author,
        distributed=next((line for line in lines if _DISTRIBUTED.match(line)), None),
        original_language=next((m["language"] for line in lines if (m := _ORIGINAL.match(line))), None),
        is_resolution=bool((symbol and issuers.of_symbol(symbol)) or numbered or any(_RESOLUTION.search(line) for line in lines)),
    )


def number_of(text: str, front: Paragraph | None) -> str | None:
    """The number that a decision's title begins with, as printed: 53/242."""
    raw = text[front.span.start : front.span.end] if front else ""
    match = _numbered(raw)
    return match["number"] if match else None


def _numbered_title(raw: str) -> str | None:
    match = _numbered(raw)
    return re.sub(r"\s+", " ", match["title"]).strip() if match else None


def _numbered(raw: str) -> re.Match[str] | None:
    """The numbered title: where a piece begins with it, else where a line does, to the end of its piece."""
    pieces = [piece.strip() for piece in re.split(r"\n\s*\n", raw)]
    lines = ("\n".join(piece.splitlines()[n:]).strip() for piece in pieces for n in range(1, len(piece.splitlines())))
    return next((match for text in (*pieces, *lines) if (match := _NUMBERED.match(text))), None)


def _title(lines: list[str], author: str | None) -> str | None:
    """The line right above who wrote it, else the longest line of the block that names neither body nor date."""
    if author in lines:
        above = lines[: lines.index(author)]
        return above[-1] if above else None
    plain = [
        line for line in lines
        if not (SYMBOL.fullmatch(line) or _SESSION.match(line) or _DATE_PLACE.match(line) or _DISTRIBUTED.match(line)
                or re.match(r"(?:Agenda|Items?|Distr|General|Original|United|Nations)\b", line) or _RESOLUTION.search(line))
    ]  # fmt: skip
    return max(plain, key=len, default=None)
