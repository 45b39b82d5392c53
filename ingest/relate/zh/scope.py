"""What governs a verb in a Chinese sentence: who acts, under which act, at which meeting, and whether it is told as done."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.model import Entity, Mention
from ingest.recognise.memory import Memory
from ingest.relate.masks import Masked, formula

# ---- under which act, at which meeting ----------------------------------------------------------------------------
_UNDER = formula(
    r"(?P<how>根据|依照|按照|遵照|依据|遵循|通过|应|如)(?:{organ})?(?:的)?(?:{date}的?)?(?:关于[^，。；]{0,60}的)?(?:{body})?(?:[一-鿿]{0,8}(?:大会|理事会|委员会|会议))?{act:act}"
    r"(?:(?:和|以及|、|及)(?:{organ})?(?:的)?{act:act2})?(?:的)?(?:规定|要求|授权|所载|所述|中?的?规定)?"
)
_IN = formula(
    r"(?P<how>在)(?:{organ:organ})?(?:其)?(?:的)?(?:{date}的?)?(?:关于[^，。；]{0,60}的)?(?:题为[^，。；]{0,60}的)?{act:act}(?:的)?(?:中|内|里)"
)
#: The act is itself who acts: 大会第…号决议设立了…
_ITSELF = formula(
    r"(?:^|(?<=[，；：。]))(?:此外|此后|随后|因此|为此|但|而)?(?:又|还)?(?:回顾|忆及|注意到|考虑到|欢迎)?(?:(?:{organ}|[一-鿿]{0,8}(?:大会|理事会|委员会|会议))(?:在其|的)?)?(?:{date}的?)?"
    r"(?:关于[^，。；]{0,60}的)?{decision:act}(?:还|也|又|并|已|曾|首次|正式|重新|专门|为此|决定)*(?:[将把](?![于在会])[^，。；]*)?$"
)
#: …第…号决定，其中设立了…: what the clause before names does it.
_WHEREIN = formula(
    r"{decision:act}[^，。；]{0,24}，(?:{organ})?(?:其中|在该决[定议]中|在其中)(?:{organ}|[一-鿿]{0,8}(?:大会|理事会|委员会|会议))?(?:除其他外，?)?(?:还|也|又)?(?:决定|商定)?$"
)
_AT = formula(
    r"(?:在|于)(?:其)?(?:{date}(?:召开|举行)?的?)?(?:在?{seat}(?:召开|举行)的)?{assembly:meeting}(?:的)?(?:期间|上|中|结束时|闭幕时|开始时)"
)

# ---- who acts -----------------------------------------------------------------------------------------------------
_ACTOR = formula(r"{actor:actor}")
#: What a subject may follow within its clause: nothing, a linking word, a date, or the end of a phrase of place or time.
_SUBJECT_AFTER = formula(
    r"(?:^|[，；：。！？—]|由|并|但|而|且|即|若|虽然|尽管|由于|鉴于|因此|此外|此后|随后|然后|然而|同时|其中|为此|目前|最后|另外|而且|以及|当时|"
    r"如|当|因为|所以|特别是|尤其是|例如|所有|各|该|本|其他|有关|相关|[上中下内时后间起{=date}]|的情况下|以来|方面|期间)$"
)
#: After these a name is not the one who acts, though one of the above may stand before it.
_OBLIQUE = re.compile(
    r"(?:在|向|对|与|同|和|及|给|为|从|自|以|把|将|经|关于|包括|通过|代表|于|至|到|跟|就|按照|根据|依照|应|继|除|请|使|让|、|会同|连同)(?:其|整个|各|所有|有关)?$"
)


# ---- as done, asked for, proposed ---------------------------------------------------------------------------------
_NOT_NOUN = r"(?![，。；、)的书草案])"
_NEGATED = re.compile(
    r"(?:未|没有|未曾|并未|尚未|不|不再|不得|不予|无须|无需|不会|拒绝|反对|否决|推迟|暂缓|放弃|无法|难以|避免|防止|而不是|而非)(?:能|曾|予|再|要|就|被|获|得|以|将|正式|另行|一并|共同|联合|及时|按时|按期|如期|全面|同意|商定|决定){0,2}$"
)
#: What denies stands before the phrases of time, place and manner that come before the verb: 没有按计划于2036年在…举行.
_NEGATED_ABOVE = formula(
    r"(?:没有|尚未|并未|未曾|未能|未(?![来经必知婚成决])|不会|不再|不得|不能|无法)(?:再次|再)?"
    r"(?:(?:按|依)(?:照)?[^，。；]{1,8}|(?:根据|按照|依照|遵照)(?:{any}|[^，。；]){1,24}|(?:于|在)?{date}|(?:在|于|以)(?:{any}|[^，。；的]){1,16}|(?:与|向|就|为|对)(?:{any}|[^，。；]){1,24})+$"
    r"|(?:不是|并非|而非)(?:由|根据|按照|依照|经|在|为)(?:{any}|[^，。；]){1,24}$"
    r"|(?<![无莫])(?:不|没有|尚未|并未|未能?)(?:再)?(?:将|把|以|由|从|让)(?:{any}|[^，。；]){1,30}$"
)
_ASKED = re.compile(
    rf"(?:(?<![申敬])请(?!求|[^，。；]{{0,12}}注意)|要求|促请|敦促|邀请|授权|鼓励|吁请|责成|委托|指示|责令|呼吁){_NOT_NOUN}"
)
_PROPOSED = re.compile(
    rf"(?:建议|提议|主张|倡议|拟议|考虑(?!了)|探讨(?!了)|不妨|或愿|可以|可能|(?<![核认许])可(?=设立|成立|建立|考虑|终止|解散|撤销|裁撤|延长|展延|更名|改名|取代|接替|并入|[将把])|希望|期待|期望|倾向|支持|赞成|(?:促进|推动)(?=设立|成立|建立|创建|组建)|有必要|需要|必须|须(?!知)|应当|应该|应(?![对用急邀届允]|[^，。；]{{0,14}}(?:的要求|的请求|的邀请))|宜|似宜|拟(?![定订])|倘若|如果|若(?=能|要|设|成|建)|(?:^|(?<=[，；：。]))若(?!干)|假如|假使|假若|一旦|一俟|除非|即使|原定|原计划|采取(?:步骤|措施|行动)|质疑|是否|力求|旨在|为了|以便|以期|审议(?!了)|讨论(?!了)|表示愿意|打算|计划(?=设立|成立|建立)|争取|寻求|关于(?=[^的]*.{{0,4}}$)){_NOT_NOUN}"
)
#: A verb of wishing that ends the clause before; as a noun (一项建议，) it wishes nothing.
_VIEWED = re.compile(r"(?<![的项条点份其该各此])(?:建议|主张|提议|呼吁|希望|赞成|认为有必要|设想)(?:，|：)$")
_GOES_ON = re.compile(r"(?:并且|并|而且|以及|同时|和)(?!未|没有|不)")
#: A sentence that opens with a condition: nothing in it is told as done.
_SUPPOSED = re.compile(r"\s*(?:但是?|而|然而，?|不过，?)?(?:如果|倘若|假如|假使|一旦|除非|若(?!干))")
_FUTURE = re.compile(r"(?:即将|将会|将于|将在|拟于|预计|有望|将(?=设立|成立|建立|组建|终止|取代|举行|召开))")
#: 决定，…应…: what is decided so is done.
_THAT = re.compile(r"(?<![的该项其])(?:决定|商定|议定)，$")
_SHALL = re.compile(r"应当|应该|应|必须|须")
_DECIDED = re.compile(r"(?:决定|商定|同意|议定|核准|兹)")


@dataclass(frozen=True)
class Governing:
    """What a verb at one place of a sentence stands under. Mentions are of this sentence where they stand in it."""

    act: Mention | None
    acts: tuple[Mention, ...]
    how: str
    """`in` (在其…决定中, or the act itself acts), `under` (根据…) or empty."""
    agent: Mention | None
    agent_entity: Entity | None
    meeting: Mention | None

    @property
    def actor(self) -> Entity | None:
        return self.agent.entity if self.agent else self.agent_entity


def act_before(masked: Masked, at: int) -> tuple[tuple[Mention, ...], str]:
    """The acts named as ground before a place of the sentence, nearest phrase, and how."""
    best: tuple[int, tuple[Mention, ...], str] | None = None
    for pattern, how in ((_IN, "in"), (_ITSELF, "in"), (_WHEREIN, "in"), (_UNDER, "under")):
        for match in pattern.finditer(masked.text, 0, at):
            if match.end() > at:
                continue
            acts = tuple(masked.found(match.start("act"), match.end("act")))
            if "act2" in match.groupdict() and match.group("act2"):
                acts += tuple(masked.found(match.start("act2"), match.end("act2")))
            if best is None or match.start() > best[0]:
                best = (match.start(), acts, how)
    return (best[1], best[2]) if best else ((), "")


def meeting_before(masked: Masked, at: int) -> Mention | None:
    """The meeting at which something happens that is told at a place of the sentence."""
    found = list(_AT.finditer(masked.text, 0, at))
    return masked.found(found[-1].start("meeting"), found[-1].end("meeting"))[0] if found else None


def meeting_told(masked: Masked, at: int) -> Mention | None:
    """The meeting that the next sentence goes on with: where this one takes place, else the meeting that acts in it."""
    acting = [m for m in agents(masked, at) if m.kind in ("session", "meeting")]
    return meeting_before(masked, at) or (acting[-1] if acting else None)


def agents(masked: Masked, at: int) -> list[Mention]:
    """The mentions before a place of the sentence that stand where a subject stands: at the head of a clause, not governed
    by a preposition, not within a 关于… phrase and not within another name's 的."""
    found: list[Mention] = []
    for match in _ACTOR.finditer(masked.text, 0, at):
        start, end = match.span()
        before, after = masked.text[:start], masked.text[end:at]
        if not _SUBJECT_AFTER.search(before) or _OBLIQUE.search(before):
            continue
        if masked.mentions[start].kind == "post" and end in masked.mentions and masked.mentions[end].kind == "person":
            continue  # 秘书长某某先生: the title of someone who is named.
        if re.match(r"(?:的(?!代表|成员|高级官员)|、|中(?!的)|上|内|期间|以外|之间|在内)", after):
            continue
        clause_start = max(before.rfind(c) for c in "，。；：") + 1
        if "关于" in before[clause_start:] and "的" in after.split("，")[0]:
            continue
        found.append(masked.mentions[start])
    return found


