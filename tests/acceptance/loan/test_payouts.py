"""Loans paid out in parts: principal is owed from the day it was paid out, figures by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from command import overdue

TERMS = (
    "loan_id,customer_id,principal,disbursed_on,annual_rate,method,instalments\n"
    "L1,C1,2000,2023-05-01,{rate},{method},{count}\n"
)
BARE = "loan_id,customer_id,principal,disbursed_on\nL1,C1,2000,2023-05-01\n"
ROWS = "loan_id,seq,due_on,principal,interest\n{}"
MONEY = "transaction_id,loan_id,date,amount,type\n{}"
PARTS = "D1,L1,2023-05-01,1000,disbursement\nD2,L1,2023-06-15,1000,disbursement\n"


@pytest.fixture(autouse=True)
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    overdue("init", "--currency", "CNY")


def _import(name: str, text: str, *, code: int = 0) -> Any:
    Path(f"{name}.csv").write_text(text, encoding="utf-8")
    result = overdue("import", f"{name}.csv", "--as", name, "--format", "json", code=code)
    return json.loads(result.stdout)["files"][0]


def _terms(method: str = "annuity", rate: str = "0", count: int = 4) -> None:
    _import("loans", TERMS.format(method=method, rate=rate, count=count))


def _imported_plan() -> None:
    _import("loans", BARE)
    _import("instalments", ROWS.format("L1,1,2023-06-01,500,0\nL1,2,2023-07-01,1500,0\n"))


def _show(day: str) -> Any:
    """The loan at a day; its ageing of that day ties, in both views."""
    for basis in ("loan", "instalment"):
        overdue("report", "aging", "--by", basis, "--as-of", day, "--format", "json")
    return json.loads(overdue("show", "L1", "--as-of", day, "--format", "json").stdout)


def _figures(day: str) -> tuple[str, str, str, str]:
    shown = _show(day)
    owed, late = shown["outstanding"], shown["overdue"]
    return shown["status"], owed["total"], late["total"], shown["credit"]


def _plan(day: str) -> list[tuple[str, str, str]]:
    rows = _show(day)["instalments"]
    return [(row["due_on"], row["principal"], row["interest"]) for row in rows]


def test_money_paid_out_later_is_owed_from_its_own_day() -> None:
    _terms()
    _import("transactions", MONEY.format(PARTS))
    assert _figures("2023-05-10") == ("active", "1000.00", "0.00", "0.00")
    assert _figures("2023-06-14") == ("active", "1000.00", "250.00", "0.00")
    assert _figures("2023-06-15") == ("active", "2000.00", "250.00", "0.00")
    assert _figures("2023-07-02") == ("active", "2000.00", "833.33", "0.00")
    overdue("check")


def test_a_payout_changes_only_the_instalments_due_after_it() -> None:
    _terms()
    _import("transactions", MONEY.format(PARTS))
    days = ["2023-06-01", "2023-07-01", "2023-08-01", "2023-09-01"]
    before = ["250.00"] * 4
    after = ["250.00", "583.33", "583.33", "583.34"]
    assert [row[:2] for row in _plan("2023-06-14")] == list(zip(days, before, strict=True))
    assert [row[:2] for row in _plan("2023-06-15")] == list(zip(days, after, strict=True))


def test_interest_of_a_payout_is_owed_from_its_own_day_too() -> None:
    _terms("interest_only", "12", 3)
    _import("transactions", MONEY.format(PARTS))
    # 1 % a month of 1,000; of the second 1,000 for 16 of the 30 days to 1 July.
    assert [row[2] for row in _plan("2023-06-14")] == ["10.00", "10.00", "10.00"]
    assert [row[2] for row in _plan("2023-06-15")] == ["10.00", "15.33", "20.00"]
    assert _figures("2023-06-14") == ("active", "1030.00", "10.00", "0.00")
    assert _figures("2023-06-15") == ("active", "2045.33", "10.00", "0.00")


@pytest.mark.parametrize("plan", [_terms, _imported_plan])
def test_a_payment_in_between_settles_nothing_of_the_second_payout(plan: Any) -> None:
    plan()
    _import("transactions", MONEY.format(PARTS + "P1,L1,2023-05-20,1200,\n"))
    assert _figures("2023-05-25") == ("active", "0.00", "0.00", "200.00")
    assert _figures("2023-06-14") == ("active", "0.00", "0.00", "200.00")
    assert _figures("2023-06-15") == ("active", "800.00", "0.00", "0.00")


def test_rows_of_an_imported_plan_stand_and_the_earliest_are_covered_first() -> None:
    _imported_plan()
    _import("transactions", MONEY.format(PARTS))
    assert [row[1] for row in _plan("2023-05-10")] == ["500.00", "500.00"]
    assert [row[1] for row in _plan("2023-06-15")] == ["500.00", "1500.00"]
    assert _figures("2023-06-10") == ("active", "1000.00", "500.00", "0.00")
    assert _figures("2023-07-02") == ("active", "2000.00", "2000.00", "0.00")
    overdue("check")


@pytest.mark.parametrize("plan", [_terms, _imported_plan])
def test_a_loan_is_settled_when_what_was_paid_out_is_paid(plan: Any) -> None:
    plan()
    first = PARTS.splitlines()[0]
    _import("transactions", MONEY.format(f"{first}\nP1,L1,2023-08-20,1000,\n"))
    assert _figures("2023-08-19")[:2] == ("active", "1000.00")
    assert _figures("2023-08-20") == ("closed", "0.00", "0.00", "0.00")
    overdue("check")


@pytest.mark.parametrize("plan", [_terms, _imported_plan])
def test_without_payouts_the_principal_counts_from_the_first_day(plan: Any) -> None:
    plan()
    assert _figures("2023-05-01")[:2] == ("active", "2000.00")


def test_nothing_is_owed_before_the_first_payout() -> None:
    _terms()
    _import("transactions", MONEY.format("D1,L1,2023-05-20,2000,disbursement\n"))
    assert _figures("2023-05-19") == ("active", "0.00", "0.00", "0.00")
    assert _figures("2023-05-20") == ("active", "2000.00", "0.00", "0.00")
    assert [row[1] for row in _plan("2023-05-20")] == ["500.00"] * 4


def test_payouts_may_come_one_file_after_another_and_be_corrected() -> None:
    _terms()
    one, two = PARTS.splitlines()
    _import("transactions", MONEY.format(two + "\n"))
    assert [row[1] for row in _plan("2023-06-15")] == ["0.00", "333.33", "333.33", "333.34"]
    _import("transactions", MONEY.format(one + "\n"))
    assert [row[1] for row in _plan("2023-06-15")] == ["250.00", "583.33", "583.33", "583.34"]
    _import("transactions", MONEY.format("D2,L1,2023-06-15,700,disbursement\n"))
    assert [row[1] for row in _plan("2023-06-15")] == ["250.00", "483.33", "483.33", "483.34"]
    assert _figures("2023-06-15")[1] == "1700.00"
    overdue("check")


def test_new_terms_keep_the_payouts() -> None:
    _terms()
    _import("transactions", MONEY.format(PARTS))
    _terms(count=3)
    assert [row[1] for row in _plan("2023-06-15")] == ["333.33", "833.34", "833.33"]


def test_undo_gives_the_plan_back_and_refuses_where_a_later_plan_rests_on_a_payout() -> None:
    _terms()
    one, two = PARTS.splitlines()
    first = json.loads(_journal(one))["journal"]
    _journal(two)
    refused = overdue("undo", str(first), code=6)
    assert "schedule" in refused.stderr
    overdue("undo")
    assert _figures("2023-06-15")[:2] == ("active", "1000.00")
    overdue("undo")
    assert _figures("2023-05-10")[:2] == ("active", "2000.00")
    overdue("check")


def _journal(row: str) -> str:
    Path("parts.csv").write_text(MONEY.format(row + "\n"), encoding="utf-8")
    return str(overdue("import", "parts.csv", "--format", "json").stdout)


def test_money_paid_out_after_the_last_instalment_is_rejected_where_terms_plan_it() -> None:
    _terms()
    late = "D1,L1,2023-09-01,1000,disbursement\n"
    file = _import("transactions", MONEY.format(late), code=3)
    (problem,) = file["problems"]
    assert problem["rule"] == (
        "the last instalment of the loan is due on 2023-09-01, before this is paid out"
    )


def test_what_was_known_before_a_payout_was_recorded_stays() -> None:
    _terms()
    known = ("--as-of", "2023-06-20", "--format", "json")
    before = json.loads(overdue("show", "L1", *known).stdout)["outstanding"]["total"]
    assert before == "2000.00"
    _import("transactions", MONEY.format(PARTS.splitlines()[0] + "\n"))
    assert _figures("2023-06-20")[1] == "1000.00"


@pytest.mark.parametrize("plan", [_terms, _imported_plan])
def test_the_statement_comes_to_what_is_owed(plan: Any) -> None:
    plan()
    _import("transactions", MONEY.format(PARTS + "P1,L1,2023-05-20,1200,\n"))
    for day in ("2023-05-10", "2023-06-10", "2023-07-10"):
        overdue("explain", "L1", "--as-of", day)
