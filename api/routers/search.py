"""`/search`: names and paragraphs, in both languages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response

from api.live import View
from api.pages import shown, thing_of
from api.problem import problem
from api.shelf import Shelf
from api.views.catalogue import Part
from api.views.facts import Facts
from api.views.names import Link, Names
from graph.search import Hit, NoIndex, NothingAsked, SearchIndex, Snippet, snippet
from graph.store import value
from graph.vocabulary import MG

router = APIRouter()
_SIZE = 20
_NAMES_SHOWN = 12
#: Hits among which the facets of documents are counted.
_COUNTED = 300


@dataclass(frozen=True)
class Found:
    """A hit as it is shown: the thing, the words around the match, and for a paragraph where it stands."""

    link: Link
    kind: str
    language: str
    snippet: Snippet
    document: Link | None = None
    place: str = ""
    anchor: str = ""


def _found(names: Names, hit: Hit, asked: str) -> Found:
    cut = snippet(hit.text, asked)
    if hit.kind != "paragraph":
        return Found(names.link(hit.iri), hit.kind, hit.language, cut)
    document = value(names.one(hit.iri, MG + "partOfDocument"))
    address = value(names.one(hit.iri, MG + "address"))
    return Found(names.link(hit.iri), hit.kind, hit.language, cut, names.document(document), address, hit.iri.rsplit("/", 1)[-1])


def _once(hits: list[Hit]) -> list[Hit]:
    """The best hit of each thing."""
    best: dict[str, Hit] = {}
    for hit in hits:
        best.setdefault(hit.iri, hit)
    return list(best.values())


@router.get("/search", include_in_schema=False)
async def search(request: Request) -> Response:
    asked = request.query_params
    shelf: Shelf = request.app.state.shelf

    def build(view: View, facts: Facts) -> tuple[str, dict[str, Any]]:
        names = facts.names
        words, kind = asked.get("q", "")[:200], asked.get("kind", "")
        language = asked.get("language", "") if asked.get("language") in ("en", "zh") else ""
        document = thing_of(asked.get("document", ""), view.base)
        values: dict[str, Any] = {"words": words, "kind": kind, "in_language": language, "document": None, "counts": {},
                                  "named": [], "found": Part((), 0, 1, 1), "documents": [], "problem": ""}  # fmt: skip
        if document:
            values["document"] = names.link(document)
        if not words.strip():
            return "search.html", values
        try:
            index = shelf.index(view)
            values |= _run(index, names, view, words, kind, language, document, asked.get("page", "1"))
        except NoIndex:
            values["problem"] = "no_index"
        except NothingAsked:
            values["problem"] = "nothing_found"
        return "search.html", values

    return await shown(request, build)


def _run(
    index: SearchIndex, names: Names, view: View, words: str, kind: str, language: str, document: str, page: str
) -> dict[str, Any]:
    source = next((e.graph for e in view.generation.manifest.documents if e.iri == document), "") if document else ""
    counts = index.count(words, language=language, source=source)
    name_kinds = [k for k in counts if k != "paragraph"]
    wanted = [kind] if kind in counts else ["paragraph"] if "paragraph" in counts else []
    total = counts.get(wanted[0], 0) if wanted else 0
    pages = max(1, -(-total // _SIZE))
    number = min(max(int(page), 1), pages) if page.isascii() and page.isdecimal() and len(page) < 8 else 1
    hits: list[Hit] = []
    if wanted:
        hits = index.search(words, kinds=wanted, language=language, source=source, limit=_SIZE, offset=(number - 1) * _SIZE)
    named: list[Hit] = []
    if name_kinds and kind not in counts:
        named = _once(index.search(words, kinds=name_kinds, language=language, limit=_NAMES_SHOWN * 4))[:_NAMES_SHOWN]
    sources: Counter[str] = Counter()
    if "paragraph" in counts:
        sources.update(h.source for h in index.search(words, kinds=["paragraph"], language=language, limit=_COUNTED))
    held = {e.graph: e.iri for e in view.generation.manifest.documents}
    documents = [(names.document(held[graph]), n) for graph, n in sources.most_common(10) if graph in held]
    return {
        "counts": dict(sorted(counts.items(), key=lambda c: (c[0] != "paragraph", -c[1]))),
        "named": [_found(names, hit, words) for hit in named],
        "found": Part(tuple(_found(names, hit, words) for hit in hits), total, number, pages),
        "documents": documents,
    }


@router.get("/search.json", summary="Search in names and paragraphs")
async def search_json(
    request: Request,
    q: str = Query(default="", max_length=200, description='Words, all of which must stand; `"a phrase"`, `begin*`, `-without`.'),
    kind: list[str] = Query(default=[], description="Kinds of hit: paragraph, body, decision, doc ..."),
    language: str = Query(default="", description="en or zh."),
    limit: int = Query(default=20, ge=1, le=200, description="Most hits."),
    offset: int = Query(default=0, ge=0, le=10_000, description="Hits to skip."),
) -> Response:
    view: View = request.app.state.live.view()
    shelf: Shelf = request.app.state.shelf
    try:
        index = await run_in_threadpool(shelf.index, view)
        hits = await run_in_threadpool(lambda: index.search(q, kinds=kind, language=language, limit=limit, offset=offset))
    except NothingAsked as error:
        return problem(400, str(error))
    except NoIndex as error:
        return problem(503, str(error))
    told = [{"iri": h.iri, "kind": h.kind, "language": h.language, "text": h.text, "score": round(h.score, 4)} for h in hits]
    return JSONResponse({"q": q, "hits": told})
