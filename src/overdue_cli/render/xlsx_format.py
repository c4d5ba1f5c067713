"""xlsx: a sheet per section, numbers as numbers, days as dates, header frozen, sums as formulas.

A text is written as a text, so a name ``=1+1`` is no formula. Title, facts and settings stand on a
sheet of their own, so that the header of a list is its first row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any, NamedTuple, TextIO

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.money import Money, decimal_text, digits
from overdue_cli.render.currency_columns import split_sums
from overdue_cli.render.document import Document, Section
from overdue_cli.render.sections import seen_columns
from overdue_cli.render.words import heading, neutral, settings_line, words

_MOST_ROWS = 1_048_000
_EXACT = 10**15
"""A spreadsheet keeps fifteen digits; a larger amount is written as a text, none of it lost."""


class _Formats(NamedTuple):
    """The workbook and its cell formats by name, made once each."""

    book: Any
    made: dict[str, Any]

    def of(self, pattern: str, *, bold: bool = False) -> Any:
        """The format of a number pattern."""
        key = f"{pattern}|{bold}"
        if key not in self.made:
            self.made[key] = self.book.add_format({"num_format": pattern, "bold": bold})
        return self.made[key]


def write(document: Document, out: TextIO) -> None:
    """The document as a workbook; the bytes go to what stands behind the text file."""
    kept = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(kept, options)
    formats = _Formats(book, {})
    names: set[str] = set()
    for section in document.sections:
        _sheet(formats, split_sums(section), document, names)
    _about(formats, document, names)
    book.close()
    out.flush()
    out.buffer.write(kept.getvalue())


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that spreadsheets take: at most 31 characters, none of theirs, used once."""
    clean = "".join(" " if char in "[]:*?/\\'" else char for char in neutral(wanted)).strip()[:28]
    name, number = clean or "rows", 2
    while name.lower() in taken:
        name, number = f"{clean[:26]} {number}", number + 1
    taken.add(name.lower())
    return name


def _sheet(formats: _Formats, section: Section, document: Document, names: set[str]) -> None:
    """One section: its header in the first row, its rows, and its sums."""
    plain = section.title or section.name.replace("_", " ").capitalize()
    sheet = formats.book.add_worksheet(_sheet_name(plain, names))
    columns, rows = seen_columns(section), list(section.rows)
    if len(rows) > _MOST_ROWS:
        raise WrongUse("more rows than a workbook holds", hint="use -o report.csv")
    for at, column in enumerate(columns):
        sheet.write_string(0, at, neutral(column.title), formats.of("@", bold=True))
    for number, row in enumerate(rows, start=1):
        for at, column in enumerate(columns):
            _write_cell(formats, sheet, number, at, row.get(column.name))
    _added_rows(formats, sheet, section, rows)
    _totals(formats, sheet, section, rows)
    _print_well(sheet, document, len(rows), len(columns))


def _print_well(sheet: Any, document: Document, rows: int, columns: int) -> None:
    """A header that stays in sight and on every page, filters, and pages in landscape."""
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_header("&L" + " ".join(heading(document)).replace("&", "&&")[:200] + "&R&P / &N")
    if columns:
        sheet.autofilter(0, 0, max(rows, 1), columns - 1)
    sheet.autofit()


def _write_cell(formats: _Formats, sheet: Any, row: int, at: int, value: Any) -> None:
    """One value by its kind: amounts and numbers, days, texts."""
    if value is None or value == ():
        return
    if isinstance(value, Money):
        _write_money(formats, sheet, row, at, value)
    elif isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        sheet.write_number(row, at, value)
    elif isinstance(value, Fraction):
        sheet.write_number(row, at, float(value), formats.of("0.0%"))
    elif isinstance(value, datetime):
        shown = value.replace(tzinfo=None)
        sheet.write_datetime(row, at, shown, formats.of("yyyy-mm-dd hh:mm"))
    elif isinstance(value, date):
        _write_day(formats, sheet, row, at, value)
    elif isinstance(value, str) and (day := _day(value)):
        _write_day(formats, sheet, row, at, day)
    else:
        sheet.write_string(row, at, words(value))


