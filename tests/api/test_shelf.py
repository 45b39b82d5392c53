"""Pages are kept with their generation; those made before all was known go when more is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from api import shelf as module
from api.live import View
from api.shelf import Sheet, Shelf
from graph.generations import Generation

PAGE = Sheet(b"page", "en")


class Going:
    """A check that is as far as it is told."""

    def __init__(self, generation: Generation, changed: Callable[[], None]) -> None:
        self.changed, self.is_done, self.stopped = changed, False, False

    def stop(self) -> None:
        self.stopped = True


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    monkeypatch.setattr(module, "Checking", Going)
    return Shelf()


def test_a_page_made_before_all_is_checked_goes_when_more_is_known(shelf: Shelf, generation: Generation) -> None:
    view = View(generation)
    going = shelf.checking(view)
    assert isinstance(going, Going)
    for address in ("/quality", "/other"):
        shelf.put(view, "en", address, PAGE, passing=address == "/quality")
        assert shelf.get(view, "en", address) == PAGE, "it is not made anew for everybody who asks"
    going.changed()
    assert shelf.get(view, "en", "/quality") is None
    assert shelf.get(view, "en", "/other") == PAGE, "a page that does not show what is checked stays"
    going.is_done = True
    shelf.put(view, "en", "/quality", PAGE, passing=True)
    assert shelf.get(view, "en", "/quality") is None, "one that comes too late is not kept"
    shelf.put(view, "en", "/quality", PAGE)
    going.changed()
    assert shelf.get(view, "en", "/quality") == PAGE


def test_a_generation_is_checked_once_and_no_longer_than_it_is_live(shelf: Shelf, generation: Generation) -> None:
    view = View(generation)
    going = shelf.checking(view)
    assert shelf.checking(view) is going
    assert isinstance(going, Going)
    following = shelf.checking(View(replace(generation, folder=generation.folder.with_name("000099"))))
    assert going.stopped
    assert isinstance(following, Going)
    assert not following.stopped
    shelf.close()
    assert following.stopped


def test_the_longest_unused_pages_go_first(generation: Generation) -> None:
    view, shelf = View(generation), Shelf(most_bytes=10)
    shelf.get(view, "en", "/")
    for address in ("/a", "/b"):
        shelf.put(view, "en", address, PAGE)
    assert shelf.get(view, "en", "/a") == PAGE
    shelf.put(view, "en", "/c", PAGE)
    assert [shelf.get(view, "en", address) for address in ("/a", "/b", "/c")] == [PAGE, None, PAGE]


def test_structure_and_ledger_are_made_once(generation: Generation) -> None:
    view, shelf = View(generation), Shelf()
    assert shelf.structure(view) is shelf.structure(view)
    assert shelf.ledger(view) is shelf.ledger(view)
