"""Words found in texts and names: an SQLite FTS5 index that stands beside the store of a generation.

Chinese has no spaces, and the trigram tokenizer finds nothing for words of two characters. So a run of Chinese characters
goes in as its overlapping pairs and its last character; a search for a run of any length is then an exact phrase. Words of
other scripts go in as they are, without case and accents, and with English endings cut off (Porter).
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graph.vocabulary import DCTERMS, MG, RDFS, SKOS

#: The file's name, beside the store of its generation.
FILE = "search.sqlite"
#: Predicates whose literals are searched, and the kind of hit that they make.
TEXTS = {MG + "text": "paragraph"}
NAMES = (
    SKOS + "prefLabel",
    SKOS + "altLabel",
    MG + "shortForm",
    MG + "acronym",
    MG + "symbol",
    DCTERMS + "title",
    RDFS + "label",
)
_HAN = "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"[{_HAN}]+")
_WORD = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_ASKED = re.compile(r'(?P<minus>-)?"(?P<phrase>[^"]*)"?|(?P<bare>[^\s"]+)')
_SCHEMA = """
CREATE TABLE entry (id INTEGER PRIMARY KEY, iri TEXT NOT NULL, kind TEXT NOT NULL, language TEXT NOT NULL,
                    source TEXT NOT NULL, text TEXT NOT NULL);
CREATE INDEX entry_source ON entry (source);
CREATE VIRTUAL TABLE word USING fts5 (terms, content='', tokenize="porter unicode61 remove_diacritics 2");
"""
#: What a word that is shown is wrapped in around its neighbours, in characters.
_AROUND = 60


class NoIndex(Exception):
    """The graph has no index of its texts; the message says what to do."""


class NothingAsked(ValueError):
    """A search without a single word that could be found."""


@dataclass(frozen=True)
class Hit:
    """A text or name in which all the words stand. `score` is higher where they fit better; scores compare within a search."""

    iri: str
    kind: str
    """`paragraph`, or for names what the IRI's path says: body, decision, doc, place, concept …"""
    language: str
    """Language tag of the literal, empty where it has none."""
    source: str
    """IRI of the named graph that holds the text or name."""
    text: str
    score: float


@dataclass(frozen=True)
class Snippet:
    """The place of a text where a searched word stands: what is before it, the word as printed, what is after it."""

    before: str
    match: str
    after: str


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)] if len(run) > 1 else [run]


def terms(text: str) -> str:
    """A text as the index takes it.

    >>> terms("环境署 and UNEP")
    '环境 境署 署 and unep'
    """
    found: list[str] = []
    for word in _WORD.findall(_plain(text)):
        found += [*_pairs(word), word[-1]] if len(word) > 1 and _RUN.fullmatch(word) else [word]
    return " ".join(found)


def _phrase(text: str, *, prefix: bool = False) -> str:
    """What was asked as one FTS5 phrase; empty where there is no word in it. A single Chinese character is a prefix of pairs."""
    words = _WORD.findall(_plain(text))
    if not words:
        return ""
    # The last run may go on in the text; every other one ends where the next word begins.
    pieces = [*terms(" ".join(words[:-1])).split(), *(_pairs(words[-1]) if _RUN.fullmatch(words[-1]) else words[-1:])]
    open_end = (prefix and not _RUN.fullmatch(words[-1])) or bool(_RUN.fullmatch(pieces[-1]) and len(pieces[-1]) == 1)
    return '"' + " ".join(pieces) + '"' + (" *" if open_end else "")


def expression(asked: str) -> str:
    """A search as people write it, as an FTS5 expression: all words, `"a phrase"`, `begin*`, `-without`, `this OR that`.

    Raises NothingAsked where no word is in it, or only words that must not stand in the text.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    either = False
    for match in _ASKED.finditer(asked):
        bare = match["bare"] or ""
        if bare == "OR":
            either = bool(wanted)
            continue
        minus = bool(match["minus"]) or (bare.startswith("-") and len(bare) > 1)
        phrase = _phrase(match["phrase"] if match["phrase"] is not None else bare, prefix=bare.endswith("*"))
        if not phrase:
            continue
        if minus:
            unwanted.append(phrase)
        elif either:
            wanted[-1] = f"({wanted[-1]} OR {phrase})"
        else:
            wanted.append(phrase)
        either = False
    if not wanted:
        raise NothingAsked(f"{asked!r}: there is no word to search for")
    return " NOT ".join([f"({' AND '.join(wanted)})", *unwanted])


class SearchIndex:
    """The index of one generation, read-only. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        """Raises NoIndex where there is none."""
        if not path.is_file():
            raise NoIndex(f"{path.parent.name}: this graph has no search index; run `mandates build` to make one")
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._base = sqlite3.connect(address, uri=True, check_same_thread=False)

    def search(
        self,
        asked: str,
        *,
        kinds: Iterable[str] = (),
        language: str = "",
        source: str = "",
        limit: int = 20,
        offset: int = 0,
    ) -> list[Hit]:
        """Texts and names with all the words of `asked` (see `expression`), best first, in a stable order.

        `kinds` keeps some kinds of hit, `language` a language with its variants (`zh` takes `zh-Hant` too), `source` one
        named graph. A thing may come several times, once a name. Raises NothingAsked.
        """
        where, values = _where(asked, kinds, language, source)
        rows = self._base.execute(
            f"SELECT iri, kind, language, source, text, -bm25(word) FROM word JOIN entry ON entry.id = word.rowid "  # noqa: S608
            f"WHERE {where} ORDER BY bm25(word), entry.id LIMIT ? OFFSET ?",
            (*values, limit, offset),
        )
        return [Hit(*row) for row in rows]

    def things(self, asked: str, limit: int) -> list[tuple[str, float]]:
        """The IRIs of all hits with their best score, best first; what SPARQL joins with. Raises NothingAsked."""
        best: dict[str, float] = {}
        taken = 4 * limit
        while True:
            # The best of the index first, and only then what they are: joining every hit would cost more than finding it.
            rows = self._base.execute(
                "SELECT entry.iri, -hit.score FROM (SELECT rowid AS n, bm25(word) AS score FROM word WHERE word MATCH ? "
                "ORDER BY score, n LIMIT ?) AS hit JOIN entry ON entry.id = hit.n ORDER BY hit.score, hit.n",
                (expression(asked), taken),
            ).fetchall()
            for iri, score in rows:
                best.setdefault(str(iri), float(score))
            if len(best) >= limit or len(rows) < taken:
                return list(best.items())[:limit]
            taken *= 4

    def count(self, asked: str, *, kinds: Iterable[str] = (), language: str = "", source: str = "") -> dict[str, int]:
        """How many hits there are of each kind. Raises NothingAsked."""
        where, values = _where(asked, kinds, language, source)
        rows = self._base.execute(
            f"SELECT kind, COUNT(*) FROM word JOIN entry ON entry.id = word.rowid WHERE {where} GROUP BY kind ORDER BY kind",  # noqa: S608
            values,
        )
        return dict(rows.fetchall())

    def close(self) -> None:
        self._base.close()


