"""Linked data: every IRI of the graph answers, as a page or as triples."""

from __future__ import annotations

import pyoxigraph as ox
from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from api import describe, negotiation
from api.formats import SHORT
from api.live import Live, View
from api.pages import language_of, page
from graph.vocabulary import BASE, PREFIXES

router = APIRouter()
#: File endings of the descriptions, in the server's order of preference.
_ENDINGS = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
}


@router.get(
    "/{space}/{path:path}",
    summary="A thing of the graph, by content negotiation or file ending",
    include_in_schema=False,
)
async def thing(request: Request, space: str, path: str) -> Response:
    live: Live = request.app.state.live
    view = live.view()
    if space not in ("id", "concept", "graph"):
        return page(request, "missing.html", status=404, path=f"/{space}/{path}")
    # The path as it stands on the wire: what is percent-encoded in an IRI stays so.
    local = _wire(request, space)
    base = BASE if space == "concept" else view.base
    name, dot, ending = local.rpartition(".")
    if dot and ending in _ENDINGS and await run_in_threadpool(describe.exists, view.store, f"{base}{space}/{name}"):
        return await _described(request, view, f"{base}{space}/{name}", ending)
    if not await run_in_threadpool(describe.exists, view.store, f"{base}{space}/{local}"):
        return page(request, "missing.html", status=404, path=f"/{space}/{path}")
    asked = request.query_params.get("format")
    accept = SHORT.get(asked, asked) if asked else request.headers.get("accept")
    offers = negotiation.ordered(accept, tuple(_ENDINGS.values()))
    if not offers:
        return Response(
            "none of the accepted media types can be given; these can: " + ", ".join(_ENDINGS.values()),
            406,
            media_type="text/plain",
        )
    chosen = next(ending for ending, media in _ENDINGS.items() if media == offers[0])
    # The thing is no document: 303 leads to the one that describes it.
    target = f"{request.scope.get('root_path', '')}/{space}/{local}.{chosen}"
    return RedirectResponse(target, 303, headers={"Vary": "Accept", "Access-Control-Allow-Origin": "*"})


def _wire(request: Request, space: str) -> str:
    """What follows the space in the path, as it stands on the wire."""
    raw: str = request.scope.get("raw_path", request.url.path.encode()).decode("ascii", "replace").split("?")[0]
    return raw.split(f"/{space}/", 1)[-1]


async def _described(request: Request, view: View, iri: str, ending: str) -> Response:
    if ending == "html":
        found = await run_in_threadpool(describe.thing, view.store, iri, language_of(request))
        template = "document.html" if found.kind == "doc" and found.paragraphs else "thing.html"
        return page(request, template, thing=found, iri=iri)
    triples = await run_in_threadpool(describe.triples, view.store, iri)
    prefixes = PREFIXES if ending == "ttl" else None
    body = ox.serialize(triples, format=_FORMATS[ending], prefixes=prefixes)
    headers = {
        "Vary": "Accept",
        "Access-Control-Allow-Origin": "*",
        "Content-Type": f"{_ENDINGS[ending]}; charset=utf-8",
        "Link": f'<{iri}>; rel="describes"',
    }
    return Response(body, 200, headers=headers)
