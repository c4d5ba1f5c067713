"""The SQL behind holds: lists of them, the same hold again, the item that one is about."""

from __future__ import annotations

import sqlite3
from datetime import date

from overdue_cli.store.contact.customer_facts import bound_to, of_customer
from overdue_cli.store.loan.in_force import in_force

_HOLDS = """
SELECT h.hold_id, h.customer_id, c.name, h.loan_id, h.seq, h.kind, h.from_on, h.until_on,
       h.stops, h.note, h.contact_id, j.actor, h.journal_id,
       (SELECT min(r.released_on) FROM hold_release r
         WHERE r.hold_id = h.hold_id AND {released}) AS released_on
  FROM hold h JOIN customer c ON c.customer_id = h.customer_id
  JOIN journal j ON j.journal_id = h.journal_id
 WHERE {in_force} {only} ORDER BY h.from_on, h.hold_id
"""


def holds(
    conn: sqlite3.Connection, customer_id: str | None = None, known: int | None = None
) -> list[sqlite3.Row]:
    """Every hold, or those of a customer, the first first, each with its release."""
    query = _HOLDS.format(
        in_force=in_force("h", known),
        released=in_force("r", known),
        only=of_customer("h", customer_id),
    )
    return conn.execute(query, bound_to(customer_id)).fetchall()


def same_hold(
    conn: sqlite3.Connection, customer_id: str, loan_id: str | None, kind: str, day: date
) -> sqlite3.Row | None:
    """The hold of that kind about the same loan (or customer) that holds on a day and longest."""
    row: sqlite3.Row | None = conn.execute(
        "SELECT * FROM hold h WHERE customer_id = :customer AND loan_id IS :loan AND seq IS NULL "
        "AND kind = :kind AND voided_by IS NULL AND from_on <= :day "
        "AND coalesce(until_on, '9999-12-31') >= :day "
        "AND NOT EXISTS (SELECT 1 FROM hold_release r WHERE r.hold_id = h.hold_id "
        "AND r.voided_by IS NULL AND r.released_on <= :day) "
        "ORDER BY coalesce(until_on, '9999-12-31') DESC LIMIT 1",
        {"customer": customer_id, "loan": loan_id, "kind": kind, "day": day.isoformat()},
    ).fetchone()
    return row


def item_exists(conn: sqlite3.Connection, loan_id: str, seq: int) -> bool:
    """Whether the schedule in force of a loan has an instalment of that number."""
    row = conn.execute(
        "SELECT 1 FROM instalment i JOIN plan p ON p.plan_id = i.plan_id "
        "WHERE i.loan_id = ? AND i.seq = ? AND p.voided_by IS NULL",
        (loan_id, seq),
    ).fetchone()
    return row is not None
