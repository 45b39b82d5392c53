"""A small data set with all that back ends may treat differently, and questions with the rows that must come."""

# Cases are one line each.
# ruff: noqa: E501

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

_DATA = """
@prefix : <http://e.org/> .
@prefix mg: <https://w3id.org/mandate-graph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
GRAPH :g1 {
  :lake a mg:Body ; skos:prefLabel "湖泊小组"@zh, "Lake Group"@en, "Lake Group"@en-GB ; mg:establishedOn "2001-02-03"^^xsd:date ;
    mg:amount 12.50, "1e3"^^xsd:double ; mg:ordinal 7 ; :flag true ; :note "two\\nlines\\t\\"quoted\\" \\\\ back" .
  :sea a mg:Body ; skos:prefLabel "海洋小组"@zh ; mg:continues :lake ; mg:establishedOn "1999"^^xsd:gYear ; mg:ordinal -3 .
  :pond mg:continues :sea ; :note "" .
  [] a mg:Claim ; mg:subject :lake ; mg:object :sea .
}
GRAPH :g2 {
  :lake skos:altLabel "LG" ; :odd "x"^^:own ; :when "2020-01-31T10:00:00Z"^^xsd:dateTime ; :when2 "2020-02"^^xsd:gYearMonth .
  <http://e.org/水> :note "汞 🌍 é"@zh ; :link <http://e.org/a%20b?c=d&e=f#g> .
  :sea a mg:Body .
}
"""
_PARSED = list(ox.parse(_DATA.encode(), format=ox.RdfFormat.TRIG))
GRAPHS: dict[str, list[ox.Triple]] = {
    f"http://e.org/{name}": [q.triple for q in _PARSED if q.graph_name == ox.NamedNode(f"http://e.org/{name}")]
    for name in ("g1", "g2")
}


@dataclass(frozen=True)
class Case:
    """A SELECT query and its rows as N-Triples writes terms; `:` is http://e.org/, `_:` any blank node."""

    name: str
    query: str
    rows: tuple[str, ...]


def _case(name: str, query: str, *rows: str) -> Case:
    return Case(name, "PREFIX : <http://e.org/> " + query, rows)


