"""The description of the server for programs (OpenAPI): what the framework sees, and what goes past it."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from api.formats import GRAPHS, RESULTS, SHORT
from api.limits import PARAMETERS
from queries.library import Parameter, Query, library

_KINDS = {
    "iri": "An IRI in full, or in short such as `body:emg`, or the slug alone.",
    "date": "A date of any precision: 2013, 2013-02 or 2013-02-22.",
    "string": "Text.",
    "integer": "A whole number.",
}
_PATTERNS = {"date": r"^\d{4}(-\d\d(-\d\d)?)?$"}
_LOWERED = {
    "timeout": "Lower the time limit, in seconds.",
    "max-memory": "Lower the memory limit, in MiB.",
    "max-rows": "Lower the limit of rows.",
    "max-bytes": "Lower the limit of bytes.",
}


class Described(FastAPI):
    """The application with its whole description: `/sparql` and every question of the library are in it."""

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            found = super().openapi()
            found["paths"] = {
                **found.get("paths", {}),
                **_sparql(),
                **{f"/queries/{q.name}": _question(q) for q in library().values()},
            }
            self.openapi_schema = found
        return self.openapi_schema


def _text(name: str, description: str, *, many: bool = False, required: bool = False) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "array", "items": {"type": "string"}} if many else {"type": "string"}
    return {"name": name, "in": "query", "required": required, "description": description, "schema": schema}


def _shared() -> list[dict[str, Any]]:
    """Parameters that every query takes: the format and the limits."""
    form = _text("format", "Goes before Accept: a short name or a media type.")
    form["schema"]["examples"] = list(SHORT)
    limits = [_text(name, _LOWERED[name]) for name in PARAMETERS]
    for one in limits:
        one["schema"] = {"type": "number", "exclusiveMinimum": 0}
    return [form, *limits]


def _responses(*media: str) -> dict[str, Any]:
    problem = {"application/problem+json": {"schema": {"type": "object"}}}
    told = {
        "400": "The query or a parameter is wrong", "406": "No format that is accepted", "413": "Larger than the limit",
        "503": "Too busy; see Retry-After", "504": "Stopped at the time limit", "507": "Stopped at the memory limit",
    }  # fmt: skip
    found: dict[str, Any] = {"200": {"description": "The result", "content": {m: {} for m in dict.fromkeys(media)}}}
    return found | {status: {"description": text, "content": problem} for status, text in told.items()}


def _sparql() -> dict[str, Any]:
    dataset = [
        _text("default-graph-uri", "Graphs that make the default graph.", many=True),
        _text("named-graph-uri", "Graphs that GRAPH knows.", many=True),
    ]
    query = _text("query", "A SPARQL 1.1 query. Without one, the service description comes.")
    form = {p["name"]: {**p["schema"], "description": p["description"]} for p in (query, *dataset, *_shared())}
    body = {
        "content": {
            "application/x-www-form-urlencoded": {"schema": {"type": "object", "required": ["query"], "properties": form}},
            "application/sparql-query": {"schema": {"type": "string"}},
        }
    }
    common = {"tags": ["SPARQL"], "responses": _responses(*RESULTS, *GRAPHS)}
    return {
        "/sparql": {
            "get": {
                "summary": "SPARQL 1.1 query",
                "operationId": "sparql_get",
                "parameters": [query, *dataset, *_shared()],
                **common,
            },
            "post": {
                "summary": "SPARQL 1.1 query",
                "operationId": "sparql_post",
                "parameters": dataset,
                "requestBody": body,
                **common,
            },
        }
    }


def _question(query: Query) -> dict[str, Any]:
    return {
        "get": {
            "tags": ["Questions"],
            "summary": query.titles["en"],
            "description": f"{query.descriptions['en']}\n\n{query.titles['zh']} {query.descriptions['zh']}",
            "operationId": f"ask_{query.name}",
            "parameters": [*map(_parameter, query.parameters), *_shared()],
            "responses": _responses(*RESULTS),
        }
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    found = _text(parameter.name, _KINDS[parameter.kind], required=True)
    found["schema"] = {"type": "integer" if parameter.kind == "integer" else "string"}
    if parameter.kind in _PATTERNS:
        found["schema"]["pattern"] = _PATTERNS[parameter.kind]
    if parameter.example:
        found["example"] = int(parameter.example) if parameter.kind == "integer" else parameter.example
    return found
