"""Payments that release 0.3 divided among the loans of a customer become money of the account."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import groupby

from overdue_cli.actions.ledger.split_payment import Owing, split
from overdue_cli.domain.loan.security import is_secured
from overdue_cli.policies.pack import Policy
from overdue_cli.store.contact.customers import securities
from overdue_cli.store.ledger.divided_payments import (
    LinePart,
    join_divided,
    line_parts,
    loans_as_known,
)


def join_payments(conn: sqlite3.Connection, policy: Policy, journal_id: int) -> tuple[int, int]:
    """How many payments were joined inside a journal entry, and how many stay divided."""
    return join_divided(conn, journal_id, _divided_lines(conn, policy))


def _divided_lines(conn: sqlite3.Connection, policy: Policy) -> Iterator[LinePart]:
    """The parts of bank lines that were divided by rule, not among loans that a person named.

    Which it was nobody wrote down: it shows by the parts, which are those of the rule.
    """
    for _, group in groupby(line_parts(conn), key=lambda one: (one.line, one.journal_id)):
        parts = list(group)
        of_one = len({(one.customer_id, one.currency) for one in parts}) == 1
        shares = [(one.loan_id, one.amount) for one in parts]
        if len(parts) > 1 and of_one and _by_rule(conn, policy, parts) == shares:
            yield from parts


def _by_rule(
    conn: sqlite3.Connection, policy: Policy, parts: Sequence[LinePart]
) -> list[tuple[str, int]]:
    """What the rule gave to each loan, as the facts were known when the line was matched."""
    first = parts[0]
    secured = securities(conn, first.customer_id)
    known = first.journal_id - 1
    owed = [
        Owing(loan, is_secured(secured[loan.loan_id]), Fraction(row["annual_rate"] or 0) / 100)
        for row, loan in loans_as_known(conn, policy.rules, first.customer_id, known)
        if loan.debt and loan.currency == first.currency
    ]
    amount = sum(one.amount for one in parts)
    return list(split(amount, owed, date.fromisoformat(first.on), policy.payment_order).items())
