"""Signs of currencies, empty days, an undo after a rebuild, and outcomes that are nearly right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-10T12:00:00+08:00"
LOANS = """loan_id,customer_id,name,principal,disbursed_on,method,instalments,first_due_on
L1,C1,陈静,1000,2026-04-01,bullet,1,2026-05-01
"""


@pytest.fixture(autouse=True)
def book(run: Any, tmp_path: Path) -> None:
    """One loan of CNY 1000."""
    run("init", "--currency", "CNY", now=NOW)
    (tmp_path / "loans.csv").write_text(LOANS, encoding="utf-8")
    run("import", "loans.csv", now=NOW)


@pytest.mark.parametrize("who", ["L1", "C1"])
@pytest.mark.parametrize("amount", ["￥1,000.00", "¥1000", "1000¥", "￥ １,０００.00", "1,000.00"])
def test_an_amount_may_have_the_sign_of_its_currency(run: Any, who: str, amount: str) -> None:
    assert "Paid CNY 1000.00" in run("pay", who, amount, now=NOW).stdout


def test_a_promise_may_have_the_sign_of_its_currency(run: Any) -> None:
    run("promise", "add", "C1", "￥500@2026-06-20", now=NOW)
    run("promise", "add", "C1", "￥ 1,500@2026-06-21", now=NOW)
    assert "1,500.00" in run("promise", "list", "C1", now=NOW).stdout


@pytest.mark.parametrize("who", ["L1", "C1"])
def test_the_sign_of_another_currency_is_named(run: Any, who: str) -> None:
    refused = run("pay", who, "$1,000.00", code=2, now=NOW)
    assert "the sign $ does not stand for CNY" in refused.stderr


EMPTY = [
    ("pay", "L1", "10", "--on"),
    ("apply", "C1", "10", "--to", "L1", "--on"),
    ("enter", "L1", "fee", "10", "--on"),
    ("enter", "L1", "fee", "10", "--due"),
    ("log-call", "C1", "--outcome", "NA", "--at"),
    ("log-message", "C1", "--channel", "sms", "--outcome", "SENT", "--at"),
    ("log-visit", "C1", "--outcome", "NA", "--at"),
    ("log-note", "C1", "called back", "--at"),
    ("promise", "add", "C1", "10@2026-06-20", "--on"),
    ("hold", "add", "C1", "--kind", "dispute", "--from"),
    ("hold", "add", "C1", "--kind", "dispute", "--until"),
]


@pytest.mark.parametrize("words", EMPTY, ids=lambda words: f"{words[0]} {words[-1]}")
def test_an_empty_day_is_not_today(run: Any, tmp_path: Path, words: tuple[str, ...]) -> None:
    refused = run(*words, "", code=2, now=NOW)
    assert f"{words[-1]} is empty" in refused.stderr
    assert f"or leave {words[-1]} out" in refused.stderr


def test_undo_passes_over_a_rebuild(run: Any) -> None:
    run("pay", "L1", "400", now=NOW)
    run("check", "--rebuild", now=NOW)
    assert "pay" in run("undo", now=NOW).stdout
    assert "1,000.00" in run("show", "L1", now=NOW).stdout
    run("check", now=NOW)


def test_an_unknown_outcome_names_all_that_are_as_near(run: Any) -> None:
    refused = run("log-call", "C1", "--outcome", "承诺还款", code=2, now=NOW)
    assert "Did you mean PTP (" in refused.stderr
    assert " or PTPP (" in refused.stderr
