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
