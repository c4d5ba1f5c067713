"""What becomes of holds that some days ended, or would have, in a ledger of an older release.

There a dispute, a fraud claim and a vulnerable customer were on hold for 30 days where nobody said
otherwise. Such a hold ends by what happened: those that still run go on, and those that ran out
are told by name, for a person to put back.
"""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from typing import NamedTuple

from overdue_cli.policies.ladder.hold_kinds import DAYS_BEFORE
from overdue_cli.policies.pack import Policy, load
from overdue_cli.store.derived import STORED_POSITIONS
from overdue_cli.store.ladder import hold_facts
from overdue_cli.store.ledger.changes import store_changes
from overdue_cli.store.ledger.journal import JournalEntry


class DatedHold(NamedTuple):
    """A hold with its last day."""

    hold_id: int
    customer_id: str
    name: str
    loan_id: str | None
    seq: int | None
    kind: str
    from_on: date
    until_on: date
    stops: str


class HoldsByDays(NamedTuple):
    """Holds of kinds that end by what happened: those that a day ended, and those that go on."""

    ended: tuple[DatedHold, ...] = ()
    """They ran out, nothing like them holds now, and something is still owed."""
    kept: tuple[DatedHold, ...] = ()
    """Their days would have run out; they go on until they are released."""
    limited: tuple[DatedHold, ...] = ()
    """They still end on the day that a person named."""


def kinds_by_event(policy: Policy) -> list[str]:
    """Kinds of hold that no day ends, by a policy or by the one that comes with the program.

    Left out are those that the policy lets days end (``lapses``).
    """
    kinds = (*load("standard").hold_kinds.values(), *policy.hold_kinds.values())
    lapsing = {kind.kind for kind in policy.hold_kinds.values() if kind.lapses}
    return sorted({kind.kind for kind in kinds if kind.by_event} - lapsing)


def keep_running(journal: JournalEntry, policy: Policy, day: date) -> tuple[DatedHold, ...]:
    """Running holds that a policy limited to its days, kept on; their last day is one to look.

    A hold that a person limited, which is one of another length, stays as it is.
    """
    rows = hold_facts.running_until(journal.conn, kinds_by_event(policy), day)
    kept = [row for row in rows if _limited_by_policy(_dated(row), policy)]
    for row in kept:
        changes = {"until_on": None, "remind_on": row["until_on"]}
        store_changes(journal, "hold", str(row["hold_id"]), row, changes)
    return tuple(_dated(row) for row in kept)


def limited_by_person(
    conn: sqlite3.Connection, policy: Policy, day: date
) -> tuple[DatedHold, ...]:
    """Running holds of kinds that end by what happened which end on a day that a person named."""
    rows = hold_facts.running_until(conn, kinds_by_event(policy), day)
    limited = (_dated(row) for row in rows)
    return tuple(hold for hold in limited if not hold_facts.goes_on(conn, hold.hold_id))


def ended_by_day(conn: sqlite3.Connection, policy: Policy, day: date) -> tuple[DatedHold, ...]:
    """Holds of kinds that end by what happened which a day ended, of those who still owe."""
    kinds = kinds_by_event(policy)
    rows = hold_facts.ended_by_day(conn, kinds, day, STORED_POSITIONS.position)
    return tuple(_dated(row) for row in rows)


def _limited_by_policy(hold: DatedHold, policy: Policy) -> bool:
    kind = policy.hold_kinds.get(hold.kind)
    lengths = {DAYS_BEFORE, kind.days if kind else None, kind.remind_days if kind else None}
    return (hold.until_on - hold.from_on + timedelta(days=1)).days in lengths


def _dated(row: sqlite3.Row) -> DatedHold:
    return DatedHold(
        row["hold_id"],
        row["customer_id"],
        row["name"],
        row["loan_id"],
        row["seq"],
        row["kind"],
        date.fromisoformat(row["from_on"]),
        date.fromisoformat(row["until_on"]),
        row["stops"],
    )
