"""An answer laid out for its page."""

from __future__ import annotations

import pytest

from answers.model import Answer, Citation
from answers.phrases import proof
from api.views.answer import LONG, reason, shown
from api.views.names import Names
from graph.ledger_build import in_memory
from graph.store import OxigraphStore

DOCUMENT = "https://w3id.org/mandate-graph/id/doc/UNEP_EA.4_16"
CITED = Citation(DOCUMENT, "UNEP/EA.4/16", "f.txt", "main/9", "论坛于该日终止。", True)
ROW = {
    "act": "Decision 1",
    "act_iri": "urn:1",
    "thing": "Forum",
    "document": "x",
    "document_iri": DOCUMENT,
    "paragraph": "main/9",
}


@pytest.fixture(scope="module")
def names(store: OxigraphStore) -> Names:
    return Names(store, in_memory(store.ox), "en")


def test_the_sentence_goes_without_its_proof(names: Names) -> None:
    text = f"Decision 1 ended the Forum. {proof(CITED, 'en')}"
    told = shown(Answer("answered", text, rows=(ROW,), citations=(CITED, CITED)), names)
    assert (told.lead, told.rest) == ("Decision 1 ended the Forum.", "")
    assert (told.rows, told.lines) == ((), ()), "one fact needs no table"
    [quoted] = told.quotations
    assert (quoted.quote, quoted.lang, quoted.digest) == (CITED.quote, "zh", True)
    assert (quoted.source.text, quoted.source.iri, quoted.source.anchor) == ("UNEP/EA.4/16, paragraph 9", DOCUMENT, "p.9")


def test_several_facts_make_a_table_of_the_columns_that_hold_something(names: Names) -> None:
    rows = (ROW | {"modality": "request"}, ROW | {"thing": "小组", "modality": "invite"})
    told = shown(
        Answer("answered", "Two.", rows=rows, columns=("act", "date", "modality", "thing", "document", "paragraph")), names
    )
    assert told.columns == ("act", "modality", "thing", "paragraph")
    first, second = told.rows
    assert (first[0].text, first[0].iri) == ("Decision 1", "urn:1")
    assert first[1].iri.endswith("/concept/modality/request")
    assert first[1].text == names.label(first[1].iri) != "urn:1"
    assert (second[2].text, second[2].lang) == ("小组", "zh")
    assert (second[3].text, second[3].iri, second[3].anchor) == ("UNEP/EA.4/16, paragraph 9", DOCUMENT, "p.9")
    assert told.one_act
    dated = shown(
        Answer("answered", "Two.", rows=(ROW | {"date": "2013"}, ROW), columns=("date",)), Names(names.store, names.ledger, "zh")
    )
    assert (dated.rows[0][0].text, dated.rows[0][0].lang) == ("2013", ""), "a number is of no language"


def test_a_thing_is_called_as_on_its_page_whatever_the_language_of_the_question(names: Names) -> None:
    gmef = "https://w3id.org/mandate-graph/id/body/gmef"
    rows = (ROW | {"thing": "全球部长级环境论坛", "thing_iri": gmef}, ROW)
    told = shown(Answer("answered", "Two.", rows=rows, columns=("act", "thing")), names)
    cell = told.rows[0][1]
    assert (cell.text, cell.iri, cell.lang) == ("Global Ministerial Environment Forum", gmef, "")


def test_an_answer_without_columns_shows_the_plain_ones(names: Names) -> None:
    told = shown(Answer("answered", "Two.", rows=(ROW | {"relation": "part_of"}, ROW | {"act_iri": "urn:2"})), names)
    assert told.columns == ("act", "relation", "thing", "paragraph")
    assert not told.one_act


def test_a_timeline_is_in_the_order_of_time(names: Names) -> None:
    rows = tuple(ROW | {"start": day, "thing": f"session {day}"} for day in ("2013-02-18", "", "2009"))
    columns = ("thing", "start", "end", "paragraph")
    told = shown(Answer("answered", "long. " * LONG, rows=rows, shape="timeline", columns=columns), names)
    assert [line.start for line in told.lines] == ["2009", "2013-02-18", ""]
    assert [line.cells[0].text for line in told.lines] == ["session 2009", "session 2013-02-18", "session "]
    assert (told.rows, told.lead, told.total) == ((), "", 3)
    assert told.lines[0].source.anchor == "p.9"


def test_passages_are_only_quoted(names: Names) -> None:
    rows = (ROW | {"quote": "a"}, ROW | {"quote": "b"})
    answer = Answer("answered", "x reads: “a” “b”", rows=rows, citations=(CITED,), columns=("document", "paragraph", "quote"))
    told = shown(answer, names)
    assert told.passages
    assert (told.lead, told.rows) == ("", ())
    assert len(told.quotations) == 1


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("The documents hold 3 mandates. " + "One says this. " * 40, "The documents hold 3 mandates."),
        ("文件载有致环境规划署的许多项授权，共十五项。" + "第一项。" * 100, "文件载有致环境规划署的许多项授权，共十五项。"),
        ("Decision 27/2 is cited in 9 places: " + "one (that. Is), " * 40, "Decision 27/2 is cited in 9 places."),
    ],
)
def test_a_long_answer_before_a_table_is_its_head(text: str, lead: str, names: Names) -> None:
    told = shown(Answer("answered", text, rows=(ROW, ROW), columns=("act",)), names)
    assert told.lead == lead
    assert told.rest
    assert told.rest in text


def test_a_long_answer_of_one_piece_is_cut_between_words(names: Names) -> None:
    told = shown(Answer("answered", "word " * 100, rows=(ROW, ROW), columns=("act",)), names)
    assert told.lead.endswith("word …")
    assert len(told.lead) <= LONG + 2
    assert told.lead.count("word") + told.rest.count("word") == 100


def test_what_may_have_been_meant_takes_its_place_in_the_question(names: Names) -> None:
    answer = Answer(
        "ambiguous", "Which?", question="When did the Group end?", suggestions=("Management Group", "Who chaired it?"),
        understood=({"called": "group", "label": "x"},),
    )  # fmt: skip
    assert shown(answer, names).further == (
        ("Management Group", "When did the Management Group end?"),
        ("Who chaired it?", "Who chaired it?"),
    )


@pytest.mark.parametrize(
    ("why", "told"),
    [
        ("Not quite sure: the documents disagree.", "The documents disagree."),
        ("确定：直接写明。", "直接写明。"),
        ("The statements were looked up; none says it.", "The statements were looked up; none says it."),
        ("", ""),
    ],
)
def test_the_reason_goes_without_the_word_of_the_heading(why: str, told: str) -> None:
    assert reason(Answer("answered", "x", why=why)) == told
