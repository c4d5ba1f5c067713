"""Keeps ``position`` and ``open_item`` equal to what the facts say on a day.

Each stored position is true for every day in [valid_from, valid_until), so a new day costs only
the loans whose range has ended. Today's answer is stored; a question about any other day reads
temporary tables under names of their own (``store/derived.py``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path

from overdue_cli.store.bulk.triggers import taken_off
from overdue_cli.store.derived import Derived
from overdue_cli.store.loan.account_sources import find_sources, touch_accounts
from overdue_cli.store.loan.day_totals import days_summed
from overdue_cli.store.loan.facts import UNBOUND, Bound, RulesOf, has_balances, has_lists
from overdue_cli.store.loan.largest_sums import keep_derived_whole

_STALE = "SELECT loan_id FROM main.position WHERE valid_until <= '{day}' OR valid_from > '{day}'"
_ALL = "SELECT loan_id FROM main.position"
_TOUCHED = "SELECT loan_id FROM main.touched"
_OF_CUSTOMER = "SELECT loan_id FROM main.loan WHERE customer_id = :customer_id"
# Then the indexes are quicker built anew than kept.
_MOST_ARE_TOUCHED = """
SELECT max(1000, (SELECT count(*) FROM main.position)) < (SELECT count(*) FROM main.touched)
"""
#: Negative: kibibytes, not pages.
_CACHE_KIB = -65_536
_STORED = ("main.position", "main.open_item")
_FRESH_TABLES = "SELECT count(*) FROM temp.sqlite_master WHERE name GLOB 'fresh_position_*'"


def outdated(conn: sqlite3.Connection, day: date, derived_by: str) -> str:
    """SQL that selects the loans whose stored position does not hold on ``day``; '' for none.

    ``derived_by`` names the rules: when they are not the ones by which the stored rows were
    computed, every row is out of date.
    """
    by = conn.execute("SELECT value FROM setting WHERE name = 'derived_by'").fetchone()
    if by is not None and by[0] != derived_by:
        return _ALL
    stale = _STALE.format(day=day.isoformat())
    return stale if conn.execute(f"{stale} LIMIT 1").fetchone() else ""


def store_positions(
    conn: sqlite3.Connection, rules: RulesOf, day: date, loans: str, derived_by: str
) -> None:
    """Computes these loans anew for the close of ``day``; inside the caller's transaction."""
    conn.execute("CREATE TEMP TABLE IF NOT EXISTS touched_loan (loan_id TEXT PRIMARY KEY)")
    conn.execute("DELETE FROM temp.touched_loan")
    conn.execute(f"INSERT INTO temp.touched_loan {loans}")
    ids_query = "SELECT loan_id FROM temp.touched_loan"
    conn.execute(f"DELETE FROM main.open_item WHERE loan_id IN ({ids_query})")
    conn.execute(f"DELETE FROM main.position WHERE loan_id IN ({ids_query})")
    _write(conn, _STORED, rules, day, ids_query)
    _mark_cases(conn, ids_query)
    note_rules(conn, derived_by)


def note_rules(conn: sqlite3.Connection, derived_by: str) -> None:
    """Writes down by which rules the stored positions were computed."""
    conn.execute(
        "INSERT INTO setting (name, value) VALUES ('derived_by', ?) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (derived_by,),
    )


def fresh_positions(
    conn: sqlite3.Connection,
    rules: RulesOf,
    day: date,
    *,
    loans: str = "",
    known: int | None = None,
    bound: Bound = UNBOUND,
) -> Derived:
    """Names of temporary tables for the close of ``day``: fresh rows, and stored ones beside them.

    ``loans`` selects those to compute, and the stored rows of the others hold; '' computes all.
    ``known`` is the last journal row that counts.
    """
    loans = "" if loans == _ALL else loans
    count = conn.execute(_FRESH_TABLES).fetchone()[0]
    names = tuple(f"{table}_{count + 1}" for table in ("fresh_position", "fresh_open_item"))
    for name, table in zip(names, _STORED, strict=True):
        conn.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM {table} WHERE 0")
    position, open_item = (f"temp.{name}" for name in names)
    _write(conn, (position, open_item), rules, day, loans, known, bound)
    conn.execute(f"CREATE INDEX temp.ix_{names[0]}_customer ON {names[0]} (customer_id)")
    conn.execute(f"CREATE INDEX temp.ix_{names[0]}_loan ON {names[0]} (loan_id)")
    conn.execute(f"CREATE INDEX temp.ix_{names[1]}_loan ON {names[1]} (loan_id)")
    if not loans:
        return Derived(position, open_item)
    for name, table in zip(names, _STORED, strict=True):
        conn.execute(
            f"CREATE TEMP VIEW all_{name} AS SELECT * FROM temp.{name} UNION ALL "
            f"SELECT * FROM {table} WHERE loan_id NOT IN (SELECT loan_id FROM {position})"
        )
    return Derived(f"temp.all_{names[0]}", f"temp.all_{names[1]}")


