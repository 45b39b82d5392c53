"""`/` and `/health`."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from answers.answerer import EXAMPLES
from api.live import Live
from api.pages import language_of, page
from graph.generations import NoGeneration

router = APIRouter()


@router.get("/", summary="The home page", include_in_schema=False)
async def home(request: Request) -> Response:
    live: Live = request.app.state.live
    manifest = live.view().generation.manifest
    return page(request, "home.html", manifest=manifest, examples=EXAMPLES[language_of(request)])


@router.get("/health", summary="Whether there is a graph to serve")
async def health(request: Request) -> Response:
    live: Live = request.app.state.live
    try:
        generation = live.view().generation
    except NoGeneration as error:
        return JSONResponse({"status": "no graph", "detail": str(error)}, 503)
    manifest = generation.manifest
    return JSONResponse(
        {
            "status": "ok",
            "generation": generation.name,
            "documents": len(manifest.documents),
            "quads": manifest.counts.get("quads", 0),
            "tool": manifest.tool,
        }
    )
