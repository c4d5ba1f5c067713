"""Puts customers, loans or single instalments on hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from overdue_cli.actions import typed_input
from overdue_cli.actions.result import Written, named, written
from overdue_cli.actions.unlikely import doubt_day
from overdue_cli.book import Writing
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.ladder.holds import HoldKind, HoldSpan, stops_text
from overdue_cli.policies.ladder.hold_kinds import checked_stops
from overdue_cli.store.contact import contacts
from overdue_cli.store.ladder import hold_facts
from overdue_cli.store.ledger.journal import JournalEntry
from overdue_cli.store.ledger.ledger import Ledger

_OPEN = "until it is released"


@dataclass(frozen=True, slots=True)
class HoldTexts:
    """A hold as a person tells it; '' and None: as its kind says."""

    who: str
    kind: str
    loan: str = ""
    item: int | None = None
    from_on: str = ""
    until: str = ""
    remind: str = ""
    """The day on which to look at it."""
    stops: str = ""
    """Words with commas or blanks between."""
    note: str = ""


def add_hold(writing: Writing, hold: HoldTexts) -> Written:
    """A hold from a day on, its last day included; one journal entry.

    Where no day ends a hold of that kind, the last day that was named is the day to look at it.
    Errors: WrongUse for an unknown customer, loan, item or kind, or a range that ends before it
    begins.
    """
    whom = typed_input.subject_of(writing, hold.who, hold.loan)
    kind = writing.policy.hold_kind(hold.kind)
    loan_id = _checked_item(writing.ledger, whom, hold)
    from_on = typed_input.day(hold.from_on, "--from", writing.today)
    span = hold_span(kind, from_on, hold.until, hold.remind)
    for option, day in (("--from", from_on), ("--until", span.until_on or span.remind_on)):
        doubt_day(writing, option, day)
    words = hold.stops.replace(",", " ").split()
    stops = checked_stops(words) if words else kind.stops
    with writing.journal_entry("hold add") as journal:
        hold_id = write_hold(
            journal,
            whom.customer_id,
            kind._replace(stops=stops),
            loan_id=loan_id,
            seq=hold.item,
            from_on=from_on,
            span=span,
            note=hold.note,
        )
        writing.refresh_touched()
        what = scope_text(whom.customer_id, loan_id, hold.item)
        what += named(writing.conn, whom.customer_id)
        summary = (
            f"Held {what} as {kind.kind} {range_text(from_on, span)} "
            f"(hold {hold_id}), stops {stopped_text(stops)}"
            f"{until_not_kept(kind, hold.until, span)}"
        )
        return written(
            journal, summary, hold_id=hold_id, customer_id=whom.customer_id, note=hold.note
        )


def write_hold(
    journal: JournalEntry,
    customer_id: str,
    kind: HoldKind,
    *,
    from_on: date,
    span: HoldSpan,
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
        kind=kind.kind,
        from_on=from_on.isoformat(),
        until_on=span.until_on.isoformat() if span.until_on else None,
        remind_on=span.remind_on.isoformat() if span.remind_on else None,
        stops=stops_text(kind.stops),
        contact_id=contact_id,
        note=note,
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


def range_text(from_on: date, span: HoldSpan) -> str:
    """The days of a hold in words, and the day to look at it."""
    text = f"from {from_on} " + (f"until {span.until_on}" if span.until_on else _OPEN)
    return text + (f", to be looked at on {span.remind_on}" if span.remind_on else "")


def stopped_text(stops: frozenset[str]) -> str:
    """What is stopped, in words."""
    return stops_text(stops).replace(" ", ", ") or "nothing"


def hold_span(kind: HoldKind, from_on: date, until: str, remind: str = "") -> HoldSpan:
    """The days of a hold as typed, else as its kind says; WrongUse for days before its first."""
    span = kind.span(from_on, _not_before(until, "--until", from_on))
    looked_at = _not_before(remind, "--remind", from_on)
    return span if looked_at is None else span._replace(remind_on=looked_at)


def _not_before(text: str, option: str, from_on: date) -> date | None:
    if not text:
        return None
    day = typed_input.day(text, option, from_on)
    if day < from_on:
        raise WrongUse(
            f"{option} {day} is before the first day, {from_on}",
            hint="The last day of a hold is part of it.",
        )
    return day


def until_not_kept(kind: HoldKind, until: str, span: HoldSpan) -> str:
    """What is added where a last day was named and no day ends a hold of that kind; else ''."""
    if not until or not kind.by_event:
        return ""
    return f"; no day ends it, so {span.remind_on} is the day to look at it"


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
