"""Wrong files, one fault each: what is said about them, and that the ledger stays as it was."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from overdue_cli.actions.import_ import ImportOptions, ImportResult, import_files
from overdue_cli.domain.errors import MachineFailure, OverdueError, WrongUse
from overdue_cli.ingest.faults import Undecided
from overdue_cli.policies.pack import load
from overdue_cli.store.ledger import Ledger, create_ledger

AT = datetime(2026, 6, 30, 9, tzinfo=UTC)

BOOK = {
    "customers.csv": "customer_id,name\nC1,Ann\nC2,Bo\nC3,Nobody\n",
    "loans.csv": (
        "loan_id,customer_id,principal,disbursed_on,currency\n"
        "L1,C1,1000,2026-01-01,CNY\nL2,C1,5000,2026-01-01,JPY\nL3,C2,600,2026-01-01,CNY\n"
    ),
    "instalments.csv": (
        "loan_id,seq,due_on,principal,interest\n"
        "L1,1,2026-02-01,500,10\nL1,2,2026-03-01,500,5\nL2,1,2026-02-01,5000,0\n"
    ),
    "transactions.csv": (
        "transaction_id,loan_id,date,amount,type,reverses\n"
        "T1,L1,2026-02-01,510,,\nT2,L1,2026-02-02,100,,\nT3,L1,2026-02-03,100,reversal,T2\n"
    ),
    "invoices.csv": "invoice_id,customer_id,due_on,amount\nI1,C1,2026-02-01,99\n",
}


class Wrong(NamedTuple):
    """A file with a fault, and what must be said of it."""

    kind: str
    text: str | bytes
    row: int
    column: str
    value: str
    rule: str
    hint: str
    options: dict[str, Any] = {}


LOANS = "loan_id,customer_id,principal,disbursed_on"
PLAN = "loan_id,seq,due_on,principal,interest,fee"
PAID = "transaction_id,loan_id,customer_id,date,amount,type,reverses"
BILL = "invoice_id,customer_id,due_on,amount"

REJECTED = {
    # ---- the file as a whole
    "empty file": Wrong("loans", "", 0, "", "", "the file is empty", "Export it again"),
    "blank lines only": Wrong("loans", "\n \n,,\n", 0, "", "", "the file is empty", "first row"),
    "header only": Wrong("loans", f"{LOANS}\n\n", 1, "", "", "no rows below the header", "leave"),
    "missing required column": Wrong(
        "loans",
        "loan_id,customer_id,principal\nA,C1,1\n",
        1,
        "disbursed_on",
        "",
        "a loans file needs the column disbursed_on",
        "--as",
    ),
    "missing required column, a near one is there": Wrong(
        "instalments",
        "loan_id,seq,due_onn,principal\nA,1,2026-01-01,1\n",
        1,
        "due_on",
        "",
        "needs the column due_on",
        "is it 'due_onn'?",
    ),
    "payments without loan or customer": Wrong(
        "transactions",
        "transaction_id,date,amount\nA,2026-01-01,1\n",
        1,
        "loan_id or customer_id",
        "",
        "needs the column",
        "Add it",
    ),
    "no known column": Wrong(
        "loans",
        "foo,bar\n1,2\n",
        1,
        "",
        "foo, bar",
        "no column that is known",
        "first row",
    ),
    "wrong encoding": Wrong(
        "customers",
        "customer_id,name\nC9,客户\nC8,Müller\n".encode("gb18030", "replace").replace(
            b"M", b"\xff"
        ),
        2,
        "",
        "0xBF",
        "is not UTF-8",
        "CSV UTF-8",
    ),
    "wrong encoding, far down": Wrong(
        "customers",
        b"customer_id,name\nC9,Ann\nC8,M\xfcller\n",
        3,
        "",
        "0xFC",
        "byte 0xFC at position 28 is not UTF-8",
        "--encoding",
    ),
    "bytes of nothing": Wrong(
        "customers", b"customer_id\n\x00\x01\x02\n", 0, "", "", "binary file", "CSV UTF-8"
    ),
    "workbook": Wrong(
        "loans",
        b"PK\x03\x04rest",
        0,
        "",
        "",
        "a workbook (xlsx or ods)",
        "Save the sheet",
    ),
    "old workbook": Wrong("loans", b"\xd0\xcf\x11\xe0rest", 0, "", "", "xls", "Save the sheet"),
    "quotation mark never closed": Wrong(
        "customers",
        'customer_id,name\nC9,"Ann\nC8,Bo\n',
        2,
        "",
        "",
        "never closed",
        "Close",
    ),
    "text after a closing quotation mark": Wrong(
        "customers",
        'customer_id,name\nC9,Ann\nC8,"Bo"x\n',
        3,
        "",
        "",
        "closing quotation",
        "Close",
    ),
    # ---- rows
    "repeated header": Wrong(
        "customers",
        "customer_id,name\nC9,Ann\ncustomer_id,name\n",
        3,
        "customer_id",
        "customer_id",
        "the header stands here again",
        "Take this row out",
    ),
    "two header rows": Wrong(
        "loans",
        f"客户编号,借据号,贷款金额,放款日期\n{LOANS}\nC1,A,1,2026-01-01\n",
        2,
        "",
        LOANS.replace(",", ", "),
        "a second one",
        "Take one",
    ),
    "more cells than headers": Wrong(
        "loans",
        f"{LOANS}\nA,C1,1,234,2026-01-01\n",
        2,
        "",
        "2026-01-01",
        "a row has 4 cells like the header, this has 5",
        "quotation marks",
    ),
    "fewer cells, a required one": Wrong(
        "loans",
        f"{LOANS}\nA,C1,1\n",
        2,
        "disbursed_on",
        "",
        "must not be empty",
        "Fill it in",
    ),
    "empty required cell": Wrong(
        "loans",
        f"{LOANS}\n ,C1,1,2026-01-01\n",
        2,
        "loan_id",
        "",
        "must not be empty",
        "Fill",
    ),
    "control character": Wrong(
        "customers",
        "customer_id,name\nC9,A\x07nn\n",
        2,
        "name",
        "A\x07nn",
        "U+0007",
        "export",
    ),
    "control character in an id": Wrong(
        "customers",
        "customer_id,name\nC\x1f9,Ann\n",
        2,
        "customer_id",
        "C\x1f9",
        "U+001F",
        "",
    ),
    "line number after a cell of several lines": Wrong(
        "customers",
        'customer_id,note,language\nC9,"a\nb\nc",en\nC8,x,12\n',
        5,
        "language",
        "12",
        "BCP 47",
        "zh-CN",
    ),
    "same id, other content": Wrong(
        "customers",
        "customer_id,name\nC9,Ann\nC9,Bo\n",
        3,
        "customer_id",
        "C9",
        "row 2 has the same customer_id with other content",
        "Keep the one",
    ),
    # ---- dates
    "bad date": Wrong(
        "loans", f"{LOANS}\nA,C1,1,soon\n", 2, "disbursed_on", "soon", "YYYY-MM-DD", "2012-06-30"
    ),
    "30 February": Wrong(
        "loans",
        f"{LOANS}\nA,C1,1,2026-02-30\n",
        2,
        "disbursed_on",
        "2026-02-30",
        "no such day",
        "Check day and month",
    ),
    "30 February, month first": Wrong(
        "loans",
        f"{LOANS}\nA,C1,1,2/30/2026\nB,C1,1,1/31/2026\n",
        2,
        "disbursed_on",
        "2/30/2026",
        "no such day",
        "mdy",
    ),
    "year of a slip": Wrong(
        "loans",
        f"{LOANS}\nA,C1,1,0206-01-01\n",
        2,
        "disbursed_on",
        "0206-01-01",
        "a year is",
        "Check the year",
    ),
    "first due before disbursement": Wrong(
        "loans",
        f"{LOANS},first_due_on\nA,C1,1,2026-02-01,2026-01-31\n",
        2,
        "first_due_on",
        "2026-01-31",
        "first_due_on is not before disbursed_on",
        "both dates",
    ),
    "maturity before disbursement": Wrong(
        "loans",
        f"{LOANS},maturity_on\nA,C1,1,2026-02-01,2026-01-31\n",
        2,
        "maturity_on",
        "2026-01-31",
        "maturity_on is not before disbursed_on",
        "both dates",
    ),
    # ---- amounts, rates, words
    "letters in an amount": Wrong(
        "loans",
        f"{LOANS}\nA,C1,12O0,2026-01-01\n",
        2,
        "principal",
        "12O0",
        "no letters",
        "alone",
    ),
    "decimal comma": Wrong(
        "loans",
        f'{LOANS}\nA,C1,"1,23",2026-01-01\n',
        2,
        "principal",
        "1,23",
        "groups of three",
        "--decimal ,",
    ),
    "more digits than the dollar has": Wrong(
        "loans",
        f"{LOANS},currency\nA,C1,1.234,2026-01-01,USD\n",
        2,
        "principal",
        "1.234",
        "USD has 2 digits after the decimal mark, this has 3",
        "Round it",
    ),
    "more digits than the yen has": Wrong(
        "transactions",
        f"{PAID}\nA,L2,,2026-02-01,10.50,,\n",
        2,
        "amount",
        "10.50",
        "JPY has 0 digits after the decimal mark, this has 1",
        "Round it",
    ),
    "too large": Wrong(
        "loans",
        f"{LOANS}\nA,C1,{10**16},2026-01-01\n",
        2,
        "principal",
        str(10**16),
        "does not fit",
        "Check",
    ),
    "negative repayment": Wrong(
        "transactions",
        f"{PAID}\nA,L1,,2026-02-01,-5,,\n",
        2,
        "amount",
        "-5",
        "more than zero",
        "without a sign",
    ),
    "zero repayment": Wrong(
        "transactions",
        f"{PAID}\nA,L1,,2026-02-01,0.00,,\n",
        2,
        "amount",
        "0.00",
        "more than zero",
        "without a sign",
    ),
    "no principal": Wrong(
        "loans",
        f"{LOANS}\nA,C1,0,2026-01-01\n",
        2,
        "principal",
        "0",
        "more than zero",
        "",
    ),
    "negative rate": Wrong(
        "loans",
        f"{LOANS},annual_rate\nA,C1,1,2026-01-01,-3\n",
        2,
        "annual_rate",
        "-3",
        "not negative",
        "per cent",
    ),
    "unknown currency": Wrong(
        "loans",
        f"{LOANS},currency\nA,C1,1,2026-01-01,USB\n",
        2,
        "currency",
        "USB",
        "ISO 4217",
        "Did you mean ",
    ),
    "unknown method": Wrong(
        "loans",
        f"{LOANS},method\nA,C1,1,2026-01-01,anuity\n",
        2,
        "method",
        "anuity",
        "no method of this name is known",
        "Did you mean annuity?",
    ),
    "unknown unit": Wrong(
        "loans",
        f"{LOANS},unit\nA,C1,1,2026-01-01,fortnights\n",
        2,
        "unit",
        "fortnights",
        "no unit of this name is known",
        "days, weeks, months",
    ),
    "unknown day count": Wrong(
        "loans",
        f"{LOANS},day_count\nA,C1,1,2026-01-01,actual/364\n",
        2,
        "day_count",
        "actual/364",
        "no day_count of this name",
        "Did you mean actual/36",
    ),
    "unknown rounding": Wrong(
        "loans",
        f"{LOANS},rounding\nA,C1,1,2026-01-01,half\n",
        2,
        "rounding",
        "half",
        "no rounding of this name",
        "half_",
    ),
    "unknown allocation": Wrong(
        "loans",
        f"{LOANS},allocation\nA,C1,1,2026-01-01,principle_first\n",
        2,
        "allocation",
        "principle_first",
        "no allocation of this name",
        "principal_first",
    ),
    "half an instalment": Wrong(
        "loans",
        f"{LOANS},method,instalments\nA,C1,1,2026-01-01,flat,2.5\n",
        2,
        "instalments",
        "2.5",
        "whole number",
        "digits only",
    ),
    "bad time zone": Wrong(
        "customers",
        "customer_id,time_zone\nC9,Asia/Shangai\n",
        2,
        "time_zone",
        "Asia/Shangai",
        "IANA",
        "Did you mean Asia/Shanghai?",
    ),
    "bad yes or no": Wrong(
        "invoices",
        f"{BILL},disputed\nA,C1,2026-01-01,5,perhaps\n",
        2,
        "disputed",
        "perhaps",
        "yes or no",
        "leave it empty",
    ),
    "no currency anywhere for one row": Wrong(
        "loans",
        f"{LOANS},currency\nA,C1,1,2026-01-01,USD\nB,C1,1,2026-01-01,\n",
        3,
        "currency",
        "",
        "needs a currency",
        "--currency",
    ),
    # ---- what the ledger knows
    "unknown loan": Wrong(
        "transactions",
        f"{PAID}\nA,L9,,2026-02-01,5,,\n",
        2,
        "loan_id",
        "L9",
        "no such loan",
        "Import the loan first",
    ),
    "unknown loan of instalments": Wrong(
        "instalments",
        f"{PLAN}\nL9,1,2026-02-01,5,,\n",
        2,
        "loan_id",
        "L9",
        "no such loan",
        "Import the loan first",
    ),
    "unknown customer": Wrong(
        "transactions",
        f"{PAID}\nA,,C9,2026-02-01,5,,\n",
        2,
        "customer_id",
        "C9",
        "no such customer",
        "Import the customer first",
    ),
    "customer without a loan": Wrong(
        "transactions",
        f"{PAID}\nA,,C3,2026-02-01,5,,\n",
        2,
        "customer_id",
        "C3",
        "has no loan",
        "Import the loans first",
    ),
    "customer with two currencies": Wrong(
        "transactions",
        f"{PAID}\nA,,C1,2026-02-01,5,,\n",
        2,
        "loan_id",
        "",
        "loans in CNY and JPY",
        "Fill in loan_id",
    ),
    "neither loan nor customer": Wrong(
        "transactions",
        f"{PAID}\nA,,,2026-02-01,5,,\n",
        2,
        "loan_id",
        "",
        "a loan or a customer",
        "Fill in loan_id",
    ),
    "loan of another customer": Wrong(
        "transactions",
        f"{PAID}\nA,L1,C2,2026-02-01,5,,\n",
        2,
        "customer_id",
        "C2",
        "the loan belongs to customer C1",
        "Correct",
    ),
    "a fee for a customer": Wrong(
        "transactions",
        f"{PAID}\nA,,C2,2026-02-01,5,fee,\n",
        2,
        "loan_id",
        "",
        "a fee belongs to one loan",
        "Fill in loan_id",
    ),
    "unknown entry type": Wrong(
        "transactions",
        f"{PAID}\nA,L1,,2026-02-01,5,repaymnt,\n",
        2,
        "type",
        "repaymnt",
        "no type of this name is known",
        "Did you mean repayment?",
    ),
    "reversal of nothing": Wrong(
        "transactions",
        f"{PAID}\nA,L1,,2026-02-01,5,reversal,T9\n",
        2,
        "reverses",
        "T9",
        "no such transaction",
        "Import the payment first",
    ),
    "reversal that names nothing": Wrong(
        "transactions",
        f"{PAID}\nA,L1,,2026-02-01,5,reversal,\n",
        2,
        "reverses",
        "",
        "a reversal names what it takes back",
        "transaction_id",
    ),
    "reversal twice": Wrong(
        "transactions",
        f"{PAID}\nA,L1,,2026-02-09,100,reversal,T2\n",
        2,
        "reverses",
        "T2",
        "reversed already",
        "Take the row out",
    ),
    "reversal twice in one file": Wrong(
        "transactions",
        f"{PAID}\nA,L1,,2026-02-09,510,reversal,T1\nB,L1,,2026-02-09,510,reversal,T1\n",
        3,
        "reverses",
        "T1",
        "reversed already",
        "Take the row out",
    ),
    "reversal of too much": Wrong(
        "transactions",
        f"{PAID}\nA,L1,,2026-02-09,511,reversal,T1\n",
        2,
        "amount",
        "511",
        "more than what it reverses",
        "Correct",
    ),
    "reversal of a reversal": Wrong(
        "transactions",
        f"{PAID}\nA,L1,,2026-02-09,100,reversal,T3\n",
        2,
        "reverses",
        "T3",
        "a reversal cannot be taken back",
        "payment or charge",
    ),
    "reversal on another loan": Wrong(
        "transactions",
        f"{PAID}\nA,L3,,2026-02-09,100,reversal,T1\n",
        2,
        "loan_id",
        "L3",
        "is on loan L1",
        "Correct",
    ),
    "a repayment that reverses": Wrong(
        "transactions",
        f"{PAID}\nA,L1,,2026-02-09,100,,T1\n",
        2,
        "type",
        "",
        "only a reversal or a chargeback",
        "Set the type",
    ),
    "a payment changed under its reversal": Wrong(
        "transactions",
        f"{PAID}\nT2,L1,,2026-02-02,50,,\n",
        2,
        "amount",
        "50",
        "a reversal rests on this payment",
        "Undo the reversal",
    ),
    "principals that do not sum": Wrong(
        "instalments",
        f"{PLAN}\nL3,1,2026-02-01,300,,\nL3,2,2026-03-01,299.99,,\n",
        3,
        "principal",
        "299.99",
        "sum to 599.99, the loan's is 600.00",
        "Correct an instalment",
    ),
    "a seq is missing": Wrong(
        "instalments",
        f"{PLAN}\nL3,1,2026-02-01,300,,\nL3,3,2026-03-01,300,,\n",
        3,
        "seq",
        "3",
        "2 is missing",
        "Give all",
    ),
    "a seq twice": Wrong(
        "instalments",
        f"{PLAN}\nL3,1,2026-02-01,300,,\nL3,1,2026-03-01,300,,\n",
        3,
        "seq",
        "1",
        "row 2 has the same seq",
        "Number the instalments",
    ),
    "due dates that go back": Wrong(
        "instalments",
        f"{PLAN}\nL3,1,2026-03-01,300,,\nL3,2,2026-02-01,300,,\n",
        3,
        "due_on",
        "2026-02-01",
        "row 2 is due later",
        "Check the dates",
    ),
    "instalments of an invoice": Wrong(
        "instalments",
        f"{PLAN}\nI1,1,2026-03-01,99,,\n",
        2,
        "loan_id",
        "I1",
        "an invoice has one due date",
        "with the invoices",
    ),
    "instalments in part of a yen": Wrong(
        "instalments",
        f"{PLAN}\nL2,1,2026-03-01,5000,1.5,\n",
        2,
        "interest",
        "1.5",
        "JPY has 0 digits",
        "Round it",
    ),
    "one bad instalment takes its loan with it": Wrong(
        "instalments",
        f"{PLAN}\nL3,1,2026-02-01,300,,\nL3,2,never,300,,\n",
        2,
        "",
        "",
        "taken together",
        "Mend row 3",
    ),
    "currency of a loan with entries": Wrong(
        "loans",
        f"{LOANS},currency\nL1,C1,1000,2026-01-01,USD\n",
        2,
        "currency",
        "USD",
        "this one is in CNY",
        "id of its own",
    ),
    "principal away from the instalments": Wrong(
        "loans",
        f"{LOANS}\nL1,C1,2000,2026-01-01\n",
        2,
        "principal",
        "2000",
        "instalments in the ledger no longer fit",
        "in the same command",
    ),
    "a loan with the id of an invoice": Wrong(
        "loans",
        f"{LOANS}\nI1,C1,99,2026-01-01\n",
        2,
        "loan_id",
        "I1",
        "this id is an invoice",
        "id of its own",
    ),
    "an invoice with the id of a loan": Wrong(
        "invoices",
        f"{BILL}\nL1,C1,2026-01-01,5\n",
        2,
        "invoice_id",
        "L1",
        "this id is a loan",
        "id of its own",
    ),
    "outstanding above the amount": Wrong(
        "invoices",
        f"{BILL},outstanding\nA,C1,2026-01-01,5,6\n",
        2,
        "outstanding",
        "6",
        "between nothing and the amount",
        "transaction",
    ),
    "terms that make no schedule": Wrong(
        "loans",
        f"{LOANS},method\nA,C1,100,2026-01-01,annuity\n",
        2,
        "instalments",
        "",
        "must be at least 1, or give maturity_on",
        "Correct the terms",
    ),
    "an income without a currency": Wrong(
        "customers",
        "customer_id,income\nC9,100\n",
        2,
        "income",
        "100",
        "needs a currency",
        "--currency",
    ),
}

STOPPED = {
    "date order that nobody can tell": (
        Wrong("loans", f"{LOANS}\nA,C1,1,1/2/2026\n", 2, "disbursed_on", "1/2/2026",
              "2026-01-02 (mdy) or 2026-02-01 (dmy)", "--date-order mdy or --date-order dmy"),
        "--date-order",
    ),
    "two orders in one column": (
        Wrong("loans", f"{LOANS}\nA,C1,1,13/2/2026\nB,C1,1,2/13/2026\nC,C1,1,3/14/2026\n", 2,
              "disbursed_on", "13/2/2026", "fits only dmy, most dates of the column mdy",
              "--date-order"),
        "--date-order",
    ),
    "rates below one": (
        Wrong("loans", f"{LOANS},annual_rate\nA,C1,1,2026-01-01,0.12\n", 0, "annual_rate", "0.12",
              "0.12 % or 12 %", "--rate percent or --rate fraction"),
        "--rate",
    ),
    "two columns for one field": (
        Wrong("loans", f"{LOANS},loan amount\nA,C1,1,2026-01-01,1\n", 1, "loan amount", "",
              "'principal' and 'loan amount' both mean principal", "Rename or remove"),
        "--as",
    ),
    "one column for two fields": (
        Wrong("transactions", "流水号,借据号,还款日,还款金额\nA,L1,2026-01-01,1\n", 1, "还款日", "",
              "could be due_on or date", "Rename it"),
        "--as",
    ),
    "two kinds": (
        Wrong("x", "loan_id,seq,due_on,principal,interest,transaction_id,date,amount\nA\n", 1, "",
              "", "the header fits instalments and transactions",
              "--as instalments or --as transactions"),
        "--as",
    ),
    "a comma in dinars": (
        Wrong("loans", f'{LOANS}\nA,C1,"1,234",2026-01-01\n', 0, "principal", "1,234",
              "before thousands or before decimals", "--decimal", {"currency": "KWD"}),
        "--decimal",
    ),
}  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger without a currency of its own, holding a small book."""
    with create_ledger(tmp_path / "book.db", {"currency": ""}, actor="me", at=AT) as made:
        for name, text in BOOK.items():
            (tmp_path / "book").mkdir(exist_ok=True)
            (tmp_path / "book" / name).write_text(text, encoding="utf-8")
        files = [tmp_path / "book" / name for name in BOOK]
        done = import_files(
            made, load(""), files, ImportOptions(currency="CNY"), actor="me", at=AT
        )
        assert done.written, [file.problems for file in done.files]
        yield made


