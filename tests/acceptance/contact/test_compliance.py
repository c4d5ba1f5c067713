"""``overdue report compliance``: contacts that the gate had warned of or forbidden."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
NOW = "2026-06-30T09:15:00+08:00"


@pytest.fixture
def judged(run: Run, tmp_path: Path, book_files: Callable[..., list[str]]) -> Path:
    """A ledger with four calls: allowed, warned with a reason, blocked, never judged."""
    run("init", "--currency", "CNY", "--time-zone", "Asia/Shanghai", now=NOW)
    run("import", *book_files(tmp_path / "files"), now=NOW)
    for hour, verdict in ((1, "allow"), (2, "warn"), (3, "block"), (4, "")):
        run("log-call", "C1", "--outcome", "NA", "--at", f"2026-06-30T0{hour}:00", now=NOW)
        with sqlite3.connect(tmp_path / "overdue.db") as conn:
            conn.execute(
                "UPDATE contact SET verdict = ?, verdict_rule = 'hours', "
                "verdict_policy = 'p 1', override_reason = ? "
                "WHERE contact_id = (SELECT max(contact_id) FROM contact)",
                (verdict, "asked to" if verdict == "warn" else ""),
            )
    return tmp_path


@pytest.mark.usefixtures("judged")
def test_only_contacts_against_the_gate_are_listed_with_their_rule(data: Run) -> None:
    shown = data("report", "compliance", now=NOW)["rows"]
    assert [(row["verdict"], row["rule"], row["override_reason"]) for row in shown] == [
        ("warn", "hours", "asked to"),
        ("block", "hours", ""),
    ]


@pytest.mark.usefixtures("judged")
def test_contacts_are_counted_per_officer(rows: Run) -> None:
    [counted] = rows("report", "compliance", "--section", "officers", now=NOW)
    numbers = ("contacts", "allowed", "warned", "overridden", "blocked", "not_judged")
    assert [counted[name] for name in numbers] == ["4", "1", "1", "1", "1", "1"]


@pytest.mark.usefixtures("judged")
def test_the_period_is_the_month_of_the_day_asked_about(data: Run) -> None:
    assert data("report", "compliance", "--as-of", "2026-06-29", now=NOW)["rows"] == []
    assert data("report", "compliance", "--as-of", "2026-07-01", now=NOW)["rows"] == []
    later = ("--from", "2026-06-30", "--as-of", "2026-07-01")
    assert len(data("report", "compliance", *later, now=NOW)["rows"]) == 2


@pytest.mark.usefixtures("judged")
def test_a_period_that_ends_before_it_begins_is_refused(run: Run) -> None:
    run("report", "compliance", "--from", "2026-07-02", now=NOW, code=2)
