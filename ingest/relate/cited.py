"""The date that a text gives to what it cites: 2002年2月15日第SS.VII/1号决定, decision SS.VII/1 of 15 February 2002.

It goes with the citation, so that a decision which two texts date differently, or one text by the date of another
decision, can be told.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.names import fold
from ingest.dates import Calendar
from ingest.model import Claim

#: What may stand between a date and the name that follows it, and between a name and the date that follows it.
_BEFORE_NAME = re.compile(r"\s*(?:通过了?)?的?(?:(?:题为|关于)[^，。；]{1,40}?的?)?\s*")
_BEHIND_NAME = re.compile(r"(?:\s*\([^)]{1,40}\))?,?\s+of\s+")


def dated(claim: Claim, calendar: Calendar) -> Claim:
    """A citation of a decision with the day that its own words give to it; any other claim as it was."""
    if claim.relation != "cites" or claim.object is None or claim.object.kind != "decision" or not claim.object_printed:
        return claim
    text = claim.evidence.paragraph.span.folded[claim.evidence.start : claim.evidence.end]
    at = text.find(fold(claim.object_printed))
    if at < 0:
        return claim
    end = at + len(claim.object_printed)
    for match in calendar.pattern.finditer(text):
        gap = text[match.end() : at] if match.end() <= at else None
        told = (
            _BEFORE_NAME.fullmatch(gap)
            if gap is not None
            else match.start() >= end and _BEHIND_NAME.fullmatch(text[end : match.start()])
        )
        period = calendar.period(match, None) if told else None
        if period is not None and period.is_day:
            return replace(claim, details={**claim.details, "date": period.start})
    return claim
