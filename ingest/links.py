"""Hyperlinks to documents of the United Nations: which symbol an address leads to."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

from graph.symbols import SYMBOL, canonical

#: The services that lead from a symbol in an address to the document.
_HOSTS = ("undocs.org", "docs.un.org", "documents.un.org", "un.org")
_LANGUAGE = re.compile(r"^(?:ar|zh|en|fr|ru|es)/")
#: Parameters that hold the symbol in addresses of the search pages.
_PARAMETERS = ("s", "symbol", "FinalSymbol")
#: A part of a resolution is a capital letter: 75/290 A.
_PART = re.compile(r"(?<=\d)\s?([a-z])$")


def symbol_of(address: str) -> str | None:
    """The canonical symbol of the document that an address leads to, or None for other addresses.

    >>> symbol_of("https://undocs.org/en/A/RES/70/1"), symbol_of("https://docs.un.org/A/RES/3327(XXIX)?x=1")
    ('A/RES/70/1', 'A/RES/3327(XXIX)')
    >>> symbol_of("https://documents.un.org/api/symbol/access?s=A/RES/75/290a&l=en"), symbol_of("https://example.org/A/RES/70/1")
    ('A/RES/75/290A', None)
    """
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if not any(host == known or host.endswith(f".{known}") for known in _HOSTS):
        return None
    asked = parse_qs(parts.query)
    told = next((asked[name][0] for name in _PARAMETERS if asked.get(name)), None)
    text = told if told is not None else _LANGUAGE.sub("", unquote(parts.path).strip("/"))
    symbol = canonical(_PART.sub(lambda m: m[1].upper(), text.strip()))
    return symbol if SYMBOL.fullmatch(symbol) else None
