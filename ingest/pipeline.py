"""Documents in, a new generation out: read, checked, taken in or refused, and made live in one step."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox

import documents
import ontology
import shapes
from graph import validate
from graph.derive import derive
from graph.generations import DataFolder, DocumentEntry, Draft, Generation
from graph.iris import Iris
from ingest import rdf, reading
from ingest.collect import Refusal
from ingest.lexicon import Lexicon
from ingest.source import Heading, Link, Source, UnreadableSource, make
from ingest.structure import document as structure
from ingest.version import tool_version
from register import load as register

#: Told after each document: its name, and what became of it (taken, kept, refused, skipped).
Progress = Callable[[str, str], None]


@dataclass(frozen=True)
class Outcome:
    """A document read and checked: its quads as N-Triples, or the reason why it did not go in."""

    source: str
    entry: DocumentEntry | None
    triples: bytes
    findings: tuple[validate.Finding, ...] = ()
    reason: str = ""

    @property
    def refused(self) -> bool:
        return self.entry is None or any(f.severity == "violation" for f in self.findings)


@dataclass
class Report:
    """What an ingest did."""

    taken: list[DocumentEntry] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    replaced: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[validate.Finding] = field(default_factory=list)
    generation: Generation | None = None


@dataclass(frozen=True)
class Reader:
    """Reads one source after the other; what it needs is loaded once a process."""

    lexicon: Lexicon
    validator: validate.Validator
    known: dict[str, documents.KnownText]
    cache: Path | None

    @classmethod
    def load(cls, base: str, cache: Path | None) -> Reader:
        lexicon = Lexicon.of(register.load(base=base), Iris(base))
        return cls(lexicon, validate.standard(), documents.known_texts(), cache)

    def read(self, source: Source) -> Outcome:
        """Read and check a source; a reading that this version of the tool made before is taken from the cache."""
        place = self.cache / _key(source, self.lexicon.iris.base) if self.cache else None
        if place is not None and (kept := _load(place)):
            return kept
        try:
            outcome = self._read(source)
        except UnreadableSource as error:
            return Outcome(source.name, None, b"", reason=str(error).removeprefix(f"{source.name}: "))
        except Exception as error:
            # A fault here is one document's: the others are not lost with it.
            what = f"{type(error).__name__}: {error}"
            return Outcome(source.name, None, b"", reason=f"this program failed over it; please report it with the file ({what})")
        if place is not None and not outcome.refused:
            _save(place, outcome)
        return outcome

    def _read(self, source: Source) -> Outcome:
        document = structure.read(source, self.lexicon.iris, self.known)
        told = reading.read(document, self.lexicon)
        quads = rdf.quads(told, self.lexicon.iris)
        findings = tuple(self.validator.validate(quads))
        of = source.sidecar.get("digest_of") or {}
        title = document.titles[source.language]
        entry = DocumentEntry(
            document.iri,
            document.version,
            rdf.graph_of(document, self.lexicon.iris),
            source.name,
            source.language,
            source.fingerprint,
            source.is_digest,
            title,
            document.masthead.symbol or "",
            len(document.paragraphs),
            len(told.claims),
            str(of.get("symbol") or of.get("job_number") or of.get("id") or ""),
        )
        triples = (ox.Triple(q.subject, q.predicate, q.object) for q in quads)
        return Outcome(source.name, entry, ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"", findings)


# ---- the cache: long work can be stopped and resumed ---------------------------------------------------------------
def _key(source: Source, base: str) -> str:
    told = json.dumps(
        [asdict(source), base, tool_version()],
        sort_keys=True,
    )
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def _save(place: Path, outcome: Outcome) -> None:
    assert outcome.entry is not None
    place.parent.mkdir(parents=True, exist_ok=True)
    head = {"entry": asdict(outcome.entry), "findings": [asdict(f) for f in outcome.findings]}
    beside = place.with_name(f"{place.name}.{os.getpid()}")
    beside.write_bytes(json.dumps(head, ensure_ascii=False).encode() + b"\n" + outcome.triples)
    beside.replace(place)


def _load(place: Path) -> Outcome | None:
    try:
        head, _, triples = place.read_bytes().partition(b"\n")
        told: dict[str, Any] = json.loads(head)
        entry = DocumentEntry(**told["entry"])
        return Outcome(entry.file, entry, triples, tuple(validate.Finding(**f) for f in told["findings"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


# ---- many documents ------------------------------------------------------------------------------------------------
_reader: Reader | None = None


def _start(base: str, cache: str | None) -> None:
    global _reader
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _reader = Reader.load(base, Path(cache) if cache else None)


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, however it went: a pool alone would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(source: Source) -> Outcome:
    assert _reader is not None
    return _reader.read(source)


def outcomes(sources: Iterable[Source], base: str, cache: Path | None, workers: int) -> Iterator[Outcome]:
    """The outcome of each source, in order; several processes where there are many."""
    held = list(sources)
    if workers < 2 or len(held) < 8:
        reader = Reader.load(base, cache)
        yield from (reader.read(source) for source in held)
        return
    # Spawned, not forked: a fork would hold the data folder's lock after this process was killed.
    spawn = multiprocessing.get_context("spawn")
    told = (base, str(cache) if cache else None)
    with ProcessPoolExecutor(workers, mp_context=spawn, initializer=_start, initargs=told) as pool:
        yield from pool.map(_work, held, chunksize=2)


def ingest(
    sources: Iterable[Source | Refusal],
    data: DataFolder,
    *,
    base: str = Iris().base,
    fresh: bool = False,
    curated: bool = True,
    workers: int = 0,
    progress: Progress | None = None,
) -> Report:
    """Read sources into a new generation of a data folder and make it live.

    Sources that cannot be read or break a shape are left out and named in the report; the others go in. With `fresh` the
    generation begins empty, else from the live one. Where nothing went in, no generation is made.
    Raises DataFolderBusy.
    """
    report = Report()
    readable: list[Source] = []
    for source in sources:
        if isinstance(source, Refusal):
            report.refused.append((source.name, source.reason))
            if progress:
                progress(source.name, "refused")
        else:
            readable.append(source)
    with data.lock():
        draft = data.draft(fresh=fresh)
        try:
            lexicon_iris = Iris(base)
            for source, outcome in zip(
                readable,
                outcomes(readable, base, data.readings, workers or min(os.cpu_count() or 1, 8)),
                strict=True,
            ):
                _take(outcome, source, draft, report, data, progress)
            if not report.taken and not fresh:
                data.discard(draft)
                return report
            _common_graphs(draft, lexicon_iris, curated=curated)
            counts = {"derived": derive(draft.store, lexicon_iris), "quads": len(draft.store.ox)}
            report.generation = data.commit(draft, tool_version(), counts, curated=curated)
        except BaseException:
            if hasattr(draft, "store"):
                data.discard(draft)
            raise
    return report


def _take(
    outcome: Outcome,
    source: Source,
    draft: Draft,
    report: Report,
    data: DataFolder,
    progress: Progress | None,
) -> None:
    entry = outcome.entry
    state = "taken"
    if entry is None or outcome.refused:
        broken = [f.told() for f in outcome.findings if f.severity == "violation"]
        report.refused.append(
            (
                source.name,
                outcome.reason or "; ".join(broken[:5]) + (f" … and {len(broken) - 5} more" if len(broken) > 5 else ""),
            )
        )
        state = "refused"
    elif reason := _given_twice(entry, report):
        report.refused.append((source.name, reason))
        state = "refused"
    elif (held := draft.documents.get(entry.graph)) and entry.digest and not held.digest:
        report.skipped.append(
            (
                source.name,
                f"the official text of {held.title or held.iri} is in the graph; a digest does not take its place",
            )
        )
        state = "skipped"
    else:
        if held and held.digest and not entry.digest:
            report.replaced.append((held.file, entry.file))
        graph = ox.NamedNode(entry.graph)
        draft.store.ox.remove_graph(graph)
        triples = ox.parse(outcome.triples, format=ox.RdfFormat.N_TRIPLES)
        draft.store.ox.extend(ox.Quad(q.subject, q.predicate, q.object, graph) for q in triples)
        draft.documents[entry.graph] = entry
        report.taken.append(entry)
        report.warnings.extend(f for f in outcome.findings if f.severity == "warning")
        _keep(source, data)
    if progress:
        progress(source.name, state)


def _given_twice(entry: DocumentEntry, report: Report) -> str:
    """Why a document does not go in where another one of the same call went in under its name; a text that is given again
    word for word changes nothing."""
    for other in report.taken:
        if other.graph == entry.graph and other.digest == entry.digest and other.fingerprint != entry.fingerprint:
            mend = "leave one of them out, or give them a symbol or id of their own in a .json file beside them"
            return f"{other.file} went in under the same name ({entry.symbol or entry.iri.rsplit('/', 1)[-1]}); {mend}"
    return ""


def _keep(source: Source, data: DataFolder) -> None:
    """Keep the source itself, so that a graph can always be made anew."""
    folder = data.sources / source.fingerprint[:24]
    folder.mkdir(parents=True, exist_ok=True)
    # The live generation may rest on the file that stands here: it is replaced whole or not at all.
    beside = folder / "source.json.new"
    beside.write_text(
        json.dumps(asdict(source), ensure_ascii=False),
        encoding="utf-8",
    )
    beside.replace(folder / "source.json")


def kept_sources(data: DataFolder) -> Iterator[Source]:
    """The sources of the live generation, as they were kept."""
    for entry in data.current().manifest.documents:
        place = data.sources / entry.fingerprint[:24] / "source.json"
        told = json.loads(place.read_text(encoding="utf-8"))
        yield make(
            told["name"],
            told["text"],
            told["sidecar"],
            tuple(Link(**link) for link in told.get("links", ())),
            tuple(Heading(**heading) for heading in told.get("headings", ())),
            whole_lines=told.get("whole_lines", False),
        )


def forget_readings(data: DataFolder) -> None:
    """Throw away the cache of readings; the next build reads every document anew."""
    shutil.rmtree(data.readings, ignore_errors=True)


def _common_graphs(draft: Draft, iris: Iris, *, curated: bool) -> None:
    """The graphs that no document tells: register, curated founding facts, ontology with shapes."""
    store = draft.store.ox
    for name in ("register", "curated", "ontology"):
        store.remove_graph(ox.NamedNode(iris.graph(name)))
    graph = ox.NamedNode(iris.graph("register"))
    store.extend(ox.Quad(t.subject, t.predicate, t.object, graph) for t in register.load(base=iris.base).triples)
    if curated and register.FOUNDINGS.is_file():
        graph = ox.NamedNode(iris.graph("curated"))
        store.extend(
            ox.Quad(t.subject, t.predicate, t.object, graph)
            for t in register.load([register.FOUNDINGS], iris.base, states=False).triples
        )
    graph = ox.NamedNode(iris.graph("ontology"))
    for path in (*ontology.FILES, *shapes.files()):
        store.extend(
            ox.Quad(q.subject, q.predicate, q.object, graph) for q in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        )
