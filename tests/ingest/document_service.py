"""A stub of the document service on a port of this machine: what it has, how it fails, and what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass
class Service:
    """`documents` by (symbol, language, kind); `faults` are used up one a request: a status to answer, or a number of bytes
    (negative) after which the line breaks; `asked` are the requests as (symbol, language, kind, Range or empty)."""

    documents: dict[tuple[str, str, str], bytes] = field(default_factory=dict)
    faults: list[int] = field(default_factory=list)
    asked: list[tuple[str, str, str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    retry_after: str = ""
    etag: str = '"one"'
    address: str = ""


@contextmanager
def document_service() -> Iterator[Service]:
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
            key = asked["s"], asked["l"], asked["t"]
            span = self.headers.get("Range", "") if self.headers.get("If-Range") == service.etag else ""
            service.asked.append((*key, self.headers.get("Range", "")))
            service.agents.add(self.headers["User-Agent"])
            fault = service.faults.pop(0) if service.faults else 0
            if fault > 0:
                self.send_response(fault)
                if service.retry_after:
                    self.send_header("Retry-After", service.retry_after)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            data = service.documents.get(key)
            if data is None:
                self.send_error(404)
                return
            start = int(span.removeprefix("bytes=").rstrip("-")) if span else 0
            self.send_response(206 if span else 200)
            if span:
                self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
            self.send_header("ETag", service.etag)
            self.send_header("Content-Length", str(len(data) - start))
            self.end_headers()
            rest = data[start:]
            self.wfile.write(rest[:-fault] if fault else rest)
            if fault:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    service.address = f"http://127.0.0.1:{server.server_port}/api/symbol/access"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
