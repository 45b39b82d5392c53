"""Facts held against a reader's own: how many of those told are right, and how many of those there are were told.

The reader's facts are a table of the columns of the export of facts (`graph.export.FACT_COLUMNS`), of which a few are enough.
For the files that it names it has to hold every fact: whatever else is told of them counts as wrong.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.vocabulary import RELATIONS

#: The file in the data folder that holds what was measured.
FILE = "measures.json"
_NEEDED = ("relation", "file")


class BadGold(ValueError):
    """A table that cannot be measured against; the message says which line, and why."""


@dataclass(frozen=True)
class Told:
    """A fact as it is compared: things by every name and IRI that is given, empty where the fact has none."""

    relation: str
    file: str
    paragraph: str
    subject: frozenset[str]
    object: frozenset[str]
    provision: str
    number: str


@dataclass(frozen=True)
class Score:
    """Of one relation, or of all (`relation` is empty): facts that agree, that were told, that the reader has."""

    relation: str
    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float | None:
        """None where nothing was told."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """None where the reader has nothing."""
        return self.right / self.wanted if self.wanted else None


def gold(path: Path) -> list[Told]:
    """A reader's facts from JSON lines or CSV. Raises BadGold, or OSError where there is no such file."""
    text = path.read_text(encoding="utf-8-sig")
    rows: list[tuple[int, Any]] = []
    if path.suffix == ".csv":
        rows = [(n, {k: v for k, v in row.items() if k}) for n, row in enumerate(csv.DictReader(text.splitlines()), 2)]
    else:
        for n, line in enumerate(text.splitlines(), 1):
            if line.strip():
                try:
                    rows.append((n, json.loads(line)))
                except ValueError as error:
                    raise BadGold(f"{path}, line {n}: no JSON: {error}") from error
    found = []
    for n, row in rows:
        if not isinstance(row, Mapping) or not all(row.get(name) for name in _NEEDED):
            raise BadGold(f"{path}, line {n}: every row needs {' and '.join(_NEEDED)}")
        if row["relation"] not in RELATIONS:
            raise BadGold(f"{path}, line {n}: there is no relation {row['relation']!r}; these are: {', '.join(RELATIONS)}")
        found.append(told(row))
    if not found:
        raise BadGold(f"{path}: no facts")
    return found


def told(row: Mapping[str, Any]) -> Told:
    """A row of the export, or of a reader's table, as it is compared."""

    def names(side: str) -> frozenset[str]:
        given = [row.get(side) or "", *_list(row.get(f"{side}_labels")), row.get(f"{side}_symbol") or ""]
        return frozenset(filter(None, map(_plain, given)))

    number = str(row.get("amount") or row.get("value") or "")
    return Told(
        row["relation"],
        str(row["file"]),
        str(row.get("paragraph") or ""),
        names("subject"),
        names("object"),
        _plain(str(row.get("provision") or "")),
        _plain(number.removesuffix(".0")),
    )


def _list(value: object) -> Sequence[str]:
    return value.split(" | ") if isinstance(value, str) else [str(x) for x in value] if isinstance(value, list) else []


def _plain(text: str) -> str:
    """A name without case, white space and punctuation; an IRI as it is."""
    if re.match(r"https?://", text):
        return text
    return re.sub(r"[\s\"'“”‘’《》,.，。、:：-]", "", unicodedata.normalize("NFKC", text)).casefold()


def agree(one: Told, other: Told) -> bool:
    """Whether two facts are one: the same relation in the same paragraph, or one under the other, of things that share a name.

    What one of the two leaves open, such as the object, the paragraph or a number, is not compared.
    """
    return (
        (one.relation, one.file) == (other.relation, other.file)
        and _near(one.paragraph, other.paragraph)
        and _met(one.subject, other.subject)
        and _met(one.object, other.object)
        and (not one.number or not other.number or one.number == other.number)
    )


def _met(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one or not other or bool(one & other)


def _near(one: str, other: str) -> bool:
    return not one or not other or one == other or one.startswith(other + "/") or other.startswith(one + "/")


def scores(wanted: Iterable[Told], found: Iterable[Told]) -> list[Score]:
    """The score of all, then of each relation, in the order in which relations are listed; each fact agrees with one at most.

    Of what was found only that of files that the reader has counts.
    """
    held = list(wanted)
    files = {fact.file for fact in held}
    rest: dict[tuple[str, str], list[Told]] = defaultdict(list)
    counted = {name: Counter[str]() for name in ("right", "found", "wanted")}
    for fact in found:
        if fact.file in files:
            rest[(fact.relation, fact.file)].append(fact)
            counted["found"][fact.relation] += 1
    for fact in held:
        counted["wanted"][fact.relation] += 1
        among = rest[(fact.relation, fact.file)]
        # Of several that agree the one that agrees in the provision and the very paragraph, too.
        fits = sorted(
            (f for f in among if agree(fact, f)), key=lambda f: (f.paragraph != fact.paragraph, f.provision != fact.provision)
        )
        if fits:
            among.remove(fits[0])
            counted["right"][fact.relation] += 1
    names = [name for name in RELATIONS if any(c[name] for c in counted.values())]
    of_each = [Score(name, *(counted[c][name] for c in ("right", "found", "wanted"))) for name in names]
    return [Score("", *(sum(counted[c].values()) for c in ("right", "found", "wanted"))), *of_each]
