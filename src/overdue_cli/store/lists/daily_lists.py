"""Keeps what is inferred equal to what the lists of another system say.

Lists are facts: ``listing`` (a day and whether the list is complete) and ``snapshot`` (a loan on
it). What follows from them stands in ``entry`` with ``inferred = 1``. After every change of lists,
payments or plans it is derived again from the first day that changed, in the same transaction,
and only entries that differ are voided and written anew.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from overdue_cli.domain.lists.list_difference import (
    Followed,
    InTransit,
    Listed,
    inferred,
    settled,
)
from overdue_cli.domain.loan.loan import Amounts, Entry, Loan
from overdue_cli.store.bulk.triggers import inserting
from overdue_cli.store.loan.account_money import LOANS_OF_CUSTOMERS, moved
from overdue_cli.store.loan.facts import RulesOf, loans_by_themselves

_RELIST = """
CREATE TEMP TABLE IF NOT EXISTS relist (loan_id TEXT PRIMARY KEY, since TEXT NOT NULL)
"""
_NOTE = """
INSERT INTO temp.relist (loan_id, since) SELECT loan_id, min(since) FROM ({select})
 WHERE true GROUP BY loan_id
    ON CONFLICT (loan_id) DO UPDATE SET since = min(since, excluded.since)
"""
# A loan that a command touched changed from its first entry of that command on; where there is
# none, the change is of another kind and everything is gone through.
_TOUCHED = """
SELECT t.loan_id, coalesce((
       SELECT min(e.value_on) FROM entry e
        WHERE e.loan_id = t.loan_id AND e.inferred = 0
          AND (e.journal_id = {journal} OR e.voided_by = {journal})
          AND NOT EXISTS (SELECT 1 FROM plan p WHERE p.loan_id = t.loan_id
               AND (p.journal_id = {journal} OR p.voided_by = {journal}))), '') AS since
  FROM main.touched t
 WHERE t.loan_id NOT IN (SELECT loan_id FROM temp.relist)
   AND EXISTS (SELECT 1 FROM snapshot s WHERE s.loan_id = t.loan_id)
"""
_CHUNK = """
CREATE TEMP TABLE relist_chunk AS
SELECT r.loan_id, r.since,
       (SELECT min(s.as_of) FROM snapshot s
         WHERE s.loan_id = r.loan_id AND s.voided_by IS NULL) AS first
  FROM temp.relist r
 WHERE r.loan_id > ? AND r.loan_id NOT IN (SELECT loan_id FROM temp.relist_account)
 ORDER BY r.loan_id LIMIT ?
"""
_CHUNK_SIZE = 5_000
_MANY = 2_000
_DAYS = """
SELECT s.loan_id, s.as_of, s.days_past_due,
       s.overdue_penalty, s.overdue_fee, s.overdue_interest, s.overdue_principal,
       s.not_due_penalty, s.not_due_fee, s.not_due_interest, s.not_due_principal
  FROM temp.relist_chunk c JOIN snapshot s ON s.loan_id = c.loan_id AND s.voided_by IS NULL
 WHERE s.as_of >= c.since
"""
_ABSENT = """
SELECT c.loan_id, l.as_of
  FROM temp.relist_chunk c
  JOIN (SELECT DISTINCT as_of FROM listing WHERE scope = 'complete' AND voided_by IS NULL) l
    ON l.as_of > c.first AND l.as_of >= c.since
 WHERE NOT EXISTS (SELECT 1 FROM snapshot s
        WHERE s.loan_id = c.loan_id AND s.as_of = l.as_of AND s.voided_by IS NULL)
"""
_BEFORE = """
SELECT c.loan_id, c.first, c.since, max(
       coalesce((SELECT max(s.as_of) FROM snapshot s WHERE s.loan_id = c.loan_id
                    AND s.voided_by IS NULL AND s.as_of < c.since), ''),
       coalesce((SELECT max(l.as_of) FROM listing l WHERE l.scope = 'complete'
                    AND l.voided_by IS NULL AND l.as_of < c.since AND l.as_of > c.first), ''))
  FROM temp.relist_chunk c
"""
# What the list before those that are gone through again did not show, and what later ones did not.
_WAITING = """
SELECT c.loan_id, t.as_of, t.entry_id, t.amount
  FROM temp.relist_chunk c JOIN in_transit t ON t.loan_id = c.loan_id
"""
_NO_LONGER_WAITING = "DELETE FROM in_transit WHERE loan_id = ? AND as_of = ? AND entry_id = ?"
_WAIT = "INSERT INTO in_transit (loan_id, as_of, entry_id, amount) VALUES (?, ?, ?, ?)"
_OF_NO_LOAN = """
SELECT e.loan_id, e.entry_id FROM temp.relist_chunk c JOIN entry e ON e.loan_id = c.loan_id
  LEFT JOIN loan l ON l.loan_id = c.loan_id AND l.voided_by IS NULL
 WHERE e.inferred = 1 AND e.voided_by IS NULL AND l.loan_id IS NULL
