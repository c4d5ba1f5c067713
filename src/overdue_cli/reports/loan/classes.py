"""Loans by regulatory class: principal outstanding by class, tied to the ledger.

What a classification counts stands in ``policies/loan/classes.toml``.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from overdue_cli.book import Book
from overdue_cli.policies.loan.classes import (
    ClassRow,
    Provision,
    Scheme,
)
from overdue_cli.policies.pack import Policy, load
from overdue_cli.reports.loan.ageing import CurrencyAgeing, ageing
from overdue_cli.reports.loan.class_of_loan import Account, loan_classes
from overdue_cli.store.ledger.ledger import open_ledger
from overdue_cli.store.loan.class_facts import owing_loans

__all__ = [
    "ClassLine",
    "ClassRow",
    "Classes",
    "CurrencyClasses",
    "Provision",
    "Scheme",
    "classes",
    "scheme_of",
    "schemes_of",
]


@dataclass(frozen=True, slots=True)
class ClassLine:
    """One class of one currency. ``share`` is its part of all principal outstanding; ``at_risk``
    the principal in this class or a worse one, where the classification is a portfolio at risk.
    """

    row: ClassRow
    loans: int
    customers: int
    principal: int
    share: Fraction
    at_risk: int | None = None
    ratio: Fraction | None = None


@dataclass(frozen=True, slots=True)
class CurrencyClasses:
    """The classes of one currency, in minor units; ``differences`` says why it does not tie."""

    currency: str
    lines: tuple[ClassLine, ...]
    loans: int
    customers: int
    charged_off: int
    """Principal of loans that are charged off, which a portfolio at risk leaves out."""
    total: int
    non_performing: int
    book: CurrencyAgeing
    differences: tuple[str, ...]

    @property
    def non_performing_share(self) -> Fraction:
        """Principal in non-performing classes over all principal outstanding."""
        return _part(self.non_performing, self.total)

    @property
    def ties(self) -> bool:
        """Whether the classes come to the ledger's own sum of principal."""
        return not self.differences


@dataclass(frozen=True, slots=True)
class Classes:
    """Loans by class, of every currency on the book."""

    as_of: date
    scheme: Scheme
    currencies: tuple[CurrencyClasses, ...]
    changed_outside: tuple[str, ...]
    miscounted: tuple[str, ...]
    """Products that count the due day in another way than the classification expects."""

    @property
    def ties(self) -> bool:
        """Whether every currency ties and no fact was changed outside the program."""
        return not self.changed_outside and all(c.ties for c in self.currencies)


def schemes_of(path: Path, override: str = "") -> list[Scheme]:
    """Every classification under a policy: of that name, else of the ledger at ``path``."""
    return _policy(path, override).classifications()


def scheme_of(name: str, path: Path, override: str = "") -> Scheme:
    """The classification of that name; WrongUse names the nearest one."""
    return _policy(path, override).classification(name)


def _policy(path: Path, override: str) -> Policy:
    if override or not path.exists():
        return load(override)
    with open_ledger(path) as ledger:
        return load(ledger.settings.get("policy", ""))


def classes(book: Book, name: str) -> Classes:
    """Loans by class at the close of the day, principal in minor units.

    Errors: WrongUse for a classification that is not there or has gaps.
    """
    policy, as_of = book.policy, book.day
    scheme = policy.classification(name)
    aged = ageing(book, basis="loan")
    rows = owing_loans(book.conn, book.derived)
    named = loan_classes(book, scheme, rows)
    return Classes(
        as_of,
        scheme,
        tuple(_of_currency(scheme, named, one) for one in aged.currencies),
        aged.changed_outside,
        _miscounted(rows, policy, scheme),
    )


def _miscounted(rows: Iterable[sqlite3.Row], policy: Policy, scheme: Scheme) -> tuple[str, ...]:
    if scheme.count_due_day is None:
        return ()
    used = {policy.product_of({"product": row["product"]}) for row in rows}
    return tuple(
        sorted(
            name
            for name in used
            if policy.products[name].count_due_day is not scheme.count_due_day
        )
    )


def _of_currency(
    scheme: Scheme, named: Sequence[tuple[Account, str]], book: CurrencyAgeing
) -> CurrencyClasses:
    mine = [
        (account, name)
        for account, name in named
        if account.currency == book.currency and account.principal > 0
    ]
    total = sum(account.principal for account, _ in mine)
    kept = [one for one in mine if not (scheme.portfolio_at_risk and one[0].charged_off)]
    lines = _lines(scheme, kept)
    differences = list(book.differences)
    if total != book.total:
        differences.append(f"the classes come to {total}, the loans to {book.total}")
    return CurrencyClasses(
        currency=book.currency,
        lines=lines,
        loans=len(mine),
        customers=len({account.customer_id for account, _ in mine}),
        charged_off=total - sum(line.principal for line in lines),
        total=total,
        non_performing=sum(line.principal for line in lines if line.row.non_performing),
        book=book,
        differences=tuple(differences),
    )


def _lines(scheme: Scheme, named: Sequence[tuple[Account, str]]) -> tuple[ClassLine, ...]:
    """Every class, empty ones too, best first."""
    members: dict[str, list[Account]] = defaultdict(list)
    for account, name in named:
        members[name].append(account)
    total = sum(account.principal for account, _ in named)
    at_risk = _at_risk(scheme, members) if scheme.portfolio_at_risk else {}
    return tuple(
        _line(row, members[row.name], total, at_risk.get(row.name)) for row in scheme.shown_rows
    )


def _line(
    row: ClassRow, accounts: Sequence[Account], total: int, at_risk: int | None
) -> ClassLine:
    principal = sum(account.principal for account in accounts)
    return ClassLine(
        row=row,
        loans=len(accounts),
        customers=len({account.customer_id for account in accounts}),
        principal=principal,
        share=_part(principal, total),
        at_risk=at_risk,
        ratio=None if at_risk is None else _part(at_risk, total),
    )


def _part(amount: int, total: int) -> Fraction:
    return Fraction(amount, total) if total else Fraction(0)


def _at_risk(scheme: Scheme, members: Mapping[str, Sequence[Account]]) -> dict[str, int]:
    """Principal in each class but the best or a worse one, and of loans that always count."""
    amounts = {}
    rows = scheme.shown_rows
    for place, row in enumerate(rows[1:], start=1):
        worse = sum(a.principal for r in rows[place:] for a in members.get(r.name, ()))
        flagged = sum(
            a.principal
            for r in rows[:place]
            for a in members.get(r.name, ())
            if not scheme.at_risk_flags.isdisjoint(a.flags)
        )
        amounts[row.name] = worse + flagged
    return amounts
