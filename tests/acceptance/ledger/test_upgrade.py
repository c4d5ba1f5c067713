"""A ledger of release 0.3 with a bit of everything, brought up to date.

``v4.sql`` was written by that release from the files in ``v4/``; ``v4.json`` is what it showed of
every customer and every loan on 2026-06-30.
"""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from command import overdue
from places import CASES

run = partial(overdue, code=None)
RECORDED = json.loads((CASES / "ledgers" / "v4.json").read_text(encoding="utf-8"))
FIELDS = ("status", "days_past_due", "outstanding", "overdue", "credit")


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The ledger as the old release left it, on the day on which it was last asked."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OVERDUE_NOW", RECORDED["now"])
    monkeypatch.setenv("OVERDUE_ACTOR", "tester")
    write_old(tmp_path / "overdue.db")
    return tmp_path / "overdue.db"


def write_old(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript((CASES / "ledgers" / "v4.sql").read_text(encoding="utf-8"))


def shown(who: str) -> dict[str, Any]:
    """The figures that a ``show`` of now has, in the form of the recorded ones."""
    done = run("show", who, "--format", "json")
    assert done.exit_code == 0, done.stderr
    return dict(json.loads(done.stdout))


def figures(one: dict[str, Any]) -> dict[str, str]:
    """What the comparison is about: a loan's figures, or a customer's stage."""
    if "loans" in one:
        return {"stage": one["stage"]}
    values = {name: one[name] for name in FIELDS}
    return {
        name: str(value["total"] if isinstance(value, dict) else value)
        for name, value in values.items()
    }


def accounts() -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """What the accounts of customers hold, which the old release did not have."""
    with closing(sqlite3.connect("overdue.db")) as conn:
        ids = conn.execute("SELECT loan_id FROM loan WHERE kind = 'account'").fetchall()
    for (loan_id,) in ids:
        credit = shown(f"loan:{loan_id}")["credit"]
        if credit != "0.00":
            yield (loan_id, "credit"), ("0.00", credit)


def test_what_is_printed_is_what_a_comparison_of_every_show_finds(old: Path) -> None:
    done = run("upgrade", "--format", "json")
    assert done.exit_code == 0, done.stderr
    printed = json.loads(done.stdout)
    assert printed["as_of"] == RECORDED["now"][:10]
    rows = [row for row in printed["rows"] if row["field"] != "hold"]
    named = {(row["loan_id"] or row["customer_id"], row["field"]): row for row in rows}
    assert len(named) == len(rows)
    found = {}
    for who, before in RECORDED["show"].items():
        left, right = figures(before), figures(shown(who))
        for name in left:
            if left[name] != right[name]:
                found[who.partition(":")[2], name] = (left[name], right[name])
    found |= dict(accounts())
    assert {key: (str(row["before"]), str(row["after"])) for key, row in named.items()} == found
    assert {name for _, name in found} >= {"outstanding", "overdue", "stage"}


def test_the_table_counts_and_groups_what_changes(old: Path) -> None:
    done = run("upgrade")
    assert "version 4 -> " in done.stdout
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    # 95 to 130 days late when the ledger first heard of them: visit, short of legal.
    assert "stage 31 customers message visit" in lines
    # A credit note of 200.00 meets the invoice of 500.00.
    assert "outstanding 1 loan EUR 500.00 EUR 300.00" in lines
    assert "credit 1 loan EUR 200.00 EUR 0.00" in lines


def test_an_upgraded_ledger_agrees_with_itself_and_is_upgraded_once(old: Path) -> None:
    assert run("upgrade").exit_code == 0
    checked = run("check")
    assert (checked.exit_code, checked.stdout) == (0, "")
    again = run("upgrade")
    assert "is up to date" in again.stdout
    assert "change" not in again.stdout


def test_undo_without_a_number_passes_over_the_upgrade(old: Path) -> None:
    run("upgrade")
    done = run("undo")
    assert "enter: Entered fee due 2026-06-29: CNY 25.00 on L-1401" in done.stdout
    assert run("check").exit_code == 0


def test_undo_of_the_upgrade_counts_no_money_twice(old: Path) -> None:
    """K-12 owes 1,120.40 and 880.00; what two invoices of hers showed as paid counts once."""
    run("upgrade")
    run("undo", "24", code=0)
    owed = "SELECT loan_id, outstanding, credit FROM position WHERE customer_id = 'K-12'"
    with closing(sqlite3.connect("overdue.db")) as conn:
        found = conn.execute(f"{owed} ORDER BY loan_id").fetchall()
    assert found == [("I-1201", 1120_40, 0), ("I-1202", 880_00, 0), ("I-1203", 0, 0)]
    assert run("check").exit_code == 0


#: Customers of whom all is in the files, but for a payment by hand of K-01.
IN_FILES = (
    "customer_id GLOB 'R-*' OR customer_id IN ('K-01', 'K-03', 'K-04', 'K-05', 'K-15', 'K-16')"
)
POSITIONS = (
    "SELECT loan_id, status, outstanding, overdue, credit, oldest_due_on, next_due_on, "
    f"next_due_amount FROM position WHERE {IN_FILES} ORDER BY loan_id"
)


def test_the_upgraded_ledger_is_as_if_this_release_had_taken_the_same_files(old: Path) -> None:
    run("upgrade", code=0)
    new = partial(run, "--db", "new.db", code=0)
    new("init", "--currency", "CNY", "--time-zone", "Asia/Shanghai")
    names = (
        "customers loans invoices transactions random-loans random-invoices random-transactions"
    )
    files = [str(CASES / "ledgers" / "v4" / f"{name}.csv") for name in names.split()]
    new("import", *files)
    new("pay", "L-0102", "250", "--on", "2026-06-26")
    found = []
    for path in ("overdue.db", "new.db"):
        run("--db", path, "board", code=0)
        with closing(sqlite3.connect(path)) as conn:
            found.append(conn.execute(POSITIONS).fetchall())
    assert len(found[0]) > 100
    assert found[0] == found[1]


def test_payments_divided_by_03_stand_on_the_account_of_their_customer(old: Path) -> None:
    run("upgrade", code=0)
    with closing(sqlite3.connect("overdue.db")) as conn:
        entries = conn.execute(
            "SELECT transaction_id, note, kind, value_on, amount FROM entry "
            "WHERE voided_by IS NULL AND loan_id GLOB 'account:K-0[129]:*' ORDER BY value_on"
        ).fetchall()
        lines = conn.execute(
            "SELECT m.statement_line_id, m.kind, e.loan_id, m.amount FROM line_match m "
            "JOIN entry e USING (entry_id) WHERE m.voided_by IS NULL ORDER BY 1, 3"
        ).fetchall()
        (summary,) = conn.execute(
            "SELECT summary FROM journal WHERE command = 'upgrade'"
        ).fetchone()
    assert entries == [
        ("T-0102", "one transfer for both loans", "repayment", "2026-05-12", 180000),
        ("T-0103", "", "repayment", "2026-06-02", 250000),
        ("T-0104", "returned by the bank", "reversal", "2026-06-09", 250000),
        (None, "bank line 1", "repayment", "2026-06-10", 60000),
        (None, "bank line 2", "repayment", "2026-06-12", 40000),
        ("T-0105", "", "repayment", "2026-06-15", 150000),
        (None, "bank line 4", "reversal", "2026-06-18", 40000),
    ]
    # Line 3 was given to two invoices that a person named: it stays there.
    assert lines == [
        (1, "booked", "account:K-02:EUR", 60000),
        (2, "booked", "account:K-09:EUR", 40000),
        (3, "booked", "I-0202", 2000),
        (3, "booked", "I-0203", 10000),
        (4, "reversed", "account:K-09:EUR", 40000),
    ]
    # 33 of the random customers, 8 of the others, 2 bank lines.
    assert "; 43 payments of customers joined on their accounts" in summary


def test_what_was_joined_is_known_again_in_its_file_and_as_divided_before(old: Path) -> None:
    run("upgrade", code=0)
    file = str(CASES / "ledgers" / "v4" / "random-transactions.csv")
    again = json.loads(run("import", file, "--format", "json", code=0).stdout)["files"][0]
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 33)
    known = json.loads(
        run("show", "L-0101", "--known-on", "2026-06-29", "--format", "json", code=0).stdout
    )
    assert known["outstanding"]["total"] == RECORDED["show"]["loan:L-0101"]["outstanding"]["total"]
    assert run("check").exit_code == 0


