"""A status, a type or a direction that is not used is asked about where it may matter."""

from __future__ import annotations

import pytest

from overdue_cli.ingest.faults import Undecided
from overdue_cli.ingest.headers.column_map import NO_MAP, recognised
from overdue_cli.ingest.table import Table

ROWS = {
    "transactions": {"transaction_id": "T1", "loan_id": "L1", "date": "2026-05-01", "amount": "9"},
    "invoices": {"invoice_id": "I1", "customer_id": "C1", "due_on": "2026-05-01", "amount": "9"},
    "loans": {
        "loan_id": "L1", "customer_id": "C1", "principal": "9", "disbursed_on": "2026-05-01",
    },
    "instalments": {"loan_id": "L1", "seq": "1", "due_on": "2026-05-01", "principal": "9"},
    "snapshot": {
        "loan_id": "L1", "customer_id": "C1", "as_of": "2026-05-01", "days_past_due": "3",
        "overdue_amount": "9",
    },
}  # fmt: skip
ASKED = [
    *(("transactions", *one) for one in [
        ("Status", "Failed"), ("Status", "Refunded"), ("扣款状态", "失败"),
        ("Payment Type", "Refund"), ("Payment Type", "Chargeback"), ("Dr/Cr", "Dr"),
        ("借贷标志", "借"), ("收支类型", "支出"),
        ("还款类型", "冲正"), ("Void", "Yes"), ("Status", "Whatever")]),
    *(("invoices", *one) for one in [
        ("业务方向", "退")]),
    *(("loans", *one) for one in [
        ("贷款状态", "已结清"), ("Status", "Closed"), ("Status", "Fully Paid"), ("已还期数", "5"),
        ("是否还清", "是"), ("是否核销", "是"), ("Loan Status", "Charged Off")]),
    ("instalments", "Status", "Paid"),
    ("instalments", "还款状态", "已还"),
    ("snapshot", "账户状态", "已结清"),
]  # fmt: skip
PASSED = [
    ("transactions", "Status", "Success"),
    ("transactions", "Status", "Paid"),
    ("transactions", "Payment Type", "Cash"),
    ("transactions", "Dr/Cr", "Cr"),
    ("transactions", "Void", "No"),
    ("invoices", "Debit Status", "Unpaid"),
    ("loans", "贷款状态", "正常"),
    ("loans", "Status", "Late (31-120 days)"),
    ("loans", "已还期数", "0"),
    ("instalments", "Status", "Overdue"),
    ("snapshot", "账户状态", "催收中"),
    ("snapshot", "Status", ""),
]


def table_of(kind: str, header: str, cell: str) -> Table:
    row = {**ROWS[kind], header: cell}
    return Table("f.csv", "", tuple(row), 1, lambda: iter([(2, list(row.values()))]))


@pytest.mark.parametrize(("kind", "header", "cell"), ASKED)
def test_a_word_that_may_change_what_is_owed_is_asked_about(
    kind: str, header: str, cell: str
) -> None:
    table = table_of(kind, header, cell)
    with pytest.raises(Undecided, match=rf"nothing is read from '{header}' \(a status\)"):
        recognised(table, kind, NO_MAP)
    assert header in recognised(table, kind, NO_MAP, [header]).ignored


@pytest.mark.parametrize(("kind", "header", "cell"), PASSED)
def test_a_word_that_changes_nothing_is_only_told(kind: str, header: str, cell: str) -> None:
    assert header in recognised(table_of(kind, header, cell), kind, NO_MAP).ignored
