"""The gates of OWL 2 DL: the OWL API's profile check and the reasoner HermiT, in a Java machine of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph

from graph.vocabulary import MG, XSD

SCRIPT = Path(__file__).with_name("owl_gates.py")


def gates(graph: Graph, path: Path) -> dict[str, Any]:
    """What the gates say of a graph. N-Triples, which is Turtle, is what the OWL API's parser reads without fail."""
    graph.serialize(path, format="nt", encoding="utf-8")
    run = subprocess.run([sys.executable, str(SCRIPT), str(path)], capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode == 0, run.stderr
    told: dict[str, Any] = json.loads(run.stdout)
    return told


def test_the_ontology_is_owl_2_dl_and_consistent(terms: Graph, tmp_path: Path) -> None:
    told = gates(terms, tmp_path / "ontology.ttl")
    assert told["profile"] == []
    assert told["consistent"] is True
    assert told["unsatisfiable"] == []


@pytest.mark.slow
def test_the_register_fits_it(terms: Graph, register: Graph, tmp_path: Path) -> None:
    told = gates(terms + register, tmp_path / "register.ttl")
    assert told["consistent"] is True
    assert told["unsatisfiable"] == []
    # Dates are data here, of datatypes that OWL 2 does not know; nothing else may stand out.
    assert [one for one in told["profile"] if not any(f"xsd:{name}" in one for name in ("date", "gYear"))] == []


@pytest.mark.slow
def test_the_gates_do_close(terms: Graph, tmp_path: Path) -> None:
    wrong = Graph().parse(
        data=f"""
        @prefix : <https://example.org/> . @prefix mg: <{MG}> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <{XSD}> .
        :Impossible a owl:Class ; rdfs:subClassOf mg:Body, mg:Act .
        :when a owl:DatatypeProperty ; rdfs:range xsd:date .
        """,
        format="turtle",
    )
    told = gates(terms + wrong, tmp_path / "wrong.ttl")
    assert told["unsatisfiable"] == ["https://example.org/Impossible"]
    assert any("xsd:date" in one for one in told["profile"])
    wrong.parse(data=f"@prefix mg: <{MG}> . <https://example.org/a> a mg:Body ; mg:confidence 1.5 .", format="turtle")
    assert gates(terms + wrong, tmp_path / "contradiction.ttl")["consistent"] is False
