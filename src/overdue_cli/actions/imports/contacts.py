"""What is done with the staged rows of a contacts file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from difflib import get_close_matches
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from overdue_cli.actions.imports.contact_promises import LeftOut, promised
from overdue_cli.domain.moments import utc_text
from overdue_cli.ingest.headers.headers import normal
from overdue_cli.ingest.headers.kinds import CONTACTS
from overdue_cli.ingest.values.cells import words_of
from overdue_cli.policies.pack import Policy
from overdue_cli.store.bulk import contacts
from overdue_cli.store.bulk.contacts import Settled, Staged
from overdue_cli.store.bulk.stage import Fault, reject

if TYPE_CHECKING:
    from overdue_cli.actions.imports.kinds import Task

_LATE = timedelta(minutes=5)


def outcome_words(policy: Policy) -> dict[str, str]:
    """For each code, title and known word of an outcome, in normal form: its code."""
    known = {word: code for word, code in words_of("outcome").items() if code in policy.outcomes}
    for code, outcome in policy.outcomes.items():
        for text in (code, outcome.title, outcome.title_zh):
            if text:
                known[normal(text)] = code
    return known


def apply_contacts(task: Task) -> tuple[list[Fault], bool]:
    """Faults of the staged contacts; the good ones that are new are written.

    What their outcomes set besides is written by ``contact_consequences``.
    """
    conn, file = task.conn, task.file
    staged = contacts.rows(conn, file)
    found = list(contacts.faults(staged))
    bad = {fault.row for fault in found}
    currencies = contacts.currencies(conn, file)
    left_out = LeftOut()
    settled: list[Settled] = []
    for row in staged:
        if row.row not in bad:
            one = _settled(task, row, currencies.get(row.customer_id, {}), left_out)
            if isinstance(one, Fault):
                found.append(one)
            else:
                settled.append(one)
    reject(conn, CONTACTS.name, CONTACTS.key, file, found)
    contacts.settle(conn, file, settled)
    contacts.mark(conn, file)
    contacts.insert(conn, file, task.journal_id)
    task.remarks.extend(left_out.remarks())
    return found, False


def _settled(
    task: Task, row: Staged, currencies: Mapping[str, str], left_out: LeftOut
) -> Settled | Fault:
    code = task.outcomes.get(normal(row.outcome))
    if code is None:
        return Fault(
            row.row,
            "outcome",
            "no outcome of this name is known",
            _near(row.outcome, task.outcomes),
        )
    zone = row.time_zone or task.zone
    at = _moment(row.at, zone, task.now.tzinfo)
    if at > task.now + _LATE:
        return Fault(row.row, "at", "this is still to come", "A contact is one that was made.")
    promise = promised(task, row, code, at, currencies, left_out)
    if isinstance(promise, Fault):
        return promise
    callback = _callback(row, zone, at, task, left_out)
    if {"wrong_number", "unreachable"} & task.flags.get(code, frozenset()) and not row.names_phone:
        left_out.numbers.append(row.row)
    return Settled(
        row.row,
        at.isoformat(timespec="seconds"),
        utc_text(at),
        zone or str(at.tzname()),
        code,
        row.phone,
        callback.isoformat(timespec="minutes") if callback else None,
        utc_text(callback) if callback else None,
        *promise,
    )


def _callback(
    row: Staged, zone: str, at: datetime, task: Task, left_out: LeftOut
) -> datetime | None:
    """When to call again; None where nothing is said that lies ahead of the contact."""
    if not row.callback_at:
        return None
    found = _moment(row.callback_at, zone, task.now.tzinfo)
    if found > at:
        return found
    left_out.callbacks.append(row.row)
    return None


def _moment(text: str, zone: str, ours: tzinfo | None) -> datetime:
    """A moment of the file; without an offset, in the customer's zone, else the ledger's, ours."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo:
        return moment
    return moment.replace(tzinfo=ZoneInfo(zone) if zone else ours or UTC)


def _near(given: str, known: Mapping[str, str]) -> str:
    near = get_close_matches(normal(given), known, n=1)
    if near:
        return f"Did you mean {known[near[0]]}?"
    return f"Known: {', '.join(_codes(known))}."


def _codes(known: Mapping[str, str]) -> Iterator[str]:
    yield from dict.fromkeys(known.values())
