"""Workbooks (xlsx, xlsb, xls, ods) as cells of text, read by ``sheet_worker``.

A number keeps the digits that the spreadsheet keeps: fifteen. A longer one has lost some; it
comes as ``1.10101199003071E+17``, which no identifier may be.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from zipfile import is_zipfile

from overdue_cli.domain.errors import WrongUse
from overdue_cli.ingest.faults import BadFile
from overdue_cli.ingest.kept_rows import Folder, kept
from overdue_cli.ingest.table import Grid, Merged, Seen

_LONGEST = 1_800  # seconds
# An old workbook's first record, and the one that says how the others are enciphered.
_ENCIPHERED = re.compile(
    rb"\x09\x08(?:\x10\x00.{16}|\x08\x00.{8})(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL
)
#: Names of parts that other programs' files have.
_NO_WORKBOOKS = {
    "WordDocument": "a Word document",
    "word/document.xml": "a Word document",
    "PowerPoint Document": "a presentation",
    "ppt/presentation.xml": "a presentation",
}


def sheet_grids(path: Path, sha256: str, sheet: str = "") -> list[Grid]:
    """The sheets of a workbook that hold anything, or the one named (by its name or number)."""
    folder = Folder()
    return grids_of(path, sha256, folder, _read(path, folder.path), sheet)


def grids_of(
    path: Path, sha256: str, folder: Folder, book: dict[str, Any], wanted_sheet: str
) -> list[Grid]:
    """The sheets of a workbook whose rows are kept in a folder, or the one named."""
    sheets = book["sheets"]
    names = [sheet["name"] for sheet in sheets]
    chosen = _named(path, names, wanted_sheet) if wanted_sheet not in ("", "all") else ""
    passed = (
        []
        if wanted_sheet
        else [one["name"] for one in sheets if one["rows"] and not one["visible"]]
    )
    grids = [
        _grid(path, sha256, folder, sheet, book, passed, alone=len(sheets) == 1)
        for sheet in sheets
        if sheet["rows"]
        and (sheet["name"] == chosen if chosen else wanted_sheet or sheet["visible"])
    ]
    if not grids and passed:
        raise _all_hidden(passed)
    return grids


def _all_hidden(names: Sequence[str]) -> BadFile:
    hidden = ", ".join(f"'{name}'" for name in names)
    return BadFile(
        f"every sheet that holds anything is hidden: {hidden}", f"Name one: --sheet '{names[0]}'."
    )


def _read(path: Path, folder: Path) -> dict[str, Any]:
    """What ``sheet_worker`` tells of a workbook and its sheets; BadFile for a damaged one."""
    worker = [sys.executable, "-P", "-m", "overdue_cli.ingest.workbook.sheet_worker"]
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
    report = json.loads(done.stdout)
    if "fault" in report:
        raise _fault(path, report["fault"])
    return dict(report)


def _fault(path: Path, message: str) -> BadFile:
    """Why a file is no workbook that can be read: a password, another program's file, damage."""
    content = path.read_bytes()
    locked = _in_old_office(content, "EncryptedPackage") or _ENCIPHERED.search(content)
    if message == "password" or locked:
        return BadFile(
            "the workbook is protected by a password", "Save it without one, and import that."
        )
    for mark, what in _NO_WORKBOOKS.items():
        if _in_old_office(content, mark) or mark.encode() in content:
            return BadFile(f"this is {what}, not a workbook", "Save its table as xlsx or as CSV.")
    if is_zipfile(path) and b"workbook." not in content and b"content.xml" not in content:
        return BadFile(
            "this is a zip archive, not a workbook", "Take the files out of it, and import those."
        )
    return _damaged(message)


def _in_old_office(content: bytes, name: str) -> bool:
    """Whether an old Office file has a part of that name."""
    return content.startswith(b"\xd0\xcf\x11\xe0") and name.encode("utf-16-le") in content


def _damaged(message: str) -> BadFile:
    return BadFile(
        f"the workbook is damaged ({message.splitlines()[0][:80]})",
        "Open it and save it again as xlsx, or save the sheet as 'CSV UTF-8'.",
    )


def _named(path: Path, names: Sequence[str], sheet: str) -> str:
    if sheet in names:
        return sheet
    if sheet.isdecimal() and 1 <= int(sheet) <= len(names):
        return names[int(sheet) - 1]
    known = ", ".join(f"'{name}'" for name in names)
    raise WrongUse(f"{path.name} has no sheet '{sheet}'", hint=f"It has {known}.")


def _grid(
    path: Path,
    sha256: str,
    folder: Folder,
    sheet: dict[str, Any],
    book: dict[str, Any],
    passed: Sequence[str],
    *,
    alone: bool,
) -> Grid:
    seen = Seen(sheet["rows"])
    return Grid(
        name=path.name,
        sha256=sha256,
        rows=partial(kept, folder, str(sheet["number"]), seen),
        sheet="" if alone else sheet["name"],
        seen=seen,
        merged=tuple(Merged(*area) for area in sheet["joined"]),
        day_zero=date.fromisoformat(book["day_zero"]),
        notes=tuple(_notes(sheet, passed)),
        currencies={place: tuple(signs) for place, signs in sheet["currencies"]},
    )


def _notes(sheet: dict[str, Any], passed: Sequence[str]) -> Iterator[str]:
    """What a person should know of a sheet: what is hidden in it and beside it."""
    for count, what in zip(sheet["hidden"], ("row", "column"), strict=True):
        if count:
            many = f"{count} {what}s are" if count > 1 else f"1 {what} is"
            yield f"{many} hidden in the sheet and read all the same"
    for name in passed:
        yield f"the sheet '{name}' is hidden and not read; --sheet '{name}' reads it"
