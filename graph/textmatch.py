"""Text search inside SPARQL: `?thing text:matches "words"` is answered from the search index before the engine sees it.

The pattern is a triple of its own or one pair of a `;` list, and stands in a group:

    ?paragraph text:matches "汞" .                      things in whose text or names all the words stand
    (?paragraph ?score) text:matches ("mercury" 20) .   with the score, and no more than the 20 best

The words are those of `graph.search.expression`. They may also be a variable that a parameter binds or `VALUES` gives one
string. The pattern becomes a VALUES block, so the store behind it needs no text search of its own, only the index.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from graph.search import NoIndex, NothingAsked, SearchIndex
from graph.vocabulary import PREFIXES, TEXT, XSD

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
#: More hits than this are refused: a pattern that wants them all is no search.
MOST = 20_000
_TOKEN = re.compile(
    r'''(?P<skip>[ \t\r\n]+|\#[^\n\r]*)
      | (?P<string>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!''))*\'\'\'|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
      | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>) | (?P<var>[?$]\w+) | (?P<name>[\w.-]*:(?:[\w:%-]|\\.|\.(?=[\w:%-]))*)
      | (?P<word>@?\w+) | (?P<mark>.)''',
    re.VERBOSE | re.DOTALL,
)


class BadTextSearch(ValueError):
    """`text:matches` is used in a way that it does not know, or its words find nothing to look for."""


@dataclass(frozen=True)
class Token:
    """A piece of a query and where it stands. `kind` is string, iri, var, name, word or mark."""

    kind: str
    text: str
    start: int
    end: int


def lex(query: str) -> list[Token]:
    """The tokens of a query, white space and comments left out; good enough to find a keyword, not to judge a query."""
    found = (Token(str(m.lastgroup), m[0], m.start(), m.end()) for m in _TOKEN.finditer(query))
    return [token for token in found if token.kind != "skip"]


def uses_text(query: str) -> bool:
    """Whether a query may hold the pattern; a cheap look before a thorough one."""
    return "matches" in query and TEXT + "matches" in _meanings(query)


def _meanings(query: str) -> set[str]:
    tokens = lex(query)
    prefixes = prefixes_of(tokens)
    return {iri for token in tokens if (iri := _iri(token, prefixes))}


def prefixes_of(tokens: list[Token]) -> dict[str, str]:
    told = dict(PREFIXES)
    for before, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if before.text.upper() == "PREFIX" and name.kind == "name" and iri.kind == "iri":
            told[name.text[:-1]] = iri.text[1:-1]
    return told


def _iri(token: Token, prefixes: Mapping[str, str]) -> str:
    if token.kind == "iri":
        return token.text[1:-1]
    prefix, colon, local = token.text.partition(":")
    return prefixes[prefix] + local if token.kind == "name" and colon and prefix in prefixes else ""


def expand(query: str, index: SearchIndex | None, bindings: Mapping[str, Term] | None = None) -> str:
    """The query with every `text:matches` pattern as a VALUES block.

    Raises NoIndex where there is no index to search, BadTextSearch where the pattern is used in a way not told above.
    """
    if not uses_text(query):
        return query
    if index is None:
        raise NoIndex("text:matches: this back end has no search index; search with CONTAINS or REGEX, or ask the embedded store")
    tokens = lex(query)
    prefixes = prefixes_of(tokens)
    pieces, done = [], 0
    for at, token in enumerate(tokens):
        if _iri(token, prefixes) != TEXT + "matches" or (at > 1 and tokens[at - 2].text.upper() == "PREFIX"):
            continue
        subject_at, first = _subject(tokens, at)
        names = [t.text for t in subject_at if t.kind == "var"]
        words, most, after = _object(tokens, at + 1, bindings or {})
        begin = subject_at[0].start if first else token.start
        pieces.append(query[done:begin])
        pieces.append(_values(index, names, words, most))
        done = tokens[after - 1].end
        if after < len(tokens) and tokens[after].text == ";":
            # The list goes on about the same subject, which must be said anew behind the block.
            pieces.append(f" {names[0]} " if _continues(tokens, after) else " ")
            done = tokens[after].end
    pieces.append(query[done:])
    return "".join(pieces)


def _subject(tokens: list[Token], at: int) -> tuple[list[Token], bool]:
    """The tokens of the pattern's subject, and whether the pattern is the first of its list."""
    before = tokens[at - 1] if at else None
    if before is not None and before.kind == "var":
        return [before], True
    if before is not None and before.text == ")":
        start = at - 2
        while start >= 0 and tokens[start].kind == "var":
            start -= 1
        if tokens[start].text == "(" and 1 <= at - 2 - start <= 2:
            return tokens[start:at], True
    if before is not None and before.text == ";":
        depth = 0
        for i in range(at - 1, -1, -1):
            text = tokens[i].text if tokens[i].kind == "mark" else ""
            depth += {"]": 1, ")": 1, "[": -1, "(": -1}.get(text, 0)
            if depth < 0 or (depth == 0 and text in (".", "{", "}")):
                break
        head = tokens[i + 1]
        if head.kind == "var" and depth == 0:
            return [head], False
    raise BadTextSearch(
        "text:matches: its subject must be a variable, or (?thing ?score); write the pattern as a triple of its own"
    )


