"""How names are compared: one form for full- and half-width characters, white space and case."""

from __future__ import annotations

import re

#: Full-width ASCII, but for the punctuation that is Chinese in its own right.
_FULL_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94) if chr(0xFF01 + i) not in "，；：？！"}
_FOLD = {
    **_FULL_WIDTH,
    **dict.fromkeys(map(ord, "‐‑‒–−﹣"), ord("-")),
    **dict.fromkeys(map(ord, "∗﹡"), ord("*")),
    **dict.fromkeys(map(ord, "\u00a0\u3000\t\n\r\f\u2007\u202f"), ord(" ")),
    **dict.fromkeys(map(ord, "「『"), ord("“")),
    **dict.fromkeys(map(ord, "」』"), ord("”")),
}
_CHINESE_MARK = {",": "，", ";": "；", ":": "："}
#: Quotation marks of both scripts: what stands beyond them tells which it is.
_QUOTES = "“”‘’"
_ASCII_MARK = re.compile(r"[,;:]")
#: Characters beside which a space means nothing: CJK ideographs, CJK and full-width punctuation (a wide space is a space).
_WIDE = "⺀-\u2fff、-鿿豈-﫿︰-﹏！-｠￠-￦“”‘’—…·"
_WIDE_CHAR = re.compile(f"[{_WIDE}]")
_LOOSE_SPACE = re.compile(rf"\s+(?=[{_WIDE}])|(?<=[{_WIDE}])\s+")
_SPACE = re.compile(r"\s+")


def is_wide(char: str) -> bool:
    """Whether a character takes two columns, as Chinese ones do."""
    return bool(char) and bool(_WIDE_CHAR.match(char))


def wide_chars(text: str) -> int:
    """How many characters of a text take two columns."""
    return len(_WIDE_CHAR.findall(text))


def fold(text: str) -> str:
    """One character for one character: full-width letters, digits and brackets made ASCII, Chinese commas kept, and
    ASCII commas, semicolons and colons that stand in Chinese text made Chinese.

    >>> fold("第２９９７（XXVII）号, 其中")
    '第2997(XXVII)号， 其中'
    >>> fold("of “Snow”, which")
    'of “Snow”, which'
    """
    folded = text.translate(_FOLD)

    def chinese(match: re.Match[str]) -> str:
        before = folded[max(match.start() - 2, 0) : match.start()].rstrip(_QUOTES)[-1:]
        after = folded[match.end() : match.end() + 3].lstrip(f" {_QUOTES}")[:1]
        if before.isdigit() and after.isdigit():
            return match[0]
        return _CHINESE_MARK[match[0]] if is_wide(before) or is_wide(after) else match[0]

    return _ASCII_MARK.sub(chinese, folded)


def tidy(text: str) -> str:
    """White space made readable: none beside Chinese characters, else one space.

    >>> tidy("2012 年\\n 7 月  of the UN")
    '2012年7月of the UN'
    """
    return _SPACE.sub(" ", _LOOSE_SPACE.sub("", text.replace("\u200b", "").replace("\ufeff", ""))).strip()


def key(name: str) -> str:
    """The form in which names are compared, case kept."""
    return fold(tidy(name))
