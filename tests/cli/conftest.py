"""The command line as a function: arguments in, exit code and output out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from cli.main import app

#: Calls the program: `mandates("ask", "…", "--data", folder)`.
Mandates = Callable[..., Result]


@pytest.fixture
def mandates(no_environment: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mandates:
    """The program in this process, with a wide terminal and in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "400")
    runner = CliRunner()

    def call(*arguments: object, stdin: str | bytes | None = None, env: dict[str, str] | None = None) -> Result:
        result = runner.invoke(app, [str(a) for a in arguments], input=stdin, env=env)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


@pytest.fixture
def document(tmp_path: Path, tiny_text: str) -> Path:
    """The tiny document as a file."""
    path = tmp_path / "texts" / "report.txt"
    path.parent.mkdir()
    path.write_text(tiny_text, encoding="utf-8")
    return path
