"""Rates as people write them, as exact text in per cent a year; nothing passes through a float."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence

from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.faults import BadCell, Undecided
from overdue_cli.ingest.headers.rate_header import A_YEAR, Period
from overdue_cli.ingest.values.numbers import digits_of
from overdue_cli.ingest.values.rate_text import RateText, is_plain, rate_text, uplift_text

_MONTH = "-month"
#: How a rate may be written, as --rate says it; alone it is for a year, if its header names no
#: other period.
UNITS = ("percent", "fraction", "permille", "percent" + _MONTH, "permille" + _MONTH)


#: Decimals with which a rate below a tenth of a per cent begins, but not nothing at all.
_BY_DAY = tuple(f"0{digit}" for digit in range(1, 10))


class RateColumn:
    """Reads the cells of one column as decimal text in per cent; notices what it cannot know.

    ``option`` is what the user says of it, one of ``UNITS``; ``unit`` (percent, permille, basis
    points …) and ``period`` what its header says. A share, such as a mark-up, has no period.
    """

    def __init__(
        self,
        file: str,
        header: str,
        cells: Callable[[], Iterable[tuple[int, str]]] = tuple,
        *,
        mark: str = "",
        option: str = "",
        unit: str = "",
        period: Period = "",
        share: bool = False,
    ) -> None:
        self._file = file
        self._header = header
        self._cells = cells
        self.period: Period = period or ("month" if option.endswith(_MONTH) else "")
        self._share = share
        self._settled = bool(period or option or share)
        """Whether a rate in per mille is for a period that is known."""
        self.decisive: Problem | None = None
        """The cell that decided the unit, where others left it open."""
        self._mark = mark
        self._unit = option.removesuffix(_MONTH) or unit
        self._first_below = ""
        self._percent = self._one_or_more = False
        """Whether a rate without a sign of per cent is not below 1, which tells the unit."""

    def read(self, text: str) -> str:
        """Per cent a year as plain decimal text: '12', '12%' and, as a fraction, '0.12' are 12."""
        plain = unicodedata.normalize("NFKC", text).strip()
        if not is_plain(plain):
            if self._share:
                plain = uplift_text(plain)
            elif one := rate_text(plain):
                return self._of_period(one)
        signed = plain.endswith(("%", "‰"))
        mark = self._mark_in(plain)
        negative, whole, decimals = digits_of(plain.rstrip("%‰"), mark)
        if negative and int(whole + decimals):
            raise BadCell("a rate is not negative", "Give the yearly rate in per cent.")
        if self.unit_of(plain) == "permille" and not self._settled and int(whole + decimals):
            raise self._in_permille(text, whole, decimals)
        if self._may_be_for_a_day(plain, whole, decimals):
            raise self._of_a_day(text, whole, decimals)
        if signed:
            self._percent = True  # it says its own unit, and nothing of rates that do not
        elif self.period == "month" and not self._unit and int(whole + decimals):
            raise self._of_a_month(text, whole, decimals)
        elif int(whole):
            self._one_or_more = True
        elif int(decimals or "0"):
            self._below(text)
        return self._yearly(_in_percent(whole, decimals, self.unit_of(plain)))

    def _of_period(self, rate: RateText) -> str:
        """Per cent a year of a rate whose cell names its period; BadCell for two periods."""
        if self.period not in ("", rate.period):
            raise BadCell(
                f"this is a rate for a {rate.period}, and its column is for a {self.period}",
                "Give every rate of the column for one period.",
            )
        number = rate.number.rstrip("%‰ ")
        _, whole, decimals = digits_of(number, self._mark_in(number))
        unit = self.unit_of(rate.number)
        return _times(_in_percent(whole, decimals, unit), A_YEAR[rate.period])

    def unit_of(self, text: str) -> str:
        """percent, permille, fraction …: in what the rate of a cell is given."""
        own = {"%": "percent", "‰": "permille"}
        return own.get(unicodedata.normalize("NFKC", text).strip()[-1:], self._unit) or "percent"

    def _yearly(self, text: str) -> str:
        return _times(text, A_YEAR[self.period])

    def _of_a_month(self, text: str, whole: str, decimals: str) -> Undecided:
        """The doubt of a rate for a month without a unit: both are usual."""
        many, few = _plain(whole, decimals), _divided(whole, decimals)
        part = int(whole) == 0 and decimals.startswith("0")
        rule = (
            f"a rate for a month: this could be {self._yearly(many)} % a year ({many} % "
            f"a month) or {self._yearly(few)} % a year ({many} ‰ a month)"
        )
        choices = ["percent", "permille"]
        if part:  # a cell of a spreadsheet that was never shown as per cent
            rule += f" or {self._yearly(_hundredfold(whole, decimals))} % a year (a fraction)"
            choices.append("fraction")
        say = " or --rate ".join(choices)
        hint = f"Say which: --rate {say}; or write it in the header: (%), (‰)."
        return self._doubt(text, rule, hint, choices)

    def _in_permille(self, text: str, whole: str, decimals: str) -> Undecided:
        """The doubt of a rate in per mille of no period: by custom it is for a month."""
        number, part = _plain(whole, decimals), _divided(whole, decimals)
        rule = (
            f"nothing says for which period this rate in per mille is: this could be "
            f"{_times(part, A_YEAR['month'])} % a year ({number} ‰ a month) or {part} % a year"
        )
        hint = (
            "Say which: --rate permille-month or --rate permille; or write it in the header: "
            "月利率(‰) or monthly rate (‰), 年利率(‰) or annual rate (‰)."
        )
        return self._doubt(text, rule, hint, ("permille-month", "permille"))

    def _may_be_for_a_day(self, plain: str, whole: str, decimals: str) -> bool:
        """Whether a rate of no period, said to be per cent, is as small as one for a day."""
        in_percent = plain.endswith("%") or self._unit == "percent"
        return in_percent and not self._settled and not int(whole) and decimals.startswith(_BY_DAY)

    def _of_a_day(self, text: str, whole: str, decimals: str) -> Undecided:
        number = _plain(whole, decimals)
        rule = (
            f"nothing says for which period this rate is, and {number} % is what is usual for a "
            "day; a rate for a day is not read"
        )
        hint = (
            f"Say --rate percent if it is {number} % a year, or --rate percent-month; else leave "
            f"the column out: --leave-out '{self._header}'."
        )
        return self._doubt(text, rule, hint, ("percent", "percent-month"))

    def _doubt(self, text: str, rule: str, hint: str, choices: Sequence[str]) -> Undecided:
        row = next((row for row, cell in self._cells() if cell.strip() == text.strip()), 0)
        problem = Problem(row, self._header, text.strip(), rule, hint)
        return Undecided(self._file, problem, option="--rate", choices=choices)

    def _below(self, text: str) -> None:
        """Looks through the column when its first rate below 1 is met; Undecided if all are."""
        if self._first_below or self._unit:
            return
        self._first_below = text
        row = 0
        for row, cell in self._cells():
            self._percent |= cell.strip().endswith(("%", "％"))
            if self._is_one_or_more(cell):
                self._one_or_more = True
                rule = "rates of this column are per cent, because of this one"
                self.decisive = Problem(row, self._header, cell.strip(), rule, "Else say --rate.")
                return
        if row:
            self.settle()

    def _is_one_or_more(self, text: str) -> bool:
        """Whether a cell without a sign of per cent is a rate of 1 or more."""
        try:
            _, whole, _ = digits_of(text, self._mark_in(text))
        except BadCell:
            return False
        return bool(int(whole))

    def _mark_in(self, text: str) -> str:
        """The one mark in a rate stands before its decimals: no rate has thousands."""
        return self._mark or ("," if "," in text and "." not in text else ".")

    def settle(self) -> None:
        """Nothing, or Undecided for a column wholly below 1: per cent or fractions of one?"""
        if self._unit or self._one_or_more or not self._first_below:
            return
        text = self._first_below
        _, whole, decimals = digits_of(text, self._mark_in(text))
        which = " without %" if self._percent else ""
        rule = (
            f"all rates{which} are below 1: this could be {_plain(whole, decimals)} % "
            f"or {_hundredfold(whole, decimals)} %"
        )
        hint = "Say which: --rate percent or --rate fraction."
        raise self._doubt(text, rule, hint, ("percent", "fraction"))


_ZEROS = {"permille": 1, "basis points": 2, "per ten thousand": 2}


def _in_percent(whole: str, decimals: str, unit: str) -> str:
    if unit in _ZEROS:
        return _divided(whole, decimals, _ZEROS[unit])
    return _hundredfold(whole, decimals) if unit == "fraction" else _plain(whole, decimals)


def _plain(whole: str, decimals: str) -> str:
    return f"{int(whole)}.{decimals}" if decimals else str(int(whole))


def _hundredfold(whole: str, decimals: str) -> str:
    """A hundred times a decimal number, as plain text.

    >>> _hundredfold("0", "125"), _hundredfold("0", "1")
    ('12.5', '10')
    """
    padded = decimals.ljust(2, "0")
    return _plain(whole + padded[:2], padded[2:].rstrip("0"))


def _divided(whole: str, decimals: str, zeros: int = 1) -> str:
    """A decimal number divided by one with so many zeros, as plain text.

    >>> _divided("6", "5"), _divided("120", ""), _divided("575", "", 2), _divided("5", "", 2)
    ('0.65', '12', '5.75', '0.05')
    """
    padded = whole.rjust(zeros + 1, "0")
    return _plain(padded[:-zeros], (padded[-zeros:] + decimals).rstrip("0"))


def _times(text: str, periods: int) -> str:
    """A rate for one of the ``periods`` of a year as one for the year, exactly.

    >>> _times("0.65", 12), _times("7.2", 1), _times("0.5", 12)
    ('7.80', '7.2', '6.0')
    """
    whole, _, decimals = text.partition(".")
    if periods == 1:
        return text
    number = str(int(whole + decimals) * periods).rjust(len(decimals) + 1, "0")
    cut = len(number) - len(decimals)
    return _plain(number[:cut], number[cut:])
