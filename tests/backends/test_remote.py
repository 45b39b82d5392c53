"""What only servers have: credentials, refusals, and what a query looks like on the wire."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pyoxigraph as ox
import pytest

from graph.backends.base import BackendRefused
from graph.backends.remote import Remote, Server, batches, bound, declared
from tests.backends import servers
from tests.backends.conftest import left_out

LAKE = ox.NamedNode("http://e.org/lake")
P = ox.NamedNode("http://e.org/p")


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that lets only one user in."""
    try:
        with servers.fuseki(tmp_path_factory.mktemp("guarded"), password="secret") as server:
            yield server
    except servers.Absent as error:
        left_out(error)


@pytest.mark.slow
def test_credentials(guarded: Server) -> None:
    let_in = Remote(guarded)
    let_in.replace("http://e.org/g", [ox.Triple(LAKE, P, ox.Literal("x"))])
    let_in.update("INSERT DATA { GRAPH <http://e.org/g> { <http://e.org/sea> <http://e.org/p> 'y' } }")
    assert let_in.size() == 2
    for wrong in (replace(guarded, password="other"), replace(guarded, user=""), replace(guarded, user="", token="t")):
        stranger = Remote(wrong)
        for act in (
            lambda: stranger.select("SELECT * { ?s ?p ?o }"),  # noqa: B023
            lambda: stranger.update("DROP ALL"),  # noqa: B023
            lambda: stranger.replace("http://e.org/g", []),  # noqa: B023
        ):
            with pytest.raises(BackendRefused, match=r"127\.0\.0\.1"):
                act()
    assert let_in.size() == 2


def test_how_a_server_is_told_who_we_are() -> None:
    assert Server("q").authorization() == ""
    assert Server("q", user="u", password="p").authorization() == "Basic dTpw"
    assert Server("q", user="u", password="p", token="t").authorization() == "Bearer t"


def test_without_an_address_nothing_is_updated() -> None:
    with pytest.raises(BackendRefused, match="no address for updates is set"):
        Remote(Server("http://127.0.0.1:9/query")).update("DROP ALL")


def test_prefixes_are_declared_where_they_are_used() -> None:
    assert declared("SELECT * { ?s ?p 'mg:x' }") == "SELECT * { ?s ?p 'mg:x' }"
    assert declared("ASK { ?s a mg:Body # rel:x\n}").splitlines()[0] == "PREFIX mg: <https://w3id.org/mandate-graph/ontology#>"
    assert declared("ASK { ?s a mg:Body # rel:x\n}").count("PREFIX") == 1
    own = "PREFIX mg: <http://e.org/> ASK { ?s a mg:Body }"
    assert declared(own) == own


def test_terms_are_written_into_the_pattern() -> None:
    told = bound("CONSTRUCT { ?s a ?t } WHERE { ?s a ?t }", {"t": LAKE})
    assert told == "CONSTRUCT { ?s a ?t } WHERE { VALUES ?t { <http://e.org/lake> } ?s a ?t }"
    assert bound("ASK { ?s a '{' }", {"s": LAKE}) == "ASK { VALUES ?s { <http://e.org/lake> } ?s a '{' }"
    assert bound("ASK {}", {}) == "ASK {}"
    for bindings in ({"s": ox.BlankNode()}, {"s } DROP ALL #": LAKE}):
        with pytest.raises(ValueError, match=r"blank node cannot be named|is no variable"):
            bound("ASK { ?s ?p ?o }", bindings)
    with pytest.raises(ValueError, match="no pattern to bind"):
        bound("DESCRIBE ?s", {"s": LAKE})


def test_batches_keep_blank_nodes_together() -> None:
    node = ox.BlankNode()
    plain = [ox.Triple(LAKE, P, ox.Literal(n)) for n in range(5)]
    joined = [ox.Triple(node, P, LAKE), ox.Triple(LAKE, P, node)]
    made = list(batches([joined[0], *plain, joined[1]], 2))
    assert [len(batch) for batch in made] == [2, 2, 1, 2]
    assert made[-1] == joined
    assert list(batches([])) == []
