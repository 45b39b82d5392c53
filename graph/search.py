"""Words found in texts and names: an SQLite FTS5 index that stands beside the store of a generation.

Chinese has no spaces, and the trigram tokenizer finds nothing for words of two characters. So a run of Chinese characters
goes in as its overlapping pairs and its last character; a search for a run of any length is then an exact phrase. Words of
other scripts go in as they are, without case and accents, and with English endings cut off (Porter).
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
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
#: Counted up when the tables change: an index of another form is made anew.
_FORM = 2
#: An entry is a text of a thing, once, however many graphs say it (`said`); its number begins with its length (see `_number`).
_SCHEMA = f"""
PRAGMA user_version = {_FORM};
CREATE TABLE entry (id INTEGER PRIMARY KEY, iri TEXT NOT NULL, kind TEXT NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL);
CREATE INDEX entry_iri ON entry (iri);
CREATE TABLE said (source TEXT NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY (source, entry)) WITHOUT ROWID;
CREATE INDEX said_entry ON said (entry);
CREATE VIRTUAL TABLE word USING fts5 (terms, content='', tokenize="porter unicode61 remove_diacritics 2");
"""
#: Numbers of the entries of one length.
_OF_A_LENGTH = 1 << 24
#: So many hits, the shortest, are ranked; the others follow by length. To rank costs a microsecond a hit, and a word that
#: stands in tens of thousands of texts tells little about any of them.
_RANKED = 2000
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
    """IRI of the named graph that holds the text or name, the first where there are several."""
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
        self._base = _opened(path)
        if self._base.execute("PRAGMA user_version").fetchone() != (_FORM,):
            raise NoIndex(f"{path.parent.name}: the search index is of another form; run `mandates build` to make it anew")

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
        named graph. A thing may come several times, once a name. Of very many hits the shortest are ranked, and the others
        follow by length. Raises NothingAsked.
        """
        hits, values = _hits(asked, kinds, language, source)
        said = "(SELECT MIN(source) FROM said WHERE said.entry = entry.id)"
        told = f"entry.iri, entry.kind, entry.language, {said}, entry.text"
        rows: list[tuple[str, str, str, str, str, float]] = []
        if (ranked := min(limit, _RANKED - offset)) > 0:
            rows += self._base.execute(
                f"SELECT {told}, -best.score FROM ({_best(hits, _RANKED)} LIMIT ? OFFSET ?) AS best "  # noqa: S608
                "JOIN entry ON entry.id = best.n ORDER BY best.score, best.n",
                (*values, ranked, offset),
            )
        if offset + limit > _RANKED:
            rows += self._base.execute(
                f"SELECT {told}, -bm25(word) FROM {hits} ORDER BY word.rowid LIMIT ? OFFSET ?",  # noqa: S608
                (*values, limit - max(ranked, 0), max(offset, _RANKED)),
            )
        return [Hit(iri, kind, tag, source or first, text, score) for iri, kind, tag, first, text, score in rows]

    def things(self, asked: str, limit: int) -> list[tuple[str, float]]:
        """The IRIs of all hits with their best score, best first; what SPARQL joins with. Raises NothingAsked."""
        ranked = max(_RANKED, limit)
        while True:
            rows = self._base.execute(_best("word WHERE word MATCH ?", ranked), (expression(asked),)).fetchall()
            best: dict[str, float] = {}
            # What they are is asked of those alone that are wanted.
            size = min(limit, 500)
            for begin in range(0, len(rows), size):
                part = rows[begin : begin + size]
                iris = dict(self._base.execute(
                    f"SELECT id, iri FROM entry WHERE id IN ({', '.join('?' * len(part))})",  # noqa: S608
                    [number for number, _ in part],
                ))  # fmt: skip
                for number, score in part:
                    best.setdefault(iris[number], -score)
                if len(best) >= limit:
                    break
            if len(best) >= limit or len(rows) < ranked:
                return list(best.items())[:limit]
            ranked *= 4

    def count(self, asked: str, *, kinds: Iterable[str] = (), language: str = "", source: str = "") -> dict[str, int]:
        """How many hits there are of each kind. Raises NothingAsked."""
        hits, values = _hits(asked, kinds, language, source)
        rows = self._base.execute(f"SELECT kind, COUNT(*) FROM {hits} GROUP BY kind ORDER BY kind", values)  # noqa: S608
        return dict(rows.fetchall())

    def close(self) -> None:
        self._base.close()


