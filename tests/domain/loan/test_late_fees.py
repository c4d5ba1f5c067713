"""Late fees: when they arise, what they are of, and how they compare with what was charged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overdue_cli.domain.loan.late_fees import LateFee, arisen, compare
from overdue_cli.domain.loan.loan import Entry, Instalment, Loan, Rules

D = date
DUE = D(2024, 1, 1)
PLAN = (Instalment(1, DUE, 10_000, 2_000), Instalment(2, D(2024, 6, 1), 10_000))


def loan(*entries: Entry, plan=PLAN, **rules) -> Loan:
    return Loan("L", "CNY", None, plan, entries, Rules(**rules))


def fees(as_of: D, *entries: Entry, rules=None, **terms) -> list[tuple]:
    found = arisen(loan(*entries, **(rules or {})), LateFee(**terms), as_of)
    return [(f.seq, f.occurrence, f.on, f.amount) for f in found]


def days(*found: tuple) -> list[int]:
    return [(f[2] - DUE).days for f in found]


def test_a_late_fee_arises_the_day_after_the_waiting_days():
    assert fees(D(2024, 1, 6), amount=5, wait_days=5) == []
    assert fees(D(2024, 1, 7), amount=5, wait_days=5) == [(1, 1, D(2024, 1, 7), 5)]
    assert fees(D(2024, 1, 2), amount=5) == [(1, 1, D(2024, 1, 2), 5)]
    assert fees(DUE, amount=5) == []
    assert arisen(loan(), None, D(2024, 2, 1)) == []


def test_it_comes_again_after_each_further_so_many_days_and_no_more_than_so_often():
    terms = {"amount": 5, "wait_days": 5, "every_days": 10, "most": 3}
    assert days(*fees(D(2024, 3, 1), **terms)) == [6, 16, 26]
    assert days(*fees(D(2024, 1, 26), **terms)) == [6, 16]
    assert days(*fees(D(2024, 3, 1), amount=5, most=3)) == [1]
    assert days(*fees(D(2024, 3, 1), amount=5, every_days=10)) == [1]


@pytest.mark.parametrize(
    ("terms", "amount"),
    [
        ({"part": Fraction(1, 100)}, 100),
        ({"part": Fraction(1, 100), "of": "principal_interest"}, 120),
        ({"part": Fraction(1, 100), "of": "all"}, 123),
        ({"part": Fraction(1, 100), "amount": 99}, 100),
        ({"part": Fraction(1, 100), "amount": 101}, 101),
        ({"part": Fraction(5, 20_000)}, 3),
    ],
)
def test_it_is_an_amount_or_a_part_of_what_is_unpaid_or_the_larger(terms, amount):
    other = Entry(1, "fee", D(2023, 12, 1), 300, due_on=DUE)
    assert fees(D(2024, 1, 2), other, **terms)[0][3] == amount


def test_it_is_rounded_as_the_product_says():
    terms = {"part": Fraction(5, 20_000)}
    assert fees(D(2024, 1, 2), rules={"rounding": "half_even"}, **terms)[0][3] == 2


def test_it_is_due_on_its_day_or_with_its_instalment():
    own, with_it = (
        arisen(loan(), LateFee(amount=5, wait_days=4, due=due), D(2024, 2, 1))[0].due_on
        for due in ("charged", "instalment")
    )
    assert (own, with_it) == (D(2024, 1, 6), DUE)


def test_what_came_in_before_its_day_counts_and_what_comes_on_it_is_too_late():
    terms = {"amount": 5, "wait_days": 5}
    day = D(2024, 1, 7)
    for paid_on, found in ((day - timedelta(1), 0), (day, 1), (day + timedelta(1), 1)):
        payment = Entry(1, "repayment", paid_on, 12_000)
        assert len(fees(D(2024, 2, 1), payment, **terms)) == found, paid_on


def test_a_rest_within_the_tolerance_brings_none():
    payment = Entry(1, "repayment", DUE, 11_900)
    assert fees(D(2024, 2, 1), payment, amount=5, rules={"tolerance": 100}) == []
    assert len(fees(D(2024, 2, 1), payment, amount=5, rules={"tolerance": 99})) == 1


def test_interest_alone_brings_none_where_only_principal_counts():
    payment = Entry(1, "repayment", DUE, 10_000)
    principal_paid = {"allocation": "principal_first"}
    assert fees(D(2024, 2, 1), payment, amount=5, rules=principal_paid) == []
    assert len(fees(D(2024, 2, 1), payment, amount=5, of="all", rules=principal_paid)) == 1


def test_days_in_a_pause_do_not_count():
    pause = ((D(2024, 1, 3), D(2024, 1, 13)),)
    assert days(*fees(D(2024, 3, 1), amount=5, wait_days=5, rules={"pauses": pause})) == [16]
    held = {"charge_pauses": pause}
    assert days(*fees(D(2024, 3, 1), amount=5, wait_days=5, rules=held)) == [16]
    endless = ((D(2024, 1, 3), D.max),)
    assert fees(D(2024, 3, 1), amount=5, wait_days=5, rules={"pauses": endless}) == []


def test_a_reversed_payment_leaves_the_fee_of_a_day_on_which_it_still_counted_undone():
    paid = Entry(1, "repayment", DUE, 12_000)
    back = Entry(2, "reversal", D(2024, 1, 10), 12_000, reverses=1)
    assert fees(D(2024, 3, 1), paid, back, amount=5, wait_days=5) == []
    again = {"wait_days": 5, "every_days": 10, "most": 2}
    assert fees(D(2024, 3, 1), paid, back, amount=5, **again) == [(1, 2, D(2024, 1, 17), 5)]


def posted(standing: Loan, terms: LateFee, as_of: D, charged: dict) -> Loan:
    """The loan after a run on a day: what is missing is charged, dated the day it arose."""
    entries = list(standing.entries)
    for one in compare(standing, terms, charged, as_of):
        if one.missing:
            fee, number = one.arisen, 1_000 + len(charged)
            entries.append(Entry(number, terms.kind, fee.on, fee.amount, due_on=fee.due_on))
            charged[number] = one.key
    return replace(standing, entries=tuple(entries))


def test_a_second_run_adds_nothing():
    terms, charged = LateFee(amount=5, every_days=10, most=2), {}
    once = posted(loan(), terms, D(2024, 3, 1), charged)
    assert sorted(charged.values()) == [(1, 1), (1, 2)]
    assert posted(once, terms, D(2024, 3, 1), charged) == once


def test_one_that_was_taken_back_does_not_come_again():
    terms, charged = LateFee(amount=5), {}
    once = posted(loan(), terms, D(2024, 3, 1), charged)
    back = Entry(9_999, "reversal", D(2024, 3, 1), 5, reverses=1_000)
    after = replace(once, entries=(*once.entries, back))
    found = compare(after, terms, charged, D(2024, 3, 1))
    assert [(one.missing, one.charged, one.too_much) for one in found] == [(False, 0, 0)]


def test_a_backdated_payment_makes_a_charged_fee_too_much():
    terms, charged = LateFee(part=Fraction(1, 100), wait_days=5), {}
    once = posted(loan(), terms, D(2024, 3, 1), charged)
    for amount, too_much in ((12_000, 100), (7_000, 50), (2_000, 0)):
        payment = Entry(2_000, "repayment", D(2024, 1, 3), amount)
        after = replace(once, entries=(*once.entries, payment))
        assert [c.too_much for c in compare(after, terms, charged, D(2024, 3, 1))] == [too_much]


def test_without_terms_every_charged_fee_is_too_much():
    once = posted(loan(), LateFee(amount=5), D(2024, 3, 1), charged := {})
    assert [c.too_much for c in compare(once, None, charged, D(2024, 3, 1))] == [5]


def test_one_late_fee_never_brings_another():
    """The fee takes 500 of the second payment; the second instalment is on time all the same."""
    plan = (Instalment(1, DUE, 10_000), Instalment(2, D(2024, 2, 1), 10_000))
    paid = (
        Entry(1, "repayment", D(2024, 1, 10), 10_000),
        Entry(2, "repayment", D(2024, 2, 1), 10_000),
    )
    terms, charged = LateFee(amount=500), {}
    once = posted(loan(*paid, plan=plan), terms, D(2024, 3, 1), charged)
    assert list(charged.values()) == [(1, 1)]
    assert compare(once, terms, charged, D(2024, 6, 1)) == compare(
        once, terms, charged, D(2024, 3, 1)
    )


PAYMENTS = st.lists(
    st.tuples(
        st.integers(-10, 170), st.integers(1, 12_000), st.sampled_from(["repayment", "fee"])
    ),
    max_size=6,
)
TERMS = st.builds(
    LateFee,
    amount=st.integers(1, 900),
    part=st.sampled_from([Fraction(0), Fraction(1, 50)]),
    of=st.sampled_from(["principal", "principal_interest", "all"]),
    wait_days=st.integers(0, 9),
    every_days=st.sampled_from([0, 7, 30]),
    most=st.integers(1, 4),
    due=st.sampled_from(["charged", "instalment"]),
)


@settings(deadline=None, max_examples=60)
@given(PAYMENTS, TERMS, st.lists(st.integers(0, 170), max_size=5), st.booleans())
def test_running_on_any_days_and_running_once_charge_the_same(payments, terms, runs, daily):
    """Each run knows what is dated up to its day; the last one is the same day for all."""
    plan = tuple(Instalment(n, DUE + timedelta(40 * (n - 1)), 5_000, 300) for n in (1, 2, 3))
    facts = [
        Entry(n, kind, DUE + timedelta(day), amount)
        for n, (day, amount, kind) in enumerate(payments, 1)
    ]
    end = DUE + timedelta(170)

    def charged_by(offsets) -> set[tuple]:
        charged, standing = {}, loan(plan=plan)
        for day in sorted({DUE + timedelta(offset) for offset in offsets} | {end}):
            known = [e for e in facts if e.value_on <= day]
            mine = [e for e in standing.entries if e.entry_id in charged]
            standing = posted(replace(standing, entries=(*known, *mine)), terms, day, charged)
        fees = [e for e in standing.entries if e.entry_id in charged]
        return {(charged[e.entry_id], e.value_on, e.due_on, e.amount) for e in fees}

    assert charged_by(range(171) if daily else runs) == charged_by([])


def test_no_fee_arises_on_a_debt_that_is_charged_off_where_its_accrual_stops():
    terms = {"amount": 5, "wait_days": 5, "every_days": 10, "most": 3}
    marker = Entry(1, "charge_off", D(2024, 1, 10), 12_000)
    assert days(*fees(D(2024, 3, 1), marker, **terms)) == [6, 16, 26]
    stops = {"charge_off_accrual": "stops"}
    assert days(*fees(D(2024, 3, 1), marker, rules=stops, **terms)) == [6]
