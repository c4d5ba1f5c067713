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
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import page
from book import DAY, OUT, book

from overdue_cli.domain.loan import Entry, Instalment, Loan
from overdue_cli.domain.position import position
from overdue_cli.policies.pack import load
from overdue_cli.store.derive import rebuild
from overdue_cli.store.ledger import open_ledger

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


def timed(work: Callable[[], object]) -> float:
    """Wall seconds of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def rebuilt(conn: sqlite3.Connection) -> None:
    """Everything derived computed and written, in one transaction."""
    conn.execute("BEGIN IMMEDIATE")
    rebuild(conn, load("").rules, DAY)
    conn.execute("COMMIT")


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


def compare(path: Path, runs: int) -> str:
    """Both on the same file in turns, as one Markdown table; their answers must agree."""
    ours, bare = [], []
    with open_ledger(path) as ledger:
        for _ in range(runs):
            bare.append(timed(lambda: asked(ledger.conn)))
            ours.append(timed(lambda: rebuilt(ledger.conn)))
        if asked(ledger.conn) != [tuple(row) for row in ledger.conn.execute(ANSWER)]:
            raise SystemExit("the engine and SQLite do not agree")
    loan = long_loan()
    one = statistics.median(timed(lambda: position(loan, DAY)) for _ in range(50))
    return _table(statistics.median(ours), statistics.median(bare), one)


def _table(ours: float, bare: float, one: float) -> str:
    rows = (
        ("everything derived, computed and written", f"{ours:.2f} s"),
        ("the question to SQLite alone", f"{bare:.2f} s"),
        (f"ratio (target ≤ {TARGET:.0f})", f"{ours / bare:.1f}"),
        ("one loan of 360 instalments and 400 payments", f"{one * 1000:.2f} ms"),
    )
    return "\n".join(["| | |", "|---|---:|", *(f"| {name} | {value} |" for name, value in rows)])


def once(path: Path) -> None:
    """One rebuild of a ledger in place."""
    with open_ledger(path) as ledger:
        print(f"{timed(lambda: rebuilt(ledger.conn)):.2f} s")


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
