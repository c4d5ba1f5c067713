"""Which loan a credit pays: laws that hold whatever points at whatever."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from overdue_cli.domain.bank.matching import (
    Clue,
    LoanShare,
    Proposal,
    certain,
    likely,
    shared,
)
from overdue_cli.domain.loan.dues import Dues

ON = date(2026, 6, 15)
AMOUNTS = st.sampled_from([100, 200, 300, 500])
DUES = st.builds(
    lambda items, regular: Dues(
        tuple((f"2026-0{month}-15", amount) for month, amount in enumerate(items, 5)),
        regular,
        items[0] if items else 0,
    ),
    st.lists(AMOUNTS, max_size=4),
    AMOUNTS,
)
CLUES = st.builds(
    Clue,
    st.sampled_from([f"L-{n}" for n in range(6)]),
    st.just(""),
    st.sampled_from(["loan", "customer", "number", "near", ""]),
    st.booleans(),
    st.sampled_from(["same", "near", "part", ""]),
    st.sampled_from([1, 2]),
    st.booleans(),
    st.booleans(),
)
GUESSES = st.builds(
    Clue,
    st.sampled_from([f"G-{n}" for n in range(4)]),
    st.just(""),
    st.sampled_from(["near", ""]),
    strong=st.just(True),
    name=st.sampled_from(["part", ""]),
    namesakes=st.just(1),
    in_text=st.just(False),
    account=st.just(False),
)
BOOKS = st.fixed_dictionaries(
    {f"{kind}-{n}": DUES for kind, count in (("L", 6), ("G", 4)) for n in range(count)}
)


def owned(clues: list[Clue]) -> list[Clue]:
    """Each loan once, two neighbouring numbers with one owner."""
    once = {clue.loan_id: clue for clue in clues}
    return [
        clue._replace(customer_id=f"C-{loan_id[0]}{int(loan_id[2:]) // 2}")
        for loan_id, clue in sorted(once.items())
    ]


@given(AMOUNTS, st.lists(CLUES), st.lists(GUESSES), BOOKS, st.booleans())
def test_what_only_guesses_makes_nothing_certain_and_nothing_doubtful(
    amount: int, clues: list[Clue], guesses: list[Clue], book: dict[str, Dues], rare: bool
) -> None:
    known, more = owned(clues), owned(guesses)
    alone = certain(amount, ON, known, book.__getitem__, rare=rare)
    assert certain(amount, ON, [*known, *more], book.__getitem__, rare=rare) == alone


@given(AMOUNTS, st.lists(CLUES), st.lists(GUESSES), BOOKS)
def test_the_likeliest_are_the_best_of_every_customer(
    amount: int, clues: list[Clue], guesses: list[Clue], book: dict[str, Dues]
) -> None:
    every = [*owned(clues), *owned(guesses)]
    ways: list[Proposal] = []
    for _, own in groupby(every, key=lambda clue: clue.customer_id):
        ways += likely(amount, ON, own, book.__getitem__)
    best = sorted(ways, key=lambda way: (-way.score, way.parts))[:3]
    assert list(likely(amount, ON, every, book.__getitem__)) == best


def test_a_loan_that_decides_nothing_is_not_looked_at() -> None:
    written = Clue("L-1", "C-1", "loan", name="same")
    asked: list[str] = []

    def dues(loan_id: str) -> Dues:
        asked.append(loan_id)
        return Dues((("2026-06-10", 100),), 100, 100)

    found = certain(100, ON, [written, Clue("L-2", "C-2", name="part")], dues, rare=False)
    assert found is not None
    assert set(asked) == {"L-1"}


@given(AMOUNTS, st.lists(CLUES, max_size=6), BOOKS)
def test_no_loan_is_proposed_more_of_a_sum_than_the_sum(
    amount: int, clues: list[Clue], book: dict[str, Dues]
) -> None:
    found = shared(amount, ON, clues, book.__getitem__, payments=2)
    assert all(0 <= part.amount <= amount for one in found for part in one.parts)
    assert {part.loan_id for one in found for part in one.parts} <= {c.loan_id for c in clues}


def test_of_a_sum_the_loans_that_are_written_may_have_a_share_else_the_one_next_due() -> None:
    dues = {
        "L-7": Dues((("2026-06-10", 200),), 200, 200),
        "L-8": Dues((("2026-05-10", 201),), 201, 201),
        "L-9": Dues((("2026-06-14", 50),), 50, 50),
    }
    clues = [
        Clue("L-7", "C-7", "loan", name="same"),
        Clue("L-8", "C-8", name="same"),
        Clue("L-9", "C-8", name="same"),
    ]
    found = shared(400, ON, clues, dues.__getitem__, payments=2)
    assert [(one.parts, one.evidence) for one in found] == [
        ((LoanShare("L-7", 200),), "one of 2 payments; loan id written; name"),
        ((LoanShare("L-9", 50),), "one of 2 payments; name"),
    ]
