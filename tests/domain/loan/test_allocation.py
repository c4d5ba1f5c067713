"""Orders of allocation and rules for early money, on one small loan."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from orders import allocate, order_from
from overdue_cli.domain.loan.allocation import (
    TIMINGS,
    Debt,
    spread_over_debts,
)
from overdue_cli.domain.loan.loan import (
    AllocationStep,
    Amounts,
    Entry,
    Instalment,
    Loan,
    Order,
    Rules,
)
from overdue_cli.domain.loan.position import position

D = date
PLAN = tuple(Instalment(n, D(2024, n, 15), 100, 10) for n in (1, 2, 3, 4))
FEE = Entry(1, "fee", D(2024, 1, 1), 7, due_on=D(2024, 1, 20))


def after(amount: int, on: date, kind: str = "repayment", *more: Entry, as_of=None, **rules):
    entries = (FEE, Entry(2, kind, on, amount), *more)
    return position(Loan("L", "CNY", None, PLAN, entries, Rules(**rules)), as_of or on)


def principal_paid(p) -> list[int]:
    return [item.paid.principal for item in p.items]


def test_rbi_takes_interest_of_all_due_instalments_before_principal_and_charges_last():
    p = after(25, D(2024, 2, 20), allocation="rbi")
    assert p.allocated[0].parts == Amounts(interest=20, principal=5)
    p = after(227, D(2024, 2, 20), allocation="rbi")
    assert p.allocated[0].parts == Amounts(fee=7, interest=20, principal=200)


@pytest.mark.parametrize(
    ("early", "paid"),
    [("next", [90, 0, 0, 0]), ("last", [0, 0, 0, 90]), ("reamortise", [15, 8, 15, 15])],
)
def test_early_money_goes_where_the_rule_says(early, paid):
    p = after(100, D(2024, 1, 1), early=(("", early),))
    assert principal_paid(p) == paid
    assert sum(p.allocated[0].parts) == 100


def test_each_kind_of_money_can_have_its_own_rule_for_early_money():
    rules = {"early": (("goodwill", "last"),)}
    assert principal_paid(after(100, D(2024, 1, 1), "goodwill", **rules)) == [0, 0, 0, 90]
    assert principal_paid(after(100, D(2024, 1, 1), "repayment", **rules)) == [90, 0, 0, 0]


def test_waiting_money_pays_each_instalment_on_its_due_date():
    rules = {"early": (("", "credit"),)}
    p = after(300, D(2024, 1, 1), **rules)
    assert (p.credit, p.status, p.valid_until) == (300, "active", D(2024, 1, 15))
    p = after(300, D(2024, 1, 1), as_of=D(2024, 2, 15), **rules)
    assert (p.credit, [item.paid_on for item in p.items[:2]]) == (
        73,
        [D(2024, 1, 15), D(2024, 2, 15)],
    )


def test_a_charge_can_be_due_on_its_own_date():
    due, early = ("fee", "interest", "principal", "penalty"), ("principal", "fee", "interest")
    steps = (
        AllocationStep(("past_due", "due"), due),
        AllocationStep(("in_advance",), (*early, "penalty")),
    )
    p = after(120, D(2024, 1, 20), order=Order(steps, charge_dates=True))
    assert p.allocated[0].parts == Amounts(fee=7, interest=10, principal=103)
    on_instalment = after(120, D(2024, 1, 20), order=Order(steps))
    assert on_instalment.allocated[0].parts == Amounts(fee=0, interest=10, principal=110)


def test_component_first_settles_one_component_of_all_instalments():
    order = order_from([("past_due", "interest"), ("past_due", "principal")], component_first=True)
    p = after(30, D(2024, 3, 20), order=order)
    assert p.allocated[0].parts == Amounts(interest=30)


def test_a_timing_no_step_names_takes_nothing():
    p = after(500, D(2024, 1, 1), order=Order((AllocationStep(("past_due",), ("principal",)),)))
    assert (p.credit, p.outstanding.total) == (500, 447)


def test_an_unknown_order_is_named():
    with pytest.raises(ValueError, match=r"^allocation: "):
        after(1, D(2024, 1, 1), allocation="fifo")


def test_an_unknown_kind_of_entry_is_refused():
    with pytest.raises(ValueError, match=r"^kind: "):
        after(1, D(2024, 1, 1), "cashback")


def test_what_is_over_is_left():
    assert allocate(Amounts(principal=5), 7, "standard") == (Amounts(principal=5), 2)


def test_equal_debts_are_paid_pro_rata_and_the_rest_to_the_cent():
    debts = [Debt(name, D(2024, 1, 1), 100) for name in "abc"]
    assert spread_over_debts(debts, 100, D(2024, 2, 1)) == {"a": 34, "b": 33, "c": 33}


def test_due_debts_come_first_then_the_more_burdensome():
    debts = [
        Debt("later", D(2024, 3, 1), 100),
        Debt("cheap", D(2024, 1, 1), 100, rate=Fraction(1, 10)),
        Debt("dear", D(2024, 1, 31), 100, rate=Fraction(2, 10)),
    ]
    assert spread_over_debts(debts, 150, D(2024, 2, 1)) == {"dear": 100, "cheap": 50, "later": 0}


def test_a_debt_without_a_rate_is_the_least_burdensome():
    debts = [Debt("free", D(2024, 1, 1), 100), Debt("dear", D(2024, 1, 31), 100, rate=Fraction(1))]
    assert spread_over_debts(debts, 100, D(2024, 2, 1)) == {"dear": 100, "free": 0}
    debts = [Debt("free", D(2024, 1, 31), 100), Debt("even", D(2024, 1, 1), 100, rate=Fraction(0))]
    assert spread_over_debts(debts, 100, D(2024, 2, 1)) == {"even": 100, "free": 0}
    debts = [Debt("even", D(2024, 1, 31), 100, rate=Fraction(0)), Debt("free", D(2024, 1, 1), 100)]
    assert spread_over_debts(debts, 100, D(2024, 2, 1)) == {"free": 100, "even": 0}


def test_an_order_of_one_step_walks_all_lines_once():
    one = Order((AllocationStep(TIMINGS, ("fee", "interest", "penalty", "principal")),))
    p = after(120, D(2024, 1, 20), order=one)
    assert p == after(120, D(2024, 1, 20), allocation="cn_561")


def paid_back(**rules):
    entries = (
        Entry(1, "repayment", D(2024, 1, 15), 110),
        Entry(2, "chargeback", D(2024, 1, 20), 50, reverses=1),
    )
    return position(Loan("L", "CNY", None, PLAN, entries, Rules(**rules)), D(2024, 1, 25))


def test_money_put_back_is_an_item_of_its_own_age():
    p = paid_back()
    assert (p.oldest_due_on, p.days_past_due, p.overdue) == (
        D(2024, 1, 20),
        5,
        Amounts(principal=50),
    )


def test_money_put_back_can_follow_an_order_limited_to_what_was_paid():
    assert paid_back(chargeback_order=("interest", "principal")).overdue == Amounts(0, 0, 10, 40)


def test_money_put_back_can_join_the_instalment_of_its_period():
    p = paid_back(chargeback_line="instalment")
    assert (p.days_past_due, p.items[1].due.principal) == (0, 150)


@pytest.mark.parametrize(
    ("rule", "credit", "items"), [("pays", 50, 5), ("covers", 50, 4), ("waits", 100, 5)]
)
def test_a_credit_and_money_put_back(rule, credit, items):
    entries = (
        Entry(1, "repayment", D(2024, 1, 15), 540),
        Entry(2, "chargeback", D(2024, 1, 20), 50, reverses=1),
    )
    loan = Loan("L", "CNY", None, PLAN, entries, Rules(chargeback_credit=rule))
    p = position(loan, D(2024, 1, 25))
    assert (p.credit, len(p.items)) == (credit, items)


def test_money_that_names_components_and_an_item_pays_these_of_that_item_alone():
    named = Entry(2, "repayment", D(2024, 3, 20), 10, D(2024, 2, 15), components=("interest",))
    p = position(Loan("L", "CNY", None, PLAN, (FEE, named), Rules()), D(2024, 3, 20))
    assert [item.paid.interest for item in p.items] == [0, 10, 0, 0]


def test_a_balance_taken_over_joins_the_instalment_of_its_age():
    opening = Entry(1, "opening", D(2024, 1, 2), 40, D(2024, 2, 15))
    p = position(Loan("L", "CNY", None, PLAN, (opening,), Rules()), D(2024, 3, 1))
    assert [item.due.principal for item in p.items] == [100, 140, 100, 100]