def _write_day(formats: _Formats, sheet: Any, row: int, at: int, day: date) -> None:
    """A day as a date; one before spreadsheets begin as a text."""
    if day.year >= 1900:
        sheet.write_datetime(row, at, datetime(*day.timetuple()[:3]), formats.of("yyyy-mm-dd"))
    else:
        sheet.write_string(row, at, day.isoformat())


def _write_money(formats: _Formats, sheet: Any, row: int, at: int, amount: Money) -> None:
    """An amount as a number with the currency's own digits."""
    text = decimal_text(*amount)
    if abs(amount.minor) >= _EXACT:
        sheet.write_string(row, at, text)
    else:
        sheet.write_number(row, at, float(text), formats.of(_pattern(amount.currency)))


def _pattern(currency: str) -> str:
    """How a spreadsheet shows amounts of a currency.

    >>> _pattern("CNY"), _pattern("JPY")
    ('#,##0.00', '#,##0')
    """
    places = digits(currency)
    return "#,##0" + ("." + "0" * places if places else "")


def _day(text: str) -> date | None:
    """The day that a text is, written in ISO; None for any other text."""
    if len(text) == 10 and text[4] == text[7] == "-":
        with suppress(ValueError):
            return date.fromisoformat(text)
    return None


def _added_rows(
    formats: _Formats, sheet: Any, section: Section, rows: Sequence[Mapping[str, Any]]
) -> None:
    """The amounts of rows that are sums of other rows, as formulas."""
    for place, parts in section.added.items():
        for at, column in enumerate(seen_columns(section)):
            value = rows[place].get(column.name)
            if isinstance(value, Money) and abs(value.minor) < _EXACT:
                letter = xl_col_to_name(at)
                formula = f"=SUM({letter}{parts.start + 2}:{letter}{parts.stop + 1})"
                pattern = formats.of(_pattern(value.currency), bold=True)
                sheet.write_formula(place + 1, at, formula, pattern, float(decimal_text(*value)))


def _totals(
    formats: _Formats, sheet: Any, section: Section, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Below the rows, the sums of the columns that may be added, a line per currency."""
    places = {column.name: at for at, column in enumerate(seen_columns(section))}
    added = [name for name in section.totals if name in places]
    if not rows or not added:
        return
    codes = sorted({row[name].currency for row in rows for name in added if row.get(name)})
    by_currency = xl_col_to_name(places["currency"]) if "currency" in places else ""
    last = len(rows) + 1
    for number, code in enumerate(codes, start=last + 1):
        sheet.write_string(number, 0, f"total {code}", formats.of("@", bold=True))
        for name in added:
            column = xl_col_to_name(places[name])
            cells = f"{column}2:{column}{last}"
            formula = (
                f'=SUMIF(${by_currency}$2:${by_currency}${last},"{code}",{cells})'
                if by_currency
                else f"=SUM({cells})"
            )
            minor = sum(r[name].minor for r in rows if r.get(name) and r[name].currency == code)
            value = float(decimal_text(minor, code))
            sheet.write_formula(
                number, places[name], formula, formats.of(_pattern(code), bold=True), value
            )


def _about(formats: _Formats, document: Document, names: set[str]) -> None:
    """A sheet with the title, the day, the facts and the settings."""
    sheet = formats.book.add_worksheet(_sheet_name("About", names))
    title, as_of = heading(document)
    lines: list[tuple[str, Any]] = [(title, as_of)]
    lines += [(neutral(label), value) for _, label, value in document.facts if label]
    lines.append(("Settings", settings_line(document).removeprefix("settings: ")))
    for number, (label, value) in enumerate(lines):
        sheet.write_string(number, 0, label, formats.of("@", bold=True))
        _write_cell(formats, sheet, number, 1, value)
    sheet.autofit()
