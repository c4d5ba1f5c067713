"""Today's board: how many customers and how much money stand on each stage."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from overdue_cli.domain.moments import moment_of
from overdue_cli.domain.money import Money
from overdue_cli.policies.pack import Policy
from overdue_cli.store import queue as sql
from overdue_cli.store.control import payments_until
from overdue_cli.store.ledger import Ledger


class BoardRow(NamedTuple):
    """One stage: its days, its customers, their late loans and what is overdue on them."""

    stage: str
    days: str
    customers: int
    loans: int
    overdue: tuple[Money, ...]
    action: str


class Board(NamedTuple):
    """The board of one day."""

    rows: tuple[BoardRow, ...]
    customers_late: int
    overdue: tuple[Money, ...]
    callbacks_due: int
    promises_due: int
    contacts_today: int
    payments_until: str | None


def board(ledger: Ledger, policy: Policy, *, day: date, now: datetime) -> Board:
    """The board of ``day``; ``position`` must answer for that day."""
    conn = ledger.conn
    steps = [step for step in policy.ladder if not step.decision]
    sql.make_stage_table(conn, day, [(s.name, s.from_days, s.to_days) for s in steps])
    cells = sql.count_by_stage(conn)
    sizes = sql.stage_sizes(conn)
    rows = []
    for step in steps:
        mine = [cell for cell in cells if cell["stage"] == step.name]
        rows.append(
            BoardRow(
                step.name,
                step.range_text,
                sizes.get(step.name, 0),
                sum(cell["loans"] for cell in mine),
                _sums((cell["currency"], cell["overdue"]) for cell in mine),
                step.action,
            )
        )
    counts = sql.day_counts(conn, moment_of(day, now))
    return Board(
        tuple(row for row in rows if row.customers),
        counts["late"],
        _sums((cell["currency"], cell["overdue"]) for cell in cells),
        counts["callbacks"],
        counts["promises"],
        counts["contacts"],
        payments_until(conn, day),
    )


def _sums(pairs: Iterable[tuple[str, int]]) -> tuple[Money, ...]:
    totals: dict[str, int] = {}
    for currency, amount in pairs:
        totals[currency] = totals.get(currency, 0) + amount
    return tuple(Money(minor, currency) for currency, minor in sorted(totals.items()) if minor)
