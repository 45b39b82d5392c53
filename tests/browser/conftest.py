"""A real browser over a real server. Where no browser is found these tests are skipped, and the run says so at its end."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from api.app import create_app
from api.settings import Settings

ROOT = Path(__file__).parents[2]
#: Opens a page: `with visit("/browse", language="zh", width=390) as page`.
Visit = Callable[..., AbstractContextManager[Page]]


def chromium() -> str:
    """The browser of the machine: $CHROMIUM, or Debian's; empty where there is none."""
    named = os.environ.get("CHROMIUM", "")
    return named or next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), "")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if not path:
        pytest.skip("NO BROWSER: install chromium and fonts-noto-cjk, or set CHROMIUM, to test the pages in one")
    # A loaded machine is slow, not wrong.
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def islands() -> None:
    """The scripts of the islands and the checker, as `make frontend` lays them."""
    wanted = (ROOT / "api/static/vendor/.done", ROOT / "frontend/node_modules/axe-core/axe.min.js")
    if not all(path.exists() for path in wanted):
        pytest.skip("NO SCRIPTS: run `make frontend` to test the graph view, the editor and accessibility")


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """The address of a server of the digests."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(Settings(data=built)), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(200):
        if server.started:
            break
        time.sleep(0.1)
    assert server.started
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def visit(browser: Browser, address: str) -> Visit:
    """Opens pages, and fails where a page reports an error to the console."""

    @contextmanager
    def opened(path: str, *, language: str = "en", width: int = 1024, **options: Any) -> Iterator[Page]:
        locale = "zh-CN" if language == "zh" else "en-GB"
        context = browser.new_context(
            base_url=address, locale=locale, viewport={"width": width, "height": 900}, accept_downloads=True, **options
        )
        page = context.new_page()
        told: list[str] = []

        def note(message: ConsoleMessage) -> None:
            # A refused request is the page's to show; the browser tells of it in any case.
            if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
                told.append(message.text)

        page.on("console", note)
        page.on("pageerror", lambda error: told.append(str(error)))
        try:
            page.goto(path)
            yield page
            assert told == [], f"{path}: the console says {told}"
        finally:
            context.close()

    return opened