def customers_positions(
    conn: sqlite3.Connection, rules: RulesOf, day: date, customer_id: str, known: int | None
) -> Derived:
    """Names of temporary tables that hold the loans of one customer at the close of ``day``."""
    loans, bound = _OF_CUSTOMER, {"customer_id": customer_id}
    return fresh_positions(conn, rules, day, loans=loans, known=known, bound=bound)


def refresh_touched(
    conn: sqlite3.Connection, rules: RulesOf, today: date, *, taking_back: bool = False
) -> None:
    """Recomputes every loan in ``touched`` and empties it; inside the caller's transaction.

    What follows from lists of another system is brought up to date first. The customers are
    marked: where they stand may be another step now. Errors: Refused where figures come to more
    than the file can add up, unless it is by ``taking_back`` that they become less.
    """
    if has_lists(conn):
        from overdue_cli.store.lists.daily_lists import follow_lists  # few ledgers have lists

        touch_accounts(conn)
        follow_lists(conn, rules)
    touch_accounts(conn)
    if has_balances(conn):
        from overdue_cli.store.lists.stated_balances import follow_balances  # as few

        follow_balances(conn, rules)
        touch_accounts(conn)
    _mark_cases(conn, _TOUCHED)
    conn.execute(f"DELETE FROM open_item WHERE loan_id IN ({_TOUCHED})")
    conn.execute(f"DELETE FROM position WHERE loan_id IN ({_TOUCHED})")
    most = conn.execute(_MOST_ARE_TOUCHED).fetchone()[0]
    with taken_off(conn, "index", ("position", "open_item")) if most else nullcontext():
        _write(conn, _STORED, rules, today, _TOUCHED)
    if not taking_back:
        keep_derived_whole(conn, all_loans=bool(most))
    _mark_cases(conn, _TOUCHED)
    conn.execute("DELETE FROM touched")


def _mark_cases(conn: sqlite3.Connection, loans: str) -> None:
    """Names the customers of some loans, as their positions stand, as touched."""
    conn.execute(
        "INSERT INTO touched_case (customer_id) SELECT DISTINCT customer_id FROM main.position "
        f"WHERE loan_id IN ({loans}) ON CONFLICT DO NOTHING"
    )


def rebuild(
    conn: sqlite3.Connection, rules: RulesOf, today: date, *, path: Path | None = None
) -> None:
    """Drops and recomputes everything derived, control totals included.

    With the ``path`` of the file, where no fact has changed in this transaction, a second core
    sums the totals meanwhile. Case states are computed again when they are next asked for.
    """
    conn.execute("DELETE FROM case_state")
    conn.execute("DELETE FROM setting WHERE name = 'cases_by'")
    find_sources(conn)
    indexes = taken_off(conn, "index", ("position", "open_item"))
    with _roomy(conn), days_summed(conn, path), indexes:
        conn.execute("DELETE FROM open_item")
        conn.execute("DELETE FROM position")
        _write(conn, _STORED, rules, today)
    conn.execute("DELETE FROM touched")


@contextmanager
def _roomy(conn: sqlite3.Connection) -> Iterator[None]:
    """Room for 64 MiB of pages inside, so that those written need not make way for those read."""
    before = conn.execute("PRAGMA cache_size").fetchone()[0]
    conn.execute(f"PRAGMA cache_size = {_CACHE_KIB}")
    try:
        yield
    finally:
        conn.execute(f"PRAGMA cache_size = {before}")


def _write(
    conn: sqlite3.Connection,
    tables: tuple[str, str],
    rules: RulesOf,
    day: date,
    ids_query: str = "",
    known: int | None = None,
    bound: Bound = UNBOUND,
) -> None:
    """Computes positions and open items and writes them to these two tables."""
    # Imported here: most commands find everything up to date and need no engine.
    from overdue_cli.store.loan.fresh_positions import fresh_rows, write_rows

    write_rows(conn, tables, fresh_rows(conn, rules, day, ids_query, known, bound))
