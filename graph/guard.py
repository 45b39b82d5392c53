"""Queries from strangers: what is refused before anything is evaluated.

The parser behind the store knows no word boundaries: `SERVICESILENT<…>` is SERVICE SILENT to it, and `<` is an operator or
the beginning of an IRI as it needs. So the guard follows every way in which a query may be cut into tokens, and refuses it
where one of them comes upon SERVICE with a target and a group. It may refuse a strange query too many, never one too few.
"""

from __future__ import annotations

import re

_U = "A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"  # noqa: E501
_CHAR = rf"[{_U}0-9\-\u00b7\u0300-\u036f\u203f-\u2040]"
_PREFIX = rf"[{_U}0-9\-\u00b7\u0300-\u036f\u203f-\u2040.]*+:"
_PLX = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]"
_LOCAL = rf"(?:(?:[{_U}:0-9]|{_PLX})(?:\.*(?:{_CHAR}|:|{_PLX}))*+)?+"
_VARIABLE = rf"[?$][{_U}0-9][{_U}0-9\u00b7\u0300-\u036f\u203f-\u2040]*+"
_IRI = r"""<(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>"""
_COMMENT = r"\#[^\n\r]*+"
_GAP = rf"(?:[ \t\r\n]++|{_COMMENT})*+"

#: What is skipped as a whole. Letters are not: a keyword may be glued to what stands before it.
_WHOLE = re.compile(
    rf'''{_COMMENT}
      | """(?:[^"\\]|\\.|"(?!""))*+""" | \'\'\'(?:[^'\\]|\\.|'(?!''))*+\'\'\' | "(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+'
      | {_IRI} | {_VARIABLE} | :{_LOCAL} | [^\w"'<:?$\#]++''',
    re.VERBOSE | re.DOTALL,
)
#: The keyword only does something before a target and a group; alone it is a name or a slip.
_SERVICE = re.compile(
    rf"SERVICE{_GAP}(?:SILENT{_GAP})?(?:{_VARIABLE}|{_IRI}|{_PREFIX}{_LOCAL}){_GAP}\{{",
    re.IGNORECASE,
)
_LOAD = re.compile(rf"LOAD{_GAP}(?:SILENT{_GAP})?(?:{_IRI}|{_PREFIX}{_LOCAL})", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATE = re.compile(
    rf"{_GAP}(?:(?:PREFIX{_GAP}{_PREFIX}{_GAP}{_IRI}|BASE{_GAP}{_IRI}|VERSION{_GAP}(?:\"[^\"]*\"|'[^']*')){_GAP})*+"
    r"(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b",
    re.IGNORECASE,
)


class ForbiddenQuery(Exception):
    """The query asks for something that is not allowed here; the message says what and why."""


def resolved(query: str) -> str:
    """The query with `\\uXXXX` escapes resolved before all else (SPARQL 1.1, section 19.2), as other engines do."""

    def resolve(match: re.Match[str]) -> str:
        point = int(match[1] or match[2], 16)
        return chr(point) if point <= 0x10FFFF else match[0]

    return _ESCAPE.sub(resolve, query)


def asks_service(query: str) -> bool:
    """Whether any way of reading the query has SERVICE as a keyword, outside strings, IRIs, comments and names."""
    return "SERVICE" in query.upper() and _comes_upon(_SERVICE, query)


def asks_load(update: str) -> bool:
    """Whether any way of reading an update has LOAD with a source."""
    return "LOAD" in update.upper() and _comes_upon(_LOAD, update)


def _comes_upon(pattern: re.Pattern[str], text: str) -> bool:
    waiting, seen = [0], set()
    while waiting:
        at = waiting.pop()
        while at < len(text) and at not in seen:
            seen.add(at)
            if pattern.match(text, at):
                return True
            if text[at] == "<":
                # As an operator it is one character, whatever IRI it might begin.
                waiting.append(at + 1)
            whole = _WHOLE.match(text, at)
            at = whole.end() if whole else at + 1
    return False


def check(query: str, *, service: bool = False) -> None:
    """Raise ForbiddenQuery for SERVICE (unless allowed) and for updates; FROM names only graphs of this dataset anyway."""
    readings = dict.fromkeys((query, resolved(query)))
    if not service and any(map(asks_service, readings)):
        raise ForbiddenQuery("SERVICE is not allowed: this endpoint asks no other one on your behalf")
    if any(_UPDATE.match(reading) for reading in readings):
        raise ForbiddenQuery("updates are not allowed: this endpoint only answers queries")
