"""Pages are kept with their generation; those made before all was known go when it is."""

from __future__ import annotations

import threading

import pytest

from api import shelf as module
from api.live import View
from api.shelf import Sheet, Shelf
from graph.generations import Generation
from graph.validate import Finding

PAGE = Sheet(b"page", "en")


def test_a_page_made_before_the_findings_goes_when_they_are_known(
    generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    going = threading.Event()

    def slowly(store: object) -> list[Finding]:
        assert going.wait(20)
        return []

    monkeypatch.setattr(module, "validate_whole", slowly)
    view, shelf = View(generation), Shelf()
    assert shelf.get(view, "en", "/quality") is None
    assert shelf.findings(view, 0) is None
    shelf.put(view, "en", "/quality", PAGE, passing=True)
    assert shelf.get(view, "en", "/quality") == PAGE, "it is not made anew for everybody who asks"
    going.set()
    assert shelf.findings(view, 20) == []
    shelf.put(view, "en", "/quality", PAGE, passing=True)
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and thread.daemon:
            thread.join(1)
    assert shelf.get(view, "en", "/quality") is None, "one that comes too late is not kept"
    shelf.put(view, "en", "/quality", PAGE)
    assert shelf.get(view, "en", "/quality") == PAGE


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
