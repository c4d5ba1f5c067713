"""How an xls workbook shows its cells: number formats, errors, what is hidden, its day zero.

Its globals are read by xlrd, which is quick. Its sheets are read by it once more only where their
records hold something that is looked for.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from functools import partial
from io import StringIO
from pathlib import Path

import xlrd
from xlrd.biffh import XL_CELL_ERROR, XL_CELL_NUMBER, XLRDError, error_text_from_code
from xlrd.book import Book
from xlrd.compdoc import CompDocError

from overdue_cli.ingest.workbook.cell_formats import BadFormats, BookFormats, CellFormats, Doubtful
from overdue_cli.ingest.workbook.number_format import currency_shown, tells

_EPOCHS = ("1899-12-30", "1904-01-01")
#: What xlrd raises where a workbook is not as it should be.
_BROKEN = (
    XLRDError,
    CompDocError,
    struct.error,
    AssertionError,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    TypeError,
    ValueError,
)
_ODD = b"".join(re.escape(bytes([number])) for number in range(1, 256, 2))
# BOOLERR with an error; FORMULA whose value is one; ROW and COLINFO with the bit of being hidden.
_NOTABLE = re.compile(
    rb"\x05\x02\x08\x00.{7}\x01|\x06\x00.{8}\x02.[\x00-\x2a].{3}\xff\xff"
    rb"|\x08\x02\x10\x00.{12}[\x20-\x3f\x60-\x7f\xa0-\xbf\xe0-\xff]"
    rb"|\x7d\x00[\x0b\x0c]\x00.{8}[" + _ODD + rb"]",
    re.DOTALL,
)


def cell_formats_of_xls(path: Path) -> BookFormats:
    """What a workbook says of its cells; BadFormats where its parts cannot be read."""
    try:
        book = xlrd.open_workbook(
            str(path), formatting_info=True, on_demand=True, ragged_rows=True, logfile=StringIO()
        )
        codes = {
            place: book.format_map[style.format_key].format_str
            for place, style in enumerate(book.xf_list)
            if not style.is_style and style.format_key in book.format_map
        }
        telling = {place: code for place, code in codes.items() if tells(code)}
        signs = {place: sign for place, code in codes.items() if (sign := currency_shown(code))}
        needed = bool(telling or signs) or bool(_NOTABLE.search(book.mem or b""))
    except _BROKEN as error:
        raise BadFormats(str(error)) from None
    epoch = _EPOCHS[book.datemode]
    return (
        BookFormats(epoch, partial(_cell_formats, book, telling, signs))
        if needed
        else BookFormats(epoch)
    )


def _cell_formats(
    book: Book,
    telling: Mapping[int, str],
    signs: Mapping[int, str],
    name: str,
    doubtful: Doubtful,
) -> CellFormats:
    """What one sheet shows that its values do not say."""
    try:
        sheet = book.sheet_by_name(name)
        cell_formats = CellFormats(
            {number + 1 for number, row in sheet.rowinfo_map.items() if row.hidden},
            [(at + 1, at + 1) for at, column in sheet.colinfo_map.items() if column.hidden],
        )
        for row in range(sheet.nrows):
            for column in range(sheet.row_len(row)):
                kind = sheet.cell_type(row, column)
                if kind == XL_CELL_ERROR:
                    error = error_text_from_code.get(int(sheet.cell_value(row, column)), "#VALUE!")
                    cell_formats.failed(row + 1, column + 1, error)
                elif kind == XL_CELL_NUMBER:
                    style = sheet.cell_xf_index(row, column)
                    if style in telling:
                        cell_formats.formatted(row + 1, column + 1, telling[style])
                    if style in signs:
                        cell_formats.in_currency(column + 1, signs[style])
        book.unload_sheet(name)
    except _BROKEN as error:
        raise BadFormats(str(error)) from None
    return cell_formats
