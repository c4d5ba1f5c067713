"""Money that is recorded before the daily lists show it: what the loan owes on each day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

NOW = "2026-07-02T09:00+08:00"
HEAD = "loan_id,customer_id,days_past_due,overdue_principal,贷款余额,as_of\n"
#: Principal on the lists, of a Friday, a Monday, and the two days after.
LISTS = {
    "2026-06-26": (30, "1000"),
    "2026-06-29": (33, "1000"),
    "2026-06-30": (34, "800"),
    "2026-07-01": (35, "650"),
}


@pytest.fixture
def ledger(run: Any, tmp_path: Path) -> None:
    run("init", "--currency", "CNY", now=NOW)
    for day, (late, principal) in LISTS.items():
        row = f"L1,C1,{late},{principal},{principal},{day}\n"
        (tmp_path / f"{day}.csv").write_text(HEAD + row, encoding="utf-8")


def bring(run: Any, day: str) -> None:
    run("import", f"{day}.csv", "--list", "complete", now=NOW)


def owed(data: Any, day: str) -> str:
    shown: str = data("show", "L1", "--as-of", day, now=NOW)["outstanding"]["total"]
    return shown


def inferred_money(data: Any) -> list[str]:
    found = data("show", "L1", now=NOW)["transactions"]
    return [one["amount"] for one in found if one["inferred"] and one["type"] == "repayment"]


def test_a_payment_of_the_own_day_of_a_list_counts_at_once(
    ledger: None, run: Any, data: Any
) -> None:
    bring(run, "2026-06-26")
    run("pay", "L1", "200", "--on", "2026-06-26", now=NOW)
    assert owed(data, "2026-06-26") == "800.00"
    run("undo", now=NOW)
    assert owed(data, "2026-06-26") == "1000.00"
    run("check", now=NOW)


@pytest.mark.parametrize("paid_first", [True, False])
def test_two_equal_amounts_over_a_weekend_and_a_part_match(
    ledger: None, run: Any, data: Any, paid_first: bool
) -> None:
    """200 on Friday and on Saturday; the lists show nothing, then 200, then 150 more.

    Friday 1000 - 200; from Saturday on 1000 - 400 whatever of it a list shows.
    """
    days = list(LISTS)
    bring(run, days[0])
    for day in () if paid_first else days[1:]:
        bring(run, day)
    run("pay", "L1", "200", "--on", "2026-06-26", now=NOW)
    run("pay", "L1", "200", "--on", "2026-06-27", now=NOW)
    for day in days[1:] if paid_first else ():
        bring(run, day)
    expected = {"26": "800.00", "27": "600.00", "28": "600.00", "29": "600.00", "30": "600.00"}
    assert {n: owed(data, f"2026-06-{n}") for n in expected} == expected
    assert owed(data, "2026-07-01") == "600.00"
    assert inferred_money(data) == []
    run("check", now=NOW)
