"""Plain text: every encoding that documents come in, told apart; what is none is refused by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.text import decode
from ingest.source import UnreadableSource

ENGLISH = "The Assembly of the Harbour Office – recalling its résumé of 2031 – “requests” the Director’s report.\n" * 3
CHINESE = "海港事务处大会回顾其第九十三届会议的决定，请执行主任就灯塔的维护提出报告。\r\n附件一：海港名册（2031年）。\r\n" * 3
MIXED = "联合国海港署（UNHO）：The Harbour Office’s register, 2031年。\n" * 3


UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [(encoding, text) for encoding in UNICODE for text in (ENGLISH, CHINESE, MIXED)] + [("gb18030", CHINESE), ("gb18030", MIXED)],
)
def test_each_encoding_gives_the_text(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


def test_western_text_is_not_taken_for_chinese() -> None:
    assert decode(ENGLISH.encode("cp1252"), "a.txt") == ENGLISH


def test_chinese_without_a_single_ascii_character_in_utf_16() -> None:
    text = "海港事务处请执行主任提出报告，并维护灯塔。" * 4
    for encoding in ("utf-16-le", "utf-16-be"):
        assert b"\x00" not in text.replace("，", "").replace("。", "").encode(encoding)
        assert decode(text.encode(encoding), "a.txt") == text


def test_rare_characters_of_gb18030() -> None:
    text = CHINESE + "䶮㐂" + CHINESE
    assert decode(text.encode("gb18030"), "a.txt") == text


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00\ufffd", exclude_categories=("Cs",)), min_size=1))
def test_utf_8_is_never_misread(text: str) -> None:
    assert decode(text.encode("utf-8"), "a.txt") == text.removeprefix("\ufeff")


LENGTH = len(CHINESE.encode())
#: What the bytes are, and how the refusal begins.
REFUSED = {
    "bytes": (bytes(range(128, 256)) * 8, "neither UTF-8, UTF-16, GB18030 nor Windows-1252; open it in an editor"),
    "binary": (b"\x00\x01\x02\x00" * 50, "this is no text file (it holds NUL bytes)"),
    "big5": ("海港事務處請執行主任提出報告，並維護燈塔。".encode("big5") * 9, "neither UTF-8, UTF-16, GB18030 nor Windows-1252"),
    "utf-32": (CHINESE.encode("utf-32"), "UTF-32 is not read; save it as UTF-8"),
    "one wrong byte": (
        CHINESE.encode() + b"\xff" + CHINESE.encode(),
        f"this is UTF-8 but for byte {len(CHINESE.encode()) + 1}; ",
    ),
    "cut within a character": (CHINESE.encode()[:-4], f"this is UTF-8 but for byte {LENGTH - 4}; "),
    "lost when saved": (("海港\ufffd\ufffd处" * 30).encode(), "one character in 2 was lost when it was saved; "),
    "odd utf-16": (b"\xff\xfe" + CHINESE.encode("utf-16-le")[:-1], "this is no text file"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_text_is_refused_with_reason_and_mend(what: str) -> None:
    data, reason = REFUSED[what]
    with pytest.raises(UnreadableSource) as refusal:
        decode(data, "a.txt")
    assert str(refusal.value).startswith(f"a.txt: {reason}")
    assert any(mend in str(refusal.value) for mend in ("save it as UTF-8", "give the text of the document"))
