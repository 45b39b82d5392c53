"""A formula is not tried on a sentence that has none of its verbs; that must never cost a claim."""

from __future__ import annotations

import re

import pytest

from ingest.relate import en, zh
from ingest.relate.rules import Rule

RULES = (*zh.RULES, *en.GRAMMAR.rules)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.verbs is not None], ids=lambda rule: rule.name)
def test_the_verbs_stand_in_a_group_that_every_match_needs(rule: Rule) -> None:
    """The group of verbs stands at the top of the pattern: outside every other group, and followed by no quantifier."""
    at = rule.pattern.index("(?P<verb>")
    depth, escaped, in_class = 0, False, False
    for char in rule.pattern[:at]:
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
        elif in_class:
            in_class = char != "]"
        elif char == "[":
            in_class = True
        else:
            depth += (char == "(") - (char == ")")
    assert depth == 0, "the verb is within another group"
    end = rule.pattern.index(")", at)
    assert rule.pattern[end + 1 : end + 2] not in ("?", "*"), "the verb may be wanting"
    assert not _has_top_level_alternative(rule.pattern), "the pattern has an alternative without the verb"


def _has_top_level_alternative(pattern: str) -> bool:
    bare = re.sub(r"\\.|\[[^\]]*\]", "x", pattern)
    depth = 0
    for char in bare:
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            return True
    return False


def test_some_formulas_have_such_verbs() -> None:
    assert sum(rule.verbs is not None for rule in zh.RULES) > 60
