"""Writes rows as the files that people have: text of any dialect, workbooks, JSON.

A cell is text, a number, a date or None; each writer keeps it as its format does.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from struct import pack
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

import openpyxl
import xlwt
from openpyxl.utils.datetime import CALENDAR_MAC_1904

Rows = Sequence[Sequence[Any]]
#: Cells joined into one: first row, first column, last row, last column, counted from 0.
Areas = Sequence[tuple[int, int, int, int]]


class Shown(NamedTuple):
    """A number in a number format."""

    number: float
    code: str


class Failed(NamedTuple):
    """A formula that ends in an error."""

    error: str = "#N/A"


class Formula(NamedTuple):
    """A formula; no program has worked it out."""

    text: str = "=1+1"


def text_of(cell: Any) -> str:
    """A cell as a text file has it."""
    if isinstance(cell, Shown):
        return str(cell.number)
    if isinstance(cell, Failed):
        return cell.error
    return "" if cell is None else str(cell)


def write_csv(
    path: Path, rows: Rows, *, delimiter: str = ",", encoding: str = "utf-8", end: str = "\n"
) -> Path:
    """Delimited text; quotation marks where a cell needs them."""
    text = io.StringIO(newline="")
    folded = any("\n" in text_of(cell) for row in rows for cell in row)
    quoting = csv.QUOTE_ALL if folded else csv.QUOTE_MINIMAL
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerows([text_of(cell) for cell in row] for row in rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_xlsx(
    path: Path, rows: Rows, *, merged: Areas = (), formats: dict[int, str] | None = None
) -> Path:
    """A workbook of one sheet; ``formats`` gives columns (from 0) a number format."""
    return write_sheets(path, {"Sheet1": rows}, merged=merged, formats=formats)


def write_sheets(
    path: Path,
    sheets: dict[str, Rows],
    *,
    merged: Areas = (),
    formats: dict[int, str] | None = None,
    hidden: Sequence[str] = (),
    hidden_rows: Sequence[int] = (),
    of_1904: bool = False,
) -> Path:
    """A workbook of several sheets; rows and columns counted from 0."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    if of_1904:
        book.epoch = CALENDAR_MAC_1904
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        for number in hidden_rows:
            sheet.row_dimensions[number + 1].hidden = True
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row, 1):
                _put(sheet, number, column, cell)
        for top, left, bottom, right in merged:
            sheet.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
        for column, code in (formats or {}).items():
            for (cell,) in sheet.iter_rows(min_col=column + 1, max_col=column + 1):
                if not isinstance(cell.value, str):
                    cell.number_format = code
    book.save(path)
    return path


def _put(sheet: Any, row: int, column: int, cell: Any) -> None:
    """One cell of a workbook."""
    if cell is None:
        return
    if isinstance(cell, Shown):
        sheet.cell(row, column, cell.number).number_format = cell.code
    elif isinstance(cell, Failed):
        sheet.cell(row, column, cell.error).data_type = "e"
    elif isinstance(cell, Formula):
        sheet.cell(row, column, cell.text)
    else:
        made = sheet.cell(row, column, cell)
        if made.data_type in "fe":
            made.data_type = "s"


def write_xls(
    path: Path,
    rows: Rows,
    *,
    merged: Areas = (),
    hidden_rows: Sequence[int] = (),
    of_1904: bool = False,
) -> Path:
    """An old workbook of one sheet."""
    book = xlwt.Workbook()
    book.dates_1904 = of_1904
    sheet = book.add_sheet("Sheet1")
    styles: dict[str, Any] = {}
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is None or _covered(number, column, merged):
                continue
            if isinstance(cell, Failed):
                sheet.row(number).set_cell_error(column, _XLS_ERRORS[cell.error])
                continue
            code = cell.code if isinstance(cell, Shown) else "yyyy-mm-dd"
            style = styles.setdefault(code, xlwt.easyxf(num_format_str=code))
            value = cell.number if isinstance(cell, Shown) else cell
            plain = not isinstance(cell, Shown | date)
            sheet.write(number, column, value, *([] if plain else [style]))
    for number in hidden_rows:
        sheet.row(number).hidden = True
    for top, left, bottom, right in merged:
        sheet.merge(top, bottom, left, right)
    book.save(str(path))
    return path


