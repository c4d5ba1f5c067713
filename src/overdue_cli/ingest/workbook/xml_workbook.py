"""Reads XML Spreadsheet 2003, a workbook in one XML file, often under a name that ends in .xls."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.parsers import expat

from overdue_cli.ingest.faults import BadFile
from overdue_cli.ingest.kept_rows import Folder, Keeper
from overdue_cli.ingest.table import Grid
from overdue_cli.ingest.workbook.cell_text import ERRORS, NOT_CALCULATED, cell_text
from overdue_cli.ingest.workbook.number_format import currency_shown, shown
from overdue_cli.ingest.workbook.sheet_file import grids_of

_BLOCK = 1 << 16
_DEEPEST, _WIDEST, _LONGEST = 100, 16_384, 1_048_576
_LONGEST_TEXT = 1 << 20
#: Formats that have a name instead of a code, and tell something.
_NAMED = {"Percent": "0.00%", "Euro Currency": "[$€-2] 0.00"}
_HINT = "Open it in a spreadsheet program and save it as xlsx."
Attributes = dict[str, str]


def xml_grids(path: Path, sha256: str, sheet: str = "") -> list[Grid]:
    """The sheets of a workbook that hold anything, or the one named (by its name or number)."""
    folder = Folder()
    book = _Book(folder.path)
    with ExitStack() as stack:
        book.read(path, stack)
    return grids_of(path, sha256, folder, book.report(), sheet)


@dataclass(slots=True)
class _Sheet:
    """A sheet that has begun."""

    name: str
    number: int
    keeper: Keeper
    visible: bool = True
    row: int = 0
    place: int = 0
    cells: list[str] = field(default_factory=list)
    joined: list[tuple[int, int, int, int]] = field(default_factory=list)
    concealed: bool = False
    """Whether the row in hand is hidden."""
    hidden_rows: int = 0
    hidden_columns: int = 0
    currencies: dict[int, set[str]] = field(default_factory=dict)
    """By place, the signs of currencies that numbers are shown with."""


class _Book:
    """Goes through the document once and keeps the rows of its sheets."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sheets: list[_Sheet] = []
        self._formats: dict[str, str] = {}
        self._old = False
        self._style, self._type, self._cell = "", "", Attributes()
        self._text: list[str] | None = None
        self._length = self._depth = self._comment = 0
        self._cell_data = ""
        self._stack: ExitStack

    def read(self, path: Path, stack: ExitStack) -> None:
        """All of a document; BadFile names the line where it is broken."""
        self._stack = stack
        parser = self._parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        try:
            with path.open("rb") as file:
                while block := file.read(_BLOCK):
                    parser.Parse(block, False)
                parser.Parse(b"", True)
        except expat.ExpatError as error:
            message = expat.ErrorString(error.code)
            raise BadFile(
                f"this is not well-formed XML: {message}", _HINT, row=error.lineno
            ) from None
        except (ValueError, LookupError) as error:
            raise BadFile(f"the XML cannot be read: {error}", _HINT) from None
        for sheet in self._sheets:
            sheet.keeper.close()

    def report(self) -> dict[str, Any]:
        """The sheets as ``sheet_file`` knows them."""
        return {
            "sheets": [
                {
                    "name": one.name,
                    "number": one.number,
                    "visible": one.visible,
                    "rows": one.keeper.count,
                    "joined": one.joined,
                    "hidden": [one.hidden_rows, one.hidden_columns],
                    "currencies": [(at, sorted(signs)) for at, signs in one.currencies.items()],
                }
                for one in self._sheets
            ],
            "day_zero": "1904-01-01" if self._old else "1899-12-30",
        }

    def _refuse(self, *_: object) -> None:
        line = self._parser.CurrentLineNumber
        raise BadFile("the workbook declares a type or entities of its own", _HINT, row=line)

    def _start(self, tag: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise BadFile(f"elements are nested more than {_DEEPEST} deep", _HINT)
        name = tag.rpartition("}")[2]
        begin = _BEGIN.get(name)
        if begin is not None:
            begin(self, {key.rpartition("}")[2]: value for key, value in attributes.items()})

    def _data(self, text: str) -> None:
        if self._text is None:
            return
        self._length += len(text)
        if self._length > _LONGEST_TEXT:
            line = self._parser.CurrentLineNumber
            raise BadFile(f"a cell has more than {_LONGEST_TEXT} characters", _HINT, row=line)
        self._text.append(text)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        name = tag.rpartition("}")[2]
        if name == "Row" and self._sheets:
            self._row_ends(self._sheets[-1])
        elif name == "Cell" and self._sheets:
            self._cell_ends(self._sheets[-1])
        elif name == "Comment":
            self._comment -= 1
        elif name in ("Data", "Visible", "Date1904") and self._text is not None:
            self._data_ends(name)

    def _data_ends(self, name: str) -> None:
        text, self._text = "".join(self._text or ()), None
        if name == "Data":
            self._cell_data = text
        elif name == "Visible" and self._sheets:
            self._sheets[-1].visible = text.strip() == "SheetVisible"
        elif name == "Date1904":
            self._old = text.strip() not in ("0", "False")

    def _listen(self, attributes: Attributes) -> None:
        self._text, self._length = [], 0

    def _style_begins(self, attributes: Attributes) -> None:
        self._style = attributes.get("ID", "")
        self._formats[self._style] = self._formats.get(attributes.get("Parent", ""), "")

    def _format(self, attributes: Attributes) -> None:
        code = attributes.get("Format", "")
        self._formats[self._style] = _NAMED.get(code, code)

    def _sheet_begins(self, attributes: Attributes) -> None:
        number = len(self._sheets)
        file = self._stack.enter_context((self._folder / str(number)).open("wb"))
        self._sheets.append(_Sheet(attributes.get("Name", str(number + 1)), number, Keeper(file)))

    def _column(self, attributes: Attributes) -> None:
        if self._sheets and attributes.get("Hidden") == "1":
            self._sheets[-1].hidden_columns += 1 + _number(attributes, "Span", 0, _WIDEST)

    def _row_begins(self, attributes: Attributes) -> None:
        if not self._sheets:
            return
        sheet = self._sheets[-1]
        sheet.row = max(sheet.row + 1, _number(attributes, "Index", 1, _LONGEST))
        sheet.cells, sheet.place = [], 0
        sheet.concealed = attributes.get("Hidden") == "1"

    def _cell_begins(self, attributes: Attributes) -> None:
        if not self._sheets:
            line = self._parser.CurrentLineNumber
            raise BadFile("a cell stands outside of every sheet", _HINT, row=line)
        self._cell, self._type, self._cell_data = attributes, "", ""

    def _data_begins(self, attributes: Attributes) -> None:
        if not self._comment:
            self._type = attributes.get("Type", "String")
            self._listen(attributes)

    def _comment_begins(self, attributes: Attributes) -> None:
        self._comment += 1

    def _cell_ends(self, sheet: _Sheet) -> None:
        attributes = self._cell
        sheet.place = max(sheet.place, _number(attributes, "Index", 1, _WIDEST) - 1)
        along = _number(attributes, "MergeAcross", 0, _WIDEST)
        down = _number(attributes, "MergeDown", 0, _LONGEST)
        if along or down:
            here = (sheet.row, sheet.row + down, sheet.place, sheet.place + along)
            sheet.joined.append(here)
        text = self._shown(attributes)
        sign = self._type == "Number" and currency_shown(self._format_of(attributes))
        if sign:
            sheet.currencies.setdefault(sheet.place, set()).add(sign)
        if text:
            sheet.cells += [""] * (sheet.place - len(sheet.cells))
            sheet.cells.append(text)
        sheet.place += 1 + along

    def _shown(self, attributes: Attributes) -> str:
        """The text that a cell shows."""
        text = self._cell_data
        if not self._type:
            return NOT_CALCULATED if "Formula" in attributes else ""
        if self._type == "Error":
            return text.strip() if text.strip() in ERRORS else "#VALUE!"
        if self._type == "Boolean":
            return "true" if text.strip() == "1" else "false"
        if self._type == "DateTime":
            return _moment(text.strip())
        return self._number_text(text, attributes) if self._type == "Number" else text

    def _number_text(self, text: str, attributes: Attributes) -> str:
        try:
            value = float(text)
        except ValueError:
            return text
        return shown(self._format_of(attributes), value) or cell_text(value)

    def _format_of(self, attributes: Attributes) -> str:
        return self._formats.get(attributes.get("StyleID", ""), "")

    def _row_ends(self, sheet: _Sheet) -> None:
        if any(map(str.strip, sheet.cells)):
            sheet.keeper.add(sheet.row, sheet.cells)
            sheet.hidden_rows += sheet.concealed
        sheet.cells = []


def _moment(text: str) -> str:
    """A day as ISO text, and its time where it has one."""
    try:
        return cell_text(datetime.fromisoformat(text))
    except ValueError:
        return text


def _number(attributes: Attributes, name: str, otherwise: int, most: int) -> int:
    text = attributes.get(name, "")
    return min(int(text), most) if text.isascii() and text.isdecimal() else otherwise


_BEGIN: dict[str, Callable[[_Book, Attributes], None]] = {
    "Style": _Book._style_begins,
    "NumberFormat": _Book._format,
    "Worksheet": _Book._sheet_begins,
    "Column": _Book._column,
    "Row": _Book._row_begins,
    "Cell": _Book._cell_begins,
    "Data": _Book._data_begins,
    "Comment": _Book._comment_begins,
    "Visible": _Book._listen,
    "Date1904": _Book._listen,
}
