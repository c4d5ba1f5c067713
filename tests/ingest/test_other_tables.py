"""Tables that hold nothing the ledger reads are refused by their right name."""

from __future__ import annotations

import pytest

from overdue_cli.ingest.faults import BadFile, Undecided
from overdue_cli.ingest.headers.kind_choice import recognise
from overdue_cli.ingest.table import Table

REFUSED = [
    ("担保人名称,证件号码,担保余额,担保金额,担保到期日,合同号", "a list of guarantors"),
    ("Guarantor Name,Phone,Guaranteed Amount,Loan No", "a list of guarantors"),
    ("抵押物名称,评估价值,权证号,合同编号", "a list of collateral"),
    ("债务人名称,债权本金（万元）,债权总额,保证人,诉讼状态", "a package of purchased debts"),
    ("Employee ID,Name,Gross Pay,Net Pay,Pay Period", "a payroll"),
    ("工号,姓名,基本工资,实发工资", "a payroll"),
    ("SKU,Description,Unit Price,Stock", "a price list"),
    ("Personalnummer,Mitarbeiter,Abteilung,Eintrittsdatum", "a staff list"),
    ("Customer,Current,1 - 30,31 - 60,61 - 90,91 and over,Total", "an ageing summary"),
    ("Customer ID,Customer,0-30,31-60,61-90,90+,Total", "an ageing summary"),
    ("客户名称,账龄 1-30天,31-60天,61-90天,90天以上,合计", "an ageing summary"),
    ("Kunde,Nicht fällig,1-30 Tage,31-60 Tage,über 60,Summe", "an ageing summary"),
]  # fmt: skip


def table(header: str) -> Table:
    names = tuple(header.split(","))
    return Table("f.csv", "", names, 1, lambda: iter([(2, ["1"] * len(names))]))


@pytest.mark.parametrize(("header", "what"), REFUSED)
def test_a_table_of_another_kind_is_refused_by_its_name(header: str, what: str) -> None:
    with pytest.raises(BadFile) as caught:
        recognise(table(header))
    assert caught.value.problem.rule == f"this is {what}, which is not read"


def test_ages_beside_an_invoice_are_details() -> None:
    header = "Invoice No,Customer ID,Due Date,Amount,Current,1-30,31-60,61-90"
    assert recognise(table(header)).kind.name == "invoices"


def test_an_invoice_list_that_lacks_a_column_is_no_ageing_summary() -> None:
    with pytest.raises((BadFile, Undecided)) as caught:
        recognise(table("Invoice No,Customer ID,Amount,Current,1-30,31-60,61-90"))
    assert "ageing" not in str(caught.value)


def test_loans_with_collateral_that_lack_a_column_are_no_list_of_collateral() -> None:
    header = (
        "客户编号,客户姓名,手机号,贷款金额,放款日期,到期日,年利率,还款方式,抵押物名称,评估价值"
    )
    with pytest.raises((BadFile, Undecided)) as caught:
        recognise(table(header))
    assert "loan_id" in str(caught.value)
