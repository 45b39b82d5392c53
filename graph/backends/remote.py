"""A SPARQL 1.1 server as a back end: asked and changed through SPARQLWrapper, filled by the graph store protocol or by updates.

Queries see the union of all named graphs; how each server is brought to that, is said in `docs/backends.md`.
"""

from __future__ import annotations

import base64
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

import pyoxigraph as ox
from SPARQLWrapper import JSON, POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import (
    EndPointInternalError,
    EndPointNotFound,
    QueryBadFormed,
    SPARQLWrapperException,
    Unauthorized,
)

from graph.backends.base import BackendRefused, BackendUnavailable
from graph.store import Term, names_dataset, value
from graph.textmatch import expand, lex, prefixes_of
from graph.vocabulary import PREFIXES

#: Triples sent with one update.
BATCH = 2000
_TRIPLES = "application/n-triples"


@dataclass(frozen=True)
class Server:
    """Where a server is and how it lets us in.

    `store` is the address of its graph store protocol; without one, graphs are loaded by updates in batches. Either a user
    with a password, or a token. `union` is the parameter by which the server is asked for the union of all graphs, where it
    has one; a server without it is set so that this is its default graph.
    """

    query: str
    update: str = ""
    store: str = ""
    user: str = ""
    password: str = ""
    token: str = ""
    seconds: int = 60
    union: str = ""

    def authorization(self) -> str:
        if self.token:
            return f"Bearer {self.token}"
        if self.user:
            return "Basic " + base64.b64encode(f"{self.user}:{self.password}".encode()).decode("ascii")
        return ""


