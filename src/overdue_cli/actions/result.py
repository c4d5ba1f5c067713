"""What an action that wrote gives back."""

from __future__ import annotations

import re
import shlex
import sqlite3
from typing import Any, NamedTuple

from overdue_cli.store.contact import customers
from overdue_cli.store.ledger.journal import JournalEntry

#: What stands between them is shown on the screen and left out of the journal.
_SHOWN = re.compile("\ue000(.*?)\ue001")


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
    """What changed, which the journal entry says as well, without the names of customers."""
    journal.summary, journal.details = _SHOWN.sub("", summary), details
    return Written(_SHOWN.sub(r"\1", summary), journal.journal_id)


def named(conn: sqlite3.Connection, customer_id: str) -> str:
    """The name of a customer, to stand behind an id in a summary; '' where none is known.

    The screen shows it, so that a wrong id is seen at once. The journal keeps ids alone.
    """
    name = customers.name_of(conn, customer_id)
    return f"\ue000 ({name})\ue001" if name else ""


def named_of_loan(conn: sqlite3.Connection, loan_id: str) -> str:
    """The name of the customer of a loan, likewise."""
    return named(conn, customers.customer_of(conn, "loan", loan_id))


def undo_hint(journal_id: int, ledger: str = "") -> str:
    """The number of a journal entry and how to take it back, to be typed as it stands.

    >>> undo_hint(7, "our book.db")
    "[journal 7; undo with: overdue --db 'our book.db' undo 7]"
    """
    named = f" --db {shlex.quote(ledger)}" if ledger else ""
    return f"[journal {journal_id}; undo with: overdue{named} undo {journal_id}]"
