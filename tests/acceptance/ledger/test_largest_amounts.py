"""Every way in takes amounts up to one limit and refuses what is above it, changing nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from overdue_cli.domain.money import LARGEST, TOO_LARGE

pytestmark = pytest.mark.law
NOW = "2026-07-01T09:00+02:00"
MOST = f"{LARGEST}.00"
ABOVE = (
    f"{LARGEST}.01",
    f"{LARGEST + 1}",
    "92233720368547758.07",
    "92233720368547758.08",
    f"{10**30}",
    "9" * 5_000,
)
BOOK = """loan_id,customer_id,name,phone,principal,disbursed_on,method,instalments,currency
L1,C1,Anna,+49 170 1234567,1200,2026-01-10,equal_principal,12,EUR
L2,C2,Jan,,2400,2026-01-15,equal_principal,12,EUR
"""
CAMT = """<?xml version="1.0"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>S</Id>
<Acct><Id><IBAN>DE02120300000000202051</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Ntry><Amt Ccy="EUR">{}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2026-06-10</Dt></BookgDt><ValDt><Dt>2026-06-11</Dt></ValDt></Ntry>
</Stmt></BkToCstmrStmt></Document>"""
OFX = """OFXHEADER:100

<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>991</BANKACCTFROM>
<BANKTRANLIST><STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260610<TRNAMT>{}<FITID>F1<NAME>Jo
</STMTTRN></BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"""
MT940 = (
    ":20:S\n:25:DE02120300000000202051\n:28C:6/1\n:60F:C260601EUR0,00\n:61:2606100610C{}NTRF\n-\n"
)

TYPED = {
    "pay": ("pay", "L1", "{}"),
    "enter fee": ("enter", "L1", "fee", "{}"),
    "enter penalty": ("enter", "L1", "penalty", "{}"),
    "enter repayment": ("enter", "L1", "repayment", "{}"),
    "enter goodwill": ("enter", "L1", "goodwill", "{}"),
    "promise": ("promise", "add", "C1", "{}@2026-07-05"),
    "log-call": ("log-call", "C1", "--outcome", "PTP", "--promise", "{}@2026-07-05"),
    "income": ("set", "C1", "income=EUR {}"),
}
FILES = {
    "loans": "loan_id,customer_id,principal,disbursed_on\nL9,C1,{},2026-01-10\n",
    "loans with terms": "loan_id,customer_id,principal,disbursed_on,method,instalments\n"
    "L9,C1,{},2026-01-10,equal_principal,4\n",
    "invoices": "invoice_id,customer_id,amount,issued_on,due_on\nI1,C1,{},2026-05-01,2026-06-01\n",
    "interest": "loan_id,seq,due_on,principal,interest\nL1,1,2026-06-10,1200,{}\n",
    "instalment fee": "loan_id,seq,due_on,principal,fee\nL1,1,2026-06-10,1200,{}\n",
    "transactions": "transaction_id,loan_id,date,amount\nT1,L1,2026-06-01,{}\n",
    "payment of a customer": "transaction_id,customer_id,date,amount\nT1,C1,2026-06-01,{}\n",
    "charge": "transaction_id,loan_id,date,amount,type\nT1,L1,2026-06-01,{},fee\n",
    "opening": "transaction_id,loan_id,date,amount,type,components\n"
    "T1,L1,2026-06-01,{},opening,interest\n",
    "customers": "customer_id,name,income,income_currency\nC1,Anna,{},EUR\n",
    "list": "loan_id,customer_id,as_of,days_past_due,overdue_amount,principal\n"
    "L9,C1,2026-06-30,30,{0},{0}\n",
    "promises of contacts": "customer_id,at,channel,outcome,promise_amount,promise_on\n"
    "C1,2026-06-20T10:00,call,PTP,{},2026-07-05\n",
    "bank list": "date,text,amount\n2026-06-10,x,{}\n2026-06-11,y,1.00\n",
    "bank list with two columns": "date,text,credit,debit\n2026-06-10,x,,{}\n2026-06-11,y,1.00,\n",
    "camt": CAMT,
    "ofx": OFX,
    "qif": "!Account\nNGiro\nTBank\n^\n!Type:Bank\nD6/30'26\nT{}\nPRent\n^\n",
    "mt940": MT940,
}
ENDS = {"camt": "xml", "ofx": "ofx", "qif": "qif", "mt940": "sta"}


@pytest.fixture
def book(run, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """A ledger of two loans; gives what stands in all its tables."""
    monkeypatch.setenv("OVERDUE_NOW", NOW)
    Path("book.csv").write_text(BOOK, encoding="utf-8")
    run("init", "--currency", "EUR")
    run("import", "book.csv")
    return dump


def dump() -> list[str]:
    with closing(sqlite3.connect("overdue.db")) as conn:
        return list(conn.iterdump())


def command(way: str, text: str) -> Iterator[str]:
    """The words of a command that brings an amount in; its file is written."""
    if way in TYPED:
        yield from (word.format(text) for word in TYPED[way])
        return
    if way == "mt940":
        text = text.replace(".", ",") + ("" if "." in text else ",")
    path = Path(f"in.{ENDS.get(way, 'csv')}")
    path.write_text(FILES[way].format(text), encoding="utf-8")
    yield from ("import", str(path))
    if way in ("qif", "bank list", "bank list with two columns"):
        yield from ("--as", "statement", "--currency", "EUR", "--account", "A1")


@pytest.mark.parametrize("way", [*TYPED, *FILES])
def test_the_largest_amount_is_taken_and_everything_still_adds_up(way: str, run, book) -> None:
    before = book()
    run(*command(way, MOST))
    assert book() != before
    for asked in (("report", "aging"), ("queue",), ("board",), ("show", "C1"), ("check",)):
        run(*asked)
    run("undo")
    run("queue")
    run("check")


@pytest.mark.parametrize("text", ABOVE, ids=lambda text: text[:20])
@pytest.mark.parametrize("way", [*TYPED, *FILES])
def test_a_larger_amount_is_refused_and_changes_nothing(way: str, text: str, run, book) -> None:
    before = book()
    done = run(*command(way, text), code=2 if way in TYPED else 3)
    assert TOO_LARGE in done.stderr
    assert book() == before


@pytest.mark.parametrize("number", [1e14 + 1, 2.0**63, 1e30, 1e300])
def test_a_number_of_a_workbook_is_refused_in_the_same_words(number: float, run, book) -> None:
    sheet = openpyxl.Workbook(write_only=True)
    page = sheet.create_sheet()
    page.append(["transaction_id", "loan_id", "date", "amount"])
    page.append(["T1", "L1", "2026-06-01", number])
    sheet.save("in.xlsx")
    before = book()
    assert TOO_LARGE in run("import", "in.xlsx", code=3).stderr
    assert book() == before


@pytest.mark.parametrize("number", ["100000000000000.01", "1e15", "1E30", "1e400", "9" * 5_000])
def test_a_number_of_json_is_refused_in_the_same_words(number: str, run, book) -> None:
    row = f'{{"transaction_id":"T1","loan_id":"L1","date":"2026-06-01","amount":{number}}}'
    Path("in.json").write_text(f"[{row}]", encoding="utf-8")
    before = book()
    assert TOO_LARGE in run("import", "in.json", code=3).stderr
    assert book() == before


def test_money_on_a_bank_line_is_split_by_amounts_up_to_the_limit(run, book) -> None:
    run(*command("camt", MOST))
    before = book()
    for text in ABOVE:
        done = run("match", "1", "--loan", "L1", "--amount", text, "--loan", "L2", code=2)
        assert TOO_LARGE in done.stderr
    assert book() == before
    run("match", "1", "--loan", "L1", "--amount", f"{LARGEST - 1}", "--loan", "L2")
    run("check")


def test_a_payment_of_all_that_an_integer_holds_leaves_the_money_of_others(
    run, data, book
) -> None:
    run("pay", "L2", "12.00")
    before = book()
    run("pay", "L1", "92233720368547758.07", code=2)
    assert book() == before
    run("pay", "L1", MOST)
    assert data("report", "aging")["currencies"][0]["ties"]
    run("undo")
    assert data("show", "L2")["transactions"][0]["amount"] == "12.00"
    run("check")


def test_a_schedule_has_no_interest_above_the_limit(run, book) -> None:
    terms = ("--annual-rate", "900000000000000", "--method", "bullet", "--instalments", "1")
    asked = (
        "schedule",
        "--principal",
        "1200",
        "--disbursed-on",
        "2026-01-10",
        "--currency",
        "EUR",
    )
    assert TOO_LARGE in run(*asked, *terms, code=2).stderr
    before = book()
    Path("terms.csv").write_text(
        "loan_id,customer_id,principal,disbursed_on,annual_rate,method,instalments\n"
        "L9,C1,1200,2026-01-10,900000000000000,bullet,1\n"
        f"L8,C1,{MOST},2026-01-10,9999999,annuity,12\n",
        encoding="utf-8",
    )
    done = run("import", "terms.csv", code=3)
    assert done.stderr.count(TOO_LARGE) == 2
    assert book() == before


def test_a_late_fee_above_the_limit_is_refused(run, book, monkeypatch) -> None:
    Path("own.toml").write_text(
        'name = "own"\n[product.default]\nlate_fee_percent = "900000000000000"\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("OVERDUE_POLICY", "own.toml")
    before = book()
    done = run("late-fees", code=6)
    assert TOO_LARGE in done.stderr
    assert book() == before


def test_all_of_a_debt_above_the_limit_is_entered_in_parts(run, book) -> None:
    run("enter", "L1", "fee", MOST, "--on", "2026-06-01")
    run("enter", "L1", "fee", MOST, "--on", "2026-06-01")
    before = book()
    done = run("enter", "L1", "waiver", "all", "--components", "fee", code=6)
    assert TOO_LARGE in done.stderr
    assert book() == before
    run("enter", "L1", "waiver", MOST, "--components", "fee")
    run("check")
