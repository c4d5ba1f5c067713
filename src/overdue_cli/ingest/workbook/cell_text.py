"""The text of a cell of a spreadsheet, with the digits its value has, or the error it shows."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from overdue_cli.ingest.faults import BadCell

_KEPT_DIGITS = 15
#: Stands in the cell of a formula that no program has worked out.
NOT_CALCULATED = "#NOT CALCULATED"
ERRORS = frozenset(
    "#N/A #REF! #DIV/0! #VALUE! #NAME? #NUM! #NULL! #SPILL! #CALC! #FIELD! #BLOCKED! #BUSY! "
    "#CONNECT! #UNKNOWN! #GETTING_DATA #####".split()
) | {NOT_CALCULATED, "Err:502", "Err:504", "Err:508", "Err:509", "Err:522", "Err:523"}


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


def is_error(text: str) -> bool:
    """Whether a cell shows that its formula failed."""
    return text in ERRORS


def refuse_error(text: str) -> None:
    """Nothing, or BadCell for a cell that shows an error of its formula."""
    if text not in ERRORS:
        return
    if text == NOT_CALCULATED:
        raise BadCell(
            "the formula in this cell has no value",
            "Open the workbook in a spreadsheet program, which works it out, and save it there.",
        )
    raise BadCell(
        "the formula in this cell ends in an error",
        "Mend it in the spreadsheet, or empty the cell where there is nothing to say.",
    )
