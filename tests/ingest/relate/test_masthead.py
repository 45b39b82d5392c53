"""What a title block claims."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ingest import reading, source
from ingest.lexicon import Lexicon
from ingest.structure import document
from register.load import load

REPORT = """\
TD/CL.9/4
山区事务署理事会
第九届会议
2036 年 3 月 4 日至 8 日，卡兰
临时议程*项目 5
冰川观测工作的进展
山区署执行主任的报告

1.  山区事务署报告了进展。
"""


@cache
def _told(text: str) -> list[tuple[str, str, str, dict[str, str]]]:
    lexicon = Lexicon.of(load([Path(__file__).parent / "zh" / "register.ttl"], states=False))
    claims = reading.read(document.read(source.make("case.txt", text)), lexicon).claims
    front = [c for c in claims if c.rule.startswith("masthead")]
    return [(c.relation, c.subject.name, c.object.name if c.object else "", dict(c.details)) for c in front]


def test_the_session_with_its_days_and_place() -> None:
    (held,) = (t for t in _told(REPORT) if t[0] == "holds")
    assert held[1:3] == ("山区事务署理事会", "山区事务署理事会第九届会议")
    assert {k: held[3][k] for k in ("start", "end", "ordinal")} == {"start": "2036-03-04", "end": "2036-03-08", "ordinal": "9"}
    assert held[3]["place"].endswith("/place/karan")


def test_who_wrote_it_and_for_whom() -> None:
    told = {t[0]: t[1:3] for t in _told(REPORT)}
    assert told["produces"] == ("山区事务署执行主任", "TD/CL.9/4")
    assert told["submitted_to"] == ("TD/CL.9/4", "山区事务署理事会第九届会议")


def test_the_day_of_a_resolution() -> None:
    text = "A/RES/91/12\n2036年12月20日大会决议\n91/12. 高山生态系统\n\n大会，\n\n回顾其以往各项决议，\n\n1. 决定继续处理此案。\n"
    (adopted,) = _told(text)
    assert adopted == ("adopts", "联合国大会", "联大第91/12号决议", {"date": "2036-12-20"})


def test_a_title_block_that_says_nothing_claims_nothing() -> None:
    assert _told("冰川观测\n\n1.  山区事务署报告了进展。\n") == []