Import = Callable[..., ImportResult]


@pytest.fixture
def run(ledger: Ledger, tmp_path: Path) -> Import:
    def call(wrong: Wrong, **more: Any) -> ImportResult:
        path = tmp_path / f"{wrong.kind}.csv"
        content = wrong.text if isinstance(wrong.text, bytes) else wrong.text.encode()
        path.write_bytes(content)
        needs_currency = wrong.kind in ("loans", "invoices") and "currency" not in wrong.rule
        currency = "CNY" if needs_currency else ""
        options = ImportOptions(**{"currency": currency, **wrong.options, **more})
        return import_files(ledger, load(""), [path], options, actor="me", at=AT)

    return call


def dump(ledger: Ledger) -> list[str]:
    return list(ledger.conn.iterdump())


@pytest.mark.parametrize("wrong", REJECTED.values(), ids=REJECTED.keys())
def test_a_wrong_row_is_named_and_nothing_is_written(
    wrong: Wrong, run: Import, ledger: Ledger
) -> None:
    before = dump(ledger)
    result = run(wrong)
    assert dump(ledger) == before
    assert not result.written
    assert result.journal is None
    (file,) = result.files
    assert file.file.endswith(f"{wrong.kind}.csv")
    assert file.read == file.new + file.changed + file.unchanged + file.rejected
    said = [p for p in file.problems if p.row == wrong.row and p.column == wrong.column]
    assert said, file.problems
    assert said[0].value == wrong.value
    assert wrong.rule in said[0].rule
    assert wrong.hint in said[0].hint
    if file.read:
        assert file.rejected == len({problem.row for problem in file.problems})


