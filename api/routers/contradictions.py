"""`/contradictions`: where documents contradict each other or themselves; `/variants`: the names by which they call one thing."""

from __future__ import annotations

import threading
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response

from api import conditional
from api.live import View
from api.problem import problem
from api.shelf import Shelf
from graph.contradictions import kinds, variants
from graph.validate import short

router = APIRouter()
#: A generation never changes, so the names in it are found once: its tag to the list.
_found: dict[str, list[dict[str, Any]]] = {}
_lock = threading.Lock()
_KEPT = 4
#: Seconds for which an answer waits until all is checked.
_PATIENCE = 20.0


@router.get("/contradictions", summary="What is told in two ways that cannot both be so, each with its evidence")
async def contradicting(request: Request) -> Response:
    """Each row has `kind` (the SHACL constraint that found it), `about`, `property`, `messages` by language, and two tellings
    `one` and `other`: claim, relation, subject, object, what is told, file, document, symbol, paragraph address, quotation;
    `one_claims` and `other_claims` are all claims that tell it the one way and the other.
    Answers 503 while they are looked for."""
    view: View = request.app.state.live.view()
    shelf: Shelf = request.app.state.shelf
    headers, told = _headers(request, view, "contradictions")
    if told:
        return Response(status_code=304, headers=headers)
    checking = await run_in_threadpool(shelf.checking, view)
    if not await run_in_threadpool(checking.wait, _PATIENCE):
        return problem(503, "the graph is still being checked; ask again in a moment", headers={"Retry-After": "30"})
    outcomes = sorted((o for o in checking.outcomes if o.rule in kinds()), key=lambda o: short(o.rule))
    rows = [asdict(disputed.told) for outcome in outcomes for disputed in outcome.disputed]
    return JSONResponse({"generation": view.generation.name, "contradictions": rows}, headers=headers)


@router.get("/variants", summary="Things that documents call by more than one name")
async def called(request: Request) -> Response:
    """Each row has `thing`, its `labels` by language, and `names`: what is printed, in which language, in which files."""
    view: View = request.app.state.live.view()
    headers, told = _headers(request, view, "variants")
    if told:
        return Response(status_code=304, headers=headers)
    rows = await run_in_threadpool(_once, view)
    return JSONResponse({"generation": view.generation.name, "variants": rows}, headers=headers)


def _headers(request: Request, view: View, name: str) -> tuple[dict[str, str], bool]:
    """The headers of a list, and whether the asker has it already."""
    tag = conditional.etag(view.tag, name, "application/json")
    told = conditional.matched(request.headers.get("if-none-match"), tag)
    return {"ETag": told or tag, "Cache-Control": conditional.CACHE, "Access-Control-Allow-Origin": "*"}, bool(told)


def _once(view: View) -> list[dict[str, Any]]:
    with _lock:
        if view.tag in _found:
            return _found[view.tag]
    rows = [asdict(one) for one in variants(view.store)]
    with _lock:
        _found[view.tag] = rows
        for old in list(_found)[:-_KEPT]:
            del _found[old]
    return rows