_XSD = "http://www.w3.org/2001/XMLSchema#"
_INT, _DEC, _DBL = f"^^<{_XSD}integer>", f"^^<{_XSD}decimal>", f"^^<{_XSD}double>"
CASES = (
    _case("union", "SELECT ?l { :lake skos:prefLabel|skos:altLabel ?l }", '"湖泊小组"@zh', '"Lake Group"@en', '"Lake Group"@en-gb', '"LG"'),
    _case("our-prefixes", "SELECT ?s { ?s mg:continues :lake }", ":sea"),
    _case("own-prefix-wins", "PREFIX mg: <http://e.org/> SELECT ?o { :lake mg:flag ?o }", f'"true"^^<{_XSD}boolean>'),
    _case("language", "SELECT ?l { :lake skos:prefLabel ?l FILTER (LANG(?l) = 'zh') }", '"湖泊小组"@zh'),
    _case("langmatches", "SELECT ?l { :lake skos:prefLabel ?l FILTER LANGMATCHES(LANG(?l), 'en') }", '"Lake Group"@en', '"Lake Group"@en-gb'),
    _case("tag-is-part-of-the-term", 'SELECT ?s { ?s skos:prefLabel "Lake Group" }'),
    _case("tagged-term", 'SELECT ?s { ?s skos:prefLabel "Lake Group"@en }', ":lake"),
    _case("simple-literal-is-a-string", f'SELECT ?s {{ ?s skos:altLabel "LG"^^<{_XSD}string> }}', ":lake"),
    _case("date", "SELECT ?d { :lake mg:establishedOn ?d }", f'"2001-02-03"^^<{_XSD}date>'),
    _case("year", "SELECT ?d { :sea mg:establishedOn ?d }", f'"1999"^^<{_XSD}gYear>'),
    _case("year-and-month", "SELECT ?d { :lake :when2 ?d }", f'"2020-02"^^<{_XSD}gYearMonth>'),
    _case("date-and-time", "SELECT ?d { :lake :when ?d }", f'"2020-01-31T10:00:00Z"^^<{_XSD}dateTime>'),
    _case("compare-dates", f'SELECT ?s {{ ?s mg:establishedOn ?d FILTER (?d < "2002-01-01"^^<{_XSD}date>) }}', ":lake"),
    _case("year-of", "SELECT (YEAR(?d) AS ?y) { :lake :when ?d }", f'"2020"{_INT}'),
    _case("integers", "SELECT ?s ?n { ?s mg:ordinal ?n }", f':lake "7"{_INT}', f':sea "-3"{_INT}'),
    _case("numbers-by-value", "SELECT ?n { :lake mg:amount ?n }", f'"12.5"{_DEC}', f'"1000"{_DBL}'),
    _case("compare-numbers", "SELECT ?n { :lake mg:amount ?n FILTER (?n > 100) }", f'"1000"{_DBL}'),
    _case("arithmetic", "SELECT (?n * 2 + 1 AS ?m) { :lake mg:ordinal ?n }", f'"15"{_INT}'),
    _case("boolean", "SELECT ?b { :lake :flag ?b }", f'"true"^^<{_XSD}boolean>'),
    _case("own-datatype", "SELECT ?o { :lake :odd ?o }", '"x"^^<http://e.org/own>'),
    _case("datatype-of", "SELECT (DATATYPE(?o) AS ?t) { :lake :odd ?o }", ":own"),
    _case("escapes", "SELECT ?o { :lake :note ?o }", '"two\\nlines\\t\\"quoted\\" \\\\ back"'),
    _case("empty-text", "SELECT ?o { :pond :note ?o }", '""'),
    _case("all-scripts", "SELECT ?s ?o { ?s :note ?o FILTER CONTAINS(?o, '🌍') }", '<http://e.org/水> "汞 🌍 é"@zh'),
    _case("length-in-characters", "SELECT (STRLEN(?o) AS ?n) { <http://e.org/水> :note ?o }", f'"5"{_INT}'),
    _case("iri-kept-as-written", "SELECT ?o { <http://e.org/水> :link ?o }", "<http://e.org/a%20b?c=d&e=f#g>"),
    _case("blank-node", "SELECT ?c { ?c a mg:Claim }", "_:"),
    _case("blank-node-joins", "SELECT ?s ?o { ?c mg:subject ?s ; mg:object ?o }", ":lake :sea"),
    _case("optional", "SELECT ?s ?o { ?s mg:continues ?x OPTIONAL { ?s mg:ordinal ?o } }", f':sea "-3"{_INT}', ":pond -"),
    _case("union-of-patterns", "SELECT ?s { { ?s mg:ordinal 7 } UNION { ?s :note '' } }", ":lake", ":pond"),
    _case("minus", "SELECT ?s { ?s a mg:Body MINUS { ?s mg:continues ?x } }", ":lake"),
    _case("not-exists", "SELECT ?s { ?s mg:continues ?x FILTER NOT EXISTS { ?s a mg:Body } }", ":pond"),
    _case("exists", "SELECT DISTINCT ?s { ?s a mg:Body FILTER EXISTS { ?s skos:altLabel ?x } }", ":lake"),
    _case("path-plus", "SELECT ?x { :pond mg:continues+ ?x }", ":sea", ":lake"),
    _case("path-star", "SELECT ?x { :pond mg:continues* ?x }", ":pond", ":sea", ":lake"),
    _case("path-inverse", "SELECT ?x { :lake ^mg:continues ?x }", ":sea"),
    _case("path-sequence", "SELECT ?l { :pond mg:continues/skos:prefLabel ?l }", '"海洋小组"@zh'),
    _case("path-alternative", "SELECT ?x { ?c mg:subject|mg:object ?x FILTER ISBLANK(?c) }", ":lake", ":sea"),
    _case("path-negated", "SELECT ?x { :pond !(mg:continues) ?x }", '""'),
    _case("graph", "SELECT ?g { GRAPH ?g { :lake skos:altLabel ?x } }", ":g2"),
    _case("graph-named", "SELECT ?o { GRAPH :g2 { :sea ?p ?o } }", "<https://w3id.org/mandate-graph/ontology#Body>"),
    _case("graphs-that-say-it", "SELECT ?g { GRAPH ?g { :sea a mg:Body } }", ":g1", ":g2"),
    _case("from", "SELECT ?l FROM :g2 { :lake skos:prefLabel|skos:altLabel ?l }", '"LG"'),
    _case("from-named", "SELECT ?g FROM NAMED :g2 { GRAPH ?g { :sea a mg:Body } }", ":g2"),
    _case("from-named-leaves-no-default", "SELECT ?s FROM NAMED :g2 { ?s a mg:Body }"),
    _case("count", "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a mg:Body }", f'"2"{_INT}'),
    _case("sum", "SELECT (SUM(?n) AS ?m) { ?s mg:ordinal ?n }", f'"4"{_INT}'),
    _case("min-and-max", "SELECT (MIN(?n) AS ?a) (MAX(?n) AS ?b) { ?s mg:ordinal ?n }", f'"-3"{_INT} "7"{_INT}'),
    _case("group", "SELECT ?s (COUNT(?l) AS ?n) { ?s skos:prefLabel ?l } GROUP BY ?s", f':lake "3"{_INT}', f':sea "1"{_INT}'),
    _case("having", "SELECT ?s { ?s skos:prefLabel ?l } GROUP BY ?s HAVING (COUNT(?l) > 1)", ":lake"),
    _case("group-concat", "SELECT (GROUP_CONCAT(?x; SEPARATOR='+') AS ?t) { VALUES ?x { 'a' } }", '"a"'),
    _case("count-of-nothing", "SELECT (COUNT(*) AS ?n) { :never ?p ?o }", f'"0"{_INT}'),
    _case("subquery", "SELECT ?s ?l { { SELECT ?s { ?s mg:ordinal ?n } ORDER BY ?n LIMIT 1 } ?s skos:prefLabel ?l }", ':sea "海洋小组"@zh'),
    _case("values", "SELECT ?s ?o { VALUES (?s ?o) { (:lake UNDEF) (UNDEF 1) } }", ":lake -", f'- "1"{_INT}'),
    _case("bind", "SELECT ?x { BIND (CONCAT('水', 'x') AS ?x) }", '"水x"'),
    _case("if-and-coalesce", "SELECT (COALESCE(1/0, IF(true, 'a', 'b')) AS ?x) {}", '"a"'),
    _case("error-leaves-unbound", "SELECT (1/0 AS ?x) {}", "-"),
    _case("regex", "SELECT ?l { ?s skos:prefLabel ?l FILTER REGEX(?l, '^l.*p$', 'i') }", '"Lake Group"@en', '"Lake Group"@en-gb'),
    _case("replace", "SELECT (REPLACE('abc', 'b(.)', '$1') AS ?x) {}", '"ac"'),
    _case("substring", "SELECT (SUBSTR('湖泊小组', 2, 2) AS ?x) {}", '"泊小"'),
    _case("hash", "SELECT (SHA256('a') AS ?x) {}", '"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"'),
    _case("encode", "SELECT (ENCODE_FOR_URI('水 /') AS ?x) {}", '"%E6%B0%B4%20%2F"'),
    _case("iri-of-text", "SELECT (IRI('http://e.org/x') AS ?x) {}", ":x"),
    _case("limit-and-offset", "SELECT ?x { VALUES ?x { 3 1 2 } } ORDER BY ?x LIMIT 1 OFFSET 1", f'"2"{_INT}'),
    _case("distinct", "SELECT DISTINCT ?t { ?s a ?t FILTER (?s = :sea) }", "<https://w3id.org/mandate-graph/ontology#Body>"),
    _case("keywords-in-text", "SELECT ?x { BIND ('FROM <http://e.org/g2> WHERE {' AS ?x) }", '"FROM <http://e.org/g2> WHERE {"'),
    _case("comment-first", "# SELECT nothing\nSELECT ?s { ?s mg:ordinal 7 } # CONSTRUCT", ":lake"),
)  # fmt: skip
