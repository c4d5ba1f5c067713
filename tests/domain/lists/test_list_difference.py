"""What is inferred from one daily list to the next, case by case."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from overdue_cli.domain.lists.list_difference import Listed, inferred, is_followed, settled
from overdue_cli.domain.loan.loan import Amounts, Entry, Instalment, Loan, Rules

DAY = date(2026, 11, 2)
BARE = Loan("L1", "CNY", None, (), ())


def listed(n: int, days: int, principal: int = 0, interest: int = 0, **rest: int) -> Listed:
    """The list of day ``n``; with ``left`` it also says what principal is not due."""
    left = rest.pop("left", None)
    overdue = Amounts(principal=principal, interest=interest, **rest)
    return Listed(DAY + timedelta(days=n), days, overdue, (None, None, None, left))


def told(loan: Loan, *lists: Listed) -> list[tuple[int, str, int, object]]:
    """Inferred entries as (day of list, kind, amount, due date as days before or component)."""
    made = inferred(loan, lists, first_listed=lists[0].as_of).entries
    return [
        (
            (entry.value_on - DAY).days,
            entry.kind,
            entry.amount,
            (entry.value_on - entry.due_on).days if entry.due_on else None,
        )
        for entry in made
    ]


OPENED = [(0, "opening", 900, 60), (0, "opening", 100, 60)]


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        pytest.param([], [], id="the first list makes one item of the oldest age"),
        pytest.param([listed(1, 61, 900, 100)], [], id="a day more with nothing paid"),
        pytest.param(
            [listed(1, 61, 700, 100)],
            [(1, "repayment", 200, 61)],
            id="what is less of one component went to it",
        ),
        pytest.param(
            [listed(1, 61, 850)],
            [(1, "repayment", 150, None)],
            id="one payment where the order of the loan explains it",
        ),
        pytest.param(
            [listed(1, 61, 1400, 150)],
            [(1, "opening", 500, 1), (1, "opening", 50, 1)],
            id="a new instalment is an item of its own",
        ),
        pytest.param(
            [listed(1, 61, 1400, 100), listed(2, 2, 500)],
            [(1, "opening", 500, 1), (2, "repayment", 1000, None)],
            id="payment of the oldest brings the days down",
        ),
        pytest.param(
            [listed(1, 31, 450, 100)],
            [
                (1, "reversal", 450, None),
                (1, "reversal", 100, None),
                (1, "opening", 450, 31),
                (1, "opening", 100, 31),
                (1, "repayment", 450, None),
            ],
            id="what is left of a lump is younger than was known",
        ),
        pytest.param([listed(1, 0)], [(1, "repayment", 1000, None)], id="a cure"),
        pytest.param(
            [settled(DAY + timedelta(days=3))],
            [(3, "repayment", 1000, None)],
            id="a loan that left a complete list is settled",
        ),
        pytest.param(
            [listed(1, 61, 900, 100, penalty=7), listed(2, 62, 900, 100, penalty=15)],
            [(1, "penalty", 7, 61), (2, "penalty", 8, 62)],
            id="daily penalty is charged on the oldest item",
        ),
    ],
)
def test_from_one_list_to_the_next(
    lists: list[Listed], expected: list[tuple[int, str, int, object]]
) -> None:
    made = told(BARE, listed(0, 60, 900, 100), *lists)
    assert sorted(map(str, made)) == sorted(map(str, [*OPENED, *expected]))


def test_principal_that_falls_due_moves_from_what_is_not_due() -> None:
    made = inferred(
        BARE, [listed(0, 0, left=900), listed(1, 1, 300, 20, left=600)], first_listed=DAY
    ).entries
    assert [(e.kind, e.amount, e.components) for e in made] == [
        ("opening", 900, ("principal",)),
        ("reversal", 300, ()),
        ("opening", 300, ("principal",)),
        ("opening", 20, ("interest",)),
    ]


def test_a_recorded_payment_takes_the_place_of_an_inferred_one() -> None:
    paid = Entry(1, "repayment", DAY + timedelta(days=1), 150)
    loan = Loan("L1", "CNY", None, (), (paid,))
    assert told(loan, listed(0, 60, 900, 100), listed(1, 61, 850)) == OPENED


def test_money_recorded_after_a_settled_list_is_part_of_what_it_showed_as_paid() -> None:
    day = DAY + timedelta(days=1)
    entries = (Entry(1, "penalty", DAY, 2), Entry(2, "repayment", day, 1))
    loan = Loan("L1", "CNY", None, (), entries)
    none = Listed(DAY, 0, Amounts(), (0, None, None, None))
    once = [(0, "repayment", 2, None), (1, "reversal", 1, None)]
    assert told(loan, none) == told(loan, none, none._replace(as_of=day)) == once


def test_a_loan_with_a_plan_and_earlier_payments_is_only_compared() -> None:
    plan = (Instalment(1, DAY - timedelta(days=60), 500), Instalment(2, DAY, 500))
    paid = Entry(1, "repayment", DAY - timedelta(days=50), 100)
    kept_here = Loan("L1", "CNY", None, plan, (paid,))
    assert not is_followed(kept_here, DAY)
    assert told(kept_here, listed(0, 3, 7)) == []
    assert is_followed(Loan("L1", "CNY", None, plan, ()), DAY)


def test_what_a_first_list_shows_settled_was_paid_when_it_fell_due() -> None:
    plan = tuple(
        Instalment(n, DAY + timedelta(days=days), 500, 10)
        for n, days in enumerate((-70, -40, -10, 20), 1)
    )
    loan = Loan("L1", "CNY", None, plan, (), Rules())
    assert told(loan, listed(0, 10, 500, 10)) == [
        (-70, "repayment", 500, 0),
        (-40, "repayment", 500, 0),
        (-70, "repayment", 10, 0),
        (-40, "repayment", 10, 0),
    ]