_XLS_ERRORS = {"#N/A": 0x2A, "#REF!": 0x17, "#DIV/0!": 0x07, "#VALUE!": 0x0F}


def _covered(row: int, column: int, merged: Areas) -> bool:
    return any(
        top <= row <= bottom and left <= column <= right and (row, column) != (top, left)
        for top, left, bottom, right in merged
    )


def write_xlsb(
    path: Path, rows: Rows, *, hidden_rows: Sequence[int] = (), of_1904: bool = False
) -> Path:
    """A workbook of one sheet in binary records, with no more of them than a reader needs."""
    codes = sorted({cell.code for row in rows for cell in row if isinstance(cell, Shown)})
    if any(isinstance(cell, date) for row in rows for cell in row):
        codes.append("yyyy-mm-dd")
    zero = date(1904, 1, 1) if of_1904 else date(1899, 12, 30)
    formats = b"".join(_record(44, pack("<H", 164 + n) + _wide(c)) for n, c in enumerate(codes))
    styles = [0, *(164 + number for number in range(len(codes)))]
    cells = b"".join(_record(47, pack("<HH", 0, number) + bytes(12)) for number in styles)
    sheet = b"".join(
        _record(
            0, pack("<IIH", number, 0, 300) + bytes([0, 0x10 * (number in hidden_rows), 0, 0, 0])
        )
        + b"".join(_xlsb_cell(cell, column, codes, zero) for column, cell in enumerate(row))
        for number, row in enumerate(rows)
    )
    width = max(map(len, rows), default=1)
    size = _record(148, pack("<IIII", 0, len(rows) - 1, 0, width - 1))
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    content = "application/vnd.ms-excel"

    def leads(**to: str) -> str:
        lines = "".join(
            f'<Relationship Id="{kind}" Type="{kinds}/{kind}" Target="{part}"/>'
            for kind, part in to.items()
        )
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        return f'<?xml version="1.0"?><Relationships xmlns="{space}">{lines}</Relationships>'

    with zipfile.ZipFile(path, "w") as book:
        book.writestr(
            "[Content_Types].xml",
            '<?xml version="1.0"?><Types xmlns='
            '"http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="bin" ContentType="{content}.sheet.binary.macroEnabled.main"/>'
            "</Types>",
        )
        book.writestr("_rels/.rels", leads(officeDocument="xl/workbook.bin"))
        book.writestr(
            "xl/_rels/workbook.bin.rels", leads(worksheet="worksheets/s.bin", styles="styles.bin")
        )
        book.writestr(
            "xl/workbook.bin",
            _record(131)
            + _record(153, pack("<III", of_1904, 0, 0))
            + _record(143)
            + _record(156, pack("<II", 0, 1) + _wide("worksheet") + _wide("Sheet1"))
            + _record(144)
            + _record(132),
        )
        book.writestr(
            "xl/styles.bin",
            _record(278)
            + _record(615, pack("<I", len(codes)))
            + formats
            + _record(616)
            + _record(617, pack("<I", len(styles)))
            + cells
            + _record(618)
            + _record(279),
        )
        book.writestr(
            "xl/worksheets/s.bin",
            _record(129) + size + _record(145) + sheet + _record(146) + _record(130),
        )
    return path


def _record(number: int, data: bytes = b"") -> bytes:
    """A record: number, length, content."""
    kind = bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])
    size, left = b"", len(data)
    while left > 127:
        size, left = size + bytes([left & 0x7F | 0x80]), left >> 7
    return kind + size + bytes([left]) + data


def _wide(text: str) -> bytes:
    return pack("<I", len(text)) + text.encode("utf-16-le")


def _xlsb_cell(cell: Any, column: int, codes: Sequence[str], zero: date) -> bytes:
    if cell is None or cell == "":
        return b""
    code = cell.code if isinstance(cell, Shown) else "yyyy-mm-dd" if isinstance(cell, date) else ""
    begin = pack("<II", column, codes.index(code) + 1 if code else 0)
    if isinstance(cell, Failed):
        return _record(3, begin + bytes([_XLS_ERRORS[cell.error]]))
    number = cell.number if isinstance(cell, Shown) else cell
    number = (number - zero).days if isinstance(number, date) else number
    if isinstance(number, int | float):
        return _record(5, begin + pack("<d", number))
    return _record(6, begin + _wide(str(cell)))


