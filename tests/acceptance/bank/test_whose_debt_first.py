"""A payment that names a customer: which debt it pays, by the order of the policy."""

from __future__ import annotations

from pathlib import Path

import pytest

from overdue_cli.domain.loan.security import is_secured

HEAD = "loan_id,customer_id,principal,disbursed_on,annual_rate,security,product\n"


@pytest.fixture
def pay(run, rows, monkeypatch):
    """What each loan got of a payment; one is (id, principal, due date, rate, security)."""
    monkeypatch.setenv("OVERDUE_NOW", "2026-06-30T09:00")
    run("init", "--currency", "CNY")

    def call(amount: str, *loans: tuple[str, ...], order: str = "", product: str = "") -> dict:
        policy = f'name = "own"\n[payment]\ndebts = {order}\n' if order else 'name = "own"\n'
        Path("own.toml").write_text(f"{policy}[product.p]\n{product}\n")
        monkeypatch.setenv("OVERDUE_POLICY", "own.toml")
        named = ((*loan, "", "")[:5] for loan in loans)
        text, plan = HEAD, "loan_id,seq,due_on,principal\n"
        for loan_id, principal, due_on, rate, security in named:
            text += f"{loan_id},C1,{principal},2026-01-01,{rate},{security},p\n"
            plan += f"{loan_id},1,{due_on},{principal}\n"
        Path("l.csv").write_text(text)
        Path("p.csv").write_text(plan)
        Path("t.csv").write_text(
            f"transaction_id,customer_id,date,amount\nT,C1,2026-06-30,{amount}\n"
        )
        run("import", "l.csv", "p.csv", "t.csv")
        run("check")
        found = {}
        for loan in loans:
            taken = rows("show", loan[0], "--section", "transactions")
            found.update((loan[0], row["amount"]) for row in taken)
        return found

    return call


def test_the_unsecured_debt_goes_before_the_older_secured_one(pay):
    a, b = ("A", "1000", "2026-01-31", "", "mortgage"), ("B", "800", "2026-02-28", "", "")
    assert pay("900", a, b) == {"A": "100.00", "B": "800.00"}


def test_what_is_due_is_paid_whatever_secures_it_and_the_rest_waits(pay):
    a, b = ("A", "1000", "2026-06-30", "", "car"), ("B", "800", "2026-07-01", "", "信用")
    assert pay("1100", a, b) == {"A": "1000.00"}


def test_the_more_burdensome_goes_before_the_older(pay):
    assert pay("500", ("A", "400", "2026-01-31", "6"), ("B", "400", "2026-03-31", "18")) == {
        "A": "100.00",
        "B": "400.00",
    }


def test_penalty_interest_is_part_of_the_burden_and_of_the_debt(pay):
    """150 days at 36 % a year on 400 are 60.00; on 31 May nothing had accrued on the others."""
    late, dear, not_due = (
        ("A", "400", "2026-01-31", "6"),
        ("B", "400", "2026-06-30", "30"),
        ("C", "400", "2026-12-31", "40"),
    )
    found = pay("900", late, dear, not_due, product='penalty_rate = "36"')
    assert found == {"A": "460.00", "B": "400.00"}


def test_equal_debts_share_pro_rata(pay):
    assert pay("90", ("A", "100", "2026-05-31"), ("B", "200", "2026-05-31")) == {
        "A": "30.00",
        "B": "60.00",
    }


def test_the_order_is_a_setting(pay):
    a, b = ("A", "1000", "2026-01-31", "", "mortgage"), ("B", "800", "2026-02-28", "", "")
    assert pay("900", a, b, order='["due", "older"]') == {"A": "900.00"}


def test_without_any_order_all_debts_share_pro_rata(pay):
    a, b = ("A", "1000", "2026-01-31"), ("B", "500", "2026-06-30")
    assert pay("300", a, b, order="[]") == {"A": "200.00", "B": "100.00"}


def test_what_no_debt_takes_is_credit_on_the_account(pay, rows):
    assert pay("1000", ("A", "400", "2026-05-31"), ("B", "500", "2026-04-30")) == {
        "A": "400.00",
        "B": "500.00",
    }
    credits = {row["loan_id"]: row["credit"] for row in rows("show", "C1")}
    assert credits == {"A": "0.00", "B": "0.00", "account:C1:CNY": "100.00"}


def test_the_order_is_printed_with_the_policy(run):
    shown = run("policy", "show").stdout
    assert "Debts are paid:  due, less_secured, more_burdensome, older" in shown


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('debts = ["due", "oldest"]', "Did you mean older?"),
        ('debts = "due"', "Give a list of due, less_secured"),
        ('debt = ["due"]', "Did you mean debts?"),
    ],
)
def test_an_order_that_cannot_be_is_named(run, table, said):
    Path("own.toml").write_text(f'name = "own"\n[payment]\n{table}\n')
    assert said in run("policy", "show", "own.toml", code=2).stderr


@pytest.mark.parametrize("text", ["", " 信用 ", "无", "Unsecured", "none"])
def test_what_is_no_security(text):
    assert not is_secured(text)
