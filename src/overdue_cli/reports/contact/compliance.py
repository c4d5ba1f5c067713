"""Contacts that were made although the contact gate warned of them or forbade them."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from overdue_cli.book import Book
from overdue_cli.domain.moments import moment_of
from overdue_cli.store.contact import compliance as sql


class Breach(NamedTuple):
    """One contact against the gate: what was done, and what the gate had said by which rule."""

    at: datetime
    customer_id: str
    name: str
    loan_id: str | None
    channel: str
    direction: str
    person: str
    place: str
    purpose: str
    outcome: str
    verdict: str
    rule: str
    policy: str
    override_reason: str
    officer: str
    journal: int


class OfficerVerdicts(NamedTuple):
    """Contacts of one officer by what the gate said; ``not_judged`` came with a file."""

    officer: str
    contacts: int
    allowed: int
    warned: int
    overridden: int
    blocked: int
    not_judged: int


class Compliance(NamedTuple):
    """The report of a period, both days included."""

    from_on: date
    to_on: date
    breaches: tuple[Breach, ...]
    officers: tuple[OfficerVerdicts, ...]


def compliance(book: Book, *, from_on: date, to_on: date, officer: str = "") -> Compliance:
    """Contacts from the start of ``from_on`` to the close of ``to_on``, in the zone of now."""
    start, end = moment_of(from_on, book.now).day_start, moment_of(to_on, book.now).until
    rows = sql.against_the_gate(book.conn, start, end, officer)
    breaches = tuple(Breach(datetime.fromisoformat(row["at"]), *tuple(row)[1:]) for row in rows)
    counts = sql.gate_counts(book.conn, start, end, officer)
    return Compliance(from_on, to_on, breaches, tuple(OfficerVerdicts(*row) for row in counts))
