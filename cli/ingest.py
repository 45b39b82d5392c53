"""`mandates ingest`: documents into a new generation."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from cli.console import Code, DataOption, JsonOption, bar, data_folder, err, escape, fail, out, say_json
from graph.generations import DataFolder, DataFolderBusy, DocumentEntry
from graph.iris import Iris
from graph.symbols import SYMBOL, from_slug
from ingest.collect import Refusal, sources
from ingest.pipeline import Report, ingest
from ingest.source import Source


def _base(text: str) -> str:
    """A base is an absolute IRI that ends with a slash: everything that is minted is hung on it as it stands."""
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`#?/]+/(?:[^\s<>\"{}|\\^`#?]+/)?", text):
        raise typer.BadParameter("a base is an http or https IRI that ends with a slash, such as https://example.org/graph/")
    return text


BaseOption = Annotated[
    str,
    typer.Option("--base", envvar="MANDATES_BASE", callback=_base, help="Base of the IRIs that are minted."),
]
CuratedOption = Annotated[bool, typer.Option("--curated/--no-curated", help="With or without the register's own founding facts.")]
WorkersOption = Annotated[int, typer.Option("--workers", min=0, help="Processes that read; 0 is one a core.")]


def command(
    paths: Annotated[list[Path], typer.Argument(help="Documents (.txt, .docx, .pdf, .html), .zip archives or folders of them.")],
    data: DataOption = None,
    base: BaseOption = Iris().base,
    curated: CuratedOption = True,
    workers: WorkersOption = 0,
    as_json: JsonOption = False,
) -> None:
    """Read documents into the graph: a new generation beside the live one, switched to when all is done.

    A document that cannot be read or breaks a shape is named with the reason and left out; the others go in, and the exit
    code is 1. Stop it at any moment: the live graph stays whole, and the next call goes on with what was read already.

    A file NAME.json beside NAME.txt (or .docx, .pdf, .html) may give the symbol, title, job_number or language of the document.
    """
    held = list(sources(paths))
    run(held, data_folder(data), base=base, curated=curated, workers=workers, as_json=as_json)


def run(
    held: list[Source | Refusal],
    folder: DataFolder,
    *,
    base: str,
    curated: bool,
    workers: int,
    as_json: bool,
    fresh: bool = False,
) -> None:
    """Ingest with a progress bar, tell what became of it, and leave with the code that means it."""
    with bar("reading", len(held)) as progress:
        task = progress.task_ids[0]
        try:
            report = ingest(
                held,
                folder,
                base=base,
                curated=curated,
                workers=workers,
                fresh=fresh,
                progress=lambda *_: progress.advance(task),
            )
        except DataFolderBusy as error:
            fail(str(error), Code.BUSY)
    if as_json:
        say_json(_as_json(report))
    else:
        _tell(report)
    if report.refused:
        raise typer.Exit(int(Code.REFUSED))


def _tell(report: Report) -> None:
    for entry in report.taken:
        digest = " (digest)" if entry.digest else ""
        name = escape(entry.symbol or entry.file)
        out.print(f"[green]taken[/]    {name}{digest}: {entry.paragraphs} paragraphs, {entry.claims} claims")
    for old, new in report.replaced:
        out.print(f"[cyan]replaced[/] the digest {escape(f'{old} by the official text {new}')}")
    for name, why in report.skipped:
        out.print(f"[yellow]skipped[/]  {escape(f'{name}: {why}')}")
    for name, why in report.refused:
        err.print(f"[red]refused[/]  {escape(f'{name}: {why}')}")
    for entry in report.taken:
        if nameless := _nameless(entry):
            out.print(f"[yellow]warning[/]  {escape(nameless)}")
    for warning in report.warnings[:20]:
        out.print(f"[yellow]warning[/]  {escape(warning.told())}")
    if report.generation:
        manifest = report.generation.manifest
        out.print(f"generation {report.generation.name}: {len(manifest.documents)} documents, {manifest.counts['quads']} quads")
    else:
        err.print("nothing went in; the graph is as it was")


def _nameless(entry: DocumentEntry) -> str:
    """What to tell of a document that neither prints a symbol nor has one in its file's name or metadata."""
    name = entry.iri.rsplit("/", 1)[-1]
    if entry.symbol or entry.digest or SYMBOL.fullmatch(from_slug(name)):
        return ""
    beside = Path(entry.file).with_suffix(".json").name
    return f"{entry.file}: no symbol was found; it goes by {name} (give its symbol in {beside} beside it)"


def _as_json(report: Report) -> dict[str, object]:
    return {
        "taken": [
            {
                "document": e.iri,
                "file": e.file,
                "symbol": e.symbol,
                "digest": e.digest,
                "paragraphs": e.paragraphs,
                "claims": e.claims,
            }
            for e in report.taken
        ],
        "replaced": [{"digest": old, "official": new} for old, new in report.replaced],
        "skipped": [{"file": name, "reason": why} for name, why in report.skipped],
        "refused": [{"file": name, "reason": why} for name, why in report.refused],
        "warnings": [*filter(None, map(_nameless, report.taken)), *(w.told() for w in report.warnings)],
        "generation": report.generation.name if report.generation else None,
    }
