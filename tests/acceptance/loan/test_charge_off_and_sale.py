"""A charge-off marks a debt that is collected further; a sale takes one off the book."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

LOANS = (
    "loan_id,customer_id,name,principal,disbursed_on,annual_rate,method,instalments\n"
    "A,K1,Ann Sample,1200,2026-01-15,0,equal_principal,12\n"
    "B,K2,Bob Sample,600,2026-01-15,0,equal_principal,6\n"
)
HEAD = "transaction_id,loan_id,date,amount,type,reverses,price,buyer\n"
PAID = "P1,A,2026-02-15,100,repayment,,,\n"


@pytest.fixture
def take(run, tmp_path):
    """Imports rows of money."""

    def call(rows: str, code: int = 0) -> Any:
        path = tmp_path / "money.csv"
        path.write_text(HEAD + rows, encoding="utf-8")
        return run("import", str(path), code=code)

    return call


@pytest.fixture
def book(run, take, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two loans of 12 and 6 times 100 from 15 February on; the first instalment of A is paid."""
    monkeypatch.setenv("OVERDUE_NOW", "2026-06-30T09:00")
    path = tmp_path / "loans.csv"
    path.write_text(LOANS, encoding="utf-8")
    run("init", "--currency", "CNY")
    run("import", str(path))
    take(PAID)


@pytest.fixture
def shown(run, book):
    def call(loan: str = "A", day: str = "2026-06-30") -> Any:
        return json.loads(run("show", loan, "--as-of", day, "--format", "json").stdout)

    return call


def test_a_marker_of_a_file_takes_the_amount_of_the_debt(take, shown):
    take("C1,A,2026-05-20,0,charge_off,,,\n")
    assert shown(day="2026-05-19")["charged_off_on"] is None
    loan = shown(day="2026-05-20")
    assert (loan["charged_off_on"], loan["charged_off"]) == ("2026-05-20", "1100.00")
    assert (loan["status"], loan["outstanding"]["total"]) == ("active", "1100.00")
    assert (loan["overdue"]["total"], loan["days_past_due"]) == ("300.00", 66)


def test_the_same_file_again_is_nothing_new(take, shown):
    rows = "C1,A,2026-05-20,0,charge_off,,,\nS1,B,2026-05-20,600,sale,,90,Sample Capital\n"
    take(rows)
    assert "Nothing new" in take(rows).stdout + take(rows).stderr


def test_money_after_it_is_a_recovery_by_whatever_way(run, take, shown):
    run("enter", "A", "charge_off", "all", "--on", "2026-05-20")
    run("pay", "A", "70", "--on", "2026-05-19")
    run("pay", "A", "50", "--on", "2026-06-01")
    run("enter", "A", "recovery", "30", "--on", "2026-06-02")
    take("R1,A,2026-06-03,20,recovery,,,\nR2,A,2026-06-04,5,repayment,,,\n")
    loan = shown()
    kinds = [row["type"] for row in loan["transactions"]]
    assert kinds[1:] == [
        "repayment",
        "charge_off",
        "recovery",
        "recovery",
        "recovery",
        "repayment",
    ]
    assert (loan["recovered_since"], loan["outstanding"]["total"]) == ("105.00", "925.00")


def test_a_payment_that_bounces_later_stands_beside_the_amount(take, shown):
    take("C1,A,2026-05-20,0,charge_off,,,\n")
    take("X1,A,2026-06-10,100,reversal,P1,,\n")
    before, after = shown(day="2026-06-09"), shown()
    assert (before["charged_off"], before["owed_then"]) == ("1100.00", None)
    assert (after["charged_off"], after["owed_then"]) == ("1100.00", "1200.00")


def test_a_debt_is_charged_off_once_and_not_for_more_than_it_is(run, take, shown):
    assert "at most CNY 1100.00" in run("enter", "A", "charge_off", "1100.01", code=6).stderr
    run("enter", "A", "charge_off", "all")
    assert "charged off already" in run("enter", "A", "charge_off", "all", code=6).stderr
    told = take("C1,A,2026-06-30,0,charge_off,,,\n", code=3).stderr
    assert "nothing of that is owed" in told


def test_a_marker_can_be_reversed_and_undone(run, take, shown):
    take("C1,A,2026-05-20,0,charge_off,,,\n")
    run("enter", "A", "reversal", "all", "--reverses", "C1", "--on", "2026-06-10")
    assert shown(day="2026-06-09")["charged_off"] == "1100.00"
    assert shown(day="2026-06-10")["charged_off"] is None
    run("pay", "A", "1", "--on", "2026-06-11")
    assert shown()["transactions"][-1]["type"] == "repayment"
    run("report", "aging")
    run("undo")
    run("undo")
    assert shown()["charged_off"] == "1100.00"
    run("check")


def test_a_sale_says_who_bought_and_for_how_much(run, take, shown):
    take("S1,B,2026-05-20,600,sale,,90,Sample Capital\n")
    assert shown("B", "2026-05-19")["outstanding"]["total"] == "600.00"
    loan = shown("B")
    assert (loan["status"], loan["outstanding"]["total"], loan["credit"]) == (
        "closed",
        "0.00",
        "0.00",
    )
    sale = loan["transactions"][-1]
    assert (sale["type"], sale["amount"]) == ("sale", "600.00")
    assert (sale["price"], sale["buyer"]) == ("90.00", "Sample Capital")
    run("report", "aging")
    run("check")


