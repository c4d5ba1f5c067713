"""A large ledger to measure on: the same rows from the same seed, kept in ``bench/out``.

Every loan has 12 monthly instalments and about 11 payments up to ``DAY``; three in ten are late.
Customers have one to three loans. Run ``python bench/book.py --loans 100000`` to build one.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
OUT = HERE / "out"
MIGRATIONS = HERE.parent / "migrations" / "versions"

#: The day that the book stands at: pass it as OVERDUE_NOW.
DAY = date(2026, 6, 30)
SEED = 20260630
LATE_SHARE = 0.30
MONTHS = 12
FIRST_MONTHS = (date(2025, 7, 1), date(2025, 8, 1), date(2025, 9, 1))
CURRENCIES = ("CNY",) * 16 + ("USD",) * 2 + ("EUR", "JPY")
OFFICERS = ("lin", "chen", "wang", "okafor", "silva", "novak", "meyer", "haddad")
BRANCHES = ("north", "south", "east", "west")
NAMES = ("王小明", "李娜", "Ana Silva", "Jo Lee", "Анна Ким", "Đặng Thị Ánh", "Amina Haddad")
REGIONS = (
    ("Shanghai", "Asia/Shanghai", "zh-CN"),
    ("Lisbon", "Europe/Lisbon", "pt-PT"),
    ("Almaty", "Asia/Almaty", "ru"),
    ("New York", "America/New_York", "en"),
)
OUTCOMES = ("NA", "BUSY", "LM", "RPC", "CB", "PTP", "WN")


class LoanSpec(NamedTuple):
    """What decides all rows of one loan."""

    number: int
    customer: int
    currency: str
    principal: int
    first_month: date
    due_day: int
    unpaid: int
    """How many of the instalments that are due are still open."""

    @property
    def loan_id(self) -> str:
        """Such as ``L0000042``."""
        return f"L{self.number:07}"

    @property
    def disbursed_on(self) -> date:
        """A month before the first instalment."""
        return due_date(self.first_month, self.due_day, -1)


def customer_id(number: int) -> str:
    """Such as ``C0000017``."""
    return f"C{number:07}"


@cache
def due_date(first_month: date, day: int, months: int) -> date:
    """The due date so many months after the first."""
    month = first_month.month - 1 + months
    return date(first_month.year + month // 12, month % 12 + 1, day)


def specs(count: int) -> list[LoanSpec]:
    """The loans of a book of that size."""
    dice = random.Random(SEED)
    made: list[LoanSpec] = []
    customer = 0
    while len(made) < count:
        customer += 1
        for _ in range(dice.choices((1, 2, 3), (60, 30, 10))[0]):
            made.append(_spec(dice, len(made) + 1, customer))
    return made[:count]


def _spec(dice: random.Random, number: int, customer: int) -> LoanSpec:
    late = dice.random() < LATE_SHARE
    return LoanSpec(
        number=number,
        customer=customer,
        currency=dice.choice(CURRENCIES),
        principal=dice.randrange(100, 5_000) * 1_200,
        first_month=dice.choices(FIRST_MONTHS, (50, 35, 15))[0],
        due_day=dice.randint(1, 28),
        unpaid=dice.choices((1, 2, 3, 4, 6), (50, 22, 12, 9, 7))[0] if late else 0,
    )


def parts(spec: LoanSpec) -> tuple[int, int]:
    """Principal and interest of each instalment, minor units."""
    principal = spec.principal // MONTHS
    return principal, principal // 20


def instalments(loans: Iterable[LoanSpec]) -> Iterator[tuple[object, ...]]:
    """Rows of ``instalment``; the plan has the number of its loan."""
    for spec in loans:
        principal, interest = parts(spec)
        for month in range(MONTHS):
            due_on = due_date(spec.first_month, spec.due_day, month).isoformat()
            yield spec.loan_id, spec.number, month + 1, due_on, principal, interest, 0


def payments(loans: Iterable[LoanSpec], journal_id: int) -> Iterator[tuple[object, ...]]:
    """Rows of ``entry``: what is due was paid, but the last instalments of late loans."""
    dice = random.Random(SEED + 1)
    for spec in loans:
        amount = sum(parts(spec))
        due = sum(due_date(spec.first_month, spec.due_day, month) < DAY for month in range(MONTHS))
        for month in range(due - spec.unpaid):
            due_on = due_date(spec.first_month, spec.due_day, month)
            paid_on = min(due_on + timedelta(days=dice.choice((-3, -1, 0, 0, 0, 2, 9))), DAY)
            name = f"T{spec.number:07}{month:02}"
            if dice.random() < 0.03:  # in two halves
                half = amount // 2
                yield _payment(spec, due_on - timedelta(days=5), half, name + "a", journal_id)
                yield _payment(spec, paid_on, amount - half, name + "b", journal_id)
            else:
                yield _payment(spec, paid_on, amount, name, journal_id)


def _payment(
    spec: LoanSpec, day: date, amount: int, name: str, journal_id: int
) -> tuple[object, ...]:
    return spec.loan_id, "repayment", day.isoformat(), amount, name, journal_id


def customers(count: int, journal_id: int) -> Iterator[tuple[object, ...]]:
    """Rows of ``customer``."""
    for number in range(1, count + 1):
        region, zone, language = REGIONS[number % len(REGIONS)]
        phone = f"+86 138 {number // 10_000:04} {number % 10_000:04}"
        name = f"{NAMES[number % len(NAMES)]} {number}"
        yield customer_id(number), name, phone, region, zone, language, journal_id


def contacts(loans: Iterable[LoanSpec], journal_id: int) -> Iterator[tuple[object, ...]]:
    """Rows of ``contact``, about three a loan: many calls to who is late, few to the others."""
    dice = random.Random(SEED + 2)
    book = list(loans)
    late = {spec.customer for spec in book if spec.unpaid}
    for number in sorted({spec.customer for spec in book}):
        for _ in range(dice.randint(6, 14) if number in late else dice.choice((0, 1, 1, 2))):
            at = datetime(2026, 6, 30, 2, tzinfo=UTC) - timedelta(minutes=dice.randrange(300_000))
            outcome = dice.choice(OUTCOMES)
            back = at + timedelta(days=dice.randrange(1, 20)) if outcome == "CB" else None
            later = back.strftime("%Y-%m-%dT%H:%M:%SZ") if back else None
            yield (
                customer_id(number),
                at.isoformat(timespec="seconds"),
                at.strftime("%Y-%m-%dT%H:%M:%SZ"),
                outcome,
                later,
                later,
                dice.choice(OFFICERS),
                journal_id,
            )


def promises(conn: sqlite3.Connection, journal_id: int) -> None:
    """A promise for each call that ended in one."""
    conn.execute(
        "INSERT INTO promise (customer_id, contact_id, made_on, due_on, amount, currency, "
        "journal_id) SELECT customer_id, contact_id, substr(at, 1, 10), "
        f"date(substr(at, 1, 10), '+7 day'), 50000, 'CNY', {journal_id} "
        "FROM contact WHERE outcome = 'PTP'"
    )


def insert(conn: sqlite3.Connection, journal_id: int, loans: list[LoanSpec]) -> None:
    """All facts of the book, by plain SQL."""
    conn.executemany(
        "INSERT INTO customer (customer_id, name, phone, region, time_zone, language, journal_id, "
        "kind, id_no, email, address, employer, income_currency, segment, note) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, 'person', '', '', '', '', '', '', '')",
        customers(loans[-1].customer, journal_id),
    )
    conn.executemany(
        "INSERT INTO loan (loan_id, customer_id, currency, principal, disbursed_on, officer, "
        f"branch, journal_id, annual_rate, instalments, {_EMPTY_OF_LOAN}, kind, disputed) "
        f"VALUES (?, ?, ?, ?, ?, ?, ?, ?, '12', {MONTHS}, {_empties(_EMPTY_OF_LOAN)}, 'loan', 0)",
        (_loan(spec, journal_id) for spec in loans),
    )
    conn.executemany(
        "INSERT INTO plan (plan_id, loan_id, source, journal_id) VALUES (?, ?, 'imported', ?)",
        ((spec.number, spec.loan_id, journal_id) for spec in loans),
    )
    conn.executemany(
        "INSERT INTO instalment (loan_id, plan_id, seq, due_on, principal, interest, fee) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        instalments(loans),
    )
    conn.executemany(
        "INSERT INTO entry (loan_id, kind, value_on, amount, transaction_id, journal_id, "
        "components, channel, note) VALUES (?, ?, ?, ?, ?, ?, '', 'bank', '')",
        sorted(payments(loans, journal_id), key=_value_on),
    )
    conn.executemany(
        "INSERT INTO contact (customer_id, at, at_utc, outcome, callback_at, callback_utc, "
        "officer, journal_id, time_zone, channel, person, phone, reason, note) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'UTC', 'call', 'self', '', '', '')",
        contacts(loans, journal_id),
    )
    promises(conn, journal_id)


def _value_on(payment: tuple[object, ...]) -> str:
    return str(payment[2])


_EMPTY_OF_LOAN = (
    "method, unit, day_count, interest_period, rounding, allocation, product, purpose, security"
)


def _empties(columns: str) -> str:
    return ", ".join("''" for _ in columns.split(", "))


def _loan(spec: LoanSpec, journal_id: int) -> tuple[object, ...]:
    return (
        spec.loan_id,
        customer_id(spec.customer),
        spec.currency,
        spec.principal,
        spec.disbursed_on.isoformat(),
        OFFICERS[spec.customer % len(OFFICERS)],
        BRANCHES[spec.customer % len(BRANCHES)],
        journal_id,
    )


def build(path: Path, count: int) -> None:
    """The book as a ledger at ``path``, its derived tables as of ``DAY``."""
    from overdue_cli.actions.ledger.init import init_ledger
    from overdue_cli.policies.pack import load
    from overdue_cli.store.bulk.triggers import taken_off
    from overdue_cli.store.ledger.journal import journal_entry
    from overdue_cli.store.ledger.ledger import open_ledger
    from overdue_cli.store.loan.derived_positions import rebuild

    at = datetime(DAY.year, DAY.month, DAY.day, 9, tzinfo=UTC)
    init_ledger(path, currency="CNY", time_zone="Asia/Shanghai", actor="bench", at=at)
    with open_ledger(path) as ledger:
        with (
            journal_entry(ledger, actor="bench", command="import", at=at) as work,
            ExitStack() as off,
        ):
            for kind in ("trigger", "index"):
                off.enter_context(taken_off(work.conn, kind, ("loan", "plan", "instalment")))
                off.enter_context(taken_off(work.conn, kind, ("entry",)))
            insert(work.conn, work.journal_id, specs(count))
            off.close()
            rebuild(work.conn, load("").rules, DAY)
            work.summary = f"a book of {count} loans"
        ledger.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def kept(count: int) -> Path:
    """Where a book of that size lies; another schema or another book has another name."""
    content = b"".join(path.read_bytes() for path in sorted(MIGRATIONS.glob("*.py")))
    content += Path(__file__).read_bytes()
    return OUT / f"book-{count}-{hashlib.sha256(content).hexdigest()[:10]}.db"


def book(count: int) -> Path:
    """The kept book of that size, built now where there is none."""
    path = kept(count)
    if not path.exists():
        OUT.mkdir(exist_ok=True)
        draft = path.with_name(f"{path.name}.building")
        for left in OUT.glob(f"{draft.name}*"):
            left.unlink()
        build(draft, count)
        draft.rename(path)
    return path


def main() -> None:
    """Builds a book and says where it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--loans", type=int, default=100_000)
    count = parser.parse_args().loans
    start = time.perf_counter()
    path = book(count)
    size = path.stat().st_size / 2**20
    print(f"{path} ({size:.0f} MiB)", file=sys.stdout)
    print(f"ready after {time.perf_counter() - start:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
