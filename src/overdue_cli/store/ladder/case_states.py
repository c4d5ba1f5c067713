"""Keeps ``case_state`` equal to what the facts say on a day.

A stored row is true for every day in [valid_from, valid_until) until a fact around its customer
changes: triggers and the refresh of positions name such customers in ``touched_case``. So a new
day, or a call that was logged, costs only the customers it concerns. Today's answer is stored; a
question about any other day is answered through a temporary view, as positions are
(``derive.py``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from overdue_cli.domain.ladder.holds import CaseTerms
from overdue_cli.domain.moments import Moment
from overdue_cli.store.ladder.case_facts import Asked, cases
from overdue_cli.store.ladder.case_rows import StatesOf, StoredCase
from overdue_cli.store.ledger.ledger import Ledger
from overdue_cli.store.loan.derived_positions import uncover
from overdue_cli.store.loan.facts import known_at

#: Hears a number of customers.
Told = Callable[[int], None]

COLUMNS = ", ".join(StoredCase._fields)
_STALE = (
    "SELECT customer_id FROM main.case_state WHERE valid_until <= '{day}' OR valid_from > '{day}' "
    "UNION SELECT customer_id FROM main.touched_case"
)
_ALL = "SELECT customer_id FROM main.customer"
_CHUNK = 2_000


class CaseRules(NamedTuple):
    """How case states are computed: by which terms and rules, and a short name of both."""

    terms: CaseTerms
    states_of: StatesOf
    derived_by: str
    items: bool = False
    """Whether the ladder judges every item by itself."""

    def asked(self, moment: Moment, known: int | None = None) -> Asked:
        """What is read around each customer."""
        return Asked(moment, known, items=self.items)


def at_day(
    ledger: Ledger,
    wanted: CaseRules,
    moment: Moment,
    *,
    today: date,
    known_on: date | None = None,
    told: Told = lambda count: None,
) -> None:
    """Makes ``case_state`` answer for the close of a day on this connection.

    ``position`` must answer for that day already. Rows for ``today`` are stored in a short
    transaction of their own where the file allows it; for any other day nothing is written.
    ``told`` hears how many customers have to be computed, before that begins.
    """
    conn, day = ledger.conn, moment.day
    uncover(conn, "case_state")
    if known_on is not None:
        _overlay(conn, wanted, wanted.asked(moment, known_at(conn, known_on)), "")
        return
    stale = _STALE.format(day=day.isoformat())
    if _stored_by(conn) != wanted.derived_by:
        stale = _ALL
    elif conn.execute(f"{stale} LIMIT 1").fetchone() is None:
        return
    told(conn.execute(f"SELECT count(*) FROM ({stale})").fetchone()[0])
    if day == today and ledger.writable and _store(conn, wanted, wanted.asked(moment), stale):
        return
    _overlay(conn, wanted, wanted.asked(moment), stale)


def computed(
    conn: sqlite3.Connection, wanted: CaseRules, asked: Asked, ids: Iterable[str] | None = None
) -> Iterator[StoredCase]:
    """Freshly computed rows, customer by customer."""
    for case in cases(conn, wanted.terms, asked, ids):
        yield from wanted.states_of(case, asked.moment.day)


def differences(
    conn: sqlite3.Connection, wanted: CaseRules, moment: Moment
) -> Iterator[tuple[str, str, str, str]]:
    """Stored rows that hold for the day but do not say what the facts do.

    Each as (customer, field, what is stored, what it should be).

    ``position`` must answer for that day. Rows whose customer was touched since are no fault: they
    are computed anew before anybody reads them.
    """
    if _stored_by(conn) != wanted.derived_by:
        return
    day = moment.day.isoformat()
    stored: dict[str, dict[str, StoredCase]] = {}
    for row in conn.execute(
        f"SELECT {COLUMNS} FROM main.case_state s WHERE valid_from <= ? AND ? < valid_until "
        "AND NOT EXISTS (SELECT 1 FROM main.touched_case t WHERE t.customer_id = s.customer_id) "
        "ORDER BY customer_id, unit",
        (day, day),
    ):
        stored.setdefault(row["customer_id"], {})[row["unit"]] = StoredCase(*row)
    fresh: dict[str, dict[str, StoredCase]] = {}
    for one in computed(conn, wanted, wanted.asked(moment), list(stored)):
        fresh.setdefault(one.customer_id, {})[one.unit] = one
    for customer_id, rows in stored.items():
        yield from _differing(customer_id, rows, fresh.get(customer_id, {}))


def _differing(
    customer_id: str, stored: dict[str, StoredCase], fresh: dict[str, StoredCase]
) -> Iterator[tuple[str, str, str, str]]:
    for unit in sorted(stored.keys() | fresh.keys()):
        old, new = stored.get(unit), fresh.get(unit)
        if old is None or new is None:
            yield (
                customer_id,
                unit,
                *(("missing", "") if old is None else ("no longer judged", "")),
            )
            continue
        for name, left, right in zip(StoredCase._fields, old, new, strict=True):
            if name not in ("valid_from", "valid_until") and left != right:
                yield customer_id, name, str(left), str(right)


def _stored_by(conn: sqlite3.Connection) -> str:
    row = conn.execute("SELECT value FROM setting WHERE name = 'cases_by'").fetchone()
    return str(row[0]) if row else ""


def _store(conn: sqlite3.Connection, wanted: CaseRules, asked: Asked, stale: str) -> bool:
    """True when the stale rows were brought up to date; False when the file is busy."""
    try:
        conn.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return False
    try:
        ids = [row[0] for row in conn.execute(f"{stale} ORDER BY 1")]
        conn.executemany("DELETE FROM main.case_state WHERE customer_id = ?", ((i,) for i in ids))
        _insert(conn, "main.case_state", computed(conn, wanted, asked, ids))
        conn.execute("DELETE FROM main.touched_case")
        conn.execute(
            "INSERT INTO setting (name, value) VALUES ('cases_by', ?) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (wanted.derived_by,),
        )
        conn.execute("COMMIT")
    except BaseException:
        conn.execute("ROLLBACK")
        raise
    return True


def _overlay(conn: sqlite3.Connection, wanted: CaseRules, asked: Asked, stale: str) -> None:
    """Puts a temporary view named ``case_state`` before the stored table; '' replaces all."""
    uncover(conn, "case_state")
    conn.execute("DROP TABLE IF EXISTS temp.fresh_case_state")
    conn.execute("CREATE TEMP TABLE fresh_case_state AS SELECT * FROM main.case_state WHERE 0")
    conn.execute("CREATE TEMP TABLE IF NOT EXISTS replaced (customer_id TEXT PRIMARY KEY)")
    conn.execute("DELETE FROM temp.replaced")
    ids = None
    if stale:
        conn.execute(f"INSERT INTO temp.replaced {stale}")
        ids = [row[0] for row in conn.execute("SELECT customer_id FROM temp.replaced ORDER BY 1")]
    conn.execute("BEGIN")
    _insert(conn, "temp.fresh_case_state", computed(conn, wanted, asked, ids))
    conn.execute("CREATE INDEX temp.ix_fresh_case_state ON fresh_case_state (customer_id)")
    conn.execute("COMMIT")
    kept = (
        "UNION ALL SELECT * FROM main.case_state "
        "WHERE customer_id NOT IN (SELECT customer_id FROM temp.replaced)"
        if stale
        else ""
    )
    conn.execute(f"CREATE TEMP VIEW case_state AS SELECT * FROM temp.fresh_case_state {kept}")


def _insert(conn: sqlite3.Connection, table: str, rows: Iterable[StoredCase]) -> None:
    marks = ", ".join("?" for _ in StoredCase._fields)
    into = f"INSERT INTO {table} ({COLUMNS}) VALUES ({marks})"
    stream: Iterator[Any] = iter(rows)
    while chunk := list(islice(stream, _CHUNK)):
        conn.executemany(into, chunk)
