"""Movements of money of a file: what is wrong with them, what is new, and writing them.

A plain row is one entry on one loan. A row that names only the customer is divided among the
loans, a row that reverses is tied to the entries it takes back; both become several parts.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from overdue_cli.domain.currency_signs import CurrencyReading
from overdue_cli.domain.loan.loan import CREDITS
from overdue_cli.store.bulk.currency import other_currency, said_in_row, too_many_digits
from overdue_cli.store.bulk.instalments import unknown_loan
from overdue_cli.store.bulk.stage import Remark, RowFault, count_rows, gather_loans
from overdue_cli.store.bulk.triggers import many_entries

#: Kinds that take another entry back.
BACK = ("reversal", "chargeback")
#: Kinds that forgive debt, and an SQL select of the loans that a file forgives debt of.
FORGIVING = ("waiver", "write_off")
FORGIVEN_LOANS = "SELECT loan_id FROM temp.forgiven"
_NOT_REVERSIBLE = frozenset({"reversal", "disbursement", "opening"})

_UNKNOWN = """
SELECT s.row, s.loan_id, l.loan_id IS NULL, l.currency, s.amount, l.customer_id, s.customer_id,
       l.kind, s.currency
  FROM temp.stage_transactions s LEFT JOIN temp.owed l ON l.loan_id = s.loan_id
 WHERE s.file = :file AND s.loan_id IS NOT NULL
   AND (l.loan_id IS NULL OR s.amount % l.factor <> 0 OR s.customer_id <> l.customer_id
        OR s.currency <> l.currency OR :said <> '[]' AND s.currency IS NULL
           AND l.currency NOT IN (SELECT value FROM json_each(:said)))
"""
_CUSTOMER_LEVEL = """
SELECT s.row, s.customer_id, s.amount, coalesce(s.type, 'repayment'), c.customer_id IS NULL,
       (SELECT group_concat(DISTINCT l.currency) FROM loan l
         WHERE l.customer_id = s.customer_id AND l.voided_by IS NULL AND l.kind <> 'credit_note'),
       s.currency
  FROM temp.stage_transactions s
  LEFT JOIN customer c ON c.customer_id = s.customer_id AND c.voided_by IS NULL
 WHERE s.file = :file AND s.loan_id IS NULL AND s.reverses IS NULL
"""
_TRAITS = """
SELECT coalesce(max(loan_id IS NULL), 0), coalesce(max(reverses IS NOT NULL), 0),
       coalesce(max(type IS NOT NULL), 0), coalesce(max(components IS NOT NULL), 0)
  FROM temp.stage_transactions WHERE file = ?
"""
_FACTOR = "SELECT factor FROM temp.minor WHERE currency = ?"
_TYPES = """
SELECT row, type, reverses FROM temp.stage_transactions
 WHERE file = :file AND (type = 'reversal' AND reverses IS NULL
        OR reverses IS NOT NULL AND coalesce(type, '') NOT IN ('reversal', 'chargeback'))
"""
_COMPONENTS = """
SELECT row, coalesce(type, 'repayment'), components FROM temp.stage_transactions
 WHERE file = :file AND components IS NOT NULL
   AND (coalesce(type, 'repayment') NOT IN ('waiver', 'write_off', 'opening')
        OR type = 'opening' AND components LIKE '% %')
"""
_HAS_IDS = "SELECT 1 FROM entry WHERE transaction_id IS NOT NULL AND voided_by IS NULL LIMIT 1"
_MARK = """
UPDATE temp.stage_transactions AS s
   SET state = CASE WHEN k.same THEN 'unchanged' ELSE 'changed' END
  FROM (SELECT s.row, sum(e.amount) * min(m.factor) = s.amount
               AND min(e.kind) = coalesce(s.type, 'repayment') AND min(e.value_on) = s.date
               AND (s.loan_id IS NULL OR count(*) = 1 AND min(e.loan_id) = s.loan_id)
               AND (s.customer_id IS NULL OR min(l.customer_id) = s.customer_id)
               AND coalesce(s.currency, nullif(:named, ''), min(l.currency)) = min(l.currency)
               AND min(e.due_on) IS s.due_on
               AND min(t.transaction_id) IS s.reverses
               AND coalesce(s.components, e.components) = e.components
               AND coalesce(s.channel, e.channel) = e.channel
               AND coalesce(s.note, e.note) = e.note AS same
          FROM temp.stage_transactions s
          JOIN entry e ON e.transaction_id = s.transaction_id AND e.voided_by IS NULL
          JOIN loan l ON l.loan_id = e.loan_id JOIN temp.minor m ON m.currency = l.currency
          LEFT JOIN entry t ON t.entry_id = e.reverses
         WHERE s.file = :file AND s.state = 'new' GROUP BY s.row) k
 WHERE s.file = :file AND s.row = k.row
