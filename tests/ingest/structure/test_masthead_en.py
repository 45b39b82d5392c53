"""What an English title block says of the document."""

from __future__ import annotations

import pytest

from ingest.model import Masthead
from ingest.source import make
from ingest.structure import document

REPORT = """\
TD/CL.9/4                                     Distr.: General
                                              12 January 2036
                                              Original: English

Council of the Mountain Programme
Ninth session
Karan, 4–8 March 2036

Progress in the observation of glaciers
Report of the Executive Director

1. The Programme reported progress.
"""
RESOLUTION = """\
A/RES/91/12
Resolution adopted by the General Assembly on 20 December 2036
91/12. Mountain ecosystems

The General Assembly,

Recalling its resolution 89/45,

1. Decides to remain seized of the matter.
"""


def _masthead(text: str) -> Masthead:
    return document.read(make("case.txt", text)).masthead


def test_a_report() -> None:
    told = _masthead(REPORT)
    assert (told.symbol, told.session, told.is_resolution) == ("TD/CL.9/4", "Ninth session", False)
    assert told.author_line == "Report of the Executive Director"
    assert told.title == "Progress in the observation of glaciers"
    assert told.meeting_line is not None
    assert told.meeting_line.startswith("Karan, 4")
    assert told.original_language == "English"


def test_a_resolution() -> None:
    told = _masthead(RESOLUTION)
    assert (told.symbol, told.title, told.is_resolution) == ("A/RES/91/12", "Mountain ecosystems", True)


@pytest.mark.parametrize(
    "line", ["Resolution 3012 (2036)", "Statement by the President of the Council", "Ministerial declaration"]
)
def test_a_decision_without_a_symbol_is_one_by_its_heading(line: str) -> None:
    assert _masthead(f"{line}\n\nThe Security Council,\n\nRecalling its decisions,\n\n1. Decides to wait.").is_resolution
    assert not _masthead("Letter on huts\n\n1. The huts are warm.\n\n2. They are dry.").is_resolution
