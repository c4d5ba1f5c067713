"""Money, rates and days that nothing is read from are asked about; the rest is only told."""

from __future__ import annotations

import pytest

from overdue_cli.ingest.faults import Undecided
from overdue_cli.ingest.headers.column_map import NO_MAP, ColumnMap, recognised
from overdue_cli.ingest.headers.glossary import aliases, glossary_fields, meanings, normal
from overdue_cli.ingest.headers.kind_choice import recognise
from overdue_cli.ingest.headers.kinds import KINDS
from overdue_cli.ingest.headers.unused_columns import LEAVE_OUT, what_it_holds
from overdue_cli.ingest.table import Table

LOANS = ["loan_id", "customer_id", "principal", "disbursed_on"]
LOAN = ["L1", "C1", "1000", "2026-01-05"]
MONEY = [
    "减免金额",
    "应收服务费",
    "剩余租金",
    "首期租金",
    "保证金",
    "Late fees",
    "Amount waived",
    "total_rec_prncp",
    "Restbetrag",
    "Solde dû",
    "Importe pendiente",
    "Kwota",
    "Openstaand bedrag",
    *("Retention|Credits Applied|Deposit|Prepaid|Written off|Adjustments|Freight|Surcharge|"
      "Collected|Settled|Insurance|Escrow|Suspense|Waived|已付|已收|已回款|折扣|预付款抵扣|质保金|代偿|"
      "减免|垫付").split("|"),
]  # fmt: skip
RATES = ["基准年利率(%)", "日利率", "违约金率？费率", "Base rate", "Zinssatz", "Taux"]
DAYS = [
    "展期到期日",
    "结清日期",
    "核销日期",
    "合同到期时间",
    "Settlement date",
    "ExtendedMaturityDate",
    "Charge-off date",
    "Fälligkeitsdatum",
    "Vervaldatum",
    "Förfallodatum",
    "Scadenza",
]
NEITHER = ["Deposit date", "已还期数",
           "PaperlessDate", "出生日期", "授信额度", "信用额度", "最后还款日期", "逾期期数",
           "Credit limit", "Payment method", "Exchange rate", "税率", "汇率", "催收时间",
           "利率类型",
           "Tax amount", "Invoice number", "备注", "Created date", "age", "产品"]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "what"),
    [*((name, "money") for name in MONEY), *((name, "a rate") for name in RATES),
     *((name, "a day") for name in DAYS), *((name, None) for name in NEITHER)],
)  # fmt: skip
def test_what_a_column_holds_by_its_header(header: str, what: str | None) -> None:
    assert what_it_holds(header) == what


def table_of(header: list[str], *rows: list[str]) -> Table:
    lines = [(number, [*row]) for number, row in enumerate(rows, 2)]
    return Table("f.csv", "", tuple(header), 1, lambda: iter(lines))


@pytest.mark.parametrize(
    ("header", "cell"),
    [("减免金额", "12.50"), ("减免金额", "￥1,200.00"), ("日利率", "0.05%"), ("日利率", "5"),
     ("展期到期日", "2026-12-31"), ("展期到期日", "20261231"), ("展期到期日", "2026年12月31日")],
)  # fmt: skip
def test_such_a_column_stops_the_import_until_it_is_left_out(header: str, cell: str) -> None:
    table = table_of([*LOANS, header], [*LOAN, ""], [*LOAN, cell])
    with pytest.raises(Undecided, match=f"nothing is read from '{header}'") as caught:
        recognised(table, "", NO_MAP)
    assert (caught.value.choices, caught.value.maps) == ((LEAVE_OUT,), {LEAVE_OUT: {header: ""}})
    for leave_out in ([header], ["all"]):
        assert recognised(table, "", NO_MAP, leave_out).ignored == (header,)


@pytest.mark.parametrize(
    ("header", "cell"),
    [("减免金额", ""), ("减免金额", "0.00"), ("减免金额", "-"), ("减免金额", "见备注"),
     ("展期到期日", ""), ("展期到期日", "无"), ("日利率", "0")],
)  # fmt: skip
def test_a_column_without_such_a_cell_is_only_told(header: str, cell: str) -> None:
    table = table_of([*LOANS, header], [*LOAN, cell])
    assert recognised(table, "", NO_MAP).ignored == (header,)


def test_one_question_names_all_such_columns() -> None:
    table = table_of([*LOANS, "减免金额", "备注2", "结清日期"], [*LOAN, "5", "x", "2026-05-05"])
    with pytest.raises(Undecided, match=r"'减免金额' \(money\), '结清日期' \(a day\)") as caught:
        recognised(table, "", NO_MAP)
    assert caught.value.maps == {LEAVE_OUT: {"减免金额": "", "结清日期": ""}}
    assert "--leave-out all" in caught.value.hint


