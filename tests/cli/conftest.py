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

DOCUMENT = "联合国\n\n报告\n\n1. 大会于1972年设立了联合国环境规划署。\n\n2. 理事会感谢秘书处。\n"


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
def document(tmp_path: Path) -> Path:
    """A tiny document of which one fact is read."""
    path = tmp_path / "texts" / "report.txt"
    path.parent.mkdir()
    path.write_text(DOCUMENT, encoding="utf-8")
    return path
