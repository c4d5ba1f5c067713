"""Lists of late instalments by the borrower and the title of the loan, as lenders keep them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-30T10:00:00+08:00"
HEADER = "ID,借款人,借款标题,期数,应还时间,应还本息,应还利息,逾期天数,罚金,状态"
ROWS = (
    "1,wang01,装修借款,3,2026-05-20,1080.00,80.00,41,12.50,逾期",
    "2,wang01,进货周转,2,2026-06-10,530.00,30.00,20,3.10,逾期",
)
Write = Callable[..., str]


@pytest.fixture
def late(run: Any, tmp_path: Path) -> Write:
    """A list of late instalments, and a ledger to read it into."""
    run("init", "--currency", "CNY", now=NOW)

    def write(*rows: str, header: str = HEADER) -> str:
        (tmp_path / "late.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return "late.csv"

    return write


def test_borrower_and_title_name_the_loan_and_the_penalty_comes_on_top(
    late: Write, run: Any, data: Any
) -> None:
    said = run("import", late(*ROWS), now=NOW).stderr
    assert "'借款人' and '借款标题' together stand for the loan's number" in said
    assert "'应还本息' and '罚金' are parts of overdue_amount, and add up" in said
    loans = data("show", "wang01", now=NOW)["loans"]
    assert {one["loan_id"]: (one["delinquent_days"], one["overdue"]) for one in loans} == {
        "wang01-装修借款": (41, "1092.50"),
        "wang01-进货周转": (20, "533.10"),
    }


def test_two_late_instalments_of_one_title_name_no_loan(late: Write, run: Any) -> None:
    again = "2,wang01,装修借款,4,2026-06-20,1080.00,80.00,10,1.50,逾期"
    said = run("import", late(ROWS[0], again), code=None, now=NOW)
    assert said.exit_code != 0
    assert "nothing names each loan" in said.stderr


def test_interest_that_falls_due_beside_another_amount_is_asked_about(
    late: Write, run: Any
) -> None:
    header = HEADER.replace("应还本息", "逾期金额")
    assert "应还利息" in run("import", late(*ROWS, header=header), code=2, now=NOW).stderr
