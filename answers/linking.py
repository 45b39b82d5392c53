"""Names in a question become things of the graph: longest match in both scripts, decisions by number."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

import ahocorasick
import pyoxigraph as ox

from answers.model import Question, Thing
from graph.names import key
from graph.store import Store, Term, value
from graph.symbols import canonical

_NAMES = """
SELECT ?thing ?name ?weight WHERE {
  VALUES (?predicate ?weight) {
    (skos:prefLabel 4) (skos:altLabel 3) (mg:acronym 3) (mg:symbol 4) (mg:shortForm 1) (dcterms:title 2)
  }
  ?thing ?predicate ?name .
  FILTER (CONTAINS(STR(?thing), "/id/"))
}
"""
_USE = "SELECT ?thing (COUNT(?claim) AS ?n) WHERE { ?claim mg:subject|mg:object ?thing } GROUP BY ?thing"
_NUMBERS = (
    "SELECT ?thing ?number ?class WHERE { ?thing mg:number ?number ; a ?class . FILTER (?class IN (mg:Decision, mg:Resolution)) }"
)
_TYPES = """
SELECT ?thing ?name WHERE { ?thing skos:inScheme <https://w3id.org/mandate-graph/concept/body-type> ; skos:prefLabel ?name }
"""
_NUMBER = re.compile(
    r"(?<![A-Z0-9/.])(?:SS\.?\s?[IVXL]+/\d{1,3}|\d{1,4}\s?[A-Z]?\s?\([IVXL]{1,6}\)|\d{1,4}\s?\(\d{4}\)|\d{1,4}/\d{1,3}\s?[A-Z]?)(?![A-Z0-9/])"
)
_MEETINGS = "SELECT ?thing ?body ?ordinal WHERE { ?thing mg:heldBy ?body ; mg:ordinal ?ordinal }"
_ONES = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
_TENS = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50, "sixt": 60, "sevent": 70, "eight": 80, "ninet": 90}
_ORDINALS = {word: n for n, word in enumerate(_ONES, start=1)} | {
    **{f"{stem}ieth": n for stem, n in _TENS.items()},
    **{f"{stem}y-{word}": n + i for stem, n in _TENS.items() for i, word in enumerate(_ONES[:9], start=1)},
}  # fmt: skip
_SESSION_OF = re.compile(
    rf"(?:the )?(?P<n>\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(sorted(_ORDINALS, key=len, reverse=True))}) "
    rf"(?P<special>special )?(?:regular )?(?:session|meeting)s? of (?:the )?$"
)
_HAN = re.compile(r"[㐀-鿿]")


def language_of(text: str) -> str:
    """`zh` where the question holds a Chinese character, else `en`."""
    return "zh" if _HAN.search(text) else "en"


@dataclass
class Linker:
    """The names of one generation. Build it once a generation; it only reads."""

    names: ahocorasick.Automaton = field(default_factory=ahocorasick.Automaton)
    use: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    meetings: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, store: Store) -> Linker:
        linker = cls()
        linker.use = {value(r["thing"]): int(value(r["n"])) for r in store.select(_USE)}
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for row in store.select(_NAMES):
            name, thing = normal(value(row["name"])), value(row["thing"])
            if len(name) >= 2:
                found[name][thing] = max(found[name].get(thing, 0), float(value(row["weight"])))
        for name, things in found.items():
            linker.names.add_word(name, (len(name), name, things))
        if len(linker.names):
            linker.names.make_automaton()
        numbers: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in store.select(_NUMBERS):
            numbers[canonical(value(row["number"]))].append((value(row["thing"]), value(row["class"])))
        linker.numbers = dict(numbers)
        linker.meetings = {(value(r["body"]), value(r["ordinal"])): value(r["thing"]) for r in store.select(_MEETINGS)}
        for row in store.select(_TYPES):
            linker.types[normal(value(row["name"]))] = value(row["thing"])
        return linker

    def question(self, text: str) -> Question:
        """What a question names."""
        folded = normal(text)
        things = self._things(folded)
        masked, at = "", 0
        for thing in things:
            masked += folded[at : thing.start] + f"⟨{thing.kind}⟩"
            at = thing.end
        return Question(text, language_of(text), masked + folded[at:], tuple(things), tuple(self._types(folded)))

    def _things(self, text: str) -> list[Thing]:
        found: list[Thing] = []
        for last, (length, name, things) in self.names.iter(text) if len(self.names) else ():
            start, end = last - length + 1, last + 1
            if _whole(text, start, end):
                found.append(self._thing(things, name, start, end))
        found.extend(self._by_number(text))
        chosen: list[Thing] = []
        for thing in sorted(found, key=lambda t: (-(t.end - t.start), -t.weight)):
            if all(thing.end <= c.start or c.end <= thing.start for c in chosen):
                chosen.append(thing)
        return sorted((self._session(text, thing) for thing in chosen), key=lambda t: t.start)

    def _session(self, text: str, thing: Thing) -> Thing:
        """`the nineteenth meeting of` before a body's name: that meeting, where the graph has it."""
        match = _SESSION_OF.search(text, 0, thing.start) if thing.kind == "body" else None
        if match is None:
            return thing
        number = _ORDINALS.get(match["n"]) or int(re.sub(r"\D", "", match["n"]) or 0)
        iri = self.meetings.get((thing.iri, f"{'ss-' if match['special'] else ''}{number}"))
        return Thing(iri, kind_of(iri), text[match.start() : thing.end], match.start(), thing.end, 4.0) if iri else thing

    def _thing(self, things: dict[str, float], name: str, start: int, end: int) -> Thing:
        """The thing that a name means: the one it names more properly, then the one more is said of."""
        ranked = sorted(things, key=lambda iri: (-things[iri], -self.use.get(iri, 0), iri))
        best = ranked[0]
        rivals = [r for r in ranked[1:] if things[r] == things[best] and self.use.get(r, 0) * 3 > self.use.get(best, 0) > 0]
        if things[best] <= 1:
            # A short form that several bear: the one that the documents speak of most, if by far.
            ranked = sorted(things, key=lambda iri: (-self.use.get(iri, 0), iri))
            best = ranked[0]
            rivals = [r for r in ranked[1:] if self.use.get(r, 0) * 4 > self.use.get(best, 0)]
        return Thing(best, kind_of(best), name, start, end, things[best], tuple(rivals[:4]))

    def _by_number(self, text: str) -> list[Thing]:
        found = []
        for match in _NUMBER.finditer(text.upper()):
            known = self.numbers.get(canonical(match[0]), [])
            if not known:
                continue
            before = text[max(0, match.start() - 40) : match.start()] + text[match.end() : match.end() + 4]
            wanted = (
                "Resolution"
                if re.search(r"resolution|决议", before)
                else "Decision"
                if re.search(r"decision|决定", before)
                else ""
            )
            ranked = sorted(known, key=lambda pair: (not pair[1].endswith(wanted), -self.use.get(pair[0], 0), pair[0]))
            iri = ranked[0][0]
            rivals = tuple(i for i, c in ranked[1:] if c.endswith(wanted) and self.use.get(i, 0) * 3 > self.use.get(iri, 0))
            found.append(Thing(iri, kind_of(iri), match[0].lower(), match.start(), match.end(), 3.5, rivals))
        return found

    def _types(self, text: str) -> list[Thing]:
        found = []
        for name, iri in self.types.items():
            pattern = re.escape(name) + ("" if _HAN.search(name) else r"(?:s|es)?\b")
            match = re.search(pattern, text) or (re.search(re.escape(name[:-1]) + r"ies\b", text) if name.endswith("y") else None)
            if match:
                found.append(Thing(iri, "type", name, match.start(), match.end()))
        return sorted(found, key=lambda t: -(t.end - t.start))


def kind_of(iri: str) -> str:
    """The kind of a thing by its IRI's path: body, decision, session …"""
    match = re.search(r"/id/([a-z]+)/", iri)
    return match[1] if match else ""


def normal(text: str) -> str:
    """The form in which names and questions are compared."""
    return key(text).casefold()


def _whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    left = before.isascii() and before.isalnum() and text[start].isascii() and text[start].isalnum()
    right = after.isascii() and after.isalnum() and text[end - 1].isascii() and text[end - 1].isalnum()
    return not left and not right


def label(store: Store, iri: str, language: str) -> str:
    """The preferred name of a thing in a language, else in any, else the end of its IRI."""
    rows = store.select(
        """SELECT ?thing ?name ?rank WHERE {
             VALUES (?p ?rank) { (skos:prefLabel 0) (rdfs:label 0) (dcterms:title 1) (mg:symbol 2) (skos:altLabel 3) }
             ?thing ?p ?name }""",
        {"thing": ox.NamedNode(iri)},
    )

    def rank(row: dict[str, Term]) -> tuple[int, int]:
        name = row["name"]
        own = isinstance(name, ox.Literal) and name.language == language
        return (0 if own else 1, int(value(row["rank"])))

    best = min(rows, key=rank, default=None)
    return value(best["name"]) if best else iri.rsplit("/", 1)[-1]
