"""Writes the ledger of a generation: see `graph.ledger`."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox

from graph.ledger import LABELS, PROVISIONAL, Ledger
from graph.store import OxigraphStore, value
from graph.vocabulary import CONCEPT, DCTERMS, MG, RDF, RELATIONS, SKOS

_SCHEMA = """
CREATE TABLE iri (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE);
CREATE TABLE graph (iri TEXT PRIMARY KEY, triples INTEGER, paragraphs INTEGER, spoken INTEGER) WITHOUT ROWID;
CREATE TABLE claim (n INTEGER PRIMARY KEY, claim TEXT, graph TEXT, place_in_list INTEGER, relation TEXT, subject INTEGER,
                    object INTEGER, becomes INTEGER, place INTEGER, document INTEGER, standing TEXT, status TEXT, confidence REAL,
                    date TEXT, position INTEGER);
CREATE TABLE said (n INTEGER PRIMARY KEY, text TEXT);
CREATE TABLE mention (thing INTEGER, document INTEGER, paragraphs INTEGER, graph TEXT);
CREATE TABLE kind (class TEXT, thing INTEGER, graph TEXT);
CREATE TABLE name (thing INTEGER, rank INTEGER, language TEXT, text TEXT, graph TEXT);
CREATE TEMP TABLE fresh (claim TEXT, graph TEXT, place_in_list INTEGER, relation TEXT, subject INTEGER, object INTEGER,
                         becomes INTEGER, place INTEGER, document INTEGER, standing TEXT, status TEXT, confidence REAL,
                         date TEXT, position INTEGER, text TEXT);
"""
_CLAIM = (
    "claim, graph, place_in_list, relation, subject, object, becomes, place, document, standing, status, confidence, "
    "date, position"
)
#: The order in which claims are listed: relations as people read them, then time, then the place in the text.
_SORTED = f"""
INSERT INTO claim ({_CLAIM}) SELECT {_CLAIM} FROM fresh LEFT JOIN iri ON iri.id = fresh.document
  ORDER BY place_in_list, date, iri.iri, position, claim;
INSERT INTO said (n, text) SELECT claim.n, fresh.text FROM fresh JOIN claim USING (claim);
DROP TABLE fresh;
"""  # noqa: S608
#: What is told of: it stands in a claim, is mentioned, or is a document that was read.
_INDEXED = """
CREATE TABLE told AS SELECT subject AS thing FROM claim UNION SELECT object FROM claim UNION SELECT becomes FROM claim
  UNION SELECT place FROM claim UNION SELECT thing FROM mention UNION SELECT document FROM mention;
CREATE UNIQUE INDEX told_thing ON told (thing);
CREATE INDEX claim_claim ON claim (claim);
CREATE INDEX claim_subject ON claim (subject);
CREATE INDEX claim_object ON claim (object);
CREATE INDEX claim_becomes ON claim (becomes);
CREATE INDEX claim_place ON claim (place);
CREATE INDEX claim_document ON claim (document);
CREATE INDEX claim_relation ON claim (relation);
CREATE INDEX mention_thing ON mention (thing);
CREATE INDEX kind_class ON kind (class, thing);
CREATE TABLE called AS SELECT DISTINCT thing, rank, language, text FROM name;
CREATE INDEX called_thing ON called (thing);
CREATE TABLE sureness AS SELECT MIN(CAST(confidence * 10 AS INTEGER), 9) AS tenth, COUNT(*) AS claims FROM claim
  WHERE confidence IS NOT NULL GROUP BY tenth;
