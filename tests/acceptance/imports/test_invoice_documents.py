"""What accounting programs say of documents: their types, two columns, items, payment terms."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-30T10:00:00+02:00"
DAY = ("--as-of", "2026-06-30")
HEAD = "invoice_id,customer_id,issued_on,due_on,amount"


@pytest.fixture
def listed(run: Any, data: Any, tmp_path: Path) -> Any:
    """``listed(text)``: what became of a file with this text, and of its rows."""
    run("init", "--currency", "EUR", now=NOW)

    def imported(text: str, *args: str) -> Any:
        (tmp_path / "i.csv").write_text(text, encoding="utf-8")
        return data("import", "i.csv", *args, now=NOW)["files"][0]

    return imported


@pytest.fixture
def refused(run: Any, tmp_path: Path) -> Any:
    """``refused(text, code)``: what is said of a file with this text that is not taken."""
    run("init", "--currency", "EUR", now=NOW)

    def said(text: str, code: int) -> str:
        (tmp_path / "i.csv").write_text(text, encoding="utf-8")
        return str(run("import", "i.csv", code=code, now=NOW).stderr)

    return said


@pytest.fixture
def owed(rows: Any) -> Any:
    """What is open, by document."""

    def items() -> dict[str, str]:
        return {row["loan_id"]: row["amount"] for row in rows("report", "items", now=NOW)}

    return items


@pytest.fixture
def net(rows: Any) -> Any:
    """What is owed in all, credits taken off."""

    def total() -> str:
        lines = {row["bucket"]: row["amount"] for row in rows("report", "aging", now=NOW)}
        return lines["ledger_total"]

    return total


def test_a_word_says_what_a_document_is(listed: Any, owed: Any) -> None:
    told = listed(
        f"{HEAD},document_type\nI-1,K1,2026-05-01,2026-05-31,100.00,Invoice\n"
        "C-1,K1,2026-05-02,2026-05-02,30.00,Credit Note\n77,K1,2026-05-03,,20.00,Payment\n"
    )
    assert (told["new"], told["rejected"]) == (3, 0)
    assert owed() == {"I-1": "50.00"}  # less the credit note and the payment


def test_debit_and_credit_in_two_columns_are_an_invoice_and_a_credit(
    listed: Any, owed: Any
) -> None:
    told = listed(
        "invoice_id,customer_id,issued_on,due_on,debit,credit,outstanding\n"
        "I-1,K1,2026-05-01,2026-05-31,100.00,,80.00\nC-1,K1,2026-05-02,2026-05-02,,30.00,-30.00\n",
        *DAY,
    )
    assert (told["new"], told["rejected"]) == (2, 0)
    assert owed() == {"I-1": "50.00"}  # 80 less the credit note, which is not used yet


def test_what_is_outstanding_is_the_amount_where_nothing_else_says_it(
    listed: Any, owed: Any
) -> None:
    told = listed(
        "invoice_id,customer_id,issued_on,due_on,outstanding\n"
        "I-1,K1,2026-05-01,2026-05-31,100.00\nC-1,K1,2026-05-02,2026-05-02,-30.00\n"
    )
    assert told["new"] == 2
    assert "what is outstanding is taken for it" in str(told["warnings"])
    assert owed() == {"I-1": "70.00"}  # less the credit note


def test_what_was_paid_leaves_the_rest(listed: Any, owed: Any) -> None:
    listed(f"{HEAD},paid_total\nI-1,K1,2026-05-01,2026-05-31,100.00,60.00\n", *DAY)
    assert owed() == {"I-1": "40.00"}


def test_items_of_one_invoice_are_added_up(listed: Any, owed: Any) -> None:
    text = (
        "invoice_id,customer_id,due_on,item,item_total\nI-1,K1,2026-05-31,Design,75.00\n"
        "I-1,K1,2026-05-31,Text,25.00\nI-2,K2,2026-05-31,Text,9.00\n"
    )
    told = listed(text)
    assert (told["new"], told["unchanged"], told["rejected"]) == (2, 1, 0)
    assert owed() == {"I-1": "100.00", "I-2": "9.00"}
    again = listed(text.replace("9.00", "8.00"))
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 1, 2)


def test_items_at_odds_about_their_invoice_are_rejected(refused: Any) -> None:
    said = refused(
        "invoice_id,customer_id,due_on,item_total\nI-1,K1,2026-05-31,75.00\n"
        "I-1,K1,2026-06-30,25.00\n",
        3,
    )
    assert "row 3 has the same invoice_id with other content" in said


@pytest.mark.parametrize(
    ("terms", "due"),
    [("30", "2026-05-31"), ("14 Tage netto", "2026-05-15"), ("Due on receipt", "2026-05-01")],
)
def test_payment_terms_give_the_due_date(listed: Any, rows: Any, terms: str, due: str) -> None:
    listed(
        f"invoice_id,customer_id,issued_on,terms_days,amount\nI-1,K1,2026-05-01,{terms},100.00\n"
    )
    assert [row["due_on"] for row in rows("report", "items", now=NOW)] == [due]


def test_terms_that_say_no_days_leave_the_row_out(refused: Any) -> None:
    said = refused(
        "invoice_id,customer_id,issued_on,terms_days,amount\nI-1,K1,2026-05-01,2/10,100.00\n", 3
    )
    assert "nothing says when this falls due" in said


def test_no_due_date_at_all_is_one_question(run: Any, listed: Any, rows: Any) -> None:
    text = "invoice_id,customer_id,issued_on,amount\nI-1,K1,2026-05-01,100.00\n"
    Path("i.csv").write_text(text, encoding="utf-8")
    said = run("import", "i.csv", code=2, now=NOW).stderr
    assert "no column says when an invoice falls due (due_on)" in said
    assert "--terms 30" in said
    listed(text, "--terms", "14")
    assert [row["due_on"] for row in rows("report", "items", now=NOW)] == ["2026-05-15"]


def test_a_word_that_is_not_known_goes_by_the_sign(listed: Any, owed: Any) -> None:
    told = listed(
        f"{HEAD},document_type\nI-1,K1,2026-05-01,2026-05-31,100.00,Zorp\n"
        "C-1,K1,2026-05-02,2026-05-02,-30.00,Blip\n"
    )
    assert told["new"] == 2
    assert "by the sign of the amount" in str(told["warnings"])
    assert owed() == {"I-1": "70.00"}  # less the credit note


def test_a_word_that_is_not_known_beside_others_without_signs_is_rejected(refused: Any) -> None:
    said = refused(
        f"{HEAD},document_type\nI-1,K1,2026-05-01,2026-05-31,100.00,Invoice\n"
        "X-1,K1,2026-05-02,2026-05-02,30.00,Zorp\n",
        3,
    )
    assert "'Zorp' does not say whether this is owed or lowers what is owed" in said


def test_a_payment_without_a_number_is_known_by_what_it_says(listed: Any) -> None:
    text = (
        f"{HEAD},document_type\nI-1,K1,2026-05-01,2026-05-31,100.00,Invoice\n"
        ",K1,2026-05-03,,20.00,Payment\n,K1,2026-05-03,,20.00,Payment\n"
        "I-1,K1,2026-05-04,,20.00,Payment\n"
    )
    assert listed(text)["new"] == 4
    again = listed(text.replace("100.00", "90.00"))
    assert (again["changed"], again["unchanged"], again["rejected"]) == (1, 3, 0)


def test_an_invoice_without_a_number_is_rejected(refused: Any) -> None:
    said = refused(f"{HEAD},document_type\n,K1,2026-05-01,2026-05-31,100.00,Invoice\n", 3)
    assert "this cell must not be empty" in said


def test_yes_or_no_says_what_is_open(listed: Any, owed: Any) -> None:
    listed(
        f"{HEAD},is_open\nI-1,K1,2026-05-01,2026-05-31,100.00,1\n"
        "I-2,K1,2026-05-01,2026-05-31,50.00,0\n",
        *DAY,
    )
    assert owed() == {"I-1": "100.00"}


def test_the_one_day_of_nothing_is_the_day_of_issue(listed: Any, owed: Any, run: Any) -> None:
    text = "invoice_id,customer_id,Date,due_on,amount\nI-1,K1,2026-05-01,2026-05-31,100.00\n"
    assert listed(text)["mapping"]["Date"] == "issued_on"
    beside = text.replace("customer_id", "customer_id,issued_on").replace("K1", "K1,2026-05-02")
    Path("i.csv").write_text(beside, encoding="utf-8")
    assert "nothing is read from 'Date' (a day)" in run("import", "i.csv", code=2, now=NOW).stderr


def test_what_is_open_of_a_cleared_document_is_its_amount(listed: Any, rows: Any) -> None:
    listed(
        "invoice_id,customer_id,due_on,outstanding,is_open,settled_on\n"
        "I-1,K1,2026-05-31,100.00,1,\nI-2,K1,2026-05-31,50.00,0,2026-06-12\n"
    )
    assert [row["loan_id"] for row in rows("report", "items", now=NOW)] == ["I-1"]


def test_documents_with_days_late_and_no_loan_are_invoices(listed: Any) -> None:
    told = listed(
        "invoice_id,name,outstanding,due_on,days_past_due\nI-1,Fen GmbH,100.00,2026-05-31,30\n"
    )
    assert told["kind"] == "invoices"


def test_items_beside_the_total_of_their_invoice_are_one_invoice(listed: Any, owed: Any) -> None:
    head = "invoice_id,customer_id,due_on,Item Name,Quantity,Item Total,amount\n"
    told = listed(
        f"{head}I-1,K1,2026-05-31,Bracket,2,60.00,100.00\nI-1,K1,2026-05-31,Hinge,4,40.00,100.00\n"
    )
    assert (told["new"], told["unchanged"]) == (1, 1)
    assert owed() == {"I-1": "100.00"}


def test_items_whose_own_amount_stands_in_the_row_are_rejected(refused: Any) -> None:
    said = refused(
        "invoice_id,customer_id,due_on,Item Name,Item Total,amount\n"
        "I-1,K1,2026-05-31,Bracket,50.00,50.00\nI-1,K1,2026-05-31,Hinge,50.00,50.00\n",
        3,
    )
    assert "differs only in 'Item Name'" in said


@pytest.mark.parametrize(
    ("customer", "field"), [("Fen GmbH", "name"), ("K-12", "customer_id"), ("C 12", "customer_id")]
)
def test_names_under_the_word_customer_are_names(listed: Any, customer: str, field: str) -> None:
    told = listed(f"invoice_id,Customer,due_on,amount\nI-1,{customer},2026-05-31,50.00\n")
    assert told["mapping"]["Customer"] == field


@pytest.mark.parametrize(
    ("header", "cell", "due"),
    [
        ("terms_days", "2026-05-31", "2026-05-31"),
        ("due_on", "30", "2026-05-31"),
        ("Termin płatności", "31.05.2026", "2026-05-31"),
    ],
)
def test_a_term_of_payment_is_days_or_the_day_itself(
    listed: Any, rows: Any, header: str, cell: str, due: str
) -> None:
    listed(f"invoice_id,customer_id,issued_on,{header},amount\nI-1,K1,2026-05-01,{cell},100.00\n")
    assert [row["due_on"] for row in rows("report", "items", now=NOW)] == [due]


def test_what_was_paid_may_stand_beside_what_is_left(listed: Any, owed: Any) -> None:
    listed(
        "Belegnummer,Kunden-Nr.,Belegdatum,Fällig am,Bruttobetrag,Zahlungseingang,Restbetrag\n"
        "I-1,K1,14.05.2026,13.06.2026,119.00,19.00,100.00\n",
        *DAY,
    )
    assert owed() == {"I-1": "100.00"}


@pytest.mark.parametrize(
    ("header", "debit", "credit"),
    [
        ("Debet / credit", "D", "C"),
        ("Dr/Cr", "Dr", "Cr"),
        ("Soll/Haben", "S", "H"),
        ("Dare/Avere", "Dare", "Avere"),
        ("借贷方向", "借", "贷"),
    ],
)
def test_a_side_of_accounts_tells_invoices_from_credit_notes(
    listed: Any, net: Any, header: str, debit: str, credit: str
) -> None:
    listed(
        f"{HEAD},{header}\nI-1,K1,2026-05-01,2026-05-31,100.00,{debit}\n"
        f"I-2,K1,2026-05-02,2026-05-31,30.00,{credit}\n"
    )
    assert net() == "70.00"


def test_a_side_in_other_words_is_asked_about(refused: Any) -> None:
    said = refused(f"{HEAD},type,Soll/Haben\nI-1,K1,2026-05-01,2026-05-31,100.00,Rechnung,H\n", 2)
    assert "Soll/Haben" in said


def test_the_customer_beside_the_customers_number_is_the_name(listed: Any) -> None:
    told = listed(
        "Customer ID,Customer,Invoice No,Invoice Date,Due Date,Amount\n"
        "K1,Fern Cafe,I-1,2026-05-01,2026-05-31,100.00\n"
        "K2,Bolt,I-2,2026-05-01,2026-05-31,50.00\n"
    )
    assert (told["mapping"]["Customer ID"], told["mapping"]["Customer"]) == ("customer_id", "name")
