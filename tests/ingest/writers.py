"""Writes rows as the files that people have: text of any dialect, workbooks, JSON.

A cell is text, a number, a date or None; each writer keeps it as its format does.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import xlwt

Rows = Sequence[Sequence[Any]]
#: Cells joined into one: first row, first column, last row, last column, counted from 0.
Areas = Sequence[tuple[int, int, int, int]]


def text_of(cell: Any) -> str:
    """A cell as a text file has it."""
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
) -> Path:
    """A workbook of several sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
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


def write_xls(path: Path, rows: Rows, *, merged: Areas = ()) -> Path:
    """An old workbook of one sheet."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is not None and not _covered(number, column, merged):
                sheet.write(number, column, cell, *([day] if isinstance(cell, date) else []))
    for top, left, bottom, right in merged:
        sheet.merge(top, bottom, left, right)
    book.save(str(path))
    return path


def _covered(row: int, column: int, merged: Areas) -> bool:
    return any(
        top <= row <= bottom and left <= column <= right and (row, column) != (top, left)
        for top, left, bottom, right in merged
    )


def write_ods(path: Path, rows: Rows) -> Path:
    """An OpenDocument sheet."""
    body = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} '
        'office:version="1.2"><office:body><office:spreadsheet><table:table table:name="Sheet1">'
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


def _ods_cell(cell: Any) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
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
