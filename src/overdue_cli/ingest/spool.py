"""Rows that wait in a temporary file: a long one needs no more memory than a short one."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Collection, Iterator
from tempfile import SpooledTemporaryFile
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")
#: Rows that are packed together.
_BLOCK = 250
#: Bytes that are kept in memory before there is a file.
_IN_MEMORY = 4 << 20


class Spool:
    """A temporary file for the rows of one reader; it has no name and is gone with it."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - lives as long

    def put(self, rows: list[tuple[Any, ...]]) -> tuple[int, int]:
        """Where the rows are kept from now on, and in how many bytes."""
        at = self._file.seek(0, 2)
        return at, self._file.write(marshal.dumps(rows))

    def get(self, at: int, size: int) -> list[tuple[Any, ...]]:
        """The rows that were put there."""
        self._file.seek(at)
        packed = self._file.read(size)
        rows: list[tuple[Any, ...]] = marshal.loads(packed)
        return rows


class Kept(Collection[Row], Generic[Row]):
    """Rows in the order in which they were added; all but the last few are in a spool."""

    def __init__(
        self,
        spool: Spool,
        made: Callable[[tuple[Any, ...]], Row],
        packed: Callable[[Row], tuple[Any, ...]] = tuple,  # type: ignore[assignment]  # named tuples
    ) -> None:
        self._spool, self._made, self._packed = spool, made, packed
        self._places: list[tuple[int, int]] = []
        self._last: list[tuple[Any, ...]] = []
        self._count = 0

    def append(self, row: Row) -> None:
        """Adds a row."""
        self._last.append(self._packed(row))
        self._count += 1
        if len(self._last) == _BLOCK:
            self.put_away()

    def put_away(self) -> None:
        """Takes the last rows out of memory too, as when no more are expected."""
        if self._last:
            self._places.append(self._spool.put(self._last))
            self._last = []

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Row]:
        for place in self._places:
            yield from map(self._made, self._spool.get(*place))
        yield from map(self._made, list(self._last))

    def __contains__(self, row: object) -> bool:
        return any(row == one for one in self)
