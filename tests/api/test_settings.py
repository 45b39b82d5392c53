"""Settings: a table, read when the application is made."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from api.app import create_app
from api.settings import Settings


def test_defaults() -> None:
    assert Settings.from_environment({}) == Settings()
    assert Settings().data == Path("data")


def test_every_setting_says_what_it_is_for() -> None:
    for item in fields(Settings):
        assert item.metadata["help"].endswith("."), item.name
        assert item.name.islower()


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("data", "/srv/graph", Path("/srv/graph")),
        ("query_workers", "7", 7),
        ("query_seconds", "2.5", 2.5),
        ("query_seconds", "3", 3.0),
        ("query_memory_mb", "64", 64),
        ("query_bytes_mb", "1", 1),
        ("query_queue", "0", 0),
        ("query_length", "99", 99),
        ("query_long", "3", 3),
        ("query_patience", "0.5", 0.5),
        ("query_rows", "10", 10),
        ("query_client", "2", 2),
        ("cache_mb", "0", 0),
        ("slow_seconds", "0", 0.0),
        ("root_path", "/graph", "/graph"),
        ("update_token", "secret", "secret"),
    ],
)
def test_each_comes_from_its_variable(name: str, text: str, expected: object) -> None:
    assert Settings.from_environment({f"MANDATES_{name.upper()}": text}) == replace(Settings(), **{name: expected})


def test_every_setting_is_tried_above() -> None:
    tried = {mark[0] for mark in test_each_comes_from_its_variable.pytestmark[0].args[1]}
    assert {item.name for item in fields(Settings)} == tried


def test_what_is_given_goes_first_and_need_not_be_sound_in_the_environment() -> None:
    environment = {"MANDATES_DATA": "/elsewhere", "MANDATES_QUERY_QUEUE": "many"}
    settings = Settings.from_environment(environment, data=Path("here"), query_queue=4)
    assert settings == replace(Settings(), data=Path("here"), query_queue=4)


def test_other_variables_do_not_matter() -> None:
    assert Settings.from_environment({"DATA": "x", "MANDATES_BASE": "y", "mandates_data": "z"}) == Settings()


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("QUERY_WORKERS", "two", r"MANDATES_QUERY_WORKERS='two': an? int is wanted \(Processes that evaluate SPARQL queries\.\)"),
        ("QUERY_WORKERS", "2.5", "MANDATES_QUERY_WORKERS='2.5': an? int is wanted"),
        ("QUERY_SECONDS", "", "MANDATES_QUERY_SECONDS='': a float is wanted"),
    ],
)
def test_a_wrong_variable_is_named(name: str, text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Settings.from_environment({f"MANDATES_{name}": text})


def test_the_environment_is_read_when_the_application_is_made(monkeypatch: pytest.MonkeyPatch, built: Path) -> None:
    monkeypatch.setenv("MANDATES_DATA", str(built))
    monkeypatch.setenv("MANDATES_QUERY_SECONDS", "1.25")
    app = create_app()
    assert app.state.settings == replace(Settings(), data=built, query_seconds=1.25)
    monkeypatch.setenv("MANDATES_QUERY_SECONDS", "9")
    assert app.state.settings.query_seconds == 1.25


def test_settings_cannot_be_changed_under_a_running_server() -> None:
    with pytest.raises(AttributeError):
        Settings().query_seconds = 3
