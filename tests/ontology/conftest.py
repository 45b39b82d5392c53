"""The ontology and the register as rdflib graphs, read once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from rdflib import Graph

import ontology

ROOT = Path(__file__).parents[2]


def graph_of(paths: Iterable[Path]) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path, format="turtle")
    return graph


@pytest.fixture(scope="session")
def terms() -> Graph:
    """The three Turtle files together."""
    return graph_of(ontology.FILES)


@pytest.fixture(scope="session")
def register() -> Graph:
    return graph_of(sorted((ROOT / "register").glob("*.ttl")))
