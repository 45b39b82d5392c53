"""`/api`: what a program can ask, from the server's own OpenAPI description, with worked examples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.pages import page

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class Operation:
    """One operation: `parameters` are (name, meaning, default)."""

    method: str
    path: str
    summary: str
    parameters: tuple[tuple[str, str, str], ...]


def operations(description: dict[str, Any]) -> list[Operation]:
    """The operations of an OpenAPI description, by path."""
    found = []
    for path, methods in sorted(description.get("paths", {}).items()):
        for method, told in methods.items():
            parameters = tuple(
                (p["name"], p.get("description", ""), _default(p.get("schema", {}))) for p in told.get("parameters", ())
            )
            found.append(Operation(method.upper(), path, told.get("summary", ""), parameters))
    return found


def _default(schema: dict[str, Any]) -> str:
    """What a parameter is where it is left out; an empty list is nothing."""
    told = schema.get("default")
    return "" if told in (None, []) else str(told)


@router.get("/api")
async def manual(request: Request) -> Response:
    here = str(request.base_url).rstrip("/")
    told = operations(request.app.openapi())
    reconciles = "/reconcile" in request.app.openapi()["paths"]
    toc = [("examples", 5), ("operations", len(told))]
    return page(request, "api.html", operations=told, here=here, reconciles=reconciles, toc=toc)
