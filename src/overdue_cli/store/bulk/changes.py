"""What staged rows say that the ledger does not hold: found, noted as changes, and taken over."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

_NOTE = """
INSERT INTO change (journal_id, of_table, of_id, field, old, new)
SELECT :journal, '{table}', c.{table}_id, '{field}', c.{field}, s.{field}
  FROM {news} s JOIN {table} c ON c.{table}_id = s.{table}_id AND c.voided_by IS NULL
 WHERE s.{field} IS NOT NULL AND s.{field} IS NOT c.{field} {also}
"""
_TAKE_OVER = """
UPDATE {table} SET {assignments} FROM {news} s
 WHERE s.{table}_id = {table}.{table}_id AND {table}.voided_by IS NULL AND ({differs}) {also}
"""

# Fields that a person set last, with what stood there before the person came.
_BY_HAND = """
CREATE TEMP TABLE by_hand AS
SELECT b.of_id, b.field, min(b.change_id) AS first FROM change b JOIN journal j USING (journal_id)
 WHERE b.of_table = :table AND j.command = 'set' GROUP BY b.of_id, b.field
"""
_SINCE_OTHERS = """
SELECT h.of_id, h.field, c.old, j.command FROM temp.by_hand h
  JOIN change c ON c.of_table = :table AND c.of_id = h.of_id AND c.field = h.field
       AND c.change_id >= h.first
  JOIN journal j ON j.journal_id = c.journal_id ORDER BY c.change_id
"""
_NO_NEWS = """
UPDATE {news} SET {field} = NULL WHERE {table}_id = ? AND CAST({field} AS TEXT) = ?
"""


def keep_what_was_set(
    conn: sqlite3.Connection, table: str, news: str, fields: Sequence[str]
) -> None:
    """Takes out of ``news`` what a person has corrected and the source still says as before."""
    conn.execute("DROP TABLE IF EXISTS temp.by_hand")
    conn.execute(_BY_HAND, {"table": table})
    before: dict[tuple[str, str], str | None] = {}
    for of_id, field, old, command in conn.execute(_SINCE_OTHERS, {"table": table}).fetchall():
        if command != "set":
            before.pop((of_id, field), None)
        else:
            before.setdefault((of_id, field), old)
    for (of_id, field), old in before.items():
        if field in fields and old:
            conn.execute(_NO_NEWS.format(news=news, field=field, table=table), (of_id, old))


def differs(fields: Sequence[str], news: str = "s", old: str = "c") -> str:
    """SQL that holds when a row says something else than the ledger; what is NULL says nothing."""
    return " OR ".join(f"({news}.{f} IS NOT NULL AND {news}.{f} IS NOT {old}.{f})" for f in fields)


def note_changes(
    conn: sqlite3.Connection,
    table: str,
    news: str,
    fields: Sequence[str],
    values: Mapping[str, Any],
    also: str = "",
) -> None:
    """Notes field by field what rows of a temporary table (``s``) say otherwise."""
    for field in fields:
        conn.execute(_NOTE.format(table=table, news=news, field=field, also=also), values)


def take_over(
    conn: sqlite3.Connection,
    table: str,
    news: str,
    fields: Sequence[str],
    values: Mapping[str, Any],
    also: str = "",
) -> None:
    """Sets what those rows say in the ledger. Triggers must be on."""
    assignments = ", ".join(f"{f} = coalesce(s.{f}, {table}.{f})" for f in fields)
    different = differs(fields, old=table)
    query = _TAKE_OVER.format(
        table=table, news=news, assignments=assignments, differs=different, also=also
    )
    conn.execute(query, values)
