"""Numbers in English: money that was approved, asked for or given, and what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ingest import quantities
from ingest.numerals_en import CARDINAL, cardinal
from ingest.relate.en.scope import standing
from ingest.relate.rules import Place, Rule, Told, group, when

_SCALE = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_SIGN = {"$": "USD", "US$": "USD", "€": "EUR", "dollars": "USD", "euros": "EUR", "Swiss francs": "CHF"}
_SUM = (
    r"(?P<sign>US\$|\$|€)?\s?(?P<digits>\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:\s(?P<scale>thousand|million|billion))?"
    r"(?:\s(?P<unit>(?:United\sStates\s)?dollars|euros|Swiss\sfrancs))?"
)
#: How a verb or noun of money is told in the export contract.
_MEASURE = {"approv": "approved", "appropriat": "approved", "contribut": "received", "receiv": "received", "pledg": "pledged",
            "request": "requested", "earmark": "earmarked", "allocat": "allocated", "provid": "received", "donat": "received"}  # fmt: skip


def _amount(match: re.Match[str]) -> tuple[str, str] | None:
    """The sum in full and its currency, None where no currency is told."""
    currency = _SIGN.get((match["sign"] or match["unit"] or "").removeprefix("United States "))
    if currency is None:
        return None
    number = Decimal(re.sub(r"[, ]", "", match["digits"])) * _SCALE.get(match["scale"] or "", 1)
    return format(number.normalize(), "f"), currency


def _money(match: re.Match[str], place: Place) -> Iterator[Told]:
    """The approved budget of the Fund for 2014-2015 amounted to $245 million; … contributed $5 million to the Fund."""
    amount = _amount(match)
    whom = group(match, "subject", place)
    word = match["measure"].lower()
    measure = next((told for stem, told in _MEASURE.items() if word.startswith(stem)), "")
    if amount is None or not whom or not measure or standing(place.masked, match.start("measure"), "past") == "negated":
        return
    donors = group(match, "donor", place)
    details = {"amount": amount[0], "unit": amount[1], "measure": measure, "period": quantities.span(match[0])}
    if donors:
        details["donor"] = donors[0].printed
    yield Told(whom[-1].entity, None, match.start(), match.end(), whom[-1].printed, "", "asserted", 0.8, details)


def _counted(match: re.Match[str], place: Place) -> Iterator[Told]:
    """The Group has 51 members; the Commission comprises twenty-four members."""
    number = match["number"].replace(",", "")
    value = number if number.isdigit() else str(cardinal(number) or "")
    whom = group(match, "subject", place)
    if not value or not whom or standing(place.masked, match.start("verb"), "past") == "negated":
        return
    told = when(match, place, "date")
    details = {"value": value, "measure": match["noun"], "as_of": told.get("date", told.get("start", ""))}
    yield Told(whom[-1].entity, None, match.start(), match.end(), whom[-1].printed, "", "asserted", 0.8, details)


_FOR = r"(?:\sfor\s(?:the\s)?(?:biennium\s|period\s|year\s)?(?:\ue00e|[\d–-]{4,9}))?"
_WORD = r"(?P<measure>approved|appropriated|requested|allocated)"
RULES: tuple[Rule, ...] = (
    Rule("en.finances.budget-of", "finances",
         rf"\b{_WORD}\s(?:budget|appropriation|resources|allocation)s?\s(?:of|for)\s(?:the\s)?(?P<subject>{{fund}}|{{body}}){_FOR}\s(?:amounts?\sto|amounted\sto|totalled|was|is|were)\s{_SUM}", _money),
    Rule("en.finances.gave", "finances",
         rf"(?P<donor>{{state}}|{{body}}|{{group}})\s(?:has\s|had\s|have\s)?(?P<measure>contributed|pledged|donated|provided)\s{_SUM}\s(?:to|for)\s(?:the\s)?(?P<subject>{{fund}}|{{body}})", _money),
    Rule("en.finances.received", "finances",
         rf"(?P<subject>{{fund}}|{{body}})\s(?:has\s|had\s|have\s)?(?P<measure>received)\s(?:contributions?\sof\s|(?:a\s)?total\sof\s)?{_SUM}", _money),
    Rule("en.counts.has", "counts",
         rf"(?:\b[Aa]s\s(?:at|of)\s{{date:date}},\s(?:the\s)?)?{{body:subject}}\s(?P<verb>has|had|comprises|comprised|consists\sof|consisted\sof|is\scomposed\sof|shall\sconsist\sof)\s(?P<number>\d[\d,]*|{CARDINAL})\s"
         r"(?P<noun>(?:[Mm]ember\s)?(?:States|members|staff(?:\smembers)?|posts|parties|offices|experts|countries))\b", _counted),
)  # fmt: skip
