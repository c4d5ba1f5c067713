"""What holds stop, and when: ranges of days for the engine, and items that are left alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple, cast

from overdue_cli.domain.ladder.case import STOPS, CaseLoan, Hold, HoldStop, OpenItem
from overdue_cli.domain.ladder.inherited import Inheritance
from overdue_cli.domain.ladder.promise_verdict import PromiseTerms
from overdue_cli.domain.loan.lateness import paused_days

Range = tuple[date, date]


class HoldKind(NamedTuple):
    """A kind of hold: what it stops and for how many days, where nobody says otherwise."""

    kind: str
    title: str
    stops: frozenset[str]
    days: int | None = None
    """None: until it is released."""


class CaseTerms(NamedTuple):
    """What a policy says about the facts around a customer."""

    flags: Mapping[str, frozenset[str]]
    """Flags of each outcome code."""
    promise: PromiseTerms = PromiseTerms()
    dispute_stops: frozenset[str] = frozenset({"contact", "ladder"})
    """What an invoice marked as disputed in its file stops."""
    reached: Mapping[str, str] = MappingProxyType({})
    """What each outcome code says happened; no word where its flags tell."""
    inheritance: Inheritance | None = None
    """None where no case starts further on than its evidence."""


def stops_text(stops: Iterable[str]) -> str:
    """Stops as stored: in their order, parted by blanks.

    >>> stops_text({"ladder", "contact"})
    'contact ladder'
    """
    chosen = set(stops)
    return " ".join(stop for stop in STOPS if stop in chosen)


def stops_from(text: str) -> frozenset[HoldStop]:
    """The stops of a text parted by blanks or commas.

    >>> sorted(stops_from("dpd,penalty"))
    ['dpd', 'penalty']
    """
    return cast(frozenset[HoldStop], frozenset(text.replace(",", " ").split()))


def held_days(from_on: date, until_on: date | None, released_on: date | None) -> Range:
    """The half-open range of days on which a hold stops something; empty when released at once.

    >>> held_days(date(2026, 6, 1), date(2026, 6, 5), None)[1]
    datetime.date(2026, 6, 6)
    >>> held_days(date(2026, 6, 1), None, date(2026, 6, 3))[1]
    datetime.date(2026, 6, 3)
    """
    end = date.max
    if until_on is not None and until_on < date.max:
        end = until_on + timedelta(days=1)
    if released_on is not None:
        end = min(end, released_on)
    return from_on, max(from_on, end)


def is_held(
    holds: Iterable[Hold], stop: HoldStop, day: date, loan_id: str | None, seq: int | None = None
) -> bool:
    """Whether a hold stops ``stop`` on a day for an item, a loan, or (None) the whole customer.

    A hold of the customer covers every loan, a hold of a loan every item of it.
    """
    return any(
        stop in hold.stops
        and (hold.loan_id is None or hold.loan_id == loan_id)
        and (hold.seq is None or hold.seq == seq)
        and hold.holds_on(day)
        for hold in holds
    )


def without_held_items(
    loan: CaseLoan, items: Sequence[OpenItem], holds: Sequence[Hold], day: date
) -> CaseLoan:
    """The loan as a ladder sees it: overdue items under a hold of their own are not counted.

    The loan's days then count from the oldest item that is left, less the same grace and pauses.
    """
    left = tuple(
        item
        for item in items
        if not is_held(_of_items(holds), "ladder", day, loan.loan_id, item.seq)
    )
    if len(left) == len(items):
        return loan._replace(items=tuple(items))
    since = loan.delinquent_on
    oldest = min((item.due_on for item in left), default=None)
    if since is not None and loan.oldest_due_on is not None:
        since = _shifted(since, loan.oldest_due_on, oldest, holds, loan.loan_id, day)
    return loan._replace(
        items=left,
        oldest_due_on=oldest,
        delinquent_on=since,
        overdue=sum(item.amount for item in left),
    )


def _of_items(holds: Iterable[Hold]) -> list[Hold]:
    return [hold for hold in holds if hold.seq is not None]


def _shifted(
    since: date, was: date, oldest: date | None, holds: Sequence[Hold], loan_id: str, day: date
) -> date | None:
    """The day that delinquent days count from, when they count from a later item."""
    if oldest is None:
        return None
    pauses = [
        held_days(hold.from_on, hold.until_on, hold.released_on)
        for hold in holds
        if "dpd" in hold.stops and hold.seq is None and hold.loan_id in (None, loan_id)
    ]
    later = since + timedelta(days=(oldest - was).days - paused_days(pauses, was, oldest))
    return later if later < day else None


def disputed_holds(
    loan_id: str,
    since: date,
    changes: Iterable[tuple[date, bool]],
    stops: frozenset[str],
    *,
    marked: bool,
) -> list[Hold]:
    """A dispute hold for each time in which the mark ``disputed`` stood on a loan.

    ``marked`` is the mark before the first change. Such a hold has no number of its own (0) and
    ends on the day on which the mark was taken off.

    >>> taken_off = [(date(2026, 6, 9), False)]
    >>> holds = disputed_holds("L1", date(2026, 5, 1), taken_off, frozenset(), marked=True)
    >>> [(hold.from_on, hold.released_on) for hold in holds]
    [(datetime.date(2026, 5, 1), datetime.date(2026, 6, 9))]
    """
    holds: list[Hold] = []
    start = since if marked else None
    for day, now in changes:
        if now and start is None:
            start = day
        elif not now and start is not None:
            holds.append(Hold(0, "dispute", start, None, stops, loan_id, released_on=day))
            start = None
    if start is not None:
        holds.append(Hold(0, "dispute", start, None, stops, loan_id))
    return holds
