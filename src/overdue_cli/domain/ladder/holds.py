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


class HoldEnd(NamedTuple):
    """What ends a hold of a kind, by its word, and what shows that it happened."""

    word: str
    what: str
    """In a sentence, for people."""
    steps: frozenset[str] = frozenset()
    """Steps or notices: one that went out shows it."""
    outcomes: frozenset[str] = frozenset()
    """Outcomes of a contact that show it."""


class HoldSpan(NamedTuple):
    """The last day of a hold (None: until it is released) and the day on which to look at it."""

    until_on: date | None
    remind_on: date | None


class HoldKind(NamedTuple):
    """A kind of hold: what it stops, what ends it, and when to look at it, by default."""

    kind: str
    title: str
    stops: frozenset[str]
    days: int | None = None
    """The number of days it lasts; None: until it is released."""
    remind_days: int | None = None
    """How many days after its first one somebody looks at it; None: no such day."""
    ends_by: tuple[HoldEnd, ...] = ()
    """What must have happened before it is released; empty: a person decides."""
    days_after_end: int = 0
    """For how many days it goes on after that happened."""
    lapses: bool = False
    """Whether a day ends it too, although something must happen before a person may."""

    @property
    def by_event(self) -> bool:
        """Whether nothing but what must happen ends it: no day does."""
        return bool(self.ends_by) and not self.lapses

    def span(self, from_on: date, until_on: date | None = None) -> HoldSpan:
        """The days of a hold that begins on a day; a day named by a person ends it or reminds.

        >>> dispute = HoldKind("dispute", "", frozenset(), None, 30, (HoldEnd("answered", ""),))
        >>> dispute.span(date(2026, 6, 1))
        HoldSpan(until_on=None, remind_on=datetime.date(2026, 7, 1))
        >>> HoldKind("strike", "", frozenset(), 14).span(date(2026, 6, 1)).until_on
        datetime.date(2026, 6, 14)
        """
        remind_on = None
        if self.remind_days is not None:
            remind_on = from_on + timedelta(days=self.remind_days)
        if self.by_event:
            return HoldSpan(None, until_on or remind_on)
        if until_on is None and self.days is not None:
            until_on = from_on + timedelta(days=self.days - 1)
        if remind_on is not None and until_on is not None and remind_on > until_on:
            remind_on = None
        return HoldSpan(until_on, remind_on)

    def first_free_day(self, ended_on: date) -> date:
        """The first day without a hold, when what ends it happened on a day.

        >>> HoldKind("dispute", "", frozenset()).first_free_day(date(2026, 6, 1))
        datetime.date(2026, 6, 1)
        >>> crisis = HoldKind("mental_health", "", frozenset(), days_after_end=30)
        >>> crisis.first_free_day(date(2026, 6, 1))
        datetime.date(2026, 7, 2)
        """
        return ended_on + timedelta(days=self.days_after_end + 1 if self.days_after_end else 0)

    def shown_by(self, step: str, outcome: str) -> HoldEnd | None:
        """What a contact with this step and outcome shows to have happened; None for nothing."""
        for end in self.ends_by:
            if (step and step in end.steps) or outcome in end.outcomes:
                return end
        return None


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


def is_vulnerable(holds: Sequence[Hold], told: Iterable[date], day: date) -> bool:
    """Whether a customer is vulnerable on a day: held as such, or told so and not released since.

    >>> is_vulnerable([], [date(2025, 9, 1)], date(2026, 6, 30))
    True
    >>> reviewed = Hold(1, "vulnerable", date(2025, 9, 1), None, frozenset())
    >>> reviewed = reviewed._replace(released_on=date(2026, 3, 2))
    >>> is_vulnerable([reviewed], [date(2025, 9, 1)], date(2026, 6, 30))
    False
    """
    mine = [hold for hold in holds if hold.kind == "vulnerable"]
    if any(hold.holds_on(day) for hold in mine):
        return True
    released = [hold.released_on for hold in mine if hold.released_on]
    last = max((one for one in released if one <= day), default=date.min)
    return any(last < on <= day for on in told)


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
