"""Which bucket money of the lists stands in, where it can be worked out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-30T09:00+08:00"
HEAD = "loan_id,customer_id,days_past_due,overdue_principal,贷款余额,as_of\n"


@pytest.fixture
def bring(run: Any, tmp_path: Path) -> Any:
    """Imports the list of a day of June: days late, overdue, balance."""
    run("init", "--currency", "CNY", now=NOW)

    def call(day: int, late: int, overdue: int, balance: int) -> None:
        text = f"{HEAD}L1,C1,{late},{overdue},{balance},2026-06-{day:02}\n"
        (tmp_path / f"{day}.csv").write_text(text, encoding="utf-8")
        run("import", f"{day}.csv", "--list", "complete", now=NOW)

    return call


def buckets(data: Any, day: int) -> dict[str, str]:
    report = data("report", "aging", "--as-of", f"2026-06-{day:02}", now=NOW)["currencies"][0]
    amounts = {row["bucket"]: row["amount"] for row in report["rows"]}
    assert report["ties"]
    return {name: amount for name, amount in amounts.items() if amount != "0.00"}


def test_what_is_newly_due_is_there_before_the_payment_of_the_day(
    run: Any, data: Any, bring: Any
) -> None:
    """200 late for 30 days, 200 more since the 8th; 400 paid on the 8th, which no list shows."""
    bring(7, 30, 200, 1000)
    bring(8, 31, 400, 1000)
    assert buckets(data, 8) == {"1-30": "200.00", "31-60": "200.00"}
    run("pay", "L1", "400", "--on", "2026-06-08", now=NOW)
    assert buckets(data, 8) == {}
    shown = data("show", "L1", "--as-of", "2026-06-08", now=NOW)
    assert (shown["days_past_due"], shown["not_due"]["total"]) == (0, "600.00")
    run("check", now=NOW)


def test_a_payment_of_the_oldest_beside_a_new_instalment(run: Any, data: Any, bring: Any) -> None:
    """200 of 1,000 late for 30 days; then 300, and 600 not due: 200 fell due, 100 were paid."""
    bring(19, 30, 200, 1000)
    bring(20, 31, 300, 900)
    assert buckets(data, 20) == {"1-30": "200.00", "31-60": "100.00"}
    run("check", now=NOW)


def test_a_payment_on_its_way_is_not_a_part_of_another_that_a_list_showed(
    run: Any, data: Any, bring: Any
) -> None:
    """200 that nobody recorded are on the list of the 4th; 50 are recorded on the 5th."""
    bring(3, 10, 600, 600)
    bring(4, 11, 400, 400)
    run("pay", "L1", "50", "--on", "2026-06-05", now=NOW)
    bring(5, 12, 400, 400)
    assert buckets(data, 5) == {"1-30": "350.00"}
    bring(8, 15, 350, 350)
    assert buckets(data, 8) == {"1-30": "350.00"}
    run("check", now=NOW)
