"""Ends holds by what must have happened, keeps them after a look, and puts them back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from sqlite3 import Row

from overdue_cli.actions import typed_input
from overdue_cli.actions.ladder.holds import range_text, scope_text, write_hold
from overdue_cli.actions.result import Written, named, written
from overdue_cli.book import Writing
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.ladder.holds import HoldEnd, HoldKind, stops_from
from overdue_cli.policies.layers import unknown
from overdue_cli.policies.pack import Policy
from overdue_cli.store.contact import contacts
from overdue_cli.store.contact.customer_facts import end_of, fact
from overdue_cli.store.ladder import hold_facts
from overdue_cli.store.ledger.journal import JournalEntry


def release_hold(
    writing: Writing, hold_id: int, *, on: date, note: str, because: str = ""
) -> Written:
    """A hold that no longer stops anything from a day on, or some days after what ended it.

    Errors: WrongUse for an unknown hold, one released already or over before that day, and one
    of a kind that ends by what happened where that is not said or still to come.
    """
    row = _in_force(writing, hold_id, on)
    kind = writing.policy.hold_kinds.get(row["kind"])
    word = _word(kind, because, row)
    if word and on > writing.today:
        raise WrongUse(
            f"--on is {on}, and what ends hold {hold_id} must have happened",
            hint="Release it when it has; until then name a day to look at it: "
            f"overdue hold keep {hold_id} --remind {on}.",
        )
    first_free = first_free_day(kind, on)
    with writing.journal_entry("hold release") as journal:
        write_release(journal, hold_id, first_free, word, note)
        writing.refresh_touched()
        summary = f"Released {_whose(writing, row)} from {row['kind']} (hold {hold_id})"
        if first_free == on:
            summary += f" from {on} on"
        else:
            summary += f" after {first_free - timedelta(days=1)}"
        if word:
            ended = next(end for end in kind.ends_by if end.word == word) if kind else None
            summary += f": {ended.what}" if ended else ""
            summary += f" on {on}" if first_free != on else ""
        return written(
            journal,
            summary,
            hold_id=hold_id,
            customer_id=row["customer_id"],
            because=word,
            note=note,
        )


def keep_hold(writing: Writing, hold_id: int, *, remind: str, note: str) -> Written:
    """A look at a hold that leaves it in force, with the day of the next one; one journal entry.

    Errors: WrongUse for an unknown hold, one that is over, and a day that is not ahead.
    """
    today = writing.today
    row = _in_force(writing, hold_id, today)
    kind = writing.policy.hold_kinds.get(row["kind"])
    remind_on = typed_input.day(remind, "--remind", today) if remind else None
    if remind_on is None and kind is not None and kind.remind_days is not None:
        remind_on = today + timedelta(days=kind.remind_days)
    if remind_on is not None and remind_on <= today:
        raise WrongUse(
            f"--remind {remind_on} is not ahead", hint="Name the day of the next look at it."
        )
    with writing.journal_entry("hold keep") as journal:
        contacts.insert_fact(
            journal,
            "hold_review",
            hold_id=hold_id,
            reviewed_on=today.isoformat(),
            remind_on=remind_on.isoformat() if remind_on else None,
            note=note,
        )
        writing.refresh_touched()
        again = f", to be looked at again on {remind_on}" if remind_on else ""
        summary = f"Kept {_whose(writing, row)} on hold as {row['kind']} (hold {hold_id}){again}"
        return written(
            journal, summary, hold_id=hold_id, customer_id=row["customer_id"], note=note
        )


def reopen_holds(writing: Writing, numbers: Sequence[int], *, from_on: date, note: str) -> Written:
    """Holds that are over, put back as new ones of the same kind and scope; one journal entry.

    Errors: WrongUse for an unknown hold, and for one that holds on that day.
    """
    rows = [_over(writing, number, from_on) for number in dict.fromkeys(numbers)]
    with writing.journal_entry("hold reopen") as journal:
        parts = []
        for row in rows:
            number, text = _put_back(journal, writing.policy, row, from_on, note)
            what = f"{_whose(writing, row)} on hold as {row['kind']} {text}"
            parts.append(f"{what} (hold {number}, was {row['hold_id']})")
        writing.refresh_touched()
        customers = sorted({row["customer_id"] for row in rows})
        summary = f"Put back {'; '.join(parts)}"
        return written(journal, summary, customers=customers, holds=list(numbers), note=note)


def _put_back(
    journal: JournalEntry, policy: Policy, row: Row, from_on: date, note: str
) -> tuple[int, str]:
    """The number of the new hold, and its days in words."""
    kind = policy.hold_kinds.get(row["kind"]) or HoldKind(row["kind"], "", frozenset())
    kind = kind._replace(stops=stops_from(row["stops"]))
    span = kind.span(from_on)
    number = write_hold(
        journal,
        row["customer_id"],
        kind,
        from_on=from_on,
        span=span,
        loan_id=row["loan_id"],
        seq=row["seq"],
        contact_id=row["contact_id"],
        note=note or row["note"],
    )
    return number, range_text(from_on, span)


def end_by_contact(
    journal: JournalEntry,
    policy: Policy,
    customer_id: str,
    loan_id: str | None,
    *,
    step: str,
    outcome: str,
    on: date,
) -> list[str]:
    """Holds that a contact ended by its step or outcome, released from its day on, in words.

    A contact that names no loan is about every debt. One about a loan ends holds of that loan,
    and says which hold of the whole customer goes on.
    """
    ends = {
        name: end
        for name, kind in policy.hold_kinds.items()
        if (end := kind.shown_by(step, outcome)) is not None
    }
    if not ends:
        return []
    texts = []
    for row in hold_facts.holding(journal.conn, customer_id, list(ends), on):
        kind, end = policy.hold_kinds[row["kind"]], ends[row["kind"]]
        if loan_id is None or row["loan_id"] == loan_id:
            write_release(journal, row["hold_id"], first_free_day(kind, on), end.word, "")
            texts.append(f"no longer on hold as {row['kind']} (hold {row['hold_id']}): {end.what}")
        elif row["loan_id"] is None:
            texts.append(_goes_on(row, end))
    return texts


def _goes_on(row: Row, end: HoldEnd) -> str:
    number = row["hold_id"]
    return (
        f"hold {number} of the whole customer as {row['kind']} goes on: if it is over, "
        f"'overdue hold release {number} --because {end.word}'"
    )


def first_free_day(kind: HoldKind | None, ended_on: date) -> date:
    """The first day without a hold, when what ends it happened on a day."""
    return ended_on if kind is None else kind.first_free_day(ended_on)


def write_release(
    journal: JournalEntry, hold_id: int, first_free: date, because: str, note: str
) -> None:
    """The release of a hold inside a transaction that is open."""
    contacts.insert_fact(
        journal,
        "hold_release",
        hold_id=hold_id,
        released_on=first_free.isoformat(),
        because=because,
        note=note,
    )


def _word(kind: HoldKind | None, because: str, row: Row) -> str:
    """What ended a hold, by its word in the policy; WrongUse where that is not said."""
    number = row["hold_id"]
    if kind is None or not kind.ends_by:
        if because:
            raise WrongUse(
                f"--because {because}: the policy names nothing that ends the kind {row['kind']}",
                hint=f'Say why in words: overdue hold release {number} --note "…".',
            )
        return ""
    words = [end.word for end in kind.ends_by]
    if not because:
        meant = "; ".join(f"{end.word} ({end.what})" for end in kind.ends_by)
        raise WrongUse(
            f"hold {number} ({row['kind']}) ends by what happened, and that is not said",
            hint=f"overdue hold release {number} --because WORD, with one of: {meant}.",
        )
    if because not in words:
        raise unknown(f"word for what ends the kind {row['kind']}", because, words)
    return because


def _in_force(writing: Writing, hold_id: int, on: date) -> Row:
    """The row of a hold that is not released and not over before a day, or WrongUse."""
    row = _known(writing, hold_id)
    ended = end_of(writing.conn, "hold_release", "hold", hold_id)
    if ended is not None:
        raise WrongUse(
            f"hold {hold_id} was released already, on {ended['released_on']}",
            hint=f"Take that back with 'overdue undo {ended['journal_id']}'.",
        )
    if row["until_on"] is not None and row["until_on"] < on.isoformat():
        raise WrongUse(
            f"hold {hold_id} ended on {row['until_on']}, before {on}",
            hint="A release must fall within the hold; name an earlier day with --on, or put the "
            f"hold back with 'overdue hold reopen {hold_id}'.",
        )
    return row


def _over(writing: Writing, hold_id: int, day: date) -> Row:
    """The row of a hold that no longer holds on a day, and none like it does; or WrongUse."""
    row = _known(writing, hold_id)
    same = hold_facts.like_it(writing.conn, row, day)
    if same is not None:
        raise WrongUse(
            f"hold {same['hold_id']} ({row['kind']}) is in force for {row['customer_id']}",
            hint=f"There is nothing to put back; see 'overdue hold list {row['customer_id']}'.",
        )
    return row


def _known(writing: Writing, hold_id: int) -> Row:
    row = fact(writing.conn, "hold", hold_id)
    if row is None:
        raise WrongUse(f"no hold {hold_id}", hint="See them with 'overdue hold list --all'.")
    return row


def _whose(writing: Writing, row: Row) -> str:
    what = scope_text(row["customer_id"], row["loan_id"], row["seq"])
    return what + named(writing.conn, row["customer_id"])
