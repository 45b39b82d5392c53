"""What one document has told so far: which things it named, what it calls them, which decision it spoke of last."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from graph.names import key
from ingest.lexicon import Lexicon
from ingest.model import Entity

_PART = re.compile(r"[a-z]+(?:-\w+)?(?:/annex(?:-\w+)?)*")


def paragraph_of(provision: str) -> str:
    """The paragraph that a provision begins with: 88 of 88(a)-(h), 3 of 3,4."""
    return re.split(r"[(,-]", provision, maxsplit=1)[0]


@dataclass
class Memory:
    """State of the reading of one document, filled from top to bottom."""

    lexicon: Lexicon
    counts: Counter[str] = field(default_factory=Counter)
    """How often each entity is named in full in the whole document, by IRI."""
    organ: Entity | None = None
    """The body whose document this is."""
    document: Entity | None = None
    act: Entity | None = None
    """The decision whose own text the document is."""
    aliases: dict[str, Entity] = field(default_factory=dict)
    """Short forms that the document itself defines."""
    local: dict[str, Entity] = field(default_factory=dict)
    """Bodies that no register knows, found by form in this document, by name."""
    heads: dict[str, str] = field(default_factory=dict)
    """IRI of a thing found by form to the head noun of its name."""
    seen: dict[str, int] = field(default_factory=dict)
    """Entity IRI to the running number of its last mention."""
    recent: list[Entity] = field(default_factory=list)
    decisions: dict[str, Entity] = field(default_factory=dict)
    """Number of a decision to the decision that was last meant by it."""
    provisions: dict[str, Entity] = field(default_factory=dict)
    """Paragraph number to the act of which this paragraph was last cited."""
    owners: dict[str, Entity] = field(default_factory=dict)
    """Session or meeting IRI to the body whose it is; likewise decision IRI to its issuer."""
    founded: dict[str, Entity] = field(default_factory=dict)
    """Address of a paragraph to the body without a register's name that it sets up."""
    told_parts: set[str] = field(default_factory=set)
    """Units whose place below a body was told already."""
    reported: Entity | None = None
    """The meeting whose report the document is."""
    year: int | None = None
    _part: str = ""
    _in_front: bool = False
    """Whether the title block is read, whose session a report hardly ever means by 会议."""
    _of_front: set[str] = field(default_factory=set)
    _meetings: Counter[Entity] = field(default_factory=Counter)
    """How often the part of the document now read names each meeting."""

    def note(self, entity: Entity) -> None:
        """Remember a mention."""
        self.seen[entity.iri] = len(self.recent)
        self.recent.append(entity)
        if entity.kind in ("session", "meeting"):
            if self._in_front:
                self._of_front.add(entity.iri)
            else:
                self._meetings[entity] += 1

    def define(self, short: str, entity: Entity) -> None:
        self.aliases[key(short)] = entity

    def parents(self, iri: str) -> list[str]:
        return self.lexicon.register.parents(iri)

    def choose(self, candidates: tuple[Entity, ...], before: list[Entity], topic: frozenset[str]) -> Entity | None:
        """The candidate that a short form means here, or None where the document gives no ground for one.

        `before` are the entities that the same paragraph names before it, in order; `topic` the IRIs of those that the
        headings above it name. A thing that was named before counts most, then one that the document is about.
        """
        best: tuple[float, int, Entity] | None = None
        iris = {e.iri for e in candidates}
        last = next((e.iri for e in reversed(before) if e.iri in iris), "")
        for rank, entity in enumerate(candidates):
            score = self._ground(entity, before, topic)
            score += 20 * (score > 0 and entity.iri == last)
            if score > 0 and (best is None or (score, -rank) > best[:2]):
                best = (score, -rank, entity)
        return best[2] if best else None

    def _ground(self, entity: Entity, before: list[Entity], topic: frozenset[str]) -> float:
        """How much speaks for an entity that only a short form names; 0 where nothing does."""
        above = self.parents(entity.iri)
        named = entity.iri in self.seen or any(e.iri == entity.iri for e in before)
        score = (4.0 if named else 1.0) * min(self.counts[entity.iri], 6)
        score += 14 * self._recency(entity.iri, before, 40) + 20 * (entity.iri in topic)
        if self.organ:
            score += 10 * (entity.iri == self.organ.iri) + 4 * (entity.iri in self.parents(self.organ.iri))
        if entity.kind in ("post", "group"):
            # Posts and groups are hardly ever named in full: that their body is spoken of is ground enough.
            organ = {self.organ.iri, *self.parents(self.organ.iri)} if self.organ else set()
            here = {e.iri for e in before} | topic | organ
            near = [p for p in above[:1] if p in self.seen or p in here or self.lexicon.by_iri(p) is None]
            score += sum(1.0 for p in near if p in organ or self.lexicon.by_iri(p) is None)
            score += sum(3.0 * min(self.counts[p], 3) + 12 * self._recency(p, before, 20) for p in near)
            return score + (1 if entity.kind == "group" and not above else 0)
        if score and self.organ and (self.organ.iri in above or set(self.parents(self.organ.iri)[:1]) & set(above)):
            score += 3
        return score

    def _recency(self, iri: str, before: list[Entity], reach: int) -> float:
        """1 for the thing mentioned last, falling to 0 at `reach` mentions back."""
        for back, entity in enumerate(reversed(before)):
            if entity.iri == iri:
                return max(0.0, 1 - back / reach)
        if iri not in self.seen:
            return 0.0
        return max(0.0, 1 - (len(before) + len(self.recent) - self.seen[iri]) / reach)

    def last_local(self, head: str, before: list[Entity]) -> Entity | None:
        """The body found by form whose name ends in `head` and that was mentioned last."""
        if not any(name.endswith(head) for name in self.local):
            return None
        iris = {e.iri for name, e in self.local.items() if name.endswith(head)}
        whose = self.owner(self.reported) if self.reported is not None else None
        if whose and not any(e.iri in iris for e in before) and any(name.endswith(head) for name, _ in whose.labels):
            # A report of a meeting means the body that met, unless the paragraph has named another.
            return whose
        return next((e for e in (*reversed(before), *reversed(self.recent[-60:])) if e.iri in iris), None)

    def last(self, kinds: tuple[str, ...], head: str = "", limit: int = 60) -> Entity | None:
        """The entity of one of these kinds that was mentioned last and one of whose names ends in `head`."""
        for entity in reversed(self.recent[-limit:]):
            if entity.kind in kinds and (not head or any(name.endswith(head) for name, _ in entity.labels)):
                return entity
        return None

    def enter(self, address: str) -> None:
        """Go on with the paragraph at an address: an annex has meetings of its own."""
        self._in_front = address.startswith("front")
        part = _PART.match(address.replace("front", "main").replace("summary", "main"))
        if part and part[0] != self._part:
            self._part = part[0]
            self._meetings.clear()

    def meeting_spoken_of(self) -> Entity | None:
        """The meeting that a part of the document is about (本次会议): the one named most often in it so far, the first of
        equals; else the one named last before it."""
        if self.reported is not None and self._part == "main":
            return self.reported
        if not self._meetings:
            told = (e for e in reversed(self.recent[-400:]) if e.kind in ("session", "meeting") and e.iri not in self._of_front)
            return next(told, None)
        return self._meetings.most_common(1)[0][0]

    def owner(self, entity: Entity) -> Entity | None:
        """The body of a session, meeting or decision."""
        if entity.iri in self.owners:
            return self.owners[entity.iri]
        above = self.parents(entity.iri)
        return self.lexicon.by_iri(above[0]) if above else None
