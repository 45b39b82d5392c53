"""`mandates push`: the live graph to a SPARQL 1.1 server."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.console import Code, DataOption, fail, live, out
from graph.backends.base import BackendRefused, BackendUnavailable
from graph.backends.mirror import mirror
from graph.backends.remote import Remote, Server


def command(
    query: Annotated[str, typer.Option("--query", help="Address of the server's query endpoint.")],
    update: Annotated[str, typer.Option("--update", help="Address of its update endpoint.")],
    store: Annotated[str, typer.Option("--store", help="Address of its graph store protocol; else updates in batches.")] = "",
    user: Annotated[str, typer.Option("--user", envvar="MANDATES_PUSH_USER", help="User name.")] = "",
    password: Annotated[str, typer.Option("--password", envvar="MANDATES_PUSH_PASSWORD", help="Password.")] = "",
    token: Annotated[str, typer.Option("--token", envvar="MANDATES_PUSH_TOKEN", help="Token, instead of a password.")] = "",
    data: DataOption = None,
) -> None:
    """Copy the live graph to another SPARQL server, named graph by named graph; what else it held is removed.

    Passwords are better given by the environment (MANDATES_PUSH_PASSWORD, MANDATES_PUSH_TOKEN) than on the command line.
    """
    target = Remote(Server(query, update, store, user, password, token))
    try:
        graphs = mirror(live(data).open(), target)
    except (BackendUnavailable, BackendRefused, SyntaxError) as error:
        fail(str(error), Code.OFFLINE)
    out.print(f"{graphs} graphs, {target.size()} quads on {query}")
