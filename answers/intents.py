"""What answers each kind of question: which query is run, and what its facts come to in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pyoxigraph as ox

from answers import facts as f
from answers.facts import Asked, Fact
from answers.linking import kind_of, label
from answers.model import Answer, Question, Thing
from answers.phrases import day, joined, on, proof, say, source, verb
from graph.store import Store, value

Intent = Callable[[Store, Question], Answer]
_BODYLIKE = ("body", "post", "group", "fund", "system", "instrument", "campaign", "document")


def _name(store: Store, iri: str, question: Question) -> str:
    return label(store, iri, question.language)


def _row(store: Store, fact: Fact, question: Question, **more: str) -> dict[str, str]:
    row = {
        "act": _name(store, fact.act, question),
        "act_iri": fact.act,
        "thing": _name(store, fact.thing, question),
        "thing_iri": fact.thing,
        "date": fact.date,
        "provision": fact.provision,
        "standing": fact.standing,
        "status": fact.status,
        "document": fact.citation.label if fact.citation else "",
        "paragraph": fact.citation.paragraph if fact.citation else "",
        "quote": fact.citation.quote if fact.citation else "",
        **more,
    }
    return {k: v for k, v in row.items() if v}


def _answered(
    store: Store,
    question: Question,
    text: str,
    asked: Asked,
    told: Sequence[Fact],
    *,
    sure: bool = True,
    of: Fact | None = None,
    rows: Sequence[dict[str, str]] | None = None,
    suggestions: tuple[str, ...] = (),
) -> Answer:
    best = of or (told[0] if told else None)
    decision = f.decision(store, best.act, best.date, question.language) if best else None
    confident = sure and all(fact.confidence >= 0.7 for fact in told[:1])
    return Answer(
        "answered",
        text.strip(),
        confident,
        tuple(rows if rows is not None else [_row(store, x, question) for x in told]),
        decision,
        f.citations(told),
        asked.sparql,
        suggestions,
        question.language,
        question.text,
    )


def unknown(
    question: Question,
    text: str,
    asked: Asked | None = None,
    told: Sequence[Fact] = (),
    suggestions: tuple[str, ...] = (),
) -> Answer:
    """The documents do not say; what they do say may be told with it."""
    return Answer(
        "unknown",
        text.strip(),
        False,
        (),
        None,
        f.citations(told),
        asked.sparql if asked else "",
        suggestions,
        question.language,
        question.text,
    )


def _subject(question: Question, *kinds: str) -> Thing | None:
    return question.first(*kinds) if kinds else question.first(*_BODYLIKE)


# ---- founding --------------------------------------------------------------------------------------------------
def founded_by(store: Store, question: Question) -> Answer:
    """Along the lineage: what established the thing, else what it was before and what renamed it."""
    thing = _subject(question, "body", "system", "fund", "campaign", "group", "post", "instrument")
    assert thing is not None
    language = question.language
    asked = f.ask(store, "founding", question.language, body=thing.iri)
    name = _name(store, thing.iri, question)
    own = [x for x in f.done(asked.facts) if x.thing == thing.iri]
    if own:
        return _founding(store, question, asked, own, name)
    earlier = f.done(asked.facts)
    renamings = f.done(f.ask(store, "renaming", question.language, body=thing.iri).facts)
    told: list[Fact] = []
    text = ""
    if renamings:
        first = renamings[0]
        before = _name(store, first.thing, question)
        if first.thing != thing.iri:
            text = say(
                "founded_as",
                language,
                thing=name,
                before=before,
                renaming=_renaming(store, first, question).rstrip("。."),
            )
            told.append(first)
    if earlier:
        fact = earlier[0]
        text += " " + _founded(store, question, fact, _name(store, fact.thing, question))
        return _answered(store, question, text.strip() + " " + proof(fact, language), asked, [fact, *told])
    wished = [x for x in asked.facts if x.thing == thing.iri and x.standing in ("requested", "supported", "proposed", "option")]
    if not text:
        text = say("proposed" if wished else "unknown_founding", language, thing=name)
        told += wished[:3]
    if told and not wished:
        text += " " + proof(told[0], language)
    also = _what_is_said(store, question, thing.iri) if not told else ""
    text = " ".join(piece for piece in (text, also, _register(store, question, thing.iri)) if piece)
    return unknown(question, text, asked, told or _said(store, question, thing.iri))


def _founding(store: Store, question: Question, asked: Asked, told: list[Fact], name: str) -> Answer:
    best = told[0]
    acts = [x for x in told if kind_of(x.act) in ("decision", "instrument")]
    differing = {x.act for x in acts}
    text = _founded(store, question, best, name)
    if len(differing) > 1:
        text = say("contradict", question.language) + " ".join(
            _founded(store, question, next(x for x in acts if x.act == a), name) for a in sorted(differing)
        )
    dated = next((x for x in told if x.date), None)
    if not best.date and dated is not None and dated.act == best.act:
        text = _founded(store, question, dated, name)
    return _answered(store, question, f"{text} {proof(best, question.language)}", asked, told, sure=len(differing) < 2)


def _founded(store: Store, question: Question, fact: Fact, name: str) -> str:
    date = fact.date or (f.adopted_on(store, fact.act) if kind_of(fact.act) == "decision" else "")
    return say(
        "founded",
        question.language,
        thing=name,
        act=_act(store, fact, question),
        on=on(date, question.language),
    )


def _act(store: Store, fact: Fact, question: Question) -> str:
    """Who or what did it, with the paragraph of the decision where it is told."""
    name = _name(store, fact.act, question)
    if fact.provision and kind_of(fact.act) == "decision":
        name += f"第{fact.provision}段" if question.language == "zh" and fact.provision[0].isdigit() else ""
        name += f" (paragraph {fact.provision})" if question.language == "en" and fact.provision[0].isdigit() else ""
    return name


def founded_when(store: Store, question: Question) -> Answer:
    thing = _subject(question, "body", "system", "fund", "campaign", "group", "instrument")
    assert thing is not None
    asked = f.ask(store, "founding", question.language, body=thing.iri)
    name = _name(store, thing.iri, question)
    dated = [x for x in f.done(asked.facts) if x.date and x.thing == thing.iri]
    if dated:
        # The day beats the year, and the day on which it was formally set up beats the one of a decision on it.
        best = max(dated, key=lambda x: (len(x.date), "正式" in (x.citation.quote if x.citation else "")))
        text = say(
            "founded_no_act",
            question.language,
            thing=name,
            date=day(best.date, question.language),
            on=on(best.date, question.language).strip(),
        )
        return _answered(
            store,
            question,
            f"{text} {proof(best, question.language)}",
            asked,
            [best, *(x for x in dated if x != best)],
        )
    return founded_by(store, question)


def _said(store: Store, question: Question, iri: str) -> list[Fact]:
    """A few facts about a thing, for an answer that has no better."""
    return [
        *f.done(f.ask(store, "seat", question.language, body=iri).facts)[:1],
        *f.done(f.ask(store, "parents", question.language, body=iri).facts)[:1],
        *f.done(f.ask(store, "ending", question.language, body=iri).facts)[:1],
        *f.done(f.ask(store, "replacing", question.language, body=iri).facts)[:1],
    ]


def _what_is_said(store: Store, question: Question, iri: str) -> str:
    """What the documents do tell of a thing whose founding they do not: seat, parent, end, succession."""
    language = question.language
    parts = []
    for name, form in (
        ("seat", "seat"),
        ("parents", "parent"),
        ("ending", "ended"),
        ("replacing", "succeeds"),
    ):
        for fact in f.done(f.ask(store, name, question.language, body=iri).facts)[:1]:
            words = say(
                form,
                language,
                act=_name(store, fact.act, question),
                thing=_name(store, fact.thing, question),
                on=on(fact.date, language),
            )
            where = f"（{source(fact.citation, language)}）" if language == "zh" else f" ({source(fact.citation, language)})"
            parts.append(words.rstrip("。.") + where)
    return say("they_say", language, facts=("；" if language == "zh" else "; ").join(parts)) if parts else ""


def _register(store: Store, question: Question, iri: str) -> str:
    """A founding fact that only the register knows, told as such."""
    rows = store.select(
        """SELECT ?body ?thing ?act ?date ?source WHERE {
             ?body mg:continues* ?thing . ?claim mg:relation rel:establishes ; mg:status status:curated ;
             mg:object ?thing ; mg:subject ?act ; dcterms:source ?source . OPTIONAL { ?claim mg:date ?date } }""",
        {"body": ox.NamedNode(iri)},
    )
    return " ".join(
        say(
            "register",
            question.language,
            thing=_name(store, value(r["thing"]), question),
            act=_name(store, value(r["act"]), question),
            on=on(value(r.get("date")), question.language),
            source=value(r["source"]),
        )
        for r in rows
    )


# ---- renaming, ending, extending, replacing ----------------------------------------------------------------------
def renamed(store: Store, question: Question) -> Answer:
    thing = _subject(question)
    assert thing is not None
    asked = f.ask(store, "renaming", question.language, body=thing.iri)
    told = f.done(asked.facts)
    if not told:
        return unknown(question, say("unknown_about", question.language, thing=_name(store, thing.iri, question)), asked)
    return _answered(
        store,
        question,
        f"{_renaming(store, told[0], question)} {proof(told[0], question.language)}",
        asked,
        told,
    )


def _renaming(store: Store, fact: Fact, question: Question) -> str:
    old, new = fact.more.get("old", ""), fact.more.get("new", "")
    if question.language == "en":
        old = _name(store, fact.thing, question) or old
        new = _name(store, fact.more["becomes"], question) if fact.more.get("becomes") else new
    date = fact.date or f.adopted_on(store, fact.act)
    return say(
        "renamed",
        question.language,
        act=_act(store, fact, question),
        old=old,
        new=new,
        on=on(date, question.language),
    )


def ended(store: Store, question: Question) -> Answer:
    thing = _subject(question)
    assert thing is not None
    asked = f.ask(store, "ending", question.language, body=thing.iri)
    told = f.done(asked.facts)
    name = _name(store, thing.iri, question)
    if not told:
        return unknown(question, say("unknown_about", question.language, thing=name), asked)
    best = told[0]
    form = "ended_paragraph" if best.provision else "ended"
    date = best.date or (f.adopted_on(store, best.act) if kind_of(best.act) == "decision" else "")
    text = say(
        form,
        question.language,
        act=_name(store, best.act, question),
        thing=name,
        provision=best.provision,
        on=on(date, question.language),
    )
    return _answered(store, question, f"{text} {proof(best, question.language)}", asked, told)


def ended_of_type(store: Store, question: Question) -> Answer:
    kind = question.types[0]
    asked = f.ask(store, "ended-of-type", question.language, type=kind.iri)
    told = f.done(asked.facts)
    language = question.language
    if not told:
        return unknown(question, say("unknown", language), asked)
    parts, rows = [], []
    for fact in told:
        name = _name(store, fact.thing, question)
        founded = fact.more.get("founded", "")
        parts.append(say("ended", language, act=_act(store, fact, question), thing=name, on=on(fact.date, language)))
        if founded:
            parts.append(
                say(
                    "founded_no_act",
                    language,
                    thing=name,
                    date=day(founded, language),
                    on=on(founded, language).strip(),
                )
            )
        parts.append(proof(fact, language))
        rows.append(_row(store, fact, question, founded=founded))
    foundings = [x for fact in told for x in f.done(f.ask(store, "founding", question.language, body=fact.thing).facts)[:1]]
    return _answered(store, question, " ".join(parts), asked, [*told, *foundings], rows=rows)


def extended_by(store: Store, question: Question) -> Answer:
    by = question.first("session", "meeting", "decision")
    assert by is not None
    asked = f.ask(store, "extensions", question.language, by=by.iri)
    told = f.done(asked.facts)
    if "年" in question.text or "year" in question.text.lower():
        told = [x for x in told if x.more.get("action")] or told
    if not told:
        return unknown(question, say("unknown_about", question.language, thing=_name(store, by.iri, question)), asked)
    text = " ".join(_extension(store, x, question) for x in told)
    return _answered(
        store,
        question,
        f"{text} {proof(told[0], question.language)}",
        asked,
        told,
        rows=[_row(store, x, question, by=x.more.get("action", "")) for x in told],
    )


def what_extended(store: Store, question: Question) -> Answer:
    thing = _subject(question)
    assert thing is not None
    asked = f.ask(store, "extended", question.language, body=thing.iri)
    told = f.done(asked.facts)
    if not told:
        return unknown(question, say("unknown_about", question.language, thing=_name(store, thing.iri, question)), asked)
    text = " ".join(_extension(store, x, question) for x in told)
    return _answered(store, question, f"{text} {proof(told[0], question.language)}", asked, told)


_SPANS = {"一年": "one year", "两年": "two years", "三年": "three years", "六个月": "six months"}


def _extension(store: Store, fact: Fact, question: Question) -> str:
    by = fact.more.get("action", "").strip("，。")
    if by and question.language == "en":
        by = f" by {_SPANS.get(by, by)}"
    return say(
        "extended",
        question.language,
        act=_act(store, fact, question),
        thing=_name(store, fact.thing, question),
        by=by,
    )


def replaced(store: Store, question: Question) -> Answer:
    thing = _subject(question)
    assert thing is not None
    asked = f.ask(store, "replacing", question.language, body=thing.iri)
    told = f.done(asked.facts)
    if not told:
        return unknown(question, say("unknown_about", question.language, thing=_name(store, thing.iri, question)), asked)
    told = sorted(told, key=lambda x: x.thing != thing.iri)
    text = " ".join(
        say(
            "succeeds",
            question.language,
            act=_name(store, x.act, question),
            thing=_name(store, x.thing, question),
        )
        for x in _distinct(told)
    )
    return _answered(store, question, f"{text} {proof(told[0], question.language)}", asked, told)


def _distinct(told: Sequence[Fact]) -> list[Fact]:
    """One fact a pair of act and thing."""
    return list({(x.act, x.thing): x for x in reversed(told)}.values())[::-1]


# ---- places, structure, meetings ---------------------------------------------------------------------------------
def seats_of_type(store: Store, question: Question) -> Answer:
    kind = question.types[0]
    asked = f.ask(store, "seats-of-type", question.language, type=kind.iri)
    told = _distinct(f.done(asked.facts))
    if not told:
        return unknown(question, say("unknown", question.language), asked)
    parts = [
        say(
            "seat",
            question.language,
            act=_name(store, x.act, question),
            thing=_name(store, x.thing, question),
        )
        for x in told
    ]
    end = "。" if question.language == "zh" else "."
    return _answered(
        store,
        question,
        ("；" if question.language == "zh" else "; ").join(parts) + end + " " + proof(told[0], question.language),
        asked,
        told,
    )


def seat(store: Store, question: Question) -> Answer:
    thing = question.first("body", "post", "group")
    assert thing is not None
    asked = f.ask(store, "seat", question.language, body=thing.iri)
    told = _distinct(f.done(asked.facts))
    if not told:
        return unknown(question, say("unknown_about", question.language, thing=_name(store, thing.iri, question)), asked)
    text = " ".join(
        say(
            "seat",
            question.language,
            act=_name(store, x.act, question),
            thing=_name(store, x.thing, question),
        )
        for x in told
    )
    return _answered(
        store,
        question,
        f"{text}{'。' if question.language == 'zh' else '.'} {proof(told[0], question.language)}",
        asked,
        told,
    )


def parents(store: Store, question: Question) -> Answer:
    thing = question.first("body")
    assert thing is not None
    asked = f.ask(store, "parents", question.language, body=thing.iri)
    told = _distinct(f.done(asked.facts))
    if not told:
        return unknown(question, say("unknown_about", question.language, thing=_name(store, thing.iri, question)), asked)
    text = " ".join(
        say(
            "parent",
            question.language,
            act=_name(store, x.act, question),
            thing=_name(store, x.thing, question),
        )
        for x in told
    )
    return _answered(store, question, f"{text} {proof(told[0], question.language)}", asked, told)


def meetings_of(store: Store, question: Question) -> Answer:
    thing = question.first("session", "meeting") or question.first("body")
    assert thing is not None
    language = question.language
    asked = f.ask(store, "meetings-of", question.language, body=thing.iri)
    told = f.done(asked.facts)
    if not told:
        return unknown(question, say("unknown_about", language, thing=_name(store, thing.iri, question)), asked)
    parts, rows = [], []
    for x in sorted(_distinct(told), key=lambda x: x.more.get("start", "")):
        start, end, where = x.more.get("start", ""), x.more.get("end", ""), x.more.get("where", "")
        place = _name(store, where, question) if where else ""
        span = day(start, language) + (
            ("至" if language == "zh" else " to ") + day(end, language) if end and end != start else ""
        )
        when = (f"（{span}）" if language == "zh" else f", {span}") if span else ""
        at = (f"，{place}" if language == "zh" else f", {place}") if place else ""
        parts.append(
            say(
                "held",
                language,
                act=_name(store, x.act, question),
                thing=_name(store, x.thing, question),
                on=when,
                where=at,
            )
        )
        rows.append(_row(store, x, question, start=start, end=end, place=place))
    return _answered(store, question, " ".join(parts), asked, told, rows=rows)


# ---- texts and mandates --------------------------------------------------------------------------------------------
def adopted(store: Store, question: Question) -> Answer:
    thing = question.first("instrument", "decision", "document")
    assert thing is not None
    language = question.language
    asked = f.ask(store, "adoption", question.language, text=thing.iri)
    told = f.done(asked.facts)
    name = _name(store, thing.iri, question)
    if not told:
        return unknown(question, say("unknown_about", language, thing=name), asked)
    best = told[0]
    place = best.more.get("where") or _meeting_place(store, best.act, best.citation.document if best.citation else "")
    where = _name(store, place, question) if place else ""
    at = (f"（{where}）" if language == "zh" else f" in {where}") if where else ""
    text = say(
        "adopted",
        language,
        act=_name(store, best.act, question),
        thing=name,
        where=at,
        on=on(best.date, language),
    )
    return _answered(
        store,
        question,
        f"{text} {proof(best, language)}",
        asked,
        told,
        rows=[_row(store, x, question, place=where) for x in told],
    )


def _meeting_place(store: Store, organ: str, document: str) -> str:
    """Where the organ met, as the same document tells: the place of the meeting whose report it is."""
    rows = (
        store.select(
            """SELECT ?organ ?document ?place WHERE {
             ?claim mg:relation rel:holds ; mg:subject|mg:object ?organ ; mg:place ?place ;
                    mg:claimedIn/dcterms:isVersionOf ?document .
             OPTIONAL { ?claim mg:confidence ?c } } ORDER BY DESC(?c)""",
            {"organ": ox.NamedNode(organ), "document": ox.NamedNode(document)},
        )
        if document
        else []
    )
    return value(rows[0]["place"]) if rows else ""


def asked(store: Store, question: Question) -> Answer:
    by = question.first("decision", "instrument", "session", "meeting")
    assert by is not None
    language = question.language
    ran = f.ask(store, "asked", question.language, by=by.iri)
    told = [x for x in ran.facts if x.standing == "asserted"]
    addressee = question.first("post", "body", "group")
    if addressee is not None and addressee.iri != by.iri:
        told = [x for x in told if x.thing == addressee.iri] or ([] if addressee.kind == "post" else told)
    if not told:
        return unknown(question, say("unknown_about", language, thing=_name(store, by.iri, question)), ran)
    parts = [
        say(
            "asks",
            language,
            act=_act(store, x, question),
            verb=verb(x.more.get("modality", "").rsplit("/", 1)[-1], language),
            thing=_name(store, x.thing, question),
            action=x.more.get("action", "").rstrip("。；，"),
        )
        for x in told
    ]
    rows = [
        _row(
            store,
            x,
            question,
            modality=x.more.get("modality", "").rsplit("/", 1)[-1],
            action=x.more.get("action", ""),
        )
        for x in told
    ]
    return _answered(store, question, " ".join(parts) + " " + proof(told[0], language), ran, told, rows=rows)


_YEARS = {"odd": ("奇数年", "odd"), "even": ("偶数年", "even"), "two": ("每两年", "every two years")}


def odd_years(store: Store, question: Question) -> Answer:
    """Which decision fixed when a body meets: mandates on it whose words are about years and sessions."""
    thing = question.first("body")
    assert thing is not None
    language = question.language
    ran = f.ask(store, "mandates-of", question.language, body=thing.iri)
    lowered = question.text.lower()
    words = next(pair for pair in _YEARS.values() if any(w in lowered for w in pair) or pair == _YEARS["two"])
    about = [
        x
        for x in f.done(ran.facts)
        if any(w in x.more.get("action", "") or w in (x.citation.quote if x.citation else "") for w in words)
    ]
    if not about:
        return unknown(question, say("unknown_about", language, thing=_name(store, thing.iri, question)), ran)
    best = sorted(about, key=lambda x: "决定" not in (x.citation.quote if x.citation else "") or bool(x.provision))
    parts = [
        say(
            "asks",
            language,
            act=_act(store, x, question),
            verb=verb(x.more.get("modality", "").rsplit("/", 1)[-1], language),
            thing=_name(store, x.thing, question),
            action=x.more.get("action", "").rstrip("。；，"),
        )
        for x in best
    ]
    return _answered(
        store,
        question,
        " ".join(parts) + " " + proof(best[0], language),
        ran,
        best,
        rows=[_row(store, x, question, action=x.more.get("action", "")) for x in best],
    )


def mandates_of(store: Store, question: Question) -> Answer:
    thing = question.first("post", "body", "group")
    assert thing is not None
    language = question.language
    ran = f.ask(store, "mandates-of", question.language, body=thing.iri)
    told = f.done(ran.facts)
    if not told:
        return unknown(question, say("unknown_about", language, thing=_name(store, thing.iri, question)), ran)
    parts = [
        say(
            "asks",
            language,
            act=_act(store, x, question),
            verb=verb(x.more.get("modality", "").rsplit("/", 1)[-1], language),
            thing=_name(store, x.thing, question),
            action=x.more.get("action", "").rstrip("。；，"),
        )
        for x in told[:8]
    ]
    rows = [
        _row(
            store,
            x,
            question,
            modality=x.more.get("modality", "").rsplit("/", 1)[-1],
            action=x.more.get("action", ""),
        )
        for x in told
    ]
    return _answered(store, question, " ".join(parts), ran, told, rows=rows)


def cited_by(store: Store, question: Question) -> Answer:
    thing = question.first("decision", "instrument", "document")
    assert thing is not None
    ran = f.ask(store, "citing", question.language, text=thing.iri)
    told = f.done(ran.facts)
    if not told:
        return unknown(question, say("unknown_about", question.language, thing=_name(store, thing.iri, question)), ran)
    places = joined([source(x.citation, question.language) for x in told[:12]], question.language)
    text = say("cited", question.language, thing=_name(store, thing.iri, question), n=len(told)) + " " + places
    return _answered(store, question, text, ran, told)


def what_is(store: Store, question: Question) -> Answer:
    thing = question.things[0]
    language = question.language
    other = label(store, thing.iri, "en" if language == "zh" else "zh")
    kinds = store.select(
        "SELECT ?thing ?language ?name WHERE { ?thing a ?class . ?class rdfs:label ?name FILTER (LANG(?name) = ?language) }",
        {"thing": ox.NamedNode(thing.iri), "language": ox.Literal(language)},
    )
    kind = value(kinds[0]["name"]) if kinds else thing.kind
    text = say("is", language, thing=_name(store, thing.iri, question), other=other, kind=kind)
    said = _said(store, question, thing.iri)
    more = _what_is_said(store, question, thing.iri)
    asked_ = f.ask(store, "founding", question.language, body=thing.iri)
    founded = f.done(asked_.facts)
    if founded:
        text += " " + _founded(store, question, founded[0], _name(store, founded[0].thing, question))
    return Answer(
        "answered",
        f"{text} {more}".strip(),
        thing.weight >= 2,
        ({"iri": thing.iri, "label": _name(store, thing.iri, question), "kind": kind},),
        None,
        f.citations([*founded[:1], *said]),
        asked_.sparql,
        (),
        language,
        question.text,
    )


INTENTS: dict[str, Intent] = {
    "founded_by": founded_by,
    "founded_when": founded_when,
    "renamed": renamed,
    "ended": ended,
    "ended_of_type": ended_of_type,
    "extended_by": extended_by,
    "what_extended": what_extended,
    "replaced": replaced,
    "seats_of_type": seats_of_type,
    "seat": seat,
    "parents": parents,
    "meetings_of": meetings_of,
    "adopted": adopted,
    "asked": asked,
    "odd_years": odd_years,
    "mandates_of": mandates_of,
    "cited_by": cited_by,
    "what_is": what_is,
}
