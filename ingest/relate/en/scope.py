"""What governs a verb in an English sentence: whether it is told as done, asked for or proposed, and whose act it is."""

from __future__ import annotations

import re

from ingest.model import Entity, Mention
from ingest.relate.masks import Masked, formula
from ingest.relate.rules import Place

#: Verbs that govern an infinitive, by what they make of it; the nearest one before it counts.
_GOVERNS = re.compile(
    r"\b(?:(?P<decided>[Dd]ecid(?:es|ed|e|ing)|[Rr]esolv(?:es|ed|e)|[Aa]gre(?:es|ed|e)|[Dd]etermin(?:es|ed)|[Uu]ndert(?:akes|ook)|decisions?\b(?! (?:that|which|contained))|agreement(?! on)|"
    r"resolution\b|proceeded|succeeded|continued|(?<!as )appropriate\b(?=x))"
    r"|(?P<asked>[Rr]equest(?:s|ed|ing)?|[Ii]nvit(?:es|ed|ing|e)|[Ee]ncourag(?:es|ed|ing|e)|[Uu]rg(?:es|ed|ing|e)|[Cc]all(?:s|ed|ing)? (?:up)?on|[Aa]sk(?:s|ed|ing)?|[Aa]uthoriz(?:es|ed|ing|e)|"
    r"[Ii]nstruct(?:s|ed|ing)?|[Dd]irect(?:s|ed|ing)|[Mm]andat(?:es|ed|ing)|[Aa]ppeal(?:s|ed|ing)?|[Tt]ask(?:s|ed|ing)?|[Ee]ntrust(?:s|ed|ing)?|[Dd]emand(?:s|ed|ing)?|[Rr]ecommend(?:s|ed|ing)?)"
    r"|(?P<proposed>[Pp]ropos(?:e|es|ed|ing|als?)|[Cc]onsider(?:s|ed|ing|ation)?|[Pp]ossib\w+|[Ii]nten(?:ds?|ded|tion|ds)|[Pp]lan(?:s|ned)?|[Aa]im(?:s|ed|ing)?|[Ss]eek(?:s|ing)?|[Oo]ption\w*|[Ff]easib\w*|"
    r"[Ee]fforts?|[Ss]teps|[Mm]easures|[Ww]orking towards|[Ww]ith a view|[Ii]n order|[Ss]o as|[Ff]ail(?:s|ed|ure)?|[Ww]hether|[Ii]f|[Ss]hould|[Cc]ould|[Mm]ay|[Mm]ight|[Ww]ould|[Ww]ish(?:es)?|[Hh]ope\w*|"
    r"[Nn]eed(?:s|ed)?|[Ii]nitiatives?|[Cc]ommitment|[Cc]ommit(?:s|ted)?|[Ss]upport(?:s|ed|ing)?|[Ee]xplor\w+|[Ee]xamin\w+|[Dd]iscuss\w+|[Aa]llow\w*|[Ee]nabl\w+|[Aa]ssist\w*|[Hh]elp\w*|[Rr]ight|"
    r"[Ii]mportan\w+|[Nn]ecessary|[Uu]rgen\w+|[Rr]eady|[Ww]illing\w*|[Ee]ndeavour\w*|[Cc]ontinue|[Pp]ower|[Aa]uthority|[Ee]ntitled|[Dd]esigned|[Ee]xpected|[Ss]trive|will|shall|must|can)\b)"
)
_NEGATED = re.compile(
    r"\b(?:not|never|without|no longer|nor|cannot|yet to be|refrain(?:s|ed|ing)? from|instead of|rather than|opposed to|unable to)\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_TO = re.compile(r"\b(?:to|and|or|,)\s(?:\w+ly\s|further\s|also\s)?$")
_TO_BE = re.compile(r"\b(?:to be|should be|shall be|will be|would be|could be|may be|might be|must be|be)\s(?:\w+ly\s)?$")
#: Between a verb of welcoming and what is listed behind it.
_LISTED = re.compile(
    r"(?:\band\b|\bincluding,?|\bas well as\b|\bwith\b|\bin particular\b|\bparticularly\b|,)\s(?:inter alia,\s)?(?:also\s|further\s)?(?:the\s|its\s|their\s|her\s|his\s|an?\s)?(?:joint\s|recent\s)?$"
)
#: Verbs that open a paragraph which tells what is so.
_TELLS = re.compile(
    r"^(?:(?:Also|Further)\s)?(?:Welcom|Not(?:es|ing)|Recall|Commend|Acknowledg|Applaud|Congratulat|Recogniz|Taking note|Takes note|Express(?:es|ing)\s(?:its\s)?appreciation|Having|Bearing|Mindful|Aware|Reaffirm)\w*"
)
#: Words of aims, on whose account what is listed behind them without a name of its own is not done.
_AIMS = re.compile(
    r"\b(?:should|could|may|need|needed|including through|support(?:s|ing)\s(?:the|efforts)|efforts?|considers?|facilitat\w+|promot\w+)\b"
)
#: Verbs that ask or wish, on whose account nothing that is listed behind them is done.
_WISHES = re.compile(
    r"\b(?:encourag(?:es|ing)|calls?\s(?:for|upon|on)|calling\s(?:for|upon)|requests|requesting|urg(?:es|ing)|recommend(?:s|ing|ed)|propos\w*|invit(?:es|ing)|look(?:s|ing)? forward)\b"
)
_PARTICIPLE_OF_ACT = formula(r"{decision}(?:[^;:]{0,160})?,?\s(?:on\s|entitled\s)?$")
_WELCOMED = re.compile(
    r"\b(?:[Ww]elcom\w+|[Nn]ot(?:es|ing|ed)|[Rr]ecall\w*|[Cc]ommend\w*|[Ss]ince|anniversary of|[Ff]ollowing|[Aa]fter|[Aa]cknowledg\w*|[Rr]ecogniz\w*|not(?:e|es|ed|ing)(?:\s(?:also|in this (?:respect|regard)|with \w+))? of|[Ee]xpress\w*\s(?:\w+\s){0,3}(?:support|appreciation) for|"
    r"[Aa]pplaud\w*|led to|resulted in|decision on|date of|[Mm]indful of|[Aa]ware of|satisfaction|[Rr]eaffirm\w*|[Cc]ongratulat\w*|[Aa]pprov\w*|[Ee]ndors\w*|[Aa]uthoriz\w*|instrument for|[Aa]greement for|[Tt]reaty for|the most recent|recent|announcement(?:\son\s\ue00e)?\sof)"
    r"(?:,?\s(?:also|further|with \w+|in this regard|in this respect|in this context|inter alia|the decision on|its decision on|the recent|their joint|their|its|his|her|the),?)*\s$"
)
_SINCE = re.compile(r"\b(?:since|after|following)\s(?:the|its|their|his|her)\s$", re.IGNORECASE)
#: through, inter alia, the establishment of: a means to an end.
_BY_MEANS = re.compile(r"\b(?:through|via|by),?\s(?:inter alia,\s|also\s)?(?:the\s|their\s|its\s)?$")
_ONLY_THOUGHT = re.compile(
    r"\b(?:propos\w+|possib\w+|consider\w*|call(?:s|ed|ing)? for|recommend\w*|encourag\w*|request\w*|invit\w*|urg\w*|towards?|feasib\w*|modalit\w*|need for|negotiat\w*|facilitat\w*|promot\w*|"
    r"pending|options?|with a view to|prior to|efforts?|intention|plan\w*|regarding|concerning|ways|discussion\w*|if|should|could|would|suggest\w*|look(?:s|ing)? forward)\b[^,;.]{0,80}$",
    re.IGNORECASE,
)


#: decision 16/CP.26 of the Conference of the Parties on …: what an act is about was done by it.
_OF_ACT = formula(
    r"{decision}(?:\sof\s{date})?(?:,?\sof\s(?:the\s)?{any}(?:\s\([^)]*\))?)?,?\s(?:on|entitled|concerning|regarding)\s(?:the\s)?$"
)


#: Decides, in order to assist the Committee, to extend: what commas set apart governs nothing behind it.
_OWN_DECISION = re.compile(
    r"^\W*(?:(?:Also|Further)\s)?[Dd]ecides(?:\s(?:also|further))?,\s[^;]{3,240}?,\s(?:and\s)?to\s(?:\w+ly\s)?$"
)
#: A proposal that is accepted is decided.
_ACCEPTED = re.compile(
    r"^\W*(?:(?:Also|Further)\s)?(?:Accepts|Approves)\s(?:the|its)\s(?:proposals?|recommendations?)\s[^;,]{0,90}?\bto\s(?:\w+ly\s)?$"
)
#: a request for the Director to establish: another is to do it.
_FOR_ANOTHER = re.compile(r"\bfor\s(?:the\s)?[\ue000-\ue004]\sto\s(?:\w+ly\s)?$")


def standing(masked: Masked, verb: int, form: str, head: Masked | None = None, *, named: bool = False) -> str:
    """How a verb of a form is told: `asserted`, `requested`, `proposed`, `supported` or `negated`.

    `form` is `base` (to establish), `past` (established), `gerund` (establishing), `finite` (Establishes) or `noun`
    (the establishment of); `head` is the sentence that introduces the list in which the verb stands; `named`
    tells that what it is about has a name of its own.
    """
    text = masked.text[:verb]
    if _NEGATED.search(text):
        return "negated"
    if form == "finite":
        return "asserted"
    if form == "noun":
        if _OF_ACT.search(text):
            return "asserted"
        if _TELLS.match(text) and re.search(r"\bfor\s(?:their|its|his|her)\s(?:joint\s)?$", text):
            return "asserted"
        if _SINCE.search(text):
            return "asserted"
        if _BY_MEANS.search(text):
            return "proposed"
        if _LISTED.search(text):
            told = _TELLS.match(text) and not _WISHES.search(text) and (named or not _AIMS.search(text))
            return "asserted" if told else "proposed"
        if _ONLY_THOUGHT.search(text):
            return "supported" if re.search(r"support\w*[^,;.]{0,60}$", text) else "proposed"
        return "asserted" if _WELCOMED.search(text) else "proposed"
    if form == "past":
        if _TO_BE.search(text):
            return "proposed"
        return "asserted"
    if form == "gerund":
        if re.search(
            r"\b(?:[Aa]greement|[Tt]reaty|[Pp]rotocol|[Cc]onvention|[Ii]nstrument|[Cc]harter)\s(?:of\s[^,;]{2,30}\s)?$|\ue007\s$",
            text,
        ):
            return "asserted"
        if re.search(r"\b(?:of|for|towards?|on|about|from|in|to)\s(?:\w+ly\s)?$", text):
            return "asserted" if re.search(r"\bdecision (?:on|of)\s$", text) else "proposed"
        if re.search(r"\bby\s(?:\w+ly\s)?$", text):
            return _governed(text, "asserted")
        return "asserted" if _PARTICIPLE_OF_ACT.search(text) else _governed(text, "proposed")
    if re.search(r"\b[Ww]e\s(?:\w+\s)?$", text) or _OWN_DECISION.search(text) or _ACCEPTED.search(text):
        return "asserted"
    if _FOR_ANOTHER.search(text):
        return "requested"
    if not text.strip() or re.fullmatch(r"(?:[Tt]o\s)?(?:\w+ly\s)?", text):
        # An item of a list: its head governs it.
        return _governed(head.text, "asserted") if head is not None else "asserted"
    return _governed(text, "proposed")


def _governed(text: str, otherwise: str) -> str:
    """What the nearest governing verb before the end of a text makes of what follows it."""
    found = list(_GOVERNS.finditer(text))
    if not found:
        return otherwise
    last = found[-1]
    if last["decided"]:
        return "proposed" if re.search(r"\b(?:may|might|should|could|can|shall|will|to)\s$", text[: last.start()]) else "asserted"
    return "requested" if last["asked"] else "proposed"


# ---- whose act ---------------------------------------------------------------------------------------------------
_IN_ACT = formula(
    r"(?:in|by|through|under|pursuant to|in accordance with|in pursuance of|of|per)\s(?:paragraphs?\s[^,;]{1,40}?\sof\s)?(?:the\s|its\s|their\s)?(?:{organ}(?:’s)?\s)?(?:annex to\s)?(?P<act>{act})"
)


def act_behind(masked: Masked, start: int, reach: int = 220) -> Mention | None:
    """The act named behind a verb of founding: established by the Council in its resolution 39/2."""
    clause = re.search(r"[;:.]\s|$", masked.text[start:])
    end = min(start + (clause.start() if clause else reach), start + reach)
    match = _IN_ACT.search(masked.text, start, end)
    # Behind a comma and a verb of its own another fact begins.
    if match is None or re.search(
        r"\b(?:and|to|which|requests?|decides?|welcom\w+|not(?:es|ing))\b.*\b(?:to|the)\b.{60,}",
        masked.text[start : match.start()],
    ):
        return None
    return masked.found(match.start("act"), match.end("act"))[0]


def organ_behind(masked: Masked, start: int) -> Mention | None:
    """…established by the Commission on Human Rights: the organ right behind the verb."""
    match = re.match(r"(?:\s(?:on|in|at)\s[^,;]{1,40})?,?\sby\s(?:the\s|its\s)?(?=[\ue000-\ue00d])", masked.text[start:])
    if not match:
        return None
    at = start + match.end()
    found = masked.found(at, at + 1)
    return found[0] if found and found[0].kind in ("body", "post", "session", "meeting", "state", "group", "instrument") else None


def act_before(masked: Masked, verb: int) -> Mention | None:
    """The act in whose telling a verb stands: resolution 73/262, in which the Assembly decided to establish …"""
    start = masked.text[:verb].rfind("\ue006")
    if start < 0 or ";" in masked.text[start:verb]:
        return None
    between = masked.text[start + 1 : verb]
    told = re.search(r"\b(?:by which|in which|which|whereby|wherein|that|entitled|on|of|,|to|creat|establish|decid)\b", between)
    if len(between) > 420 or (told is None and not re.match(r"[\s,]*$", between)):
        return None
    return masked.mentions.get(start)


def organ_before(masked: Masked, verb: int) -> Mention | None:
    """The organ that is the subject of a verb: the last body, session or post right before it in its clause."""
    found = [
        m
        for i, m in sorted(masked.mentions.items())
        if i < verb and m.kind in ("body", "session", "meeting", "post", "state", "group")
    ]
    for mention in reversed(found):
        at = masked.at(mention.start)
        between = masked.text[at + 1 : verb]
        if re.fullmatch(
            r"(?:,?\s(?:at its|in its|by its|on)?[^,;.]{0,60},?)?\s?(?:has\s|had\s|have\s|also\s|further\s|formally\s|jointly\s)*(?:decid\w+ to\s|agreed to\s|resolved to\s)?",
            between,
        ) and not re.search(r"\b(?:of|for|with|and|by|from|between|among)\s(?:the\s)?$", masked.text[:at]):
            return mention
    return None


def doer(place: Place, verb: int, end: int) -> tuple[Entity | None, Mention | None]:
    """Who did it: the act named behind or before the verb, else the organ, else the decision whose own text this is."""
    masked = place.masked
    behind = act_behind(masked, end)
    if behind is not None:
        return behind.entity, behind
    organ = organ_behind(masked, end)
    if organ is not None:
        return organ.entity, organ
    before = act_before(masked, verb)
    if before is not None:
        return before.entity, before
    organ = organ_before(masked, verb)
    if organ is not None:
        return organ.entity, organ
    return None, None


def speaks_itself(place: Place, verb: int) -> bool:
    """Whether the verb is the operative paragraph's own: Decides to establish …, or an item below such a head."""
    if place.act is None:
        return False
    text = place.masked.text[:verb]
    own = re.match(
        r"^(?:\W*(?:Also|Further|Therefore|Hereby|In this regard|Accordingly|Once again)?,?\s?)(?P<verb>[A-Z]?[a-z]+s|We)\b", text
    )
    if own is not None or not text.strip() or re.fullmatch(r"To\s", text):
        return True
    return place.head is not None and re.match(r"^[A-Z]?[a-z]+s\b", place.head.text) is not None and len(text) < 40


#: Supports the proposal regarding, Welcomes the proposal to: what is backed is told by the rule of proposals.
_BACKED = re.compile(
    r"\b(?:[Ss]upports|[Ww]elcomes|[Ee]ndorses)\s(?:also\s|further\s)?(?:the|its)\s(?:proposals?|recommendations?|intention)\b[^;]{0,160}$"
)


def backs_proposal(place: Place, verb: int) -> bool:
    """Whether a verb stands in a proposal that the decision whose own text it is only backs."""
    return place.act is not None and _BACKED.search(place.masked.text, 0, verb) is not None


def decides_itself(place: Place, verb: int) -> bool:
    """Whether the paragraph's own deciding governs a verb, whoever is named in between."""
    text = place.masked.text[:verb]
    own = re.match(r"\W*(?:(?:Also|Further)\s)?(?:[Dd]ecides|[Rr]esolves|[Aa]ccepts|[Aa]pproves)\b", text)
    if place.act is None or own is None:
        return False
    return (
        _GOVERNS.search(text, own.end()) is None or _OWN_DECISION.search(text) is not None or _ACCEPTED.search(text) is not None
    )


def own_number(place: Place) -> str:
    """The provision that the paragraph itself is: `3`, `3(a)`."""
    found = re.search(r"(?:^|/)(\d{1,3})((?:/[a-z]{1,4})*)$", place.sentence.paragraph.address)
    return found[1] + "".join(f"({x})" for x in found[2].split("/") if x) if found else ""


#: decision 5/2, which requests: the decision that is recalled asks.
_WHICH = formula(
    r"{act}(?:\sof\s{date})?(?:,?\sof\s(?:the\s)?{any})?(?:\s\([^)]*\))?,?\s(?:which|that)\s(?:also\s|further\s|inter\salia,?\s)*$"
)


def teller(place: Place, verb: int, form: str) -> tuple[Entity | None, str, str]:
    """Who says what a verb of asking says: the decision whose own text it is, or the act or organ that the sentence tells of.

    The entity, how it is printed, and the provision.
    """
    told_of = (
        form.endswith("ed")
        or place.sentence.paragraph.address.startswith("preamble")
        or _WHICH.search(place.masked.text, 0, verb) is not None
        or (form.endswith("ing") and (place.sentence.paragraph.kind != "operative" or act_before(place.masked, verb) is not None))
    )
    if place.act is not None and not told_of:
        return place.act, "", own_number(place)
    told = act_before(place.masked, verb) or organ_before(place.masked, verb)
    if told is None:
        return None, "", ""
    return told.entity, told.printed, told.provision
