"""What is possible and hardly meant is asked about; where nobody can be asked, it is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-10T12:00:00+08:00"
LOANS = """loan_id,customer_id,name,principal,currency,disbursed_on,method,instalments,first_due_on
L1,C1,Ana,200,CNY,2006-04-01,equal_principal,2,2026-05-01
"""


@pytest.fixture(autouse=True)
def book(run: Any, tmp_path: Path) -> None:
    """One loan of 200."""
    run("init", "--currency", "CNY", now=NOW)
    (tmp_path / "loans.csv").write_text(LOANS, encoding="utf-8")
    run("import", "loans.csv", now=NOW)


ODD = [
    (
        "log-call C1 --outcome PTP --promise 80000@2026-06-20",
        "the promise is CNY 80000.00, 400 times the CNY 200.00 that is owed",
    ),
    (
        "promise add L1 400@2026-06-20 401@2026-07-20",
        "the promise is CNY 801.00, 4 times the CNY 200.00 that is owed",
    ),
    (
        "promise add C1 50@2056-06-20",
        "the date of the promise is 2056-06-20, 30 years from now",
    ),
    ("pay L1 20000", "the payment is CNY 20000.00, 100 times the CNY 200.00 that is owed"),
    ("enter L1 fee 900", "the fee is CNY 900.00, 4 times the CNY 200.00 that is owed"),
    ("enter L1 fee 9 --due 2062-06-10", "--due is 2062-06-10, 36 years from now"),
    ("pay L1 20 --on 2009-06-10", "--on is 2009-06-10, 17 years ago"),
    ("point add C1 phone 123", "the phone number '123' has 3 figures"),
    ("point add C1 email ana.example.org", "the e-mail address 'ana.example.org' has no @"),
    ("set C1 phone=1234", "the phone number '1234' has 4 figures"),
    ("hold add C1 --kind dispute --until 2056-01-01", "--until is 2056-01-01, 29 years from now"),
    ("assign C1 --officer lin --from 1996-06-10", "--from is 1996-06-10, 30 years ago"),
]
#: Just on this side of it.
LIKELY = [
    "log-call C1 --outcome PTP --promise 600@2026-06-20",
    "pay L1 600",
    "point add C1 phone 12345",
    "set C1 phone=13800138000",
    "promise add C1 50@2035-06-20",
]


@pytest.mark.parametrize(("command", "said"), ODD, ids=[one[0] for one in ODD])
def test_what_is_unlikely_is_written_and_said_after_the_result(
    run: Any, command: str, said: str
) -> None:
    done = run(*command.split(), now=NOW)
    assert "[journal 3; undo with: overdue undo 3]" in done.stdout
    assert f"overdue: please check: {said}\n" in done.stderr


@pytest.mark.parametrize("command", LIKELY)
def test_what_is_likely_is_written_without_a_word(run: Any, command: str) -> None:
    assert run(*command.split(), now=NOW).stderr.count("please check") == 0


def test_what_is_refused_is_not_doubted(run: Any) -> None:
    done = run("pay", "L1", "20000", "--on", "2026-12-01", code=2, now=NOW)
    assert "please check" not in done.stderr


def test_a_rate_of_nine_hundred_per_cent_is_said(run: Any, tmp_path: Path) -> None:
    terms = ("--principal", "100", "--instalments", "2", "--disbursed-on", "2026-01-31")
    done = run("schedule", *terms, "--annual-rate", "900", now=NOW)
    assert "overdue: please check: --annual-rate is 900 % a year\n" in done.stderr
    assert "please check" not in run("schedule", *terms, "--annual-rate", "36", now=NOW).stderr
    header = LOANS.splitlines()[0] + ",annual_rate\n"
    rows = "L2,C1,,100,CNY,2026-04-01,annuity,2,2026-05-01,900\n" * 1
    rows += "L3,C1,,100,CNY,2026-04-01,annuity,2,2026-05-01,1200\n"
    (tmp_path / "more.csv").write_text(header + rows, encoding="utf-8")
    said = run("import", "more.csv", now=NOW)
    assert "a rate of 900 % a year (and of 1 more) is hardly meant" in said.stdout + said.stderr


def test_days_of_a_schedule_may_be_words(run: Any) -> None:
    terms = ("--principal", "100", "--instalments", "1", "--method", "interest_only")
    days = ("--disbursed-on", "yesterday", "--first-due-on", "+3d")
    out = run("schedule", *terms, *days, "--format", "csv", now=NOW).stdout
    assert "2026-06-13" in out
    assert run("schedule", *terms, "--disbursed-on", "someday", code=2, now=NOW).stderr
