"""Rows that wait in a file: of a sheet in a folder, of a statement in a spool without a name.

A long file needs no more memory than a short one.
"""

from __future__ import annotations

import marshal
import shutil
import struct
import tempfile
import weakref
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, Generic, TypeVar

from overdue_cli.ingest.table import Line, Seen

Row = TypeVar("Row")
ROWS_AT_A_TIME = 500
_LENGTH = struct.Struct("<Q")
#: Rows of a spool that are packed together.
_BLOCK = 250
#: Bytes of a spool that are kept in memory before there is a file.
_IN_MEMORY = 4 << 20


class Folder:
    """A folder for the rows of a workbook, gone when nobody reads them any more."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="overdue-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


class Keeper:
    """Takes rows one by one and writes them in lumps."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._lump: list[Line] = []
        self.count = 0

    def add(self, line: int, cells: list[str]) -> None:
        """One row more."""
        self._lump.append((line, cells))
        self.count += 1
        if len(self._lump) == ROWS_AT_A_TIME:
            self.close()

    def close(self) -> None:
        """Writes what is left."""
        _put(self._lump, self._file)
        self._lump = []


def keep(rows: Iterable[Line], path: Path) -> int:
    """Writes rows in lumps; how many there are."""
    count, rest = 0, iter(rows)
    with path.open("wb") as file:
        while lump := list(islice(rest, ROWS_AT_A_TIME)):
            _put(lump, file)
            count += len(lump)
    return count


def kept(folder: Folder, name: str, seen: Seen, after: int) -> Iterator[Line]:
    """The rows below a line, as they were kept."""
    done = 0
    with (folder.path / name).open("rb") as file:
        for lump in _lumps(file):
            if lump[0][0] > after:
                yield from lump
            else:
                yield from (row for row in lump if row[0] > after)
            done += len(lump)
            seen.done = done


# A lump stands behind its length: read as a whole it is taken apart many times quicker.
def _put(lump: list[Line], file: BinaryIO) -> None:
    packed = marshal.dumps(lump)
    file.write(_LENGTH.pack(len(packed)))
    file.write(packed)


def _lumps(file: BinaryIO) -> Iterator[list[Line]]:
    while head := file.read(_LENGTH.size):
        lump: list[Line] = marshal.loads(file.read(*_LENGTH.unpack(head)))
        if lump:
            yield lump


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
