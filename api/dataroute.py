"""Routes that only take requests for data, so that a page for people may have the same address."""

from __future__ import annotations

from fastapi.routing import APIRoute
from starlette.routing import Match
from starlette.types import Scope

from api import negotiation
from api.service import FORMATS

#: What people's browsers and programs may be given under one address.
_OFFERS = ("text/html", *FORMATS)


class DataRoute(APIRoute):
    """A route that does not match where the Accept header prefers HTML, or has no wish."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        accept = next((value.decode("latin-1") for name, value in scope.get("headers", ()) if name == b"accept"), "")
        offers = negotiation.ordered(accept, _OFFERS)
        if not offers or offers[0] == "text/html":
            return Match.NONE, {}
        return super().matches(scope)
