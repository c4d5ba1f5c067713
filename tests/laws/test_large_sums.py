"""Typed money near the largest amount and near the room that is left keeps every sum an integer.

``OVERDUE_SUMS=10000`` asks for more sequences, ``OVERDUE_SEED=7`` for others; a sequence is found
again by its seed and number.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter

import pytest

from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.actions.imports.run import import_files
from overdue_cli.actions.ledger.check import check
from overdue_cli.actions.ledger.undo import undo
from overdue_cli.actions.loan.enter import EntryTexts, enter
from overdue_cli.actions.loan.pay import pay
from overdue_cli.book import Book, Writing
from overdue_cli.domain.errors import OverdueError
from overdue_cli.domain.money import LARGEST_SUM, decimal_text, largest
from overdue_cli.policies.pack import Policy, load
from overdue_cli.reports.loan.ageing import ageing
from overdue_cli.store.derived import STORED
from overdue_cli.store.ledger.ledger import Ledger
from overdue_cli.store.ledger.new_ledger import create_ledger
from overdue_cli.store.loan.largest_sums import sums
from sizes import size

pytestmark = pytest.mark.law
SEQUENCES = size("OVERDUE_SUMS", small=150, large=1500)
SEED = int(os.environ.get("OVERDUE_SEED", "20261129"))
STEPS = (4, 12)
AT = datetime(2026, 7, 1, 9, tzinfo=UTC)
TODAY = AT.date()
#: In the first of them eight largest amounts are all that can be added up.
CURRENCIES = {"L1": "CLF", "L2": "CLF", "L3": "CLF", "L4": "CLF", "L5": "CNY", "L6": "JPY"}
HEAD = "loan_id,customer_id,principal,disbursed_on,annual_rate,method,instalments,currency,product"
LOANS = f"""{HEAD}
L1,C1,1200,2025-01-10,12,equal_principal,12,CLF,
L2,C1,2400,2025-01-15,12,annuity,12,CLF,penalty
L3,C2,100000000000000,2026-01-15,0,equal_principal,12,CLF,penalty
L4,C3,100000000000000,2026-01-15,6,bullet,4,CLF,
L5,C3,100000000000000,2025-01-15,6,flat,24,CNY,penalty
L6,C4,90000,2025-11-30,6,interest_only,6,JPY,
"""
#: The sum has room for one more and a little when a sequence begins.
MONEY = "transaction_id,loan_id,date,amount,type\n" + "".join(
    f"T{n},L4,2026-05-0{n},100000000000000,{kind}\n"
    for n, kind in enumerate(("fee", "repayment", "fee", "goodwill"), 1)
)
PRODUCTS = """
[product.penalty]
penalty_rate = "18"
penalty_on = ["principal", "interest"]
"""
KINDS = ("repayment", "fee", "penalty", "goodwill", "recovery", "merchant_refund", "payout_refund")
PARTS = ("waiver", "write_off", "credit_refund", "reversal", "chargeback")


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    path = tmp_path_factory.mktemp("pack") / "pack.toml"
    path.write_text(PRODUCTS, encoding="utf-8")
    return load(str(path))


@pytest.fixture(scope="module")
def book(policy: Policy, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a ledger of six loans, to be opened in memory again and again."""
    folder = tmp_path_factory.mktemp("book")
    files = [folder / "loans.csv", folder / "money.csv"]
    for path, text in zip(files, (LOANS, MONEY), strict=True):
        path.write_text(text, encoding="utf-8")
    with create_ledger(folder / "book.db", {"currency": "CLF"}, actor="me", at=AT) as ledger:
        done = import_files(Writing(ledger, policy, "me", AT), files, ImportOptions())
        assert done.written
        ledger.conn.execute("PRAGMA journal_mode = DELETE")
        return ledger.conn.serialize()


@contextmanager
def opened(book: bytes) -> Iterator[Ledger]:
    conn = sqlite3.connect(":memory:", isolation_level=None)
    conn.deserialize(book)
    conn.row_factory = sqlite3.Row
    conn.execute("PRAGMA foreign_keys = ON")
    with Ledger(Path("memory.db"), conn, True, {"currency": "CLF"}) as ledger:
        yield ledger


