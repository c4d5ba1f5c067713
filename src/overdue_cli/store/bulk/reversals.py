"""Rows of a file that take another entry back: what is wrong with them, and what they change."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from overdue_cli.domain.currency_signs import CurrencyReading
from overdue_cli.domain.loan.loan import CREDITS
from overdue_cli.store.bulk.currency import other_currency, reading_of_row
from overdue_cli.store.bulk.stage import RowFault
from overdue_cli.store.bulk.transactions import Part, Traits, minor_amount

_NOT_REVERSIBLE = frozenset({"reversal", "disbursement", "opening"})
_CHANGED_UNDER = """
SELECT s.row, s.loan_id, s.amount / m.factor, e.loan_id, sum(r.amount)
  FROM temp.stage_transactions s
  JOIN entry e ON e.transaction_id = s.transaction_id AND e.voided_by IS NULL
  JOIN entry r ON r.reverses = e.entry_id AND r.voided_by IS NULL
  JOIN loan l ON l.loan_id = e.loan_id JOIN temp.minor m ON m.currency = l.currency
 WHERE s.file = :file AND s.state = 'changed' GROUP BY s.row, e.entry_id
"""
_BACKWARD_ROWS = """
SELECT row, transaction_id, loan_id, customer_id, amount, type, reverses, state, currency
  FROM temp.stage_transactions
 WHERE file = :file AND state IN ('new', 'changed') AND reverses IS NOT NULL ORDER BY row
"""
_STAGED_TARGET = """
SELECT row, loan_id, customer_id, amount, coalesce(type, 'repayment'), state,
       coalesce((SELECT l.currency FROM temp.owed l WHERE l.loan_id = s.loan_id), s.currency, '')
  FROM temp.stage_transactions s WHERE file = ? AND transaction_id = ? AND state <> 'rejected'
 ORDER BY row LIMIT 1
"""
_KNOWN_TARGET = """
SELECT min(e.loan_id), min(l.customer_id), sum(e.amount) * min(m.factor), min(e.kind),
       min(m.factor), count(*), min(l.currency)
  FROM entry e JOIN loan l ON l.loan_id = e.loan_id JOIN temp.minor m ON m.currency = l.currency
 WHERE e.transaction_id = ? AND e.voided_by IS NULL
"""
_TAKEN_BACK = """
SELECT coalesce(sum(r.amount), 0) FROM entry e
  JOIN entry r ON r.reverses = e.entry_id AND r.voided_by IS NULL
 WHERE e.transaction_id = ? AND e.voided_by IS NULL
   AND coalesce(r.transaction_id, '') NOT IN (
       SELECT transaction_id FROM temp.stage_transactions
        WHERE file = ? AND state = 'changed' AND reverses IS NOT NULL)
"""
_BAD_TARGET = "SELECT row FROM temp.bad_row WHERE kind = 'transactions' AND key = ? LIMIT 1"
_VOID = """
UPDATE entry SET voided_by = :journal
 WHERE voided_by IS NULL AND transaction_id IN (
       SELECT transaction_id FROM temp.stage_transactions
        WHERE file = :file AND state = 'changed')
"""
# Reversals whose target is replaced are replaced themselves, to point at the new entry.
_DEPENDENT = """
CREATE TEMP TABLE dependent AS
SELECT r.*, e.transaction_id AS target FROM entry r JOIN entry e ON e.entry_id = r.reverses
 WHERE e.voided_by = :journal AND r.voided_by IS NULL
"""
_RESTORE = """
UPDATE entry SET voided_by = NULL
 WHERE voided_by = :journal AND transaction_id IN (
       SELECT transaction_id FROM temp.stage_transactions
        WHERE file = :file AND state = 'rejected')
"""
_RESTORE_DEPENDENT = """
UPDATE entry SET voided_by = NULL
 WHERE voided_by = :journal AND entry_id IN (SELECT entry_id FROM temp.dependent)
   AND reverses IN (SELECT entry_id FROM entry WHERE voided_by IS NULL)
"""
_VOID_DEPENDENT = """
UPDATE entry SET voided_by = :journal WHERE entry_id IN (SELECT entry_id FROM temp.dependent)
"""
_TARGETS = """
SELECT e.entry_id, e.loan_id, e.amount - coalesce((
           SELECT sum(r.amount) FROM entry r
            WHERE r.reverses = e.entry_id AND r.voided_by IS NULL), 0) AS left
  FROM entry e WHERE e.transaction_id = ? AND e.voided_by IS NULL ORDER BY e.entry_id DESC
"""
_AGAIN = """
INSERT INTO entry (loan_id, kind, value_on, amount, due_on, reverses, components, transaction_id,
                   channel, note, journal_id)
SELECT d.loan_id, d.kind, d.value_on, d.amount, d.due_on, e.entry_id, d.components,
       d.transaction_id, d.channel, d.note, :journal
  FROM temp.dependent d
  JOIN entry e ON e.transaction_id = d.target AND e.loan_id = d.loan_id AND e.voided_by IS NULL
 ORDER BY d.entry_id
