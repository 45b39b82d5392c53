"""`/ask?q=`: a question in words; JSON for programs, a page for people. `after` repeats the earlier questions of a session."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response

from answers.answerer import EXAMPLES
from api import negotiation
from api.live import Live, View
from api.pages import language_of, page
from api.shelf import Shelf
from api.views.answer import OPEN, reason, shown

router = APIRouter()
Asked = Annotated[str, Query(max_length=2000, description="The question, in Chinese or English.")]
After = Annotated[
    list[Annotated[str, Query(max_length=2000)]],
    Query(max_length=8, description="Earlier questions of the session, oldest first: `and when did it end?` leans on them."),
]


@router.get("/ask", summary="A question in Chinese or English")
async def ask(request: Request, q: Asked = "", after: After = []) -> Response:  # noqa: B006
    live: Live = request.app.state.live
    shelf: Shelf = request.app.state.shelf
    view: View = live.view()
    offers = negotiation.ordered(request.headers.get("accept"), ("application/json", "text/html"))
    as_json = request.query_params.get("format") == "json" or not offers or offers[0] == "application/json"
    answer = await run_in_threadpool(lambda: view.answerer.answer(q, after)) if q.strip() or as_json else None
    if as_json and answer is not None:
        return JSONResponse(answer.to_json(), headers={"Vary": "Accept, Accept-Language", "Access-Control-Allow-Origin": "*"})
    language = language_of(request)
    values: dict[str, Any] = {
        "question": q,
        "answer": answer,
        "shown": await run_in_threadpool(shown, answer, shelf.names(view, language)) if answer else None,
        "reason": reason(answer) if answer else "",
        "most_open": OPEN,
        "examples": EXAMPLES[language],
        "after": [*after, q][-4:],
    }
    return page(request, "ask.html", **values)
