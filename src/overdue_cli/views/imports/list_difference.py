"""How an import tells what its lists changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from overdue_cli.actions.imports.kinds.list_difference import (
    KINDS,
    Differing,
    ListDifference,
    LoanSum,
)
from overdue_cli.domain.money import Money
from overdue_cli.render.document import Column, Section

WORDS = {
    "listed": "on the list",
    "late": "late",
    "new": "new on the lists",
    "newly_late": "newly late",
    "cured": "cured",
    "gone": "left the list",
    "paid": "paid",
    "corrected": "corrected",
}
CHANGES = (
    Column("as_of", "list of"),
    Column("change", "what"),
    Column("loans", "loans", "right"),
    Column("amount", "amount", "right"),
)
DIFFERING = (
    Column("as_of", "list of"),
    Column("loan_id", "loan"),
    Column("listed_days", "days on the list", "right"),
    Column("days", "days here", "right"),
    Column("listed_overdue", "overdue on the list", "right"),
    Column("overdue", "overdue here", "right"),
)


def sections(lists: Sequence[ListDifference]) -> list[Section]:
    """What changed per list and currency, and the loans whose own facts say otherwise."""
    shown = []
    if lists:
        shown.append(Section("lists", CHANGES, _changes(lists), title="Against the list before"))
    rows = [_differing(one) for each in lists for one in each.differing]
    if rows:
        title = "Not as the list says: these loans have a plan and payments of their own"
        shown.append(Section("differing", DIFFERING, rows, title=title))
    return shown


def _changes(lists: Iterable[ListDifference]) -> list[dict[str, Any]]:
    return [
        {
            "as_of": one.as_of,
            "change": WORDS[what],
            "loans": part.loans,
            "amount": Money(part.amount, currency) if part.amount else None,
        }
        for one in lists
        for currency, parts in one.currencies.items()
        for what, part in parts.items()
        if part.loans or what in ("listed", "late")
    ]


def _differing(one: Differing) -> dict[str, Any]:
    return {
        "as_of": one.as_of,
        "loan_id": one.loan_id,
        "listed_days": one.listed_days,
        "days": one.days,
        "listed_overdue": Money(one.listed_overdue, one.currency),
        "overdue": Money(one.overdue, one.currency),
    }


def data(lists: Iterable[ListDifference]) -> list[dict[str, Any]]:
    """The same as json holds it."""
    return [
        {
            "as_of": one.as_of,
            "list": one.scope,
            "before": one.before,
            "currencies": [
                {"currency": currency, **{what: _part(parts[what], currency) for what in KINDS}}
                for currency, parts in one.currencies.items()
            ],
            "differing": [_differing(each) for each in one.differing],
        }
        for one in lists
    ]


def _part(part: LoanSum, currency: str) -> dict[str, Any]:
    return {"loans": part.loans, "amount": Money(part.amount, currency)}
