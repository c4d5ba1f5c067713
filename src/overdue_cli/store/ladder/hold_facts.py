"""The SQL behind holds, preferences and contact points: lists, and one of them by its number."""

from __future__ import annotations

import sqlite3
from datetime import date

from overdue_cli.store.loan.facts import in_force

_HOLDS = """
SELECT h.hold_id, h.customer_id, c.name, h.loan_id, h.seq, h.kind, h.from_on, h.until_on,
       h.stops, h.note, h.contact_id, j.actor, h.journal_id,
       (SELECT min(r.released_on) FROM hold_release r
         WHERE r.hold_id = h.hold_id AND {released}) AS released_on
  FROM hold h JOIN customer c ON c.customer_id = h.customer_id
  JOIN journal j ON j.journal_id = h.journal_id
 WHERE {in_force} {only} ORDER BY h.from_on, h.hold_id
"""
_PREFERENCES = """
SELECT f.preference_id, f.customer_id, c.name, f.kind, f.channel, f.point, f.loan_id, f.person,
       f.days, f.from_time, f.to_time, f.at, f.until_on, f.note, f.journal_id,
       (SELECT e.at FROM preference_end e WHERE e.preference_id = f.preference_id AND {released}
         ORDER BY e.at_utc LIMIT 1) AS ended_at
  FROM preference f JOIN customer c ON c.customer_id = f.customer_id
 WHERE {in_force} AND f.at_utc <= ? {only} ORDER BY f.at_utc, f.preference_id
"""
_POINTS = """
SELECT t.contact_point_id, t.customer_id, c.name AS customer, t.kind, t.value, t.person, t.name,
       t.place, t.time_zone, t.from_on, t.until_on, t.note, t.journal_id
  FROM contact_point t JOIN customer c ON c.customer_id = t.customer_id
 WHERE {in_force} {only} ORDER BY t.customer_id, t.contact_point_id
"""


def holds(
    conn: sqlite3.Connection, customer_id: str | None = None, known: int | None = None
) -> list[sqlite3.Row]:
    """Every hold, or those of a customer, the first first, each with its release."""
    query = _HOLDS.format(
        in_force=in_force("h", known), released=in_force("r", known), only=_only("h", customer_id)
    )
    return conn.execute(query, _given(customer_id)).fetchall()


def preferences(
    conn: sqlite3.Connection, until: str, customer_id: str | None = None, known: int | None = None
) -> list[sqlite3.Row]:
    """Every preference stated up to a moment (UTC text), or those of a customer."""
    query = _PREFERENCES.format(
        in_force=in_force("f", known), released=in_force("e", known), only=_only("f", customer_id)
    )
    return conn.execute(query, (until, *_given(customer_id))).fetchall()


def points(
    conn: sqlite3.Connection, customer_id: str | None = None, known: int | None = None
) -> list[sqlite3.Row]:
    """Every further number and address, or those of a customer."""
    query = _POINTS.format(in_force=in_force("t", known), only=_only("t", customer_id))
    return conn.execute(query, _given(customer_id)).fetchall()


def fact(conn: sqlite3.Connection, table: str, number: int) -> sqlite3.Row | None:
    """One row of facts in force by its number; None where there is none."""
    found: sqlite3.Row | None = conn.execute(
        f"SELECT * FROM {table} WHERE {table}_id = ? AND voided_by IS NULL", (number,)
    ).fetchone()
    return found


def end_of(conn: sqlite3.Connection, ends: str, of: str, number: int) -> sqlite3.Row | None:
    """The row of ``hold_release``, ``promise_end`` or ``preference_end`` that ended a fact."""
    found: sqlite3.Row | None = conn.execute(
        f"SELECT * FROM {ends} WHERE {of}_id = ? AND voided_by IS NULL", (number,)
    ).fetchone()
    return found


def same_hold(
    conn: sqlite3.Connection, customer_id: str, loan_id: str | None, kind: str, day: date
) -> sqlite3.Row | None:
    """The hold of that kind about the same loan (or customer) that holds on a day and longest."""
    found: sqlite3.Row | None = conn.execute(
        "SELECT * FROM hold h WHERE customer_id = :customer AND loan_id IS :loan AND seq IS NULL "
        "AND kind = :kind AND voided_by IS NULL AND from_on <= :day "
        "AND coalesce(until_on, '9999-12-31') >= :day "
        "AND NOT EXISTS (SELECT 1 FROM hold_release r WHERE r.hold_id = h.hold_id "
        "AND r.voided_by IS NULL AND r.released_on <= :day) "
        "ORDER BY coalesce(until_on, '9999-12-31') DESC LIMIT 1",
        {"customer": customer_id, "loan": loan_id, "kind": kind, "day": day.isoformat()},
    ).fetchone()
    return found


def item_exists(conn: sqlite3.Connection, loan_id: str, seq: int) -> bool:
    """Whether the schedule in force of a loan has an instalment of that number."""
    row = conn.execute(
        "SELECT 1 FROM instalment i JOIN plan p ON p.plan_id = i.plan_id "
        "WHERE i.loan_id = ? AND i.seq = ? AND p.voided_by IS NULL",
        (loan_id, seq),
    ).fetchone()
    return row is not None


def _only(alias: str, customer_id: str | None) -> str:
    return "" if customer_id is None else f"AND {alias}.customer_id = ?"


def _given(customer_id: str | None) -> tuple[str, ...]:
    return () if customer_id is None else (customer_id,)
