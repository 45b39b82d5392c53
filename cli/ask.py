"""`mandates ask`: a question, an answer with its paragraph."""

from __future__ import annotations

from typing import Annotated

import typer

from answers.answerer import Answerer
from answers.phrases import where
from cli.console import Code, DataOption, JsonOption, escape, live, out, say_json


def command(
    question: Annotated[str, typer.Argument(help="The question, in Chinese or English.")],
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask a question in Chinese or English, such as "Which decision created UNEP?" or “全球部长级环境论坛由哪项决定终止？”.

    The answer names the decision, the document, the paragraph and its words. Exit code 5 where the documents do not say.
    """
    answer = Answerer.of(live(data).open()).answer(question)
    if as_json:
        say_json(answer.to_json())
    else:
        colour = {"answered": "green" if answer.sure else "yellow", "ambiguous": "yellow"}.get(answer.status, "red")
        out.print(f"[{colour}]●[/] {escape(answer.text)}")
        for citation in answer.citations:
            digest = " (digest, not the official text)" if citation.digest else ""
            place = where(citation.paragraph, answer.language)
            out.print(f"  [dim]{escape(f'{citation.label}, {place}{digest}')}[/]  “{escape(citation.quote)}”")
        for suggestion in answer.suggestions:
            out.print(f"  [cyan]?[/] {escape(suggestion)}")
    if answer.status != "answered":
        raise typer.Exit(int(Code.UNKNOWN))
