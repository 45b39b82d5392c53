"""When a no is final: whether a passage may still say what the facts of a kind do not."""

from __future__ import annotations

import re

from answers.grammar import lexicon
from answers.grammar.focus import focus_of
from answers.inquiry import Inquiry
from answers.language.normal import normal
from answers.model import Answer

#: Kinds whose handlers know it when the documents say nothing: a passage cannot say more.
FIRM = frozenset({"created", "ended", "renamed", "extended", "replaced", "exists", "cited"})
_ANYTHING = ("body", "group", "post", "fund", "system", "campaign", "instrument", "doc", "decision")
_TEXTS = ("instrument", "doc", "post")
_SENTENCE = re.compile(r"[.;!?](?!\d)")
#: What asks for a name, not for a renaming.
_CALLED = re.compile(r"叫什么(?!名)|\bcalled\b")
#: Deeds that a passage has to tell itself which answers in place of such a kind.
_DEEDS = {
    "created": frozenset({"create"}),
    "ended": frozenset({"end"}),
    "renamed": frozenset({"rename"}),
    "extended": frozenset({"extend"}),
    "replaced": frozenset({"replace"}),
    "lines": frozenset({"supervise", "report"}),
    "chairs": frozenset({"chair"}),
}
#: Things of which a kind's facts tell too little for a firm no.
_LOOSE = {
    **dict.fromkeys(("ended", "renamed", "replaced", "extended"), _TEXTS),
    "created": (*_TEXTS, "system", "campaign", "meeting"),
    "lines": ("body", "group", "fund", "system", "campaign", "instrument", "doc", "decision"),
}
#: What no decision on a body tells: it is asked of something else that the body did.
_ELSEWHERE = frozenset({"where", "number", "money", "share"})


def is_firm(ask: Inquiry, answer: Answer) -> bool:
    """Whether a passage cannot say more than an answer that the documents do not say. Texts and posts are finished and named
    in other senses than bodies are."""
    return _is_strict(ask, answer.kind) and (bool(answer.extra.get("firm")) or answer.kind in FIRM)


def _is_strict(ask: Inquiry, kind: str) -> bool:
    """Whether the facts of a kind are all that can be told of what is asked."""
    if kind in FIRM and focus_of(ask.question) in _ELSEWHERE:
        return False
    about = ask.subject(*_ANYTHING)
    return about is None or about.kind not in _LOOSE.get(kind, ())


def tells(ask: Inquiry, kind: str, read: Answer) -> bool:
    """Whether passages may say what no fact of the kind says: that something was founded, ended or renamed says one that has the word
    for it and the name. What is asked of it besides, where or how much, any may say."""
    deeds = _DEEDS.get(kind, frozenset())
    if not deeds & set(lexicon.deeds(_CALLED.sub(" ", ask.question.words), ask.language)) or not _is_strict(ask, kind):
        return True
    things = [t.iri for t in ask.question.things if t.kind not in ("place", "state", "decision", "session")]
    texts = [sentence for c in read.citations for sentence in _SENTENCE.split(normal(c.quote))]
    told = [text for text in texts if any(lexicon.is_told(deed, text) for deed in deeds)]
    return any(ask.names.named_in(text, iri) for text in told for iri in things)
