"""Writes the ledger of a generation: see `graph.ledger`."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox

from graph import spans
from graph.ledger import FORM, LABELS, PROVISIONAL, Ledger, is_listed
from graph.ledger_cards import Rest, packed
from graph.store import OxigraphStore, value
from graph.vocabulary import CONCEPT, DCTERMS, MG, ORG, RDF, RELATIONS, SKOS

_SCHEMA = """
CREATE TABLE iri (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE);
CREATE TABLE graph (iri TEXT PRIMARY KEY, triples INTEGER, paragraphs INTEGER, spoken INTEGER) WITHOUT ROWID;
CREATE TABLE claim (n INTEGER PRIMARY KEY, claim TEXT, graph INTEGER, place_in_list INTEGER, relation TEXT, subject INTEGER,
                    object INTEGER, becomes INTEGER, place INTEGER, document INTEGER, standing TEXT, status TEXT, confidence REAL,
                    date TEXT, position INTEGER);
CREATE TABLE said (n INTEGER PRIMARY KEY, text TEXT);
CREATE TABLE card (n INTEGER PRIMARY KEY, told BLOB);
CREATE TABLE rest (document INTEGER, paragraph TEXT, claim TEXT, graph INTEGER);
CREATE TABLE use (concept INTEGER, claim TEXT, graph INTEGER);
CREATE TABLE mention (thing INTEGER, document INTEGER, paragraphs INTEGER, first TEXT, graph INTEGER);
CREATE TABLE kind (class TEXT, thing INTEGER, graph INTEGER);
CREATE TABLE name (thing INTEGER, rank INTEGER, language TEXT, text TEXT, graph INTEGER);
CREATE TABLE site (place INTEGER, thing INTEGER, graph INTEGER);
CREATE TABLE span (body TEXT PRIMARY KEY, start TEXT, "end" TEXT, begun_by TEXT, ended_by TEXT) WITHOUT ROWID;
CREATE TABLE part (part TEXT, whole TEXT);
CREATE TEMP TABLE fresh (claim TEXT, graph INTEGER, place_in_list INTEGER, relation TEXT, subject INTEGER, object INTEGER,
                         becomes INTEGER, place INTEGER, document INTEGER, standing TEXT, status TEXT, confidence REAL,
                         date TEXT, position INTEGER, text TEXT, told BLOB);
"""
_CLAIM = (
    "claim, graph, place_in_list, relation, subject, object, becomes, place, document, standing, status, confidence, "
    "date, position"
)
#: The order in which claims are listed: relations as people read them, then time, then the place in the text.
_SORTED = f"""
INSERT INTO claim ({_CLAIM}) SELECT {_CLAIM} FROM fresh LEFT JOIN iri ON iri.id = fresh.document
  ORDER BY place_in_list, date, iri.iri, position, claim;
CREATE INDEX claim_claim ON claim (claim);
INSERT INTO said (n, text) SELECT claim.n, fresh.text FROM fresh JOIN claim USING (claim);
INSERT INTO card (n, told) SELECT claim.n, fresh.told FROM fresh JOIN claim USING (claim);
DROP TABLE fresh;
"""  # noqa: S608
#: What claims touch, the claims of each relation numbered; what is told of: it stands in a claim, is mentioned, or is a
#: document that was read; and what is held by several graphs, once.
_INDEXED = """
CREATE TABLE touch (thing INTEGER, place INTEGER, n INTEGER, PRIMARY KEY (thing, place, n)) WITHOUT ROWID;
INSERT INTO touch SELECT thing, ROW_NUMBER() OVER (PARTITION BY thing, place_in_list, relation ORDER BY n), n FROM (
  SELECT subject AS thing, place_in_list, relation, n FROM claim UNION SELECT object, place_in_list, relation, n FROM claim
  UNION SELECT becomes, place_in_list, relation, n FROM claim UNION SELECT place, place_in_list, relation, n FROM claim)
  WHERE thing IS NOT NULL;
CREATE TABLE pair (relation TEXT, subject INTEGER, object INTEGER, claims INTEGER,
                   PRIMARY KEY (relation, subject, object)) WITHOUT ROWID;
INSERT INTO pair SELECT relation, subject, object, COUNT(*) FROM claim WHERE subject IS NOT NULL AND object IS NOT NULL
  GROUP BY relation, subject, object;
