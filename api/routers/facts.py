"""`/facts`: every statement that fits, as a page, CSV or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response, StreamingResponse

from api.live import View
from api.pages import address, shown, thing_of
from api.shelf import Shelf
from api.views.catalogue import Part
from api.views.facts import Fact, Facts
from api.views.filters import COLUMNS, matching, row, table
from graph.ledger import Wanted
from graph.vocabulary import RELATIONS

router = APIRouter()
_SIZE = 50
_FILTERS = ("about", "subject", "object", "document", "relation", "standing")
_STANDINGS = ("asserted", "requested", "supported", "proposed", "option")
_OPEN = {"Access-Control-Allow-Origin": "*"}


def wanted(asked: Mapping[str, str], base: str) -> Wanted:
    """The filter that an address asks for; what makes no sense does not narrow."""
    about, subject, target, document = (
        thing_of(asked.get(name, ""), base) for name in ("about", "subject", "object", "document")
    )
    relation, standing = asked.get("relation", ""), asked.get("standing", "")
    return Wanted(
        about,
        subject,
        target,
        document=document,
        relation=relation if relation in RELATIONS else "",
        standing=standing if standing in _STANDINGS else "",
    )


def words(asked: Mapping[str, str]) -> str:
    """The words that an address asks for."""
    return asked.get("q", "")[:200]


@router.get("/facts", include_in_schema=False)
async def facts_page(request: Request) -> Response:
    asked = request.query_params

    def build(view: View, facts: Facts) -> tuple[str, dict[str, Any]]:
        narrowed = wanted(asked, view.base)
        text = asked.get("page", "1")
        number = max(int(text), 1) if text.isascii() and text.isdecimal() and len(text) < 8 else 1
        total, told = matching(facts, narrowed, words(asked), _SIZE, (number - 1) * _SIZE)
        pages = max(1, -(-total // _SIZE))
        if number > pages:
            number = pages
            _, told = matching(facts, narrowed, words(asked), _SIZE, (number - 1) * _SIZE)
        items = tuple(told)
        links = {
            name: facts.names.link(iri) for name in ("about", "subject", "object", "document") if (iri := getattr(narrowed, name))
        }
        return "facts.html", {
            "found": Part(items, total, number, pages),
            "links": links,
            "wanted": narrowed,
            "words": words(asked),
            "ignored": [asked[n][:80] for n in _FILTERS if asked.get(n, "").strip() and not getattr(narrowed, n)],
            "relations": [
                (name, facts.names.label(f"https://w3id.org/mandate-graph/concept/relation/{name}")) for name in RELATIONS
            ],
            "standings": _STANDINGS,
            # The data holds all rows, so it has no pages.
            "data": address(request, page=None).partition("?")[2],
        }

    return await shown(request, build)


_THING = "An IRI, or its short form such as `body:emg`."


async def _found(request: Request, most: int = -1) -> Iterator[Fact]:
    view: View = request.app.state.live.view()
    shelf: Shelf = request.app.state.shelf
    language = "zh" if request.query_params.get("lang") == "zh" else "en"
    facts = Facts(shelf.names(view, language))
    asked = request.query_params
    _, told = await run_in_threadpool(matching, facts, wanted(asked, view.base), words(asked), most)
    return told


@router.get("/facts.csv", summary="Facts as CSV, one a row", response_class=Response)
async def facts_csv(
    request: Request,
    about: str = Query(default="", description=f"Claims that touch a thing. {_THING}"),
    subject: str = Query(default="", description=f"Claims with this subject. {_THING}"),
    object: str = Query(default="", description=f"Claims with this object. {_THING}"),
    document: str = Query(default="", description=f"Claims read in this document. {_THING}"),
    relation: str = Query(default="", description="A relation, such as `establishes` or `mandates`."),
    standing: str = Query(default="", description="One of " + ", ".join(_STANDINGS) + "."),
    q: str = Query(default="", description="Words of the mandate or quotation; the name of a concept finds both languages."),
    lang: str = Query(default="", description="Language of the labels: en or zh."),
) -> Response:
    rows = (row(fact) for fact in await _found(request))
    headers = {**_OPEN, "Content-Disposition": 'attachment; filename="facts.csv"'}
    return StreamingResponse(table(rows, COLUMNS), media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/facts.json", summary="Facts as JSON: at most 1000 rows, with how many there are")
async def facts_json(
    request: Request,
    about: str = Query(default="", description=f"Claims that touch a thing. {_THING}"),
    relation: str = Query(default="", description="A relation, such as `establishes` or `mandates`."),
    document: str = Query(default="", description=f"Claims read in this document. {_THING}"),
    lang: str = Query(default="", description="Language of the labels: en or zh."),
) -> Response:
    rows = await run_in_threadpool(lambda told: [row(fact) for fact in told], await _found(request, 1000))
    return JSONResponse({"facts": rows, "columns": COLUMNS}, headers=_OPEN)
