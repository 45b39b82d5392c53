"""Symbols of United Nations documents and numbers of decisions: one canonical form, and its place in an IRI.

The canonical form follows the practice of the UN Editorial Manual (document symbols): components separated by
slashes, no white space, `Rev.`, `Add.`, `Corr.`, `Amend.` and `Dec.` capitalised so, `RES` in capitals.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote

DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_SPACE = re.compile(r"\s+")
_SUFFIX = re.compile(r"\b(rev|add|corr|amend|dec|inf|conf|misc)\.", re.IGNORECASE)
_SUFFIX_FORM = {
    "rev": "Rev.",
    "add": "Add.",
    "corr": "Corr.",
    "amend": "Amend.",
    "dec": "Dec.",
    "inf": "INF.",
    "conf": "CONF.",
    "misc": "MISC.",
}
#: Parentheses that open and close in turn, as those of symbols do; only these are written as `--`.
_PAIRED = re.compile(r"[^()]*(?:\([^()]*\)[^()]*)*")
_HYPHEN_BESIDE = re.compile(r"(?<=[()])-|-(?=[()])")
_DOTS = "%7E"
_RES = re.compile(r"(?<=/)res(?=[/.])", re.IGNORECASE)

#: The first component of a symbol tells the organ; a string that starts with none of them is no symbol.
SERIES = (
    "A", "S", "E", "T", "ST", "CCPR", "CEDAW", "CERD", "DP", "ECE", "FCCC", "HSP", "HRI", "ICCD", "IPBES", "JIU",
    "SAICM", "SMCC", "TD", "UNEP", "UN-HABITAT", "WHO", "CBD", "ID", "LC", "PC", "BC", "NPT", "CRC", "CAT", "CMW",
    "CRPD", "ICEF", "UNODC", "ISBA", "LOS", "OPCW", "CD", "DC", "ACC", "CEB", "AC", "BWC", "APLC", "CCM", "CCW",
    "GEF", "MC", "OEWG", "POPS", "RC", "UNFPA", "UNW", "WFP", "WMO",
)  # fmt: skip

_SERIES = "|".join(sorted(map(re.escape, SERIES), key=len, reverse=True))
_COMPONENT = (
    r"[A-Za-z0-9](?:[A-Za-z0-9.\-–]*[A-Za-z0-9])?"
    r"(?:\s?\((?:[A-Za-z0-9]{1,6}|(?:Sect|Vol|Part|Suppl|Prog)\.?\s?[A-Za-z0-9]{1,5}|Introduction)\))?"
)
#: A document symbol in running text: a series, then one to nine slashed components of which one holds a digit.
SYMBOL = re.compile(
    rf"(?<![A-Za-z0-9/._-])(?=[A-Z\-]+/[^\s]*\d)(?:{_SERIES})(?:/{_COMPONENT}){{1,9}}(?:\s?\([A-Z]\))?(?![A-Za-z0-9])"
)


def canonical(text: str) -> str:
    """The canonical form of a document symbol or decision number.

    >>> canonical("unep/ea.4/1/rev.1"), canonical("A/res/2997 （XXVII）"), canonical("27/2")
    ('UNEP/EA.4/1/Rev.1', 'A/RES/2997(XXVII)', '27/2')
    """
    text = unicodedata.normalize("NFKC", text).translate(DASHES)
    # White space may have kept a letter and its accent apart: composed once more.
    text = unicodedata.normalize("NFKC", _SPACE.sub("", text)).strip("./,;:。，；")
    head, slash, tail = text.partition("/")
    if head.upper() in SERIES:
        text = head.upper() + slash + tail
        text = re.sub(r"^(UNEP/)(ea|gc|gcss|ieg|pop)(?=[./])", lambda m: m[1] + m[2].upper(), text, flags=re.IGNORECASE)
    text = _RES.sub("RES", text)
    return _SUFFIX.sub(lambda m: _SUFFIX_FORM[m[1].lower()], text)


def to_slug(symbol: str) -> str:
    """A canonical symbol as one IRI path segment, reversible by `from_slug`.

    `/` becomes `_`, a parenthesis `--` (a closing one at the end is left out); whatever else is not unreserved in
    RFC 3986 is percent-encoded, so that a symbol from a stranger cannot leave its segment.

    >>> to_slug("UNEP/EA.4/16"), to_slug("2997(XXVII)"), to_slug("ICCD/CRIC(11)/INF.5")
    ('UNEP_EA.4_16', '2997--XXVII', 'ICCD_CRIC--11--_INF.5')
    """
    # Nothing but dots is another segment to whoever resolves the IRI; a mark that is never written otherwise guards it.
    if not symbol.strip("."):
        return _DOTS + symbol
    # A printed `_`, `--` or `%` must not be read back as `/`, a parenthesis or an escape.
    text = quote(symbol, safe="/().-~").replace("_", "%5F").replace("--", "%2D%2D")
    if not _PAIRED.fullmatch(text):
        return text.replace("(", "%28").replace(")", "%29").replace("/", "_")
    text = _HYPHEN_BESIDE.sub("%2D", text).removesuffix(")")
    return text.replace("/", "_").replace("(", "--").replace(")", "--")


def from_slug(slug: str) -> str:
    """The canonical symbol that `to_slug` made this segment of.

    >>> from_slug("ICCD_CRIC--11--_INF.5"), from_slug("2997--XXVII")
    ('ICCD/CRIC(11)/INF.5', '2997(XXVII)')
    """
    pieces = slug.removeprefix(_DOTS).replace("_", "/").split("--")
    text = pieces[0] + "".join(("(" if i % 2 == 0 else ")") + piece for i, piece in enumerate(pieces[1:]))
    return unquote(text + (")" if len(pieces) % 2 == 0 else ""))
