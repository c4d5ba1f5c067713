"""What money of a customer was applied to, read from the facts of all loans of the customer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import cast

from overdue_cli.domain.loan.account import AccountLoan, DebtKind, applied
from overdue_cli.domain.loan.discount import discount_terms, is_discount
from overdue_cli.domain.loan.loan import Entry, Loan
from overdue_cli.domain.loan.security import is_secured
from overdue_cli.domain.money import round_minor
from overdue_cli.store.loan.disputes import disputes

#: SQL that selects the loans of customers named in ``:of``, a JSON list.
LOANS_OF_CUSTOMERS = (
    "SELECT loan_id FROM loan WHERE customer_id IN (SELECT value FROM json_each(:of))"
)
_MORE = f"SELECT loan_id, security, applies_to FROM loan WHERE loan_id IN ({LOANS_OF_CUSTOMERS})"


def _discount(row: sqlite3.Row, loan: Loan) -> tuple[int, date]:
    """What of an invoice need not be paid, and up to which day; 0 where that is taken already."""
    terms = None
    if row["kind"] == "invoice" and (row["discount_until"] or loan.rules.discount_part):
        terms = discount_terms(loan, row["discount_percent"], row["discount_until"])
    if terms is None or any(map(is_discount, loan.entries)):
        return 0, date.min
    total = sum(item.principal for item in loan.plan)
    return round_minor(total * terms.part, loan.rules.rounding), terms.until


def moved(
    conn: sqlite3.Connection,
    loans: Iterable[tuple[sqlite3.Row, Loan]],
    bound: Mapping[str, str],
    known: int | None,
) -> dict[str, tuple[Entry, ...]]:
    """By loan id the entries that money of its customer adds; ``loans`` are all of customers."""
    more = {row["loan_id"]: row for row in conn.execute(_MORE, bound)}
    disputed = disputes(conn, LOANS_OF_CUSTOMERS, bound, known)
    accounts: dict[tuple[str, str], list[AccountLoan]] = {}
    for row, loan in loans:
        facts = more[loan.loan_id]
        discount, until = _discount(row, loan)
        one = AccountLoan(
            loan,
            cast(DebtKind, row["kind"]),
            row["journal_id"],
            is_secured(facts["security"]),
            Fraction(row["annual_rate"] or 0) / 100,
            disputed.get(loan.loan_id, ()),
            facts["applies_to"],
            discount,
            until,
        )
        accounts.setdefault((row["customer_id"], loan.currency), []).append(one)
    entries: dict[str, tuple[Entry, ...]] = {}
    for together in accounts.values():
        if len(together) > 1:
            entries |= applied(together)
    return entries
