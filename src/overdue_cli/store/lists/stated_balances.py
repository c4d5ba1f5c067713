"""Keeps inferred payments of invoices equal to what files say is still open of them.

``stated_balance`` holds the facts: at the close of a day so much of an invoice was open. What no
recorded money explains stands in ``entry`` with ``inferred = 1``. After every change of balances,
money or amounts it is derived again in the same transaction, and only what differs is written.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import date
from typing import Any, NamedTuple

from overdue_cli.domain.lists.stated_balances import (
    LOWERING,
    RAISING,
    InferredSum,
    StatedBalance,
    inferred_payments,
    inferred_sums,
)
from overdue_cli.domain.loan.discount import discount_terms
from overdue_cli.domain.loan.loan import Entry
from overdue_cli.store.bulk.triggers import inserting
from overdue_cli.store.loan.facts import RulesOf, loan_rows, loans

#: The note of a payment that nobody recorded: a file shows it, and does not say its day.
UNDATED = "paid by the day of the file, on a day that it does not say"
#: The note of what takes such a payment back.
RISEN = "open again by the day of the file"

_LOWERING = ", ".join(f"'{kind}'" for kind in sorted(LOWERING))
_RAISING = ", ".join(f"'{kind}'" for kind in sorted(RAISING))
_NAMING = f"""coalesce((
       SELECT sum(CASE e.kind WHEN 'reversal' THEN -e.amount ELSE e.amount END
                * CASE WHEN CASE e.kind WHEN 'reversal' THEN t.kind ELSE e.kind END
                       IN ({_LOWERING}) THEN 1 ELSE -1 END)
         FROM entry e LEFT JOIN entry t ON t.entry_id = e.reverses AND e.kind = 'reversal'
        WHERE e.loan_id = {{loan_id}} AND e.voided_by IS NULL AND e.inferred = 0
          AND e.value_on <= {{day}} {{also}}
          AND CASE e.kind WHEN 'reversal' THEN t.kind ELSE e.kind END
              IN ({_LOWERING}, {_RAISING})), 0)"""


def recorded(loan_id: str, day: str, *, also: str = "") -> str:
    """SQL: recorded money that names an invoice up to a day, waivers and refunds reckoned in."""
    return _NAMING.format(loan_id=loan_id, day=day, also=also)


_NOTED = "CREATE TEMP TABLE IF NOT EXISTS balance_noted (loan_id TEXT PRIMARY KEY) WITHOUT ROWID"
# Invoices of which no balance is in force any more were noted by what took the last one back.
_TOUCHED = """
INSERT OR IGNORE INTO temp.balance_noted
SELECT t.loan_id FROM main.touched t
 WHERE EXISTS (SELECT 1 FROM stated_balance s
                WHERE s.loan_id = t.loan_id AND s.voided_by IS NULL)
"""
# What lists of another system say of a loan decides there, day by day.
_LISTED = """
DELETE FROM temp.balance_noted WHERE loan_id IN (
       SELECT loan_id FROM snapshot WHERE voided_by IS NULL)
"""
_WALKED = """
CREATE TEMP TABLE balance_walked AS
SELECT n.loan_id, l.customer_id FROM temp.balance_noted n CROSS JOIN loan l USING (loan_id)
 WHERE l.discount_until IS NOT NULL OR l.product IN (SELECT value FROM json_each(:products))
    OR EXISTS (SELECT 1 FROM account_source a WHERE a.customer_id = l.customer_id
                  AND a.currency = l.currency)
"""
_OF_PRODUCTS = """
SELECT min(l.loan_id) FROM temp.balance_noted n CROSS JOIN loan l USING (loan_id)
 GROUP BY l.product
"""
_PLAIN_SUMS = f"""
SELECT s.loan_id, s.as_of, max(0, s.amount - s.outstanding - min(l.principal,
       {recorded("s.loan_id", "s.as_of")}))
  FROM temp.balance_noted n CROSS JOIN stated_balance s ON s.loan_id = n.loan_id
  CROSS JOIN loan l ON l.loan_id = s.loan_id
 WHERE s.voided_by IS NULL AND l.voided_by IS NULL AND l.kind = 'invoice'
   AND n.loan_id NOT IN (SELECT loan_id FROM temp.balance_walked)
 ORDER BY s.loan_id, s.as_of
