"""Text that knows where it came from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.text import Joiner, Span


def _joined(*lines: str) -> Span:
    joiner, at = Joiner(), 0
    for line in lines:
        joiner.add(line, at)
        at += len(line) + 1
    return joiner.span()


def test_no_space_beside_a_chinese_character_and_one_between_words() -> None:
    assert _joined("2036 年", " 3 月  of the", "UN").text == "2036年3月of the UN"


def test_a_word_hyphenated_at_the_line_end_goes_on() -> None:
    assert _joined("high-", "level").text == "high-level"


def test_what_is_skipped_leaves_no_trace_in_the_text() -> None:
    joiner = Joiner()
    joiner.add("报告。1 其次", 0, [(3, 4)])
    assert joiner.span().text == "报告。其次"


def test_the_longest_piece_between_breaks() -> None:
    joiner = Joiner()
    joiner.add("甲乙丙", 0)
    joiner.cut()
    joiner.add("丁戊己庚", 10)
    span = joiner.span()
    assert span.breaks == (3,)
    assert span.piece(1, 7) == (3, 7)
    assert span.piece(0, 4) == (0, 3)
    assert span.piece(4, 6) == (4, 6)


@given(st.lists(st.text("甲乙 AB-。\t", max_size=12), min_size=1, max_size=6))
def test_every_character_is_the_one_at_its_offset(lines: list[str]) -> None:
    source = "\n".join(lines)
    span = _joined(*lines)
    assert len(span.text) == len(span.offsets)
    for char, offset in zip(span.text, span.offsets, strict=True):
        assert char == " " or source[offset] == char
    assert list(span.offsets) == sorted(span.offsets)
