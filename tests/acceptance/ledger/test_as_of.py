"""A past day is answered as if nothing later were known: the same as a book cut at that day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-30T10:00:00+08:00"
DAYS = ["2026-06-29", "2026-06-19", "2026-05-20", "2026-04-20", "2026-03-02", "2025-12-31"]
CALLS = [
    ("2026-06-01T09:30:00+08:00", "C1", "NA"),
    ("2026-06-18T09:30:00+08:00", "C1", "CB"),
    ("2026-06-29T15:00:00+08:00", "C2", "RPC"),
]
QUESTIONS = [
    ("queue",),
    ("queue", "--stage", "phone", "--why"),
    ("queue", "--by", "loan"),
    ("show", "C1"),
    ("show", "C4"),
    ("show", "L1"),
    ("show", "L5"),
    ("find", "c"),
    ("report", "aging"),
    ("report", "aging", "--by", "loan", "--group", "officer"),
    ("report", "items"),
]


def made(run: Any, book_files: Any, folder: Path, until: str, name: str) -> str:
    ledger = str(folder / f"{name}.db")
    run("--db", ledger, "init", now=NOW)
    run("--db", ledger, "import", *book_files(folder / name, until), now=NOW)
    for at, who, outcome in CALLS:
        if at[:10] <= until:
            extra = ["--callback", "2026-06-25T10:00"] if outcome == "CB" else []
            run(*("--db", ledger, "log-call", who, "--outcome", outcome, *extra), now=at)
    return ledger


@pytest.mark.parametrize("day", DAYS)
def test_a_past_day_equals_a_book_cut_at_that_day(
    run: Any, book_files: Any, tmp_path: Path, day: str
) -> None:
    whole = made(run, book_files, tmp_path, "9999", "whole")
    cut = made(run, book_files, tmp_path, day, "cut")
    for question in QUESTIONS:
        for shape in ("json", "csv", "table"):
            args = [*question, "--as-of", day, "--format", shape]
            full = run("--db", whole, *args, now=NOW, code=None)
            past = run("--db", cut, *args, now=NOW, code=None)
            assert (full.exit_code, full.stdout) == (past.exit_code, past.stdout), args


def test_the_stored_day_moves_on_and_costs_what_changed(
    run: Any, book_files: Any, tmp_path: Path
) -> None:
    """Day after day on one ledger gives what a fresh ledger gives on each day."""
    walked = made(run, book_files, tmp_path, "9999", "walked")
    for day in ("2026-07-01", "2026-07-16", "2026-07-21", "2026-09-01"):
        now = f"{day}T10:00:00+08:00"
        fresh = made(run, book_files, tmp_path, "9999", f"fresh-{day}")
        for question in QUESTIONS:
            one = run("--db", walked, *question, "--format", "json", now=now).stdout
            other = run("--db", fresh, *question, "--format", "json", "--as-of", day, now=NOW)
            if question[0] != "queue":
                assert one == other.stdout
        run("--db", walked, "check", now=now)


def test_a_future_day_is_answered_and_not_stored(
    run: Any, book_files: Any, tmp_path: Path
) -> None:
    ledger = made(run, book_files, tmp_path, "9999", "whole")
    before = run("--db", ledger, "report", "aging", "--format", "json", now=NOW).stdout
    run("--db", ledger, "report", "aging", "--as-of", "2026-12-31", now=NOW)
    assert run("--db", ledger, "report", "aging", "--format", "json", now=NOW).stdout == before


def test_known_on_hides_what_was_recorded_later(
    run: Any, data: Any, book_files: Any, tmp_path: Path
) -> None:
    ledger = made(run, book_files, tmp_path, "9999", "whole")
    later = "2026-07-03T10:00:00+08:00"
    then = data("--db", ledger, "report", "aging", "--as-of", "2026-06-30", now=NOW)
    run("--db", ledger, "pay", "L1", "100", "--on", "2026-06-15", now=later)
    now = data("--db", ledger, "report", "aging", "--as-of", "2026-06-30", now=later)
    hidden = data(
        *("--db", ledger, "report", "aging", "--as-of", "2026-06-30"),
        *("--known-on", "2026-07-02"),
        now=later,
    )
    assert then["currencies"] != now["currencies"]
    assert now["ties"]
    assert hidden["currencies"] == then["currencies"]
    assert hidden["ties"]
