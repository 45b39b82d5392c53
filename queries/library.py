"""Reads the `.rq` files: a query with its title, description and typed parameters, in both languages.

Lines that begin with `#+` are metadata: `title.en`, `title.zh`, `description.en`, `description.zh`, `keywords`, and one
`parameter` line a parameter: `name kind example`, where kind is iri, string, date or integer.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graph.iris import KINDS
from graph.vocabulary import BASE, XSD

FOLDER = Path(__file__).parent
_META = re.compile(r"^#\+\s*(?P<key>[a-z.]+)\s*:\s*(?P<value>.+?)\s*$")


@dataclass(frozen=True)
class Parameter:
    """A variable of the query that the asker sets. `kind` is iri, string, date or integer."""

    name: str
    kind: str
    example: str

    def term(self, text: str) -> ox.NamedNode | ox.Literal:
        """A value given as text, as the term that the query takes. Raises ValueError with what is wrong."""
        if self.kind == "iri":
            iri = text if re.match(r"[a-z][a-z0-9+.-]*://|urn:", text) else _expand(self._whole(text))
            return ox.NamedNode(iri)
        if self.kind == "date":
            if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text):
                raise ValueError(f"{self.name}: {text!r} is no date; write 2013, 2013-02 or 2013-02-22")
            return ox.Literal(text)
        if self.kind == "integer":
            return ox.Literal(str(int(text)), datatype=ox.NamedNode(XSD + "integer"))
        return ox.Literal(text)

    def _whole(self, text: str) -> str:
        """A slug alone, such as `emg`, gets the kind of the example; one with a kind stays as it is."""
        kind, colon, _ = self.example.partition(":")
        named = re.match(r"([a-z]+)/", text)
        if not colon or not text or kind == "concept" or ":" in text or (named and named[1] in KINDS):
            return text
        return f"{kind}:{text}"


def _expand(text: str) -> str:
    """`body:emg` or `body/emg` under the published base."""
    kind, _, rest = text.partition(":" if ":" in text else "/")
    if not kind or not rest:
        raise ValueError(f"{text!r} is no IRI; write a full IRI or a short one such as body:emg")
    return f"{BASE}concept/{rest}" if kind == "concept" else f"{BASE}id/{kind}/{rest}"


@dataclass(frozen=True)
class Query:
    """One file of the library. `text` is plain SPARQL whose parameters are free variables."""

    name: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    keywords: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    text: str

    def bind(self, given: Mapping[str, str]) -> dict[str, ox.NamedNode | ox.Literal]:
        """Values given as text, as terms. Raises ValueError naming parameters that are missing, unknown or wrong."""
        known = {parameter.name: parameter for parameter in self.parameters}
        if missing := [f"{name} (such as {known[name].example})" for name in known if not given.get(name)]:
            raise ValueError(f"{self.name} wants {', '.join(missing)}")
        if unknown := sorted(given.keys() - known.keys()):
            raise ValueError(f"{self.name} knows no {', '.join(unknown)}; it takes {', '.join(known)}")
        return {name: parameter.term(given[name]) for name, parameter in known.items()}

    def filled(self, bindings: Mapping[str, ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple]) -> str:
        """The query with its parameters written in as VALUES, to show and to run elsewhere."""
        values = "".join(f"  VALUES ?{name} {{ {term} }}\n" for name, term in bindings.items())
        return re.sub(r"(WHERE\s*\{)", lambda m: f"{m[1]}\n{values}", self.text, count=1)


def parse(name: str, source: str) -> Query:
    """A query file's text as a Query. Raises ValueError where a title is missing."""
    meta: dict[str, str] = {}
    parameters: list[Parameter] = []
    for line in source.splitlines():
        if match := _META.match(line):
            if match["key"] == "parameter":
                pieces = match["value"].split(maxsplit=2)
                parameters.append(Parameter(pieces[0], pieces[1], pieces[2] if len(pieces) > 2 else ""))
            else:
                meta[match["key"]] = match["value"]
    titles = {language: meta.get(f"title.{language}", "") for language in ("en", "zh")}
    if not all(titles.values()):
        raise ValueError(f"{name}.rq: both title.en and title.zh must stand in its head")
    descriptions = {language: meta.get(f"description.{language}", "") for language in ("en", "zh")}
    text = "\n".join(line for line in source.splitlines() if not line.startswith("#+")).strip() + "\n"
    keywords = tuple(k.strip() for k in meta.get("keywords", "").split(",") if k.strip())
    return Query(name, titles, descriptions, keywords, tuple(parameters), text)


@functools.cache
def library() -> dict[str, Query]:
    """Every query of the library by its name."""
    return {path.stem: parse(path.stem, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.rq"))}
