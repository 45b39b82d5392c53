"""What was done about a mandate and what is lacking; what became of an option or proposal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from answers import reader
from answers.facts import Fact
from answers.inquiry import Inquiry
from answers.language.glossary import among, holds, notions
from answers.language.normal import normal
from answers.model import Answer
from answers.names import kind_of
from answers.progress import lacking_of, progress
from graph.store import value

_ACTS = ("decision", "instrument")
_STANDINGS = {
    "option": ("将其列为一个备选方案（option）", "listed it as an option"),
    "proposed": ("提议", "proposed it"),
    "supported": ("表示支持", "supported it"),
    "requested": ("请求", "asked for it"),
}


def outcome(ask: Inquiry) -> Answer | None:
    """Asked, done, lacking for a decision, an instrument or one of its paragraphs."""
    q = ask.question
    act = q.first(*_ACTS)
    provision = q.provisions[0] if q.provisions else ""
    if act is None and not provision:
        return gaps(ask) if _OPEN.search(q.masked) else None
    iri = act.iri if act is not None else _carrier(ask, provision)
    if not iri:
        return None
    table = progress(ask, iri, provision)
    if not table:
        if provision and act is None:
            return ask.unknown(ask.say("no_paragraph", act=ask.name(iri), n=provision), None)
        return None
    others = [t for t in q.things if t.iri != iri and t.kind not in ("place",)]
    theme = set(notions(q.words)) - {
        "implement",
        "progress",
        "complete",
        "functions",
        "ask",
        "scarce",
        "challenge",
        "develop",
        "produce",
        "plan",
        "report",
    }
    rows = table
    if act is not None and not provision and (others or theme):
        rows = [
            r
            for r in table
            if all(holds(normal(r.context(ask)), name) for name in theme)
            or any(ask.names.named_in(r.context(ask), t.iri) for t in others)
        ]
        if not rows:
            return None
    wants_gap = bool(
        re.search(r"缺|尚未|未|差|问题|挑战|open|lack|remain|outstand|missing|gap|challenge|not (?:yet )?", q.masked)
    )
    parts = []
    for state in ("asked", "done", "lacking"):
        told = [r for r in rows if r.state == state][: 4 if state == "lacking" or wants_gap else 6]
        if told:
            form = {"asked": "asked_for", "done": "done", "lacking": "lacking"}[state]
            parts.append(
                ask.say(
                    form,
                    what=ask.join([f"{r.text}（{r.place}）" if ask.language == "zh" else f"{r.text} ({r.place})" for r in told]),
                )
            )
    facts = [r.fact for r in rows if r.fact.citation]
    return ask.answered(
        " ".join(parts),
        None,
        facts,
        decision=iri if act is not None and act.kind == "decision" else "",
        rows=[r.to_row() for r in rows],
        shape="table",
        columns=("state", "text", "document", "paragraph"),
        sure=False,
        proofs=0,
    )


def _carrier(ask: Inquiry, provision: str) -> str:
    """The text of which a paragraph alone was named: the one whose paragraphs of that number are told of most."""
    rows = ask.store.select("SELECT ?act ?p WHERE { ?c mg:relation rel:fulfils ; mg:object ?act ; mg:provisionNumber ?p }")
    head = provision.split("(")[0] + "("
    told = Counter(value(r["act"]) for r in rows if value(r["p"]).startswith(head))
    return told.most_common(1)[0][0] if told else ""


_OPEN = re.compile(
    r"缺|尚未|遗留|悬而未决|待办|仍需|有待|还差|问题.{0,4}(?:还|仍)|open\b|lack|remain|outstand|missing|gap|pending|unfinished|still to"
)


def gaps(ask: Inquiry) -> Answer | None:
    """What is still open about a thing: passages on it with a sentence that says that something is missing or to come."""
    found = [f for f in reader.read(ask, 0.45) if lacking_of(f.passage) or _TO_COME.search(f.passage.folded)]
    if not found:
        return None
    best = [replace(f, quote=f.passage.text) for f in found if f.score >= found[0].score - 0.08][:3]
    return reader.told(ask, best)


_TO_COME = re.compile(r"将(?:于|提交|会|在)|will be|is to be|are to be|due in")


# ---- proposals ----------------------------------------------------------------------------------------------------------
def proposal(ask: Inquiry) -> Answer | None:
    """What was proposed, by whom, with what standing; that it was carried out is told only where a text says so."""
    q = ask.question
    things = [t for t in q.things if t.kind not in ("place", "state")]
    told: list[Fact] = []
    asked = None
    theme = set(notions(q.words)) - {"proposal", "option", "support", "recommendation", "governance", "countries"}
    for thing in things:
        asked = ask.run("proposals", of=thing.iri)
        extension = (
            [x for x in ask.run("extended", body=thing.iri).facts if not x.is_done]
            if thing.kind == "body" and "extend" in theme
            else []
        )
        told += [*extension, *(x for x in asked.facts if not x.is_done)]
        if thing.kind == "body":
            wished = (*ask.run("founding", body=thing.iri).facts, *ask.run("endorsement", text=thing.iri).facts)
            told += [x for x in wished if x.thing == thing.iri and not x.is_done]
    best = _ranked(ask, told, theme, [t.iri for t in things])
    if not best:
        return _listed(ask)
    best = sorted(best, key=lambda x: kind_of(x.act) != "decision")
    lines = list(dict.fromkeys(_proposal(ask, x) for x in best))
    act = best[0].act if kind_of(best[0].act) == "decision" else ""
    return ask.answered(" ".join(lines[:3]), asked, best[:4], decision=act, sure=False, proofs=2)


def _listed(ask: Inquiry) -> Answer | None:
    """A passage that proposes what is asked for, with the standing that was read in it."""
    for found in reader.read(ask, 0.6)[:4]:
        told = [x for x in ask.run("proposals-in", place=found.passage.iri).facts if not x.is_done]
        if told:
            return ask.answered(
                _proposal(ask, told[0]), ask.run("proposals-in", place=found.passage.iri), told, decision="", sure=False
            )
    return None


def _ranked(ask: Inquiry, told: Sequence[Fact], theme: set[str], things: Sequence[str]) -> list[Fact]:
    """Proposals by how much of the question their words hold; those with clearly less are left out."""

    def score(x: Fact) -> float:
        words = (x.get("action") + (x.citation.quote if x.citation else "")).lower()
        named = sum(ask.names.named_in(words, iri) or iri in (x.act, x.thing) for iri in things)
        return named + len(among(words, theme)) + sum(w in words for w in ask.question.residue)

    scored = sorted(((score(x), x) for x in {f.claim: f for f in told}.values()), key=lambda p: -p[0])
    own = [(s, x) for s, x in scored if x.thing in things and "proposed-" in x.thing]
    if own:
        # What exists as a proposal only: whatever is told of it is what was proposed.
        return [x for _, x in own][:4]
    if not scored or scored[0][0] < 1.5:
        return []
    return [x for s, x in scored if s >= scored[0][0] - 1.01][:4]


def _proposal(ask: Inquiry, x: Fact) -> str:
    standing = _STANDINGS.get(x.standing, (x.standing, x.standing))[0 if ask.language == "zh" else 1]
    what = x.get("action") or (x.citation.quote if x.citation else "")
    return ask.say("proposal", act=ask.name(x.act), standing=standing, what=what)
