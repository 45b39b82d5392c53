"""Decisions, instruments and documents: adopted, endorsed, what they did, who cites them, what they rest on, who wrote them."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace

from answers.facts import Fact, bound, distinct
from answers.grammar import words_en, words_zh
from answers.inquiry import Inquiry
from answers.kinds import founding
from answers.kinds.founding import renaming
from answers.language.glossary import among, notions
from answers.language.normal import normal
from answers.model import Answer, Thing
from answers.names import kind_of
from answers.phrases import day, source, verb
from graph.store import value

TEXTS = ("decision", "instrument", "doc")
ACTING = ("decision", "instrument", "session", "meeting")


# ---- adopted ------------------------------------------------------------------------------------------------------------
def adopted(ask: Inquiry) -> Answer | None:
    thing = ask.question.first(*TEXTS)
    if thing is None:
        return None
    asked = ask.run("adoption", text=thing.iri)
    told = list(asked.done)
    name = ask.name(thing.iri)
    if not told and ask.run("endorsement", text=thing.iri).done:
        approved = endorsed(ask)
        return replace(approved, sure=False) if approved is not None else None
    if not told:
        date = ask.names.adopted.get(thing.iri, "")
        return ask.unknown(
            ask.say("unknown_about", thing=name)
            + (" " + ask.say("dated", thing=name, date=day(date, ask.language)) if date else ""),
            asked,
            firm=False,
        )
    best = max(told, key=lambda x: (len(x.date), bool(x.get("where")), x.confidence))
    place = best.get("where") or next((x.get("where") for x in told if x.get("where")), "") or _place(ask, best)
    where = ask.name(place) if place else ""
    at = (f"（{where}）" if ask.language == "zh" else f" in {where}") if where else ""
    # The first day of a session is not the day on which it adopted a text.
    date = best.date or ask.adopted_on(thing.iri) or ask.date_of(best)
    text = ask.say("adopted", act=ask.name(best.act), thing=name, where=at, on=ask.on(date))
    others = [x for x in told if x.act != best.act and not ask.names.same_actor(x.act, best.act)]
    dates = {x.date for x in told if x.date and not (date.startswith(x.date) or x.date.startswith(date))}
    return ask.answered(
        text,
        asked,
        [best, *(x for x in told if x != best)],
        decision=thing.iri if thing.kind == "decision" else best.act,
        rows=[ask.row(x, place=where) for x in told],
        sure=not others and not dates and bool(best.date),
    )


def _place(ask: Inquiry, fact: Fact) -> str:
    """Where the organ met, as the same document tells: the place of the meeting whose report it is."""
    if fact.citation is None:
        return ""
    rows = bound(
        ask.store,
        """SELECT ?organ ?document ?place WHERE {
             ?claim mg:subject|mg:object ?organ ; mg:relation rel:holds ; mg:place ?place ;
                    mg:claimedIn/dcterms:isVersionOf ?document .
             OPTIONAL { ?claim mg:confidence ?c } } ORDER BY DESC(?c)""",
        organ=fact.act,
        document=fact.citation.document,
    )
    return value(rows[0]["place"]) if rows else ""


def endorsed(ask: Inquiry) -> Answer | None:
    thing = ask.question.first("instrument", "decision", "doc", "system")
    if thing is None:
        return None
    asked = ask.run("endorsement", text=thing.iri)
    told = list(asked.done)
    if not told:
        return adopted(ask) if ask.run("adoption", text=thing.iri).done else None
    text = " ".join(
        ask.say("endorsed", act=ask.act(x), thing=ask.name(x.thing), on=ask.on(ask.date_of(x))) for x in distinct(told)
    )
    return ask.answered(text, asked, told, sure=len(distinct(told)) == 1)


# ---- what an act did ----------------------------------------------------------------------------------------------------
def did(ask: Inquiry) -> Answer | None:
    """What an act established, changed, ended and asked; of one paragraph, where it is named."""
    q = ask.question
    act = q.first("decision") or q.first("instrument", "session", "meeting")
    if act is None:
        return None
    acted, asked = ask.run("acts-of", by=act.iri), ask.run("asked", by=act.iri)
    told = [*acted.done, *asked.done]
    if q.provisions:
        wanted = [x for x in told if _in(x.provision, q.provisions)]
        if not wanted:
            return ask.unknown(ask.say("no_paragraph", act=ask.name(act.iri), n=", ".join(q.provisions)), asked, firm=True)
        told = wanted
    about = [
        t for t in q.things if t.iri != act.iri and t.kind not in ("decision", "place") and t.iri != ask.names.issuer.get(act.iri)
    ]
    listed = re.search(r",| and |和|及|、", q.words) and (len(about) > 1 or len(notions(q.words)) > 1)
    if about and not q.provisions and not listed:
        touching = [x for x in told if {x.thing} & {t.iri for t in about} or any(_names(ask, x, t) for t in about)]
        told = touching or told
    if not told:
        return _only_cited(ask, act)
    lines_ = list(dict.fromkeys(sentence(ask, x) for x in told))
    sure = not about or len(told) < 4
    return ask.answered(
        " ".join(lines_[:12]),
        asked,
        told,
        decision=act.iri,
        shape="table" if len(lines_) > 3 else "sentence",
        columns=("provision", "thing", "modality", "action", "paragraph"),
        sure=sure,
        proofs=2,
    )


def _only_cited(ask: Inquiry, act: Thing) -> Answer | None:
    fulfilled = ask.run("fulfilments", of=act.iri)
    based = ask.run("basis", of=act.iri)
    told = [*fulfilled.done, *based.done]
    if not told:
        return ask.unknown(
            ask.say("unknown_about", thing=ask.name(act.iri)),
            fulfilled,
            firm=act.kind == "decision" and not ask.run("citing", text=act.iri).done,
        )
    return None


def _names(ask: Inquiry, fact: Fact, thing: Thing) -> bool:
    return ask.names.named_in(fact.get("action") + (fact.citation.quote if fact.citation else ""), thing.iri)


def _in(provision: str, wanted: Sequence[str]) -> bool:
    return any(provision == w or provision.startswith(f"{w}(") for w in wanted)


def sentence(ask: Inquiry, x: Fact) -> str:
    """What one claim of an act says, in words."""
    on_ = ask.on(ask.date_of(x))
    thing = ask.name(x.thing) if x.thing else x.get("printed")
    if x.relation == "renames":
        return renaming(ask, x)
    forms = {
        "establishes": "founded",
        "terminates": "ended",
        "extends": "extended",
        "adopts": "adopted",
        "endorses": "endorsed",
        "changes": "changed",
    }
    if x.relation in forms:
        return ask.say(forms[x.relation], act=ask.act(x), thing=thing, on=on_, by="", where="", what=x.get("action"))
    return ask.say(
        "asks", act=ask.act(x), verb=verb(x.get("modality"), ask.language), thing=thing, action=x.get("action").rstrip("。；，")
    )


def act_of(ask: Inquiry) -> Answer | None:
    """Which act did something to a thing: of all that was done to it, what shares the question's notions."""
    q = ask.question
    things = q.all("body", "group", "instrument", "doc", "post", "fund", "system")[:4]
    if not things:
        return None
    done = ask.run("done-to", of=things[0].iri)
    every = [x for t in things for x in (*ask.run("done-to", of=t.iri).done, *ask.run("mandates-of", body=t.iri).done)]
    told = [x for x in every if kind_of(x.act) in ("decision", "instrument")]
    asked_notions = set(notions(q.words)) - {"ask", "countries", "entities", "nation", "share"}

    def score(x: Fact) -> float:
        own = among(normal(x.get("action")), asked_notions) | ({_notion_of(x)} & asked_notions)
        named = sum(ask.names.named_in(_words(x), t.iri) or t.iri in (x.act, x.thing) for t in things)
        return len(own) + 0.5 * len(among(normal(_words(x)), asked_notions)) + 0.7 * named

    scored = [(score(x), x) for x in told if among(normal(_words(x)), asked_notions) or _notion_of(x) in asked_notions]
    most = max((n for n, _ in scored), default=0.0)
    best = [x for n, x in scored if n > most - 0.01 and most >= 0.6 * len(asked_notions) + 0.7]
    best, _ = ask.in_time(best)
    if not best or len({x.act for x in best}) > 1:
        return None
    return ask.answered(" ".join(dict.fromkeys(sentence(ask, x) for x in best)), done, best, sure=False)