def write_ods(path: Path, rows: Rows, *, of_1904: bool = False) -> Path:
    """An OpenDocument sheet."""
    codes = sorted({cell.code for row in rows for cell in row if isinstance(cell, Shown)})
    styles = "".join(_ods_style(place, code) for place, code in enumerate(codes))
    body = "".join(
        f"<table:table-row>{''.join(_ods_cell(cell, codes) for cell in row)}</table:table-row>"
        for row in rows
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{last}:1.0"'
        for name, last in (
            *((name, name) for name in ("office", "table", "text", "style")),
            ("number", "datastyle"),
        )
    )
    spaces += (
        ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    )
    settings = '<table:null-date table:date-value="1904-01-01"/>' if of_1904 else ""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} '
        f'office:version="1.2"><office:automatic-styles>{styles}</office:automatic-styles>'
        "<office:body><office:spreadsheet><table:calculation-settings>"
        f'{settings}</table:calculation-settings><table:table table:name="Sheet1">'
        f"{body}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" '
        'manifest:media-type="text/xml"/></manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", kind)
        book.writestr("content.xml", content)
        book.writestr("META-INF/manifest.xml", manifest)
    return path


_ODS_CURRENCY = re.compile(r'\[\$([^-\]]+)|"([$¥€£]|USD)"')


def _ods_style(place: int, code: str) -> str:
    """A number style that shows what a simple number format does."""
    sign = _ODS_CURRENCY.search(code)
    kind = "percentage-style" if "%" in code else "currency-style" if sign else "number-style"
    before = re.match(r'"([^"]*)"', code)
    whole = re.sub(r'"[^"]*"', "", code).partition(".")[0]
    text = f"<number:text>{escape(before[1])}</number:text>" if before else ""
    if sign:
        said = escape(sign[1] or sign[2])
        text = f"<number:currency-symbol>{said}</number:currency-symbol>"
    bare = re.sub(r'"[^"]*"', "", code)
    brackets = ("(", ")") if bare.startswith("(") else ("", "")
    behind = re.search(r'[0#]"([^"]*)"$', code)
    after = behind[1] if behind else "%" if "%" in code else brackets[1]
    text = text or (f"<number:text>{brackets[0]}</number:text>" if brackets[0] else "")
    text_after = f"<number:text>{escape(after)}</number:text>" if after else ""
    decimals = f' number:decimal-places="{bare.partition(".")[2].count("0")}"'
    return (
        f'<number:{kind} style:name="N{place}">{text}<number:number '
        f'number:min-integer-digits="{whole.count("0")}"{decimals}/>{text_after}</number:{kind}>'
        f'<style:style style:name="ce{place}" style:family="table-cell" '
        f'style:data-style-name="N{place}"/>'
    )


def _ods_cell(cell: Any, codes: Sequence[str]) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, Shown):
        kind = "percentage" if "%" in cell.code else "float"
        sign = _ODS_CURRENCY.search(cell.code)
        if sign:
            code = {"$": "USD", "€": "EUR", "¥": "CNY", "£": "GBP"}.get(sign[1] or sign[2], "USD")
            kind = f'currency" office:currency="{code}'
        return (
            f'<table:table-cell table:style-name="ce{codes.index(cell.code)}" '
            f'office:value-type="{kind}" office:value="{cell.number!r}">'
            "<text:p>as shown</text:p></table:table-cell>"
        )
    if isinstance(cell, Failed):
        return (
            '<table:table-cell table:formula="of:=x" office:value-type="string" '
            'office:string-value="" calcext:value-type="error">'
            f"<text:p>{cell.error}</text:p></table:table-cell>"
        )
    if isinstance(cell, Formula):
        return '<table:table-cell table:formula="of:=1+1"/>'
    if isinstance(cell, date):
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{cell}">'
            f"<text:p>{cell}</text:p></table:table-cell>"
        )
    if isinstance(cell, int | float):
        return (
            f'<table:table-cell office:value-type="float" office:value="{cell!r}">'
            f"<text:p>{cell}</text:p></table:table-cell>"
        )
    return (
        '<table:table-cell office:value-type="string">'
        f"<text:p>{escape(str(cell))}</text:p></table:table-cell>"
    )


