"""Amounts, rates and counts as people write them, exactly; nothing passes through a float."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from decimal import Decimal

from overdue_cli.domain.money import LARGEST, TOO_LARGE
from overdue_cli.ingest.faults import BadCell
from overdue_cli.ingest.values.amount_text import amount_text
from overdue_cli.ingest.values.currency_named import CurrencyWord
from overdue_cli.ingest.values.decimal_marks import DecimalMark
from overdue_cli.ingest.values.units import scale_of, split_amount

#: Money of a row is in ten-thousandths of the currency's unit.
PLACES = 4
_MOST = LARGEST * 10**PLACES
#: A longer number is too large, whatever it stands for.
_MOST_DIGITS = 100

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
    match = _PLAIN.match(plain)
    if not match:
        raise _no_number(plain, mark)
    if len(plain) > _MOST_DIGITS:
        raise too_large()
    sign, whole, decimals = match[1] or match[4], match[2] or "", match[3] or match[5] or ""
    return sign == "-", whole or "0", decimals.rstrip("0")


def number_at(cells: Sequence[str], place: int) -> Decimal | None:
    """The number in a cell, by whichever mark stands before its decimals; None for none.

    >>> number_at(["L1", "1,234.50", "1.234,50"], 1) == number_at(["", "", "1.234,50"], 2)
    True
    """
    text = cells[place].strip() if place < len(cells) else ""
    number = _number(text)
    if number is None and text:
        with suppress(BadCell):
            amount = amount_text(text)
            number = None if amount.side else _number(amount.number)
    return number


def _number(text: str) -> Decimal | None:
    for mark in (".", ","):
        with suppress(BadCell):
            negative, whole, decimals = digits_of(text, mark)
            return Decimal(f"{'-' if negative else ''}{whole}.{decimals or 0}")
    return None


def _listed(codes: Sequence[str]) -> str:
    return " or ".join(codes[:3]) + (" or another" if len(codes) > 3 else "")


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
        self,
        mark: DecimalMark | None = None,
        *,
        scale: int = 1,
        least: int | None = None,
        codes: Sequence[str] = (),
        by_row: bool = False,
        sided: bool = False,
    ) -> None:
        self.mark = mark or DecimalMark("", "")
        self._scale = scale
        self._least = least
        self._codes = codes
        self._by_row = by_row
        self._sided = sided
        self.shown: dict[str, tuple[CurrencyWord, ...]] = {}
        """Texts with a sign of currency, where each row names its currency itself."""

    def read(self, text: str) -> int:
        """Ten-thousandths; BadCell for letters, marks out of place, a sign that must not be."""
        mark = self.mark.of(text)
        try:
            return self._value(digits_of(text, mark), self._scale)
        except BadCell:
            amount = amount_text(text)
            number, unit = split_amount(amount.number)
            if number == text.strip():
                raise
        if self._by_row and amount.currencies:
            self.shown[text.strip()] = amount.currencies
        else:
            self.require_currency(amount.currencies)
        if amount.side and not self._sided:
            raise BadCell("nothing here is Dr or Cr", "Write the amount without these letters.")
        negative, whole, decimals = digits_of(number, mark)
        negative = negative or amount.side == "cr"
        return self._value(
            (negative, whole, decimals), self._scale_of(unit) if unit else self._scale
        )

    def require_currency(
        self, words: Iterable[CurrencyWord], row_currency: str | None = None
    ) -> None:
        """Nothing, or BadCell where a sign beside an amount is not that of its currency."""
        codes = (row_currency,) if row_currency else self._codes
        for word in words:
            if codes and {*codes} <= {*word.codes}:
                continue
            if codes:
                rule = f"the amount is shown with '{word.text}', and this is in {_listed(codes)}"
                raise BadCell(rule, "Correct one of them; a currency may have its own column.")
            raise BadCell(
                f"the amount is shown with '{word.text}', and the first ones with no currency",
                "Name the currency of every amount: in the header, or in a column of its own.",
            )

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
            raise BadCell("this amount is not negative", _SIGN_HINT)
        return value


_SIGN_HINT = "Give it without a sign; where there is none, leave the cell empty or write 0."
_ZERO_HINT = "Give the amount without a sign; what it does is said by the type."
