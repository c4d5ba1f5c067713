"""Today's board: how many customers and how much money stand on each stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from sqlite3 import Row
from typing import NamedTuple

from overdue_cli.book import Book
from overdue_cli.domain.lists.list_lag import ListFinding
from overdue_cli.domain.money import Money
from overdue_cli.reports.ladder.held_back import HeldBack, held_back
from overdue_cli.reports.lists.findings import list_findings
from overdue_cli.store.ladder import queue as sql
from overdue_cli.store.loan.control_total import payments_until


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
    holds_due: int
    """Holds that are to be looked at."""
    contacts_today: int
    payments_until: str | None
    held_back: tuple[HeldBack, ...] = ()
    list_findings: tuple[ListFinding, ...] = ()


def board(book: Book) -> Board:
    """The board of the day: customers, late loans and what is overdue, by stage."""
    conn, steps = book.conn, book.policy.ladder.steps
    derived = book.with_customer_stages()
    cells = sql.stage_totals(conn, derived)
    sizes = sql.stage_sizes(conn, derived)
    sizes[""] = max((cell["customers"] for cell in cells if not cell["stage"]), default=0)
    rows = [_row(step.name, step.range_text, step.action, cells, sizes) for step in steps]
    rows.append(_row("", "", "wait: on hold, or outside the ladder", cells, sizes))
    counts = sql.day_counts(conn, derived, book.moment)
    return Board(
        tuple(row for row in rows if row.customers),
        counts["late"],
        _sums((cell["currency"], cell["overdue"]) for cell in cells),
        counts["callbacks"],
        counts["promises"],
        counts["holds"],
        counts["contacts"],
        payments_until(conn, book.day),
        held_back(book),
        tuple(list_findings(book)),
    )


def _row(
    stage: str, days: str, action: str, cells: Iterable[Row], sizes: Mapping[str, int]
) -> BoardRow:
    mine = [cell for cell in cells if cell["stage"] == stage]
    return BoardRow(
        stage or "no step",
        days,
        sizes.get(stage, 0),
        sum(cell["loans"] for cell in mine),
        _sums((cell["currency"], cell["overdue"]) for cell in mine),
        action,
    )


def _sums(pairs: Iterable[tuple[str, int]]) -> tuple[Money, ...]:
    totals: dict[str, int] = {}
    for currency, amount in pairs:
        totals[currency] = totals.get(currency, 0) + amount
    return tuple(Money(minor, currency) for currency, minor in sorted(totals.items()) if minor)
