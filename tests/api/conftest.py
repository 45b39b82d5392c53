"""What the tests of pages share: a page read as a reader's program sees it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from html.parser import HTMLParser

import httpx
import pytest

#: Gets a page: `response, parsed = await read(client, "/browse", **{"accept-language": "zh"})`.
Read = Callable[..., Awaitable[tuple[httpx.Response, "Parsed"]]]


class Parsed(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def links(self) -> list[str]:
        return [a.get("href") or "" for a in self.all("a")]

    def ids(self) -> set[str | None]:
        return {a.get("id") for _, a in self.tags}

    def asked(self) -> list[str | None]:
        """What stands in the question field."""
        return [a.get("value") for a in self.all("input") if a.get("maxlength") == "500"]


@pytest.fixture(scope="session")
def read() -> Read:
    async def get(client: httpx.AsyncClient, address: str, **headers: str) -> tuple[httpx.Response, Parsed]:
        client.cookies.clear()
        response = await client.get(address, headers={"accept": "text/html", **headers}, follow_redirects=True)
        return response, Parsed(response.text)

    return get
