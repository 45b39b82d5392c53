"""What a title block claims: the organ holds the session, the author produced the document, the session receives it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest import dates
from ingest.dates import Calendar
from ingest.model import Claim, Document, Entity, Mention, Paragraph, Sentence
from ingest.recognise.memory import Memory
from ingest.relate.rules import stretch


def masthead_claims(document: Document, lines: list[Sentence], memory: Memory, calendar: Calendar) -> Iterator[Claim]:
    """The claims of the title block, whose lines come as sentences.

    The session line, the line of date and place below it, and the line that says who wrote the document are read.
    """
    mentions = [m for line in lines for m in line.mentions]
    session = next((m for m in mentions if m.kind in ("session", "meeting")), None)
    masthead = document.masthead
    paragraph = next((line.paragraph for line in lines), None)
    if paragraph is None:
        return
    text = paragraph.span.folded
    owner = memory.owner(session.entity) if session is not None else None
    if session is not None and owner is not None:
        line = masthead.meeting_line or ""
        start = text.find(line, session.end - 1) if line else session.end
        if start >= 0:
            end = start + len(line)
            yield Claim(
                "holds",
                owner,
                session.entity,
                stretch(paragraph, session.start, end),
                "masthead.session",
                "",
                session.printed,
                confidence=0.95,
                details=_meeting(line, mentions, start, end, session, calendar),
            )
    yield from _adoption(text, paragraph, memory)
    author = masthead.author_line
    if author and memory.document is not None:
        at = text.rfind(author)
        posts = [m for m in mentions if m.kind in ("post", "body") and at <= m.start < at + len(author)]
        for post in posts[:1]:
            start = max(text.rfind("\n", 0, at - 1) + 1, at - 60) if len(author) < 8 else at
            yield Claim(
                "produces",
                post.entity,
                memory.document,
                stretch(paragraph, start, at + len(author)),
                "masthead.author",
                post.printed,
                author,
                confidence=0.95,
            )
            if session is not None:
                yield Claim(
                    "submitted_to",
                    memory.document,
                    session.entity,
                    stretch(paragraph, session.start, session.end),
                    "masthead.session",
                    author,
                    session.printed,
                    confidence=0.8,
                )


_ADOPTED_ON = re.compile(
    r"(?: |^)(?:[一-鿿]{2,16})?(?P<date>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)[^ 。；]{0,24}?(?:决议|决定|通过)(?= |$)"
)


def _adoption(text: str, paragraph: Paragraph, memory: Memory) -> Iterator[Claim]:
    """2033年12月20日大会决议: the day on which the organ adopted the decision that the document carries."""
    act = memory.act
    organ = memory.owner(act) or memory.organ if act else None
    told = _ADOPTED_ON.search(text)
    day = dates.DATE.search(told["date"]) if told else None
    period = dates.period(day) if day else None
    if act is not None and organ is not None and told and period:
        evidence = stretch(paragraph, told.start("date"), told.end())
        yield Claim("adopts", organ, act, evidence, "masthead.adoption", confidence=0.95, details={"date": period.start})


def _meeting(line: str, mentions: list[Mention], start: int, end: int, session: Mention, calendar: Calendar) -> dict[str, str]:
    match = calendar.pattern.search(line)
    period = calendar.period(match, None) if match else None
    seats: list[Entity] = [m.entity for m in mentions if m.kind in ("place", "state") and start <= m.start < end]
    details = {"ordinal": session.entity.iri.rsplit("/", 1)[-1]}
    if period:
        details |= {"start": period.start, "end": period.end}
    if seats:
        details["place"] = next((s.iri for s in reversed(seats) if "/place/" in s.iri), seats[-1].iri)
    return details
