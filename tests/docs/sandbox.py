"""A folder like a fresh clone with a built graph, in which the commands of the documentation run."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.docs.blocks import ROOT, Step
from tests.scores.shared import SHARED

_SHOWN = "127.0.0.1:8000"


class Sandbox:
    """Runs steps one after the other; starts a server when the first one needs it."""

    def __init__(self, place: Path, built: Path) -> None:
        self.folder = place / "mandate-graph"
        self.folder.mkdir()
        for name in ("documents", "queries", "docs", "bench", "shapes"):
            (self.folder / name).symlink_to(ROOT / name)
        if SHARED.is_dir():
            (place / "shared").symlink_to(SHARED.resolve())
        shutil.copytree(built, self.folder / "data", ignore=shutil.ignore_patterns("lock"))
        programs = place / "bin"
        programs.mkdir()
        # A link to the interpreter would not find the packages of its environment.
        for name, arguments in (("mandates", "-c 'from cli.main import main; main()' "), ("python", "")):
            (programs / name).write_text(f"#!/bin/sh\nexec '{sys.executable}' {arguments}\"$@\"\n", encoding="utf-8")
            (programs / name).chmod(0o755)
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("MANDATES_")},
            "PATH": f"{programs}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "COLUMNS": "120",
            "LC_ALL": "C.UTF-8",
        }
        self._server: subprocess.Popen[bytes] | None = None
        self._address = ""

    def run(self, step: Step) -> tuple[int, str, str]:
        """The exit code, what the command printed, and what it said on standard error."""
        command = step.command.replace(_SHOWN, self._serve()) if step.needs_server else step.command
        told = subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=240,
        )
        return told.returncode, told.stdout.replace(self._address or _SHOWN, _SHOWN), told.stderr

    def _serve(self) -> str:
        if self._server is None:
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                port = free.getsockname()[1]
            self._address = f"127.0.0.1:{port}"
            self._server = subprocess.Popen(
                ["mandates", "serve", "--port", str(port)],
                executable=str(self.folder.parent / "bin" / "mandates"),
                cwd=self.folder,
                env=self.environment,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )
            self._wait()
        return self._address

    def _wait(self) -> None:
        assert self._server is not None
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self._server.poll() is None:
            with contextlib.suppress(urllib.error.URLError, ConnectionError):
                urllib.request.urlopen(f"http://{self._address}/health", timeout=5).close()
                return
            time.sleep(0.1)
        raise AssertionError("the server of the documentation did not start")

    def close(self) -> None:
        if self._server is not None:
            self._server.terminate()
            try:
                self._server.wait(20)
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait()
