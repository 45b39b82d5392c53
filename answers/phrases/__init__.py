"""How answers are worded, in both languages. Everything that a user reads from `ask` stands here."""

from __future__ import annotations

from answers.phrases.dates import day, joined, on, span
from answers.phrases.places import proof, source, where
from answers.phrases.texts import say, verb

__all__ = ["day", "joined", "on", "proof", "say", "source", "span", "verb", "where"]
