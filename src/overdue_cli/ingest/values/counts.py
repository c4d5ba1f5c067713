"""Counts as people write them, with their unit in the cell or as one of so many."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from functools import cache
from typing import Literal

from overdue_cli.ingest.faults import BadCell
from overdue_cli.ingest.values.month_names import folded
from overdue_cli.ingest.word_lists import list_rows

CountUnit = Literal["days", "months", "periods"]

#: The units that the cells of a count may be in.
_UNITS: Mapping[str, tuple[CountUnit, ...]] = {
    "days_past_due": ("days",),
    "grace_days": ("days",),
    "instalments": ("periods", "months"),
    "seq": ("periods",),
    "principal_grace": ("periods",),
    "interest_grace": ("periods",),
}
_WITH_UNIT = re.compile(r"(?P<before>[^\W\d_]*)\s*(?P<number>\d{1,9})\s*(?P<unit>[^\W\d_]+)\.?")
_ONE_OF = re.compile(
    r"(?:no\.?|nr\.?|#)?\s*(\d{1,4})\s*(?:/|of|von|de|di|van|av|z)\s*(\d{1,4})", re.I
)
_NAMED = re.compile(r"(?:no\.?|nr\.?|n°|#)\s*(\d{1,9})", re.IGNORECASE)
_WHOLE = re.compile(r"(\d{1,9})\.0+")
_BEFORE = ("", "第", "逾期", "共")


@cache
def _units() -> Mapping[str, str]:
    """Folded word → days, months or periods."""
    rows = list_rows(__package__, "count_units.csv")
    return {folded(word): row["unit"] for row in rows for word in row["words"].split("|")}


def count_units(field: str, others: Collection[str]) -> tuple[CountUnit, ...]:
    """The units that the cells of a count may be in, beside the other fields of its file.

    Months are as many instalments only where nothing says another unit or interval.

    >>> count_units("instalments", ["loan_id"]), count_units("instalments", ["unit"])
    (('periods', 'months'), ('periods',))
    """
    units = _UNITS.get(field, ())
    if {"unit", "every"} & {*others}:
        units = tuple(unit for unit in units if unit != "months")
    return units


def read_count(
    text: str, least: int, field: str = "", units: Collection[CountUnit] | None = None
) -> int:
    """A whole number not below ``least``.

    >>> read_count("12个月", 1, "instalments"), read_count("第 3 期", 1, "seq")
    (12, 3)
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain.isdecimal():
        plain = _number(plain, field, _UNITS.get(field, ()) if units is None else units)
        if not plain.removeprefix("-").isdecimal():
            raise _no_count(least)
    if len(plain) > 9:
        raise _no_count(least)
    if int(plain) < least:
        raise BadCell(f"this is a whole number from {least} on", "Check the number.")
    return int(plain)


def _no_count(least: int) -> BadCell:
    return BadCell("this is a whole number", f"Write it with digits only, from {least} on.")


def _number(text: str, field: str, units: Collection[CountUnit]) -> str:
    """The number in a text; the text where it has none that is meant."""
    whole = _WHOLE.fullmatch(text)
    if whole:
        return whole[1]
    if field == "seq":
        one = _ONE_OF.fullmatch(text)
        if one and 1 <= int(one[1]) <= int(one[2]):
            return one[1]
        named = _NAMED.fullmatch(text)
        if named:
            return named[1]
    match = _WITH_UNIT.fullmatch(text)
    if match and match["before"] in _BEFORE and _units().get(folded(match["unit"])) in units:
        return match["number"]
    return text
