"""The formulas of Chinese UN drafting: one file a family of relations; a new family is one file and one line here."""

import re

from ingest import dates
from ingest.model import Entity
from ingest.relate.engine import Grammar
from ingest.relate.headings import Headings
from ingest.relate.masks import Masked, formula
from ingest.relate.rules import Rule
from ingest.relate.zh import (
    acts,
    changes,
    closing,
    documents,
    duties,
    figures,
    founding,
    mandates,
    meetings,
    outcomes,
    people,
    structure,
    tables,
)
from ingest.relate.zh.scope import agents, meeting_told

RULES: tuple[Rule, ...] = (
    *founding.RULES,
    *changes.RULES,
    *acts.RULES,
    *mandates.RULES,
    *duties.RULES,
    *meetings.RULES,
    *people.RULES,
    *closing.RULES,
    *structure.RULES,
    *documents.RULES,
    *figures.RULES,
    *outcomes.RULES,
)


#: 委员会在第…号决定中：, where the items below it are the decision's.
_IN_ACT = formula(r"{decision:act}(?:中|内)(?:决定|商定)?：$")


def _subject(masked: Masked) -> Entity | None:
    """Who acts in a sentence, for the next one that names nobody: the subject of its first verb."""
    if heads := _IN_ACT.search(masked.text):
        return masked.found(heads.start("act"), heads.end("act"))[0].entity
    found = agents(masked, len(masked.text))
    return found[0].entity if found else None


HEADINGS = Headings(
    carried_out_before=re.compile(r"(?:执行|落实|实施)[^，。；]{0,8}$"),
    carried_out_behind=re.compile(r"的?(?:执行|落实|实施)(?:情况|进展)?"),
    binding_title=re.compile(r"(?:计划|战略|公约|议定书|宣言|决定|决议|议事规则)$"),
    lists_annex=re.compile(r"附件\s?[0-9一二三四五六七八九十]*\s?[：:]\s?\S"),
)
GRAMMAR = Grammar(
    RULES,
    dates.CALENDAR,
    _subject,
    meeting_told,
    re.compile(r"备选方案|备选办法|可选办法|选项"),
    HEADINGS,
    tables.money_claims,
)
