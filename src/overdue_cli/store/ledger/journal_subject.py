"""What a journal entry wrote about: its command, and the loans or else the customers it names."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

_SHOWN = 3
_OF_LOANS = (
    "entry",
    "plan",
    "snapshot",
    "contact",
    "promise",
    "hold",
    "preference",
    "list_decision",
    "loan",
)
_OF_CUSTOMERS = tuple(
    "contact promise hold preference contact_point assignment payer_account loan customer".split()
)
# Facts that only say more about another: the table, and the one that names loan and customer.
_ENDS = {
    "contact_state": "contact",
    "hold_release": "hold",
    "hold_review": "hold",
    "promise_end": "promise",
    "preference_end": "preference",
}


class JournalSubject(NamedTuple):
    """The command of a journal entry and whom or what it was about, in words."""

    command: str
    what: str

    def __str__(self) -> str:
        return f"{self.command} of {self.what}" if self.what else self.command


def subject_of(conn: sqlite3.Connection, journal_id: int, *, among: int) -> JournalSubject:
    """What a journal entry is about; first of all what the entry ``among`` is about too."""
    row = conn.execute("SELECT command FROM journal WHERE journal_id = ?", (journal_id,))
    command = str(row.fetchone()[0])
    kinds = (("loan", _OF_LOANS), ("customer", _OF_CUSTOMERS))
    named = (
        _named(conn, word, tables, {"later": journal_id, "it": other})
        for other in (among, journal_id)
        for word, tables in kinds
    )
    return JournalSubject(command, next(filter(None, named), ""))


def _named(
    conn: sqlite3.Connection, word: str, tables: tuple[str, ...], entries: dict[str, int]
) -> str:
    """``loan L1`` or ``loans L1, L2, L3 and 5 more``; '' for none."""
    query = (
        f"SELECT id, count(*) OVER () FROM ({_ids(word, tables, 'later')}) "
        f"WHERE id IN ({_ids(word, tables, 'it')}) ORDER BY id LIMIT {_SHOWN}"
    )
    rows = conn.execute(query, entries).fetchall()
    if not rows:
        return ""
    names, more = ", ".join(row[0] for row in rows), rows[0][1] - len(rows)
    return f"{word}{'s' * (len(rows) > 1)} {names}{f' and {more} more' * (more > 0)}"


def _ids(word: str, tables: tuple[str, ...], entry: str) -> str:
    """Ids of loans or customers in what a journal entry wrote, changed or ended; each once."""
    parts = [
        f"SELECT {word}_id AS id FROM {table} WHERE journal_id = :{entry}" for table in tables
    ]
    parts += [
        f"SELECT f.{word}_id FROM {ends} e JOIN {table} f ON f.{table}_id = e.{table}_id "
        f"WHERE e.journal_id = :{entry}"
        for ends, table in _ENDS.items()
    ]
    parts.append(f"SELECT of_id FROM change WHERE journal_id = :{entry} AND of_table = '{word}'")
    parts.append(
        f"SELECT l.{word}_id FROM line_match m JOIN entry e ON e.entry_id = m.entry_id "
        f"JOIN loan l ON l.loan_id = e.loan_id WHERE m.journal_id = :{entry}"
    )
    return " UNION ".join(parts)
