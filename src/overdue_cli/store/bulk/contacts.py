"""Contacts of a file: known by what they say and how often it is said, written as they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from overdue_cli.store.bulk.stage import Fault

FIELDS = ("customer_id", "at", "channel", "outcome", "loan_id", "officer", "note")

_ROWS = """
SELECT s.row, s.at, s.outcome, s.channel, s.loan_id, s.customer_id, c.customer_id IS NULL,
       coalesce(c.time_zone, ''), l.customer_id
  FROM temp.stage_contacts s
  LEFT JOIN customer c ON c.customer_id = s.customer_id AND c.voided_by IS NULL
  LEFT JOIN loan l ON l.loan_id = s.loan_id AND l.voided_by IS NULL
 WHERE s.file = ? AND s.state = 'new' ORDER BY s.row
"""
_SETTLED = """
CREATE TEMP TABLE IF NOT EXISTS settled_contact (file INTEGER, row INTEGER, at TEXT, at_utc TEXT,
    time_zone TEXT, outcome TEXT, PRIMARY KEY (file, row)) WITHOUT ROWID
"""
# The same contact said n times in the file and m times in the ledger: the first m are known.
_MARK = """
UPDATE temp.stage_contacts AS s SET state = 'unchanged'
  FROM (SELECT t.row, row_number() OVER (
               PARTITION BY t.customer_id, p.at_utc, t.channel, p.outcome,
               coalesce(t.loan_id, ''), coalesce(t.officer, ''), coalesce(t.note, '')
               ORDER BY t.row) AS number,
               (SELECT count(*) FROM contact k WHERE k.customer_id = t.customer_id
                   AND k.at_utc = p.at_utc AND k.channel = t.channel AND k.outcome = p.outcome
                   AND coalesce(k.loan_id, '') = coalesce(t.loan_id, '')
                   AND k.officer = coalesce(t.officer, '') AND k.note = coalesce(t.note, '')
                   AND k.voided_by IS NULL) AS known
          FROM temp.stage_contacts t
          JOIN temp.settled_contact p ON p.file = t.file AND p.row = t.row
         WHERE t.file = :file AND t.state = 'new') f
 WHERE s.file = :file AND s.row = f.row AND f.number <= f.known
"""
_INSERT = """
INSERT INTO contact (customer_id, loan_id, at, at_utc, time_zone, channel, outcome, person, phone,
       reason, officer, note, journal_id)
SELECT s.customer_id, s.loan_id, p.at, p.at_utc, p.time_zone, s.channel, p.outcome, '', '', '',
       coalesce(s.officer, ''), coalesce(s.note, ''), :journal
  FROM temp.stage_contacts s JOIN temp.settled_contact p ON p.file = s.file AND p.row = s.row
 WHERE s.file = :file AND s.state = 'new' ORDER BY s.row
"""


class Staged(NamedTuple):
    """A staged contact, and what the ledger knows of its customer and loan."""

    row: int
    at: str
    outcome: str
    channel: str
    loan_id: str | None
    customer_id: str
    unknown: int
    time_zone: str
    owner: str | None


class Settled(NamedTuple):
    """What a contact's moment and outcome are."""

    row: int
    at: str
    at_utc: str
    time_zone: str
    outcome: str


def rows(conn: sqlite3.Connection, file: int) -> list[Staged]:
    """The staged contacts of a file."""
    return [Staged(*row) for row in conn.execute(_ROWS, (file,))]


def faults(staged: Iterable[Staged]) -> Iterator[Fault]:
    """Contacts of customers that are not there, or about loans of somebody else."""
    for row in staged:
        if row.unknown:
            hint = "Import the customer first, or in the same command."
            yield Fault(row.row, "customer_id", "there is no such customer", hint)
        elif row.loan_id and row.owner is None:
            hint = "Import the loan first, or leave the cell empty."
            yield Fault(row.row, "loan_id", "there is no such loan", hint)
        elif row.loan_id and row.owner != row.customer_id:
            rule = f"the loan belongs to customer {row.owner}"
            yield Fault(row.row, "loan_id", rule, "Correct one of the two ids.")


def settle(conn: sqlite3.Connection, file: int, found: Iterable[Settled]) -> None:
    """Keeps the moments and outcomes of the rows until they are written."""
    conn.execute(_SETTLED)
    conn.executemany(
        "INSERT INTO temp.settled_contact (file, row, at, at_utc, time_zone, outcome) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        ((file, *one) for one in found),
    )


def mark(conn: sqlite3.Connection, file: int) -> None:
    """Sets the state of rows that the ledger has already, each as often as it has them."""
    conn.execute(_MARK, {"file": file})


def insert(conn: sqlite3.Connection, file: int, journal_id: int) -> None:
    """Writes the contacts that are new."""
    conn.execute(_INSERT, {"file": file, "journal": journal_id})
