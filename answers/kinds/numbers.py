"""Money by period and measure, shares and changes; and other numbers that the documents tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from answers.facts import Asked, Fact
from answers.inquiry import Inquiry
from answers.language.glossary import among, notions
from answers.model import Answer, Thing

_MEASURES = (
    ("received", r"收到|实收|到账|收入|receiv|receipt|income|actual"),
    ("requested", r"申请|请求了|\brequest|asked for|appl(?:y|ied)"),
    ("proposed", r"拟议|提议|propos"),
    ("approved", r"核准|核定|批准|批款|拨款|通过|approv|appropriat|allocat|budget(?:ed)?"),
    ("earmarked", r"专用|earmark"),
    ("contributed", r"捐款|供资|contribut|donat|provid"),
)
_NAMED = {
    "received": ("收到", "received"),
    "approved": ("核准", "approved"),
    "requested": ("申请", "requested"),
    "proposed": ("拟议", "proposed"),
    "earmarked": ("专用捐款", "earmarked"),
    "contributed": ("供资", "contributed"),
    "allocated": ("拨款", "allocated"),
    "reduced": ("减少", "reduced"),
    "pledged": ("认捐", "pledged"),
}
_COMPARE = re.compile(
    r"增加|增长|减少|相差|差额|变化|变动|多了|少了|比较|相比|compare|chang|differ|increase|grow|grew|rise|rose|decrease|fall|fell|drop|gap|shortfall|缺口"
)
_SHARE = re.compile(r"比例|百分|占|share|percent|per cent|proportion|fraction|how much of")
_MOST = re.compile(r"最大|最多|最高|largest|highest|biggest|most\b|maximum|greatest")
_LEAST = re.compile(r"最小|最少|最低|smallest|lowest|least\b|minimum")
_OVER = re.compile(r"超过|高于|多于|exceed|more than|surpass|above|higher than")
_UNDER = re.compile(r"低于|少于|不及|less than|below|lower than|fell short")


def money(ask: Inquiry) -> Answer | None:
    """Amounts of a fund by measure and period, from tables and text; what follows from them by arithmetic is told as such."""
    q = ask.question
    payers = [t for t in q.all("body") if ask.run("finances", of=t.iri).done]
    fund = q.first("fund") or next(iter(payers), None)
    if fund is None or {"post", "staff"} & set(notions(q.words)):
        return None
    asked = ask.run("finances", of=fund.iri)
    told = [x for x in asked.done if x.get("period") and x.get("unit") != "percent" and x.get("amount")]
    others = [t for t in (*q.all("fund"), *payers) if t.iri != fund.iri]
    wanted = [name for name, pattern in _MEASURES if re.search(pattern, q.masked)]
    if not told or re.search(r"哪一?国|哪个国家|谁|which (?:country|state|donor)|who\b", q.masked):
        return None
    if others and _SHARE.search(q.masked):
        return _share(ask, asked, told, others[0])
    strange = [
        t
        for t in q.things
        if t.kind in ("body", "post", "person", "state")
        and t.iri != fund.iri
        and t.called not in ("united nations environment programme", "unep")
        and not _paid_for(t)
    ]
    if strange and not wanted:
        return None
    if _OVER.search(q.masked) or _UNDER.search(q.masked):
        return _against(ask, asked, told, over=bool(_OVER.search(q.masked)))
    chosen = [x for x in told if not wanted or x.get("measure") in wanted] if wanted else told
    if not chosen:
        chosen = told if wanted == ["contributed"] else []
    if _MOST.search(q.masked) or _LEAST.search(q.masked):
        return _extreme(ask, asked, chosen, most=bool(_MOST.search(q.masked)))
    named = _amounts(q.words)
    chosen = [x for x in chosen if Decimal(x.get("amount")) in named] or chosen if named else chosen
    periods = [m.period for m in q.moments]
    fitting = _fit(ask, chosen)
    spans = {m.period for m in q.moments if m.is_period and int(m.last[:4]) - int(m.first[:4]) <= 1}
    if fitting and len(spans) > 1 and not spans <= {x.get("period") for x in fitting}:
        return None
    if periods and not fitting:
        return ask.unknown(ask.say("no_amount", fund=ask.name(fund.iri), period=", ".join(periods)), asked)
    if not fitting:
        return None
    if strange and all(x.get("measure") == "received" for x in fitting):
        return None
    return _told(ask, asked, _plain(fitting))


_AMOUNT = re.compile(r"(\d[\d ,]*(?:\.\d+)?)\s?(亿|百万|万|million|billion|m\b)")
_UNITS = {
    "亿": Decimal(100),
    "百万": Decimal(1),
    "万": Decimal("0.01"),
    "million": Decimal(1),
    "billion": Decimal(1000),
    "m": Decimal(1),
}


def _amounts(text: str) -> set[Decimal]:
    """The amounts that a question names, in millions."""
    return {Decimal(m[1].replace(",", "").replace(" ", "")) * _UNITS[m[2]] for m in _AMOUNT.finditer(text)}


def _paid_for(thing: Thing) -> bool:
    """Bodies that money questions name without narrowing anything: who approves, who asks, whom it is for."""
    return thing.iri.rsplit("/", 1)[-1] in ("unep", "un-ga", "un-secretary-general", "unea", "unep-gc", "unep-secretariat", "un")


def _fit(ask: Inquiry, told: Sequence[Fact]) -> list[Fact]:
    moments = ask.question.moments
    if not moments:
        return list(told)
    spans = [m for m in moments if m.is_period]
    if any(int(m.last[:4]) - int(m.first[:4]) > 1 for m in spans):
        first, last = min(m.first for m in moments), max(m.last for m in moments)
        return [x for x in told if first[:4] <= x.get("period")[:4] and x.get("period")[-4:] <= last[:4]]
    return [
        x
        for x in told
        if any(x.get("period") == m.period or (not m.is_period and m.first[:4] in x.get("period").split("-")) for m in moments)
    ]


def _plain(told: Sequence[Fact]) -> list[Fact]:
    """One fact a period, measure and amount; text before tables where both tell it."""
    ranked = sorted(
        told, key=lambda x: (x.get("period"), x.get("measure"), "table" in (x.citation.paragraph if x.citation else ""))
    )
    return list({(x.get("period"), x.get("measure"), Decimal(x.get("amount"))): x for x in reversed(ranked)}.values())[::-1]


def amount(fact: Fact, language: str) -> str:
    """An amount as people write it: `USD 136.9 million`, `1.369亿美元`."""
    number, unit = fact.get("amount"), fact.get("unit")
    if unit == "USD million":
        if language == "zh":
            value = Decimal(number)
            return (
                f"{_short(value / 100)}亿美元（{number}百万美元）"
                if value >= 100
                else f"{_short(value * 100)}万美元（{number}百万美元）"
            )
        return f"USD {number} million"
    return f"{number} {unit}".strip()


def _short(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _line(ask: Inquiry, x: Fact) -> str:
    named = _NAMED.get(x.get("measure"), (x.get("measure"),) * 2)[0 if ask.language == "zh" else 1]
    return ask.say("amount", fund=ask.name(x.act), period=x.get("period"), measure=named, amount=amount(x, ask.language))


def _told(ask: Inquiry, asked: Asked, told: Sequence[Fact]) -> Answer:
    order = sorted(told, key=lambda x: (x.get("period"), x.get("measure")))
    text = ask.join([_line(ask, x) for x in order]) + ("。" if ask.language == "zh" else ".")
    if len(order) == 2 and (
        _COMPARE.search(ask.question.masked) or {x.get("measure") for x in order} == {"approved", "received"}
    ):
        text += " " + _arithmetic(ask, order)
    conflicting = len({(x.get("period"), x.get("measure")) for x in order}) < len(order)
    same = {(x.get("period"), x.get("measure"), Decimal(x.get("amount"))) for x in order}
    also = [
        x
        for x in asked.done
        if x not in order and x.get("amount") and (x.get("period"), x.get("measure"), Decimal(x.get("amount"))) in same
    ]
    return ask.answered(
        text,
        asked,
        [*order, *also],
        decision="",
        rows=[ask.row(x) for x in order],
        sure=not conflicting,
        shape="table" if len(order) > 2 else "sentence",
        columns=("act", "period", "measure", "amount", "unit", "document", "paragraph"),
        proofs=2,
    )


def _arithmetic(ask: Inquiry, two: Sequence[Fact]) -> str:
    a, b = (Decimal(x.get("amount")) for x in two)
    if two[0].get("period") == two[1].get("period"):
        part, whole = (b, a) if two[0].get("measure") in ("approved", "requested", "proposed") else (a, b)
        percent = f"{part / whole * 100:.1f}" if whole else "0"
        return (
            ask.say("difference", amount=_short(abs(a - b)), percent=f"{abs(a - b) / whole * 100:.1f}" if whole else "0")
            + " "
            + ask.say("ratio", percent=percent)
        )
    return ask.say("difference", amount=_short(b - a), percent=f"{(b - a) / a * 100:.1f}" if a else "0")


def _share(ask: Inquiry, asked: Asked, told: Sequence[Fact], other: Thing) -> Answer | None:
    again = ask.run("finances", of=other.iri)
    theirs = [x for x in again.done if x.get("period") and x.get("amount") and x.get("unit") != "percent"]
    pairs = [
        (x, y)
        for x in _fit(ask, told)
        for y in _fit(ask, theirs)
        if x.get("period") == y.get("period") and x.citation and y.citation and x.citation.paragraph == y.citation.paragraph
    ]
    if not pairs:
        return None
    # Of several sums of one fund the largest is the whole.
    one, two = sorted(
        max(pairs, key=lambda pair: sum(Decimal(x.get("amount")) for x in pair)), key=lambda x: Decimal(x.get("amount"))
    )
    percent = f"{Decimal(one.get('amount')) / Decimal(two.get('amount')) * 100:.1f}"
    text = (
        ask.join([_line(ask, one), _line(ask, two)])
        + ("。" if ask.language == "zh" else ". ")
        + ask.say("ratio", percent=percent)
    )
    return ask.answered(text, asked, [one, two], decision="", sure=len(pairs) == 1, proofs=2)


def _against(ask: Inquiry, asked: Asked, told: Sequence[Fact], *, over: bool) -> Answer | None:
    """The periods in which receipts were over (or under) what was approved."""
    by: dict[str, dict[str, Fact]] = {}
    for x in _plain(_fit(ask, told)):
        by.setdefault(x.get("period"), {})[x.get("measure")] = x
    found = [
        m
        for m in by.values()
        if {"approved", "received"} <= set(m)
        and (Decimal(m["received"].get("amount")) > Decimal(m["approved"].get("amount"))) == over
    ]
    if not found:
        return None
    return _told(ask, asked, [x for m in found for x in (m["approved"], m["received"])])


def _extreme(ask: Inquiry, asked: Asked, told: Sequence[Fact], *, most: bool) -> Answer | None:
    fitting = _plain(_fit(ask, told))
    if not fitting or len({x.get("measure") for x in fitting}) > 1:
        return None
    best = (max if most else min)(fitting, key=lambda x: Decimal(x.get("amount")))
    return _told(ask, asked, [best])


# ---- numbers that are no money ------------------------------------------------------------------------------------------
def change(ask: Inquiry) -> Answer | None:
    """By how much a number changed between two dates: the largest told of each, which is the total, and their difference."""
    q = ask.question
    thing = ask.subject("body", "group", "post")
    if thing is None or len(q.moments) != 2:
        return None
    asked = ask.run("counts", of=thing.iri)
    places = {
        (x.citation.document, x.citation.paragraph)
        for x in asked.done
        if x.citation and any(m.holds(x.get("as_of")) for m in q.moments)
    }
    near = [
        x
        for document, paragraph in places
        if (p := ask.passages.at(document, paragraph))
        for x in ask.run("counts-in", place=p.iri).done
    ]
    wanted = set(notions(q.words)) - {"increase", "decrease"}
    two = []
    for moment in q.moments:
        fitting = [x for x in near if moment.holds(x.get("as_of")) and x.get("value") and x.get("unit") != "percent"]
        fitting = [x for x in fitting if among(x.get("measure"), wanted)] or fitting
        if not fitting:
            return None
        two.append(max(fitting, key=lambda x: Decimal(x.get("value"))))
    first, second = (Decimal(x.get("value")) for x in two)
    lines = [
        ask.say(
            "counted", thing=ask.name(thing.iri), measure=x.get("measure"), value=x.get("value"), as_of=ask.on(x.get("as_of"))
        )
        for x in two
    ]
    text = (
        ask.join(lines)
        + ("。" if ask.language == "zh" else ". ")
        + ask.say("difference", amount=_short(second - first), percent=f"{(second - first) / first * 100:.1f}" if first else "0")
    )
    return ask.answered(text, asked, two, decision="", sure=False, proofs=2)
