"""The quick way for plain loans, beside the engine: a law holds it equal to ``position``.

A loan is plain where money goes to the oldest instalment first, names nothing that it is for, and
nothing but money moves what is owed: no charge, no reversal, no penalty interest, no pause. Then
its plan and the sum of what came in say all that is stored of its position. Days are ISO text,
which sorts as days do.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from overdue_cli.domain.loan.allocation import plan_of
from overdue_cli.domain.loan.loan import CREDITS, Rules

#: One instalment: due date, number, principal, interest, fee (minor units, none negative).
PlanRow = tuple[str, int, int, int, int]
#: Kinds of entry that a plain loan may have: money in, and the disbursement of its principal.
PLAIN_KINDS = CREDITS | {"disbursement"}

FIRST_DAY, LAST_DAY = date.min.isoformat(), date.max.isoformat()

_due_on = itemgetter(0)


class EntrySums(NamedTuple):
    """What the entries of a loan come to at the close of a day; '' where there is no such day."""

    total: int
    """Minor units that came in by then."""
    last_on: str
    """Value date of the last entry by then."""
    next_on: str
    """Value date of the first entry after it."""


class PlainTerms(NamedTuple):
    """The rules of plain loans, made ready for a day."""

    as_of: str
    cut: str
    """What is due before this date has fallen due by the close of the day."""
    places: tuple[int, ...]
    """Components in the order that money settles them, as places in ``COMPONENTS``."""
    tolerance: int
    grace_days: int


class Late(NamedTuple):
    """What is unpaid of one overdue instalment, minor units by component."""

    due_on: str
    seq: int
    principal: int
    interest: int
    fee: int


class Open(NamedTuple):
    """Sums over the instalments that are not settled, minor units."""

    outstanding: int
    principal: int
    late: Sequence[Late]
    receivable: int
    items: int
    next_on: str | None
    next_amount: int


class PlainStanding(NamedTuple):
    """What is stored of a position, under the names it has in ``Position``; totals only."""

    status: str
    oldest_due_on: str | None
    delinquent_on: str | None
    overdue: int
    overdue_principal: int
    outstanding_principal: int
    outstanding: int
    receivable_not_due: int
    receivable_not_due_items: int
    prepaid: int
    credit: int
    next_due_on: str | None
    next_due_amount: int
    valid_from: str
    valid_until: str
    late: Sequence[Late] = ()


#: A loan before its first day: in no figure.
FUTURE = PlainStanding(
    *("future", None, None),
    *(0, 0, 0, 0, 0, 0, 0, 0),
    *(None, 0),
    *(FIRST_DAY, LAST_DAY),
)


def plain_terms(rules: Rules, as_of: date) -> PlainTerms | None:
    """The rules made ready for a day; None where loans under them are not plain."""
    places = plan_of(rules.allocation, rules.order).plain
    waits = any(early != "next" for _, early in rules.early)
    if (
        places is None
        or waits
        or rules.penalty
        or rules.pauses
        or rules.tolerance_part
        or rules.discount_part
    ):
        return None
    day = as_of.isoformat()
    cut = _days_after(day, 1) if rules.count_due_day else day
    return PlainTerms(day, cut, places, rules.tolerance, rules.grace_days)


@lru_cache(maxsize=65536)
def _days_after(day: str, count: int) -> str:
    ordinal = date.fromisoformat(day).toordinal() + count
    return date.fromordinal(min(ordinal, date.max.toordinal())).isoformat()


def standing(
    plan: Sequence[PlanRow], money: EntrySums, since: str, terms: PlainTerms
) -> PlainStanding:
    """What is stored of a plain loan's position at the close of a day, minor units.

    ``plan`` is in order of due date; ``since`` is the first day of the loan, '' for always.

    >>> terms = plain_terms(Rules(), date(2024, 3, 2))
    >>> plan = [("2024-01-31", 1, 80, 20, 0), ("2024-02-29", 2, 80, 20, 0)]
    >>> plan_state = standing(plan, EntrySums(110, "2024-01-31", ""), "2024-01-01", terms)
    >>> plan_state.oldest_due_on, plan_state.overdue, plan_state.valid_until
    ('2024-02-29', 90, '9999-12-31')
    """
    if terms.as_of < since:
        return FUTURE._replace(valid_until=since)
    settled, left = _settled(plan, money.total)
    unsettled = list(plan[settled:])
    prepaid = _prepaid(plan, settled, terms.cut)
    if unsettled and left:
        unsettled[0], early = _part_paid(unsettled[0], left, terms)
        prepaid, left = prepaid + early, 0
    owed = _open(unsettled, terms)
    oldest = owed.late[0].due_on if owed.late else None
    delinquent_on, valid_from, valid_until = _days(plan, money, since, oldest, terms)
    status = (
        "active" if owed.outstanding or not (left or plan) else "overpaid" if left else "closed"
    )
    return PlainStanding(
        status,
        oldest,
        delinquent_on,
        sum(line.principal + line.interest + line.fee for line in owed.late),
        sum(line.principal for line in owed.late),
        owed.principal,
        owed.outstanding,
        owed.receivable,
        owed.items,
        prepaid,
        left,
        owed.next_on,
        owed.next_amount,
        valid_from,
        valid_until,
        owed.late,
    )


def _status(outstanding: int, credit: int, plan: Sequence[PlanRow]) -> str:
    if outstanding:
        return "active"
    if credit:
        return "overpaid"
    return "closed" if plan else "active"


def _settled(plan: Sequence[PlanRow], money: int) -> tuple[int, int]:
    """How many instalments money settles, the oldest first, and what is left of it."""
    count = 0
    for _, _, principal, interest, fee in plan:
        amount = principal + interest + fee
        if amount > money:
            break
        money -= amount
        count += 1
    return count, money


def _prepaid(plan: Sequence[PlanRow], settled: int, cut: str) -> int:
    """Interest and fees of settled instalments that are not due yet."""
    total = 0
    while settled and plan[settled - 1][0] >= cut:
        settled -= 1
        total += plan[settled][3] + plan[settled][4]
    return total


def _part_paid(row: PlanRow, money: int, terms: PlainTerms) -> tuple[PlanRow, int]:
    """An instalment less money that does not settle it, and interest and fee paid too early."""
    due_on, seq, principal, interest, fee = row
    unpaid = [0, fee, interest, principal]
    for place in terms.places:
        part = min(unpaid[place], money)
        unpaid[place] -= part
        money -= part
    early = fee - unpaid[1] + interest - unpaid[2] if due_on >= terms.cut else 0
    return (due_on, seq, unpaid[3], unpaid[2], unpaid[1]), early


def _open(rows: Sequence[PlanRow], terms: PlainTerms) -> Open:
    """One pass over what is not settled: what is owed, what of it is late, what comes next."""
    as_of, cut, tolerance = terms.as_of, terms.cut, terms.tolerance
    outstanding = principals = receivable = items = next_amount = 0
    next_on: str | None = None
    late: list[Late] = []
    for due_on, seq, principal, interest, fee in rows:
        amount = principal + interest + fee
        outstanding += amount
        principals += principal
        if due_on >= cut:
            receivable += principal
            items += principal > 0
        elif amount > tolerance:
            late.append(Late(due_on, seq, principal, interest, fee))
        else:
            receivable += amount
            items += amount > 0
        if due_on >= as_of and amount and (next_on is None or next_on == due_on):
            next_on = due_on
            next_amount += amount
    if next_on == LAST_DAY != as_of:  # a balance without a due date (``loan.UNDATED``)
        next_on, next_amount = None, 0
    return Open(outstanding, principals, late, receivable, items, next_on, next_amount)


def _days(
    plan: Sequence[PlanRow], money: EntrySums, since: str, oldest: str | None, terms: PlainTerms
) -> tuple[str | None, str, str]:
    """The day that delinquent days count from, and the range of days that all this holds for."""
    start, end = max(money.last_on, since, FIRST_DAY), money.next_on or LAST_DAY
    as_of, due_day = terms.as_of, terms.cut != terms.as_of
    place = bisect_left(plan, as_of, key=_due_on)
    if place:
        start = max(start, _days_after(plan[place - 1][0], 1))
    if place < len(plan):
        due_on = plan[place][0]
        counts = due_on if due_day and due_on > as_of else _days_after(due_on, 1)
        end = min(end, counts)
        if due_day and due_on == as_of:
            start = as_of
    if oldest is None:
        return None, start, end
    count_from = _days_after(oldest, terms.grace_days - due_day)
    if count_from >= as_of:
        return None, start, min(end, _days_after(count_from, 1))
    return count_from, max(start, _days_after(count_from, 1)), end
