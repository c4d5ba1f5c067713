"""Writes promises down, and cancels them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from overdue_cli.actions import typed_input
from overdue_cli.actions.result import Written, named, written
from overdue_cli.actions.unlikely import doubt_day, doubt_promises
from overdue_cli.book import Writing
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.money import Money
from overdue_cli.store.contact import contacts, customers
from overdue_cli.store.contact.customer_facts import fact
from overdue_cli.store.ladder.promise_facts import standings_on
from overdue_cli.store.ledger.ledger import Ledger


def add_promise(
    writing: Writing, who: str, texts: Sequence[str], *, loan: str, on: date, note: str = ""
) -> Written:
    """One promise of one or several instalments (AMOUNT@DATE each), made on a day.

    Errors: WrongUse for an unknown customer or loan, an amount or a date that does not fit.
    """
    if on > writing.today:
        raise WrongUse(
            f"--on is {on}, which is still to come", hint="Name the day on which it was made."
        )
    whom = typed_input.subject_of(writing, who, loan)
    parts = [typed_input.promise(writing.conn, text, whom, on, "the promise") for text in texts]
    doubt_promises(writing, whom, parts)
    doubt_day(writing, "--on", on)
    with writing.journal_entry("promise add") as journal:
        for due_on, money in parts:
            contacts.insert_promise(
                journal, None, whom.customer_id, whom.loan_id, on, due_on, money
            )
        summary = (
            f"Promised by {whom.loan_id or whom.customer_id}"
            f"{named(writing.conn, whom.customer_id)}: {parts_text(parts)}"
        )
        return written(journal, summary, customer_id=whom.customer_id, note=note)


def parts_text(parts: Sequence[tuple[date, Money]]) -> str:
    """The instalments of a promise in words."""
    return ", ".join(f"{money} by {due_on}" for due_on, money in parts)


def cancel_promise(writing: Writing, which: str, *, on: date, reason: str) -> Written:
    """One promise by its number, or every pending one of a customer or loan, cancelled on a day.

    Errors: WrongUse when there is nothing pending to cancel.
    """
    numbers = _pending(writing, which, on)
    with writing.journal_entry("promise cancel") as journal:
        for number in numbers:
            contacts.insert_fact(
                journal, "promise_end", promise_id=number, ended_on=on.isoformat(), reason=reason
            )
        rows = [fact(writing.conn, "promise", number) for number in numbers]
        parts = [
            (date.fromisoformat(row["due_on"]), Money(row["amount"], row["currency"]))
            for row in rows
            if row is not None
        ]
        whose = rows[0]["customer_id"] if rows and rows[0] is not None else which
        summary = f"Cancelled of {whose}{named(writing.conn, whose)}: {parts_text(parts)}, on {on}"
        return written(journal, summary, customer_id=whose, promises=numbers, reason=reason)


def _pending(writing: Writing, which: str, on: date) -> list[int]:
    """The numbers of the promises meant that are pending on the day."""
    number = _number(writing.ledger, which)
    row = None if number is None else fact(writing.conn, "promise", number)
    if number is not None and row is None:
        raise WrongUse(
            f"no promise {number}", hint="See them with 'overdue promise list --format csv'."
        )
    if row is not None:
        customer_id, loan_id = str(row["customer_id"]), None
    else:
        whom = typed_input.subject_of(writing, which)
        customer_id, loan_id = whom.customer_id, whom.loan_id
    standings = standings_on(writing.conn, writing.policy.promise_terms, on, customer_id)
    meant = [
        one
        for one in standings
        if number in (None, one.promise.promise_id) and loan_id in (None, one.promise.loan_id)
    ]
    pending = [one.promise.promise_id for one in meant if one.verdict == "pending"]
    if not pending:
        state = (
            f"promise {number} is {meant[0].verdict}" if meant and number else "nothing pending"
        )
        raise WrongUse(
            f"{state} on {on}, there is nothing to cancel",
            hint=f"See the promises with 'overdue promise list {customer_id}'.",
        )
    return pending


def _number(ledger: Ledger, which: str) -> int | None:
    """The number of a promise, written as it is or as promise:N; None for a customer or loan."""
    kind, mark, bare = which.partition(":")
    if mark and kind == "promise" and bare.isdigit():
        return int(bare)
    if not (which.isascii() and which.isdigit()):
        return None
    try:
        customers.resolve(ledger.conn, which)
    except WrongUse:
        return int(which)
    if fact(ledger.conn, "promise", int(which)) is None:
        return None
    raise WrongUse(
        f"'{which}' is both a promise and a customer or loan",
        hint=f"Write promise:{which}, customer:{which} or loan:{which}.",
    )
