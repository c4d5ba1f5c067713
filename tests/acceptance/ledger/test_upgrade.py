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


def test_what_is_printed_is_what_a_comparison_of_every_show_finds(old: Path) -> None:
    done = run("upgrade", "--format", "json")
    assert done.exit_code == 0, done.stderr
    printed = json.loads(done.stdout)
    assert printed["as_of"] == RECORDED["now"][:10]
    named = {(row["loan_id"] or row["customer_id"], row["field"]): row for row in printed["rows"]}
    assert len(named) == len(printed["rows"])
    found = {}
    for who, before in RECORDED["show"].items():
        left, right = figures(before), figures(shown(who))
        for name in left:
            if left[name] != right[name]:
                found[who.partition(":")[2], name] = (left[name], right[name])
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
