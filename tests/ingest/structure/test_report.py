"""Paragraphs of a report as extraction leaves it: addresses, broken lines, headers, footnotes, lists, tables, annexes."""

from __future__ import annotations

import re

import pytest

from ingest.model import Paragraph
from ingest.structure import report

REPORT = """\
 TD/CL.9/4

山区事务署理事会

第九届会议

2036 年 3 月 4 日至 8 日，卡兰

临时议程*项目 5

冰川观测工作的进展

执行主任的报告

摘要

本报告概述了山区事务署在高山冰川观测方面开展的工作，并提出了供理事会审议的若

干建议。


____________

*  TD/CL.9/1。

一、 导言

1.  山区事务署理事会在其第 12/4 号决定第 3 段中请执行主任就冰川观测工作的进展

情况提出报告。1 本报告即应此请求提交，其中介绍了各区域的观测网络、数据的公布

方式以及

_________________

1   见 TD/CL.8/11，附件一。

 TD/CL.9/4

2

所需资源。

2.  执行主任建议理事会：

(a)  核可观测网络的扩大计划；

(b)  请各缔约方：

(一)  指定协调人，并在其国家网站上公布所取得的全部观测数据，供其他缔约方参

考使用；

(二)  提供经费；

- 包括现金捐款；

- 包括实物捐助；

(c)  在下届会议上再次审议此事。

A. 观测网络

3.  观测网络由七个站点组成。

表 1

山区基金的收支情况

(百万美元)

年份 核准预算 收到捐款

2034 12.5 11.0

2035 13.0 12.75

4.  第 2(a)至(c)分段所述的各项措施均已开始实施，其中(a)分段所述的扩大计划已经

完成。

附件一

扩大计划

1.  扩大计划分两个阶段执行。

2.  第一阶段设立三个新站点。
"""


@pytest.fixture(scope="module")
def paragraphs() -> dict[str, Paragraph]:
    found, _ = report.paragraphs(REPORT)
    assert len({p.address for p in found}) == len(found)
    return {p.address: p for p in found}


def test_every_paragraph_at_its_address(paragraphs: dict[str, Paragraph]) -> None:
    wanted = ["front", "summary", "main/1", "main/fn1", "main/2", "main/2/a", "main/2/b", "main/2/b/1", "main/2/b/2",
              "main/2/c", "main/3", "main/table-1", "main/4", "annex-1/1", "annex-1/2"]  # fmt: skip
    bullets = ["main/2/b/2/-1", "main/2/b/2/-2"]
    told = [a for a in paragraphs if "heading" not in a and not a.endswith("fn*") and paragraphs[a].kind != "heading"]
    assert [a for a in told if a not in bullets] == wanted
    assert set(bullets) <= set(told)


def test_labels_are_printed_and_no_part_of_the_text(paragraphs: dict[str, Paragraph]) -> None:
    assert {a: paragraphs[a].label for a in ("main/1", "main/2/a", "main/2/b/1", "main/2/b/2/-1")} == {
        "main/1": "1.", "main/2/a": "(a)", "main/2/b/1": "(一)", "main/2/b/2/-1": "-",
    }  # fmt: skip
    assert paragraphs["main/2/a"].text == "核可观测网络的扩大计划；"


def test_broken_lines_are_joined_without_a_space(paragraphs: dict[str, Paragraph]) -> None:
    assert paragraphs["main/2/b/1"].text == "指定协调人，并在其国家网站上公布所取得的全部观测数据，供其他缔约方参考使用；"
    assert paragraphs["main/1"].text.startswith(
        "山区事务署理事会在其第12/4号决定第3段中请执行主任就冰川观测工作的进展情况提出报告。"
    )


def test_a_paragraph_goes_on_after_footnote_header_and_page_number(paragraphs: dict[str, Paragraph]) -> None:
    one = paragraphs["main/1"]
    assert one.text.endswith("数据的公布方式以及所需资源。")
    (cut,) = one.span.breaks
    assert one.text[cut:] == "所需资源。"


def test_no_quotation_runs_across_what_was_taken_out(paragraphs: dict[str, Paragraph]) -> None:
    span = paragraphs["main/1"].span
    start, end = span.piece(0, len(span.text))
    quoted = REPORT[span.offsets[start] : span.offsets[end - 1] + 1]
    assert re.sub(r"\s", "", span.text[start:end]) in re.sub(r"\s", "", quoted).replace("报告。1", "报告。")
    assert "UNMP" not in quoted


def test_a_footnote_knows_where_its_mark_stands(paragraphs: dict[str, Paragraph]) -> None:
    note = paragraphs["main/fn1"]
    assert (note.kind, note.attached, note.text) == ("footnote", "main/1", "见TD/CL.8/11，附件一。")
    assert "。1" not in paragraphs["main/1"].text