def _object(tokens: list[Token], at: int, bindings: Mapping[str, Term]) -> tuple[str, int | None, int]:
    """The words, the most hits that are wanted, and where the tokens behind the pattern begin."""
    wrong = BadTextSearch('text:matches: write "words", or ("words" 20) for the best 20')
    rest = tokens[at : at + 4]
    listed = bool(rest) and rest[0].text == "("
    if listed:
        rest = rest[1:]
    if not rest:
        raise wrong
    if rest[0].kind == "var":
        words = _bound(tokens, rest[0].text[1:], bindings)
    elif rest[0].kind == "string":
        words = _literal(rest[0].text)
    else:
        raise wrong
    if not listed:
        if len(rest) > 1 and rest[1].text == ",":
            raise wrong
        # A language tag says nothing about where to look.
        return words, None, at + (2 if len(rest) > 1 and rest[1].text.startswith("@") else 1)
    if len(rest) < 3 or not rest[1].text.isdecimal() or rest[2].text != ")":
        raise wrong
    return words, int(rest[1].text), at + 4


def _literal(text: str) -> str:
    [quad] = ox.parse(f"<a:a> <a:a> {text} .".encode(), format=ox.RdfFormat.TURTLE)
    return quad.object.value if isinstance(quad.object, ox.Literal) else ""


def _bound(tokens: list[Token], name: str, bindings: Mapping[str, Term]) -> str:
    given = bindings.get(name)
    if isinstance(given, ox.Literal):
        return given.value
    for i in range(len(tokens) - 4):
        head, var, left, string = tokens[i : i + 4]
        if head.text.upper() == "VALUES" and var.text[1:] == name and left.text == "{" and string.kind == "string":
            return _literal(string.text)
    raise BadTextSearch(f"text:matches: ?{name} is not known when the search begins; write the words themselves")


def _continues(tokens: list[Token], at: int) -> bool:
    while at < len(tokens) and tokens[at].text == ";":
        at += 1
    return at < len(tokens) and tokens[at].text not in (".", "}")


def _values(index: SearchIndex, names: list[str], words: str, most: int | None) -> str:
    try:
        found = index.things(words, MOST + 1 if most is None else min(most, MOST))
    except NothingAsked as error:
        raise BadTextSearch(f"text:matches: {error}") from error
    if len(found) > MOST:
        raise BadTextSearch(
            f"text:matches: {words!r} is found in more than {MOST} things; add a word, or ask for the best by a number"
        )
    if len(names) == 1:
        return f" VALUES {names[0]} {{ {' '.join(f'<{iri}>' for iri, _ in found)} }} "
    rows = " ".join(f'(<{iri}> "{score:.9f}"^^<{XSD}decimal>)' for iri, score in found)
    return f" VALUES ({' '.join(names)}) {{ {rows} }} "
