"""Charges the late fees that products ask for, and tells which charged ones are not justified."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from overdue_cli.book import Writing
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.loan.late_fees import Compared, LateFee, compare
from overdue_cli.domain.money import Money
from overdue_cli.policies.loan.products import late_fee_of
from overdue_cli.policies.pack import Policy
from overdue_cli.store.ledger.journal import JournalEntry
from overdue_cli.store.loan.derived_positions import refresh_touched
from overdue_cli.store.loan.entries import NewEntry, insert_entry
from overdue_cli.store.loan.late_fees import charged, loans_with_fees, transaction_id

State = Literal["charged", "missing", "too much"]


class FeeRow(NamedTuple):
    """One late fee: what became of it, and what it is of."""

    state: State
    loan_id: str
    customer_id: str
    seq: int
    occurrence: int
    on: date | None
    due_on: date | None
    amount: Money
    """What is charged now, or is missing; of one that is too much, by how much."""
    transaction_id: str
    kind: str


@dataclass(frozen=True, slots=True)
class FeesResult:
    """Late fees charged or missing, those that are too much, and the journal entry if any."""

    rows: tuple[FeeRow, ...]
    journal_id: int | None
    summary: str


def late_fees(writing: Writing, *, as_of: date, dry_run: bool) -> FeesResult:
    """What arose up to the close of ``as_of`` and was not charged yet, in one journal entry.

    Nothing is taken back: what is charged and not justified, or no longer, is told. Errors:
    WrongUse for a day still to come, unless it is a dry run.
    """
    policy = writing.policy_on(as_of)
    if dry_run:
        return FeesResult(tuple(_compared(writing.conn, policy, as_of)), None, "")
    if as_of > writing.today:
        raise WrongUse(
            f"--as-of is {as_of}, which is still to come",
            hint="Preview it with --dry-run; charge it when the day has come.",
        )
    with writing.journal_entry("late-fees") as journal:
        rows = list(_compared(journal.conn, policy, as_of))
        missing = [row for row in rows if row.state == "missing"]
        _charge(journal, missing)
        refresh_touched(journal.conn, policy.rules, writing.today)
        summary = f"Charged {len(missing)} late fee{'s' * (len(missing) > 1)} up to {as_of}"
        journal.summary = summary
        journal.details = {"as_of": str(as_of), "fees": [row.transaction_id for row in missing]}
        journal.keep = bool(missing)
    done = [row._replace(state="charged") if row.state == "missing" else row for row in rows]
    return FeesResult(tuple(done), journal.journal_id if missing else None, summary)


def _compared(conn: sqlite3.Connection, policy: Policy, as_of: date) -> Iterator[FeeRow]:
    with_fee = [name for name, one in policy.products.items() if one.has_late_fee]
    already = charged(conn)
    terms: dict[tuple[str, str], LateFee | None] = {}
    for row, loan in loans_with_fees(conn, policy.rules, with_fee, policy.products):
        key = (policy.product_of(dict(row)), loan.currency)
        if key not in terms:
            terms[key] = late_fee_of(policy.products[key[0]], loan.currency)
        for one in compare(loan, terms[key], already.get(loan.loan_id, {}), as_of):
            if one.missing or one.too_much:
                yield _row(one, terms[key], loan.loan_id, row["customer_id"], loan.currency)


def _row(
    one: Compared, terms: LateFee | None, loan_id: str, customer_id: str, currency: str
) -> FeeRow:
    fee = one.arisen
    amount = fee.amount if fee and one.missing else one.too_much
    return FeeRow(
        "missing" if one.missing else "too much",
        loan_id,
        customer_id,
        *one.key,
        fee.on if fee else None,
        fee.due_on if fee else None,
        Money(amount, currency),
        transaction_id(loan_id, one.key),
        terms.kind if terms else "",
    )


def _charge(journal: JournalEntry, missing: list[FeeRow]) -> None:
    for row in missing:
        assert row.on is not None
        insert_entry(
            journal,
            NewEntry(
                row.loan_id,
                row.kind,
                row.on,
                row.amount.minor,
                row.due_on,
                transaction_id=row.transaction_id,
                note=f"late fee {row.occurrence} of instalment {row.seq}",
            ),
        )