@pytest.mark.parametrize(
    ("header", "cells", "asked"),
    [
        (["年利率", "月利率(‰)"], [["7.2", "6"], ["6", "5"]], False),
        (["年利率", "月利率(‰)"], [["7.2", "6"], ["6", "6"]], True),
        (["年利率", "月利率"], [["7.2", "6‰"]], False),
        (["年利率", "日利率(%)"], [["7.2", "0.02"]], True),
    ],
)
def test_a_rate_told_twice_is_asked_about_only_where_the_two_differ(
    header: list[str], cells: list[list[str]], asked: bool
) -> None:
    table = table_of([*LOANS, *header], *([*LOAN, *row] for row in cells))
    if asked:
        with pytest.raises(Undecided, match=r"\(a rate\)"):
            recognised(table, "", NO_MAP)
    else:
        assert recognised(table, "", NO_MAP).columns["annual_rate"].header == "年利率"


@pytest.mark.parametrize(
    ("total", "asked"), [("102.50", False), ("100.00", False), ("103.00", True), ("", False)]
)
def test_a_sum_of_what_is_read_is_asked_about_only_where_it_is_another(
    total: str, asked: bool
) -> None:
    header = ["loan_id", "seq", "due_on", "principal", "interest", "应还金额", "余额"]
    row = ["L1", "1", "2026-02-20", "100.00", "2.50", total, "900.00"]
    if asked:
        with pytest.raises(Undecided, match=r"nothing is read from '应还金额' \(money\)"):
            recognised(table_of(header, row), "", NO_MAP)
    else:
        assert recognised(table_of(header, row), "", NO_MAP).ignored == ("应还金额", "余额")


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_passes_over_money_rates_and_days_that_another_kind_knows(kind: str) -> None:
    """Every header of the glossary that one kind reads, in a file of a kind that does not."""
    needed = [f.name for f in KINDS[kind].fields if f.required or f.name in KINDS[kind].any_of[:1]]
    cells = {"money": "12", "date": "2026-06-30", "rate": "12"}
    passed = []
    for other, alias, field in (
        (other, alias, fields[0]) for other, known in aliases().items()
        for alias, fields in known.items() if fields[0]
    ):  # fmt: skip
        held = cells.get(KINDS[other].named(field).type)
        if held is None or meanings(alias, kind).fields or alias in needed:
            continue
        if "principal_left" in glossary_fields(alias, kind):
            continue  # the balance after an instalment follows from what is read
        table = table_of([*needed, alias], [*("1" for _ in needed), held])
        try:
            columns = recognised(table, kind, NO_MAP)
        except Undecided:
            continue
        if alias in columns.ignored:
            passed.append((alias, field))
    told = {"income", "callback_at", "born_on"} | ({"due_on"} if kind == "snapshot" else set())
    if kind in ("instalments", "transactions", "invoices"):
        told.add("as_of")  # the day of a report, by names that only such files have
    if kind == "invoices":
        told.add("price")  # of one piece of what was sold, not of a debt
    assert {field for _, field in passed} <= told, passed


def test_a_header_that_the_glossary_knows_is_known_by_all_its_meanings() -> None:
    assert glossary_fields("剩余利息") == {"outstanding_interest", "future_interest"}
    assert recognise(table_of(LOANS, LOAN)).ignored == ()


INVOICE = ["invoice_id", "customer_id", "due_on", "amount"]


@pytest.mark.parametrize(
    "paid",
    ["Amount Paid", "已付金额", "已收金额", "Importe Cobrado", "Betrag bezahlt", "Montant payé",
     "AmountPaid", "amount_collected", "Importe pagado"],
)  # fmt: skip
def test_what_is_paid_of_an_invoice_is_read_where_nothing_says_what_is_left(paid: str) -> None:
    header, row = [*INVOICE, paid], ["I1", "C1", "2026-05-01", "100.00", "30.00"]
    assert recognised(table_of(header, row), "", NO_MAP).columns["paid_total"].header == paid
    header, row = [*header, "outstanding"], [*row, "70.00"]
    assert recognised(table_of(header, row), "", NO_MAP).ignored == (paid,)
    with pytest.raises(Undecided, match=f"nothing is read from '{paid}'"):
        recognised(table_of(header, [*row[:-1], "40.00"]), "", NO_MAP)


@pytest.mark.parametrize(
    "paid",
    ["Refunded Amount", "Credit Amount", "Discount amount", "Amount waived",
     "减免金额", "退款金额"],
)  # fmt: skip
@pytest.mark.parametrize(
    ("left", "asked"), [(None, True), ("40.00", True), ("0.00", False), ("", True)]
)
def test_what_is_paid_repeats_no_amount_but_what_is_gone_from_it(
    paid: str, left: str | None, asked: bool
) -> None:
    """100.00 paid of 100.00 is said already only where nothing is left of it."""
    header, row = [*INVOICE, paid], ["I1", "C1", "2026-05-01", "100.00", "100.00"]
    if left is not None:
        header, row = [*header, "outstanding"], [*row, left]
    if asked:
        with pytest.raises(Undecided, match=f"nothing is read from '{paid}'"):
            recognised(table_of(header, row), "", NO_MAP)
    else:
        assert paid in recognised(table_of(header, row), "", NO_MAP).ignored


