"""Time to compute everything derived anew, against the same question to SQLite alone.

SQLite sums the payments of each loan, adds up what has fallen due, and says per loan the first
date and the sum of what is not covered: the least that any ageing must do. The engine answers
the same and everything else that is stored of a loan, and writes it. Run
``python bench/rebuild.py --loans 100000``; with a path it rebuilds that ledger once.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import page
from book import DAY, OUT, book

from overdue_cli.domain.loan.lateness_history import history
from overdue_cli.domain.loan.loan import (
    Entry,
    Instalment,
    Loan,
    PenaltyCeiling,
    PenaltyTerms,
    Rules,
)
from overdue_cli.domain.loan.position import position
from overdue_cli.domain.loan.rates import fixed
from overdue_cli.policies.pack import load
from overdue_cli.reports.loan.statement_walk import story_of
from overdue_cli.store.ledger.ledger import open_ledger
from overdue_cli.store.loan.derived_positions import rebuild

TARGET = 4.0
QUESTION = """
WITH paid AS (
    SELECT loan_id, sum(amount) AS paid FROM entry
     WHERE kind = 'repayment' AND value_on <= :day AND voided_by IS NULL GROUP BY loan_id),
due AS (
    SELECT loan_id, due_on, principal + interest + fee AS amount,
           sum(principal + interest + fee) OVER (PARTITION BY loan_id ORDER BY seq) AS running
      FROM instalment WHERE due_on < :day)
SELECT d.loan_id, min(d.due_on), sum(min(d.amount, d.running - coalesce(p.paid, 0)))
  FROM due d LEFT JOIN paid p ON p.loan_id = d.loan_id
 WHERE d.running > coalesce(p.paid, 0) GROUP BY d.loan_id ORDER BY d.loan_id
"""
ANSWER = """
SELECT loan_id, oldest_due_on, overdue FROM position
 WHERE oldest_due_on IS NOT NULL ORDER BY loan_id
"""


class Spent(NamedTuple):
    """What a call took: seconds by the clock, and of the processor, all cores together."""

    wall: float
    cpu: float


def timed(work: Callable[[], object]) -> Spent:
    """What one call took."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - wall, time.process_time() - cpu)


def median(spent: Iterable[Spent]) -> Spent:
    """The medians of what calls took."""
    walls, cpus = zip(*spent, strict=True)
    return Spent(statistics.median(walls), statistics.median(cpus))


def rebuilt(conn: sqlite3.Connection, path: Path) -> None:
    """Everything derived computed and written, in one transaction, as ``check --rebuild`` does."""
    conn.execute("BEGIN IMMEDIATE")
    rebuild(conn, load("").rules, DAY, path=path)
    conn.execute("COMMIT")


@contextmanager
def on_cores(count: int) -> Iterator[bool]:
    """Whether the work inside runs on no more than so many cores."""
    if not hasattr(os, "sched_setaffinity"):
        yield False
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, set(sorted(allowed)[:count]))
    try:
        yield len(allowed) >= count
    finally:
        os.sched_setaffinity(0, allowed)


def asked(conn: sqlite3.Connection) -> list[tuple[object, ...]]:
    """SQLite's own answer: loan, first unpaid due date, overdue sum."""
    return [tuple(row) for row in conn.execute(QUESTION, {"day": DAY.isoformat()})]


