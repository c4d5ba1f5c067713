"""The Python API: a book for scripts and notebooks."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from overdue_cli import open_book
from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.actions.imports.run import import_files
from overdue_cli.actions.ledger.init import init_ledger
from overdue_cli.book import Writing, policy_of
from overdue_cli.domain.errors import WrongUse
from overdue_cli.reports.ladder.queue import QueueFilter, queue
from overdue_cli.reports.loan.ageing import ageing
from overdue_cli.store.ledger.ledger import open_ledger

NOW = datetime(2026, 6, 30, 9, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """One customer with a loan of three instalments; the first fell due on 20 May."""
    made, rows = tmp_path / "overdue.db", tmp_path / "loans.csv"
    init_ledger(made, currency="CNY", actor="me", at=NOW)
    rows.write_text(
        "loan_id,customer_id,name,principal,disbursed_on,method,instalments,first_due_on\n"
        "L1,C1,Ana,600,2026-04-20,equal_principal,3,2026-05-20\n",
        encoding="utf-8",
    )
    with open_ledger(made) as ledger:
        import_files(Writing(ledger, policy_of(ledger), "me", NOW), [rows], ImportOptions())
    return made


@pytest.mark.parametrize(
    ("day", "overdue"), [("2026-05-20", 0), ("2026-05-21", 200_00), (date(2026, 6, 30), 400_00)]
)
def test_a_book_answers_for_its_day(path: Path, day: date | str, overdue: int) -> None:
    with open_book(path, day) as book:
        report = ageing(book)
        rows = queue(book, QueueFilter())
    assert report.ties
    assert report.currencies[0].overdue == overdue
    assert sum(money.minor for row in rows for money in row.overdue) == overdue


def test_a_book_writes_nothing(path: Path) -> None:
    before = path.read_bytes()
    with open_book(path, "2027-01-01") as book:
        assert ageing(book).ties
    assert path.read_bytes() == before


def test_a_session_reads_the_same_file(path: Path) -> None:
    from sqlalchemy import text

    with open_book(path, "2026-06-30") as book, book.session() as session:
        assert session.connection().execute(text("SELECT loan_id FROM loan")).all() == [("L1",)]


def test_a_session_cannot_write(path: Path) -> None:
    from sqlalchemy import text
    from sqlalchemy.exc import OperationalError

    with open_book(path, "2026-06-30") as book, book.session() as session:
        connection = session.connection()
        with pytest.raises(OperationalError, match="readonly"):
            connection.execute(text("UPDATE customer SET name = 'X'"))


@pytest.mark.parametrize("day", ["2026-02-30", "yesterday", "9999-12-31", date(1, 1, 1)])
def test_what_is_no_day_of_a_book_is_said(path: Path, day: date | str) -> None:
    with pytest.raises(WrongUse, match="as_of is"), open_book(path, day):
        pass


def test_the_package_alone_imports_no_ledger() -> None:
    code = "import sys, overdue_cli; sys.exit('overdue_cli.book' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
