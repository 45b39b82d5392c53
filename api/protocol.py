"""The request side of the SPARQL 1.1 Protocol (section 2.1): what stands on the wire as what is asked, or why it is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from api import negotiation
from api.formats import GRAPHS, RESULTS, SHORT
from api.limits import PARAMETERS, Limits

FORM = "application/x-www-form-urlencoded"
BODY = "application/sparql-query"
UPDATE = "application/sparql-update"
_OFFERS = (tuple(RESULTS), tuple(GRAPHS))
#: Most parameters of a request.
_MOST = 1000
#: One short name for both kinds of results.
_BOTH = {"xml": "application/rdf+xml", "json": "application/ld+json"}


class BadRequest(Exception):
    """The request does not follow the protocol; the message says how."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail


class Update(Exception):
    """The request is no query but an update, whose text this is."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


@dataclass(frozen=True)
class Asked:
    """A query with its dataset, the media types that its result may have, best first, and its limits."""

    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    results: tuple[str, ...]
    graphs: tuple[str, ...]
    limits: Limits

    def to_worker(self, store: str, base: str) -> dict[str, object]:
        """The request as `api.worker` takes it."""
        return {
            "query": self.query,
            "default_graphs": self.default_graphs,
            "named_graphs": self.named_graphs,
            "results": self.results,
            "graphs": self.graphs,
            "store": store,
            "base": base,
        }


def read(
    query_string: bytes, content_type: str | None, body: bytes, accept: str | None, limits: Limits, longest: int
) -> Asked | None:
    """The question of a request; `content_type` is None for GET. None where a GET asks nothing: it wants the description.

    Raises BadRequest, and Update where it is an update that was asked for.
    """
    pairs = _pairs(query_string)
    queries: list[str] = []
    if content_type is not None:
        media, charset = _media(content_type)
        if media not in (FORM, BODY, UPDATE):
            raise BadRequest(415, f"a query is posted as {FORM} or {BODY}, not as {media or 'nothing'}")
        if charset not in ("", "utf-8", "utf8", "us-ascii"):
            raise BadRequest(415, f"a query is posted in UTF-8, not in {charset}")
        if media == FORM:
            pairs += _pairs(body)
        elif media == BODY:
            queries.append(_text(body))
        else:
            _update(pairs, [_text(body)])
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    queries += found.get("query", [])
    if "update" in found:
        if content_type is None:
            raise BadRequest(400, "an update is posted, not got")
        _update(pairs, found["update"])
    if not pairs and content_type is None:
        return None
    if len(queries) != 1:
        raise BadRequest(400, "exactly one query is wanted, in the parameter `query` or as the body")
    return compose(queries[0], found, accept, limits, longest)


def compose(query: str, found: Mapping[str, list[str]], accept: str | None, limits: Limits, longest: int) -> Asked:
    """A query with the other parameters of its request. Raises BadRequest."""
    if len(query) > longest:
        raise BadRequest(413, f"the query is longer than {longest} characters")
    one = {name: values[-1] for name, values in found.items()}
    try:
        lowered = limits.lowered(one) if PARAMETERS.keys() & one.keys() else limits
    except ValueError as error:
        raise BadRequest(400, str(error)) from error
    results, graphs = _accepted(one, accept)
    return Asked(
        query,
        tuple(found.get("default-graph-uri", ())),
        tuple(found.get("named-graph-uri", ())),
        results,
        graphs,
        lowered,
    )


def _update(pairs: list[tuple[str, str]], texts: list[str]) -> None:
    """Raise what an update is. Datasets by parameter are not known here: an update names its graphs itself."""
    names = {name for name, _ in pairs}
    if len(texts) != 1 or "query" in names:
        raise BadRequest(400, "exactly one update is wanted, in the parameter `update` or as the body, and no query beside it")
    if names & {"using-graph-uri", "using-named-graph-uri"}:
        raise BadRequest(400, "using-graph-uri is not known here; name the graphs in the update, by USING or WITH")
    raise Update(texts[0])


def _accepted(one: Mapping[str, str], accept: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if name := one.get("format") or one.get("output"):
        accept = ", ".join(filter(None, (SHORT.get(name, name), _BOTH.get(name))))
    return tuple(negotiation.ordered(accept, _OFFERS[0])), tuple(negotiation.ordered(accept, _OFFERS[1]))


def _media(content_type: str) -> tuple[str, str]:
    """A media type and its charset, both in small letters."""
    media, _, rest = content_type.partition(";")
    charset = next((p.partition("=")[2] for p in rest.split(";") if p.strip().lower().startswith("charset=")), "")
    return media.strip().lower(), charset.strip().strip('"').lower()


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest(400, f"the body is no UTF-8: {error}") from error


def _pairs(text: bytes) -> list[tuple[str, str]]:
    """The parameters of a query string or form: as `urllib.parse.parse_qsl`, in a third of its time."""
    parts = text.split(b"&", _MOST)
    if len(parts) > _MOST:
        raise BadRequest(400, "there are too many parameters")
    found = []
    for part in filter(None, parts):
        name, _, value = part.replace(b"+", b" ").partition(b"=")
        try:
            found.append((unquote_to_bytes(name).decode(), unquote_to_bytes(value).decode()))
        except UnicodeDecodeError as error:
            raise BadRequest(400, f"the parameters are no UTF-8: {error}") from error
    return found
