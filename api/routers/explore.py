"""`/explore`: the graph drawn, the structure on a day, changes over time, acts against bodies, citations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response, StreamingResponse

from api.live import View
from api.pages import address, local, short, shown, thing_of
from api.shelf import Shelf
from api.views import network
from api.views.catalogue import part
from api.views.changes import Dated, dated, moments
from api.views.dates import first
from api.views.facts import Facts
from api.views.filters import table
from api.views.names import Link, Names
from api.views.structure import Day
from graph.iris import Iris
from graph.vocabulary import RELATIONS

router = APIRouter()
_OPEN = {"Access-Control-Allow-Origin": "*"}
_CHANGES = ("establishes", "renames", "terminates", "extends", "succeeds")
_START = "body:emg"
#: Lines of the timeline on one page.
_LINES = 100
#: How often something may be asked to be cited at least.
_LEAST = (1, 2, 3, 5, 10)


def _relations(asked: Mapping[str, str], among: Iterable[str]) -> frozenset[str]:
    wanted = getattr(asked, "getlist", lambda name: [asked.get(name, "")])("relation")
    return frozenset(name for name in wanted if name in among)


def _verb(facts: Facts, name: str) -> str:
    return facts.names.label(Iris().concept("relation", name))


@router.get("/explore", include_in_schema=False)
async def explore(request: Request) -> Response:
    return await shown(request, lambda view, facts: ("explore.html", {}))


# ---- the graph around a thing ----------------------------------------------------------------------------------------
def _around(view: View, facts: Facts, asked: Mapping[str, str]) -> tuple[Link | None, network.Network]:
    iri = thing_of(asked.get("node", "") or _START, view.base)
    if not iri or (not facts.number(iri) and facts.names.link(iri).label == iri.rsplit("/", 1)[-1]):
        return None, network.Network((), False)
    until = asked.get("until", "")
    steps = 2 if asked.get("steps") == "2" else 1
    found = network.around(facts, iri, steps, _relations(asked, RELATIONS), until if first(until) else "")
    return facts.names.link(iri), found


@router.get("/explore/graph", include_in_schema=False)
async def graph(request: Request) -> Response:
    asked = request.query_params

    def build(view: View, facts: Facts) -> tuple[str, dict[str, Any]]:
        center, found = _around(view, facts, asked)
        return "graph.html", {
            "center": center,
            "asked_node": asked.get("node", ""),
            "found": found,
            "chosen": _relations(asked, RELATIONS),
            "relations": [(name, _verb(facts, name)) for name in RELATIONS if name != "counts"],
            "until": asked.get("until", "") if first(asked.get("until", "")) else "",
            "steps": "2" if asked.get("steps") == "2" else "1",
            "data": request.url.query,
        }

    return await shown(request, build)


@router.get("/explore/graph.json", summary="The links around a thing")
async def graph_json(
    request: Request,
    node: str = Query(default=_START, description="An IRI, or its short form such as `body:emg`."),
    steps: int = Query(default=1, ge=1, le=2, description="How far to go."),
    until: str = Query(default="", description="A day; links with a later date are left out."),
    relation: list[str] = Query(default=[], description="Kinds of link; none means all but citations and figures."),
    lang: str = Query(default="en", description="Language of the labels: en or zh."),
) -> Response:
    view, facts = _view(request)
    center, found = await run_in_threadpool(_around, view, facts, request.query_params)
    return JSONResponse(_network(found, view.base, center), headers=_OPEN)


def _view(request: Request) -> tuple[View, Facts]:
    view: View = request.app.state.live.view()
    shelf: Shelf = request.app.state.shelf
    names = shelf.names(view, "zh" if request.query_params.get("lang") == "zh" else "en")
    return view, Facts(names)


def _network(found: network.Network, base: str, center: Link | None = None) -> dict[str, Any]:
    def page(iri: str) -> str:
        to = local(iri, base)
        return to + ".html" if to.startswith(("/id/", "/concept/")) else to

    return {
        "center": center.iri if center else None,
        "cut": found.cut,
        "nodes": [{"id": n.iri, "label": n.label, "kind": n.kind, "short": short(n.iri, base), "page": page(n.iri)}
                  for n in found.nodes],
        "edges": [{"source": e.source.iri, "target": e.target.iri, "relation": e.relation, "label": e.verb, "date": e.date,
                   "times": e.times} for e in found.edges],
    }  # fmt: skip


# ---- the structure on a day ------------------------------------------------------------------------------------------
@router.get("/explore/structure", include_in_schema=False)
async def structure(request: Request) -> Response:
    asked = request.query_params

    def build(view: View, facts: Facts) -> tuple[str, dict[str, Any]]:
        whole = request.app.state.shelf.structure(view)
        root = thing_of(asked.get("root", ""), view.base)
        # Without a day the page would be another one tomorrow; it says which day it shows.
        day = first(asked.get("on", "")) or datetime.now(UTC).date().isoformat()
        other = first(asked.get("with", ""))
        here = whole.on(day, root)
        then = whole.on(other, root) if other else None
        names = facts.names
        return "structure.html", {
            "here": here,
            "then": then,
            "names": names,
            "day": day,
            "with_day": other,
            "no_day": next((day for name in ("on", "with") if (day := asked.get(name, "")[:40]) and not first(day)), ""),
            "top": names.link(root) if root else None,
            "roots": sorted(names.link(b) for b in whole.children if not whole.parents.get(b)),
            "only_here": _only(names, here, then),
            "only_then": _only(names, then, here),
            "unplaced": [names.link(b) for b in here.unplaced],
        }

    return await shown(request, build)


def _only(names: Names, one: Day | None, other: Day | None) -> list[Link]:
    """The bodies that are there on one day and, as far as is known, not on the other; nothing where there is but one day."""
    return sorted(names.link(iri) for iri in one.bodies() - other.bodies() - {*other.unplaced}) if one and other else []


@router.get("/explore/structure.json", summary="The bodies that there were on a day, and what each belonged to")
async def structure_json(
    request: Request,
    on: str = Query(default="", description="The day, such as 2012-01-01; today where it is left out."),
    root: str = Query(default="", description="A body: an IRI, or its short form such as `body:unep`."),
    lang: str = Query(default="en", description="Language of the labels: en or zh."),
) -> Response:
    view, facts = _view(request)
    day = first(on) or datetime.now(UTC).date().isoformat()

    def make() -> list[dict[str, str]]:
        found = request.app.state.shelf.structure(view).on(day, thing_of(root, view.base))
        return [
            {"body": child.iri, "label": facts.names.label(child.iri), "part_of": node.iri,
             "start": child.span.start, "end": child.span.end}
            for top in found.roots for node in top.walk() for child in node.children
        ]  # fmt: skip

    return JSONResponse({"on": day, "bodies": await run_in_threadpool(make)}, headers=_OPEN)


# ---- changes over time -----------------------------------------------------------------------------------------------
def _dated(facts: Facts, asked: Mapping[str, str]) -> list[Dated]:
    return dated(facts, sorted(_relations(asked, _CHANGES)) or _CHANGES, asked.get("from", ""), asked.get("to", ""))


@router.get("/explore/timeline", include_in_schema=False)
async def changes(request: Request) -> Response:
    asked = request.query_params

    def build(view: View, facts: Facts) -> tuple[str, dict[str, Any]]:
        told = _dated(facts, asked)
        years = Counter(d.date[:4] for d in told)
        found = part(told, asked.get("page", "1"), _LINES)
        return "timeline.html", {
            "found": found,
            "moments": moments(facts, found.items),
            "years": sorted(years.items()),
            "most": max(years.values(), default=1),
            "from_year": asked.get("from", "")[:4],
            "to_year": asked.get("to", "")[:4],
            "chosen": _relations(asked, _CHANGES),
            "relations": [(name, _verb(facts, name)) for name in _CHANGES],
            "data": address(request, page=None).partition("?")[2],
        }

    return await shown(request, build)


@router.get("/explore/timeline.csv", summary="Dated changes of bodies as CSV", response_class=Response)
async def timeline_csv(
    request: Request,
    relation: list[str] = Query(default=[], description="Kinds of change: " + ", ".join(_CHANGES) + "."),
    lang: str = Query(default="en", description="Language of the labels: en or zh."),
) -> Response:
    _, facts = _view(request)
    told = await run_in_threadpool(lambda: moments(facts, _dated(facts, request.query_params)))
    rows = ({"date": m.date, "end": m.end, "date_of": "act" if m.inferred else "claim", "relation": m.fact.relation,
             "subject": m.fact.subject.iri, "subject_label": m.fact.subject.label,
             "object": m.fact.object.iri if m.fact.object else "", "object_label": m.fact.object.label if m.fact.object else "",
             "claim": m.fact.iri} for m in told)  # fmt: skip
    columns = ("date", "end", "date_of", "relation", "subject", "subject_label", "object", "object_label", "claim")
    return _csv(rows, columns, "timeline")


def _csv(rows: Iterable[dict[str, str]], columns: tuple[str, ...], name: str) -> Response:
    headers = {**_OPEN, "Content-Disposition": f'attachment; filename="{name}.csv"'}
    return StreamingResponse(table(rows, columns), media_type="text/csv; charset=utf-8", headers=headers)


# ---- acts against bodies, citations ----------------------------------------------------------------------------------
@router.get("/explore/matrix", include_in_schema=False)
async def matrix(request: Request) -> Response:
    asked = request.query_params

    def build(view: View, facts: Facts) -> tuple[str, dict[str, Any]]:
        chosen = _relations(asked, network.ACTING)
        return "matrix.html", {
            "matrix": network.matrix(facts, chosen),
            "names": facts.names,
            "chosen": chosen,
            "relations": [(name, _verb(facts, name)) for name in network.ACTING],
            "data": request.url.query,
        }

    return await shown(request, build)


@router.get("/explore/matrix.csv", summary="How many facts link an act to a body, as CSV", response_class=Response)
async def matrix_csv(
    request: Request,
    relation: list[str] = Query(default=[], description="Kinds of fact: " + ", ".join(network.ACTING) + "."),
    lang: str = Query(default="en", description="Language of the labels: en or zh."),
) -> Response:
    _, facts = _view(request)
    found = await run_in_threadpool(network.matrix, facts, _relations(request.query_params, network.ACTING))
    label = facts.names.label
    rows = (
        {"act": a, "act_label": label(a), "body": b, "body_label": label(b), "facts": str(n)}
        for (a, b), n in sorted(found.cells.items())
    )
    return _csv(rows, ("act", "act_label", "body", "body_label", "facts"), "matrix")


@router.get("/explore/citations", include_in_schema=False)
async def citations(request: Request) -> Response:
    asked = request.query_params

    def build(view: View, facts: Facts) -> tuple[str, dict[str, Any]]:
        least = int(asked["least"]) if asked.get("least", "") in map(str, _LEAST) else network.readable(facts, _LEAST)
        return "citations.html", {"found": network.citations(facts, least), "least": least}

    return await shown(request, build)


@router.get("/explore/citations.json", summary="Which document or decision cites which, and how often")
async def citations_json(
    request: Request,
    least: int = Query(default=1, ge=1, description="Leave out what is cited less often."),
    lang: str = Query(default="en", description="Language of the labels: en or zh."),
) -> Response:
    view, facts = _view(request)
    found = await run_in_threadpool(network.citations, facts, least)
    return JSONResponse(_network(found, view.base), headers=_OPEN)
