"""What the lists of an import changed: counts and amounts per currency, and what differs."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from overdue_cli.domain.lists.list_difference import Listed, agrees, is_followed
from overdue_cli.domain.loan.loan import Amounts, Loan
from overdue_cli.domain.loan.position import position
from overdue_cli.store.bulk import daily_lists
from overdue_cli.store.lists.list_report import changes, day_before, planned_loans, scope_of
from overdue_cli.store.loan.facts import RulesOf

#: What a list is compared in, in the order of telling.
KINDS = ("listed", "late", "new", "newly_late", "cured", "gone", "paid", "corrected")


class LoanSum(NamedTuple):
    """So many loans, and an amount in minor units: see ``store.lists.list_report.Change``."""

    loans: int
    amount: int


class Differing(NamedTuple):
    """A loan whose own facts say something else than the list; they win."""

    loan_id: str
    as_of: date
    currency: str
    listed_days: int
    days: int
    listed_overdue: int
    overdue: int


@dataclass(frozen=True, slots=True)
class ListDifference:
    """What one list changed against the one before, per currency."""

    as_of: str
    scope: str
    before: str | None
    currencies: dict[str, dict[str, LoanSum]]
    differing: tuple[Differing, ...] = ()


def list_differences(
    conn: sqlite3.Connection, rules: RulesOf, journal_id: int
) -> tuple[ListDifference, ...]:
    """What each list of this import changed, after everything that follows was written."""
    differing: dict[str, list[Differing]] = defaultdict(list)
    days = daily_lists.days(conn)
    for one in _differing(conn, rules) if days else ():
        differing[one.as_of.isoformat()].append(one)
    return tuple(
        ListDifference(
            day,
            scope_of(conn, day),
            day_before(conn, day),
            _sums(conn, day, journal_id),
            tuple(differing[day]),
        )
        for day in days
    )


def _sums(conn: sqlite3.Connection, day: str, journal_id: int) -> dict[str, dict[str, LoanSum]]:
    sums: dict[str, dict[str, LoanSum]] = {}
    for currency, what, _, amount in changes(conn, day, journal_id):
        of_currency = sums.setdefault(currency, dict.fromkeys(KINDS, LoanSum(0, 0)))
        before = of_currency[what]
        of_currency[what] = LoanSum(before.loans + 1, before.amount + amount)
    return dict(sorted(sums.items()))


def _differing(conn: sqlite3.Connection, rules: RulesOf) -> Iterator[Differing]:
    for row, loan in planned_loans(conn, rules):
        if is_followed(loan, date.fromisoformat(row["listed_on"])):
            continue
        for as_of, days, *amounts in daily_lists.listed_of(conn, loan.loan_id):
            listed = Listed(
                date.fromisoformat(as_of), days, Amounts(*amounts[:4]), _not_due(amounts[4:])
            )
            yield from _compared(loan, listed)


def _not_due(amounts: list[Any]) -> tuple[int | None, int | None, int | None, int | None]:
    penalty, fee, interest, principal = amounts
    return (penalty, fee, interest, principal)


def _compared(loan: Loan, listed: Listed) -> Iterator[Differing]:
    standing = position(loan, listed.as_of, detail=False)
    if not agrees(standing, listed):
        yield Differing(
            loan.loan_id,
            listed.as_of,
            loan.currency,
            listed.days_past_due,
            standing.days_past_due,
            listed.overdue.total,
            standing.overdue.total,
        )
