"""Laws of the lists of another system: whatever they say, the loan stands so on their days.

``OVERDUE_EXAMPLES=5000`` asks for more of them.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overdue_cli.domain.lists.in_transit import without
from overdue_cli.domain.lists.list_difference import (
    Followed,
    Listed,
    agrees,
    inferred,
    is_followed,
    rules_of_listed,
)
from overdue_cli.domain.loan.loan import Amounts, Entry, Instalment, Loan, Rules
from overdue_cli.domain.loan.position import position
from sizes import size

pytestmark = pytest.mark.law
START = date(2026, 3, 1)
# The same examples in every run, so that a run says what the change did; OVERDUE_EXAMPLES asks for
# others, and for more.
MANY = settings(
    max_examples=size("OVERDUE_EXAMPLES", small=300, large=2000),
    deadline=None,
    derandomize="OVERDUE_EXAMPLES" not in os.environ,
)
KINDS = ("repayment", "repayment", "fee", "penalty", "waiver", "goodwill")

days = st.integers(0, 40).map(lambda n: START + timedelta(days=n))
money = st.integers(0, 500)


@st.composite
def rows(draw: st.DrawFn) -> list[Listed]:
    """Lists of some days, oldest first: late or not, with or without what is not due."""
    found = []
    for day in sorted(draw(st.sets(days, min_size=1, max_size=8))):
        parts = Amounts(*(draw(money) for _ in range(4)))
        late = draw(st.integers(0, 45)) if parts.total else 0
        said = tuple(draw(st.none() | money) for _ in range(4))
        found.append(Listed(day, late, parts if late else Amounts(), said))  # type: ignore[arg-type]
    return found


@st.composite
def loans(draw: st.DrawFn) -> Loan:
    """A loan with or without a plan, and with what was recorded here."""
    entries = tuple(
        Entry(
            number,
            draw(st.sampled_from(KINDS)),
            draw(days),
            draw(st.integers(1, 300)),
            due_on=draw(st.none() | days),
        )
        for number in range(1, 1 + draw(st.integers(0, 4)))
    )
    plan = tuple(
        Instalment(seq, START + timedelta(days=10 * seq - 15), draw(money), draw(money))
        for seq in range(1, 1 + draw(st.sampled_from((0, 0, 3))))
    )
    rules = Rules(
        allocation=draw(st.sampled_from(("standard", "cn_561", "bgb_497", "principal_first"))),
        count_due_day=draw(st.booleans()),
        grace_days=draw(st.sampled_from((0, 5))),
        tolerance=draw(st.sampled_from((0, 50))),
    )
    return Loan("L1", "CNY", None, plan, entries, rules)


def kept_by(loan: Loan, made: Followed) -> Loan:
    entries = (*loan.entries, *made.entries)
    return replace(loan, entries=entries, rules=rules_of_listed(loan.rules))


def posted(loan: Loan, made: Followed, day: date) -> Loan:
    """The loan without the money that the list of a day does not show yet."""
    kept = kept_by(loan, made)
    waiting = {one.entry_id: one.amount for one in made.in_transit if one.as_of == day}
    return replace(kept, entries=without(kept.entries, waiting))


@MANY
@given(loans(), rows())
def test_a_loan_stands_as_every_list_says(loan: Loan, lists: list[Listed]) -> None:
    first = lists[0].as_of
    made = inferred(loan, lists, first_listed=first)
    if not is_followed(loan, first):
        assert made == Followed([], [])
        return
    for listed in lists:
        standing = position(posted(loan, made, listed.as_of), listed.as_of)
        assert agrees(standing, listed), (listed, standing)


@MANY
@given(loans(), rows())
def test_money_in_transit_counts_in_full_beside_what_the_list_says(
    loan: Loan, lists: list[Listed]
) -> None:
    made = inferred(loan, lists, first_listed=lists[0].as_of)
    for listed in lists:
        waiting = sum(one.amount for one in made.in_transit if one.as_of == listed.as_of)
        with_it = position(kept_by(loan, made), listed.as_of)
        without_it = position(posted(loan, made, listed.as_of), listed.as_of)
        owed = without_it.outstanding.total - without_it.credit
        assert owed - (with_it.outstanding.total - with_it.credit) == waiting, listed


@MANY
@given(loans(), rows(), st.randoms(use_true_random=False))
def test_the_order_in_which_payments_are_recorded_decides_nothing_on_days_apart(
    loan: Loan, lists: list[Listed], random: Random
) -> None:
    """Numbers say who was recorded first; between days they must not matter."""
    by_day = {entry.value_on: entry for entry in loan.entries}
    numbers = [entry.entry_id for entry in by_day.values()]
    random.shuffle(numbers)
    pairs = zip(by_day.values(), numbers, strict=True)
    renumbered = replace(loan, entries=tuple(e._replace(entry_id=n) for e, n in pairs))
    one_each = replace(loan, entries=tuple(by_day.values()))
    first = lists[0].as_of
    standings = [
        [position(kept_by(one, inferred(one, lists, first_listed=first)), listed.as_of)
         for listed in lists]
        for one in (one_each, renumbered)
    ]  # fmt: skip
    shown = [[(p.outstanding, p.overdue, p.credit) for p in each] for each in standings]
    assert shown[0] == shown[1]


@MANY
@given(loans(), rows(), st.integers(0, 8))
def test_what_follows_from_later_lists_can_be_added_later(
    loan: Loan, lists: list[Listed], known: int
) -> None:
    first = lists[0].as_of
    whole = inferred(loan, lists, first_listed=first)
    early = inferred(loan, lists[:known], first_listed=first)
    assert _followed_up(loan, lists, known, early) == whole


def _followed_up(loan: Loan, lists: list[Listed], known: int, early: Followed) -> Followed:
    """What follows where the first lists were known and the others came later."""
    if not lists[known:]:
        return early
    since = lists[known].as_of
    kept = [one for one in early.entries if one.value_on < since] if known else []
    before = lists[known - 1].as_of if known else None
    first = lists[0].as_of
    waited = [one for one in early.in_transit if known and one.as_of < since]
    waiting = {one.entry_id: one.amount for one in waited if one.as_of == before}
    later = inferred(
        loan, lists[known:], first_listed=first, before=before, kept=kept,
        since=since if known else date.min, waiting=waiting,
    )  # fmt: skip
    return Followed(kept + later.entries, waited + later.in_transit)


@MANY
@given(loans(), rows())
def test_a_list_that_says_what_is_known_adds_nothing(loan: Loan, lists: list[Listed]) -> None:
    first = lists[0].as_of
    made = inferred(loan, lists, first_listed=first)
    next_day = lists[-1].as_of + timedelta(days=1)
    standing = position(kept_by(loan, made), next_day)
    said = Listed(next_day, standing.days_past_due, standing.overdue, standing.not_due)
    again = inferred(loan, [*lists, said], first_listed=first)
    if not any(one.as_of == lists[-1].as_of for one in made.in_transit):
        assert again.entries == made.entries


@MANY
@given(loans(), rows())
def test_nothing_is_inferred_before_its_list_but_what_a_first_list_shows_settled(
    loan: Loan, lists: list[Listed]
) -> None:
    listed_on = {row.as_of for row in lists}
    for entry in inferred(loan, lists, first_listed=lists[0].as_of).entries:
        settled_before = entry.kind == "repayment" and entry.value_on == entry.due_on
        day_after = entry.kind == "reversal" and entry.value_on - timedelta(days=1) in listed_on
        assert (
            entry.value_on in listed_on
            or (settled_before and entry.value_on < lists[0].as_of)
            or day_after
        )


@st.composite
def paid_and_listed(draw: st.DrawFn) -> tuple[Loan, list[Listed], int]:
    """A payment that is recorded up to five days before or after the list that shows it."""
    debt, interest, rest = draw(st.integers(1, 900)), draw(st.integers(0, 90)), draw(money)
    amount = draw(st.integers(1, debt + interest))
    shown = START + timedelta(days=10)
    apart = draw(st.integers(-5, 5))
    gaps = draw(st.sets(st.integers(1, 19).filter(lambda n: n not in (10, 16))))
    loan = Loan(
        "L1", "CNY", None, (), (Entry(1, "repayment", shown + timedelta(days=apart), amount),)
    )
    lists = []
    for n in (n for n in range(20) if n not in gaps):
        day = START + timedelta(days=n)
        left = amount if day >= shown else 0
        overdue = Amounts(interest=max(0, interest - left), principal=debt)
        overdue = overdue._replace(principal=debt - max(0, left - interest))
        said = (None, None, None, draw(st.just(rest)))
        late = 30 + n if overdue.total else 0
        lists.append(Listed(day, late, overdue, said))
    return loan, lists, amount


@MANY
@given(paid_and_listed(), st.integers(0, 20))
def test_a_payment_counts_once_whatever_day_the_list_and_the_bank_have(
    case: tuple[Loan, list[Listed], int], known: int
) -> None:
    loan, lists, amount = case
    first = lists[0].as_of
    made = inferred(loan, lists, first_listed=first)
    paid_on = loan.entries[0].value_on
    for listed in lists:
        assert agrees(position(posted(loan, made, listed.as_of), listed.as_of), listed), listed
        waits = any(one.as_of == listed.as_of for one in made.in_transit)
        assert waits == (paid_on <= listed.as_of < START + timedelta(days=10))
    money_in = [one for one in (*loan.entries, *made.entries) if one.kind == "repayment"]
    numbers = {one.entry_id for one in money_in}
    back = sum(one.amount for one in made.entries if one.reverses in numbers)
    assert sum(one.amount for one in money_in) - back == amount
    early = inferred(loan, lists[:known], first_listed=first)
    assert _followed_up(loan, lists, known, early) == made
