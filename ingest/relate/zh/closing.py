"""The end of a meeting, as its report tells it: 主席宣布会议于…闭幕."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.relate.rules import Place, Rule, Told, group


def _closed(match: re.Match[str], place: Place) -> Iterator[Told]:
    named = group(match, "object", place)
    meeting = named[0].entity if named else place.memory.meeting_spoken_of()
    owner = place.memory.owner(meeting) if meeting is not None else None
    period = place.masked.period(match.start("date"), match.end("date"))
    if meeting is not None and owner is not None and period is not None and period.is_day:
        yield Told(owner, meeting, match.start(), match.end(), confidence=0.85, details={"end": period.end})


RULES: tuple[Rule, ...] = (
    Rule("zh.holds.closed", "holds",
         r"宣布(?:本次|本届|这次)?(?:会议|届会|{assembly:object})于{date:date}[^，。；]{0,24}闭幕", _closed),
)  # fmt: skip
