"""`mandates validate`: the live graph against the shapes."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import pyoxigraph as ox
import typer

from cli.console import Code, DataOption, JsonOption, bar, escape, live, out, say_json
from graph.validate import Finding, standard


def command(
    data: DataOption = None,
    language: Annotated[str, typer.Option("--lang", help="Language of the messages: en or zh.")] = "en",
    as_json: JsonOption = False,
) -> None:
    """Check every document graph of the live generation against the shapes.

    Violations would have kept the document out; warnings are worth a look. Exit code 1 where there is a violation.
    """
    generation = live(data)
    store = generation.open().ox
    findings: list[tuple[str, Finding]] = []
    documents = generation.manifest.documents
    with bar("checking", len(documents)) as progress:
        for entry in documents:
            quads = list(store.quads_for_pattern(None, None, None, ox.NamedNode(entry.graph)))
            findings.extend((entry.file, finding) for finding in standard().validate(quads))
            progress.advance(progress.task_ids[0])
    counts = Counter(finding.severity for _, finding in findings)
    if as_json:
        say_json(
            {
                "generation": generation.name,
                "documents": len(documents),
                "violations": counts["violation"],
                "warnings": counts["warning"],
                "infos": counts["info"],
                "results": [
                    {
                        "file": file,
                        "severity": f.severity,
                        "shape": f.shape,
                        "focus": f.focus,
                        "path": f.path,
                        "value": f.value,
                        "message": f.messages,
                    }
                    for file, f in findings
                ],
            }
        )
    else:
        for file, finding in findings:
            colour = "red" if finding.severity == "violation" else "yellow"
            out.print(f"[{colour}]{finding.severity}[/] {escape(f'{file}: {finding.told(language)}')}")
        out.print(
            f"{len(documents)} documents, {counts['violation']} violations, {counts['warning']} warnings, {counts['info']} infos"
        )
    if counts["violation"]:
        raise typer.Exit(int(Code.REFUSED))
