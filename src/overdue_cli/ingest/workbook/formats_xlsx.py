"""How an xlsx workbook shows its cells: number formats, errors, what is hidden, its day zero.

Most sheets have none of it. Their XML is passed over once, as bytes, to know that; only a sheet
with something in it is parsed.
"""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Iterator, Mapping
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from overdue_cli.ingest.faults import BadFile
from overdue_cli.ingest.statements.markup import Element, read_xml
from overdue_cli.ingest.workbook.cell_formats import BadFormats, BookFormats, CellFormats, Doubtful
from overdue_cli.ingest.workbook.number_format import currency_shown, tells
from overdue_cli.ingest.workbook.xml_part import read_part

_BLOCK = 1 << 16
_MOST_SMALL = 64 << 20
#: Formats that have a number and no text in the file.
BUILT_IN = {9: "0%", 10: "0.00%"}
_EPOCHS = {False: "1899-12-30", True: "1904-01-01"}
_HIDDEN = re.compile(rb"<(?:\w+:)?(row|col)\b([^>]*\bhidden=[\"'](?:1|true)[\"'][^>]*)>")
_WHICH = re.compile(rb"\b(r|min|max)=[\"'](\d{1,7})[\"']")
_FORMULA_END = rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)\s*"
_CELL_END = rb"\s*</(?:\w+:)?c>"
_NO_VALUE = re.compile(
    _FORMULA_END + rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?" + _CELL_END
)
_NONE_OR_0 = re.compile(
    _FORMULA_END + rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*0?\s*</(?:\w+:)?v>)?" + _CELL_END
)
#: A cell of one of some styles that has a number, or a formula, as nearly all programs write it
#: and as any may: its column and its style.
_USUAL = rb'<c r="([A-Z]+)\d+" s="(%b)"(?: t="n")?>'
_VALUED = (
    rb"<(?:\w+:)?c\b(?![^>]*\bt=[\"'](?!n[\"']))(?=[^>]*?\br=[\"']([A-Z]+)\d+[\"'])"
    rb"(?=[^>]*\bs=[\"'](%b)[\"'])[^>]*(?<!/)>"
)
_ROOT = re.compile(rb"<(\w+:)?worksheet\b")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})$")


class _Book(NamedTuple):
    """The workbook as its own parts describe it."""

    file: Path
    sheets: Mapping[str, str]
    """By the name of a sheet, its part of the archive."""
    formats: Mapping[str, str]
    """By the number of a style, the format that tells something."""
    signs: Mapping[str, str]
    """By the number of a style, the sign of the currency that its format shows."""
    recalculates: bool
    """Whether the program that wrote it left the formulas to be worked out: 0 is no value then."""


def cell_formats_of_xlsx(path: Path) -> BookFormats:
    """What a workbook says of its cells; BadFormats where its parts cannot be read."""
    try:
        with ZipFile(path) as archive:
            book, epoch = _book(path, archive)
    except (BadZipFile, KeyError, zlib.error, NotImplementedError, OSError, ValueError) as error:
        raise BadFormats(str(error)) from None
    except BadFile as fault:
        raise BadFormats(fault.problem.rule) from None
    return BookFormats(epoch, partial(_cell_formats, book), by_values=not book.formats)


def _book(path: Path, archive: ZipFile) -> tuple[_Book, str]:
    main, targets = parts_of(archive, "xl/workbook.xml")
    root = _part(archive, main)
    sheets = {
        sheet.attributes.get("name", ""): targets.get(sheet.attributes.get("id", ""), ("", ""))[1]
        for sheet in root.all("sheet")
    }
    styles = next((part for kind, part in targets.values() if kind == "styles"), "")
    about, work = root.first("workbookPr"), root.first("calcPr")
    old = about is not None and _yes(about.attributes.get("date1904", ""))
    again = work is not None and _yes(work.attributes.get("fullCalcOnLoad", ""))
    codes = _codes(archive, styles) if styles in archive.namelist() else {}
    formats = {style: code for style, code in codes.items() if tells(code)}
    signs = {style: sign for style, code in codes.items() if (sign := currency_shown(code))}
    return _Book(path, sheets, formats, signs, again), _EPOCHS[old]


