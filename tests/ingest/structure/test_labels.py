"""Printed labels: what counts as one, and what only looks like one."""

from __future__ import annotations

import pytest

from ingest.structure.labels import part, read


@pytest.mark.parametrize(
    ("line", "style", "count", "printed", "text"),
    [
        ("12.  山区事务署报告了进展。", "number", 12, "12.", "山区事务署报告了进展。"),
        ("７．委员会商定如下：", "number", 7, "7.", "委员会商定如下："),
        ("3、 下列各项：", "number", 3, "3、", "下列各项："),
        ("  (c) 提供培训；", "letter", 3, "(c)", "提供培训；"),
        ("（b）提供经费；", "letter", 2, "(b)", "提供经费；"),
        ("(四) 编写手册；", "chinese-bracket", 4, "(四)", "编写手册；"),
        ("(iii) 编写手册；", "roman", 3, "(iii)", "编写手册；"),
        ("十一、 经费", "chinese", 11, "十一、", "经费"),
        ("B. 高地用水", "capital", 2, "B.", "高地用水"),
        ("• 加强预警；", "bullet", 0, "•", "加强预警；"),
        ("--加强预警；", "bullet", 0, "--", "加强预警；"),
        ("- (a) 加强预警；", "letter", 1, "(a)", "加强预警；"),
    ],
)
def test_a_label_and_what_follows_it(line: str, style: str, count: int, printed: str, text: str) -> None:
    label = read(line)
    assert label is not None
    assert (label.style, label.count, label.printed, line[label.width :]) == (style, count, printed, text)


@pytest.mark.parametrize(
    "line",
    [
        "2036年3月，委员会举行了会议。",
        "3.5%的员额由预算外资源供资。",
        "(a)至(h)分段所述的各项措施",
        "(b)和(c)项所列的经费",
        "(二)、(三)两项",
        "一切有关各方",
        "-5度以下的气温",
        "委员会第3段",
    ],
)
def test_what_only_looks_like_a_label(line: str) -> None:
    assert read(line) is None


@pytest.mark.parametrize(
    ("line", "piece"),
    [("9. 文", "9"), ("(b) 文", "b"), ("(二) 文", "2"), ("(iv) 文", "iv"), ("C. 文", "C"), ("三、 文", "3")],
)
def test_the_piece_of_an_address(line: str, piece: str) -> None:
    label = read(line)
    assert label is not None
    assert part(label, 1) == piece


def test_bullets_are_counted() -> None:
    label = read("• 加强预警；")
    assert label is not None
    assert [part(label, n) for n in (1, 2)] == ["-1", "-2"]
