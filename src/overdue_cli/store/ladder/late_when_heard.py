"""How late loans were when the ledger first heard of them, where a stage depends on it.

A loan without money since then is judged by its position; only others are replayed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from overdue_cli.domain.ladder.case import LateRun
from overdue_cli.domain.ladder.inherited import Inheritance, runs_of
from overdue_cli.domain.loan.lateness import ONE_DAY
from overdue_cli.domain.moments import stored_day
from overdue_cli.store.loan.facts import (
    loans_among,
)
from overdue_cli.store.loan.in_force import in_force

#: Loans by customer, each as the query of ``case_facts`` gives it.
LoanRows = Mapping[str, Sequence[tuple[Any, ...]]]

_HEARD = """
SELECT l.customer_id, l.loan_id, min(substr(j.at, 1, 10), :day) AS heard_on, l.disbursed_on,
       EXISTS (SELECT 1 FROM entry e WHERE e.loan_id = l.loan_id
                AND e.value_on > substr(j.at, 1, 10) AND e.value_on <= :day AND {entries})
       OR EXISTS (SELECT 1 FROM hold h WHERE h.customer_id = l.customer_id
                   AND instr(h.stops, 'dpd') AND {holds})
       OR EXISTS (SELECT 1 FROM account_source a WHERE a.customer_id = l.customer_id)
  FROM loan l JOIN journal j ON j.journal_id = l.journal_id
 WHERE l.customer_id IN (SELECT value FROM json_each(:customers)) AND {loans}
 ORDER BY l.customer_id, l.loan_id
"""


class Heard(NamedTuple):
    """The first day on which the ledger knew of a loan, and when it was late since."""

    on: date
    late_runs: tuple[LateRun, ...] = ()


class _Known(NamedTuple):
    """A loan of a customer: when it was heard of, since when it is there, whether it moved."""

    loan_id: str
    heard_on: date
    exists_on: date | None
    moved: bool
    """Whether its position says nothing sure of the days before."""
    row: tuple[Any, ...] | None

    @property
    def could_be_late(self) -> bool:
        """Whether it was there before it was heard of."""
        return self.exists_on is None or self.exists_on < self.heard_on

    @property
    def run(self) -> LateRun | None:
        """When it was late since it was heard of, by its position; None for never."""
        oldest, since = (
            (stored_day(self.row[6]), stored_day(self.row[7])) if self.row else (None,) * 2
        )
        if oldest is None:
            return None
        first = min(oldest, since or oldest) + ONE_DAY
        late = max(0, (self.heard_on - since).days) if since else 0
        return LateRun(max(first, self.heard_on), None, late if first <= self.heard_on else 0)


def when_heard(
    conn: sqlite3.Connection,
    inheritance: Inheritance | None,
    day: date,
    known: int | None,
    rows: LoanRows,
) -> dict[str, Heard]:
    """By loan, how late it was at first; of customers late enough for that to matter alone."""
    if inheritance is None:
        return {}
    late = [
        customer_id
        for customer_id, loans in rows.items()
        if any(
            row[7] and (day - date.fromisoformat(row[7])).days >= inheritance.from_days
            for row in loans
        )
    ]
    heard: dict[str, Heard] = {}
    replayed: list[list[_Known]] = []
    for loans in _known_loans(conn, late, day, known, rows):
        if not any(loan.could_be_late for loan in loans):
            continue
        for loan in loans:
            runs = () if loan.moved or loan.run is None else (loan.run,)
            heard[loan.loan_id] = Heard(loan.heard_on, runs)
        replayed.append(_to_replay(loans, inheritance))
    heard.update(_replayed(conn, inheritance, day, known, replayed))
    return heard


def _known_loans(
    conn: sqlite3.Connection, customers: list[str], day: date, known: int | None, rows: LoanRows
) -> Iterator[list[_Known]]:
    """The loans of each of these customers."""
    if not customers:
        return
    query = _HEARD.format(
        entries=in_force("e", known), holds=in_force("h", known), loans=in_force("l", known)
    )
    cursor = conn.cursor()
    cursor.row_factory = None
    by_customer: dict[str, list[_Known]] = {}
    values = {"day": day.isoformat(), "customers": json.dumps(customers)}
    positions = {row[1]: row for customer_id in customers for row in rows[customer_id]}
    for customer_id, loan_id, heard_on, exists_on, moved in cursor.execute(query, values):
        loan = _Known(
            loan_id,
            date.fromisoformat(heard_on),
            stored_day(exists_on),
            bool(moved),
            positions.get(loan_id),
        )
        by_customer.setdefault(customer_id, []).append(loan)
    yield from by_customer.values()


def _to_replay(loans: Sequence[_Known], inheritance: Inheritance) -> list[_Known]:
    """Loans whose past must be known: none that joined later, where the first ones tell enough."""
    moved = [loan for loan in loans if loan.moved]
    if not inheritance.by_customer or not moved:
        return moved
    first = min(loan.heard_on for loan in loans)
    settled = any(
        loan.run is not None and loan.run.days and loan.heard_on == first
        for loan in loans
        if not loan.moved
    )
    return [loan for loan in moved if loan.heard_on == first] if settled else moved


def _replayed(
    conn: sqlite3.Connection,
    inheritance: Inheritance,
    day: date,
    known: int | None,
    groups: Sequence[Sequence[_Known]],
) -> dict[str, Heard]:
    """When loans were late that moved since they were heard of, by their replay."""
    heard_on = {loan.loan_id: loan.heard_on for loans in groups for loan in loans}
    if not heard_on:
        return {}
    return {
        loan.loan_id: Heard(heard_on[loan.loan_id], runs_of(loan, heard_on[loan.loan_id], day))
        for _, loan in loans_among(conn, inheritance.rules(), heard_on, known=known)
    }
