"""Laws of balances that files state of invoices: the day shows what it says, nothing counts twice.

``OVERDUE_EXAMPLES=5000`` asks for more of them.
"""

from __future__ import annotations

import os
import random
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command import overdue
from overdue_cli.domain.lists.stated_balances import (
    StatedBalance,
    inferred_payments,
    inferred_sums,
)
from overdue_cli.domain.loan.loan import Entry, Instalment, Loan
from overdue_cli.domain.loan.position import position
from overdue_cli.store.ledger.connection import connect
from overdue_cli.store.lists.stated_balances import balance_differences
from sizes import size

pytestmark = pytest.mark.law
START = date(2026, 3, 1)
AMOUNT = 1_000_00
MANY = settings(
    max_examples=size("OVERDUE_EXAMPLES", small=300, large=5000),
    deadline=None,
    derandomize="OVERDUE_EXAMPLES" not in os.environ,
)
days = st.integers(0, 30).map(lambda n: START + timedelta(days=n))
balances = st.dictionaries(days, st.integers(0, AMOUNT), max_size=6)
money = st.lists(st.tuples(days, st.integers(1, AMOUNT // 3)), max_size=4)


def _invoice(paid: list[tuple[date, int]]) -> Loan:
    entries = tuple(Entry(n, "repayment", day, amount) for n, (day, amount) in enumerate(paid, 1))
    return Loan("I", "EUR", START, (Instalment(1, START, AMOUNT),), entries)


def _stated(open_: dict[date, int]) -> list[StatedBalance]:
    return [StatedBalance(day, AMOUNT - left) for day, left in sorted(open_.items())]


def _with_inferred(loan: Loan, open_: dict[date, int]) -> Loan:
    inferred = inferred_payments(inferred_sums(loan, AMOUNT, _stated(open_)))
    first = len(loan.entries)
    moved = [
        one._replace(entry_id=first + one.entry_id, reverses=one.reverses and first + one.reverses)
        for one in inferred
    ]
    return Loan("I", "EUR", START, loan.plan, (*loan.entries, *moved))


@MANY
@given(money, balances)
def test_a_day_shows_what_its_file_says_unless_more_is_recorded(
    paid: list[tuple[date, int]], open_: dict[date, int]
) -> None:
    loan = _with_inferred(_invoice(paid), open_)
    for day, left in open_.items():
        recorded = min(AMOUNT, sum(amount for on, amount in paid if on <= day))
        assert position(loan, day).outstanding.total == min(left, AMOUNT - recorded)


@MANY
@given(money, balances)
def test_what_is_inferred_never_pays_too_much(
    paid: list[tuple[date, int]], open_: dict[date, int]
) -> None:
    """On the day of a file; a payment that comes after it may."""
    loan = _with_inferred(_invoice(paid), open_)
    for day in open_:
        recorded = sum(amount for on, amount in paid if on <= day)
        assert position(loan, day).credit == max(0, recorded - AMOUNT)


@MANY
@given(money, balances, days)
def test_days_before_a_file_do_not_know_of_it(
    paid: list[tuple[date, int]], open_: dict[date, int], day: date
) -> None:
    before = {on: left for on, left in open_.items() if on <= day}
    whole = position(_with_inferred(_invoice(paid), open_), day)
    assert whole.outstanding == position(_with_inferred(_invoice(paid), before), day).outstanding


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_recording_does_not_matter_and_both_ways_agree(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What SQL derives is what a walk over the entries derives, whatever came first."""
    monkeypatch.chdir(tmp_path)
    chance = random.Random(seed)
    files = [*_files_of_balances(chance), *_files_of_payments(chance)]
    outcomes = []
    for turn in range(2):
        chance.shuffle(files)
        db = f"turn{turn}.db"
        overdue("--db", db, "init", "--currency", "EUR")
        overdue("--db", db, "import", _file("first.csv", _INVOICES))
        for name, text, *options in files:
            overdue("--db", db, "import", _file(name, text), *options)
        overdue("--db", db, "check")
        outcomes.append(overdue("--db", db, "report", "aging", "--as-of", "2026-04-15").stdout)
        assert _walked_differences(Path(db)) == 0
    assert outcomes[0] == outcomes[1]


_HEAD = "invoice_id,customer_id,issued_on,due_on,amount"
_INVOICES = f"{_HEAD}\n" + "".join(
    f"INV-{n},K-{n % 3},2026-02-01,2026-03-0{n + 1},1000.00\n" for n in range(6)
)


def _files_of_balances(chance: random.Random) -> list[tuple[str, ...]]:
    files = []
    for number, day in enumerate(chance.sample(range(1, 28), 4)):
        rows = [
            f"INV-{n},K-{n % 3},2026-02-01,2026-03-0{n + 1},1000.00,{chance.randrange(0, 1001)}\n"
            for n in range(6)
            if chance.random() < 0.7
        ]
        as_of = (START + timedelta(days=day)).isoformat()
        text = f"{_HEAD},outstanding\n{''.join(rows)}"
        files.append((f"balances{number}.csv", text, "--as-of", as_of))
    return files


def _files_of_payments(chance: random.Random) -> list[tuple[str, ...]]:
    files = []
    for number in range(4):
        rows = [
            f"P{number}-{n},INV-{n},{START + timedelta(days=chance.randrange(30))},"
            f"{chance.randrange(1, 400)}\n"
            for n in range(6)
            if chance.random() < 0.5
        ]
        text = "transaction_id,loan_id,date,amount\n" + "".join(rows)
        if rows:
            files.append((f"paid{number}.csv", text))
    return files


def _file(name: str, text: str) -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def _walked_differences(path: Path) -> int:
    """What a walk over the entries would change, as if every customer had an account."""
    from overdue_cli.policies.pack import load

    with closing(connect(path)) as conn:
        conn.execute("BEGIN")
        conn.execute("DELETE FROM account_source")
        conn.execute("INSERT INTO account_source SELECT loan_id, customer_id, currency FROM loan")
        found = len(balance_differences(conn, load("standard").rules))
        conn.execute("ROLLBACK")
    return found
