"""Which money of a customer stands behind what a debt got: entry by entry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from overdue_cli.domain.loan.loan import Entry, Loan
from overdue_cli.domain.loan.replay import Replay, counted_entries, opened, steps


class MoneyBehind(NamedTuple):
    """A part of recorded money, in minor units, and the loan or account it was recorded on."""

    loan_id: str
    entry: Entry
    amount: int


def money_behind(loans: Mapping[str, Loan], applied: Entry, day: date) -> list[MoneyBehind]:
    """The recorded money that an ``applied`` entry is of, the oldest first, as of a day.

    ``loans`` are all of the customer, by id, with what was applied. Money that came by way of
    another debt is told by where it was recorded.

    >>> paid = [Entry(n, "repayment", date(2016, 1, n), 10_00) for n in (1, 2)]
    >>> given = Entry(10, "passed_on", date(2016, 1, 2), 15_00, other="L1")
    >>> account = Loan("account:K1:EUR", "EUR", None, (), (*paid, given))
    >>> taken = Entry(11, "applied", date(2016, 1, 2), 15_00, other=account.loan_id)
    >>> behind = money_behind({account.loan_id: account}, taken, date(2016, 1, 3))
    >>> [(one.entry.entry_id, one.amount) for one in behind]
    [(1, 1000), (2, 500)]
    """
    source = loans.get(applied.other)
    if source is None:
        return []
    state = opened(source)
    for entry in counted_entries(source.entries, day):
        before = _credits(state)
        for _ in steps(state, (entry,)):
            pass
        # The two ends of a move are numbered one after the other.
        if entry.kind == "passed_on" and entry.entry_id == applied.entry_id - 1:
            return _given(loans, source, state, before, day)
    return []


def _credits(state: Replay) -> list[int]:
    return [taken.credit for taken in state.taken]


def _given(
    loans: Mapping[str, Loan], source: Loan, state: Replay, before: list[int], day: date
) -> list[MoneyBehind]:
    """What the credit of each entry of the source fell by."""
    found: list[MoneyBehind] = []
    for taken, credit in zip(state.taken, before, strict=True):
        amount = credit - taken.credit
        if amount and taken.entry.kind == "applied":
            found += last_of(money_behind(loans, taken.entry, day), amount)
        elif amount:
            found.append(MoneyBehind(source.loan_id, taken.entry, amount))
    return found


def last_of(behind: list[MoneyBehind], amount: int) -> list[MoneyBehind]:
    """The newest of some money up to an amount, the oldest first."""
    found: list[MoneyBehind] = []
    for one in reversed(behind):
        part = min(one.amount, amount)
        amount -= part
        if part:
            found.append(one._replace(amount=part))
    return found[::-1]
