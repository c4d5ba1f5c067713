"""Takes back what a command wrote, if nothing later rests on it."""

from __future__ import annotations

from datetime import datetime

from overdue_cli.actions.result import Written
from overdue_cli.domain.errors import Refused, WrongUse
from overdue_cli.policies.pack import Policy
from overdue_cli.store import voids
from overdue_cli.store.derive import refresh_touched
from overdue_cli.store.ledger import Ledger, writing


def undo(
    ledger: Ledger, policy: Policy, journal_id: int | None, *, actor: str, now: datetime
) -> Written:
    """The facts of a journal entry voided, earlier ones in force again.

    Errors: WrongUse when there is no such entry or it was undone already; Refused (exit 6) when
    later work rests on it.
    """
    conn = ledger.conn
    wanted = journal_id if journal_id is not None else voids.last_undoable(conn)
    if wanted is None:
        raise WrongUse(
            "there is nothing to undo",
            hint="Nothing was written since the ledger was made, or all of it is undone.",
        )
    row = voids.journal_row(conn, wanted)
    if row is None:
        raise WrongUse(
            f"there is no journal entry {wanted}",
            hint="Each command that writes prints its number.",
        )
    if row["undone"]:
        raise WrongUse(
            f"journal entry {wanted} was undone already by {row['undone']}",
            hint="Nothing is left to do.",
        )
    if row["undoes"] or row["command"] == "init":
        raise WrongUse(
            f"journal entry {wanted} ({row['command']}) cannot be undone",
            hint="Name the entry of the command that wrote the facts.",
        )
    rests = voids.rests_on(conn, wanted)
    if rests:
        words = "; ".join(f"{what} (journal {later})" for what, later in rests)
        raise Refused(
            f"journal entry {wanted} cannot be undone: {words} rests on it",
            hint=f"Undo {rests[0][1]} first.",
        )
    with writing(ledger, actor=actor, command="undo", at=now) as work:
        work.undoes = wanted
        counts = voids.take_back(work, wanted)
        refresh_touched(work.conn, policy.rules, now.date())
        what = ", ".join(f"{count} {table}" for table, count in counts.items()) or "no fact"
        said = f"Undid {wanted} ({row['command']}: {row['summary']}): {what}"
        work.summary = said
        work.details = counts
    return Written(said, work.journal_id)
