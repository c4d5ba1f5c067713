"""The aged-debt report: what is owed by age, tied to the ledger.

Basis ``instalment``: each unpaid instalment by its own age. Basis ``loan``: principal
outstanding by the loan's delinquent days (the portfolio-at-risk view). The control total comes
from daily sums of the facts, never from the derived tables that fill the buckets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from sqlite3 import Row
from typing import Any, Literal

from overdue_cli.book import Book
from overdue_cli.domain.loan.buckets import Bucket, buckets
from overdue_cli.policies.loan.products import percent
from overdue_cli.policies.pack import unknown
from overdue_cli.store.bank.statements import suspense, suspense_total
from overdue_cli.store.contact.customers import customer_names
from overdue_cli.store.loan import ageing as stored
from overdue_cli.store.loan.control_total import changed_outside, control_totals
from overdue_cli.store.loan.discounts import discounts_taken

Basis = Literal["instalment", "loan"]
GROUPS = stored.GROUPS


@dataclass(frozen=True, slots=True)
class AgeingRow:
    """One group and bucket of one currency; ``share`` is its part of what is overdue."""

    group: str
    bucket: Bucket
    items: int
    loans: int
    customers: int
    amount: int
    share: Fraction


@dataclass(frozen=True, slots=True)
class NotDueAndCredit:
    """What is not due, and credit, of one group of one currency, and the days of the group."""

    group: str
    name: str
    items: int
    loans: int
    customers: int
    not_due: int
    overdue: int
    charged_off: int
    credit: int
    oldest_due_on: str | None
    """Due date of the oldest item that is overdue."""
    last_paid_on: str | None

    @property
    def total(self) -> int:
        """What is owed, before credit."""
        return self.not_due + self.overdue + self.charged_off

    @property
    def net(self) -> int:
        """What is owed less credit."""
        return self.total - self.credit

    @property
    def is_empty(self) -> bool:
        """Whether nothing is owed and there is no credit."""
        return not (self.total or self.credit)


@dataclass(frozen=True, slots=True)
class CurrencyAgeing:
    """The report of one currency, in minor units; ``differences`` says why it does not tie."""

    currency: str
    rows: tuple[AgeingRow, ...]
    groups: tuple[NotDueAndCredit, ...]
    not_due: int
    overdue: int
    charged_off: int
    """Owed by loans that are charged off: in no bucket, and in the total."""
    total: int
    credit: int
    ledger_total: int
    control_total: int
    other_receivables: int
    penalty_posted: int
    recovered: int
    unscheduled_loans: int
    unscheduled: int
    suspense: int
    """Money on bank lines that is booked on no loan; no part of the total."""
    bank_lines: bool
    """Whether there are bank lines in the currency at all."""
    differences: tuple[str, ...]

    @property
    def ties(self) -> bool:
        """Whether the buckets come to the ledger's own sum."""
        return not self.differences


@dataclass(frozen=True, slots=True)
class Ageing:
    """An aged-debt report of every currency on the book."""

    as_of: date
    basis: Basis
    group: str
    buckets: tuple[Bucket, ...]
    currencies: tuple[CurrencyAgeing, ...]
    changed_outside: tuple[str, ...]
    undated: tuple[stored.UndatedParts, ...] = ()
    """What files of later days show as paid, so that some of it may have been by ``as_of``."""

    @property
    def ties(self) -> bool:
        """Whether every currency ties and no fact was changed outside the program."""
        return not self.changed_outside and all(c.ties for c in self.currencies)


def ageing(
    book: Book,
    *,
    basis: Basis = "instalment",
    group: str = "",
    edges: Sequence[int] | None = None,
) -> Ageing:
    """The aged-debt report of every currency on the book, in minor units."""
    if group and group not in GROUPS:
        raise unknown("group", group, list(GROUPS))
    ranges = buckets(book.policy.buckets if edges is None else edges)
    bounds = [b.to_days for b in ranges if b.to_days is not None]
    conn, policy, as_of, known = book.conn, book.policy, book.day, book.known
    derived = book.with_customer_stages() if group == "stage" else book.derived
    late = stored.loan_balances if basis == "loan" else stored.overdue_items
    rest, charged_off = stored.split_book(conn, derived)
    cells = late(conn, rest, as_of, bounds, group)
    marked = stored.standing(conn, charged_off, as_of, group, basis) if charged_off else []
    sums = stored.with_charged_off(stored.standing(conn, rest, as_of, group, basis), marked, basis)
    held, kept = suspense(conn, as_of, known), suspense_total(conn, as_of, known)
    due_day = {name: one.count_due_day for name, one in policy.products.items()}
    controls = control_totals(conn, as_of, known, due_day)
    discounts = {
        name: bool(percent(one.discount_percent)) for name, one in policy.products.items()
    }
    for currency, taken in discounts_taken(conn, policy.rules, as_of, known, discounts).items():
        controls[currency] = controls.get(currency, 0) - taken
    days = stored.group_days(conn, derived, as_of, group) if group else {}
    names = customer_names(conn) if group == "customer" else {}
    currencies = sorted(
        {r["currency"] for r in sums}
        | {c for c, t in controls.items() if t}
        | {c for c in held.keys() | kept.keys() if held.get(c) or kept.get(c)}
    )
    return Ageing(
        as_of,
        basis,
        group,
        ranges,
        tuple(
            _one_currency(
                currency,
                basis,
                ranges,
                [r for r in cells if r["currency"] == currency],
                [r for r in sums if r["currency"] == currency],
                controls.get(currency, 0),
                (held.get(currency), kept.get(currency)),
                {grp: one for (code, grp), one in days.items() if code == currency},
                names,
            )
            for currency in currencies
        ),
        tuple(changed_outside(conn)),
        stored.undated_parts(conn, as_of, known),
    )


