"""Descriptions of things as triples: formats, validators, links to the other forms and to earlier generations."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

import pyoxigraph as ox
from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from api import conditional, describe, problem
from api.live import Live, View
from graph.generations import Generation
from graph.vocabulary import BASE, DCTERMS, PREFIXES

#: File endings of the descriptions, in the server's order of preference.
ENDINGS = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
}
#: A path in more pieces than this is not searched for its unescaped characters: each doubles the work.
_UNDONE = 17
#: Paths under which IRIs are minted.
SPACES = ("id", "concept", "graph")


def iri_of(view: View, space: str, local: str) -> str:
    """The IRI that a path stands for. Concepts are the model's own and keep the published base."""
    return f"{BASE if space == 'concept' else view.base}{space}/{local}"


def split(view: View, space: str, local: str) -> tuple[str, str]:
    """A path as (thing, ending); the ending is empty where the path names the thing itself."""
    name, dot, ending = local.rpartition(".")
    if dot and ending in ENDINGS and describe.exists(view.store, iri_of(view, space, name)):
        return name, ending
    return local, ""


def escaped(view: View, space: str, local: str) -> str:
    """The path of a thing that a client has asked for with unreserved characters unescaped (RFC 3986, section 6.2.2.2).

    Slugs escape some of them (`%5F` is an underscore, `_` a slash), and clients may undo it. Empty where nothing is found.
    """
    pieces = re.split(r"([_~-])", local)
    if len(pieces) > _UNDONE:
        return ""
    for choice in itertools.product((False, True), repeat=len(pieces) // 2):
        marks = [f"%{ord(mark):02X}" if escape else mark for mark, escape in zip(pieces[1::2], choice, strict=True)]
        other = "".join(itertools.chain.from_iterable(itertools.zip_longest(pieces[::2], marks, fillvalue="")))
        name, _ = split(view, space, other)
        if other != local and describe.exists(view.store, iri_of(view, space, name)):
            return other
    return ""


def triples(view: View, iri: str) -> Iterable[ox.Triple]:
    """What a data format of a description holds; of a named graph, all that it says."""
    graph = ox.NamedNode(iri)
    if view.store.ox.contains_named_graph(graph):
        return (q.triple for q in view.store.ox.quads_for_pattern(None, None, None, graph))
    return describe.triples(view.store, iri)


def serialized(held: Iterable[ox.Triple], ending: str) -> bytes:
    """Triples in the format of a file ending, each once."""
    prefixes = PREFIXES if ending == "ttl" else None
    return ox.serialize(dict.fromkeys(held), format=FORMATS[ending], prefixes=prefixes) or b""


async def document(
    request: Request, view: View, iri: str, address: str, ending: str, memento: Generation | None = None
) -> Response:
    """A description in a data format; `address` is its path without the ending."""
    tag = conditional.etag(view.tag, iri, ending)
    headers = {
        "Vary": "Accept-Datetime",
        "ETag": tag,
        "Cache-Control": "public, max-age=31536000, immutable" if memento else conditional.CACHE,
        "Link": ", ".join(_links(request, iri, address, ending)),
    }
    if memento:
        headers["Memento-Datetime"] = http_date(memento)
    if same := conditional.matched(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers={**headers, "ETag": same})
    body = await run_in_threadpool(lambda: serialized(triples(view, iri), ending))
    return Response(body, headers={**headers, "Content-Type": f"{ENDINGS[ending]}; charset=utf-8"})


def _links(request: Request, iri: str, address: str, ending: str) -> Iterable[str]:
    root = request.scope.get("root_path", "")
    yield f'<{iri}>; rel="describes"'
    for other, media in ENDINGS.items():
        if other != ending:
            yield f'<{root}{address}.{other}>; rel="alternate"; type="{media}"'
    yield f'<{root}{address}.{ending}>; rel="original timegate"'
    yield f'<{root}/timemap{address}>; rel="timemap"; type="application/link-format"'
    yield '<https://creativecommons.org/publicdomain/zero/1.0/>; rel="license"'


def replaced_by(view: View, iri: str) -> str:
    """The IRI that took the place of one that was only provisional; empty where none did.

    A thing that is still described, such as a document with a later version, stays where it is.
    """
    node = ox.NamedNode(iri)
    held = list(view.store.ox.quads_for_pattern(node, ox.NamedNode(DCTERMS + "isReplacedBy"), None))
    # Of most things nothing took the place; only of the others all that is said has to be looked at.
    if not held or any(q.predicate != held[0].predicate for q in view.store.ox.quads_for_pattern(node, None, None)):
        return ""
    return next(quad.object.value for quad in held if isinstance(quad.object, ox.NamedNode))


def last_known(request: Request, live: Live, space: str, local: str) -> tuple[Generation, str, str] | None:
    """The latest generation that described an IRI, the IRI, and the address of that description; None where none did."""
    for generation in reversed(live.data.all()):
        view = live.at(generation)
        try:
            name, _ = split(view, space, local)
            known = describe.exists(view.store, iri_of(view, space, name))
        except OSError:
            # Removed while we looked.
            continue
        if known:
            address = f"{request.scope.get('root_path', '')}/memento/{generation.name}/{space}/{name}"
            return generation, iri_of(view, space, name), address
    return None


def missing(
    request: Request, live: Live, space: str, local: str, page: Callable[[str], Response] | None = None
) -> Response | None:
    """What became of an IRI that the live generation does not know: 410 where an earlier one knew it, None where none did.

    `page` makes the answer for people, from the address of the last description; programs get a problem document.
    """
    known = last_known(request, live, space, local)
    if known is None:
        return None
    generation, iri, address = known
    link = f'<{address}>; rel="memento"; datetime="{http_date(generation)}"'
    if page is not None:
        answer = page(address)
        answer.headers["Link"] = link
        return answer
    return problem.problem(
        410,
        "this was described by an earlier generation and is no longer; its last description is linked",
        headers={"Link": link},
        iri=iri,
        generation=generation.name,
    )


# ---- time --------------------------------------------------------------------------------------------------------------
def http_date(generation: Generation) -> str:
    """When a generation was made, as HTTP writes dates."""
    return format_datetime(_made(generation), usegmt=True)


def _made(generation: Generation) -> datetime:
    return datetime.fromisoformat(generation.manifest.created).astimezone(UTC)


def at_time(request: Request, live: Live, space: str, local: str) -> Response | None:
    """The way to the generation that was live at the time of Accept-Datetime (RFC 7089, pattern 2.1); None without one."""
    told = request.headers.get("accept-datetime")
    if told is None:
        return None
    try:
        wanted = parsedate_to_datetime(told)
    except ValueError:
        return problem.problem(400, f"Accept-Datetime: {told!r} is no date; write one such as Tue, 20 May 2025 10:00:00 GMT")
    wanted = wanted.replace(tzinfo=UTC) if wanted.tzinfo is None else wanted
    held = live.data.all()
    before = [generation for generation in held if _made(generation) <= wanted]
    # Before the first that is kept there is none; the closest one answers.
    chosen = before[-1] if before else held[0]
    target = f"{request.scope.get('root_path', '')}/memento/{chosen.name}/{space}/{local}"
    return RedirectResponse(target, 302, headers={"Vary": "Accept, Accept-Datetime"})


def timemap(request: Request, live: Live, space: str, local: str) -> str:
    """The generations that describe a thing, as application/link-format (RFC 7089, section 5); empty where none does."""
    root = f"{request.scope.get('root_path', '')}"
    lines = []
    for generation in live.data.all():
        view = live.at(generation)
        if describe.exists(view.store, iri_of(view, space, local)):
            address = f"{root}/memento/{generation.name}/{space}/{local}"
            lines.append(f'<{address}>; rel="memento"; datetime="{http_date(generation)}"')
    if not lines:
        return ""
    original = f"{root}/{space}/{local}"
    head = [
        f'<{original}>; rel="original timegate"',
        f'<{root}/timemap/{space}/{local}>; rel="self"; type="application/link-format"',
    ]
    return ",\n".join([*head, *lines]) + "\n"
