"""Rows of cells kept in a file in lumps: a long sheet needs no more memory than a short one."""

from __future__ import annotations

import marshal
import shutil
import struct
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from overdue_cli.ingest.table import Line, Seen

ROWS_AT_A_TIME = 500
_LENGTH = struct.Struct("<Q")


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
