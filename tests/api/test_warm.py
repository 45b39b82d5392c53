"""What pages share is made before they are asked for, for every generation that becomes the live one."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

import pytest

from api import warm
from api.live import Live, View
from api.shelf import Shelf
from graph.generations import DataFolder
from ingest.pipeline import ingest
from ingest.source import make

pytestmark = pytest.mark.anyio


class Noted(Shelf):
    """A shelf that tells what it was asked to prepare."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def warm(self, view: View) -> None:
        self.told.append(view.generation.name)
        if len(self.told) == 1:
            raise OSError("the disk is slow to wake")
        super().warm(view)


async def until(said: Callable[[], bool]) -> None:
    for _ in range(500):
        if said():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it was never so")


async def test_each_generation_is_prepared_once(
    tiny_data: DataFolder, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(warm, "EVERY", 0.01)
    live, shelf = Live(tiny_data), Noted()
    with caplog.at_level(logging.ERROR, "mandates.warm"):
        following = asyncio.create_task(warm.follow(live, shelf))
        await until(lambda: shelf.told == ["000001"])
        assert ingest([make("second.txt", "联合国\n\n报告\n\n1. 大会设立了一个小组。\n")], tiny_data, curated=False).taken
        await until(lambda: shelf.told == ["000001", "000002"])
        # When it has been the live one for a while, questions can be asked without a wait, and it is being checked.
        await until(lambda: "answerer" in vars(live.view()))
        assert await asyncio.to_thread(shelf.checking(live.view()).wait, 60)
        following.cancel()
    assert shelf.told == ["000001", "000002"]
    assert "generation 000001 could not be prepared" in caplog.text, "a failure is told, and does not end the service"
    shelf.close()


async def test_a_folder_without_a_graph_is_followed_too(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warm, "EVERY", 0.01)
    pointer = data.pointer.read_text()
    data.pointer.unlink()
    live, shelf = Live(data), Shelf()
    following = asyncio.create_task(warm.follow(live, shelf))
    await asyncio.sleep(0.3)
    data.pointer.write_text(pointer)
    await until(lambda: shelf._structure is not None)
    following.cancel()
    view = live.view()
    assert shelf.structure(view).span("https://w3id.org/mandate-graph/id/body/gmef").end == "2013-02-22"
    shelf.close()
