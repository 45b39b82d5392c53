"""Where every IRI of the graph is minted. Same input, same IRI, byte for byte."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote

from graph import symbols
from graph.vocabulary import BASE, CONCEPT

#: Kinds of things that have an IRI under `id/`, as they stand in the path.
KINDS = (
    "body", "post", "person", "group", "state", "place", "decision", "instrument", "doc", "session", "meeting",
    "fund", "system", "campaign", "claim", "evidence", "event", "run",
)  # fmt: skip

_SEGMENT = re.compile(r"[^a-z0-9]+")
_MAIN = re.compile(r"^main/")


def slug(text: str) -> str:
    """A short ASCII path segment from a name in Latin script; empty where nothing Latin is in it.

    >>> slug("Idunn Eidheim"), slug("Malmö"), slug("环境署")
    ('idunn-eidheim', 'malmo', '')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _SEGMENT.sub("-", plain).strip("-")


def digest(*parts: str, length: int = 16) -> str:
    """A stable hexadecimal name for a tuple of strings (SHA-256, cut; 16 digits are 64 bits)."""
    joined = "\x1f".join(unicodedata.normalize("NFC", part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:length]


def _segment(text: str, safe: str) -> str:
    """Text as one path segment; nothing but dots would lead out of it."""
    return quote(text, safe=safe) if text.strip(".") else symbols.to_slug(text)


@dataclass(frozen=True)
class Iris:
    """The minting of IRIs under one base.

    `base` ends with a slash; the default is the published one. Every method returns a complete IRI.
    """

    base: str = BASE

    def thing(self, kind: str, name: str) -> str:
        """`kind` is one of `KINDS`, `name` a path that is already encoded."""
        return f"{self.base}id/{kind}/{name}"

    def document(self, name: str) -> str:
        """A document by its symbol, job number, file stem or content hash."""
        return self.thing("doc", symbols.to_slug(symbols.canonical(name)))

    def paragraph(self, document: str, address: str) -> str:
        """A paragraph of a document: `main/94/b` becomes `…/p.94.b`, `annex/3` becomes `…/annex.3`."""
        inner = _MAIN.sub("p.", address) if address.startswith("main/") else address
        return f"{document}/{_segment(inner.replace('/', '.'), safe='.-~*')}"

    def decision(self, issuer: str, number: str) -> str:
        """A decision by the slug of the body that issued it and its number (`27/2`, `2997(XXVII)`)."""
        return self.thing("decision", f"{issuer}/{symbols.to_slug(symbols.canonical(number))}")

    def provision(self, act: str, provision: str) -> str:
        """A provision of a decision or instrument: `17`, `88(c)`, `88(a)-(h)`, `section I`, `principle 10`."""
        section = re.fullmatch(r"(section|principle|annex|article|chapter) (\S+)", provision)
        name = f"{section[1][0]}.{section[2]}" if section else "p." + re.sub(r"[()\s]+", ".", provision).strip(".")
        name = re.sub(r"\.*-\.*", "-", re.sub(r"\.{2,}", ".", name))
        return f"{act}/{quote(name, safe='.-~')}"

    def session(self, body: str, ordinal: str) -> str:
        """A numbered session of a body, by the body's slug: `unea`, `4`; special sessions have `ss-11`."""
        return self.thing("session", f"{body}/{_segment(ordinal, safe='-.')}")

    def provisional(self, kind: str, name: str, scope: str = "") -> str:
        """A thing that no register knows, by its name and, where the name alone is not enough, its scope."""
        key = re.sub(r"\s+", "", unicodedata.normalize("NFKC", name)).casefold()
        return self.thing(kind, "x-" + digest(kind, key, scope, length=12))

    def claim(self, *parts: str) -> str:
        return self.thing("claim", digest(*parts))

    def evidence(self, version: str, address: str, quotation: str) -> str:
        """Evidence depends on document version, paragraph and quotation, not on the tool that found it."""
        return self.thing("evidence", digest(version, address, re.sub(r"\s+", "", quotation)))

    def event(self, kind: str, *parts: str) -> str:
        return self.thing("event", f"{kind}/{digest(*parts)}")

    def concept(self, scheme: str, name: str) -> str:
        """A concept of the model. Concepts are the model's own and stay under the published base, as terms do."""
        return f"{CONCEPT}{scheme}/{name}"

    def graph(self, *name: str) -> str:
        """A named graph: `register`, `derived`, `ontology`, `curated`, or `doc`, a document's slug and its language."""
        return f"{self.base}graph/" + "/".join(name)

    def local(self, iri: str) -> str | None:
        """The path of an IRI under this base, or None for somebody else's."""
        return iri.removeprefix(self.base) if iri.startswith(self.base) else None
