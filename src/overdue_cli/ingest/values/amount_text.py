"""What stands around the number of an amount: a sign of currency, Dr or Cr, a minus behind it."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from overdue_cli.ingest.faults import BadCell
from overdue_cli.ingest.values.currency_named import (
    CurrencyWord,
    shown_beside,
    without_currency,
)

_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))
_SIDE = re.compile(
    r"(?P<number>.*\d[\d.,)\s-]*?)\s*(?:(?P<owed>dr|db|soll|(?-i:[DS]))|(?P<due>cr|haben|(?-i:[CH])))\.?",
    re.IGNORECASE,
)
_TWO_DECIMALS = re.compile(r"[.,]\d\d\)?$")
#: A whole amount as the Swiss write it: 1'200.-
_NO_CENTS = re.compile(r"([+-]?[\d' ]*\d)\.-{1,2}")
_BEHIND = re.compile(r"([\d.,' ]*\d)\s*-")
_APART = re.compile(r"([+-])\s+(?=[\d.,])")


class AmountText(NamedTuple):
    """The number of an amount with its sign, what says its currency, and whether Dr or Cr does."""

    number: str
    currencies: tuple[CurrencyWord, ...] = ()
    side: str = ""
    """dr: owed to us; cr: owed by us; '' where neither is said."""


def amount_text(text: str) -> AmountText:
    """An amount without what stands around its number; BadCell for a sign that is said twice.

    >>> [amount_text(text).number for text in ("-£10.99", "50,00-", "CHF 1'200.50", "1'200.-")]
    ['-10.99', '-50,00', "1'200.50", "1'200"]
    >>> amount_text("25,000.00 Dr"), amount_text("2,000.00 Cr").side
    (AmountText(number='25,000.00', currencies=(), side='dr'), 'cr')
    """
    plain = unicodedata.normalize("NFKC", text).strip().translate(_DASHES)
    plain, side = _sided(plain)
    currencies = shown_beside(plain)
    if currencies:
        plain = without_currency(plain)
    return AmountText(_signed(plain), currencies, side)


def _sided(text: str) -> tuple[str, str]:
    """A number without the Dr or Cr behind it, and which it was."""
    match = _SIDE.fullmatch(text) if text[-1:].isalpha() or text[-1:] == "." else None
    if match is None:
        return text, ""
    number = match["number"].strip()
    if not (match["owed"] or _TWO_DECIMALS.search(number)):
        raise BadCell(
            f"'{text}' could be a credit, or so many crores",
            "Write a credit with a minus and two decimals, and crores in full.",
        )
    if "-" in number or "(" in number:
        raise BadCell(
            "this has a minus and, behind it, the letters for one side of an account",
            "Keep one of the two: a minus or Cr, nothing or Dr.",
        )
    return number, "dr" if match["owed"] else "cr"


def _signed(text: str) -> str:
    """A number with its sign before it, wherever it stood."""
    whole = _NO_CENTS.fullmatch(text)
    if whole:
        return whole[1]
    behind = _BEHIND.fullmatch(text)
    return f"-{behind[1].strip()}" if behind else _APART.sub(r"\1", text)
