"""The ontology as one page of HTML for people, made from its Turtle files: both languages, an anchor a term, printable.

The page stands by itself: its style is in it, and it loads nothing from anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import VANN
from rdflib.term import Node

from graph.vocabulary import CONCEPT, MG, PREFIXES

LANGUAGES = ("en", "zh")
_TEMPLATE = "docs.html.jinja"
_SCHEMA = PREFIXES["schema"]
_DOMAIN_INCLUDES, _RANGE_INCLUDES = URIRef(_SCHEMA + "domainIncludes"), URIRef(_SCHEMA + "rangeIncludes")
_PREFIXES = {**{name: PREFIXES[name] for name in PREFIXES if not PREFIXES[name].startswith(CONCEPT)}, "vann": str(VANN)}
#: Characteristics of properties, as they are told to people.
_CHARACTERISTICS = {
    OWL.FunctionalProperty: ("functional", "函数性"),
    OWL.AsymmetricProperty: ("asymmetric", "非对称"),
    OWL.IrreflexiveProperty: ("irreflexive", "非自反"),
    OWL.SymmetricProperty: ("symmetric", "对称"),
    OWL.TransitiveProperty: ("transitive", "传递"),
}
_KINDS = (
    (OWL.Class, "classes", "Classes", "类"),
    (OWL.ObjectProperty, "object-properties", "Object properties", "对象属性"),
    (OWL.DatatypeProperty, "datatype-properties", "Datatype properties", "数据属性"),
    (OWL.AnnotationProperty, "annotation-properties", "Annotation properties", "注释属性"),
)


@dataclass(frozen=True)
class Row:
    """One line of a term's table: its heading in both languages and what stands beside it, as HTML."""

    en: str
    zh: str
    items: tuple[Markup, ...]


@dataclass(frozen=True)
class Term:
    """A class, property or concept as it is shown.

    `anchor` is its place on the page, `name` its prefixed name; `labels`, `definitions` and `notes` are by language.
    """

    anchor: str
    name: str
    iri: str
    labels: dict[str, str]
    definitions: dict[str, str]
    notes: dict[str, str]
    examples: tuple[tuple[str, str], ...] = ()
    rows: tuple[Row, ...] = ()
    notation: str = ""


@dataclass(frozen=True)
class Section:
    """All terms of a kind, or all concepts of a scheme, in order."""

    anchor: str
    en: str
    zh: str
    terms: tuple[Term, ...]
    about: Term | None = None
    collections: tuple[tuple[Term, tuple[Markup, ...]], ...] = field(default=())


def render(paths: Iterable[Path]) -> str:
    """The HTML page for the ontology that these Turtle files make up."""
    graph = Graph()
    for path in paths:
        graph.parse(path, format="turtle")
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = _Page(graph)
    return environment.get_template(_TEMPLATE).render(
        ontology=page.ontology(),
        kinds=list(page.kinds()),
        schemes=list(page.schemes()),
        foreign=list(page.foreign()),
        prefixes=sorted(_PREFIXES.items()),
        languages=LANGUAGES,
    )