def agent_before(masked: Masked, at: int) -> Mention | None:
    """The mention that is the subject of a verb at a place: the last one before it that can be."""
    found = agents(masked, at)
    return found[-1] if found else None


def governing(masked: Masked, at: int, fallback: Entity | None, meeting: Mention | None = None) -> Governing:
    """Everything that a verb at a place of a sentence stands under. `fallback` acts where the sentence names nobody,
    `meeting` is where the sentences before took place."""
    acts, how = act_before(masked, at)
    agent = agent_before(masked, at)
    return Governing(acts[-1] if acts else None, acts, how, agent, fallback, meeting_before(masked, at) or meeting)


def decider(scope: Governing, memory: Memory) -> tuple[Entity | None, Mention | None]:
    """Who did it, as the export contract wants it: the act where its issuer acts in it, the meeting where a body acts
    at one, else who acts. The mention is the one in the sentence, where there is one."""
    agent = scope.actor
    if scope.act:
        issuer = memory.owner(scope.act.entity)
        own = agent is None or issuer is None or same_body(agent, issuer, memory)
        if scope.how == "in" or own:
            return scope.act.entity, scope.act
    if agent and agent.kind in ("body", "group") and scope.meeting:
        owner = memory.owner(scope.meeting.entity)
        if owner is None or same_body(agent, owner, memory):
            return scope.meeting.entity, scope.meeting
    if agent is None and scope.meeting:
        return scope.meeting.entity, scope.meeting
    return agent, scope.agent


