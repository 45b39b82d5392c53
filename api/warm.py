"""What pages share is made as soon as a generation is the live one, beside the requests: nobody who asks first waits for it."""

from __future__ import annotations

import asyncio
import logging

from fastapi.concurrency import run_in_threadpool

from answers.answerer import EXAMPLES
from api import pages
from api.live import Live, View
from api.shelf import Shelf
from graph.generations import NoGeneration

_LOG = logging.getLogger("mandates.warm")
#: Seconds between two looks at the pointer of the data folder.
EVERY = 1.0
#: After so many looks at the same generation what takes longer is begun: while documents come in, the next one is near.
CALM = 3


async def follow(live: Live, shelf: Shelf) -> None:
    """Prepare each generation that becomes the live one. Runs until it is cancelled."""
    await run_in_threadpool(pages.compile_templates)
    ready, looks = "", 0
    while True:
        try:
            view = await run_in_threadpool(live.view)
        except NoGeneration:
            ready = ""
        else:
            looks = looks + 1 if view.generation.name == ready else 0
            ready = view.generation.name
            if looks in (0, CALM):
                try:
                    await run_in_threadpool(prepare, view, shelf, looks == CALM)
                except Exception:
                    # Whoever asks for a page is told; the generations after this one are prepared all the same.
                    _LOG.exception("generation %s could not be prepared", ready)
        await asyncio.sleep(EVERY)


def prepare(view: View, shelf: Shelf, calm: bool) -> None:
    """What is made at once when a generation is the live one, and what when it has been so for a while."""
    if calm:
        shelf.checking(view)
        # Some of what questions need is made with the first of them.
        for language in EXAMPLES:
            view.answerer.answer(EXAMPLES[language][0])
    else:
        shelf.warm(view)
