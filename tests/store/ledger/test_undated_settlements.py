"""Which settlements of release 0.3 had no day, and which were dated by their file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.actions.imports.run import import_files
from overdue_cli.book import Writing, opened, policy_of
from overdue_cli.store.ledger.new_ledger import create_ledger
from overdue_cli.store.ledger.undated_settlements import balances_of_settlements

AT = datetime(2026, 6, 30, 9, tzinfo=UTC)
HEADER = "invoice_id,customer_id,issued_on,due_on,amount,settled_on\n"
ISSUED, LATER = "2026-05-04", "2026-05-20"


@pytest.fixture
def writing(tmp_path: Path) -> Iterator[Writing]:
    create_ledger(tmp_path / "book.db", {"currency": "EUR"}, actor="me", at=AT)
    with opened(tmp_path / "book.db") as ledger:
        yield Writing(ledger, policy_of(ledger), "me", AT)


def imported(writing: Writing, folder: Path, *rows: str) -> None:
    file = folder / f"{rows[0][:2]}.csv"
    file.write_text(HEADER + "\n".join(rows))
    assert import_files(writing, [file], ImportOptions()).written


def invoice(name: str, settled_on: str) -> str:
    return f"{name},C1,{ISSUED},2026-06-03,100,{settled_on}"


def undated(writing: Writing) -> list[tuple[str, str, int, int]]:
    """The balances that take the place of settlements."""
    with writing.journal_entry("upgrade") as journal:
        balances_of_settlements(writing.conn, journal.journal_id)
    query = "SELECT loan_id, as_of, amount, outstanding FROM stated_balance ORDER BY loan_id"
    return [tuple(row) for row in writing.conn.execute(query)]


def test_a_file_that_dates_others_dated_the_one_paid_on_its_day_of_issue(
    writing: Writing, tmp_path: Path
) -> None:
    imported(writing, tmp_path, invoice("A1", ISSUED), invoice("A2", LATER))
    assert undated(writing) == []


def test_all_paid_on_the_day_of_issue_is_what_03_wrote_for_no_day(
    writing: Writing, tmp_path: Path
) -> None:
    imported(writing, tmp_path, invoice("A1", ISSUED), invoice("A2", ISSUED))
    assert undated(writing) == [("A1", "2026-06-30", 100_00, 0), ("A2", "2026-06-30", 100_00, 0)]


def test_a_part_was_never_dated(writing: Writing, tmp_path: Path) -> None:
    imported(writing, tmp_path, invoice("A1", ISSUED), invoice("A2", LATER))
    writing.conn.execute("UPDATE entry SET amount = 4000 WHERE loan_id = 'A1'")
    assert undated(writing) == [("A1", "2026-06-30", 100_00, 60_00)]


def test_a_settlement_that_was_taken_back_stays(writing: Writing, tmp_path: Path) -> None:
    imported(writing, tmp_path, invoice("A1", ISSUED))
    (tmp_path / "back.csv").write_text(
        "transaction_id,loan_id,date,amount,type,reverses\n"
        "R1,A1,2026-05-06,100,reversal,settlement:A1\n"
    )
    assert import_files(writing, [tmp_path / "back.csv"], ImportOptions()).written
    assert undated(writing) == []