@pytest.mark.parametrize(("wrong", "option"), STOPPED.values(), ids=STOPPED.keys())
def test_what_only_the_user_can_tell_stops_the_import(
    wrong: Wrong, option: str, run: Import, ledger: Ledger
) -> None:
    before = dump(ledger)
    with pytest.raises(Undecided) as caught:
        run(wrong)
    assert dump(ledger) == before
    assert caught.value.exit_status == 2
    assert caught.value.option == option
    problem = caught.value.problem
    assert (problem.row, problem.column, problem.value) == (wrong.row, wrong.column, wrong.value)
    assert wrong.rule in problem.rule
    assert wrong.hint in problem.hint
    assert caught.value.file == f"{wrong.kind}.csv"


@pytest.mark.parametrize(
    ("option", "value", "hint"),
    [
        ("date_order", "myd", "Use ymd or mdy or dmy."),
        ("decimal", ";", "Use . or ,."),
        ("rate", "promille", "Use percent or fraction."),
        ("currency", "RMB", "ISO 4217"),
        ("kind", "loan", "Did you mean loans?"),
        ("encoding", "utf-9", "gb18030"),
    ],
)
def test_an_option_without_such_a_value_is_wrong_use(
    option: str, value: str, hint: str, run: Import, ledger: Ledger
) -> None:
    before = dump(ledger)
    wrong = Wrong("customers", "customer_id\nC9\n", 0, "", "", "", "", {option: value})
    with pytest.raises(WrongUse) as caught:
        run(wrong)
    assert hint in caught.value.hint
    assert dump(ledger) == before


