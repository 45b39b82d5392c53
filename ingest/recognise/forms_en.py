"""The forms of names and references in English UN drafting, as grammars over folded text. No state, no identity here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.symbols import canonical
from ingest import dates_en
from ingest.numerals import roman
from ingest.numerals_en import ORDINAL, ordinal

# ---- provisions ---------------------------------------------------------------------------------------------------
_LETTERS = r"(?:\s?\((?:[a-z]{1,3}|[ivx]+)\))+"
_MARK = rf"\d{{1,3}}(?:{_LETTERS})?"
#: paragraph 5, paragraphs 3 and 4, para. 17 (a) to (c), section IV, chapter 34, article 9, annex I, principle 10 of …
PROVISION = re.compile(
    rf"(?P<kind>[Pp]aragraphs?|[Pp]aras?\.|[Ss]ections?|[Ss]ect\.|[Cc]hapters?|[Aa]rticles?|[Pp]rinciples?|[Pp]arts?|[Aa]nnex(?:es)?)\s"
    rf"(?P<first>{_MARK}|[IVXLC]+\b)(?P<more>(?:(?:,| and| or|, and| to| through|–|-)\s?(?:{_MARK}|[IVXLC]+\b|\([a-z]{{1,3}}\)))*)"
)
_KINDS = {"para": "", "sect": "section", "chapter": "chapter", "article": "article",
          "principle": "principle", "part": "part", "annex": "annex"}  # fmt: skip


def provision(match: re.Match[str]) -> str:
    """The normal form of a provision: `17`, `3,4`, `88(a)-(h)`, `section IV`, `chapter 34`."""
    kind = next(told for word, told in _KINDS.items() if match["kind"].lower().startswith(word))
    numbers = match["first"] + match["more"]
    numbers = re.sub(r",? and |,? or |, ", ",", numbers)
    numbers = re.sub(r"\s?(?:to|through|–|-)\s?", "-", numbers).replace(" ", "")
    if kind in ("chapter", "article", "principle") and (value := roman(numbers)):
        numbers = str(value)
    return f"{kind} {numbers}".strip()


# ---- decisions ----------------------------------------------------------------------------------------------------
NUMBER = (
    r"(?:SS\.?\s?[IVXL]+/\d{1,3}|\d{1,3}/(?:CP|CMP|CMA|COP)\.\d{1,3}|(?:S|ES)-\d{1,2}/\d{1,3}(?:\s[A-Z]\b(?!\s?\())?|\d{1,4}\s?(?:[A-Z]\s?)?\((?:[IVXLS]+(?:-[IVXL]+)?|(?:19|20)\d\d|S-[IVX]+|ES-[IVX]+)\)"
    r"|(?:19|20)\d\d/\d{1,3}(?:\s[A-Z]\b)?|\d{1,3}/(?:\d{1,3}(?![\d/])|[IVX]+\b)(?:\s[A-Z]\b(?![a-z’'.]))?)"
)
_DATE = rf"(?:{dates_en.DATE.pattern})"
PLAIN_DATE = re.sub(r"\(\?P<\w+>", "(?:", _DATE)
#: What may follow a number before the next one of a list: its date, its subject, the organ of the next.
_TAIL = rf"(?:,?\ssections?\s[IVXLC]+(?:\s[A-Z])?,?)?(?:\s(?:A|B|C|D|E|F|and|to|,|[A-Z]\b)){{0,4}}(?:,?\s(?:adopted on|of)\s{PLAIN_DATE})?"
_ABOUT = r"(?:,?\s(?:on[^;.“”]{0,80}\s)?entitled\s?“[^”]{1,400}”|,?\s(?:on|entitled|concerning|regarding|relating to|in which|by which|and)\s(?:(?!\b(?:resolution|decision))[^;.]){1,160}?)?"
_TIE = r"(?:[,，]\sand\s|[,，]\s?|\sand\s|;\sand\s|;\s|\sas well as\s|\sto\s)(?:also\s)?(?:its\s|(?:the\s)?[A-Z][A-Za-z ]{3,60}?\s)?(?:(?:resolutions?|decisions?)\s)?"
_TYPE = re.compile(r"(?P<type>[Rr]esolutions?|[Dd]ecisions?|RESOLUTIONS?|DECISIONS?)\s(?:No\.\s)?(?=S|E|\d)")
#: A number whose year in brackets tells it for a resolution of the Security Council wherever it stands.
_BARE = re.compile(r"(?<![\d/(])\b\d{3,4}\s?\((?:19|20)\d\d\)(?!\s?[/-])")
_FIRST = re.compile(NUMBER)
_NEXT = re.compile(rf"{_TAIL}(?:{_TIE})(?P<number>{NUMBER})")
_NEXT_FAR = re.compile(rf"{_TAIL}{_ABOUT}(?:{_TIE})(?P<number>{NUMBER})")
_LETTERED = re.compile(r"(?:\s(?:and|to)\s(?P<letter>[A-Z])\b(?![a-z]))")


@dataclass(frozen=True)
class DecisionForm:
    """One decision cited by number at [start, end); `head` is where the citation begins, at the word resolution."""

    start: int
    end: int
    head: int
    number: str
    is_resolution: bool
    position: int
    """0 for the first number of a list."""


def decisions(text: str) -> Iterator[DecisionForm]:
    """Decisions and resolutions cited by number, lists too, left to right."""
    done = 0
    listed: list[tuple[int, int]] = []
    for match in _TYPE.finditer(text):
        if match.start() < done:
            continue
        is_resolution = match["type"].lower().startswith("r")
        first = _FIRST.match(text, match.end())
        if not first:
            continue
        number, position = first, 0
        yield DecisionForm(match.start(), number.end(), match.start(), _canonical(number[0]), is_resolution, 0)
        listed.append((match.start(), number.end()))
        end = number.end()
        while True:
            following = _NEXT.match(text, end) or (_NEXT_FAR.match(text, end) if _is_list(match["type"]) else None)
            if not following or len(following[0]) > 260:
                break
            position += 1
            told = re.search(r"(resolution|decision)s?\s$", text[end : following.start("number")])
            if told:
                is_resolution = told[1] == "resolution"
            yield DecisionForm(
                following.start("number"),
                following.end(),
                match.start(),
                _canonical(following["number"]),
                is_resolution,
                position,
            )
            listed.append((following.start("number"), following.end()))
            end = following.end()
        done = end
    for bare in _BARE.finditer(text):
        if not any(a < bare.end() and bare.start() < b for a, b in listed):
            yield DecisionForm(bare.start(), bare.end(), bare.start(), _canonical(bare[0]), True, 0)


def _is_list(word: str) -> bool:
    return word.lower().endswith("s")


def _canonical(number: str) -> str:
    number = canonical(re.sub(r"^SS(?=[\sIVX])", "SS.", number))
    # The letter of a resolution is left out of its symbol where the session stands in brackets: 2106 A (XX).
    return re.sub(r"^(\d+)[A-Z](\([IVX]+\))$", r"\1\2", number)


# ---- sessions and meetings ----------------------------------------------------------------------------------------
#: its fifty-fourth session, nineteenth special session of …, 105th plenary meeting, the twentieth meeting of the Forum.
SESSION = re.compile(
    rf"(?P<n>{ORDINAL})(?:\sand\s(?P<n2>{ORDINAL}))?(?P<type>(?:\s(?:emergency special|special|universal|regular|resumed|organizational|substantive|annual|plenary|extraordinary))*)"
    r"\s(?P<unit>sessions?|meetings?)\b",
    re.IGNORECASE,
)


def session_ordinal(match: re.Match[str], group: str = "n") -> str:
    """The session's name in an IRI: `4`, `ss-11`, `universal-1`, `plenary-105`."""
    kind = (match["type"] or "").strip().lower()
    prefix = next(
        (
            p
            for word, p in (("emergency", "es-"), ("special", "ss-"), ("universal", "universal-"), ("plenary", "plenary-"))
            if word in kind
        ),
        "",
    )
    return f"{prefix}{ordinal(match[group])}"


