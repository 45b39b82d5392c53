"""Lists and counts made once a generation: an SQLite file beside the store, for what pages would else count over the whole graph.

It holds one row a claim in the order in which claims are listed, what each document mentions, and what things are called. It
says nothing that the store does not say; a claim's own page reads the store. `graph.ledger_build` writes it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.ledger_cards import Card, unpacked
from graph.spans import Span
from graph.vocabulary import DCTERMS, MG, RDFS, SKOS

#: The file's name, beside the store of its generation.
FILE = "ledger.sqlite"
#: Predicates that name a thing, the best first.
LABELS = (
    SKOS + "prefLabel",
    RDFS + "label",
    DCTERMS + "title",
    MG + "symbol",
    MG + "fileName",
    SKOS + "altLabel",
    MG + "acronym",
)
#: What stands as a class of things that no register knows.
PROVISIONAL = "provisional"
#: Counted up when what a ledger holds changes: one of another form is none.
FORM = 4


class NoLedger(Exception):
    """The generation was made without one."""


@dataclass(frozen=True)
class Wanted:
    """Claims that fit: things are IRIs, relation, standing and status short names, `words` spellings of which one must stand in
    the action or a quotation; what is empty does not narrow."""

    about: str = ""
    subject: str = ""
    object: str = ""
    relation: str = ""
    document: str = ""
    standing: str = ""
    status: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Read:
    """A document's graph in numbers: triples, paragraphs of text, and those of them on which a claim rests."""

    triples: int
    paragraphs: int
    spoken: int


@dataclass(frozen=True)
class Called:
    """A name of a thing: its rank in LABELS, its language (empty where it has none), its text."""

    rank: int
    language: str
    text: str


@dataclass(frozen=True)
class Change:
    """What claims tell, dated or not: the IRI of the first of them, relation, subject and object (empty where there is none),
    their own date or none, and how many they are."""

    claim: str
    relation: str
    subject: str
    object: str
    date: str
    times: int


_ID = "(SELECT id FROM iri WHERE iri = ?)"


