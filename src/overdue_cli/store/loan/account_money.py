"""What money of a customer was applied to, read from the facts of all loans of the customer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import cast

from overdue_cli.domain.loan.account import AccountLoan, DebtKind, applied
from overdue_cli.domain.loan.loan import Entry, Loan
from overdue_cli.domain.loan.security import is_secured
from overdue_cli.store.loan.disputes import disputes

#: SQL that selects the loans of customers named in ``:of``, a JSON list.
LOANS_OF_CUSTOMERS = (
    "SELECT loan_id FROM loan WHERE customer_id IN (SELECT value FROM json_each(:of))"
)
_MORE = f"SELECT loan_id, security, applies_to FROM loan WHERE loan_id IN ({LOANS_OF_CUSTOMERS})"


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
        one = AccountLoan(
            loan,
            cast(DebtKind, row["kind"]),
            row["journal_id"],
            is_secured(facts["security"]),
            Fraction(row["annual_rate"] or 0) / 100,
            disputed.get(loan.loan_id, ()),
            facts["applies_to"],
        )
        accounts.setdefault((row["customer_id"], loan.currency), []).append(one)
    entries: dict[str, tuple[Entry, ...]] = {}
    for together in accounts.values():
        if len(together) > 1:
            entries |= applied(together)
    return entries
