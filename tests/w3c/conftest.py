"""A server for the W3C's tests, and a loud word where the suites are not at hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.w3c.manifests import SUITES
from tests.w3c.replay import Served, present, served


@pytest.fixture(scope="session")
def w3c_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    if not present():
        pytest.skip(f"NOT REPLAYED: there are no W3C suites in {SUITES}; set MANDATES_SHARED to the folder that holds w3c/sparql")
    with served(tmp_path_factory.mktemp("w3c")) as made:
        yield made