def _opened(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    # Read from the system's cache of the file, uncopied.
    base.execute(f"PRAGMA mmap_size = {1 << 30}")
    return base


def _hits(asked: str, kinds: Iterable[str], language: str, source: str) -> tuple[str, list[str]]:
    """The hits of a search as SQL takes them behind FROM, in the order of their numbers, and its values."""
    parts, values = ["word MATCH ?"], [expression(asked)]
    if kept := list(kinds):
        parts.append(f"kind IN ({', '.join('?' * len(kept))})")
        values += kept
    if language:
        parts.append("(language = ? OR language LIKE ? || '-%')")
        values += [language, language]
    if source:
        parts.append("EXISTS (SELECT 1 FROM said WHERE said.source = ? AND said.entry = entry.id)")
        values.append(source)
    return f"word CROSS JOIN entry ON entry.id = word.rowid WHERE {' AND '.join(parts)}", values


def _best(hits: str, ranked: int) -> str:
    """SQL for the numbers and scores of hits, best first (the lowest score), where only the first of them are ranked."""
    found = f"SELECT word.rowid AS n, bm25(word) AS score FROM {hits} ORDER BY word.rowid LIMIT {ranked}"  # noqa: S608
    return f"SELECT n, score FROM ({found}) ORDER BY score, n"  # noqa: S608


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
#: IRI, kind, language, named graph, text.
Row = tuple[str, str, str, str, str]


def build(path: Path, store: ox.Store, *, changed: Iterable[str] | None = None, base: Path | None = None) -> int:
    """Write the index of a store to a new file; the number of its entries comes back.

    Where `base` is the index of an earlier generation, it is copied and only the named graphs of `changed` are read anew.
    """
    with closing(sqlite3.connect(path)) as made:
        made.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        if base is not None and changed is not None and _copied(base, made):
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


def _copied(base: Path, made: sqlite3.Connection) -> bool:
    """Copy an earlier index, if it is of this form."""
    with closing(sqlite3.connect(f"{base.absolute().as_uri()}?mode=ro", uri=True)) as earlier:
        if earlier.execute("PRAGMA user_version").fetchone() != (_FORM,):
            return False
        earlier.backup(made)
    return True


def _forget(made: sqlite3.Connection, graph: str) -> None:
    """Remove what a graph says; an index without contents of its own must be told the words that go."""
    held = [number for (number,) in made.execute("SELECT entry FROM said WHERE source = ? ORDER BY entry", (graph,))]
    made.execute("DELETE FROM said WHERE source = ?", (graph,))
    for number in held:
        if made.execute("SELECT 1 FROM said WHERE entry = ?", (number,)).fetchone() is None:
            (text,) = made.execute("SELECT text FROM entry WHERE id = ?", (number,)).fetchone()
            made.execute("INSERT INTO word (word, rowid, terms) VALUES ('delete', ?, ?)", (number, terms(text)))
            made.execute("DELETE FROM entry WHERE id = ?", (number,))


def _entries(store: ox.Store, graph: ox.NamedNode | None) -> list[Row]:
    """What is to be found, in a stable order."""
    found = set()
    for predicate in (*TEXTS, *NAMES):
        for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, graph):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                kind = TEXTS.get(predicate) or _kind(quad.subject.value)
                source = getattr(quad.graph_name, "value", "")
                found.add((quad.subject.value, kind, quad.object.language or "", source, quad.object.value))
    return sorted(found)


def _kind(iri: str) -> str:
    """`body` of `…/id/body/emg`, `concept` of `…/concept/relation/cites`, `term` of the ontology's own."""
    match = re.search(r"/(?:id/(?P<kind>[a-z]+)|(?P<concept>concept))/", iri)
    return (match["kind"] or match["concept"]) if match else "term"


def _add(made: sqlite3.Connection, rows: Iterable[Row]) -> None:
    last: dict[int, int] = {}
    said: list[tuple[str, int]] = []
    new: list[tuple[int, str, str, str, str]] = []
    words: list[tuple[int, str]] = []
    for iri, of_it in groupby(rows, key=lambda row: row[0]):
        known = {tuple(told): number for number, *told in
                 made.execute("SELECT id, kind, language, text FROM entry WHERE iri = ?", (iri,))}  # fmt: skip
        for _, kind, language, source, text in of_it:
            number = known.get((kind, language, text))
            if number is None:
                searched = terms(text)
                known[kind, language, text] = number = _number(made, searched.count(" ") + 1, last)
                new.append((number, iri, kind, language, text))
                words.append((number, searched))
            said.append((source, number))
    made.executemany("INSERT INTO entry (id, iri, kind, language, text) VALUES (?, ?, ?, ?, ?)", new)
    made.executemany("INSERT INTO said (source, entry) VALUES (?, ?)", said)
    # The words are written out each time that a number is lower than the one before.
    made.executemany("INSERT INTO word (rowid, terms) VALUES (?, ?)", sorted(words))


def _number(made: sqlite3.Connection, length: int, last: dict[int, int]) -> int:
    """A free number of an entry of so many words: the hits of a search come in the order of their numbers, the shortest first."""
    begin = length * _OF_A_LENGTH
    if length not in last:
        query = "SELECT COALESCE(MAX(id), ?) FROM entry WHERE id BETWEEN ? AND ?"
        (last[length],) = made.execute(query, (begin, begin, begin + _OF_A_LENGTH - 1)).fetchone()
    last[length] += 1
    return last[length]
