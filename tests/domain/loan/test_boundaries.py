"""Positions and allocations at their boundaries: the day itself, the very amount, the last one."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from orders import allocate, order_from
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.loan.allocation import (
    Debt,
    DebtLine,
    places_of,
    plan_of,
    settle,
    spread_over_debts,
    take,
)
from overdue_cli.domain.loan.buckets import bucket_name, buckets
from overdue_cli.domain.loan.lateness import merged_pauses, paused_days
from overdue_cli.domain.loan.loan import (
    AllocationStep,
    Amounts,
    Entry,
    Instalment,
    Loan,
    Order,
    PenaltyTerms,
    Rules,
)
from overdue_cli.domain.loan.position import position
from overdue_cli.domain.loan.rates import fixed

D = date
DAY = timedelta(days=1)
DUES = (D(2024, 1, 15), D(2024, 2, 15), D(2024, 3, 15))
PLAN = tuple(Instalment(n, due_on, 100, 10, 1) for n, due_on in enumerate(DUES, 1))


def a_loan(*entries: Entry, plan=PLAN, exists_on=None, **rules) -> Loan:
    return Loan("L", "CNY", exists_on, plan, entries, Rules(**rules))


def paid(day: date, amount: int, number: int = 1, kind: str = "repayment") -> Entry:
    return Entry(number, kind, day, amount)


def test_money_on_the_due_day_is_neither_early_nor_late():
    p = position(a_loan(paid(DUES[0], 111)), DUES[0])
    assert (p.items[0].paid_in_advance, p.items[0].paid_late) == (0, 0)
    p = position(a_loan(paid(DUES[0] - DAY, 11), paid(DUES[0] + DAY, 7, 2)), DUES[1])
    assert (p.items[0].paid_in_advance, p.items[0].paid_late) == (11, 7)
    ordered = {"order": order_from([("past_due", "fee"), ("due", "fee"), ("in_advance", "fee")])}
    for day, early, late in ((DUES[0] - DAY, 1, 0), (DUES[0], 0, 0), (DUES[0] + DAY, 0, 1)):
        item = position(a_loan(paid(day, 1), **ordered), day).items[0]
        assert (item.paid_in_advance, item.paid_late) == (early, late)


def test_what_falls_due_today_comes_next_and_instalments_of_one_day_are_added():
    plan = (*PLAN[:2], Instalment(3, DUES[1], 40), Instalment(4, DUES[2], 7))
    days = (DUES[0], DUES[0] + DAY, DUES[1], DUES[1] + DAY, DUES[2] + DAY)
    found = [position(a_loan(plan=plan), day) for day in days]
    assert [(p.next_due_on, p.next_due_amount) for p in found] == [
        (DUES[0], 111),
        (DUES[1], 151),
        (DUES[1], 151),
        (DUES[2], 7),
        (None, 0),
    ]


def test_a_tolerance_is_kept_by_exactly_so_much_and_broken_by_one_more():
    for left, late in ((20, False), (21, True)):
        p = position(a_loan(paid(DUES[0], 111 - left), tolerance=20), DUES[0] + DAY)
        assert (p.items[0].overdue, p.days_past_due, p.overdue.total) == (
            late,
            1 if late else 0,
            21 if late else 0,
        )


@pytest.mark.parametrize(
    ("of", "amount", "kept"), [("larger", 5, 11), ("larger", 20, 20), ("smaller", 5, 5)]
)
def test_a_part_of_an_instalment_is_cut_to_whole_minor_units(of, amount, kept):
    rules = {"tolerance": amount, "tolerance_part": Fraction(1, 10), "tolerance_of": of}
    for left, late in ((kept, False), (kept + 1, True)):
        p = position(a_loan(paid(DUES[0], 111 - left), **rules), DUES[0] + DAY)
        assert p.items[0].overdue is late


def test_rests_within_tolerance_are_receivable_and_counted():
    p = position(a_loan(paid(DUES[0], 105), tolerance=20), DUES[0] + DAY)
    assert (p.receivable_not_due, p.receivable_not_due_items) == (6 + 100 + 100, 3)
    p = position(a_loan(paid(DUES[0], 105), tolerance=20), D(2024, 4, 1))
    assert (p.overdue.total, p.receivable_not_due, p.receivable_not_due_items) == (222, 6, 1)


def test_a_line_counts_as_receivable_from_one_minor_unit_on():
    for left, items in ((0, 2), (1, 3)):
        p = position(a_loan(paid(D(2024, 1, 1), 111 - left)), D(2024, 1, 1))
        assert (p.receivable_not_due, p.receivable_not_due_items) == (200 + left, items)
        assert [item.receivable for item in p.items] == [left, 100, 100]
        assert [item.days_past_due for item in p.items] == [0, 0, 0]


def test_what_is_receivable_of_each_line_is_all_of_a_due_one_and_what_fell_due_of_others():
    fee = Entry(1, "fee", D(2024, 1, 20), 7)
    p = position(a_loan(fee, paid(D(2024, 1, 20), 5, 2), tolerance=20), D(2024, 1, 21))
    assert [item.receivable for item in p.items] == [106, 107, 100]
    assert [item.days_past_due for item in p.items] == [6, 0, 0]


def test_what_is_paid_before_it_falls_due_is_prepaid_by_component():
    charges = (
        Entry(1, "fee", D(2024, 1, 2), 7, due_on=D(2024, 1, 10)),
        Entry(2, "penalty", D(2024, 1, 2), 5, due_on=D(2024, 1, 12)),
    )
    loan = a_loan(*charges, paid(D(2024, 1, 3), 20, 3))
    days = (D(2024, 1, 5), D(2024, 1, 10), D(2024, 1, 11), D(2024, 1, 12), D(2024, 1, 13))
    assert [position(loan, day).prepaid for day in days] == [20, 20, 13, 13, 8]
    unpaid = a_loan(*charges)
    assert [position(unpaid, day).receivable_not_due for day in days] == [300, 300, 307, 307, 312]


def test_a_payment_beyond_the_charges_due_is_prepaid_interest():
    charge = Entry(1, "fee", D(2024, 1, 2), 7, due_on=D(2024, 1, 5))
    p = position(a_loan(charge, paid(D(2024, 1, 6), 12, 2)), D(2024, 1, 6))
    assert (p.prepaid, p.receivable_not_due) == (1 + 4, 300)
    assert position(a_loan(charge, count_due_day=True), D(2024, 1, 5)).receivable_not_due == 307


def test_a_pause_is_taken_off_from_its_first_day_to_the_day_before_its_end():
    pauses = ((DUES[0] + 2 * DAY, DUES[0] + 5 * DAY),)
    found = [position(a_loan(pauses=pauses), DUES[0] + n * DAY) for n in range(1, 7)]
    assert [p.delinquent_days for p in found] == [1, 2, 2, 2, 2, 3]
    assert [p.items[0].days_past_due for p in found] == [1, 2, 2, 2, 2, 3]
    assert [p.days_past_due for p in found] == [1, 2, 3, 4, 5, 6]
    assert {p.delinquent_on for p in found[:2]} == {DUES[0]}
    assert found[-1].delinquent_on == DUES[0] + 3 * DAY


def test_a_pause_and_grace_over_the_whole_lateness_leave_no_delinquent_day():
    pauses = ((DUES[0], DUES[1]),)
    p = position(a_loan(pauses=pauses, grace_days=3), DUES[0] + 10 * DAY)
    assert (p.days_past_due, p.delinquent_days, p.delinquent_on) == (10, 0, None)
    # The first delinquent day: the pause is over, and three days of grace after it.
    after = [position(a_loan(pauses=pauses, grace_days=3), DUES[1] + n * DAY) for n in (3, 4)]
    assert [p.delinquent_days for p in after] == [0, 1]


@pytest.mark.parametrize("count_due_day", [False, True])
def test_a_position_says_how_long_it_holds(count_due_day):
    loan = a_loan(paid(D(2024, 1, 20), 111), count_due_day=count_due_day)
    before = 0 if count_due_day else 1
    p = position(loan, D(2024, 1, 25))
    assert (p.valid_from, p.valid_until) == (D(2024, 1, 20), DUES[1] + before * DAY)
    p = position(loan, D(2024, 2, 20))
    assert p.valid_from == DUES[1] + DAY
    assert p.valid_until == DUES[2] + before * DAY
    assert position(loan, D(2024, 1, 17)).valid_until == D(2024, 1, 20)


def test_a_position_on_the_due_day_holds_for_that_day():
    loan = a_loan(exists_on=D(2024, 1, 1))
    assert (position(loan, DUES[0]).valid_from, position(loan, DUES[0]).valid_until) == (
        D(2024, 1, 1),
        DUES[0] + DAY,
    )
    counting = a_loan(exists_on=D(2024, 1, 1), count_due_day=True)
    assert (position(counting, DUES[0]).valid_from, position(counting, DUES[0]).valid_until) == (
        DUES[0],
        DUES[0] + DAY,
    )


def test_a_late_position_holds_until_something_happens_but_ends_with_its_grace():
    late = position(a_loan(), D(2024, 4, 1))
    assert (late.valid_from, late.valid_until) == (DUES[2] + DAY, date.max)
    grace = position(a_loan(grace_days=40), DUES[0] + 5 * DAY)
    assert grace.valid_until == DUES[1] + DAY
    grace = position(a_loan(grace_days=10), DUES[0] + 5 * DAY)
    assert (grace.valid_from, grace.valid_until) == (DUES[0] + DAY, DUES[0] + 11 * DAY)
    after = position(a_loan(grace_days=10), DUES[0] + 14 * DAY)
    assert (after.valid_from, after.delinquent_days) == (DUES[0] + 11 * DAY, 4)


def test_a_pause_bounds_what_is_stored_of_a_late_loan():
    pauses = ((D(2024, 1, 20), D(2024, 1, 25)),)
    loan = a_loan(pauses=pauses)
    edges = {
        D(2024, 1, 18): (D(2024, 1, 16), D(2024, 1, 21)),
        D(2024, 1, 20): (D(2024, 1, 16), D(2024, 1, 21)),
        D(2024, 1, 22): (D(2024, 1, 22), D(2024, 1, 23)),
        D(2024, 1, 25): (D(2024, 1, 25), DUES[1] + DAY),
        D(2024, 1, 30): (D(2024, 1, 25), DUES[1] + DAY),
    }
    found = {day: position(loan, day) for day in edges}
    assert {day: (p.valid_from, p.valid_until) for day, p in found.items()} == edges
    counting = position(a_loan(pauses=pauses, count_due_day=True), D(2024, 1, 30))
    assert (counting.valid_from, counting.valid_until) == (D(2024, 1, 24), DUES[1])


def test_a_charge_is_an_edge_of_what_is_stored():
    fee = Entry(1, "fee", D(2024, 1, 2), 7, due_on=D(2024, 1, 10))
    for day, start, end in (
        (D(2024, 1, 5), D(2024, 1, 2), D(2024, 1, 11)),
        (D(2024, 1, 10), D(2024, 1, 2), D(2024, 1, 11)),
        (D(2024, 1, 12), D(2024, 1, 11), DUES[0] + DAY),
    ):
        p = position(a_loan(fee), day)
        assert (p.valid_from, p.valid_until) == (start, end)


def test_where_money_waits_each_due_date_is_an_edge():
    loan = a_loan(paid(D(2024, 1, 1), 5), early=(("", "credit"),))
    p = position(loan, D(2024, 1, 20))
    assert (p.valid_from, p.valid_until) == (DUES[0] + DAY, DUES[1])
    p = position(loan, DUES[0])
    assert (p.valid_from, p.valid_until) == (DUES[0], DUES[0] + DAY)


def test_a_loan_begins_on_its_first_day():
    loan = a_loan(exists_on=D(2024, 1, 1))
    eve, first = position(loan, D(2023, 12, 31)), position(loan, D(2024, 1, 1))
    assert (eve.status, eve.exists, eve.valid_from, eve.valid_until) == (
        "future",
        False,
        date.min,
        D(2024, 1, 1),
    )
    assert (eve.items, eve.allocated, eve.receivable_not_due) == ((), (), 0)
    assert (eve.days_past_due, eve.prepaid, eve.credit, eve.next_due_amount) == (0, 0, 0, 0)
    assert (eve.delinquent_days, eve.penalty_accrued, eve.receivable_not_due_items) == (0, 0, 0)
    assert (first.status, first.exists, first.valid_from) == ("active", True, D(2024, 1, 1))


def test_what_is_written_off_and_still_recovered_is_told_by_component():
    entries = (
        Entry(1, "write_off", D(2024, 4, 1), 330, components=("principal", "interest")),
        paid(D(2024, 4, 2), 305, 2, "recovery"),
    )
    p = position(a_loan(*entries), D(2024, 4, 2))
    # The order takes fees before interest before principal: interest 30, principal 275.
    assert (p.written_off, p.recovered, p.credit) == (Amounts(0, 0, 0, 25), 305, 0)
    assert (p.outstanding, p.status) == (Amounts(fee=3), "active")
    more = position(a_loan(*entries, paid(D(2024, 4, 3), 40, 3)), D(2024, 4, 3))
    assert (more.outstanding.total, more.written_off.total, more.recovered) == (0, 0, 330)
    assert (more.credit, more.status) == (12, "overpaid")


def test_two_write_offs_add_up():
    entries = (
        Entry(1, "write_off", D(2024, 4, 1), 30, components=("interest",)),
        Entry(2, "write_off", D(2024, 4, 2), 3, components=("fee",)),
    )
    assert position(a_loan(*entries), D(2024, 4, 2)).written_off == Amounts(0, 3, 30, 0)


def test_reversals_on_the_same_day_take_effect_and_later_ones_do_not():
    entries = (paid(DUES[0], 111), Entry(2, "reversal", DUES[0], 111, None, 1))
    assert position(a_loan(*entries), DUES[0]).outstanding.total == 333
    part = (paid(DUES[0], 111), Entry(2, "reversal", DUES[1], 1, None, 1))
    assert position(a_loan(*part), DUES[1]).outstanding.total == 223
    again = (*part, Entry(3, "reversal", DUES[1], 1, None, 2))
    assert position(a_loan(*again), DUES[1]).outstanding.total == 222


def test_a_charge_belongs_to_the_instalment_of_its_due_day_itself():
    for day, place in ((DUES[0], 0), (DUES[0] + DAY, 1), (DUES[2], 2)):
        fee = Entry(1, "fee", D(2024, 1, 2), 7, due_on=day)
        assert position(a_loan(fee), D(2024, 1, 2)).items[place].due.fee == 8


def test_a_charge_without_a_due_date_is_due_on_its_own_day():
    fee = Entry(1, "fee", D(2024, 1, 20), 7)
    assert position(a_loan(fee), D(2024, 1, 20)).items[1].due.fee == 8
    assert position(a_loan(fee), D(2024, 1, 20)).receivable_not_due == 200
    assert position(a_loan(fee), D(2024, 1, 21)).receivable_not_due == 207


def test_no_charge_belongs_to_a_down_payment():
    plan = (Instalment(1, D(2024, 1, 1), 50, down_payment=True), *PLAN)
    fee = Entry(1, "fee", D(2024, 1, 1), 7)
    assert [i.due.fee for i in position(a_loan(fee, plan=plan), D(2024, 1, 1)).items] == [
        0,
        8,
        1,
        1,
    ]


def test_an_opening_balance_can_be_of_any_component_and_is_paid_by_waiting_credit():
    entries = (
        paid(D(2024, 1, 1), 400),
        Entry(2, "opening", D(2024, 1, 2), 40, D(2023, 12, 1), components=("interest",)),
        Entry(3, "opening", D(2024, 1, 2), 30),
    )
    p = position(a_loan(*entries), D(2024, 1, 2))
    assert (p.credit, p.outstanding) == (0, Amounts(principal=3))
    assert p.items[0].due == Amounts(interest=40)
    assert p.items[1].due_on == D(2024, 1, 2)
    two = Entry(1, "opening", D(2024, 1, 2), 9, components=("fee", "interest"))
    assert position(a_loan(two), D(2024, 1, 2)).items[0].due == Amounts(fee=9)
    assert [item.seq for item in p.items] == [4, 5, 1, 2, 3]


def test_a_refund_takes_the_oldest_credit_first():
    entries = (
        paid(D(2024, 1, 1), 340),
        paid(D(2024, 1, 2), 20, 2),
        Entry(3, "credit_refund", D(2024, 1, 3), 10),
    )
    p = position(a_loan(*entries), D(2024, 1, 3))
    assert ([a.credit for a in p.allocated], p.credit) == ([0, 17], 17)


def test_a_credit_smaller_than_what_is_put_back_pays_its_part():
    entries = (paid(D(2024, 1, 1), 343), Entry(2, "chargeback", D(2024, 1, 20), 30, None, 1))
    for rule, credit, owed in (("pays", 0, 20), ("covers", 0, 20), ("waits", 10, 30)):
        p = position(a_loan(*entries, chargeback_credit=rule), D(2024, 1, 21))
        assert (p.credit, p.outstanding.principal) == (credit, owed)
    exact = (paid(D(2024, 1, 1), 363), Entry(2, "chargeback", D(2024, 1, 20), 30, None, 1))
    p = position(a_loan(*exact, chargeback_credit="covers"), D(2024, 1, 21))
    assert (p.credit, len(p.items)) == (0, 3)


def test_two_chargebacks_put_back_each_component_once():
    entries = (
        paid(DUES[0], 111),
        Entry(2, "chargeback", D(2024, 1, 20), 6, None, 1),
        Entry(3, "chargeback", D(2024, 1, 21), 12, None, 1),
    )
    loan = a_loan(*entries, chargeback_order=("interest", "fee"))
    assert position(loan, D(2024, 1, 21)).overdue == Amounts(interest=6)
    p = position(loan, D(2024, 1, 22))
    assert p.overdue == Amounts(fee=1, interest=10, principal=7)
    assert [item.due for item in p.items[1:3]] == [Amounts(interest=6), Amounts(0, 1, 4, 7)]


def test_waiting_money_is_used_once_for_each_due_date():
    rules = {"early": (("", "credit"),)}
    loan = a_loan(paid(D(2024, 1, 1), 250), **rules)
    found = [position(loan, day) for day in (DUES[0] - DAY, DUES[0], DUES[1], DUES[2])]
    assert [p.credit for p in found] == [250, 139, 28, 0]
    assert [p.outstanding.total for p in found] == [333, 222, 111, 83]
    assert found[-1].items[1].paid_on == DUES[1]


def test_waiting_money_does_not_pay_what_a_chargeback_lets_wait():
    entries = (paid(D(2024, 1, 1), 50), Entry(2, "chargeback", D(2024, 1, 5), 30, None, 1))
    loan = a_loan(*entries, early=(("", "credit"),), chargeback_credit="waits")
    assert [position(loan, day).credit for day in (D(2024, 1, 5), D(2024, 1, 9))] == [50, 50]


def test_a_plan_with_one_instalment_out_of_order_is_read_in_order():
    plan = (PLAN[0], PLAN[2], PLAN[1])
    assert [item.seq for item in position(a_loan(plan=plan), DUES[0]).items] == [1, 2, 3]


def test_each_kind_of_money_keeps_its_own_rule_while_it_waits():
    loan = a_loan(
        paid(D(2024, 1, 1), 10),
        paid(D(2024, 1, 1), 5, 2, "goodwill"),
        early=(("goodwill", "credit"),),
    )
    p = position(loan, D(2024, 1, 1))
    assert (p.credit, p.outstanding.total) == (5, 323)


def test_penalty_posted_is_shown_only_where_terms_ask_for_it():
    terms = PenaltyTerms(fixed(Fraction(1)))
    loan = a_loan(paid(DUES[0] + 36 * DAY, 1), penalty=terms)
    p = position(loan, DUES[0] + 72 * DAY)
    # 36 days on 100 are 10; the second instalment is five days late by then: 1.
    assert (p.penalty_posted, p.outstanding.penalty) == (11, 10)
    assert p.penalty_accrued == 10 + 10 + 3
    assert p.penalty_cap == ""
    plain = position(a_loan(paid(DUES[0] + 36 * DAY, 1)), DUES[0] + 72 * DAY)
    assert (plain.penalty_posted, plain.penalty_accrued) == (0, 0)


def lines() -> list[DebtLine]:
    return [DebtLine(n, due_on, [0, 1, 10, 100]) for n, due_on in enumerate(DUES, 1)]


def test_a_line_settled_says_when_and_how_much_is_left():
    line, parts = lines()[0], [0, 0, 0, 0]
    assert settle(line, 11, (3, 2, 1, 0), parts, DUES[0]) == 0
    assert (line.open, line.settled_on, parts) == (100, None, [0, 0, 0, 11])
    assert settle(line, 105, (3, 2, 1, 0), parts, DUES[1]) == 5
    assert (line.open, line.settled_on, parts) == (0, DUES[1], [0, 1, 10, 100])


def test_money_spread_over_open_lines_goes_round_until_nothing_is_left():
    few, parts = lines(), [0, 0, 0, 0]
    few[0].due = [0, 1, 10, 20]
    few[0].open = 31
    left = take(few, 300, plan_of("standard"), "reamortise", parts, D(2024, 1, 1))
    assert (left, [sum(line.paid) for line in few]) == (300 - 253, [31, 111, 111])
    few = lines()
    left = take(few, 100, plan_of("standard"), "reamortise", parts, D(2024, 1, 1))
    assert (left, [sum(line.paid) for line in few]) == (0, [33, 33, 34])
    few = lines()
    take(few, 101, plan_of("standard"), "reamortise", parts, D(2024, 1, 1))
    assert [sum(line.paid) for line in few] == [34, 34, 33]


def test_money_for_the_last_goes_backwards_after_what_is_due():
    few, parts = lines(), [0, 0, 0, 0]
    take(few, 111 + 111 + 5, plan_of("standard"), "last", parts, DUES[0])
    assert [sum(line.paid) for line in few] == [111, 5, 111]


BY_DATE = Order(
    (
        AllocationStep(("past_due",), ("fee", "interest")),
        AllocationStep(("due",), ("fee",)),
        AllocationStep(("in_advance",), ("principal",)),
    ),
    charge_dates=True,
)


@pytest.mark.parametrize(
    ("day", "amount", "fee", "interest", "principal"),
    [
        # A fee of 4 is due on the 10th, one of 6 on the 12th, the instalment's own on the 15th.
        (D(2024, 1, 9), 5, 0, 0, 5),
        (D(2024, 1, 10), 5, 4, 0, 1),
        (D(2024, 1, 11), 5, 4, 0, 1),
        (D(2024, 1, 12), 12, 10, 0, 2),
        (D(2024, 1, 15), 12, 11, 0, 1),
        (D(2024, 1, 16), 22, 11, 10, 1),
    ],
)
def test_a_charge_is_taken_by_its_own_date(day, amount, fee, interest, principal):
    charges = (
        Entry(1, "fee", D(2024, 1, 1), 6, due_on=D(2024, 1, 12)),
        Entry(2, "fee", D(2024, 1, 1), 4, due_on=D(2024, 1, 10)),
    )
    p = position(a_loan(*charges, paid(day, amount, 3), order=BY_DATE), day)
    assert p.allocated[0].parts == Amounts(0, fee, interest, principal)


def test_what_was_paid_of_dated_charges_went_to_the_oldest():
    charges = (
        Entry(1, "fee", D(2024, 1, 1), 6, due_on=D(2024, 1, 12)),
        Entry(2, "fee", D(2024, 1, 1), 4, due_on=D(2024, 1, 10)),
    )
    first = paid(D(2024, 1, 10), 3, 3)
    then = paid(D(2024, 1, 12), 20, 4)
    p = position(a_loan(*charges, first, then, order=BY_DATE), D(2024, 1, 12))
    assert [a.parts for a in p.allocated] == [Amounts(fee=3), Amounts(fee=7, principal=13)]


def test_orders_know_which_way_is_plain():
    assert plan_of("standard").plain == (0, 1, 2, 3)
    assert plan_of("rbi").plain is None
    assert places_of(plan_of("rbi")) == (2, 3, 1, 0)
    assert places_of(plan_of("bgb_497")) == (1, 3, 2, 0)
    assert plan_of("standard", BY_DATE).charge_dates


def test_a_ranking_becomes_steps_of_one_timing():
    ranking = [
        ("due", "penalty"),
        ("past_due", "fee"),
        ("past_due", "interest"),
        ("due", "interest"),
    ]
    assert order_from(ranking).steps == (
        AllocationStep(("due",), ("penalty",)),
        AllocationStep(("past_due",), ("fee", "interest")),
        AllocationStep(("due",), ("interest",)),
    )


def test_one_debt_takes_no_more_than_is_owed_whatever_its_order():
    owed = Amounts(1, 2, 3, 4)
    assert allocate(owed, 10, "rbi") == (owed, 0)
    assert allocate(owed, 4, "rbi") == (Amounts(interest=3, principal=1), 0)
    assert allocate(owed, 8, "rbi") == (Amounts(0, 1, 3, 4), 0)


def test_a_debt_due_on_the_day_is_due_and_goes_before_one_that_is_not():
    early = Debt("due", DUES[1], 50, secured=True)
    later = Debt("not due", DUES[1] + DAY, 50)
    assert spread_over_debts([later, early], 60, DUES[1]) == {"due": 50, "not due": 10}
    assert spread_over_debts([later, early], 60, DUES[0]) == {"not due": 50, "due": 10}


def test_equal_debts_share_by_what_is_owed_and_never_take_more():
    debts = [Debt("a", DUES[0], 1), Debt("b", DUES[0], 2), Debt("c", DUES[0], 4)]
    assert spread_over_debts(debts, 5, DUES[0]) == {"a": 1, "b": 2, "c": 2}
    assert spread_over_debts(debts, 6, DUES[0]) == {"a": 1, "b": 2, "c": 3}
    assert spread_over_debts(debts, 100, DUES[0]) == {"a": 1, "b": 2, "c": 4}
    alike = [Debt(name, DUES[0], 2) for name in "abc"]
    assert spread_over_debts(alike, 5, DUES[0]) == {"a": 2, "b": 2, "c": 1}
    nothing = [Debt(name, DUES[0], 0) for name in "ab"]
    assert spread_over_debts(nothing, 5, DUES[0]) == {"a": 0, "b": 0}


def test_pauses_that_touch_are_one_and_empty_ones_none():
    days = [D(2024, 1, n) for n in range(1, 10)]
    touching = [(days[2], days[4]), (days[0], days[2]), (days[6], days[6])]
    assert merged_pauses(touching) == [(days[0], days[4])]
    assert merged_pauses([(days[0], days[6]), (days[1], days[3])]) == [(days[0], days[6])]
    assert paused_days([(days[0], days[4])], days[4], days[8]) == 0
    assert paused_days([(days[0], days[4]), (days[6], days[8])], days[1], days[7]) == 3 + 1


def test_a_bucket_of_one_day_has_one_number_and_edges_are_positive():
    assert buckets((1, 2, 5)) == (
        ("1", 1, 1),
        ("2", 2, 2),
        ("3-5", 3, 5),
        ("6+", 6, None),
    )
    assert bucket_name(-1, buckets((30,))) == ""
    assert buckets(()) == (("1+", 1, None),)
    with pytest.raises(WrongUse, match=r"^bucket edges "):
        buckets((0, 30))
    with pytest.raises(WrongUse, match=r"^bucket edges "):
        buckets((30, 20))
