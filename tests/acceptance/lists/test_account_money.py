"""Money of a customer's account beside daily lists: it counts once, whatever comes first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

NOW = "2026-07-02T09:00+08:00"
HEAD = "loan_id,customer_id,days_past_due,overdue_principal,贷款余额,as_of\n"
#: Of two loans: days late and principal, all of it overdue.
LISTS = {
    "2026-06-24": ((30, 1000), (5, 200)),
    "2026-06-25": ((31, 1000), (6, 200)),
    "2026-06-26": ((32, 700), (7, 200)),
}
#: A credit note of 300 of the 25th goes to the older debt at once; Friday's list shows it.
CREDIT = "invoice_id,customer_id,due_on,amount\nCN1,C1,2026-06-25,-300\n"


@pytest.fixture
def bring(run: Any, tmp_path: Path) -> Any:
    run("init", "--currency", "CNY", now=NOW)

    def call(name: str) -> None:
        text = CREDIT
        if name != "credit":
            rows = enumerate(LISTS[name], start=1)
            text = HEAD + "".join(
                f"L{n},C1,{late},{owed},{owed},{name}\n" for n, (late, owed) in rows
            )
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        options = [] if name == "credit" else ["--list", "complete"]
        run("import", f"{name}.csv", *options, now=NOW)

    return call


def standing(data: Any, day: str) -> tuple[str, str]:
    first, second = (data("show", loan, "--as-of", day, now=NOW) for loan in ("L1", "L2"))
    return first["outstanding"]["total"], second["outstanding"]["total"]


def inferred_money(data: Any) -> list[str]:
    entries = data("show", "L1", now=NOW)["transactions"]
    return [one["amount"] for one in entries if one["inferred"] and one["type"] == "repayment"]


@pytest.mark.parametrize("place", range(4))
def test_a_credit_note_that_the_lists_show_counts_once(
    run: Any, data: Any, bring: Any, place: int
) -> None:
    """1000 and 200; from the 25th on 700 and 200; nothing is inferred."""
    order = list(LISTS)
    order.insert(place, "credit")
    if place == 0:
        order[:2] = [order[1], order[0]]  # a credit note needs a customer who is known
    for name in order:
        bring(name)
    assert standing(data, "2026-06-24") == ("1000.00", "200.00")
    assert standing(data, "2026-06-25") == ("700.00", "200.00")
    assert standing(data, "2026-06-26") == ("700.00", "200.00")
    assert inferred_money(data) == []
    run("check", now=NOW)


def test_without_the_credit_note_the_fall_is_inferred_again(
    run: Any, data: Any, bring: Any
) -> None:
    for name in (*LISTS, "credit"):
        bring(name)
    run("undo", now=NOW)
    assert standing(data, "2026-06-25") == ("1000.00", "200.00")
    assert standing(data, "2026-06-26") == ("700.00", "200.00")
    assert inferred_money(data) == ["300.00"]
    run("check", now=NOW)
    run("check", "--rebuild", now=NOW)
    assert inferred_money(data) == ["300.00"]
