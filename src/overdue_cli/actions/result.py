"""What an action that wrote gives back."""

from __future__ import annotations

import shlex
from typing import Any, NamedTuple

from overdue_cli.store.ledger.journal import JournalEntry


class Written(NamedTuple):
    """What changed, in one line, and the journal entry that takes it back."""

    summary: str
    journal_id: int
    against: str = ""
    """What the contact gate has against a contact that was written down all the same."""

    def line(self, ledger: str = "") -> str:
        """The line a command prints: what changed, its number, how to take it back.

        ``ledger`` is the ledger that was named on the command line; '' for none.
        """
        return f"{self.summary} {undo_hint(self.journal_id, ledger)}"


def written(journal: JournalEntry, summary: str, **details: Any) -> Written:
    """What changed, which the journal entry says as well."""
    journal.summary, journal.details = summary, details
    return Written(summary, journal.journal_id)


def undo_hint(journal_id: int, ledger: str = "") -> str:
    """The number of a journal entry and how to take it back, to be typed as it stands.

    >>> undo_hint(7, "our book.db")
    "[journal 7; undo with: overdue --db 'our book.db' undo 7]"
    """
    named = f" --db {shlex.quote(ledger)}" if ledger else ""
    return f"[journal {journal_id}; undo with: overdue{named} undo {journal_id}]"
