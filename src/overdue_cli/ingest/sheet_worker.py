"""Reads a workbook in a process of its own and leaves its cells as text in files.

A damaged workbook can make the library that reads it panic, or ask for all the memory there is;
here that ends this process and nothing else. The parent is ``sheet_file``.

Run as ``python -m overdue_cli.ingest.sheet_worker WORKBOOK FOLDER``. It prints one JSON object:
the sheets, or why there are none.
"""

from __future__ import annotations

import json
import marshal
import sys
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

#: The most memory that a workbook may take: four times what a million rows of twenty cells need.
MOST_MEMORY = 4 << 30
ROWS_AT_A_TIME = 500
_REMEMBERED = 50_000
_KEPT_DIGITS = 15


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
    return exact(f"{Decimal(text):f}" if "e" in text else text)


def exact(number: str) -> str:
    """A number that is one: three decimals get a fourth, so that none is taken for thousands.

    >>> exact("1.234"), exact("1234.5")
    ('1.2340', '1234.5')
    """
    return f"{number}0" if number[-4:-3] == "." else number


class Texts(dict[Any, str]):
    """The text of cells that are no text; equal ones are made once."""

    def __missing__(self, value: Any) -> str:
        text = cell_text(value)
        if value in (0, 1):  # True and 1 are one key
            return text
        if len(self) >= _REMEMBERED:
            self.clear()
        self[value] = text
        return text


def rows_of(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet in which anything stands, with their numbers."""
    texts = Texts()
    for line, cells in enumerate(sheet.iter_rows(), 1):
        row = [cell if type(cell) is str else texts[cell] for cell in cells]
        if any(row) and any(map(str.strip, row)):
            yield line, row


def _kept(sheet: CalamineSheet, path: Path) -> int:
    """Writes the rows of a sheet in lumps, the last of them empty; how many there are."""
    count, lump = 0, []
    with path.open("wb") as file:
        for row in rows_of(sheet):
            lump.append(row)
            if len(lump) == ROWS_AT_A_TIME:
                marshal.dump(lump, file)
                count, lump = count + len(lump), []
        marshal.dump(lump, file)
        marshal.dump([], file)
    return count + len(lump)


def read(workbook: Path, folder: Path) -> dict[str, Any]:
    """The sheets of a workbook, each with its number of rows and its joined cells."""
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        with workbook.open("rb") as file:  # by its path, a book would be told by its ending
            book = CalamineWorkbook.from_filelike(file)
        sheets = []
        for number, known in enumerate(book.sheets_metadata):
            if known.typ == SheetTypeEnum.WorkSheet:
                sheet = book.get_sheet_by_name(known.name)
                rows = _kept(sheet, folder / str(number))
                visible = known.visible == SheetVisibleEnum.Visible
                sheets.append([known.name, number, visible, rows, _joined(sheet)])
    except PasswordError:
        return {"fault": "password"}
    except CalamineError as error:
        return {"fault": str(error) or "nothing in it"}
    return {"sheets": sheets}


def _joined(sheet: CalamineSheet) -> list[tuple[int, int, int, int]]:
    """Joined cells: first and last row, counted from 1, first and last place of the row."""
    shift = sheet.start[1] if sheet.start else 0
    return [
        (top + 1, bottom + 1, left - shift, right - shift)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    _limit_memory()
    print(json.dumps(read(Path(sys.argv[1]), Path(sys.argv[2]))))  # noqa: T201 (to the parent)
