"""Reads workbooks (xlsx, xlsb, xls, ods) as cells of text.

A number keeps the digits that the spreadsheet keeps: fifteen. A longer one has lost some; it
comes as ``1.10101199003071E+17``, which no identifier may be.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from overdue_cli.domain.errors import WrongUse
from overdue_cli.ingest.faults import BadFile
from overdue_cli.ingest.table import Grid, Line, Merged, Seen

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_REMEMBERED = 50_000
_KEPT_DIGITS = 15
_TELL_EVERY = 1_000

Result = TypeVar("Result")


def sheet_grids(path: Path, sha256: str, wanted: str = "") -> list[Grid]:
    """The sheets of a workbook that hold anything, or the one named (by its name or number)."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    book = _survived(partial(_opened, path))
    names = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet
        and (wanted or sheet.visible == SheetVisibleEnum.Visible)
    ]
    if wanted and wanted != "all":
        names = [_named(path, names, wanted)]
    grids = [_grid(path, sha256, book, name) for name in names]
    several = len(book.sheet_names) > 1
    return [grid if several else _only(grid) for grid in grids if next(grid.rows(0), None)]


def _only(grid: Grid) -> Grid:
    """The sheet of a workbook that has no other needs no name."""
    return Grid(
        name=grid.name,
        sha256=grid.sha256,
        rows=grid.rows,
        seen=grid.seen,
        merged=grid.merged,
        serial_dates=True,
    )


def _named(path: Path, names: Sequence[str], wanted: str) -> str:
    if wanted in names:
        return wanted
    if wanted.isdecimal() and 1 <= int(wanted) <= len(names):
        return names[int(wanted) - 1]
    known = ", ".join(f"'{name}'" for name in names)
    raise WrongUse(f"{path.name} has no sheet '{wanted}'", hint=f"It has {known}.")


def _opened(path: Path) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with path.open("rb") as file:  # by its path, a book would be told by its ending
            return CalamineWorkbook.from_filelike(file)
    except PasswordError:
        raise BadFile(
            "the workbook is protected by a password", "Save it without one, and import that."
        ) from None
    except CalamineError as error:
        raise _damaged(str(error)) from None


def _sheet(book: CalamineWorkbook, name: str) -> CalamineSheet:
    from python_calamine import CalamineError

    try:
        return book.get_sheet_by_name(name)
    except CalamineError as error:
        raise _damaged(str(error)) from None


def _damaged(said: str) -> BadFile:
    return BadFile(
        f"the workbook is damaged ({said.splitlines()[0][:80] if said else 'nothing in it'})",
        "Open it and save it again as xlsx, or save the sheet as 'CSV UTF-8'.",
    )


def _survived(work: Callable[[], Result]) -> Result:
    """The result of work in the reading library, which panics aloud over some damaged files."""
    with _silent():
        try:
            return work()
        except BaseException as error:
            if type(error).__name__ != "PanicException":
                raise
            said = str(error)
    raise _damaged(said)


@contextmanager
def _silent() -> Iterator[None]:
    """Nothing reaches the real stderr inside: a panic there prints before it can be caught."""
    sys.stderr.flush()
    kept = os.dup(2)
    nothing = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nothing)


def _grid(path: Path, sha256: str, book: CalamineWorkbook, name: str) -> Grid:
    sheet = _survived(partial(_sheet, book, name))
    seen = Seen(sheet.total_height)
    return Grid(
        name=path.name,
        sha256=sha256,
        rows=partial(_rows, sheet, seen),
        sheet=name,
        seen=seen,
        merged=_merged(sheet),
        serial_dates=True,
    )


def _merged(sheet: CalamineSheet) -> tuple[Merged, ...]:
    shift = sheet.start[1] if sheet.start else 0
    return tuple(
        Merged(top + 1, bottom + 1, left - shift, right - shift)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )


def _rows(sheet: CalamineSheet, seen: Seen, after: int) -> Iterator[Line]:
    texts = _Texts()
    for line, cells in enumerate(sheet.iter_rows(), 1):
        if line > after:
            row = [cell if type(cell) is str else texts[cell] for cell in cells]
            if any(row) and any(map(str.strip, row)):
                yield line, row
        if not line % _TELL_EVERY:
            seen.done = line


class _Texts(dict[Any, str]):
    """The text of cells that are no text; equal ones are made once."""

    def __missing__(self, value: Any) -> str:
        text = cell_text(value)
        if value is True or value is False or value in (0, 1):
            return text
        if len(self) >= _REMEMBERED:
            self.clear()
        self[value] = text
        return text


def cell_text(value: Any) -> str:
    """The text of a cell: numbers with the digits they have, dates as ISO.

    >>> cell_text(13812345678.0), cell_text(17.299999999999997), cell_text(True)
    ('13812345678', '17.3', 'true')
    >>> cell_text(110101199003071234.0)
    '1.10101199003071E+17'
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime):
        plain = value.time() == value.time().min
        return value.date().isoformat() if plain else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _number(value: float) -> str:
    if abs(value) >= 10**_KEPT_DIGITS:
        return f"{value:.14E}"
    text = f"{value:.15g}"
    text = f"{Decimal(text):f}" if "e" in text else text
    return exact(text)


def exact(number: str) -> str:
    """A number that is one: three decimals get a fourth, so that none is taken for thousands.

    >>> exact("1.234"), exact("1234.5")
    ('1.2340', '1234.5')
    """
    return f"{number}0" if number[-4:-3] == "." else number
