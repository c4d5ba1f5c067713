"""``overdue late-fees``: what is missing is charged once, whenever and however often it runs."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest

LOANS = "loan_id,customer_id,principal,disbursed_on,product\n" + "".join(
    f"L{n},C{n},1000,2026-01-15,{product}\n"
    for n, product in enumerate(("card", "card", "", "yen"))
)
PLAN = "loan_id,seq,due_on,principal,interest\n" + "".join(
    f"L{n},{seq},2026-0{seq + 1}-15,500,10\n" for n in range(4) for seq in (1, 2)
)
PAYMENTS = "transaction_id,loan_id,date,amount\nT1,L1,2026-02-20,510\nT2,L1,2026-03-15,510\n"
POLICY = """name = "own"
[product.card]
late_fee = "8"
late_fee_percent = "5"
late_fee_of = "principal"
late_fee_after_days = 3
late_fee_every_days = 30
late_fee_most = 2
[product.yen]
late_fee = "2"
late_fee_kind = "penalty"
late_fee_due = "instalment"
"""
#: Loan, instalment, occurrence, day, amount up to the end of April.
ALL = [
    ("L0", "1", "1", "2026-02-19", "25.00"),
    ("L1", "1", "1", "2026-02-19", "25.00"),
    ("L0", "1", "2", "2026-03-21", "25.00"),
    ("L0", "2", "1", "2026-03-19", "25.00"),
    ("L0", "2", "2", "2026-04-18", "25.00"),
    ("L3", "1", "1", "2026-02-16", "2.00"),
    ("L3", "2", "1", "2026-03-16", "2.00"),
]
LAST = "2026-04-30"


@pytest.fixture
def book(run, monkeypatch):
    monkeypatch.setenv("OVERDUE_POLICY", "own.toml")
    for name, text in {"l": LOANS, "p": PLAN, "t": PAYMENTS}.items():
        Path(f"{name}.csv").write_text(text)
    Path("own.toml").write_text(POLICY)
    run("init", "--currency", "CNY", now=f"{LAST}T09:00")
    run("import", "l.csv", "p.csv", "t.csv", now=f"{LAST}T09:00")


@pytest.fixture
def charged(run, data, book, monkeypatch):
    """Every late fee in the ledger."""
    monkeypatch.setenv("OVERDUE_NOW", f"{LAST}T09:00")

    def call():
        found = []
        for n in range(4):
            for one in data("show", f"L{n}")["transactions"]:
                if one["transaction_id"].startswith("late-fee:"):
                    _, loan, seq, time = one["transaction_id"].split(":")
                    found.append((loan, seq, time, one["date"], one["amount"]))
        return sorted(found)

    return call


def test_one_run_charges_each_fee_on_the_day_it_arose(run, charged):
    said = run("late-fees").stderr
    assert f"Charged 7 late fees up to {LAST} [journal 3; undo with: overdue undo 3]" in said
    assert charged() == sorted(ALL)
    run("check")


def test_a_run_every_day_charges_what_one_run_after_forty_days_does(run, charged, monkeypatch):
    day = date.fromisoformat("2026-03-20")
    while day <= date.fromisoformat(LAST):
        run("late-fees", now=f"{day}T09:00")
        day += timedelta(1)
    monkeypatch.setenv("OVERDUE_NOW", f"{LAST}T09:00")
    assert charged() == sorted(ALL)
    run("check")


def test_a_second_run_adds_nothing_and_writes_nothing(run, data, charged):
    run("late-fees")
    again = run("late-fees")
    assert again.stderr == "No late fee is missing, and none is too much.\n"
    assert charged() == sorted(ALL)


def test_a_dry_run_tells_and_writes_nothing_and_may_look_ahead(run, rows, charged):
    found = rows("late-fees", "--dry-run", "--as-of", "2026-05-31")
    assert len(found) == len(ALL)
    assert {row["state"] for row in found} == {"missing"}
    assert charged() == []
    assert "still to come" in run("late-fees", "--as-of", "2026-05-01", code=2).stderr


def test_a_run_for_a_past_day_says_nothing_of_later_fees(run, rows, charged):
    run("late-fees")
    assert rows("late-fees", "--as-of", "2026-02-28") == []
    assert rows("late-fees", "--as-of", "2026-03-16", "--dry-run") == []


def test_undo_takes_all_of_a_run_back_and_the_next_run_charges_it_again(run, data, charged):
    before = data("show", "L0")
    run("late-fees")
    run("undo")
    assert data("show", "L0") == before
    run("late-fees")
    assert charged() == sorted(ALL)
    run("check")


def late_payment(run, amount: str) -> None:
    Path("b.csv").write_text(f"transaction_id,loan_id,date,amount\nB1,L0,2026-02-16,{amount}\n")
    run("import", "b.csv")


def test_a_fee_that_a_backdated_payment_makes_unjust_is_told_and_not_taken_back(
    run, rows, data, charged
):
    run("late-fees")
    late_payment(run, "510")
    found = rows("late-fees")
    assert [(r["state"], r["transaction_id"], r["amount"]) for r in found] == [
        ("too much", "late-fee:L0:1:1", "25.00"),
        ("too much", "late-fee:L0:1:2", "25.00"),
    ]
    assert charged() == sorted(ALL)


def test_the_command_offered_takes_back_what_is_too_much_and_it_stays_so(run, rows, charged):
    run("late-fees")
    late_payment(run, "310")
    lines = [
        line for line in run("late-fees").stderr.splitlines() if line.startswith("too much: ")
    ]
    assert len(lines) == 2
    for line in lines:
        words = line.removeprefix("too much: overdue ").split()
        assert words[:4] == ["enter", "L0", "reversal", "15.00"]
        run(*words)
    assert rows("late-fees") == []
    run("check")


def test_a_fee_taken_back_as_a_favour_does_not_come_again(run, rows, charged):
    run("late-fees")
    run("enter", "L1", "reversal", "all", "--reverses", "late-fee:L1:1:1")
    assert rows("late-fees") == []


def test_a_waived_fee_does_not_change_what_is_justified(run, rows, charged):
    run("late-fees")
    run("enter", "L0", "waiver", "all", "--components", "fee")
    assert rows("late-fees") == []


def test_a_fee_is_in_the_order_of_payment_like_any_other(run, data, charged):
    run("late-fees")
    run("pay", "L1", "25")
    shown = data("show", "L1")
    taken = {one["transaction_id"]: one["allocated"] for one in shown["transactions"]}
    assert (taken["T2"]["fee"], taken["T2"]["principal"]) == ("25.00", "475.00")
    assert shown["status"] == "closed"


HOLD = """
INSERT INTO hold (customer_id, kind, from_on, until_on, stops, note, journal_id)
VALUES ('C0', 'hardship', '2026-02-16', '2026-03-07', ?, '', 2)
"""


@pytest.mark.parametrize(
    ("stops", "day"), [("penalty", "2026-03-11"), ("dpd", "2026-03-11"), ("contact", "2026-02-19")]
)
def test_days_of_a_hold_that_stops_penalty_or_days_do_not_count(run, charged, stops, day):
    """Twenty days from 16 February to 7 March are held: the fee arises twenty days later."""
    with sqlite3.connect("overdue.db") as conn:
        conn.execute(HOLD, (stops,))
    run("late-fees")
    assert next(fee for fee in charged() if fee[:3] == ("L0", "1", "1"))[3] == day


def test_fees_follow_the_currency(run, data, monkeypatch):
    monkeypatch.setenv("OVERDUE_NOW", f"{LAST}T09:00")
    monkeypatch.setenv("OVERDUE_POLICY", "own.toml")
    Path("own.toml").write_text('name = "own"\n[product.default]\nlate_fee = "1.5"\n')
    run("init", "--currency", "JPY")
    Path("l.csv").write_text("loan_id,customer_id,principal,disbursed_on\nL1,C1,900,2026-01-15\n")
    Path("p.csv").write_text("loan_id,seq,due_on,principal\nL1,1,2026-02-15,900\n")
    run("import", "l.csv", "p.csv")
    said = run("late-fees", code=2).stderr
    assert "a product's late_fee is '1.5': JPY has 0 digits" in said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("late_fee = 5", ""),
        ('late_fee = "much"', "Give an amount as text"),
        ('late_fee_of = "interest"', "Use one of principal, principal_interest, all"),
        ("late_fee_most = 0", "Give a number from 1 on"),
        ('late_fee_precent = "5"', "Did you mean late_fee_percent?"),
        ("late_fee_after_days = -1", "Give whole days"),
    ],
)
def test_a_late_fee_that_cannot_be_is_named(run, line, said):
    Path("own.toml").write_text(f'name = "own"\n[product.card]\n{line}\n')
    done = run("policy", "show", "own.toml", code=2 if said else 0)
    assert said in done.stderr


@pytest.mark.parametrize(
    ("loan", "said"),
    [
        (
            "L0",
            "8.00 or 5 % of principal, the larger, after 3 days; again every 30 days, at most 2",
        ),
        ("L2", "none"),
        ("L3", "2.00, after 0 days"),
    ],
)
def test_the_statement_says_which_late_fee_the_product_has(data, charged, loan, said):
    settings = {row["setting"]: row for row in data("explain", loan)["rules"]}
    assert settings["late_fee"]["value"].startswith(said)