def acts_on(ask: Inquiry) -> Answer | None:
    """Every decision of which the documents tell that it did something to a thing."""
    thing = ask.subject("body", "group", "instrument", "doc", "post", "fund", "system")
    if thing is None:
        return None
    asked = ask.run("done-to", of=thing.iri)
    told = [x for x in asked.done if kind_of(x.act) in ("decision", "instrument") and x.relation != "adopts"]
    if not told:
        wished = founding.created(ask)
        return wished if wished is not None and wished.status == "answered" else None
    lines_ = list(dict.fromkeys(sentence(ask, x) for x in told))
    return ask.answered(" ".join(lines_[:6]), asked, told, sure=False)


def _notion_of(fact: Fact) -> str:
    return {"urge": "urge", "encourage": "encourage", "invite": "invite", "authorize": "authorise", "request": "ask"}.get(
        fact.get("modality"), ""
    )


def _words(fact: Fact) -> str:
    return fact.get("action") + " " + (fact.citation.quote if fact.citation else "")


# ---- citing -------------------------------------------------------------------------------------------------------------
def cited(ask: Inquiry) -> Answer | None:
    """Where a text is cited; or, of a document or decision that is named as citing, what it cites."""
    q = ask.question
    if _citing().search(q.masked):
        return cites(ask)
    thing = q.first(*TEXTS)
    if thing is None:
        return None
    asked = ask.run("citing", text=thing.iri)
    told = list(asked.done)
    others = [t for t in q.all(*TEXTS) if t.iri != thing.iri]
    if others:
        return _between(ask, thing, others[0])
    if q.provisions:
        told = [x for x in told if _in(x.provision, q.provisions)] or told
    if not told:
        return ask.unknown(ask.say("unknown_about", thing=ask.name(thing.iri)), asked)
    by: dict[str, Fact] = {}
    for x in told:
        if x.citation:
            by.setdefault(x.citation.document, x)
    order = [*by.values(), *(x for x in told if x not in by.values())]
    sep = "、" if ask.language == "zh" else "; "
    places = sep.join(
        f"{source(x.citation, ask.language)} ({ask.name(x.citation.document)})" if x.citation else "" for x in order[:12]
    )
    text = ask.say("cited", thing=ask.name(thing.iri), n=len(told), places=places)
    rows = [ask.row(x, title=ask.name(x.citation.document) if x.citation else "") for x in order]
    return ask.answered(
        text,
        asked,
        order,
        decision=thing.iri if thing.kind == "decision" else "",
        rows=rows,
        shape="table",
        columns=("title", "document", "paragraph", "provision", "quote"),
        proofs=0,
    )


