"""Asked, done, lacking: what a decision or a paragraph of one wants, what documents tell was done, what they say is missing.

Done is what a document tells as fulfilment, or as an act told under a heading of that paragraph, or, in a report that was
prepared under the decision, in a paragraph on the same matter. Lacking is a sentence of these paragraphs that says so in words
(limited, not yet, challenges …); no gap is inferred from silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from answers.facts import Fact, bound
from answers.inquiry import Inquiry
from answers.language.glossary import among, notions
from answers.language.normal import normal
from answers.linking.provisions import provisions
from answers.lookups import Lookups
from answers.model import Citation, Question
from answers.names import Names
from answers.passages import Passage, Passages
from answers.phrases import source, verb
from graph.store import Store, value

State = Literal["asked", "done", "lacking"]
#: Words by which a text says that something is missing, in either language.
_LACKING = re.compile(
    r"尚未|未能|仍然有限|仍然存在|仍是一项挑战|不足|有限|缺乏|有待|没有取得|未请求|挑战|还没有|未列入|不到|遗留|尚待|将(?:于|向).{0,40}(?:完成|提交)|需要(?:可靠|建立)|体系分散|仍然需要"
    r"|\bnot yet\b|\bremain(?:s|ed)? (?:limited|a challenge|open|to be)|\binsufficient|\black(?:s|ed|ing)? |\bunable to\b|\bhave not\b|\bhas not\b|\bchallenges?\b|\bhowever\b|\bfragmented\b|\bfurther action\b"
)
_DONE = re.compile(r"了|已|正在|继续|通过|完成|\b(?:has|have|had|was|were)\b|\w+ed\b")
#: Notions too common in these texts to tie a deed to a request.
_COMMON = frozenset(
    """environment report progress implement ask submit support functions governance entities countries resources nation region coordination
    system-wide review agree complete develop produce share decision endorse approved increase new members begin urge encourage invite authorise option proposal sustainable-development
    sustainability unit team summary annex plan strategy framework consultation""".split()  # noqa: SIM905
)
#: What an act does by itself: where a text tells it, it is done.
_ITSELF = ("establishes", "terminates", "extends", "renames", "adopts")
_DEEDS = """
SELECT ?document ?claim ?act ?thing ?relation ?standing ?status ?confidence ?date ?provision ?action ?quote ?paragraph ?file ?digest ?symbol WHERE {
  ?version dcterms:isVersionOf ?document ; mg:fileName ?file ; mg:isDigest ?digest .
  ?claim mg:claimedIn ?version ; mg:relation ?relation ; mg:subject ?act ; mg:standing ?standing ; mg:status ?status ; mg:confidence ?confidence .
  FILTER (?standing = standing:asserted)
  FILTER (?relation IN (rel:establishes, rel:terminates, rel:extends, rel:adopts, rel:endorses, rel:changes, rel:produces, rel:submitted_to, rel:fulfils, rel:succeeds))
  OPTIONAL { ?claim mg:object ?thing } OPTIONAL { ?claim mg:date ?date } OPTIONAL { ?claim mg:provisionNumber ?provision }
  OPTIONAL { ?claim mg:action ?action }
  ?claim mg:evidence ?evidence . ?evidence mg:quotation ?quote ; mg:inParagraph ?place . ?place mg:address ?paragraph .
  OPTIONAL { ?document mg:symbol ?symbol }
}
"""


@dataclass(frozen=True)
class Cell:
    """One cell of the table: what is asked, done or lacking, where that stands, and the claim or sentence behind it."""

    state: State
    provision: str
    text: str
    place: str
    fact: Fact

    def context(self, ask: Inquiry) -> str:
        """The whole paragraph that the cell stands in, with the headings above it."""
        citation = self.fact.citation
        place = ask.passages.at(citation.document, citation.paragraph) if citation else None
        return f"{self.text} {place.text} {place.heading}" if place is not None else self.text

    def to_row(self) -> dict[str, str]:
        citation = self.fact.citation
        row = {
            "state": self.state,
            "provision": self.provision,
            "text": self.text,
            "date": self.fact.date,
            "document": citation.label if citation else "",
            "document_iri": citation.document if citation else "",
            "paragraph": citation.paragraph if citation else "",
            "quote": citation.quote if citation else "",
        }
        return {k: v for k, v in row.items() if v}


def provisions_of(ask: Inquiry, act: str) -> list[str]:
    """The paragraphs of an act of which the documents tell that something was asked or done, in order."""
    told = [*ask.run("asked", by=act).done, *ask.run("acts-of", by=act).done, *ask.run("fulfilments", of=act).done]
    names = {x.provision for x in told if x.provision}
    names |= {
        p
        for doc in _reports(ask, act)
        for passage in _passages(ask, doc)
        if passage.kind == "heading"
        for p in _own(passage, names)
    }
    return sorted(names, key=lambda p: [int(n) if n.isdigit() else n for n in re.findall(r"\d+|[a-z]+", p)].__repr__())


def progress(ask: Inquiry, act: str, provision: str = "") -> list[Cell]:
    """The cells for an act, or for one paragraph of it; empty where the documents tell nothing of it."""
    asked = [x for x in (*ask.run("asked", by=act).done, *ask.run("acts-of", by=act).done) if _is(x.provision, provision)]
    done = [x for x in ask.run("fulfilments", of=act).done if _is(x.provision, provision)]
    cells = [_cell(ask, "asked", x, _request(ask, x)) for x in asked]
    cells += [
        _cell(
            ask,
            "done",
            x,
            f"{ask.name(x.act)}：{x.get('action')}" if ask.language == "zh" else f"{ask.name(x.act)}: {x.get('action')}",
        )
        for x in done
    ]
    cells += [
        _cell(ask, "done", x, x.citation.quote)
        for x in asked
        if x.relation in _ITSELF and x.citation and _DONE.search(x.citation.quote)
    ]
    sections = _sections(ask, act, provision) if provision else []
    matter = _Matter.of(ask, asked)
    about = sections or list(_on_the_matter(ask, act, matter)) or _around(ask, done, asked)
    if sections:
        cells += [_cell(ask, "asked", _as_fact(ask, p), p.text) for p in sections if p.kind == "heading" and _own(p, [provision])]
    told = {c.fact.citation.quote for c in cells if c.fact.citation}

    for passage in (p for p in about if p.kind != "heading"):
        under = bool(sections) or matter.is_of(ask, _heading(passage))
        whole = under or matter.is_of(ask, passage.text)
        deeds = [
            x
            for x in _deeds(ask, passage)
            if x.citation and x.citation.quote not in told and _on_it(ask, matter, x.citation.quote, provision, under)
        ]
        if sections and not deeds and not any(c.fact.citation and c.fact.citation.paragraph == passage.address for c in cells):
            # In a report on a paragraph, what stands under its heading is told as done, unless it says otherwise.
            cells += [
                _cell(ask, "done", _as_fact(ask, passage, s), s)
                for s in passage.sentences
                if _DONE.search(s) and not _LACKING.search(s.lower())
            ][:2]
        told |= {x.citation.quote for x in deeds if x.citation}
        cells += [_cell(ask, "done", x, x.citation.quote if x.citation else "") for x in deeds]
        cells += [
            _cell(ask, "lacking", _as_fact(ask, passage, s), s)
            for s in lacking_of(passage)
            if _on_it(ask, matter, s, provision, whole)
        ]
    if sections and not any(c.state == "lacking" for c in cells):
        cells += [_cell(ask, "lacking", _as_fact(ask, p, s), s) for p in _overall(ask, act, provision) for s in lacking_of(p)]
    return cells if any(c.state != "lacking" for c in cells) else []


COLUMNS = ("provision", "state", "text", "date", "document", "paragraph", "quote")


def table(
    store: Store, names: Names, act: str, provisions_wanted: Sequence[str] = (), language: str = "en"
) -> Iterator[dict[str, str]]:
    """The cells of an act, paragraph after paragraph, as rows: asked, then done, then lacking. Empty for an unknown act."""
    question = Question("", language, "", "", ())
    ask = Inquiry(store, names, question, Passages(store, names), Lookups(store, names))
    wanted = list(provisions_wanted) or provisions_of(ask, act)
    order = ("asked", "done", "lacking")
    for provision in wanted or [""]:
        seen: set[tuple[str, str, str]] = set()
        for cell in sorted(progress(ask, act, provision), key=lambda c: order.index(c.state)):
            row = {**cell.to_row(), "provision": provision or cell.provision}
            key = (row["state"], row["text"], row.get("paragraph", ""))
            if key not in seen:
                seen.add(key)
                yield row


def _is(own: str, wanted: str) -> bool:
    return not wanted or own == wanted or own.startswith(f"{wanted}(")


def _own(passage: Passage, names: Iterable[str]) -> list[str]:
    heads = {n.split("(")[0] for n in names}
    return [p for p in provisions(normal(passage.text))[0] if p.split("(")[0] in heads]


def _request(ask: Inquiry, x: Fact) -> str:
    if x.relation != "mandates":
        return x.citation.quote if x.citation else ""
    return f"{verb(x.get('modality'), ask.language)}{'' if ask.language == 'zh' else ' '}{ask.name(x.thing)}：{x.get('action')}"


def _cell(ask: Inquiry, state: State, fact: Fact, text: str) -> Cell:
    return Cell(state, fact.provision, text.rstrip("。；"), source(fact.citation, ask.language), fact)


def _as_fact(ask: Inquiry, passage: Passage, quote: str = "") -> Fact:
    """A passage in the clothes of a fact: for cells that rest on a sentence and not on a claim."""
    label = passage.label if "/id/" not in passage.label else ask.name(passage.document)
    words = ask.passages.verbatim(passage, quote or passage.text)
    citation = Citation(passage.document, label, passage.file, passage.address, words, passage.digest)
    return Fact("", "", "", "asserted", "extracted", 0.6, "", "", citation, "passage")


def lacking_of(passage: Passage) -> list[str]:
    """The sentences of a passage that say that something is missing."""
    return [s for s in passage.sentences if _LACKING.search(s.lower())]


def _reports(ask: Inquiry, act: str) -> list[str]:
    """Documents that tell what was done under an act, or were prepared under it."""
    found = dict.fromkeys(x.citation.document for x in ask.run("fulfilments", of=act).done if x.citation)
    found |= dict.fromkeys(x.act for x in ask.run("basis", of=act).done if "/id/doc/" in x.act)
    return list(found)


def _passages(ask: Inquiry, document: str) -> list[Passage]:
    return ask.passages.of(document)


def _sections(ask: Inquiry, act: str, provision: str) -> list[Passage]:
    """The headings that name a paragraph of an act in a report on it, and the paragraphs under them."""
    found = []
    for document in _reports(ask, act):
        passages = _passages(ask, document)
        heads = {p.text for p in passages if p.kind == "heading" and provision in _own(p, [provision])}
        found += [p for p in passages if p.text in heads or (heads & set(p.heading.split(" / ")))]
    return found


@dataclass(frozen=True)
class _Matter:
    """What is asked: its telling notions, each with how rare it is, and the texts and systems that the asking words name."""

    notions: dict[str, float]
    texts: frozenset[str]

    @classmethod
    def of(cls, ask: Inquiry, asked: Sequence[Fact]) -> _Matter:
        words = [normal(x.get("action") or (x.citation.quote if x.citation else "")) for x in asked]
        found = {name for text in words for name in notions(text)} - _COMMON
        places = [ask.passages.at(x.citation.document, x.citation.paragraph) for x in asked if x.citation]
        mentioned = {t for p in places if p is not None for t in p.mentions if "/id/instrument/" in t or "/id/system/" in t}
        named = frozenset(t for t in mentioned if any(ask.names.named_in(text, t) for text in words))
        return cls({name: ask.passages.rarity(name, 0.5) for name in found}, named)

    def is_of(self, ask: Inquiry, sentence: str) -> bool:
        """Whether a sentence is on the matter: it names a text that is asked for, or has most of what the notions tell, and two."""
        text = normal(sentence)
        if any(ask.names.named_in(text, t) for t in self.texts):
            return True
        shared = among(text, self.notions)
        weight = sum(self.notions[name] for name in shared)
        return len(shared) >= min(2, len(self.notions)) and weight > 0.6 * sum(self.notions.values())


def _on_the_matter(ask: Inquiry, act: str, matter: _Matter) -> list[Passage]:
    """In the reports prepared under an act, the paragraphs with a sentence on the matter that it asks for."""
    if not matter.notions and not matter.texts:
        return []
    near = [p for document in _reports(ask, act) for p in _passages(ask, document) if p.kind != "heading"]
    return [p for p in near if any(matter.is_of(ask, s) for s in (_heading(p), *p.sentences))]


def _heading(passage: Passage) -> str:
    """The innermost heading above a paragraph."""
    return passage.heading.split(" / ")[0]


def _on_it(ask: Inquiry, matter: _Matter, sentence: str, provision: str, within: bool) -> bool:
    """Whether a sentence is on what is asked, by itself or because it stands `within` what is, and not on another paragraph."""
    return (within or matter.is_of(ask, sentence)) and not _of_another(sentence, provision)


def _of_another(sentence: str, provision: str) -> bool:
    """Whether a sentence names paragraphs, and not this one."""
    named = provisions(normal(sentence))[0]
    return bool(provision and named) and not any(_is(n, provision) or _is(provision, n) for n in named)


def _overall(ask: Inquiry, act: str, provision: str) -> list[Passage]:
    """In a report with a section on a paragraph, what is said of the paragraph as a whole, outside all such sections."""
    head = provision.split("(")[0]
    documents = [d for d in _reports(ask, act) if any(_own(p, [provision]) for p in _passages(ask, d) if p.kind == "heading")]
    return [
        p
        for document in documents
        for p in _passages(ask, document)
        if p.kind != "heading" and head in provisions(p.folded)[0] and not provisions(normal(_heading(p)))[0]
    ]


def _around(ask: Inquiry, done: Sequence[Fact], asked: Sequence[Fact]) -> list[Passage]:
    """The paragraphs in which a request and a deed are told."""
    places = {(x.citation.document, x.citation.paragraph) for x in (*done, *asked) if x.citation}
    return [
        p for document in dict.fromkeys(d for d, _ in places) for p in _passages(ask, document) if (document, p.address) in places
    ]


def _deeds(ask: Inquiry, passage: Passage) -> list[Fact]:
    """What a paragraph tells as done: foundings, endings, adoptions, texts written and submitted."""
    return [x for x in _all_deeds(ask, passage.document) if x.citation and x.citation.paragraph == passage.address]


def _all_deeds(ask: Inquiry, document: str) -> list[Fact]:
    rows = bound(ask.store, _DEEDS, document=document)
    found = []
    for r in rows:
        label = value(r.get("symbol")) or ask.name(document)
        citation = Citation(
            document, label, value(r["file"]), value(r["paragraph"]), value(r["quote"]), value(r["digest"]) == "true"
        )
        found.append(
            Fact(
                value(r["claim"]),
                value(r["act"]),
                value(r.get("thing")),
                "asserted",
                "extracted",
                float(value(r["confidence"]) or 0),
                value(r.get("date")),
                value(r.get("provision")),
                citation,
                value(r["relation"]).rsplit("/", 1)[-1],
                {"action": value(r.get("action"))},
            )
        )
    return found
