"""Rows computed the quick way are the rows the engine makes, on a real ledger of both kinds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.actions.imports.run import import_files
from overdue_cli.book import Writing
from overdue_cli.policies.pack import Policy, load
from overdue_cli.store.ledger.ledger import Ledger
from overdue_cli.store.ledger.new_ledger import create_ledger
from overdue_cli.store.loan import day_totals
from overdue_cli.store.loan.derived_positions import rebuild
from overdue_cli.store.loan.fresh_positions import _engine_rows, fresh_rows
from overdue_cli.store.loan.plain_loans import plain_facts

AT = datetime(2026, 3, 10, 9, tzinfo=UTC)
LOANS = """\
loan_id,customer_id,principal,disbursed_on,annual_rate,method,instalments,allocation,penalty_rate
A,c1,1200,2026-01-05,12,annuity,6,,
B,c1,1200,2026-01-05,12,annuity,6,rbi,
C,c2,1200,2026-01-05,12,annuity,6,,18
D,c2,1200,2026-01-05,12,annuity,6,,
E,c3,1200,2026-03-20,12,annuity,6,bgb_497,
F,c3,1200,2026-01-05,12,equal_principal,3,cn_561,
O'G,c3,1200,2026-01-05,12,bullet,1,,
"""
MONEY = """\
transaction_id,loan_id,date,amount,type,reverses
t1,A,2026-02-05,207.05,repayment,
t2,A,2026-03-07,50,goodwill,
t3,B,2026-02-05,100,repayment,
t4,C,2026-02-15,100,repayment,
t5,D,2026-02-05,207.05,repayment,
t6,D,2026-02-09,207.05,reversal,t5
t7,F,2026-02-01,600,repayment,
t8,F,2026-03-30,900,repayment,
"""
LATER = """\
transaction_id,loan_id,date,amount,type
t9,A,2026-02-20,5,fee
t10,F,2026-02-20,9,repayment
"""
DAYS = [date(2026, 1, 1) + timedelta(days=3 * n) for n in range(70)]


@pytest.fixture
def policy() -> Policy:
    return load("")


@pytest.fixture
def ledger(tmp_path: Path, policy: Policy) -> Iterator[Ledger]:
    with create_ledger(tmp_path / "b.db", {"currency": "CNY"}, actor="me", at=AT) as made:
        texts = {"loans.csv": LOANS, "transactions.csv": MONEY, "later.csv": LATER}
        for name, text in texts.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        first = [tmp_path / "loans.csv", tmp_path / "transactions.csv"]
        for files in (first, [tmp_path / "later.csv"]):
            done = import_files(Writing(made, policy, "me", AT), files, ImportOptions())
            assert done.written
        yield made


def plain_ones(conn: sqlite3.Connection, known: int | None = None) -> set[str]:
    ids = [row[0] for row in conn.execute("SELECT loan_id FROM loan")]
    found = plain_facts(conn, ids, DAYS[0], known)
    return {facts.loan_id for facts in found if facts.plan is not None}


@pytest.mark.parametrize("known", [None, 0, 1, 2, 3, 9])
def test_both_ways_make_the_same_rows(ledger: Ledger, policy: Policy, known: int | None) -> None:
    conn = ledger.conn
    every = [row[0] for row in conn.execute("SELECT loan_id FROM loan")]
    for day in DAYS:
        quick = sorted(fresh_rows(conn, policy.rules, day, known=known))
        engine = sorted(_engine_rows(conn, policy.rules, day, every, known))
        assert quick == engine


def test_only_money_makes_a_loan_plain(ledger: Ledger) -> None:
    assert plain_ones(ledger.conn) == {"B", "C", "E", "F", "O'G"}
    assert plain_ones(ledger.conn, known=2) == {"A", "B", "C", "E", "F", "O'G"}


def test_parts_or_money_below_nothing_are_left_to_the_engine(ledger: Ledger) -> None:
    ledger.conn.execute("UPDATE instalment SET interest = -1 WHERE loan_id = 'E' AND seq = 6")
    ledger.conn.execute("UPDATE entry SET amount = 0 WHERE transaction_id = 't8'")
    assert plain_ones(ledger.conn) == {"B", "C", "O'G"}


def test_money_that_names_what_it_is_for_is_left_to_the_engine(
    ledger: Ledger, policy: Policy
) -> None:
    conn = ledger.conn
    conn.execute("UPDATE entry SET components = 'principal' WHERE transaction_id = 't7'")
    assert plain_ones(conn) == {"B", "C", "E", "O'G"}
    rows = fresh_rows(conn, policy.rules, AT.date(), "SELECT 'F'")
    assert list(rows) == list(_engine_rows(conn, policy.rules, AT.date(), ["F"], None))


def test_a_hold_that_stops_days_is_heeded(ledger: Ledger, policy: Policy) -> None:
    conn = ledger.conn
    conn.execute(
        "INSERT INTO hold (customer_id, kind, from_on, stops, note, journal_id) "
        "VALUES ('c3', 'dispute', '2026-02-10', 'dpd', '', 1)"
    )
    conn.execute("DELETE FROM entry WHERE loan_id = 'F'")
    day = date(2026, 2, 20)
    late = {row[0]: row[5] for row, _ in fresh_rows(conn, policy.rules, day)}
    assert late["F"] == "2026-02-15"
    every = [row[0] for row in conn.execute("SELECT loan_id FROM loan")]
    assert sorted(fresh_rows(conn, policy.rules, day)) == sorted(
        _engine_rows(conn, policy.rules, day, every, None)
    )


def test_a_plan_recorded_in_another_order_is_read_by_due_date(
    ledger: Ledger, policy: Policy
) -> None:
    conn = ledger.conn
    conn.execute("UPDATE instalment SET seq = 10 - seq WHERE loan_id = 'F'")
    for day in DAYS:
        rows = fresh_rows(conn, policy.rules, day, "SELECT 'F'")
        assert list(rows) == list(_engine_rows(conn, policy.rules, day, ["F"], None))


@pytest.mark.parametrize("many", [0, 1_000])
def test_a_rebuild_sums_the_days_as_the_views_do_on_one_core_and_on_two(
    ledger: Ledger, policy: Policy, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    conn = ledger.conn
    conn.execute("UPDATE loan SET disbursed_on = NULL WHERE loan_id = 'B'")
    conn.execute("UPDATE instalment SET fee = 3 WHERE seq = 1")
    conn.execute("UPDATE entry SET value_on = '2026-01-02' WHERE transaction_id = 't7'")
    conn.execute("UPDATE loan SET disbursed_on = '2026-02-20' WHERE loan_id = 'A'")
    monkeypatch.setattr(day_totals, "_MANY", many)
    monkeypatch.setattr(day_totals, "_cores", lambda: 2)
    conn.execute("BEGIN IMMEDIATE")
    rebuild(conn, policy.rules, AT.date(), path=ledger.path)
    kept = conn.execute("SELECT currency, day, kind, amount FROM day_total ORDER BY 1, 2, 3")
    views = " UNION ALL ".join(
        f"SELECT currency, day, kind, amount FROM {view} WHERE voided_by IS NULL"
        for view in ("entry_total", "instalment_total")
    )
    fresh = conn.execute(
        f"SELECT currency, day, kind, sum(amount) FROM ({views}) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    )
    assert [tuple(row) for row in kept] == [tuple(row) for row in fresh]


def test_a_rebuild_leaves_every_index_and_the_cache_as_they_were(
    ledger: Ledger, policy: Policy
) -> None:
    conn = ledger.conn
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name"
    before = [tuple(row) for row in conn.execute(query)]
    cache = conn.execute("PRAGMA cache_size").fetchone()[0]
    conn.execute("BEGIN")
    rebuild(conn, policy.rules, AT.date())
    conn.execute("COMMIT")
    assert [tuple(row) for row in conn.execute(query)] == before
    assert conn.execute("PRAGMA cache_size").fetchone()[0] == cache