def same_body(one: Entity, other: Entity, memory: Memory) -> bool:
    """Whether two are one organ: the same body, a body and its session, or an organ under its joint name."""
    owners = {e.iri for e in (one, memory.owner(one) if one.kind in ("session", "meeting") else None) if e}
    others = {e.iri for e in (other, memory.owner(other) if other.kind in ("session", "meeting") else None) if e}
    if owners & others:
        return True
    stem = {iri.removesuffix("-gmef") for iri in owners}
    return bool(stem & {iri.removesuffix("-gmef") for iri in others})


def _mood_start(masked: Masked, start: int) -> int:
    """Where the mood of a clause begins: one that goes on with 并 stands under what the clauses before it stand under."""
    while start and _GOES_ON.match(masked.text, start) and masked.text[start - 1] == "，":
        start, _ = masked.clause(start - 1)
    return start


def _still_asked(masked: Masked, start: int, verb: int) -> bool:
    """请…与…协商，设立…: whether a clause without a subject of its own still says what someone was asked to do."""
    asked = list(_ASKED.finditer(masked.text, 0, start))
    if not asked or _DECIDED.search(masked.text, asked[-1].end(), verb):
        return False
    low, _ = masked.clause(asked[-1].start())
    after = [
        m for m in agents(masked, verb) if masked.at(m.start) > max(clause[1] for clause in masked.clauses if clause[0] <= low)
    ]
    return not after


#: What delegates wish for, followed by how or why; with 了, or before a decision, it is no wish.
_WISHED = re.compile(r"(?:支持|赞成|建议|主张|提议|呼吁)(?![了的，。；、)]|该|这|其)")


def _still_wished(masked: Masked, start: int, verb: int) -> bool:
    """有几位代表支持仿照…，设立…: whether a clause without a subject of its own goes on with what the one before wishes."""
    low, _ = masked.clause(start - 1) if start else (0, 0)
    wished = list(_WISHED.finditer(masked.text, low, start))
    if not wished or _DECIDED.search(masked.text, wished[-1].end(), verb):
        return False
    return not any(masked.at(m.start) >= start for m in agents(masked, verb))


