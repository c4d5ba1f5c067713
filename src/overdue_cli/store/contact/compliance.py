"""The SQL of the compliance report: contacts made against the gate, and how many were judged."""

from __future__ import annotations

import sqlite3

_IN_PERIOD = "k.voided_by IS NULL AND k.channel <> 'note' AND k.at_utc BETWEEN :start AND :end"

_AGAINST = f"""
SELECT k.at, k.customer_id, c.name, k.loan_id, k.channel, k.direction, k.person, k.place,
       k.purpose, k.outcome, k.verdict, k.verdict_rule, k.verdict_policy, k.override_reason,
       k.officer, k.journal_id
  FROM contact k JOIN customer c ON c.customer_id = k.customer_id
 WHERE {_IN_PERIOD} AND k.verdict IN ('warn', 'block')
   AND (:officer = '' OR k.officer = :officer)
 ORDER BY k.at_utc, k.contact_id
"""
_COUNTS = f"""
SELECT k.officer, count(*) AS contacts, sum(k.verdict = 'allow') AS allowed,
       sum(k.verdict = 'warn') AS warned,
       sum(k.verdict = 'warn' AND k.override_reason <> '') AS overridden,
       sum(k.verdict = 'block') AS blocked, sum(k.verdict = '') AS not_judged
  FROM contact k
 WHERE {_IN_PERIOD} AND (:officer = '' OR k.officer = :officer)
 GROUP BY k.officer ORDER BY k.officer
"""


def against_the_gate(
    conn: sqlite3.Connection, start: str, end: str, officer: str
) -> list[sqlite3.Row]:
    """Contacts between two moments (UTC text) that the gate warned of or blocked."""
    return conn.execute(_AGAINST, {"start": start, "end": end, "officer": officer}).fetchall()


def gate_counts(conn: sqlite3.Connection, start: str, end: str, officer: str) -> list[sqlite3.Row]:
    """Contacts per officer between two moments: allowed, warned, blocked, never judged."""
    return conn.execute(_COUNTS, {"start": start, "end": end, "officer": officer}).fetchall()
