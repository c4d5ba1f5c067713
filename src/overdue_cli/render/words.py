"""Values as people read them: text that cannot drive a terminal, amounts with thousands marks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from overdue_cli.domain.money import Money, grouped_text
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.render.sections import seen_columns
from overdue_cli.render.values import is_sums

# C0 and C1 controls, line and paragraph separators, overrides of the writing direction, and
# halves of surrogate pairs: what could move the cursor, break a line or reorder it.
_DRIVING = re.compile(
    "\r\n|[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_LINE_ENDS = frozenset(("\r\n", "\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"))


class Cells(NamedTuple):
    """A section as texts: visible columns, whether each is aligned right, and lines of cells."""

    columns: list[Column]
    right: list[bool]
    lines: list[tuple[str, ...]]
    rows: list[Mapping[str, Any]]


def cells(document: Document, section: Section, *, joint: str = "; ") -> Cells:
    """The texts of a section; sums per currency are joined by ``joint``."""
    columns, rows = seen_columns(section), list(section.rows)
    coded = not _has_currency(document, columns)
    right, texts = [], []
    for column in columns:
        values = [row.get(column.name) for row in rows]
        right.append(column.align == "right" or _all_numbers(values))
        grouped = column.align == "right"
        texts.append([words(v, joint=joint, coded=coded, grouped=grouped) for v in values])
    return Cells(columns, right, list(zip(*texts, strict=True)), rows)


def _has_currency(document: Document, columns: Sequence[Column]) -> bool:
    """Whether a bare amount is clear: its currency stands in the row or above the table."""
    return any(column.name == "currency" for column in columns) or any(
        name == "currency" and label for name, label, _ in document.facts
    )


def _all_numbers(values: Sequence[Any]) -> bool:
    """Whether a column holds quantities and nothing else."""
    kinds = {_is_number(value) for value in values if value is not None and value != ()}
    return kinds == {True}


def _is_number(value: Any) -> bool:
    """Whether a value is a quantity: a number, an amount or a sum per currency."""
    if isinstance(value, bool):
        return False
    return isinstance(value, (int, float, Decimal, Money, Fraction)) or is_sums(value)


def words(value: Any, *, joint: str = "; ", coded: bool = True, grouped: bool = True) -> str:
    """One value as a person reads it; ``coded`` puts the currency before a single amount.

    >>> words(Money(123450, "CNY")), words(Money(-5, "USD"), coded=False), words(None), words(True)
    ('CNY 1,234.50', '-0.05', '', 'yes')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return neutral(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}" if grouped else str(value)
    if isinstance(value, Money):
        return _amount(value) if coded else grouped_text(*value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return per_cent(value)
    return _joined(value, joint)


def _joined(value: Any, joint: str) -> str:
    """Sums, lists and dicts as one text."""
    if is_sums(value):
        return joint.join(_amount(amount) for amount in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{neutral(str(key))} {words(part)}" for key, part in value.items())
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(words(part) for part in value)
    return neutral(str(value))


def per_cent(part: Fraction) -> str:
    """A part of a whole in per cent with one digit, half up.

    >>> per_cent(Fraction(1, 8)), per_cent(Fraction(2, 3)), per_cent(Fraction(0))
    ('12.5 %', '66.7 %', '0.0 %')
    """
    tenths = (part.numerator * 2000 + part.denominator) // (2 * part.denominator)
    return f"{tenths / 10:,.1f} %"


def _amount(amount: Money) -> str:
    return f"{amount.currency} {grouped_text(*amount)}"


def neutral(text: str) -> str:
    """Text with every character that could drive a terminal replaced by a visible one.

    >>> neutral("Jo\\x1b[31m\\nLee")
    'Jo␛[31m↵Lee'
    """
    return text if text.isprintable() else _DRIVING.sub(_visible, text)


def _visible(match: re.Match[str]) -> str:
    """A picture of a control character (Unicode has one for each of the old ones)."""
    mark = match[0]
    if mark in _LINE_ENDS:
        return "↵"
    if mark == "\t":
        return " "
    code = ord(mark)
    return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else "\ufffd"


def heading(document: Document) -> tuple[str, str]:
    """The title and the "as of" beside it; either may be empty."""
    as_of = f"as of {document.as_of.isoformat()}" if document.as_of else ""
    return neutral(document.title), as_of


def fact_lines(document: Document) -> list[tuple[str, str]]:
    """Label and text of each fact that people see."""
    return [(neutral(label), words(value)) for _, label, value in document.facts if label]


def more_line(document: Document) -> str:
    """What a short answer leaves out, in one line; '' for a whole one."""
    return neutral(document.more)


def settings_line(document: Document) -> str:
    """The settings in force, in one line; those that are not set are left out."""
    settings = [f"{name}={_setting(v)}" for name, v in document.settings.items() if v is not None]
    return "settings: " + ", ".join(settings) if settings else ""


def _setting(value: Any) -> str:
    """One setting as it would be typed: 30,60,90."""
    if isinstance(value, (list, tuple)) and not isinstance(value, Money):
        return ",".join(words(part, grouped=False) for part in value)
    return words(value, grouped=False)