def test_what_a_file_showed_as_paid_without_a_day_is_of_the_day_of_its_import(old: Path) -> None:
    run("upgrade", code=0)
    with closing(sqlite3.connect("overdue.db")) as conn:
        balances = conn.execute(
            "SELECT loan_id, as_of, amount, outstanding FROM stated_balance ORDER BY loan_id"
        ).fetchall()
        (summary,) = conn.execute(
            "SELECT summary FROM journal WHERE command = 'upgrade'"
        ).fetchone()
    # Imported on 2026-06-20: 1,000.00 of 2,120.40 paid, 450.00 of 450.00 paid, 880.00 open.
    assert balances == [
        ("I-1201", "2026-06-20", 212040, 112040),
        ("I-1203", "2026-06-20", 45000, 0),
    ]
    assert "what was open of 2 invoices kept as of the day of the import" in summary
    for day, open_part in (("2026-06-19", "2120.40"), ("2026-06-20", "1120.40")):
        done = run("show", "loan:I-1201", "--as-of", day, "--format", "json", code=0)
        assert json.loads(done.stdout)["outstanding"]["total"] == open_part
    paid = json.loads(run("show", "loan:I-1201", "--format", "json", code=0).stdout)[
        "transactions"
    ]
    assert [(one["date"], one["amount"], one["inferred"]) for one in paid] == [
        ("2026-06-20", "1000.00", True)
    ]


