"""What every mandate is told with: the verb's modality, what is asked, who says it and under which provision."""

from __future__ import annotations

import re

from ingest.model import Entity, Mention
from ingest.relate.rules import LONGEST_ACTION, Place, Told
from ingest.relate.zh.bodies import own_number
from ingest.relate.zh.scope import decider, governing

#: The verb of asking and its modality in the export contract.
MODALITY = {
    "请": "request", "要求": "request", "促请": "urge", "敦促": "urge", "力促": "urge", "邀请": "invite", "授权": "authorize",
    "鼓励": "encourage", "呼吁": "urge", "吁请": "urge", "责成": "request", "指派": "request", "委托": "request", "指示": "request", "建议": "recommend",
    "决定": "decide", "商定": "decide", "承诺": "decide", "同意": "decide", "应": "should", "应当": "should", "应该": "should",
    "须": "shall", "必须": "shall", "将": "shall", "需要": "shall", "最好": "should", "不妨": "invite",
    "可": "authorize", "可以": "authorize", "有机会": "authorize", "有权": "authorize",
}  # fmt: skip
#: All that follows, up to the end of the sentence.
ACTION = r"(?P<action>(?:{any}|[^。；])+)"


def what_is_asked(match: re.Match[str], place: Place, lead: str = "") -> str:
    start, end = match.span("action")
    return (lead + place.masked.printed(start, end).strip("，。；：、 "))[:LONGEST_ACTION]


def tell(
    match: re.Match[str], place: Place, who: Entity, mention: Mention | None, to: Entity, printed: str, modality: str, action: str,
    confidence: float = 0.88, state: str = "asserted",
) -> Told:  # fmt: skip
    start = min(match.start(), place.masked.at(mention.start) if mention else match.start())
    provision = mention.provision if mention else ""
    if not provision and place.act is not None and who.iri == place.act.iri:
        provision = own_number(place)
    details = {"modality": modality, "action": action, "provision": provision}
    return Told(who, to, start, match.end(), mention.printed if mention else "", printed, state, confidence, details)


def _in_clause(place: Place, mention: Mention, verb: int) -> bool:
    """Whether a mention of this sentence stands in the clause of a place, or in the one that 请 or the like follows on."""
    start, _ = place.masked.clause(verb)
    return place.masked.at(mention.start) >= start or not re.match(r"(?:并且?|又|也|还)", place.masked.text[start:verb])


def speaker_of(place: Place, verb: int) -> tuple[Entity | None, Mention | None]:
    scope = governing(place.masked, verb, place.fallback, place.meeting)
    who, mention = decider(scope, place.memory)
    # In the text of a decision it is the decision that asks, unless somebody stands in the asking clause itself.
    if place.act is not None and not scope.act and (scope.agent is None or not _in_clause(place, scope.agent, verb)):
        return place.act, None
    return who, mention
