"""`/ask?q=`: a question in words; JSON for programs, a page for people. `after` repeats the earlier questions of a session."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response

from api import negotiation
from api.live import Live
from api.pages import page

router = APIRouter()
Asked = Annotated[str, Query(max_length=2000, description="The question, in Chinese or English.")]
After = Annotated[
    list[Annotated[str, Query(max_length=2000)]],
    Query(max_length=8, description="Earlier questions of the session, oldest first: `and when did it end?` leans on them."),
]


@router.get("/ask", summary="A question in Chinese or English")
async def ask(request: Request, q: Asked = "", after: After = []) -> Response:  # noqa: B006
    live: Live = request.app.state.live
    answerer = live.view().answerer
    offers = negotiation.ordered(request.headers.get("accept"), ("application/json", "text/html"))
    as_json = request.query_params.get("format") == "json" or not offers or offers[0] == "application/json"
    answer = await run_in_threadpool(answerer.answer, q, after) if q.strip() or as_json else None
    if as_json and answer is not None:
        return JSONResponse(answer.to_json(), headers={"Vary": "Accept, Accept-Language", "Access-Control-Allow-Origin": "*"})
    return page(request, "ask.html", question=q, answer=answer, after=[*after, q][-4:])
