"""What a body is asked to do: by a decision, in a period, by a modality, on a theme; what two bodies share; what it reports."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answers.facts import Fact
from answers.inquiry import Inquiry
from answers.kinds.structure import on_asked_side
from answers.kinds.texts import did, sentence
from answers.language.glossary import among, notions
from answers.language.normal import normal
from answers.model import Answer, Thing
from answers.names import kind_of

ADDRESSED = ("post", "body", "group", "state", "person")
ACTING = ("decision", "session", "meeting", "instrument")
#: Modalities by the words that ask for one of them alone.
_MODALITIES = (
    ("urge", r"敦促|促请|\burge"),
    ("encourage", r"鼓励|\bencourage"),
    ("invite", r"邀请|\binvit"),
    ("authorize", r"授权.{0,12}(?:做|从事|进行)|(?:联大|大会|⟨body⟩)授权|\bauthori[sz]"),
    ("recommend", r"建议(?!书)|\brecommend"),
)
#: Notions that say that something is asked, not what.
PLAIN = frozenset(
    [
        "ask",
        "urge",
        "encourage",
        "invite",
        "authorise",
        "support",
        "proposal",
        "recommendation",
        "countries",
        "entities",
        "functions",
        "report",
        "implement",
        "environment",
        "progress",
        "resources",
        "region",
        "nation",
        "share",
        "decision",
        "new",
        "largest",
        "approved",
        "requested",
        "members",
    ]
)


def mandates(ask: Inquiry) -> Answer | None:
    q = ask.question
    act = q.first("decision") or q.first("instrument", "session", "meeting")
    addressee = next(
        (
            t
            for t in q.things
            if t.kind in ADDRESSED and (act is None or t.iri != ask.names.issuer.get(act.iri)) and not _is_asker(ask, t)
        ),
        None,
    )
    if addressee is None:
        return did(ask) if act is not None else None
    asked = ask.run("mandates-of", body=addressee.iri)
    told = list(asked.done)
    sure = True
    if act is not None:
        mine = [
            x
            for x in told
            if ask.names.same_actor(x.act, act.iri) and (kind_of(x.act) == kind_of(act.iri) or kind_of(x.act) == "body")
        ]
        exact = [x for x in mine if x.act == act.iri]
        if exact:
            told = [*exact, *(x for x in mine if x not in exact and _same_document(x, exact))]
        elif mine:
            told, sure = mine, False
        else:
            whole = did(ask)
            if whole is not None and whole.status == "answered" and act.kind == "decision":
                return None
            return ask.unknown(
                ask.say("unknown_about", thing=ask.name(act.iri)), asked, firm=not ask.run("citing", text=act.iri).done
            )
    told, sure = _narrowed(ask, told, sure, addressee)
    if not told:
        return None
    told = [ask.whole(x) for x in told[:40]]
    lines = list(dict.fromkeys(sentence(ask, x) for x in told))
    head = ask.say("mandates_head", thing=ask.name(addressee.iri), n=len(lines)) + " " if len(lines) > 3 else ""
    named = [x.act for x in told if kind_of(x.act) in ("decision", "instrument")]
    return ask.answered(
        head + " ".join(lines[:8]),
        asked,
        told,
        decision=named[0] if named else (act.iri if act else ""),
        sure=sure,
        shape="table" if len(lines) > 2 else "sentence",
        columns=("act", "provision", "modality", "action", "date", "paragraph"),
        proofs=2,
    )


def _is_asker(ask: Inquiry, thing: Thing) -> bool:
    """Whether a body stands in the question as the one that asks: `what did the Assembly ask of …`."""
    before = ask.question.masked
    place = [t for t in ask.question.things if t.kind in ADDRESSED]
    if len(place) < 2 or place[0] != thing:
        return False
    return bool(
        re.search(
            r"(?:did|does|has) (?:the )?⟨\w+⟩ .*(?:ask|request|urge|invite|want|authori[sz]e|encourage)|⟨\w+⟩(?:请|要求|授权|敦促|邀请|鼓励|促请|责成)了?⟨",
            before,
        )
    )


def _same_document(fact: Fact, others: Sequence[Fact]) -> bool:
    return any(fact.citation and o.citation and fact.citation.document == o.citation.document for o in others)


def _narrowed(ask: Inquiry, told: list[Fact], sure: bool, addressee: Thing) -> tuple[list[Fact], bool]:
    """Mandates that fit what else the question says: paragraph, date, who asks, modality, theme."""
    q = ask.question
    if q.provisions:
        told = [x for x in told if any(x.provision == p or x.provision.startswith(p + "(") for p in q.provisions)]
    timed, has_dates = ask.in_time(told)
    if has_dates:
        told = timed
    asker = next((t for t in q.things if _is_asker(ask, t)), None)
    if asker is not None:
        told = [x for x in told if ask.names.same_actor(x.act, asker.iri)]
    wanted = next((name for name, pattern in _MODALITIES if re.search(pattern, q.masked)), "")
    if wanted and any(x.get("modality") == wanted for x in told):
        told = [x for x in told if x.get("modality") == wanted]
    theme = set(notions(q.words)) - PLAIN
    others = [
        t
        for t in q.things
        if t.kind not in ("decision", "state", "group")
        and t.iri != addressee.iri
        and t != asker
        and t.iri not in {x.act for x in told}
    ]
    if not theme and not others:
        return told, sure and not q.residue
    scored = [(_about(ask, x, theme, others), x) for x in told]
    best = max((n for n, _ in scored), default=0)
    if best == 0:
        named = (
            has_dates
            or q.first("decision") is not None
            or asker is not None
            or (q.first("instrument") is not None and len(told) <= 3)
        )
        return (told, False) if named else ([], False)
    kept = [x for n, x in scored if n >= max(1, best - 1 if best > 2 else best)]
    return kept, sure and len(others) == 0 and best >= len(theme)


def _about(ask: Inquiry, fact: Fact, theme: set[str], things: Sequence[Thing]) -> int:
    """How many of the question's notions and further things the words of a mandate, and of the headings above it, have."""
    words = fact.get("action") + " " + (fact.citation.quote if fact.citation else "")
    if fact.citation:
        words += " " + ask.passages.heading(fact.citation.document, fact.citation.paragraph)
    return len(among(normal(words), theme)) + sum(ask.names.named_in(words, t.iri) for t in things)


