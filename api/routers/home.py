"""`/` and `/health`."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from answers.answerer import EXAMPLES
from api.live import Live, View
from api.pages import shown
from api.views.catalogue import number
from api.views.facts import Facts
from graph.generations import NoGeneration

router = APIRouter()
#: Documents that the home page names; the rest is in their list.
_NEWEST = 12
_COUNTED = ("body", "decision", "instrument", "session", "meeting", "person", "place")


@router.get("/", summary="The home page", include_in_schema=False)
async def home(request: Request) -> Response:
    def build(view: View, facts: Facts) -> tuple[str, dict[str, Any]]:
        manifest = view.generation.manifest
        counts = {kind: number(facts, kind)[0] for kind in _COUNTED}
        # Documents join at the end of the manifest.
        newest = list(reversed(manifest.documents))
        return "home.html", {
            "manifest": manifest,
            "newest": newest[:_NEWEST],
            "names": facts.names,
            "counts": counts,
            "claims": sum(entry.claims for entry in manifest.documents),
            "examples": EXAMPLES[facts.names.language],
        }

    return await shown(request, build)


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
