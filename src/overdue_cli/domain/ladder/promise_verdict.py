"""What became of promises: kept, partly kept, broken, pending, cancelled; derived from payments.

Money fills promises from the day they were made to their date plus grace, the one due first before
the next. A promise on a loan takes payments on that loan and money that names no loan; one of the
customer takes all of its currency. From the day of its reversal a payment no longer counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from overdue_cli.domain.ladder.case import Payment, Promise, PromiseStanding, Verdict


class PromiseTerms(NamedTuple):
    """When a promise counts as kept; the defaults are product defaults."""

    grace_days: int = 2
    """Money that comes so many days after the date is still in time."""
    threshold_percent: int = 100
    """Kept from this part of the amount on."""
    partly_percent: int = 25
    """Partly kept from this part on; below it is broken."""


def matures_on(promise: Promise, terms: PromiseTerms) -> date:
    """The last day on which money for a promise is in time: its date plus grace.

    >>> day = date(2026, 6, 4)
    >>> matures_on(Promise(1, day, day, 100, "CNY"), PromiseTerms(grace_days=2))
    datetime.date(2026, 6, 6)
    """
    return _later(promise.due_on, terms.grace_days)


def standings(
    promises: Sequence[Promise], payments: Sequence[Payment], terms: PromiseTerms, as_of: date
) -> tuple[PromiseStanding, ...]:
    """Each promise made by the close of ``as_of`` with its verdict, the one due first first.

    ``paid`` is in minor units and never above the amount; ``decided_on`` is the first day from
    which the verdict held without a break up to ``as_of``.

    >>> d = date
    >>> promise = Promise(1, d(2026, 6, 1), d(2026, 6, 4), 500, "CNY")
    >>> bounced = Payment(d(2026, 6, 3), 500, "CNY", "L1", reversed_on=d(2026, 6, 9))
    >>> [standings([promise], [bounced], PromiseTerms(), d(2026, 6, n))[0].verdict
    ...  for n in (2, 3, 8, 9)]
    ['pending', 'kept', 'kept', 'broken']
    """
    made = sorted((p for p in promises if p.made_on <= as_of), key=_turn)
    if not made:
        return ()
    now = _verdicts(made, payments, terms, as_of)
    open_ends = {number for number, (verdict, _) in now.items() if verdict != "pending"}
    since: dict[int, date] = {}
    for day in _events(made, payments, terms, as_of) if open_ends else ():
        then = _verdicts(made, payments, terms, day)
        for number in sorted(open_ends):
            if number in then and then[number][0] == now[number][0]:
                since[number] = day
            else:
                open_ends.discard(number)
        if not open_ends:
            break
    return tuple(
        PromiseStanding(one, *now[one.promise_id], since.get(one.promise_id)) for one in made
    )


def _turn(promise: Promise) -> tuple[date, date, int]:
    """The order in which money fills promises."""
    return promise.due_on, promise.made_on, promise.promise_id


def _events(
    promises: Sequence[Promise], payments: Iterable[Payment], terms: PromiseTerms, as_of: date
) -> list[date]:
    """The days up to ``as_of`` on which a verdict can change, the latest first."""
    first = promises[0].made_on
    days = {as_of}
    for promise in promises:
        first = min(first, promise.made_on)
        days |= {promise.made_on, _later(matures_on(promise, terms), 1)}
        if promise.cancelled_on:
            days.add(promise.cancelled_on)
    for payment in payments:
        days.add(payment.value_on)
        if payment.reversed_on:
            days.add(payment.reversed_on)
    return sorted((day for day in days if first <= day <= as_of), reverse=True)


def _verdicts(
    promises: Sequence[Promise], payments: Iterable[Payment], terms: PromiseTerms, day: date
) -> dict[int, tuple[Verdict, int]]:
    """Verdict and money of each promise by the close of a day, by its number."""
    made = [promise for promise in promises if promise.made_on <= day]
    paid = filled(made, payments, terms, day)
    return {
        one.promise_id: (_verdict(one, paid[one.promise_id], terms, day), paid[one.promise_id])
        for one in made
    }


def _verdict(promise: Promise, paid: int, terms: PromiseTerms, day: date) -> Verdict:
    part = paid * 100
    ended = promise.cancelled_on
    if part >= promise.amount * terms.threshold_percent:
        return "kept"
    if ended is not None and ended <= min(day, matures_on(promise, terms)):
        return "cancelled"
    if day <= matures_on(promise, terms):
        return "pending"
    return "partly_kept" if paid and part >= promise.amount * terms.partly_percent else "broken"


def filled(
    promises: Sequence[Promise], payments: Iterable[Payment], terms: PromiseTerms, day: date
) -> dict[int, int]:
    """Minor units that came in for each promise by the close of a day, by its number.

    The parts of the payments of one currency never exceed them, nor a promise its amount.
    """
    paid = dict.fromkeys((promise.promise_id for promise in promises), 0)
    waiting = sorted(promises, key=_turn)
    counted = sorted(
        (payment.value_on, payment.currency, payment.loan_id, payment.amount)
        for payment in payments
        if payment.value_on <= day and not (payment.reversed_on and payment.reversed_on <= day)
    )
    for (value_on, currency), group in groupby(counted, key=itemgetter(0, 1)):
        pools: dict[str, int] = {}
        for _, _, loan_id, amount in group:
            pools[loan_id] = pools.get(loan_id, 0) + amount
        open_now = [one for one in waiting if _takes(one, value_on, currency, terms)]
        for place, promise in enumerate(open_now):
            _fill(promise, pools, open_now[place + 1 :], paid)
    return paid


def _takes(promise: Promise, value_on: date, currency: str, terms: PromiseTerms) -> bool:
    """Whether money of a day is in time for a promise."""
    ended = promise.cancelled_on
    return (
        promise.currency == currency
        and promise.made_on <= value_on <= matures_on(promise, terms)
        and (ended is None or value_on < ended)
    )


def _fill(
    promise: Promise, pools: dict[str, int], after: Sequence[Promise], paid: dict[int, int]
) -> None:
    """Money of one day into one promise; loans that no later promise names are used up first."""
    named = {one.loan_id for one in after if one.loan_id}
    of_others = named | {""} if named else named
    loans = (
        [promise.loan_id, ""]
        if promise.loan_id
        else sorted(pools, key=lambda it: (it in of_others, it))
    )
    for loan_id in loans:
        part = min(pools.get(loan_id, 0), promise.amount - paid[promise.promise_id])
        if part > 0:
            pools[loan_id] -= part
            paid[promise.promise_id] += part


def _later(day: date, days: int) -> date:
    return day + timedelta(days=days) if day < date.max - timedelta(days=days) else date.max
