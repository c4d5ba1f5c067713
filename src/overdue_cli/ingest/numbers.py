"""Amounts, rates and counts as people write them, exactly; nothing passes through a float."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from overdue_cli.domain.errors import Problem
from overdue_cli.domain.money import LARGEST, TOO_LARGE
from overdue_cli.ingest.faults import BadCell, Undecided
from overdue_cli.ingest.marks import DecimalMark
from overdue_cli.ingest.units import scale_of, split_amount

#: Money of a row is in ten-thousandths of the currency's unit.
PLACES = 4
_MOST = LARGEST * 10**PLACES
#: A longer number is too large, whatever it stands for.
_MOST_DIGITS = 100

#: How a rate may be written, as --rate says it.
UNITS = ("percent", "fraction", "permille")

_PLAIN = re.compile(r"([+-]?)(\d+)(?:\.(\d*))?$|([+-]?)\.(\d+)$")
_GROUPED = re.compile(
    r"[+-]?(\d{1,3}(?P<mark>[, '’])\d{3}(?:(?P=mark)\d{3})*|\d{1,2}(,\d{2})+,\d{3})(\.\d*)?$"
)
#: How a workbook shows a number of more digits than it keeps, and its power of ten.
_POWER = re.compile(r"[+-]?\d[.,]?\d*E\+?0*(\d+)", re.IGNORECASE)
_GROUP_MARKS = re.compile(r"[, '’]")
_SWAP = str.maketrans(",.", ".,")


def digits_of(text: str, mark: str) -> tuple[bool, str, str]:
    """Sign, whole and decimal digits of a number; BadCell says which rule it breaks.

    >>> digits_of("-1,234.50", "."), digits_of("1.234,5", ",")
    ((True, '1234', '5'), (False, '1234', '5'))
    """
    plain = unicodedata.normalize("NFKC", text).strip().replace("\u2212", "-")
    bracketed = plain.startswith("(") and plain.endswith(")")
    if bracketed:
        plain = "-" + plain[1:-1].strip()
    if mark == ",":
        plain = plain.translate(_SWAP)
    if _GROUPED.match(plain):
        plain = _GROUP_MARKS.sub("", plain)
    found = _PLAIN.match(plain)
    if not found:
        raise _no_number(plain, mark)
    if len(plain) > _MOST_DIGITS:
        raise too_large()
    sign, whole, decimals = found[1] or found[4], found[2] or "", found[3] or found[5] or ""
    return sign == "-", whole or "0", decimals.rstrip("0")


def too_large() -> BadCell:
    """What is said of an amount above the largest."""
    return BadCell(TOO_LARGE, "Check the amount.")


def _no_number(plain: str, mark: str) -> BadCell:
    power = _POWER.fullmatch(plain)
    if power and (len(power[1]) > 2 or int(power[1]) > 14):
        return too_large()
    if any(letter.isalpha() for letter in plain):
        return BadCell("a number has no letters", "Keep the number alone in the cell.")
    if re.fullmatch(r"[+-]?[\d.,]+", plain):
        other = "," if mark == "." else "."
        return BadCell(
            "thousands marks stand before groups of three digits",
            f"Write it as 1234.50; if '{other}' is the decimal mark of this file, "
            f"import it with --decimal {other}.",
        )
    return BadCell("this is not a number", "Write it as 1234.50.")


class MoneyColumn:
    """Reads the cells of one column as ten-thousandths of the currency's unit."""

    def __init__(
        self, mark: DecimalMark | None = None, *, scale: int = 1, least: int | None = None
    ) -> None:
        self.mark = mark or DecimalMark("", "")
        self._scale = scale
        self._least = least

    def read(self, text: str) -> int:
        """Ten-thousandths; BadCell for letters, marks out of place, a sign that must not be."""
        mark = self.mark.of(text)
        try:
            return self._value(digits_of(text, mark), self._scale)
        except BadCell:
            number, unit = split_amount(text)
            if not unit:
                raise
        return self._value(digits_of(number, mark), self._scale_of(unit))

    def could_have_decimals(self, text: str, most: int) -> bool:
        """Whether three decimals of a text are within ``most``, the digits of the currency.

        >>> MoneyColumn(scale=10_000).could_have_decimals("1,234", 2)
        True
        """
        scale = max(self._scale, scale_of(split_amount(text)[1]) or 1)
        return most >= 3 or scale >= 10 ** (3 - most)

    def _scale_of(self, unit: str) -> int:
        """How many of the currency's unit an amount is in that has its unit in the cell."""
        scale = scale_of(unit) or 1
        if self._scale not in (1, scale):
            raise BadCell(
                f"this is in {unit}, and its column is in units of {self._scale:,}",
                "Give every amount of the column in one unit, named in the header.",
            )
        return scale

    def _value(self, digits: tuple[bool, str, str], scale: int) -> int:
        negative, whole, decimals = digits
        shift = PLACES - len(decimals)
        number = int(whole + decimals) * scale
        value, rest = (number * 10**shift, 0) if shift >= 0 else divmod(number, 10**-shift)
        if rest:
            raise BadCell(
                f"no currency has {len(decimals)} digits after the decimal mark",
                "Round it to the currency's own digits.",
            )
        if value > _MOST:
            raise too_large()
        return self._signed(-value if negative else value)

    def _signed(self, value: int) -> int:
        if self._least is not None and value < self._least:
            if self._least > 0:
                raise BadCell("this amount is more than zero", _ZERO_HINT)
            raise BadCell("this amount is not negative", "Leave it empty where there is none.")
        return value


