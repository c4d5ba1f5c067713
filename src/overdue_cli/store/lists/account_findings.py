"""Money of a customer's account that the lists of a loan do not show when they should."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from overdue_cli.domain.lists.list_lag import ListFinding
from overdue_cli.domain.lists.money_behind import last_of, money_behind
from overdue_cli.domain.loan.loan import Entry, Loan
from overdue_cli.domain.loan.replay import counted_entries
from overdue_cli.store.loan.account_money import LOANS_OF_CUSTOMERS
from overdue_cli.store.loan.facts import RulesOf, loans

_DECIDED = f"""
SELECT entry_id, loan_id, sum(amount) FROM list_decision
 WHERE voided_by IS NULL AND loan_id IN ({LOANS_OF_CUSTOMERS}) GROUP BY entry_id, loan_id
"""


def of_account(
    conn: sqlite3.Connection, rules: RulesOf, waiting: Sequence[sqlite3.Row], day: date
) -> Iterator[ListFinding]:
    """What waits of applied money, told by the entry it was recorded with, less what was decided.

    ``waiting`` are rows of money in transit by loan and number, which is that of the move.
    """
    of = {"of": json.dumps(sorted({row["customer_id"] for row in waiting}))}
    found = loans(conn, rules, ids_query=LOANS_OF_CUSTOMERS, bound=of)
    of_customers = {row["loan_id"]: loan for row, loan in found}
    decided = Counter({tuple(row[:2]): row[2] for row in conn.execute(_DECIDED, of)})
    for row in waiting:
        applied = _applied(of_customers.get(row["loan_id"]), row["entry_id"], day)
        if applied is None:
            continue
        listed_on = date.fromisoformat(row["as_of"])
        behind = money_behind(of_customers, applied, day)
        for loan_id, entry, amount in last_of(behind, row["amount"]):
            key = entry.entry_id, row["loan_id"]
            kept = min(decided[key], amount)
            decided[key] -= kept
            if amount > kept:
                yield ListFinding(
                    row["loan_id"],
                    row["customer_id"],
                    row["name"],
                    row["currency"],
                    entry.entry_id,
                    applied.value_on,
                    amount - kept,
                    listed_on,
                    loan_id,
                )


def applied_on(
    conn: sqlite3.Connection, rules: RulesOf, customer_id: str, day: date
) -> Counter[str]:
    """What the debts of a customer got of money that names none of them, minor units, by loan."""
    of = {"of": json.dumps([customer_id])}
    amounts: Counter[str] = Counter()
    for row, loan in loans(conn, rules, ids_query=LOANS_OF_CUSTOMERS, bound=of):
        for entry in counted_entries(loan.entries, day):
            if entry.kind == "applied":
                amounts[row["loan_id"]] += entry.amount
    return amounts


def _applied(loan: Loan | None, number: int, day: date) -> Entry | None:
    """The applied entry of a number, where it counts on a day."""
    entries = counted_entries(loan.entries, day) if loan else []
    of_number = (e for e in entries if e.kind == "applied" and e.entry_id == number)
    return next(of_number, None)
