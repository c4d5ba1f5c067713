"""Rows of a list that leave days and amount empty: nothing is late, and it is said once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

NOW = "2026-06-29T09:00+08:00"
LIST = "借据号,客户号,客户姓名,逾期天数,逾期金额,贷款余额,数据日期\n"
BOOK = "借据号,客户号,客户姓名,放款日期,贷款金额,年利率,还款方式,期数,逾期天数,逾期本金,数据日期\n"


def write(folder: Path, head: str, *rows: str) -> None:
    (folder / "list.csv").write_text(head + "\n".join(rows) + "\n", encoding="utf-8")


def test_empty_cells_of_a_row_that_is_not_due_are_nothing_late(
    run: Any, data: Any, tmp_path: Path
) -> None:
    run("init", "--currency", "CNY", now=NOW)
    write(
        tmp_path, LIST,
        "L1,C1,王,10,100,1000,2026-06-28", "L2,C2,李,,,2000,2026-06-28",
        "L3,C3,张,,0,3000,2026-06-28",
    )  # fmt: skip
    warnings = data("import", "list.csv", now=NOW)["files"][0]["warnings"]
    assert [one["rule"] for one in warnings] == [
        "2 rows say neither days late nor an amount: nothing is late there"
    ]
    for loan, late, owed in (("L1", 11, "1000.00"), ("L2", 0, "2000.00"), ("L3", 0, "3000.00")):
        shown = data("show", loan, now=NOW)
        assert (shown["days_past_due"], shown["outstanding"]["total"]) == (late, owed)


def test_a_list_with_nothing_late_at_all(run: Any, data: Any, tmp_path: Path) -> None:
    run("init", "--currency", "CNY", now=NOW)
    write(tmp_path, LIST, "L1,C1,王,10,100,1000,2026-06-27")
    run("import", "list.csv", now=NOW)
    write(tmp_path, LIST, "L1,C1,王,,,900,2026-06-28")
    run("import", "list.csv", now=NOW)
    shown = data("show", "L1", now=NOW)
    assert (shown["days_past_due"], shown["outstanding"]["total"]) == (0, "900.00")


def test_an_amount_without_days_is_refused(run: Any, tmp_path: Path) -> None:
    run("init", "--currency", "CNY", now=NOW)
    write(tmp_path, LIST, "L1,C1,王,10,100,1000,2026-06-28", "L2,C2,李,,50,2000,2026-06-28")
    refused = run("import", "list.csv", now=NOW, code=3)
    assert "list.csv:3: column '逾期天数': something is overdue, and the days are empty." in (
        refused.stderr
    )


def test_a_loan_book_with_days_for_the_late_ones_alone(
    run: Any, data: Any, tmp_path: Path
) -> None:
    """X2 is 1,200 in twelve instalments since January; five are paid by what the list shows."""
    run("init", "--currency", "CNY", now=NOW)
    write(
        tmp_path, BOOK,
        "X1,C1,王,2026-01-10,1200,0,等额本金,12,18,100,2026-06-28",
        "X2,C2,李,2026-01-10,1200,0,等额本金,12,,,2026-06-28",
    )  # fmt: skip
    run("import", "list.csv", now=NOW)
    late, on_time = (data("show", loan, now=NOW) for loan in ("X1", "X2"))
    assert (late["days_past_due"], late["outstanding"]["total"]) == (19, "800.00")
    assert (on_time["days_past_due"], on_time["outstanding"]["total"]) == (0, "700.00")
