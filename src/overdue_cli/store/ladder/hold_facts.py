"""The SQL behind holds: lists of them, the same hold again, the item that one is about."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import date

from overdue_cli.store.contact.customer_facts import bound_to, of_customer
from overdue_cli.store.loan.in_force import in_force

#: The day on which to look at a hold ``h``: as its last review ``w`` said, else as it was set.
REMINDER = (
    "CASE WHEN EXISTS (SELECT 1 FROM hold_review w WHERE w.hold_id = h.hold_id AND {in_force}) "
    "THEN (SELECT w.remind_on FROM hold_review w WHERE w.hold_id = h.hold_id AND {in_force} "
    "ORDER BY w.hold_review_id DESC LIMIT 1) ELSE h.remind_on END AS remind_on"
)
_HOLDS = """
SELECT h.hold_id, h.customer_id, c.name, h.loan_id, h.seq, h.kind, h.from_on, h.until_on,
       h.stops, h.note, h.contact_id, j.actor, h.journal_id,
       (SELECT min(r.released_on) FROM hold_release r
         WHERE r.hold_id = h.hold_id AND {released}) AS released_on,
       (SELECT r.because FROM hold_release r WHERE r.hold_id = h.hold_id AND {released}
         ORDER BY r.released_on LIMIT 1) AS because,
       {reminder}
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
        reminder=REMINDER.format(in_force=in_force("w", known)),
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


# A hold ``h`` that holds on a day: begun, not past its last day, and not released.
_HOLDS_ON = (
    "h.voided_by IS NULL AND h.from_on <= :day AND coalesce(h.until_on, '9999-12-31') >= :day "
    "AND NOT EXISTS (SELECT 1 FROM hold_release r WHERE r.hold_id = h.hold_id "
    "AND r.voided_by IS NULL AND r.released_on <= :day)"
)
_NOT_RELEASED = (
    "NOT EXISTS (SELECT 1 FROM hold_release r WHERE r.hold_id = h.hold_id AND r.voided_by IS NULL)"
)
#: How many holds are to be looked at by a day.
COUNT_DUE = (
    f"SELECT count(*) FROM (SELECT {REMINDER.format(in_force='w.voided_by IS NULL')} FROM hold h "
    f"WHERE {_HOLDS_ON}) WHERE remind_on <= :day"
)


def holding(
    conn: sqlite3.Connection, customer_id: str, kinds: Sequence[str], day: date
) -> list[sqlite3.Row]:
    """The holds of these kinds that hold for a customer, or loans of theirs, and go on."""
    return conn.execute(
        f"SELECT h.* FROM hold h WHERE h.customer_id = :customer AND {_HOLDS_ON} "
        f"AND {_NOT_RELEASED} "
        "AND h.kind IN (SELECT value FROM json_each(:kinds)) ORDER BY h.hold_id",
        {"customer": customer_id, "day": day.isoformat(), "kinds": json.dumps(kinds)},
    ).fetchall()


def running_until(conn: sqlite3.Connection, kinds: Sequence[str], day: date) -> list[sqlite3.Row]:
    """Holds of these kinds with a last day that is not over, of everybody, with the name."""
    return conn.execute(
        "SELECT h.*, c.name FROM hold h JOIN customer c ON c.customer_id = h.customer_id "
        f"WHERE h.voided_by IS NULL AND h.until_on >= :day AND {_NOT_RELEASED} "
        "AND h.kind IN (SELECT value FROM json_each(:kinds)) ORDER BY h.hold_id",
        {"day": day.isoformat(), "kinds": json.dumps(kinds)},
    ).fetchall()


def goes_on(conn: sqlite3.Connection, hold_id: int) -> bool:
    """Whether another hold of the same kind about the same goes on without a last day."""
    found: int = conn.execute(
        "SELECT count(*) FROM hold g JOIN hold h ON g.customer_id = h.customer_id "
        "AND g.loan_id IS h.loan_id AND g.seq IS h.seq AND g.kind = h.kind "
        "WHERE g.hold_id = ? AND h.voided_by IS NULL AND h.until_on IS NULL "
        f"AND {_NOT_RELEASED}",
        (hold_id,),
    ).fetchone()[0]
    return found > 0


def ended_by_day(
    conn: sqlite3.Connection, kinds: Sequence[str], day: date, position: str
) -> list[sqlite3.Row]:
    """Holds of these kinds that only their last day ended, the last of each, with the name.

    Left out is who owes nothing any more, by the positions of a table.
    """
    return conn.execute(
        "SELECT h.*, c.name FROM hold h JOIN customer c ON c.customer_id = h.customer_id "
        f"WHERE h.voided_by IS NULL AND h.until_on < :day AND {_NOT_RELEASED} "
        "AND h.kind IN (SELECT value FROM json_each(:kinds)) "
        "AND NOT EXISTS (SELECT 1 FROM hold g WHERE g.customer_id = h.customer_id "
        "AND g.loan_id IS h.loan_id AND g.seq IS h.seq AND g.kind = h.kind "
        "AND g.voided_by IS NULL AND (g.from_on, g.hold_id) > (h.from_on, h.hold_id)) "
        f"AND EXISTS (SELECT 1 FROM {position} p WHERE p.customer_id = h.customer_id "
        "AND (h.loan_id IS NULL OR p.loan_id = h.loan_id) AND p.outstanding > 0) "
        "ORDER BY h.customer_id, h.hold_id",
        {"day": day.isoformat(), "kinds": json.dumps(kinds)},
    ).fetchall()


def like_it(conn: sqlite3.Connection, hold: sqlite3.Row, day: date) -> sqlite3.Row | None:
    """A hold of the same kind about the same that holds on a day, or begins after it."""
    row: sqlite3.Row | None = conn.execute(
        "SELECT h.* FROM hold h WHERE h.customer_id = :customer AND h.loan_id IS :loan "
        "AND h.seq IS :seq AND h.kind = :kind AND h.voided_by IS NULL "
        f"AND (h.from_on > :day OR ({_HOLDS_ON})) LIMIT 1",
        {
            "customer": hold["customer_id"],
            "loan": hold["loan_id"],
            "seq": hold["seq"],
            "kind": hold["kind"],
            "day": day.isoformat(),
        },
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
