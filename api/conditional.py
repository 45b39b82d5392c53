"""Validators: strong ETags from a generation and what was asked of it, and the 304 that they save (RFC 9110, section 13)."""

from __future__ import annotations

import hashlib
import re

_TAG = re.compile(r'(?:W/)?("[^"]*")')
_CODED = re.compile(r'-(?:gzip|br)"$')
#: Answers hold until the next generation: kept by everybody, and asked about before they are used again.
CACHE = "public, max-age=0, must-revalidate"


def etag(*parts: str) -> str:
    """A strong tag of a representation: of its generation's tag, its address and its media type."""
    return f'"{parts[0]}-{hashlib.blake2b(repr(parts).encode(), digest_size=9).hexdigest()}"'


def matched(header: str | None, tag: str) -> str:
    """The tag as an If-None-Match header names it, in whatever content coding it was got; empty where it does not."""
    if not header:
        return ""
    if header.strip() == "*":
        return tag
    return next((told for told in _TAG.findall(header) if _CODED.sub('"', told) == tag), "")


def coded(tag: str, coding: str) -> str:
    """The tag of the same representation in a content coding: other bytes, another strong tag."""
    return tag if tag.startswith("W/") or not tag.endswith('"') else f'{tag[:-1]}-{coding}"'
