"""Everything about one loan or one customer at the close of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from sqlite3 import Row
from typing import Any

from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.loan.loan import Allocated, Position
from overdue_cli.domain.loan.position import position
from overdue_cli.domain.moments import moment_of
from overdue_cli.policies.pack import Policy
from overdue_cli.reports.ladder.casework import customer_standing
from overdue_cli.reports.ladder.holds import (
    HoldRow,
    PointRow,
    PreferenceRow,
    hold_rows,
    point_rows,
    preference_rows,
)
from overdue_cli.reports.ladder.promises import PromiseRow, promise_rows
from overdue_cli.reports.loan.aging import bucket_ranges
from overdue_cli.store.contact import customers
from overdue_cli.store.ledger.ledger import Ledger
from overdue_cli.store.loan.facts import known_at, loans


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
    """A loan with its position, the bucket its days give, and the stage of its customer."""

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
    return customers.resolve(ledger.conn, who, day)


def customer_of(ledger: Ledger, loan_id: str) -> str:
    """The customer of a loan."""
    return customers.customer_of(ledger.conn, "loan", loan_id)


def show_loan(
    ledger: Ledger,
    policy: Policy,
    loan_id: str,
    *,
    day: date,
    now: datetime,
    known_on: date | None = None,
) -> LoanShown:
    """One loan at the close of ``day``, computed from its facts.

    ``position`` must answer for that day as to its customer, whose stage is told.

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
    row = customers.loan(conn, loan_id)
    whose = row["customer_id"]
    holds = hold_rows(ledger, day, customer_id=whose, known_on=known_on)
    stands = customer_standing(
        ledger, policy, whose, day=day, now=now, known_on=known_on, loan_id=loan_id
    )
    return LoanShown(
        row=row,
        standing=standing,
        bucket=bucket_name(standing.delinquent_days, policy),
        stage=stands.step.name if stands.step else "",
        transactions=_transactions(customers.entries(conn, loan_id, day, known), standing),
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
    positions = customers.positions_of(conn, customer_id)
    late = [row["delinquent_on"] for row in positions if row["delinquent_on"]]
    stands = customer_standing(ledger, policy, customer_id, day=day, now=now, known_on=known_on)
    moment, known = moment_of(day, now), known_at(conn, known_on)
    whose: dict[str, Any] = {"customer_id": customer_id, "known_on": known_on}
    return CustomerShown(
        row=customers.customer(conn, customer_id, day),
        stage=stands.step.name if stands.step else "",
        days=(day - date.fromisoformat(min(late))).days if late else 0,
        positions=tuple(positions),
        contacts=tuple(customers.contacts(conn, customer_id, moment.until, known)),
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
