"""Rows of cells kept in a file in lumps: a long sheet needs no more memory than a short one."""

from __future__ import annotations

import marshal
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from overdue_cli.ingest.table import Line, Seen

ROWS_AT_A_TIME = 500


class Folder:
    """A folder for the rows of a workbook, gone when nobody reads them any more."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="overdue-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


class Keeper:
    """Takes rows one by one and writes them in lumps, the last of them empty."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._lump: list[Line] = []
        self.count = 0

    def add(self, line: int, cells: list[str]) -> None:
        """One row more."""
        self._lump.append((line, cells))
        self.count += 1
        if len(self._lump) == ROWS_AT_A_TIME:
            self._write()

    def close(self) -> None:
        """Writes what is left."""
        if self._lump:
            self._write()
        marshal.dump([], self._file)

    def _write(self) -> None:
        marshal.dump(self._lump, self._file)
        self._lump = []


def keep(rows: Iterable[Line], path: Path) -> int:
    """Writes rows in lumps, the last of them empty; how many there are."""
    count, lump = 0, list[Line]()
    with path.open("wb") as file:
        for row in rows:
            lump.append(row)
            if len(lump) == ROWS_AT_A_TIME:
                marshal.dump(lump, file)
                count, lump = count + len(lump), []
        marshal.dump(lump, file)
        marshal.dump([], file)
    return count + len(lump)


def kept(folder: Folder, name: str, seen: Seen, after: int) -> Iterator[Line]:
    """The rows below a line, as they were kept."""
    done = 0
    with (folder.path / name).open("rb") as file:
        while lump := marshal.load(file):
            for line, cells in lump:
                if line > after:
                    yield line, cells
            done += len(lump)
            seen.done = done
