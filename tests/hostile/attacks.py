"""Queries that nobody means well: each with what may come of it, and whether it runs into the limits."""

# Queries are one line each.
# ruff: noqa: E501

from __future__ import annotations

from dataclasses import dataclass

#: Everything that the limits may do to a query; 0 is a connection that breaks in the middle of the result.
STOPPED = frozenset({0, 413, 504, 507})
REFUSED = frozenset({400})


@dataclass(frozen=True)
class Attack:
    """A query, the statuses that may answer it, and whether it takes until the limits end it."""

    name: str
    query: str
    statuses: frozenset[int] = STOPPED
    long: bool = True


def _cross(n: int) -> str:
    return " . ".join(f"?s{i} ?p{i} ?o{i}" for i in range(n))


def _nested(depth: int) -> str:
    text = "?s ?p ?o"
    for i in range(depth):
        text = f"?s{i} ?p{i} ?o{i} OPTIONAL {{ {text} }}"
    return text


_REFUSED_SERVICE = "SELECT * { %s <http://127.0.0.1:9/> { ?s ?p ?o } }"

ATTACKS = (
    Attack("cross-2-order", f"SELECT * {{ {_cross(2)} }} ORDER BY ?o0 ?o1 LIMIT 1"),
    Attack("cross-3-order", f"SELECT * {{ {_cross(3)} }} ORDER BY ?s0 ?o2 LIMIT 1"),
    Attack("cross-2-rows", f"SELECT * {{ {_cross(2)} }}"),
    Attack("cross-4-count", f"SELECT (COUNT(*) AS ?n) {{ {_cross(4)} }}"),
    Attack("cross-distinct", f"SELECT DISTINCT ?s0 ?s1 ?s2 {{ {_cross(3)} }} OFFSET 100000000"),
    Attack("cross-group", f"SELECT ?s0 ?s1 (COUNT(*) AS ?n) {{ {_cross(3)} }} GROUP BY ?s0 ?s1 ORDER BY ?n LIMIT 1"),
    Attack("cross-concat", f"SELECT (GROUP_CONCAT(STR(?o0)) AS ?x) {{ {_cross(2)} }}"),
    Attack("cross-filter", f"SELECT * {{ {_cross(3)} FILTER (STR(?o0) = CONCAT(STR(?o1), STR(?o2), 'never')) }}"),
    Attack("cross-ask", f"ASK {{ {_cross(3)} FILTER (?o0 < ?o1 && ?o1 < ?o2 && ?o2 < ?o0) }}"),
    Attack("cross-graphs", "SELECT * { GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f } GRAPH ?i { ?x ?y ?z } } ORDER BY ?c ?f LIMIT 1"),
    Attack("path-everything", "SELECT (COUNT(*) AS ?n) { ?a (<urn:a>|!<urn:a>)* ?b . ?b (<urn:a>|!<urn:a>)* ?c }"),
    Attack("path-both-ways", "SELECT (COUNT(*) AS ?n) { ?a ((<urn:a>|!<urn:a>)|^(<urn:a>|!<urn:a>))+ ?b }"),
    Attack("path-nested-stars", "SELECT (COUNT(*) AS ?n) { ?a (((!<urn:a>)*/(!<urn:b>)*)*/(^!<urn:c>)*)* ?b }"),
    Attack("path-long", "SELECT (COUNT(*) AS ?n) { ?a " + "/".join(["(!<urn:a>|^!<urn:a>)"] * 12) + " ?b }"),
    Attack("path-negated-cross", "SELECT * { ?a !(rdf:type|^rdf:type)+ ?b . ?c !(rdf:type)+ ?d } ORDER BY ?d LIMIT 1"),
    Attack("regex-catastrophe", 'SELECT * { ?s ?p ?o . ?a ?b ?c FILTER REGEX(CONCAT(STR(?o), STR(?c)), "^(([a-z])+.)+[A-Z]([a-z])+$") }'
           " ORDER BY ?o LIMIT 1"),
    Attack("regex-huge", f'SELECT * {{ ?s ?p ?o FILTER REGEX(STR(?o), "{"(a?){1000}" * 50}") }}', STOPPED | {200, 400}),
    Attack("regex-per-row", "SELECT (COUNT(*) AS ?n) { ?a mg:text ?x . ?b mg:text ?y FILTER REGEX(?x, ?y) }", STOPPED | {200}),
    Attack("replace-explosion", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o . ?a ?b ?c . BIND (REPLACE(STR(?o), '(.)', '$1$1$1$1$1$1') AS ?x)"
           " FILTER (STRLEN(?x) > 100000000) }"),
    Attack("string-doubling", "SELECT ?z { BIND ('" + "x" * 1000 + "' AS ?a) " + " ".join(
        f"BIND (CONCAT({', '.join(['?' + chr(97 + i)] * 10)}) AS ?{chr(98 + i)})" for i in range(8)) + " BIND (?i AS ?z) }"),
    Attack("values-huge", "SELECT (COUNT(*) AS ?n) { VALUES ?x { " + " ".join(f"<urn:{i}>" for i in range(9000)) + " } ?x ?p ?o }",
           frozenset({200}), long=False),
    Attack("values-cross", "SELECT (COUNT(*) AS ?n) { " + " ".join(
        f"VALUES ?v{i} {{ {' '.join(map(str, range(600)))} }}" for i in range(4)) + " }"),
    Attack("union-many", "SELECT (COUNT(*) AS ?n) { " + " UNION ".join(["{ ?s ?p ?o . ?a ?b ?c }"] * 60) + " }"),
    Attack("optional-nested", f"SELECT * {{ {_nested(8)} }} ORDER BY ?o LIMIT 1"),
    Attack("optional-wide", "SELECT * { ?s ?p ?o " + " ".join(f"OPTIONAL {{ ?s{i} ?p{i} ?o{i} }}" for i in range(6)) + " } ORDER BY ?o5 LIMIT 1"),
    Attack("minus-cross", f"SELECT (COUNT(*) AS ?n) {{ {_cross(2)} MINUS {{ ?s0 ?x ?y . ?s1 ?z ?w }} }}"),
    Attack("not-exists", f"SELECT (COUNT(*) AS ?n) {{ {_cross(2)} FILTER NOT EXISTS {{ ?s0 ?q ?r . ?s1 ?t ?u FILTER (?r = ?u && ?q != ?t) }} }}"),
    Attack("subqueries", "SELECT * { " + " ".join(f"{{ SELECT ?s{i} {{ ?s{i} ?p ?o{i} }} ORDER BY ?o{i} }}" for i in range(4)) + " }"),
    Attack("construct-explosion", f"CONSTRUCT {{ ?s0 ?p0 ?o0 . ?s0 ?p1 ?o1 . ?s1 ?p0 ?o1 . [] ?p1 ?o0 }} WHERE {{ {_cross(2)} }}"),
    Attack("describe-everything", "DESCRIBE * { ?s ?p ?o . ?a ?b ?c }", STOPPED | {200}),
    Attack("braces", "SELECT * { " + "{" * 40_000 + "}" * 40_000 + " }", frozenset({400, 413, 507, 504}), long=False),
    Attack("brackets", "SELECT * { FILTER (" + "(" * 40_000 + "1" + ")" * 40_000 + ") }", frozenset({400, 413, 507, 504}), long=False),
    Attack("ten-megabytes", "SELECT * { " + "?s ?p ?o . " * 900_000 + "}", frozenset({413}), long=False),
    Attack("service", _REFUSED_SERVICE % "SERVICE", REFUSED, long=False),
    Attack("service-escaped", _REFUSED_SERVICE % "\\u0053ERVI\\U00000043E", REFUSED, long=False),
    Attack("service-glued", _REFUSED_SERVICE % "?s ?p 'x'SERVICESILENT#\n", REFUSED, long=False),
    Attack("service-variable", "SELECT * { VALUES ?e { <http://169.254.169.254/> } SERVICE ?e { ?s ?p ?o } }", REFUSED, long=False),
    Attack("service-nested", "SELECT * { { SELECT * { OPTIONAL { FILTER EXISTS { service silent <file:///etc/passwd> { ?s ?p ?o } } } } } }",
           REFUSED, long=False),
    Attack("load", "LOAD <file:///etc/passwd> INTO GRAPH <urn:x>", REFUSED, long=False),
    Attack("drop", "PREFIX a: <urn:a> DROP SILENT ALL", REFUSED, long=False),
    Attack("insert-after", "ASK {} ; INSERT DATA { <urn:a> <urn:b> <urn:c> }", REFUSED, long=False),
    Attack("from-file", "SELECT * FROM <file:///etc/passwd> FROM NAMED <http://127.0.0.1:9/> { ?s ?p ?o }", frozenset({200}), long=False),
)  # fmt: skip