"""


class Target(NamedTuple):
    """What a reversal names: where it stands and how much of it can still be taken back."""

    loan_id: str | None
    customer_id: str | None
    kind: str
    left: int
    currency: str
    """'' where a payment that is divided in this import does not say it."""


def back_faults(
    conn: sqlite3.Connection, file: int, traits: Traits, reading: CurrencyReading, *, changed: bool
) -> Iterator[RowFault]:
    """Reversals and chargebacks that name nothing, the wrong thing, or more than is left."""
    if traits.reverses:
        yield from _backward_faults(conn, file, reading)
    if changed:
        yield from _rested_upon(conn, file)


def _backward_faults(
    conn: sqlite3.Connection, file: int, reading: CurrencyReading
) -> Iterator[RowFault]:
    taken: dict[str, int] = {}
    for row in conn.execute(_BACKWARD_ROWS, {"file": file}).fetchall():
        fault = _back_fault(conn, file, row, taken, reading)
        if fault:
            yield fault
        else:
            taken[row["reverses"]] = taken.get(row["reverses"], 0) + row["amount"]


def _rested_upon(conn: sqlite3.Connection, file: int) -> Iterator[RowFault]:
    for line, loan_id, amount, before, reversed_ in conn.execute(_CHANGED_UNDER, {"file": file}):
        if loan_id != before or amount < reversed_:
            yield RowFault(
                line,
                "amount",
                "a reversal rests on this payment as it was",
                "Undo the reversal first, then import the payment and its reversal again.",
            )


def _back_fault(
    conn: sqlite3.Connection,
    file: int,
    row: sqlite3.Row,
    taken: dict[str, int],
    reading: CurrencyReading,
) -> RowFault | None:
    line, name = row["row"], row["reverses"]
    target = _target(conn, file, name)
    if target is None:
        bad = conn.execute(_BAD_TARGET, (name,)).fetchone()
        rule = "what it reverses is itself rejected" if bad else "there is no such transaction"
        hint = f"Mend row {bad[0]}." if bad else "Import the payment first, or in the same file."
        return RowFault(line, "reverses", rule, hint)
    allowed = (
        target.kind in CREDITS
        if row["type"] == "chargeback"
        else (target.kind not in _NOT_REVERSIBLE)
    )
    if not allowed:
        rule = f"a {target.kind} cannot be taken back by a {row['type']}"
        return RowFault(line, "reverses", rule, "Name the payment or charge it takes back.")
    if row["loan_id"] and target.loan_id and row["loan_id"] != target.loan_id:
        rule = f"what it reverses is on loan {target.loan_id}"
        return RowFault(line, "loan_id", rule, "Correct the loan, or what it reverses.")
    own = reading_of_row(row["currency"], reading)
    if target.currency and not own.allows(target.currency):
        return other_currency(line, "amount", own, "what it reverses is", [target.currency])
    if row["amount"] > target.left - taken.get(name, 0):
        if target.left - taken.get(name, 0) <= 0:
            return RowFault(line, "reverses", "this is reversed already", "Take the row out.")
        return RowFault(line, "amount", "more than what it reverses", "Correct the amount.")
    return None


def _target(conn: sqlite3.Connection, file: int, name: str) -> Target | None:
    """The transaction of that name as it will be after this import; None if there is none."""
    back = conn.execute(_TAKEN_BACK, (name, file)).fetchone()[0]
    loan_id, customer_id, amount, kind, factor, parts, currency = conn.execute(
        _KNOWN_TARGET, (name,)
    ).fetchone()
    staged = conn.execute(_STAGED_TARGET, (file, name)).fetchone()
    if staged is not None and staged["state"] in ("new", "changed"):
        return Target(staged[1], staged[2], staged[4], staged[3] - back * (factor or 1), staged[6])
    if not parts:
        return None
    left = amount - back * factor
    return Target(loan_id if parts == 1 else None, customer_id, kind, left, currency)


def void(conn: sqlite3.Connection, file: int, journal_id: int, *, changed: bool) -> None:
    """Voids entries that changed, and reversals that rest on them. Triggers must be on."""
    values = {"file": file, "journal": journal_id}
    conn.execute("DROP TABLE IF EXISTS temp.dependent")
    if changed:
        conn.execute(_VOID, values)
    conn.execute(_DEPENDENT, values)
    conn.execute(_VOID_DEPENDENT, values)


def rows_that_reverse(conn: sqlite3.Connection, file: int) -> list[int]:
    """Rows that take something back."""
    return [row["row"] for row in conn.execute(_BACKWARD_ROWS, {"file": file})]


def restore_rejected(conn: sqlite3.Connection, file: int, journal_id: int) -> None:
    """What rejected rows would have replaced is in force again. Triggers must be on."""
    values = {"file": file, "journal": journal_id}
    conn.execute(_RESTORE, values)
    conn.execute(_RESTORE_DEPENDENT, values)


def parts_taken_back(conn: sqlite3.Connection, row: sqlite3.Row) -> list[Part]:
    """A reversal split over the entries of its target, the last of them first."""
    parts: list[Part] = []
    targets = conn.execute(_TARGETS, (row["reverses"],)).fetchall()
    left = minor_amount(conn, targets[0]["loan_id"], row["amount"]) if targets else 0
    for target in targets:
        part = min(left, target["left"])
        if part > 0:
            parts.append(Part(target["loan_id"], part, target["entry_id"]))
            left -= part
    return parts


def insert_dependent(conn: sqlite3.Connection, journal_id: int) -> None:
    """Inserts reversals of entries that were replaced again, on what replaced them."""
    conn.execute(_AGAIN, {"journal": journal_id})
