"""Lists of holds, of a customer or of everybody."""

from __future__ import annotations

from datetime import date
from sqlite3 import Row
from typing import NamedTuple

from overdue_cli.book import Book
from overdue_cli.domain.ladder.holds import held_days
from overdue_cli.domain.moments import stored_day
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
    remind_on: date | None
    """The day to look at it."""
    released_on: date | None
    because: str
    """What ended it, by its word in the policy."""
    stops: str
    days_left: int | None
    actor: str
    note: str


def hold_rows(
    book: Book,
    *,
    customer_id: str | None = None,
    past: bool = False,
    due: bool = False,
) -> list[HoldRow]:
    """Holds on a day and those ahead, the one that ends or comes up first on top.

    With ``past`` those that are over too; with ``due`` those to be looked at by that day alone.
    """
    rows = hold_facts.holds(book.conn, customer_id, book.known)
    holds = [_hold(row, book.day) for row in rows]
    if due:
        holds = [row for row in holds if row.remind_on and row.remind_on <= book.day]
    over = past and not due
    kept = [row for row in holds if over or row.state in ("held", "ahead")]
    return sorted(kept, key=lambda row: (row.until_on or row.remind_on or date.max, row.hold_id))


def _hold(row: Row, day: date) -> HoldRow:
    from_on, until_on, released_on = (
        stored_day(row["from_on"]) or date.min,
        stored_day(row["until_on"]),
        stored_day(row["released_on"]),
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
        stored_day(row["remind_on"]),
        released_on if released_on and released_on <= day else None,
        (row["because"] or "") if released_on and released_on <= day else "",
        row["stops"],
        (end - day).days if state == "held" and end != date.max else None,
        row["actor"],
        row["note"],
    )
