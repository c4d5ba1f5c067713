"""Takes back what a command wrote, if nothing later rests on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from overdue_cli.actions.result import Written, written
from overdue_cli.book import Writing
from overdue_cli.domain.errors import Refused, WrongUse
from overdue_cli.store.ledger import voids
from overdue_cli.store.ledger.journal_subject import subject_of

#: How many later journal entries a refusal names.
MOST_TOLD = 4

#: Facts by their table, where its name is not the word for one and an s for many.
_WORDS = {
    "entry": ("entry", "entries"),
    "line_match": ("match", "matches"),
    "statement_line": ("bank line", "bank lines"),
    "statement_sighting": ("bank line seen again", "bank lines seen again"),
    "payer_account": ("account of a payer", "accounts of payers"),
    "imported_file": ("file", "files"),
}


def undo(writing: Writing, journal_id: int | None) -> Written:
    """The facts of a journal entry voided, earlier ones in force again.

    Errors: WrongUse when there is no such entry or it was undone already; Refused (exit 6) when
    later work rests on it.
    """
    conn = writing.conn
    number = journal_id if journal_id is not None else voids.last_undoable(conn)
    if number is None:
        raise WrongUse(
            "there is nothing to undo",
            hint="Nothing was written since the ledger was made, or all of it has been undone.",
        )
    row = voids.journal_row(conn, number)
    if row is None:
        raise WrongUse(
            f"there is no journal entry {number}",
            hint="Each command that writes prints its number.",
        )
    if row["undone"]:
        raise WrongUse(
            f"journal entry {number} was undone already by {row['undone']}",
            hint="Nothing is left to do.",
        )
    if row["undoes"] or row["command"] == "init":
        raise WrongUse(
            f"journal entry {number} ({row['command']}) cannot be undone",
            hint="Name the entry of the command that wrote the facts.",
        )
    rests = voids.rests_on(conn, number)
    if rests:
        raise _refusal(conn, number, rests)
    with writing.journal_entry("undo") as journal:
        journal.undoes = number
        counts = voids.take_back(journal, number)
        writing.refresh_touched(taking_back=True)
        what = ", ".join(_counted(count, table) for table, count in counts.items()) or "no fact"
        summary = f"Undid {number} ({row['command']}: {row['summary']}): {what}"
        return written(journal, summary, **counts)


def _counted(count: int, table: str) -> str:
    """How many facts of a table, in words.

    >>> _counted(1, "line_match"), _counted(2, "entry"), _counted(3, "entry restored")
    ('1 match', '2 entries', '3 entries restored')
    """
    name, restored, _ = table.partition(" restored")
    one, many = _WORDS.get(name, ("", ""))
    one = one or name.replace("_", " ")
    return f"{count} {one if count == 1 else many or one + 's'}{restored}"


def _refusal(conn: sqlite3.Connection, number: int, rests: Sequence[tuple[str, int]]) -> Refused:
    """Later work by its journal entry, the last first: by which command, of which loan."""
    kinds: dict[int, list[str]] = {}
    for what, later in rests:
        kinds.setdefault(later, []).append(what)
    last = sorted(kinds, reverse=True)
    words = [
        f"{', '.join(kinds[later])} (journal {later}: {subject_of(conn, later, among=number)})"
        for later in last[:MOST_TOLD]
    ]
    more = len(last) - len(words)
    return Refused(
        f"journal entry {number} cannot be undone, because later work depends on it: "
        f"{'; '.join(words)}{f'; and {more} more' * (more > 0)}",
        hint=f"Undo {last[0]} first.",
    )
