"""What a Chinese title block says of the document."""

from __future__ import annotations

import pytest

from ingest.model import Masthead
from ingest.source import make
from ingest.structure import document

REPORT = """\
TD/CL.9/4                                     Distr.: General
                                                12 January 2036
                                                Chinese
                                                Original: English
山区事务署理事会
第九届会议
2036 年 3 月 4 日至 8 日，卡兰
临时议程*项目 5
冰川观测工作的
进展
执行主任的报告

1.  山区事务署报告了进展。
"""
RESOLUTION = """\
联合国 A/RES/91/12
大会 Distr.: General
2036年12月20日大会决议
91/12. 高山生态系统
大会，
回顾其以往各项决议，
1.  决定继续处理此案。
"""


def _masthead(text: str, name: str = "text.txt") -> Masthead:
    return document.read(make(name, text)).masthead


def test_a_report() -> None:
    told = _masthead(REPORT)
    assert told.symbol == "TD/CL.9/4"
    assert (told.organ, told.session) == ("山区事务署理事会", "第九届会议")
    assert told.meeting_line is not None
    assert told.meeting_line.replace(" ", "") == "2036年3月4日至8日，卡兰"
    assert (told.author_line, told.title, told.is_resolution) == ("执行主任的报告", "冰川观测工作的进展", False)
    assert (told.distributed, told.original_language) == ("12 January 2036", "English")


def test_a_resolution_is_known_by_its_symbol_and_line() -> None:
    told = _masthead(RESOLUTION)
    assert (told.is_resolution, told.title) == (True, "高山生态系统")


def test_a_symbol_that_stands_only_in_headers_is_the_documents() -> None:
    page = " TD/CL.9/4\n\n"
    text = f"冰川观测\n\n1.  第一段说明了各区域的观测情况。\n\n{page}2.  第二段说明了经费情况。\n\n{page}3.  第三段。\n"
    assert _masthead(text).symbol == "TD/CL.9/4"


def test_a_cited_symbol_is_not_the_documents() -> None:
    text = "冰川观测\n\n执行主任的说明\n\n1.  见TD/CL.8/11号文件。\n"
    assert _masthead(text).symbol is None


@pytest.mark.parametrize("line", ["秘书长的说明", "山区署执行主任的报告", "秘书处的说明", "主席的备忘录"])
def test_who_wrote_it(line: str) -> None:
    assert _masthead(f"TD/CL.9/7\n冰川观测\n{line}\n\n1.  正文。\n").author_line == line