def test_a_sale_by_hand(run, shown):
    said = run("enter", "B", "sale", "all", "--price", "90", "--to", "Sample Capital").stdout
    assert "Entered sale to Sample Capital for CNY 90.00: CNY 600.00 on B" in said
    assert "the loan owes nothing" in run("enter", "B", "sale", "all", code=6).stderr
    told = run("enter", "A", "waiver", "5", "--price", "90", code=2).stderr
    assert "a waiver has no price and no buyer" in told
    run("undo")
    assert shown("B")["outstanding"]["total"] == "600.00"


def test_what_was_written_off_is_sold_with_the_rest_and_the_report_ties(run, shown):
    run("enter", "B", "write_off", "200", "--on", "2026-05-01")
    run("enter", "B", "sale", "all", "--on", "2026-06-01")
    assert shown("B")["transactions"][-1]["amount"] == "600.00"
    run("report", "aging")
    run("check")
    told = json.loads(run("explain", "B", "--format", "json").stdout)
    assert told["sums"]["ties"] is True


def test_price_and_buyer_belong_to_a_sale(take, book):
    told = take("P2,A,2026-06-01,10,repayment,,5,\n", code=3).stderr
    assert "a repayment has no price" in told


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("charge-off", "charge_off"),
        ("列损", "charge_off"),
        ("账销案存", "charge_off"),
        ("债权转让", "sale"),
        ("debt sale", "sale"),
        ("核销", "write_off"),
    ],
)
def test_words_of_the_kinds(take, shown, word, kind):
    take(f"T9,A,2026-06-01,1100,{word},,,\n")
    assert shown()["transactions"][-1]["type"] == kind


def test_explain_ties_with_a_marker(run, take, shown):
    take("C1,A,2026-05-20,0,charge_off,,,\nR1,A,2026-06-03,20,recovery,,,\n")
    told = json.loads(run("explain", "A", "--format", "json").stdout)
    assert told["sums"]["ties"] is True
    assert Decimal(told["sums"]["paid"]) == Decimal("-120.00")
    assert told["charged_off"] == "1100.00"
    rules = {rule["setting"]: rule["value"] for rule in told["rules"]}
    assert rules["charge_off_accrual"] == "goes_on"


def test_a_marker_that_comes_again_with_another_day_takes_the_debt_of_that_day(run, take, shown):
    take("C1,A,2026-05-20,0,charge_off,,,\nR1,A,2026-05-22,40,repayment,,,\n")
    take("C1,A,2026-05-25,0,charge_off,,,\n")
    loan = shown()
    assert (loan["charged_off_on"], loan["charged_off"]) == ("2026-05-25", "1060.00")
    assert loan["recovered_since"] == "0.00"
    run("undo")
    assert shown()["charged_off_on"] == "2026-05-20"
    run("check")


def test_a_debt_can_be_given_away(run, shown):
    assert "for CNY 0.00" in run("enter", "B", "sale", "all", "--price", "0").stdout
    told = run("enter", "A", "sale", "all", "--price", "-1", code=2).stderr
    assert "--price is '-1'" in told


def test_what_is_known_on_a_day_before_has_no_marker(run, data, book, monkeypatch):
    monkeypatch.setenv("OVERDUE_NOW", "2026-07-02T09:00")
    run("enter", "A", "charge_off", "all", "--on", "2026-06-15")
    then = data("show", "A", "--as-of", "2026-06-30", "--known-on", "2026-07-01")
    assert then["charged_off"] is None
    aged = data("report", "aging", "--as-of", "2026-06-30", "--known-on", "2026-07-01")
    assert aged["currencies"][0]["charged_off"] == "0.00"
    now = data("report", "aging", "--as-of", "2026-06-30")
    assert now["currencies"][0]["charged_off"] == "1100.00"


def test_what_it_takes_of_the_customers_account_is_recovered(run, take, shown, tmp_path):
    """500 of Ann after her only debt was charged off, 4 instalments of which are overdue."""
    take("C1,A,2026-05-20,0,charge_off,,,\n")
    path = tmp_path / "account.csv"
    path.write_text("transaction_id,customer_id,date,amount\nQ1,K1,2026-06-20,250\n", "utf-8")
    run("import", str(path))
    assert shown(day="2026-06-19")["recovered_since"] == "0.00"
    loan = shown()
    assert (loan["recovered_since"], loan["outstanding"]["total"]) == ("250.00", "850.00")
    run("report", "aging")
    run("check")


def test_money_after_a_sale_pays_what_else_the_customer_owes(run, take, shown, tmp_path):
    """Bob's loan is sold; 30 that he still sends on it meet a new invoice of his, due before."""
    take("S1,B,2026-05-20,600,sale,,90,Sample Capital\nP9,B,2026-06-01,30,repayment,,,\n")
    assert (shown("B")["status"], shown("B")["credit"]) == ("overpaid", "30.00")
    path = tmp_path / "invoices.csv"
    path.write_text(
        "invoice_id,customer_id,issued_on,due_on,amount\nI1,K2,2026-05-01,2026-05-31,100\n",
        "utf-8",
    )
    run("import", str(path))
    assert shown("I1")["outstanding"]["total"] == "70.00"
    run("report", "aging")
    run("check")


def test_a_customers_loans_say_since_when_they_are_charged_off(run, take, data, book):
    assert "charged off" not in run("show", "K1").stdout
    take("C1,A,2026-05-20,0,charge_off,,,\n")
    assert data("show", "K1")["loans"][0]["charged_off_on"] == "2026-05-20"
    assert "charged off" in run("show", "K1").stdout
