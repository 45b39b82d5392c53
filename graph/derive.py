"""Shortcuts: what the everyday query wants as one triple pattern, regenerated from the claims with every generation.

Only claims that a document tells as done count: none that a curator rejected, and none of the register's own founding
facts. To support or welcome is not to establish.
"""

from __future__ import annotations

import pyoxigraph as ox

from graph.iris import Iris
from graph.store import OxigraphStore

_CLAIM = """
  ?claim mg:relation rel:{relation} ; mg:standing standing:asserted ; mg:subject ?s ; mg:object ?o ;
         mg:status ?status .
  FILTER (?status IN (status:extracted, status:reviewed))
"""
#: Relation, predicate of the shortcut, and whether it leads from object to subject.
_SHORTCUTS = (
    ("establishes", "mg:establishedBy", True),
    ("renames", "mg:renamedBy", True),
    ("terminates", "mg:terminatedBy", True),
    ("extends", "mg:extendedBy", True),
    ("adopts", "mg:adoptedBy", True),
    ("endorses", "mg:endorsedBy", True),
    ("mandates", "mg:mandatedBy", True),
    ("succeeds", "mg:succeeds", False),
    ("part_of", "org:subOrganizationOf", False),
    ("located_in", "mg:locatedIn", False),
    ("member_of", "mg:memberOf", False),
    ("services", "mg:services", False),
    ("reports_to", "mg:reportsTo", False),
    ("supervises", "mg:supervises", False),
    ("chairs", "mg:chairs", False),
    ("cites", "mg:cites", False),
)
_DATED = (("establishes", "mg:establishedOn"), ("terminates", "mg:terminatedOn"))


#: What was done under a provision carries out the mandates that this provision confers on the one who did it.
_FULFILS = """
CONSTRUCT { ?fulfilment mg:fulfils ?mandate } WHERE {
  ?fulfilment mg:relation rel:fulfils ; mg:object ?act ; mg:provisionNumber ?provision ; mg:doneBy ?who ; mg:status ?status .
  FILTER (?status IN (status:extracted, status:reviewed))
  ?mandate mg:relation rel:mandates ; mg:subject ?act ; mg:provisionNumber ?provision ; mg:addressee ?who ; mg:status ?told .
  FILTER (?told IN (status:extracted, status:reviewed))
}
"""


#: What the title block says of the document: the meeting it is for, and the organ in whose documentation it appears.
_TITLE_BLOCK = (
    "CONSTRUCT { ?s mg:presentedTo ?o } WHERE {"
    + _CLAIM.format(relation="submitted_to")
    + ' ?claim mg:rule "masthead.session" }',
    "CONSTRUCT { ?s mg:issuedBy ?body } WHERE {"
    + _CLAIM.format(relation="submitted_to")
    + ' ?claim mg:rule "masthead.session" . ?o mg:heldBy ?body }',
)
#: To support or welcome that something be set up, which is not to set it up.
_SUPPORTED = """
CONSTRUCT { ?thing mg:supportedBy ?act } WHERE {
  ?claim mg:relation ?relation ; mg:standing standing:supported ; mg:subject ?act ; mg:object ?thing ; mg:status ?status .
  FILTER (?relation IN (rel:establishes, rel:proposes, rel:endorses) && ?status IN (status:extracted, status:reviewed))
}
"""
_ROLE = "https://w3id.org/mandate-graph/concept/participation-role/"
_AS_MEMBER = f"BIND (<{_ROLE}member> AS ?role)"
_AS_CHAIR = f"""?claim mg:role ?word . FILTER (?word IN ("chair", "co-chair", "facilitator"))
  BIND (IRI(CONCAT("{_ROLE}", ?word)) AS ?role)"""
#: Who belongs to a body, and who presides over it, as memberships of the Organization Ontology, one a claim.
_PARTICIPATIONS = tuple(
    f"""
CONSTRUCT {{ ?this a mg:Participation ; org:member ?s ; org:organization ?o ; org:role ?role }} WHERE {{
  {_CLAIM.format(relation=relation)}
  FILTER (CONTAINS(STR(?o), "/id/body/"))
  {role}
  BIND (IRI(CONCAT(STR(?claim), "#participation")) AS ?this)
}}
"""
    for relation, role in (("member_of", _AS_MEMBER), ("chairs", _AS_CHAIR))
)


def queries() -> list[str]:
    """The CONSTRUCT queries that make the shortcuts."""
    found = []
    for relation, predicate, backwards in _SHORTCUTS:
        head = f"?o {predicate} ?s" if backwards else f"?s {predicate} ?o"
        found.append(f"CONSTRUCT {{ {head} }} WHERE {{ {_CLAIM.format(relation=relation)} }}")
    for relation, predicate in _DATED:
        found.append(f"CONSTRUCT {{ ?o {predicate} ?d }} WHERE {{ {_CLAIM.format(relation=relation)} ?claim mg:date ?d }}")
    renamed = _CLAIM.format(relation="renames")
    found.append(f"CONSTRUCT {{ ?new mg:continues ?o }} WHERE {{ {renamed} ?claim mg:becomes ?new FILTER (?new != ?o) }}")
    return [*found, _FULFILS, *_TITLE_BLOCK, _SUPPORTED, *_PARTICIPATIONS]


def derive(store: OxigraphStore, iris: Iris) -> int:
    """Write the graph of shortcuts anew; the number of its triples comes back."""
    graph = ox.NamedNode(iris.graph("derived"))
    triples = dict.fromkeys(triple for query in queries() for triple in store.construct(query))
    store.ox.remove_graph(graph)
    store.ox.extend(ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples)
    return len(triples)
