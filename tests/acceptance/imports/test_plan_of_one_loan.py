"""A plan whose rows name no loan: the option says which it is of, or a title does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command import overdue

LOANS = (
    "loan_id,customer_id,principal,disbursed_on\nL-1,C1,100,2026-01-01\nL-2,C1,100,2026-01-01\n"
)
PLAN = "期数,应还日期,应还本金,应还利息\n1,2026-02-01,60,3\n2,2026-03-01,40,1\n"


@pytest.fixture(autouse=True)
def imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    overdue("init", "--currency", "CNY")
    Path("loans.csv").write_text(LOANS, encoding="utf-8")
    overdue("import", "loans.csv")


def _plan(*titles: str) -> str:
    Path("plan.csv").write_text("".join(f"{one}\n" for one in titles) + PLAN, encoding="utf-8")
    return "plan.csv"


def _dues(loan: str) -> list[tuple[str, str, str]]:
    shown = json.loads(overdue("show", loan, "--as-of", "2026-06-30", "--format", "json").stdout)
    return [(one["due_on"], one["principal"], one["total"]) for one in shown["instalments"]]


DUES = [("2026-02-01", "60.00", "63.00"), ("2026-03-01", "40.00", "41.00")]


def test_it_is_asked_of_which_loan_a_plan_is_and_the_option_says_it() -> None:
    asked = overdue("import", _plan(), code=2).stderr
    assert "nothing says of which loan these instalments are" in asked
    assert "--loan ID" in asked
    overdue("import", _plan(), "--loan", "L-2")
    assert (_dues("L-1"), _dues("L-2")) == ([], DUES)
    again = overdue("import", _plan(), "--loan", "L-2", "--format", "json").stdout
    assert json.loads(again)["files"][0]["unchanged"] == 2
    overdue("import", _plan(), "--loan", "L-1")
    assert (_dues("L-1"), _dues("L-2")) == (DUES, DUES)


@pytest.mark.parametrize(
    "titles",
    [("贷款编号：L-1",), ("还款计划表", "借据号: L-1"), ("Loan No.,L-1,,",), ("loan id,L-1",)],
)
def test_a_title_that_is_the_number_of_a_loan_says_it_and_is_told(titles: tuple[str, ...]) -> None:
    told = overdue("import", _plan(*titles)).stderr
    assert "these are the instalments of loan L-1" in told
    assert _dues("L-1") == DUES


@pytest.mark.parametrize(
    "titles",
    [
        ("贷款编号：L-1", "贷款编号：L-2"),
        ("还款计划 L-1",),
        ("loan officer: L-1",),
        ("loan number: see below",),
    ],
)
def test_a_title_that_may_be_something_else_is_not_taken(titles: tuple[str, ...]) -> None:
    assert "of which loan" in overdue("import", _plan(*titles), code=2).stderr
    assert _dues("L-1") == []


def test_the_option_goes_before_a_title_and_a_loan_that_is_not_there_is_a_fault() -> None:
    assert "no such loan" in overdue("import", _plan("Loan: L-9"), code=3).stderr
    overdue("import", _plan("Loan: L-9"), "--loan", "L-1")
    assert _dues("L-1") == DUES


def test_the_option_is_refused_where_it_does_nothing() -> None:
    assert "holds loans" in overdue("import", "loans.csv", "--loan", "L-1", code=2).stderr
    named = "loan_id,seq,due_on,principal\nL-1,1,2026-02-01,100\n"
    Path("named.csv").write_text(named, encoding="utf-8")
    refused = overdue("import", "named.csv", "--loan", "L-2", code=2).stderr
    assert "names the loan itself" in refused