CREATE TABLE told AS SELECT thing FROM touch UNION SELECT thing FROM mention UNION SELECT document FROM mention;
CREATE UNIQUE INDEX told_thing ON told (thing);
CREATE INDEX claim_subject ON claim (subject, relation);
CREATE INDEX claim_object ON claim (object, relation);
CREATE INDEX claim_document ON claim (document);
CREATE INDEX claim_relation ON claim (relation);
CREATE INDEX mention_thing ON mention (thing);
CREATE TABLE rested (document INTEGER, paragraph TEXT, n INTEGER, PRIMARY KEY (document, paragraph, n)) WITHOUT ROWID;
INSERT OR IGNORE INTO rested SELECT rest.document, paragraph, n FROM rest JOIN claim USING (claim);
CREATE TABLE used (concept INTEGER, n INTEGER, PRIMARY KEY (concept, n)) WITHOUT ROWID;
INSERT OR IGNORE INTO used SELECT concept, n FROM use JOIN claim USING (claim);
CREATE INDEX site_place ON site (place);
CREATE TABLE sort AS SELECT DISTINCT class, thing FROM kind;
CREATE INDEX sort_class ON sort (class, thing);
CREATE INDEX sort_thing ON sort (thing);
CREATE TABLE called AS SELECT DISTINCT thing, rank, language, text FROM name;
CREATE INDEX called_thing ON called (thing);
CREATE TABLE sureness AS SELECT MIN(CAST(confidence * 10 AS INTEGER), 9) AS tenth, COUNT(*) AS claims FROM claim
  WHERE confidence IS NOT NULL GROUP BY tenth;
