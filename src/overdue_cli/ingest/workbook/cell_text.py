"""The text of a cell of a spreadsheet: what its value says, with the digits it has."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

_KEPT_DIGITS = 15


def cell_text(value: Any) -> str:
    """The text of a cell: numbers with the digits they have, dates as ISO.

    >>> cell_text(13812345678.0), cell_text(17.299999999999997), cell_text(True)
    ('13812345678', '17.3', 'true')
    >>> cell_text(110101199003071234.0)
    '1.10101199003071E+17'
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime):
        plain = value.time() == value.time().min
        return value.date().isoformat() if plain else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _number(value: float) -> str:
    if abs(value) >= 10**_KEPT_DIGITS:
        return f"{value:.14E}"
    text = f"{value:.15g}"
    return exact(f"{Decimal(text):f}" if "e" in text else text)


def exact(number: str) -> str:
    """A number that is one: three decimals get a fourth, so that none is taken for thousands.

    >>> exact("1.234"), exact("1234.5")
    ('1.2340', '1234.5')
    """
    return f"{number}0" if number[-4:-3] == "." else number
