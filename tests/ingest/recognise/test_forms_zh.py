"""The grammar of references: decisions by number, provisions, sessions, papers, persons, definitions, pointers."""

from __future__ import annotations

import pytest

from ingest.recognise import forms_zh as forms


def _decisions(text: str) -> list[tuple[str, bool, str]]:
    return [(f.number, f.is_resolution, f.provision) for f in forms.decisions(text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("第12/4号决定", [("12/4", False, "")]),
        ("第 91/12 号决议第3段", [("91/12", True, "3")]),
        ("第2871(XXVI)号决议", [("2871(XXVI)", True, "")]),
        ("第3012(2036)号决议", [("3012(2036)", True, "")]),
        ("SS.VII/1号决定", [("SS.VII/1", False, "")]),
        ("第S-27/2号决议", [("S-27/2", True, "")]),
        ("第61/4 A号决议", [("61/4A", True, "")]),
        ("第12/4和12/5号决定", [("12/4", False, ""), ("12/5", False, "")]),
        ("第90/31号、第90/32号和第91/12号决议", [("90/31", True, ""), ("90/32", True, ""), ("91/12", True, "")]),
        ("第90/31号和2036年12月20日关于高山的第91/12号决议第2段", [("90/31", True, ""), ("91/12", True, "2")]),
    ],
)
def test_decisions_by_number(text: str, told: list[tuple[str, bool, str]]) -> None:
    assert [(n.replace(" ", ""), r, p) for n, r, p in _decisions(text)] == told


def test_a_draft_is_marked_as_one() -> None:
    (form,) = forms.decisions("第12/4号决议草案")
    assert form.is_draft


@pytest.mark.parametrize("text", ["A/36/12号文件", "12/4号文件", "第12/4段", "1990/91年度的决定"])
def test_what_is_no_decision(text: str) -> None:
    assert not _decisions(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("第17段", "17"), ("第3至5段", "3-5"), ("第3和第5段", "3,5"), ("第88段(a)至(h)分段", "88(a)-(h)"), ("第4段(b)", "4(b)"),
        ("第6(c)段", "6(c)"), ("第一部分", "section I"), ("第三十四章", "chapter 34"), ("第6条", "article 6"),
        ("原则10", "principle 10"),
    ],
)  # fmt: skip
def test_provisions_in_one_form(text: str, told: str) -> None:
    assert forms.provision_at("，" + text, 0) == (told, len(text) + 1)


def test_no_provision_where_something_else_follows() -> None:
    assert forms.provision_at("关于第三次会议", 0) is None


@pytest.mark.parametrize(
    ("text", "ordinal"),
    [
        ("第三届会议", "3"),
        ("第十一届特别会议", "ss-11"),
        ("第一届普遍会议", "universal-1"),
        ("第24次会议", "24"),
        ("第六届常会", "6"),
    ],
)
def test_sessions(text: str, ordinal: str) -> None:
    match = forms.SESSION.match(text)
    assert match
    assert forms.session_ordinal(match) == ordinal


@pytest.mark.parametrize("text", ["第三届会议文件", "第2次会议室文件", "第三份报告"])
def test_what_is_no_session(text: str) -> None:
    assert not forms.SESSION.match(text)


@pytest.mark.parametrize(
    ("title", "kind"),
    [("冰川保护公约", "instrument"), ("2036-2040年中期战略", "instrument"), ("卡兰宣言", "instrument"), ("山区展望", "document")],
)
def test_the_kind_of_a_title(title: str, kind: str) -> None:
    assert forms.title_kind(title) == kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("主席阿伦·贝尔塔先生宣布", "阿伦·贝尔塔"),
        ("选举科林·梅达女士担任主席", "科林·梅达"),
        ("请马尔科·伊登·罗阿博士发言", "马尔科·伊登·罗阿"),
        ("Marko Eden-Roa先生发言", "Marko Eden-Roa"),
        ("Anna van Drest女士", "Anna van Drest"),
    ],
)
def test_a_person_without_the_title_before_the_name(text: str, name: str) -> None:
    match = forms.PERSON.search(text)
    assert match
    start, end = forms.person_name(match)
    assert text[start:end] == name


def test_two_persons_are_two() -> None:
    text = "科林·梅达女士和阿伦·贝尔塔先生"
    spans = [forms.person_name(m) for m in forms.PERSON.finditer(text)]
    assert [text[a:b] for a, b in spans] == ["科林·梅达", "阿伦·贝尔塔"]


@pytest.mark.parametrize(
    ("text", "short"),
    [("(以下简称“小组”)", "小组"), ("(下称委员会)", "委员会"), ("(山区署)", "山区署"), ("(UNMP)", "UNMP")],
)
def test_a_definition_in_brackets(text: str, short: str) -> None:
    match = forms.DEFINITION.match(text)
    assert match
    assert match["short"] == short
