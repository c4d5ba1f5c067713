"""Contacts of a file: known by what they say and how often it is said, written as they are."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from overdue_cli.store.bulk.stage import RowFault

_JOIN = (
    """
UPDATE temp.stage_contacts SET at = contact_day || 'T' || coalesce(clock, '12:00:00')
 WHERE file = ? AND at IS NULL
""",
    """
UPDATE temp.stage_contacts AS s SET customer_id = (
       SELECT l.customer_id FROM loan l WHERE l.loan_id = s.loan_id AND l.voided_by IS NULL)
 WHERE file = ? AND customer_id IS NULL
""",
)
_SPOKEN_TO = """
SELECT row, outcome, spoken_to, relation, note FROM temp.stage_contacts
 WHERE file = ? AND coalesce(spoken_to, relation) IS NOT NULL
"""
_OWN_POINTS = """
WITH named AS (SELECT DISTINCT customer_id FROM temp.stage_contacts
                WHERE file = :file AND coalesce(spoken_to, relation) IS NOT NULL)
SELECT customer_id, phone FROM customer JOIN named USING (customer_id)
 WHERE voided_by IS NULL AND phone <> ''
 UNION
SELECT customer_id, email FROM customer JOIN named USING (customer_id)
 WHERE voided_by IS NULL AND email <> ''
 UNION
SELECT customer_id, value FROM contact_point JOIN named USING (customer_id)
 WHERE voided_by IS NULL AND person = 'self'
"""
_SAID = "UPDATE temp.stage_contacts SET outcome = ?, note = ? WHERE file = ? AND row = ?"
_ROWS = """
SELECT s.row, s.at, s.outcome, s.channel, s.loan_id, s.customer_id, c.customer_id IS NULL,
       coalesce(c.time_zone, ''), l.customer_id,
       coalesce(s.phone, CASE WHEN s.channel IN ('call', 'sms') THEN c.phone
                              WHEN s.channel = 'email' THEN c.email
                              WHEN s.channel = 'letter' THEN c.address END, ''),
       s.phone IS NOT NULL, s.promise_amount, s.currency, s.promise_on, s.callback_at,
       s.spoken_to, s.relation
  FROM temp.stage_contacts s
  LEFT JOIN customer c ON c.customer_id = s.customer_id AND c.voided_by IS NULL
  LEFT JOIN loan l ON l.loan_id = s.loan_id AND l.voided_by IS NULL
 WHERE s.file = ? AND s.state = 'new' ORDER BY s.row
"""
_SETTLED = """
CREATE TEMP TABLE IF NOT EXISTS settled_contact (file INTEGER, row INTEGER, at TEXT, at_utc TEXT,
    time_zone TEXT, outcome TEXT, person TEXT, phone TEXT, callback_at TEXT, callback_utc TEXT,
    promise_on TEXT, promise_amount INTEGER, promise_currency TEXT,
    PRIMARY KEY (file, row)) WITHOUT ROWID
"""
# The same contact said n times in the file and m times in the ledger: the first m are known. With
# a promise it is the same where the promise is.
_MARK = """
UPDATE temp.stage_contacts AS s SET state = 'unchanged'
  FROM (SELECT t.row, row_number() OVER (
               PARTITION BY t.customer_id, p.at_utc, t.channel, p.outcome,
               coalesce(t.loan_id, ''), coalesce(t.officer, ''), coalesce(t.note, ''),
               p.promise_on, p.promise_amount
               ORDER BY t.row) AS number,
               (SELECT count(*) FROM contact k WHERE k.customer_id = t.customer_id
                   AND k.at_utc = p.at_utc AND k.channel = t.channel AND k.outcome = p.outcome
                   AND coalesce(k.loan_id, '') = coalesce(t.loan_id, '')
                   AND k.officer = coalesce(t.officer, '') AND k.note = coalesce(t.note, '')
                   AND k.voided_by IS NULL AND (p.promise_on IS NULL OR EXISTS (
                       SELECT 1 FROM promise q WHERE q.contact_id = k.contact_id
                          AND q.due_on = p.promise_on AND q.amount = p.promise_amount
                          AND q.voided_by IS NULL))) AS known
          FROM temp.stage_contacts t
          JOIN temp.settled_contact p ON p.file = t.file AND p.row = t.row
         WHERE t.file = :file AND t.state = 'new') f
 WHERE s.file = :file AND s.row = f.row AND f.number <= f.known
