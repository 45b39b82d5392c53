"""As-of views: the structure and the mandates in force on a date, as rows.

A body is there from its founding to its end; where the documents do not tell the one or the other, the row says `unknown`
and not that it was there. Bodies that sat together under a joint name did so as long as all of them were there. A mandate is in force from the day of the act that gives it until its addressee ends; nothing is taken
for done or lapsed that no text tells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from answers.names import Names
from graph.store import Store, Term, value

STRUCTURE = ("body", "body_iri", "part_of", "part_of_iri", "there", "from", "until", "document", "paragraph", "quote")
MANDATES = (
    "addressee",
    "addressee_iri",
    "act",
    "act_iri",
    "since",
    "in_force",
    "provision",
    "modality",
    "action",
    "document",
    "paragraph",
    "quote",
)
_EVIDENCE = """
  ?claim mg:standing standing:asserted ; mg:evidence ?evidence .
  ?evidence mg:quotation ?quote ; mg:inParagraph ?place ; mg:inVersion ?version .
  ?place mg:address ?paragraph . ?version mg:fileName ?file ; dcterms:isVersionOf ?document .
"""
_PARTS = f"SELECT ?act ?thing ?paragraph ?quote ?document ?symbol WHERE {{ ?claim mg:relation rel:part_of ; mg:subject ?act ; mg:object ?thing . {_EVIDENCE} OPTIONAL {{ ?document mg:symbol ?symbol }} }} ORDER BY ?act ?thing ?file ?paragraph"
_ASKED = f"SELECT ?act ?thing ?date ?provision ?modality ?action ?paragraph ?quote ?document ?symbol WHERE {{ ?claim mg:relation rel:mandates ; mg:subject ?act ; mg:object ?thing . {_EVIDENCE} OPTIONAL {{ ?claim mg:date ?date }} OPTIONAL {{ ?claim mg:provisionNumber ?provision }} OPTIONAL {{ ?claim mg:modality ?modality }} OPTIONAL {{ ?claim mg:action ?action }} OPTIONAL {{ ?document mg:symbol ?symbol }} }} ORDER BY ?thing ?act ?provision ?paragraph"
_REGISTERED = "SELECT ?act ?thing WHERE { GRAPH ?g { ?act org:subOrganizationOf ?thing } FILTER (STRENDS(STR(?g), '/register')) } ORDER BY ?act ?thing"
_LIVES = """
SELECT ?relation ?act ?thing ?date WHERE {
  VALUES ?relation { rel:establishes rel:terminates rel:extends }
  ?claim mg:relation ?relation ; mg:subject ?act ; mg:object ?thing ; mg:standing standing:asserted .
  OPTIONAL { ?claim mg:date ?date }
} ORDER BY ?thing ?relation ?date
"""
_TOGETHER = "SELECT ?thing ?joint WHERE { ?thing mg:sitsAs ?joint } ORDER BY ?joint ?thing"
_ACTED = """
SELECT ?act ?date WHERE { { ?claim mg:relation rel:adopts ; mg:object ?act ; mg:date ?date }
  UNION { ?claim mg:relation rel:holds ; mg:object ?act ; mg:start ?date } UNION { ?act mg:adoptedOn ?date } } ORDER BY ?act ?date
"""


@dataclass(frozen=True)
class AsOf:
    """What was there on `date`, an ISO date of any precision."""

    store: Store
    names: Names
    date: str
    language: str = "en"
    acted: dict[str, str] = field(default_factory=dict)
    begun: dict[str, str] = field(default_factory=dict)
    ended: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, store: Store, names: Names, date: str, language: str = "en") -> AsOf:
        """Raises ValueError where the date is none."""
        if not date or not all(p.isdigit() for p in date.split("-")) or len(date) not in (4, 7, 10):
            raise ValueError(f"{date!r} is no date; write 2013, 2013-02 or 2013-02-22")
        acted: dict[str, str] = {}
        for row in store.select(_ACTED):
            acted[value(row["act"])] = max(acted.get(value(row["act"]), ""), value(row["date"]), key=len)
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for row in store.select(_LIVES):
            relation, thing = value(row["relation"]).rsplit("/", 1)[-1], value(row["thing"])
            when = value(row.get("date")) or acted.get(value(row["act"]), "")
            if len(when) > len(found[relation].get(thing, "")):
                found[relation][thing] = when
        begun, ended = dict(found["establishes"]), dict(found["terminates"])
        together: dict[str, list[str]] = defaultdict(list)
        for row in store.select(_TOGETHER):
            together[value(row["joint"])].append(value(row["thing"]))
        for joint, parts in together.items():
            if told := [begun[part] for part in parts if begun.get(part)]:
                begun.setdefault(joint, max(told))
            if told := [ended[part] for part in parts if ended.get(part)]:
                ended.setdefault(joint, min(told))
        return cls(store, names, date, language, acted, begun, ended)

    def there(self, body: str) -> str:
        """`yes`, `no` or `unknown`: whether a body was there on the date."""
        ended, begun = self.ended.get(body, ""), self.begun.get(body, "")
        if ended and _upto(ended, self.date):
            return "no"
        if begun and not _upto(begun, self.date):
            return "no"
        return "yes" if begun or ended else "unknown"

    def structure(self) -> Iterator[dict[str, str]]:
        """What was part of what; units that had ended or not begun are told as not there."""
        told: set[tuple[str, str]] = set()
        for row in self.store.select(_PARTS):
            pair = value(row["act"]), value(row["thing"])
            if pair not in told:
                told.add(pair)
                yield {**self._part(*pair), **_source(row, self.names, self.language)}
        for row in self.store.select(_REGISTERED):
            pair = value(row["act"]), value(row["thing"])
            if pair not in told and (pair[0] in self.begun or pair[0] in self.ended):
                told.add(pair)
                yield {**self._part(*pair), "document": "register, not read here"}

    def _part(self, part: str, whole: str) -> dict[str, str]:
        return {"body": self.names.label(part, self.language), "body_iri": part, "part_of": self.names.label(whole, self.language),
                "part_of_iri": whole, "there": self.there(part), "from": self.begun.get(part, ""), "until": self.ended.get(part, "")}  # fmt: skip

    def mandates(self) -> Iterator[dict[str, str]]:
        """Mandates given by the date to addressees that had not ended by then; acts without a date are told as `unknown`."""
        for row in self.store.select(_ASKED):
            act, addressee = value(row["act"]), value(row["thing"])
            since = value(row.get("date")) or self.acted.get(act, "")
            if (since and not _upto(since, self.date)) or self.there(addressee) == "no":
                continue
            yield {
                "addressee": self.names.label(addressee, self.language), "addressee_iri": addressee,
                "act": self.names.label(act, self.language), "act_iri": act, "since": since, "in_force": "yes" if since else "unknown",
                "provision": value(row.get("provision")), "modality": value(row.get("modality")).rsplit("/", 1)[-1],
                "action": value(row.get("action")), **_source(row, self.names, self.language),
            }  # fmt: skip


def _upto(date: str, limit: str) -> bool:
    """Whether a date lies on or before another, at the precision that both have."""
    n = min(len(date), len(limit))
    return date[:n] <= limit[:n]


def _source(row: dict[str, Term], names: Names, language: str) -> dict[str, str]:
    document = value(row["document"])
    return {"document": value(row.get("symbol")) or names.label(document, language), "paragraph": value(row["paragraph"]),
            "quote": value(row["quote"])}  # fmt: skip
