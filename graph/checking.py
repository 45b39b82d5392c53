"""The shapes that look across documents, rule after rule, in a process of its own.

    python -m graph.checking STORE SECONDS [RULE ...]

A rule that joins claims with claims may take minutes and gigabytes on a large graph, and an embedded engine cannot stop a query
that it has begun. So whoever serves has them evaluated here, at low priority and with bounded memory, and reads one line of JSON
a rule: an Outcome. The process ends at a rule that takes more seconds of processor time, whether or not somebody still reads,
and whoever reads begins another one with the rules after.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import re
import resource
import signal
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graph.contradictions import Contradiction, Side, together
from graph.shacl import SparqlConstraint
from graph.store import OxigraphStore, value
from graph.validate import Finding, across, in_order
from graph.vocabulary import MG

#: Most results of a rule that are looked at, and places of it that are named.
MOST, PLACES = 20_000, 12
_MEMORY, _NICE = 2 << 30, 15
_ENDS = tuple(MG + name for name in ("subject", "object", "place", "becomes"))


@dataclass(frozen=True)
class Disputed:
    """A contradiction, and the things that its claims touch."""

    told: Contradiction
    things: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What a rule finds: pairs of claims as contradictions; of the rest how many there are and the first places. `cut` says that
    there are more than MOST results, of which these are the first."""

    rule: str
    severity: str
    messages: Mapping[str, str]
    count: int
    places: tuple[str, ...]
    disputed: tuple[Disputed, ...]
    cut: bool = False

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Outcome:
        """An outcome as JSON has it. Raises KeyError, TypeError where it is none."""
        disputed = tuple(Disputed(_contradiction(d["told"]), tuple(d["things"])) for d in told["disputed"])
        return cls(**{**told, "places": tuple(told["places"]), "disputed": disputed})


def _contradiction(told: Mapping[str, Any]) -> Contradiction:
    sides = {name: Side(**told[name]) for name in ("one", "other")}
    claims = {name: tuple(told[name]) for name in ("one_claims", "other_claims")}
    return Contradiction(**{**told, **sides, **claims})


def is_pair(finding: Finding) -> bool:
    """Whether a finding says that one claim contradicts another."""
    return "/id/claim/" in finding.focus and "/id/claim/" in finding.value


def rules() -> list[str]:
    """The names of the rules, in their order."""
    return list(_queries())


def form() -> str:
    """What tells these rules from those of another version."""
    return hashlib.sha256(repr([MOST, *(query for _, query in _queries().values())]).encode()).hexdigest()[:16]


@functools.cache
def _queries() -> dict[str, tuple[SparqlConstraint, str]]:
    """Each rule by name, with a query over all its focus nodes: each node and each result once, for what many documents state
    comes as often in the union of their graphs."""
    found = {}
    for shape in across().shapes:
        for one in shape.sparql:
            head, brace, body = one.select.partition("{")
            head = re.sub(r"\bSELECT\s+(?!DISTINCT)", "SELECT DISTINCT ", head, count=1)
            nodes = f"{{ SELECT DISTINCT $this WHERE {{ {shape.target_pattern()} }} }}"
            found[one.name] = (one, f"{head}{brace} {nodes} {body}")
    return found


def outcome(store: OxigraphStore, rule: str) -> Outcome:
    """Evaluate one rule. Raises KeyError for an unknown one."""
    one, query = _queries()[rule]
    rows = store.select(f"{query} LIMIT {MOST + 1}")
    found = in_order(
        Finding(one.severity, rule, value(row.get("this")), value(row.get("path")), value(row.get("value")), one.messages)
        for row in rows[:MOST]
    )
    alone = [finding.focus for finding in found if not is_pair(finding)]
    disputed = [Disputed(told, _things(store, told)) for told in together(store, filter(is_pair, found))]
    return Outcome(rule, one.severity, one.messages, len(alone), tuple(alone[:PLACES]), tuple(disputed), len(rows) > MOST)


def _things(store: OxigraphStore, told: Contradiction) -> tuple[str, ...]:
    claims = (ox.NamedNode(claim) for claim in (*told.one_claims, *told.other_claims))
    quads = (quad for claim in claims for quad in store.ox.quads_for_pattern(claim, None, None))
    return tuple(sorted({value(quad.object) for quad in quads if quad.predicate.value in _ENDS}))


def main() -> None:
    """Evaluate the rules that are named, or all, one line of JSON each."""
    os.nice(_NICE)
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    store, seconds = OxigraphStore.open(Path(sys.argv[1])), float(sys.argv[2])
    for rule in sys.argv[3:] or rules():
        # The system ends the process, which cannot look at a clock while the engine evaluates.
        signal.setitimer(signal.ITIMER_PROF, seconds)
        print(json.dumps(asdict(outcome(store, rule)), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
