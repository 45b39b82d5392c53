"""Official documents by symbol from the public document service of the United Nations: politely, and so that it can go on.

One request after the other with a pause between them; what was cut off goes on where it stopped (RFC 9110, range requests);
what is there and whole is not fetched again. Beside each document stands NAME.json with its symbol, address and SHA-256.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from graph.symbols import to_slug
from ingest.collect import LARGEST_FILE
from ingest.version import tool_version

#: The service that takes a symbol (`s`), a language (`l`) and a kind of file (`t`).
SERVICE = "https://documents.un.org/api/symbol/access"
#: Seconds between two requests.
PAUSE = 1.0
#: Kinds of files in the order in which they are asked for: the first keeps numbering, tables and links.
KINDS = ("docx", "pdf")
_MAGIC = {"docx": b"PK\x03\x04", "pdf": b"%PDF-"}
_TIMEOUT = 60.0
_TRIES = 4
#: Answers after which it is worth asking again, and the longest wait that a service may ask for.
_AGAIN = {408, 425, 429, 500, 502, 503, 504}
_LONGEST_WAIT = 120.0
_CHUNK = 2**16


class Unreachable(Exception):
    """The service cannot be reached. The message names it and the reason."""


class _Missing(Exception):
    """The service has no such document."""


class _Failed(Exception):
    """A document could not be fetched, and why."""


@dataclass(frozen=True)
class Fetched:
    """What became of one document: `state` is fetched, kept (it was there), missing or failed."""

    symbol: str
    language: str
    state: str
    path: Path | None = None
    reason: str = ""


@dataclass
class Fetcher:
    """Fetches into a folder. `sleep` waits for a number of seconds."""

    folder: Path
    service: str = SERVICE
    pause: float = PAUSE
    kinds: tuple[str, ...] = KINDS
    sleep: Callable[[float], None] = time.sleep
    _last: float | None = None
    _opener: OpenerDirector = field(default_factory=lambda: _opener())

    def fetch(self, symbols: Iterable[str], languages: Iterable[str]) -> Iterator[Fetched]:
        """Fetch each symbol (canonical) in each language (`en`, `zh`), and tell what became of it.

        Raises Unreachable where the service cannot be reached at all: what was fetched before stays.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        wanted = list(languages)
        for symbol in symbols:
            for language in wanted:
                yield self._one(symbol, language)

    def _one(self, symbol: str, language: str) -> Fetched:
        stem = f"{to_slug(symbol)}-{language.upper()}"
        for kind in self.kinds:
            if is_whole(path := self.folder / f"{stem}.{kind}"):
                return Fetched(symbol, language, "kept", path)
        for kind in self.kinds:
            path = self.folder / f"{stem}.{kind}"
            address = f"{self.service}?{urlencode({'s': symbol, 'l': language, 't': kind}, safe='/()')}"
            try:
                self._download(address, path, kind)
            except _Missing:
                continue
            except _Failed as error:
                return Fetched(symbol, language, "failed", None, str(error))
            _note(path, symbol, address)
            return Fetched(symbol, language, "fetched", path)
        return Fetched(symbol, language, "missing", None, f"the service has no such document in this language ({language})")

    # ---- one file ------------------------------------------------------------------------------------------------
    def _download(self, address: str, path: Path, kind: str) -> None:
        """Fetch an address to a file, whole or not at all; what came before the line broke is kept beside it for the next
        time. Raises _Missing, _Failed, Unreachable."""
        part, state = path.with_name(f"{path.name}.part"), path.with_name(f"{path.name}.part.json")
        reason = ""
        for attempt in range(_TRIES):
            if attempt:
                self.sleep(2.0**attempt)
            try:
                with self._open(address, part, state) as answer:
                    self._receive(answer, part, state)
            except HTTPError as error:
                error.close()
                reason = f"the service answered {error.code} {error.reason}"
                if error.code == 416:
                    part.unlink(missing_ok=True)  # The part no longer fits the document.
                elif error.code in (404, 410, 400):
                    raise _Missing from error
                elif error.code not in _AGAIN:
                    raise _Failed(reason) from error
                else:
                    self.sleep(_retry_after(error.headers))
                continue
            except (TimeoutError, HTTPException, ConnectionResetError) as error:
                reason = f"the connection broke off ({error or type(error).__name__}); fetch again to go on where it stopped"
                continue
            except URLError as error:
                if isinstance(error.reason, (ConnectionResetError, TimeoutError)):
                    reason = f"the service does not answer ({error.reason})"
                    continue
                raise Unreachable(f"{urlsplit(self.service).netloc} cannot be reached ({error.reason})") from error
            _check(part, state, kind)
            part.replace(path)
            state.unlink(missing_ok=True)
            return
        raise _Failed(reason)

    def _open(self, address: str, part: Path, state: Path) -> HTTPResponse:
        """Ask for a document, or for the rest of one that was cut off, where the service says that it is still the same."""
        headers = {"User-Agent": f"mandate-graph/{tool_version()}", "Accept-Encoding": "identity"}
        held = part.stat().st_size if part.is_file() else 0
        mark = _state(state).get("validator", "")
        if held and mark:
            headers |= {"Range": f"bytes={held}-", "If-Range": mark}
        self._wait()
        answer: HTTPResponse = self._opener.open(Request(address, headers=headers), timeout=_TIMEOUT)  # noqa: S310
        return answer

    def _wait(self) -> None:
        """Let the pause since the last request go by."""
        now = time.monotonic()
        if self._last is not None and now - self._last < self.pause:
            self.sleep(self.pause - (now - self._last))
        self._last = time.monotonic()

    def _receive(self, answer: HTTPResponse, part: Path, state: Path) -> None:
        goes_on = answer.status == 206 and _range_start(answer.headers) == (part.stat().st_size if part.is_file() else 0)
        held = part.stat().st_size if goes_on else 0
        told = answer.headers.get("Content-Length", "")
        length = held + int(told) if told.isdigit() else None
        state.write_text(json.dumps({"validator": _validator(answer.headers)}), encoding="utf-8")
        with part.open("ab" if goes_on else "wb") as file:
            while chunk := answer.read(_CHUNK):
                held += len(chunk)
                if held > LARGEST_FILE:
                    raise _Failed(f"it is larger than {LARGEST_FILE // 2**20} MB, as no document is")
                file.write(chunk)
        if length is not None and held < length:
            raise HTTPException(f"{held:,} of {length:,} bytes came")


