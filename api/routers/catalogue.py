"""`/void`, `/dcat`, `/dataset` for programs, `/.well-known/void`, and the dumps."""

from __future__ import annotations

import base64
from pathlib import Path

import pyoxigraph as ox
from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse, PlainTextResponse, RedirectResponse, Response

from api import catalogue, conditional, dumps, negotiation, problem
from api.dataroute import DataRoute
from api.live import Live, View
from api.service import FORMATS

router = APIRouter(tags=["data set"])
data_only = APIRouter(route_class=DataRoute, include_in_schema=False)
_ENDINGS = {"ttl": "text/turtle", "rdf": "application/rdf+xml", "jsonld": "application/ld+json", "nt": "application/n-triples"}


@router.get("/void", summary="The data set described in VoID, DCAT and PROV")
@router.get("/dcat", summary="The same")
async def described(request: Request) -> Response:
    offers = negotiation.ordered(request.headers.get("accept"), tuple(FORMATS))
    return await _description(request, offers[0] if offers else "text/turtle")


@data_only.get("/dataset")
async def dataset(request: Request) -> Response:
    return await described(request)


@router.get("/dataset.{ending}", summary="The same in the format of the ending: ttl, rdf, jsonld, nt")
async def by_ending(request: Request, ending: str) -> Response:
    if ending not in _ENDINGS:
        return problem.problem(404, f"there is no such format; these are: {', '.join(_ENDINGS)}")
    return await _description(request, _ENDINGS[ending])


@router.get("/.well-known/void", summary="Where the description is")
async def well_known(request: Request) -> Response:
    return RedirectResponse(f"{request.scope.get('root_path', '')}/void", 303)


async def _description(request: Request, media: str) -> Response:
    live: Live = request.app.state.live
    view = live.view()
    server = _server(request)
    folder = dumps.folder_of(live.data, view)
    held = dumps.made(folder)
    tag = conditional.etag(view.tag, server, media, ",".join(held))
    headers = {"Vary": "Accept", "ETag": tag, "Cache-Control": conditional.CACHE}
    if same := conditional.matched(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers={**headers, "ETag": same})

    def written() -> bytes:
        prefixes = catalogue.PREFIXES_HERE if media == "text/turtle" else None
        return ox.serialize(catalogue.description(view, server, held), format=FORMATS[media], prefixes=prefixes) or b""

    body = await run_in_threadpool(written)
    kind = f"{media}; charset=utf-8" if media in ("text/turtle", "application/n-triples") else media
    return Response(body, headers={**headers, "Content-Type": kind})


def _server(request: Request) -> str:
    """The address under which this server was asked, with the path that a proxy puts before it."""
    return f"{request.url.scheme}://{request.url.netloc}{request.scope.get('root_path', '')}"


async def _made(request: Request, name: str) -> tuple[View, Path, dumps.Dump]:
    live: Live = request.app.state.live
    view = live.view()
    place, dump = await run_in_threadpool(dumps.ensure, dumps.folder_of(live.data, view), view, name)
    return view, place, dump


@router.get("/dump.{form}.gz", summary="The whole graph: form is nq, ttl, jsonld or csv")
async def dump(request: Request, form: str) -> Response:
    name = f"dump.{form}.gz"
    if name not in dumps.KINDS:
        return problem.problem(404, f"there is no such dump; these are: {', '.join(dumps.KINDS)}")
    view, place, told = await _made(request, name)
    digest = base64.b64encode(bytes.fromhex(told.sha256)).decode()
    headers = {
        "Repr-Digest": f"sha-256=:{digest}:",
        "ETag": f'"{told.sha256}"',
        "Cache-Control": conditional.CACHE,
        "Content-Disposition": f'attachment; filename="mandate-graph-{view.generation.name}.{form}.gz"',
    }
    if conditional.matched(request.headers.get("if-none-match"), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return FileResponse(place, media_type="application/gzip", headers=headers)


@router.get("/SHA256SUMS", summary="Checksums of the dumps, as `sha256sum --check` reads them")
async def checksums(request: Request) -> Response:
    lines = []
    for name in dumps.KINDS:
        _, _, told = await _made(request, name)
        lines.append(f"{told.sha256}  {name}\n")
    return PlainTextResponse("".join(lines))
