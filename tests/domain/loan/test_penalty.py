"""Penalty interest, ceilings, pauses and late fees at their boundaries."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from overdue_cli.domain.loan.allocation import DebtLine
from overdue_cli.domain.loan.loan import (
    Amounts,
    Entry,
    Instalment,
    Loan,
    PenaltyCeiling,
    PenaltyTerms,
    Rules,
)
from overdue_cli.domain.loan.penalty_interest import (
    accrue,
    accrued,
    growth,
    post,
    simple_interest,
    unpaused,
)
from overdue_cli.domain.loan.position import PenaltyPreview, penalty_preview, position
from overdue_cli.domain.loan.rates import fixed

D = date
DUE = D(2024, 1, 1)
TWICE = ((date.min, Fraction(36, 100)), (D(2024, 1, 11), Fraction(18, 100)))
#: 360 of principal at 100 % a year on actual/360: one a day.
ONE_A_DAY = PenaltyTerms(fixed(Fraction(1)))
ONE = (Instalment(1, DUE, 360),)


def owing(principal: int = 360, interest: int = 0, fee: int = 0) -> DebtLine:
    return DebtLine(1, DUE, [0, fee, interest, principal])


def a_loan(*entries: Entry, plan=ONE, **rules) -> Loan:
    return Loan("L", "CNY", None, plan, entries, Rules(**rules))


def test_a_change_of_rate_takes_hold_on_its_day():
    assert simple_interest(36_000, TWICE, DUE, D(2024, 1, 11), "actual/360") == 360
    assert simple_interest(36_000, TWICE, DUE, D(2024, 1, 12), "actual/360") == 360 + 18


def test_no_time_bears_no_interest():
    nothing = simple_interest(36_000, TWICE, DUE, DUE, "actual/360")
    assert (nothing, type(nothing)) == (0, Fraction)


@pytest.mark.parametrize(
    ("pause", "left"),
    [
        ((1, 3), [(3, 10)]),
        ((1, 2), [(2, 10)]),
        ((2, 4), [(4, 10)]),
        ((4, 6), [(2, 4), (6, 10)]),
        ((8, 10), [(2, 8)]),
        ((8, 12), [(2, 8)]),
        ((10, 12), [(2, 10)]),
        ((1, 12), []),
    ],
)
def test_what_a_pause_leaves_of_a_time(pause, left):
    days = [D(2024, 1, day) for day in range(1, 13)]

    def at(number):
        return days[number - 1]

    found = unpaused([(at(pause[0]), at(pause[1]))], at(2), at(10))
    assert found == [(at(a), at(b)) for a, b in left]


def test_penalty_is_on_what_is_unpaid_of_the_named_components():
    line = owing(720, interest=360, fee=90)
    line.paid = [0, 0, 180, 360]
    both = PenaltyTerms(fixed(Fraction(1)), on=("principal", "interest"))
    assert accrued(line, ONE_A_DAY, growth(ONE_A_DAY, DUE, D(2024, 1, 11))).amount == 10
    assert accrued(line, both, growth(both, DUE, D(2024, 1, 11))).amount == 15


def test_a_ceiling_is_on_unpaid_principal_and_named_only_when_it_bites():
    cap = PenaltyCeiling("half", fixed(Fraction(1, 2)))
    line = owing(720)
    line.paid = [0, 0, 0, 360]
    over = PenaltyTerms(fixed(Fraction(1)), cap=cap)
    assert accrued(line, over, growth(over, DUE, D(2024, 1, 11))) == (5, "half")
    equal = PenaltyTerms(fixed(Fraction(1, 2)), cap=cap)
    assert accrued(line, equal, growth(equal, DUE, D(2024, 1, 11))) == (5, "")


def test_a_ceiling_cuts_each_stretch_between_pauses_by_itself():
    cap = PenaltyCeiling("half", ((date.min, Fraction(1, 2)), (D(2024, 1, 6), Fraction(2))))
    terms = PenaltyTerms(fixed(Fraction(1)), cap=cap, pauses=((D(2024, 1, 6), D(2024, 1, 8)),))
    # Five days at the ceiling of a half, then three at the agreed rate, below the ceiling of two.
    assert accrued(owing(), terms, growth(terms, DUE, D(2024, 1, 11))) == (
        Fraction(5, 2) + 3,
        "half",
    )


def test_accruing_goes_on_from_where_it_stood_and_never_back():
    line = owing()
    assert accrue(line, ONE_A_DAY, DUE) == ""
    assert (line.exact, line.accrued) == (0, None)
    accrue(line, ONE_A_DAY, D(2024, 1, 5))
    accrue(line, ONE_A_DAY, D(2024, 1, 11))
    accrue(line, ONE_A_DAY, D(2024, 1, 8))
    assert (line.exact, line.accrued) == (10, D(2024, 1, 11))


def test_posting_makes_due_what_accrued_since_the_last_time():
    line = owing()
    line.exact = Fraction(5, 2)
    assert (post(line, "half_up"), post(line, "half_up")) == (3, 0)
    line.exact = Fraction(7, 2)
    assert post(line, "half_even") == 1
    assert (line.posted, line.due[0], line.open) == (4, 4, 364)
    assert line.charges == [(date.min, 0, 3), (date.min, 0, 1)]


def test_penalty_stops_when_the_debt_is_paid_and_is_never_posted_twice():
    entries = (
        Entry(1, "repayment", D(2024, 1, 11), 5),
        Entry(2, "repayment", D(2024, 1, 21), 375),
        Entry(3, "repayment", D(2024, 1, 31), 1),
    )
    p = position(a_loan(*entries), D(2024, 2, 10))
    assert p.penalty_posted == 0
    p = position(a_loan(*entries, penalty=ONE_A_DAY), D(2024, 2, 10))
    assert (p.penalty_posted, p.penalty_accrued, p.credit) == (20, 0, 1)
    assert [a.parts for a in p.allocated] == [
        Amounts(penalty=5),
        Amounts(penalty=15, principal=360),
        Amounts(),
    ]


def test_a_charge_on_a_paid_line_bears_penalty_from_its_own_day_only():
    terms = PenaltyTerms(fixed(Fraction(1)), on=("principal", "fee"))
    entries = (
        Entry(1, "repayment", DUE, 360),
        Entry(2, "fee", D(2024, 1, 11), 360, due_on=DUE),
    )
    p = position(a_loan(*entries, penalty=terms), D(2024, 1, 21))
    assert p.penalty_accrued == 10


def test_a_charge_alone_posts_no_penalty_but_a_waiver_does():
    fee = Entry(1, "fee", D(2024, 1, 11), 50, due_on=DUE)
    p = position(a_loan(fee, penalty=ONE_A_DAY), D(2024, 1, 11))
    assert (p.penalty_posted, p.penalty_accrued, p.outstanding.penalty) == (0, 10, 0)
    waiver = Entry(2, "waiver", D(2024, 1, 11), 4, components=("penalty",))
    p = position(a_loan(fee, waiver, penalty=ONE_A_DAY), D(2024, 1, 11))
    assert (p.penalty_posted, p.penalty_accrued, p.outstanding.penalty) == (10, 0, 6)


def test_within_the_grace_nothing_is_posted_and_after_it_all_is():
    terms = PenaltyTerms(fixed(Fraction(1)), grace_days=5)
    in_grace = a_loan(Entry(1, "repayment", D(2024, 1, 6), 100), penalty=terms)
    assert position(in_grace, D(2024, 1, 6)).penalty_posted == 0
    after = a_loan(Entry(1, "repayment", D(2024, 1, 7), 100), penalty=terms)
    assert position(after, D(2024, 1, 7)).penalty_posted == 6


def test_posted_penalty_hides_no_debt_beside_it():
    paid = Entry(1, "repayment", D(2024, 1, 11), 10 + 355)
    p = position(a_loan(paid, penalty=ONE_A_DAY), D(2024, 1, 12))
    assert (p.days_past_due, p.overdue) == (11, Amounts(principal=5))
    only_penalty = a_loan(
        Entry(1, "repayment", D(2024, 1, 11), 360), allocation="principal_first", penalty=ONE_A_DAY
    )
    p = position(only_penalty, D(2024, 1, 12))
    assert (p.days_past_due, p.outstanding) == (0, Amounts(penalty=10))


def test_a_penalty_charged_by_an_entry_does_make_an_instalment_overdue():
    entries = (
        Entry(1, "penalty", D(2023, 12, 1), 9, due_on=DUE),
        Entry(2, "repayment", DUE, 360),
    )
    p = position(a_loan(*entries, allocation="principal_first"), D(2024, 1, 2))
    assert (p.days_past_due, p.overdue) == (1, Amounts(penalty=9))


def test_what_paying_each_late_instalment_on_a_day_would_cost_in_penalty():
    plan = (
        Instalment(1, DUE, 360, 10, 6),
        Instalment(2, D(2024, 1, 11), 720),
        Instalment(3, D(2024, 1, 21), 360),
    )
    paid = Entry(1, "repayment", D(2024, 1, 6), 2)
    loan = a_loan(paid, plan=plan, penalty=ONE_A_DAY)
    assert penalty_preview(loan, D(2024, 1, 21)) == [
        PenaltyPreview(1, DUE, 20, 376, 3, 15),
        PenaltyPreview(2, D(2024, 1, 11), 10, 720, 0, 20),
    ]
    assert penalty_preview(a_loan(plan=plan), D(2024, 1, 21)) == []


def test_the_preview_leaves_out_what_is_paid_or_can_still_be_paid_within_grace():
    plan = (Instalment(1, DUE, 360), Instalment(2, D(2024, 1, 6), 360))
    terms = PenaltyTerms(fixed(Fraction(1)), grace_days=5)
    loan = a_loan(Entry(1, "repayment", DUE, 360), plan=plan, penalty=terms)
    assert penalty_preview(loan, D(2024, 1, 11)) == []
    assert [row.seq for row in penalty_preview(loan, D(2024, 1, 12))] == [2]
