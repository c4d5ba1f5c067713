"""Everything about one loan or one customer at the close of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from sqlite3 import Row
from typing import Any

from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.ladder import step_for
from overdue_cli.domain.loan import Allocated, Position
from overdue_cli.domain.moments import moment_of
from overdue_cli.domain.position import position
from overdue_cli.policies.pack import Policy
from overdue_cli.reports.aging import bucket_ranges
from overdue_cli.reports.holds import (
    HoldRow,
    PointRow,
    PreferenceRow,
    hold_rows,
    point_rows,
    preference_rows,
)
from overdue_cli.reports.promises import PromiseRow, promise_rows
from overdue_cli.store import cases
from overdue_cli.store.facts import known_at, loans
from overdue_cli.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Transaction:
    """One entry as it stands on the day: how it was taken, and whether it still counts."""

    transaction_id: str
    day: date
    kind: str
    amount: int
    allocated: Allocated | None
    reversed: bool
    inferred: bool
    """It follows from the lists of another system; nobody recorded it."""
    channel: str
    note: str


@dataclass(frozen=True, slots=True)
class LoanShown:
    """A loan with its position, and the stage and bucket its days give."""

    row: Row
    standing: Position
    bucket: str
    stage: str
    transactions: tuple[Transaction, ...]
    promises: tuple[PromiseRow, ...] = ()
    holds: tuple[HoldRow, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomerShown:
    """A customer with loans, and everything recorded around the customer."""

    row: Row
    stage: str
    days: int
    positions: tuple[Row, ...]
    contacts: tuple[Row, ...]
    promises: tuple[PromiseRow, ...]
    holds: tuple[HoldRow, ...]
    preferences: tuple[PreferenceRow, ...]
    points: tuple[PointRow, ...]


def found(ledger: Ledger, who: str, day: date) -> tuple[str, str]:
    """``("customer", id)`` or ``("loan", id)`` for a WHO as people type it."""
    return cases.resolve(ledger.conn, who, day)


def show_loan(
    ledger: Ledger, policy: Policy, loan_id: str, *, day: date, known_on: date | None = None
) -> LoanShown:
    """One loan at the close of ``day``, computed from its facts.

    Errors: WrongUse when the loan was not known on ``known_on``.
    """
    conn = ledger.conn
    known = known_at(conn, known_on)
    wanted = f"SELECT '{loan_id.replace(chr(39), chr(39) * 2)}'"
    found = next(loans(conn, policy.rules, wanted=wanted, known=known), None)
    if found is None:
        raise WrongUse(
            f"the loan '{loan_id}' was not on the book on {known_on}",
            hint="Ask with a later --known-on.",
        )
    standing = position(found[1], day)
    row = cases.loan(conn, loan_id)
    whose = row["customer_id"]
    holds = hold_rows(ledger, day, customer_id=whose, known_on=known_on)
    return LoanShown(
        row=row,
        standing=standing,
        bucket=bucket_name(standing.delinquent_days, policy),
        stage=loan_stage(standing, policy),
        transactions=_transactions(cases.entries(conn, loan_id, day, known), standing),
        promises=tuple(
            promise_rows(
                ledger, policy, day, customer_id=whose, loan_id=loan_id, known_on=known_on
            )
        ),
        holds=tuple(one for one in holds if one.loan_id in (None, loan_id)),
    )


def _transactions(rows: list[Row], standing: Position) -> tuple[Transaction, ...]:
    taken = {part.entry_id: part for part in standing.allocated}
    back: dict[int, int] = {}
    for row in rows:
        if row["kind"] == "reversal" and row["reverses"]:
            back[row["reverses"]] = back.get(row["reverses"], 0) + row["amount"]
    return tuple(
        Transaction(
            row["transaction_id"] or f"#{row['entry_id']}",
            date.fromisoformat(row["value_on"]),
            row["kind"],
            row["amount"],
            taken.get(row["entry_id"]),
            back.get(row["entry_id"], 0) >= row["amount"],
            bool(row["inferred"]),
            row["channel"],
            row["note"],
        )
        for row in rows
    )


def show_customer(
    ledger: Ledger,
    policy: Policy,
    customer_id: str,
    *,
    day: date,
    now: datetime,
    known_on: date | None = None,
) -> CustomerShown:
    """One customer at the close of ``day``; ``position`` must answer for that day."""
    conn = ledger.conn
    positions = cases.positions_of(conn, customer_id)
    late = [row["delinquent_on"] for row in positions if row["delinquent_on"]]
    coming = [row["next_due_on"] for row in positions if row["next_due_on"]]
    anchor = min(late, default=min(coming, default=None))
    days = (day - date.fromisoformat(anchor)).days if anchor else 0
    step = step_for(policy.ladder, days) if anchor else None
    moment, known = moment_of(day, now), known_at(conn, known_on)
    whose: dict[str, Any] = {"customer_id": customer_id, "known_on": known_on}
    return CustomerShown(
        row=cases.customer(conn, customer_id, day),
        stage=step.name if step else "",
        days=max(days, 0) if late else 0,
        positions=tuple(positions),
        contacts=tuple(cases.contacts(conn, customer_id, moment.until, known)),
        promises=tuple(promise_rows(ledger, policy, day, **whose)),
        holds=tuple(hold_rows(ledger, day, past=True, **whose)),
        preferences=tuple(preference_rows(ledger, moment, **whose)),
        points=tuple(point_rows(ledger, day, **whose)),
    )


def bucket_name(days: int, policy: Policy) -> str:
    """The ageing bucket of a number of delinquent days; 'current' for none."""
    for bucket in bucket_ranges(policy.buckets):
        if bucket.from_days <= days and (bucket.to_days is None or days <= bucket.to_days):
            return bucket.name
    return "current"


def loan_stage(standing: Position, policy: Policy) -> str:
    """The step that this loan alone would put its customer on; '' for none."""
    if standing.delinquent_days:
        days = standing.delinquent_days
    elif standing.oldest_due_on:
        days = 0
    elif standing.next_due_on:
        days = (standing.as_of - standing.next_due_on).days
    else:
        return ""
    step = step_for(policy.ladder, days)
    return step.name if step else ""
