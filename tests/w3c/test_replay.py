"""The W3C's SPARQL test suites, replayed over HTTP against a running server."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from api import service
from api.formats import RESULTS as RESULT_FORMATS
from graph.vocabulary import RDF, VOID
from tests.w3c import compare
from tests.w3c.manifests import EVALUATION, PROTOCOL, RESULTS, SUITES, Case, cases, entries
from tests.w3c.replay import Served, present, run, run_protocol

HERE = Path(__file__).parent
EXCLUDED: dict[str, str] = tomllib.loads((HERE / "exclusions.toml").read_text(encoding="utf-8"))
_PRESENT = present()
#: Tests of updates are asked of a query endpoint too where they expect a refusal.
PROTOCOL_TESTS = [
    pytest.param(node, id=name)
    for node, name in ((node, node.value.rsplit("#", 1)[-1]) for _, node, _ in (entries(PROTOCOL) if _PRESENT else ()))
    if not name.startswith("update_")
]
RESULT_CASES = [case for suite in RESULTS for case in cases(suite)] if _PRESENT else []
QUERY_CASES = [case for suite in EVALUATION for case in cases(suite)] if _PRESENT else []


def test_the_suites_are_at_hand() -> None:
    if not _PRESENT:
        pytest.skip(f"NOT REPLAYED: there are no W3C suites in {SUITES}; set MANDATES_SHARED to the folder that holds w3c/sparql")
    assert len(PROTOCOL_TESTS) == 27
    assert len(RESULT_CASES) == 10
    assert len(QUERY_CASES) > 500


@pytest.mark.slow
@pytest.mark.parametrize("node", PROTOCOL_TESTS)
def test_protocol(node: ox.NamedNode, w3c_server: Served) -> None:
    run_protocol(node, w3c_server)


@pytest.mark.slow
@pytest.mark.parametrize("case", RESULT_CASES, ids=lambda case: case.id)
def test_result_formats(case: Case, w3c_server: Served) -> None:
    run(case, w3c_server)


@pytest.mark.slow
@pytest.mark.parametrize("case", [c for c in QUERY_CASES if c.id not in EXCLUDED], ids=lambda case: case.id)
def test_queries(case: Case, w3c_server: Served) -> None:
    run(case, w3c_server)


def by_the_engine(case: Case) -> None:
    """The same test asked of the engine itself. Raises what comes of it."""
    assert case.query is not None
    text = case.query.read_text(encoding="utf-8")
    store = ox.Store()
    for path in case.data:
        store.load(path=str(path), base_iri=path.as_uri())
    for name, path in case.graphs:
        store.load(path=str(path), base_iri=path.as_uri(), to_graph=ox.NamedNode(name))
    try:
        result = store.query(text, base_iri=case.query.as_uri())
    except SyntaxError:
        assert case.kind.startswith("Negative")
        return
    assert not case.kind.startswith("Negative")
    assert case.result is not None
    assert not isinstance(result, ox.QueryTriples)
    media = "application/sparql-results+json"
    compare.check(result.serialize(format=RESULT_FORMATS[media]) or b"", media, case.result)


@pytest.mark.slow
@pytest.mark.parametrize("name", EXCLUDED)
def test_what_is_left_out_is_the_engines_own(name: str) -> None:
    """A test is left out only while the engine fails it without a server in front; a new engine may bring it back."""
    case = next((c for c in QUERY_CASES if c.id == name), None)
    if case is None and not _PRESENT:
        pytest.skip(f"NOT REPLAYED: there are no W3C suites in {SUITES}")
    assert case is not None, "there is no such test"
    with pytest.raises(AssertionError):
        by_the_engine(case)


# ---- service description: three tests in words, not in data ------------------------------------------------------------
@pytest.mark.slow
@pytest.mark.parametrize("media", service.FORMATS)
def test_the_endpoint_describes_itself(media: str, w3c_server: Served) -> None:
    """Returns RDF; the description has this endpoint's address; it conforms to the schema of the vocabulary."""
    w3c_server.load(())
    response = httpx.get(w3c_server.address + "/sparql", headers={"accept": media})
    assert response.status_code == 200
    assert response.headers["content-type"].split(";")[0] == media
    store = ox.Store()
    store.load(response.content, format=service.FORMATS[media])

    def objects(predicate: str) -> set[str]:
        return {str(q.object) for q in store.quads_for_pattern(None, ox.NamedNode(predicate), None)}

    assert objects(service.SD + "endpoint") == {f"<{w3c_server.address}/sparql>"}
    [described] = store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(service.SD + "Service"))
    # Ranges of the vocabulary: what a property leads to is an instance, and every named graph has a name and a graph.
    assert objects(service.SD + "supportedLanguage") == {f"<{service.SD}SPARQL11Query>"}
    assert {f"<{service.SD}UnionDefaultGraph>"} == objects(service.SD + "feature")
    [dataset] = store.quads_for_pattern(described.subject, ox.NamedNode(service.SD + "defaultDataset"), None)
    types = {str(q.object) for q in store.quads_for_pattern(dataset.object, ox.NamedNode(RDF + "type"), None)}
    assert types == {f"<{service.SD}Dataset>"}
    assert objects(VOID + "triples")
    known = {"Service", "Dataset", "Graph", "NamedGraph"}
    used = {t.removeprefix(f"<{service.SD}").rstrip(">") for t in objects(RDF + "type")}
    assert used <= known


# ---- the table ---------------------------------------------------------------------------------------------------------
def test_the_table_of_the_docs_is_right() -> None:
    """`docs/sparql.md` tells how many tests of each suite pass: all that are not left out."""
    if not _PRESENT:
        pytest.skip(f"NOT COMPARED: there are no W3C suites in {SUITES}")
    text = (HERE.parents[1] / "docs" / "sparql.md").read_text(encoding="utf-8")
    told = {m[1]: (int(m[2]), int(m[3])) for m in re.finditer(r"^\| `([\w/.-]+)` \| (\d+) \| (\d+) \|", text, re.MULTILINE)}
    whole = Counter(case.suite for case in (*RESULT_CASES, *QUERY_CASES))
    left_out = Counter(name.rpartition("/")[0] for name in EXCLUDED)
    expected = {suite: (n - left_out[suite], n) for suite, n in whole.items()}
    expected[PROTOCOL] = (len(PROTOCOL_TESTS), len(PROTOCOL_TESTS))
    expected["sparql11/service-description"] = (3, 3)
    assert told == expected
