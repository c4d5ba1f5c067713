"""A random book as files: the loans of ``random_loans`` in several imports, one after another.

What was recorded late comes in a later file than what is dated after it; some rows come again
with another amount.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

from overdue_cli.domain.loan.loan import Entry
from overdue_cli.domain.money import decimal_text
from random_loans import Case, case_of

#: Products laid over the standard policy: each counts in another way.
PRODUCTS = """
[product.early_last]
early = "last"
grace_days = 5
allocation = "cn_561"

[product.waiting]
early = "credit"
tolerance = "2.00"

[product.due_day]
count_due_day = true
allocation = "rbi"
chargeback_order = ["interest", "principal"]

[product.penalty]
penalty_rate = "18"
penalty_on = ["principal", "interest"]
penalty_cap = "15"
penalty_grace_days = 3
chargeback_credit = "covers"
"""
NAMES = ("", "early_last", "waiting", "due_day", "penalty")
CURRENCIES = ("CNY", "CNY", "EUR", "JPY")
LOAN = "loan_id customer_id currency product principal disbursed_on grace_days officer".split()
TERMS = "annual_rate method instalments every unit first_due_on day_count".split()
INSTALMENT = "loan_id seq due_on principal interest fee".split()
MOVEMENT = "transaction_id loan_id date amount type reverses due_on".split()


class Row(NamedTuple):
    """One movement of money, and the day on which it reaches the ledger."""

    recorded_on: date
    cells: tuple[str, ...]


class BookLoan(NamedTuple):
    """One loan of the book as the cells of its files."""

    case: Case
    currency: str
    product: str

    @property
    def loan_id(self) -> str:
        return self.case.loan.loan_id

    def money(self, minor: int) -> str:
        return decimal_text(minor, self.currency)


def loans_of(seed: int, count: int) -> list[BookLoan]:
    """Random loans whose plans an import can hold, with currencies and products."""
    rng = Random(f"{seed}:book")
    cases = (case_of(seed, number) for number in range(10 * count))
    good = (case for case in cases if sum(i.principal for i in case.loan.plan) > 0)
    return [
        BookLoan(case, rng.choice(CURRENCIES), rng.choice(NAMES))
        for case, _ in zip(good, range(count), strict=False)
    ]


def loan_cells(loan: BookLoan) -> list[str]:
    terms = loan.case.terms
    principal = sum(line.principal for line in loan.case.loan.plan)
    number = loan.case.number
    cells = [loan.loan_id, f"C{number % 97}", loan.currency, loan.product, loan.money(principal)]
    cells += [loan.case.first.isoformat(), str(loan.case.loan.rules.grace_days or "")]
    cells.append(f"officer {number % 3}")
    if terms is None or not computed(loan):
        return [*cells, *("" for _ in TERMS)]
    rate = f"{float(terms.annual_rate * 100):.4f}"
    first = terms.first_due_on.isoformat() if terms.first_due_on else ""
    count = str(terms.instalments)
    return [*cells, rate, terms.method, count, str(terms.every), terms.unit, first, "30/360"]


def computed(loan: BookLoan) -> bool:
    """Whether the import computes the plan; else it comes as instalments."""
    return loan.case.terms is not None and loan.case.number % 2 == 0


def instalment_rows(loan: BookLoan) -> Iterator[list[str]]:
    for line in loan.case.loan.plan:
        parts = [loan.money(part) for part in (line.principal, line.interest, line.fee)]
        yield [loan.loan_id, str(line.seq), line.due_on.isoformat(), *parts]


def movement_rows(loan: BookLoan) -> Iterator[Row]:
    """The entries of a loan by the day they are recorded: never before one recorded earlier."""
    recorded_on = loan.case.first
    kinds = {entry.entry_id: entry.kind for entry in loan.case.loan.entries}
    for entry in loan.case.loan.entries:
        recorded_on = max(recorded_on, entry.value_on)
        if kinds.get(entry.reverses or 0) not in ("reversal", "opening"):
            yield Row(recorded_on, movement_cells(loan, entry))


def movement_cells(loan: BookLoan, entry: Entry) -> tuple[str, ...]:
    name = f"{loan.loan_id}-{entry.entry_id}"
    target = f"{loan.loan_id}-{entry.reverses}" if entry.reverses else ""
    due_on = entry.due_on.isoformat() if entry.due_on else ""
    day, amount = entry.value_on.isoformat(), loan.money(entry.amount)
    return (name, loan.loan_id, day, amount, entry.kind, target, due_on)


class Step(NamedTuple):
    """One import: the day of it, the files, and how many rows of which sort they hold."""

    day: date
    files: tuple[Path, ...]
    movements: int
    backdated: int
    changed: int


def steps(folder: Path, seed: int, count: int, days: Sequence[date]) -> Iterator[Step]:
    """The files of each import in turn."""
    rng = Random(f"{seed}:steps")
    loans = loans_of(seed, count)
    rows = {loan.loan_id: list(movement_rows(loan)) for loan in loans}
    referred = {row.cells[5] for found in rows.values() for row in found}
    before = date.min
    for number, day in enumerate(days):
        new = [loan for loan in loans if before < loan.case.first <= day]
        coming = [
            row for found in rows.values() for row in found if before < row.recorded_on <= day
        ]
        known = [row for found in rows.values() for row in found if row.recorded_on <= before]
        wrong = [row for row in known if not row.cells[5] and row.cells[0] not in referred]
        again = rng.sample(wrong, min(len(wrong), max(1, len(known) // 20))) if wrong else []
        moved = [list(row.cells) for row in coming] + [_corrected(row.cells) for row in again]
        rng.shuffle(moved)
        backdated = sum(row.cells[2] <= before.isoformat() for row in coming)
        files = tuple(_written(folder, number, new, moved))
        yield Step(day, files, len(moved), backdated, len(again))
        before = day + timedelta(0)


def _corrected(cells: tuple[str, ...]) -> list[str]:
    """The same movement with a smaller or larger amount."""
    whole, mark, part = cells[3].partition(".")
    amount = f"{int(whole) + 1}{mark}{part}"
    return [*cells[:3], amount, *cells[4:]]


def _written(
    folder: Path, number: int, new: Sequence[BookLoan], moved: Sequence[Sequence[str]]
) -> Iterator[Path]:
    tables: dict[str, tuple[list[str], Iterable[Sequence[str]]]] = {
        "loans": ([*LOAN, *TERMS], [loan_cells(loan) for loan in new]),
        "instalments": (
            INSTALMENT,
            [row for loan in new if not computed(loan) for row in instalment_rows(loan)],
        ),
        "transactions": (MOVEMENT, moved),
    }
    for name, (header, cells) in tables.items():
        if cells:
            path = folder / f"{number}_{name}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows([header, *cells])
            yield path