def is_whole(path: Path) -> bool:
    """Whether a document lies there as it was fetched, by the SHA-256 beside it."""
    if not path.is_file():
        return False
    noted = _state(path.with_suffix(".json")).get("sha256")
    return noted == _sha256(path)


def _opener() -> OpenerDirector:
    """Opens http and https and nothing else, through the proxies that the environment names."""
    opener = OpenerDirector()
    for handler in (ProxyHandler, HTTPHandler, HTTPSHandler, HTTPRedirectHandler, HTTPErrorProcessor, HTTPDefaultErrorHandler):
        opener.add_handler(handler())
    return opener


def _check(part: Path, state: Path, kind: str) -> None:
    """Raises _Missing where what came is no document of the kind: the service answers some symbols with a page."""
    with part.open("rb") as file:
        head = file.read(8)
    if not head.startswith(_MAGIC[kind]):
        part.unlink()
        state.unlink(missing_ok=True)
        raise _Missing


def _note(path: Path, symbol: str, address: str) -> None:
    """Write the metadata beside a document, which is what `mandates ingest` reads."""
    told = {"symbol": symbol, "address": address, "sha256": _sha256(path), "bytes": path.stat().st_size}
    beside = path.with_suffix(".json")
    new = beside.with_name(f"{beside.name}.new")
    new.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    new.replace(beside)


def _state(path: Path) -> dict[str, str]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(2**20):
            digest.update(chunk)
    return digest.hexdigest()


def _validator(headers: Message) -> str:
    """What tells that a document is still the same: a strong ETag, else the date of its last change."""
    etag = headers.get("ETag", "")
    return etag if etag and not etag.startswith("W/") else headers.get("Last-Modified", "")


def _range_start(headers: Message) -> int | None:
    told = re.match(r"bytes (\d+)-", headers.get("Content-Range", ""))
    return int(told[1]) if told else None


def _retry_after(headers: Message) -> float:
    text = headers.get("Retry-After", "")
    return min(float(text), _LONGEST_WAIT) if text.isdigit() else 0.0
