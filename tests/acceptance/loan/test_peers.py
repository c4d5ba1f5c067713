"""Lateness, ageing, cure and overdue sums as other open programs show them.

An adapter turns a case into import files and a policy (settings); the real commands answer. What
a case calls a convention is a setting here, never code.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from places import CASES

NOW = "2026-06-30T10:00:00+08:00"
DAY_0 = date(2024, 1, 31)
Row = tuple[Any, ...]


def case(number: int) -> dict[str, Any]:
    (path,) = (CASES / "peers").glob(f"{number:02}_*.json")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


class Book:
    """Writes the facts and settings of a case as files and imports them."""

    def __init__(self, run: Any, folder: Path) -> None:
        self.run, self.folder, self.files = run, folder, 0

    def start(self, policy: str = "") -> None:
        path = self.folder / "case.toml"
        path.write_text(
            f"name = 'case'\ntitle = 'Case'\nversion = '1'\n{policy}", encoding="utf-8"
        )
        self.run("init", "--currency", "EUR", "--policy", str(path), now=NOW)

    def add(self, header: str, rows: Iterable[Row]) -> None:
        self.files += 1
        path = self.folder / f"{self.files}.csv"
        lines = [header, *(",".join(map(str, row)) for row in rows)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.run("import", str(path), now=NOW)

    def loan(self, loan_id: str, instalments: Iterable[tuple[str, str]]) -> None:
        plan = [(loan_id, n, due, amount) for n, (due, amount) in enumerate(instalments, start=1)]
        whole = sum(int(row[3]) for row in plan)
        self.add(
            "loan_id,customer_id,principal,disbursed_on", [(loan_id, "C", whole, "2023-12-31")]
        )
        self.add("loan_id,seq,due_on,principal", plan)

    def invoices(self, rows: Iterable[Row]) -> None:
        issued = DAY_0 - timedelta(days=400)
        self.add(
            "invoice_id,customer_id,due_on,amount,issued_on",
            [(invoice, "C", due, amount, issued) for invoice, due, amount in rows],
        )

    def pay(self, loan_id: str, payments: Iterable[tuple[Any, str]]) -> None:
        rows = [
            (f"{loan_id}-{day}-{self.files}", loan_id, day, amount) for day, amount in payments
        ]
        self.add("transaction_id,loan_id,date,amount", rows)


@pytest.fixture
def book(run: Any, tmp_path: Path) -> Book:
    return Book(run, tmp_path)


@pytest.fixture
def show(data: Any) -> Callable[..., Any]:
    return lambda who, day: data("show", who, "--as-of", str(day), now=NOW)


def counting(due_day: bool) -> str:
    return f"[product.default]\ncount_due_day = {str(due_day).lower()}\n"


def test_09_days_past_due_day_by_day(book: Book, show: Any) -> None:
    told = case(9)
    book.start(counting(told["count_due_day"]))
    book.loan("L", [(i["due"], i["amount"]) for i in told["instalments"]])
    book.pay("L", [(p["date"], p["amount"]) for p in told["payments"]])
    found = {day: show("L", day)["days_past_due"] for day in told["expected"]}
    assert found == told["expected"]


def test_11_days_past_due_by_drawdown_and_the_customer_shows_the_worst(
    book: Book, show: Any
) -> None:
    told = case(11)
    book.start(counting(told["count_due_day"]))
    for name, drawdown in told["drawdowns"].items():
        book.loan(name, [(i["due"], i["amount"]) for i in drawdown["instalments"]])
        book.pay(name, [(p["date"], p["amount"]) for p in drawdown["payments"]])
    for point in told["expected"]:
        day = point["date"]
        assert show(point["drawdown"], day)["days_past_due"] == point["dpd"]
        worst = max(show(name, day)["days_past_due"] for name in told["drawdowns"])
        assert show("C", day)["delinquent_days"] == worst


NPA = """
[class.npa]
unit = "days"
count_due_day = true
contagion = "customer"
class = [
  {{ name = "standard", from = 0, to = 0 }},
  {{ name = "watch", from = 1, to = {threshold} }},
  {{ name = "NPA", from = {beyond} }},
]
cure = {{ kind = "paid", from = "NPA" }}
"""


@pytest.mark.parametrize("name", ["npa", "in_rbi"])
def test_13_npa_is_left_when_every_loan_of_the_customer_is_current(
    book: Book, data: Any, name: str
) -> None:
    told = case(13)
    limit = told["threshold"]
    own = NPA.format(threshold=limit, beyond=limit + 1)
    book.start(counting(True) + own)
    first, *others = told["steps"]
    before = first["oldest_unpaid_due"]
    for loan_id, due in before.items():
        book.loan(loan_id, [(due, "100"), ("2030-01-05", "900")])

    def is_npa(day: str) -> bool:
        report = data("report", "aging", "--class", name, "--as-of", day, now=NOW)
        (one,) = report["currencies"]
        bad = sum(row["loans"] for row in one["rows"] if row["class"] in ("NPA", "substandard"))
        assert bad in (0, len(before)), "one loan cannot be NPA without the other"
        return bool(bad)

    assert is_npa(first["as_of"]) is first["expected_npa"]
    for step in others:
        after = step["oldest_unpaid_due"]
        for loan_id, due in after.items():
            if due is None and before[loan_id] is not None:
                book.pay(loan_id, [(step["as_of"], "100")])
        assert is_npa(step["as_of"]) is step["expected_npa"]
        before = after


def test_14_no_interest_and_no_fee_leaves_what_is_outstanding(book: Book, show: Any) -> None:
    told = case(14)
    rate = told["annual_rate_pct"]
    book.start(f'[product.default]\npenalty_rate = "{rate}"\npenalty_day_count = "actual/365"\n')
    book.invoices([("INV", DAY_0, told["outstanding"])])
    found = show("INV", DAY_0 + timedelta(days=told["overdue_days"]))
    assert found["days_past_due"] == told["overdue_days"]
    assert found["penalty_accrued"] == told["expected"]["interest"]
    assert found["outstanding"]["penalty"] == told["expected"]["dunning_amount"]
    assert found["outstanding"]["total"] == told["expected"]["grand_total"]


def test_16_a_payment_goes_through_the_terms_in_order_of_their_due_dates(
    book: Book, show: Any, rows: Any
) -> None:
    told = case(16)
    book.start()
    dues = [DAY_0 + timedelta(days=term["due_in_days"]) for term in told["terms"]]
    amounts = [term["amount"] for term in told["terms"]]
    book.loan("INV", list(zip(map(str, dues), amounts, strict=True)))
    book.pay("INV", [(DAY_0, credit["amount"]) for credit in told["credits"]])
    items = rows("report", "items", "--as-of", str(DAY_0), now=NOW)
    terms = {term["seq"]: term for term in show("INV", DAY_0)["instalments"]}
    found = [
        {
            "invoiced": terms[int(item["seq"])]["total"],
            "paid": terms[int(item["seq"])]["paid"],
            "credit_note": "0.00",
            "outstanding": item["amount"],
        }
        for item in items
    ]
    expected = [{key: f"{value}.00" for key, value in row.items()} for row in told["expected"]]
    assert found == expected


def test_19_a_credit_that_nothing_takes_is_a_negative_row(
    book: Book, show: Any, data: Any
) -> None:
    """The note paid the invoice when it came, so the 40 that came later are the credit.

    The peer leaves both beside each other (60 and -100); the total is the same.
    """
    told = case(19)
    book.start()
    book.invoices([(row["doc"], DAY_0, row["amount"]) for row in told["rows_in"]])
    for row in told["rows_in"]:
        if int(row["applied_payments"]):
            book.pay(row["doc"], [(DAY_0, row["applied_payments"])])
    found = {
        loan["loan_id"]: float(loan["outstanding"]) - float(loan["credit"])
        for loan in show("C", DAY_0)["loans"]
    }
    assert found == {"INV": -40.0, "CN": 0.0}
    assert sum(found.values()) == sum(float(row["outstanding"]) for row in told["expected"])
    (aged,) = data("report", "aging", "--as-of", str(DAY_0), now=NOW)["currencies"]
    assert float(aged["ledger_total"]) == float(told["expected_total"])
    assert aged["ties"]


@pytest.mark.parametrize("number", range(3))
def test_20_a_payment_dated_tomorrow_is_not_deducted_today(
    book: Book, show: Any, number: int
) -> None:
    told = case(20)
    variant = told["variants"][number]
    today = DAY_0 + timedelta(days=told["as_of_day"])
    later = DAY_0 + timedelta(days=variant["payment_day"])
    book.start()
    book.invoices([("INV", DAY_0, told["invoice"])])
    book.pay("INV", [(later, variant["payment"])])
    expected = {key: float(value) for key, value in variant["expected"].items()}
    before, after = show("INV", today), show("INV", later)
    outstanding, remaining = (float(one["outstanding"]["total"]) for one in (before, after))
    assert (outstanding, remaining) == (expected["outstanding"], expected["remaining"])
    assert before["transactions"] == []
    assert outstanding - remaining == expected["future"]
    assert -float(after["credit"]) == expected.get("unapplied_row", 0.0)


PEERS = ("erpnext", "oca_aged", "oca_statement_days", "invoiceninja")


def edges_of(told: dict[str, Any], peer: str) -> tuple[bool, list[int]]:
    """The two settings behind a peer's columns: whether the due day counts, and the last days."""
    definition = told["definitions"][peer]
    due_day = definition["not_due_if_dpd_le"] == -1
    return due_day, [edge + due_day for edge in definition["upper_inclusive"]]


