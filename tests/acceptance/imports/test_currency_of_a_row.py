"""Money of one currency never counts as that of another: the row is rejected and says why."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest

INVOICES = """invoice_id,customer_id,name,issued_on,due_on,amount,currency
INV-77,K1,Julio Sample,2026-05-01,2026-05-31,100.00,EUR
"""
LOANS = """loan_id,customer_id,name,principal,disbursed_on,currency
E-1,K2,Ann Two,1000,2026-01-01,EUR
U-1,K2,Ann Two,1000,2026-01-01,USD
H-1,K3,Bo Hong,1000,2026-01-01,HKD
"""
TX = "transaction_id,loan_id,date,amount,currency\n"
BY_CUSTOMER = "transaction_id,customer_id,date,amount,currency\n"
Import = Callable[..., Any]


@pytest.fixture
def book(run: Any) -> None:
    """A ledger of no currency that counts here, with an invoice and loans in three others."""
    Path("invoices.csv").write_text(INVOICES, encoding="utf-8")
    Path("loans.csv").write_text(LOANS, encoding="utf-8")
    run("init", "--currency", "CNY")
    run("import", "invoices.csv", "loans.csv")


@pytest.fixture
def take(data: Any, book: None) -> Import:
    """``take(text, "--currency", "USD", code=3)``: what the import says of a file."""

    def call(text: str, *options: str, code: int = 0) -> Any:
        Path("f.csv").write_text(text, encoding="utf-8")
        return data("import", "f.csv", *options, code=code)["files"][0]

    return call


@pytest.fixture
def paid(data: Any) -> Callable[[str], list[tuple[str, str]]]:
    """The amounts booked on a loan, each with its kind."""

    def call(loan: str) -> list[tuple[str, str]]:
        return [(one["type"], one["amount"]) for one in data("show", loan)["transactions"]]

    return call


@pytest.fixture
def held(data: Any) -> Callable[[str], dict[str, str]]:
    """What the accounts and credit notes of a customer hold that nothing took yet."""

    def call(customer: str) -> dict[str, str]:
        rows = data("show", customer)["loans"]
        return {one["loan_id"]: one["credit"] for one in rows if one["status"] == "overpaid"}

    return call


def stored(sql: str) -> list[tuple[Any, ...]]:
    """Rows of the ledger."""
    with closing(sqlite3.connect("overdue.db")) as conn:
        return list(conn.execute(sql))


def problem(file: Any) -> tuple[str, str, str]:
    (one,) = file["problems"]
    return one["column"], one["value"], one["rule"]


def test_usd_100_is_no_eur_100(take: Import, paid: Any) -> None:
    file = take(TX + "U1,INV-77,2026-05-30,100.00,USD\n", code=3)
    assert problem(file) == ("currency", "USD", "this is USD, and invoice INV-77 is in EUR")
    take(TX + "E1,INV-77,2026-05-30,90.00,EUR\n")
    assert paid("INV-77") == [("repayment", "90.00")]


def test_the_header_says_it_of_rows_that_do_not(take: Import, paid: Any) -> None:
    text = "transaction_id,loan_id,date,Amount (USD)\nU1,INV-77,2026-05-30,100.00\n"
    rule = "this is USD, as the header says, and invoice INV-77 is in EUR"
    assert problem(take(text, code=3)) == ("Amount (USD)", "100.00", rule)
    assert paid("INV-77") == []


def test_the_option_says_it_of_rows_that_do_not(take: Import, paid: Any) -> None:
    text = "transaction_id,loan_id,date,amount\nU1,INV-77,2026-05-30,100.00\n"
    rule = "this is USD, as --currency says, and invoice INV-77 is in EUR"
    assert problem(take(text, "--currency", "USD", code=3)) == ("amount", "100.00", rule)
    take(text, "--currency", "EUR")
    assert paid("INV-77") == [("repayment", "100.00")]


def test_the_row_goes_before_the_header_and_the_option(take: Import, paid: Any) -> None:
    text = "transaction_id,loan_id,date,Amount (USD),ccy\nE1,INV-77,2026-05-30,40,EUR\n"
    take(text + "U1,U-1,2026-05-30,30,\n", "--currency", "USD")
    assert (paid("INV-77"), paid("U-1")) == ([("repayment", "40.00")], [("repayment", "30.00")])


@pytest.mark.parametrize(
    ("header", "loan", "fits"),
    [
        ("Amount ($)", "U-1", True),
        ("Amount ($)", "H-1", True),
        ("Amount ($)", "E-1", False),
        ("Amount (¥)", "E-1", False),
        ("Amount (€)", "E-1", True),
        ("Amount (US$)", "H-1", False),
        ("Amount (欧元)", "E-1", True),
        ("Amount (美元)", "E-1", False),
        ("Amount (人民币)", "E-1", False),
        ("Amount (in USD)", "E-1", False),
    ],
)
def test_a_sign_agrees_with_each_currency_that_has_it(
    take: Import, paid: Any, header: str, loan: str, fits: bool
) -> None:
    text = f"transaction_id,loan_id,date,{header}\nT1,{loan},2026-05-30,100\n"
    take(text, code=0 if fits else 3)
    assert paid(loan) == ([("repayment", "100.00")] if fits else [])


def test_a_sign_in_a_title_counts_too(take: Import) -> None:
    text = "Currency: US$,,,\ntransaction_id,loan_id,date,amount\nT1,E-1,2026-05-30,100\n"
    assert take(text, code=3)["rejected"] == 1


def test_a_currency_beside_a_unit_hides_neither(take: Import, paid: Any) -> None:
    text = "transaction_id,loan_id,date,Amount (EUR '000)\nT1,E-1,2026-05-30,0.1\n"
    take(text)
    assert paid("E-1") == [("repayment", "100.00")]


def test_a_cell_with_a_currency_in_it_is_never_swallowed(take: Import, paid: Any) -> None:
    cells = ("$100", "USD 100", "€50", "¥50", "100 EUR", "100$", "￥50")
    rows = "".join(f"T{n},E-1,2026-05-30,{cell},\n" for n, cell in enumerate(cells))
    assert take(TX + rows, code=3)["rejected"] == len(cells)
    assert paid("E-1") == []


def test_accept_good_books_the_others_and_the_rejects_can_be_mended(
    run: Any, take: Import, paid: Any
) -> None:
    rows = "U1,INV-77,2026-05-30,100.00,USD\nE1,INV-77,2026-05-30,90.00,EUR\n"
    file = take(TX + rows, "--accept-good", code=3)
    assert (file["new"], file["rejected"]) == (1, 1)
    rejects = Path("f.csv.rejects.csv")
    assert "this is USD, and invoice INV-77 is in EUR" in rejects.read_text(encoding="utf-8")
    mended = rejects.read_text(encoding="utf-8").replace("100.00,USD", "10.00,EUR")
    rejects.write_text(mended, encoding="utf-8")
    run("import", str(rejects))
    assert paid("INV-77") == [("repayment", "90.00"), ("repayment", "10.00")]
    run("check")


def test_a_correction_to_another_currency_is_rejected_and_the_payment_stays(
    run: Any, take: Import, paid: Any
) -> None:
    take(TX + "E1,INV-77,2026-05-30,90.00,EUR\n")
    again = take(TX + "E1,INV-77,2026-05-30,90.00,\n")
    assert again["unchanged"] == 1
    file = take(TX + "E1,INV-77,2026-05-30,90.00,USD\n", "--accept-good", code=3)
    assert file["rejected"] == 1
    assert paid("INV-77") == [("repayment", "90.00")]
    run("undo")
    assert paid("INV-77") == []


def test_a_customers_payment_is_on_the_account_of_its_currency(
    run: Any, take: Import, held: Any
) -> None:
    bare = BY_CUSTOMER + "P1,K2,2026-05-30,100,\n"
    assert problem(take(bare, code=3))[2] == "the customer has loans in EUR and USD"
    take(BY_CUSTOMER + "P1,K2,2026-05-30,100,USD\n")
    assert held("K2") == {"account:K2:USD": "100.00"}
    file = take(BY_CUSTOMER + "P1,K2,2026-05-30,100,EUR\n")
    assert file["changed"] == 1
    assert held("K2") == {"account:K2:EUR": "100.00"}
    take("transaction_id,customer_id,date,amount\nP3,K2,2026-05-30,7\n", "--currency", "USD")
    assert held("K2") == {"account:K2:EUR": "100.00", "account:K2:USD": "7.00"}
    run("check")


def test_money_in_a_currency_of_no_debt_waits_for_one_and_says_so(take: Import, held: Any) -> None:
    file = take(BY_CUSTOMER + "P2,K2,2026-05-30,1,HKD\n")
    (one,) = file["warnings"]
    assert one["rule"] == "this payment is in HKD, and the customer's debts are in EUR and USD"
    assert held("K2") == {"account:K2:HKD": "1.00"}
    take("invoice_id,customer_id,issued_on,due_on,amount,currency\n"
         "N-1,K2,2026-05-01,2026-05-20,50,HKD\n")  # fmt: skip
    assert held("K2") == {}


def test_a_sign_that_no_debt_of_the_customer_fits_says_too_little(take: Import) -> None:
    file = take("transaction_id,customer_id,date,Amount (¥)\nP1,K2,2026-05-30,1\n", code=3)
    rule = "this is ¥, as the header says, and the customer's loans are in EUR and USD"
    assert problem(file)[2] == rule


def test_a_payment_may_come_before_the_first_debt(run: Any, take: Import, held: Any) -> None:
    take("invoice_id,customer_id,issued_on,due_on,amount,currency\n"
         "N-1,K9,2026-05-01,2026-05-31,-50,EUR\n")  # fmt: skip
    take(BY_CUSTOMER + "P1,K9,2026-05-30,10,EUR\n")
    assert held("K9") == {"N-1": "50.00", "account:K9:EUR": "10.00"}
    bare = "transaction_id,customer_id,date,amount\nP2,K9,2026-05-30,7\n"
    take(bare)
    assert held("K9")["account:K9:CNY"] == "7.00"
    run("check")


def test_a_reversal_is_in_the_currency_of_what_it_takes_back(take: Import, paid: Any) -> None:
    header = "transaction_id,loan_id,date,amount,currency,type,reverses\n"
    pay = "E1,E-1,2026-05-30,90,EUR,,\n"
    back = "R1,,2026-06-01,90,{},reversal,E1\n"
    file = take(header + pay + back.format("USD"), code=3)
    assert problem(file)[2] == "this is USD, and what it reverses is in EUR"
    take(header + pay)
    file = take(header + back.format("USD"), code=3)
    assert problem(file)[2] == "this is USD, and what it reverses is in EUR"
    take(header + back.format("EUR"))
    assert paid("E-1") == [("repayment", "90.00"), ("reversal", "90.00")]


def test_instalments_in_another_currency_are_rejected(data: Any, take: Import) -> None:
    plain = "loan_id,seq,due_on,principal{}\nE-1,1,2026-05-30,1000{}\n"
    rule = "this is USD, and loan E-1 is in EUR"
    assert problem(take(plain.format(",currency", ",USD"), code=3)) == ("currency", "USD", rule)
    assert take(plain.format(" (USD)", ""), code=3)["rejected"] == 1
    assert data("show", "E-1")["instalments"] == []
    take(plain.format(",currency", ",EUR"))
    assert len(data("show", "E-1")["instalments"]) == 1


def test_a_promise_in_another_currency_is_rejected(take: Import) -> None:
    header = "customer_id,at,channel,outcome,loan_id,promise_amount,promise_on,currency\n"
    row = "K2,2026-05-20 10:00,call,PTP,{},50,2026-05-30,{}\n"
    assert problem(take(header + row.format("E-1", "USD"), code=3)) == (
        "currency", "USD", "this is USD, and loan E-1 is in EUR",
    )  # fmt: skip
    assert take(header + row.format("", "HKD"), code=3)["rejected"] == 1
    assert take(header + row.format("", ""), code=3)["rejected"] == 1
    take(header + row.format("", "USD"))
    assert stored("SELECT amount, currency FROM promise") == [(5000, "USD")]


def test_a_list_in_another_currency_is_rejected(take: Import) -> None:
    header = "loan_id,customer_id,as_of,days_past_due,overdue_amount,outstanding{}\n"
    row = "E-1,K2,2026-05-30,5,100,1000{}\n"
    rule = "the loan is in EUR, not in USD"
    assert problem(take((header + row).format(",currency", ",USD"), code=3))[2] == rule
    assert take((header + row).format(" (USD)", ""), code=3)["rejected"] == 1
    assert take((header + row).format("", ""), "--currency", "USD", code=3)["rejected"] == 1


def test_an_invoice_with_money_on_it_keeps_its_currency(take: Import) -> None:
    take(TX + "E1,INV-77,2026-05-30,90.00,EUR\n")
    file = take(INVOICES.replace("EUR", "USD"), code=3)
    assert problem(file)[1] == "USD"
    note = "invoice_id,customer_id,issued_on,due_on,amount,currency\n"
    take(note + "CN-1,K1,2026-05-01,2026-05-31,-50,EUR\n")
    assert take(note + "CN-1,K1,2026-05-01,2026-05-31,-50,USD\n", code=3)["rejected"] == 1


def test_incomes_have_the_currency_of_their_row(run: Any, book: None) -> None:
    text = "customer_id,income,currency\nK1,5000,EUR\nK2,7000,\n"
    Path("customers.csv").write_text(text, encoding="utf-8")
    run("import", "customers.csv", "--currency", "JPY")
    sql = "SELECT income, income_currency FROM customer WHERE income > 0 ORDER BY customer_id"
    assert stored(sql) == [(500000, "EUR"), (7000, "JPY")]


def test_a_sign_of_several_currencies_is_that_of_the_ledger_or_is_asked_for(
    run: Any, take: Import
) -> None:
    text = "invoice_id,customer_id,due_on,Amount ({})\nI-{},K1,2026-05-31,10\n"
    Path("d.csv").write_text(text.format("$", 1), encoding="utf-8")
    told = run("import", "d.csv", code=2).stderr
    assert "'$' is the sign of several currencies" in told
    assert "--currency" in told
    run("import", "d.csv", "--currency", "HKD")
    take(text.format("¥", 2))
    sql = "SELECT loan_id, currency FROM loan WHERE loan_id LIKE 'I-_' ORDER BY 1"
    assert stored(sql) == [("I-1", "HKD"), ("I-2", "CNY")]


def workbook(name: str, header: list[str], cells: list[object], code: str) -> None:
    """A workbook of one row, in which the format of the last cell is given."""
    book = openpyxl.Workbook()
    book.active.append(header)
    book.active.append(cells)
    book.active.cell(2, len(cells)).number_format = code
    book.save(name)


@pytest.mark.parametrize(
    ("code", "fits"),
    [('"$"#,##0.00', False), ("[$€-407] #,##0.00", True), ("#,##0.00", True), ('0 "USD"', False)],
)
def test_the_currency_that_a_workbook_shows_counts(
    run: Any, book: None, paid: Any, code: str, fits: bool
) -> None:
    header = ["transaction_id", "loan_id", "date", "amount"]
    workbook("tx.xlsx", header, ["T1", "INV-77", "2026-05-30", 100], code)
    told = run("import", "tx.xlsx", code=0 if fits else 3).stderr
    assert paid("INV-77") == ([("repayment", "100.00")] if fits else [])
    assert fits == ("as the format of its cells says, and invoice INV-77 is in EUR" not in told)


def test_the_rejected_rows_of_a_workbook_keep_the_currency_that_it_shows(
    run: Any, book: None, paid: Any
) -> None:
    header = ["transaction_id", "loan_id", "date", "amount"]
    workbook("tx.xlsx", header, ["T1", "INV-77", "2026-05-30", 100], '"$"#,##0.00')
    run("import", "tx.xlsx", "--accept-good", code=3)
    told = run("import", "tx.xlsx.rejects.csv", code=3).stderr
    assert "this is $, as the header says, and invoice INV-77 is in EUR" in told
    assert paid("INV-77") == []


@pytest.mark.parametrize("typed", ["$100", "USD 100", "100 USD"])
def test_a_typed_payment_with_another_currency_is_refused(
    run: Any, book: None, typed: str
) -> None:
    run("pay", "E-1", typed, code=2)


SIGNED = """invoice_id,customer_id,issued_on,due_on,amount
A1,C1,14 May 2026,"Jun 13, 2026","$1,200.00"
A2,C2,20-mag-2026,19. Juni 2026,$300.00
"""


@pytest.mark.parametrize(
    ("ledger", "options", "currency"),
    [("USD", (), "USD"), ("EUR", ("--currency", "USD"), "USD"), ("EUR", (), ""),
     ("EUR", ("--currency", "EUR"), "")],
)  # fmt: skip
def test_a_dollar_sign_beside_amounts_is_one_of_the_dollars(
    run: Any, ledger: str, options: tuple[str, ...], currency: str
) -> None:
    Path("signed.csv").write_text(SIGNED, encoding="utf-8")
    run("init", "--currency", ledger)
    run("import", "signed.csv", *options, code=0 if currency else 2)
    rows = stored("SELECT DISTINCT currency FROM loan")
    assert rows == ([(currency,)] if currency else [])


def test_rejected_rows_keep_the_currency_that_others_showed(run: Any) -> None:
    rows = "A1,C1,2026-05-14,2026-06-13,$5.00\nA2,C2,2026-05-14,soon,6.00\n"
    Path("signed.csv").write_text(SIGNED.splitlines()[0] + "\n" + rows, encoding="utf-8")
    run("init", "--currency", "EUR")
    run("import", "signed.csv", "--currency", "USD", "--accept-good", code=3)
    assert Path("signed.csv.rejects.csv").read_text(encoding="utf-8").startswith("currency: $")
