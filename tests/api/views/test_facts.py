"""Facts as pages show them."""

from __future__ import annotations

import pytest

from api.views.facts import Fact, Source
from api.views.names import Link


@pytest.mark.parametrize(
    ("action", "quote", "told"),
    [
        ("convene a group", "Requests the Director to convene a group;", "convene a group"),
        ("convene a gro", "Requests the Director to convene a group;", "convene a …"),
        ("convene a", "Requests the Director to convene a group;", "convene a …"),
        ("继续支持", "请主任继续支持该小组。", "继续支持 …"),
        ("继续支持该小组", "请主任继续支持该小组。", "继续支持该小组"),
        ("in other words", "Requests the Director to convene a group;", "in other words"),
        ("word " * 16 + "wo", "printed otherwise", ("word " * 16).strip() + " …"),
    ],
)
def test_an_action_that_was_cut_off_says_so(action: str, quote: str, told: str) -> None:
    source = Source("urn:e", quote, "en", Link("A/1", "urn:d"), "main/1", False, 1)
    link = Link("x", "urn:x")
    fact = Fact(
        "urn:c", "mandates", link, link, None, "asserted", "extracted", "", {"action": action}, None, None, None, (source,)
    )
    assert fact.told_action == told
