"""A random book, imported in steps: what is derived always equals what the facts say.

``OVERDUE_BOOK=2000`` asks for more loans, ``OVERDUE_SEED=7`` for others.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import get_args

import pytest

from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.actions.imports.run import import_files
from overdue_cli.book import Book, Writing, book_at
from overdue_cli.policies.pack import Policy, load
from overdue_cli.reports.loan.ageing import Basis, ageing
from overdue_cli.store.derived import STORED_POSITIONS
from overdue_cli.store.ledger.ledger import Ledger
from overdue_cli.store.ledger.new_ledger import create_ledger
from overdue_cli.store.ledger.proof import findings
from overdue_cli.store.loan.derived_positions import rebuild
from overdue_cli.store.loan.fresh_positions import OPEN_ITEM_COLUMNS, POSITION_COLUMNS, fresh_rows
from random_book import PRODUCTS, Step, steps
from sizes import size

pytestmark = pytest.mark.law
LOANS = size("OVERDUE_BOOK", small=300, large=1000)
SEED = int(os.environ.get("OVERDUE_SEED", "20261123"))
IMPORTS = tuple(date(2023 + n // 2, 6 * (n % 2) + 1, 17) for n in range(1, 7))
#: Days after each import on which someone opens the ledger.
WALK = (0, 1, 2, 3, 4, 5, 6, 13, 14, 45)
FIGURES = [n for n in POSITION_COLUMNS.split(", ") if n not in ("valid_from", "valid_until")]


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    path = tmp_path / "pack.toml"
    path.write_text(PRODUCTS, encoding="utf-8")
    return load(str(path))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = create_ledger(tmp_path / "book.db", {"currency": "CNY"}, actor="me", at=at(IMPORTS[0]))
    with made:
        yield made


def at(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)


def bring_in(ledger: Ledger, policy: Policy, step: Step) -> None:
    """Imports what comes in a step; only a waiver or write-off above the debt is refused."""
    options = ImportOptions(accept_good=True)
    result = import_files(Writing(ledger, policy, "me", at(step.day)), step.files, options)
    wrong = [problem for file in result.files for problem in file.problems]
    assert [problem for problem in wrong if "of that is owed on" not in problem.rule] == []
    assert result.written


def rows(conn: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    """Everything derived, but for the ranges of days it holds for."""
    queries = (
        f"SELECT {', '.join(FIGURES)} FROM main.position ORDER BY loan_id",
        f"SELECT {OPEN_ITEM_COLUMNS} FROM main.open_item ORDER BY loan_id, seq",
        "SELECT currency, day, kind, amount FROM day_total WHERE amount <> 0 ORDER BY 1, 2, 3",
    )
    return [[tuple(row) for row in conn.execute(query)] for query in queries]


def rebuilt(ledger: Ledger, policy: Policy, day: date) -> list[list[tuple[object, ...]]]:
    """What a rebuild would make of the facts; nothing is kept of it."""
    conn = ledger.conn
    conn.execute("BEGIN")
    rebuild(conn, policy.rules, day)
    found = rows(conn)
    conn.execute("ROLLBACK")
    return found


def check_day(ledger: Ledger, policy: Policy, day: date) -> None:
    """The stored rows brought to a day by what has changed alone equal a fresh computation."""
    with book_at(ledger, day, at(day), needs="positions", named=policy) as book:
        assert book.derived == STORED_POSITIONS
        check_aging(book)
    assert list(findings(ledger.conn, policy.rules, day)) == []
    assert rows(ledger.conn) == rebuilt(ledger, policy, day)


def check_aging(book: Book) -> None:
    for basis in get_args(Basis):
        report = ageing(book, basis=basis)
        assert report.ties, (book.day, basis, [c.differences for c in report.currencies])


def check_past(ledger: Ledger, policy: Policy, day: date, today: date) -> None:
    """A question about another day is answered as a fresh computation answers it."""
    names = POSITION_COLUMNS.split(", ")
    places = [names.index(name) for name in FIGURES]
    with book_at(ledger, day, at(today), needs="positions", named=policy) as book:
        conn, table = book.conn, book.derived.position
        shown = conn.execute(f"SELECT {', '.join(FIGURES)} FROM {table} ORDER BY loan_id")
        fresh = [tuple(row[p] for p in places) for row, _ in fresh_rows(conn, policy.rules, day)]
        assert [tuple(row) for row in shown] == sorted(fresh)
        check_aging(book)


def test_what_is_derived_equals_the_facts_at_every_step_and_day(
    ledger: Ledger, policy: Policy, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rng = Random(f"{SEED}:days")
    made, walked = [], 0
    for step in steps(tmp_path, SEED, LOANS, IMPORTS):
        bring_in(ledger, policy, step)
        assert list(findings(ledger.conn, policy.rules, step.day)) == []
        for offset in WALK:
            check_day(ledger, policy, step.day + timedelta(days=offset))
            walked += 1
        made.append(step)
    with capsys.disabled():
        print(f"\n{told(ledger.conn, made)}, {walked} days walked, seed {SEED}")
    today = made[-1].day + timedelta(days=WALK[-1])
    for _ in range(20):
        check_past(ledger, policy, today - timedelta(days=rng.randint(1, 1200)), today)


def told(conn: sqlite3.Connection, made: list[Step]) -> str:
    """What the book held in the end."""
    kinds = dict(
        conn.execute("SELECT kind, count(*) FROM entry WHERE voided_by IS NULL GROUP BY kind")
    )
    assert sum(step.backdated for step in made) > 0
    assert kinds["reversal"] > LOANS / 5
    loans = conn.execute("SELECT count(*) FROM loan").fetchone()[0]
    return (
        f"{loans} loans in {len(made)} imports: {sum(kinds.values())} entries, "
        f"{kinds['reversal']} reversals, {sum(s.backdated for s in made)} dated before an import "
        f"already done, {sum(s.changed for s in made)} rows changed"
    )
