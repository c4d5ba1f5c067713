"""The day of a list that only its rows tell, and lists with nothing but what is outstanding."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

NOW = "2026-07-02T10:00:00+08:00"
LIST = "loan_id,customer_id,days_past_due,overdue_amount"
LATE = "the figures of days past due are those of 2026-06-30"


@pytest.fixture
def imported(run: Any, tmp_path: Path) -> Any:
    """``imported(row, …)`` imports a file of these rows into a new ledger."""
    run("init", "--currency", "CNY", now=NOW)

    def imported(*rows: str, options: tuple[str, ...] = (), code: int = 0) -> str:
        (tmp_path / "f.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        done = run("import", "f.csv", *options, code=code, now=NOW)
        return " ".join(done.stderr.split())

    return imported


def test_days_late_and_the_day_they_count_from_tell_the_day(imported: Any, data: Any) -> None:
    rows = (f"{LIST},应还日期", "L1,C1,20,100,2026-06-10", "L2,C2,10,50,2026-06-20")
    assert LATE in imported(*rows, "L3,C3,0,0,2026-07-20")
    assert data("show", "L1", "--as-of", "2026-06-30", now=NOW)["days_past_due"] == 20


def test_dates_of_two_orders_are_read_in_the_one_that_makes_one_day(imported: Any) -> None:
    assert LATE in imported(f"{LIST},due date", "L1,C1,50,1,11/05/2026", "L2,C2,54,2,07/05/2026")


@pytest.mark.parametrize(
    "rows",
    [
        ("L1,C1,20,100,2026-06-10", "L2,C2,11,50,2026-06-20"),  # two days
        ("L1,C1,20,100,2026-06-30", "L2,C2,10,50,2026-07-10"),  # still to come
        ("L1,C1,0,0,2026-06-30",),  # nobody is late
    ],
)
def test_rows_that_make_no_one_day_leave_it_a_question(imported: Any, rows: Any) -> None:
    told = imported(f"{LIST},应还日期", *rows, options=("--leave-out", "all"), code=2)
    assert "nothing says at the close of which day the list holds" in told


def test_one_maturity_alone_tells_no_day(imported: Any) -> None:
    one = (f"{LIST},到期日期", "L1,C1,20,100,2026-06-10")
    assert "nothing says at the close of which day" in imported(*one, code=2)
    assert LATE in imported(*one, "L3,C3,0,0,2026-07-20")


def test_a_title_counts_and_its_contradiction_is_told(imported: Any, data: Any) -> None:
    rows = (f"{LIST},应还日期", "L1,C1,20,100,2026-06-10", "L2,C2,10,50,2026-06-20")
    told = imported("统计日期：2026-06-29,,,,", *rows)
    assert "by the rows the list is of 2026-06-30" in told
    assert "by its title of 2026-06-29" in told
    assert data("show", "L1", "--as-of", "2026-06-29", now=NOW)["days_past_due"] == 20


def test_what_a_matured_loan_owes_is_overdue(imported: Any, data: Any) -> None:
    rows = (
        "loan_id,customer_id,days_past_due,outstanding,maturity",
        "L1,C1,20,100,2026-06-10",
        "L2,C2,10,50,2026-06-20",
        "L3,C3,0,70,2026-07-20",
    )
    assert "all that a late loan owes is overdue" in imported(*rows)
    shown = {loan: data("show", loan, "--as-of", "2026-06-30", now=NOW) for loan in ("L1", "L3")}
    assert [one["overdue"]["total"] for one in shown.values()] == ["100.00", "0.00"]
    assert shown["L3"]["outstanding"]["total"] == "70.00"


def test_how_much_of_what_is_outstanding_is_overdue_is_asked_else(imported: Any) -> None:
    rows = (
        "loan_id,customer_id,days_past_due,outstanding,maturity",
        "L1,C1,20,100,2027-06-10",
        "L2,C2,10,50,2026-06-20",
    )
    told = imported(*rows, options=("--as-of", "2026-06-30"), code=2)
    assert "nothing says how much of 'outstanding' is overdue" in told
    assert "'outstanding' = \"overdue_amount\"" in told
