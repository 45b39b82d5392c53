"""What headings tell: which part is a decision's or plan's own text, which section is about carrying an act out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.lexicon import Lexicon
from ingest.model import Entity, Mention, Paragraph, Sentence

#: Classes of acts whose own text lays down duties; a list of options or a summary does not.
_BINDING = {"Plan", "Strategy", "Agreement", "Declaration", "Decision", "Resolution"}


@dataclass(frozen=True)
class Headings:
    """The words of a language's headings.

    `carried_out_before` stands right before the name of an act that a section reports on, `carried_out_behind` right
    behind it; `binding_title` ends the title of a text that lays down duties; `lists_annex` is a line that only says
    what an annex further on holds.
    """

    carried_out_before: re.Pattern[str]
    carried_out_behind: re.Pattern[str]
    binding_title: re.Pattern[str]
    lists_annex: re.Pattern[str]

    def implemented(self, heading: list[Sentence]) -> Mention | None:
        """The act of which a heading says that the section is about its implementation."""
        for sentence in heading:
            text = sentence.paragraph.span.folded
            for mention in sentence.mentions:
                told = self.carried_out_before.search(text[: mention.start]) or self.carried_out_behind.match(text, mention.end)
                if mention.kind in ("decision", "instrument") and told:
                    return mention
        return None

    def note_act(self, heading: Paragraph, sentences: list[Sentence], lexicon: Lexicon, acts: dict[str, Entity]) -> None:
        """Enter into `acts` that a part headed by the name of a decision or plan is that act's own text."""
        part, _, rest = heading.address.rpartition("/")
        if not rest.startswith("heading") or part == "main" or part in acts or self.lists_annex.match(heading.text):
            return
        for sentence in sentences:
            for mention in sentence.mentions:
                whole = mention.end - mention.start >= 0.75 * len(heading.text) or heading.text.endswith(mention.printed)
                if whole and mention.kind in ("decision", "instrument") and self._binds(mention.entity, lexicon):
                    acts[part] = mention.entity

    def _binds(self, entity: Entity, lexicon: Lexicon) -> bool:
        if entry := lexicon.register.entries.get(entity.iri):
            return entry.class_name in _BINDING
        return entity.kind == "decision" or bool(self.binding_title.search(entity.name))
