"""No term without a use, every IRI well-formed, every Turtle file in order."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

import ontology
import shapes
from graph.generations import Generation
from graph.vocabulary import MG

ROOT = Path(__file__).parents[2]
TURTLE = [*ontology.FILES, *shapes.files(), *shapes.across(), *sorted((ROOT / "register").glob("*.ttl"))]
#: Terms that gather others; nothing is said with them, but domains and ranges are.
ABSTRACT = {"Act", "ChangeEvent"}


def declared() -> set[str]:
    quads = (q for path in ontology.FILES for q in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    types = ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
    return {
        q.subject.value.removeprefix(MG)
        for q in quads
        if isinstance(q.subject, ox.NamedNode)
        and q.subject.value.startswith(MG)
        and isinstance(q.object, ox.NamedNode)
        and q.object.value.endswith(tuple(f"owl#{name}" for name in types))
    }


def used() -> set[str]:
    """Local names that the register, a competency question, a shortcut or the reader writes or asks."""
    found: set[str] = set()
    for pattern in ("register/*.ttl", "queries/*.rq", "graph/derive.py", "graph/export.py"):
        for path in ROOT.glob(pattern):
            found |= set(re.findall(r"\bmg:(\w+)", path.read_text(encoding="utf-8")))
    for path in (ROOT / "ingest" / "rdf.py", ROOT / "register" / "load.py"):
        found |= set(re.findall(r"\"([A-Za-z]\w*)\"", path.read_text(encoding="utf-8")))
    return found


def test_every_term_is_used() -> None:
    terms = declared()
    assert len(terms) > 130
    assert sorted(terms - used() - ABSTRACT) == []
    assert terms >= ABSTRACT


def test_the_graph_says_nothing_that_the_ontology_does_not_know(generation: Generation) -> None:
    known = {MG + name for name in declared()}
    held = generation.open().ox
    spoken = {q.predicate.value for q in held} | {q.object.value for q in held if isinstance(q.object, ox.NamedNode)}
    assert {iri for iri in spoken if iri.startswith(MG)} - known == set()


WELL_FORMED = re.compile(
    r"[a-z][a-z0-9+.-]*:(?://[A-Za-z0-9.-]+(?::\d+)?)?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?#-]|[\u00a0-\U000effff]|%[0-9A-F]{2})*"
)


def test_every_iri_of_the_graph_is_well_formed(generation: Generation) -> None:
    """RFC 3987; our own keep to what RFC 3986 leaves unreserved, and to `;`-free segments that are not empty."""
    nodes = {n.value for q in generation.open().ox for n in (q.subject, q.predicate, q.object) if isinstance(n, ox.NamedNode)}
    assert len(nodes) > 1000
    assert [iri for iri in nodes if not WELL_FORMED.fullmatch(iri)] == []
    own = [iri for iri in nodes if "/mandate-graph/id/" in iri]
    assert [iri for iri in own if not re.fullmatch(r"[A-Za-z0-9._~:/*%-]+(?:#[a-z]+)?", iri) or "//" in iri[8:]] == []


@pytest.mark.parametrize("path", TURTLE, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_turtle_files_are_in_order(path: Path) -> None:
    """Prefixes first, none unused; LF; no blank at a line's end; subjects once a section; one final newline."""
    text = path.read_text(encoding="utf-8")
    assert "\r" not in text
    assert text.endswith(" .\n")
    assert not re.search(r"[ \t]$", text, re.MULTILINE)
    prefixes = re.findall(r"^@prefix (\S*): <", text, re.MULTILINE)
    assert len(set(prefixes)) == len(prefixes)
    first = re.search(r"^(?!@prefix|#|\s*$)", text, re.MULTILINE)
    assert first
    assert "@prefix" not in text[first.start() :]
    assert [name for name in prefixes if not re.search(rf"(?<![\w-]){name}:[\w-]", text.split("> .\n", len(prefixes))[-1])] == []
    for section in text.split("\n# ---- "):
        subjects = re.findall(r"^([a-z]*:\S+|<\S+>) ", section, re.MULTILINE)
        assert [one for one in set(subjects) if subjects.count(one) > 1] == []


@pytest.mark.parametrize("path", sorted((ROOT / "register").glob("*.ttl")), ids=lambda path: path.name)
def test_labels_come_first_in_the_register(path: Path) -> None:
    """A thing's names stand before what is said of it, so that a difference reads well."""
    order = ("skos:prefLabel", "skos:altLabel", "mg:acronym", "mg:shortForm")
    for block in re.split(r"\n\n", path.read_text(encoding="utf-8")):
        predicates = re.findall(r"^    (\w+:\w+) ", block, re.MULTILINE)
        ranks = [order.index(p) if p in order else len(order) for p in predicates]
        assert ranks == sorted(ranks), block.split(" ", 1)[0]