def long_loan() -> Loan:
    """A loan of 360 instalments with 400 payments, the last forty of them in halves."""
    first = date(1996, 7, 15)
    plan = tuple(Instalment(n + 1, _month(first, n), 80_000, 40_000) for n in range(360))
    days = [(_month(first, n), 120_000) for n in range(320)]
    days += [(_month(first, 320 + n // 2) + timedelta(days=n % 2), 60_000) for n in range(80)]
    entries = tuple(
        Entry(number, "repayment", day, amount) for number, (day, amount) in enumerate(days, 1)
    )
    return Loan("LONG", "CNY", date(1996, 6, 15), plan, entries)


def _month(first: date, count: int) -> date:
    months = first.month - 1 + count
    return first.replace(year=first.year + months // 12, month=months % 12 + 1)


def with_penalty(loan: Loan) -> Loan:
    """The same loan paid twenty days late and a little short, penalty interest by three rates."""
    rates = ((date.min, 18), (date(2010, 1, 1), 15), (date(2020, 1, 1), 9))
    terms = PenaltyTerms(
        rates=tuple((day, Fraction(percent, 100)) for day, percent in rates),
        on=("principal", "interest"),
        cap=PenaltyCeiling("24 %", fixed(Fraction(24, 100))),
    )
    entries = tuple(
        entry._replace(
            value_on=entry.value_on + timedelta(days=20),
            amount=entry.amount - 100 * (entry.entry_id % 7),
        )
        for entry in loan.entries
    )
    return replace(loan, entries=entries, rules=Rules(penalty=terms))


def compare(path: Path, runs: int) -> str:
    """All on the same file in turns, as one Markdown table; their answers must agree."""
    bare: dict[int, list[Spent]] = {1: [], 2: []}
    ours: dict[int, list[Spent]] = {1: [], 2: []}
    with open_ledger(path) as ledger:
        for _ in range(runs):
            for cores in (1, 2):
                with on_cores(cores) as there:
                    if there:
                        bare[cores].append(timed(lambda: asked(ledger.conn)))
                        ours[cores].append(timed(lambda: rebuilt(ledger.conn, path)))
        if asked(ledger.conn) != [tuple(row) for row in ledger.conn.execute(ANSWER)]:
            raise SystemExit("the engine and SQLite do not agree")
    return _table([*_ratios(ours, bare), *_long_ones()])


Row = tuple[str, str, str]


def _ratios(ours: dict[int, list[Spent]], bare: dict[int, list[Spent]]) -> Iterator[Row]:
    for cores, said in ((1, "on one core"), (2, "on two cores")):
        if ours[cores]:
            mine, theirs = median(ours[cores]), median(bare[cores])
            yield f"everything derived, computed and written, {said}", *_seconds(mine)
            yield f"the question to SQLite alone, {said}", *_seconds(theirs)
            ratios = (mine.wall / theirs.wall, mine.cpu / theirs.cpu)
            yield f"ratio {said} (target ≤ {TARGET:.0f})", *(f"{one:.1f}" for one in ratios)


def _seconds(spent: Spent) -> Iterator[str]:
    return (f"{seconds:.2f} s" for seconds in spent)


def _long_ones() -> Iterator[Row]:
    plain = long_loan()
    late = with_penalty(plain)
    works: tuple[tuple[str, Callable[[], object], int], ...] = (
        ("one loan of 360 instalments and 400 payments", lambda: position(plain, DAY), 50),
        ("the same with penalty interest", lambda: position(late, DAY), 5),
        ("its history of buckets over 30 years", lambda: history(late, DAY, (30, 60, 90)), 3),
        ("its statement, entry by entry", lambda: story_of(late, DAY), 3),
    )
    for name, work, runs in works:
        spent = median(timed(work) for _ in range(runs))
        yield name, *(f"{seconds * 1000:,.1f} ms" for seconds in spent)


def _table(rows: Iterable[Row]) -> str:
    head = ("| | by the clock | of the processor |", "|---|---:|---:|")
    return "\n".join([*head, *(f"| {' | '.join(row)} |" for row in rows)])


def once(path: Path) -> None:
    """One rebuild of a ledger in place."""
    with open_ledger(path) as ledger:
        print(f"{timed(lambda: rebuilt(ledger.conn, path)).wall:.2f} s")


def main() -> None:
    """Measures, prints, and writes the page when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger", nargs="?", type=Path, help="rebuild this ledger once")
    parser.add_argument("--loans", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="put the table on the page")
    options = parser.parse_args()
    if options.ledger:
        once(options.ledger)
        return
    copy = OUT / f"rebuild-{os.getpid()}.db"
    try:
        shutil.copyfile(book(options.loans), copy)
        table = compare(copy, options.runs)
    finally:
        for left in OUT.glob(f"{copy.name}*"):
            left.unlink()
    text = f"{page.machine()}; {options.loans:,} loans, {options.runs} runs\n\n{table}"
    print(text)
    if options.write:
        page.put("rebuild", text)


if __name__ == "__main__":
    main()
