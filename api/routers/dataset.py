"""`/dataset`: the graph as data, its versions and licence."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.live import View
from api.pages import shown
from api.views.catalogue import part
from api.views.facts import Facts
from graph.generations import DataFolder

router = APIRouter(include_in_schema=False)
#: Addresses of the data set and its description, their names, and the operations that give them.
_DOWNLOADS = (
    ("/void", "VoID, DCAT, PROV", "/void"),
    ("/dump.nq.gz", "N-Quads", "/dump.{form}.gz"),
    ("/dump.ttl.gz", "Turtle", "/dump.{form}.gz"),
    ("/dump.jsonld.gz", "JSON-LD", "/dump.{form}.gz"),
    ("/dump.csv.gz", "CSV", "/dump.{form}.gz"),
    ("/SHA256SUMS", "SHA-256", "/SHA256SUMS"),
)


@router.get("/dataset")
async def dataset(request: Request) -> Response:
    asked = request.query_params
    folder: DataFolder = request.app.state.live.data

    def build(view: View, facts: Facts) -> tuple[str, dict[str, Any]]:
        manifest = view.generation.manifest
        read = facts.ledger.graphs()
        graphs = list(read)
        documents = {entry.graph: entry for entry in manifest.documents}
        listed = part(graphs, asked.get("page", "1"), 40)
        values: dict[str, Any] = {
            "manifest": manifest,
            "names": facts.names,
            "generation": view.generation.name,
            "versions": sorted((g.manifest for g in folder.all()), key=lambda m: -m.number),
            "found": listed,
            "sizes": {g: read[g].triples for g in listed.items},
            "documents": documents,
            "downloads": [(address, name) for address, name, path in _DOWNLOADS if path in request.app.openapi()["paths"]],
        }
        values["toc"] = [("dumps", 1), ("graphs", len(graphs)), ("versions", len(values["versions"])), ("licence", 1)]
        return "dataset.html", values

    return await shown(request, build)
