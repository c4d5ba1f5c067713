"""The account of a customer in one currency: the row of ``loan`` that money naming no debt is on.

Its id is made from customer and currency (``account:C-0117:CNY``). It is there as long as any
entry in force stands on it, whichever command was the first to need it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from overdue_cli.domain.loan.loan import NO_DEBTS

#: With what the id of an account begins, and no id of a loan or an invoice may.
MARK = "account:"

_OPEN = """
INSERT INTO loan (loan_id, customer_id, kind, currency, principal, method, unit, day_count,
       interest_period, rounding, allocation, product, officer, branch, purpose, security,
       disputed, journal_id)
SELECT '{mark}' || customer_id || ':' || currency, customer_id, 'account', currency, 0, '', '', '',
       '', '', '', '', '', '', '', '', 0, :journal
  FROM ({whose}) WHERE 1
    ON CONFLICT (loan_id) DO UPDATE SET journal_id = excluded.journal_id, voided_by = NULL
       WHERE voided_by IS NOT NULL
"""
_TOUCHED = """
SELECT loan_id FROM entry WHERE journal_id IN (:of, :by)
 UNION SELECT loan_id FROM entry WHERE voided_by IN (:of, :by)
"""
_STANDING = """
EXISTS (SELECT 1 FROM entry e WHERE e.loan_id = loan.loan_id AND e.voided_by IS NULL)
"""


def is_debt(alias: str = "") -> str:
    """The SQL condition for loans and invoices: what a customer owes, no money of the customer."""
    prefix = f"{alias}." if alias else ""
    kinds = ", ".join(f"'{kind}'" for kind in NO_DEBTS)
    return f"{prefix}kind NOT IN ({kinds})"


def account_id(customer_id: str, currency: str) -> str:
    """The id of a customer's account in a currency, whether it is there or not.

    >>> account_id("C-0117", "CNY")
    'account:C-0117:CNY'
    """
    return f"{MARK}{customer_id}:{currency}"


def is_account(loan_id: str) -> bool:
    """Whether an id is that of a customer's account."""
    return loan_id.startswith(MARK)


def has_accounts(conn: sqlite3.Connection) -> bool:
    """Whether any customer ever had money on account."""
    end = f"{MARK[:-1]};"
    query = "SELECT 1 FROM loan WHERE loan_id >= ? AND loan_id < ? LIMIT 1"
    return conn.execute(query, (MARK, end)).fetchone() is not None


def account_of(conn: sqlite3.Connection, customer_id: str, currency: str, journal_id: int) -> str:
    """The id of a customer's account in a currency, which is there from now on."""
    whose = {"customer_id": customer_id, "currency": currency}
    open_accounts(
        conn, "SELECT :customer_id AS customer_id, :currency AS currency", whose, journal_id
    )
    return account_id(customer_id, currency)


def open_accounts(
    conn: sqlite3.Connection, whose: str, values: Mapping[str, Any], journal_id: int
) -> None:
    """Makes the accounts that are not there yet; ``whose`` selects customer_id and currency."""
    query = _OPEN.format(mark=MARK, whose=whose)
    conn.execute(query, {**values, "journal": journal_id})


def debts_of(conn: sqlite3.Connection, customer_id: str, currency: str) -> list[str]:
    """The ids of a customer's debts in a currency."""
    rows = conn.execute(
        "SELECT loan_id FROM loan WHERE customer_id = ? AND currency = ? AND voided_by IS NULL "
        f"AND {is_debt()} ORDER BY 1",
        (customer_id, currency),
    )
    return [row[0] for row in rows]


def payment_on_account(
    conn: sqlite3.Connection, customer_id: str, currency: str, amount: int, days: tuple[str, str]
) -> int | None:
    """A payment on an account, by amount and range of days, that no bank line stands behind."""
    row = conn.execute(
        "SELECT e.entry_id FROM entry e WHERE e.loan_id = ? AND e.amount = ? "
        "AND e.value_on BETWEEN ? AND ? AND e.kind IN ('repayment', 'recovery') "
        "AND e.voided_by IS NULL AND NOT EXISTS (SELECT 1 FROM line_match m "
        "WHERE m.entry_id = e.entry_id AND m.voided_by IS NULL) ORDER BY e.value_on, e.entry_id",
        (account_id(customer_id, currency), amount, *days),
    ).fetchone()
    return None if row is None else int(row[0])


def debt_currencies(conn: sqlite3.Connection, customer_id: str) -> list[str]:
    """The currencies of a customer's debts, by code."""
    rows = conn.execute(
        "SELECT DISTINCT currency FROM loan WHERE customer_id = ? AND voided_by IS NULL "
        f"AND {is_debt()} ORDER BY 1",
        (customer_id,),
    )
    return [row[0] for row in rows]


def settle_accounts(conn: sqlite3.Connection, journal_id: int, by: int) -> None:
    """Leaves the accounts that money stands on, after an entry was taken back ``by`` another."""
    values = {"of": journal_id, "by": by}
    for voided, condition in (
        (":by", f"voided_by IS NULL AND NOT {_STANDING}"),
        ("NULL", f"voided_by IS NOT NULL AND {_STANDING}"),
    ):
        conn.execute(
            f"UPDATE loan SET voided_by = {voided} WHERE kind = 'account' AND {condition} "
            f"AND loan_id IN ({_TOUCHED})",
            values,
        )
