"""`/ontology`, `/shapes` and the server's own few terms: what IRIs with a `#` lead to."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox
from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

import ontology
import shapes
from api import conditional, negotiation, problem
from api.formats import SHORT
from api.linked import ENDINGS, FORMATS
from graph.vocabulary import PREFIXES
from ontology import docs

router = APIRouter(include_in_schema=False)
_TERMS = Path(__file__).parents[1] / "terms.ttl"
#: Names of what is described, and the files that do it.
_FILES: dict[str, Callable[[], Iterable[Path]]] = {
    "ontology": lambda: ontology.FILES,
    "shapes": shapes.files,
    "text": lambda: (_TERMS,),
    "service": lambda: (_TERMS,),
}
#: Terms of these are told to people too.
_PAGES = ("ontology",)


def _endings(name: str) -> dict[str, str]:
    return {ending: media for ending, media in ENDINGS.items() if ending != "html" or name in _PAGES}


@functools.cache
def _written(name: str, ending: str) -> bytes:
    if ending == "html":
        return docs.render(_FILES[name]()).encode()
    held = dict.fromkeys(quad.triple for path in _FILES[name]() for quad in ox.parse(path=str(path)))
    prefixes = PREFIXES if ending == "ttl" else None
    return ox.serialize(held, format=FORMATS[ending], prefixes=prefixes) or b""


async def _document(request: Request, name: str, ending: str) -> Response:
    body = await run_in_threadpool(_written, name, ending)
    tag = conditional.etag(name, ending, hashlib.sha256(body).hexdigest())
    headers = {"ETag": tag, "Cache-Control": conditional.CACHE, "Vary": "Accept"}
    if same := conditional.matched(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers={**headers, "ETag": same})
    if ending == "html":
        return HTMLResponse(body, headers=headers)
    return Response(body, headers={**headers, "Content-Type": f"{ENDINGS[ending]}; charset=utf-8"})


def _lead(request: Request, name: str) -> Response:
    """303 to the form that is wished; 406 where there is none."""
    offered = _endings(name)
    asked = request.query_params.get("format")
    offers = negotiation.ordered(SHORT.get(asked, asked) if asked else request.headers.get("accept"), tuple(offered.values()))
    if not offers and "text/html" in request.headers.get("accept", ""):
        offers = ["text/turtle"]
    if not offers:
        return problem.problem(406, f"none of the accepted media types can be given; these can: {', '.join(offered.values())}")
    chosen = next(ending for ending, media in offered.items() if media == offers[0])
    return RedirectResponse(f"{request.scope.get('root_path', '')}/{name}.{chosen}", 303, headers={"Vary": "Accept"})


def _add(name: str) -> None:
    async def term(request: Request) -> Response:
        return _lead(request, name)

    async def document(request: Request, ending: str) -> Response:
        if ending not in _endings(name):
            return problem.problem(404, f"there is no such format; these are: {', '.join(_endings(name))}")
        return await _document(request, name, ending)

    router.add_api_route(f"/{name}", term)
    router.add_api_route(f"/{name}.{{ending}}", document)


for _name in _FILES:
    _add(_name)


@router.get("/ontology/{version}")
async def version(request: Request, version: str) -> Response:
    """The ontology's version IRI; only the version in force is kept."""
    return _lead(request, "ontology")