"""
_VOID = "UPDATE entry SET voided_by = ? WHERE entry_id = ?"
_INSERT = """
INSERT INTO entry (entry_id, loan_id, kind, value_on, amount, due_on, reverses, components,
                   channel, note, inferred, journal_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', '', 1, ?)
"""


# Loans of customers whose account may reach them: what is inferred of one changes the others.
_OF_ACCOUNTS = """
CREATE TEMP TABLE relist_account AS
SELECT l.customer_id, r.loan_id FROM temp.relist r JOIN loan l ON l.loan_id = r.loan_id
 WHERE l.customer_id IN (SELECT customer_id FROM account_source)
"""
_ALL_OF_ACCOUNTS = """
SELECT l.loan_id, '' AS since FROM loan l
 WHERE l.customer_id IN (SELECT s.customer_id FROM account_source s
        JOIN loan o ON o.customer_id = s.customer_id
        JOIN temp.relist r ON r.loan_id = o.loan_id)
   AND EXISTS (SELECT 1 FROM snapshot s WHERE s.loan_id = l.loan_id)
"""
_CHUNK_OF_ACCOUNTS = """
CREATE TEMP TABLE relist_chunk AS
SELECT a.loan_id, '' AS since,
       (SELECT min(s.as_of) FROM snapshot s
         WHERE s.loan_id = a.loan_id AND s.voided_by IS NULL) AS first
  FROM temp.relist_account a WHERE a.customer_id IN (SELECT value FROM json_each(?))
"""
_CUSTOMERS_AT_ONCE = 500
#: How often what is inferred and what the account applies are worked out from each other.
_ROUNDS = 5


class Span(NamedTuple):
    """From where on a loan's lists are gone through again; '' is no day."""

    first: str
    since: str
    before: str


@dataclass(frozen=True, slots=True)
class InferredDifference:
    """What is inferred of one loan and does not stand so in the ledger."""

    loan_id: str
    wrong: tuple[int, ...]
    """Entries that stand there and should not."""
    missing: tuple[Entry, ...]
    """Entries that should stand there, numbered as they were made."""
    kept: Mapping[int, int]
    """Number as made → number in the ledger, of those that stand."""
    no_longer_waiting: tuple[InTransit, ...] = ()
    """Money in transit that stands there and should not."""
    waiting: tuple[InTransit, ...] = ()
    """Money in transit that should stand there."""

    @property
    def is_any(self) -> bool:
        """Whether anything is not as it should be."""
        return bool(self.wrong or self.missing or self.no_longer_waiting or self.waiting)


def note_changed(
    conn: sqlite3.Connection, select: str, values: Sequence[Any] | Mapping[str, Any] = ()
) -> None:
    """Notes loans whose lists changed: a select of ``loan_id`` and ``since``, the first day."""
    conn.execute(_RELIST)
    conn.execute(_NOTE.format(select=select), values)


def follow_lists(conn: sqlite3.Connection, rules: RulesOf) -> None:
    """Brings what is inferred up to date, inside the transaction of the command that wrote."""
    journal = conn.execute("SELECT max(journal_id) FROM journal").fetchone()[0]
    conn.execute(_RELIST)
    note_changed(conn, _TOUCHED.format(journal=journal))
    note_changed(conn, _ALL_OF_ACCOUNTS)
    for chunk in differences(conn, rules):
        _write(conn, chunk, journal)
    conn.execute("DROP TABLE temp.relist")


def note_all(conn: sqlite3.Connection) -> None:
    """Notes every loan that ever was on a list, from its first day."""
    note_changed(conn, "SELECT DISTINCT loan_id, '' AS since FROM snapshot")


def differences(conn: sqlite3.Connection, rules: RulesOf) -> Iterator[list[InferredDifference]]:
    """What is inferred of the loans noted and does not stand so, in chunks of loans."""
    conn.execute("DROP TABLE IF EXISTS temp.relist_account")
    conn.execute(_OF_ACCOUNTS)
    last = ""
    while True:
        conn.execute("DROP TABLE IF EXISTS temp.relist_chunk")
        conn.execute(_CHUNK, (last, _CHUNK_SIZE))
        end = conn.execute("SELECT max(loan_id) FROM temp.relist_chunk").fetchone()[0]
        if end is None:
            break
        yield [one for one in _of_chunk(conn, rules) if one.is_any]
        last = end
    query = "SELECT DISTINCT customer_id FROM temp.relist_account ORDER BY 1"
    customers = [row[0] for row in conn.execute(query)]
    for start in range(0, len(customers), _CUSTOMERS_AT_ONCE):
        of = json.dumps(customers[start : start + _CUSTOMERS_AT_ONCE])
        conn.execute("DROP TABLE IF EXISTS temp.relist_chunk")
        conn.execute(_CHUNK_OF_ACCOUNTS, (of,))
        yield [one for one in _of_accounts(conn, rules, {"of": of}) if one.is_any]
    conn.execute("DROP TABLE temp.relist_chunk")
    conn.execute("DROP TABLE temp.relist_account")


def _of_accounts(
    conn: sqlite3.Connection, rules: RulesOf, of: Mapping[str, str]
) -> Iterator[InferredDifference]:
    """The same of customers who have account money, which a list shows like any other.

    Lists and account are worked out from each other: first by the lists alone, then with what the
    account applies to what they leave, until nothing changes.
    """
    days, waiting = _listed_days(conn), _waiting(conn)
    spans = {row[0]: row[1] for row in conn.execute(_BEFORE)}
    of_customers = list(loans_by_themselves(conn, rules, ids_query=LOANS_OF_CUSTOMERS, bound=of))
    recorded = [(row, _recorded(loan)) for row, loan in of_customers]
    fresh = _followed(recorded, {}, spans, days)
    for _ in range(_ROUNDS):
        now = [
            (row, replace(loan, entries=(*loan.entries, *fresh[loan.loan_id].entries)))
            if loan.loan_id in fresh
            else (row, loan)
            for row, loan in recorded
        ]
        again = _followed(recorded, moved(conn, now, of, None), spans, days)
        if again == fresh:
            break
        fresh = again
    for _, loan in of_customers:
        if loan.loan_id in spans:
            made = fresh.get(loan.loan_id, Followed([], []))
            yield _against_stored(loan, made, waiting.get(loan.loan_id, []), date.min)
    for loan_id, entry_id in conn.execute(_OF_NO_LOAN).fetchall():
        yield InferredDifference(loan_id, (entry_id,), (), {}, tuple(waiting.pop(loan_id, [])))


def _recorded(loan: Loan) -> Loan:
    return replace(loan, entries=tuple(entry for entry in loan.entries if not entry.inferred))


def _followed(
    loans: Iterable[tuple[sqlite3.Row, Loan]],
    account: Mapping[str, tuple[Entry, ...]],
    spans: Mapping[str, str | None],
    days: Mapping[str, Sequence[Listed]],
) -> dict[str, Followed]:
    """What follows from all lists of each loan that is on one, with what the account applied."""
    return {
        loan.loan_id: inferred(
            replace(loan, entries=(*loan.entries, *account.get(loan.loan_id, ()))),
            days.get(loan.loan_id, []),
            first_listed=date.fromisoformat(first),
        )
        for _, loan in loans
        if (first := spans.get(loan.loan_id))
    }


def _of_chunk(conn: sqlite3.Connection, rules: RulesOf) -> Iterator[InferredDifference]:
    days, waiting = _listed_days(conn), _waiting(conn)
    spans = {row[0]: Span(row[1] or "", *row[2:]) for row in conn.execute(_BEFORE)}
    ids_query = "SELECT loan_id FROM temp.relist_chunk"
    for row, loan in loans_by_themselves(conn, rules, ids_query=ids_query):
        loan_id = row["loan_id"]
        yield _difference(loan, spans[loan_id], days.get(loan_id, []), waiting.get(loan_id, []))
    for loan_id, entry_id in conn.execute(_OF_NO_LOAN).fetchall():
        yield InferredDifference(loan_id, (entry_id,), (), {}, tuple(waiting.pop(loan_id, [])))


def _listed_days(conn: sqlite3.Connection) -> dict[str, list[Listed]]:
    """What the lists say of each loan of the chunk, oldest first."""
    days: dict[str, list[Listed]] = defaultdict(list)
    for loan_id, as_of, late, *amounts in conn.execute(_DAYS):
        day = date.fromisoformat(as_of)
        days[loan_id].append(Listed(day, late, Amounts(*amounts[:4]), tuple(amounts[4:])))
    for loan_id, as_of in conn.execute(_ABSENT):
        days[loan_id].append(settled(date.fromisoformat(as_of)))
    for of_loan in days.values():
        of_loan.sort()
    return days


def _waiting(conn: sqlite3.Connection) -> dict[str, list[InTransit]]:
    """The money in transit that stands in the ledger, of each loan of the chunk."""
    waiting: dict[str, list[InTransit]] = defaultdict(list)
    for loan_id, as_of, entry_id, amount in conn.execute(_WAITING):
        waiting[loan_id].append(InTransit(date.fromisoformat(as_of), entry_id, amount))
    return waiting


def _difference(
    loan: Loan, span: Span, lists: Sequence[Listed], waiting: Sequence[InTransit]
) -> InferredDifference:
    """What must change, given what of the loan was inferred before."""
    after_first = span.first and span.since > span.first
    since = date.fromisoformat(span.since) if after_first else date.min
    fresh = Followed([], [])
    if span.first:
        before = date.fromisoformat(span.before) if span.before else None
        fresh = inferred(
            loan,
            lists,
            first_listed=date.fromisoformat(span.first),
            before=before,
            kept=[e for e in loan.entries if e.inferred and e.value_on < since],
            since=since,
            waiting={one.entry_id: one.amount for one in waiting if one.as_of == before},
        )
    return _against_stored(loan, fresh, waiting, since)


def _against_stored(
    loan: Loan, fresh: Followed, waiting: Sequence[InTransit], since: date
) -> InferredDifference:
    """What must change from a day on for what follows from the lists to stand in the ledger."""
    stored = [entry for entry in loan.entries if entry.inferred and entry.value_on >= since]
    has, wants = {one for one in waiting if one.as_of >= since}, set(fresh.in_transit)
    return replace(
        _compared(loan, stored, fresh.entries),
        no_longer_waiting=tuple(sorted(has - wants)),
        waiting=tuple(sorted(wants - has)),
    )


def _compared(loan: Loan, stored: Sequence[Entry], fresh: Sequence[Entry]) -> InferredDifference:
    """Day by day: a day's entries stand as they are, or are all written anew."""
    numbers: dict[int, int] = {}
    wrong: list[int] = []
    missing: list[Entry] = []
    recorded = _last_recorded(loan)
    has, wants = _by_day(stored), _by_day(fresh)
    for day in sorted(has.keys() | wants.keys()):
        old, new = has.get(day, []), wants.get(day, [])
        first = min((entry.entry_id for entry in old), default=0)
        if _same(old, new, numbers) and recorded.get(day, 0) <= first:
            numbers |= {b.entry_id: a.entry_id for a, b in zip(old, new, strict=True)}
        else:
            wrong += [entry.entry_id for entry in old]
            missing += new
    return InferredDifference(loan.loan_id, tuple(wrong), tuple(missing), numbers)


def _last_recorded(loan: Loan) -> dict[date, int]:
    """By value date the last entry that was recorded: what is inferred comes after it."""
    last: dict[date, int] = {}
    for entry in loan.entries:
        if not entry.inferred:
            last[entry.value_on] = max(last.get(entry.value_on, 0), entry.entry_id)
    return last


def _by_day(entries: Iterable[Entry]) -> dict[date, list[Entry]]:
    days: dict[date, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: entry.entry_id):
        days[entry.value_on].append(entry)
    return days


def _same(old: Sequence[Entry], new: Sequence[Entry], numbers: dict[int, int]) -> bool:
    """Whether two rows of entries say the same; what they reverse is told by ``numbers``."""
    if len(old) != len(new):
        return False
    here = numbers | {b.entry_id: a.entry_id for a, b in zip(old, new, strict=True)}
    return all(
        a
        == b._replace(
            entry_id=a.entry_id,
            reverses=here.get(b.reverses or 0, b.reverses),
            recorded=a.recorded,
        )
        for a, b in zip(old, new, strict=True)
    )


def _write(
    conn: sqlite3.Connection, differences: Sequence[InferredDifference], journal: int
) -> None:
    """Voids what is wrong and writes what is missing, numbered above all there is."""
    conn.executemany(
        _NO_LONGER_WAITING,
        [
            (one.loan_id, gone.as_of.isoformat(), gone.entry_id)
            for one in differences
            for gone in one.no_longer_waiting
        ],
    )
    conn.executemany(
        _WAIT,
        [
            (one.loan_id, new.as_of.isoformat(), new.entry_id, new.amount)
            for one in differences
            for new in one.waiting
        ],
    )
    conn.executemany(_VOID, [(journal, number) for one in differences for number in one.wrong])
    last = conn.execute("SELECT coalesce(max(entry_id), 0) FROM entry").fetchone()[0]
    rows: list[tuple[Any, ...]] = []
    for one in differences:
        numbers = dict(one.kept)
        for entry in one.missing:
            last += 1
            numbers[entry.entry_id] = last
            rows.append(_row(one.loan_id, entry, last, numbers, journal))
    with inserting(conn, journal) if len(rows) > _MANY else nullcontext():
        conn.executemany(_INSERT, rows)


def _row(
    loan_id: str, entry: Entry, number: int, numbers: Mapping[int, int], journal: int
) -> tuple[Any, ...]:
    target = entry.reverses
    return (
        number,
        loan_id,
        entry.kind,
        entry.value_on.isoformat(),
        entry.amount,
        entry.due_on.isoformat() if entry.due_on else None,
        numbers.get(target, target) if target else None,
        " ".join(entry.components),
        journal,
    )
