"""The reader of console blocks: what it runs and how it compares."""

from __future__ import annotations

import pytest

from tests.docs.blocks import Step, blocks

PAGE = """Text.

```console
$ one --x
out
$ two <<'EOF'
> a
> EOF
$ three  # leaves with 5
```

```sh
$ never
```
"""


def test_commands_outputs_codes_and_lines() -> None:
    assert blocks(PAGE) == [
        [
            Step("one --x", "out", 0, 4),
            Step("two <<'EOF'\na\nEOF", "", 0, 6),
            Step("three", "", 5, 9),
        ]
    ]


@pytest.mark.parametrize(
    ("shown", "printed", "agrees"),
    [
        ("a\nb", "a\nb\n", True),
        ("a\nb", "a\nb \n", True),
        ("a\nb", "a\n", False),
        ("a.c", "abc", False),
        ("", "anything", True),
        ("a … z", "a b c z", True),
        ("a … z", "a\nz", False),
        ("a\n…\nz", "a\n1\n2\nz", True),
        ("a\n…\nz", "a\nz", True),
        ("a\n…\nz", "az", False),
        ("a\n…", "a\nb\nc", True),
        ("a\n…", "a", True),
        ("a\n…", "ab", False),
        ("…\nz", "1\n2\nz", True),
    ],
)
def test_what_is_shown_is_what_is_printed(shown: str, printed: str, agrees: bool) -> None:
    assert Step("x", shown, 0, 1).agrees(printed) is agrees