"""
_INSERT = """
INSERT INTO contact (contact_id, customer_id, loan_id, at, at_utc, time_zone, channel, outcome,
       person, phone, reason, callback_at, callback_utc, officer, note, direction, purpose,
       journal_id)
SELECT n.contact_id, n.customer_id, n.loan_id, n.at, n.at_utc, n.time_zone, n.channel, n.outcome,
       n.person, n.phone, '', n.callback_at, n.callback_utc, n.officer, n.note, n.direction,
       n.purpose, :journal
  FROM temp.new_contact n ORDER BY n.contact_id
"""
_PROMISES = """
INSERT INTO promise (customer_id, loan_id, contact_id, made_on, due_on, amount, currency,
       journal_id)
SELECT n.customer_id, n.loan_id, n.contact_id, substr(n.at, 1, 10), n.promise_on,
       n.promise_amount, n.promise_currency, :journal
  FROM temp.new_contact n WHERE n.promise_on IS NOT NULL ORDER BY n.contact_id
"""
# Contacts are numbered in the order of their rows.
_NEW = """
CREATE TEMP TABLE new_contact AS
SELECT :last + row_number() OVER (ORDER BY s.row) AS contact_id, s.customer_id, s.loan_id,
       s.channel, coalesce(s.officer, '') AS officer, coalesce(s.note, '') AS note,
       coalesce(s.direction, 'out') AS direction, coalesce(s.purpose, 'collect') AS purpose, p.*
  FROM temp.stage_contacts s JOIN temp.settled_contact p ON p.file = s.file AND p.row = s.row
 WHERE s.file = :file AND s.state = 'new'
"""
_SENT = """
INSERT INTO contact_state (contact_id, state, at, at_utc, note, journal_id)
SELECT n.contact_id, 'sent', n.at, n.at_utc, '', :journal FROM temp.new_contact n
 WHERE n.channel IN ('sms', 'email', 'letter', 'chat') AND n.direction = 'out'
 ORDER BY n.contact_id
"""
_MADE = """
SELECT n.row, n.contact_id, n.customer_id, n.loan_id, n.at, n.time_zone, n.channel, n.outcome,
       n.person, n.phone, n.note
  FROM temp.new_contact n JOIN json_each(:codes) c ON c.value = n.outcome
 ORDER BY n.at_utc, n.contact_id
"""
_CURRENCIES = """
SELECT customer_id, loan_id, currency FROM loan
 WHERE voided_by IS NULL AND customer_id IN (
       SELECT customer_id FROM temp.stage_contacts
        WHERE file = ? AND promise_amount > 0 AND promise_on IS NOT NULL)
"""


_RECORDS = """
SELECT row, note FROM temp.stage_contacts WHERE file = ? AND state = 'new'
"""
_AS_NOTE = """
UPDATE temp.stage_contacts SET channel = 'note', outcome = ? WHERE file = ? AND row = ?
"""


class StagedContact(NamedTuple):
    """A staged contact, and what the ledger knows of its customer and loan."""

    row: int
    at: str | None
    outcome: str
    channel: str
    loan_id: str | None
    customer_id: str | None
    unknown: int
    time_zone: str
    owner: str | None
    phone: str
    """The number or address that was used; the customer's own where the row names none."""
    names_phone: int
    promise_amount: int | None
    currency: str | None
    promise_on: str | None
    callback_at: str | None
    spoken_to: str | None
    relation: str | None


class SettledContact(NamedTuple):
    """What a contact's moment, outcome, person, call-back and promise (minor units) are."""

    row: int
    at: str
    at_utc: str
    time_zone: str
    outcome: str
    person: str
    phone: str
    callback_at: str | None
    callback_utc: str | None
    promise_on: str | None
    promise_amount: int | None
    promise_currency: str | None


class WrittenContact(NamedTuple):
    """A contact that was written, and its number."""

    row: int
    contact_id: int
    customer_id: str
    loan_id: str | None
    at: str
    time_zone: str
    channel: str
    outcome: str
    person: str
    phone: str
    note: str


class SpokenTo(NamedTuple):
    """Who was spoken to in a staged contact, and what is said of it."""

    row: int
    outcome: str
    spoken_to: str | None
    relation: str | None
    note: str | None


def join_columns(conn: sqlite3.Connection, file: int) -> None:
    """Makes one moment of a day and a time, and gives rows of a loan its customer."""
    for statement in _JOIN:
        conn.execute(statement, (file,))