def _one_currency(
    currency: str,
    basis: Basis,
    buckets: Sequence[Bucket],
    cells: Sequence[Row],
    sums: Sequence[Mapping[str, Any]],
    control: int,
    in_suspense: tuple[int | None, int | None],
    days: Mapping[str, stored.GroupDays],
    names: Mapping[str, str],
) -> CurrencyAgeing:
    overdue = sum(row["amount"] for row in cells)
    not_due = sum(row["amount"] for row in sums)
    credit = sum(row["credit"] for row in sums)
    receivable = sum(row["receivable"] for row in sums)
    charged_off = sum(row["charged_off"] for row in sums)
    total = not_due + overdue + charged_off
    other = receivable - total if basis == "loan" else 0
    penalty, recovered = (sum(row[name] for row in sums) for name in ("penalty", "recovered"))
    ledger_total = control + penalty + recovered - other
    groups = _groups(cells, sums, days, names)
    return CurrencyAgeing(
        currency=currency,
        rows=_rows([one.group for one in groups], buckets, cells, overdue),
        groups=groups,
        not_due=not_due,
        overdue=overdue,
        charged_off=charged_off,
        total=total,
        credit=credit,
        ledger_total=ledger_total,
        control_total=control,
        other_receivables=other,
        penalty_posted=penalty,
        recovered=recovered,
        unscheduled_loans=sum(row["bare"] for row in sums),
        unscheduled=sum(row["unscheduled"] for row in sums),
        suspense=in_suspense[0] or 0,
        bank_lines=in_suspense[0] is not None,
        differences=(
            *_differences(basis, cells, sums, total - credit, ledger_total),
            *_suspense_differences(*in_suspense),
        ),
    )


_NO_DAYS = stored.GroupDays(None, None)


def _groups(
    cells: Sequence[Row],
    sums: Sequence[Mapping[str, Any]],
    days: Mapping[str, stored.GroupDays],
    names: Mapping[str, str],
) -> tuple[NotDueAndCredit, ...]:
    """The groups in the order of their names; customers only where there is something."""
    late: dict[str, int] = {}
    for cell in cells:
        late[cell["grp"]] = late.get(cell["grp"], 0) + cell["amount"]
    groups = (
        NotDueAndCredit(
            r["grp"],
            names.get(r["grp"], ""),
            *(r["items"], r["loans"], r["customers"], r["amount"]),
            late.get(r["grp"], 0),
            r["charged_off"],
            r["credit"],
            *days.get(r["grp"], _NO_DAYS),
        )
        for r in sorted(sums, key=lambda row: str(row["grp"]))
    )
    return tuple(
        one for one in groups if not (one.is_empty and (names or one.group == stored.ACCOUNT))
    )


def _differences(
    basis: Basis, cells: Sequence[Row], sums: Sequence[Mapping[str, Any]], total: int, ledger: int
) -> list[str]:
    """Each way in which the report and the ledger disagree, in minor units."""
    faults = []
    if total != ledger:
        faults.append(
            f"buckets + not due + charged off - credit = {total}, the ledger says {ledger}"
        )
    items, parts = sum(r["amount"] for r in cells), sum(r["parts"] for r in cells)
    if items != parts:
        faults.append(f"open items sum to {items}, their components to {parts}")
    if basis == "instalment" and items != sum(r["overdue"] for r in sums):
        faults.append(f"open items sum to {items}, positions to {sum(r['overdue'] for r in sums)}")
    return faults


def _suspense_differences(held: int | None, kept: int | None) -> Iterator[str]:
    """Where bank lines less what was booked of them are not what the daily totals say."""
    if (held or 0) != (kept or 0):
        yield f"bank lines less what was booked = {held or 0}, the daily totals say {kept or 0}"


def _rows(
    groups: Sequence[str], buckets: Sequence[Bucket], cells: Sequence[Row], overdue: int
) -> tuple[AgeingRow, ...]:
    """Every bucket of every group, empty ones too."""
    filled = {(row["grp"], row["n"]): row for row in cells}
    rows = []
    for group in groups:
        for number, bucket in enumerate(buckets):
            cell = filled.get((group, number))
            amount = cell["amount"] if cell else 0
            rows.append(
                AgeingRow(
                    group,
                    bucket,
                    cell["items"] if cell else 0,
                    cell["loans"] if cell else 0,
                    cell["customers"] if cell else 0,
                    amount,
                    Fraction(amount, overdue) if overdue else Fraction(0),
                )
            )
    return tuple(rows)
