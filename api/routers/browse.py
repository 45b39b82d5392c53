"""`/browse`: everything that has a page, by kind."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.live import View
from api.pages import shown
from api.views.catalogue import KINDS, coverage, entries, noted, number, part
from api.views.facts import Facts

router = APIRouter(include_in_schema=False)
_SIZE = 100


@router.get("/browse")
async def kinds(request: Request) -> Response:
    def build(view: View, facts: Facts) -> tuple[str, dict[str, Any]]:
        counts = {kind: number(facts, kind) for kind in KINDS}
        # Of documents those are listed that were read; many more are only cited.
        counts["document"] = len(view.generation.manifest.documents), counts["document"][1]
        return "browse.html", {"counts": [(kind, *both) for kind, both in counts.items()]}

    return await shown(request, build)


@router.get("/browse/{kind}")
async def kind(request: Request, kind: str) -> Response:
    asked = request.query_params

    def build(view: View, facts: Facts) -> tuple[str, dict[str, Any]] | None:
        if kind not in KINDS:
            return None
        told_only = asked.get("all") != "1" and kind != "theme"
        if kind == "document" and told_only:
            read = coverage(facts, view.generation.manifest.documents)
            wanted = asked.get("q", "").casefold().strip()
            read = [c for c in read if wanted in f"{c.entry.title} {c.entry.symbol} {c.entry.file}".casefold()]
            read.sort(key=lambda c: (c.entry.symbol or c.entry.title, c.entry.language))
            return "documents.html", {"kind": kind, "names": facts.names, "found": part(read, asked.get("page", "1"), _SIZE)}
        listed = entries(facts, kind, asked.get("q", ""), told_only=told_only)
        found = noted(facts, part(listed, asked.get("page", "1"), _SIZE))
        return "kind.html", {"kind": kind, "told_only": told_only, "found": found}

    return await shown(request, build)