"""
_ANY_CHANGED = """
SELECT 1 FROM temp.stage_transactions WHERE file = :file AND state = 'changed' LIMIT 1
"""
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
_INSERT = """
INSERT INTO entry (entry_id, loan_id, kind, value_on, amount, due_on, transaction_id, components,
                   channel, note, journal_id)
SELECT :base + s.row * :parts, s.loan_id, coalesce(s.type, 'repayment'), s.date,
       s.amount / l.factor, s.due_on, s.transaction_id, coalesce(s.components, ''),
       coalesce(s.channel, ''),
       coalesce(s.note, ''), :journal
  FROM temp.stage_transactions s CROSS JOIN temp.owed l ON l.loan_id = s.loan_id
 WHERE s.file = :file AND s.state IN ('new', 'changed') AND s.reverses IS NULL
 ORDER BY s.row
"""
_SPECIAL = """
SELECT row, transaction_id, loan_id, customer_id, date, amount, currency,
       coalesce(type, 'repayment') AS kind, reverses, due_on, coalesce(channel, '') AS channel,
       coalesce(note, '') AS note
  FROM temp.stage_transactions
 WHERE file = :file AND state IN ('new', 'changed')
   AND (loan_id IS NULL OR reverses IS NOT NULL)
 ORDER BY reverses IS NOT NULL, date, row
"""
_PART = """
INSERT INTO entry (entry_id, loan_id, kind, value_on, amount, due_on, reverses, transaction_id,
                   components, channel, note, journal_id)
VALUES (:entry_id, :loan_id, :kind, :date, :amount, :due_on, :reverses, :transaction_id, '',
        :channel, :note, :journal)
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
_ODD_DAYS = """
SELECT s.row, s.date, CASE WHEN s.date > :today THEN '' ELSE l.disbursed_on END
  FROM temp.stage_transactions s
  LEFT JOIN loan l ON l.loan_id = s.loan_id AND l.voided_by IS NULL AND l.kind = 'loan'
 WHERE s.file = :file AND s.state IN ('new', 'changed')
   AND coalesce(s.type, 'repayment') = 'repayment'
   AND (s.date > :today OR s.date < l.disbursed_on)
 ORDER BY s.row LIMIT :most
"""
_MOST_ODD = 200
_FORGIVING = """
SELECT row, loan_id FROM temp.stage_transactions
 WHERE file = :file AND state IN ('new', 'changed') AND type IN ('waiver', 'write_off')
"""
_MOST_LOANS = """
SELECT coalesce(max(n), 1) FROM (
    SELECT count(*) AS n FROM loan WHERE voided_by IS NULL AND customer_id IN (
        SELECT customer_id FROM temp.stage_transactions
         WHERE file = :file AND loan_id IS NULL AND customer_id IS NOT NULL) GROUP BY customer_id
     UNION ALL
    SELECT count(*) FROM entry WHERE voided_by IS NULL AND transaction_id IN (
        SELECT reverses FROM temp.stage_transactions WHERE file = :file) GROUP BY transaction_id)
"""


class Traits(NamedTuple):
    """What occurs among the staged rows of a file; what does not need not be looked for.

    A file of a million plain payments is gone through once for this instead of ten times.
    """

    no_loan: int
    reverses: int
    type: int
    components: int

    @property
    def special(self) -> bool:
        """Whether any row is more than one entry on one loan."""
        return bool(self.no_loan or self.reverses)


def traits(conn: sqlite3.Connection, file: int) -> Traits:
    """What occurs among the rows of a file."""
    return Traits(*conn.execute(_TRAITS, (file,)).fetchone())


class Part(NamedTuple):
    """The part of a row that one loan takes; ``reverses`` is an entry_id."""

    loan_id: str
    amount: int
    reverses: int | None = None


class Target(NamedTuple):
    """What a reversal names: where it stands and how much of it can still be taken back."""

    loan_id: str | None
    customer_id: str | None
    kind: str
    left: int
    currency: str
    """'' where a payment that is divided in this import does not say it."""


def faults(
    conn: sqlite3.Connection, file: int, found: Traits, said: CurrencyReading
) -> Iterator[RowFault]:
    """Rows whose loan, customer, currency or type does not allow them.

    ``said`` is the currency of rows that name none.
    """
    given = {"file": file, "said": json.dumps(said.codes)}
    gather_loans(conn, "transactions", file)
    for row in conn.execute(_UNKNOWN, given).fetchall():
        yield _loan_fault(conn, row, said)
    if found.no_loan:
        for row in conn.execute(_CUSTOMER_LEVEL, given).fetchall():
            yield from _customer_fault(conn, row, said)
    if found.components:
        yield from _component_faults(conn, given)
    if found.type or found.reverses:
        yield from _type_faults(conn, given)


