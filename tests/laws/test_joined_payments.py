"""Laws of payments that release 0.3 divided: joined again, they are as if never divided.

One ledger takes the payments of random customers as its files name them, by customer. The other
takes them divided among the loans in random parts, each part an entry of its own under the one
transaction id, as that release wrote them. After joining, both say the same on every day.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.actions.imports.run import import_files
from overdue_cli.actions.ledger.check import check, derive_anew
from overdue_cli.actions.ledger.join_payments import join_payments
from overdue_cli.book import Writing, book_at, opened, policy_of
from overdue_cli.reports.loan.ageing import ageing
from overdue_cli.store.ledger.new_ledger import create_ledger
from sizes import size

pytestmark = pytest.mark.law
AT = datetime(2026, 6, 30, 9, tzinfo=UTC)
CUSTOMERS = size("OVERDUE_ACCOUNTS", small=40, large=3_000)
LOANS = "loan_id,customer_id,principal,disbursed_on,annual_rate,method,instalments\n"
INVOICES = "invoice_id,customer_id,issued_on,due_on,amount\n"
MONEY = "transaction_id,loan_id,customer_id,date,amount,type,reverses\n"


class Payment(NamedTuple):
    """A payment of a customer, its division among loans in cents, and when it was taken back."""

    name: str
    customer_id: str
    on: date
    parts: dict[str, int]
    back: date | None

    @property
    def amount(self) -> int:
        return sum(self.parts.values())


class Files(NamedTuple):
    """What two offices import: the same debts, the same payments."""

    loans: str
    invoices: str
    payments: tuple[Payment, ...]


def files(rng: Random) -> Files:
    """Debts and payments of random customers; every payment is divided in at least two parts."""
    loans, invoices, payments = [LOANS], [INVOICES], []
    for number in range(CUSTOMERS):
        who, debts = f"C{number}", []
        for n in range(rng.choice((2, 3, 4))):
            day = date(2026, 1, 1) + timedelta(rng.randrange(150))
            if rng.random() < 0.5:
                rate, times = rng.choice(("0", "9", "12.5")), rng.choice((1, 3, 6, 12))
                amount = rng.randrange(1, 40) * 100
                loans.append(
                    f"L{number}-{n},{who},{amount},{day},{rate},equal_principal,{times}\n"
                )
                debts.append(f"L{number}-{n}")
            else:
                amount, due = rng.randrange(50, 1500), day + timedelta(rng.choice((14, 30, 60)))
                invoices.append(f"I{number}-{n},{who},{day},{due},{amount}\n")
                debts.append(f"I{number}-{n}")
        for n in range(rng.choice((1, 1, 2, 3))):
            on = date(2026, 2, 1) + timedelta(rng.randrange(145))
            some = rng.sample(debts, rng.randrange(2, len(debts) + 1))
            parts = {debt: rng.randrange(1, 90_000) for debt in some}
            back = on + timedelta(rng.randrange(12)) if rng.random() < 0.2 else None
            payments.append(Payment(f"T{number}-{n}", who, on, parts, back))
    return Files("".join(loans), "".join(invoices), tuple(payments))


def by_customer(payments: tuple[Payment, ...]) -> Iterator[str]:
    for one in payments:
        yield f"{one.name},,{one.customer_id},{one.on},{one.amount / 100:.2f},,\n"
        if one.back:
            amount = f"{one.amount / 100:.2f}"
            yield f"R{one.name},,{one.customer_id},{one.back},{amount},reversal,{one.name}\n"


def by_loan(payments: tuple[Payment, ...]) -> Iterator[str]:
    """The parts, under ids of their own that begin with the one they had in 0.3."""
    for one in payments:
        for debt, amount in one.parts.items():
            part, money = f"{one.name}/{debt}", f"{amount / 100:.2f}"
            yield f"{part},{debt},,{one.on},{money},,\n"
            if one.back:
                yield f"R{part},{debt},,{one.back},{money},reversal,{part}\n"


def office(folder: Path, some: Files, money: Iterator[str]) -> Writing:
    """A ledger that imported these debts and this money."""
    folder.mkdir()
    (folder / "loans.csv").write_text(some.loans)
    (folder / "invoices.csv").write_text(some.invoices)
    (folder / "money.csv").write_text(MONEY + "".join(money))
    path = folder / "overdue.db"
    create_ledger(path, {"currency": "EUR", "policy": "standard"}, actor="me", at=AT)
    ledger = ledgers.enter_context(opened(path))
    writing = Writing(ledger, policy_of(ledger), "me", AT)
    done = import_files(
        writing, [folder / f"{name}.csv" for name in ("loans", "invoices", "money")],
        ImportOptions(),
    )  # fmt: skip
    assert done.written, [one.problems[:3] for one in done.files]
    return writing


ledgers = ExitStack()


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    with ledgers:
        yield


def as_in_release_03(writing: Writing) -> None:
    """Gives the parts of a payment, and of what takes it back, the one id that they share."""
    until = "substr(transaction_id, 1, instr(transaction_id, '/') - 1)"
    writing.conn.execute(f"UPDATE entry SET transaction_id = {until}")


def figures(writing: Writing, day: date) -> tuple[list[tuple[object, ...]], object]:
    """Every position at the close of a day, and the ageing."""
    names = "loan_id, status, outstanding, overdue, credit, oldest_due_on, next_due_amount"
    with book_at(writing.ledger, day, AT, needs="positions") as book:
        rows = book.conn.execute(f"SELECT {names} FROM {book.derived.position} ORDER BY 1")
        return [tuple(row) for row in rows], ageing(book).currencies


@pytest.mark.parametrize("seed", range(3))
def test_payments_joined_again_are_as_if_never_divided(tmp_path: Path, seed: int) -> None:
    some = files(Random(seed))
    never = office(tmp_path / "never", some, by_customer(some.payments))
    joined = office(tmp_path / "joined", some, by_loan(some.payments))
    as_in_release_03(joined)
    with joined.journal_entry("upgrade") as journal:
        count = join_payments(joined.conn, joined.policy, journal.journal_id)
        derive_anew(joined.conn, joined.policy.rules, AT.date())
    assert count == (len(some.payments), 0)
    for day in (AT.date(), date(2026, 6, 1), date(2026, 4, 15), date(2026, 2, 28)):
        assert figures(joined, day) == figures(never, day)
    with book_at(joined.ledger, AT.date(), AT) as book:
        assert check(book) == []