class _Page:
    """What the template asks of the graph."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    # ---- the parts of the page ---------------------------------------------------------------------------------
    def ontology(self) -> dict[str, object]:
        """The ontology's own description: title and abstract by language, and its facts as rows."""
        this = next(self.graph.subjects(RDF.type, OWL.Ontology))
        facts = (
            ("IRI", "标识符", (this,)),
            ("This version", "本版本", self.graph.objects(this, OWL.versionIRI)),
            ("Version", "版本号", self.graph.objects(this, OWL.versionInfo)),
            ("Creator", "创建者", self.graph.objects(this, DCTERMS.creator)),
            ("Licence", "许可", self.graph.objects(this, DCTERMS.license)),
            ("Preferred prefix", "首选前缀", self.graph.objects(this, VANN.preferredNamespacePrefix)),
            ("Namespace", "命名空间", self.graph.objects(this, VANN.preferredNamespaceUri)),
        )
        return {
            "titles": self._by_language(this, DCTERMS.title),
            "abstracts": self._by_language(this, DCTERMS.description),
            "rows": [self._row(en, zh, nodes) for en, zh, nodes in facts],
        }

    def kinds(self) -> Iterator[Section]:
        """The project's own classes and properties, kind by kind, sorted by name."""
        for kind, anchor, en, zh in _KINDS:
            own = sorted(term for term in self._named(RDF.type, kind) if term.startswith(MG))
            rows: Callable[[URIRef], list[Row]] = self._class_rows if kind == OWL.Class else self._property_rows
            yield Section(anchor, en, zh, tuple(self._term(term, rows(term)) for term in own))

    def schemes(self) -> Iterator[Section]:
        """The SKOS schemes with their concepts, sorted by IRI."""
        for scheme in sorted(self._named(RDF.type, SKOS.ConceptScheme)):
            concepts = sorted(self._named(SKOS.inScheme, scheme))
            about = self._term(scheme, [self._row("Source", "来源", self.graph.objects(scheme, DCTERMS.source))])
            gathered = tuple(
                (
                    self._term(one, []),
                    tuple(self._show(member) for member in sorted(self.graph.objects(one, SKOS.member), key=str)),
                )
                for one in sorted(self._named(RDF.type, SKOS.Collection))
                if one.startswith(f"{scheme}/")
            )
            yield Section(
                about.anchor, about.labels["en"], about.labels["zh"],
                tuple(self._term(concept, []) for concept in concepts), about, gathered,
            )  # fmt: skip

    def foreign(self) -> Iterator[tuple[str, list[Markup]]]:
        """The declared terms of other vocabularies, kind by kind."""
        for kind, _, en, _zh in _KINDS:
            yield en, [self._show(term) for term in sorted(self._named(RDF.type, kind)) if not term.startswith(MG)]

    # ---- terms -------------------------------------------------------------------------------------------------
    def _term(self, iri: URIRef, rows: list[Row]) -> Term:
        examples = (
            (str(value), value.language or "") for value in self.graph.objects(iri, SKOS.example) if isinstance(value, Literal)
        )
        is_term = iri.startswith(MG)
        return Term(
            anchor=_anchor(iri),
            name=_name(iri),
            iri=str(iri),
            labels=self._by_language(iri, RDFS.label if is_term else SKOS.prefLabel),
            definitions=self._by_language(iri, SKOS.definition),
            notes=self._by_language(iri, SKOS.scopeNote),
            examples=tuple(sorted(examples, key=lambda pair: (pair[1], pair[0]))),
            rows=tuple(row for row in rows if row.items),
            notation=str(self.graph.value(iri, SKOS.notation) or ""),
        )

    def _class_rows(self, iri: URIRef) -> list[Row]:
        graph = self.graph
        return [
            self._row("Same as", "等同于", graph.objects(iri, OWL.equivalentClass)),
            self._row("Subclass of", "上级类", graph.objects(iri, RDFS.subClassOf)),
            self._row("Subclasses", "下级类", self._named(RDFS.subClassOf, iri)),
            self._row("Disjoint with", "与之互斥", self._disjoint(iri)),
            self._row("Properties", "其属性", self._users(iri, RDFS.domain, _DOMAIN_INCLUDES)),
            self._row("Value of", "作为取值", self._users(iri, RDFS.range, _RANGE_INCLUDES)),
            *self._common_rows(iri),
        ]

    def _property_rows(self, iri: URIRef) -> list[Row]:
        graph = self.graph
        types = set(graph.objects(iri, RDF.type))
        told = [words for kind, words in _CHARACTERISTICS.items() if kind in types]
        chains = (
            Markup(" ∘ ").join(self._show(step) for step in Collection(graph, chain))
            for chain in graph.objects(iri, OWL.propertyChainAxiom)
        )
        return [
            Row("Characteristics", "特性", tuple(Markup("{} {}").format(en, zh) for en, zh in sorted(told))),
            self._row("Subproperty of", "上级属性", graph.objects(iri, RDFS.subPropertyOf)),
            self._row("Subproperties", "下级属性", self._named(RDFS.subPropertyOf, iri)),
            Row("Follows from", "可由此推出", tuple(chains)),
            self._row("Domain", "定义域", graph.objects(iri, RDFS.domain)),
            self._row("Range", "值域", graph.objects(iri, RDFS.range)),
            self._row("Used on", "用于", graph.objects(iri, _DOMAIN_INCLUDES)),
            self._row("Expected values", "预期取值", graph.objects(iri, _RANGE_INCLUDES)),
            *self._common_rows(iri),
        ]

    def _common_rows(self, iri: URIRef) -> list[Row]:
        return [
            self._row("See also", "另见", self.graph.objects(iri, RDFS.seeAlso)),
            self._row("Source of definition", "定义来源", self.graph.objects(iri, DCTERMS.source)),
        ]

    def _row(self, en: str, zh: str, nodes: Iterable[Node]) -> Row:
        return Row(en, zh, tuple(sorted((self._show(node) for node in nodes), key=lambda shown: shown.striptags().casefold())))

    # ---- the graph ---------------------------------------------------------------------------------------------
    def _named(self, predicate: URIRef, value: Node) -> set[URIRef]:
        return {node for node in self.graph.subjects(predicate, value) if isinstance(node, URIRef)}

    def _by_language(self, iri: Node, predicate: URIRef) -> dict[str, str]:
        values = (value for value in self.graph.objects(iri, predicate) if isinstance(value, Literal))
        found = {value.language or "": str(value) for value in values}
        return {language: found[language] for language in LANGUAGES if language in found}

    def _disjoint(self, iri: URIRef) -> set[Node]:
        groups = [set(self._members(axiom, OWL.members)) for axiom in self.graph.subjects(RDF.type, OWL.AllDisjointClasses)]
        return {member for group in groups if iri in group for member in group} - {iri}

    def _users(self, iri: URIRef, axiom: URIRef, annotation: URIRef) -> set[URIRef]:
        """The properties that name a class in an axiom, alone or in a union, or in an annotation."""
        found = self._named(axiom, iri) | self._named(annotation, iri)
        for user, value in self.graph.subject_objects(axiom):
            if isinstance(value, BNode) and isinstance(user, URIRef) and iri in self._members(value, OWL.unionOf):
                found.add(user)
        return found

    def _members(self, node: Node, predicate: URIRef) -> list[Node]:
        head = self.graph.value(node, predicate)
        return [] if head is None else list(Collection(self.graph, head))

    def _show(self, node: Node) -> Markup:
        """A node as HTML: a link for a name, words for a class expression."""
        if isinstance(node, URIRef):
            href = "#" + _anchor(node) if str(node).startswith((MG, CONCEPT)) else str(node)
            return Markup('<a href="{}"><code>{}</code></a>').format(href, _name(node))
        if isinstance(node, Literal):
            return Markup("<span{}>{}</span>").format(
                Markup(' lang="{}"').format(node.language) if node.language else "", str(node)
            )
        if members := self._members(node, OWL.unionOf):
            return Markup(" <em>or</em> ").join(self._show(member) for member in members)
        if (filler := self.graph.value(node, OWL.someValuesFrom)) is not None:
            on = self.graph.value(node, OWL.onProperty)
            assert on is not None
            return Markup("{} <em>some</em> {}").format(self._show(on), self._show(filler))
        if (base := self.graph.value(node, OWL.onDatatype)) is not None:
            facets = [pair for facet in self._members(node, OWL.withRestrictions) for pair in self.graph.predicate_objects(facet)]
            told = Markup(", ").join(Markup("{} {}").format(_name(name), str(value)) for name, value in sorted(facets, key=str))
            return Markup("{} ({})").format(self._show(base), told)
        return escape(str(node))


def _name(iri: Node) -> str:
    """`mg:Body` for an IRI in a known namespace, `relation/establishes` for a concept, else the IRI."""
    text = str(iri)
    if text.startswith(CONCEPT):
        return text.removeprefix(CONCEPT)
    for prefix, namespace in _PREFIXES.items():
        if text.startswith(namespace) and len(text) > len(namespace):
            return f"{prefix}:{text.removeprefix(namespace)}"
    return text


def _anchor(iri: URIRef) -> str:
    """The fragment of a term (`Body`, as in its IRI), or `concept.relation.establishes` for a concept."""
    text = str(iri)
    return text.removeprefix(MG) if text.startswith(MG) else "concept." + text.removeprefix(CONCEPT).replace("/", ".")
