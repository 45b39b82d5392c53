"""`/quality`: what stands behind the facts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.live import View
from api.pages import shown
from api.shelf import Shelf
from api.views.catalogue import coverage, part, provisional
from api.views.checks import grouped, pairs
from api.views.facts import Facts
from api.views.measures import measured, stamp
from graph.ledger import Wanted
from graph.store import value
from graph.validate import short
from graph.vocabulary import MG

router = APIRouter(include_in_schema=False)
_MOST = 100
#: Claims among which one with a source is looked for.
_FIRST = 5
#: A graph of so few documents is checked in a moment, for which the page waits.
FEW_DOCUMENTS = 100
#: Seconds for which the page waits for what the shapes find across few documents.
_PATIENCE = 5.0


@router.get("/quality")
async def quality(request: Request) -> Response:
    asked = request.query_params
    data: Path = request.app.state.settings.data

    def build(view: View, facts: Facts) -> tuple[str, dict[str, Any]]:
        names = facts.names
        shelf: Shelf = request.app.state.shelf
        few = len(view.generation.manifest.documents) <= FEW_DOCUMENTS
        checking = shelf.checking(view)
        # What is known by now is taken before it is looked whether that was all.
        done, outcomes = checking.wait(_PATIENCE if few else 0), list(checking.outcomes)
        read = coverage(facts, view.generation.manifest.documents)
        waiting = provisional(facts)
        names.prime(waiting[:_MOST])
        values: dict[str, Any] = {
            "findings": grouped(facts, outcomes),
            "pairs": pairs(facts, outcomes),
            "passing": not done,
            "checked": (len(outcomes), checking.rules),
            "given_up": [short(rule) for rule in checking.given_up],
            "cut": [short(outcome.rule) for outcome in outcomes if outcome.cut],
            "waiting": [(names.link(iri), _first(facts, iri)) for iri in waiting[:_MOST]],
            "n_waiting": len(waiting),
            "found": part(read, asked.get("page", "1"), 100),
            "names": names,
            "measured": measured(data, names),
            "generation": view.generation.name,
            "confidence": _confidence(facts),
        }
        values["toc"] = [
            ("shapes", max(len(values["findings"]), 1)),
            ("contradictions", max(len(values["pairs"]), 1)),
            ("candidates", len(waiting)),
            ("coverage", len(read)),
            ("measured", 1),
        ]
        return "quality.html", values

    return await shown(request, build, stamp(data))


def _first(facts: Facts, iri: str) -> str:
    """The first paragraph that mentions a thing, else that of a claim about it; empty where there is neither."""
    if found := facts.ledger.first(iri):
        return found
    told = facts.each(facts.ledger.claims(Wanted(about=iri), _FIRST))
    source = next((fact.source for fact in told if fact.source), None)
    return value(facts.names.one(source.iri, MG + "inParagraph")) if source else ""


def _confidence(facts: Facts) -> list[tuple[str, int]]:
    """How many facts were read with a confidence of each tenth, the surest first."""
    return [(f"0.{tenth} – {(tenth + 1) / 10:.1f}", n) for tenth, n in facts.ledger.confidence()]
