"""Which loans hold money that may reach other debts of their customer: ``account_source``.

It hangs on the facts alone, not on the policy or the day, and may name more than there are: whose
customers have none, each loan is computed by itself.
"""

from __future__ import annotations

import sqlite3

from overdue_cli.domain.loan.loan import CREDITS
from overdue_cli.store.loan.in_force import in_force

_IN = ", ".join(f"'{kind}'" for kind in sorted({*CREDITS, "waiver", "write_off", "sale"}))

# More came in than the plan and balances taken over ask for; charges would only make it less.
_SOURCES = """
SELECT l.loan_id, l.customer_id, l.currency FROM loan l
 WHERE {loan} AND {customers}
   AND EXISTS (SELECT 1 FROM loan o
                WHERE o.customer_id = l.customer_id AND o.currency = l.currency
                  AND o.loan_id <> l.loan_id AND {other})
   AND (l.kind IN ('account', 'credit_note')
        OR (SELECT coalesce(sum(CASE WHEN e.kind IN ({money_in}) THEN e.amount
                       WHEN e.kind = 'opening' OR e.inferred AND e.kind IN ('fee', 'penalty')
                       THEN -e.amount ELSE 0 END), 0)
              FROM entry e WHERE e.loan_id = l.loan_id AND {entry})
         > (SELECT coalesce(sum(i.principal + i.interest + i.fee), 0)
              FROM plan p JOIN instalment i ON i.loan_id = p.loan_id AND i.plan_id = p.plan_id
             WHERE p.loan_id = l.loan_id AND {plan}))
"""
_CUSTOMERS = """
CREATE TEMP TABLE touched_customer AS
SELECT customer_id FROM main.loan WHERE loan_id IN (SELECT loan_id FROM main.touched)
 UNION
SELECT customer_id FROM main.position WHERE loan_id IN (SELECT loan_id FROM main.touched)
 UNION
SELECT customer_id FROM main.account_source WHERE loan_id IN (SELECT loan_id FROM main.touched)
"""
_OF_TOUCHED = "l.customer_id IN (SELECT customer_id FROM temp.touched_customer)"
_TOUCH = """
INSERT OR IGNORE INTO main.touched (loan_id)
SELECT l.loan_id FROM main.account_source s
  JOIN main.loan l ON l.customer_id = s.customer_id AND l.currency = s.currency
 WHERE s.customer_id IN (SELECT customer_id FROM temp.touched_customer)
"""


def sources(known: int | None, customers: str = "1") -> str:
    """SQL that selects (loan_id, customer_id, currency) of what may hold money of a customer."""
    return _SOURCES.format(
        loan=in_force("l", known),
        other=in_force("o", known),
        entry=in_force("e", known),
        plan=in_force("p", known),
        money_in=_IN,
        customers=customers,
    )


def touch_accounts(conn: sqlite3.Connection) -> None:
    """Brings ``account_source`` up to date for touched loans, and touches what may follow."""
    conn.execute("DROP TABLE IF EXISTS temp.touched_customer")
    conn.execute(_CUSTOMERS)
    conn.execute(_TOUCH)
    conn.execute(
        "DELETE FROM main.account_source "
        "WHERE customer_id IN (SELECT customer_id FROM temp.touched_customer)"
    )
    conn.execute(f"INSERT INTO main.account_source {sources(None, _OF_TOUCHED)}")
    conn.execute(_TOUCH)
    conn.execute("DROP TABLE temp.touched_customer")


def find_sources(conn: sqlite3.Connection) -> None:
    """Fills ``account_source`` anew from all facts."""
    conn.execute("DELETE FROM main.account_source")
    conn.execute(f"INSERT INTO main.account_source {sources(None)}")


def find_sources_of(conn: sqlite3.Connection, customer_id: str) -> None:
    """The same for one customer, in the middle of a transaction that changes what there is."""
    of = {"customer_id": customer_id}
    conn.execute("DELETE FROM main.account_source WHERE customer_id = :customer_id", of)
    found = sources(None, "l.customer_id = :customer_id")
    conn.execute(f"INSERT INTO main.account_source {found}", of)
