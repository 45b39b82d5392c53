"""Ordinal and cardinal numbers in words, as they stand in names of sessions and in questions."""

from __future__ import annotations

import re

_ONES = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
_TENS = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50, "sixt": 60, "sevent": 70, "eight": 80, "ninet": 90}
#: English ordinal words up to the ninety-ninth.
ENGLISH = {word: n for n, word in enumerate(_ONES, start=1)} | {
    **{f"{stem}ieth": n for stem, n in _TENS.items()},
    **{f"{stem}y{mark}{word}": n + i for stem, n in _TENS.items() for i, word in enumerate(_ONES[:9], start=1) for mark in "- "},
}
_CARDINALS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_HAN = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}

#: An ordinal in running English, and a number in running Chinese behind 第.
ENGLISH_FORM = rf"(?:\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(sorted(ENGLISH, key=len, reverse=True))})"
CHINESE_FORM = r"第?(?:[一二三四五六七八九十百零两]{1,6}|\d{1,3})"


def english(word: str) -> int:
    """`nineteenth`, `19th` as 19; 0 where it is no ordinal."""
    if match := re.match(r"(\d{1,3})(?:st|nd|rd|th)?$", word):
        return int(match[1])
    return ENGLISH.get(word, 0)


def chinese(word: str) -> int:
    """`第十九`, `二十`, `19` as a number; 0 where it is none.

    >>> chinese("第十九"), chinese("二十一"), chinese("一百零三"), chinese("第3")
    (19, 21, 103, 3)
    """
    word = word.removeprefix("第")
    if word.isdigit():
        return int(word)
    total, digit = 0, 0
    for char in word:
        if char == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif char == "十":
            total, digit = total + (digit or 1) * 10, 0
        elif char in _HAN:
            digit = _HAN[char]
        else:
            return 0
    return total + digit


def cardinal(word: str) -> int:
    """`six`, `六`, `6` as 6; 0 where it is no number."""
    if word.isdigit():
        return int(word)
    return _CARDINALS.index(word) + 1 if word in _CARDINALS else chinese(word)