class Remote:
    """A back end on another server. It keeps no connection and may be shared by threads."""

    def __init__(self, server: Server) -> None:
        self.server = server

    # ---- asking ------------------------------------------------------------------------------------------------
    def select(self, query: str, bindings: Mapping[str, Term] | None = None) -> list[dict[str, Term]]:
        result = ox.parse_query_results(self._asked(query, bindings), format=ox.QueryResultsFormat.JSON)
        assert isinstance(result, ox.QuerySolutions), "a SELECT query was expected"
        names = [variable.value for variable in result.variables]
        return [{name: row[name] for name in names if row[name] is not None} for row in result]

    def ask(self, query: str, bindings: Mapping[str, Term] | None = None) -> bool:
        result = ox.parse_query_results(self._asked(query, bindings), format=ox.QueryResultsFormat.JSON)
        return bool(result)

    def construct(self, query: str, bindings: Mapping[str, Term] | None = None) -> list[ox.Triple]:
        told = self._asked(query, bindings, _TRIPLES)
        return [quad.triple for quad in ox.parse(told, format=ox.RdfFormat.N_TRIPLES)]

    def _asked(self, query: str, bindings: Mapping[str, Term] | None, accept: str = "") -> bytes:
        text = bound(expand(query, None, bindings), bindings or {})
        wrapper = self._wrapper(self.server.query, declared(text), "CONSTRUCT" if accept else "SELECT")
        if self.server.union and not names_dataset(text):
            wrapper.addParameter(self.server.union, "true")
        if accept:
            wrapper.addCustomHttpHeader("Accept", accept)
        return self._sent(wrapper)

    # ---- writing -----------------------------------------------------------------------------------------------
    def replace(self, graph: str, triples: Iterable[ox.Triple]) -> None:
        if self.server.store:
            self._store("PUT", graph, _lines(triples))
        else:
            self.remove(graph)
            self.add(graph, triples)

    def add(self, graph: str, triples: Iterable[ox.Triple]) -> None:
        if self.server.store:
            self._store("POST", graph, _lines(triples))
            return
        node = ox.NamedNode(graph)
        for batch in batches(triples):
            self.update(f"INSERT DATA {{ GRAPH {node} {{\n{_lines(batch).decode()}}} }}")

    def remove(self, graph: str) -> None:
        self.update(f"DROP SILENT GRAPH {ox.NamedNode(graph)}")

    def graphs(self) -> list[str]:
        return sorted(value(row["g"]) for row in self.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"))

    def update(self, text: str) -> None:
        if not self.server.update:
            raise BackendRefused(f"{self.server.query}: no address for updates is set")
        self._sent(self._wrapper(self.server.update, declared(text), "INSERT"))

    def size(self) -> int:
        [row] = self.select("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }")
        return int(value(row["n"]))

    # ---- the wire ----------------------------------------------------------------------------------------------
    def _wrapper(self, address: str, text: str, kind: str) -> Any:
        wrapper = SPARQLWrapper(address)
        wrapper.setMethod(POST)
        if kind != "CONSTRUCT":
            wrapper.setReturnFormat(JSON)
        # The kind is set past `setQuery`, which takes it from the first words, and a comment may hide those.
        wrapper.queryString, wrapper.queryType = text, kind
        # No parameters of its own such as `format`: some servers put them before Accept.
        wrapper.setOnlyConneg(True)
        wrapper.setTimeout(self.server.seconds)
        if authorization := self.server.authorization():
            wrapper.addCustomHttpHeader("Authorization", authorization)
        return wrapper

    def _sent(self, wrapper: Any) -> bytes:
        try:
            told: bytes = wrapper.query().response.read()
        except QueryBadFormed as error:
            raise SyntaxError(_said(error)) from error
        except Unauthorized as error:
            raise BackendRefused(f"{wrapper.endpoint}: {_said(error)}") from error
        except HTTPError as error:
            raise _failed(wrapper.endpoint, error) from error
        except (EndPointNotFound, EndPointInternalError, SPARQLWrapperException, URLError, TimeoutError, OSError) as error:
            raise BackendUnavailable(f"{wrapper.endpoint}: {_said(error)}") from error
        return told

    def _store(self, method: str, graph: str, body: bytes) -> None:
        """The graph store protocol, section 5: PUT replaces a graph, POST adds to it."""
        address = f"{self.server.store}?graph={quote(graph, safe='')}"
        headers = {"Content-Type": _TRIPLES}
        if authorization := self.server.authorization():
            headers["Authorization"] = authorization
        request = Request(address, body, headers, method=method)  # noqa: S310
        try:
            with urlopen(request, timeout=self.server.seconds) as response:  # noqa: S310
                response.read()
        except HTTPError as error:
            raise _failed(self.server.store, error) from error
        except (URLError, TimeoutError, OSError) as error:
            raise BackendUnavailable(f"{self.server.store}: {_said(error)}") from error


def _failed(address: str, error: HTTPError) -> Exception:
    told = f"{address}: {error.code} {error.read(2000).decode('utf-8', 'replace').strip() or error.reason}"
    if error.code == 400:
        return SyntaxError(told)
    return BackendRefused(told) if error.code in (401, 403) else BackendUnavailable(told)


def _said(error: BaseException) -> str:
    """What went wrong in one line, without the wrapper's own phrases."""
    text = re.sub(r"^[A-Za-z]+: .*?\n\nResponse:\n", "", str(error), flags=re.DOTALL).strip()
    return text.removeprefix("b'").removesuffix("'")[:2000] or type(error).__name__


def _lines(triples: Iterable[ox.Triple]) -> bytes:
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


def batches(triples: Iterable[ox.Triple], size: int = BATCH) -> Iterator[list[ox.Triple]]:
    """Triples in pieces for one update each. All that speak of blank nodes stay together: a label holds within one update."""
    together, batch = [], []
    for triple in triples:
        if isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode):
            together.append(triple)
            continue
        batch.append(triple)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
    if together:
        yield together


def declared(query: str) -> str:
    """A query with those of our prefixes declared that it uses and does not declare itself."""
    tokens = lex(query)
    own = {name.text for word, name in itertools.pairwise(tokens) if word.text.upper() == "PREFIX"}
    used = {token.text.partition(":")[0] for token in tokens if token.kind == "name"}
    known = prefixes_of(tokens)
    lines = (f"PREFIX {name}: <{known[name]}>\n" for name in sorted(used) if name in PREFIXES and f"{name}:" not in own)
    return "".join(lines) + query


def bound(query: str, bindings: Mapping[str, Term]) -> str:
    """A query with terms for its variables, as VALUES at the beginning of its pattern, written as N-Triples writes them.

    Raises ValueError for a blank node, which has no name that another server knows, and where there is no pattern.
    """
    if not bindings:
        return query
    values = []
    for name, term in bindings.items():
        if not re.fullmatch(r"\w+", name):
            raise ValueError(f"{name!r} is no variable")
        if isinstance(term, ox.BlankNode):
            raise ValueError(f"?{name}: a blank node cannot be named to another server")
        values.append(f" VALUES ?{name} {{ {term} }}")
    tokens = lex(query)
    where = next((i for i, token in enumerate(tokens) if token.text.upper() == "WHERE"), 0)
    brace = next((token for token in tokens[where:] if token.text == "{"), None)
    if brace is None:
        raise ValueError("the query has no pattern to bind its parameters in")
    return query[: brace.end] + "".join(values) + query[brace.end :]