def _where(asked: str, kinds: Iterable[str], language: str, source: str) -> tuple[str, list[str]]:
    parts, values = ["word MATCH ?"], [expression(asked)]
    if kept := list(kinds):
        parts.append(f"kind IN ({', '.join('?' * len(kept))})")
        values += kept
    if language:
        parts.append("(language = ? OR language LIKE ? || '-%')")
        values += [language, language]
    if source:
        parts.append("source = ?")
        values.append(source)
    return " AND ".join(parts), values


def snippet(text: str, asked: str, around: int = _AROUND) -> Snippet:
    """Where the first of the searched words stands in a text, with some characters on both sides.

    Where no word is found as printed (an English ending differs), the match is empty and `after` is how the text begins.
    """
    folded = _plain(text)
    # Folding may change the length of odd characters; then places no longer agree, and the text is shown from its start.
    if len(folded) == len(text):
        for match in _ASKED.finditer(asked):
            given = match["phrase"] if match["phrase"] is not None else match["bare"]
            for word in [given.strip("-*"), *_WORD.findall(given)]:
                stem = _plain(word)
                at = folded.find(stem) if stem and not match["minus"] else -1
                if at >= 0:
                    end = at + len(stem)
                    return Snippet(text[max(0, at - around) : at], text[at:end], text[end : end + around])
    return Snippet("", "", text[: 2 * around])


# ---- making it -----------------------------------------------------------------------------------------------------
def build(path: Path, store: ox.Store, *, changed: Iterable[str] | None = None, base: Path | None = None) -> int:
    """Write the index of a store to a new file; the number of its entries comes back.

    Where `base` is the index of an earlier generation, it is copied and only the named graphs of `changed` are read anew.
    """
    with closing(sqlite3.connect(path)) as made:
        made.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        if base is not None and changed is not None:
            with closing(sqlite3.connect(f"{base.absolute().as_uri()}?mode=ro", uri=True)) as earlier:
                earlier.backup(made)
            for graph in changed:
                _forget(made, graph)
                _add(made, _entries(store, ox.NamedNode(graph)))
        else:
            made.executescript(_SCHEMA)
            _add(made, _entries(store, None))
            made.execute("INSERT INTO word (word) VALUES ('optimize')")
        made.commit()
        made.execute("PRAGMA synchronous = FULL")
        return int(made.execute("SELECT COUNT(*) FROM entry").fetchone()[0])


def _forget(made: sqlite3.Connection, graph: str) -> None:
    """Remove a graph's entries; an index without contents of its own must be told the words that go."""
    rows = made.execute("SELECT id, text FROM entry WHERE source = ?", (graph,)).fetchall()
    made.executemany("INSERT INTO word (word, rowid, terms) VALUES ('delete', ?, ?)", ((id_, terms(t)) for id_, t in rows))
    made.execute("DELETE FROM entry WHERE source = ?", (graph,))


def _entries(store: ox.Store, graph: ox.NamedNode | None) -> Iterator[tuple[str, str, str, str, str]]:
    """Rows of (IRI, kind, language, named graph, text), in a stable order."""
    found = set()
    for predicate in (*TEXTS, *NAMES):
        for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, graph):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                kind = TEXTS.get(predicate) or _kind(quad.subject.value)
                source = getattr(quad.graph_name, "value", "")
                found.add((quad.subject.value, kind, quad.object.language or "", source, quad.object.value))
    yield from sorted(found)


def _kind(iri: str) -> str:
    """`body` of `…/id/body/emg`, `concept` of `…/concept/relation/cites`, `term` of the ontology's own."""
    match = re.search(r"/(?:id/(?P<kind>[a-z]+)|(?P<concept>concept))/", iri)
    return (match["kind"] or match["concept"]) if match else "term"


def _add(made: sqlite3.Connection, rows: Iterable[tuple[str, str, str, str, str]]) -> None:
    (last,) = made.execute("SELECT COALESCE(MAX(id), 0) FROM entry").fetchone()
    held = [(last + n, *row) for n, row in enumerate(rows, 1)]
    made.executemany("INSERT INTO entry (id, iri, kind, language, source, text) VALUES (?, ?, ?, ?, ?, ?)", held)
    made.executemany("INSERT INTO word (rowid, terms) VALUES (?, ?)", ((row[0], terms(row[5])) for row in held))
