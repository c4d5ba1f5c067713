"""Instalment tables of any terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.holidays import ClosedDays, business_days
from overdue_cli.domain.loan.loan import (
    DayCount,
    DownPaymentRounding,
    Instalment,
    InterestPeriod,
    Method,
    Roll,
    Terms,
    Unit,
)
from overdue_cli.domain.loan.schedule import schedule
from overdue_cli.domain.money import CURRENCIES, Rounding, parse_decimal
from overdue_cli.ingest.values.day_table import read_days
from overdue_cli.policies.pack import unknown

_CHOICES = {
    "method": get_args(Method),
    "unit": get_args(Unit),
    "day_count": get_args(DayCount),
    "interest_period": get_args(InterestPeriod),
    "rounding": get_args(Rounding),
    "down_payment_rounding": get_args(DownPaymentRounding),
    "roll": get_args(Roll),
}
#: What the terms are called on the command line where that differs.
_OPTIONS = {"later_disbursements": "disbursement"}
_TERM = re.compile(rf"^\w+(?=: )|\b({'|'.join(f.name for f in fields(Terms) if '_' in f.name)})\b")
_PLAIN_NUMBER = re.compile(r"\d{1,15}(\.\d{1,15})?")


@dataclass(frozen=True, slots=True)
class Schedule:
    """Instalments of some terms, what is owed after each, and what the calendar could not tell."""

    terms: Terms
    instalments: tuple[Instalment, ...]
    balances: tuple[int, ...]
    """Principal paid out up to the due date less what has fallen due, in minor units."""
    paid_out: int
    """All disbursements, in minor units."""
    calendar: str
    """Name of the calendar, and of the user's own table, that due dates roll by; '' for none."""
    note: str
    """Which days rest on a guess, and why; '' when none does."""


def schedule_of(terms: Terms, calendar: str = "", holidays: Path | None = None) -> Schedule:
    """The plan of the terms; WrongUse says which term or calendar does not fit.

    Due dates that are no business day roll by the terms; ``holidays`` names the user's own table
    of days, which wins over the calendar.
    """
    if terms.roll == "none" and (calendar or holidays):
        option = "--calendar" if calendar else "--holidays"
        raise WrongUse(
            f"{option} without --roll changes nothing",
            hint="Add --roll following, modified_following or preceding.",
        )
    own = read_days(holidays) if holidays else {}
    try:
        closed = ClosedDays(business_days(calendar, own))
        plan = schedule(terms, closed.is_closed)
    except ValueError as error:
        raise _no_schedule(str(error)) from None
    names = (
        [closed.days.name, *([holidays.name] if holidays else [])] if terms.roll != "none" else []
    )
    paid_out, balances = _balances(terms, plan)
    return Schedule(terms, plan, balances, paid_out, " + ".join(names), _note(closed))


def _note(closed: ClosedDays) -> str:
    guesses = closed.note()
    return f"{guesses}. Name what you know in a table for --holidays." if guesses else ""


def _balances(terms: Terms, plan: Sequence[Instalment]) -> tuple[int, tuple[int, ...]]:
    """All that is paid out, and the principal not yet due after each instalment."""
    paid_out = [(terms.disbursed_on, terms.principal), *terms.later_disbursements]
    balances, fallen_due = [], 0
    for line in plan:
        fallen_due += line.principal
        balances.append(sum(sum_ for on, sum_ in paid_out if on <= line.due_on) - fallen_due)
    return sum(sum_ for _, sum_ in paid_out), tuple(balances)


def _no_schedule(message: str) -> WrongUse:
    """The engine's ``term: rule`` in the names of the options."""
    name, _, rule = _TERM.sub(lambda term: _option(term[0]), message).partition(": ")
    hint = "Use a country (CN), a part of one (DE-BY, US-NY) or a market (ECB is TARGET)."
    return WrongUse(f"{name}: {rule}", hint=hint if name == "--calendar" else "")


def _option(name: str) -> str:
    return "--" + _OPTIONS.get(name, name).replace("_", "-")


def terms_from_text(texts: Mapping[str, str], disbursements: Sequence[str] = ()) -> Terms:
    """Terms from text by the names of the loans columns; WrongUse names the first bad one.

    Later disbursements are written ``AMOUNT@DATE``.
    """
    currency = texts.get("currency", "CNY").upper()
    if currency not in CURRENCIES:
        raise WrongUse(f"unknown currency '{currency}'", hint="Use an ISO 4217 code.")
    values: dict[str, Any] = {"currency": currency}
    for name, text in texts.items():
        if name != "currency":
            values[name] = _value(name, text, currency)
    if "instalments" not in values and "maturity_on" in values:
        values["instalments"] = 0
    later = [_disbursement(text, currency) for text in disbursements]
    return replace(Terms(**values), later_disbursements=tuple(sorted(later)))


def _value(name: str, text: str, currency: str) -> Any:
    if name in _CHOICES:
        if text not in _CHOICES[name]:
            raise unknown(name, text, list(_CHOICES[name]))
        return text
    try:
        return _READERS[name](text.strip(), currency)
    except ValueError as error:
        raise WrongUse(
            f"{_option(name)} is '{text}': {error}", hint=f"Such as {_SUCH_AS[name]}."
        ) from None


def _disbursement(text: str, currency: str) -> tuple[date, int]:
    amount, at, day = text.partition("@")
    try:
        if not at:
            raise ValueError("there is no @ between amount and date")
        return _date(day.strip(), currency), _money(amount.strip(), currency)
    except ValueError as error:
        raise WrongUse(
            f"--disbursement is '{text}': {error}",
            hint="Write it as AMOUNT@DATE, such as 5000@2026-03-15.",
        ) from None


def _date(text: str, currency: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("a date is written YYYY-MM-DD, and must be in the calendar") from None


def _money(text: str, currency: str) -> int:
    if not _PLAIN_NUMBER.fullmatch(text):
        raise ValueError("an amount is a plain number such as 1234.50")
    return parse_decimal(text, currency)


def _count(text: str, currency: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise ValueError("a whole number is needed")
    return int(text)


def _percent(text: str, currency: str) -> Fraction:
    number = text.removesuffix("%").strip()
    if not _PLAIN_NUMBER.fullmatch(number):
        raise ValueError("percent is a plain number such as 12 or 4.35")
    return Fraction(number) / 100


#: A value of each kind of term, to show how it is written.
_SUCH_AS = {
    **dict.fromkeys(("principal", "instalment_multiple"), "12000 or 1234.50"),
    **dict.fromkeys(("disbursed_on", "first_due_on", "maturity_on"), "2026-01-31"),
    **dict.fromkeys(("instalments", "every", "principal_grace", "interest_grace"), "12"),
    **dict.fromkeys(("annual_rate", "down_payment"), "12 or 4.35"),
}
_READERS: Mapping[str, Callable[[str, str], Any]] = {
    "principal": _money,
    "instalment_multiple": _money,
    "disbursed_on": _date,
    "first_due_on": _date,
    "maturity_on": _date,
    "instalments": _count,
    "every": _count,
    "principal_grace": _count,
    "interest_grace": _count,
    "annual_rate": _percent,
    "down_payment": _percent,
}
