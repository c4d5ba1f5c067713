"""Proves a ledger: derived tables against the facts, totals, the journal's chain, the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from overdue_cli.domain.counted import counted
from overdue_cli.domain.money import LARGEST_SUM
from overdue_cli.store.ledger.journal import broken_links
from overdue_cli.store.lists.stated_balances import balance_differences
from overdue_cli.store.loan.control_total import changed_outside
from overdue_cli.store.loan.facts import RulesOf, has_balances, has_lists, loans
from overdue_cli.store.loan.fresh_positions import (
    OPEN_ITEM_COLUMNS,
    POSITION_COLUMNS,
    open_item_rows,
    position_row,
)
from overdue_cli.store.loan.largest_sums import PART, sums


class Finding(NamedTuple):
    """One thing that is wrong: which check, about what, what stands there, what should."""

    check: str
    about: str
    field: str
    stored: str
    expected: str


def findings(conn: sqlite3.Connection, rules: RulesOf, today: date) -> Iterator[Finding]:
    """Everything that is wrong with the ledger; nothing when it is sound.

    Where facts are no integers, nothing can be computed from them.
    """
    yield from _file(conn)
    yield from _journal(conn)
    broken = list(not_whole(conn))
    yield from broken
    if any(is_of_facts(one) for one in broken):
        return
    yield from _totals(conn)
    yield from _sums(conn)
    yield from _plans(conn)
    yield from _derived(conn, rules, today)
    if has_lists(conn):
        yield from _inferred(conn, rules)
    if has_balances(conn):
        yield from _inferred_of_invoices(conn, rules)
    for loan_id in changed_outside(conn):
        yield Finding("facts", loan_id, "entry, plan or terms", "changed outside overdue", "")


def _file(conn: sqlite3.Connection) -> Iterator[Finding]:
    for row in conn.execute("PRAGMA main.quick_check"):
        if row[0] != "ok":
            yield Finding("file", "", "", str(row[0]), "ok")
    for table, rowid, parent, _ in conn.execute("PRAGMA main.foreign_key_check"):
        yield Finding("reference", f"{table} row {rowid}", "", "points at nothing", parent)


def _journal(conn: sqlite3.Connection) -> Iterator[Finding]:
    for one in broken_links(conn):
        yield Finding("journal", f"entry {one.journal_id}", one.field, one.stored, one.expected)


_WHOLE = "whole number"
_DERIVED = ("day_total", "position", "open_item", "case_state", "in_transit")
_TABLES = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


def positions_stored(conn: sqlite3.Connection) -> int:
    """How many loans have a position that is stored."""
    return int(conn.execute("SELECT count(*) FROM main.position").fetchone()[0])


def is_of_facts(finding: Finding) -> bool:
    """Whether a cell that is no integer stands in a table that is not derived from others."""
    return finding.check == _WHOLE and finding.about.partition(" ")[0] not in _DERIVED


def not_whole(conn: sqlite3.Connection) -> Iterator[Finding]:
    """Cells of money, counts and numbers that hold anything but integers."""
    for (table,) in conn.execute(_TABLES).fetchall():
        columns = conn.execute(f"PRAGMA main.table_info('{table}')").fetchall()
        names = [column["name"] for column in columns if column["type"].upper() == "INTEGER"]
        key = [column["name"] for column in columns if column["pk"]]
        wrong = " OR ".join(f"typeof({name}) NOT IN ('integer', 'null')" for name in names)
        rows = f"SELECT * FROM main.{table} WHERE {wrong}"
        for row in conn.execute(rows) if names else ():
            subject = f"{table} {' '.join(str(row[name]) for name in key)}"
            for name in names:
                if row[name] is not None and not isinstance(row[name], int):
                    yield Finding(_WHOLE, subject, name, repr(row[name]), "an integer")


# In two halves: what an older ledger sums to may be no integer.
_TOTALS = """
SELECT currency, day, kind, sum(stored) AS stored, sum(fresh / :part) AS high,
       sum(fresh % :part) AS low
  FROM (
    SELECT currency, day, kind, amount AS stored, 0 AS fresh FROM main.day_total
    UNION ALL
    SELECT currency, day, kind, 0, amount FROM entry_total WHERE voided_by IS NULL
    UNION ALL
    SELECT currency, day, kind, 0, amount FROM instalment_total WHERE voided_by IS NULL
    UNION ALL
    SELECT currency, day, kind, 0, amount FROM bank_total WHERE voided_by IS NULL)
 GROUP BY currency, day, kind
