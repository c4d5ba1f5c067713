"""What staged rows say that the ledger does not hold: found, noted as changes, and taken over."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

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

# Fields that ever changed, of what a source tells of now, with what this source said of each
# last. Where it said nothing since, it last said what stood there before the first change.
_PARTED = """
CREATE TEMP TABLE parted AS
SELECT of_id, field, iif(said IS NULL, old, said) AS last FROM (
SELECT c.of_id, c.field, c.old, min(c.change_id), (
       SELECT v.value FROM source_value v
        WHERE v.of_table = :table AND v.of_id = c.of_id AND v.field = c.field
          AND v.source = :source AND v.voided_by IS NULL
        ORDER BY v.source_value_id DESC LIMIT 1) AS said
  FROM change c
 WHERE c.of_table = :table AND c.of_id IN (SELECT {table}_id FROM {news})
 GROUP BY c.of_id, c.field)
"""
_NO_NEWS = """
UPDATE {news} SET {field} = NULL
 WHERE {field} IS NOT NULL AND ({table}_id, CAST({field} AS TEXT)) IN (
       SELECT of_id, last FROM temp.parted WHERE field = '{field}')
"""
# The source says for the first time what another source, or a person, said before it.
_SAID_BEFORE = """
INSERT INTO source_value (of_table, of_id, field, source, value, journal_id)
SELECT :table, p.of_id, p.field, :source, CAST(s.{field} AS TEXT), :journal
  FROM temp.parted p JOIN {news} s ON s.{table}_id = p.of_id
  JOIN {table} c ON c.{table}_id = p.of_id AND c.voided_by IS NULL
 WHERE p.field = '{field}' AND s.{field} IS c.{field}
"""
_SAID = """
INSERT INTO source_value (of_table, of_id, field, source, value, journal_id)
SELECT of_table, of_id, field, :source, new, journal_id FROM change
 WHERE journal_id = :journal AND of_table = :table AND change_id > :last
"""
_LAST_CHANGE = "SELECT coalesce(max(change_id), 0) FROM change"


class Telling(NamedTuple):
    """Who tells: a kind of file, in a journal entry."""

    source: str
    journal_id: int


def keep_news(
    conn: sqlite3.Connection, table: str, news: str, fields: Sequence[str], telling: Telling
) -> None:
    """Takes out of ``news`` (a temporary table) what its source said last time already.

    What a person or another source has changed since then stays as it is.
    """
    conn.execute("DROP TABLE IF EXISTS temp.parted")
    values = {"table": table, "source": telling.source, "journal": telling.journal_id}
    conn.execute(_PARTED.format(table=table, news=news), values)
    parted = {row[0] for row in conn.execute("SELECT DISTINCT field FROM temp.parted")}
    for field in parted.intersection(fields):
        conn.execute(_NO_NEWS.format(table=table, news=news, field=field))
        conn.execute(_SAID_BEFORE.format(table=table, news=news, field=field), values)


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
    source: str = "",
) -> None:
    """Notes field by field what rows of a temporary table (``s``) say otherwise.

    ``source`` is the kind of file that says it; '' where nobody asks who said what.
    """
    last = conn.execute(_LAST_CHANGE).fetchone()[0]
    for field in fields:
        conn.execute(_NOTE.format(table=table, news=news, field=field, also=also), values)
    if source:
        conn.execute(_SAID, {**values, "table": table, "source": source, "last": last})


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
