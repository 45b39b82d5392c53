"""Pages from templates, in the reader's language."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from answers.phrases import day, where
from api import conditional
from api.live import View
from api.shelf import Sheet, Shelf
from api.views.dates import span, valid
from api.views.facts import Facts
from api.views.merged import told_once
from api.views.money import years
from api.views.wording import clause, life
from api.words import WORDS
from graph.iris import Iris
from graph.vocabulary import CONCEPT

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "zh")
#: Scripts that are fetched by `make serve`, by the island that needs them.
ISLANDS = {"graph": "cytoscape.esm.min.mjs", "editor": "yasqe.min.js"}
_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
#: What makes a page: the facts of the generation in the reader's language to a template and its values; None is 404.
Build = Callable[[View, Facts], tuple[str, Mapping[str, Any]] | None]


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
        undefined=StrictUndefined,
    )
    environment.filters["where"] = where
    environment.filters["day"] = day
    environment.filters["span"] = span
    environment.filters["life"] = life
    environment.filters["clause"] = clause
    environment.filters["years"] = years
    environment.filters["once"] = told_once
    environment.tests["date"] = lambda text: valid(str(text))
    environment.filters["code"] = coded
    environment.filters["breakable"] = breakable
    environment.filters["number"] = grouped
    environment.filters["n"] = lambda n, what, language: WORDS[language][("one_" if n == 1 else "n_") + what].format(n)
    environment.filters["anchor"] = lambda address: Iris().paragraph("", address).lstrip("/")
    return environment


def compile_templates() -> None:
    """Compile every template, so that no page bears it."""
    environment = _environment()
    for name in environment.list_templates():
        environment.get_template(name)


def grouped(number: float | str) -> str:
    """A number with its thousands set apart: `44897` is `44,897`; what is no number stays as it is.

    >>> grouped(44897), grouped("177.10"), grouped("n/a")
    ('44,897', '177.1', 'n/a')
    """
    try:
        return f"{float(number):,.4f}".rstrip("0").rstrip(".")
    except ValueError:
        return str(number)


def coded(text: str) -> Markup:
    """A text with what stands between backticks as code.

    >>> str(coded("`a < b` reads"))
    '<code>a &lt; b</code> reads'
    """
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704


def breakable(address: str) -> Markup:
    """An address that may break after its slashes, where it has no room.

    >>> str(breakable("graph/doc/<x>"))
    'graph/<wbr>doc/<wbr>&lt;x&gt;'
    """
    return Markup(str(escape(address)).replace("/", "/<wbr>"))  # noqa: S704


def local(iri: str, base: str, root: str = "") -> str:
    """The address on this server, shown under `root`, of an IRI of the graph; other people's stay, if they are of the web."""
    if iri.startswith(base):
        return f"{root}/{iri.removeprefix(base)}"
    # Concepts are the model's own and stay under the published base.
    if iri.startswith(CONCEPT):
        return f"{root}/concept/{iri.removeprefix(CONCEPT)}"
    return iri if re.match(r"https?://", iri) else ""


def thing_of(text: str, base: str) -> str:
    """`body:emg`, `body/emg`, `/id/body/emg` or a full IRI, as the IRI under a base; empty for what can be none.

    >>> thing_of("body:emg", "https://e.org/"), thing_of("concept:theme/waste", "https://e.org/"), thing_of("", "x")
    ('https://e.org/id/body/emg', 'https://w3id.org/mandate-graph/concept/theme/waste', '')
    """
    text = text.strip()
    if re.search(r"""[\s<>"{}|\\^`\x00-\x1f]""", text) or not text or len(text) > 500:
        return ""
    if re.match(r"https?://[^/]+/", text):
        return text
    kind, _, rest = text.removeprefix("/").removeprefix("id/").replace(":", "/", 1).partition("/")
    if not re.fullmatch(r"[a-z]+", kind) or not rest:
        return ""
    return f"{CONCEPT}{rest}" if kind == "concept" else f"{base}id/{kind}/{rest}"


def short(iri: str, base: str) -> str:
    """An IRI of the graph as it stands in addresses of pages: `body:emg`; others whole."""
    match = re.fullmatch(re.escape(base) + r"id/([a-z]+)/(.+)", iri)
    if match:
        return f"{match[1]}:{match[2]}"
    return "concept:" + iri.removeprefix(CONCEPT) if iri.startswith(CONCEPT) else iri


def address(request: Request, **changes: str | int | None) -> str:
    """The address of this page with some parameters changed; None takes one away."""
    wanted = {k: v for k, v in request.query_params.multi_items() if k not in changes}
    wanted |= {k: str(v) for k, v in changes.items() if v not in (None, "")}
    path = quote(request.url.path, safe="/%:@!$&'()*+,;=~-._")
    return path + ("?" + urlencode(wanted) if wanted else "")


def render(request: Request, template: str, language: str, base: str, values: Mapping[str, Any]) -> str:
    """A template filled. It sees `t` (the words of the reader's language), `lang`, `local`, `short`, `with_` and `islands`."""
    other = "zh" if language == "en" else "en"
    # A proxy may show the server under a path of its own.
    root = request.scope.get("root_path", "").rstrip("/")
    return _environment().get_template(template).render(
        {
            "t": WORDS[language],
            "lang": language,
            "other": other,
            "switch": address(request, lang=other),
            "root": root,
            "path": request.url.path.removeprefix(root),
            "query": str(request.query_params.get("q", "")),
            "local": lambda iri: local(iri, base, root),
            "short": lambda iri: short(iri, base),
            "with_": functools.partial(address, request),
            "islands": {name: (FOLDER / "static" / "vendor" / file).exists() for name, file in ISLANDS.items()},
            **values,
        }
    )  # fmt: skip


def page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """A page that is made for this request alone."""
    language = language_of(request)
    html = render(request, template, language, request.app.state.live.base, values)
    return _answer(request, Sheet(html.encode(), language), status)


async def shown(request: Request, build: Build, stamp: str = "") -> Response:
    """A page of the live generation: made once in each language, kept, and sent again until the generation changes.

    `stamp` stands for what else the page is made from: with another one it is made anew. Raises NoGeneration where there is none.
    """
    view: View = request.app.state.live.view()
    shelf: Shelf = request.app.state.shelf
    language = language_of(request)
    where_to = address(request, lang=None) + (f" {stamp}" if stamp else "")
    sheet = shelf.get(view, language, where_to)
    if sheet is None:

        def make() -> tuple[Sheet, bool] | None:
            made = build(view, Facts(shelf.names(view, language)))
            if made is None:
                return None
            template, values = made
            # What is not yet known of a generation makes a page that is kept only until it is.
            return Sheet(render(request, template, language, view.base, values).encode(), language), bool(values.get("passing"))

        told = await run_in_threadpool(make)
        if told is None:
            return page(request, "missing.html", status=404)
        sheet, passing = told
        shelf.put(view, language, where_to, sheet, passing=passing)
    return _answer(request, sheet)


def _answer(request: Request, sheet: Sheet, status: int = 200) -> Response:
    headers = {
        "Vary": "Accept, Accept-Language, Cookie",
        "Content-Language": sheet.language,
        "Content-Security-Policy": _POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cache-Control": "no-cache",
    }
    if status == 200:
        headers["ETag"] = sheet.tag
    unchanged = status == 200 and conditional.matched(request.headers.get("if-none-match"), sheet.tag)
    response: Response = (
        Response(status_code=304, headers=headers) if unchanged else HTMLResponse(sheet.body, status, headers=headers)
    )
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie("lang", sheet.language, max_age=31_536_000, samesite="lax")
    return response
