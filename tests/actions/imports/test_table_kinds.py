"""Tables as programs write them: each is read as what it is, asked about or refused."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from overdue_cli.actions.imports.open import OpenFile
from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.actions.imports.recognise import recognise
from overdue_cli.ingest.faults import Undecided
from overdue_cli.ingest.headers.column_map import Maps
from places import CASES, SHARED

TABLES = SHARED / "cases" / "tables"
KINDS = CASES / "tables" / "kinds.csv"


BANK = ["Date,Description,Amount,Balance", "2026-05-01,paid,5.00,9.00"]
LEDGER_CARD = ["Date,Voucher No,Description,Debit,Credit", "2026-05-01,V-1,sold,5.00,"]
LOANS = ["loan_id,customer_id,principal,disbursed_on", "L1,C1,300,2026-05-01"]
INVOICES = ["invoice_id,customer_id,due_on,amount", "I1,C1,2026-05-01,7.00"]


def read_as(path: Path, kind: str = "") -> str:
    """The kind that a file is read as, '?' and the question, or '!' and why it is refused."""
    try:
        (source,) = recognise(OpenFile(path, path, ImportOptions(kind)), "EUR", Maps())
    except Undecided as doubt:
        return f"? {doubt.problem.rule} {doubt.problem.hint}"
    return f"! {source.findings.problems[0].rule}" if source.unreadable else source.kind


def true_kinds() -> dict[str, list[str]]:
    with KINDS.open(encoding="utf-8", newline="") as file:
        return {row["table"]: row["kinds"].split() for row in csv.DictReader(file)}


@pytest.mark.skipif(not TABLES.is_dir(), reason="no tables beside the repository")
def test_no_table_of_a_program_is_read_as_a_kind_that_it_is_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    known = true_kinds()
    found: Counter[str] = Counter()
    wrong = []
    for folder in sorted(path for path in TABLES.iterdir() if path.is_dir()):
        (file,) = (path for path in folder.iterdir() if path.name != "meaning.csv")
        said = read_as(file)
        state = {"?": "asked", "!": "refused"}.get(said[0], "read")
        found[state] += 1
        if state == "read" and said not in known[folder.name]:
            wrong.append(f"{folder.name}: {said}")
    with capsys.disabled():
        print(f"\ntables of programs: {dict(found)}, of which wrong: {len(wrong)}")
    assert wrong == []
    assert found["read"] >= 20


def written(tmp_path: Path, header: str, row: str) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("header", "row", "said"),
    [
        pytest.param(
            "Invoice Date,Reference,Customer,Due Date,Amount,Balance",
            "2026-05-01,R-1,C1,2026-06-01,100.00,40.00",
            "invoices",
            id="invoices without a number of their own are no payments",
        ),
        pytest.param(
            "Invoice date,Transaction type,Num,Customer full name,Due date,Amount,Open balance",
            "2026-05-01,Invoice,1001,Ann,2026-06-01,100.00,40.00",
            "invoices",
            id="receivables are no movements of an account",
        ),
        pytest.param(
            "交易日期,合同ID,交易金额,应还本金,摘要",
            "2026-05-01,HT-1,100.00,100.00,代偿",
            "? the header fits",
            id="a reconciliation of guarantees is no statement",
        ),
        pytest.param(
            "日期,凭证摘要,借方金额,贷方金额,余额",
            "2026-05-01,销售,100.00,,100.00",
            "? the header fits a bank statement, but '凭证摘要' (an entry in accounts) does not "
            "belong there If it is that, say so: --as statement.",
            id="an account kept by a program for accounting is no statement",
        ),
        pytest.param(
            "Date,Loan ID,Description,Amount,Balance",
            "2026-05-01,L1,paid,100.00,900.00",
            "? the header fits",
            id="a list with the numbers of loans may be a bank's or not",
        ),
        pytest.param(
            "loan_id,customer_id,days_past_due,overdue_amount,at,channel,outcome",
            "L1,C1,3,100,2026-05-01 10:00,call,RPC",
            "?",
            id="a daily list with the last call of each customer is not taken for calls",
        ),
        pytest.param(
            "Date,Amount,Description,Currency,Reference,Balance,Customer ID,Customer Name",
            "2026-05-01,5.00,paid,EUR,R-1,9.00,C1,Ann",
            "? the header fits",
            id="a list with the numbers of customers may be a bank's or of payments",
        ),
        pytest.param(
            "Customer,Current,1 - 30,31 - 60,61 - 90,91 and over,Total",
            "Ann,0,0,100,0,0,100",
            "!",
            id="an ageing is no list of customers",
        ),
        pytest.param(
            "Date,Reference,Description,Amount,Balance,Account Number",
            "2026-05-01,R-1,paid,100.00,900.00,12345",
            "statement",
            id="a bank's list that names the account is no list of payments of loans",
        ),
        pytest.param(
            "transaction_id,loan_id,date,amount,type,due_on",
            "T-1,L1,2026-05-01,10.00,fee,2026-06-01",
            "transactions",
            id="a charge has a due date, and the type beside it",
        ),
    ],
)
def test_what_a_header_says_against_a_kind_counts(
    header: str, row: str, said: str, tmp_path: Path
) -> None:
    assert read_as(written(tmp_path, header, row)).startswith(said)


def test_what_the_user_says_decides(tmp_path: Path) -> None:
    movements = "Date,Loan ID,Description,Amount,Balance"
    path = written(tmp_path, movements, "2026-05-01,L1,paid,100.00,900.00")
    assert read_as(path, "statement") == "statement"
    payments = "Date,Reference,Customer,Due Date,Amount"
    path = written(tmp_path, payments, "2026-05-01,R-1,C1,2026-06-01,100.00")
    assert read_as(path, "transactions") == "transactions"


def workbook(tmp_path: Path, **sheets: list[str]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book["Sheet"])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row.split(","))
    book.save(tmp_path / "book.xlsx")
    return tmp_path / "book.xlsx"


def test_a_doubt_about_one_sheet_is_not_settled_by_a_bank_list_on_another(tmp_path: Path) -> None:
    path = workbook(tmp_path, card=LEDGER_CARD, bank=BANK)
    with pytest.raises(Undecided) as caught:
        recognise(OpenFile(path, path, ImportOptions()), "EUR", Maps())
    assert (caught.value.option, caught.value.sheet) == ("--as", "card")


def test_sheets_of_different_kinds_are_all_read(tmp_path: Path) -> None:
    path = workbook(tmp_path, bank=BANK, loans=LOANS, invoices=INVOICES)
    sources = recognise(OpenFile(path, path, ImportOptions()), "EUR", Maps())
    assert [(source.kind, source.sheet) for source in sources] == [
        ("loans", "loans"),
        ("invoices", "invoices"),
        ("statement", ""),
    ]
    (told,) = sources[0].findings.decided
    assert told.rule.endswith("read: 'loans' (loans), 'invoices' (invoices), 'bank' (statement)")


def test_sheets_under_the_same_header_are_all_read(tmp_path: Path) -> None:
    path = workbook(tmp_path, June=LOANS, July=[LOANS[0], LOANS[1].replace("L1", "L2")])
    sources = recognise(OpenFile(path, path, ImportOptions()), "EUR", Maps())
    assert [source.sheet for source in sources] == ["June", "July"]


def test_two_sheets_of_one_kind_under_other_headers_are_asked_about(tmp_path: Path) -> None:
    other = [f"{LOANS[0]},note", f"{LOANS[1]},x"]
    path = workbook(tmp_path, one=LOANS, other=other, invoices=INVOICES)
    with pytest.raises(Undecided) as caught:
        recognise(OpenFile(path, path, ImportOptions()), "EUR", Maps())
    assert caught.value.choices == ("one", "other", "invoices", "all")


def test_a_bank_list_is_read_and_the_other_sheets_are_named(tmp_path: Path) -> None:
    path = workbook(tmp_path, bank=BANK, loans=[LOANS[0].replace("principal", "x"), LOANS[1]])
    (source,) = recognise(OpenFile(path, path, ImportOptions()), "EUR", Maps())
    assert source.kind == "statement"
    assert "sheets not used: loans" in [warning.rule for warning in source.findings.warnings]
