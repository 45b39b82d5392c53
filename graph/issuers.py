"""Who issues decisions, how their numbers look, and which symbol a number has.

Sources: the symbols series of the organs as the UN Editorial Manual and the organs' own volumes of resolutions use them.
One line an organ; a number that fits several organs is settled by who is named beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.symbols import canonical


@dataclass(frozen=True)
class Issuer:
    """`slug` is the body's slug in the register; `numbers` the form of its numbers when nobody is named; `zh` and `en` the
    short names used with numbers; templates make the symbol of `number`, whose parts are `{whole}`, `{session}` and
    `{serial}` (before and after the slash); `also` are bodies whose decisions are counted with this one's; `apart` is
    true where decisions and resolutions are numbered apart, so that the number alone does not tell which is meant."""

    slug: str
    numbers: str
    zh: str
    en: str
    resolution: str = ""
    decision: str = ""
    also: tuple[str, ...] = ()
    apart: bool = False

    def name(self, number: str, *, is_resolution: bool) -> str:
        """The number as it stands in an IRI."""
        return number if is_resolution or not self.apart else f"dec-{number}"


ISSUERS = (
    # The Assembly's sessions have Arabic numbers since the thirty-first (1976), Roman ones in brackets before.
    Issuer("un-ga", r"(?:3[1-9]|[4-9]\d)/\d{1,3}[A-Z]?|\d{1,4}[A-Z]?\((?:E?S-)?[IVX]+\)|(?:S|ES)-\d+/\d+", "联大",
           "General Assembly", "A/RES/{whole}", "A/DEC/{whole}"),
    Issuer("un-sc", r"\d{1,4}\((?:19|20)\d\d\)", "安理会", "Security Council", "S/RES/{whole}"),
    Issuer("ecosoc", r"(?:19|20)\d\d/\d{1,3}[A-Z]?|\d{1,4}\([LVIX]+\)", "经社理事会", "Economic and Social Council",
           "E/RES/{whole}", "E/DEC/{whole}"),
    Issuer("unep-gc", r"SS\.[IVX]+/\d{1,2}|(?:[1-9]|1\d|2[0-7])/(?:\d{1,2}|[IVX]+)", "理事会", "Governing Council",
           also=("unep-gc-gmef",)),
    Issuer("unea", r"[1-9]/\d{1,2}", "环境大会", "Environment Assembly",
           "UNEP/EA.{session}/RES.{serial}", "UNEP/EA.{session}/DEC.{serial}", apart=True),
    Issuer("un-commission-human-rights", r"(?:19[89]\d|200[0-6])/\d{1,3}", "人权委员会", "Commission on Human Rights"),
    Issuer("un-hrc", r"S?-?\d{1,2}/\d{1,3}", "人权理事会", "Human Rights Council", "A/HRC/RES/{whole}", "A/HRC/DEC/{whole}"),
)  # fmt: skip

_BY_SLUG = {slug: issuer for issuer in ISSUERS for slug in (issuer.slug, *issuer.also)}


def of_body(slug: str) -> Issuer | None:
    """The issuer that a body's decisions are counted with."""
    return _BY_SLUG.get(slug)


def symbol(slug: str, number: str, *, is_resolution: bool) -> str:
    """The symbol of a decision, or the empty string where the organ's decisions have none of their own.

    >>> symbol("un-ga", "66/288", is_resolution=True), symbol("unea", "2/22", is_resolution=True)
    ('A/RES/66/288', 'UNEP/EA.2/RES.22')
    """
    issuer = _BY_SLUG.get(slug)
    template = (issuer.resolution if is_resolution else issuer.decision) if issuer else ""
    session, _, serial = number.partition("/")
    return canonical(template.format(whole=number, session=session, serial=serial)) if template else ""


def guess(number: str, *, is_resolution: bool) -> str | None:
    """The issuer whose numbers look so, when nobody is named; None where several could be meant.

    >>> guess("66/288", is_resolution=True), guess("SS.VII/1", is_resolution=False), guess("2/4", is_resolution=True)
    ('un-ga', 'unep-gc', None)
    """
    fits = [issuer for issuer in ISSUERS if re.fullmatch(issuer.numbers, number)]
    certain = [i for i in fits if i.slug in ("un-ga", "un-sc", "ecosoc") or number.startswith("SS.")]
    return certain[0].slug if certain else None


def of_symbol(text: str) -> tuple[str, str, bool] | None:
    """The issuer's slug, the number, and whether it is a resolution, of a decision's symbol; None for other symbols.

    >>> of_symbol("A/RES/2997(XXVII)"), of_symbol("UNEP/EA.2/Res.22"), of_symbol("UNEP/EA.4/16")
    (('un-ga', '2997(XXVII)', True), ('unea', '2/22', True), None)
    """
    text = canonical(text)
    for pattern, slug in (
        (r"A/(RES|DEC)/(.+)", "un-ga"), (r"S/(RES)/(.+)", "un-sc"), (r"E/(RES|DEC)/(.+)", "ecosoc"),
        (r"A/HRC/(RES|DEC)/(.+)", "un-hrc"), (r"UNEP/GC/(DEC)/(.+)", "unep-gc"),
    ):  # fmt: skip
        if match := re.fullmatch(pattern, text):
            return slug, match[2], match[1] == "RES"
    if match := re.fullmatch(r"UNEP/EA\.(\w+)/(RES|DEC)\.(\d+)", text, re.IGNORECASE):
        return "unea", f"{match[1]}/{match[3]}", match[2].upper() == "RES"
    return None
