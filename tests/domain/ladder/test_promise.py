"""What became of a promise: figures one by one, and laws that hold for any of them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overdue_cli.domain.ladder.case import Payment, Promise
from overdue_cli.domain.ladder.promise_verdict import PromiseTerms, filled, standings

DAY = timedelta(days=1)
START = date(2026, 6, 1)
TERMS = PromiseTerms(grace_days=2, threshold_percent=100, partly_percent=50)


def day(number: int) -> date:
    return START + number * DAY


def promise(number=1, made=0, due=3, amount=100, currency="CNY", **more) -> Promise:
    return Promise(number, day(made), day(due), amount, currency, **more)


def paid(on: int, amount: int, loan="L1", currency="CNY", back: int | None = None) -> Payment:
    return Payment(day(on), amount, currency, loan, None if back is None else day(back))


def verdicts(promises, payments, on: int, terms=TERMS) -> list[tuple[str, int]]:
    return [(one.verdict, one.paid) for one in standings(promises, payments, terms, day(on))]


# name: promises, payments, {day: verdict and money of each promise}
FIGURES = {
    "nothing came": (
        [promise()],
        [],
        {0: [("pending", 0)], 5: [("pending", 0)], 6: [("broken", 0)]},
    ),
    "before it was made it is in no answer": ([promise(made=2)], [], {1: [], 2: [("pending", 0)]}),
    "paid in full before its date": (
        [promise()],
        [paid(1, 100)],
        {0: [("pending", 0)], 1: [("kept", 100)], 9: [("kept", 100)]},
    ),
    "paid on the day it was made": ([promise()], [paid(0, 100)], {0: [("kept", 100)]}),
    "paid on the last day of grace": ([promise()], [paid(5, 100)], {5: [("kept", 100)]}),
    "paid a day too late": ([promise()], [paid(6, 100)], {6: [("broken", 0)], 9: [("broken", 0)]}),
    "paid before it was made": ([promise(made=1)], [paid(0, 100)], {6: [("broken", 0)]}),
    "half of it": ([promise()], [paid(3, 50)], {5: [("pending", 50)], 6: [("partly_kept", 50)]}),
    "less than half": ([promise()], [paid(3, 49)], {6: [("broken", 49)]}),
    "in two parts": (
        [promise()],
        [paid(1, 60), paid(4, 40)],
        {3: [("pending", 60)], 4: [("kept", 100)]},
    ),
    "money on account counts for a promise on a loan too": (
        [promise(loan_id="L1")],
        [paid(1, 60, loan=""), paid(2, 60)],
        {1: [("pending", 60)], 2: [("kept", 100)]},
    ),
    "money on account is kept for the promise that names a loan": (
        [promise(), promise(2, due=4, loan_id="L1")],
        [paid(1, 100, loan="L2"), paid(1, 100, loan="")],
        {1: [("kept", 100), ("kept", 100)]},
    ),
    "more than promised": ([promise()], [paid(1, 250)], {1: [("kept", 100)]}),
    "another currency": ([promise()], [paid(1, 100, currency="USD")], {6: [("broken", 0)]}),
    "another loan": ([promise(loan_id="L2")], [paid(1, 100)], {6: [("broken", 0)]}),
    "any loan, when it names none": (
        [promise()],
        [paid(1, 60, "L1"), paid(2, 40, "L2")],
        {2: [("kept", 100)]},
    ),
    "the one due first is filled first": (
        [promise(1, due=9), promise(2, due=3)],
        [paid(1, 130)],
        {1: [("kept", 100), ("pending", 30)]},
    ),
    "money on a loan that a later promise names goes there when there is other money": (
        [promise(1, due=3), promise(2, due=9, loan_id="L1")],
        [paid(1, 100, "L1"), paid(1, 100, "L2")],
        {1: [("kept", 100), ("kept", 100)]},
    ),
    "cancelled": (
        [promise(cancelled_on=day(2))],
        [],
        {1: [("pending", 0)], 2: [("cancelled", 0)], 9: [("cancelled", 0)]},
    ),
    "kept before it was cancelled": (
        [promise(cancelled_on=day(2))],
        [paid(1, 100)],
        {1: [("kept", 100)], 9: [("kept", 100)]},
    ),
    "cancelled when it was broken already": (
        [promise(cancelled_on=day(8))],
        [],
        {7: [("broken", 0)], 9: [("broken", 0)]},
    ),
    "a cancelled one takes no money": (
        [promise(1, due=3, cancelled_on=day(1)), promise(2, due=4)],
        [paid(2, 100)],
        {3: [("cancelled", 0), ("kept", 100)]},
    ),
    "bounced before its date": (
        [promise()],
        [paid(1, 100, back=2)],
        {1: [("kept", 100)], 2: [("pending", 0)], 6: [("broken", 0)]},
    ),
    "bounced long after its date": (
        [promise()],
        [paid(1, 100, back=20)],
        {6: [("kept", 100)], 19: [("kept", 100)], 20: [("broken", 0)]},
    ),
    "bounced and paid again in time": (
        [promise()],
        [paid(1, 100, back=2), paid(4, 100)],
        {4: [("kept", 100)]},
    ),
    "half of it bounced": (
        [promise()],
        [paid(1, 50), paid(1, 50, back=7)],
        {6: [("kept", 100)], 7: [("partly_kept", 50)]},
    ),
}


@pytest.mark.parametrize("name", FIGURES)
def test_verdict_and_money_on_each_day(name: str) -> None:
    promises, payments, expected = FIGURES[name]
    for on, found in expected.items():
        assert verdicts(promises, payments, on) == found, f"day {on}"


@pytest.mark.parametrize(
    ("terms", "money", "on", "verdict"),
    [
        (PromiseTerms(grace_days=0), 100, 4, "broken"),
        (PromiseTerms(grace_days=1), 100, 4, "kept"),
        (PromiseTerms(threshold_percent=90), 89, 9, "partly_kept"),
        (PromiseTerms(threshold_percent=90), 90, 9, "kept"),
        (PromiseTerms(partly_percent=1), 1, 9, "partly_kept"),
        (PromiseTerms(partly_percent=0), 0, 9, "broken"),
        (PromiseTerms(partly_percent=0), 1, 9, "partly_kept"),
    ],
)
def test_settings_decide(terms: PromiseTerms, money: int, on: int, verdict: str) -> None:
    (found,) = standings([promise()], [paid(4, money)], terms, day(on))
    assert found.verdict == verdict


def test_the_day_of_the_verdict_is_the_first_of_its_run() -> None:
    one, bounced = [promise()], [paid(1, 100, back=20)]
    since = {on: standings(one, bounced, TERMS, day(on))[0].decided_on for on in (0, 1, 7, 20, 30)}
    assert since == {0: None, 1: day(1), 7: day(1), 20: day(20), 30: day(20)}
    (broken,) = standings(one, [], TERMS, day(30))
    assert broken.decided_on == day(6)


spans = st.integers(0, 12)
amounts = st.integers(1, 60)
loans = st.sampled_from(("L1", "L2"))
currencies = st.sampled_from(("CNY", "CNY", "CNY", "USD"))


@st.composite
def promise_lists(draw):
    found = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        made = draw(spans)
        found.append(
            promise(
                number,
                made,
                made + draw(spans),
                draw(amounts),
                draw(currencies),
                loan_id=draw(st.none() | loans),
                cancelled_on=draw(st.none() | spans.map(lambda n, made=made: day(made + n))),
            )
        )
    return found


@st.composite
def payment_lists(draw):
    found = []
    for _ in range(draw(st.integers(0, 7))):
        on = draw(st.integers(0, 24))
        back = draw(st.none() | st.integers(on, 30))
        found.append(paid(on, draw(amounts), draw(loans), draw(currencies), back))
    return found


terms = st.builds(
    PromiseTerms,
    grace_days=st.integers(0, 4),
    threshold_percent=st.integers(1, 120),
    partly_percent=st.integers(0, 100),
)
nows = st.integers(0, 40)


@given(promise_lists(), payment_lists(), terms, nows)
def test_parts_never_exceed_the_payments_nor_a_promise(
    promises, payments, given_terms, on
) -> None:
    found = filled(promises, payments, given_terms, day(on))
    assert all(0 <= found[one.promise_id] <= one.amount for one in promises)
    counted = [
        p
        for p in payments
        if p.value_on <= day(on) and not (p.reversed_on and p.reversed_on <= day(on))
    ]
    for currency in ("CNY", "USD"):
        parts = sum(found[one.promise_id] for one in promises if one.currency == currency)
        assert parts <= sum(p.amount for p in counted if p.currency == currency)


@given(promise_lists(), payment_lists(), terms, nows, st.randoms())
def test_the_order_of_recording_is_irrelevant(promises, payments, given_terms, on, chance) -> None:
    expected = standings(promises, payments, given_terms, day(on))
    chance.shuffle(promises)
    chance.shuffle(payments)
    assert standings(promises, payments, given_terms, day(on)) == expected


@given(promise_lists(), payment_lists(), terms, nows)
def test_a_reversed_payment_is_as_if_it_had_not_been_made(
    promises, payments, given_terms, on
) -> None:
    kept = [p for p in payments if not (p.reversed_on and p.reversed_on <= day(on))]
    now = [(s.verdict, s.paid) for s in standings(promises, payments, given_terms, day(on))]
    assert now == [(s.verdict, s.paid) for s in standings(promises, kept, given_terms, day(on))]


@given(promise_lists(), payment_lists(), terms, nows)
def test_before_its_reversal_a_payment_counts(promises, payments, given_terms, on) -> None:
    whole = [
        p._replace(reversed_on=None) if p.reversed_on and p.reversed_on > day(on) else p
        for p in payments
    ]
    assert standings(promises, payments, given_terms, day(on)) == standings(
        promises, whole, given_terms, day(on)
    )


@given(promise_lists(), payment_lists(), terms, nows)
def test_nothing_dated_later_counts(promises, payments, given_terms, on) -> None:
    known = [p for p in payments if p.value_on <= day(on)]
    made = [one for one in promises if one.made_on <= day(on)]
    assert standings(made, known, given_terms, day(on)) == standings(
        promises, payments, given_terms, day(on)
    )


@given(promise_lists(), payment_lists(), terms, nows, st.integers(1, 59))
def test_a_payment_in_two_parts_is_the_payment(promises, payments, given_terms, on, cut) -> None:
    parts = [
        part
        for p in payments
        for part in (p._replace(amount=min(cut, p.amount)), p._replace(amount=p.amount - cut))
        if part.amount > 0
    ]
    assert standings(promises, parts, given_terms, day(on)) == standings(
        promises, payments, given_terms, day(on)
    )


@settings(max_examples=60)
@given(promise_lists(), payment_lists(), terms)
def test_the_day_of_a_verdict_is_what_a_walk_day_by_day_finds(
    promises, payments, given_terms
) -> None:
    since: dict[int, tuple[str, date]] = {}
    for on in range(41):
        for one in standings(promises, payments, given_terms, day(on)):
            number = one.promise.promise_id
            if since.get(number, ("", START))[0] != one.verdict:
                since[number] = (one.verdict, day(on))
            expected = None if one.verdict == "pending" else since[number][1]
            assert one.decided_on == expected


@given(promise_lists(), payment_lists(), terms)
def test_without_a_reversal_a_decided_verdict_stays(promises, payments, given_terms) -> None:
    sound = [p._replace(reversed_on=None) for p in payments]
    walk = [standings(promises, sound, given_terms, day(on)) for on in range(41)]
    for before, after in pairwise(walk):
        then = {s.promise.promise_id: s.verdict for s in after}
        for one in before:
            if one.verdict in ("kept", "broken", "cancelled", "partly_kept"):
                assert then[one.promise.promise_id] == one.verdict