@pytest.mark.parametrize(
    ("header", "row", "asked"),
    [
        ([*LOANS, "已还本金"], [*LOAN, "1000"], "已还本金"),
        (["loan_id", "seq", "due_on", "principal", "interest", "实还本金", "实还利息"],
         ["L1", "1", "2026-05-01", "100", "5", "100", "5"], "实还本金"),
        (["transaction_id", "loan_id", "date", "amount", "实收合计数"],
         ["T1", "L1", "2026-05-01", "100", "100"], ""),
        (["transaction_id", "loan_id", "date", "amount", "Refunded Amount"],
         ["T1", "L1", "2026-05-01", "100", "100"], "Refunded Amount"),
        ([*INVOICE, "Amount to be paid"], ["I1", "C1", "2026-05-01", "100", "100"], ""),
    ],
)  # fmt: skip
def test_what_is_paid_is_asked_about_beside_what_is_due(
    header: list[str], row: list[str], asked: str
) -> None:
    """In a file of payments it is the payment itself."""
    if asked:
        with pytest.raises(Undecided, match=f"nothing is read from '{asked}'"):
            recognised(table_of(header, row), "", NO_MAP)
    else:
        assert recognised(table_of(header, row), "", NO_MAP).ignored == (header[-1],)


@pytest.mark.parametrize(
    "figures",
    [["贷款余额"], ["贷款余额", "数据日期"], ["Current Balance"],
     ["Total Outstanding", "Late Fee"], ["剩余本金", "未还利息"], ["违约金", "其他费用"],
     ["逾期金额"], ["逾期本金", "数据日期"]],
)  # fmt: skip
def test_what_is_owed_on_a_day_is_asked_about_in_loans_that_do_not_say_how_late_they_are(
    figures: list[str],
) -> None:
    cells = ["2026-06-30" if name == "数据日期" else "12.50" for name in figures]
    money = [name for name in figures if name != "数据日期"]
    with pytest.raises(Undecided, match="nothing is read from") as caught:
        recognised(table_of([*LOANS, *figures], [*LOAN, *cells]), "loans", NO_MAP)
    assert set(caught.value.maps[LEAVE_OUT]) == set(money)
    left = recognised(table_of([*LOANS, *figures], [*LOAN, *cells]), "loans", NO_MAP, money)
    assert set(left.ignored) >= set(money)
    late = table_of([*LOANS, *figures, "逾期天数"], [*LOAN, *cells, "3"])
    assert not set(recognised(late, "loans", NO_MAP).ignored) & set(money)
    mapped = ColumnMap("loans", {normal(money[0]): "outstanding"})
    with pytest.raises(Undecided, match="nothing is read from"):
        recognised(table_of([*LOANS, *figures], [*LOAN, *cells]), "loans", mapped)


PARTS = ["loan_id", "customer_id", "as_of", "days_past_due", "overdue_amount", "逾期费用"]


@pytest.mark.parametrize(
    ("parts", "asked"),
    [(("900.00", "30.00"), False), (("900.00", "31.00"), True), (("915.60", "30.00"), False)],
)
def test_amounts_that_make_up_one_that_is_read_are_said_already(
    parts: tuple[str, str], asked: bool
) -> None:
    row = ["L1", "C1", "2026-06-30", "3", "945.60", "15.60", *parts]
    table = table_of([*PARTS, "当前应收", "当前应收服务费"], row)
    if asked:
        with pytest.raises(Undecided, match="nothing is read from '当前应收'"):
            recognised(table, "snapshot", NO_MAP)
    else:
        assert recognised(table, "snapshot", NO_MAP).ignored == ("当前应收", "当前应收服务费")


@pytest.mark.parametrize(("net", "asked"), [("100.00", False), ("101.00", True), ("", False)])
def test_an_amount_less_its_tax_is_said_already(net: str, asked: bool) -> None:
    header = ("invoice_id", "customer_id", "due_on", "amount", "VAT", "Some charges")
    row = ["I1", "C1", "2026-01-05", "119.00", "19.00", net]
    table = Table("f.csv", "", header, 1, lambda: iter([(2, row)]))
    if asked:
        with pytest.raises(Undecided, match="nothing is read from 'Some charges'"):
            recognised(table, "invoices", NO_MAP)
    else:
        assert "Some charges" in recognised(table, "invoices", NO_MAP).ignored


def test_a_second_day_of_issue_is_a_detail_beside_the_due_day() -> None:
    header = ("invoice_id", "customer_id", "开票日期", "单据日期", "due_on", "amount")
    row = ["I1", "C1", "2026-01-05", "2026-01-04", "2026-02-05", "119.00"]
    table = Table("f.csv", "", header, 1, lambda: iter([(2, row)]))
    columns = recognised(table, "invoices", NO_MAP)
    assert (columns.header_of("issued_on"), columns.ignored) == ("开票日期", ("单据日期",))


@pytest.mark.parametrize("header", ["slado", "Balence", "Outstandimg"])
def test_an_amount_under_a_misspelt_name_is_asked_about(header: str) -> None:
    table = table_of([*INVOICE, header], ["I1", "C1", "2026-05-01", "100.00", "40.00"])
    with pytest.raises(Undecided, match=f"nothing is read from '{header}' .money."):
        recognised(table, "", NO_MAP)
