"""How asking is worded in English drafting: its verbs, where the phrase of those asked ends, what they are asked for."""

from __future__ import annotations

import re

from ingest.model import Entity
from ingest.relate.en.addressees import Asked
from ingest.relate.rules import LONGEST_ACTION, Place, Told

#: Stems of operative verbs to the modality of the export contract.
MODALITY = {
    "request": "request", "ask": "request", "instruct": "request", "direct": "request", "entrust": "request", "task": "request",
    "mandat": "request", "invit": "invite", "encourag": "encourage", "urg": "urge", "call": "urge", "appeal": "urge", "exhort": "urge",
    "demand": "urge", "authoriz": "authorize", "recommend": "recommend", "remind": "urge", "challeng": "encourage", "welcom": "encourage",
}  # fmt: skip
VERB = (
    r"(?P<verb>\b(?:[Rr]equest|[Aa]sk|[Ii]nstruct|[Dd]irect|[Ee]xhort|[Dd]emand|[Rr]ecommend|[Rr]emind|[Ee]ntrust|[Tt]ask)(?:s|ed|ing)?"
    r"|\b(?:[Ii]nvit|[Ee]ncourag|[Uu]rg|[Aa]uthoriz|[Mm]andat|[Cc]halleng)(?:es|ed|ing|e)|\b(?:[Cc]all|[Aa]ppeal)(?:s|ed|ing)?(?=\s(?:up)?on\b|\sto\b))"
)
#: Its call upon, our invitation to: the noun of the same.
NOUN = r"(?:[Ii]ts|[Tt]he|[Oo]ur|[Aa])\s(?:\w+\s){0,2}?(?P<verb>call|request|invitation|appeal|recommendation)(?=\s(?:upon|on|to|addressed|made|for|that)\b|,)"
#: What stands between the verb and whom it addresses.
LEAD = r"(?:\s(?:upon|on|to(?=\s(?:the\s|all\s|its\s|their\s|any\s|those\s)?(?:[A-Z]|[\ue000-\ue00d]|relevant|other|member|international|parties))|again|once again|strongly))?(?:,[^,;]{2,80},)?\s(?:(?:strongly|also|further|in particular|especially|again|for)\s)*"
#: Where the request begins: an infinitive, never a preposition before a noun.
_INFINITIVE = re.compile(
    r"(?:,?\s)(?P<to>(?:and\s)?(?:not\s)?to\s(?:(?:\w+ly|also|further|not|fully|better|jointly)\s)*(?!(?:the|an?|all|its|their|this|that|these|those|such|any|each|every|other|which|whom|whose|be\sable|"
    r"date|it|them|him|her|some|one|two|three|human|women|children|developing|implementing|achieving|addressing|ensuring|promoting|\w+ing)\b)[a-z][a-z-]*\b)"
)
#: Before these words `to` belongs to the noun phrase: States in a position to do so, parties to, yet to become.
_NOT_YET = re.compile(
    r"(?:position|yet|able|unable|willing|ready|wishing|wish|seeking|seek|choose|chosen|intend|intending|efforts|right|rights|order|need|ability|capacity|obligation|according|respect|response|addition|"
    r"subject|pursuant|related|relating|relevant|due|prior|regard|relation|view|access|thereto|committed|failed|continue|continuing|eligible|entitled|agreed|decided|so\sas)\s?$"
)
#: Somebody else is asked from here on.
_NEXT = re.compile(
    rf"(?:,|;)?\s(?:and\s|while\s|as well as\s)?(?:(?:also|further|in this regard|therefore|thus|in that regard|in this context|accordingly|strongly),?\s)*{VERB}\s"
)
#: Words that show that the phrase has left those who are asked.
STRAYS = re.compile(
    r"\b(?:stress|reaffirm|emphasiz|not|recogniz|welcom|recall|underlin|tak|commend|express|acknowledg|decid)(?:es|s|e)\b"
)


def stem(verb: str) -> str:
    verb = verb.lower()
    return next((m for stem, m in MODALITY.items() if verb.startswith(stem)), "invite" if verb == "invitation" else "request")


ASKS = re.compile(rf"{VERB}{LEAD}")


def is_operative(match: re.Match[str], text: str) -> bool:
    """Whether a form of the verb is one that asks: not the noun, not a participle of something else."""
    verb = match["verb"]
    before = text[: match.start("verb")]
    if verb[0].isupper() or verb in (
        "requests",
        "invites",
        "encourages",
        "urges",
        "calls",
        "asks",
        "recommends",
        "authorizes",
        "instructs",
        "demands",
        "appeals",
        "directs",
        "mandates",
        "entrusts",
        "tasks",
        "reminds",
        "exhorts",
    ):
        return not re.search(r"\b(?:of|for|the|such|these|any|all|these|those|national)\s$", before)
    if verb.endswith("ed"):
        return (
            re.search(
                r"\b(?:it|which|that|who|they)\s(?:\w+\s)?$|[\ue000-\ue00d](?:\s(?:had|has|also|further))*\s$|,\sand\s(?:\w+\s)?$|\bhad\s(?:also\s)?$",
                before,
            )
            is not None
        )
    if verb.endswith("ing"):
        return re.search(r"(?:,\s|\band\s|\ue006[^;]{0,300}\s|\sby\s)$|\ue006[^;]{0,400}$", before) is not None
    if re.search(r"\bto\s(?:\w+ly\s)?$", before) and not re.search(r"^(?:Continues?|To)\b|\b[Cc]ontinues?\sto\s$", before):
        return False
    return (
        re.search(r"\b(?:[Ww]e|[Tt]o|will|hereby|also|further|and|strongly|again|,)\s(?:\w+ly\s)?$", before) is not None
        or not before.strip()
    )


def until_next(text: str, start: int) -> int:
    """Where what is asked ends: before the next asking, else with the sentence."""
    following = next((m for m in _NEXT.finditer(text, start) if is_operative(m, text)), None)
    return following.start() if following else len(text)


def phrase(text: str, low: int, end: int) -> tuple[int, int] | None:
    """Where the phrase of those asked ends and where what is asked of them begins; None where nobody is asked to do anything."""
    for match in _INFINITIVE.finditer(text, low, end):
        if _NOT_YET.search(text[low : match.start()]) or re.match(r"(?:and\s)?to\sdo\sso", text[match.start("to") :]):
            continue
        if match.start() == low and text[low - 1] != " ":
            continue
        return match.start(), match.start("to")
    tail = text[low:end].rstrip()
    if tail.endswith(":"):
        return low + len(tail) - 1, end
    for_what = re.search(r"\s(?:for|on|with)\s", text[low:end])
    if for_what and re.search(r"[Ee]ntrust|[Tt]ask|[Mm]andat", text[max(0, low - 20) : low]):
        return low + for_what.start(), low + for_what.end()
    return None


def tell_asked(
    place: Place,
    who: Entity,
    printed: str,
    one: Asked,
    start: int,
    action: int,
    end: int,
    modality: str,
    provision: str,
    confidence: float = 0.9,
) -> Told:
    what = place.masked.printed(action, min(end, len(place.masked.text))).strip(" ,;:.") if action < end else ""
    what = re.sub(r"^(?:and\s)?to\s", "", what)
    return Told(
        who, one.entity, start, min(max(action + 1, start + 1), len(place.masked.text)), printed, one.printed, "asserted", confidence,
        {"modality": modality, "action": what[:LONGEST_ACTION], "provision": provision},
    )  # fmt: skip