def _type_faults(conn: sqlite3.Connection, given: dict[str, Any]) -> Iterator[RowFault]:
    for row, kind, reverses in conn.execute(_TYPES, given).fetchall():
        if reverses is None:
            yield RowFault(
                row,
                "reverses",
                f"a {kind} names what it takes back",
                "Put the transaction_id of the payment into 'reverses'.",
            )
        else:
            yield RowFault(
                row,
                "type",
                "only a reversal or a chargeback takes something back",
                "Set the type to reversal, or leave 'reverses' empty.",
            )


def _component_faults(conn: sqlite3.Connection, given: dict[str, Any]) -> Iterator[RowFault]:
    for row, kind, _ in conn.execute(_COMPONENTS, given).fetchall():
        if kind == "opening":
            rule = "an opening balance is of one component"
            yield RowFault(row, "components", rule, "Give each component a row of its own.")
        else:
            rule = f"a {kind} goes to components by the loan's order"
            hint = "Leave the cell empty; a waiver, a write-off and an opening name components."
            yield RowFault(row, "components", rule, hint)


def _loan_fault(conn: sqlite3.Connection, row: sqlite3.Row, said: CurrencyReading) -> RowFault:
    line, loan_id, missing, currency, amount, owner, customer_id, kind, named = row
    if missing:
        return RowFault(line, "loan_id", *unknown_loan(conn, loan_id))
    if customer_id is not None and customer_id != owner:
        rule = f"the loan belongs to customer {owner}"
        return RowFault(line, "customer_id", rule, "Correct one of the two ids.")
    own = said_in_row(named, said)
    if not own.allows(currency):
        what = f"{kind.replace('_', ' ')} {loan_id} is"
        return other_currency(line, "amount", own, what, [currency])
    return too_many_digits(line, "amount", currency, amount)


def _customer_fault(
    conn: sqlite3.Connection, row: sqlite3.Row, said: CurrencyReading
) -> Iterator[RowFault]:
    line, customer_id, amount, kind, missing, currencies, named = row
    own, theirs = said_in_row(named, said), sorted((currencies or "").split(","))
    fitting = [currency for currency in theirs if own.allows(currency)]
    if customer_id is None:
        yield RowFault(
            line,
            "loan_id",
            "money goes to a loan or a customer",
            "Fill in loan_id, or customer_id to have it divided among the customer's loans.",
        )
    elif missing:
        yield RowFault(
            line,
            "customer_id",
            "there is no such customer",
            "Import the customer first, or in the same command.",
        )
    elif kind not in CREDITS:
        yield RowFault(line, "loan_id", f"a {kind} belongs to one loan", "Fill in loan_id.")
    elif not currencies:
        yield RowFault(line, "customer_id", "the customer has no loan", "Import the loans first.")
    elif not fitting:
        yield other_currency(line, "amount", own, "the customer's loans are", theirs)
    elif len(fitting) > 1:
        rule = f"the customer has loans in {' and '.join(fitting)}"
        yield RowFault(line, "loan_id", rule, "Fill in loan_id, or a column currency.")
    elif amount % conn.execute(_FACTOR, (fitting[0],)).fetchone()[0]:
        yield too_many_digits(line, "amount", fitting[0], amount)


def mark(conn: sqlite3.Connection, file: int, named: str) -> bool:
    """Sets the state of each good row: new, changed or unchanged. Whether any is changed.

    ``named`` is the currency of rows that name none; '' where it is that of the loan.
    """
    if not conn.execute(_HAS_IDS).fetchone():
        return False
    conn.execute(_MARK, {"file": file, "named": named})
    return conn.execute(_ANY_CHANGED, {"file": file}).fetchone() is not None


def back_faults(
    conn: sqlite3.Connection, file: int, found: Traits, said: CurrencyReading, *, changed: bool
) -> Iterator[RowFault]:
    """Reversals and chargebacks that name nothing, the wrong thing, or more than is left."""
    if found.reverses:
        yield from _backward_faults(conn, file, said)
    if changed:
        yield from _rested_upon(conn, file)


def _backward_faults(
    conn: sqlite3.Connection, file: int, said: CurrencyReading
) -> Iterator[RowFault]:
    taken: dict[str, int] = {}
    for row in conn.execute(_BACKWARD_ROWS, {"file": file}).fetchall():
        fault = _back_fault(conn, file, row, taken, said)
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
    said: CurrencyReading,
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
    own = said_in_row(row["currency"], said)
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
    given = {"file": file, "journal": journal_id}
    conn.execute("DROP TABLE IF EXISTS temp.dependent")
    if changed:
        conn.execute(_VOID, given)
    conn.execute(_DEPENDENT, given)
    conn.execute(_VOID_DEPENDENT, given)


