"""What things are called and what kind they are, read once a generation and kept in memory."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

import pyoxigraph as ox

from answers.language.normal import normal
from graph.store import Store, Term, value

#: Predicates that name things, with how properly they do: the first number ranks labels, the second weighs names in questions.
_NAMING = (
    ("skos:prefLabel", 0, 4),
    ("rdfs:label", 0, 4),
    ("dcterms:title", 1, 2),
    ("mg:symbol", 2, 4),
    ("skos:altLabel", 3, 3),
    ("mg:acronym", 4, 3),
    ("mg:shortForm", 5, 1),
)
#: What else is kept of things, by the table that keeps it. One pattern a query: joins of whole corpora are slow, and needless.
_KEPT = (
    ("issuer", "mg:issuer"),
    ("holder", "mg:heldBy"),
    ("number", "mg:number"),
    ("types", "mg:bodyType"),
    ("adopted", "mg:adoptedOn"),
    ("symbol", "mg:symbol"),
)
_DECISIONS = ("mg:Decision", "mg:Resolution")
_ORDINALS = "SELECT ?thing ?value WHERE { ?thing mg:ordinal ?value }"
_PROVISIONAL = "SELECT ?thing WHERE { ?thing mg:provisional true }"
_USES = ("SELECT ?thing WHERE { ?claim mg:subject ?thing }", "SELECT ?thing WHERE { ?claim mg:object ?thing }")
_TYPES = """
SELECT ?thing ?name WHERE { ?thing skos:inScheme <https://w3id.org/mandate-graph/concept/body-type> .
  { ?thing skos:prefLabel ?name } UNION { ?thing skos:altLabel ?name } }
