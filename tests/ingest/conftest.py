"""What the tests of ingest share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ingest.document_service import Service, document_service


@pytest.fixture
def service() -> Iterator[Service]:
    """A document service that has nothing yet."""
    with document_service() as stub:
        yield stub
