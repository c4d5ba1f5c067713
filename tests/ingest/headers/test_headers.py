"""Headers in, meanings out."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path

import pytest

from overdue_cli.ingest.faults import BadFile, Undecided
from overdue_cli.ingest.headers.columns import Columns
from overdue_cli.ingest.headers.glossary import aliases, meanings
from overdue_cli.ingest.headers.kind_choice import recognise
from overdue_cli.ingest.headers.kinds import KINDS
from overdue_cli.ingest.headers.titles_and_totals import unit_above
from overdue_cli.ingest.tables import open_tables
from overdue_cli.ingest.values.units import scale_of
from places import SHARED


def found(tmp_path: Path, header: str, kind: str = "", row: str = "x") -> Columns:
    path = tmp_path / "file.csv"
    path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    return recognise(open_tables(path)[0], kind)


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("customer_id", "customers"),
        ("客户编号,客户姓名,手机号,身份证号", "customers"),
        ("loan_id,customer_id,principal,disbursed_on,name,phone,email", "loans"),
        ("借据号,客户编号,借款人,贷款金额,放款日期,到期日,年利率,还款方式,期数,信贷员", "loans"),
        ("loan_id,seq,due_on,principal", "instalments"),
        ("借据号,期次,应还日期,应还本金,应还利息,应还费用", "instalments"),
        ("借据号,期号,还款日,本金,利息", "instalments"),
        ("transaction_id,customer_id,date,amount", "transactions"),
        ("流水号,借据号,交易日期,交易金额,还款渠道,摘要", "transactions"),
        ("Receipt No,Loan Account,Date Paid,Amount Received,Memo", "transactions"),
        ("发票号,客户编号,开票日期,付款到期日,发票金额,结清日期", "invoices"),
        (
            "countryCode,customerID,PaperlessDate,invoiceNumber,InvoiceDate,DueDate,"
            "InvoiceAmount,Disputed,SettledDate,PaperlessBill,DaysToSettle,DaysLate",
            "invoices",
        ),
    ],
)
def test_a_kind_is_known_by_its_header(header: str, kind: str, tmp_path: Path) -> None:
    assert found(tmp_path, header).kind.name == kind


def test_every_canonical_name_means_itself() -> None:
    for kind in KINDS.values():
        for field in kind.fields:
            assert meanings(field.name, kind.name).fields == (field.name,)


def test_every_alias_of_the_glossary_is_known() -> None:
    path = SHARED / "reference" / "glossary.csv"
    if not path.exists():
        pytest.skip("the glossary is not here")
    ours = {
        (alias, row["field"])
        for row in csv.DictReader(
            files("overdue_cli.ingest.headers")
            .joinpath("headers.csv")
            .read_text("utf-8")
            .splitlines()
        )
        for alias in row["words"].split("|")
    }
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["notes"].startswith("header"):
                for alias in f"{row['zh']}|{row['en']}".split("|"):
                    assert (alias, row["field"]) in ours or alias == "segment"


def test_these_aliases_are_left_to_ask_about() -> None:
    asked = {
        (name, alias)
        for name, known in aliases().items()
        for alias, fields in known.items()
        if len(fields) > 1
    }
    owed_or_to_come = {
        (kind, name)
        for kind in ("loans", "snapshot")
        for name in ("剩余利息", "remaininginterest")
    }
    assert asked == {("transactions", "还款日"), ("loans", "上浮比例"), *owed_or_to_come}


@pytest.mark.parametrize(
    ("header", "kind", "field", "unit"),
    [
        (" Principal ", "loans", "principal", ""),
        ("贷款金额（万元）", "loans", "principal", "万元"),
        ("贷款金额万元", "loans", "principal", "万元"),
        ("贷款金额(元)", "loans", "principal", "元"),
        ("贷款金额[千元]", "loans", "principal", "千元"),
        ("贷款金额（单位：百万元）", "loans", "principal", "百万元"),
        ("Loan Amount (in thousands)", "loans", "principal", "thousands"),
        ("Annual rate (%)", "loans", "annual_rate", "%"),
        ("年利率‰", "loans", "annual_rate", "‰"),
        ("宽限期(天)", "loans", "grace_days", "天"),
        ("Invoice Amount (USD)", "invoices", "amount", ""),
        ("Customer-No.", "invoices", "customer_id", ""),
        ("CUSTOMER_ID", "customers", "customer_id", ""),
    ],
)
def test_a_header_is_read_whatever_its_dress(
    header: str, kind: str, field: str, unit: str
) -> None:
    assert meanings(header, kind) == ((field,), unit)


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("宽限期(月)", "grace_days cannot be read in the unit '月'"),
        ("贷款金额(分)", "principal cannot be read in the unit '分'"),
        ("年利率(元)", "annual_rate cannot be read in the unit '元'"),
    ],
)
def test_a_unit_that_the_field_cannot_have_stops(column: str, said: str, tmp_path: Path) -> None:
    others = ["借据号", "客户编号", "放款日期", "贷款金额"]
    header = [column, *(name for name in others if not column.startswith(name))]
    with pytest.raises(BadFile, match=said):
        found(tmp_path, ",".join(header), "loans")


def test_what_is_left_over_is_named_but_for_the_columns_of_a_rejects_file(tmp_path: Path) -> None:
    assert found(tmp_path, "customer_id,age,row,reason,hint").ignored == ("age",)
    assert found(tmp_path, "customer_id,age,row").ignored == ("age", "row")


def test_a_kind_that_misses_a_column_is_not_taken_for_a_lesser_one(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="a file of loans needs the column disbursed_on"):
        found(tmp_path, "loan_id,customer_id,principal,name")


def test_as_forces_the_kind(tmp_path: Path) -> None:
    header = "loan_id,customer_id,principal,disbursed_on,name"
    assert found(tmp_path, header, "customers").kind.name == "customers"


def test_two_columns_of_one_meaning_are_undecided(tmp_path: Path) -> None:
    with pytest.raises(Undecided, match="'mobile' and 'phone' both mean phone"):
        found(tmp_path, "customer_id,mobile,phone", row="C1,138,139")


def test_two_currencies_in_headers_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="EUR and USD"):
        found(tmp_path, "invoice id,customer id,due date,amount (USD),outstanding (EUR)")


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("以下金额均为万元", "万元"), ("人民币：万元", "万元"), ("单位：百元", "百元"),
        ("单位：万元", "万元"), ("单位：人民币万元", "万元"), ("单位:元", "元"),
        ("In USD thousands", "thousands"), ("(in thousands of USD)", "thousands"),
        ("Amounts in USD '000", "000"), ("USD '000", "000"), ("$000s", "000s"),
        ("Unit: thousands", "thousands"), ("Amounts in millions of JPY", "millions"),
        ("(in Rs. lakh)", "lakh"), ("Report of May 2026", ""), ("2026 INV 000", ""),
        ("贷款金额合计100万元", ""), ("Loans in Shanghai", ""),
    ],
)  # fmt: skip
def test_a_title_tells_the_unit_of_all_amounts(title: str, unit: str) -> None:
    assert unit_above([(1, [title])]) == unit


@pytest.mark.parametrize(
    ("header", "scale"),
    [
        ("贷款金额（百元）", 100), ("贷款金额(十万元)", 100_000), ("贷款金额千万元", 10_000_000),
        ("Loan Amount (lakhs)", 100_000), ("Loan Amount (Rs. lakh)", 100_000),
        ("Loan Amount (hundreds)", 100), ("Loan Amount (in crores)", 10_000_000),
    ],
)  # fmt: skip
def test_units_of_many_places_count(header: str, scale: int) -> None:
    assert scale_of(meanings(header, "loans").unit) == scale
    assert meanings(header, "loans").fields == ("principal",)