@pytest.mark.parametrize("peer", PEERS)
def test_22_edges_of_buckets_are_settings(book: Book, rows: Any, data: Any, peer: str) -> None:
    told = case(22)
    due_day, edges = edges_of(told, peer)
    book.start(f"[ageing]\nbuckets = {edges}\n" + counting(due_day))
    amounts = {row["dpd"]: 2**n for n, row in enumerate(told["expected"])}
    book.invoices(
        (f"D{dpd}", DAY_0 - timedelta(days=dpd), amount) for dpd, amount in amounts.items()
    )
    (aged,) = data("report", "aging", "--as-of", str(DAY_0), now=NOW)["currencies"]
    assert aged["ties"]
    names = {row["bucket"]: f"b{n}" for n, row in enumerate(aged["rows"], start=1)}
    assert list(names.values()) == told["bucket_names"]
    items = rows("report", "items", "--as-of", str(DAY_0), now=NOW)
    found = {int(i["loan_id"][1:]): names.get(i["bucket"], "current") for i in items}
    left_out = {row["dpd"] for row in told["expected"] if row[peer] == "none"}
    assert left_out == ({-1} if peer == "erpnext" else set())
    for row in told["expected"]:
        wanted = "current" if row["dpd"] in left_out else row[peer]
        assert found[row["dpd"]] == wanted, row
    # A peer whose columns leave amounts out does not come to the ledger; here nothing is lost.
    has_not_due = told["definitions"][peer].get("not_due_bucket", "current") is not None
    columns = [row["amount"] for row in aged["rows"]] + [aged["not_due"]] * has_not_due
    missing = float(aged["ledger_total"]) - sum(map(float, columns))
    assert missing == sum(amounts[dpd] for dpd in left_out)


def test_23_only_items_past_due_are_overdue(book: Book, data: Any, rows: Any) -> None:
    told = case(23)
    book.start()
    book.invoices((f"I{n}", item["due"], item["open"]) for n, item in enumerate(told["items"]))
    day = told["as_of"]
    (aged,) = data("report", "aging", "--as-of", day, now=NOW)["currencies"]
    assert aged["overdue"] == f"{told['expected']['amount']}.00"
    assert sum(row["items"] for row in aged["rows"]) == told["expected"]["count"]
    late = rows("report", "items", "--late", "--as-of", day, now=NOW)
    assert [row["amount"] for row in late] == [aged["overdue"]]
