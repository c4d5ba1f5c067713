"""Lists of holds, preferences and contact points, by customer or of everybody."""

from __future__ import annotations

from datetime import date, datetime
from sqlite3 import Row
from typing import NamedTuple

from overdue_cli.book import Book
from overdue_cli.domain.ladder.holds import held_days
from overdue_cli.domain.moments import Moment
from overdue_cli.store.contact import customers
from overdue_cli.store.contact.contact_points import points
from overdue_cli.store.contact.preferences import preferences
from overdue_cli.store.ladder import hold_facts


class HoldRow(NamedTuple):
    """One hold; ``state`` is ahead, held, over or released on the day asked about."""

    hold_id: int
    customer_id: str
    name: str
    loan_id: str | None
    seq: int | None
    kind: str
    state: str
    from_on: date
    until_on: date | None
    released_on: date | None
    stops: str
    days_left: int | None
    actor: str
    note: str


class PreferenceRow(NamedTuple):
    """One preference, and whether it holds at the moment asked about."""

    preference_id: int
    customer_id: str
    kind: str
    holds: bool
    channel: str
    point: str
    loan_id: str | None
    person: str
    days: str
    from_time: str
    to_time: str
    at: datetime
    until_on: date | None
    ended_at: datetime | None
    note: str


class PointRow(NamedTuple):
    """One number or address; the customer's own have no number."""

    contact_point_id: int | None
    customer_id: str
    kind: str
    value: str
    person: str
    name: str
    place: str
    time_zone: str
    from_on: date | None
    until_on: date | None
    note: str


def customer_named(book: Book, who: str) -> str | None:
    """The customer of a WHO; None for ''."""
    if not who:
        return None
    kind, which = customers.resolve(book.conn, who, book.day)
    return customers.customer_of(book.conn, kind, which)


def hold_rows(
    book: Book,
    *,
    customer_id: str | None = None,
    past: bool = False,
) -> list[HoldRow]:
    """Holds on a day and those ahead, the one that ends first first; with ``past`` all."""
    rows = hold_facts.holds(book.conn, customer_id, book.known)
    holds = [_hold(row, book.day) for row in rows]
    kept = [row for row in holds if past or row.state in ("held", "ahead")]
    return sorted(kept, key=lambda row: (row.until_on or date.max, row.hold_id))


def _hold(row: Row, day: date) -> HoldRow:
    from_on, until_on, released_on = (
        _day(row["from_on"]) or date.min,
        _day(row["until_on"]),
        _day(row["released_on"]),
    )
    start, end = held_days(from_on, until_on, released_on)
    if day < start:
        state = "ahead"
    elif day < end:
        state = "held"
    else:
        state = "released" if released_on and end == released_on else "over"
    return HoldRow(
        row["hold_id"],
        row["customer_id"],
        row["name"],
        row["loan_id"],
        row["seq"],
        row["kind"],
        state,
        from_on,
        until_on,
        released_on if released_on and released_on <= day else None,
        row["stops"],
        (end - day).days if state == "held" and end != date.max else None,
        row["actor"],
        row["note"],
    )


def preference_rows(
    book: Book,
    *,
    customer_id: str | None = None,
    past: bool = False,
) -> list[PreferenceRow]:
    """Preferences that hold at a moment, in the order in which they were stated; or all."""
    moment = book.moment
    rows = preferences(book.conn, moment.until, customer_id, book.known)
    stated = [_preference(row, moment) for row in rows]
    return [row for row in stated if past or row.holds]


def _preference(row: Row, moment: Moment) -> PreferenceRow:
    until_on, ended = _day(row["until_on"]), row["ended_at"]
    ended_at = datetime.fromisoformat(ended) if ended else None
    close = datetime.fromisoformat(moment.until.replace("Z", "+00:00"))
    over = (until_on is not None and until_on < moment.day) or (
        ended_at is not None and ended_at <= close
    )
    return PreferenceRow(
        row["preference_id"],
        row["customer_id"],
        row["kind"],
        not over,
        row["channel"],
        row["point"],
        row["loan_id"],
        row["person"],
        row["days"],
        row["from_time"],
        row["to_time"],
        datetime.fromisoformat(row["at"]),
        until_on,
        ended_at if ended_at and ended_at <= close else None,
        row["note"],
    )


def point_rows(
    book: Book,
    *,
    customer_id: str | None = None,
    past: bool = False,
) -> list[PointRow]:
    """Numbers and addresses in use on a day, of a customer with those of the master data first."""
    rows = points(book.conn, customer_id, book.known)
    recorded = [
        PointRow(
            row["contact_point_id"],
            row["customer_id"],
            row["kind"],
            row["value"],
            row["person"],
            row["name"],
            row["place"],
            row["time_zone"],
            _day(row["from_on"]),
            _day(row["until_on"]),
            row["note"],
        )
        for row in rows
    ]
    used = [row for row in recorded if past or _is_used(row, book.day)]
    return [*(_own(book, customer_id) if customer_id else ()), *used]


def _is_used(row: PointRow, day: date) -> bool:
    started = row.from_on is None or row.from_on <= day
    return started and (row.until_on is None or day <= row.until_on)


def _own(book: Book, customer_id: str) -> list[PointRow]:
    customer = customers.customer(book.conn, customer_id, book.day)
    zone = customer["time_zone"]
    return [
        PointRow(None, customer_id, kind, customer[kind], "self", "", "", zone, None, None, "")
        for kind in ("phone", "email", "address")
        if customer[kind]
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