_ZERO_HINT = "Give the amount without a sign; what it does is said by the type."


class RateColumn:
    """Reads the cells of one column as decimal text in per cent; notices what it cannot know."""

    def __init__(
        self,
        file: str,
        header: str,
        cells: Callable[[], Iterable[tuple[int, str]]] = tuple,
        *,
        mark: str = "",
        unit: str = "",
        times: int = 1,
    ) -> None:
        self._file = file
        self._header = header
        self._cells = cells
        self._times = times
        self.told: Problem | None = None
        """The cell that decided the unit, where others left it open."""
        self._given = mark
        self._unit = unit
        self._first_below = ""
        self._percent = self._one_or_more = False
        """Whether a rate without a sign of per cent is not below 1, which tells the unit."""

    def read(self, text: str) -> str:
        """Per cent as plain decimal text: '12', '12%' and, as a fraction, '0.12' are 12."""
        plain = unicodedata.normalize("NFKC", text).strip()
        signed = plain.endswith(("%", "‰"))
        mark = self._mark_in(plain)
        negative, whole, decimals = digits_of(plain.rstrip("%‰"), mark)
        if negative and int(whole + decimals):
            raise BadCell("a rate is not negative", "Give the yearly rate in per cent.")
        if signed:
            self._percent = True  # it says its own unit, and nothing of rates that do not
        elif self._times > 1 and not self._unit and int(whole + decimals):
            raise self._of_a_month(text, whole, decimals)
        elif int(whole):
            self._one_or_more = True
        elif int(decimals or "0"):
            self._below(text)
        own = {"%": "percent", "‰": "permille"}.get(plain[-1:], self._unit)
        return _yearly(self._in_percent(whole, decimals, own), self._times)

    @staticmethod
    def _in_percent(whole: str, decimals: str, unit: str) -> str:
        if unit in ("", "percent"):
            return _plain(whole, decimals)
        if unit == "permille":
            return _tenth(whole, decimals)
        return _hundredfold(whole, decimals)

    def _of_a_month(self, text: str, whole: str, decimals: str) -> Undecided:
        """The doubt of a rate for a month without a unit: both are usual."""
        many, few = _plain(whole, decimals), _tenth(whole, decimals)
        rule = (
            f"a rate for a month: this could be {_yearly(many, self._times)} % a year ({many} % "
            f"a month) or {_yearly(few, self._times)} % a year ({many} ‰ a month)"
        )
        hint = "Say which: --rate percent or --rate permille; or write it in the header: (%), (‰)."
        row = next((row for row, cell in self._cells() if cell.strip() == text.strip()), 0)
        return Undecided(
            self._file,
            Problem(row, self._header, text, rule, hint),
            option="--rate",
            choices=("percent", "permille"),
        )

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
                self.told = Problem(row, self._header, cell.strip(), rule, "Else say --rate.")
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
        return self._given or ("," if "," in text and "." not in text else ".")

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
        raise Undecided(
            self._file,
            Problem(
                next((row for row, cell in self._cells() if cell.strip() == text.strip()), 0),
                self._header,
                text,
                rule,
                "Say which: --rate percent or --rate fraction.",
            ),
            option="--rate",
            choices=("percent", "fraction"),
        )


def _plain(whole: str, decimals: str) -> str:
    return f"{int(whole)}.{decimals}" if decimals else str(int(whole))


def _hundredfold(whole: str, decimals: str) -> str:
    """A hundred times a decimal number, as plain text.

    >>> _hundredfold("0", "125"), _hundredfold("0", "1")
    ('12.5', '10')
    """
    padded = decimals.ljust(2, "0")
    return _plain(whole + padded[:2], padded[2:].rstrip("0"))


def _tenth(whole: str, decimals: str) -> str:
    """A tenth of a decimal number, as plain text.

    >>> _tenth("6", "5"), _tenth("12", ""), _tenth("120", "")
    ('0.65', '1.2', '12')
    """
    return _plain(whole[:-1] or "0", (whole[-1:] + decimals).rstrip("0"))


def _yearly(text: str, times: int) -> str:
    """A rate for one of ``times`` periods of a year as one for the year, exactly.

    >>> _yearly("0.65", 12), _yearly("7.2", 1), _yearly("0.5", 12)
    ('7.80', '7.2', '6.0')
    """
    whole, _, decimals = text.partition(".")
    if times == 1:
        return text
    number = str(int(whole + decimals) * times).rjust(len(decimals) + 1, "0")
    cut = len(number) - len(decimals)
    return _plain(number[:cut], number[cut:])


def read_count(text: str, least: int) -> int:
    """A whole number not below ``least``.

    >>> read_count("12", 1)
    12
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain.removeprefix("-").isdecimal() or len(plain) > 9:
        raise BadCell("this is a whole number", f"Write it with digits only, from {least} on.")
    if int(plain) < least:
        raise BadCell(f"this is a whole number from {least} on", "Check the number.")
    return int(plain)
