"""Numbers in words and ordinals of English UN texts: fifty-fourth, 105th, three, twenty-five."""

from __future__ import annotations

import re

_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_CARDINAL = {word: value for value, word in enumerate(_ONES)} | {word: 10 * (i + 2) for i, word in enumerate(_TENS)}
_IRREGULAR = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
_ORDINAL = {
    **{f"{word}th": value for word, value in _CARDINAL.items() if value < 20},
    **{f"{word[:-1]}ieth": value for word, value in _CARDINAL.items() if value >= 20},
    **_IRREGULAR,
}
#: An ordinal in running text, in words or figures; hyphenated where it is compound.
ORDINAL = (
    rf"(?:(?:{'|'.join(_TENS)})-(?:{'|'.join(w for w, v in _ORDINAL.items() if v < 10)})|"
    rf"{'|'.join(sorted(_ORDINAL, key=len, reverse=True))}|(?<!\d)\d{{1,5}}(?:st|nd|rd|th))"
)
#: A cardinal in words.
CARDINAL = rf"(?:(?:{'|'.join(_TENS)})-(?:{'|'.join(_ONES[1:10])})|{'|'.join(sorted(_CARDINAL, key=len, reverse=True))})"


def ordinal(text: str) -> int | None:
    """The value of an ordinal, or None.

    >>> ordinal("fifty-fourth"), ordinal("105th"), ordinal("Twentieth"), ordinal("several")
    (54, 105, 20, None)
    """
    text = text.strip().lower()
    if match := re.fullmatch(r"(\d{1,5})(?:st|nd|rd|th)", text):
        return int(match[1])
    tens, _, ones = text.rpartition("-")
    if ones not in _ORDINAL or (tens and (tens not in _TENS or _ORDINAL[ones] >= 10)):
        return None
    return _ORDINAL[ones] + (_CARDINAL[tens] if tens else 0)


def cardinal(text: str) -> int | None:
    """The value of a cardinal in words or figures, or None.

    >>> cardinal("twenty-five"), cardinal("three"), cardinal("1,118"), cardinal("many")
    (25, 3, 1118, None)
    """
    text = text.strip().lower().replace(",", "").replace(" ", "")
    if text.isdigit():
        return int(text)
    tens, _, ones = text.rpartition("-")
    if ones not in _CARDINAL or (tens and (tens not in _TENS or not 0 < _CARDINAL[ones] < 10)):
        return None
    return _CARDINAL[ones] + (_CARDINAL[tens] if tens else 0)


def ordinal_word(number: int) -> str:
    """An ordinal below a hundred in words, above it in figures.

    >>> ordinal_word(54), ordinal_word(20), ordinal_word(105)
    ('Fifty-fourth', 'Twentieth', '105th')
    """
    words = {value: word for word, value in reversed(_ORDINAL.items())}
    if number in words:
        return words[number].capitalize()
    if number < 100:
        return f"{_TENS[number // 10 - 2].capitalize()}-{words[number % 10]}"
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"
