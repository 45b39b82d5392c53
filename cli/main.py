"""`mandates`: the program and its commands."""

from __future__ import annotations

import typer

from cli import ask, build, export_views, fetch, ingest, measure, push, query, serve, validate
from cli.console import ProgramDataOption, choose_data

app = typer.Typer(
    name="mandates",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""Mandate Graph: which decision created this body, and the paragraph that says so.

    Documents go in (`ingest`), are checked (`validate`) and asked (`ask`, `query`), or served to a browser (`serve`).
    Begin with `mandates build`, which reads the bundled digests, and then `mandates ask "…"`.

    Exit codes: 0 well; 1 some documents were refused or a shape is broken; 2 wrong call; 3 no graph yet; 4 another process is
    writing; 5 the documents do not say; 6 wrong or stopped query; 7 the document service cannot be reached.""",
)


@app.callback()
def program(data: ProgramDataOption = None) -> None:
    choose_data(data)


app.command("build")(build.command)
app.command("fetch")(fetch.command)
app.command("ingest")(ingest.command)
app.command("validate")(validate.command)
app.command("measure")(measure.command)
app.command("ask")(ask.command)
app.command("query")(query.command)
app.add_typer(export_views.app, name="export")
app.command("serve")(serve.command)
app.command("push")(push.command)


def main() -> None:
    app()
