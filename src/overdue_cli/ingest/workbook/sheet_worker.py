"""Reads a workbook in a process of its own and leaves its cells as text in files.

A damaged workbook can make the library that reads it panic, or ask for all the memory there is;
here that ends this process and nothing else. The parent is ``sheet_file``.

Run as ``python -m overdue_cli.ingest.workbook.sheet_worker WORKBOOK FOLDER``. It prints one JSON
object: the sheets, or why there are none.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile, is_zipfile

from overdue_cli.ingest.kept_rows import keep
from overdue_cli.ingest.table import ANY_PLACE, Line
from overdue_cli.ingest.workbook.cell_formats import (
    BadFormats,
    BookFormats,
    CellFormats,
    Doubtful,
    MarkedRow,
)
from overdue_cli.ingest.workbook.cell_text import cell_text

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook, SheetMetadata

#: The most memory that a workbook may take: four times what a million rows of twenty cells need.
MOST_MEMORY = 4 << 30
_REMEMBERED = 50_000


class Texts(dict[Any, str]):
    """The text of cells that are no text; equal ones are made once."""

    zeros = False
    """Whether any cell was 0, as a formula is that nobody has worked out."""

    def __missing__(self, value: Any) -> str:
        text = cell_text(value)
        if value in (0, 1):  # True and 1 are one key
            self.zeros = self.zeros or not value
            return text
        if len(self) >= _REMEMBERED:
            self.clear()
        self[value] = text
        return text


class Rows:
    """The rows of a sheet in which anything stands, with their numbers, as they are shown."""

    def __init__(self, sheet: CalamineSheet, cell_formats: CellFormats | None = None) -> None:
        self._sheet = sheet
        self._texts = Texts()
        first = sheet.start[1] + 1 if sheet.start else 1
        self._marked = cell_formats.by_row(first) if cell_formats else iter(())
        self._concealed = cell_formats.hidden_rows if cell_formats is not None else set()
        self.hidden = 0
        """How many of the rows gone through are hidden."""
        self._blanks = False

    @property
    def doubtful(self) -> Doubtful:
        """Values that a failed formula may have, among those gone through."""
        return Doubtful(self._blanks, self._texts.zeros)

    def __iter__(self) -> Iterator[Line]:
        texts, upcoming = self._texts, next(self._marked, None)
        for line, cells in enumerate(self._sheet.iter_rows(), 1):
            row = [cell if type(cell) is str else texts[cell] for cell in cells]
            if upcoming is not None and upcoming[0] <= line:
                upcoming = self._mark(line, cells, row, upcoming)
            if "" in row:
                self._blanks = True
                if not any(map(str.strip, row)):
                    continue
            elif not (row and (row[0].strip() or any(map(str.strip, row)))):
                continue
            if self._concealed and line in self._concealed:
                self.hidden += 1
            yield line, row

    def _mark(
        self, line: int, cells: list[Any], row: list[str], upcoming: MarkedRow | None
    ) -> MarkedRow | None:
        """Puts what is shown over the values of a row; the next row that has any of it."""
        while upcoming is not None and upcoming[0] <= line:
            if upcoming[0] == line:
                for place, mark in upcoming[1]:
                    if 0 <= place < len(row):
                        row[place] = mark(cells[place], row[place])
            upcoming = next(self._marked, None)
        return upcoming


def read(workbook: Path, folder: Path) -> dict[str, Any]:
    """The sheets of a workbook, each with its number of rows and what else is known of it."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

    try:
        with workbook.open("rb") as file:  # by its path, a book would be told by its ending
            book = CalamineWorkbook.from_filelike(file)
        known = _book_formats(workbook)
        sheets = [
            _sheet(book, number, one, known, folder / str(number))
            for number, one in enumerate(book.sheets_metadata)
            if one.typ == SheetTypeEnum.WorkSheet
        ]
    except PasswordError:
        return {"fault": "password"}
    except CalamineError as error:
        return {"fault": str(error) or "nothing in it"}
    except BadFormats as error:
        return {"fault": str(error) or "how its cells look cannot be read"}
    return {"sheets": sheets, "day_zero": known.day_zero}


def _book_formats(workbook: Path) -> BookFormats:
    """How the cells of a workbook look; told by its content which kind of workbook it is."""
    if not is_zipfile(workbook):
        from overdue_cli.ingest.workbook.formats_xls import cell_formats_of_xls

        return cell_formats_of_xls(workbook)
    with ZipFile(workbook) as archive:
        names = frozenset(archive.namelist())
    if "content.xml" in names:
        from overdue_cli.ingest.workbook.formats_ods import cell_formats_of_ods

        return cell_formats_of_ods(workbook)
    if any(name.endswith("workbook.bin") for name in names):
        from overdue_cli.ingest.workbook.formats_xlsb import cell_formats_of_xlsb

        return cell_formats_of_xlsb(workbook)
    from overdue_cli.ingest.workbook.formats_xlsx import cell_formats_of_xlsx

    return cell_formats_of_xlsx(workbook)


def _sheet(
    book: CalamineWorkbook, number: int, one: SheetMetadata, known: BookFormats, path: Path
) -> dict[str, Any]:
    """Keeps the rows of one sheet; what is known of it."""
    from python_calamine import SheetVisibleEnum

    sheet = book.get_sheet_by_name(one.name)
    first = sheet.start[1] if sheet.start else 0
    rows, doubtful = Rows(sheet), Doubtful(blanks=True, zeros=True)
    if known.by_values:
        count = keep(rows, path)
        doubtful = rows.doubtful
    cell_formats = known.sheets(one.name, doubtful)
    if cell_formats.tells or not known.by_values:
        rows = Rows(sheet, cell_formats)
        count = keep(rows, path)
    return {
        "name": one.name,
        "number": number,
        "visible": one.visible == SheetVisibleEnum.Visible,
        "rows": count,
        "currencies": [
            (column - 1 - first if column else ANY_PLACE, sorted(signs))
            for column, signs in cell_formats.currencies.items()
        ],
        "joined": _joined(sheet, cell_formats),
        "hidden": [rows.hidden, cell_formats.columns_hidden(first + 1, first + sheet.width)],
    }


def _joined(sheet: CalamineSheet, cell_formats: CellFormats) -> list[tuple[int, int, int, int]]:
    """Joined cells: first and last row, counted from 1, first and last place of the row."""
    shift = sheet.start[1] if sheet.start else 0
    areas = [
        (top, bottom, left - 1 - shift, right - 1 - shift)
        for top, bottom, left, right in cell_formats.joined
    ]
    return areas or [
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
