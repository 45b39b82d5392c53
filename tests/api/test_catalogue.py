"""What the data set says of itself, and the files that it can be had in."""

from __future__ import annotations

import base64
import csv
import gzip
import hashlib
import io
import shutil
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from api.dumps import KINDS
from api.service import FORMATS
from graph.generations import DataFolder, Generation
from graph.store import OxigraphStore, value
from graph.vocabulary import BASE, MG

Server = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]
pytestmark = pytest.mark.anyio
SPDX = "http://spdx.org/rdf/terms#"


def held(response: httpx.Response) -> OxigraphStore:
    store = ox.Store()
    media = response.headers["content-type"].split(";")[0]
    store.load(response.content, format=FORMATS[media])
    return OxigraphStore(store)


@pytest.mark.parametrize("media", FORMATS)
@pytest.mark.parametrize("address", ["/void", "/dcat", "/dataset"])
async def test_one_description_in_every_format(address: str, media: str, client: httpx.AsyncClient) -> None:
    response = await client.get(address, headers={"accept": media})
    assert response.status_code == 200
    assert response.headers["content-type"].split(";")[0] == media
    assert held(response).ask("ASK { <https://w3id.org/mandate-graph/dataset> a void:Dataset, dcat:Dataset }")
    same = await client.get(address, headers={"accept": media, "if-none-match": response.headers["etag"]})
    assert (same.status_code, same.content) == (304, b"")


async def test_ways_to_it(client: httpx.AsyncClient) -> None:
    response = await client.get("/.well-known/void")
    assert (response.status_code, response.headers["location"]) == (303, "/void")
    for ending, media in (("ttl", "text/turtle"), ("rdf", "application/rdf+xml"), ("jsonld", "application/ld+json")):
        response = await client.get(f"/dataset.{ending}")
        assert response.headers["content-type"].split(";")[0] == media
        assert held(response).ask("ASK { ?d a dcat:Dataset }")
    response = await client.get("/dataset.docx")
    assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")


async def test_the_numbers_are_those_of_the_graph(
    client: httpx.AsyncClient, store: OxigraphStore, generation: Generation
) -> None:
    told = held(await client.get("/void", headers={"accept": "text/turtle"}))

    def number(term: str) -> int:
        [row] = told.select(f"SELECT ?n {{ <{BASE}dataset> void:{term} ?n }}")
        return int(value(row["n"]))

    triples = {quad.triple for quad in store.ox}
    assert number("triples") == len(triples)
    assert number("distinctSubjects") == len({t.subject for t in triples})
    assert number("distinctObjects") == len({t.object for t in triples})
    assert number("properties") == len({t.predicate for t in triples})
    assert number("documents") == len(generation.manifest.documents)
    bodies = {t.subject for t in triples if t.predicate.value.endswith("#type") and t.object == ox.NamedNode(MG + "Body")}
    assert told.ask(f"ASK {{ ?d void:classPartition [ void:class mg:Body ; void:entities {len(bodies)} ] }}")
    quotations = sum(t.predicate.value == MG + "quotation" for t in triples)
    assert told.ask(f"ASK {{ ?d void:propertyPartition [ void:property mg:quotation ; void:triples {quotations} ] }}")
    rows = told.select("SELECT ?g ?n { ?d void:subset ?g . ?g void:triples ?n }")
    assert {value(r["g"]): int(value(r["n"])) for r in rows} == {
        g.value: sum(1 for _ in store.ox.quads_for_pattern(None, None, None, g))
        for g in store.ox.named_graphs()
        if isinstance(g, ox.NamedNode)
    }
    entry = generation.manifest.documents[0]
    assert told.ask(f"ASK {{ <{entry.graph}> prov:wasDerivedFrom <{entry.version}> }}")


async def test_addresses_licence_and_examples(client: httpx.AsyncClient) -> None:
    told = held(await client.get("/void", headers={"accept": "text/turtle"}))
    assert told.ask("ASK { ?d void:sparqlEndpoint <http://graph.test/sparql> ; dcterms:rights ?r FILTER (LANG(?r) = 'zh') }")
    assert told.ask("ASK { ?d a void:Dataset ; dcterms:license <https://creativecommons.org/publicdomain/zero/1.0/> }")
    assert told.ask("ASK { ?s a dcat:DataService ; dcat:endpointURL <http://graph.test/sparql> ; dcat:servesDataset ?d }")
    examples = told.select("SELECT ?x { ?d void:exampleResource ?x }")
    assert len(examples) > 5
    for row in examples:
        path = value(row["x"]).removeprefix(BASE)
        assert (await client.get(f"/{path}", headers={"accept": "text/turtle"})).status_code == 303


async def test_dumps_with_their_checksums(server: Server, data: DataFolder, store: OxigraphStore, tmp_path: Path) -> None:
    quads = set(store.ox)
    # Dumps are kept in the data folder: in one of its own none was made before.
    own = shutil.copytree(data.root, tmp_path / "own", symlinks=True, ignore=shutil.ignore_patterns("dumps"))
    async with server(data=own) as client:
        assert not held(await client.get("/void", headers={"accept": "text/turtle"})).ask(f"ASK {{ ?d <{SPDX}checksum> ?c }}")
        sums = dict(reversed(line.split("  ")) for line in (await client.get("/SHA256SUMS")).text.splitlines())
        assert set(sums) == set(KINDS)
        for name in KINDS:
            response = await client.get(f"/{name}")
            assert response.status_code == 200
            assert hashlib.sha256(response.content).hexdigest() == sums[name]
            digest = base64.b64encode(bytes.fromhex(sums[name])).decode()
            assert response.headers["repr-digest"] == f"sha-256=:{digest}:"
            assert "000001" in response.headers["content-disposition"]
            body = gzip.decompress(response.content)
            if name == "dump.csv.gz":
                rows = list(csv.DictReader(io.StringIO(body.decode())))
                assert {row["relation"] for row in rows} >= {"establishes", "mandates", "cites"}
            elif name == "dump.ttl.gz":
                read = ox.Store()
                read.load(body, format=ox.RdfFormat.TURTLE)
                named = {q.triple for q in quads if "BlankNode" not in repr(q)}
                assert named <= {q.triple for q in read}
            else:
                form = ox.RdfFormat.N_QUADS if "nq" in name else ox.RdfFormat.JSON_LD
                read = ox.Store()
                read.load(body, format=form)
                assert len(read) == len(quads)
            again = await client.get(f"/{name}", headers={"if-none-match": response.headers["etag"]})
            assert (again.status_code, again.content) == (304, b"")
        told = held(await client.get("/void", headers={"accept": "text/turtle"}))
        for name in KINDS:
            assert told.ask(
                f"ASK {{ ?d dcat:distribution [ dcat:downloadURL <http://graph.test/{name}> ; "
                f'<{SPDX}checksum>/<{SPDX}checksumValue> "{sums[name]}"^^xsd:hexBinary ] }}'
            )
        assert (await client.get("/dump.docx.gz")).status_code == 404


async def test_old_dumps_go_with_their_generation(server: Server, data: DataFolder) -> None:
    async with server(data=data.root) as client:
        await client.get("/dump.nq.gz")
        [folder] = (data.root / "dumps").iterdir()
        with data.lock():
            data.commit(data.draft(), "test", {})
        await client.get("/dump.nq.gz")
        [other] = (data.root / "dumps").iterdir()
        assert other != folder