# ---- reporting ----------------------------------------------------------------------------------------------------------
_REPORTING = re.compile(r"报告|汇报|通报|提交|\breport|\bsubmit|\binform|\bpresent", re.IGNORECASE)


def reports(ask: Inquiry) -> Answer | None:
    """What a body was asked to report on, to whom: mandates whose words are of reporting."""
    q = ask.question
    act = q.first("decision") or q.first("instrument")
    addressee = ask.subject("post", "body", "group")
    if addressee is not None:
        lines = [x for x in ask.run("reporting-lines", of=addressee.iri).done if x.relation == "reports_to"]
        lines = on_asked_side(ask, lines, addressee.iri)
        if lines and act is None:
            text = " ".join(ask.say("reports_to", act=ask.name(x.act), thing=ask.name(x.thing)) for x in lines)
            return ask.answered(text, ask.run("reporting-lines", of=addressee.iri), lines, decision="")
    told: list[Fact] = []
    asked = ask.run("asked", by=act.iri) if act is not None else None
    if asked is not None:
        told = [x for x in asked.done if _REPORTING.search(x.get("action"))]
        if addressee is not None and any(x.thing == addressee.iri for x in told):
            told = [x for x in told if x.thing == addressee.iri]
    if not told and addressee is not None:
        asked = ask.run("mandates-of", body=addressee.iri)
        told = [
            x for x in asked.done if _REPORTING.search(x.get("action")) and (act is None or ask.names.same_actor(x.act, act.iri))
        ]
        told, _ = _narrowed(ask, told, True, addressee)
    if not told or asked is None:
        return None
    told = [ask.whole(x) for x in told[:20]]
    lines_ = list(dict.fromkeys(sentence(ask, x) for x in told))
    acts = [x.act for x in told if kind_of(x.act) == "decision"]
    return ask.answered(
        " ".join(lines_[:6]),
        asked,
        told,
        decision=act.iri if act is not None and act.kind == "decision" else (acts[0] if acts else ""),
        sure=False,
        proofs=2,
    )


# ---- common -------------------------------------------------------------------------------------------------------------
def common(ask: Inquiry) -> Answer | None:
    """Mandates that were given to both of two bodies: one provision, or the same words."""
    things = list(ask.question.all(*ADDRESSED))[:2]
    if len(things) < 2:
        return None
    one, other = (ask.run("mandates-of", body=t.iri) for t in things)
    act = ask.question.first("decision", "instrument")
    keys = {_key(x) for x in other.done}
    told = [x for x in one.done if _key(x) in keys and (act is None or x.act == act.iri)]
    names = [ask.name(t.iri) for t in things]
    if not told:
        both = [x for x in (*one.done, *other.done) if _mentions_both(ask, x, things)]
        if not both:
            return ask.unknown(ask.say("no_common", one=names[0], other=names[1]), one, firm=False)
        told = both
    twins = [x for x in other.done if _key(x) in {_key(y) for y in told}]
    text = ask.say("common", one=names[0], other=names[1]) + " ".join(dict.fromkeys(sentence(ask, x) for x in told))
    return ask.answered(
        text,
        one,
        [*told, *twins],
        shape="table",
        columns=("act", "thing", "modality", "action", "paragraph"),
        proofs=2,
        sure=bool(twins),
        decision=act.iri if act else "",
    )


def _key(fact: Fact) -> tuple[str, str]:
    return fact.act, fact.get("action") or (fact.citation.quote if fact.citation else "")


def _mentions_both(ask: Inquiry, fact: Fact, things: Sequence[Thing]) -> bool:
    words = fact.citation.quote if fact.citation else ""
    return all(ask.names.named_in(words, t.iri) for t in things)
