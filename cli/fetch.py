"""`mandates fetch`: official documents by symbol from the document service of the United Nations."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.console import Code, JsonOption, bar, err, escape, fail, out, say_json
from graph.symbols import SYMBOL, canonical
from ingest.fetch import KINDS, PAUSE, SERVICE, Fetched, Fetcher, Unreachable

_LANGUAGES = ("zh", "en")


def _symbols(given: list[str]) -> list[str]:
    symbols = [canonical(text) for text in given]
    for text, symbol in zip(given, symbols, strict=True):
        if not SYMBOL.fullmatch(symbol):
            raise typer.BadParameter(f"{text} is no symbol of a document, such as A/RES/70/1 or UNEP/EA.4/16")
    return list(dict.fromkeys(symbols))


def _languages(given: list[str]) -> list[str]:
    for language in given:
        if language not in _LANGUAGES:
            raise typer.BadParameter(f"{language} is not read; give zh or en")
    return list(dict.fromkeys(given))


def _service(given: str) -> str:
    if not given.startswith(("http://", "https://")):
        raise typer.BadParameter("the address of the service begins with https://")
    return given.rstrip("?")


def _kinds(given: list[str] | None) -> list[str]:
    for kind in given or ():
        if kind not in KINDS:
            raise typer.BadParameter(f"{kind} is not fetched; give docx or pdf")
    return list(dict.fromkeys(given or KINDS))


def command(
    symbols: Annotated[list[str], typer.Argument(help="Symbols of documents, such as A/RES/70/1.", callback=_symbols)],
    lang: Annotated[list[str], typer.Option("--lang", help="zh or en; give it twice for both.", callback=_languages)] = ["en"],  # noqa: B006
    to: Annotated[Path, typer.Option("--to", help="Folder to put them in.", file_okay=False)] = Path("fetched"),
    kind: Annotated[
        list[str] | None,
        typer.Option("--format", help="docx or pdf.", show_default="docx, else pdf", callback=_kinds),
    ] = None,
    pause: Annotated[float, typer.Option("--pause", min=0.0, help="Seconds between two requests.")] = PAUSE,
    service: Annotated[
        str, typer.Option("--service", envvar="MANDATES_DOCUMENT_SERVICE", help="The document service.", callback=_service)
    ] = SERVICE,
    as_json: JsonOption = False,
) -> None:
    """Fetch official documents by symbol, for `mandates ingest`.

    Stop it at any moment: the next call goes on where it stopped, and what is there and whole is not fetched again. Beside
    each document stands a .json file with its symbol, address and SHA-256.
    """
    fetcher = Fetcher(to, service, pause, tuple(kind or KINDS))
    done: list[Fetched] = []
    unreachable = ""
    with bar("fetching", len(symbols) * len(lang)) as progress:
        try:
            for fetched in fetcher.fetch(symbols, lang):
                done.append(fetched)
                progress.advance(progress.task_ids[0])
        except Unreachable as error:
            unreachable = str(error)
    if as_json:
        say_json({"documents": [_as_json(f) for f in done], "unreachable": unreachable or None})
    else:
        for fetched in done:
            _tell(fetched)
    if unreachable:
        rest = len(symbols) * len(lang) - len(done)
        fail(f"{unreachable}; {rest} not fetched. Are you online? Call it again to go on", Code.OFFLINE)
    if any(f.path is None for f in done):
        raise typer.Exit(int(Code.REFUSED))


def _tell(fetched: Fetched) -> None:
    name = f"{fetched.symbol} ({fetched.language})"
    if fetched.path is None:
        err.print(f"[red]{fetched.state:<8}[/] {escape(f'{name}: {fetched.reason}')}")
    else:
        out.print(f"[green]{fetched.state:<8}[/] {escape(f'{name}: {fetched.path}')}")


def _as_json(fetched: Fetched) -> dict[str, str | None]:
    return {
        "symbol": fetched.symbol,
        "language": fetched.language,
        "state": fetched.state,
        "file": str(fetched.path) if fetched.path else None,
        "reason": fetched.reason or None,
    }
