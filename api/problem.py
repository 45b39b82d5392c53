"""Errors as `application/problem+json` (RFC 9457): what went wrong, where, and the mend."""

from __future__ import annotations

import re

from fastapi.responses import JSONResponse

from api.channel import QueryFailed

_POSITION = re.compile(r"(?:at|line)\s*(?P<line>\d+)[:, ]+(?:column )?(?P<column>\d+)")
_TITLES = {
    400: "The request is wrong", 401: "Who are you?", 403: "Not allowed", 404: "There is no such thing here",
    405: "This method is not known here", 406: "No acceptable format", 410: "Withdrawn", 413: "Too large",
    415: "This media type is not taken", 503: "Too busy", 504: "Stopped at the time limit",
    507: "Stopped at the memory limit",
}  # fmt: skip


def problem(
    status: int,
    detail: str,
    *,
    kind: str = "about:blank",
    headers: dict[str, str] | None = None,
    **more: object,
) -> JSONResponse:
    """A problem document; `more` are members of its own, such as `line` and `excerpt`."""
    content = {
        "type": kind,
        "title": _TITLES.get(status, "Error"),
        "status": status,
        "detail": detail,
        **more,
    }
    return JSONResponse(content, status, headers=headers, media_type="application/problem+json")


def of_query(error: QueryFailed, query: str) -> JSONResponse:
    """What a query came to, with the place of a syntax error and the words around it."""
    more: dict[str, object] = {}
    if error.kind == "syntax" and (match := _POSITION.search(error.detail)):
        line, column = int(match["line"]), int(match["column"])
        lines = query.splitlines()
        more = {
            "line": line,
            "column": column,
            "excerpt": lines[line - 1][max(0, column - 40) : column + 40] if 0 < line <= len(lines) else "",
        }
    headers = {"Retry-After": "3"} if error.status == 503 else None
    return problem(error.status, error.detail, kind=f"urn:mandate-graph:{error.kind}", headers=headers, **more)