#: Before …通过的, …核准的: it has yet to be done.
_YET_TO_BE = re.compile(r"(?:拟定?|将|待|有待|可能|(?<![认许核])可|应|须|提交|提请|供|请)(?:由|经|于|在|向)?$")


def standing_of_attribute(masked: Masked, start: int, verb: int) -> str:
    """The standing of a verb in a clause before 的 that begins at `start`: what the sentence wishes does not touch it."""
    before, within = masked.text[:start], masked.text[start:verb]
    if _NEGATED.search(before) or _NEGATED.search(within):
        return "negated"
    return "proposed" if _YET_TO_BE.search(before) or re.search(r"拟|将|待", within) else "asserted"


#: Verbs of a decision's text that tell what others did, and do nothing themselves.
_NOTES = re.compile(
    r"(?:欢迎|注意到|赞赏|感谢|祝贺|关切|遗憾|铭记|考虑到|意识到|认识到|回顾|忆及)(?![^，。；]*(?:决定|商定|并|还))[^，。；]*$"
)


def is_noted(masked: Masked, verb: int) -> bool:
    """Whether a verb of a decision's text tells what the decision welcomes, notes or recalls."""
    return _NOTES.search(masked.text, masked.clause(verb)[0], verb) is not None


def mood(masked: Masked, verb: int, verbs: re.Pattern[str]) -> str:
    """The standing of the first of several verbs that 并 joins, which the later ones share: 建议请…，并请…"""
    start = _mood_start(masked, masked.clause(verb)[0])
    first = verbs.search(masked.text, start, verb)
    return standing(masked, first.start() if first else verb)


#: 延长任期的提案, 更名之前: a deed that is only named. Where the proposal is agreed to, it is done.
_NAMED_DEED = re.compile(
    r"的(?:提案|提议|建议|动议|请求|计划|设想|构想|想法|方案|草案|利弊|好处|理由|影响|可能性|可行性|必要性|前提|条件|问题|事宜)"
    r"(?=[，。；、是和与及进作]|以及|$)|(?:之前|以前)(?=[，。；]|$)"
)
_AGREED = re.compile(r"(?:核可|核准|批准|通过|采纳|接受|同意|赞同)了?(?:关于)?[^，。；]*$")


def is_named_only(masked: Masked, start: int, verb: int) -> bool:
    """Whether a deed, told from `start` on by a verb, is only the subject of a proposal, a discussion or a condition."""
    low, high = masked.clause(verb)
    return _NAMED_DEED.search(masked.text, verb, high) is not None and _AGREED.search(masked.text, low, start) is None


def is_approved(masked: Masked, start: int, verb: int) -> bool:
    """核可…关于…的提议: whether a deed is the subject of a proposal that the clause approves."""
    low, high = masked.clause(verb)
    approved = re.match(r"(?:还|又|也)?(?:决定)?(?:核可|核准|批准|通过|采纳)", masked.text[low:start])
    return approved is not None and _NAMED_DEED.search(masked.text, verb, high) is not None


def standing_of_deed(masked: Masked, start: int, verb: int) -> str:
    """The standing of a deed that is told from `start` on, its verb further behind: 拒绝以甲取代乙."""
    while start and masked.text[start - 1] in "以将把由让":
        start -= 1
    if is_named_only(masked, start, verb):
        return "proposed"
    told = standing(masked, verb)
    return told if told != "asserted" else standing(masked, start)


def standing(masked: Masked, verb: int, *, scheduled: str = "proposed") -> str:
    """Whether what a verb at a place says is told as done (`asserted`), `requested`, `proposed`, or denied (`negated`);
    what is told to be coming, as a meeting or submission may be, is `scheduled`."""
    start, _ = masked.clause(verb)
    text = masked.text
    prefix = text[start:verb]
    if _NEGATED.search(prefix) or _NEGATED_ABOVE.search(prefix):
        return "negated"
    start = _mood_start(masked, start)
    # What is told with 了 was done, whatever was wished before it.
    done = bool(re.match(r"[一-鿿]{1,3}了", text[verb:]))
    if done:
        start, _ = masked.clause(verb)
    asked = [m.start() for m in _ASKED.finditer(text, start, verb + 4) if m.end() <= verb]
    proposed = [m.start() for m in _PROPOSED.finditer(text, start, verb + 4) if m.end() <= verb]
    if _THAT.search(text, 0, start):
        proposed = [at for at in proposed if not _SHALL.match(text, at)]
    if asked and (not proposed or asked[-1] > proposed[-1]):
        return "requested"
    if proposed or (not done and _SUPPOSED.match(text)):
        return "proposed"
    if not done and _still_asked(masked, start, verb):
        return "requested"
    if not done and (_VIEWED.search(text[:start]) or _still_wished(masked, start, verb)):
        return "proposed"
    if not done and _FUTURE.search(prefix) and not _DECIDED.search(prefix):
        return scheduled
    return "asserted"
