"""Money on a customer's account that daily lists do not show: a finding of the loan it paid."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

NOW = "2026-07-03T09:00+08:00"
HEAD = "loan_id,customer_id,name,days_past_due,overdue_principal,贷款余额,as_of\n"
#: Days late of the first loan, by list. Money of Friday may be missing until Tuesday.
FRIDAY, MONDAY, TUESDAY, WEDNESDAY = "2026-06-26", "2026-06-29", "2026-06-30", "2026-07-01"
LATE = {FRIDAY: 30, MONDAY: 33, TUESDAY: 34, WEDNESDAY: 35, "2026-07-02": 36}
FOUND = {
    "loan_id": "L1",
    "customer_id": "C1",
    "name": "Wang",
    "recorded_on": FRIDAY,
    "amount": "200.00",
    "listed_on": WEDNESDAY,
}


@pytest.fixture
def bring(run: Any, data: Any, tmp_path: Path) -> Any:
    """Imports the list of a day: the principal of L1 and, 10 days younger, of L2."""
    run("init", "--currency", "CNY", now=NOW)

    def call(day: str, *principals: int) -> Any:
        rows = [
            f"L{n},C1,Wang,{LATE[day] - 10 * (n - 1)},{owed},{owed},{day}\n"
            for n, owed in enumerate(principals, start=1)
        ]
        (tmp_path / f"{day}.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
        return data("import", f"{day}.csv", "--list", "complete", now=NOW)

    return call


@pytest.fixture
def contradicted(run: Any, bring: Any) -> Any:
    """The list of Wednesday, which still does not show 200 that came on account on Friday."""
    bring(FRIDAY, 1000)
    run("pay", "C1", "200", "--on", FRIDAY, now=NOW)
    assert bring(MONDAY, 1000)["list_findings"] == []
    assert bring(TUESDAY, 1000)["list_findings"] == []
    return bring(WEDNESDAY, 1000)


def owed(data: Any, loan: str = "L1", *options: str) -> str:
    shown: str = data("show", loan, *options, now=NOW)["outstanding"]["total"]
    return shown


def found(data: Any) -> list[Any]:
    rows: list[Any] = data("list", "open", now=NOW)["rows"]
    return rows


def test_the_finding_is_open_everywhere(data: Any, contradicted: Any) -> None:
    assert contradicted["list_findings"] == [FOUND]
    assert found(data) == [FOUND]
    assert data("board", now=NOW)["list_findings"] == [FOUND]
    assert data("board", "--as-of", TUESDAY, now=NOW)["list_findings"] == []
    assert owed(data) == "800.00"


def test_accept_reverses_the_payment_on_the_day_of_the_list(
    run: Any, data: Any, contradicted: Any
) -> None:
    done = run("list", "accept", "L1", now=NOW).stdout
    assert done.startswith(f"Took CNY 200.00 of {FRIDAY} on L1 back on {WEDNESDAY}")
    assert owed(data) == owed(data, "L1", "--as-of", WEDNESDAY) == "1000.00"
    assert owed(data, "L1", "--as-of", TUESDAY) == "800.00"
    assert found(data) == []
    run("check", now=NOW)
    run("undo", now=NOW)
    assert owed(data) == "800.00"
    assert found(data) == [FOUND]
    run("check", now=NOW)


def test_accept_takes_back_only_what_the_list_does_not_show(
    run: Any, data: Any, bring: Any
) -> None:
    """Monday's list shows 50 of the 200: 150 are missing, and 950 are owed without them."""
    bring(FRIDAY, 1000)
    run("pay", "C1", "200", "--on", FRIDAY, now=NOW)
    bring(MONDAY, 950)
    bring(TUESDAY, 950)
    assert bring(WEDNESDAY, 950)["list_findings"] == [FOUND | {"amount": "150.00"}]
    run("list", "accept", "L1", now=NOW)
    assert owed(data) == "950.00"
    assert found(data) == []
    run("check", now=NOW)


