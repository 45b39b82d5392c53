"""What pages share is made as soon as a generation is the live one, beside the requests: nobody who asks first waits for it."""

from __future__ import annotations

import asyncio
import logging

from fastapi.concurrency import run_in_threadpool

from api import pages
from api.live import Live
from api.shelf import Shelf
from graph.generations import NoGeneration

_LOG = logging.getLogger("mandates.warm")
#: Seconds between two looks at the pointer of the data folder.
EVERY = 1.0


async def follow(live: Live, shelf: Shelf) -> None:
    """Prepare the pages of each generation that becomes the live one. Runs until it is cancelled."""
    await run_in_threadpool(pages.compile_templates)
    ready = ""
    while True:
        try:
            view = await run_in_threadpool(live.view)
        except NoGeneration:
            ready = ""
        else:
            if view.generation.name != ready:
                ready = view.generation.name
                try:
                    await run_in_threadpool(shelf.warm, view)
                except Exception:
                    # Whoever asks for a page is told; the generations after this one are prepared all the same.
                    _LOG.exception("generation %s could not be prepared", ready)
        await asyncio.sleep(EVERY)