def test_a_file_that_is_not_there_and_a_folder_are_wrong_use(
    ledger: Ledger, tmp_path: Path
) -> None:
    before = dump(ledger)
    for path, said in ((tmp_path / "no.csv", "there is no file"), (tmp_path, "is a folder")):
        with pytest.raises(WrongUse, match=said):
            import_files(ledger, load(""), [path], ImportOptions(), actor="me", at=AT)
    assert dump(ledger) == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may read everything")
def test_a_file_without_permission_is_a_failure_of_the_machine(
    ledger: Ledger, tmp_path: Path
) -> None:
    path = tmp_path / "locked.csv"
    path.write_text("customer_id\nC9\n")
    path.chmod(0)
    with pytest.raises(MachineFailure, match="cannot read"):
        import_files(ledger, load(""), [path], ImportOptions(), actor="me", at=AT)


def test_a_read_only_ledger_is_a_failure_of_the_machine(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text("customer_id\nC9\n")
    ledger.writable = False
    with pytest.raises(OverdueError) as caught:
        import_files(ledger, load(""), [path], ImportOptions(), actor="me", at=AT)
    assert caught.value.exit_status == 1


def test_a_file_that_cannot_be_read_keeps_those_that_rest_on_it_waiting(
    ledger: Ledger, tmp_path: Path
) -> None:
    loans, payments = tmp_path / "l.csv", tmp_path / "t.csv"
    loans.write_bytes(b"loan_id,customer_id,principal,disbursed_on\nA,M\xfc,1,2026-01-01\n")
    payments.write_text(f"{PAID}\nA,A,,2026-02-01,5,,\n")
    options = ImportOptions(accept_good=True)
    result = import_files(ledger, load(""), [payments, loans], options, actor="me", at=AT)
    assert not result.written
    assert "l.csv cannot be read" in result.files[0].problems[0].rule