def _between(ask: Inquiry, one: Thing, other: Thing) -> Answer | None:
    """Where one of two texts cites the other; that neither does, where the text of one is known and never names the other."""
    for by, of in ((one, other), (other, one)):
        document = ask.names.carrier.get(by.iri, by.iri)
        asked = ask.run("citing", text=of.iri)
        told = [x for x in asked.done if x.act in (by.iri, document) or (x.citation and x.citation.document == document)]
        if told:
            where = ("、" if ask.language == "zh" else "; ").join(
                source(x.citation, ask.language) for x in told[:6] if x.citation is not None
            )
            text = ask.say("cited", thing=ask.name(of.iri), n=len(told), places=where)
            decision = next((t.iri for t in (of, by) if t.kind == "decision"), "")
            return ask.answered(text, asked, told, decision=decision, shape="table", columns=("document", "paragraph", "quote"))
    for by, of in ((one, other), (other, one)):
        paragraphs = ask.passages.of(ask.names.carrier.get(by.iri, by.iri))
        if paragraphs and not any(of.iri in p.mentions or ask.names.named_in(p.folded, of.iri) for p in paragraphs):
            text = ask.say("not_cited", act=ask.name(by.iri), thing=ask.name(of.iri))
            return ask.unknown(text, ask.run("citing", text=of.iri))
    return None


_CITING = r"⟨(?:decision|instrument|doc)⟩"


@functools.cache
def _citing() -> re.Pattern[str]:
    """Forms in which the text that is named cites, rather than is cited."""
    en, zh = words_en.WORDS["cite"], words_zh.WORDS["cite"]
    return re.compile(
        rf"\b(?:does|do|did) .*{_CITING}.* (?:cite|refer|recall|mention|quote|invoke|reaffirm|lean|build|draw|rely|base|note|take note)"
        rf"|(?:cited|recalled|mentioned|quoted|referred to|invoked|named|listed|reaffirmed) (?:by|in) .*{_CITING}"
        rf"|{_CITING} (?:\w+ ){{0,2}}{en} (?:up)?(?:on |to )?(?:which|what|whose)"
        rf"|{_CITING}[^⟨]*{zh}了?.{{0,24}}?(?:哪|什么|几|多少)"
    )