# ---- titles, persons, definitions ---------------------------------------------------------------------------------
#: A title in quotation marks after entitled, titled, called.
TITLE = re.compile(r"(?:entitled|titled|called|named)\s?“(?P<title>[^“”]{4,160})”")
_INSTRUMENT = re.compile(
    r"(?:Convention|Protocol|Declaration|Agreement|Covenant|Charter|Agenda|Plan|Programme of Action|Framework|Strategy|Treaty|Consensus|Statute|Pact|Compact|Accord|Principles|"
    r"Guidelines|Roadmap|Outcome|Communiqué|Rules|Standards|Commitment|Platform for Action|Goals)\b"
)


def title_kind(title: str) -> str:
    """`instrument` for treaties, plans, declarations and the like, else `document`."""
    return "instrument" if _INSTRUMENT.search(title) else "document"


#: the report of the Secretary-General on environment and human settlements: a document without a symbol.
REPORT = re.compile(
    r"\b(?:reports?|(?<![Tt]ake )(?<![Tt]akes )(?<![Tt]aking )(?<![Tt]ook )notes?) (?:of|by) the [A-Z][\w’-]*(?:(?: (?:of|on|for|and|in|to|the|against)){0,3} [A-Z][\w’-]*(?![\w/])){0,14}"
    r"(?: on (?:the )?(?:(?!,|;|\.| annexed| which| submitted| prepared| pursuant| and (?:the|its|of|takes|requests|welcomes)\b| to | in accordance| as | for | containing| thereon| proposing| concerning| resolutions?\b| decisions?\b|\d).){4,90}(?=,|\d|;|\.|\s|$))?"
)
PERSON = re.compile(
    r"(?:Mr|Ms|Mrs|Dr|Sir|Dame|Professor|H\.E\.)\.?\s(?P<name>(?:[A-ZÀ-Þ][\w’'.-]*\.?(?:\s(?:de|da|van|von|el|al|bin|ben|di|la|der))?\s?){1,5})"
)
#: What a name is called from here on, in brackets right behind it.
DEFINITION = re.compile(
    r"\s?\((?:hereinafter (?:referred to as )?(?:the )?|the )?[“\"]?(?P<short>[A-Z][A-Za-z0-9+/&-]{1,18}(?: [A-Z][A-Za-z]+)?)[”\"]?\)"
)
#: An acronym of a mission or office of the Organization.
MISSION = re.compile(r"(?<![\w/-])(?!UNITED\b|UNION\b)(?:UN|MINU|MONU|ONU|BINU)[A-Z]{2,8}(?![\w/-])")
_HEADS = (
    "working group", "expert group", "task force", "committee", "commission", "council", "assembly", "group", "forum", "board", "panel", "mission", "mechanism", "programme",
    "office", "unit", "team", "network", "platform", "fund", "conference", "secretariat", "convention", "protocol", "declaration", "agreement", "plan", "strategy",
    "framework", "agenda", "meeting", "session", "resolution", "decision", "report", "process", "partnership", "body", "force", "tribunal", "court", "centre",
)  # fmt: skip
#: A demonstrative and the head noun of what it points to.
POINTER = re.compile(
    rf"\b(?P<how>[Tt]he same|[Tt]he said|[Tt]he above-mentioned|[Tt]he aforementioned|[Tt]he present|[Tt]hat|[Tt]his)\s(?P<head>{'|'.join(_HEADS)})\b",
    re.IGNORECASE,
)