def write_html(
    path: Path, rows: Rows, *, merged: Areas = (), encoding: str = "utf-8", charset: str = ""
) -> Path:
    """A table of a web page, as systems save one under the name of a workbook."""
    spans = {
        (top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in merged
    }
    body = "".join(
        "<tr>"
        + "".join(
            _html_cell(cell, *spans.get((number, column), (1, 1)))
            for column, cell in enumerate(row)
            if not _covered(number, column, merged)
        )
        + "</tr>\n"
        for number, row in enumerate(rows)
    )
    named = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' * bool(
        charset
    )
    page = (
        f"<html><head>{named}<title>not shown</title><style>td {{ color: red }}</style></head>"
        f"<body><!-- nothing --><table border=1>\n{body}</table></body></html>"
    )
    path.write_bytes(page.encode(encoding))
    return path


def _html_cell(cell: Any, down: int, along: int) -> str:
    over = f" rowspan={down}" * (down > 1) + f" colspan='{along}'" * (along > 1)
    return f"<td{over}><font>{escape(text_of(cell)) or '&nbsp;'}</font></td>"


def write_xml(
    path: Path, rows: Rows, *, merged: Areas = (), of_1904: bool = False, hidden: bool = False
) -> Path:
    """A workbook of one sheet as XML Spreadsheet 2003."""
    codes = sorted({cell.code for row in rows for cell in row if isinstance(cell, Shown)})
    styles = "".join(
        f'<Style ss:ID="s{place}"><NumberFormat ss:Format="{escape(code, {chr(34): "&quot;"})}"/>'
        "</Style>"
        for place, code in enumerate(codes)
    )
    spans = {(top, left): (bottom - top, right - left) for top, left, bottom, right in merged}
    body = "".join(
        f'<Row ss:Index="{number + 1}">'
        + "".join(
            _xml_cell(cell, column, codes, *spans.get((number, column), (0, 0)))
            for column, cell in enumerate(row)
            if cell is not None and not _covered(number, column, merged)
        )
        + "</Row>"
        for number, row in enumerate(rows)
    )
    space = "urn:schemas-microsoft-com:office"
    seen = "SheetHidden" if hidden else "SheetVisible"
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        f'<Workbook xmlns="{space}:spreadsheet" xmlns:ss="{space}:spreadsheet">'
        f'<ExcelWorkbook xmlns="{space}:excel">{"<Date1904/>" * of_1904}</ExcelWorkbook>'
        f'<Styles>{styles}</Styles><Worksheet ss:Name="Sheet1"><Table>{body}</Table>'
        f'<WorksheetOptions xmlns="{space}:excel"><Visible>{seen}</Visible></WorksheetOptions>'
        "</Worksheet></Workbook>",
        encoding="utf-8",
    )
    return path


def _xml_cell(cell: Any, column: int, codes: Sequence[str], down: int, along: int) -> str:
    kind, text, style = "String", text_of(cell), ""
    if isinstance(cell, Shown):
        kind, style = "Number", f' ss:StyleID="s{codes.index(cell.code)}"'
    elif isinstance(cell, Failed):
        kind = "Error"
    elif isinstance(cell, date):
        kind, text = "DateTime", f"{cell}T00:00:00.000"
    elif isinstance(cell, int | float):
        kind, text = "Number", repr(cell)
    over = f' ss:MergeDown="{down}"' * bool(down) + f' ss:MergeAcross="{along}"' * bool(along)
    data = f'<Data ss:Type="{kind}">{escape(text)}</Data>'
    if isinstance(cell, Formula):
        return f'<Cell ss:Index="{column + 1}" ss:Formula="=1+1"/>'
    return f'<Cell ss:Index="{column + 1}"{style}{over}>{data}</Cell>'


def write_json(path: Path, rows: Rows) -> Path:
    """A list of objects, by the names in the first row."""
    path.write_text(json.dumps(_objects(rows), ensure_ascii=False, default=str), encoding="utf-8")
    return path


def write_jsonl(path: Path, rows: Rows) -> Path:
    """One object a line."""
    lines = (json.dumps(one, ensure_ascii=False, default=str) for one in _objects(rows))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _objects(rows: Rows) -> list[dict[str, Any]]:
    header, *data = rows
    return [dict(zip(header, row, strict=False)) for row in data]