HAVING stored <> high * :part + low OR typeof(stored) <> 'integer'
"""


def _totals(conn: sqlite3.Connection) -> Iterator[Finding]:
    for row in conn.execute(_TOTALS, {"part": PART}):
        subject = f"{row['currency']} {row['day']} {row['kind']}"
        fresh = row["high"] * PART + row["low"]
        yield Finding("day_total", subject, "amount", str(row["stored"]), str(fresh))


def _sums(conn: sqlite3.Connection) -> Iterator[Finding]:
    """Currencies in which the money comes to more than the reports can add up."""
    for (currency, _), (total, _) in sums(conn).items():
        if total > LARGEST_SUM:
            yield Finding("sum", currency, "all money", str(total), f"at most {LARGEST_SUM}")


def _plans(conn: sqlite3.Connection) -> Iterator[Finding]:
    query = (
        "SELECT l.loan_id, l.principal, sum(i.principal) AS planned FROM loan l "
        "JOIN plan p ON p.loan_id = l.loan_id AND p.voided_by IS NULL "
        "JOIN instalment i ON i.loan_id = p.loan_id AND i.plan_id = p.plan_id "
        "WHERE l.voided_by IS NULL GROUP BY l.loan_id HAVING l.principal <> planned "
        "AND (p.source <> 'terms' OR planned IS NOT (SELECT sum(e.amount) FROM entry e "
        "WHERE e.loan_id = l.loan_id AND e.kind = 'disbursement' AND e.voided_by IS NULL))"
    )
    for row in conn.execute(query):
        sums = (str(row["planned"]), str(row["principal"]))
        yield Finding("plan", row["loan_id"], "sum of principals", *sums)


def _derived(conn: sqlite3.Connection, rules: RulesOf, today: date) -> Iterator[Finding]:
    """Each stored position against a fresh one, on a day for which the stored one holds."""
    from overdue_cli.domain.loan.position import position

    stored = _stored(conn)
    items = _stored_items(conn)
    names = POSITION_COLUMNS.split(", ")
    for row, loan in loans(conn, rules):
        kept = stored.pop(row["loan_id"], None)
        if kept is None:
            yield Finding("position", row["loan_id"], "", "missing", "")
            continue
        standing = position(loan, _day_in_range(kept, today))
        fresh = dict(zip(names, position_row(row, loan, standing), strict=True))
        for name in names:
            if name not in ("valid_from", "valid_until") and kept[name] != fresh[name]:
                yield Finding("position", row["loan_id"], name, str(kept[name]), str(fresh[name]))
        yield from _items(row["loan_id"], items.pop(row["loan_id"], {}), row, standing)
    for loan_id in stored:
        yield Finding("position", loan_id, "", "a position of no loan", "")
    for loan_id in items:
        yield Finding("open_item", loan_id, "", "an open item of no loan", "")


def _inferred(conn: sqlite3.Connection, rules: RulesOf) -> Iterator[Finding]:
    """What follows from the lists of another system, against what stands in the ledger."""
    from overdue_cli.store.lists.daily_lists import differences, note_all

    note_all(conn)
    for chunk in differences(conn, rules):
        for one in chunk:
            if one.wrong or one.missing:
                counts = (
                    counted(len(one.wrong), "entry", "entries"),
                    counted(len(one.missing), "entry", "entries"),
                )
                yield Finding("lists", one.loan_id, "inferred entries", *counts)
            if one.waiting or one.no_longer_waiting:
                counts = (
                    counted(len(one.no_longer_waiting), "row"),
                    counted(len(one.waiting), "row"),
                )
                yield Finding("lists", one.loan_id, "money in transit", *counts)
    conn.execute("DROP TABLE temp.relist")


def _inferred_of_invoices(conn: sqlite3.Connection, rules: RulesOf) -> Iterator[Finding]:
    """What follows from what files say is open of invoices, against what stands in the ledger."""
    for one in balance_differences(conn, rules):
        counts = (
            counted(len(one.wrong), "entry", "entries"),
            counted(len(one.missing), "entry", "entries"),
        )
        yield Finding("balances", one.loan_id, "inferred entries", *counts)


def _stored(conn: sqlite3.Connection) -> dict[str, dict[str, Any]]:
    rows = conn.execute(f"SELECT {POSITION_COLUMNS} FROM main.position")
    return {row["loan_id"]: dict(row) for row in rows}


def _stored_items(conn: sqlite3.Connection) -> dict[str, dict[int, tuple[Any, ...]]]:
    rows = conn.execute(f"SELECT {OPEN_ITEM_COLUMNS} FROM main.open_item ORDER BY loan_id, seq")
    return {
        loan_id: {row["seq"]: tuple(row) for row in group}
        for loan_id, group in groupby(rows, key=lambda row: row["loan_id"])
    }


def _day_in_range(kept: dict[str, Any], today: date) -> date:
    """Today where the stored row holds for it, else the first day for which it holds."""
    day = today.isoformat()
    if kept["valid_from"] <= day < kept["valid_until"]:
        return today
    return date.fromisoformat(kept["valid_from"])


def _items(
    loan_id: str, kept: dict[int, tuple[Any, ...]], row: sqlite3.Row, standing: Any
) -> Iterator[Finding]:
    names = OPEN_ITEM_COLUMNS.split(", ")
    fresh = {cells[1]: cells for cells in open_item_rows(row, standing)}
    for seq in sorted(kept.keys() | fresh.keys()):
        old, new = kept.get(seq), fresh.get(seq)
        subject = f"{loan_id} instalment {seq}"
        if old is None or new is None:
            yield Finding("open_item", subject, "", "missing" if old is None else "not open", "")
            continue
        for name, left, right in zip(names, old, new, strict=True):
            if left != right:
                yield Finding("open_item", subject, name, str(left), str(right))
