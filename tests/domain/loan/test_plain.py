"""The quick way for plain loans says what the engine says, of any plain loan on any day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overdue_cli.domain.loan.allocation import ORDERS
from overdue_cli.domain.loan.loan import (
    CREDITS,
    AllocationStep,
    Entry,
    Instalment,
    Loan,
    Order,
    PenaltyTerms,
    Rules,
)
from overdue_cli.domain.loan.plain_loan import (
    LAST_DAY,
    PLAIN_KINDS,
    EntrySums,
    Late,
    PlainStanding,
    plain_terms,
    standing,
)
from overdue_cli.domain.loan.position import position
from overdue_cli.domain.loan.rates import fixed

START = date(2024, 1, 1)
DAY = timedelta(days=1)
SPAN = range(-2, 45)
PLAIN_ORDERS = sorted(name for name in ORDERS if name != "rbi")

days = st.integers(0, 40).map(lambda n: START + n * DAY)
parts = st.integers(0, 60) | st.just(0)


@st.composite
def plain_loans(draw):
    dues = sorted(draw(st.lists(days, max_size=6)))
    plan = tuple(
        Instalment(seq, due_on, draw(parts), draw(parts), draw(parts))
        for seq, due_on in enumerate(dues, 1)
    )
    kinds = st.sampled_from(["repayment"] * 4 + sorted(PLAIN_KINDS))
    entries = tuple(
        Entry(number, draw(kinds), draw(days), draw(st.integers(1, 150)))
        for number in range(1, draw(st.integers(0, 6)) + 1)
    )
    rules = Rules(
        allocation=draw(st.sampled_from(PLAIN_ORDERS)),
        grace_days=draw(st.sampled_from((0, 0, 1, 3, 10))),
        tolerance=draw(st.sampled_from((0, 0, 5, 50))),
        count_due_day=draw(st.booleans()),
        early=draw(st.sampled_from(((), (("goodwill", "next"),)))),
    )
    return Loan("L", "CNY", draw(st.none() | days), plan, entries, rules)


def by_engine(loan: Loan, day: date) -> PlainStanding:
    p = position(loan, day)
    late = [
        Late(i.due_on.isoformat(), i.seq, i.unpaid.principal, i.unpaid.interest, i.unpaid.fee)
        for i in p.items
        if i.overdue
    ]
    return PlainStanding(
        p.status,
        p.oldest_due_on.isoformat() if p.oldest_due_on else None,
        p.delinquent_on.isoformat() if p.delinquent_on else None,
        p.overdue.total,
        p.overdue.principal,
        p.outstanding.principal,
        p.outstanding.total,
        p.receivable_not_due,
        p.receivable_not_due_items,
        p.prepaid,
        p.credit,
        p.next_due_on.isoformat() if p.next_due_on else None,
        p.next_due_amount,
        p.valid_from.isoformat(),
        p.valid_until.isoformat(),
        late,
    )


def quickly(loan: Loan, day: date) -> PlainStanding:
    terms = plain_terms(loan.rules, day)
    assert terms is not None
    rows = [(i.due_on.isoformat(), i.seq, i.principal, i.interest, i.fee) for i in loan.plan]
    came = [e for e in loan.entries if e.value_on <= day]
    money = EntrySums(
        sum(e.amount for e in came if e.kind in CREDITS),
        max((e.value_on.isoformat() for e in came), default=""),
        min((e.value_on.isoformat() for e in loan.entries if e.value_on > day), default=""),
    )
    since = loan.exists_on.isoformat() if loan.exists_on else ""
    found = standing(rows, money, since, terms)
    return found._replace(late=list(found.late))


@given(plain_loans())
def test_the_quick_way_equals_the_engine_on_every_day(loan: Loan) -> None:
    for offset in SPAN:
        day = START + offset * DAY
        assert quickly(loan, day) == by_engine(loan, day)


@pytest.mark.parametrize("due_day", [False, True])
def test_at_the_end_of_time_too(due_day: bool) -> None:
    plan = (Instalment(1, date.max, 100), Instalment(2, date.max, 50, 7))
    entries = (Entry(1, "repayment", START, 30),)
    for grace in (0, 5):
        loan = Loan(
            "L", "CNY", None, plan, entries, Rules(grace_days=grace, count_due_day=due_day)
        )
        for day in (START, date.max - DAY, date.max):
            assert quickly(loan, day) == by_engine(loan, day)


OWN_ORDER = Order(
    (AllocationStep(("past_due", "due"), ("fee",)), AllocationStep(("in_advance",), ("fee",)))
)


@pytest.mark.parametrize(
    "rules",
    [
        Rules(allocation="rbi"),
        Rules(order=OWN_ORDER),
        Rules(early=(("", "last"),)),
        Rules(early=(("goodwill", "credit"), ("", "next"))),
        Rules(pauses=((START, START + DAY),)),
        Rules(penalty=PenaltyTerms(fixed(1))),
        Rules(tolerance_part=1),
    ],
)
def test_a_loan_under_other_rules_is_not_plain(rules: Rules) -> None:
    assert plain_terms(rules, START) is None
    assert plain_terms(replace(rules, **{f: getattr(Rules(), f) for f in CHANGED}), START)


CHANGED = ("allocation", "order", "early", "pauses", "penalty", "tolerance_part")


def test_money_of_every_kind_and_the_disbursement_leave_a_loan_plain() -> None:
    assert set(PLAIN_KINDS) == {
        *("repayment", "recovery", "proceeds"),
        *("goodwill", "merchant_refund", "payout_refund", "disbursement"),
    }


def test_the_last_day_is_text_that_sorts_last() -> None:
    assert LAST_DAY == "9999-12-31"
