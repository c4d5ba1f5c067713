"""Laws every position keeps, for any plan, entries and settings."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orders import order_from
from overdue_cli.domain.loan.allocation import ORDERS, TIMINGS
from overdue_cli.domain.loan.loan import (
    CHARGES,
    COMPONENTS,
    CREDITS,
    AllocationStep,
    Entry,
    Instalment,
    Loan,
    Order,
    PenaltyCeiling,
    PenaltyTerms,
    Rules,
)
from overdue_cli.domain.loan.position import position

pytestmark = pytest.mark.law
START = date(2024, 1, 1)
DAY = timedelta(days=1)
BY_DATE = Order(
    (AllocationStep(("past_due", "due"), COMPONENTS), AllocationStep(("in_advance",), COMPONENTS)),
    True,
)
UPRIGHT = order_from([(t, c) for t in TIMINGS for c in COMPONENTS], component_first=True)
EARLY = ("next", "next", "last", "reamortise", "credit")
KINDS = ("repayment", "repayment", "repayment", "fee", "penalty", "goodwill", "waiver")
RARE = (
    *("chargeback", "credit_refund", "opening", "write_off", "recovery", "reversal"),
    *("charge_off", "sale"),
)

days = st.integers(0, 60).map(lambda n: START + n * DAY)
amounts = st.integers(1, 400)


@st.composite
def plans(draw):
    dues = sorted(draw(st.lists(days, max_size=5)))
    return tuple(
        Instalment(seq, due, draw(amounts), draw(st.integers(0, 50)), draw(st.integers(0, 9)))
        for seq, due in enumerate(dues, 1)
    )


@st.composite
def entries(draw, kinds=KINDS + RARE):
    found: list[Entry] = []
    for number in range(1, draw(st.integers(0, 7)) + 1):
        kind = draw(st.sampled_from(kinds))
        entry = Entry(number, kind, draw(days), draw(amounts))
        if kind in CHARGES | {"opening"}:
            # Charges are mostly known before they fall due.
            due_on = draw(st.none() | days)
            entry = entry._replace(due_on=due_on, value_on=min(entry.value_on, due_on or START))
        if kind == "reversal":
            entry = reversal_of(draw, entry, found)
        if entry is not None:
            found.append(entry)
    return tuple(found)


def reversal_of(draw, entry, found):
    taken = {e.reverses for e in found}
    targets = [e for e in found if e.kind in CREDITS and e.entry_id not in taken]
    if not targets:
        return None
    target = draw(st.sampled_from(targets))
    return entry._replace(
        value_on=max(entry.value_on, target.value_on),
        amount=draw(st.integers(1, target.amount)),
        reverses=target.entry_id,
    )


@st.composite
def penalties(draw):
    rates = ((date.min, Fraction(draw(st.integers(0, 60)), 100)), (START + 25 * DAY, Fraction(1)))
    pauses = tuple((min(p), max(p)) for p in draw(st.lists(st.tuples(days, days), max_size=1)))
    return PenaltyTerms(
        rates=rates,
        on=draw(st.sampled_from([("principal",), ("principal", "interest"), COMPONENTS])),
        grace_days=draw(st.sampled_from((0, 5))),
        pauses=pauses,
        cap=draw(st.none() | st.just(PenaltyCeiling("24 %", ((date.min, Fraction(24, 100)),)))),
    )


@st.composite
def rules(draw):
    pauses = draw(st.lists(st.tuples(days, days), max_size=2))
    return Rules(
        allocation=draw(st.sampled_from(sorted(ORDERS))),
        order=draw(st.none() | st.sampled_from((BY_DATE, UPRIGHT))),
        early=(("", draw(st.sampled_from(EARLY))), ("goodwill", draw(st.sampled_from(EARLY)))),
        grace_days=draw(st.sampled_from((0, 0, 3, 10))),
        tolerance=draw(st.sampled_from((0, 0, 20))),
        tolerance_part=draw(st.sampled_from((Fraction(0), Fraction(1, 10)))),
        tolerance_of=draw(st.sampled_from(("larger", "smaller"))),
        count_due_day=draw(st.booleans()),
        pauses=tuple((min(p), max(p)) for p in pauses),
        extra_due=draw(st.sampled_from(("first", "latest"))),
        chargeback_order=draw(st.sampled_from(((), COMPONENTS))),
        chargeback_line=draw(st.sampled_from(("own", "instalment"))),
        chargeback_credit=draw(st.sampled_from(("pays", "covers", "waits"))),
        penalty=draw(st.none() | penalties()),
        charge_off_accrual=draw(st.sampled_from(("goes_on", "stops"))),
    )


@st.composite
def loans(draw, kinds=KINDS + RARE):
    exists_on = draw(st.none() | days)
    return Loan("L", "CNY", exists_on, draw(plans()), draw(entries(kinds)), draw(rules()))


def stored(p):
    """All of a position that does not count days."""
    moving = {"as_of", "days_past_due", "delinquent_days", "items", "valid_from", "valid_until"}
    moving |= {"penalty_accrued", "penalty_cap"}
    figures = {f.name: getattr(p, f.name) for f in fields(p) if f.name not in moving}
    return figures | {"items": [i._replace(days_past_due=0) for i in p.items]}


@given(loans(), days)
@settings(max_examples=500, deadline=None)
def test_a_stored_position_holds_from_valid_from_until_valid_until(loan, as_of):
    p = position(loan, as_of)
    assert p.valid_from <= as_of < p.valid_until
    day = max(p.valid_from, START - 2 * DAY)
    while day < min(p.valid_until, START + 100 * DAY):
        assert stored(position(loan, day)) == stored(p)
        day += DAY


def fallen_due(loan, p):
    """What has become receivable by the close of the day, from plan and entries alone."""
    cut = p.as_of + DAY if loan.rules.count_due_day else p.as_of
    total = sum(i.principal + (i.due_on < cut) * (i.interest + i.fee) for i in loan.plan)
    counted = [e for e in loan.entries if e.value_on <= p.as_of and e.kind in CHARGES]
    return total + sum(e.amount for e in counted if (e.due_on or e.value_on) < cut)


def moved(loan, p):
    """Money in less money put back or paid out, up to the day."""
    counted = [e for e in loan.entries if e.value_on <= p.as_of]
    came = CREDITS | {"waiver", "write_off", "sale"}
    back = {"reversal", "chargeback", "credit_refund", "opening"}
    return sum(e.amount * ((e.kind in came) - (e.kind in back)) for e in counted)


@given(loans(), days)
@settings(max_examples=400, deadline=None)
def test_the_ageing_ties_to_the_movements(loan, as_of):
    p = position(loan, as_of)
    if not p.exists:
        return
    overdue = sum(i.unpaid.total for i in p.items if i.overdue)
    ageing = overdue + p.receivable_not_due - p.prepaid - p.credit
    off_book = p.recovered + p.sold_off_book
    assert ageing == fallen_due(loan, p) - moved(loan, p) + off_book + p.penalty_posted
    assert overdue == p.overdue.total


@given(loans(), days, days)
def test_a_charge_off_is_a_marker_that_moves_no_figure(loan, as_of, marked_on):
    entries = tuple(e for e in loan.entries if e.kind != "charge_off")
    plain = replace(loan, entries=entries, rules=replace(loan.rules, penalty=None))
    marker = Entry(99, "charge_off", marked_on, 1)
    with_marker = position(replace(plain, entries=(*entries, marker)), as_of)
    without = position(plain, as_of)
    same = {"valid_from", "valid_until", "charged_off"}
    for field in fields(without):
        if field.name not in same:
            assert getattr(with_marker, field.name) == getattr(without, field.name)
    assert (with_marker.charged_off is not None) == (with_marker.exists and marked_on <= as_of)


@given(loans(), days)
def test_parts_of_a_payment_sum_to_it(loan, as_of):
    p = position(
        replace(loan, entries=tuple(e for e in loan.entries if e.kind != "reversal")), as_of
    )
    paid_out = ("credit_refund", "chargeback")
    refunded = sum(e.amount for e in loan.entries if e.kind in paid_out and e.value_on <= as_of)
    by_id = {e.entry_id: e.amount for e in loan.entries}
    shortfall = sum(by_id[a.entry_id] - a.parts.total - a.credit for a in p.allocated)
    assert 0 <= shortfall <= refunded


@given(loans(), days)
def test_paid_and_unpaid_are_what_was_due(loan, as_of):
    p = position(loan, as_of)
    for item in p.items:
        assert all(0 <= paid <= due for paid, due in zip(item.paid, item.due, strict=True))
        assert item.paid.total + item.unpaid.total == item.due.total
        assert (item.paid_on is None) == (item.unpaid.total > 0)
    assert sum(i.unpaid.total for i in p.items) == p.outstanding.total
    assert p.outstanding.total == p.overdue.total + p.not_due.total


@given(loans(), days, st.randoms())
def test_the_order_of_recording_matters_only_within_a_day(loan, as_of, random):
    one_a_day = {e.value_on: e for e in loan.entries if e.kind != "reversal"}
    numbers = list(range(1, len(one_a_day) + 1))
    random.shuffle(numbers)
    shuffled = tuple(
        e._replace(entry_id=n) for e, n in zip(one_a_day.values(), numbers, strict=True)
    )
    a = position(replace(loan, entries=tuple(one_a_day.values())), as_of)
    b = position(replace(loan, entries=shuffled[::-1]), as_of)
    assert replace(a, allocated=()) == replace(b, allocated=())


@given(loans(), days)
def test_a_reversal_restores_the_earlier_answer(loan, as_of):
    plain = tuple(e for e in loan.entries if e.kind != "reversal")
    paid = Entry(98, "repayment", as_of, 150)
    back = Entry(99, "reversal", as_of, 150, reverses=98)
    before = position(replace(loan, entries=plain), as_of)
    after = position(replace(loan, entries=(*plain, paid, back)), as_of)
    assert replace(after, valid_from=before.valid_from) == before


@given(loans(kinds=KINDS), days, days, st.integers(1, 399))
def test_splitting_a_payment_on_one_day_changes_nothing(loan, as_of, day, part):
    # Equal parts over several lines round each time: only there a split may show.
    calm = tuple((k, "next" if early == "reamortise" else early) for k, early in loan.rules.early)
    loan = replace(loan, rules=replace(loan.rules, early=calm))
    whole = (Entry(98, "repayment", day, 400),)
    split = (Entry(98, "repayment", day, part), Entry(99, "repayment", day, 400 - part))
    a = position(replace(loan, entries=loan.entries + whole), as_of)
    b = position(replace(loan, entries=loan.entries + split), as_of)
    assert replace(a, allocated=()) == replace(b, allocated=())


@given(loans(), days)
def test_days_never_jump_without_an_event_or_a_due_date(loan, as_of):
    today, tomorrow = position(loan, as_of), position(loan, as_of + DAY)
    if as_of + DAY < today.valid_until and today.days_past_due:
        assert tomorrow.days_past_due == today.days_past_due + 1
        grown = tomorrow.delinquent_days - today.delinquent_days
        assert grown == (1 if today.delinquent_days else 0)


@given(loans(), days)
def test_without_detail_the_figures_are_the_same(loan, as_of):
    full = position(loan, as_of)
    assert position(loan, as_of, detail=False) == replace(full, items=(), allocated=())
