"""Instalment tables of any terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, get_args

from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.loan import DayCount, Instalment, InterestPeriod, Method, Terms, Unit
from overdue_cli.domain.money import CURRENCIES, Rounding, parse_decimal
from overdue_cli.domain.schedule import schedule
from overdue_cli.policies.pack import unknown

_CHOICES = {
    "method": get_args(Method),
    "unit": get_args(Unit),
    "day_count": get_args(DayCount),
    "interest_period": get_args(InterestPeriod),
    "rounding": get_args(Rounding),
}
_COUNTS = ("instalments", "every", "principal_grace", "interest_grace")
_DAYS = ("disbursed_on", "first_due_on", "maturity_on")
_MONEY = ("principal", "instalment_multiple")


def instalments(terms: Terms) -> tuple[Instalment, ...]:
    """The plan of the terms; WrongUse says which term does not fit."""
    try:
        return schedule(terms)
    except ValueError as error:
        raise WrongUse(f"these terms have no schedule: {error}") from None


def terms_from_text(given: Mapping[str, str]) -> Terms:
    """Terms from text by the names of the loans columns; WrongUse names the first bad one."""
    currency = given.get("currency", "CNY").upper()
    if currency not in CURRENCIES:
        raise WrongUse(f"unknown currency '{currency}'", hint="Use an ISO 4217 code.")
    values: dict[str, Any] = {"currency": currency}
    for name, text in given.items():
        if name != "currency":
            values[name] = _value(name, text, currency)
    if "instalments" not in values and "maturity_on" in values:
        values["instalments"] = 0
    return Terms(**values)


def _value(name: str, text: str, currency: str) -> Any:
    option = "--" + name.replace("_", "-")
    if name in _CHOICES:
        if text not in _CHOICES[name]:
            raise unknown(name, text, list(_CHOICES[name]))
        return text
    read: Callable[[str], Any] = (
        (lambda t: parse_decimal(t, currency))
        if name in _MONEY
        else date.fromisoformat
        if name in _DAYS
        else _count
        if name in _COUNTS
        else _percent
    )
    try:
        return read(text)
    except (ValueError, ZeroDivisionError) as error:
        raise WrongUse(f"{option} is '{text}': {error}") from None


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueError("a whole number is needed")
    return int(text)


def _percent(text: str) -> Fraction:
    rate = Fraction(text.strip().removesuffix("%").strip()) / 100
    if rate < 0:
        raise ValueError("a rate is not below zero")
    return rate
