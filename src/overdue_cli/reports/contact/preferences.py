"""Lists of preferences, of a customer or of everybody."""

from __future__ import annotations

from datetime import date, datetime
from sqlite3 import Row
from typing import NamedTuple

from overdue_cli.book import Book
from overdue_cli.domain.moments import Moment, stored_day
from overdue_cli.store.contact.preferences import preferences


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
    place: str
    days: str
    from_time: str
    to_time: str
    at: datetime
    until_on: date | None
    ended_at: datetime | None
    note: str
    written: bool
    basis: str
    opt_out_by: date | None


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
    until_on, ended = stored_day(row["until_on"]), row["ended_at"]
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
        row["place"],
        row["days"],
        row["from_time"],
        row["to_time"],
        datetime.fromisoformat(row["at"]),
        until_on,
        ended_at if ended_at and ended_at <= close else None,
        row["note"],
        bool(row["written"]),
        row["basis"],
        stored_day(row["opt_out_by"]),
    )
