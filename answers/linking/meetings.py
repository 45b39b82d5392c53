"""Sessions and meetings named by their number: `the nineteenth meeting of X`, `X第十九次会议`, `UNEA-4`."""

from __future__ import annotations

import re
from dataclasses import replace

from answers.language import ordinals
from answers.model import Nth, Thing
from answers.names import Names, kind_of

_ENGLISH = ordinals.ENGLISH_FORM
_BEFORE_EN = re.compile(
    rf"(?:the |its )?(?P<n>{_ENGLISH}) (?P<special>special |extraordinary )?(?:regular |ordinary |universal )?(?:session|meeting|conference)s? (?:of|by|held by) (?:the )?$"
)
_AFTER_EN = re.compile(
    rf" (?:\(?(?P<n>{_ENGLISH}) (?P<special>special |extraordinary )?(?:regular |ordinary )?(?:session|meeting)\)?|(?:session|meeting) (?P<m>\d{{1,3}})\b|-(?P<k>\d{{1,2}})\b| (?P<j>\d{{1,2}})(?= |$|\?))"
)
#: `the 19th EMG meeting`
_NTH_BODY = re.compile(rf"(?:the )?(?P<n>{_ENGLISH}) $")
_HELD_EN = re.compile(r" (?P<special>special )?(?:regular )?(?:session|meeting)\b")
_FIRST_TIME = re.compile(r"\bfor the first time\b|首次(?:会议|开会|举行)|第一次开会")
_DASH = re.compile(r"-(?P<k>\d{1,2})\b")
_AFTER_ZH = re.compile(
    rf"(?:的|在其|举行的|召开的)?(?P<n>{ordinals.CHINESE_FORM})(?:届|次)(?P<special>特别)?(?:常会|普通|普遍|定期|例行)?(?:会议|届会|常会|会)?"
)
_BEFORE_ZH = re.compile(r"(?P<n>第(?:[一二三四五六七八九十百]{1,5}|\d{1,3}))(?:届|次)(?P<special>特别)?$")
_ITS = re.compile(
    rf"(?: \w+){{0,3}} (?:its|their|at its) (?P<n>{_ENGLISH}) (?P<special>special )?(?:regular )?(?:session|meeting)"
)
_TAIL_ZH = re.compile(r"(?:会议|会)")
_HOLDERS = ("body", "group", "session", "meeting")


def numbered(text: str, things: list[Thing], names: Names, *, untold: bool = False) -> tuple[list[Thing], list[Nth]]:
    """Things with each body whose numbered session is meant replaced by that session; what the graph has not is told apart.

    `untold` while bare words such as `the group` are not yet told apart: their sessions wait.
    """
    found: list[Thing] = []
    missing: list[Nth] = []
    for thing in things:
        if thing.kind != "body" or (untold and thing.rivals and thing.weight <= 1):
            found.append(thing)
            continue
        place = _number(text, thing)
        if place is None:
            found.append(thing)
            continue
        ordinal, start, end = place
        options = [(iri, names.meetings[body, ordinal]) for iri in (thing.iri, *thing.rivals) for body in series(iri, names)
                   if (body, ordinal) in names.meetings]  # fmt: skip
        if options:
            iri = options[0][1]
            found.append(
                replace(thing, iri=iri, kind=kind_of(iri), called=text[start:end], start=start, end=end, weight=4.0, rivals=())
            )
        else:
            found.append(replace(thing, start=start, end=end))
            missing.append(Nth(thing.iri, ordinal, start, end))
    return found, missing


def series(body: str, names: Names) -> list[str]:
    """A body, what it met as, what it was before, and what came of it: their sessions are counted on."""
    later = [new for new, olds in names.earlier.items() if body in olds]
    return [body, *names.kin(body), *sorted(names.lineage(body) - {body}), *later]


