"""What stands on the wire as what is asked."""

from __future__ import annotations

from urllib.parse import parse_qsl

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.limits import Limits
from api.protocol import Asked, BadRequest, read
from api.settings import Settings
from tests.api.asking import FORM, problem

LIMITS = Limits.of(Settings())


def asked(query_string: bytes, content_type: str | None = None, body: bytes = b"") -> Asked:
    found = read(query_string, content_type, body, None, LIMITS, 1000)
    assert found is not None
    return found


@given(st.text("ab=&+%20;?é甲", max_size=30), st.text("ab=&+%E7é甲", max_size=30))
def test_parameters_are_read_as_the_standard_library_does(before: str, after: str) -> None:
    text = f"{before}&query=ASK%7B%7D%20%E7%94%B2&{after}"
    try:
        expected = [value for name, value in parse_qsl(text, keep_blank_values=True, errors="strict") if name == "query"]
    except UnicodeDecodeError:
        with pytest.raises(BadRequest, match="no UTF-8"):
            asked(text.encode())
        return
    assert expected == ["ASK{} 甲"]
    assert asked(text.encode()).query == "ASK{} 甲"
    assert asked(b"", FORM, text.encode()).query == "ASK{} 甲"


def test_there_are_bounds_to_parameters() -> None:
    assert asked(b"a&" * 999 + b"query=ASK%7B%7D").query == "ASK{}"
    with pytest.raises(BadRequest, match="too many parameters"):
        asked(b"a&" * 1000 + b"query=ASK%7B%7D")


@pytest.mark.anyio
async def test_several_accept_headers_are_one_list(client: httpx.AsyncClient) -> None:
    accept = [("accept", "application/sparql-results+xml;q=0.5"), ("accept", "text/csv")]
    response = await client.get("/sparql", params={"query": "SELECT (1 AS ?x) { }"}, headers=accept)
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    problem(await client.get("/sparql", params={"query": "ASK { }"}, headers=[("accept", "image/png"), ("accept", "x/y")]), 406)
