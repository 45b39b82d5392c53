"""Numbers with what they count, as Chinese UN documents print them: 4 770万美元, 2.45亿美元, 3800多家, 40%, 七个."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ingest.numerals import CHINESE, chinese

#: A number in figures with its scale. Thousands may be set apart by a space or comma.
NUMBER = (
    r"(?<![\d./A-Za-z-])(?P<number>\d{1,3}(?:[ ,]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?(?P<about>多|余)?"
    r"(?P<scale>百万|千万|万|亿|千|百)?(?P<about2>多|余)?"
)
#: A number in Chinese numerals, from two up: one is an article as often as a number.
NUMERAL = rf"(?<![第十百千万亿数几这该到至一二三四五六七八九])(?P<numeral>(?!一(?![十百千])){CHINESE})(?!几)(?P<scale>万|亿)?"
_SCALE = {"": 1, "百": 100, "千": 1000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000}
_CURRENCY = {"美元": "USD", "欧元": "EUR", "英镑": "GBP", "瑞士法郎": "CHF", "日元": "JPY", "人民币": "CNY"}
CURRENCY = "|".join(_CURRENCY)
#: A biennium or a span of years.
SPAN = re.compile(r"(?P<first>(?:19|20)\d{2})\s?[-–—至到]\s?(?P<last>(?:19|20)?\d{2})(?!\d)(?:\s?年)?(?:\s?两年期|期间)?")


@dataclass(frozen=True)
class Amount:
    """A sum of money: `amount` in `unit`, which is a currency by its ISO 4217 code, with " million" where it is printed
    in millions or in units of ten thousand."""

    amount: str
    unit: str


def value(match: re.Match[str]) -> Decimal | None:
    """The value of a match of `NUMBER` or `NUMERAL`, None where the numeral is not one.

    >>> value(re.match(NUMBER, "3800多家"))
    Decimal('3800')
    >>> value(re.match(NUMBER, "2.3亿人"))
    Decimal('230000000')
    """
    groups = match.groupdict()
    scale = _SCALE[groups.get("scale") or ""]
    if groups.get("number"):
        return _plain(Decimal(re.sub(r"[ ,]", "", groups["number"])) * scale)
    number = chinese(groups["numeral"])
    return None if number is None else Decimal(number * scale)


def money(match: re.Match[str], currency: str) -> Amount | None:
    """A match of `NUMBER` before a currency, in the unit in which it is commonly told.

    >>> money(re.match(NUMBER, "4 770万美元"), "美元")
    Amount(amount='47.7', unit='USD million')
    >>> money(re.match(NUMBER, "220 000美元"), "美元")
    Amount(amount='220000', unit='USD')
    """
    sum_ = value(match)
    if sum_ is None:
        return None
    code = _CURRENCY[currency]
    if match["scale"] in ("万", "百万", "千万", "亿"):
        return Amount(str(_plain(sum_ / 1_000_000)), f"{code} million")
    return Amount(str(sum_), code)


def span(text: str) -> str:
    """The last span of years that a text prints, as `2014-2015`; empty where there is none."""
    found = list(SPAN.finditer(text))
    if not found:
        return ""
    first, last = found[-1]["first"], found[-1]["last"]
    return f"{first}-{first[: 4 - len(last)]}{last}"


def _plain(number: Decimal) -> Decimal:
    """Without an exponent and without trailing zeros."""
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()