def test_a_reference_to_a_subparagraph_begins_none(paragraphs: dict[str, Paragraph]) -> None:
    assert paragraphs["main/4"].text.startswith("第2(a)至(c)分段所述的各项措施均已开始实施，其中(a)分段所述的扩大计划已经完成。")


def test_headings_stand_above_their_paragraphs(paragraphs: dict[str, Paragraph]) -> None:
    assert paragraphs["main/1"].heading_path == ("一、 导言",) or paragraphs["main/1"].heading_path == ("一、导言",)
    path = [re.sub(r"\s", "", h) for h in paragraphs["main/3"].heading_path]
    assert path == ["一、导言", "A.观测网络"]


def test_a_table_has_its_cells(paragraphs: dict[str, Paragraph]) -> None:
    table = paragraphs["main/table-1"]
    assert table.kind == "table"
    assert [(c.row, c.column, c.value) for c in table.cells] == [
        ("2034", "核准预算", "12.5"), ("2034", "收到捐款", "11.0"), ("2035", "核准预算", "13.0"), ("2035", "收到捐款", "12.75"),
    ]  # fmt: skip
    for cell in table.cells:
        assert cell.value in table.text[cell.start : cell.end]


def test_offsets_lead_back_to_the_source(paragraphs: dict[str, Paragraph]) -> None:
    for paragraph in paragraphs.values():
        span = paragraph.span
        for i, char in enumerate(span.text):
            assert char in (" ", "\n") or REPORT[span.offsets[i]] == char, (paragraph.address, i)


def test_a_repeated_number_is_kept_apart() -> None:
    text = "1.  第一段说明了情况。\n\n2.  第二段说明了经费。\n\n2.  另一个第二段说明了人员。\n\n3.  第三段。\n"
    found, _ = report.paragraphs(text)
    assert [p.address for p in found] == ["main/1", "main/2", "main/2~2", "main/3"]


def test_a_resolution_has_preambular_and_operative_paragraphs() -> None:
    text = "A/RES/91/12\n\n高山生态系统\n\n大会，\n\n回顾其以往各项决议，\n\n铭记冰川正在消融，\n\n1.  请秘书长：\n\n(a)  编写报告；\n\n(b)  提供培训；\n\n2.  决定继续处理此案。\n"  # noqa: E501
    found, _ = report.paragraphs(text)
    told = [(p.address, p.kind) for p in found if p.kind != "front"]
    assert told == [
        ("preamble", "preambular"), ("preamble/1", "preambular"), ("preamble/2", "preambular"), ("main/1", "operative"),
        ("main/1/a", "operative"), ("main/1/b", "operative"), ("main/2", "operative"),
    ]  # fmt: skip


def test_a_decision_of_several_parts() -> None:
    text = (
        "2871(XXVI). 高山体制\n\n大会，\n\n回顾其以往各项决议，\n\n"
        "一\n\n高山理事会\n\n1. 决定设立高山理事会；\n\n2. 请秘书长编写报告；\n\n"
        "二\n\n高山秘书处\n\n1. 决定设立高山秘书处。\n"
    )
    found, _ = report.paragraphs(text)
    assert [p.address for p in found if p.kind == "operative"] == ["section-I/1", "section-I/2", "section-II/1"]
    assert [p.heading_path for p in found if p.address == "section-II/1"] == [("高山秘书处",)]


def test_a_declaration_opens_in_the_name_of_those_present() -> None:
    text = "高山问题部长级宣言\n\n我们，各国山区部长，\n\n重申《卡兰宣言》，\n\n1. 承诺保护冰川；\n"
    found, _ = report.paragraphs(text)
    assert [(p.address, p.kind) for p in found if p.kind != "front"] == [
        ("preamble/1", "preambular"), ("preamble/2", "preambular"), ("main/1", "operative"),
    ]  # fmt: skip


def test_an_excerpt_begins_with_any_number() -> None:
    text = "三、 体制框架\n\n84.  委员会决定如下。\n\n85.  论坛可：\n\n(a)  提供指导；\n\n86.  委员会同意如下。\n"
    found, _ = report.paragraphs(text)
    assert [p.address for p in found if p.kind not in ("front", "heading")] == ["main/84", "main/85", "main/85/a", "main/86"]


def test_paragraphs_left_out_leave_a_gap() -> None:
    text = "1.  委员会开会。\n\n2.  委员会通过了议程。\n\n[…]\n\n57.  委员会决定如下。\n\n58.  委员会闭会。\n"
    found, _ = report.paragraphs(text)
    assert [p.address for p in found if p.label] == ["main/1", "main/2", "main/57", "main/58"]