def _yes(text: str) -> bool:
    return text in ("1", "true", "on")


def parts_of(archive: ZipFile, otherwise: str) -> tuple[str, dict[str, tuple[str, str]]]:
    """The part that describes the workbook, and by the id of a relationship its kind and part."""
    begun = (part for kind, part in _targets(archive, "").values() if kind == "officeDocument")
    main = next(begun, otherwise)
    return main, _targets(archive, main)


def _targets(archive: ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """By the id of a relationship of a part: its kind, and the part it leads to."""
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if listed not in archive.namelist():
        return {}
    targets = {}
    for one in _part(archive, listed).all("Relationship"):
        target = one.attributes.get("Target", "")
        whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        kind = one.attributes.get("Type", "").rpartition("/")[2]
        targets[one.attributes.get("Id", "")] = (kind, posixpath.normpath(whole))
    return targets


def _part(archive: ZipFile, name: str) -> Element:
    with archive.open(name) as file:
        return read_xml(BytesIO(file.read(_MOST_SMALL)))


def _codes(archive: ZipFile, styles: str) -> dict[str, str]:
    """By the number of a cell's style, its format."""
    root = _part(archive, styles)
    codes = dict(BUILT_IN)
    for one in root.all("numFmt"):
        number = one.attributes.get("numFmtId", "")
        if number.isdecimal():
            codes[int(number)] = one.attributes.get("formatCode", "")
    cells = root.first("cellXfs")
    codes_by_style = {}
    for place, style in enumerate(cells.children if cells else ()):
        number = style.attributes.get("numFmtId", "0")
        code = codes.get(int(number), "") if number.isdecimal() else ""
        if code:
            codes_by_style[str(place)] = code
    return codes_by_style


def _cell_formats(book: _Book, name: str, doubtful: Doubtful) -> CellFormats:
    part = book.sheets.get(name)
    if not part:
        return CellFormats()
    try:
        with ZipFile(book.file) as archive:
            if part not in archive.namelist():
                return CellFormats()
            reader = _Bytes(book, doubtful)
            reader.read(_lumps(archive, part))
            if not reader.parsed:
                return reader.cell_formats
            cell_formats = CellFormats(
                reader.cell_formats.hidden_rows, reader.cell_formats.hidden_columns
            )
            _Sheet(book, cell_formats).read(archive, part)
    except (BadZipFile, zlib.error, NotImplementedError, OSError, expat.ExpatError) as error:
        raise BadFormats(str(error)) from None
    return cell_formats


class _Bytes:
    """What a look at the bytes of a sheet finds: marked cells, or that it must be parsed."""

    def __init__(self, book: _Book, doubtful: Doubtful) -> None:
        self.cell_formats = CellFormats()
        self.parsed = False
        """Whether only its parsed XML tells what it shows."""
        self._formats = {number.encode(): code for number, code in book.formats.items()}
        styles = rb"\bs=[\"'](" + b"|".join(self._formats) + rb")[\"']"
        self._styled = re.compile(styles) if self._formats else None
        self._cell = re.compile(
            rb"<(?:\w+:)?c\b(?=[^>]*" + styles + rb")(?:[^>]*?\br=[\"']([A-Z]+)(\d+)[\"'])?"
        )
        self._signs = {number.encode(): sign for number, sign in book.signs.items()}
        signs = b"|".join(self._signs)
        self._valued = [re.compile(one % signs) for one in (_VALUED, _USUAL)] if signs else []
        self._errors = doubtful.blanks
        self._formulas = doubtful.blanks or (doubtful.zeros and book.recalculates)
        self._empty = _NONE_OR_0 if book.recalculates else _NO_VALUE

    def read(self, lumps: Iterator[bytes]) -> None:
        """All of a sheet."""
        formula = error = b""
        for lump in lumps:
            if not formula:
                formula, error = _beginning(lump)
            if b"hidden=" in lump:
                self._hide(lump)
            if self.parsed:
                continue
            if self._signs:
                self._note_currencies(lump)
            if self._styled and self._styled.search(lump):
                self._mark(lump)
            if self._errors and error in lump:
                self.parsed = True
            if self._formulas and formula in lump and self._empty.search(lump):
                self.parsed = True

    def _note_currencies(self, lump: bytes) -> None:
        """Notes the columns whose numbers are shown with the sign of a currency."""
        valued = self._valued[b'<c r="' in lump]
        for letters, style in set(valued.findall(lump)):
            self.cell_formats.in_currency(_number(letters), self._signs[style])

    def _hide(self, lump: bytes) -> None:
        """Notes the rows and columns that are hidden, where they have a number."""
        for kind, attributes in _HIDDEN.findall(lump):
            numbers = {name: int(number) for name, number in _WHICH.findall(attributes)}
            if kind == b"row" and b"r" in numbers:
                self.cell_formats.hidden_rows.add(numbers[b"r"])
            elif kind == b"col" and b"min" in numbers and b"max" in numbers:
                self.cell_formats.hidden_columns.append((numbers[b"min"], numbers[b"max"]))

    def _mark(self, lump: bytes) -> None:
        """Notes the cells whose style tells something, where bytes tell which they are."""
        if b"<!" in lump:  # a comment or raw text could hold what looks like a cell
            self.parsed = True
            return
        for style, letters, row in self._cell.findall(lump):
            if not row:  # cells are counted, not named
                self.parsed = True
                return
            self.cell_formats.formatted(int(row), _number(letters), self._formats[style])


def _beginning(lump: bytes) -> tuple[bytes, bytes]:
    """How formulas and errors begin in a sheet, by its prefix of names and its quotation marks."""
    match = _ROOT.search(lump)
    prefix = (match[1] if match else b"") or b""
    return b"<" + prefix + b"f", b"t='e'" if lump.count(b"='") > lump.count(b'="') else b't="e"'


def _lumps(archive: ZipFile, part: str) -> Iterator[bytes]:
    """The bytes of a part in pieces that end between two rows, where they can."""
    held = b""
    with archive.open(part) as file:
        while block := file.read(_BLOCK):
            held += block
            cut = held.rfind(b"row>") + 4
            if cut < 4:
                cut = held.rfind(b"<") if len(held) > 2 * _BLOCK else 0
            yield held[:cut]
            held = held[cut:]
    yield held


class _Sheet:
    """Goes through the cells of a sheet and notes those that look other than their value."""

    def __init__(self, book: _Book, cell_formats: CellFormats) -> None:
        self._formats, self._signs = book.formats, book.signs
        self._recalculates = book.recalculates
        self._cell_formats = cell_formats
        self._row = self._column = 0
        self._type, self._text, self._sign = "", "", ""
        self._formula = self._in_value = False

    def read(self, archive: ZipFile, part: str) -> None:
        """Notes what one sheet has."""
        read_part(archive, part, self._start, self._end, self._data)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if name == "c":
            self._cell(attributes)
        elif name == "row":
            number = attributes.get("r", "")
            self._row = int(number) if number.isdecimal() else self._row + 1
            self._column = 0
        elif name == "f":
            self._formula = True
        elif name == "v":
            self._in_value = True

    def _cell(self, attributes: dict[str, str]) -> None:
        match = _REFERENCE.match(attributes.get("r", ""))
        self._column = _number(match[1].encode()) if match else self._column + 1
        self._type, self._text, self._formula = attributes.get("t", "n"), "", False
        style = attributes.get("s", "")
        self._sign = self._signs.get(style, "") if self._type == "n" else ""
        code = self._formats.get(style)
        if code and self._type == "n":
            self._cell_formats.formatted(self._row, self._column, code)

    def _data(self, text: str) -> None:
        if self._in_value:
            self._text += text

    def _end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if name == "v":
            self._in_value = False
        elif name == "c":
            text = self._text.strip()
            if self._sign and text:
                self._cell_formats.in_currency(self._column, self._sign)
            if self._type == "e":
                self._cell_formats.failed(self._row, self._column, text or "#VALUE!")
            elif self._formula and self._type != "str" and self._is_open(text):
                self._cell_formats.failed(self._row, self._column, "")

    def _is_open(self, text: str) -> bool:
        """Whether a formula has not been worked out yet."""
        return not text or (text == "0" and self._recalculates)


@cache
def _number(letters: bytes) -> int:
    """The number of a column from its letters.

    >>> _number(b"A"), _number(b"AB")
    (1, 28)
    """
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number
