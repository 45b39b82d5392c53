"""Linked data: every IRI of the graph answers, as a page or as triples."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from api import describe, linked, negotiation, problem
from api.formats import SHORT
from api.linked import ENDINGS
from api.live import Live
from api.pages import page

router = APIRouter()


@router.get(
    "/{space}/{path:path}",
    summary="A thing of the graph, by content negotiation or file ending",
    include_in_schema=False,
)
async def thing(request: Request, space: str, path: str) -> Response:
    live: Live = request.app.state.live
    view = live.view()
    if space not in linked.SPACES:
        return _missing(request, f"/{space}/{path}")
    # The path as it stands on the wire: what is percent-encoded in an IRI stays so.
    local = wire(request, space)
    if then := linked.at_time(request, live, space, local):
        return then
    name, ending = await run_in_threadpool(linked.split, view, space, local)
    iri = linked.iri_of(view, space, name)
    root = request.scope.get("root_path", "")
    if not await run_in_threadpool(describe.exists, view.store, iri):
        if same := await run_in_threadpool(linked.escaped, view, space, local):
            return RedirectResponse(f"{root}/{space}/{same}", 301)
        gone = await run_in_threadpool(linked.missing, request, live, space, local, _gone(request, f"/{space}/{path}"))
        return gone or _missing(request, f"/{space}/{path}")
    if other := await run_in_threadpool(linked.replaced_by, view, iri):
        place = root + "/" + other.removeprefix(view.base) if other.startswith(view.base) else other
        return RedirectResponse(place + (f".{ending}" if ending else ""), 301)
    if ending == "html":
        return await describe.html(request, iri)
    if ending:
        return await linked.document(request, view, iri, f"/{space}/{name}", ending)
    asked = request.query_params.get("format")
    accept = SHORT.get(asked, asked) if asked else request.headers.get("accept")
    offers = negotiation.ordered(accept, tuple(ENDINGS.values()))
    if not offers:
        return Response(
            "none of the accepted media types can be given; these can: " + ", ".join(ENDINGS.values()),
            406,
            media_type="text/plain",
        )
    chosen = next(ending for ending, media in ENDINGS.items() if media == offers[0])
    # The thing is no document: 303 leads to the one that describes it.
    headers = {
        "Vary": "Accept, Accept-Datetime",
        "Cache-Control": "public, max-age=0, must-revalidate",
        "Link": f'<{root}/timemap/{space}/{name}>; rel="timemap"; type="application/link-format"',
    }
    return RedirectResponse(f"{root}/{space}/{name}.{chosen}", 303, headers=headers)


def wire(request: Request, space: str) -> str:
    """What follows the space in the path, as it stands on the wire."""
    raw: str = request.scope.get("raw_path", request.url.path.encode()).decode("ascii", "replace").split("?")[0]
    return raw.split(f"/{space}/", 1)[-1]


def _for_people(request: Request) -> bool:
    """Whether a page is wanted rather than data."""
    offers = negotiation.ordered(request.headers.get("accept"), ("text/html", *list(ENDINGS.values())[1:], "application/json"))
    return not offers or offers[0] == "text/html"


def _gone(request: Request, path: str) -> Callable[[str], Response] | None:
    """410 as a page for people, which leads to the last description; None where programs ask."""
    if not _for_people(request):
        return None
    return lambda memento: page(request, "missing.html", status=410, path=path, memento=memento)


def _missing(request: Request, path: str) -> Response:
    """404 as a page for people, as a problem document for programs."""
    if not _for_people(request):
        return problem.problem(404, "there is nothing at this address")
    return page(request, "missing.html", status=404, path=path)
