"""Dates as people and programs write them, as ISO text; the order of day and month per column.

What is read without asking: 2012-06-30, 2012/6/30, 20120630, 2012年6月30日, 30.06.2012, and days
with the name of their month (30 June 2012, 30-giu-2012); a time may stand behind it. Where the
year stands last or has two digits, the order is decided by the whole column or by the user.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.faults import BadCell, Undecided
from overdue_cli.ingest.values.clocks import read_clock, split_clock, without_clock
from overdue_cli.ingest.values.month_names import (
    is_month,
    named_day,
    with_digits,
    without_weekday,
)

ORDERS = ("ymd", "mdy", "dmy")
#: What is told where an order was named, and nothing of the file needed one.
NO_ORDER = "--date-order was not needed: every date says its order itself"

_PARTS = re.compile(r"(\d{1,4})([-/. ])(\d{1,2})\2(\d{1,4})$")
_CHINESE = re.compile(r"(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]?$")
# Days from 1954 to 2064, counted as spreadsheets do; a part of a day may follow.
_SERIAL = re.compile(r"([2-5]\d{4})(?:\.\d+)?$")
_DAY_ZERO = date(1899, 12, 30)
#: A day with its month by name between two marks of figures: 13-Oct-2022.
_DAY_THEN_NAME = re.compile(r"\s*\d{1,2}([-/])[^\W\d]{3,}\1\d{2,4}\s*$")
_RULE = "a date is written as YYYY-MM-DD"
_FIRST_YEAR, _LAST_YEAR = 1900, 2999


class Parts(NamedTuple):
    """The three numbers of a date in the order written, and the orders they may be in."""

    numbers: tuple[int, int, int]
    orders: tuple[str, ...]


class HeaderOrders(NamedTuple):
    """The orders that days may be in by the language of a header, and that language."""

    orders: tuple[str, ...]
    language: str
    marks: str = ""
    """The marks between the parts of a day for which it holds, unless the years of the column
    speak against it; '' holds always."""


#: What a header tells that is in Chinese, or in a language nobody can tell.
ANY_ORDER = HeaderOrders(ORDERS, "")


class _OpenCell(NamedTuple):
    """A cell that may be several days: its row, its text, why, and the orders they stand in."""

    row: int
    text: str
    rule: str
    orders: tuple[str, ...]


def _any_order() -> HeaderOrders:
    return ANY_ORDER


def parts(text: str) -> Parts:
    """The numbers of a date; BadCell when it is none.

    >>> parts("30.06.2012").orders, parts("9/14/16 19:31").orders
    (('dmy',), ('ymd', 'mdy', 'dmy'))
    >>> parts("20260106091002").numbers
    (2026, 1, 6)
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    match = _PARTS.match(plain)
    if not match:
        plain = without_clock(plain)
        match = _PARTS.match(plain)
    if match:
        numbers = int(match[1]), int(match[3]), int(match[4])
        return Parts(numbers, _orders(match[1], match[4], match[2]))
    if len(plain) == 8 and plain.isdecimal():
        return Parts((int(plain[:4]), int(plain[4:6]), int(plain[6:])), ("ymd",))
    return _in_words(plain)


def _mark(text: str) -> str:
    """The mark behind the first number of a day that may be in several orders."""
    return unicodedata.normalize("NFKC", text).strip().lstrip("0123456789")[0]


def _in_words(text: str) -> Parts:
    """The numbers of a day with words in it; BadCell for what is no day."""
    plain = without_weekday(text)
    if plain != text and any(mark.isdecimal() for mark in plain):
        return parts(plain)
    match = _CHINESE.match(with_digits(plain))
    day = (int(match[1]), int(match[2]), int(match[3])) if match else named_day(plain)
    if day is None and is_month(plain):
        rule = "this is a month, or a day without its year, and a day is wanted"
        raise BadCell(rule, "Write the day in full, as 2012-06-30.")
    if day is None:
        raise BadCell(_RULE, "Write it as 2012-06-30.")
    return Parts(day, ("ymd",))


def _orders(first: str, last: str, mark: str) -> tuple[str, ...]:
    """The orders that three parts may be in, by where the year can be."""
    if len(first) == 4 and len(last) <= 2:
        return ("ymd",)
    if len(last) == 4 and len(first) <= 2:
        return ("dmy",) if mark == "." else ("mdy", "dmy")
    if len(first) <= 2 and len(last) == 2:
        return ("ymd", "dmy") if mark == "." else ORDERS
    raise BadCell(_RULE, "Write the year with four digits, as in 2012-06-30.")


def in_order(numbers: tuple[int, int, int], order: str) -> date:
    """The date of three numbers in an order; ValueError when the calendar has no such day.

    Two-digit years: 00-68 are 2000-2068, 69-99 are 1969-1999 (POSIX).
    """
    by_name = dict(zip(order, numbers, strict=True))
    return date(_full(by_name["y"]), by_name["m"], by_name["d"])


