"""How pages read: each thing said once, in the reader's language and its punctuation, and what was not understood said too."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from api.words import WORDS

Read = Callable[..., Awaitable[tuple[httpx.Response, Any]]]
pytestmark = pytest.mark.anyio
ZH = {"accept-language": "zh"}


@pytest.mark.parametrize("address", ["/explore/structure?on=2012-13-45", "/explore/structure?on=2012-01-01&with=soon"])
async def test_a_date_that_is_none_is_named(address: str, read: Read, client: httpx.AsyncClient) -> None:
    _, parsed = await read(client, address)
    assert WORDS["en"]["no_such_day"].format(address.rsplit("=", 1)[1]) in parsed.text
    _, parsed = await read(client, "/explore/structure?on=2012-01-01")
    assert WORDS["en"]["no_such_day"].partition("{}")[2] not in parsed.text


async def test_filters_that_are_none_are_named(read: Read, client: httpx.AsyncClient) -> None:
    _, parsed = await read(client, "/facts?relation=nonsense&about=nothing", **ZH)
    assert WORDS["zh"]["no_filter"].format("nothing · nonsense") in parsed.text
    _, parsed = await read(client, "/facts?relation=cites", **ZH)
    assert WORDS["zh"]["no_filter"].partition("{}")[0] not in parsed.text


async def test_a_page_does_not_name_its_own_thing_in_every_line(read: Read, client: httpx.AsyncClient) -> None:
    response, _ = await read(client, "/id/decision/unep-gc/27_2.html")
    table = response.text.split('id="facts"')[1].split("</table>")[0]
    assert "<tr><td>" in table
    assert '<a href="/id/decision/unep-gc/27_2.html">' not in table


@pytest.mark.parametrize(
    "address", ["/id/body/unep.html", "/id/decision/unep-gc/25_4.html", "/explore/timeline", "/search?q=环境"]
)
async def test_chinese_pages_are_punctuated_as_chinese(address: str, client: httpx.AsyncClient) -> None:
    text = (await client.get(address, headers={**ZH, "accept": "text/html"}, follow_redirects=True)).text
    text = text.replace('<span class="nw">', "").replace("</span></a>", "</a>")
    assert re.search(r'class="source"[^>]*>[^<]+，[^<]+</a>', text)
    assert not re.search(r'class="source"[^>]*>[^<]+, 第', text)
    assert not re.search(r"[\u4e00-\u9fff]: ", re.sub(r"<(?:q|blockquote|title)\b.*?</(?:q|blockquote|title)>", "", text))


async def test_lives_in_the_structure_are_told_in_words(read: Read, client: httpx.AsyncClient) -> None:
    _, en = await read(client, "/explore/structure?on=2012-01-01&root=body:unep")
    _, zh = await read(client, "/explore/structure?on=2012-01-01&root=body:unep", **ZH)
    assert "until 22 February 2013" in en.text
    assert "至2013年2月22日" in zh.text
    assert "? –" not in en.text + zh.text


async def test_money_is_labelled_beside_its_bar(client: httpx.AsyncClient) -> None:
    text = (await client.get("/id/fund/environment-fund.html", headers={"accept": "text/html"})).text
    bars = re.findall(r'<th scope="row">([^<]+)</th><td class="n">([\d.,]+)</td><td class="bar">.*?width="([\d.]+)"', text)
    assert len(bars) > 5
    assert {"2014–2015"} <= {label for label, _, _ in bars}
    assert all(0 <= float(width) <= 100 for _, _, width in bars)
    assert max(float(width) for _, _, width in bars) == 100


async def test_years_stand_as_far_apart_as_they_are(client: httpx.AsyncClient) -> None:
    text = (await client.get("/explore/timeline", headers={"accept": "text/html"})).text
    years = re.findall(r'aria-label="(\d{4}): \d+">.*?<rect class="reach" x="(\d+)"', text)
    assert len(years) > 3
    first = int(years[0][0])
    assert all(int(x) == (int(year) - first) * 10 for year, x in years)
