"""Pages from templates, in the reader's language."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, select_autoescape

from answers.phrases import day, where
from api.words import WORDS

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "zh")


def language_of(request: Request) -> str:
    """`?lang=` first, then the cookie of an earlier choice, then Accept-Language, then English."""
    for chosen in (request.query_params.get("lang"), request.cookies.get("lang")):
        if chosen in LANGUAGES:
            return chosen
    wishes = []
    for piece in request.headers.get("accept-language", "").split(","):
        match = re.fullmatch(r"\s*([A-Za-z]{1,8})(?:-[A-Za-z0-9-]+)?\s*(?:;\s*q=([01](?:\.[0-9]{0,3})?))?\s*", piece)
        if match and float(match[2] or 1) > 0:
            wishes.append((float(match[2] or 1), match[1].lower()))
    return next((tag for _, tag in sorted(wishes, key=lambda w: -w[0]) if tag in LANGUAGES), "en")


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=select_autoescape(),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["where"] = where
    environment.filters["day"] = day
    return environment


def local(iri: str, base: str) -> str:
    """The address on this server of an IRI of the graph; other people's IRIs stay what they are."""
    return "/" + iri.removeprefix(base) if iri.startswith(base) else iri


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page. Templates see `t` (the words of the reader's language), `lang`, `here` and `local`."""
    language = language_of(request)
    base: str = request.app.state.live.base
    html = _environment().get_template(template).render(
        t=WORDS[language], lang=language, other="zh" if language == "en" else "en", here=request.url.path,
        query=str(request.query_params.get("q", "")), local=lambda iri: local(iri, base), **values,
    )  # fmt: skip
    headers = {
        "Vary": "Accept, Accept-Language, Cookie",
        "Content-Language": language,
        "Content-Security-Policy": "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    }
    response = HTMLResponse(html, status, headers=headers)
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie("lang", language, max_age=31_536_000, samesite="lax")
    return response
