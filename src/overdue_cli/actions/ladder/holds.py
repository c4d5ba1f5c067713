"""Puts customers, loans or single instalments on hold, and releases them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from overdue_cli.actions import typed_input
from overdue_cli.actions.result import Written, named, written
from overdue_cli.actions.unlikely import doubt_day
from overdue_cli.book import Writing
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.ladder.holds import stops_text
from overdue_cli.policies.ladder.casework import OutcomeHold, checked_stops, until_after
from overdue_cli.store.contact import contacts
from overdue_cli.store.contact.customer_facts import end_of, fact
from overdue_cli.store.ladder import hold_facts
from overdue_cli.store.ledger.journal import JournalEntry
from overdue_cli.store.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True)
class HoldTexts:
    """A hold as a person tells it; '' and None: as its kind says."""

    who: str
    kind: str
    loan: str = ""
    item: int | None = None
    from_on: str = ""
    until: str = ""
    stops: str = ""
    """Words with commas or blanks between."""
    note: str = ""


def add_hold(writing: Writing, hold: HoldTexts) -> Written:
    """A hold from a day on, its last day included; one journal entry.

    Errors: WrongUse for an unknown customer, loan, item or kind, or a range that ends before it
    begins.
    """
    whom = typed_input.subject_of(writing, hold.who, hold.loan)
    kind = writing.policy.hold_kind(hold.kind)
    loan_id = _checked_item(writing.ledger, whom, hold)
    from_on = typed_input.day(hold.from_on, "--from", writing.today)
    until_on = _until(hold.until, from_on, kind.days)
    doubt_day(writing, "--from", from_on)
    doubt_day(writing, "--until", until_on)
    words = hold.stops.replace(",", " ").split()
    stops = checked_stops(words) if words else kind.stops
    with writing.journal_entry("hold add") as journal:
        hold_id = write_hold(
            journal,
            whom.customer_id,
            OutcomeHold(kind.kind, stops, None),
            loan_id=loan_id,
            seq=hold.item,
            from_on=from_on,
            until_on=until_on,
            note=hold.note,
        )
        writing.refresh_touched()
        what = scope_text(whom.customer_id, loan_id, hold.item)
        what += named(writing.conn, whom.customer_id)
        summary = (
            f"Held {what} as {kind.kind} {range_text(from_on, until_on)} "
            f"(hold {hold_id}), stops {stopped_text(stops)}"
        )
        return written(
            journal, summary, hold_id=hold_id, customer_id=whom.customer_id, note=hold.note
        )


def write_hold(
    journal: JournalEntry,
    customer_id: str,
    hold: OutcomeHold,
    *,
    from_on: date,
    until_on: date | None,
    loan_id: str | None = None,
    seq: int | None = None,
    contact_id: int | None = None,
    note: str = "",
) -> int:
    """The number of a new hold inside a transaction that is open."""
    return contacts.insert_fact(
        journal,
        "hold",
        customer_id=customer_id,
        loan_id=loan_id,
        seq=seq,
        kind=hold.kind,
        from_on=from_on.isoformat(),
        until_on=until_on.isoformat() if until_on else None,
        stops=stops_text(hold.stops),
        contact_id=contact_id,
        note=note,
    )


def release_hold(writing: Writing, hold_id: int, *, on: date, note: str) -> Written:
    """A hold that no longer stops anything from a day on.

    Errors: WrongUse for an unknown hold, one released already or over before that day.
    """
    row = fact(writing.conn, "hold", hold_id)
    if row is None:
        raise WrongUse(f"no hold {hold_id}", hint="See them with 'overdue hold list --all'.")
    ended = end_of(writing.conn, "hold_release", "hold", hold_id)
    if ended is not None:
        raise WrongUse(
            f"hold {hold_id} was released already, on {ended['released_on']}",
            hint=f"Take that back with 'overdue undo {ended['journal_id']}'.",
        )
    if row["until_on"] is not None and row["until_on"] < on.isoformat():
        raise WrongUse(
            f"hold {hold_id} ended on {row['until_on']}, before {on}",
            hint="A release must fall within the hold; name an earlier day with --on.",
        )
    with writing.journal_entry("hold release") as journal:
        contacts.insert_fact(
            journal, "hold_release", hold_id=hold_id, released_on=on.isoformat(), note=note
        )
        writing.refresh_touched()
        what = scope_text(row["customer_id"], row["loan_id"], row["seq"])
        what += named(writing.conn, row["customer_id"])
        summary = f"Released {what} from {row['kind']} (hold {hold_id}) from {on} on"
        return written(
            journal, summary, hold_id=hold_id, customer_id=row["customer_id"], note=note
        )


def scope_text(customer_id: str, loan_id: str | None, seq: int | None) -> str:
    """What a hold is about, in words.

    >>> scope_text("C1", "L1", 3)
    'L1 instalment 3 of C1'
    """
    if loan_id is None:
        return customer_id
    item = f" instalment {seq}" if seq is not None else ""
    return f"{loan_id}{item} of {customer_id}"


def range_text(from_on: date, until_on: date | None) -> str:
    """The days of a hold in words."""
    return f"from {from_on} " + (f"until {until_on}" if until_on else "until it is released")


def stopped_text(stops: frozenset[str]) -> str:
    """What is stopped, in words."""
    return stops_text(stops).replace(" ", ", ") or "nothing"


def _until(text: str, from_on: date, days: int | None) -> date | None:
    if text:
        until = typed_input.day(text, "--until", from_on)
        if until < from_on:
            raise WrongUse(
                f"--until {until} is before the first day, {from_on}",
                hint="The last day of a hold is part of it.",
            )
        return until
    return until_after(from_on, days)


def hold_until(hold: OutcomeHold, from_on: date, text: str) -> date | None:
    """The last day of a hold that an outcome sets: as given, else as the policy says."""
    return _until(text, from_on, hold.days)


def _checked_item(ledger: Ledger, whom: typed_input.Subject, hold: HoldTexts) -> str | None:
    if hold.item is None:
        return whom.loan_id
    if whom.loan_id is None:
        raise WrongUse("--item without a loan", hint="Name the loan with --loan.")
    if not hold_facts.item_exists(ledger.conn, whom.loan_id, hold.item):
        raise WrongUse(
            f"the loan '{whom.loan_id}' has no instalment {hold.item}",
            hint=f"See them with 'overdue show {whom.loan_id}'.",
        )
    return whom.loan_id