"""
_KEPT = ("mention", "kind", "name", "site", "rest", "use")
#: What is stated of a claim and stands in its card otherwise than as a detail.
_EVIDENCE = MG + "evidence"
#: Properties by which a claim uses a concept, and by which the membership that it makes does.
_USES, _ROLE, _MEMBERSHIP = ("modality", "effect", "fulfilmentStatus"), ORG + "role", "#participation"
#: Short forms are names too, the last of all.
_NAMED = (*LABELS, MG + "shortForm")
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
        made.execute("INSERT INTO iri SELECT * FROM earlier.iri")
        stays = "WHERE graph NOT IN (SELECT id FROM anew JOIN iri ON iri = graph)"
        made.execute("INSERT INTO graph SELECT * FROM earlier.graph WHERE iri NOT IN (SELECT graph FROM anew)")
        for table in _KEPT:
            made.execute(f"INSERT INTO {table} SELECT * FROM earlier.{table} {stays}")  # noqa: S608
        made.execute(
            f"INSERT INTO fresh SELECT {_CLAIM}, text, told FROM earlier.claim JOIN earlier.said USING (n) "  # noqa: S608
            f"JOIN earlier.card USING (n) {stays}"
        )
        made.commit()
        made.execute("DETACH earlier")
        graphs = changed
    else:
        graphs = [graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)]
    _Writer(made, store).add(sorted(graphs))
    told = ((body, s.start, s.end, s.begun_by, s.ended_by) for body, s in spans.spans(OxigraphStore(store)).items())
    made.executemany("INSERT INTO span VALUES (?, ?, ?, ?, ?)", told)
    made.executemany("INSERT INTO part VALUES (?, ?)", spans.parts(OxigraphStore(store)))
    made.executescript(_SORTED + _INDEXED + f"PRAGMA user_version = {FORM};")
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
        return (self._ids.get(iri) or self._named(iri)) if iri else None

    def _named(self, iri: str) -> int:
        """A number for an IRI that has none."""
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

    def _add(self, name: str, node: ox.NamedNode, triples: int) -> None:
        graph = self._ids.get(name) or self._named(name)
        belongs = self._one(MG + "partOfDocument", node)
        spoken = self._claims(graph, node, belongs)
        kinds = self._pairs(MG + "paragraphKind", node)
        text = {subject for subject, kind in kinds if kind.value in _TEXT}
        self._made.execute("INSERT INTO graph VALUES (?, ?, ?, ?)", (name, triples, len(text), len(text & spoken)))
        self._mentions(graph, node, belongs)
        classes = [
            (term.value.removeprefix(MG), self._id(subject), graph)
            for subject, term in self._pairs(RDF + "type", node)
            if is_listed(subject)
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
        for rank, predicate in enumerate(_NAMED):
            self._made.executemany(
                "INSERT INTO name VALUES (?, ?, ?, ?, ?)",
                (
                    (self._id(subject), rank, term.language or "", term.value, graph)
                    for subject, term in self._pairs(predicate, node)
                    if isinstance(term, ox.Literal)
                ),
            )
        sited = [(self._id(term.value), self._id(s), graph) for s, term in self._pairs(MG + "place", node) if is_listed(s)]
        self._made.executemany("INSERT INTO site VALUES (?, ?, ?)", sited)

    def _mentions(self, graph: int, node: ox.NamedNode, belongs: dict[str, str]) -> None:
        counted: Counter[tuple[str, str]] = Counter()
        first: dict[tuple[str, str], str] = {}
        for paragraph, thing in self._pairs(MG + "mentions", node):
            pair = (thing.value, belongs.get(paragraph, ""))
            counted[pair] += 1
            first[pair] = min(first.get(pair, paragraph), paragraph)
        rows = ((self._id(t), self._id(d), n, first[t, d], graph) for (t, d), n in sorted(counted.items()) if d)
        self._made.executemany("INSERT INTO mention VALUES (?, ?, ?, ?, ?)", rows)
        read = dict.fromkeys(belongs.values())
        # A document that was read and mentions nothing is one of which something is told all the same.
        self._made.executemany("INSERT INTO mention VALUES (NULL, ?, 0, '', ?)", ((self._id(d), graph) for d in read))

    def _claims(self, graph: int, node: ox.NamedNode, belongs: dict[str, str]) -> set[str]:
        """Write the claims of a graph; the paragraphs on which they rest come back."""
        quoted = dict(self._pairs(MG + "quotation", node))
        place_of, at, address = (self._one(MG + name, node) for name in ("inParagraph", "position", "address"))
        version, document = self._one(MG + "inVersion", node), self._one(DCTERMS + "isVersionOf", node)
        digest = self._one(MG + "isDigest", node)

        def rest(evidence: str) -> Rest:
            quote, paragraph = quoted.get(evidence), place_of.get(evidence, "")
            return Rest(
                evidence,
                quote.value if quote is not None else "",
                (quote.language or "") if isinstance(quote, ox.Literal) else "",
                document.get(version.get(evidence, ""), ""),
                digest.get(version.get(evidence, "")) == "true",
                address.get(paragraph, ""),
                int(at.get(paragraph, 0)),
            )

        claims, rests, uses = [], [], []
        for claim, kind in self._one(MG + "relation", node).items():
            if "/id/claim/" not in claim:
                continue
            things, details, evidence = self._stated(claim, node)
            told = sorted((rest(e) for e in evidence), key=lambda r: (r.position, r.evidence))
            first = told[0] if told else None
            paragraphs = dict.fromkeys(place_of[r.evidence] for r in told if r.evidence in place_of)
            owner = (first.document or belongs.get(place_of.get(first.evidence, ""), "")) if first else ""
            name = kind.rsplit("/", 1)[-1]
            text = "\n".join((details.get("action", ""), *(r.quote for r in told))).casefold()
            ends = (self._id(things.get(end, "")) for end in ("subject", "object", "becomes", "place"))
            claims.append((
                claim, graph, _RANK.get(name, len(_RANK)), name, *ends, self._id(owner),
                things.get("standing", "").rsplit("/", 1)[-1], things.get("status", "").rsplit("/", 1)[-1],
                float(details["confidence"]) if details.get("confidence") else None,
                details.get("date") or details.get("start") or details.get("asOf") or "9999",
                first.position if first else 0, text, packed(things, details, told),
            ))  # fmt: skip
            uses += [(self._id(things[use]), claim, graph) for use in _USES if use in things]
            rests += [(self._id(belongs.get(p, "")), p.rsplit("/", 1)[-1], claim, graph) for p in paragraphs]
        self._made.executemany(f"INSERT INTO fresh VALUES ({', '.join('?' * 16)})", claims)  # noqa: S608
        self._made.executemany("INSERT INTO rest VALUES (?, ?, ?, ?)", rests)
        roles = [(self._id(term.value), part.removesuffix(_MEMBERSHIP), graph) for part, term in self._pairs(_ROLE, node)]
        self._made.executemany("INSERT INTO use VALUES (?, ?, ?)", [*uses, *roles])
        return set(place_of.values())

    def _stated(self, claim: str, graph: ox.NamedNode) -> tuple[dict[str, str], dict[str, str], list[str]]:
        """What a graph says of a claim: things and literals by property, ours by their short names, and its evidence."""
        things: dict[str, str] = {}
        details: dict[str, str] = {}
        evidence: dict[str, None] = {}
        for quad in self._store.quads_for_pattern(ox.NamedNode(claim), None, None, graph):
            name = quad.predicate.value.removeprefix(MG)
            if quad.predicate.value == _EVIDENCE:
                evidence[value(quad.object)] = None
            elif isinstance(quad.object, ox.NamedNode):
                things[name] = quad.object.value
            elif isinstance(quad.object, ox.Literal):
                details[name] = quad.object.value
        return things, details, list(evidence)


def _size(store: ox.Store, graph: str) -> int:
    rows = OxigraphStore(store).select(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {ox.NamedNode(graph)} {{ ?s ?p ?o }} }}")
    return int(value(rows[0]["n"]))
