"""A payment that is recorded for one day and shown by the lists on another: it counts once.

The bank has its day, the core system posts on another, and a list tells only what was posted. An
entry that was inferred for such a payment is taken back as soon as the payment is recorded. They
are the same payment where the amount is the same and they lie a few days apart, or where the loan
owes just by that amount less than the list says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from overdue_cli.domain.loan.lateness import ONE_DAY
from overdue_cli.domain.loan.loan import CREDITS, Entry

#: Money that somebody recorded: for the loan, or for the account that applied it to the loan.
MONEY_IN = CREDITS | {"applied"}

#: Days by which a payment and the list that shows it may lie apart: a long weekend.
NEAR = timedelta(days=5)


class TakenBack(NamedTuple):
    """An inferred entry, and how much of it (minor units) no longer counts."""

    entry: Entry
    amount: int


def shown_before(
    entries: Sequence[Entry], before: date, day: date, more: int, *, parts: bool = False
) -> list[TakenBack]:
    """Inferred payments that are recorded now, in (``before``, ``day``]; minor units.

    ``before`` is the day of the list before the one of ``day``; ``more`` is by how much the loan
    owes less than the list says, now that both are counted. With ``parts`` a payment of just that
    amount may be a part of what was inferred; else it is on its way, and no list shows it yet.

    >>> guess = Entry(1, "repayment", date(2026, 6, 12), 500, inferred=True)
    >>> booked = Entry(2, "repayment", date(2026, 6, 13), 500)
    >>> [one.amount for one in shown_before([guess, booked], guess.value_on, booked.value_on, 500)]
    [500]
    """
    left = amounts_left(entries, day)
    fresh = list(recorded_money(entries, left, before + ONE_DAY, day))
    shown = _by_day(one for one in entries if one.inferred and one.kind == "repayment")
    taken_back: list[TakenBack] = []
    for payments in _one_or_all(fresh):
        amount = sum(left[one.entry_id] for one in payments)
        near = [on for on in shown if payments[-1].value_on - NEAR <= on <= before]
        for on in sorted(near, reverse=True) if amount <= more else ():
            of_day = sum(left[entry.entry_id] for entry in shown[on])
            if of_day == amount or (parts and more == amount and of_day > amount):
                taken_back += _taken(shown[on], left, amount)
                more -= amount
                break
    return taken_back


def shown_the_day_before(entries: Sequence[Entry], shown_on: date) -> list[TakenBack]:
    """What a list showed as paid and is recorded for the next day, of which no list tells yet.

    >>> guess = Entry(1, "repayment", date(2026, 6, 12), 500, inferred=True)
    >>> booked = Entry(2, "repayment", date(2026, 6, 13), 500)
    >>> [one.amount for one in shown_the_day_before([guess, booked], guess.value_on)]
    [500]
    """
    day = shown_on + ONE_DAY
    left = amounts_left(entries, day)
    fresh = _one_or_all(list(recorded_money(entries, left, day, day)))
    shown = [
        entry
        for entry in entries
        if entry.inferred and entry.kind == "repayment" and entry.value_on == shown_on
    ]
    total = sum(left[entry.entry_id] for entry in shown)
    amounts = [sum(left[one.entry_id] for one in payments) for payments in fresh]
    return _taken(shown, left, total) if total in amounts else []


def amounts_left(entries: Iterable[Entry], day: date) -> dict[int, int]:
    """By entry what of it stands at the close of a day, after what took it back."""
    until = [
        entry
        for entry in entries
        if entry.value_on <= day
        and entry.counts_from <= day
        and (entry.counts_until is None or day < entry.counts_until)
    ]
    left = {entry.entry_id: entry.amount for entry in until}
    for entry in until:
        if entry.kind == "reversal" and entry.reverses in left:
            left[entry.reverses] -= entry.amount
    return left


def recorded_money(
    entries: Iterable[Entry], left: dict[int, int], first: date, last: date
) -> Iterator[Entry]:
    """Money in that somebody recorded for some days and that was not taken back."""
    return (
        entry
        for entry in entries
        if not entry.inferred and entry.kind in MONEY_IN and first <= entry.value_on <= last
        if left.get(entry.entry_id, 0) > 0
    )


def _one_or_all(payments: Sequence[Entry]) -> list[list[Entry]]:
    """Each payment by itself, the first first; where there are several, all of them too."""
    ordered = sorted(payments, key=lambda one: (one.value_on, one.entry_id))
    return [*([one] for one in ordered), *([ordered] if len(ordered) > 1 else [])]


def _by_day(entries: Iterable[Entry]) -> dict[date, list[Entry]]:
    days: dict[date, list[Entry]] = defaultdict(list)
    for entry in entries:
        days[entry.value_on].append(entry)
    return days


def _taken(entries: Sequence[Entry], left: dict[int, int], amount: int) -> list[TakenBack]:
    """``amount`` of some entries, the latest first; what is left of them becomes less."""
    taken: list[TakenBack] = []
    for entry in reversed(entries):
        part = min(amount, left[entry.entry_id])
        if part > 0:
            taken.append(TakenBack(entry, part))
            left[entry.entry_id] -= part
            amount -= part
    return taken
