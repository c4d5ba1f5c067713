"""One process pays in a loop while another asks: every answer is that of one moment.

``OVERDUE_RACE`` is how often is asked in all; 60 where it is not set.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import accumulate, count
from pathlib import Path
from random import Random

import pytest

from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.actions.imports.run import import_files
from overdue_cli.actions.ledger.init import init_ledger
from overdue_cli.actions.loan.pay import pay
from overdue_cli.book import Writing, book_at, policy_of
from overdue_cli.domain.money import decimal_text
from overdue_cli.reports.ladder.queue import QueueFilter, queue
from overdue_cli.reports.loan.ageing import ageing
from overdue_cli.store.ledger.ledger import open_ledger

NOW = datetime(2026, 6, 30, 9, tzinfo=UTC)
TODAY = NOW.date()
TIMES = int(os.environ.get("OVERDUE_RACE", "60"))
LOANS = 60
OWED = 100_000_00
SPAWN = multiprocessing.get_context("spawn")


def payments() -> Iterator[tuple[str, int]]:
    """Which loan is paid, and how much of it in minor units; no end, and the same every time."""
    rng = Random(7)
    for _ in count():
        yield f"L{rng.randrange(LOANS)}", rng.randrange(1, 999)


def keep_paying(path: Path, stop: str) -> None:
    """Pays one amount after the other until a file appears."""
    for loan_id, amount in payments():
        if Path(stop).exists():
            return
        with open_ledger(path) as ledger:
            writing = Writing(ledger, policy_of(ledger), "payer", NOW)
            pay(writing, loan_id, decimal_text(amount, "CNY"), on=TODAY)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Sixty customers, each with one loan of which everything is overdue."""
    made, rows = tmp_path / "overdue.db", tmp_path / "loans.csv"
    init_ledger(made, currency="CNY", actor="me", at=NOW)
    rows.write_text(
        "loan_id,customer_id,name,principal,disbursed_on,method,instalments,first_due_on\n"
        + "".join(
            f"L{n},C{n},Ana {n},{OWED // 100},2026-01-20,equal_principal,1,2026-04-20\n"
            for n in range(LOANS)
        ),
        encoding="utf-8",
    )
    with open_ledger(made) as ledger:
        import_files(Writing(ledger, policy_of(ledger), "me", NOW), [rows], ImportOptions())
    return made


@contextmanager
def somebody_paying(path: Path) -> Iterator[None]:
    stop = path.with_name("stop")
    payer = SPAWN.Process(target=keep_paying, args=(path, str(stop)))
    payer.start()
    try:
        yield
        assert payer.is_alive(), "whoever pays must go on to the end"
    finally:
        stop.touch()
        payer.join(60)
        payer.kill()


def moments() -> Iterator[int]:
    """What is overdue in all before each payment, in minor units."""
    return (LOANS * OWED - paid for paid in accumulate((a for _, a in payments()), initial=0))


def test_every_answer_is_that_of_one_moment(path: Path) -> None:
    sums: list[int] = []
    with somebody_paying(path):
        for _ in range(TIMES // 2):
            with open_ledger(path) as ledger, book_at(ledger, TODAY, NOW) as book:
                report = ageing(book)
                assert report.ties, [one.differences for one in report.currencies]
                sums.append(report.currencies[0].overdue)
            with open_ledger(path) as ledger, book_at(ledger, TODAY, NOW) as book:
                rows = queue(book, QueueFilter())
                sums.append(sum(money.minor for row in rows for money in row.overdue))
    assert len(set(sums)) > TIMES // 10, "the payer must get between the questions"
    existed, seen = moments(), iter(sums)
    wanted = next(seen)
    for total in existed:
        while total == wanted:
            if (wanted := next(seen, -1)) < 0:
                return
        assert total > wanted, f"{wanted} was never overdue"