def _full(year: int) -> int:
    """A year of two digits with its century."""
    return year if year >= 100 else year + (2000 if year <= 68 else 1900)


class DateColumn:
    """Reads the cells of one column as ISO dates; decides their order when it first must."""

    def __init__(
        self,
        file: str,
        header: str,
        cells: Callable[[], Iterable[tuple[int, str]]],
        order: str = "",
        *,
        day_zero: date | None = None,
        by_header: Callable[[], HeaderOrders] = _any_order,
    ) -> None:
        self._file = file
        self._header = header
        self._cells = cells
        self._order = ""
        self._named_order = order
        self.idle = bool(order)
        """Whether an order was named, and no cell has needed one yet."""
        self.decisive: Problem | None = None
        """The cell that decided the order, where others left it open; the first of those where
        the language of the header decided."""
        self._day_zero = day_zero
        self._by_header = by_header

    @property
    def order(self) -> str:
        """The order that was named or decided; '' where no cell needed one."""
        return self._named_order or self._order

    def read(self, text: str) -> str:
        """The ISO text of a cell; BadCell names what is wrong with it."""
        if len(text) == 10 and text[4] == "-" == text[7]:
            return _iso(text)
        counted = _SERIAL.match(text)
        if counted:
            return self._counted(int(counted[1]))
        day_parts = parts(text)
        if self._named_order:
            self.idle = self.idle and day_parts.orders == ("ymd",)
            return _dated(day_parts, _in_order(day_parts, self._named_order))
        if len(day_parts.orders) == 1:
            return _dated(day_parts, day_parts.orders[0])
        self._order = self._order or self._decided()
        if self._order not in day_parts.orders:
            rule = f"dates of this column are in the order {self._order}"
            raise BadCell(rule, "Write it the same way.")
        return _dated(day_parts, self._order)

    def _counted(self, days: int) -> str:
        """The day that a spreadsheet means by a number; BadCell where the file is none."""
        day = ((self._day_zero or _DAY_ZERO) + timedelta(days)).isoformat()
        if self._day_zero is not None:
            return day
        rule = f"{_RULE}; a spreadsheet would mean {day} by this number"
        raise BadCell(rule, "Give the column a date format there, and save the sheet again.")

    def _decided(self) -> str:
        """The one order that fits all cells of the column; Undecided when several or none do."""
        fits, count = dict.fromkeys(ORDERS, 0), 0
        for _, text in self._cells():
            readings = _readings(text)
            count += bool(readings)
            for order in readings:
                fits[order] += 1
        left = [order for order in ORDERS if fits[order] == count]
        if not left:
            raise self._mixed(max(fits, key=lambda order: fits[order]))
        if len(left) == 1:
            self.decisive = self._deciding(left[0])
            return left[0]
        open_cell = self._of_several_days(left)
        if open_cell is None:
            return left[0]
        if self._by_named_month(left):
            return "dmy"
        header = self._by_header()
        left = self._likely(left, header) or left
        still_open = self._of_several_days(left)
        if still_open is not None:
            raise self._undecided(*still_open)
        self.decisive = self._decided_by(header, left[0], open_cell)
        return left[0]

    def _by_named_month(self, orders: list[str]) -> bool:
        """Whether another cell of the column has a month by name, behind its day (13-Oct-2022):
        who writes so has the day before the month in figures too."""
        named = [(row, text) for row, text in self._cells() if _DAY_THEN_NAME.match(text)]
        if "dmy" not in orders or not named:
            return False
        row, text = named[0]
        rule = "dates of this column are read in the order dmy, because of this one"
        self.decisive = Problem(row, self._header, text.strip(), rule, "Else say --date-order.")
        return True

    def _likely(self, orders: list[str], header: HeaderOrders) -> list[str]:
        """The orders that days may be in by the language of the header; [] where it fits none.

        Days that have one year in an order and several in the likely ones are rather in that.
        """
        likely = [order for order in orders if order in header.orders]
        if not header.marks:
            return likely
        cells = [(text, days) for _, text, days in self._read_all()]
        other_marks = any(_mark(text) not in header.marks for text, _ in cells)
        years = {order: len({days[order][:4] for _, days in cells}) for order in orders}
        fewest = min(years.values())
        return [] if other_marks or all(years[order] > fewest for order in likely) else likely

    def _deciding(self, order: str) -> Problem | None:
        """The first cell that has fewest readings, where another has several; else None."""
        cells = [(len(set(days.values())), row, text) for row, text, days in self._read_all()]
        least, row, text = min(cells, key=lambda one: one[:2])
        if max(cells)[0] == least:
            return None
        rule = f"dates of this column are read in the order {order}, because of this one"
        return Problem(row, self._header, text.strip(), rule, "Else say --date-order.")

    def _read_all(self) -> Iterator[tuple[int, str, dict[str, str]]]:
        """The cells that may be in several orders, with what each would mean."""
        for row, text in self._cells():
            days = _readings(text)
            if days:
                yield row, text, days

    def _decided_by(self, header: HeaderOrders, order: str, cell: _OpenCell) -> Problem:
        """The first cell of several days, which the language of the header decided."""
        rule = f"dates of this column are read in the order {order}, as the header is in "
        hint = "Else say --date-order."
        return Problem(cell.row, self._header, cell.text.strip(), rule + header.language, hint)

    def _of_several_days(self, orders: list[str]) -> _OpenCell | None:
        """The first cell that the orders read as different days; None where there is none."""
        for row, text in self._cells():
            readings = {o: day for o, day in _readings(text).items() if o in orders}
            if len(set(readings.values())) > 1:
                days = " or ".join(f"{day} ({order})" for order, day in readings.items())
                return _OpenCell(row, text, f"this could be {days}", tuple(readings))
        return None

    def _mixed(self, best: str) -> Undecided:
        for row, text in self._cells():
            readings = _readings(text)
            if readings and best not in readings:
                other = next(iter(readings))
                rule = f"this fits only {other}, most dates of the column {best}"
                return self._undecided(row, text, rule, (best, other))
        raise AssertionError("every cell fits the order")

    def _undecided(self, row: int, text: str, rule: str, choices: tuple[str, ...]) -> Undecided:
        options = " or ".join(f"--date-order {choice}" for choice in choices)
        return Undecided(
            self._file,
            Problem(row, self._header, text, rule, f"Say which order it is: {options}."),
            option="--date-order",
            choices=choices,
        )


