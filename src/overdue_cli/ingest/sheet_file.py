"""Workbooks (xlsx, xlsb, xls, ods) as cells of text, read by ``sheet_worker``.

A number keeps the digits that the spreadsheet keeps: fifteen. A longer one has lost some; it
comes as ``1.10101199003071E+17``, which no identifier may be.
"""

from __future__ import annotations

import json
import marshal
import shutil
import subprocess
import sys
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from overdue_cli.domain.errors import WrongUse
from overdue_cli.ingest.faults import BadFile
from overdue_cli.ingest.table import Grid, Line, Merged, Seen

_LONGEST = 1_800  # seconds


class _Folder:
    """A folder for the cells of a workbook, gone when nobody reads them any more."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="overdue-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


def sheet_grids(path: Path, sha256: str, wanted: str = "") -> list[Grid]:
    """The sheets of a workbook that hold anything, or the one named (by its name or number)."""
    folder = _Folder()
    sheets = _read(path, folder.path)
    names = [name for name, *_ in sheets]
    chosen = _named(path, names, wanted) if wanted not in ("", "all") else ""
    return [
        _grid(path, sha256, folder, sheet, alone=len(sheets) == 1)
        for sheet in sheets
        if sheet[3] and (sheet[0] == chosen if chosen else wanted or sheet[2])
    ]


def _read(path: Path, folder: Path) -> list[Any]:
    """Name, number, visible, rows and joined cells of each sheet; BadFile for a damaged book."""
    worker = [sys.executable, "-P", "-m", "overdue_cli.ingest.sheet_worker"]
    try:
        done = subprocess.run(
            [*worker, str(path.absolute()), str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=_LONGEST,
        )
    except subprocess.TimeoutExpired:
        raise _damaged("reading it does not end") from None
    if done.returncode:
        raise _damaged("it asks for more memory than it can need, or breaks the reader")
    told = json.loads(done.stdout)
    if told.get("fault") == "password":
        raise BadFile(
            "the workbook is protected by a password", "Save it without one, and import that."
        )
    if "fault" in told:
        raise _damaged(told["fault"])
    return list(told["sheets"])


def _damaged(said: str) -> BadFile:
    return BadFile(
        f"the workbook is damaged ({said.splitlines()[0][:80]})",
        "Open it and save it again as xlsx, or save the sheet as 'CSV UTF-8'.",
    )


def _named(path: Path, names: Sequence[str], wanted: str) -> str:
    if wanted in names:
        return wanted
    if wanted.isdecimal() and 1 <= int(wanted) <= len(names):
        return names[int(wanted) - 1]
    known = ", ".join(f"'{name}'" for name in names)
    raise WrongUse(f"{path.name} has no sheet '{wanted}'", hint=f"It has {known}.")


def _grid(path: Path, sha256: str, folder: _Folder, sheet: Any, *, alone: bool) -> Grid:
    name, number, _, rows, joined = sheet
    seen = Seen(rows)
    return Grid(
        name=path.name,
        sha256=sha256,
        rows=partial(_rows, folder, str(number), seen),
        sheet="" if alone else name,
        seen=seen,
        merged=tuple(Merged(*area) for area in joined),
        serial_dates=True,
    )


def _rows(folder: _Folder, number: str, seen: Seen, after: int) -> Iterator[Line]:
    done = 0
    with (folder.path / number).open("rb") as file:
        while lump := marshal.load(file):
            for line, cells in lump:
                if line > after:
                    yield line, cells
            done += len(lump)
            seen.done = done
