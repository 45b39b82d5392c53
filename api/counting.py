"""Rows of a result counted in its bytes as they pass: building rows in Python to count them would cost ten times the query."""

from __future__ import annotations

import pyoxigraph as ox

_FORMAT = ox.QueryResultsFormat
#: What the first piece is counted from: a line of names goes before the rows, and between n rows stand n - 1 marks.
_START = {_FORMAT.CSV: -1, _FORMAT.TSV: -1, _FORMAT.JSON: 1, _FORMAT.XML: 0}


class RowCounter:
    """Counts the rows of a SELECT result in one of the four formats, piece by piece.

    In XML, CSV and TSV the count is exact. In JSON rows are told by what stands between two of them, `},{`: no rows count as
    one, and a literal that holds just these characters counts as one more.
    """

    def __init__(self, format_: ox.QueryResultsFormat) -> None:
        self.format = format_
        self.rows = _START[format_]
        self._tail = b""
        self._quoted = False

    def feed(self, piece: bytes) -> int:
        """The number of rows begun so far."""
        if self.format == _FORMAT.TSV:
            self.rows += piece.count(b"\n")
        elif self.format == _FORMAT.CSV:
            for i, part in enumerate(piece.split(b'"')):
                self._quoted ^= bool(i)
                self.rows += 0 if self._quoted else part.count(b"\n")
        else:
            mark = b"},{" if self.format == _FORMAT.JSON else b"<result>"
            # A mark may be cut in two by the end of a piece.
            around = len(mark) - 1
            self.rows += piece.count(mark) + (self._tail + piece[:around]).count(mark)
            self._tail = (self._tail + piece[-around:])[-around:]
        return self.rows
