"""What the shapes find across the documents of a generation: looked for once, beside the server, and kept with the generation."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from graph import checking
from graph.checking import Outcome
from graph.generations import Generation

#: The file in the folder of its generation.
FILE = "checks.json"
#: Seconds of processor time after which a rule is given up; on a busy machine it may take so many times as long.
_SECONDS, _AT_MOST = 300.0, 10


class Checking:
    """The check of one generation. It begins when it is made, in processes of its own, and the server goes on meanwhile.

    What was found by now is in `outcomes`, rules that took too long or too much memory are in `given_up`; `rules` is their
    number in all. `changed` is called, in a thread of the check, after each rule and at the end.
    """

    def __init__(self, generation: Generation, changed: Callable[[], None], seconds: float = _SECONDS) -> None:
        self.outcomes: list[Outcome] = []
        self.given_up: list[str] = []
        self.rules = len(checking.rules())
        self._generation, self._changed, self._seconds = generation, changed, seconds
        self._done = threading.Event()
        self._stopped = False
        self._process: subprocess.Popen[str] | None = None
        threading.Thread(target=self._run, daemon=True).start()

    @property
    def is_done(self) -> bool:
        return self._done.is_set()

    def wait(self, seconds: float) -> bool:
        """Whether it is done, at the latest in so many seconds."""
        return self._done.wait(seconds)

    def stop(self) -> None:
        """Leave the rest: nobody will ask for it."""
        self._stopped = True
        if process := self._process:
            process.kill()

    def _run(self) -> None:
        file = self._generation.folder / FILE
        with _alone(file):
            if not self._kept(file):
                self._look()
                if not self._stopped:
                    self._keep(file)
        if not self._stopped:
            self._done.set()
            self._changed()

    def _kept(self, file: Path) -> bool:
        """Take what an earlier check by the same rules found."""
        try:
            told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
            if told["form"] != checking.form():
                return False
            self.outcomes = [Outcome.of(row) for row in told["outcomes"]]
            self.given_up = list(told["given_up"])
        except (OSError, ValueError, KeyError, TypeError):
            return False
        return True

    def _keep(self, file: Path) -> None:
        told = {"form": checking.form(), "outcomes": [asdict(o) for o in self.outcomes], "given_up": self.given_up}
        beside = file.with_suffix(f".{os.getpid()}.new")
        # A folder that cannot be written to, or is gone, costs the next server another check.
        with contextlib.suppress(OSError):
            beside.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
            beside.replace(file)

    def _look(self) -> None:
        rest = checking.rules()
        while rest and not self._stopped:
            for outcome in self._outcomes(rest):
                self.outcomes.append(outcome)
                rest.remove(outcome.rule)
                self._changed()
            if rest and not self._stopped:
                # The process ended at the first of those that are left.
                self.given_up.append(rest.pop(0))

    def _outcomes(self, rules: list[str]) -> Iterator[Outcome]:
        """What a process tells of some rules, as long as none of them takes too long."""
        command = [
            sys.executable,
            "-m",
            "graph.checking",
            str(self._generation.store_path.absolute()),
            str(self._seconds),
            *rules,
        ]
        self._process = process = subprocess.Popen(  # noqa: S603
            command,
            cwd=Path(__file__).parent.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        with process:
            if self._stopped:
                process.kill()
            while True:
                watch = threading.Timer(self._seconds * _AT_MOST, process.kill)
                watch.daemon = True
                watch.start()
                try:
                    line = process.stdout.readline() if process.stdout else ""
                finally:
                    watch.cancel()
                if not line.endswith("\n"):
                    return
                yield Outcome.of(json.loads(line))


@contextlib.contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Of several servers of a data folder one checks, and the others read what it found."""
    try:
        handle = file.with_suffix(".lock").open("w")
    except OSError:
        yield
        return
    with handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
