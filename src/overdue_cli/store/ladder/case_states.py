"""Keeps ``case_state`` equal to what the facts say on a day.

A stored row is true for every day in [valid_from, valid_until) until a fact around its customer
changes: triggers and the refresh of positions name such customers in ``touched_case``. So a new
day, or a call that was logged, costs only the customers it concerns. Today's answer is stored; a
question about any other day reads a temporary table, as it does positions.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from overdue_cli.domain.ladder.holds import CaseTerms
from overdue_cli.domain.moments import Moment
from overdue_cli.store.derived import Derived
from overdue_cli.store.ladder.case_facts import CaseScope, cases
from overdue_cli.store.ladder.case_rows import StatesOf, StoredCase

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

    def scope(self, moment: Moment, derived: Derived, known: int | None = None) -> CaseScope:
        """What is read around each customer."""
        return CaseScope(moment, derived, known, items=self.items)


def outdated(conn: sqlite3.Connection, day: date, derived_by: str) -> str:
    """SQL that selects the customers whose stored rows do not hold on ``day``; '' for none."""
    if _stored_by(conn) != derived_by:
        return _ALL
    stale = _STALE.format(day=day.isoformat())
    return stale if conn.execute(f"{stale} LIMIT 1").fetchone() else ""


def count_of(conn: sqlite3.Connection, customers: str) -> int:
    """How many customers a query selects."""
    return int(conn.execute(f"SELECT count(*) FROM ({customers})").fetchone()[0])


def changed(conn: sqlite3.Connection) -> list[str]:
    """The customers whose facts changed since they were last judged."""
    return [row[0] for row in conn.execute("SELECT customer_id FROM main.touched_case")]


def store_case_states(
    conn: sqlite3.Connection, rules: CaseRules, scope: CaseScope, customers: str
) -> None:
    """Computes these customers anew for a moment; inside the caller's transaction."""
    ids = [row[0] for row in conn.execute(f"{customers} ORDER BY 1")]
    conn.executemany("DELETE FROM main.case_state WHERE customer_id = ?", ((i,) for i in ids))
    _insert(conn, "main.case_state", fresh_states(conn, rules, scope, ids))
    conn.execute("DELETE FROM touched_case")
    conn.execute(
        "INSERT INTO setting (name, value) VALUES ('cases_by', ?) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (rules.derived_by,),
    )


def fresh_case_states(
    conn: sqlite3.Connection, rules: CaseRules, scope: CaseScope, customers: str = ""
) -> str:
    """The name of a temporary table for a moment: fresh rows, and stored ones beside them.

    ``customers`` selects those to compute, and the rows of the others hold; '' computes all.
    """
    conn.execute("CREATE TEMP TABLE fresh_case_state AS SELECT * FROM main.case_state WHERE 0")
    ids = [row[0] for row in conn.execute(f"{customers} ORDER BY 1")] if customers else None
    _insert(conn, "temp.fresh_case_state", fresh_states(conn, rules, scope, ids))
    conn.execute("CREATE INDEX temp.ix_fresh_case_state ON fresh_case_state (customer_id)")
    if ids is None:
        return "temp.fresh_case_state"
    conn.execute("CREATE TEMP TABLE replaced (customer_id TEXT PRIMARY KEY)")
    conn.executemany("INSERT INTO temp.replaced VALUES (?)", ((i,) for i in ids))
    conn.execute(
        "CREATE TEMP VIEW all_case_states AS SELECT * FROM temp.fresh_case_state UNION ALL "
        "SELECT * FROM main.case_state "
        "WHERE customer_id NOT IN (SELECT customer_id FROM temp.replaced)"
    )
    return "temp.all_case_states"


def fresh_states(
    conn: sqlite3.Connection, rules: CaseRules, scope: CaseScope, ids: Iterable[str] | None = None
) -> Iterator[StoredCase]:
    """Freshly computed rows, customer by customer."""
    for case in cases(conn, rules.terms, scope, ids):
        yield from rules.states_of(case, scope.moment.day)


def differences(
    conn: sqlite3.Connection, rules: CaseRules, scope: CaseScope
) -> Iterator[tuple[str, str, str, str]]:
    """Stored rows that hold for the day but do not say what the facts do.

    Each as (customer, field, what is stored, what it should be).

    Rows whose customer was touched since are no fault: they are computed anew before anybody reads
    them.
    """
    if _stored_by(conn) != rules.derived_by:
        return
    day = scope.moment.day.isoformat()
    stored: dict[str, dict[str, StoredCase]] = {}
    for row in conn.execute(
        f"SELECT {COLUMNS} FROM main.case_state s WHERE valid_from <= ? AND ? < valid_until "
        "AND NOT EXISTS (SELECT 1 FROM main.touched_case t WHERE t.customer_id = s.customer_id) "
        "ORDER BY customer_id, unit",
        (day, day),
    ):
        stored.setdefault(row["customer_id"], {})[row["unit"]] = StoredCase(*row)
    fresh: dict[str, dict[str, StoredCase]] = {}
    for one in fresh_states(conn, rules, scope, list(stored)):
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


def _insert(conn: sqlite3.Connection, table: str, rows: Iterable[StoredCase]) -> None:
    placeholders = ", ".join("?" for _ in StoredCase._fields)
    into = f"INSERT INTO {table} ({COLUMNS}) VALUES ({placeholders})"
    stream: Iterator[Any] = iter(rows)
    while chunk := list(islice(stream, _CHUNK)):
        conn.executemany(into, chunk)