def numbering(conn: sqlite3.Connection, file: int, found: Traits) -> dict[str, int]:
    """How entry ids are given: ``base + row * parts + part`` keeps the order of the file."""
    base = conn.execute("SELECT coalesce(max(entry_id), 0) FROM entry").fetchone()[0]
    parts = conn.execute(_MOST_LOANS, {"file": file}).fetchone()[0] if found.special else 1
    return {"base": base, "parts": parts}


def insert_plain(
    conn: sqlite3.Connection, file: int, journal_id: int, numbers: dict[str, int]
) -> None:
    """Inserts the rows that are one entry on one loan."""
    with many_entries(conn, count_rows(conn, "temp.stage_transactions")):
        conn.execute(_INSERT, {"file": file, "journal": journal_id, **numbers})


def special_rows(conn: sqlite3.Connection, file: int) -> list[sqlite3.Row]:
    """Rows to be divided or tied to a target: payments by customer first, by date."""
    return conn.execute(_SPECIAL, {"file": file}).fetchall()


def forgiving_rows(conn: sqlite3.Connection, file: int) -> list[sqlite3.Row]:
    """Rows that forgive debt; their loans are put where ``FORGIVEN_LOANS`` finds them."""
    conn.execute("DROP TABLE IF EXISTS temp.forgiven")
    conn.execute("CREATE TEMP TABLE forgiven (loan_id TEXT PRIMARY KEY) WITHOUT ROWID")
    rows = conn.execute(_FORGIVING, {"file": file}).fetchall()
    conn.executemany(
        "INSERT OR IGNORE INTO temp.forgiven VALUES (?)", ((row["loan_id"],) for row in rows)
    )
    return rows


def odd_days(conn: sqlite3.Connection, file: int, today: date) -> Iterator[Remark]:
    """Payments of a day that is still to come, or before their loan was paid out."""
    given = {"file": file, "today": today.isoformat(), "most": _MOST_ODD}
    for row, day, paid_out in conn.execute(_ODD_DAYS, given):
        if paid_out:
            rule = f"this payment is from before its loan was paid out, on {paid_out}"
            yield Remark(row, "date", day, rule, "Check the day and the loan.")
        else:
            rule = "this payment is of a day that is still to come"
            yield Remark(row, "date", day, rule, "Record money when it has come in.")


def rows_that_reverse(conn: sqlite3.Connection, file: int) -> list[int]:
    """Rows that take something back."""
    return [row["row"] for row in conn.execute(_BACKWARD_ROWS, {"file": file})]


def take_out(conn: sqlite3.Connection, entry_ids: Iterable[int]) -> None:
    """Takes entries of this import out again with what reverses them, before it is committed."""
    ids = [(entry_id,) for entry_id in entry_ids]
    conn.executemany("DELETE FROM entry WHERE reverses = ?", ids)
    conn.executemany("DELETE FROM entry WHERE entry_id = ?", ids)


def restore_rejected(conn: sqlite3.Connection, file: int, journal_id: int) -> None:
    """What rejected rows would have replaced is in force again. Triggers must be on."""
    given = {"file": file, "journal": journal_id}
    conn.execute(_RESTORE, given)
    conn.execute(_RESTORE_DEPENDENT, given)


def minor_amount(conn: sqlite3.Connection, loan_id: str, amount: int) -> int:
    """Staged money in minor units of a loan's currency."""
    factor = conn.execute(
        "SELECT m.factor FROM loan l JOIN temp.minor m USING (currency) WHERE l.loan_id = ?",
        (loan_id,),
    ).fetchone()[0]
    return int(amount // factor)


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


def insert_parts(
    conn: sqlite3.Connection,
    row: sqlite3.Row,
    parts: Iterable[Part],
    journal_id: int,
    numbers: dict[str, int],
) -> None:
    """Inserts one row as several entries that share its transaction_id."""
    first = numbers["base"] + row["row"] * numbers["parts"]
    given: dict[str, Any] = {**dict(row), "journal": journal_id}
    conn.executemany(
        _PART,
        [
            given | part._asdict() | {"entry_id": first + number}
            for number, part in enumerate(parts)
        ],
    )


def insert_dependent(conn: sqlite3.Connection, journal_id: int) -> None:
    """Inserts reversals of entries that were replaced again, on what replaced them."""
    conn.execute(_AGAIN, {"journal": journal_id})
