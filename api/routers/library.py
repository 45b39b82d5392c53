"""`/queries`: the library of questions, each a query with typed parameters under an address of its own."""

from __future__ import annotations

import pyoxigraph as ox
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from api import negotiation, problem
from api.limits import PARAMETERS
from api.routers.sparql import Sparql
from api.service import FORMATS
from graph.vocabulary import BASE, PREFIXES, RDF, RDFS, SCHEMA, SH, XSD
from queries.library import Parameter, Query, library

router = APIRouter(include_in_schema=False)
#: Parameters of the request that are the protocol's own, not the question's.
_OWN = {"format", "output", *PARAMETERS}
_DATATYPES = {"string": XSD + "string", "date": XSD + "string", "integer": XSD + "integer"}


@router.get("/queries")
async def listed(request: Request) -> Response:
    """The library as JSON, or as SHACL executables in RDF where that is asked for."""
    server = _server(request)
    offers = negotiation.ordered(request.headers.get("accept"), ("application/json", *FORMATS))
    if offers and offers[0] in FORMATS:
        media = offers[0]
        prefixes = {**PREFIXES} if media == "text/turtle" else None
        body = ox.serialize(executables(server), format=FORMATS[media], prefixes=prefixes) or b""
        return Response(body, headers={"Content-Type": f"{media}; charset=utf-8", "Vary": "Accept"})
    return JSONResponse({"queries": [told(query, server) for query in library().values()]}, headers={"Vary": "Accept"})


@router.get("/queries/{name}")
async def asked(request: Request, name: str) -> Response:
    """Run a question; without any parameter, say what it asks and takes."""
    query = library().get(name)
    if query is None:
        return problem.problem(404, f"there is no question {name}; these are: {', '.join(library())}")
    given = {key: value for key, value in request.query_params.items() if key not in _OWN}
    if not given and query.parameters:
        return JSONResponse(told(query, _server(request)))
    try:
        text = query.filled(query.bind(given))
    except ValueError as error:
        return problem.problem(400, str(error), parameters=[_parameter(p) for p in query.parameters])
    limits = {key: value for key, value in request.query_params.items() if key in _OWN}
    endpoint: Sparql = request.app.state.endpoint
    return await endpoint.ask(request, text, limits)


def _server(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}{request.scope.get('root_path', '')}"


def _parameter(parameter: Parameter) -> dict[str, str]:
    return {"name": parameter.name, "kind": parameter.kind, "example": parameter.example}


def told(query: Query, server: str) -> dict[str, object]:
    """A question as JSON tells it."""
    return {
        "name": query.name,
        "title": dict(query.titles),
        "description": dict(query.descriptions),
        "keywords": list(query.keywords),
        "parameters": [_parameter(parameter) for parameter in query.parameters],
        "address": f"{server}/queries/{query.name}",
        "sparql": query.text,
    }


def executables(server: str) -> list[ox.Triple]:
    """The library as `sh:SPARQLExecutable`s with our prefixes, the query with its examples filled in."""
    n, found = ox.NamedNode, []

    def say(subject: ox.NamedNode | ox.BlankNode, predicate: str, target: ox.NamedNode | ox.BlankNode | ox.Literal) -> None:
        found.append(ox.Triple(subject, n(predicate), target))

    prefixes = n(f"{BASE}queries#prefixes")
    for prefix, namespace in PREFIXES.items():
        declaration = ox.BlankNode()
        say(prefixes, SH + "declare", declaration)
        say(declaration, SH + "prefix", ox.Literal(prefix))
        say(declaration, SH + "namespace", ox.Literal(namespace, datatype=n(XSD + "anyURI")))
    for query in library().values():
        node = n(f"{BASE}queries#{query.name}")
        say(node, RDF + "type", n(SH + "SPARQLExecutable"))
        say(node, RDF + "type", n(SH + "SPARQLSelectExecutable"))
        for language in query.titles:
            say(node, RDFS + "label", ox.Literal(query.titles[language], language=language))
            say(node, RDFS + "comment", ox.Literal(query.descriptions[language], language=language))
        for keyword in query.keywords:
            say(node, SCHEMA + "keywords", ox.Literal(keyword))
        say(node, SCHEMA + "target", n(f"{server}/sparql"))
        say(node, RDFS + "seeAlso", n(f"{server}/queries/{query.name}"))
        say(node, SH + "prefixes", prefixes)
        examples = {p.name: p.term(p.example) for p in query.parameters if p.example}
        say(node, SH + "select", ox.Literal(query.filled(examples)))
        for parameter in query.parameters:
            one = n(f"{BASE}queries#{query.name}.{parameter.name}")
            say(node, SH + "parameter", one)
            say(one, RDF + "type", n(SH + "Parameter"))
            say(one, SH + "path", one)
            say(one, SH + "name", ox.Literal(parameter.name))
            if parameter.kind == "iri":
                say(one, SH + "nodeKind", n(SH + "IRI"))
            else:
                say(one, SH + "datatype", n(_DATATYPES[parameter.kind]))
            say(one, SCHEMA + "example", ox.Literal(parameter.example))
    return found
