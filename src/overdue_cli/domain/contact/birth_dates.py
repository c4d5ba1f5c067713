"""Dates of birth: as recorded, or as a Chinese identity number says (GB 11643)."""

from __future__ import annotations

from datetime import date

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


def born_on(recorded: str, id_no: str) -> date | None:
    """The recorded date of birth (ISO), else the one within the identity number; None for none."""
    return date.fromisoformat(recorded) if recorded else born_on_of_id(id_no)


def born_on_of_id(id_no: str) -> date | None:
    """The date of birth within a valid Chinese identity number of 18 places; None for any other.

    >>> born_on_of_id("11010519491231002X")
    datetime.date(1949, 12, 31)
    >>> born_on_of_id("110105194912310021") is None, born_on_of_id("4711") is None
    (True, True)
    """
    text = id_no.strip().upper()
    digits = text[:17]
    if len(text) != 18 or not (digits.isascii() and digits.isdigit()):
        return None
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    if text[17] != _CHECK[total % 11]:
        return None
    try:
        return date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return None