def read_moment(read_day: Callable[[str], str], text: str) -> str:
    """A day and a time as ISO text, with the offset if there is one; a day alone is its noon."""
    return f"{read_day(text)}T{split_clock(text).clock or '12:00:00'}"


def moment_of(read_day: Callable[[str], str], day: str, clock: str) -> str:
    """A moment whose day and time stand in two cells, as ISO text; BadCell for two times.

    >>> moment_of(DateColumn("f.csv", "day", list).read, "20260406", "141329")
    '2026-04-06T14:13:29'
    """
    own = split_clock(day).clock
    if not clock.strip() or own == read_clock(clock):
        return read_moment(read_day, day)
    if own[:8] not in ("", "00:00:00"):
        raise BadCell(f"the day has another time in its own cell: {own}", "Keep one of the two.")
    return f"{read_day(day)}T{read_clock(clock)}"


def _dated(day_parts: Parts, order: str) -> str:
    try:
        return _sane(in_order(day_parts.numbers, order))
    except ValueError:
        raise _no_such_day(order) from None


def _in_order(day_parts: Parts, order: str) -> str:
    """The order the user named, but where the year stands first by itself."""
    if day_parts.orders == ("ymd",):
        return "ymd"
    year_last = day_parts.numbers[2] > 31
    if year_last and order == "ymd":
        raise BadCell("dates of this column have the year first", "Write it as 2012-06-30.")
    return order


def _readings(text: str) -> dict[str, str]:
    """The day a cell means in each order it may be in; empty when it says its order itself."""
    try:
        day_parts = parts(text)
    except BadCell:
        return {}
    if len(day_parts.orders) == 1:
        return {}
    days = {order: _plausible(day_parts.numbers, order) for order in day_parts.orders}
    return {order: day for order, day in days.items() if day}


def _plausible(numbers: tuple[int, int, int], order: str) -> str:
    """The ISO text of a day, 30 February included; '' for an order it cannot be in."""
    by_name = dict(zip(order, numbers, strict=True))
    if not (1 <= by_name["m"] <= 12 and 1 <= by_name["d"] <= 31):
        return ""
    try:
        return in_order(numbers, order).isoformat()
    except ValueError:
        return f"{_full(by_name['y'])}-{by_name['m']:02d}-{by_name['d']:02d}"


def _iso(text: str) -> str:
    try:
        return _sane(date.fromisoformat(text))
    except ValueError:
        if text.replace("-", "").isdecimal():
            raise _no_such_day("ymd") from None
        raise BadCell(_RULE, "Write it as 2012-06-30.") from None


def _no_such_day(order: str) -> BadCell:
    return BadCell(
        "the calendar has no such day", f"Check day and month; they are read in the order {order}."
    )


def _sane(day: date) -> str:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise BadCell(
            f"a year is from {_FIRST_YEAR} to {_LAST_YEAR}",
            "Check the year; leave the cell empty where there is no date.",
        )
    return day.isoformat()
