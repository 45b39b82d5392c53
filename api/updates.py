"""SPARQL 1.1 updates: refused, unless the server was started with a token and the request carries it.

An update is no change of the live graph but a new generation: readers see all of it or nothing, and the one before stays for
rollback. It is not stopped at a limit; whoever has the token is trusted. The next build or ingest of a document writes that
document's graph, the register's and the derived one anew, whatever an update did to them.
"""

from __future__ import annotations

import hmac

from graph.generations import DataFolder, Generation
from graph.guard import ForbiddenQuery, asks_load, asks_service, resolved
from graph.vocabulary import PREFIXES

#: Media type of an update posted as it is.
BODY = "application/sparql-update"


class NotAllowed(Exception):
    """The request may not change anything; `status` is 403 where nobody may, 401 where the token is missing or wrong."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail


def allow(token: str, authorization: str | None) -> None:
    """Raise NotAllowed unless the Authorization header carries the server's token."""
    if not token:
        raise NotAllowed(403, "updates are not allowed: this endpoint only answers queries")
    scheme, _, given = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), token.encode()):
        raise NotAllowed(401, "updates want the server's token, as `Authorization: Bearer TOKEN`")


def perform(data: DataFolder, text: str) -> Generation:
    """Make a new generation by an update and make it live.

    Raises SyntaxError for a bad update, ForbiddenQuery where it asks other servers, DataFolderBusy while another process
    writes, NoGeneration where there is none to change.
    """
    for reading in dict.fromkeys((text, resolved(text))):
        if asks_service(reading) or asks_load(reading):
            raise ForbiddenQuery("SERVICE and LOAD are not allowed: this endpoint asks no other one on your behalf")
    base = data.current()
    with data.lock():
        draft = data.draft()
        # Nobody knows which graphs an update touches: what is listed and indexed of them is made anew.
        draft.base = None
        try:
            draft.store.ox.update(text, prefixes=PREFIXES)
            counts = {**base.manifest.counts, "quads": len(draft.store.ox)}
            return data.commit(draft, base.manifest.tool, counts, curated=base.manifest.curated)
        except BaseException:
            if hasattr(draft, "store"):
                data.discard(draft)
            raise
