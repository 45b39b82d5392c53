"""The version of the reading tool: what a cached reading depends on."""

from __future__ import annotations

import functools
import hashlib
from importlib import metadata
from pathlib import Path

_ROOT = Path(__file__).parent.parent
#: Everything that a reading is made by: a change in any of these makes it anew.
_PARTS = (
    "ingest/**/*.py",
    "register/*.ttl",
    "register/*.py",
    "graph/iris.py",
    "graph/symbols.py",
    "graph/issuers.py",
    "graph/names.py",
    "graph/core.py",
    "graph/shacl.py",
    "graph/validate.py",
    "graph/vocabulary.py",
    "shapes/*.ttl",
    "documents/*.json",
)


@functools.cache
def tool_version() -> str:
    """`0.1.0+` and twelve hexadecimal digits of the code and the register."""
    digest = hashlib.sha256()
    for pattern in _PARTS:
        for path in sorted(_ROOT.glob(pattern)):
            digest.update(path.relative_to(_ROOT).as_posix().encode())
            digest.update(path.read_bytes())
    return f"{metadata.version('mandate-graph')}+{digest.hexdigest()[:12]}"
