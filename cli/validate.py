"""`mandates validate`: the live graph against the shapes; where its documents contradict each other; what they call things."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Annotated, Any

import pyoxigraph as ox
import typer

from cli.console import Code, DataOption, JsonOption, bar, escape, fail, live, out, say_json
from graph import contradictions as pairs
from graph.generations import Generation
from graph.store import OxigraphStore
from graph.validate import Finding, short, standard, validate_whole

#: Where a finding of the whole graph stands that belongs to no one document.
_ACROSS = "graph"


def command(
    data: DataOption = None,
    language: Annotated[str, typer.Option("--lang", help="Language of the messages: en or zh.")] = "en",
    as_json: JsonOption = False,
    contradictions: Annotated[
        bool, typer.Option("--contradictions", help="List what is told in two ways that cannot both be so, with both quotations.")
    ] = False,
    variants: Annotated[
        bool, typer.Option("--variants", help="List the things that documents call by more than one name, with the names.")
    ] = False,
) -> None:
    """Check every document graph of the live generation against the shapes, and the whole graph against those across documents.

    Violations would have kept the document out; warnings are worth a look. Exit code 1 where there is a violation.
    """
    if contradictions and variants:
        fail("--contradictions and --variants are two lists; ask for one", Code.USAGE)
    generation = live(data)
    store = generation.open()
    if contradictions:
        _say_contradictions(pairs.contradictions(store), language, as_json)
    elif variants:
        _say_variants(pairs.variants(store), language, as_json)
    else:
        _say_findings(generation, store, language, as_json)


def _say_findings(generation: Generation, store: OxigraphStore, language: str, as_json: bool) -> None:
    findings: list[tuple[str, Finding]] = []
    documents = generation.manifest.documents
    with bar("checking", len(documents)) as progress:
        for entry in documents:
            quads = list(store.ox.quads_for_pattern(None, None, None, ox.NamedNode(entry.graph)))
            findings.extend((entry.file, finding) for finding in standard().validate(quads))
            progress.advance(progress.task_ids[0])
    findings.extend((_ACROSS, finding) for finding in validate_whole(store))
    counts = Counter(finding.severity for _, finding in findings)
    if as_json:
        say_json(
            {
                "generation": generation.name,
                "documents": len(documents),
                "violations": counts["violation"],
                "warnings": counts["warning"],
                "infos": counts["info"],
                "results": [_row(file, finding) for file, finding in findings],
            }
        )
    else:
        for file, finding in findings:
            if finding.severity == "info":
                continue
            colour = "red" if finding.severity == "violation" else "yellow"
            out.print(f"[{colour}]{finding.severity}[/] {escape(f'{file}: {finding.told(language)}')}")
        for shape, count in sorted(Counter(f.shape for _, f in findings if f.severity == "info").items()):
            out.print(f"info {escape(short(shape))}: {count}")
        out.print(
            f"{len(documents)} documents, {counts['violation']} violations, {counts['warning']} warnings, {counts['info']} infos"
        )
    if counts["violation"]:
        raise typer.Exit(int(Code.REFUSED))


def _row(file: str, finding: Finding) -> dict[str, Any]:
    return {
        "file": file,
        "severity": finding.severity,
        "shape": finding.shape,
        "focus": finding.focus,
        "path": finding.path,
        "value": finding.value,
        "message": finding.messages,
    }


def _say_contradictions(found: list[pairs.Contradiction], language: str, as_json: bool) -> None:
    if as_json:
        say_json({"contradictions": [asdict(one) for one in found]})
        return
    for one in found:
        out.print(
            f"[yellow]{escape(one.kind)}[/] {escape(one.about)}: {escape(one.messages.get(language) or one.messages['en'])}"
        )
        for side, claims in ((one.one, one.one_claims), (one.other, one.other_claims)):
            place = f"{side.symbol or side.file} {side.address}"
            told = short(side.told) if "/id/" in side.told else side.told
            more = f"  (told so {len(claims)} times)" if len(claims) > 1 else ""
            out.print(f"    {escape(place)}: {escape(told)}  “{escape(side.quote)}”{more}")
    out.print(f"{len(found)} contradictions")


def _say_variants(found: list[pairs.Variant], language: str, as_json: bool) -> None:
    if as_json:
        say_json({"variants": [asdict(one) for one in found]})
        return
    for one in found:
        label = one.labels.get(language) or next(iter(one.labels.values()), "")
        out.print(f"[bold]{escape(one.thing)}[/] {escape(label)}")
        for name, _, files in one.names:
            out.print(f"    {escape(name)}  ({escape(', '.join(files))})")
    out.print(f"{len(found)} things with {sum(len(one.names) for one in found)} names")
