"""Reads what a person types: moments, days, promises, and whom they are about."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from typing import NamedTuple
from zoneinfo import ZoneInfo

from overdue_cli.book import Book, Writing
from overdue_cli.domain.currency_signs import SIGNS
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.moments import day_in_words, require_countable, typed_day
from overdue_cli.domain.money import Money
from overdue_cli.domain.typed_amount import parse_typed
from overdue_cli.store.contact import contacts, customers

PROMISE_HINT = "Write it as AMOUNT@DATE, such as 500.00@2026-07-05."
_ONE_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom something is about: the customer, the loan if one was named, points and zone."""

    customer_id: str
    loan_id: str | None
    zone: str
    phone: str
    email: str
    address: str


class PromisedAmount(NamedTuple):
    """One instalment of a promise."""

    due_on: date
    money: Money


def subject_of(book: Book | Writing, who: str, loan: str = "") -> Subject:
    """The customer of a WHO, and the loan that WHO or ``loan`` names.

    Errors: WrongUse for an unknown id, or a loan of somebody else.
    """
    kind, which = customers.resolve(book.conn, who, reading=isinstance(book, Book))
    customer_id = customers.customer_of(book.conn, kind, which)
    loan_id = which if kind == "loan" else None
    if loan:
        loan_id = _loan_of(book.conn, loan, customer_id)
    row = customers.customer(book.conn, customer_id, book.today)
    return Subject(
        customer_id,
        loan_id,
        row["time_zone"] or book.ledger.settings.get("time_zone", ""),
        row["phone"],
        row["email"],
        row["address"],
    )


def _loan_of(conn: sqlite3.Connection, loan: str, customer_id: str) -> str:
    loan_id = customers.resolve_loan(conn, loan)
    if customers.customer_of(conn, "loan", loan_id) != customer_id:
        raise WrongUse(
            f"the loan '{loan_id}' is not one of customer '{customer_id}'",
            hint=f"See the loans with 'overdue show {customer_id}'.",
        )
    return loan_id


def moment(text: str, option: str, now: datetime, zone: str, *, ahead: bool = False) -> datetime:
    """The moment an option gives; without an offset, in the customer's zone, else in ours."""
    tz = ZoneInfo(zone) if zone else now.tzinfo
    if not text:
        return now.astimezone(tz)
    text = _with_written_day(text, now.astimezone(tz).date(), ahead=ahead)
    try:
        if len(text) <= 5:
            clock = datetime.strptime(text, "%H:%M").time()
            return datetime.combine(now.astimezone(tz).date(), clock, tz)
        at = datetime.fromisoformat(text)
    except ValueError:
        raise WrongUse(
            f"{option} is '{text}', which is not a time",
            hint="Write it as 2026-06-30T14:05, 2026-06-30, 14:05, 'yesterday 14:05' or 'fri'.",
        ) from None
    require_countable(at.date(), option)
    return at if at.tzinfo else at.replace(tzinfo=tz)


def _with_written_day(text: str, today: date, *, ahead: bool) -> str:
    """A moment with its day in ISO form where that was a word: ``tomorrow 10:00``, ``周五``."""
    word, _, clock = text.strip().partition(" ")
    found = day_in_words(word, today, ahead=ahead)
    if found is None:
        return text
    return f"{found}T{clock.strip():0>5}" if clock.strip() else found.isoformat()


def past_moment(text: str, option: str, now: datetime, zone: str) -> datetime:
    """The same, but not in the future: what is written down has happened."""
    at = moment(text, option, now, zone)
    if at >= now + _ONE_MINUTE:
        raise WrongUse(
            f"{option} is {at.isoformat(timespec='minutes')}, which is still to come",
            hint="A contact is logged after it was made.",
        )
    return at


def day(text: str, option: str, otherwise: date) -> date:
    """The day an option gives, else another, from which words count; WrongUse names the option."""
    return typed_day(text, option, otherwise, ahead=True) if text else otherwise


def callback(text: str, at: datetime, zone: str) -> datetime | None:
    """The call-back moment: a time, a day in figures or words (then 09:00); None for ''."""
    if not text:
        return None
    text = _with_written_day(text, at.date(), ahead=True)
    if len(text) == 10:
        text += "T09:00"
    callback_at = moment(text, "--callback", at, zone)
    if callback_at <= at:
        raise WrongUse(
            f"--callback is {callback_at.isoformat(timespec='minutes')}, not after the call",
            hint="A call-back must be later than the contact.",
        )
    return callback_at


def promise(
    conn: sqlite3.Connection, text: str, whom: Subject, made_on: date, what: str = "--promise"
) -> PromisedAmount:
    """The due date and amount of ``AMOUNT@DATE``, in the currency of the loan or customer."""
    amount, mark, due = text.partition("@")
    if not mark:
        raise WrongUse(f"{what} is '{text}'", hint=PROMISE_HINT)
    code, _, number = amount.strip().rpartition(" ")
    if code in SIGNS or code == "￥":
        code, number = "", amount
    currency = code.upper() or contacts.promise_currency(conn, whom.customer_id, whom.loan_id)
    if not currency:
        raise WrongUse(
            f"the loans of '{whom.customer_id}' are in several currencies",
            hint="Name the loan with --loan, or write the promise as 'CNY 500.00@2026-07-05'.",
        )
    try:
        minor = parse_typed(number, currency)
    except ValueError as error:
        raise WrongUse(f"{what} is '{text}': {error}", hint=PROMISE_HINT) from None
    due_on = typed_day(due.strip(), f"the date of {what}", made_on, ahead=True)
    if minor <= 0 or due_on < made_on:
        raise WrongUse(
            f"{what} is '{text}': it must be above zero and not in the past",
            hint=PROMISE_HINT,
        )
    return PromisedAmount(due_on, Money(minor, currency))


def one_of(text: str, option: str, words: Sequence[str]) -> str:
    """One of some words, in any case; WrongUse names the nearest one."""
    if text.lower() in words:
        return text.lower()
    near = get_close_matches(text.lower(), words, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"One of: {', '.join(words)}."
    raise WrongUse(f"{option} is '{text}'", hint=hint)
