"""How an OpenDocument sheet shows its cells: number styles, errors, hidden rows, joined cells.

A number style says in elements what a number format says in one line; it is turned into such a
line, so that both are understood by the same rules.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from html import unescape
from pathlib import Path
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from overdue_cli.ingest.workbook.cell_formats import BadFormats, BookFormats, CellFormats
from overdue_cli.ingest.workbook.number_format import tells
from overdue_cli.ingest.workbook.xml_part import read_part

_BLOCK = 1 << 20
_MOST_REPEATED = 100_000
_SHOWS = re.compile(
    rb'percentage"|value-type="error"|formula=|visibility="(?:collapse|filter)'
    rb'|-spanned="|display-factor|min-integer-digits="(?:[2-9]|\d\d)|embedded-text|null-date'
)
_LITERALS = re.compile(
    rb"<number:(?:number|currency)-style(?:(?!</number:).)*<number:text>[^<]*[\dA-Za-z\x80-\xff]",
    re.DOTALL,
)
_IN_STYLE = rb"(?:(?!</number:(?:number|currency)-style|<style:map).)*"
#: A minus or brackets in a style that is not the one for numbers below zero, beside another.
_MINUS = re.compile(
    rb"<number:(?:number|currency)-style"
    + _IN_STYLE
    + rb"<number:text>[^<]*[-(\xe2]"
    + _IN_STYLE
    + rb"</number:(?:number|currency)-style",
    re.DOTALL,
)
_NAME = re.compile(rb'[^>]*?\btable:name="([^"]*)"')
_CURRENCY = re.compile(rb'office:currency="([A-Z]{3})"')
_STYLES = ("number-style", "percentage-style", "currency-style")
_NUMBERS = ("float", "percentage", "currency")
_CONDITION = re.compile(r"value\(\)\s*(<=|>=|!=|=|<|>)\s*(-?[\d.]+)$")
Attributes = dict[str, str]


def cell_formats_of_ods(path: Path) -> BookFormats:
    """What a document says of its cells; BadFormats where its parts cannot be read."""
    try:
        with ZipFile(path) as archive:
            names = [name for name in ("styles.xml", "content.xml") if name in archive.namelist()]
            document = _Document()
            for name in names if any(_shows(archive, name) for name in names) else ():
                document.read(archive, name)
            _note_currencies(archive, document.cell_formats)
    except (BadZipFile, zlib.error, NotImplementedError, OSError, expat.ExpatError) as error:
        raise BadFormats(str(error)) from None
    cell_formats = document.cell_formats
    return BookFormats(
        document.day_zero, lambda name, doubtful: cell_formats.get(name, CellFormats())
    )


def _note_currencies(archive: ZipFile, cell_formats: dict[str, CellFormats]) -> None:
    """Notes the currencies of the cells of each sheet; the bytes do not tell of which column."""
    held, sheet = b"", ""
    with archive.open("content.xml") as file:
        while block := file.read(_BLOCK):
            lump, _, held = (held + block).rpartition(b">")
            for number, part in enumerate(lump.split(b"<table:table ")):
                name = _NAME.search(part) if number else None
                sheet = unescape(name[1].decode()) if name else sheet
                for code in set(_CURRENCY.findall(part)):
                    cell_formats.setdefault(sheet, CellFormats()).in_currency(0, code.decode())


def _shows(archive: ZipFile, name: str) -> bool:
    """Whether anything in a part could be shown otherwise than its value."""
    held = b""
    with archive.open(name) as file:
        while block := file.read(_BLOCK):
            held = held[-256:] + block
            if _SHOWS.search(held) or _LITERALS.search(held) or _MINUS.search(held):
                return True
    return False


class _Document:
    """Goes through the parts of a document: styles first, then the cells that refer to them."""

    def __init__(self) -> None:
        self.cell_formats: dict[str, CellFormats] = {}
        self.day_zero = BookFormats().day_zero
        self._codes: dict[str, str] = {}
        self._of_cells: dict[str, str] = {}
        self._style, self._code = "", ""
        self._kind, self._inside, self._text = "", "", ""
        self._places: list[tuple[int, str]] = []
        self._sheet = CellFormats()
        self._columns: list[tuple[int, str]] = []
        self._row = self._column = 0
        self._rows_alike, self._row_style = 1, ""
        self._failed: tuple[int, str] | None = None
        self._noted = 0
        self._pending: list[Callable[[int], None]] = []

    def read(self, archive: ZipFile, name: str) -> None:
        """One part."""
        read_part(archive, name, self._start, self._end, self._data)

    def _start(self, tag: str, attributes: Attributes) -> None:
        name = tag.rpartition("}")[2]
        begin = _BEGIN.get(name)
        if begin is not None:
            begin(self, name, {_bare(key): value for key, value in attributes.items()})

    def _data(self, text: str) -> None:
        if self._inside:
            self._text += text

    def _end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if name == self._inside:
            self._inside = ""
            self._text_ends(name)
        elif name in _STYLES:
            self._codes[self._style] += self._code
            self._style = ""
        elif name == "number" and self._style:
            self._code += _placed(self._places.pop()[1], self._places)
        elif name in ("table-cell", "covered-table-cell"):
            self._cell_ends()
        elif name == "table-row":
            self._row_ends()
        elif name == "annotation":
            self._noted -= 1

    def _text_ends(self, name: str) -> None:
        """What a text was: a literal of a style, or what a cell shows."""
        if name == "p":
            if self._failed is not None and not self._noted and not self._failed[1]:
                self._failed = (self._failed[0], self._text.strip())
        elif name == "embedded-text":
            self._places.insert(0, (self._places.pop(0)[0], self._text))
        elif self._style and name == "text" and self._kind == "percentage-style":
            self._code += "%" if "%" in self._text else ""
        elif self._style:
            self._code += f'"{self._text}"'

    def _take_text(self, name: str, attributes: Attributes) -> None:
        takes = self._failed is not None if name == "p" else bool(self._style)
        if takes:
            self._inside, self._text = name, ""
            if name == "embedded-text":
                place = attributes.get("position", "0")
                self._places.insert(0, (int(place) if place.isdecimal() else 0, ""))

    def _data_style(self, name: str, attributes: Attributes) -> None:
        self._style, self._kind, self._code = attributes.get("name", ""), name, ""
        self._codes[self._style] = ""

    def _number(self, name: str, attributes: Attributes) -> None:
        if self._style:
            self._places = [(0, _digits(attributes))]

    def _dull(self, name: str, attributes: Attributes) -> None:
        self._code += "?/?" if self._style else ""

    def _map(self, name: str, attributes: Attributes) -> None:
        """A style for numbers that meet a condition; it is known already."""
        match = _CONDITION.match(attributes.get("condition", "").strip())
        if self._style and match:
            code = self._codes.get(attributes.get("apply-style-name", ""), "")
            sign = "<>" if match[1] == "!=" else match[1]
            self._codes[self._style] += f"[{sign}{match[2]}]{code};"

    def _cell_style(self, name: str, attributes: Attributes) -> None:
        if attributes.get("family") == "table-cell":
            parent = self._of_cells.get(attributes.get("parent-style-name", ""), "")
            self._of_cells[attributes.get("name", "")] = (
                attributes.get("data-style-name") or parent
            )

    def _null_date(self, name: str, attributes: Attributes) -> None:
        self.day_zero = attributes.get("date-value", self.day_zero)[:10]

    def _table(self, name: str, attributes: Attributes) -> None:
        self._sheet = self.cell_formats.setdefault(attributes.get("name", ""), CellFormats())
        self._columns, self._row = [], 0

    def _table_column(self, name: str, attributes: Attributes) -> None:
        count = _count(attributes, "number-columns-repeated")
        first = self._columns[-1][0] if self._columns else 0
        self._columns.append((first + count, attributes.get("default-cell-style-name", "")))
        if attributes.get("visibility") in ("collapse", "filter"):
            self._sheet.hidden_columns.append((first + 1, first + count))

    def _table_row(self, name: str, attributes: Attributes) -> None:
        self._rows_alike = _count(attributes, "number-rows-repeated")
        self._row_style = attributes.get("default-cell-style-name", "")
        self._column, self._pending = 0, []
        if (
            attributes.get("visibility") in ("collapse", "filter")
            and self._rows_alike < _MOST_REPEATED
        ):
            self._sheet.hidden_rows.update(range(self._row + 1, self._row + 1 + self._rows_alike))

    def _cell(self, name: str, attributes: Attributes) -> None:
        count = _count(attributes, "number-columns-repeated")
        first, self._column = self._column + 1, self._column + count
        down, along = (
            _count(attributes, "number-rows-spanned"),
            _count(attributes, "number-columns-spanned"),
        )
        if down > 1 or along > 1:
            top = self._row + 1
            self._sheet.joined.append((top, top + down - 1, first, first + along - 1))
        kind = attributes.get("value-type", "")
        if attributes.get("told-type") == "error":
            self._failed = (first, "")
        elif "formula" in attributes and not kind:
            self._pending.append(lambda row: self._sheet.failed(row, first, ""))
        elif kind in _NUMBERS:
            code = self._code_of(first, attributes.get("style-name", ""), kind)
            if code and tells(code):
                for column in range(first, min(first + count, first + _MOST_REPEATED)):
                    self._pending.append(_formatted(self._sheet, column, code))

    def _code_of(self, column: int, style: str, kind: str) -> str:
        """The format of a cell: by its own style, its row's or its column's."""
        by_column = (name for last, name in self._columns if column <= last)
        name = style or self._row_style or next(by_column, "")
        code = self._codes.get(self._of_cells.get(name, ""), "")
        return code if code or kind != "percentage" else "0%"

    def _cell_ends(self) -> None:
        if self._failed is not None:
            column, shown = self._failed
            self._pending.append(lambda row: self._sheet.failed(row, column, shown or "#VALUE!"))
            self._failed = None

    def _row_ends(self) -> None:
        if self._pending:
            for row in range(self._row + 1, self._row + 1 + min(self._rows_alike, _MOST_REPEATED)):
                for note in self._pending:
                    note(row)
        self._row += self._rows_alike

    def _annotation(self, name: str, attributes: Attributes) -> None:
        self._noted += 1


_BEGIN: dict[str, Callable[[_Document, str, Attributes], None]] = {
    **dict.fromkeys(_STYLES, _Document._data_style),
    **dict.fromkeys(("text", "currency-symbol", "embedded-text", "p"), _Document._take_text),
    **dict.fromkeys(("fraction", "scientific-number"), _Document._dull),
    **dict.fromkeys(("table-cell", "covered-table-cell"), _Document._cell),
    "number": _Document._number,
    "map": _Document._map,
    "style": _Document._cell_style,
    "null-date": _Document._null_date,
    "table": _Document._table,
    "table-column": _Document._table_column,
    "table-row": _Document._table_row,
    "annotation": _Document._annotation,
}


def _formatted(sheet: CellFormats, column: int, code: str) -> Callable[[int], None]:
    return lambda row: sheet.formatted(row, column, code)


def _bare(key: str) -> str:
    """The name of an attribute; the type that only newer programs tell has one of its own."""
    space, _, name = key.rpartition("}")
    return "told-type" if name == "value-type" and "calcext" in space else name


def _count(attributes: Attributes, name: str) -> int:
    text = attributes.get(name, "1")
    return max(1, int(text)) if text.isdecimal() else 1


def _digits(attributes: Attributes) -> str:
    """The places for digits of a number style, as a number format has them."""
    whole = "0" * min(_count({"n": attributes.get("min-integer-digits", "0")}, "n"), 40)
    if attributes.get("min-integer-digits", "0") == "0":
        whole = "#"
    grouped = "#," if attributes.get("grouping") == "true" else ""
    places = attributes.get("decimal-places", "0")
    decimals = "." + "0" * min(int(places), 20) if places.isdecimal() and int(places) else ""
    factor = attributes.get("display-factor", "1").partition(".")[0]
    commas = "," * ((len(factor) - 1) // 3 if set(factor[1:]) <= {"0"} else 0)
    return f"{grouped}{whole}{decimals}{commas}"


def _placed(digits: str, texts: list[tuple[int, str]]) -> str:
    """Places for digits with the texts that stand between them, counted from the last one.

    >>> _placed("0000", [(2, "-")])
    '00"-"00'
    """
    whole = re.match(r"[#0,]*[#0]", digits)
    end = whole.end() if whole else 0
    for place, text in sorted(texts):
        at = max(0, end - place)
        digits = f'{digits[:at]}"{text}"{digits[at:]}'
    return digits
