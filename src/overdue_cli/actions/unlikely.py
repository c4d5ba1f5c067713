"""Doubts about what is about to be written: asked about at a terminal, else said after the result.

What is unlikely is never refused and never lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from overdue_cli.actions.typed_input import PromisedAmount, Subject
from overdue_cli.book import Writing
from overdue_cli.domain import unlikely
from overdue_cli.domain.money import Money
from overdue_cli.store.contact import customers


def doubt_promises(writing: Writing, whom: Subject, parts: Sequence[PromisedAmount]) -> None:
    """Doubts a promise of many times the debt, or one by a day that is many years away."""
    sums: dict[str, int] = {}
    for due_on, money in parts:
        doubt_day(writing, "the date of the promise", due_on)
        sums[money.currency] = sums.get(money.currency, 0) + money.minor
    for currency, minor in sums.items():
        owed = customers.owed(writing.conn, whom.customer_id, currency, loan_id=whom.loan_id)
        writing.doubt(unlikely.amount_beyond_debt("the promise", Money(minor, currency), owed))


def doubt_payment(writing: Writing, loan_id: str, money: Money, what: str = "payment") -> None:
    """Doubts money on a loan that is many times what is owed on it."""
    customer_id = customers.customer_of(writing.conn, "loan", loan_id)
    owed = customers.owed(writing.conn, customer_id, money.currency, loan_id=loan_id)
    writing.doubt(unlikely.amount_beyond_debt(f"the {what}", money, owed))


def doubt_on_account(writing: Writing, customer_id: str, money: Money) -> None:
    """Doubts money on account that is many times what the customer owes; nothing where it is the
    first."""
    owed = customers.owed(writing.conn, customer_id, money.currency)
    if owed:
        writing.doubt(unlikely.amount_beyond_debt("the payment", money, owed))


def doubt_day(writing: Writing, what: str, day: date | None) -> None:
    """Doubts a day that is many years away."""
    if day is not None:
        writing.doubt(unlikely.day_far_away(what, day, writing.today))


def doubt_point(writing: Writing, kind: str, value: str) -> None:
    """Doubts a phone number by its count of figures, and an e-mail address without @."""
    odd = {"phone": unlikely.phone_figures, "email": unlikely.email_without_at}
    if kind in odd:
        writing.doubt(odd[kind](value))
