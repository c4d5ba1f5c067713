"""Days may be typed as words: value dates look back, due dates and call-backs ahead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

#: A Wednesday.
NOW = "2026-06-10T12:00:00+08:00"
LOANS = """loan_id,customer_id,principal,currency,disbursed_on,method,instalments,first_due_on
L1,C1,300,CNY,2026-04-01,equal_principal,3,2026-05-01
"""


@pytest.fixture(autouse=True)
def book(run: Any, tmp_path: Path) -> None:
    run("init", "--currency", "CNY", now=NOW)
    (tmp_path / "loans.csv").write_text(LOANS, encoding="utf-8")
    run("import", "loans.csv", now=NOW)


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("today", "2026-06-10"),
        ("Yesterday", "2026-06-09"),
        ("昨天", "2026-06-09"),
        ("今天", "2026-06-10"),
        ("friday", "2026-06-05"),
        ("wed", "2026-06-03"),
        ("周一", "2026-06-08"),
        ("-3d", "2026-06-07"),
        ("2026-6-1", "2026-06-01"),
    ],
)
def test_the_value_date_of_a_payment_looks_back(run: Any, word: str, day: str) -> None:
    assert f"value date {day}" in run("pay", "L1", "10", "--on", word, now=NOW).stdout


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("tomorrow", "2026-06-11"),
        ("明天", "2026-06-11"),
        ("friday", "2026-06-12"),
        ("wed", "2026-06-17"),
        ("星期日", "2026-06-14"),
        ("+3d", "2026-06-13"),
        ("+2w", "2026-06-24"),
    ],
)
def test_a_promise_and_a_call_back_look_ahead(run: Any, word: str, day: str) -> None:
    promised = run("promise", "add", "C1", f"50@{word}", now=NOW).stdout
    assert f"CNY 50.00 by {day}" in promised
    called = run(
        "log-call", "C1", "--outcome", "CB", "--callback", f"{word} 10:30", now=NOW
    ).stdout
    assert f"call back {day} 10:30" in called
    held = run("hold", "add", "C1", "--kind", "hardship", "--until", word, now=NOW).stdout
    assert f"until {day}" in held


def test_a_contact_may_have_been_yesterday(run: Any) -> None:
    run("log-call", "C1", "--outcome", "NA", "--at", "yesterday 9:15", now=NOW)
    shown = run("show", "C1", "--section", "contacts", "--format", "csv", now=NOW).stdout
    assert "2026-06-09T09:15" in shown


def test_questions_look_back(run: Any) -> None:
    assert '"2026-06-05"' in run("board", "--as-of", "fri", "--format", "json", now=NOW).stdout


@pytest.mark.parametrize(
    ("day", "hint"),
    [
        ("2026-02-30", "The last day of that month is 2026-02-28."),
        ("2026-06-31", "The last day of that month is 2026-06-30."),
        ("2026-13-01", "Write it as YYYY-MM-DD, today"),
        ("someday", "Write it as YYYY-MM-DD, today"),
    ],
)
def test_a_day_that_does_not_exist_is_told(run: Any, day: str, hint: str) -> None:
    for command in (["pay", "L1", "1", "--on", day], ["promise", "add", "C1", f"5@{day}"]):
        assert hint in run(*command, code=2, now=NOW).stderr
