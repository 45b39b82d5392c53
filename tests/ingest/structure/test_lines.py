"""Lines of extracted text sorted into body, footnotes and furniture, their offsets kept."""

from __future__ import annotations

from ingest.structure.lines import sort, split

#: Two pages as extraction leaves them: a running header with the page number, a rule above the footnotes.
PAGES = """\
 TD/CL.9/4

1.  山区事务署在 2036 年继续开展冰川观测工作，观测站点覆盖了三个区域，各区
域办事处为此提供了支助。1

2.  冻土观测局发布了三份报告，其中两份由冰川培训中心翻译成当地语文，并在各
缔约方的网站上公布，供各国主管部门参考使用，同时征求它们对今后各期报告的意

____________________
1   见 TD/CL.8/11，附件一。

 TD/CL.9/4

2

见和建议。

3.  各缔约方对上述工作表示满意，并请秘书处在下届会议上就此提出进一步的报告
，同时列出所需资源。

36-04117 (C)
"""


def test_offsets_are_those_of_the_source() -> None:
    text = "甲\r\n乙乙\n\n 丙"
    assert [(line.text, line.start) for line in split(text)] == [("甲", 0), ("乙乙", 3), ("", 6), (" 丙", 7)]
    assert all(text[line.start :].startswith(line.text) for line in split(text))


def test_a_page_begins_at_a_form_feed_or_a_single_leading_space() -> None:
    starts = [line.page_start for line in split("甲\n 乙\n  丙\n\f丁\n")]
    assert starts == [False, True, False, True, False]


def test_columns_count_chinese_characters_twice() -> None:
    assert [line.width for line in split("高地AB，\n  x \n")] == [8, 1]


def test_headers_page_numbers_and_job_numbers_are_taken_out() -> None:
    pages = sort(PAGES)
    body = [line.stripped for line in pages.body if line.stripped]
    assert "2" not in body
    assert not any("TD/CL.9/4" in line for line in body[1:])
    assert pages.headers.count("TD/CL.9/4") == 2
    assert pages.job_number == "3604117"


def test_a_footnote_is_lifted_out_below_its_rule() -> None:
    pages = sort(PAGES)
    (note,) = pages.footnotes
    assert (note.mark, note.lines[0].text) == ("1", "见 TD/CL.8/11，附件一。")
    assert PAGES[note.lines[0].start :].startswith("见 TD/CL.8/11")
    assert not any("____" in line.text for line in pages.body)


def test_text_after_the_page_break_is_body_again() -> None:
    body = [line.stripped for line in sort(PAGES).body]
    assert "见和建议。" in body


def test_headers_with_a_title_and_footers_with_pages_are_taken_out() -> None:
    text = (
        "A/RES/91/12\n\n1.  决定设立高山基金，\n\n36-04117 (C)  1/3\n*3604117*\n请回收\n"
        "A/RES/91/12          高山生态系统\n\n并请各会员国捐款；\n\n2/3                 36-04117\n"
        "高山生态系统          A/RES/91/12\n\n2.  请秘书长提出报告。\n"
    )
    pages = sort(text)
    assert [line.stripped for line in pages.body if line.stripped] == [
        "A/RES/91/12", "1.  决定设立高山基金，", "并请各会员国捐款；", "2.  请秘书长提出报告。",
    ]  # fmt: skip
    assert pages.job_number == "3604117"


def test_a_number_alone_in_a_table_is_no_page_number() -> None:
    assert "7" in [line.stripped for line in sort("1.  观测站点如下：\n\n北部\n\n7\n\n南部\n").body]


def test_a_second_footnote_begins_with_the_next_number() -> None:
    text = "1.  正文。\n\n________________\n1  第一条注，\n   续行。\n2  第二条注。\n"
    notes = sort(text).footnotes
    assert [(n.mark, "".join(line.stripped for line in n.lines)) for n in notes] == [
        ("1", "第一条注，续行。"),
        ("2", "第二条注。"),
    ]


def test_unbroken_lines_have_no_full_width() -> None:
    long = "山区事务署在本期继续开展冰川观测工作，" * 12
    assert sort("\n\n".join([long] * 8)).full_width == float("inf")
