"""What is known of one thing: as triples, and as its page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyoxigraph as ox
from fastapi import Request
from fastapi.responses import Response

from api.checking import Checking
from api.live import View
from api.pages import shown
from api.shelf import Shelf
from api.views import act, body, checks, money, text, theme, things
from api.views.dates import first
from api.views.facts import SOME, Fact, Facts, by_relation
from api.views.names import PARTICIPATION, kind_of
from api.views.structure import Structure
from graph.ledger import Wanted
from graph.search import NoIndex, SearchIndex
from graph.store import OxigraphStore, value
from graph.vocabulary import CONCEPT, MG, ORG, SKOS

#: Rows of facts that stand on a thing's own page, and where it has sections of its own; the rest is paged through.
SOME_FACTS, FEW_FACTS = 40, 15
#: Claims of each relation that the page of a body reads.
FEW_CLAIMS = 25
Values = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """What a page is made from: the thing, the claims about it, what the address asks for, and where to look further."""

    facts: Facts
    iri: str
    parameters: Mapping[str, str]
    structure: Structure
    index: SearchIndex | None
    checking: Checking

    @cached_property
    def claims(self) -> list[Fact]:
        """The claims about the thing, of each relation some; fewer of a body, which has most and whose page shows fewer."""
        return self.facts.some(self.iri, FEW_CLAIMS if "/id/body/" in self.iri else SOME)


#: Relations by which a body decides and asks.
_GIVEN = ("mandates", "establishes", "terminates", "extends", "renames", "endorses", "adopts")
Builder = Callable[[Asked], tuple[str, Values]]


def exists(store: OxigraphStore, iri: str) -> bool:
    """Whether the graph says anything of an IRI. What is no IRI does not exist."""
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return False
    return next(iter(store.ox.quads_for_pattern(node, None, None)), None) is not None or store.ox.contains_named_graph(node)


def triples(store: OxigraphStore, iri: str) -> list[ox.Triple]:
    """A concise bounded description: what is said of the thing, and the claims about it with their evidence; of a claim also
    the membership that it makes."""
    return store.construct(
        """CONSTRUCT { ?thing ?p ?o . ?claim ?cp ?co . ?e ?ep ?eo . ?part ?pp ?po } WHERE {
             { ?thing ?p ?o } UNION { ?part ?pp ?po } UNION { ?claim mg:subject|mg:object ?thing ; ?cp ?co }
             UNION { ?claim mg:subject|mg:object ?thing ; mg:evidence ?e . ?e ?ep ?eo }
           }""",
        {"thing": ox.NamedNode(iri), "part": ox.NamedNode(iri + PARTICIPATION)},
    )


async def html(request: Request, iri: str) -> Response:
    """The page of a thing that exists."""
    shelf: Shelf = request.app.state.shelf
    asked = request.query_params

    def build(view: View, facts: Facts) -> tuple[str, Values]:
        head = things.head(facts.names, iri)
        try:
            index = shelf.index(view)
        except NoIndex:
            index = None
        page = Asked(facts, iri, asked, shelf.structure(view), index, shelf.checking(view))
        template, values = _builder(facts, iri, head.kind)(page)
        mentioned, n_mentioned = things.mentioned(facts, iri)
        # The page of a document leads to the facts that were read in it, and does not list them again.
        listed = "facts" not in values and template != "document.html"
        told = sorted(page.claims, key=lambda f: (f.relation == "cites", f.order)) if listed else []
        values = {
            "head": head,
            "iri": iri,
            "facts": told[: FEW_FACTS if values.get("toc") else SOME_FACTS],
            "all_facts": facts.number(iri),
            "mentioned": mentioned,
            "n_mentioned": n_mentioned,
            **values,
        }
        told_here = len(values["facts"]) if template != "document.html" else 0
        last = [("facts", told_here and values["all_facts"]), ("mentions", n_mentioned)]
        values["toc"] = [(name, n) for name, n in [*values.get("toc", ()), *last] if n]
        return template, values

    return await shown(request, build)


def _builder(facts: Facts, iri: str, kind: str) -> Builder:
    classes = things.classes(facts.names, iri)
    if MG + "Paragraph" in classes:
        return _paragraph
    if MG + "Document" in classes and facts.names.one(iri, "http://purl.org/dc/terms/hasVersion") is not None:
        return _document
    if MG + "Provision" in classes:
        return _provision
    if SKOS + "Concept" in classes:
        return _concept
    return _BUILDERS.get(kind, _any)


def _any(asked: Asked) -> tuple[str, Values]:
    return "thing.html", {}


def _body(asked: Asked) -> tuple[str, Values]:
    facts, iri, claims, structure = asked.facts, asked.iri, asked.claims, asked.structure
    names = facts.names
    groups = by_relation(claims)
    founding, founded_as = body.founding(facts, iri)
    steps = body.lineage(facts, iri)
    moments = body.timeline(names, claims)
    mandates = [f for f in groups.get("mandates", []) if f.object and f.object.iri == iri]
    given = [f for name in _GIVEN for f in groups.get(name, []) if f.subject.iri == iri]
    day = asked.parameters.get("on", "") if len(first(asked.parameters.get("on", ""))) else ""
    when = first(day) or "9999-12-31"
    here = structure.on(when, iri)
    above = [names.link(p) for p in structure.above(iri, when)]
    held = body.meetings(facts, iri, claims)
    people = body.people(facts, iri, claims)
    charts = money.charts(claims, iri)
    # A page that is made before all is checked may lack some.
    passing = not asked.checking.is_done
    contradictions = checks.pairs(facts, list(asked.checking.outcomes), iri)
    values: Values = {
        "passing": passing,
        "founding": founding,
        "founded_as": founded_as,
        "proposed": [f for name in ("proposes", "endorses") for f in groups.get(name, []) if f.object and f.object.iri == iri],
        "lineage": steps,
        "moments": moments,
        "mandates": body.by_act(names, mandates),
        "n_mandates": facts.ledger.count(Wanted(object=iri, relation="mandates")),
        "given": given,
        "n_given": sum(facts.ledger.count(Wanted(subject=iri, relation=name)) for name in _GIVEN),
        "day": day,
        "span": structure.span(iri),
        "there": structure.span(iri).holds(when),
        "tree": here.roots[0] if here.roots else None,
        "unplaced": [names.link(b) for b in here.unplaced],
        "above": above,
        "names": names,
        "meetings": held,
        "people": people,
        "posts": things.related(names, iri, MG + "postIn"),
        "charts": charts,
        "contradictions": contradictions,
    }
    values["toc"] = [
        ("founding", 1),
        ("lineage", len(steps)),
        ("timeline", len(moments)),
        ("mandates", values["n_mandates"]),
        ("given", values["n_given"]),
        ("structure", len(above) + len(structure.children.get(iri, ()))),
        ("meetings", len(held)),
        ("people", len(people) + len(values["posts"])),
        ("money", len(charts)),
        ("contradictions", len(contradictions)),
    ]
    return "body.html", values


def _act(asked: Asked) -> tuple[str, Values]:
    facts, iri, claims = asked.facts, asked.iri, asked.claims
    names = facts.names
    groups = by_relation(claims)
    provisions = act.provisions(names, iri, claims)
    citing = [f for f in groups.get("cites", []) if f.object and f.object.iri == iri]
    followed = [f for name in ("fulfils", "changes", "endorses", "adopts", "prepared_under", "produces", "renames", "terminates")
                for f in groups.get(name, []) if f.object and f.object.iri == iri]  # fmt: skip
    cited = [f for f in groups.get("cites", []) if f.subject.iri == iri]
    touched = act.touched(claims, iri)
    values: Values = {
        "carriers": act.carriers(names, iri),
        "provisions": provisions,
        "touched": touched,
        "citing": citing,
        "followed": followed,
        "cited": cited,
        "toc": [("did", len(provisions)), ("touched", len(touched)), ("followed", len(followed)), ("citing", len(citing)),
                ("cited", len(cited))],
    }  # fmt: skip
    return "act.html", values


def _provision(asked: Asked) -> tuple[str, Values]:
    """A provision: what its act does by it."""
    facts, iri = asked.facts, asked.iri
    owner = value(facts.names.one(iri, MG + "provisionOf"))
    number = value(facts.names.one(iri, MG + "provisionNumber"))
    told = [f for f in facts.about(owner) if f.provision == number and f.subject.iri == owner]
    return "thing.html", {"facts": told, "all_facts": len(told)}


def _document(asked: Asked) -> tuple[str, Values]:
    facts, iri = asked.facts, asked.iri
    names = facts.names
    read = text.claims_of(facts, iri)
    paragraphs = text.paragraphs(facts, iri, read)
    silent = [p for p in paragraphs if p.kind in ("operative", "narrative") and not p.facts and len(p.text) > 20]
    versions = things.related(names, iri, "http://purl.org/dc/terms/isVersionOf")
    values: Values = {
        "paragraphs": paragraphs,
        "sections": text.sections(paragraphs),
        "read": len(read),
        "counts": sorted(((facts.names.link(f[0].verb.iri), len(f)) for f in by_relation(read).values()), key=lambda c: -c[1]),
        "silent": silent,
        "spoken": sum(1 for p in paragraphs if p.facts),
        "unknown": _provisional(facts, paragraphs),
        "versions": [_version(facts, v.iri) for v in versions],
        # Every fact under its paragraph makes the page three times as long; it is shown so when asked.
        "notes": asked.parameters.get("notes") == "1",
        "toc": [("text", len(paragraphs)), ("read", len(read)), ("silent", len(silent))],
    }
    return "document.html", values


def _version(facts: Facts, version: str) -> dict[str, str]:
    one = facts.names.one
    found = {name: value(one(version, MG + name)) for name in ("fileName", "isDigest", "officialText", "fingerprint")}
    return found | {"language": value(one(version, "http://purl.org/dc/terms/language")), "iri": version}


def _provisional(facts: Facts, paragraphs: Iterable[text.Paragraph]) -> list[tuple[Any, str]]:
    """Names in a document that no register knows, each with the first paragraph in which it stands."""
    found: dict[str, tuple[Any, str]] = {}
    for paragraph in paragraphs:
        for piece in paragraph.pieces:
            if piece.link and "/x-" in piece.link.iri:
                found.setdefault(piece.link.iri, (piece.link, paragraph.anchor))
    return list(found.values())


def _paragraph(asked: Asked) -> tuple[str, Values]:
    facts, iri = asked.facts, asked.iri
    document = value(facts.names.one(iri, MG + "partOfDocument"))
    paragraph, before, after = text.paragraph(facts, document, iri)
    values: Values = {
        "document": facts.names.document(document),
        "document_title": facts.names.link(document),
        "paragraph": paragraph,
        "before": before,
        "after": after,
        "facts": paragraph.facts,
        "all_facts": len(paragraph.facts),
    }
    return "paragraph.html", values


def _meeting(asked: Asked) -> tuple[str, Values]:
    facts, iri, claims = asked.facts, asked.iri, asked.claims
    names = facts.names
    groups = by_relation(claims)
    outcomes = act.siblings(names, iri)
    doing = [f for f in claims if f.subject.iri == iri and f.relation not in ("cites", "participates")]
    people = [f for name in ("chairs", "participates") for f in groups.get(name, []) if f.object and f.object.iri == iri]
    values: Values = {
        "meeting": body.meeting(names, iri, next(iter(groups.get("holds", [])), None)),
        "held_by": things.pointed(names, iri, MG + "heldBy") or sorted({f.subject for f in groups.get("holds", [])}),
        "outcomes": outcomes,
        "doing": doing,
        "people": people,
        "toc": [("outcomes", len(outcomes)), ("did", len(doing)), ("people", len(people))],
    }
    return "meeting.html", values


def _person(asked: Asked) -> tuple[str, Values]:
    facts, iri, claims = asked.facts, asked.iri, asked.claims
    roles = [f for f in claims if f.subject.iri == iri and f.relation in ("has_position", "chairs", "member_of", "participates")]
    moments = body.timeline(facts.names, claims, frozenset(f.relation for f in claims))
    values: Values = {"roles": roles, "moments": moments, "toc": [("roles", len(roles)), ("timeline", len(moments))]}
    # Where the positions are all that is told, they are not told twice.
    return "person.html", values | ({"facts": []} if len(roles) == facts.number(iri) <= 30 else {})


def _place(asked: Asked) -> tuple[str, Values]:
    facts, iri, claims = asked.facts, asked.iri, asked.claims
    names = facts.names
    seats = [f for f in claims if f.relation == "located_in" and f.object and f.object.iri == iri]
    seated = sorted({*things.related(names, iri, MG + "seat"), *(f.subject for f in seats)})
    held = {thing for thing in facts.ledger.sited(iri) if kind_of(thing) in ("session", "meeting")}
    held |= {f.object.iri for f in claims if f.relation == "holds" and f.object and f.place and f.place.iri == iri}
    meetings = sorted((body.meeting(names, m) for m in held), key=lambda m: (first(m.start) or "0", m.link), reverse=True)
    within = things.related(names, iri, MG + "country")
    values: Values = {"seated": seated, "meetings": meetings, "within": within}
    values["toc"] = [("seated", len(seated)), ("meetings", len(meetings)), ("within", len(within))]
    return "place.html", values


def _post(asked: Asked) -> tuple[str, Values]:
    facts, iri, claims = asked.facts, asked.iri, asked.claims
    groups = by_relation(claims)
    people = [f for f in groups.get("has_position", []) if f.object and f.object.iri == iri]
    mandates = [f for f in groups.get("mandates", []) if f.object and f.object.iri == iri]
    number = facts.ledger.count(Wanted(object=iri, relation="mandates"))
    values: Values = {"people": people, "mandates": body.by_act(facts.names, mandates), "n_mandates": number}
    values["toc"] = [("mandates", number), ("people", len(people))]
    return "post.html", values


def _fund(asked: Asked) -> tuple[str, Values]:
    charts = money.charts(asked.claims, asked.iri)
    return "fund.html", {"charts": charts, "toc": [("money", len(charts))]}


def _concept(asked: Asked) -> tuple[str, Values]:
    """A concept: what bears it, the claims that use it, and for a theme the paragraphs that name it and their claims."""
    facts, iri, names = asked.facts, asked.iri, asked.facts.names
    scheme, _, name = iri.removeprefix(CONCEPT).partition("/")
    listed = {"relation": Wanted(relation=name), "standing": Wanted(standing=name), "status": Wanted(status=name)}
    if (wanted := listed.get(scheme)) is not None:
        used, n_used = facts.ledger.claims(wanted, SOME_FACTS), facts.ledger.count(wanted)
    else:
        used, n_used = facts.ledger.using(iri, SOME_FACTS)
    bearing = things.related(names, iri, MG + "bodyType")
    spoken: list[str] = []
    if "/concept/theme/" in iri and asked.index is not None:
        spoken = theme.paragraphs(asked.index, names, iri)
        used = text.claims_in(names, spoken)
        n_used = len(used)
    values: Values = {
        "facts": facts.read(used[:SOME_FACTS]),
        "all_facts": n_used,
        "bearing": bearing[:200],
        "n_bearing": len(bearing),
        "spoken": [(names.link(paragraph), *theme.words(names, paragraph)) for paragraph in spoken[:30]],
        "n_spoken": len(spoken),
        "is_theme": "/concept/theme/" in iri,
    }
    values["toc"] = [("bearing", len(bearing)), ("spoken", len(spoken))]
    return "concept.html", values


def _claim(asked: Asked) -> tuple[str, Values]:
    facts, iri, names = asked.facts, asked.iri, asked.facts.names
    part = {name: names.one(iri + PARTICIPATION, ORG + name) for name in ("member", "organization", "role")}
    membership = [(name, names.link(thing.value)) for name, thing in part.items() if thing is not None]
    return "claim.html", {"fact": facts.one(iri), "membership": membership}


def _evidence(asked: Asked) -> tuple[str, Values]:
    facts, iri = asked.facts, asked.iri
    users = [link.iri for link in things.related(facts.names, iri, MG + "evidence")]
    return "claim.html", {
        "fact": None,
        "membership": [],
        "source": facts.source(iri),
        "facts": facts.read(users),
        "all_facts": len(users),
    }


_BUILDERS: dict[str, Builder] = {
    "body": _body,
    "decision": _act,
    "instrument": _act,
    "session": _meeting,
    "meeting": _meeting,
    "person": _person,
    "post": _post,
    "group": _post,
    "place": _place,
    "state": _place,
    "fund": _fund,
    "claim": _claim,
    "evidence": _evidence,
}
