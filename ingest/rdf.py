"""A reading becomes quads: one named graph a document, holding only what that document says."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pyoxigraph as ox

from graph.iris import Iris
from graph.names import tidy
from graph.vocabulary import DCTERMS, EFFECTS, MG, OA, ORG, PROV, RDF, SKOS, XSD
from ingest.model import Claim, Document, Entity, Evidence, Paragraph, Reading

_A = ox.NamedNode(RDF + "type")
_CLASS = {
    "body": "Body", "post": "Post", "person": "Person", "group": "ActorGroup", "state": "State", "place": "Place",
    "decision": "Decision", "instrument": "Instrument", "document": "Document", "session": "Session", "meeting": "Meeting",
    "fund": "Fund", "system": "InformationSystem", "campaign": "Campaign",
}  # fmt: skip
_CLAIM_CLASS = {
    "finances": "BudgetFigure",
    "counts": "Statistic",
    "proposes": "Proposal",
    "fulfils": "Fulfilment",
}
_EVENT = {
    "establishes": "Establishment",
    "renames": "Redesignation",
    "terminates": "Termination",
    "extends": "Extension",
}
#: Details of a claim that are dates, numbers, texts and things, as the export contract names them.
_DATES = {"date": "date", "start": "start", "end": "end", "as_of": "asOf"}
_NUMBERS = {"amount": "amount", "value": "value"}
_STRINGS = {
    "ordinal": "ordinal",
    "role": "role",
    "measure": "measure",
    "period": "period",
    "unit": "unit",
    "until": "end",
    "donor": "donor",
}
_TEXTS = {"action": "action", "old_name": "oldName", "new_name": "newName"}


def mg(name: str) -> ox.NamedNode:
    return ox.NamedNode(MG + name)


def node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def moment(text: str) -> ox.Literal:
    """A date of the precision printed: xsd:date, xsd:gYearMonth or xsd:gYear; a plain string where it is no date."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            date.fromisoformat(text)
            return ox.Literal(text, datatype=node(XSD + "date"))
        if re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", text):
            return ox.Literal(text, datatype=node(XSD + "gYearMonth"))
        if re.fullmatch(r"\d{4}", text):
            return ox.Literal(text, datatype=node(XSD + "gYear"))
    except ValueError:
        pass
    return ox.Literal(text)


def number(text: str) -> ox.Literal:
    """A decimal. Raises decimal.InvalidOperation where the text is no number: a rule that tells one has read it."""
    return ox.Literal(format(Decimal(text), "f"), datatype=node(XSD + "decimal"))


