"""Queries from strangers: what is refused before anything is evaluated."""

from __future__ import annotations

import re

#: A SPARQL token at a time: comments, strings, IRIs and names are skipped as wholes, so that no keyword is seen in one.
_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n\r]*)
      | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
      | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<variable>[?$]\w+)
      | (?P<prefixed>[A-Za-z_][\w.-]*:[^\s{}()\[\];,|^&!=<>"'/*+?]*|:[^\s{}()\[\];,|^&!=<>"'/*+?]*)
      | (?P<word>[A-Za-z_]\w*)
      | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"}


class ForbiddenQuery(Exception):
    """The query asks for something that is not allowed here; the message says what and why."""


def words(query: str) -> list[str]:
    """The bare words of a query in capitals, `\\uXXXX` escapes resolved before all else (SPARQL 1.1, section 19.2)."""

    def resolve(match: re.Match[str]) -> str:
        point = int(match[1] or match[2], 16)
        return chr(point) if point <= 0x10FFFF else match[0]

    resolved = _ESCAPE.sub(resolve, query)
    return [m["word"].upper() for m in _TOKEN.finditer(resolved) if m["word"]]


def check(query: str, *, service: bool = False) -> None:
    """Raise ForbiddenQuery for SERVICE (unless allowed) and for updates; FROM names only graphs of this dataset anyway."""
    found = words(query)
    if "SERVICE" in found and not service:
        raise ForbiddenQuery("SERVICE is not allowed: this endpoint asks no other one on your behalf")
    if found and next((w for w in found if w not in ("PREFIX", "BASE", "VERSION")), "") in _UPDATES:
        raise ForbiddenQuery("updates are not allowed: this endpoint only answers queries")
