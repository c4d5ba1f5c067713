"""The SQL behind contact points: further numbers and addresses of customers."""

from __future__ import annotations

import sqlite3

from overdue_cli.store.contact.customer_facts import bound_to, of_customer
from overdue_cli.store.loan.in_force import in_force

_POINTS = """
SELECT t.contact_point_id, t.customer_id, c.name AS customer, t.kind, t.value, t.person, t.name,
       t.place, t.time_zone, t.from_on, t.until_on, t.note, t.journal_id
  FROM contact_point t JOIN customer c ON c.customer_id = t.customer_id
 WHERE {in_force} {only} ORDER BY t.customer_id, t.contact_point_id
"""


def points(
    conn: sqlite3.Connection, customer_id: str | None = None, known: int | None = None
) -> list[sqlite3.Row]:
    """Every further number and address, or those of a customer."""
    query = _POINTS.format(in_force=in_force("t", known), only=of_customer("t", customer_id))
    return conn.execute(query, bound_to(customer_id)).fetchall()
