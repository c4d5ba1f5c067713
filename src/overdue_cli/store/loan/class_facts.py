"""The loans that a classification counts: what they owe, and those whose past may decide."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator

from overdue_cli.domain.loan.loan import Loan
from overdue_cli.store.derived import Derived
from overdue_cli.store.loan.facts import RulesOf, loans

_OWING = """
SELECT p.loan_id, p.customer_id, p.currency, p.outstanding_principal AS principal,
       p.delinquent_on, p.oldest_due_on, p.charged_off_on, l.product, c.kind AS debtor,
       CASE WHEN p.oldest_due_on = date(p.oldest_due_on, 'start of month', '+1 month', '-1 day')
            THEN (SELECT max(CAST(substr(i.due_on, 9) AS INTEGER)) FROM plan n
                    JOIN instalment i ON i.loan_id = n.loan_id AND i.plan_id = n.plan_id
                   WHERE n.loan_id = p.loan_id AND n.voided_by IS NULL) END AS due_day
  FROM {position} p
  JOIN loan l ON l.loan_id = p.loan_id
  JOIN customer c ON c.customer_id = p.customer_id
 WHERE p.status <> 'future' AND (p.outstanding_principal > 0 OR p.overdue > 0)
"""
_LIVE = "SELECT {column} FROM {position} WHERE outstanding_principal > 0 AND status <> 'future'"


def owing_loans(conn: sqlite3.Connection, derived: Derived) -> list[sqlite3.Row]:
    """Loans that owe principal or are overdue: amounts in minor units, the product, the debtor.

    ``due_day`` is the day of the month on which a loan falls due that is overdue since the last
    day of a month.
    """
    return conn.execute(_OWING.format(position=derived.position)).fetchall()


def live_loans(
    conn: sqlite3.Connection,
    derived: Derived,
    rules: RulesOf,
    *,
    whole_customers: bool,
    known: int | None,
) -> Iterator[tuple[sqlite3.Row, Loan]]:
    """Each loan that owes principal; with ``whole_customers`` the customer's other loans too."""
    ids_query = _LIVE.format(column="loan_id", position=derived.position)
    if whole_customers:
        customers = _LIVE.format(column="customer_id", position=derived.position)
        ids_query = f"SELECT loan_id FROM {derived.position} WHERE customer_id IN ({customers})"
    return loans(conn, rules, ids_query=ids_query, known=known)


def loans_by_key(
    conn: sqlite3.Connection,
    rules: RulesOf,
    keys: Collection[str],
    *,
    of_customers: bool,
    known: int | None,
) -> Iterator[tuple[sqlite3.Row, Loan]]:
    """The loans with these ids, or with ``of_customers`` those of customers with these ids."""
    column = "customer_id" if of_customers else "loan_id"
    ids_query = (
        f"SELECT loan_id FROM main.loan WHERE {column} IN (SELECT value FROM json_each(:keys))"
    )
    return loans(
        conn, rules, ids_query=ids_query, bound={"keys": json.dumps(list(keys))}, known=known
    )