"""
_HELD = "SELECT ?body ?meeting ?ordinal WHERE { ?claim mg:relation rel:holds ; mg:subject ?body ; mg:object ?meeting ; mg:ordinal ?ordinal }"
_PLACES = "SELECT ?meeting ?place WHERE { ?claim mg:object ?meeting ; mg:relation rel:holds ; mg:place ?place }"
_SEATS = "SELECT ?body ?place WHERE { ?claim mg:relation rel:located_in ; mg:subject ?body ; mg:object ?place }"
_POSTS = "SELECT ?post ?body WHERE { ?post mg:postIn ?body }"
_CARRIERS = "SELECT ?doc ?act WHERE { ?doc mg:carries ?act }"
_DATED = (
    "SELECT ?act ?date WHERE { ?claim mg:relation rel:adopts ; mg:object ?act ; mg:date ?date }",
    "SELECT ?act ?date WHERE { ?claim mg:relation rel:holds ; mg:object ?act ; mg:start ?date }",
)
_CONTINUES = "SELECT ?new ?old WHERE { ?new mg:continues ?old }"


@dataclass
class Names:
    """The names of one generation's things. Build it once; it only reads."""

    labels: dict[str, dict[str, tuple[int, str]]] = field(default_factory=dict)
    weighted: dict[str, dict[str, float]] = field(default_factory=dict)
    """Every name as printed, with the things it names and how properly."""
    issuer: dict[str, str] = field(default_factory=dict)
    holder: dict[str, str] = field(default_factory=dict)
    number: dict[str, str] = field(default_factory=dict)
    symbol: dict[str, str] = field(default_factory=dict)
    adopted: dict[str, str] = field(default_factory=dict)
    told_on: dict[str, str] = field(default_factory=dict)
    """The day on which an act was adopted or a meeting began, as a document tells it most closely."""
    types: dict[str, str] = field(default_factory=dict)
    """Type of a body, by the body."""
    classes: dict[str, str] = field(default_factory=dict)
    meetings: dict[tuple[str, str], str] = field(default_factory=dict)
    """A session by the body that held it and its number; special ones as `ss-11`."""
    places: dict[str, set[str]] = field(default_factory=dict)
    """Where a meeting was held."""
    seated: dict[str, set[str]] = field(default_factory=dict)
    """What is said to be in a place, by the place."""
    carrier: dict[str, str] = field(default_factory=dict)
    """The document that is the text of a decision, by the decision."""
    post_in: dict[str, str] = field(default_factory=dict)
    ordinals: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    """Whose meeting it was, and the number of it."""
    kinds: dict[str, str] = field(default_factory=dict)
    """A body type by its name in either language."""
    use: dict[str, int] = field(default_factory=dict)
    earlier: dict[str, set[str]] = field(default_factory=dict)
    """What a body was before, by the body."""
    _texts: dict[str, str] = field(default_factory=dict)
    _kin: dict[str, set[str]] = field(default_factory=dict)
    _every: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _proper: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, store: Store) -> Names:
        names = cls()
        weighted: dict[str, dict[str, float]] = defaultdict(dict)
        for predicate, rank, weight in _NAMING:
            for row in store.select(f"SELECT ?thing ?name WHERE {{ ?thing {predicate} ?name }}"):
                thing = value(row["thing"])
                if "/id/" in thing:
                    names._called(thing, row["name"], rank)
                    things = weighted[value(row["name"])]
                    things[thing] = max(things.get(thing, 0), float(weight))
        names.weighted = dict(weighted)
        provisional = {value(r["thing"]) for r in store.select(_PROVISIONAL)}
        for things in weighted.values():
            # What nobody has confirmed does not take a name from what the register knows.
            if provisional & set(things) and not set(things) <= provisional:
                for iri in provisional & set(things):
                    del things[iri]
        for table, predicate in _KEPT:
            rows = store.select(f"SELECT ?thing ?value WHERE {{ ?thing {predicate} ?value }}")
            getattr(names, table).update({value(r["thing"]): value(r["value"]) for r in rows})
        for kind in _DECISIONS:
            names.classes.update({value(r["thing"]): kind for r in store.select(f"SELECT ?thing WHERE {{ ?thing a {kind} }}")})
        for row in store.select(_ORDINALS):
            if body := names.holder.get(value(row["thing"])):
                names.meetings[body, value(row["value"])] = value(row["thing"])
        for row in store.select(_HELD):
            names.meetings.setdefault((value(row["body"]), value(row["ordinal"])), value(row["meeting"]))
        for row in store.select(_PLACES):
            names.places.setdefault(value(row["meeting"]), set()).add(value(row["place"]))
        for row in store.select(_SEATS):
            names.seated.setdefault(value(row["place"]), set()).add(value(row["body"]))
        for (body, ordinal), meeting in names.meetings.items():
            names.ordinals.setdefault(meeting, set()).add((body, ordinal))
        for query in _DATED:
            for row in sorted(store.select(query), key=lambda r: (len(value(r["date"])), value(r["date"]))):
                names.told_on[value(row["act"])] = value(row["date"])
        names.carrier = {value(r["act"]): value(r["doc"]) for r in store.select(_CARRIERS)}
        names.post_in = {value(r["post"]): value(r["body"]) for r in store.select(_POSTS)}
        names.use = dict(Counter(value(r["thing"]) for query in _USES for r in store.select(query)))
        names.kinds = {value(r["name"]): value(r["thing"]) for r in store.select(_TYPES)}
        earlier: dict[str, set[str]] = defaultdict(set)
        for row in store.select(_CONTINUES):
            earlier[value(row["new"])].add(value(row["old"]))
        names.earlier = dict(earlier)
        return names

    def _called(self, iri: str, name: Term, rank: int) -> None:
        language = name.language or "" if isinstance(name, ox.Literal) else ""
        mine = self.labels.setdefault(iri, {})
        if value(name) and (language not in mine or (rank, value(name)) < mine[language]):
            mine[language] = (rank, value(name))

    def label(self, iri: str, language: str) -> str:
        """The preferred name of a thing in a language, else in the other, else its symbol, else the end of its IRI."""
        mine = self.labels.get(iri, {})
        own = mine.get(language)
        if own and own[0] < 5:
            return own[1]
        best = min(mine.values(), default=None)
        return best[1] if best else iri.rsplit("/", 1)[-1]

    def proper(self, iri: str) -> tuple[str, ...]:
        """The names of a thing in the form of comparison, in all languages, but for short forms that
        are short or that several bear."""
        if not self._proper:
            found: dict[str, list[str]] = defaultdict(list)
            for name, things in self.weighted.items():
                own = (len(name) > 3 and not name.isascii()) or " " in name
                for thing, weight in things.items():
                    lone = len(name) == 3 and not name.isascii() and len(things) == 1
                    if len(name) > 1 and (weight > 1 or (own and len(things) < 3) or lone):
                        found[thing].append(normal(name))
            self._proper.update({thing: tuple(told) for thing, told in found.items()})
        return self._proper.get(iri, ())

    def every(self, iri: str) -> tuple[str, ...]:
        """Every name of a thing in the form of comparison, short forms too."""
        if not self._every:
            found: dict[str, list[str]] = defaultdict(list)
            for name, things in self.weighted.items():
                for thing in things:
                    found[thing].append(normal(name))
            self._every.update({thing: tuple(told) for thing, told in found.items()})
        return self._every.get(iri, ())

    def named_in(self, text: str, iri: str) -> bool:
        """Whether a text calls a thing by a name of its own, or a decision by its number."""
        folded = normal(text).replace("ss. ", "ss.")
        number = self.number.get(iri, "")
        return any(_stands(name, folded) for name in self.proper(iri)) or bool(number and _stands(normal(number), folded))

    def decision_of(self, symbol: str) -> str:
        """The decision whose own text a document of this symbol is; empty where it is none."""
        if not self._texts:
            self._texts.update({symbol: iri for iri, symbol in self.symbol.items() if kind_of(iri) == "decision"})
            self._texts.setdefault("", "")
        return self._texts.get(symbol, "")

    def body_of(self, act: str) -> str:
        """The body behind an act: who issued a decision, who held a session; else the act itself."""
        return self.issuer.get(act) or self.holder.get(act) or act

    def same_actor(self, one: str, other: str) -> bool:
        """Whether two acts may be one told more and less closely: a decision, its session, the body itself."""
        if one == other:
            return True
        a, b = self.body_of(one), self.body_of(other)
        closely = {one, other} - {a, b}
        return len(closely) < 2 and (a == b or a in self.lineage(b) or b in self.lineage(a))

    def kin(self, iri: str) -> tuple[str, ...]:
        """Bodies with a name of two parts of which one is a name of this body: a council, and the council meeting as a forum."""
        if not self._kin:
            bearers: dict[str, set[str]] = defaultdict(set)
            for name, things in self.weighted.items():
                for thing in things:
                    bearers[normal(name)].add(thing)
            for name, things in self.weighted.items():
                head, slash, tail = normal(name).partition("/")
                if slash and len(head) > 2 and len(tail) > 2:
                    for whole in (t for t in things if kind_of(t) == "body"):
                        for part in {p for piece in (head, tail) for p in bearers.get(piece, ()) if kind_of(p) == "body"}:
                            self._kin.setdefault(part, set()).add(whole)
            self._kin.setdefault("", set())
        return tuple(sorted(self._kin.get(iri, set()) - {iri}))

    def heirs(self, iri: str) -> set[str]:
        """Everything that continues a body, however far on."""
        found: set[str] = set()
        open_ = [iri]
        while open_:
            old = open_.pop()
            for new, olds in self.earlier.items():
                if old in olds and new not in found:
                    found.add(new)
                    open_.append(new)
        return found

    def lineage(self, iri: str) -> set[str]:
        """A body with everything that it continues, however far back."""
        found, open_ = {iri}, [iri]
        while open_:
            for old in self.earlier.get(open_.pop(), ()):
                if old not in found:
                    found.add(old)
                    open_.append(old)
        return found


def _stands(name: str, text: str) -> bool:
    """Whether a name stands in a text, not inside a longer word or number."""
    at = text.find(name)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(name) : at + len(name) + 1]
        inside = (before.isascii() and before.isalnum() and name[0].isascii()) or (
            after.isascii() and after.isalnum() and name[-1].isascii() and after != "s"
        )
        if not inside and not (name[0].isdigit() and before == "/") and not (name == "中国" and text[at - 2 : at] == "发展"):
            return True
        at = text.find(name, at + 1)
    return False


def kind_of(iri: str) -> str:
    """The kind of a thing by its IRI's path: body, decision, session …"""
    match = re.search(r"/id/([a-z]+)/", iri)
    return match[1] if match else ""