"""
_STATED = """
SELECT s.loan_id, s.as_of, s.amount - s.outstanding, (
       SELECT json_group_array(c.loan_id) FROM loan c
         JOIN stated_balance u ON u.loan_id = c.loan_id AND u.voided_by IS NULL
          AND u.as_of = s.as_of
        WHERE c.customer_id = w.customer_id AND c.kind = 'credit_note' AND c.voided_by IS NULL)
  FROM temp.balance_walked w CROSS JOIN stated_balance s ON s.loan_id = w.loan_id
 WHERE s.voided_by IS NULL ORDER BY s.loan_id, s.as_of
"""
_STORED = """
SELECT e.loan_id, e.entry_id, e.kind, e.value_on, e.amount, e.reverses
  FROM temp.{loans} n CROSS JOIN entry e ON e.loan_id = n.loan_id
 WHERE e.inferred = 1 AND e.voided_by IS NULL ORDER BY e.loan_id, e.value_on, e.entry_id
"""
_VOID = "UPDATE entry SET voided_by = ? WHERE entry_id = ?"
_INSERT = """
INSERT INTO entry (entry_id, loan_id, kind, value_on, amount, reverses, components, channel, note,
                   inferred, journal_id)
VALUES (?, ?, ?, ?, ?, ?, '', '', ?, 1, ?)
"""
_MANY = 2_000
#: How often a day is gone through again, at most, as invoices of one customer share the account.
_ROUNDS = 3


class InferredChange(NamedTuple):
    """What is inferred of one invoice and does not stand so in the ledger."""

    loan_id: str
    wrong: tuple[int, ...]
    """Entries that stand there and should not."""
    missing: tuple[Entry, ...]
    """Entries that should stand there, numbered as they were made."""
    kept: Mapping[int, int]
    """Number as made → number in the ledger, of those that stand."""
    since: date
    """The first day that differs."""


def note_balances(
    conn: sqlite3.Connection, select: str, values: Sequence[Any] | Mapping[str, Any] = ()
) -> None:
    """Notes invoices whose balances changed: a select of ``loan_id``."""
    conn.execute(_NOTED)
    conn.execute(f"INSERT OR IGNORE INTO temp.balance_noted {select}", values)


def note_all_balances(conn: sqlite3.Connection) -> None:
    """Notes every invoice of which a file ever said how much is open."""
    note_balances(conn, "SELECT DISTINCT loan_id FROM stated_balance")


def follow_balances(conn: sqlite3.Connection, rules: RulesOf) -> None:
    """Brings what is inferred up to date, inside the transaction of the command that wrote."""
    journal = conn.execute("SELECT max(journal_id) FROM journal").fetchone()[0]
    conn.execute(_NOTED)
    conn.execute(_TOUCHED)
    _part(conn, rules)
    _write(conn, list(_plain_changes(conn)), journal)
    written: Counter[tuple[str, date]] = Counter()
    while changes := _first_of_customers(conn, _walked_changes(conn, rules)):
        changes = [one for one in changes if written[one.loan_id, one.since] < _ROUNDS]
        written.update((one.loan_id, one.since) for one in changes)
        _write(conn, changes, journal)
        if not changes:
            break
    _forget(conn)


def balance_differences(conn: sqlite3.Connection, rules: RulesOf) -> list[InferredChange]:
    """What is inferred of any invoice and does not stand so."""
    note_all_balances(conn)
    _part(conn, rules)
    changes = [*_plain_changes(conn), *_walked_changes(conn, rules)]
    _forget(conn)
    return changes


def _part(conn: sqlite3.Connection, rules: RulesOf) -> None:
    """Sets the invoices apart that SQL alone cannot tell of: with an account, or a discount."""
    conn.execute(_LISTED)
    rows = loan_rows(conn, ids_query=_OF_PRODUCTS).fetchall()
    products = [row["product"] for row in rows if rules(row).discount_part]
    conn.execute("DROP TABLE IF EXISTS temp.balance_walked")
    conn.execute(_WALKED, {"products": json.dumps(products)})
    conn.execute("CREATE INDEX temp.ix_balance_walked ON balance_walked (loan_id)")


def _forget(conn: sqlite3.Connection) -> None:
    conn.execute("DROP TABLE temp.balance_noted")
    conn.execute("DROP TABLE temp.balance_walked")


def _plain_changes(conn: sqlite3.Connection) -> Iterator[InferredChange]:
    """Of invoices whose money names them, and of those that are no debts any more."""
    sums: dict[str, list[InferredSum]] = defaultdict(list)
    cursor = conn.cursor()
    cursor.row_factory = None
    for loan_id, as_of, amount in cursor.execute(_PLAIN_SUMS):
        sums[loan_id].append(InferredSum(date.fromisoformat(as_of), amount))
    walked = {row[0] for row in cursor.execute("SELECT loan_id FROM temp.balance_walked")}
    stored = _stored(conn, "balance_noted")
    for loan_id in sorted(sums.keys() | (stored.keys() - walked)):
        change = _compared(loan_id, stored.get(loan_id, []), sums.get(loan_id, []))
        if change is not None:
            yield change


def _walked_changes(conn: sqlite3.Connection, rules: RulesOf) -> Iterator[InferredChange]:
    """Of invoices that also have a discount, or money that the account applied."""
    stated: dict[str, list[StatedBalance]] = defaultdict(list)
    for loan_id, as_of, fall, unused in conn.execute(_STATED):
        day = date.fromisoformat(as_of)
        stated[loan_id].append(StatedBalance(day, fall, frozenset(json.loads(unused))))
    stored = _stored(conn, "balance_walked")
    if not stated and not stored:
        return
    ids_query = "SELECT loan_id FROM temp.balance_walked"
    for row, loan in loans(conn, rules, ids_query=ids_query):
        of_loan, fresh = stored.pop(row["loan_id"], []), list[InferredSum]()
        if row["kind"] == "invoice":
            terms = discount_terms(loan, row["discount_percent"], row["discount_until"])
            fresh = inferred_sums(loan, row["principal"], stated[row["loan_id"]], terms)
        if (change := _compared(row["loan_id"], of_loan, fresh)) is not None:
            yield change
    for loan_id, of_loan in stored.items():
        if (change := _compared(loan_id, of_loan, [])) is not None:
            yield change


def _first_of_customers(
    conn: sqlite3.Connection, changes: Iterator[InferredChange]
) -> list[InferredChange]:
    """The changes of the first day that differs, by customer; later days follow from that one.

    What is inferred for one invoice leaves more of the account to the others.
    """
    all_changes = list(changes)
    customers = dict(conn.execute("SELECT loan_id, customer_id FROM temp.balance_walked"))
    first: dict[str, date] = {}
    for one in all_changes:
        customer = customers[one.loan_id]
        first[customer] = min(first.get(customer, one.since), one.since)
    return [
        one._replace(missing=tuple(e for e in one.missing if e.value_on == one.since))
        for one in all_changes
        if one.since == first[customers[one.loan_id]]
    ]


def _stored(conn: sqlite3.Connection, noted: str) -> dict[str, list[Entry]]:
    """What is inferred of some invoices as it stands, oldest first."""
    stored: dict[str, list[Entry]] = defaultdict(list)
    for loan_id, entry_id, kind, value_on, amount, reverses in conn.execute(
        _STORED.format(loans=noted)
    ):
        day = date.fromisoformat(value_on)
        stored[loan_id].append(
            Entry(entry_id, kind, day, amount, reverses=reverses, inferred=True)
        )
    return stored


def _compared(
    loan_id: str, stored: Sequence[Entry], sums: Iterable[InferredSum]
) -> InferredChange | None:
    """What differs, from the first day that does; None where all stands as it should."""
    fresh = inferred_payments(sums)
    kept: dict[int, int] = {}
    for old, new in zip(stored, fresh, strict=False):
        reverses = kept.get(new.reverses, 0) if new.reverses else None
        if old != new._replace(entry_id=old.entry_id, reverses=reverses):
            break
        kept[new.entry_id] = old.entry_id
    wrong, missing = stored[len(kept) :], fresh[len(kept) :]
    if not wrong and not missing:
        return None
    since = min(entry.value_on for entry in (*wrong, *missing))
    return InferredChange(
        loan_id, tuple(entry.entry_id for entry in wrong), tuple(missing), kept, since
    )


def _write(conn: sqlite3.Connection, changes: Sequence[InferredChange], journal: int) -> None:
    """Voids what is wrong and writes what is missing, numbered above all there is."""
    conn.executemany(_VOID, [(journal, number) for one in changes for number in one.wrong])
    last = conn.execute("SELECT coalesce(max(entry_id), 0) FROM entry").fetchone()[0]
    rows: list[tuple[Any, ...]] = []
    for one in changes:
        numbers = dict(one.kept)
        for entry in one.missing:
            last += 1
            numbers[entry.entry_id] = last
            target = numbers[entry.reverses] if entry.reverses else None
            rows.append(
                (
                    *(last, one.loan_id, entry.kind, entry.value_on.isoformat()),
                    *(entry.amount, target),
                    *(UNDATED if entry.kind == "repayment" else RISEN, journal),
                )
            )
    with inserting(conn, journal) if len(rows) > _MANY else nullcontext():
        conn.executemany(_INSERT, rows)
