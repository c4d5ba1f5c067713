"""csv: one header line with the stable column names, then one line per row.

RFC 4180 quoting, lines ending in ``\\n``. Amounts are plain decimals, sums per currency a column
for each currency (``overdue_CNY``), parts of a whole fractions of one (0.125), nothing is an empty
cell, yes and no are ``true`` and ``false``, lists and dicts are compact json.

A text that a spreadsheet would take for a formula is defused with a leading apostrophe, so a name
``=1+1`` is written as ``'=1+1`` (OWASP, CSV injection). That is every text beginning with ``=``,
``+``, ``-``, ``@``, a tab, a carriage return or a line feed, or with the full-width forms of the
four signs. Left as they are: amounts, dates and numbers, texts that are plain numbers
(``-12.5``), and phone numbers: a plus followed only by digits, spaces, hyphens and parentheses
(``+86 138-0000-0000``).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Any, TextIO

from overdue_cli.render.currency_columns import split_sums
from overdue_cli.render.document import Document
from overdue_cli.render.sections import main_section, records
from overdue_cli.render.values import encoded, is_sums

_FORMULA_START = frozenset("=+-@\t\r\n＝＋－＠")
_HARMLESS = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*|\+[0-9() -]*[0-9][0-9() -]*")


class _UnixLines:
    """A file that ends each line of the csv writer with a bare line feed.

    The writer is told ``\\r\\n`` because it quotes a cell only for the characters of its own line
    ending, and a carriage return inside a cell must be quoted too.
    """

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, line: str) -> int:
        return self._out.write(line[:-2] + "\n")


def write(document: Document, out: TextIO) -> None:
    """The main section as csv, row by row."""
    names, rows = records(_by_currency(document))
    writer = csv.writer(_UnixLines(out), lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows(_cells(row) for row in rows)


def _by_currency(document: Document) -> Document:
    """The document with its main section's sums as a column for each currency."""
    section = main_section(document)
    if section is None:
        return document
    return replace(document, sections=(split_sums(section),), main="")


def _cells(row: Iterable[Any]) -> list[str]:
    """The cells of one line as text."""
    return [cell_text(value) for value in row]


def cell_text(value: Any) -> str:
    """One value as the text of a csv cell.

    >>> from overdue_cli.domain.money import Money
    >>> cell_text((Money(123450, "CNY"), Money(2000, "USD"))), cell_text(None), cell_text(True)
    ('CNY 1234.50; USD 20.00', '', 'true')
    """
    if value is None or value == ():
        return ""
    if isinstance(value, str):
        return defused(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Fraction):
        return f"{float(value):.6f}".rstrip("0").removesuffix(".")
    if is_sums(value):
        return "; ".join(str(amount) for amount in value)
    plain = encoded(value)
    return _compact(plain) if isinstance(plain, (list, dict)) else _scalar(plain)


def _scalar(plain: Any) -> str:
    """An encoded number, amount or date as text."""
    return "" if plain is None else str(plain)


def _compact(plain: Any) -> str:
    """Compact json; loaded only for the rare cell that is a list or a dict."""
    import json

    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def defused(text: str) -> str:
    """Text that no spreadsheet takes for a formula.

    >>> defused("=1+1"), defused("+86 138-0000-0000"), defused("-12.5"), defused("-x")
    ("'=1+1", '+86 138-0000-0000', '-12.5', "'-x")
    """
    if text and text[0] in _FORMULA_START and not _HARMLESS.fullmatch(text):
        return "'" + text
    return text
