"""The formulas of Chinese UN drafting: one file a family of relations; a new family is one file and one line here."""

from ingest.relate.rules import Rule
from ingest.relate.zh import acts, changes, documents, figures, mandates, meetings, outcomes, structure

RULES: tuple[Rule, ...] = (
    *changes.RULES,
    *acts.RULES,
    *mandates.RULES,
    *meetings.RULES,
    *structure.RULES,
    *documents.RULES,
    *figures.RULES,
    *outcomes.RULES,
)
