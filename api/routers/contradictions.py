"""`/contradictions`: where documents contradict each other or themselves; `/variants`: the names by which they call one thing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response

from api import conditional
from api.live import View
from graph.contradictions import contradictions, variants

router = APIRouter()
#: A generation never changes, so what was found in it is found once: (tag, address) to the list.
_found: dict[tuple[str, str], list[dict[str, Any]]] = {}
_lock = threading.Lock()
_KEPT = 4


@router.get("/contradictions", summary="What is told in two ways that cannot both be so, each with its evidence")
async def contradicting(request: Request) -> Response:
    """Each row has `kind` (the SHACL constraint that found it), `about`, `property`, `messages` by language, and two tellings
    `one` and `other`: claim, relation, subject, object, what is told, file, document, symbol, paragraph address, quotation;
    `one_claims` and `other_claims` are all claims that tell it the one way and the other."""
    return await _listed(request, "contradictions", lambda view: [asdict(one) for one in contradictions(view.store)])


@router.get("/variants", summary="Things that documents call by more than one name")
async def called(request: Request) -> Response:
    """Each row has `thing`, its `labels` by language, and `names`: what is printed, in which language, in which files."""
    return await _listed(request, "variants", lambda view: [asdict(one) for one in variants(view.store)])


async def _listed(request: Request, name: str, find: Callable[[View], list[dict[str, Any]]]) -> Response:
    view: View = request.app.state.live.view()
    tag = conditional.etag(view.tag, name, "application/json")
    headers = {"ETag": tag, "Cache-Control": conditional.CACHE, "Access-Control-Allow-Origin": "*"}
    if told := conditional.matched(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers={**headers, "ETag": told})
    rows = await run_in_threadpool(_once, view, name, find)
    return JSONResponse({"generation": view.generation.name, name: rows}, headers=headers)


def _once(view: View, name: str, find: Callable[[View], list[dict[str, Any]]]) -> list[dict[str, Any]]:
    key = (view.tag, name)
    with _lock:
        if key in _found:
            return _found[key]
    rows = find(view)
    with _lock:
        _found[key] = rows
        for old in list(_found)[:-_KEPT]:
            del _found[old]
    return rows
