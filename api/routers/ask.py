"""`/ask?q=`: a question in words; JSON for programs, a page for people."""

from __future__ import annotations

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response

from api import negotiation
from api.live import Live
from api.pages import page

router = APIRouter()


@router.get("/ask", summary="A question in Chinese or English")
async def ask(request: Request, q: str = Query(default="", max_length=2000, description="The question.")) -> Response:
    live: Live = request.app.state.live
    view = live.view()
    answer = await run_in_threadpool(view.answerer.answer, q) if q.strip() else None
    offers = negotiation.ordered(request.headers.get("accept"), ("application/json", "text/html"))
    if request.query_params.get("format") == "json" or not offers or offers[0] == "application/json":
        told = await run_in_threadpool(view.answerer.answer, q) if answer is None else answer
        return JSONResponse(told.to_json(), headers={"Vary": "Accept, Accept-Language", "Access-Control-Allow-Origin": "*"})
    return page(request, "ask.html", question=q, answer=answer)
