"""The aged debt ties to the ledger, and stops tying when anything is changed behind its back."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-30T10:00:00+08:00"


@pytest.fixture
def book(run: Any, tmp_path: Path, book_files: Any) -> Path:
    run("init", now=NOW)
    run("import", *book_files(tmp_path / "files"), now=NOW)
    return tmp_path / "overdue.db"


def edit(ledger: Path, statement: str) -> None:
    """Runs a statement in the sqlite3 shell, or where there is none in the library."""
    shell = shutil.which("sqlite3")
    if shell:
        subprocess.run([shell, str(ledger), statement], check=True, capture_output=True)
        return
    with sqlite3.connect(ledger) as conn:
        conn.execute(statement)


def minor(text: str) -> int:
    return int(text.replace(".", ""))


@pytest.mark.parametrize("basis", ["instalment", "loan"])
@pytest.mark.parametrize("day", ["2026-06-30", "2026-05-21", "2026-04-01", "2025-12-31"])
def test_buckets_and_not_due_less_credit_are_the_ledger_total(
    book: Path, data: Any, day: str, basis: str
) -> None:
    report = data("report", "aging", "--as-of", day, "--by", basis, now=NOW)
    assert report["currencies"]
    for one in report["currencies"]:
        buckets = sum(minor(row["amount"]) for row in one["rows"])
        assert buckets == minor(one["overdue"])
        total = buckets + minor(one["not_due"]) - minor(one["credit"])
        assert total == minor(one["ledger_total"])
        assert one["ties"]


@pytest.mark.parametrize(
    "group", ["customer", "officer", "branch", "product", "region", "segment", "stage"]
)
def test_groups_sum_to_the_whole(book: Path, data: Any, group: str) -> None:
    whole = data("report", "aging", now=NOW)["currencies"]
    parts = data("report", "aging", "--group", group, now=NOW)["currencies"]
    for one, other in zip(whole, parts, strict=True):
        assert sum(minor(row["amount"]) for row in other["rows"]) == minor(one["overdue"])
        assert sum(minor(row["not_due"]) for row in other["groups"]) == minor(one["not_due"])
        assert sum(minor(row["credit"]) for row in other["groups"]) == minor(one["credit"])
        assert sum(minor(row["net"]) for row in other["groups"]) == minor(one["ledger_total"])
        assert other["ties"]


TAMPERED = {
    "an open item": [
        "UPDATE open_item SET amount = amount + 100 WHERE loan_id = 'L1' AND seq = 4"
    ],
    "a part of an open item": [
        "UPDATE open_item SET principal = principal - 1 WHERE loan_id = 'L1' AND seq = 4"
    ],
    "position and open item together": [
        "UPDATE open_item SET amount = amount + 100, principal = principal + 100 "
        "WHERE loan_id = 'L1' AND seq = 4",
        "UPDATE position SET overdue = overdue + 100, outstanding = outstanding + 100, "
        "overdue_principal = overdue_principal + 100, "
        "outstanding_principal = outstanding_principal + 100 WHERE loan_id = 'L1'",
    ],
    "an entry's amount": ["UPDATE entry SET amount = amount + 1 WHERE transaction_id = 'T1'"],
    "an entry's date": ["UPDATE entry SET value_on = '2026-02-14' WHERE transaction_id = 'T1'"],
    "an entry's loan": ["UPDATE entry SET loan_id = 'L1' WHERE transaction_id = 'T6'"],
    "an entry gone": ["DELETE FROM entry WHERE transaction_id = 'T1'"],
    "an entry too many": [
        "INSERT INTO entry (loan_id, kind, value_on, amount, components, channel, note, "
        "journal_id) "
        "VALUES ('L1', 'repayment', '2026-06-01', 5, '', '', '', 2)"
    ],
    "an instalment": [
        "UPDATE instalment SET principal = principal + 1 WHERE loan_id='L1' AND seq=1"
    ],
}


@pytest.mark.parametrize("what", TAMPERED)
@pytest.mark.parametrize("day", ["2026-06-30", "2026-06-01"])
def test_a_change_behind_the_back_is_found_and_named(
    book: Path, run: Any, what: str, day: str
) -> None:
    run("report", "aging", now=NOW)
    run("check", now=NOW)
    for statement in TAMPERED[what]:
        edit(book, statement)
    if day == "2026-06-30" or "open" not in what:
        found = run("report", "aging", "--as-of", day, now=NOW, code=5)
        assert "does not tie" in found.stderr
    checked = run("check", now=NOW, code=5)
    assert "L1" in checked.stdout


def test_a_later_day_still_shows_a_changed_entry(book: Path, run: Any) -> None:
    run("report", "aging", now=NOW)
    edit(book, "UPDATE entry SET amount = amount + 1 WHERE transaction_id = 'T1'")
    later = "2026-08-20T10:00:00+08:00"
    assert "L1" in run("report", "aging", now=later, code=5).stderr
    assert "L1" in run("check", now=later, code=5).stdout


def test_rebuild_accepts_the_facts_as_they_stand(book: Path, run: Any) -> None:
    edit(book, "UPDATE entry SET amount = amount + 1 WHERE transaction_id = 'T1'")
    run("check", "--rebuild", now=NOW)
    run("report", "aging", now=NOW)
    run("check", now=NOW)


def test_a_damaged_journal_is_found(book: Path, run: Any) -> None:
    edit(book, "UPDATE journal SET actor = 'somebody else' WHERE journal_id = 2")
    assert "entry 2" in run("check", now=NOW, code=5).stdout