def cites(ask: Inquiry) -> Answer | None:
    act = ask.question.first("decision", "doc", "instrument")
    if act is None:
        return None
    rows = bound(ask.store, "SELECT ?doc ?act WHERE { ?doc mg:carries ?act }", act=act.iri)
    by = value(rows[0]["doc"]) if rows else act.iri
    asked = ask.run("cited-in", by=by)
    if not asked.done and by != act.iri:
        asked = ask.run("cited-in", by=act.iri)
    told = list(asked.done)
    issuers = {t.iri for t in ask.question.all("body") if t.iri != ask.names.issuer.get(act.iri)}
    if re.search(r"decision|决定|resolution|决议", ask.question.masked):
        told = [x for x in told if kind_of(x.thing) == "decision"] or told
    if issuers:
        lines_ = {b for i in issuers for b in ask.names.lineage(i)}
        called = {name for b in lines_ for name in ask.names.every(b)}
        told = [
            x for x in told if (i := ask.names.issuer.get(x.thing)) in lines_ or (i and normal(ask.name(i)) in called)
        ] or told
    if not told:
        return None
    names = list(dict.fromkeys(ask.name(x.thing) for x in told))
    text = ask.say("cites", thing=ask.name(act.iri), list=("、" if ask.language == "zh" else ", ").join(names))
    return ask.answered(
        text,
        asked,
        told,
        decision=act.iri if act.kind == "decision" else "",
        shape="table",
        columns=("thing", "provision", "paragraph"),
        proofs=0,
        # A list that was narrowed by words of the question may have lost some.
        sure=len(told) == len(asked.done),
    )


# ---- where texts come from ----------------------------------------------------------------------------------------------
def basis(ask: Inquiry) -> Answer | None:
    """Under which decision something was prepared."""
    thing = ask.subject("instrument", "doc", "system") or ask.subject("body")
    if thing is None:
        return None
    asked = ask.run("basis", of=thing.iri)
    told = [x for x in asked.done if x.act == thing.iri]
    if not told:
        return None
    text = " ".join(
        ask.say("prepared_under", act=ask.name(x.act), thing=ask.name(x.thing) + _paragraph(ask, x)) for x in distinct(told)
    )
    return ask.answered(text, asked, told, decision=told[0].thing)


def _paragraph(ask: Inquiry, fact: Fact) -> str:
    if not fact.provision:
        return ""
    return f"第{fact.provision}段" if ask.language == "zh" else f", paragraph {fact.provision}"


def produced(ask: Inquiry) -> Answer | None:
    q = ask.question
    thing = ask.subject("doc", "instrument", "system")
    by = q.first("body", "post", "person", "group")
    about = thing or by
    if about is None:
        return None
    asked = ask.run("producing", of=about.iri)
    told = [x for x in asked.done if (x.thing == thing.iri if thing else by is not None and x.act == by.iri)]
    if not told and thing is not None:
        other = list(ask.run("founding", body=thing.iri).done)
        if other:
            text = ask.say("founded", act=ask.act(other[0]), thing=ask.name(thing.iri), on=ask.on(ask.date_of(other[0])))
            return ask.answered(text, asked, other, sure=False, decision="")
    if not told:
        return None
    text = " ".join(ask.say("produced", act=ask.name(x.act), thing=ask.name(x.thing), on=ask.on(x.date)) for x in distinct(told))
    return ask.answered(text, asked, told, decision="", sure=thing is not None, shape="table" if len(told) > 3 else "sentence")


def submitted(ask: Inquiry) -> Answer | None:
    thing = ask.subject("doc", "instrument", "system") or ask.subject("session", "meeting", "body")
    if thing is None:
        return None
    asked = ask.run("submitting", of=thing.iri)
    told = list(asked.done)
    if not told:
        return None
    text = " ".join(ask.say("submitted", act=ask.name(x.act), thing=ask.name(x.thing)) for x in distinct(told))
    return ask.answered(text, asked, told, decision="", sure=len(distinct(told)) == 1)
