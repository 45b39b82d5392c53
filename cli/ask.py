"""`mandates ask`: a question, an answer with its paragraph."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from answers.answerer import Answerer
from answers.model import Answer
from answers.phrases import where
from cli.console import Code, DataOption, JsonOption, escape, live, out, say_json

#: Wider tables are for `--json` and the exports.
_ROWS = 20


def command(
    question: Annotated[str, typer.Argument(help="The question, in Chinese or English.")],
    data: DataOption = None,
    as_json: JsonOption = False,
    after: Annotated[
        list[str] | None, typer.Option("--after", help="An earlier question of the session, oldest first; may be repeated.")
    ] = None,
) -> None:
    """Ask a question in Chinese or English, such as "Which decision created UNEP?" or “全球部长级环境论坛由哪项决定终止？”.

    The answer names the decision, the document, the paragraph and its words. Exit code 5 where the documents do not say.
    """
    answer = Answerer.over(live(data)).answer(question, after or ())
    if as_json:
        say_json(answer.to_json())
    else:
        _show(answer)
    if answer.status != "answered":
        raise typer.Exit(int(Code.UNKNOWN))


def _show(answer: Answer) -> None:
    colour = {"answered": "green" if answer.sure else "yellow", "ambiguous": "yellow"}.get(answer.status, "red")
    out.print(f"[{colour}]●[/] {escape(answer.text)}")
    if answer.why:
        out.print(f"  [dim]{escape(answer.why)}[/]")
    if answer.shape != "sentence" and len(answer.rows) > 1:
        columns = [c for c in answer.columns if any(c in row for row in answer.rows)]
        table = Table(*columns, box=None, header_style="dim", pad_edge=False)
        for row in answer.rows[:_ROWS]:
            table.add_row(*(escape(str(row.get(c, ""))) for c in columns))
        out.print(table)
    for citation in answer.citations:
        digest = " (digest, not the official text)" if citation.digest else ""
        place = where(citation.paragraph, answer.language)
        out.print(f"  [dim]{escape(f'{citation.label}, {place}{digest}')}[/]  “{escape(citation.quote)}”")
    if answer.near:
        out.print("  [dim]" + {"zh": "与问题相近的段落："}.get(answer.language, "Passages near the question:") + "[/]")
    for near in answer.near:
        place = where(near.citation.paragraph, answer.language)
        out.print(f"  [dim]{escape(f'{near.citation.label}, {place}')}  “{escape(near.citation.quote)}”[/]")
    for suggestion in answer.suggestions:
        out.print(f"  [cyan]?[/] {escape(suggestion)}")
