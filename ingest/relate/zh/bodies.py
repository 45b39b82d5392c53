"""What is told of a body's being: who founded, renamed, ended or prolonged it, under which provision, on which date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Entity, Mention
from ingest.recognise import forms_zh, mint
from ingest.relate.masks import formula
from ingest.relate.rules import Place, Told, when
from ingest.relate.zh.scope import Governing, decider, governing, is_approved, is_named_only, is_noted, standing

FOUND = r"(?P<verb>设立|成立|建立|创建|创立|组建|创设)"
#: What a body's name ends in.
HEADS = "|".join(sorted({*forms_zh.BODY_HEADS, *forms_zh.SYSTEM_HEADS, *forms_zh.FUND_HEADS}, key=len, reverse=True))


def _doer(place: Place, at: int, thing: Entity | None) -> tuple[Entity | None, Mention | None, Governing]:
    """Who did to a thing what the verb at a place says; the thing itself never did it."""
    scope = governing(place.masked, at, place.fallback, place.meeting)
    who, mention = decider(scope, place.memory)
    if who is not None and thing is not None and who.iri == thing.iri:
        bare = Governing(scope.act, scope.acts, scope.how, None, None, scope.meeting)
        who, mention = decider(bare, place.memory)
    if who is None and place.act is not None:
        who = place.act
    return who, mention, scope


def tell(
    match: re.Match[str], place: Place, thing: Entity, printed: str, details: dict[str, str], confidence: float = 0.95,
    at: int | None = None, who: Entity | None = None,
) -> Iterator[Told]:  # fmt: skip
    verb = match.start("verb") if at is None else at
    state = standing(place.masked, verb)
    if state == "asserted" and is_named_only(place.masked, match.start(), verb):
        state = "proposed"
    if state == "proposed" and place.act is not None and is_approved(place.masked, match.start(), verb):
        state = "asserted"
    if "negated" in (state, standing(place.masked, match.start())) or place.masked.text[:verb].endswith("关于"):
        return
    mention: Mention | None = None
    scope: Governing | None = None
    if who is None:
        who, mention, scope = _doer(place, verb, thing)
        if who is None and (state == "asserted" or not re.fullmatch(FOUND, match["verb"])):
            # The body above may have prolonged it; that it proposed to found it, nothing says.
            who = implied_founder(place, thing)
    if _only_spoken_of(place, verb, scope) or who is None or who.iri == thing.iri:
        return
    if place.act is not None and who.kind in ("body", "post") and scope and scope.agent is None:
        # In the text of a decision it is the decision that sets up, ends and extends.
        who = place.act
    if state == "proposed":
        low, _ = place.masked.clause(verb)
        clause = place.masked.text[low:verb]
        if _DUTY.search(clause):
            # Who is to do it proposes nothing: the decision or plan asks for it, or whoever spoke before.
            who, mention = place.act or place.fallback, None
            state = "requested" if place.act is not None else state
            if who is None or (scope and scope.agent and who.iri == scope.agent.entity.iri):
                return
        elif place.act is not None and who.iri == place.act.iri and _BACKS.search(clause):
            state = "supported"
    provision = _provision(place, mention, who)
    start = min(match.start(), place.masked.at(mention.start) if mention else match.start())
    yield Told(
        who, thing, start, match.end(), mention.printed if mention else "", printed, state,
        confidence, {"provision": provision, **details},
    )  # fmt: skip


#: A clause that lays a duty on its subject, one that backs what others do.
_DUTY = re.compile(r"(?:应当|应该|应(?![对用急邀届允])|必须|须(?!知)|不妨|似宜|需要)")
_BACKS = re.compile(r"支持|赞成|促进|推动|协助|帮助")
#: 设立…，可加强…: the founding is the subject, and what it would do is told.
_WOULD = re.compile(r"[^，。；]*，(?:还|也)?(?:可|能|会|既|不仅|有助于|需要|将(?:有助|能|使|可))")


def _only_spoken_of(place: Place, verb: int, scope: Governing | None) -> bool:
    """Whether the verb tells nothing that was done here: a decision welcomes it, or the sentence is about its use."""
    if scope is None or scope.act or scope.agent:
        return False
    before = place.masked.text[:verb]
    own = place.act is not None and is_noted(place.masked, verb)
    return own or (before.strip() == "" and _WOULD.match(place.masked.text, verb) is not None)


def _provision(place: Place, mention: Mention | None, who: Entity) -> str:
    if mention is not None and mention.provision:
        return mention.provision
    if place.act is not None and who.iri == place.act.iri:
        return own_number(place)
    return ""


def own_number(place: Place) -> str:
    """The paragraph's own number, where the paragraph belongs to the decision itself."""
    number = re.search(r"(?<!preamble)/(\d{1,3})(?:/([a-z]))?$", place.sentence.paragraph.address)
    return (number[1] + (f"({number[2]})" if number[2] else "")) if number else ""


_DATE_BESIDE = formula(r"(?:于|自|从|在)?({date})(?:以来|起|，)?(?:在[^，。；]{0,20}?)?(?:正式|共同|决定|重新)?$")
_DATE_AHEAD = formula(r"(?:^|[；：。])(?:于|自|在)?({date})，$")


def date_near(match: re.Match[str], place: Place) -> dict[str, str]:
    """The date told for the verb: one right beside it in the clause, not one that belongs to a decision or meeting."""
    if told := when(match, place, "date", "date2"):
        return told
    start, _ = place.masked.clause(match.start("verb"))
    before = place.masked.text[start : match.start("verb")]
    near = _DATE_BESIDE.search(before)
    if near is None and (ahead := _DATE_AHEAD.search(place.masked.text, 0, start)):
        near, start = ahead, 0
    period = place.masked.period(start + near.start(1), start + near.end(1)) if near else None
    return {"date": period.start} if period else {}


def implied_founder(place: Place, thing: Entity) -> Entity | None:
    """Who spoke in the paragraph, where that is a body above or beside the new one; else the body above it."""
    above = place.memory.parents(thing.iri)
    speaker = place.fallback
    if speaker and speaker.iri != thing.iri and (speaker.iri in above or set(place.memory.parents(speaker.iri)[:1]) & set(above)):
        return speaker
    return place.memory.lexicon.by_iri(above[0]) if above else None


def tidied(name: str) -> str:
    name = re.sub(r"^(?:一个|一项)?(?:最多|至多)?(?:由|有)[^，。；]{1,40}(?:组成|参加|参与|任命|提名)的", "", name)
    name = re.sub(r"^(?:一个|一项)?(?:具有[^，。；的]{1,8}|开放[^，。；的]{0,12}|透明|包容|强有力|常设|独立)的", "", name)
    name = re.sub(r"^(?:了|小型的?|一个|一项|一套|一|新的|新|专门的|专门|有关|相关的|相应的|独立的|名为|题为|称为)+", "", name)
    quoted = re.search(r"“([^”]{2,40})”的", name)
    name = (quoted[1] if quoted else name).strip("“” ")
    whole = re.fullmatch(r"《([^《》]+)》", name)
    return whole[1] if whole else name if name.count("《") == name.count("》") else name.strip("《》")


def by_name(place: Place, name: str) -> Entity:
    """The thing with a printed name: the register's, the document's own, or a new one."""
    name = tidied(name)
    known = place.memory.lexicon.named(name) or place.memory.local.get(name)
    return known or mint.body(place.memory.lexicon, name)
