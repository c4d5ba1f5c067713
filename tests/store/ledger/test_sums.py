"""A sum never leaves the integers: it is refused before it is written, and found where it did."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.actions.imports.run import import_files
from overdue_cli.actions.ledger.check import check, rebuild_derived
from overdue_cli.actions.ledger.undo import undo
from overdue_cli.actions.ledger.upgrade import upgrade
from overdue_cli.actions.loan.enter import EntryTexts, enter
from overdue_cli.actions.loan.pay import pay
from overdue_cli.book import Book, Writing
from overdue_cli.domain.errors import CheckFailed, Refused
from overdue_cli.domain.money import LARGEST, LARGEST_SUM
from overdue_cli.policies.pack import Policy, load
from overdue_cli.reports.loan.ageing import ageing
from overdue_cli.store.derived import STORED
from overdue_cli.store.ledger.ledger import Ledger
from overdue_cli.store.ledger.new_ledger import create_ledger

AT = datetime(2026, 7, 1, 9, tzinfo=UTC)
TODAY = AT.date()
HUGE = 2**63 - 1
MOST = f"{LARGEST}"
LOANS = """loan_id,customer_id,principal,disbursed_on,method,instalments,currency
L1,C1,1200,2026-01-10,equal_principal,12,CLF
L2,C2,2400,2026-01-15,equal_principal,12,CLF
"""


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load("standard")


@pytest.fixture
def ledger(tmp_path: Path, policy: Policy) -> Iterator[Ledger]:
    """Two loans in a currency of which eight largest amounts are all that can be added up."""
    with create_ledger(tmp_path / "book.db", {"currency": "CLF"}, actor="me", at=AT) as made:
        bring_in(made, policy, LOANS)
        yield made


def bring_in(
    ledger: Ledger, policy: Policy, text: str, kind: str = "", *, dry_run: bool = False
) -> None:
    path = ledger.path.with_name("in.csv")
    path.write_text(text, encoding="utf-8")
    said = ImportOptions(kind=kind, dry_run=dry_run, account="A1" if kind == "statement" else "")
    done = import_files(Writing(ledger, policy, "me", AT), [path], said)
    assert [problem for file in done.files for problem in file.problems] == []


def paid(ledger: Ledger, policy: Policy, loan: str, amount: str = MOST) -> int:
    return pay(Writing(ledger, policy, "me", AT), loan, amount, on=TODAY).journal_id


def dump(ledger: Ledger) -> list[str]:
    return list(ledger.conn.iterdump())


def by_another_program(ledger: Ledger, *statements: str) -> None:
    with closing(sqlite3.connect(ledger.path)) as conn, conn:
        for statement in statements:
            conn.execute(statement)


def found(ledger: Ledger, policy: Policy) -> list[tuple[str, str, str]]:
    return [
        (one.check, one.about, one.field) for one in check(Book(ledger, policy, TODAY, AT, STORED))
    ]


def filled(ledger: Ledger, policy: Policy) -> None:
    """Money until no largest amount fits any more."""
    for number in range(7):
        paid(ledger, policy, f"L{1 + number % 2}")


def test_a_payment_that_brings_the_sum_over_the_limit_is_refused(
    ledger: Ledger, policy: Policy
) -> None:
    filled(ledger, policy)
    before = dump(ledger)
    with pytest.raises(Refused, match="payments, charges and instalments in CLF together") as told:
        paid(ledger, policy, "L2")
    assert "overdue undo" in told.value.hint
    assert dump(ledger) == before
    assert ageing(Book(ledger, policy, TODAY, AT, STORED)).ties
    assert found(ledger, policy) == []


def test_a_sum_is_exactly_as_large_as_it_may_be(ledger: Ledger, policy: Policy) -> None:
    filled(ledger, policy)
    (total,) = ledger.conn.execute("SELECT sum(amount) FROM day_total").fetchone()
    room = LARGEST_SUM - total
    with pytest.raises(Refused):
        paid(ledger, policy, "L1", f"{room // 10**4}.{room % 10**4 + 1:04}")
    paid(ledger, policy, "L1", f"{room // 10**4}.{room % 10**4:04}")
    for kind in ("fee", "repayment"):
        with pytest.raises(Refused):
            enter(Writing(ledger, policy, "me", AT), EntryTexts("L1", kind, "0.0001", TODAY))
    assert ageing(Book(ledger, policy, TODAY, AT, STORED)).ties
    assert found(ledger, policy) == []


def test_where_the_sum_is_full_money_can_still_be_taken_back(
    ledger: Ledger, policy: Policy
) -> None:
    filled(ledger, policy)
    before = dump(ledger)
    with pytest.raises(Refused):
        paid(ledger, policy, "L2")
    assert dump(ledger) == before
    undo(Writing(ledger, policy, "me", AT), None)
    paid(ledger, policy, "L2")
    assert found(ledger, policy) == []


@pytest.mark.parametrize(
    "text",
    [
        "transaction_id,loan_id,date,amount\nT1,L1,2026-06-01,{}\n",
        "loan_id,customer_id,principal,disbursed_on,method,instalments,currency\n"
        "L9,C1,{},2026-01-10,equal_principal,2,CLF\n",
        "invoice_id,customer_id,amount,issued_on,due_on,currency\n"
        "I1,C1,{},2026-05-01,2026-06-01,CLF\n",
        "loan_id,seq,due_on,principal,interest\nL1,1,2026-06-10,1200,{}\n",
        "loan_id,customer_id,as_of,days_past_due,overdue_amount,principal,currency\n"
        "L9,C1,2026-06-30,30,{0},{0},CLF\n",
    ],
    ids=["transactions", "loans", "invoices", "instalments", "list"],
)
def test_an_import_over_the_limit_is_refused_and_a_dry_run_says_so(
    text: str, ledger: Ledger, policy: Policy
) -> None:
    filled(ledger, policy)
    paid(ledger, policy, "L1", f"{LARGEST - 10_000}")
    before = dump(ledger)
    for dry_run in (True, False):
        with pytest.raises(Refused, match="in CLF together would come to"):
            bring_in(ledger, policy, text.format(MOST), dry_run=dry_run)
        assert dump(ledger) == before
    assert found(ledger, policy) == []


def test_principal_without_a_plan_is_added_up_too(ledger: Ledger, policy: Policy) -> None:
    filled(ledger, policy)
    head = "loan_id,customer_id,principal,disbursed_on,currency\n"
    bring_in(ledger, policy, f"{head}L8,C1,{MOST},2026-01-10,CLF\n")
    before = dump(ledger)
    with pytest.raises(Refused, match="that no instalment or charge says, in CLF together"):
        bring_in(ledger, policy, f"{head}L9,C1,{MOST},2026-01-10,CLF\n")
    assert dump(ledger) == before
    assert ageing(Book(ledger, policy, TODAY, AT, STORED)).ties


def test_bank_lines_over_the_limit_are_refused(ledger: Ledger, policy: Policy) -> None:
    def lines(*amounts: str) -> str:
        rows = (f"2026-06-10,{amount},CLF,line {n}\n" for n, amount in enumerate(amounts, 10))
        return "date,amount,currency,text\n" + "".join(rows)

    bring_in(ledger, policy, lines(*[MOST] * 8, *[f"-{MOST}"] * 3), "statement")
    before = dump(ledger)
    with pytest.raises(Refused, match="all money on bank lines in CLF"):
        bring_in(ledger, policy, lines("1"), "statement")
    assert dump(ledger) == before
    assert ageing(Book(ledger, policy, TODAY, AT, STORED)).ties
    assert found(ledger, policy) == []


def test_a_daily_sum_that_is_no_integer_is_named_and_mended(
    ledger: Ledger, policy: Policy
) -> None:
    paid(ledger, policy, "L2", "12")
    before = dump(ledger)
    day = TODAY.isoformat()
    by_another_program(ledger, "UPDATE day_total SET amount = 9.3e18 WHERE kind = 'repayment'")
    assert upgrade(ledger.path, actor="me", now=AT).damaged == ("CLF",)
    assert ("whole number", f"day_total CLF {day} repayment", "amount") in found(ledger, policy)
    with pytest.raises(CheckFailed, match="daily sums in CLF are damaged"):
        ageing(Book(ledger, policy, TODAY, AT, STORED))
    rebuild_derived(Writing(ledger, policy, "me", AT))
    assert found(ledger, policy) == []
    assert upgrade(ledger.path, actor="me", now=AT).damaged == ()
    assert [line for line in before if "day_total" in line] == [
        line for line in dump(ledger) if "day_total" in line
    ]


def as_of_old(ledger: Ledger, *journals: int) -> None:
    """Turns payments into some of all that an integer holds, which release 0.3 took."""
    for journal in journals:
        by_another_program(
            ledger,
            f"UPDATE entry SET amount = {HUGE} WHERE journal_id = {journal}",
            "DELETE FROM touched",
        )


def test_the_undo_of_such_a_payment_leaves_the_money_of_others(
    ledger: Ledger, policy: Policy
) -> None:
    paid(ledger, policy, "L2", "12")
    query = "SELECT amount, typeof(amount) FROM day_total WHERE kind = 'repayment'"
    before = tuple(ledger.conn.execute(query).fetchone())
    first, second = paid(ledger, policy, "L1", "1"), paid(ledger, policy, "L2", "2")
    as_of_old(ledger, first, second)
    assert ledger.conn.execute(query).fetchone()[1] == "real"
    assert ("sum", "CLF", "all money") in found(ledger, policy)
    with pytest.raises(Refused):
        paid(ledger, policy, "L2", "1")
    for journal in (second, first):
        undo(Writing(ledger, policy, "me", AT), journal)
    assert tuple(ledger.conn.execute(query).fetchone()) == before == (12_0000, "integer")
    assert found(ledger, policy) == []
    assert ageing(Book(ledger, policy, TODAY, AT, STORED)).ties


CELLS = [
    ("loan", "principal", "1200.5", "loan_id = 'L1'", "loan L1"),
    ("instalment", "interest", "'ten'", "loan_id = 'L2' AND seq = 3", "instalment L2 2 3"),
    ("entry", "amount", "0.1", "entry_id = 1", "entry 1"),
    ("customer", "income", "1e30", "customer_id = 'C1'", "customer C1"),
    ("open_item", "fee", "0.5", "loan_id = 'L1' AND seq = 1", "open_item L1 1"),
    ("position", "credit", "x'00'", "loan_id = 'L2'", "position L2"),
]


@pytest.mark.parametrize(("table", "column", "value", "where", "about"), CELLS)
def test_check_names_every_cell_that_is_no_integer(
    table: str, column: str, value: str, where: str, about: str, ledger: Ledger, policy: Policy
) -> None:
    paid(ledger, policy, "L1", "1")
    by_another_program(ledger, f"UPDATE {table} SET {column} = {value} WHERE {where}")
    assert ("whole number", about, column) in found(ledger, policy)


def test_a_fact_that_is_no_integer_stops_no_other_work(ledger: Ledger, policy: Policy) -> None:
    paid(ledger, policy, "L1", "1")
    by_another_program(ledger, "UPDATE entry SET amount = 0.5 WHERE entry_id = 1")
    paid(ledger, policy, "L2", "1")
    assert ("whole number", "entry 1", "amount") in found(ledger, policy)


def test_what_was_too_much_before_can_be_taken_back(ledger: Ledger, policy: Policy) -> None:
    filled(ledger, policy)
    last = paid(ledger, policy, "L1", "2")
    head = "loan_id,customer_id,principal,disbursed_on,currency\n"
    bring_in(ledger, policy, f"{head}L8,C1,{MOST},2026-01-10,CLF\n")
    as_of_old(ledger, last)
    by_another_program(ledger, "UPDATE position SET unscheduled = 3 * unscheduled")
    with pytest.raises(Refused):
        paid(ledger, policy, "L2", "1")
    undo(Writing(ledger, policy, "me", AT), last)
    assert ageing(Book(ledger, policy, TODAY, AT, STORED)).ties
