"""Names of bodies, posts, funds and instruments in English, by their form: capitals joined by small words about a head noun.

English UN drafting capitalises names, so a name is a run of capitalised words that holds a head noun ("Global Environment
Facility", "Committee on the Elimination of …"); the subject of a mandate may go on in small letters ("Special Rapporteur
on the situation of human rights in …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

BODIES = (
    "Assembly", "Council", "Commission", "Subcommission", "Committee", "Subcommittee", "Group", "Forum", "Board", "Bureau", "Office", "Centre", "Center",
    "Institute", "Agency", "Organization", "Organisation", "Union", "Secretariat", "Network", "Partnership", "Platform", "Mechanism", "Mission", "Force",
    "Operation", "Tribunal", "Court", "Panel", "Team", "Unit", "Division", "Department", "Authority", "Conference", "Federation", "Alliance", "Coalition",
    "Consortium", "Facility", "Bank", "Programme", "University", "College", "Academy", "Association", "Service", "Section", "Branch", "Section",
    "Register", "Observatory", "Ombudsperson", "Parliament", "Congress", "Meeting", "Chambers", "Institution", "Institutions", "Campaign", "Initiative",
    "Corps", "Company", "Observer Force", "Task Force", "Working Group", "Expert Group", "Entity", "System", "Hub", "Inquiry", "Presence", "Roster",
)  # fmt: skip
POSTS = (
    "Special Rapporteur", "Independent Expert", "Special Representative", "Special Envoy", "Special Adviser", "Personal Envoy", "High Commissioner", "High Representative",
    "Secretary-General", "Deputy Secretary-General", "Under-Secretary-General", "Assistant Secretary-General", "Executive Director", "Director-General",
    "Executive Secretary", "Resident Coordinator", "Emergency Relief Coordinator", "Administrator", "Ombudsperson", "Special Coordinator", "Coordinator",
    "President", "Chair", "Chairperson", "Chairman", "Rapporteur", "Director", "Prosecutor", "Registrar", "Advocate", "Envoy", "Focal Point", "Force Commander",
    "Personal Representative",
)  # fmt: skip
FUNDS = ("Trust Fund", "Fund", "Account", "Endowment")
INSTRUMENTS = (
    "Convention", "Conventions", "Protocol", "Protocols", "Declaration", "Agreement", "Covenant", "Covenants", "Charter", "Agenda", "Plan", "Programme of Action", "Plan of Action", "Framework", "Strategy",
    "Treaty", "Consensus", "Statute", "Pact", "Compact", "Accord", "Accords", "Principles", "Guidelines", "Roadmap", "Vision", "Communiqué", "Rules", "Standards",
    "Commitment", "Call for Action", "Platform for Action", "Regulations", "Code of Conduct", "Approach", "Instrument", "Goals", "Targets", "Decade", "Pathway",
)  # fmt: skip
_KIND = {
    **dict.fromkeys(BODIES, "body"),
    **dict.fromkeys(INSTRUMENTS, "instrument"),
    **dict.fromkeys(FUNDS, "fund"),
    **dict.fromkeys(POSTS, "post"),
}
_HEADS = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _KIND), key=len, reverse=True))})\b")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_CAP = rf"(?:(?!(?:{_MONTHS}|Mr|Mrs|Ms|Dr|Messrs)\b)[A-ZÀ-Þ][\w&/.À-ɏ-]*(?:[’'](?!s\b)[\w-]+)*(?<![.])|[A-Z]\.(?=\s?[A-Z])|(?:19|20)\d\d(?=\s[A-Z])|\d{{1,3}}-[A-Z][a-z]+)"
_SMALL = r"(?:of|on|for|and|or|in|to|against|from|at|under|de|la|du|des|en)"
#: Capitalised words, joined by small ones; "the" only behind a small one.
_RUN = re.compile(rf"{_CAP}(?:(?:,\s(?={_CAP})|\s)(?:{_SMALL}\s(?:and\s{_SMALL}\s)?(?:the\s|all\s|an?\s)?){{0,2}}{_CAP})*")
#: After the head noun of an expert or working group the subject of its mandate may go on in small letters.
_SUBJECT_OPENS = re.compile(r"\s(?:on|for|of|in|against|to\sinvestigate)\s(?=\S)")
#: What ends such a subject: a stop, or words that begin another phrase.
_SUBJECT_ENDS = re.compile(
    r"[,;.:(“)]|\s(?=(?:which|that|who|has|have|had|is|are|was|were|will|shall|should|would|may|must|can|could|did|does|being|having|by|at|not|also|while|when|where|after|before|if|whether|took|takes|met|meets|organize[sd]?|convene[sd]?|conduct(?:s|ed)|continue[sd]?|provide[sd]?|prepare[sd]?|consider(?:s|ed)|agreed?|adopt(?:s|ed)|noted|request(?:s|ed)|decided|issued|launche[sd]|began|begins|serve[sd]|acted|express(?:es|ed)|makes|gave|gives|resolutions?|decisions?|reports?|"
    r"sessions?|meetings?|reported|visited|submitted|presented|stated|recommended|fulfils|established|contained|created|pursuant|including|during|under|through|upon|until|from|into|since|its|his|her|"
    r"for\s(?:an?|the\speriod|its|their|his|her)|as\s(?:set|contained|established|defined|mandated|an?|well)|"
    r"in\s(?:accordance|order|its|his|her|cooperation|consultation|which|line|particular)|with\s(?:an?|the|regard|respect)|"
    r"and\s(?:to|the|its|all|other|with|of|in|on|for|requests?|invites?|decides?|encourages?|calls?|urges?|welcomes?|notes?|takes?|[A-Z]))\b)"
)
_TO = re.compile(r"\sto\s")
#: A subject is at most this many characters.
_LONGEST_SUBJECT = 110
_TAKES_SUBJECT = re.compile(
    r"(?:Rapporteur|Independent Expert|Representative|Envoy|Adviser|Working Group|Expert Mechanism|Inquiry|Fact-Finding Mission|Panel of Experts|Group of Experts|Ombudsperson)$"
)
_OPERATIVE = re.compile(
    r"(?:(?:Also|Further|Strongly|Once again)\s)?(?:Recall|Reaffirm|Request|Encourag|Invit|Urg|Welcom|Not|Endors|Decid|Commend|Stress|Emphasiz|Support|Reiterat|Recogniz|Acknowledg|Approv|Adopt|Authoriz|"
    r"Consider|Affirm|Underlin|Underscor|Condemn|Demand|Deplor|Thank|Congratulat|Confirm|Declar|Designat|Direct|Extend|Establish|Instruct|Proclaim|Recommend|Regret|Renew|Resolv|Applaud|Appreciat)(?:es|s|ing)\s"
)
#: Capitalised words that begin a sentence or an operative paragraph and belong to no name.
_OPENS = re.compile(
    r"(?:[A-Z][a-z]+ing|[A-Z][a-z]+(?:es|ises|izes|ests|ages|ites|ides|omes|orms|ends|ves|ts|ms|res|ses)|The|This|These|That|In|At|By|On|To|For|Under|With|Also|Further|As|"
    r"All|Any|Each|Its|Their|Such|Other|Our|We|And|Or|When|While|If|Where|After|Before|During|Since|Between|Both|Pursuant|Mindful|Aware|Convinced|Concerned|Guided|"
    r"Deeply|Strongly|Gravely|Fully|Encouraged|Alarmed|Determined|Conscious|Through|Upon|From|Within|Following|Considering|Regarding)\s"
)
#: The Agreement Establishing …: the name of a treaty ends before what it does.
_PARTICIPLE = re.compile(r"\s(?:Establishing|Constituting|Amending)$")
#: Where a body sits is no part of its name: the Nairobi-based Centre.
_BASED = re.compile(r"[A-Z]\w+(?:\s[A-Z]\w+)?-based\s")
#: The end of an act's number, which belongs to no name: CP.4 of the Conference, EC-5/1 of the Council.
_NUMBER = re.compile(r"(?:[A-Z]{1,4}[-.]?\d[\w./-]*|[IVXLC]+)\s(?:of|for|on|in)\s(?:the\s)?")
_GENERIC = re.compile(
    r"^(?:(?:United Nations|International|Global|National|Regional|General|Special|High|Main|Joint|Ministerial|World|Executive|Secretary|Member)\s?)*$"
)


#: Posts that are asked by a body whose name stands right before them: the request of the Forum to the Executive Director.
_ASKED = "Executive Director|Secretary-General|Director-General|High Commissioner|Executive Secretary|President|Chair"


@dataclass(frozen=True)
class Name:
    """[start, end) of a folded text that names a body, post, fund or instrument by its form."""

    start: int
    end: int
    kind: str
    head: str


def _with_subject(text: str, head: int, end: int) -> int:
    """The end of a name with the subject of its mandate: Special Rapporteur on human rights in Eritrea."""
    opens = _SUBJECT_OPENS.match(text, head)
    # A subject that began in capitals goes on in small letters only behind a small word: on Torture and other cruel treatment.
    if opens is None or (end > head and not re.match(r"\s(?:of|and|or|against|as)\s(?:the\s|other\s)?[a-z]", text[end:])):
        return end
    limit = min(len(text), head + _LONGEST_SUBJECT)
    stop = _SUBJECT_ENDS.search(text, opens.end(), limit)
    last = stop.start() if stop else limit
    for to in _TO.finditer(text, opens.end(), last):
        if not re.search(r"\brights?$", text[: to.start()]):
            last = to.start()
            break
    return max(end, last) if last < limit or last == len(text) else end


def names(text: str) -> Iterator[Name]:
    """The names in a folded text, left to right.

    >>> t = "Requests the Advisory Committee on Mountain Water and the Glacier Fund to report"
    >>> [t[n.start:n.end] for n in names(t)]
    ['Advisory Committee on Mountain Water', 'Glacier Fund']
    """
    at = 0
    for run in _RUN.finditer(text):
        if run.start() < at:
            continue
        for start, end in _parts(text, run.start(), run.end()):
            heads = list(_HEADS.finditer(text, start, end))
            if not heads:
                continue
            head = _head(text, heads, start, end)
            kind = _KIND[head[0]]
            if kind in ("post", "body") and _TAKES_SUBJECT.search(text[start : head.end()]):
                end = _with_subject(text, head.end(), end)
            name = _PARTICIPLE.sub("", text[start:end]).rstrip(" ,")
            end = start + len(name)
            modifier = (text[start : head.start()] + text[head.end() : end]).strip()
            if not modifier or _GENERIC.match(modifier) or re.fullmatch(r"[A-Z][a-z]+", name):
                continue
            at = end
            yield Name(start, end, kind, head[0])


def _head(text: str, heads: list[re.Match[str]], start: int, end: int) -> re.Match[str]:
    """The head noun: the last one before the first small word, else the last of all."""
    small = re.search(rf"\s{_SMALL}\s", text[start:end])
    limit = start + small.start() if small else end
    first = [h for h in heads if h.end() <= limit]
    return first[-1] if first else heads[-1]


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run without the words that open a sentence, split where `and` or a comma joins two names."""
    opens = not start or re.search(r"(?:^|[.;:]\s|“|\n)$", text[max(0, start - 3) : start])
    if (
        opens
        and (verb := re.match(rf"[A-Z][a-z]+s\s(?=(?:{_SMALL}|the|that|all|an?)\s)", text[start:end]))
        and "Nations" not in verb[0]
    ):
        start += verb.end()
        small = re.match(rf"(?:(?:{_SMALL}|the|that|all|an?)\s)+", text[start:end])
        start += small.end() if small else 0
    if opens and (verb := _OPERATIVE.match(text, start, end)):
        start = verb.end()
    if number := _NUMBER.match(text, start, end):
        start = number.end()
    if seat := _BASED.match(text, start, end):
        start = seat.end()
    while match := _OPENS.match(text, start, end):
        rest = text[match.end() : end]
        if (
            start
            and not re.search(r"(?:^|[.;:]\s|“|\n)$", text[max(0, start - 3) : start])
            and not re.match(r"The |This |Its |All ", match[0])
        ):
            break
        if not re.match(r"[A-Z0-9]", rest):
            small = re.match(rf"(?:{_SMALL}|the|all|an?)\s(?:the\s)?", rest)
            if not small:
                return
            start = match.end() + small.end()
            continue
        start = match.end()
    low = start
    for tie in re.finditer(rf",\s(?:and\s)?|\sand\s(?:the\s)?|\sas\swell\sas\s|\sto\sthe\s(?=(?:{_ASKED})\b)", text[start:end]):
        left, right = text[low : start + tie.start()], text[start + tie.end() : end]
        whole_left = _HEADS.search(left) and not re.search(r"\b(?:on|for|of|to|against|in)\s[^,]*$", left.split(",")[-1])
        whole_right = _HEADS.search(right.split(",")[0])
        next_name = re.split(rf"\s{_SMALL}\s", right)[0]
        if tie[0] == " to the " and re.search(r"\b(?:Adviser|Assistant|Deputy|Envoy|Representative|Office)\b", left):
            continue
        if whole_right and (tie[0] == " to the " or whole_left or (tie[0] == " and the " and _HEADS.search(next_name))):
            yield low, start + tie.start()
            low = start + tie.end()
    if low < end:
        yield low, end
