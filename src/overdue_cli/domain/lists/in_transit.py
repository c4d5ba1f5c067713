"""Recorded money that a daily list does not show yet: it counts, and the list does not undo it.

A clerk or the bank has the money on one day, the core system posts it on a later one. Until a list
falls by it, it is *in transit*. What a list falls by is matched with the money that waits: equal
amounts first, then the oldest; a part match leaves the rest in transit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from overdue_cli.domain.lists.counted_once import amounts_left, recorded_money
from overdue_cli.domain.loan.loan import Entry


class Outcomes(Protocol):
    """Where a loan would stand beside a list if some money still waited."""

    def fall(self, waiting: Mapping[int, int]) -> int:
        """By how much less the list says than the loan would owe, minor units."""

    def principal_over(self, waiting: Mapping[int, int]) -> int | None:
        """How much more principal the list says; None where it says less of anything."""


def money_waiting(
    entries: Sequence[Entry], waiting: Mapping[int, int], start: date, day: date
) -> dict[int, int]:
    """What waited before, as far as it stands, and what was recorded since; minor units by entry.

    The oldest first. ``start`` … ``day`` are the days since the list before.

    >>> paid = Entry(7, "repayment", date(2026, 6, 12), 500)
    >>> money_waiting([paid], {}, paid.value_on, paid.value_on)
    {7: 500}
    """
    left = amounts_left(entries, day)
    fresh = {one.entry_id: left[one.entry_id] for one in recorded_money(entries, left, start, day)}
    before = {number: min(part, left.get(number, 0)) for number, part in waiting.items()}
    both = {**fresh, **{number: part for number, part in before.items() if part > 0}}
    on = {entry.entry_id: entry.value_on for entry in entries}
    return dict(sorted(both.items(), key=lambda one: (on[one[0]], one[0])))


def still_waiting(waiting: Mapping[int, int], outcomes: Outcomes) -> dict[int, int]:
    """What of the waiting money a list does not show, minor units by entry.

    ``waiting`` is the oldest first.
    """
    fall = outcomes.fall(waiting)
    groups = _one_or_the_oldest(waiting)
    shown = next((one for one in groups if sum(waiting[n] for n in one) == fall), None)
    if shown is not None:
        return _all_but(waiting, shown)
    charged = None if outcomes.principal_over(waiting) == 0 else _beside_charges(waiting, outcomes)
    return _less(waiting, fall) if charged is None else charged


def _beside_charges(waiting: Mapping[int, int], outcomes: Outcomes) -> dict[int, int] | None:
    """What still waits where something was charged besides: the principal tells what was paid.

    None where no payment brings the principal to what the list says.
    """
    for group in _one_or_the_oldest(waiting):
        rest = _all_but(waiting, group)
        over = outcomes.principal_over(rest) or 0
        if 0 < over < waiting[group[-1]]:
            rest[group[-1]] = over
        if outcomes.principal_over(rest) == 0:
            return {number: rest[number] for number in waiting if number in rest}
    return None


def without(entries: Iterable[Entry], waiting: Mapping[int, int]) -> tuple[Entry, ...]:
    """Entries with the waiting money left out, and what took such money back.

    >>> paid = Entry(7, "repayment", date(2026, 6, 12), 500)
    >>> [one.amount for one in without([paid], {7: 200})]
    [300]
    """
    kept = tuple(entries)
    if not waiting:
        return kept
    amounts = {entry.entry_id: entry.amount for entry in kept}
    out = {number for number, part in waiting.items() if amounts.get(number, 0) <= part}
    return tuple(
        entry._replace(amount=entry.amount - waiting.get(entry.entry_id, 0))
        for entry in kept
        if entry.entry_id not in out and entry.reverses not in out
    )


def _one_or_the_oldest(waiting: Mapping[int, int]) -> list[tuple[int, ...]]:
    """Each payment by itself, the oldest first; then the oldest two, three, … together."""
    numbers = tuple(waiting)
    return [
        *((number,) for number in numbers),
        *(numbers[:count] for count in range(2, len(numbers) + 1)),
    ]


def _all_but(waiting: Mapping[int, int], shown: Iterable[int]) -> dict[int, int]:
    gone = set(shown)
    return {number: part for number, part in waiting.items() if number not in gone}


def _less(waiting: Mapping[int, int], fall: int) -> dict[int, int]:
    """What is left of the waiting money when the oldest of it was shown up to ``fall``."""
    rest: dict[int, int] = {}
    for number, part in waiting.items():
        shown = min(part, max(0, fall))
        fall -= shown
        if part > shown:
            rest[number] = part - shown
    return rest
