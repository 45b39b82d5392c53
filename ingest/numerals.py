"""Numbers as UN documents write them: Chinese numerals, Roman numerals."""

from __future__ import annotations

import re

_DIGIT = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNIT = {"十": 10, "百": 100, "千": 1000}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
#: A Chinese numeral in running text.
CHINESE = r"[零〇一二三四五六七八九十百千两]+"


def chinese(text: str) -> int | None:
    """The value of a Chinese numeral below ten thousand, or None.

    >>> chinese("二十七"), chinese("十一"), chinese("一百零八"), chinese("二〇一三"), chinese("委")
    (27, 11, 108, 2013, None)
    """
    if not text or any(c not in _DIGIT and c not in _UNIT for c in text):
        return None
    if not any(c in _UNIT for c in text):
        return int("".join(str(_DIGIT[c]) for c in text))
    total, digit = 0, None
    for char in text:
        if char in _DIGIT:
            digit = _DIGIT[char]
        else:
            total += _UNIT[char] * (1 if digit is None else digit)
            digit = None
    return total + (digit or 0)


def roman(text: str) -> int | None:
    """The value of a Roman numeral, or None.

    >>> roman("XXVII"), roman("ix"), roman("IIX")
    (27, 9, None)
    """
    text = text.upper()
    if not re.fullmatch(r"M*(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})", text) or not text:
        return None
    values = [_ROMAN[c] for c in text]
    return sum(-v if v < max(values[i:], default=0) else v for i, v in enumerate(values))


def ordinal(text: str) -> int | None:
    """An Arabic or Chinese number, or None."""
    return int(text) if text.isascii() and text.isdigit() else chinese(text)