def test_the_joining_can_be_taken_back_and_then_what_lies_before_it(old: Path) -> None:
    run("upgrade", code=0)
    with closing(sqlite3.connect("overdue.db")) as conn:
        number, matched = (
            conn.execute(
                f"SELECT max(journal_id) FROM journal WHERE command = '{name}'"
            ).fetchone()[0]
            for name in ("upgrade", "match")
        )
    refused = run("undo", str(matched - 2))
    assert (refused.exit_code, f"Undo {number} first." in refused.stderr) == (6, True)
    run("undo", str(number), code=0)
    assert run("check").exit_code == 0
    amounts = json.loads(run("show", "loan:I-0901", "--format", "json", code=0).stdout)[
        "transactions"
    ]
    assert [(one["type"], one["amount"]) for one in amounts] == [
        ("repayment", "150.00"),
        ("reversal", "150.00"),
    ]


#: Upgrades a ledger, and is killed at the n-th statement that SQLite is given; 0: never.
KILLED = """
import os, signal, sqlite3, sys
from datetime import datetime
from pathlib import Path
from overdue_cli.actions.ledger.upgrade import upgrade

real, count, last = sqlite3.connect, 0, int(sys.argv[2])

def seen(statement):
    global count
    count += 1
    if count == last:
        os.kill(os.getpid(), signal.SIGKILL)

def connect(*args, **options):
    conn = real(*args, **options)
    conn.set_trace_callback(seen)
    return conn

sqlite3.connect = sqlite3.dbapi2.connect = connect
upgrade(Path(sys.argv[1]), actor="tester", now=datetime.fromisoformat(sys.argv[3]))
print(count)
"""


def upgraded(path: Path, at: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", KILLED, str(path), str(at), RECORDED["now"]]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def content(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as conn:
        version = conn.execute("PRAGMA user_version").fetchone()[0]
        return [f"version {version}", *conn.iterdump()]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="a process is ended otherwise there")
def test_an_upgrade_that_is_killed_leaves_the_old_ledger_or_the_new_one(tmp_path: Path) -> None:
    whole, killed = tmp_path / "whole.db", tmp_path / "killed.db"
    write_old(whole)
    before = content(whole)
    done = upgraded(whole, 0)
    assert done.returncode == 0, done.stderr
    statements, after = int(done.stdout), content(whole)
    for share in (0.05, 0.3, 0.5, 0.7, 0.9, 0.98, 1):
        killed.unlink(missing_ok=True)
        write_old(killed)
        ended = upgraded(killed, max(1, round(statements * share)))
        assert ended.returncode == -signal.SIGKILL
        left = content(killed)
        assert left in (before, after)
        if left == before:
            assert upgraded(killed, 0).returncode == 0
        assert content(killed) == after


def test_schedules_of_loans_paid_out_in_parts_are_made_anew(old: Path) -> None:
    payouts = [("RL-171", "disbursement", "2026-03-22", 1000_00, 1)]
    payouts.append(("RL-171", "disbursement", "2026-05-01", 1700_00, 1))
    with closing(sqlite3.connect(old)) as conn, conn:
        conn.executemany(
            "INSERT INTO entry (loan_id, kind, value_on, amount, components, channel, note, "
            "journal_id) VALUES (?, ?, ?, ?, '', '', '', ?)",
            payouts,
        )
    overdue("upgrade")
    rows = shown("RL-171")["instalments"]
    # 1,000 in ten; then what is left of it, 900, and 1,700 in nine.
    assert [row["principal"] for row in rows] == ["100.00", *["288.89"] * 8, "288.88"]
    assert shown("RL-171")["overdue"]["total"] == "677.78"
    overdue("check")
