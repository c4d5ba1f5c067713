"""How an xlsb workbook shows its cells: number formats, errors, what is hidden, its day zero.

Its parts are binary records (MS-XLSB, section 2.1.4): a number of one or two bytes, a length of
one to four, and so many bytes. Few kinds of record matter here.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from struct import unpack_from
from zipfile import BadZipFile, ZipFile

from overdue_cli.ingest.faults import BadFile
from overdue_cli.ingest.workbook.cell_formats import BadFormats, BookFormats, CellFormats, Doubtful
from overdue_cli.ingest.workbook.formats_xlsx import BUILT_IN, parts_of
from overdue_cli.ingest.workbook.number_format import currency_shown, tells

_MOST = 1 << 30
_EPOCHS = ("1899-12-30", "1904-01-01")
# The numbers of records.
_ROW, _COLUMN, _SHEET, _BOOK_SETTINGS = 0, 60, 156, 153
_FORMAT, _STYLE, _STYLES_BEGIN, _STYLES_END = 44, 47, 617, 618
#: Cells that hold a number: packed, whole, or the value of a formula.
_NUMBERS = frozenset((2, 5, 9))
#: Cells that hold an error: of their own, or of a formula.
_ERRORS = frozenset((3, 11))
_CODES = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_BROKEN = (
    BadZipFile,
    LookupError,
    NotImplementedError,
    OSError,
    ValueError,
    struct.error,
    zlib.error,
)


def cell_formats_of_xlsb(path: Path) -> BookFormats:
    """What a workbook says of its cells; BadFormats where its parts cannot be read."""
    try:
        with ZipFile(path) as archive:
            main, targets = parts_of(archive, "xl/workbook.bin")
            styles = next((part for kind, part in targets.values() if kind == "styles"), "")
            formats = _formats(archive, styles) if styles in archive.namelist() else {}
            sheets, old = {}, 0
            for kind, data in _records(archive, main):
                if kind == _BOOK_SETTINGS:
                    old = data[0] & 1
                elif kind == _SHEET:
                    number, end = _text(data, 8)
                    sheets[_text(data, end)[0]] = targets.get(number, ("", ""))[1]
    except _BROKEN as error:
        raise BadFormats(str(error)) from None
    except BadFile as fault:
        raise BadFormats(fault.problem.rule) from None
    return BookFormats(_EPOCHS[old], partial(_cell_formats, path, formats, sheets))


def _records(archive: ZipFile, part: str) -> Iterator[tuple[int, bytes]]:
    """The records of a part: number and content."""
    with archive.open(part) as file:
        data = file.read(_MOST)
    at = 0
    while at < len(data):
        kind = data[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (data[at] << 7)
            at += 1
        length = shift = 0
        while True:
            length |= (data[at] & 0x7F) << shift
            at, shift, more = at + 1, shift + 7, data[at] & 0x80
            if not more or shift > 21:
                break
        yield kind, data[at : at + length]
        at += length


def _text(data: bytes, at: int) -> tuple[str, int]:
    """A text and where it ends; its length stands before it."""
    (length,) = unpack_from("<I", data, at)
    if length == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * length
    return data[at + 4 : end].decode("utf-16-le"), end


def _formats(archive: ZipFile, part: str) -> dict[int, str]:
    """By the number of a cell's style, its format, for formats that could tell something."""
    codes, formats = dict(BUILT_IN), dict[int, str]()
    of_cells, place = False, 0
    for kind, data in _records(archive, part):
        if kind == _FORMAT:
            codes[unpack_from("<H", data)[0]] = _text(data, 2)[0]
        elif kind in (_STYLES_BEGIN, _STYLES_END):
            of_cells = kind == _STYLES_BEGIN
        elif kind == _STYLE and of_cells:
            code = codes.get(unpack_from("<H", data, 2)[0], "")
            if code and (tells(code) or currency_shown(code)):
                formats[place] = code
            place += 1
    return formats


def _cell_formats(
    path: Path,
    formats: Mapping[int, str],
    sheets: Mapping[str, str],
    name: str,
    doubtful: Doubtful,
) -> CellFormats:
    """What one sheet shows that its values do not say."""
    cell_formats = CellFormats()
    part = sheets.get(name)
    if not part:
        return cell_formats
    row = 0
    try:
        with ZipFile(path) as archive:
            for kind, data in _records(archive, part):
                if kind == _ROW:
                    row = unpack_from("<I", data)[0] + 1
                    if data[11] & 0x10:
                        cell_formats.hidden_rows.add(row)
                elif kind in _NUMBERS or kind in _ERRORS:
                    _cell(cell_formats, formats, row, kind, data)
                elif kind == _COLUMN and data[16] & 1:
                    first, last = unpack_from("<II", data)
                    cell_formats.hidden_columns.append((first + 1, last + 1))
    except _BROKEN as error:
        raise BadFormats(str(error)) from None
    return cell_formats


def _cell(
    cell_formats: CellFormats, formats: Mapping[int, str], row: int, kind: int, data: bytes
) -> None:
    column, style = unpack_from("<II", data)
    if kind in _ERRORS:
        cell_formats.failed(row, column + 1, _CODES.get(data[8], "#VALUE!"))
        return
    code = formats.get(style & 0xFFFFFF, "")
    sign = currency_shown(code)
    if sign:
        cell_formats.in_currency(column + 1, sign)
    if code and tells(code):
        cell_formats.formatted(row, column + 1, code)
