"""Settings as a table: name, default, help. Read when the application is made, never at import."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Settings:
    """What a server is started with. Each may come from the environment as MANDATES_NAME in capitals."""

    data: Path = field(default=Path("data"), metadata={"help": "Folder that holds the generations."})
    root_path: str = field(default="", metadata={"help": "Path under which a proxy shows the server, such as /graph."})
    update_token: str = field(
        default="", repr=False, metadata={"help": "Token that allows SPARQL updates; without one nobody may."}
    )
    query_workers: int = field(default=2, metadata={"help": "Processes that evaluate SPARQL queries."})
    query_long: int = field(
        default=1, metadata={"help": "Further processes for queries that have lost patience, at low priority."}
    )
    query_patience: float = field(
        default=1.0, metadata={"help": "After how many seconds of processor time a query counts as a long one."}
    )
    query_seconds: float = field(default=20.0, metadata={"help": "Longest time a query may take, in seconds."})
    query_memory_mb: int = field(default=512, metadata={"help": "Most memory a query process may take, in MiB."})
    query_rows: int = field(default=1_000_000, metadata={"help": "Most rows or triples of a result."})
    query_bytes_mb: int = field(default=256, metadata={"help": "Largest result of a query, in MiB."})
    query_queue: int = field(default=32, metadata={"help": "Queries that may wait; more are turned away with 503."})
    query_client: int = field(default=16, metadata={"help": "Queries of one client that may wait."})
    query_length: int = field(default=100_000, metadata={"help": "Longest query text, in characters."})
    cache_mb: int = field(
        default=64, metadata={"help": "Memory for answers that are kept for the next who asks the same, in MiB."}
    )
    slow_seconds: float = field(default=1.0, metadata={"help": "Queries that take longer are told in the log `mandates.slow`."})

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, **given: Any) -> Settings:
        """Settings from the environment; `given` ones go first. Raises ValueError naming the variable that is wrong."""
        environment = os.environ if environment is None else environment
        found: dict[str, Any] = {}
        for item in fields(cls):
            name = f"MANDATES_{item.name.upper()}"
            if item.name in given or name not in environment:
                continue
            kind = {"Path": Path, "str": str, "int": int, "float": float}[str(item.type)]
            try:
                found[item.name] = kind(environment[name])
            except ValueError as error:
                raise ValueError(f"{name}={environment[name]!r}: a {item.type} is wanted ({item.metadata['help']})") from error
        return cls(**found, **given)