def records(conn: sqlite3.Connection, file: int) -> list[tuple[int, str | None]]:
    """The rows of a diary, with what each records."""
    return conn.execute(_RECORDS, (file,)).fetchall()


def take_as_notes(
    conn: sqlite3.Connection, file: int, outcomes: Iterable[tuple[int, str]]
) -> None:
    """Makes rows of a diary notes with an outcome each."""
    conn.executemany(_AS_NOTE, ((outcome, file, row) for row, outcome in outcomes))


def spoken_to(conn: sqlite3.Connection, file: int) -> list[SpokenTo]:
    """The contacts of a file that name the person who was spoken to."""
    return [SpokenTo(*row) for row in conn.execute(_SPOKEN_TO, (file,)).fetchall()]


def own_points(conn: sqlite3.Connection, file: int) -> dict[str, list[str]]:
    """By customer of whose contacts some name a person: the numbers and addresses of their own."""
    own: dict[str, list[str]] = {}
    for customer_id, value in conn.execute(_OWN_POINTS, {"file": file}):
        own.setdefault(customer_id, []).append(value)
    return own


def say(conn: sqlite3.Connection, file: int, one: SpokenTo) -> None:
    """Keeps an outcome and a note."""
    conn.execute(_SAID, (one.outcome, one.note, file, one.row))


def rows(conn: sqlite3.Connection, file: int) -> list[StagedContact]:
    """The staged contacts of a file."""
    return [StagedContact(*row) for row in conn.execute(_ROWS, (file,))]


def faults(staged: Iterable[StagedContact]) -> Iterator[RowFault]:
    """Contacts of customers that are not there, or about loans of somebody else."""
    for row in staged:
        if row.at is None:
            hint = "Fill it in, or take the row out."
            yield RowFault(row.row, "contact_day", "this cell must not be empty", hint)
        elif row.customer_id is None and row.loan_id is None:
            hint = "Fill in customer_id or loan_id."
            yield RowFault(row.row, "loan_id", "nothing says whose contact this is", hint)
        elif row.unknown and row.customer_id is not None:
            hint = "Import the customer first, or in the same command."
            yield RowFault(row.row, "customer_id", "there is no such customer", hint)
        elif row.loan_id and row.owner is None:
            hint = "Import the loan first, or leave the cell empty."
            yield RowFault(row.row, "loan_id", "there is no such loan", hint)
        elif row.loan_id and row.owner != row.customer_id:
            rule = f"the loan belongs to customer {row.owner}"
            yield RowFault(row.row, "loan_id", rule, "Correct one of the two ids.")


def settle(conn: sqlite3.Connection, file: int, settled: Iterable[SettledContact]) -> None:
    """Keeps the moments and outcomes of the rows until they are written."""
    conn.execute(_SETTLED)
    placeholders = ", ".join("?" for _ in range(1 + len(SettledContact._fields)))
    conn.executemany(
        f"INSERT INTO temp.settled_contact VALUES ({placeholders})",
        ((file, *one) for one in settled),
    )


def mark(conn: sqlite3.Connection, file: int) -> None:
    """Sets the state of rows that the ledger has already, each as often as it has them."""
    conn.execute(_MARK, {"file": file})


def currencies(conn: sqlite3.Connection, file: int) -> dict[str, dict[str, str]]:
    """By customer who promises something: the currency of each loan."""
    by_customer: dict[str, dict[str, str]] = {}
    for customer_id, loan_id, currency in conn.execute(_CURRENCIES, (file,)):
        by_customer.setdefault(customer_id, {})[loan_id] = currency
    return by_customer


def insert(conn: sqlite3.Connection, file: int, journal_id: int) -> None:
    """Writes the contacts that are new, their promises, and that their messages were sent."""
    values = {"file": file, "journal": journal_id}
    last = conn.execute("SELECT coalesce(max(contact_id), 0) FROM contact").fetchone()[0]
    conn.execute("DROP TABLE IF EXISTS temp.new_contact")
    conn.execute(_NEW, {"file": file, "last": last})
    conn.execute(_INSERT, values)
    conn.execute(_PROMISES, values)
    conn.execute(_SENT, values)


def made(conn: sqlite3.Connection, codes: Iterable[str]) -> list[WrittenContact]:
    """The contacts of the file just written with one of some outcomes, the earliest first."""
    values = {"codes": json.dumps(list(codes))}
    return [WrittenContact(*row) for row in conn.execute(_MADE, values)]
