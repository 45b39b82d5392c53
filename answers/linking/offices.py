"""Offices that are told by their city: `the Beijing office`, `驻维也纳的方案办事处`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from answers.language.normal import normal
from answers.model import Thing
from answers.names import Names, kind_of

#: A word for an office beside the name of a city, and the words between.
_BEHIND = re.compile(
    r"(?:-based)? (?:(?:regional|sub-?regional|country|liaison|programme|field) )?(?P<office>office|bureau)\b|的?(?:区域|次区域|国家|联络|方案)?(?P<han>办事处|办公室|联络处)"
)
_BEFORE = re.compile(r"\b(?:(?:regional|sub-?regional|country|liaison|programme|field) )?office (?:located |based )?(?:in|at) $")
_OFFICE = re.compile(r"\boffice|办事处|办公室|联络处")


def by_city(text: str, things: Sequence[Thing], names: Names) -> list[Thing]:
    """The things of a question, with the one office in a city in place of the city, if an office there is spoken of."""
    found = list(things)
    for city in [t for t in things if t.kind == "place"]:
        behind, before = _BEHIND.match(text, city.end), _BEFORE.search(text, 0, city.start)
        if behind is None and before is None:
            continue
        offices = sorted(b for b in names.seated.get(city.iri, ()) if _is_office(b, names))
        if len(offices) == 1:
            start = before.start() if before else city.start
            end = behind.end() if behind else city.end
            made = replace(
                city, iri=offices[0], kind=kind_of(offices[0]), start=start, end=end, called=text[start:end], weight=2.0
            )
            found = [t for t in found if t.end <= start or end <= t.start]
            found = sorted([*found, made], key=lambda t: t.start)
    return found


def _is_office(body: str, names: Names) -> bool:
    return kind_of(body) == "body" and any(_OFFICE.search(normal(name)) for name in names.every(body))
