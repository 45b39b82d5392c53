"""The program as a whole: help, where the data lies, what the exit codes mean."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from cli.console import Code, escape
from cli.main import app

Mandates = Callable[..., Any]
COMMANDS = ("build", "fetch", "measure", "ingest", "validate", "ask", "query", "export", "push", "serve")
ASK = ("ask", "What is the Environment Management Group?")


def squeezed(text: str) -> str:
    return re.sub(r"[\s│]+", " ", text)


# ---- help ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("arguments", [["--help"], ["-h"]])
def test_help_lists_every_command_and_the_exit_codes(arguments: list[str], mandates: Mandates) -> None:
    told = mandates(*arguments)
    assert told.exit_code == 0
    listed = re.findall(r"^│ ([a-z]+) {2,}\S", told.stdout, re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS)
    codes = "0 well; 1 some documents were refused or a shape is broken; 2 wrong call; 3 no graph yet; 4 another process is"
    assert codes in squeezed(told.stdout)
    assert {command.name for command in [*app.registered_commands, *app.registered_groups]} == set(COMMANDS)


def test_no_arguments_is_help_and_a_wrong_call(mandates: Mandates) -> None:
    told = mandates()
    assert told.exit_code == Code.USAGE
    assert "Begin with `mandates build`" in squeezed(told.output)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (
            "build",
            ["Make the graph anew", "--if-empty", "--no-curated", "--base", "MANDATES_BASE", "--workers", "--json", "--data"],
        ),
        (
            "ingest",
            ["Read documents into the graph", "the exit code is 1", "--no-curated", "--base", "--workers", "--json", "--data"],
        ),
        (
            "fetch",
            [
                "Fetch official documents by symbol",
                "goes on where it stopped",
                "--lang",
                "--to",
                "--pause",
                "--service",
                "--json",
            ],
        ),
        ("validate", ["against the shapes", "Exit code 1 where there is a violation", "--lang", "--json", "--data"]),
        ("ask", ["Ask a question in Chinese or English", "Exit code 5", "--json", "--data"]),
        ("query", ["Run a SPARQL query", "--json", "--data"]),
        ("export", ["Write facts, paragraphs or graphs to standard output", "facts", "paragraphs", "graph"]),
        ("export facts", ["One claim a row", "--format", "--all", "--data"]),
        ("export paragraphs", ["One paragraph a row", "--format", "--data"]),
        ("export graph", ["The whole graph, or one named graph of it", "--graph", "--format", "--data"]),
        ("serve", ["Serve pages, linked data, questions and SPARQL", "--host", "--port", "[default: 8000]", "--data"]),
    ],
)
def test_help_of_every_command(command: str, words: list[str], mandates: Mandates) -> None:
    told = mandates(*command.split(), "--help")
    assert told.exit_code == 0
    for word in words:
        assert word in squeezed(told.stdout), word
    assert squeezed(told.stdout).strip().startswith(f"Usage: mandates {command} ")


@pytest.mark.parametrize(
    "arguments", [["bogus"], ["ask"], ["ask", "x", "--bogus"], ["--bogus"], ["export", "facts", "-f", "xls"]]
)
def test_a_wrong_call(arguments: list[str], mandates: Mandates) -> None:
    told = mandates(*arguments)
    assert told.exit_code == Code.USAGE
    assert told.stdout == ""
    assert "Usage: mandates" in told.stderr


# ---- where the data lies -------------------------------------------------------------------------------------------
def test_data_after_the_command(mandates: Mandates, tiny: Path) -> None:
    told = mandates(*ASK, "--data", tiny)
    assert (told.exit_code, told.stderr) == (0, "")
    assert "环境管理小组" in told.stdout


def test_data_before_the_command(mandates: Mandates, tiny: Path) -> None:
    assert mandates("--data", tiny, *ASK).stdout == mandates(*ASK, "--data", tiny).stdout != ""


def test_data_from_the_environment(mandates: Mandates, tiny: Path) -> None:
    assert mandates(*ASK, env={"MANDATES_DATA": str(tiny)}).exit_code == 0


def test_data_from_the_working_directory(mandates: Mandates, tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(tiny)
    assert mandates(*ASK).exit_code == 0


@pytest.mark.parametrize(
    "order",
    [
        ("sub", "program", "environment"),
        ("sub", "environment", "program"),
        ("program", "environment", "sub"),
        ("environment", "sub", "program"),
    ],
)
def test_the_nearest_wins(order: tuple[str, ...], mandates: Mandates, tiny: Path, tmp_path: Path) -> None:
    """After the command before before the command before the environment before `data`; a wrong place must not be asked."""
    places = {
        "sub": lambda folder: ([], ["--data", folder], {}),
        "program": lambda folder: (["--data", folder], [], {}),
        "environment": lambda folder: ([], [], {"MANDATES_DATA": str(folder)}),
    }
    rank = ("sub", "program", "environment")
    used = sorted(order[:2], key=rank.index)
    (tmp_path / "data").symlink_to(tiny)
    for right, wrong, code in ((tiny, tmp_path / "none", 0), (tmp_path / "none", tiny, Code.NO_GRAPH)):
        before, after, environment = [], [], {}
        for place, folder in zip(used, (right, wrong), strict=True):
            b, a, e = places[place](folder)
            before += b
            after += a
            environment |= e
        assert mandates(*before, *ASK, *after, env=environment).exit_code == code


def test_one_call_does_not_remember_anothers_data(mandates: Mandates, tiny: Path) -> None:
    assert mandates("--data", tiny, *ASK).exit_code == 0
    assert mandates(*ASK).exit_code == Code.NO_GRAPH


def test_data_must_be_a_folder(mandates: Mandates, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    told = mandates(*ASK, "--data", tmp_path / "file")
    assert told.exit_code == Code.USAGE
    assert "is a file" in told.stderr


@pytest.mark.parametrize(
    "command",
    [ASK, ("validate",), ("query", "founding"), ("export", "facts"), ("export", "paragraphs"), ("export", "graph"), ("serve",)],
)
def test_without_a_graph_every_command_says_how_to_get_one(command: tuple[str, ...], mandates: Mandates, tmp_path: Path) -> None:
    told = mandates(*command, "--data", tmp_path / "none")
    assert told.exit_code == Code.NO_GRAPH
    assert told.stdout == ""
    assert told.stderr == f"mandates: {tmp_path / 'none'}: no graph yet; run `mandates build` or `mandates ingest FILES`\n"


# ---- exit codes ----------------------------------------------------------------------------------------------------
def test_exit_codes_are_what_scripts_rely_on() -> None:
    assert {code.name: code.value for code in Code} == {
        "OK": 0, "REFUSED": 1, "USAGE": 2, "NO_GRAPH": 3, "BUSY": 4, "UNKNOWN": 5, "QUERY": 6, "OFFLINE": 7,
    }  # fmt: skip


def test_the_program_as_it_is_installed(tiny: Path, tmp_path: Path) -> None:
    """The script itself, in a process of its own: exit code and both streams."""
    script = Path(sys.executable).with_name("mandates")
    run = subprocess.run(
        [script, "ask", "Which decision created the moon?", "--json", "--data", tiny], capture_output=True, cwd=tmp_path
    )
    assert run.returncode == Code.UNKNOWN
    assert json.loads(run.stdout)["status"] == "unknown"
    assert run.stderr == b""


def test_a_reader_that_goes_away_is_no_crash(built: Path) -> None:
    script = Path(sys.executable).with_name("mandates")
    with subprocess.Popen(
        [script, "export", "paragraphs", "--data", built], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        assert json.loads(run.stdout.readline())["address"] == "front"
        run.stdout.close()
        assert b"Traceback" not in run.stderr.read()


# ---- text from documents -------------------------------------------------------------------------------------------
@given(st.text(st.sampled_from("\\[]/abz#@=: \"'红"), max_size=14))
def test_text_is_never_read_as_markup(text: str) -> None:
    assert Text.from_markup(f"[red]x[/] {escape(text)}: y", emoji=False).plain == f"x {text}: y"


@pytest.mark.parametrize("text", ["[1]", "\\[/]", "[/red]", "[link=file:///etc/passwd]x", "第[3]段", "[bold]", "\\\\[b]"])
def test_brackets_are_printed_as_they_stand(text: str) -> None:
    assert Text.from_markup(f"{escape(text)} ", emoji=False).plain == f"{text} "
