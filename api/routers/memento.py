"""`/memento` and `/timemap`: descriptions as earlier generations gave them (RFC 7089), as long as these are kept."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from api import describe, linked, negotiation, problem
from api.live import Live
from api.routers.things import wire

router = APIRouter(include_in_schema=False)
_DATA = {ending: media for ending, media in linked.ENDINGS.items() if ending != "html"}


@router.get("/memento/{number}/{space}/{path:path}")
async def memento(request: Request, number: str, space: str, path: str) -> Response:
    live: Live = request.app.state.live
    generation = next((g for g in live.data.all() if g.name == number), None)
    if generation is None or space not in linked.SPACES:
        kept = ", ".join(g.name for g in live.data.all())
        return problem.problem(404, f"generation {number} is not kept here, or never was; these are: {kept}")
    view = live.at(generation)
    name, ending = await run_in_threadpool(linked.split, view, space, wire(request, space))
    iri = linked.iri_of(view, space, name)
    if not await run_in_threadpool(describe.exists, view.store, iri):
        return problem.problem(404, f"generation {number} does not describe {iri}")
    if ending in _DATA:
        return await linked.document(request, view, iri, f"/{space}/{name}", ending, generation)
    # Pages are made of the live generation alone; what is past comes as data.
    offers = negotiation.ordered(request.headers.get("accept"), tuple(_DATA.values()))
    chosen = next((e for e, media in _DATA.items() if offers and media == offers[0]), "ttl")
    target = f"{request.scope.get('root_path', '')}/memento/{number}/{space}/{name}.{chosen}"
    return RedirectResponse(target, 303, headers={"Vary": "Accept", "Memento-Datetime": linked.http_date(generation)})


@router.get("/timemap/{space}/{path:path}")
async def timemap(request: Request, space: str, path: str) -> Response:
    live: Live = request.app.state.live
    told = await run_in_threadpool(linked.timemap, request, live, space, wire(request, space))
    if not told:
        return problem.problem(404, f"no generation that is kept describes /{space}/{path}")
    return Response(told, media_type="application/link-format")
