"""What answers each kind of question. A handler that has no fact to answer from gives None, and the next kind is tried."""

from __future__ import annotations

from collections.abc import Callable

from answers.inquiry import Inquiry
from answers.kinds import (
    changes,
    contradictions,
    described,
    documents,
    founding,
    mandates,
    meetings,
    numbers,
    outcomes,
    people,
    structure,
    texts,
    unnamed,
)
from answers.model import Answer

Handler = Callable[[Inquiry], Answer | None]


def _seats_of_type(ask: Inquiry) -> Answer | None:
    return structure.seats_of_type(ask, ask.question.types[0])


KINDS: dict[str, Handler] = {
    "chain": structure.chain,
    "common": mandates.common,
    "contradictions": contradictions.contradictions,
    "proposal": outcomes.proposal,
    "how_often": meetings.how_often,
    "lines": structure.lines,
    "report": mandates.reports,
    "outcome": outcomes.outcome,
    "gaps": outcomes.gaps,
    "change": numbers.change,
    "extended": changes.extended,
    "exists": founding.exists,
    "renamed": changes.renamed,
    "replaced": changes.replaced,
    "ended": changes.ended,
    "changed": changes.changed,
    "act_of": texts.act_of,
    "cited": texts.cited,
    "money": numbers.money,
    "members": people.members,
    "participants": people.participants,
    "chairs": people.chairs,
    "seat": structure.seat,
    "seats_of_type": _seats_of_type,
    "located": structure.located,
    "parts": structure.parts,
    "parents": structure.parents,
    "services": structure.services,
    "created": founding.created,
    "basis": texts.basis,
    "produced": texts.produced,
    "submitted": texts.submitted,
    "adopted": texts.adopted,
    "endorsed": texts.endorsed,
    "mandates": mandates.mandates,
    "did": texts.did,
    "sessions": meetings.sessions,
    "positions": people.positions,
    "documents": documents.documents,
    "acts_on": texts.acts_on,
    "existing": unnamed.existing,
    "on_theme": unnamed.on_theme,
    "at_odds": unnamed.at_odds,
    "described": described.described,
}