"""
_KEPT = ("mention", "kind", "name")
_RANK = {name: place for place, name in enumerate(RELATIONS)}
_TEXT = frozenset(f"{CONCEPT}paragraph-kind/{kind}" for kind in ("narrative", "operative", "preambular"))
_THEMES = CONCEPT + "theme"


def build(path: Path, store: ox.Store, *, changed: Iterable[str] | None = None, base: Path | None = None) -> None:
    """Write the ledger of a store to a new file.

    Where `base` is that of an earlier generation, only the named graphs of `changed` are read anew.
    """
    with closing(sqlite3.connect(path)) as made:
        made.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        _fill(made, store, list(changed) if changed is not None and base is not None else None, base)
        made.execute("PRAGMA synchronous = FULL")


def in_memory(store: ox.Store) -> Ledger:
    """The ledger of a store that has none on disk: as good, and made anew each time."""
    made = sqlite3.connect(":memory:", check_same_thread=False)
    _fill(made, store, None, None)
    return Ledger(made)


def _fill(made: sqlite3.Connection, store: ox.Store, changed: list[str] | None, base: Path | None) -> None:
    made.executescript(_SCHEMA)
    if changed is not None and base is not None:
        made.execute("ATTACH ? AS earlier", (str(base),))
        made.execute("CREATE TEMP TABLE anew (graph TEXT PRIMARY KEY)")
        made.executemany("INSERT INTO anew VALUES (?)", ((graph,) for graph in dict.fromkeys(changed)))
        stays = "WHERE graph NOT IN (SELECT graph FROM anew)"
        made.execute("INSERT INTO iri SELECT * FROM earlier.iri")
        made.execute("INSERT INTO graph SELECT * FROM earlier.graph WHERE iri NOT IN (SELECT graph FROM anew)")
        for table in _KEPT:
            made.execute(f"INSERT INTO {table} SELECT * FROM earlier.{table} {stays}")  # noqa: S608
        made.execute(
            f"INSERT INTO fresh SELECT {_CLAIM}, text FROM earlier.claim JOIN earlier.said USING (n) {stays}"  # noqa: S608
        )
        made.commit()
        made.execute("DETACH earlier")
        graphs = changed
    else:
        graphs = [graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)]
    _Writer(made, store).add(sorted(graphs))
    made.executescript(_SORTED + _INDEXED)
    made.commit()
    made.execute("ANALYZE")


class _Writer:
    """Reads graphs and writes their rows."""

    def __init__(self, made: sqlite3.Connection, store: ox.Store) -> None:
        self._made, self._store = made, store
        self._ids: dict[str, int] = {str(iri): int(n) for n, iri in made.execute("SELECT id, iri FROM iri")}
        self._known = len(self._ids)
        self._next = max(self._ids.values(), default=0) + 1

    def add(self, graphs: Iterable[str]) -> None:
        for graph in graphs:
            node = ox.NamedNode(graph)
            triples = _size(self._store, graph)
            if triples:
                self._add(graph, node, triples)
        fresh = [(n, iri) for iri, n in self._ids.items()][self._known :]
        self._made.executemany("INSERT INTO iri (id, iri) VALUES (?, ?)", fresh)

    def _id(self, iri: str) -> int | None:
        """The number of an IRI; None for an empty one."""
        if not iri:
            return None
        if iri not in self._ids:
            self._ids[iri] = self._next
            self._next += 1
        return self._ids[iri]

    def _pairs(self, predicate: str, graph: ox.NamedNode) -> Iterator[tuple[str, ox.NamedNode | ox.Literal]]:
        for quad in self._store.quads_for_pattern(None, ox.NamedNode(predicate), None, graph):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                yield quad.subject.value, quad.object

    def _one(self, predicate: str, graph: ox.NamedNode) -> dict[str, str]:
        """The value of a property by thing."""
        return {subject: term.value for subject, term in self._pairs(predicate, graph)}

    def _add(self, graph: str, node: ox.NamedNode, triples: int) -> None:
        belongs = self._one(MG + "partOfDocument", node)
        spoken = self._claims(graph, node, belongs)
        kinds = self._pairs(MG + "paragraphKind", node)
        text = {subject for subject, kind in kinds if kind.value in _TEXT}
        self._made.execute("INSERT INTO graph VALUES (?, ?, ?, ?)", (graph, triples, len(text), len(text & spoken)))
        self._mentions(graph, node, belongs)
        classes = [
            (term.value.removeprefix(MG), self._id(subject), graph)
            for subject, term in self._pairs(RDF + "type", node)
            if term.value.startswith(MG) and _listed(subject)
        ]
        themes = [
            ("theme", self._id(subject), graph) for subject, term in self._pairs(SKOS + "inScheme", node) if term.value == _THEMES
        ]
        waiting = [
            (PROVISIONAL, self._id(subject), graph)
            for subject, term in self._pairs(MG + "provisional", node)
            if term.value == "true"
        ]
        self._made.executemany("INSERT INTO kind VALUES (?, ?, ?)", [*classes, *themes, *waiting])
        held = {thing for _, thing, _ in (*classes, *themes)}
        for rank, predicate in enumerate(LABELS):
            self._made.executemany(
                "INSERT INTO name VALUES (?, ?, ?, ?, ?)",
                (
                    (self._ids[subject], rank, term.language or "", term.value, graph)
                    for subject, term in self._pairs(predicate, node)
                    if isinstance(term, ox.Literal) and self._ids.get(subject) in held
                ),
            )

    def _mentions(self, graph: str, node: ox.NamedNode, belongs: dict[str, str]) -> None:
        counted: Counter[tuple[str, str]] = Counter()
        for paragraph, thing in self._pairs(MG + "mentions", node):
            counted[(thing.value, belongs.get(paragraph, ""))] += 1
        rows = ((self._id(t), self._id(d), n, graph) for (t, d), n in sorted(counted.items()) if d)
        self._made.executemany("INSERT INTO mention VALUES (?, ?, ?, ?)", rows)
        read = dict.fromkeys(belongs.values())
        # A document that was read and mentions nothing is one of which something is told all the same.
        self._made.executemany("INSERT INTO mention VALUES (NULL, ?, 0, ?)", ((self._id(d), graph) for d in read))

    def _claims(self, graph: str, node: ox.NamedNode, belongs: dict[str, str]) -> set[str]:
        """Write the claims of a graph; the paragraphs on which they rest come back."""
        relation = {c: r for c, r in self._one(MG + "relation", node).items() if "/id/claim/" in c}
        rests: dict[str, list[str]] = {}
        for claim, evidence in self._pairs(MG + "evidence", node):
            rests.setdefault(claim, []).append(evidence.value)
        place_of, quote = self._one(MG + "inParagraph", node), self._one(MG + "quotation", node)
        at = self._one(MG + "position", node)
        version, document = self._one(MG + "inVersion", node), self._one(DCTERMS + "isVersionOf", node)
        names = ("subject", "object", "becomes", "place", "standing", "status", "confidence", "date", "start", "asOf", "action")
        told = {name: self._one(MG + name, node) for name in names}
        rows = []
        for claim, kind in relation.items():
            held = {name: values.get(claim, "") for name, values in told.items()}
            sources = sorted((int(at.get(place_of.get(e, ""), 0)), e) for e in rests.get(claim, ()))
            position, first = sources[0] if sources else (0, "")
            owner = document.get(version.get(first, ""), "") or belongs.get(place_of.get(first, ""), "")
            name = kind.rsplit("/", 1)[-1]
            text = "\n".join((held["action"], *(quote.get(e, "") for _, e in sources))).casefold()
            rows.append((
                claim, graph, _RANK.get(name, len(_RANK)), name, self._id(held["subject"]), self._id(held["object"]),
                self._id(held["becomes"]), self._id(held["place"]), self._id(owner), held["standing"].rsplit("/", 1)[-1],
                held["status"].rsplit("/", 1)[-1],
                float(held["confidence"]) if held["confidence"] else None,
                held["date"] or held["start"] or held["asOf"] or "9999", position, text,
            ))  # fmt: skip
        self._made.executemany("INSERT INTO fresh VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        return set(place_of.values())


def _listed(iri: str) -> bool:
    """Whether a thing is one that lists show; claims, their evidence and paragraphs are not."""
    return "/id/" in iri and "/id/claim/" not in iri and "/id/evidence/" not in iri and "/p." not in iri


def _size(store: ox.Store, graph: str) -> int:
    rows = OxigraphStore(store).select(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {ox.NamedNode(graph)} {{ ?s ?p ?o }} }}")
    return int(value(rows[0]["n"]))