def test_sums_near_the_limit_stay_integers_or_are_refused(
    book: bytes, policy: Policy, capsys: pytest.CaptureFixture[str]
) -> None:
    done: Counter[str] = Counter()
    fullest, began = 0, perf_counter()
    for number in range(SEQUENCES):
        with opened(book) as ledger:
            for said in walked(ledger, policy, Random(f"{SEED}:{number}")):
                done[said] += 1
            where = f"seed {SEED} sequence {number}"
            assert check(Book(ledger, policy, TODAY, AT, STORED)) == [], where
            assert not_integers(ledger.conn) == [], where
            assert ageing(Book(ledger, policy, TODAY, AT, STORED)).ties, where
            fullest = max(fullest, total(ledger))
    with capsys.disabled():
        shown = ", ".join(f"{name} {count}" for name, count in sorted(done.items()))
        print(
            f"\n{SEQUENCES} sequences, seed {SEED}: {shown}; fullest {fullest / LARGEST_SUM:.1%}, "
            f"{perf_counter() - began:.0f} s"
        )
    assert fullest <= LARGEST_SUM
    assert done["the sum is refused"] > SEQUENCES / 5
    assert done["the amount is refused"] > SEQUENCES / 5
    assert done["undone"] > SEQUENCES / 5
    assert done["done"] > SEQUENCES


def walked(ledger: Ledger, policy: Policy, rng: Random) -> Iterator[str]:
    """What became of each step of a sequence; a refused one leaves the ledger as it was."""
    for _ in range(rng.randint(*STEPS)):
        step = drawn(ledger, policy, rng)
        before = ledger.conn.serialize()
        try:
            said = step()
        except OverdueError as error:
            said, unchanged = reason(error), ledger.conn.serialize() == before
            assert unchanged, error.message  # noqa: PT017
        yield said


def reason(error: OverdueError) -> str:
    if "together would come to" in error.message:
        return "the sum is refused"
    if "does not fit the ledger" in error.message:
        return "the amount is refused"
    return "otherwise refused"


def drawn(ledger: Ledger, policy: Policy, rng: Random) -> Callable[[], str]:
    """One step, not taken yet."""
    if rng.random() < 0.15:
        (last,) = ledger.conn.execute("SELECT max(journal_id) FROM journal").fetchone()
        journal = rng.choice((None, rng.randint(3, max(3, last))))

        def taken_back() -> str:
            undo(Writing(ledger, policy, "me", AT), journal)
            return "undone"

        return taken_back
    loan = rng.choice([*CURRENCIES, "L1", "L3"])
    on = TODAY - timedelta(days=rng.choice((0, 0, 1, 30, 160)))
    amount = decimal_text(amount_near(ledger, loan, rng), CURRENCIES[loan])
    if rng.random() < 0.4:

        def money() -> str:
            pay(Writing(ledger, policy, "me", AT), loan, amount, on=on)
            return "done"

        return money
    kind = rng.choice((*KINDS, *PARTS, "reversal", "reversal"))
    if kind in PARTS and rng.random() < 0.6:
        amount = "all"
    back = target(ledger, loan, rng) if kind in ("reversal", "chargeback") else ""
    given = EntryTexts(loan, kind, amount, TODAY if back else on, reverses=back)

    def entered() -> str:
        enter(Writing(ledger, policy, "me", AT), given)
        return "done"

    return entered


def target(ledger: Ledger, loan: str, rng: Random) -> str:
    """An entry of a loan by its number, or one that there is not."""
    query = "SELECT entry_id FROM entry WHERE loan_id = ? AND voided_by IS NULL"
    numbers = [row[0] for row in ledger.conn.execute(query, (loan,))]
    return f"#{rng.choice(numbers or [999])}"


def amount_near(ledger: Ledger, loan: str, rng: Random) -> int:
    """Minor units near the largest amount, near the room that the sum has left, or few."""
    currency = CURRENCIES[loan]
    room = LARGEST_SUM - total(ledger, currency)
    near = rng.choice((largest(currency), largest(currency), room, room // 2, 10**6, 2**63 - 1))
    return max(1, min(near, largest(currency) + rng.randint(0, 1)) + rng.randint(-2, 2))


def total(ledger: Ledger, currency: str = "CLF") -> int:
    return sums(ledger.conn)[currency, False].total


def not_integers(conn: sqlite3.Connection) -> list[tuple[str, str]]:
    """Columns of integers with a cell that is none, in any table."""
    tables = [
        row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    return [
        (table, column["name"])
        for table in tables
        for column in conn.execute(f"PRAGMA table_info({table})").fetchall()
        if column["type"] == "INTEGER"
        and conn.execute(
            f"SELECT 1 FROM {table} WHERE typeof({column['name']}) NOT IN ('integer', 'null')"
        ).fetchone()
    ]
