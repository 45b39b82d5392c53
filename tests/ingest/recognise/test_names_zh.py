"""Names that no register knows, by their form: where they begin, what makes them names, what is none."""

from __future__ import annotations

import pytest

from ingest.recognise.names_zh import names, treaties


def _names(text: str, *known: str) -> list[tuple[str, str, bool]]:
    taken = tuple((text.index(name), text.index(name) + len(name)) for name in known)
    return [(text[n.start : n.end], n.kind, n.is_firm) for n in names(text, taken)]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("决定设立山区水资源委员会，", "山区水资源委员会", "body"),
        ("设立一个由五名专家组成的雪崩预警专家组；", "雪崩预警专家组", "body"),
        ("请高地饮水问题工作组编写报告。", "高地饮水问题工作组", "body"),
        ("高地信托基金由会员国捐款设立。", "高地信托基金", "fund"),
        ("决定任命高原居民权利问题特别报告员，", "高原居民权利问题特别报告员", "post"),
        ("高山生态系统研究中心(高山中心)报告了进展。", "高山生态系统研究中心", "body"),
        ("冰川观测与数据平台于2036年设立。", "冰川观测与数据平台", "body"),
    ],
)
def test_a_name_where_the_sentence_treats_it_as_one(text: str, name: str, kind: str) -> None:
    assert (name, kind, True) in _names(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("各有关国际机构应加强合作。", "有关国际机构"),
        ("委员会设立了若干工作组。", "若干工作组"),
        ("请秘书长与各附属机构协商。", "附属机构"),
        ("会议讨论了协调机制。", "协调机制"),
    ],
)
def test_a_bare_kind_is_no_firm_name(text: str, wrong: str) -> None:
    assert not [n for n in _names(text) if n[0] == wrong and n[2]]


def test_after_a_known_name_and_joins_two() -> None:
    text = "请冻土观测局和冰川培训中心编写报告。"
    assert ("冰川培训中心", "body", True) in _names(text, "冻土观测局") or ("冰川培训中心", "body", False) in _names(
        text, "冻土观测局"
    )


def test_what_is_known_is_not_named_again() -> None:
    text = "请山区水资源委员会编写报告。"
    assert not _names(text, "山区水资源委员会")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("各国批准了卡兰议定书。", ["卡兰议定书"]),
        ("回顾《海洋法公约》和卡兰协定，", ["卡兰协定"]),
        ("重申关于雪线保护的韦卢纳公约、科斯特林行动议程，", ["韦卢纳公约", "科斯特林行动议程"]),
        ("各项多边环境协定和有关国际公约均已签署。", []),
        ("两国签署了和平协定。", []),
        ("委员会审议了议定书草案。", []),
    ],
)
def test_treaties_without_title_marks(text: str, found: list[str]) -> None:
    assert [text[n.start : n.end] for n in treaties(text)] == found
