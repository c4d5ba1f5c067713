"""What is done with the staged rows of a contacts file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from overdue_cli.actions.imports.kinds.contact_consequences import contact_consequences
from overdue_cli.actions.imports.kinds.contact_persons import contact_person
from overdue_cli.actions.imports.kinds.contact_promises import PartlyUsed, promised
from overdue_cli.actions.imports.kinds.diary_notes import take_as_notes
from overdue_cli.actions.imports.kinds.staged_rows import StagedRows, reject_rows, remark
from overdue_cli.domain.moments import utc_text
from overdue_cli.ingest.headers.glossary import normal
from overdue_cli.ingest.headers.kinds import OF_A_CONTACT
from overdue_cli.ingest.values.cells import words_of
from overdue_cli.policies.pack import Policy
from overdue_cli.store.bulk import contacts
from overdue_cli.store.bulk.contacts import SettledContact, SpokenTo, StagedContact
from overdue_cli.store.bulk.stage import RowFault

#: The code of what a third party said.
_OTHER = "TPC"
_LATE = timedelta(minutes=5)


def apply_contacts(rows: StagedRows) -> None:
    """Writes the good contacts that are new, and what their outcomes set besides."""
    conn, file = rows.conn, rows.file
    outcomes = _outcome_words(rows.policy)
    contacts.join_columns(conn, file)
    if not rows.columns.intersection(OF_A_CONTACT):
        take_as_notes(rows, outcomes)
    for named in contacts.spoken_to(conn, file):
        contacts.say(conn, file, _with_person(named, outcomes))
    staged = contacts.rows(conn, file)
    faults = list(contacts.faults(staged))
    bad = {fault.row for fault in faults}
    currencies, own = contacts.currencies(conn, file), contacts.own_points(conn, file)
    partly = PartlyUsed()
    settled: list[SettledContact] = []
    for row in staged:
        if row.row not in bad:
            one = _settled(rows, row, outcomes, currencies.get(row.customer_id or "", {}), partly)
            if isinstance(one, RowFault):
                faults.append(one)
            else:
                settled.append(_of_person(rows.policy, row, one, own))
    reject_rows(rows, faults)
    contacts.settle(conn, file, settled)
    contacts.mark(conn, file)
    contacts.insert(conn, file, rows.journal_id)
    remark(rows, partly.remarks())
    remark(rows, contact_consequences(rows.journal, rows.policy))


def _outcome_words(policy: Policy) -> dict[str, str]:
    """For each code, title and known word of an outcome, in normal form: its code."""
    codes = {word: code for word, code in words_of("outcome").items() if code in policy.outcomes}
    for code, outcome in policy.outcomes.items():
        for text in (code, outcome.title, outcome.title_zh):
            if text:
                codes[normal(text)] = code
    return codes


def _with_person(contact: SpokenTo, outcomes: Mapping[str, str]) -> SpokenTo:
    """The contact with the person who was spoken to, and an outcome of no code, in its note.

    What was said by somebody else than the customer is that outcome, where no code has its name.
    """
    people = words_of("spoken_to")
    named = [text for text in (contact.spoken_to, contact.relation) if text]
    others = any(people.get(normal(text)) == "other" for text in named)
    said = [contact.note, ", ".join(named)]
    if others and normal(contact.outcome) not in outcomes and _OTHER in outcomes.values():
        return contact._replace(outcome=_OTHER, note=_text(*said, contact.outcome))
    return contact._replace(note=_text(*said))


def _text(*parts: str | None) -> str:
    return "; ".join(filter(None, parts))


def _settled(
    rows: StagedRows,
    row: StagedContact,
    outcomes: Mapping[str, str],
    currencies: Mapping[str, str],
    partly: PartlyUsed,
) -> SettledContact | RowFault:
    code = outcomes.get(normal(row.outcome))
    if code is None:
        hint = _near(row.outcome, outcomes)
        return RowFault(row.row, "outcome", "no outcome of this name is known", hint)
    zone = row.time_zone or rows.writing.ledger.settings.get("time_zone", "")
    now = rows.journal.at
    at = _moment(row.at or "", zone, now.tzinfo)
    if at > now + _LATE:
        return RowFault(row.row, "at", "this is still to come", "A contact is one that was made.")
    flags = rows.policy.outcomes[code].flags
    promise = promised(row, flags, at, rows.currency_reading, currencies, partly)
    if isinstance(promise, RowFault):
        return promise
    callback = _callback(row, zone, at, now, partly)
    if {"wrong_number", "unreachable"} & flags and not row.names_phone:
        partly.numbers.append(row.row)
    return SettledContact(
        row.row,
        at.isoformat(timespec="seconds"),
        utc_text(at),
        zone or str(at.tzname()),
        code,
        "self",
        row.phone,
        callback.isoformat(timespec="minutes") if callback else None,
        utc_text(callback) if callback else None,
        *promise,
    )


def _of_person(
    policy: Policy, row: StagedContact, one: SettledContact, own: Mapping[str, list[str]]
) -> SettledContact:
    """The contact with the person it was with; no number is theirs where the row names none."""
    if not row.spoken_to and not row.relation:
        return one
    reached = policy.outcomes[one.outcome].reached
    person = contact_person(row, reached, own.get(row.customer_id or "", ()))
    theirs = one.phone if row.names_phone or person == "self" else ""
    return one._replace(person=person, phone=theirs)


def _callback(
    row: StagedContact, zone: str, at: datetime, now: datetime, partly: PartlyUsed
) -> datetime | None:
    """When to call again; None where nothing is said that lies ahead of the contact."""
    if not row.callback_at:
        return None
    callback = _moment(row.callback_at, zone, now.tzinfo)
    if callback > at:
        return callback
    partly.callbacks.append(row.row)
    return None


def _moment(text: str, zone: str, ours: tzinfo | None) -> datetime:
    """A moment of the file; without an offset, in the customer's zone, else the ledger's, ours."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo:
        return moment
    return moment.replace(tzinfo=ZoneInfo(zone) if zone else ours or UTC)


def _near(word: str, codes: Mapping[str, str]) -> str:
    near = get_close_matches(normal(word), codes, n=1)
    if near:
        return f"Did you mean {codes[near[0]]}?"
    return f"Known: {', '.join(_codes(codes))}."


def _codes(codes: Mapping[str, str]) -> Iterator[str]:
    yield from dict.fromkeys(codes.values())
