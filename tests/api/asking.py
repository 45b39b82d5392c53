"""Asking the endpoint over HTTP in the three ways of the protocol, and what every error tells."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import httpx

#: Makes a client of a server with given settings.
Server = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
WAYS = ["get", "form", "body"]


def problem(response: httpx.Response, status: int) -> dict[str, Any]:
    """The problem document of a response, checked for what all of them have."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = response.json()
    assert told["status"] == status
    assert told["title"]
    assert told["detail"]
    assert told["type"].startswith(("about:blank", "urn:mandate-graph:"))
    return told


async def ask(client: httpx.AsyncClient, way: str, query: str, **headers: str) -> httpx.Response:
    """Ask a query in one of `WAYS`."""
    if way == "get":
        return await client.get("/sparql", params={"query": query}, headers=headers)
    if way == "form":
        return await client.post("/sparql", data={"query": query}, headers=headers)
    return await client.post("/sparql", content=query, headers={"content-type": QUERY, **headers})