class Ledger:
    """The ledger of one generation, read-only. Safe to use from several threads."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base

    @classmethod
    def open(cls, path: Path) -> Ledger:
        """Raises NoLedger where there is none."""
        if not path.is_file():
            raise NoLedger(f"{path.parent.name}: this graph has no ledger; run `mandates build` to make one")
        base = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        [(form,)] = base.execute("PRAGMA user_version")
        if form != FORM:
            base.close()
            raise NoLedger(f"{path.parent.name}: its ledger is of form {form}, not {FORM}; run `mandates build` to make one")
        return cls(base)

    def _rows(self, query: str, values: Iterable[object] = ()) -> list[tuple[str, ...]]:
        return self._base.execute(query, tuple(values)).fetchall()

    # ---- claims -----------------------------------------------------------------------------------------------------
    def count(self, wanted: Wanted) -> int:
        """How many claims fit."""
        where, values = _where(wanted)
        [(n,)] = self._base.execute(f"SELECT COUNT(*) FROM claim {where}", values)  # noqa: S608
        return int(n)

    def claims(self, wanted: Wanted, limit: int = -1, offset: int = 0) -> list[str]:
        """The IRIs of the claims that fit, by relation, time, document and place in it."""
        where, values = _where(wanted)
        rows = self._rows(f"SELECT claim FROM claim {where} ORDER BY n LIMIT ? OFFSET ?", (*values, limit, offset))  # noqa: S608
        return [row[0] for row in rows]

    def about(self, thing: str, most: int) -> list[str]:
        """The claims that touch a thing, in the same order, of each relation at most so many."""
        rows = self._rows(
            f"SELECT claim FROM claim WHERE n IN (SELECT n FROM touch WHERE thing = {_ID} AND place <= ?) ORDER BY n",  # noqa: S608
            (thing, most),
        )
        return [row[0] for row in rows]

    def relations(self, thing: str) -> frozenset[str]:
        """The relations of the claims that have a thing for subject or object."""
        sides = (f"SELECT DISTINCT relation FROM claim WHERE {side} = {_ID}" for side in ("subject", "object"))  # noqa: S608
        return frozenset(row[0] for row in self._rows(" UNION ".join(sides), (thing, thing)))

    def cards(self, claims: Iterable[str]) -> dict[str, Card]:
        """The cards of some claims, by claim."""
        found: dict[str, Card] = {}
        for some in batches(claims):
            rows = self._base.execute(
                f"SELECT claim, told FROM claim JOIN card USING (n) WHERE claim IN ({_marks(some)})",  # noqa: S608
                some,
            )
            found |= {claim: unpacked(told) for claim, told in rows}
        return found

    def resting(self, paragraphs: Iterable[tuple[str, str]]) -> list[str]:
        """The claims that rest on some paragraphs, each once, paragraph after paragraph; a paragraph is its document and the last
        piece of its IRI."""
        found: dict[str, None] = {}
        for document, paragraph in paragraphs:
            rows = self._rows(
                f"SELECT claim FROM claim WHERE n IN (SELECT n FROM rested WHERE document = {_ID} AND paragraph = ?) "  # noqa: S608
                "ORDER BY n",
                (document, paragraph),
            )
            found |= {row[0]: None for row in rows}
        return list(found)

    def using(self, concept: str, limit: int) -> tuple[list[str], int]:
        """The first claims that use a concept as their modality, effect, outcome or role, and how many do."""
        rows = self._rows(
            f"SELECT claim FROM claim WHERE n IN (SELECT n FROM used WHERE concept = {_ID} ORDER BY n LIMIT ?) ORDER BY n",  # noqa: S608
            (concept, limit),
        )
        [(number,)] = self._base.execute(f"SELECT COUNT(*) FROM used WHERE concept = {_ID}", (concept,))  # noqa: S608
        return [row[0] for row in rows], int(number)

    def pairs(self, relations: Sequence[str], *, least: int = 1, limit: int = -1) -> list[tuple[str, str, int]]:
        """Subject and object of the claims of some relations, and how many claims, at least `least`, join the two: most first."""
        rows = self._base.execute(
            "SELECT s.iri, o.iri, n FROM (SELECT subject, object, SUM(claims) AS n FROM pair "  # noqa: S608
            f"WHERE relation IN ({_marks(relations)}) GROUP BY subject, object HAVING SUM(claims) >= ?) "
            "JOIN iri AS s ON s.id = subject JOIN iri AS o ON o.id = object ORDER BY n DESC, s.iri, o.iri LIMIT ?",
            (*relations, least, limit),
        )
        return [(str(s), str(o), int(n)) for s, o, n in rows.fetchall()]

    def changes(self, relations: Sequence[str]) -> list[Change]:
        """What the asserted claims of some relations tell that no curator rejected, in the order of the list."""
        rows = self._base.execute(
            "SELECT claim, relation, s.iri, COALESCE(o.iri, ''), CASE date WHEN '9999' THEN '' ELSE date END, times FROM ("  # noqa: S608
            "SELECT MIN(n) AS first, claim, relation, subject, object, date, COUNT(*) AS times FROM claim "
            f"WHERE relation IN ({_marks(relations)}) AND standing = 'asserted' AND status != 'rejected' "
            "GROUP BY relation, subject, object, date) "
            "JOIN iri AS s ON s.id = subject LEFT JOIN iri AS o ON o.id = object ORDER BY first",
            tuple(relations),
        )
        return [Change(*row) for row in rows.fetchall()]

    def confidence(self) -> list[tuple[int, int]]:
        """How many claims were read with a confidence of each tenth (0 to 9), the surest first."""
        rows = self._base.execute("SELECT tenth, claims FROM sureness ORDER BY tenth DESC")
        return [(int(tenth), int(n)) for tenth, n in rows]

    # ---- things -----------------------------------------------------------------------------------------------------
    def things(self, classes: Sequence[str], *, told: bool = False) -> list[str]:
        """The IRIs of the things of some classes, all or those of which a document says something."""
        kinds = "sort JOIN told USING (thing)" if told else "sort"
        some = f"SELECT DISTINCT thing FROM {kinds} WHERE class IN ({_marks(classes)})"  # noqa: S608
        return [row[0] for row in self._rows(f"SELECT iri FROM ({some}) JOIN iri ON id = thing ORDER BY iri", classes)]  # noqa: S608

    def number(self, classes: Sequence[str]) -> tuple[int, int]:
        """How many things of some classes a document says something of, and how many there are in all."""
        [(told, every)] = self._base.execute(
            "SELECT COUNT(DISTINCT told.thing), COUNT(DISTINCT sort.thing) FROM sort LEFT JOIN told USING (thing) "  # noqa: S608
            f"WHERE class IN ({_marks(classes)})",
            tuple(classes),
        )
        return int(told), int(every)

    def classes(self, thing: str) -> list[str]:
        """The classes of a thing that lists show: ours by their short names, others whole."""
        rows = self._rows(f"SELECT class FROM sort WHERE thing = {_ID} ORDER BY class", (thing,))  # noqa: S608
        return [row[0] for row in rows if row[0] not in (PROVISIONAL, "theme")]

    def called(self, things: Iterable[str]) -> dict[str, list[Called]]:
        """What each of some things is called, the best first, what a text may call it for short last (its rank is that after
        LABELS). A thing without a name has an empty list."""
        found: dict[str, list[Called]] = {thing: [] for thing in things}
        for some in batches(found):
            rows = self._base.execute(
                f"SELECT iri, rank, language, text FROM iri JOIN called ON thing = id WHERE iri IN ({_marks(some)}) "  # noqa: S608
                "ORDER BY rank, text, language",
                some,
            ).fetchall()
            for iri, rank, language, text in rows:
                found[iri].append(Called(int(rank), str(language), str(text)))
        return found

    def names(self, classes: Sequence[str]) -> dict[str, list[Called]]:
        """What the things of some classes are called."""
        found: dict[str, list[Called]] = {}
        rows = self._base.execute(
            "SELECT iri.iri, rank, language, text FROM called JOIN iri ON iri.id = thing WHERE thing IN "  # noqa: S608
            f"(SELECT thing FROM sort WHERE class IN ({_marks(classes)})) AND rank < ?",
            (*classes, len(LABELS)),
        )
        for iri, rank, language, text in rows:
            found.setdefault(str(iri), []).append(Called(int(rank), str(language), str(text)))
        return found

    def mentioned(self, thing: str, most: int) -> tuple[list[tuple[str, int]], int]:
        """The documents that mention a thing with the number of paragraphs, the most first, and how many there are in all."""
        rows = self._base.execute(
            f"SELECT iri, SUM(paragraphs) AS n FROM mention JOIN iri ON id = document WHERE thing = {_ID} "  # noqa: S608
            "GROUP BY document ORDER BY n DESC, iri",
            (thing,),
        ).fetchall()
        return [(str(iri), int(n)) for iri, n in rows[:most]], len(rows)

    def first(self, thing: str) -> str:
        """The first paragraph, by name, that mentions a thing; empty where none does."""
        [(found,)] = self._base.execute(f"SELECT MIN(first) FROM mention WHERE thing = {_ID}", (thing,))  # noqa: S608
        return str(found or "")

    def sited(self, place: str) -> list[str]:
        """The things, claims aside, that are said to be at a place."""
        rows = self._rows(f"SELECT DISTINCT iri FROM site JOIN iri ON id = thing WHERE place = {_ID} ORDER BY iri", (place,))  # noqa: S608
        return [row[0] for row in rows]

    def spans(self) -> dict[str, Span]:
        """From when to when bodies were there, by IRI; see `graph.spans`."""
        return {row[0]: Span(*row[1:]) for row in self._rows("SELECT * FROM span")}

    def parts(self) -> list[tuple[str, str]]:
        """What belongs to what: (part, whole)."""
        return [(part, whole) for part, whole in self._rows("SELECT part, whole FROM part ORDER BY rowid")]

    # ---- graphs -----------------------------------------------------------------------------------------------------
    def graphs(self) -> dict[str, Read]:
        """The named graphs in numbers."""
        rows = self._base.execute("SELECT iri, triples, paragraphs, spoken FROM graph ORDER BY iri")
        return {str(iri): Read(int(t), int(p), int(s)) for iri, t, p, s in rows}


def is_listed(iri: str) -> bool:
    """Whether a thing is one that lists show; claims, their evidence and paragraphs are not."""
    return "/id/" in iri and "/id/claim/" not in iri and "/id/evidence/" not in iri and "/p." not in iri


def batches(claims: Iterable[str], size: int = 500) -> Iterator[list[str]]:
    """Each claim once, so many at a time."""
    asked = list(dict.fromkeys(claims))
    for start in range(0, len(asked), size):
        yield asked[start : start + size]


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def _where(wanted: Wanted) -> tuple[str, tuple[str, ...]]:
    """The WHERE clause for a filter, never empty, and its values."""
    parts, values = ["TRUE"], []
    if wanted.about:
        parts.append(f"n IN (SELECT n FROM touch WHERE thing = {_ID})")  # noqa: S608
        values.append(wanted.about)
    for column in ("subject", "object", "document"):
        if thing := getattr(wanted, column):
            parts.append(f"{column} = {_ID}")
            values.append(thing)
    for column in ("relation", "standing", "status"):
        if name := getattr(wanted, column):
            parts.append(f"{column} = ?")
            values.append(name)
    if wanted.words:
        spelt = " OR ".join(["INSTR(said.text, ?) > 0"] * len(wanted.words))
        # All texts are read in one go; where the claims are few, theirs alone.
        few = f"EXISTS (SELECT 1 FROM said WHERE said.n = claim.n AND ({spelt}))"  # noqa: S608
        parts.append(few if len(parts) > 1 else f"n IN (SELECT n FROM said WHERE {spelt})")  # noqa: S608
        values += [word.casefold() for word in wanted.words]
    return "WHERE " + " AND ".join(parts), tuple(values)