class Writer:
    """Writes one reading. `tool` is the version of the reading tool, kept on claims."""

    def __init__(self, reading: Reading, iris: Iris | None = None) -> None:
        self.reading = reading
        self.document = reading.document
        self.iris = iris or Iris()
        self.language = self.document.source.language
        self.graph = node(graph_of(self.document, self.iris))
        self.triples: dict[ox.Triple, None] = {}
        self._told: set[str] = set()

    def quads(self) -> list[ox.Quad]:
        """All quads of the document's graph, each once, in the order of the text."""
        self._describe()
        for position, paragraph in enumerate(self.document.paragraphs):
            self._paragraph(paragraph, position)
        for sentence in self.reading.sentences:
            place = node(self.iris.paragraph(self.document.iri, sentence.paragraph.address))
            for mention in sentence.mentions:
                self._entity(mention.entity)
                self._add(place, mg("mentions"), node(mention.entity.iri))
                if printed := tidy(mention.printed):
                    self._add(node(mention.entity.iri), mg("printedAs"), ox.Literal(printed, language=self.language))
        for claim in self.reading.claims:
            self._claim(claim)
        return [ox.Quad(t.subject, t.predicate, t.object, self.graph) for t in self.triples]

    # ---- document ----------------------------------------------------------------------------------------------
    def _describe(self) -> None:
        document, source, masthead = self.document, self.document.source, self.document.masthead
        doc, version = node(document.iri), node(document.version)
        self._add(doc, _A, mg("Document"))
        self._add(doc, node(DCTERMS + "hasVersion"), version)
        self._text(doc, "symbol", masthead.symbol)
        self._text(doc, "jobNumber", masthead.job_number)
        if self.reading.act is not None:
            self._entity(self.reading.act)
            self._add(doc, mg("carries"), node(self.reading.act.iri))
        sidecar = source.sidecar
        for language, text in document.titles.items():
            self._add(doc, node(DCTERMS + "title"), ox.Literal(text, language=language))
        if masthead.distributed:
            self._add(doc, mg("distributedOn"), moment(_distributed(masthead.distributed)))
        self._add(version, _A, mg("DocumentVersion"))
        self._add(version, node(DCTERMS + "isVersionOf"), doc)
        self._add(version, node(DCTERMS + "language"), ox.Literal(self.language))
        self._text(version, "fingerprint", source.fingerprint)
        self._text(version, "fileName", source.name)
        self._add(version, mg("isDigest"), ox.Literal(source.is_digest))
        of = sidecar.get("digest_of") or {}
        if source.is_digest:
            self._text(version, "officialText", str(of.get("symbol") or of.get("job_number") or of.get("id") or ""))

    def _paragraph(self, paragraph: Paragraph, position: int) -> None:
        place = node(self.iris.paragraph(self.document.iri, paragraph.address))
        self._add(place, _A, mg("Paragraph"))
        self._add(place, mg("partOfDocument"), node(self.document.iri))
        self._text(place, "address", paragraph.address)
        if paragraph.label:
            self._text(place, "label", paragraph.label)
        self._add(place, mg("paragraphKind"), node(self.iris.concept("paragraph-kind", paragraph.kind)))
        self._add(place, mg("text"), ox.Literal(paragraph.text, language=self.language))
        self._add(place, mg("textStart"), ox.Literal(paragraph.span.start))
        self._add(place, mg("textEnd"), ox.Literal(paragraph.span.end))
        self._add(place, mg("position"), ox.Literal(position))
        for cut in paragraph.span.cuts(self.document.source.text):
            self._add(place, mg("cutAt"), ox.Literal(cut))
        for predicate, address in (("under", paragraph.under), ("attachedTo", paragraph.attached)):
            if address:
                self._add(place, mg(predicate), node(self.iris.paragraph(self.document.iri, address)))

    # ---- entities ----------------------------------------------------------------------------------------------
    def _entity(self, entity: Entity) -> None:
        """What a thing is, and, where no register describes it, what its form tells of it."""
        if entity.iri in self._told:
            return
        self._told.add(entity.iri)
        this = node(entity.iri)
        properties = dict(entity.properties)
        self._add(this, _A, mg(properties.get("class", _CLASS[entity.kind])))
        if entity.origin == "register":
            return
        preferred: set[str] = set()
        for text, language in entity.labels:
            if not language:
                self._add(this, mg("acronym"), ox.Literal(text))
                continue
            predicate = "altLabel" if language in preferred else "prefLabel"
            preferred.add(language)
            self._add(this, node(SKOS + predicate), ox.Literal(text, language=language))
        if entity.origin == "provisional":
            self._add(this, mg("provisional"), ox.Literal(True))
        for name in ("number", "symbol", "ordinal"):
            if name in properties:
                self._text(this, name, properties[name])
        for name in ("issuer", "heldBy", "place"):
            if name in properties:
                self._add(this, mg(name), node(properties[name]))
        if "start" in properties:
            self._add(this, mg("start"), moment(properties["start"]))

    # ---- claims ------------------------------------------------------------------------------------------------
    def _claim(self, claim: Claim) -> None:
        for entity in (claim.subject, claim.object):
            if entity is not None:
                self._entity(entity)
        evidence = self._evidence(claim.evidence)
        key = (claim.details.get("provision", ""), claim.details.get("amount", ""), claim.details.get("value", ""),
               claim.details.get("measure", ""), claim.details.get("action", ""), claim.details.get("date", ""))  # fmt: skip
        this = node(
            self.iris.claim(
                evidence.value,
                claim.relation,
                claim.subject.iri,
                claim.object.iri if claim.object else "",
                *key,
            )
        )
        kind = _CLAIM_CLASS.get(
            claim.relation,
            "Mandate" if claim.relation in EFFECTS or claim.relation == "mandates" else "Claim",
        )
        self._add(this, _A, mg(kind))
        self._add(this, mg("relation"), node(self.iris.concept("relation", claim.relation)))
        self._add(this, mg("subject"), node(claim.subject.iri))
        if claim.object is not None:
            self._add(this, mg("object"), node(claim.object.iri))
        for name, printed in (
            ("subjectAsPrinted", claim.subject_printed),
            ("objectAsPrinted", claim.object_printed),
        ):
            if printed:
                self._text(this, name, tidy(printed))
        self._add(this, mg("standing"), node(self.iris.concept("standing", claim.standing)))
        self._add(this, mg("status"), node(self.iris.concept("status", "extracted")))
        self._add(this, mg("confidence"), number(f"{claim.confidence:.2f}"))
        self._text(this, "rule", claim.rule)
        self._add(this, mg("claimedIn"), node(self.document.version))
        self._add(this, mg("evidence"), evidence)
        for extra in claim.also:
            self._add(this, mg("evidence"), self._evidence(extra))
        self._details(this, claim)
        if kind == "Mandate":
            self._mandate(this, claim)
        elif kind == "Proposal":
            self._add(this, mg("proposedBy"), node(claim.subject.iri))
        elif kind == "Fulfilment":
            self._fulfilment(this, claim)

    def _details(self, this: ox.NamedNode, claim: Claim) -> None:
        for name, value in claim.details.items():
            if name in _DATES:
                self._add(this, mg(_DATES[name]), moment(value))
            elif name in _NUMBERS:
                self._add(this, mg(_NUMBERS[name]), number(value))
            elif name in _STRINGS:
                self._text(this, _STRINGS[name], value)
            elif name in _TEXTS:
                self._add(this, mg(_TEXTS[name]), ox.Literal(tidy(value), language=self.language))
            elif name in ("place", "becomes"):
                self._add(this, mg(name), node(value))
            elif name == "modality":
                self._add(this, mg("modality"), node(self.iris.concept("modality", value)))
            elif name == "outcome":
                self._add(this, mg("fulfilmentStatus"), node(self.iris.concept("fulfilment-status", value)))
            elif name == "provision":
                self._text(this, "provisionNumber", value)

    def _mandate(self, this: ox.NamedNode, claim: Claim) -> None:
        """The parts that only a mandate has: what confers it, its effect, whom it reaches, what came of it."""
        effect = EFFECTS.get(claim.relation) or claim.details.get("modality") or "request"
        self._add(this, mg("effect"), node(self.iris.concept("effect", effect)))
        if claim.subject.kind in ("decision", "instrument"):
            provision = claim.details.get("provision") if claim.relation != "endorses" else None
            source = self._provision(claim.subject, provision) if provision else node(claim.subject.iri)
            self._add(this, mg("conferredBy"), source)
        else:
            self._add(this, mg("mandator"), node(claim.subject.iri))
        if claim.object is None:
            return
        reach = "addressee" if claim.relation == "mandates" else "target"
        self._add(this, mg(reach), node(claim.object.iri))
        if claim.relation in _EVENT and claim.standing == "asserted":
            self._event(this, claim)

    def _fulfilment(self, this: ox.NamedNode, claim: Claim) -> None:
        """Who did it; and where it is told as not done or only partly, what is lacking, in the same words."""
        self._add(this, mg("doneBy"), node(claim.subject.iri))
        if claim.details.get("outcome") in ("not-done", "partly") and (lacking := claim.details.get("action")):
            self._add(this, mg("shortfall"), ox.Literal(tidy(lacking), language=self.language))

    def _event(self, this: ox.NamedNode, claim: Claim) -> None:
        assert claim.object is not None
        kind = _EVENT[claim.relation]
        # One body begins once and ends once; it may be renamed and prolonged by several acts.
        parts = (claim.object.iri,) if claim.relation in ("establishes", "terminates") else (claim.object.iri, claim.subject.iri)
        event = node(self.iris.event(kind.lower(), *parts))
        self._add(this, mg("resultedIn"), event)
        self._add(event, _A, mg(kind))
        body = node(claim.object.iri)
        if claim.object.kind == "body":
            role = {"establishes": "resultingOrganization", "terminates": "originalOrganization"}.get(claim.relation)
            if role:
                self._add(event, node(ORG + role), body)
        self._add(event, mg("changes"), body)
        if "date" in claim.details:
            self._add(event, mg("date"), moment(claim.details["date"]))

    def _provision(self, act: Entity, provision: str) -> ox.NamedNode:
        this = node(self.iris.provision(act.iri, provision))
        self._add(this, _A, mg("Provision"))
        self._add(this, mg("provisionOf"), node(act.iri))
        self._text(this, "provisionNumber", provision)
        return this

    def _evidence(self, evidence: Evidence) -> ox.NamedNode:
        paragraph = evidence.paragraph
        offsets = paragraph.span.offsets
        start, end = offsets[evidence.start], offsets[evidence.end - 1] + 1
        quotation = tidy(self.document.source.text[start:end])
        iri = self.iris.evidence(self.document.version, paragraph.address, quotation)
        this = node(iri)
        if iri in self._told:
            return this
        self._told.add(iri)
        place = node(self.iris.paragraph(self.document.iri, paragraph.address))
        words = ox.Literal(quotation, language=self.language)
        self._add(this, _A, mg("Evidence"))
        self._add(this, mg("quotation"), words)
        self._add(this, mg("inParagraph"), place)
        self._add(this, mg("inVersion"), node(self.document.version))
        target, quote, position = (node(f"{iri}#{part}") for part in ("target", "quote", "position"))
        self._add(this, node(OA + "hasTarget"), target)
        self._add(target, node(OA + "hasSource"), place)
        self._add(target, node(OA + "hasSelector"), quote)
        self._add(target, node(OA + "hasSelector"), position)
        self._add(quote, _A, node(OA + "TextQuoteSelector"))
        self._add(quote, node(OA + "exact"), ox.Literal(quotation))
        self._add(position, _A, node(OA + "TextPositionSelector"))
        self._add(position, node(OA + "start"), ox.Literal(start))
        self._add(position, node(OA + "end"), ox.Literal(end))
        self._add(this, node(PROV + "wasQuotedFrom"), node(self.document.version))
        return this

    # ---- low level ---------------------------------------------------------------------------------------------
    def _add(self, subject: ox.NamedNode, predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal) -> None:
        self.triples.setdefault(ox.Triple(subject, predicate, value))

    def _text(self, subject: ox.NamedNode, name: str, value: str | None) -> None:
        if value:
            self._add(subject, mg(name), ox.Literal(value))


def graph_of(document: Document, iris: Iris) -> str:
    """The named graph of a document in one language; an official text and a digest of it share the name."""
    local = document.iri.rsplit("/id/doc/", 1)[-1]
    return iris.graph("doc", local, document.source.language)


def quads(reading: Reading, iris: Iris | None = None) -> list[ox.Quad]:
    """The quads of one reading."""
    return Writer(reading, iris).quads()


def _distributed(printed: str) -> str:
    """A distribution date as the masthead prints it, to ISO."""
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    if (match := re.match(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})", printed)) and match[2] in months:
        return f"{match[3]}-{months.index(match[2]) + 1:02d}-{int(match[1]):02d}"
    if match := re.match(r"(\d{4})年(\d{1,2})月(\d{1,2})日", printed):
        return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"
    return printed
