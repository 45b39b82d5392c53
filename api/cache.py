"""Answers kept in memory. A generation never changes, so what is kept under its name is right for ever."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

#: Larger answers are not kept: they would push out thousands of small ones.
LARGEST = 1 << 18


@dataclass(frozen=True)
class Kept:
    """A complete answer: its body and its headers as they go out."""

    body: bytes
    headers: tuple[tuple[bytes, bytes], ...]


class Cache:
    """The answers used last, up to a number of bytes."""

    def __init__(self, most: int) -> None:
        self.most, self.size = most, 0
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()

    def get(self, key: Hashable) -> Kept | None:
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
        return kept

    def put(self, key: Hashable, kept: Kept) -> None:
        if len(kept.body) > LARGEST or key in self._kept:
            return
        self._kept[key] = kept
        self.size += len(kept.body) + 1000
        while self.size > self.most and self._kept:
            _, gone = self._kept.popitem(last=False)
            self.size -= len(gone.body) + 1000
