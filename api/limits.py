"""How much a query may take: the server's limits, which a client may lower and never raise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import lru_cache

from api.settings import Settings


@dataclass(frozen=True)
class Limits:
    """Time in seconds, memory of the query process in MiB, rows (or triples) and bytes of the result."""

    seconds: float
    memory_mb: int
    rows: int
    bytes: int

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """What the settings allow to everybody."""
        return cls(settings.query_seconds, settings.query_memory_mb, settings.query_rows, settings.query_bytes_mb << 20)

    def lowered(self, asked: Mapping[str, str]) -> Limits:
        """These limits with those of a request where they are lower. Raises ValueError naming the parameter that is wrong."""
        found = self
        for parameter, name in PARAMETERS.items():
            if parameter not in asked:
                continue
            try:
                wanted = float(asked[parameter])
            except ValueError:
                wanted = -1.0
            if not 0 < wanted < float("inf"):
                raise ValueError(f"{parameter}={asked[parameter]!r}: a number above 0 is wanted")
            own = getattr(self, name)
            found = replace(found, **{name: min(own, type(own)(max(wanted, 1)) if name != "seconds" else wanted)})
        return found

    def header(self) -> str:
        """The limits as a dictionary of structured fields (RFC 9651), as the header `Query-Limits` tells them."""
        return _header(self)


@lru_cache(256)
def _header(limits: Limits) -> str:
    return ", ".join(f"{name.replace('_', '-')}={told:g}" if name == "seconds" else f"{name.replace('_', '-')}={told}"
                     for name, told in asdict(limits).items())  # fmt: skip


#: The request's parameters, and what each lowers.
PARAMETERS = {"timeout": "seconds", "max-memory": "memory_mb", "max-rows": "rows", "max-bytes": "bytes"}
