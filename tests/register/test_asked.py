"""Every thing that the register must know is found by each of its names, in both languages, and by that thing alone."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from graph.names import key
from graph.vocabulary import BASE
from register.load import Register, load

ASKED = tomllib.loads(Path(__file__).with_name("asked.toml").read_text(encoding="utf-8"))
THINGS = [(f"{kind}/{slug}", names) for kind, things in ASKED.items() for slug, names in things.items()]


@pytest.fixture(scope="module")
def register() -> Register:
    return load()


@pytest.fixture(scope="module")
def bearers(register: Register) -> dict[str, set[str]]:
    """Who goes by a name, case aside; a short form counts where no name is the same."""
    names: dict[str, set[str]] = defaultdict(set)
    for entry in register.entries.values():
        for name, _ in entry.names:
            names[key(name).casefold()].add(entry.iri.removeprefix(BASE + "id/"))
    short: dict[str, set[str]] = defaultdict(set)
    for entry in register.entries.values():
        for name, _ in entry.short_forms:
            short[key(name).casefold()].add(entry.iri.removeprefix(BASE + "id/"))
    return {**short, **names}


@pytest.mark.parametrize(("thing", "names"), THINGS, ids=[thing for thing, _ in THINGS])
def test_each_name_means_the_one_thing(thing: str, names: list[str], bearers: dict[str, set[str]]) -> None:
    assert {name: bearers.get(key(name).casefold(), set()) for name in names} == {name: {thing} for name in names}


@pytest.mark.parametrize(("thing", "names"), THINGS, ids=[thing for thing, _ in THINGS])
def test_each_is_asked_for_and_named_in_both_languages(thing: str, names: list[str], register: Register) -> None:
    assert any(re.search(r"[㐀-鿿]", name) for name in names)
    assert any(name.isascii() for name in names)
    assert {"zh", "en"} <= {language for _, language in register.entries[f"{BASE}id/{thing}"].names}
    assert register.entries[f"{BASE}id/{thing}"].class_name


def test_the_offices_are_all_there(register: Register) -> None:
    for form, count in (("unep-ro-", 6), ("unep-sro-", 5), ("unep-co-", 6), ("unep-lo-", 2), ("unep-po-", 1)):
        assert len([iri for iri in register.entries if f"/body/{form}" in iri]) == count, form