def _number(text: str, thing: Thing) -> tuple[str, int, int] | None:
    if match := _BEFORE_EN.search(text, 0, thing.start):
        return _ordinal(ordinals.english(match["n"]), bool(match["special"])), match.start(), thing.end
    if (match := _NTH_BODY.search(text, 0, thing.start)) and (held := _HELD_EN.match(text, thing.end)):
        return _ordinal(ordinals.english(match["n"]), bool(held["special"])), match.start(), held.end()
    if match := _FIRST_TIME.search(text, thing.end):
        return "1", thing.start, thing.end
    if match := _DASH.match(text, thing.end):
        return match["k"], thing.start, match.end()
    if match := _AFTER_EN.match(text, thing.end):
        n = match["n"] or match["m"] or match["k"] or match["j"]
        return _ordinal(ordinals.english(n), bool(match["special"])), thing.start, match.end()
    if match := _ITS.match(text, thing.end):
        return _ordinal(ordinals.english(match["n"]), bool(match["special"])), thing.start, match.end()
    if match := _AFTER_ZH.match(text, thing.end):
        return _ordinal(ordinals.chinese(match["n"]), bool(match["special"])), thing.start, match.end()
    if match := _BEFORE_ZH.search(text, 0, thing.start):
        tail = _TAIL_ZH.match(text, thing.end)
        return _ordinal(ordinals.chinese(match["n"]), bool(match["special"])), match.start(), tail.end() if tail else thing.end
    return None


def _ordinal(number: int, special: bool) -> str:
    return f"{'ss-' if special else ''}{number}"


_MEETING_WORD = re.compile(
    r"^(?:\d{4}年)?的?(?:那次|那个|那场|这次)?(?:会议|届会|第\S{1,4}[届次]会议|会(?![员费场计]))|^ (?:\w+ )?(?:session|meeting|plenary|gathering)s?\b"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
#: Words by which a place stands for what took place there.
_GATHERED = re.compile(
    r"\b(?:attend\w*|came to|represented|present (?:in|at)|took part|conference|gather\w*|met in)\b|出席|与会|参加|到会|派代表"
)
_BARE_NTH = re.compile(
    rf"(?P<z>第(?:[一二三四五六七八九十百]{{1,5}}|\d{{1,3}}))(?:届|次)(?:会议|届会)|(?P<e>{_ENGLISH}) (?:session|meeting)\b"
)


def by_place(text: str, things: list[Thing], names: Names) -> list[Thing]:
    """`the Bali session of X`, `贝尔格莱德会议`: the one meeting that was held there, of the body that is named or of any."""
    place = next((t for t in things if t.kind == "place"), None) or next((t for t in things if t.kind == "state"), None)
    if place is None or any(t.kind in ("session", "meeting") for t in things):
        return things
    nth = _BARE_NTH.search(text)
    if not _MEETING_WORD.match(text[place.end :]) and nth is None and not _GATHERED.search(text):
        return things
    bodies = {b for t in things if t.kind == "body" for iri in (t.iri, *t.rivals) for b in series(iri, names)}
    there = [m for m, places in names.places.items() if place.iri in places]
    held = [m for m in there if not bodies or bodies & {b for b, _ in names.ordinals.get(m, ())}]
    if nth is not None:
        number = str(ordinals.chinese(nth["z"]) if nth["z"] else ordinals.english(nth["e"]))
        held = [m for m in held if number in {n for _, n in names.ordinals.get(m, ())}]
    if len(held) > 1 and (years := set(_YEAR.findall(text))):
        held = [m for m in held if names.told_on.get(m, names.adopted.get(m, ""))[:4] in years] or held
    if len(held) != 1 and not (_MEETING_WORD.match(text[place.end :]) and 1 < len(held) < 4):
        return things
    first, *others = sorted(held, key=lambda m: (-names.use.get(m, 0), m))
    weight = 1.0 if others else 2.0
    meeting = replace(place, iri=first, kind=kind_of(first), weight=weight, rivals=tuple(others), guessed=False)
    return sorted([meeting, *(t for t in things if t is not place)], key=lambda t: t.start)
