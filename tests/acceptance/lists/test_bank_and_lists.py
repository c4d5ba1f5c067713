"""Money that the bank or a person tells of, and that the daily lists show too, counts once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.law
NOW = "2026-06-30T09:00+02:00"
HEAD = "loan_id,customer_id,name,days_past_due,overdue_principal,overdue_interest,贷款余额,as_of\n"
#: What the core system says of L-2041; 500 are paid on the list of the 12th.
LISTS = {
    "2026-06-11": (41, "1500.00", "50.00", "5000.00"),
    "2026-06-12": (42, "1050.00", "0.00", "4550.00"),
    "2026-06-13": (43, "1050.00", "0.00", "4550.00"),
}
#: Entries that the lists alone lead to.
GUESSED = ("2026-06-12", "repayment", "500.00")


@pytest.fixture
def lists(run: Any, tmp_path: Path) -> Callable[..., None]:
    """Imports the lists of the days that are named, or all of them."""
    run("init", "--currency", "EUR", now=NOW)

    def call(*days: str) -> None:
        for day in days or tuple(LISTS):
            late, principal, interest, balance = LISTS[day]
            row = f"L-2041,C-17,Anna Mueller,{late},{principal},{interest},{balance},{day}\n"
            (tmp_path / f"{day}.csv").write_text(
                HEAD + row + f"L-7,C-8,Jan Nowak,{late},10.00,0.00,10.00,{day}\n", encoding="utf-8"
            )
            run("import", f"{day}.csv", "--list", "complete", now=NOW)

    return call


def bank(run: Any, day: str) -> None:
    short = day[2:].replace("-", "")
    Path("bank.sta").write_text(
        ":20:STMT\n:25:DE02120300000000202051\n:28C:6/1\n:60F:C260601EUR0,00\n"
        f":61:{short}{short[2:]}C500,00NTRFNONREF\n"
        ":86:166?00GUTSCHRIFT?20SVWZ+Loan L-2041?31DE0212345?32Anna Mueller\n-\n",
        encoding="utf-8",
    )
    run("import", "bank.sta", now=NOW)


def pay(run: Any, day: str) -> None:
    run("pay", "L-2041", "500", "--on", day, now=NOW)


def enter(run: Any, day: str) -> None:
    run("enter", "L-2041", "repayment", "500", "--on", day, now=NOW)


def transactions(run: Any, day: str) -> None:
    Path("paid.csv").write_text(f"transaction_id,loan_id,date,amount\nT1,L-2041,{day},500\n")
    run("import", "paid.csv", now=NOW)


SOURCES = [bank, pay, enter, transactions]


#: Where L-2041 stands on the 11th with the 500 in transit: 50 of interest and 450 are paid.
IN_TRANSIT = (41, "1050.00", "0.00", "4550.00")


def check(run: Any, data: Any, *, paid_on: str = "") -> None:
    """The loan stands as each list says, less money in transit; the ageing ties."""
    for day, listed in LISTS.items():
        in_transit = paid_on == day == "2026-06-11"
        late, principal, interest, balance = IN_TRANSIT if in_transit else listed
        shown = data("show", "L-2041", "--as-of", day, now=NOW)
        assert shown["days_past_due"] == late
        assert (shown["overdue"]["principal"], shown["overdue"]["interest"]) == (
            principal,
            interest,
        )
        assert shown["outstanding"]["principal"] == balance
        report = data("report", "aging", "--as-of", day, now=NOW)["currencies"][0]
        assert report["ties"]
        assert Decimal(report["overdue"]) == Decimal(principal) + Decimal(interest) + 10
    run("check", now=NOW)


def money_in(data: Any) -> Decimal:
    """Payments that count, recorded or inferred, with what was taken back off."""
    found = data("show", "L-2041", now=NOW)["transactions"]
    paid = [one for one in found if one["type"] == "repayment" and not one["reversed"]]
    return sum((Decimal(one["amount"]) for one in paid), Decimal(0))


def inferred(data: Any) -> list[tuple[str, str, str]]:
    found = data("show", "L-2041", now=NOW)["transactions"]
    return [(one["date"], one["type"], one["amount"]) for one in found if one["inferred"]]


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("day", ["2026-06-11", "2026-06-12", "2026-06-13"])
def test_money_after_the_lists_counts_once_and_its_undo_brings_the_inferred_entries_back(
    lists: Any, run: Any, data: Any, source: Any, day: str
) -> None:
    lists()
    before = inferred(data)
    assert before[-1] == GUESSED
    source(run, day)
    assert money_in(data) == 500
    check(run, data, paid_on=day)
    run("undo", now=NOW)
    assert inferred(data) == before
    check(run, data)


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("day", ["2026-06-11", "2026-06-12", "2026-06-13"])
def test_money_between_the_lists_counts_once(
    lists: Any, run: Any, data: Any, source: Any, day: str
) -> None:
    lists("2026-06-11")
    source(run, day)
    lists("2026-06-12", "2026-06-13")
    assert money_in(data) == 500
    check(run, data, paid_on=day)


def test_a_statement_from_before_the_first_list_is_booked_once_the_loan_is_known(
    lists: Any, run: Any, data: Any
) -> None:
    bank(run, "2026-06-12")
    lists()
    assert "1 booked" in run("match", "--certain", now=NOW).stdout
    assert money_in(data) == 500
    check(run, data)


def test_a_list_can_be_taken_back_under_a_statement(lists: Any, run: Any, data: Any) -> None:
    lists()
    bank(run, "2026-06-12")
    run("undo", "3", now=NOW)  # the list of the 12th
    assert money_in(data) == 500
    run("check", now=NOW)
    lists("2026-06-12")
    check(run, data)


def test_money_before_any_list_tells_of_it_stays_and_waits_for_the_list(
    lists: Any, run: Any, data: Any
) -> None:
    lists("2026-06-11")
    bank(run, "2026-06-12")
    assert data("show", "L-2041", now=NOW)["overdue"]["total"] == "1050.00"
    lists("2026-06-12")
    assert [one[1] for one in inferred(data)] == ["opening"] * 3
    lists("2026-06-13")
    check(run, data)


def test_the_day_after_the_last_list_the_same_amount_is_the_same_payment(
    lists: Any, run: Any, data: Any
) -> None:
    lists("2026-06-11", "2026-06-12")
    bank(run, "2026-06-13")
    assert data("show", "L-2041", now=NOW)["overdue"]["total"] == "1050.00"
    assert money_in(data) == 500
    run("check", now=NOW)


def test_some_days_after_the_last_list_somebody_is_asked(lists: Any, run: Any, data: Any) -> None:
    lists()
    bank(run, "2026-06-15")
    likely = run("match", "--format", "csv", now=NOW).stdout
    assert "may be the payment that a list shows of 2026-06-12" in likely
    assert money_in(data) == 500


def test_a_second_payment_of_the_same_amount_counts_as_soon_as_a_list_shows_it(
    lists: Any, run: Any, data: Any, tmp_path: Path
) -> None:
    lists("2026-06-11", "2026-06-12")
    pay(run, "2026-06-12")
    pay(run, "2026-06-13")
    row = "L-2041,C-17,Anna Mueller,43,550.00,0.00,4050.00,2026-06-13\n"
    (tmp_path / "l.csv").write_text(HEAD + row, encoding="utf-8")
    run("import", "l.csv", "--list", "partial", now=NOW)
    assert money_in(data) == 1000
    assert data("show", "L-2041", now=NOW)["overdue"]["total"] == "550.00"
    run("check", now=NOW)


def test_what_the_lists_lead_to_is_not_reversed_by_hand(lists: Any, run: Any, data: Any) -> None:
    lists()
    guess = [
        one["transaction_id"]
        for one in data("show", "L-2041", now=NOW)["transactions"]
        if one["type"] == "repayment"
    ]
    args = ("enter", "L-2041", "reversal", "500", "--reverses", *guess, "--on", "2026-06-13")
    assert "follows from the daily lists" in run(*args, code=6, now=NOW).stderr


def test_what_an_older_program_inferred_is_rebuilt(lists: Any, run: Any, data: Any) -> None:
    lists()
    before = inferred(data)
    with closing(sqlite3.connect("overdue.db")) as conn, conn:
        conn.execute("UPDATE entry SET voided_by = journal_id WHERE kind = 'repayment'")
    assert "inferred entries" in run("check", code=5, now=NOW).stdout
    run("check", "--rebuild", now=NOW)
    assert inferred(data) == before
    check(run, data)
