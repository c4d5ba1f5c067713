"""Money of a customer meets debts: cases by hand, and laws over random customers."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from overdue_cli.domain.loan.account import AccountLoan, DisputedDays, applied
from overdue_cli.domain.loan.loan import Entry, Instalment, Loan, Position, Rules
from overdue_cli.domain.loan.position import position

#: Random customers of the law; the large profile sets more.
CUSTOMERS = int(os.environ.get("OVERDUE_ACCOUNTS", "150"))


def invoice(loan_id: str, due_on: date, amount: int, *entries: Entry, **more: Any) -> AccountLoan:
    """An invoice of some days before its due date; amounts in whole units."""
    issued_on = more.pop("issued_on", due_on)
    plan = (Instalment(1, due_on, amount * 100),)
    return AccountLoan(Loan(loan_id, "EUR", issued_on, plan, entries), "invoice", **more)


def account(*entries: Entry) -> AccountLoan:
    """The account of the customer."""
    return AccountLoan(Loan("account", "EUR", None, (), entries), "account")


def money(number: int, on: date, amount: int, kind: str = "repayment", **more: Any) -> Entry:
    """An entry of whole units."""
    return Entry(number, kind, on, amount * 100, **more)


def standing(loans: Sequence[AccountLoan], on: date) -> dict[str, Position]:
    """Where each loan of a customer stands at the close of a day."""
    moved = applied(loans)
    return {
        one.loan.loan_id: position(
            replace(one.loan, entries=one.loan.entries + moved.get(one.loan.loan_id, ())), on
        )
        for one in loans
    }


def open_amounts(loans: Sequence[AccountLoan], on: date) -> dict[str, int]:
    """Whole units that are open of each debt; credit is negative."""
    return {
        loan_id: (at.outstanding.total - at.credit) // 100
        for loan_id, at in standing(loans, on).items()
    }


def test_a_credit_meets_the_next_invoice() -> None:
    due = [(1, 30), (2, 25), (3, 13), (4, 18), (5, 12)]
    invoices = [invoice(f"I{month}", date(2016, month, 1), amount) for month, amount in due]
    paid = [((1, 12), 12), ((1, 13), 28), ((2, 8), 2), ((2, 23), 30), ((5, 12), 15)]
    entries = [money(n, date(2016, *day), amount) for n, (day, amount) in enumerate(paid)]
    loans = [account(*entries), *invoices]
    assert open_amounts(loans, date(2016, 2, 9)) == {
        "account": 0, "I1": 0, "I2": 13, "I3": 0, "I4": 0, "I5": 0
    }  # fmt: skip
    last = standing(loans, date(2016, 5, 12))
    assert [loan_id for loan_id, at in last.items() if at.outstanding.total] == ["I5"]
    assert (last["I5"].outstanding.total, last["I5"].days_past_due) == (11_00, 11)


def test_an_overpaid_invoice_pays_the_new_one() -> None:
    old = invoice("old", date(2026, 3, 31), 1000, money(1, date(2026, 4, 2), 1500))
    new = invoice("new", date(2026, 5, 31), 300, issued_on=date(2026, 5, 1))
    assert open_amounts([old, new], date(2026, 4, 30)) == {"old": -500, "new": 0}
    after = standing([old, new], date(2026, 5, 1))
    assert (after["old"].status, after["old"].credit) == ("overpaid", 200_00)
    assert after["new"].status == "closed"


def test_credit_of_a_closed_loan_pays_another_loan_and_of_a_running_one_does_not() -> None:
    plan = (Instalment(1, date(2026, 1, 31), 500_00), Instalment(2, date(2026, 2, 28), 500_00))
    paid = money(1, date(2026, 2, 1), 1500)
    closed = AccountLoan(Loan("A", "EUR", date(2026, 1, 1), plan, (paid,)), "loan")
    other = AccountLoan(
        Loan("B", "EUR", date(2026, 1, 1), (Instalment(1, date(2026, 3, 31), 500_00),), ()), "loan"
    )
    assert open_amounts([closed, other], date(2026, 3, 30)) == {"A": -500, "B": 500}
    assert open_amounts([closed, other], date(2026, 3, 31)) == {"A": 0, "B": 0}
    waits = Rules(early=(("", "credit"),))
    running = replace(closed, loan=replace(closed.loan, plan=(*plan, plan[1]._replace(
        seq=3, due_on=date(2026, 4, 30))), entries=(paid,), rules=waits))  # fmt: skip
    assert open_amounts([running, other], date(2026, 3, 31))["B"] == 500
    shared = replace(running, loan=replace(running.loan, rules=replace(waits, surplus="account")))
    assert open_amounts([shared, other], date(2026, 3, 31))["B"] == 0


def test_a_credit_note_is_for_its_invoice_first() -> None:
    entry = money(1, date(2026, 2, 10), 100, "merchant_refund")
    note = AccountLoan(Loan("N", "EUR", date(2026, 2, 10), (), (entry,)), "credit_note")
    older, younger = invoice("I1", date(2026, 1, 31), 80), invoice("I2", date(2026, 2, 28), 80)
    younger = replace(younger, loan=replace(younger.loan, exists_on=date(2026, 2, 1)))
    assert open_amounts([note, older, younger], date(2026, 2, 10)) == {"N": 0, "I1": 0, "I2": 60}
    named = replace(note, applies_to="I2")
    assert open_amounts([named, older, younger], date(2026, 2, 10)) == {"N": 0, "I1": 60, "I2": 0}


def test_disputed_invoices_are_passed_over_until_the_dispute_ends() -> None:
    first = invoice(
        "I1",
        date(2026, 1, 31),
        100,
        disputed=(DisputedDays(date(2026, 1, 20), date(2026, 3, 1)),),
    )
    second = invoice("I2", date(2026, 2, 10), 100)
    loans = [account(money(1, date(2026, 2, 1), 150)), first, second]
    assert open_amounts(loans, date(2026, 2, 10)) == {"account": -50, "I1": 100, "I2": 0}
    assert open_amounts(loans, date(2026, 3, 1)) == {"account": 0, "I1": 50, "I2": 0}


@pytest.mark.parametrize("journal", [1, 3], ids=["in one file", "later"])
def test_a_refund_is_not_taken_back_by_a_later_bounce(journal: int) -> None:
    paid = money(1, date(2026, 1, 20), 700, recorded=1)
    bounced = Entry(9, "reversal", date(2026, 2, 25), 700_00, reverses=1, recorded=journal)
    owed = invoice("I", date(2026, 2, 9), 700, paid, bounced, recorded=1)
    surplus = money(2, date(2026, 2, 20), 100, recorded=1)
    refund = money(3, date(2026, 2, 22), 100, "credit_refund", recorded=1)
    loans = [account(surplus, refund), owed]
    assert open_amounts(loans, date(2026, 2, 20)) == {"account": -100, "I": 0}
    assert open_amounts(loans, date(2026, 2, 24)) == {"account": 0, "I": 0}
    assert open_amounts(loans, date(2026, 2, 28)) == {"account": 0, "I": 700}


def test_a_refund_after_a_bounce_leaves_what_the_debt_had() -> None:
    paid = money(1, date(2026, 1, 20), 700, recorded=1)
    bounced = Entry(9, "reversal", date(2026, 2, 25), 700_00, reverses=1, recorded=1)
    owed = invoice("I", date(2026, 2, 9), 700, paid, bounced, recorded=1)
    surplus = money(2, date(2026, 2, 20), 100, recorded=1)
    refund = money(3, date(2026, 2, 26), 100, "credit_refund", recorded=1)
    # The money went to the debt on the 25th; paid out after it, it is owed to us.
    loans = [account(surplus, refund), owed]
    assert open_amounts(loans, date(2026, 2, 28)) == {"account": 100, "I": 600}


def test_a_refund_keeps_its_money_from_debts_recorded_after_it() -> None:
    paid = money(1, date(2026, 1, 1), 100, recorded=1)
    refund = money(2, date(2026, 2, 1), 100, "credit_refund", recorded=2)
    late = invoice("I1", date(2026, 1, 15), 100, recorded=3)
    loans = [account(paid, refund), late]
    assert open_amounts(loans, date(2026, 1, 20)) == {"account": -100, "I1": 100}
    assert open_amounts(loans, date(2026, 2, 1)) == {"account": 0, "I1": 100}
    early = [account(paid, replace_recorded(refund, 4)), late]
    assert open_amounts(early, date(2026, 1, 20)) == {"account": 0, "I1": 0}


def replace_recorded(entry: Entry, number: int) -> Entry:
    """The same entry, recorded by another journal entry."""
    return entry._replace(recorded=number)


def test_a_reversal_takes_back_what_was_applied_from_its_own_day() -> None:
    paid = money(1, date(2026, 2, 1), 100)
    back = money(2, date(2026, 2, 20), 100, "reversal", reverses=1)
    other = money(3, date(2026, 2, 5), 60)
    loans = [account(paid, back, other), invoice("I1", date(2026, 1, 31), 100)]
    assert open_amounts(loans, date(2026, 2, 19)) == {"account": -60, "I1": 0}
    assert open_amounts(loans, date(2026, 2, 20)) == {"account": 0, "I1": 40}


def test_money_moved_by_hand_goes_where_it_is_told() -> None:
    paid = money(1, date(2026, 2, 1), 100)
    first, second = invoice("I1", date(2026, 3, 31), 100), invoice("I2", date(2026, 4, 30), 100)
    second = replace(second, loan=replace(second.loan, exists_on=date(2026, 1, 1)))
    moved = money(2, date(2026, 2, 1), 30, "application", other="I2")
    loans = [account(paid, moved), first, second]
    assert open_amounts(loans, date(2026, 2, 1))["I2"] == 0
    held = replace(first, loan=replace(first.loan, exists_on=date(2026, 1, 1)))
    assert open_amounts([account(paid, moved), held, second], date(2026, 2, 1)) == {
        "account": 0, "I1": 30, "I2": 70
    }  # fmt: skip


def random_customer(seed: int) -> list[AccountLoan]:
    """Some invoices, loans, credit notes, payments on account, reversals and disputes."""
    rng = random.Random(seed)
    start = date(2026, 1, 1)

    def some_day(span: int = 120) -> date:
        return start + timedelta(days=rng.randrange(span))

    numbers = iter(range(1, 10_000))
    paid = [
        money(next(numbers), some_day(), rng.randint(1, 300)) for _ in range(rng.randint(0, 6))
    ]
    back = [
        money(next(numbers), one.value_on + timedelta(days=rng.randrange(40)), 0, "reversal")
        ._replace(reverses=one.entry_id, amount=one.amount)
        for one in paid
        if rng.random() < 0.2
    ]  # fmt: skip
    loans = [account(*paid, *back)]
    for number in range(rng.randint(1, 5)):
        due_on = some_day()
        issued_on = due_on - timedelta(days=rng.randrange(30))
        own = [money(next(numbers), issued_on, rng.randint(1, 400))] if rng.random() < 0.3 else []
        disputed = ()
        if rng.random() < 0.2:
            since = some_day()
            disputed = (DisputedDays(since, since + timedelta(days=rng.randrange(1, 60))),)
        loans.append(
            invoice(f"I{number}", due_on, rng.randint(1, 300), *own,
                    issued_on=issued_on, disputed=disputed)
        )  # fmt: skip
    for number in range(rng.randint(0, 2)):
        plan = tuple(
            Instalment(seq, start + timedelta(days=30 * seq), rng.randint(10, 90) * 100, 500)
            for seq in range(1, rng.randint(2, 5))
        )
        own = [money(next(numbers), some_day(), rng.randint(1, 400))] if rng.random() < 0.5 else []
        loans.append(AccountLoan(Loan(f"L{number}", "EUR", start, plan, tuple(own)), "loan"))
    return loans


def days_asked(seed: int) -> list[date]:
    rng = random.Random(-seed - 1)
    return [date(2026, 1, 1) + timedelta(days=rng.randrange(150)) for _ in range(4)]


@pytest.mark.parametrize("block", range(5))
def test_laws_of_random_customers(block: int) -> None:
    for seed in range(block, CUSTOMERS, 5):
        loans = random_customer(seed)
        shuffled = loans[:]
        random.Random(seed).shuffle(shuffled)
        for day in days_asked(seed):
            at = standing(loans, day)
            same = standing(shuffled, day)
            assert {k: v.outstanding for k, v in at.items()} == {
                k: v.outstanding for k, v in same.items()
            }, (seed, day)
            check_nothing_is_lost(loans, at, day, seed)
            check_no_money_lies_beside_a_debt(loans, at, day, seed)


def check_nothing_is_lost(
    loans: list[AccountLoan], at: dict[str, Position], day: date, seed: int
) -> None:
    """What is owed less what is over is the same as where each debt stands by itself."""
    alone = {one.loan.loan_id: position(one.loan, day) for one in loans}
    assert sum(p.outstanding.total - p.credit for p in at.values()) == sum(
        p.outstanding.total - p.credit for p in alone.values()
    ), (seed, day)


def check_no_money_lies_beside_a_debt(
    loans: list[AccountLoan], at: dict[str, Position], day: date, seed: int
) -> None:
    """While the account holds money, nothing undisputed is due, and no invoice is open."""
    kinds = {one.loan.loan_id: one for one in loans}
    free = [k for k, p in at.items() if p.credit and kinds[k].kind in ("account", "invoice")]
    if not free:
        return
    for loan_id, p in at.items():
        one = kinds[loan_id]
        if any(held.start <= day < held.end for held in one.disputed):
            continue
        left = [i for i in p.items if i.unpaid.total]
        due = [i for i in left if i.due_on <= day or one.kind == "invoice"]
        assert not due, (seed, day, loan_id, free)
