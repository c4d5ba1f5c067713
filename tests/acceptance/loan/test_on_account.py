"""Money of a customer: paid on account, moved to a debt by hand, paid out again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from command import Run

Data = Callable[..., Any]
NOW = "2026-06-30T09:00+02:00"
INVOICES = """invoice_id,customer_id,name,phone,issued_on,due_on,amount,currency
I1,C-0117,王伟,+86 139 0000 3692,2026-05-01,2026-05-31,300.00,CNY
I2,C-0117,,,2026-06-01,2026-06-15,200.00,CNY
I3,C-0117,,,2026-06-20,2026-07-20,100.00,CNY
U1,C-0200,Ann Two,,2026-06-01,2026-06-15,80.00,USD
E1,C-0200,,,2026-06-01,2026-06-15,70.00,EUR
"""


@pytest.fixture
def book(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("OVERDUE_NOW", NOW)
    Path("i.csv").write_text(INVOICES, encoding="utf-8")
    run("init", "--currency", "CNY")
    run("import", "i.csv")
    return run


@pytest.fixture
def stands(data: Data) -> Callable[..., dict[str, tuple[str, str]]]:
    """Outstanding and credit of each loan of a customer."""

    def call(customer: str, *options: str) -> dict[str, tuple[str, str]]:
        loans = data("show", customer, *options)["loans"]
        return {one["loan_id"]: (one["outstanding"], one["credit"]) for one in loans}

    return call


def test_a_customer_pays_what_is_due_and_what_is_left_waits(
    book: Run, stands: Callable[..., Any]
) -> None:
    said = book("pay", "C-0117", "500.00").stdout
    assert said.startswith(
        "Paid CNY 500.00 on account of C-0117 (王伟): 300.00 to I1, 200.00 to I2; "
        "value date 2026-06-30"
    )
    said = book("pay", "c-0117", "150").stdout
    assert "150.00 on account of C-0117 (王伟): 100.00 to I3, 50.00 left as credit;" in said
    none = ("0.00", "0.00")
    assert stands("C-0117") == {
        "I1": none, "I2": none, "I3": none, "account:C-0117:CNY": ("0.00", "50.00"),
    }  # fmt: skip
    book("undo")
    book("undo")
    assert stands("C-0117") == {
        "I1": ("300.00", "0.00"), "I2": ("200.00", "0.00"), "I3": ("100.00", "0.00"),
    }  # fmt: skip
    book("check")


def test_a_name_is_asked_about_and_the_id_of_the_account_is_not(book: Run) -> None:
    said = book("pay", "王伟", "10", code=2).stderr
    assert "C-0117" in said
    book("pay", "C-0117", "10")
    assert "on account of C-0117" in book("pay", "account:C-0117:CNY", "1").stdout


def test_a_loan_is_paid_by_itself(book: Run, stands: Callable[..., Any]) -> None:
    assert "Paid CNY 200.00 on I2" in book("pay", "I2", "200").stdout
    assert stands("C-0117")["I1"] == ("300.00", "0.00")


def test_where_a_customer_owes_in_two_currencies_the_amount_names_one(
    book: Run, stands: Callable[..., Any]
) -> None:
    said = book("pay", "C-0200", "50", code=2).stderr
    assert "C-0200 has debts in EUR and USD" in said
    assert "Write the amount with its currency, as 'EUR 50'" in said
    assert (
        "Paid USD 50.00 on account of C-0200 (Ann Two): 50.00 to U1;"
        in book("pay", "C-0200", "USD 50").stdout
    )
    assert stands("C-0200")["E1"] == ("70.00", "0.00")


def test_money_of_the_day_is_moved_to_another_debt_by_hand(
    book: Run, stands: Callable[..., Any], data: Data
) -> None:
    """300 of the day would go to I1, which is older: 80 are for I3, and 220 are left for I1."""
    book("pay", "C-0117", "300")
    said = book("apply", "C-0117", "80", "--to", "I3").stdout
    assert said.startswith("Applied CNY 80.00 of the account of C-0117 (王伟) to I3")
    assert stands("C-0117") == {
        "I1": ("80.00", "0.00"), "I2": ("200.00", "0.00"), "I3": ("20.00", "0.00"),
        "account:C-0117:CNY": ("0.00", "0.00"),
    }  # fmt: skip
    (applied,) = data("show", "I3")["transactions"]
    assert (applied["type"], applied["amount"], applied["note"]) == (
        "applied", "80.00", "from account:C-0117:CNY",
    )  # fmt: skip
    book("undo")
    assert stands("C-0117")["I1"] == ("0.00", "0.00")
    book("check")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("C-0117", "301", "--to", "I2"), 6, "the account holds only CNY 300.00 on 2026-06-30"),
        (("C-0117", "201", "--to", "I2"), 6, "I2 asks for only CNY 200.00 on 2026-06-30"),
        (
            ("C-0117", "1", "--to", "I2", "--on", "2026-06-29"),
            6,
            "the account holds nothing in CNY on",
        ),
        (("C-0200", "1", "--to", "I2"), 2, "I2 is a debt of customer C-0117, not of C-0200"),
        (("C-0117", "1", "--to", "account:C-0117:CNY"), 2, "is no other debt"),
        (("C-0117", "1", "--to", "nothing"), 2, "no loan 'nothing'"),
        (("C-0117", "0", "--to", "I2"), 2, "the amount is '0', and it is above zero"),
        (("C-0117", "1", "--to", "I2", "--on", "2026-07-01"), 2, "which is still to come"),
    ],
)
def test_more_than_is_held_or_owed_is_not_moved(
    book: Run, words: tuple[str, ...], code: int, said: str
) -> None:
    book("pay", "C-0117", "300")
    assert said in book("apply", *words, code=code).stderr


def test_the_credit_of_a_credit_note_is_moved_too(book: Run, stands: Callable[..., Any]) -> None:
    Path("n.csv").write_text(
        "invoice_id,customer_id,issued_on,due_on,amount\nCN,C-0117,2026-06-30,2026-06-30,-50\n"
    )
    book("import", "n.csv")
    assert stands("C-0117")["I1"] == ("250.00", "0.00")
    book("apply", "CN", "all", "--to", "I2")
    assert (stands("C-0117")["I1"], stands("C-0117")["I2"]) == (
        ("300.00", "0.00"),
        ("150.00", "0.00"),
    )
    book("check")


def test_what_the_account_holds_is_paid_out_and_no_more(
    book: Run, stands: Callable[..., Any]
) -> None:
    said = book("enter", "C-0117", "credit_refund", "all", code=6).stderr
    assert "the account of C-0117 holds nothing" in said
    book("pay", "C-0117", "650")
    said = book("enter", "C-0117", "credit_refund", "50.01", code=6).stderr
    assert "credit refund on 2026-06-30: at most CNY 50.00" in said
    said = book("enter", "C-0117", "credit_refund", "all").stdout
    assert "CNY 50.00 paid out of the account of C-0117 (王伟)" in said
    assert stands("C-0117")["account:C-0117:CNY"] == ("0.00", "0.00")
    book("check")


def test_a_refund_also_takes_what_a_credit_note_holds(
    book: Run, stands: Callable[..., Any]
) -> None:
    Path("n.csv").write_text(
        "invoice_id,customer_id,issued_on,due_on,amount,currency\n"
        "CN,C-9,2026-06-01,2026-06-01,-50,CNY\n"
    )
    book("import", "n.csv")
    book("enter", "C-9", "credit_refund", "30")
    assert stands("C-9") == {"CN": ("0.00", "20.00"), "account:C-9:CNY": ("0.00", "0.00")}
    book("check")


def test_an_invoice_dated_back_does_not_take_what_was_paid_out(
    book: Run, stands: Callable[..., Any]
) -> None:
    """600 are left for debts of 640: what is due comes first, so I3 asks for the 40."""
    book("pay", "C-0117", "650", "--on", "2026-06-20")
    book("enter", "C-0117", "credit_refund", "50", "--on", "2026-06-25")
    Path("late.csv").write_text(
        "invoice_id,customer_id,issued_on,due_on,amount\nI9,C-0117,2026-06-01,2026-06-10,40\n"
    )
    book("import", "late.csv")
    assert (stands("C-0117")["I9"], stands("C-0117")["I3"]) == (
        ("0.00", "0.00"),
        ("40.00", "0.00"),
    )
    assert stands("C-0117")["account:C-0117:CNY"] == ("0.00", "0.00")
    book("check")


def test_money_on_account_is_taken_back_by_its_customer_too(
    book: Run, stands: Callable[..., Any]
) -> None:
    Path("t.csv").write_text("transaction_id,customer_id,date,amount\nP1,C-0117,2026-06-20,300\n")
    book("import", "t.csv")
    book("enter", "C-0117", "reversal", "all", "--reverses", "P1")
    assert stands("C-0117")["I1"] == ("300.00", "0.00")
    assert stands("C-0117", "--as-of", "2026-06-29")["I1"] == ("0.00", "0.00")
    assert (
        "there is no transaction 'P9' of customer"
        in book("enter", "C-0117", "reversal", "all", "--reverses", "P9", code=2).stderr
    )
    assert "customer 'C-0117' has" in book("enter", "C-0117", "fee", "5", code=2).stderr
    book("check")


def test_a_discount_for_early_payment_is_taken_by_money_on_account(
    run: Run, stands: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """98 of 100 by 15 June and 49 of 50 by 20 June: 2 % of both need not be paid."""
    monkeypatch.setenv("OVERDUE_NOW", NOW)
    Path("i.csv").write_text(
        "invoice_id,customer_id,issued_on,due_on,amount,discount_percent,discount_until\n"
        "I1,C1,2026-06-01,2026-07-01,100,2,2026-06-15\n"
        "I2,C1,2026-06-05,2026-07-05,50,2,2026-06-20\n"
    )
    run("init", "--currency", "EUR")
    run("import", "i.csv")
    run("pay", "C1", "98", "--on", "2026-06-10")
    run("pay", "C1", "49", "--on", "2026-06-12")
    none = ("0.00", "0.00")
    assert stands("C1") == {"I1": none, "I2": none, "account:C1:EUR": none}
    run("check")
    run("report", "aging")
    run("undo")
    run("undo")
    run("pay", "C1", "98", "--on", "2026-06-16")
    assert stands("C1")["I1"] == ("2.00", "0.00")
    assert stands("C1")["I2"] == ("50.00", "0.00")
    run("check")


@pytest.mark.parametrize("word", ["refund", "退款"])
def test_a_refund_that_may_go_either_way_is_a_question(book: Run, word: str) -> None:
    rows = ["transaction_id,customer_id,date,amount,type", "P,C-0117,2026-06-20,700,repayment"]
    rows.append(f"R,C-0117,2026-06-21,60,{word}")
    Path("refunds.csv").write_text("\n".join(rows), encoding="utf-8")
    refused = book("import", "refunds.csv", code=3)
    assert "this may be money paid out or a credit" in refused.stderr
    assert "credit_refund" in refused.stderr
    assert "merchant_refund" in refused.stderr


def test_a_debt_that_asks_for_nothing_proposes_no_amount(book: Run) -> None:
    book("pay", "I1", "300", "--on", "2026-06-10")
    book("pay", "C-0117", "100")
    refused = book("apply", "C-0117", "all", "--to", "I1", code=6).stderr
    assert "I1 asks for nothing on 2026-06-30" in refused
    assert "Name another debt, or another day." in refused