def test_a_decision_holds_whatever_is_derived_again(
    run: Any, data: Any, bring: Any, contradicted: Any
) -> None:
    """200 stand. 100 more of the same day, recorded later, are another finding."""
    assert run("list", "keep", "L1", now=NOW).stdout.startswith(
        f"Kept CNY 200.00 of {FRIDAY} on L1 (C1 Wang)"
    )
    assert found(data) == []
    run("check", "--rebuild", now=NOW)
    assert bring("2026-07-02", 1000)["list_findings"] == []
    run("pay", "C1", "100", "--on", FRIDAY, now=NOW)
    assert found(data) == [FOUND | {"amount": "100.00", "listed_on": "2026-07-02"}]
    run("list", "keep", "L1", now=NOW)
    assert found(data) == []
    assert owed(data) == "700.00"
    run("check", now=NOW)
    run("undo", now=NOW)
    assert [one["amount"] for one in found(data)] == ["100.00"]


def test_a_payment_that_a_decision_rests_on_is_not_undone(run: Any, contradicted: Any) -> None:
    run("list", "keep", "L1", now=NOW)
    refused = run("undo", "3", now=NOW, code=6)
    assert "a decision that one of its payments stands" in refused.stderr


def test_a_list_that_shows_it_later_closes_the_finding(
    data: Any, bring: Any, contradicted: Any
) -> None:
    assert bring("2026-07-02", 800)["list_findings"] == []
    assert found(data) == []
    assert owed(data) == "800.00"


def test_accept_is_refused_where_the_payment_went_to_several_debts(
    run: Any, data: Any, bring: Any
) -> None:
    """300 pay 200 on the older loan and 100 on the other; the lists show the second only.

    The payment reversed by hand leaves the older loan with 200; of the other, 400 are listed.
    """
    bring(FRIDAY, 200, 500)
    run("pay", "C1", "300", "--on", FRIDAY, now=NOW)
    for day in (MONDAY, TUESDAY):
        bring(day, 200, 400)
    assert bring(WEDNESDAY, 200, 400)["list_findings"] == [FOUND]
    refused = run("list", "accept", "L1", now=NOW, code=6).stderr
    assert "CNY 200.00 of 2026-06-26 on L1 is money of account:C1:CNY" in refused
    assert found(data) == [FOUND]
    assert (owed(data), owed(data, "L2")) == ("0.00", "400.00")
    typed = re.search(r"'overdue (enter .*?)'", " ".join(refused.split()))
    assert typed
    run(*shlex.split(typed.group(1)), now=NOW)
    assert found(data) == []
    assert (owed(data), owed(data, "L2")) == ("200.00", "400.00")
    run("check", now=NOW)


def test_accept_is_refused_where_other_money_would_take_its_place(
    run: Any, data: Any, bring: Any
) -> None:
    """1200 on account for a debt of 1000: 200 more wait, and would pay it."""
    bring(FRIDAY, 1000)
    run("pay", "C1", "1200", "--on", FRIDAY, now=NOW)
    for day in (MONDAY, TUESDAY, WEDNESDAY):
        bring(day, 1000)
    assert found(data) == [FOUND | {"amount": "1000.00"}]
    refused = run("list", "accept", "L1", now=NOW, code=6).stderr
    assert "other money may take its place" in " ".join(refused.split())
    assert owed(data) == "0.00"
    run("check", now=NOW)


def test_money_of_several_payments_is_told_payment_by_payment(
    run: Any, data: Any, bring: Any
) -> None:
    bring(FRIDAY, 1000)
    for amount in ("200", "30"):
        run("pay", "C1", amount, "--on", FRIDAY, now=NOW)
    for day in (MONDAY, TUESDAY, WEDNESDAY):
        bring(day, 1000)
    assert found(data) == [FOUND, FOUND | {"amount": "30.00"}]
    run("list", "accept", "L1", now=NOW)
    assert owed(data) == "1000.00"
    assert found(data) == []
    run("check", now=NOW)
