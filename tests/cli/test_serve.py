"""`mandates serve`: what it starts, and with which settings."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI

Mandates = Callable[..., Any]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[FastAPI, dict[str, Any]]]:
    """What would have been served, instead of serving it."""
    calls: list[tuple[FastAPI, dict[str, Any]]] = []
    monkeypatch.setattr(uvicorn, "run", lambda app, **options: calls.append((app, options)))
    return calls


def test_defaults(started: list[Any], mandates: Mandates, built: Path) -> None:
    told = mandates("serve", "--data", built)
    assert (told.exit_code, told.stdout) == (0, "Mandate Graph on http://127.0.0.1:8000/\n")
    [(app, options)] = started
    assert (options["host"], options["port"]) == ("127.0.0.1", 8000), "nobody else's machine sees it unless asked to"
    assert app.state.settings.data == built


def test_options_and_environment(started: list[Any], mandates: Mandates, built: Path) -> None:
    environment = {"HOST": "0.0.0.0", "PORT": "81", "MANDATES_QUERY_SECONDS": "3.5", "MANDATES_DATA": str(built)}
    told = mandates("serve", "--port", "8123", env=environment)
    assert told.stdout == "Mandate Graph on http://0.0.0.0:8123/\n"
    [(app, options)] = started
    assert (options["host"], options["port"]) == ("0.0.0.0", 8123)
    assert app.state.settings.query_seconds == 3.5
    assert app.state.settings.data == built


def test_several_processes_make_their_own_application(
    started: list[Any], mandates: Mandates, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MANDATES_DATA", "elsewhere")
    told = mandates("serve", "--processes", "2", "--data", built)
    assert told.exit_code == 0
    [(app, options)] = started
    assert (app, options["factory"], options["workers"]) == ("api.app:served", True, 2)
    assert os.environ["MANDATES_DATA"] == str(built.absolute()), "what each of them reads"


def test_a_port_that_is_none(started: list[Any], mandates: Mandates, built: Path) -> None:
    told = mandates("serve", "--port", "http", "--data", built)
    assert told.exit_code == 2
    assert "Invalid value for '--port'" in told.stderr
    assert started == []


@pytest.mark.slow
def test_it_serves_from_any_folder_and_stops_when_told(built: Path, tmp_path: Path) -> None:
    """With a relative data folder, from a working directory that is not the project's."""
    (tmp_path / "data").symlink_to(built)
    code = (
        "import socket, sys; from cli.main import app\n"
        "free = socket.create_server(('127.0.0.1', 0)); port = free.getsockname()[1]; free.close()\n"
        "sys.stdout.reconfigure(line_buffering=True); app(['serve', '--port', str(port)])"
    )
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as run:
        assert run.stdout is not None
        try:
            match = re.fullmatch(r"Mandate Graph on (http://127\.0\.0\.1:\d+)/\n", run.stdout.readline())
            assert match
            told = None
            for _ in range(100):
                try:
                    query = "/sparql?query=ASK%20%7B%20body%3Aemg%20%3Fp%20%3Fo%20%7D"
                    with urllib.request.urlopen(match[1] + query, timeout=20) as answer:
                        told = json.load(answer)
                    break
                except urllib.error.HTTPError:
                    raise
                except OSError:
                    time.sleep(0.1)
            assert told == {"head": {}, "boolean": True}
        finally:
            run.send_signal(signal.SIGINT)
        run.wait(20)
