"""Laws of daily lists in a ledger: their order, twice the same, taking any of them back.

``OVERDUE_SEED=7`` asks for other lists, ``OVERDUE_ROUNDS=20`` for more of them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest

from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.actions.imports.run import import_files
from overdue_cli.actions.ledger.undo import undo
from overdue_cli.book import Writing, book_at
from overdue_cli.domain.loan.loan import Amounts
from overdue_cli.policies.pack import Policy, load
from overdue_cli.reports.loan.ageing import ageing
from overdue_cli.reports.loan.show import show_loan
from overdue_cli.store.ledger.ledger import Ledger
from overdue_cli.store.ledger.new_ledger import create_ledger
from overdue_cli.store.ledger.proof import findings
from random_lists import Row, lists, write_list
from sizes import size

pytestmark = pytest.mark.law
SEED = int(os.environ.get("OVERDUE_SEED", "20261125"))
ROUNDS = size("OVERDUE_ROUNDS", small=3, large=10)
FIRST = date(2026, 10, 1)
DAYS = 9
LOANS = 12
NOW = datetime.combine(FIRST + DAYS * timedelta(days=1), time(9), UTC)
COMPLETE = ImportOptions(scope="complete")

State = list[tuple[str, date, int, Amounts, Amounts]]


@pytest.fixture
def policy() -> Policy:
    return load("")


@contextmanager
def new_ledger(path: Path) -> Iterator[Ledger]:
    with create_ledger(path, {"currency": "CNY"}, actor="me", at=NOW) as made:
        yield made


def files(folder: Path, seed: int) -> list[Path]:
    made = lists(seed, LOANS, FIRST, DAYS)
    return [write_list(folder, f"{seed}-{n}", rows) for n, rows in enumerate(made)]


def bring(ledger: Ledger, policy: Policy, *paths: Path) -> int | None:
    result = import_files(Writing(ledger, policy, "me", NOW), paths, COMPLETE)
    assert not result.rejected, [file.problems for file in result.files]
    return result.journal


def standing(ledger: Ledger, policy: Policy) -> State:
    """Where every loan stands on every day, and the proof that the ledger is sound."""
    assert list(findings(ledger.conn, policy.rules, NOW.date())) == []
    query = "SELECT loan_id FROM loan WHERE voided_by IS NULL ORDER BY loan_id"
    loans = [row[0] for row in ledger.conn.execute(query)]
    state: State = []
    for offset in range(-1, DAYS + 1):
        day = FIRST + timedelta(days=offset)
        with book_at(ledger, day, NOW, needs="positions", named=policy) as book:
            report = ageing(book)
            told = [(one.currency, one.differences) for one in report.currencies]
            assert report.ties, (day, told)
            for loan_id in loans:
                shown = show_loan(book, loan_id).standing
                state.append((loan_id, day, shown.days_past_due, shown.overdue, shown.outstanding))
    return state


def shuffled(paths: Sequence[Path], seed: int) -> list[Path]:
    order = list(paths)
    Random(f"{seed}:order").shuffle(order)
    return order


@pytest.mark.parametrize("seed", range(SEED, SEED + ROUNDS))
def test_the_order_of_import_does_not_matter(tmp_path: Path, policy: Policy, seed: int) -> None:
    paths = files(tmp_path, seed)
    with new_ledger(tmp_path / "a.db") as straight, new_ledger(tmp_path / "b.db") as mixed:
        for path in paths:
            bring(straight, policy, path)
        for path in shuffled(paths, seed):
            bring(mixed, policy, path)
        assert standing(straight, policy) == standing(mixed, policy)
        with new_ledger(tmp_path / "c.db") as at_once:
            bring(at_once, policy, *paths)
            assert standing(at_once, policy) == standing(straight, policy)


@pytest.mark.parametrize("seed", range(SEED, SEED + ROUNDS))
def test_a_list_twice_is_a_list_once(tmp_path: Path, policy: Policy, seed: int) -> None:
    paths = files(tmp_path, seed)
    with new_ledger(tmp_path / "a.db") as ledger:
        for path in paths:
            bring(ledger, policy, path)
        before = standing(ledger, policy)
        entries = ledger.conn.execute("SELECT count(*) FROM entry").fetchone()[0]
        for path in shuffled(paths, seed):
            assert bring(ledger, policy, path) is None
        assert standing(ledger, policy) == before
        assert ledger.conn.execute("SELECT count(*) FROM entry").fetchone()[0] == entries


@pytest.mark.parametrize("seed", range(SEED, SEED + ROUNDS))
def test_taking_any_list_back_is_never_having_had_it(
    tmp_path: Path, policy: Policy, seed: int
) -> None:
    paths = files(tmp_path, seed)
    for gone in (0, DAYS // 2, DAYS - 1):
        folder = tmp_path / str(gone)
        folder.mkdir()
        with new_ledger(folder / "a.db") as ledger, new_ledger(folder / "b.db") as without:
            journals = [bring(ledger, policy, path) for path in paths]
            undo(Writing(ledger, policy, "me", NOW), journals[gone])
            for n, path in enumerate(paths):
                if n != gone:
                    bring(without, policy, path)
            assert standing(ledger, policy) == standing(without, policy)
            bring(ledger, policy, paths[gone])
            bring(without, policy, paths[gone])
            assert standing(ledger, policy) == standing(without, policy)


@pytest.mark.parametrize("seed", range(SEED, SEED + ROUNDS))
def test_a_correction_counts_and_its_undo_brings_the_first_word_back(
    tmp_path: Path, policy: Policy, seed: int
) -> None:
    made = lists(seed, LOANS, FIRST, DAYS)
    paths = [write_list(tmp_path, f"{n}", rows) for n, rows in enumerate(made)]
    corrected = write_list(tmp_path, "again", [_other(row) for row in made[3][1:]])
    with new_ledger(tmp_path / "a.db") as ledger, new_ledger(tmp_path / "b.db") as right:
        for path in paths:
            bring(ledger, policy, path)
        before = standing(ledger, policy)
        bring(ledger, policy, corrected)
        for n, path in enumerate(paths):
            bring(right, policy, corrected if n == 3 else path)
        assert _of_listed(standing(ledger, policy)) == _of_listed(standing(right, policy))
        undo(Writing(ledger, policy, "me", NOW), None)
        assert standing(ledger, policy) == before


def _other(row: Row) -> Row:
    return row._replace(days=row.days + 1, principal=row.principal + 7, balance=row.balance + 7)


def _of_listed(state: State) -> State:
    """Without loans that never owed anything: one that left with the correction."""
    owing = {one[0] for one in state if one[4].total}
    return [one for one in state if one[0] in owing]
