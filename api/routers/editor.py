"""`/query`: the SPARQL editor with the library of worked queries, and the words that it completes."""

from __future__ import annotations

import re
from typing import Any

import pyoxigraph as ox
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from api.live import View
from api.pages import shown
from api.views.facts import Facts
from graph.vocabulary import CONCEPT, MG, OWL, PREFIXES, RDF, RELATIONS, SKOS
from queries.library import Query, library

router = APIRouter(include_in_schema=False)
_FIRST = """SELECT ?decision ?body ?date WHERE {
  ?body mg:establishedBy ?decision .
  OPTIONAL { ?body mg:establishedOn ?date }
} ORDER BY ?date
"""
_FORMATS = ("json", "csv", "tsv", "xml")


def filled(query: Query) -> str:
    """A query of the library with the examples of its parameters written in."""
    terms = {p.name: p.term(p.example) for p in query.parameters if p.example}
    return declared(query.filled(terms) if terms else query.text)


def declared(query: str) -> str:
    """A query with the known prefixes that it uses declared, so that it runs elsewhere too."""
    told = {name.lower() for name in re.findall(r"PREFIX\s+([\w-]*):", query, re.IGNORECASE)}
    used = {m[1] for m in re.finditer(r"""<[^>\s]*>|"[^"]*"|'[^']*'|#.*|(?<![\w?$@])([a-z][\w-]*):""", query) if m[1]}
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in sorted(used - told) if name in PREFIXES) + query


@router.get("/query")
async def editor(request: Request) -> Response:
    asked = request.query_params

    def build(view: View, facts: Facts) -> tuple[str, dict[str, Any]]:
        language = facts.names.language
        queries = sorted(library().values(), key=lambda q: q.titles[language])
        chosen = library().get(asked.get("example", ""))
        return "query.html", {
            "queries": queries,
            "chosen": chosen.name if chosen else "",
            "text": asked.get("query", "") or (filled(chosen) if chosen else declared(_FIRST)),
            "formats": _FORMATS,
            "prefixes": sorted(PREFIXES.items()),
            "relations": [(name, facts.names.link(f"{CONCEPT}relation/{name}")) for name in RELATIONS],
        }

    return await shown(request, build)


@router.get("/query/words.json")
async def words(request: Request) -> Response:
    """What the editor completes: prefixed names of classes, properties and concepts, with their labels."""
    view: View = request.app.state.live.view()
    names = request.app.state.shelf.names(view, "zh" if request.query_params.get("lang") == "zh" else "en")
    found: dict[str, str] = {}
    for kind in (OWL + "Class", OWL + "ObjectProperty", OWL + "DatatypeProperty", SKOS + "Concept"):
        for quad in view.store.ox.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(kind)):
            if isinstance(quad.subject, ox.NamedNode) and (name := prefixed(quad.subject.value)):
                found[name] = names.label(quad.subject.value)
    return JSONResponse({"prefixes": PREFIXES, "words": dict(sorted(found.items()))}, headers={"Cache-Control": "no-cache"})


def prefixed(iri: str) -> str:
    """An IRI with a known prefix; empty where none fits.

    >>> prefixed("https://w3id.org/mandate-graph/ontology#Body"), prefixed("https://e.org/x")
    ('mg:Body', '')
    """
    fits = [(prefix, base) for prefix, base in PREFIXES.items() if iri.startswith(base)]
    if not fits:
        return ""
    prefix, base = max(fits, key=lambda pair: (len(pair[1]), pair[1] == MG))
    rest = iri.removeprefix(base)
    return f"{prefix}:{rest}" if re.fullmatch(r"[A-Za-z][\w-]*", rest) else ""
