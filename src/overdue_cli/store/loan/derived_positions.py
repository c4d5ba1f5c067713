"""Keeps ``position`` and ``open_item`` equal to what the facts say on a day.

Each stored position is true for every day in [valid_from, valid_until), so a new day costs only
the loans whose range has ended. Today's answer is stored; a question about any other day is
answered through temporary views that put freshly computed rows in place of stale ones, so that
every query reads ``position`` and ``open_item`` whatever the day.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path

from overdue_cli.store.bulk.triggers import taken_off
from overdue_cli.store.ledger.ledger import Ledger
from overdue_cli.store.loan.day_totals import days_summed
from overdue_cli.store.loan.facts import RulesOf, has_lists, known_at
from overdue_cli.store.loan.largest_sums import keep_derived_whole

_Q = "'"
_STALE = "SELECT loan_id FROM main.position WHERE valid_until <= '{day}' OR valid_from > '{day}'"
_ALL = "SELECT loan_id FROM main.position"
_TOUCHED = "SELECT loan_id FROM main.touched"
# Then the indexes are quicker built anew than kept.
_MOST_ARE_TOUCHED = """
SELECT max(1000, (SELECT count(*) FROM main.position)) < (SELECT count(*) FROM main.touched)
"""
#: Negative: kibibytes, not pages.
_ROOM_KIB = -65_536
_STORED = ("main.position", "main.open_item")
_FRESH = ("temp.fresh_position", "temp.fresh_open_item")


def at_day(
    ledger: Ledger,
    rules: RulesOf,
    day: date,
    *,
    today: date,
    known_on: date | None = None,
    derived_by: str = "",
) -> None:
    """Makes ``position`` and ``open_item`` answer for the close of ``day`` on this connection.

    Rows for ``today`` are stored in a short transaction of their own where the file allows it;
    for any other day nothing is written. ``known_on`` hides what was recorded later.
    ``derived_by`` names the rules: when they are not the ones by which the stored rows were
    computed, every row is out of date.
    """
    conn = ledger.conn
    uncover(conn, "position", "open_item")
    if known_on is not None:
        _overlay(conn, rules, day, wanted="", known=known_at(conn, known_on))
        return
    stored_by = ledger.settings.get("derived_by", derived_by)
    stale = _STALE.format(day=day.isoformat())
    if stored_by == derived_by and conn.execute(f"{stale} LIMIT 1").fetchone() is None:
        return
    if stored_by != derived_by:
        stale = _ALL
    if day == today and ledger.writable and _store_stale(conn, rules, day, stale, derived_by):
        return
    _overlay(conn, rules, day, wanted="" if stale == _ALL else stale, known=None)


def uncover(conn: sqlite3.Connection, *views: str) -> None:
    """Takes away temporary views that answered for another day on this connection."""
    for view in views:
        conn.execute(f"DROP VIEW IF EXISTS temp.{view}")


def customer_at_day(
    ledger: Ledger, rules: RulesOf, day: date, customer_id: str, *, known_on: date | None = None
) -> None:
    """Makes both tables answer for ``day`` as to the loans of one customer, and writes nothing."""
    wanted = f"SELECT loan_id FROM loan WHERE customer_id = '{customer_id.replace(_Q, _Q * 2)}'"
    _overlay(ledger.conn, rules, day, wanted=wanted, known=known_at(ledger.conn, known_on))


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

        follow_lists(conn, rules)
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
    conn.execute(f"PRAGMA cache_size = {_ROOM_KIB}")
    try:
        yield
    finally:
        conn.execute(f"PRAGMA cache_size = {before}")


def _store_stale(
    conn: sqlite3.Connection, rules: RulesOf, day: date, stale: str, derived_by: str
) -> bool:
    """True when the stale rows were brought up to date; False when the file is busy."""
    try:
        conn.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return False
    try:
        conn.execute("CREATE TEMP TABLE IF NOT EXISTS wanted (loan_id TEXT PRIMARY KEY)")
        conn.execute("DELETE FROM temp.wanted")
        conn.execute(f"INSERT INTO temp.wanted {stale}")
        wanted = "SELECT loan_id FROM temp.wanted"
        conn.execute(f"DELETE FROM main.open_item WHERE loan_id IN ({wanted})")
        conn.execute(f"DELETE FROM main.position WHERE loan_id IN ({wanted})")
        _write(conn, _STORED, rules, day, wanted)
        _mark_cases(conn, wanted)
        conn.execute(
            "INSERT INTO setting (name, value) VALUES ('derived_by', ?) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (derived_by,),
        )
        conn.execute("COMMIT")
    except BaseException:
        conn.execute("ROLLBACK")
        raise
    return True


def _overlay(
    conn: sqlite3.Connection, rules: RulesOf, day: date, *, wanted: str, known: int | None
) -> None:
    """Puts temporary views named ``position`` and ``open_item`` before the stored tables."""
    uncover(conn, "position", "open_item")
    for view in ("position", "open_item"):
        conn.execute(f"DROP TABLE IF EXISTS temp.fresh_{view}")
        conn.execute(f"CREATE TEMP TABLE fresh_{view} AS SELECT * FROM main.{view} WHERE 0")
    conn.execute("BEGIN")
    _write(conn, _FRESH, rules, day, wanted, known)
    conn.execute("CREATE INDEX temp.ix_fresh_customer ON fresh_position (customer_id)")
    conn.execute("CREATE INDEX temp.ix_fresh_loan ON fresh_position (loan_id)")
    conn.execute("CREATE INDEX temp.ix_fresh_item ON fresh_open_item (loan_id)")
    conn.execute("COMMIT")
    for view in ("position", "open_item"):
        kept = (
            f"UNION ALL SELECT * FROM main.{view} "
            "WHERE loan_id NOT IN (SELECT loan_id FROM temp.fresh_position)"
            if wanted
            else ""
        )
        conn.execute(f"CREATE TEMP VIEW {view} AS SELECT * FROM temp.fresh_{view} {kept}")


def _write(
    conn: sqlite3.Connection,
    tables: tuple[str, str],
    rules: RulesOf,
    day: date,
    wanted: str = "",
    known: int | None = None,
) -> None:
    """Computes positions and open items and writes them to these two tables."""
    # Imported here: most commands find everything up to date and need no engine.
    from overdue_cli.store.loan.fresh_positions import computed, write_computed

    write_computed(conn, tables, computed(conn, rules, day, wanted, known))
