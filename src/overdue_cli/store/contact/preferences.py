"""The SQL behind preferences: what customers wish of contacts, with the end of each."""

from __future__ import annotations

import sqlite3

from overdue_cli.store.contact.customer_facts import bound_to, of_customer
from overdue_cli.store.loan.in_force import in_force

_PREFERENCES = """
SELECT f.preference_id, f.customer_id, c.name, f.kind, f.channel, f.point, f.loan_id, f.person,
       f.place, f.days, f.from_time, f.to_time, f.at, f.until_on, f.note, f.journal_id,
       f.written, f.basis, f.opt_out_by,
       (SELECT e.at FROM preference_end e WHERE e.preference_id = f.preference_id AND {released}
         ORDER BY e.at_utc LIMIT 1) AS ended_at
  FROM preference f JOIN customer c ON c.customer_id = f.customer_id
 WHERE {in_force} AND f.at_utc <= ? {only} ORDER BY f.at_utc, f.preference_id
"""


def preferences(
    conn: sqlite3.Connection, until: str, customer_id: str | None = None, known: int | None = None
) -> list[sqlite3.Row]:
    """Every preference stated up to a moment (UTC text), or those of a customer."""
    query = _PREFERENCES.format(
        in_force=in_force("f", known),
        released=in_force("e", known),
        only=of_customer("f", customer_id),
    )
    return conn.execute(query, (until, *bound_to(customer_id))).fetchall()
