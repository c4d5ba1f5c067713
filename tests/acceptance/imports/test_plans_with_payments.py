"""Plans that say what was paid of each instalment, and on which day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

NOW = "2026-07-02T10:00:00+08:00"
HEADER = "loan_id,期次,应还日期,应还本金,应还利息,已还本金,已还利息,paid_on"
FIRST = "L1,1,2026-05-20,1000,80,1000,80,2026-05-19"
SECOND = "L1,2,2026-06-20,1000,70,0.00,0.00,"
SECOND_PAID = "L1,2,2026-06-20,1000,70,1000,70,2026-06-19"


@pytest.fixture
def imported(run: Any, tmp_path: Path) -> Any:
    """``imported(row, …)`` imports a plan of these rows into a ledger with the loan."""
    run("init", "--currency", "CNY", now=NOW)
    loan = "loan_id,customer_id,principal,disbursed_on\nL1,K1,2000,2026-04-01\n"
    (tmp_path / "loans.csv").write_text(loan, encoding="utf-8")
    run("import", "loans.csv", now=NOW)

    def imported(*rows: str, header: str = HEADER, code: int = 0) -> str:
        (tmp_path / "plan.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        done = run("import", "plan.csv", code=code, now=NOW)
        return " ".join((done.stdout + done.stderr).split())

    return imported


def _paid(data: Any) -> list[tuple[str, str, str]]:
    entries = data("show", "L1", "--as-of", "2026-06-30", now=NOW)["transactions"]
    return [(one["transaction_id"], one["date"], one["amount"]) for one in entries]


def test_what_was_paid_is_a_payment_of_its_day(imported: Any, data: Any) -> None:
    assert "is 1 payment, 1 of them new" in imported(FIRST, SECOND)
    assert _paid(data) == [("L1/1", "2026-05-19", "1080.00")]
    assert "Nothing new" in imported(FIRST, SECOND)


def test_the_next_plan_adds_what_is_paid_since(imported: Any, data: Any) -> None:
    imported(FIRST, SECOND)
    told = imported(FIRST, SECOND.replace("0.00,0.00,", "430,70,2026-06-22"))
    assert "is 2 payments, 1 of them new" in told
    assert _paid(data)[1:] == [("L1/2", "2026-06-22", "500.00")]


def test_a_sum_counts_before_its_parts_and_is_no_less_than_they(imported: Any, data: Any) -> None:
    header = f"{HEADER},已还金额"
    told = imported(f"{FIRST},1079", f"{SECOND},0", header=header, code=3)
    assert "the parts of what was paid sum to more than what was paid" in told
    imported(f"{FIRST},1090", f"{SECOND},0", header=header)
    assert _paid(data) == [("L1/1", "2026-05-19", "1090.00")]


def test_what_was_paid_on_no_day_is_rejected(imported: Any) -> None:
    told = imported(FIRST.replace("2026-05-19", ""), SECOND, code=3)
    assert "nothing says on which day this was paid" in told


def test_what_was_paid_without_any_day_is_a_question(imported: Any) -> None:
    header = HEADER.removesuffix(",paid_on")
    rows = (row.rpartition(",")[0] for row in (FIRST, SECOND))
    told = imported(*rows, header=header, code=2)
    assert "nothing is read from '已还本金' (money), '已还利息' (money)" in told


@pytest.fixture
def reported(imported: Any) -> Any:
    """``reported(row, …)`` imports some instalments of the loan, whose plan is there."""
    imported("L1,1,2026-05-20,1000,80,0,0,", "L1,2,2026-06-20,1000,70,0,0,")
    return imported


def test_some_instalments_of_a_plan_tell_what_was_paid(reported: Any, data: Any) -> None:
    told = reported(SECOND_PAID)
    assert "these are some of the instalments of loan L1" in told
    assert _paid(data) == [("L1/2", "2026-06-19", "1070.00")]
    assert "the plan of loan L1 has" not in told
    assert "Nothing new" in reported("L1,1,2026-05-20,1000,80,0,0,", SECOND_PAID)


def test_what_else_some_instalments_say_is_told_and_the_plan_stays(
    reported: Any, data: Any
) -> None:
    told = reported("L1,2,2026-06-20,1000,75,1000,75,2026-06-19")
    assert "the plan of loan L1 has 70.00 for instalment 2, and keeps it" in told
    assert _paid(data) == [("L1/2", "2026-06-19", "1075.00")]


@pytest.mark.parametrize(
    "row",
    [
        "L1,2,2026-06-21,1000,70,1000,70,2026-06-19",
        "L1,2,2026-06-20,999,70,999,70,2026-06-19",
        "L1,3,2026-06-20,1000,70,1000,70,2026-06-19",
    ],
)
def test_instalments_of_another_plan_must_all_be_there(reported: Any, row: str) -> None:
    assert "1 is missing" in reported(row, code=3)


def test_some_instalments_without_what_was_paid_are_no_plan(reported: Any) -> None:
    header = "loan_id,期次,应还日期,应还本金,应还利息"
    assert "1 is missing" in reported("L1,2,2026-06-20,1000,70", header=header, code=3)
