"""Payments that stand divided among the loans of a customer, joined on the customer's account.

Releases up to 0.3 wrote a payment that names a customer and no loan as one entry per loan. The
parts, what takes them back, and the bank lines tied to them are voided; one entry on the account
takes their place. Nothing is deleted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from overdue_cli.domain.loan.loan import Loan
from overdue_cli.store.loan.account import MARK, is_debt, open_accounts
from overdue_cli.store.loan.facts import RulesOf, loans_by_themselves

#: Money that a customer pays or is given; a recovery names what was written off.
_KINDS = "'repayment', 'goodwill', 'merchant_refund', 'payout_refund', 'proceeds'"

# One id on several loans can only come from a row that named none of them.
_OF_TRANSACTIONS = f"""
INSERT INTO temp.part (entry_id, payment)
SELECT e.entry_id, 'transaction ' || e.transaction_id FROM entry e
 WHERE e.voided_by IS NULL AND e.transaction_id IN (
       SELECT e.transaction_id FROM entry e JOIN loan l ON l.loan_id = e.loan_id
        WHERE e.transaction_id IS NOT NULL AND e.voided_by IS NULL
        GROUP BY e.transaction_id
       HAVING count(*) > 1 AND sum(e.kind NOT IN ({_KINDS}) OR e.inferred <> 0) = 0
          AND min(e.kind) = max(e.kind) AND min(e.value_on) = max(e.value_on)
          AND min(e.journal_id) = max(e.journal_id) AND min(l.customer_id) = max(l.customer_id)
          AND min(l.currency) = max(l.currency) AND sum(NOT {is_debt("l")}) = 0)
"""
_LINES = f"""
SELECT m.statement_line_id, m.journal_id, l.customer_id, l.currency, e.value_on, e.entry_id,
       e.loan_id, e.amount
  FROM line_match m JOIN journal j ON j.journal_id = m.journal_id
  JOIN entry e ON e.entry_id = m.entry_id JOIN loan l ON l.loan_id = e.loan_id
 WHERE m.kind = 'booked' AND m.voided_by IS NULL AND j.command = 'match'
   AND json_extract(j.details, '$.line') = m.statement_line_id
   AND e.voided_by IS NULL AND e.kind = 'repayment' AND {is_debt("l")}
 ORDER BY m.statement_line_id, m.journal_id, e.entry_id
"""
_LINE_PART = "INSERT INTO temp.part (entry_id, payment) VALUES (?, ?)"
# New debt that a chargeback made, and credit that was paid out, stand on the loans themselves.
_STAYING = """
SELECT DISTINCT p.payment FROM temp.part p JOIN entry e ON e.entry_id = p.entry_id
 WHERE EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.entry_id AND r.voided_by IS NULL
                  AND r.kind <> 'reversal')
    OR EXISTS (SELECT 1 FROM entry r WHERE r.loan_id = e.loan_id AND r.voided_by IS NULL
                  AND r.kind = 'credit_refund')
"""
_TABLES = """
CREATE TEMP TABLE part (entry_id INTEGER PRIMARY KEY, payment TEXT NOT NULL);
CREATE TEMP TABLE joined (payment TEXT PRIMARY KEY, entry_id INTEGER, customer_id TEXT,
                          currency TEXT);
CREATE TEMP TABLE back (entry_id INTEGER PRIMARY KEY, payment TEXT NOT NULL, back TEXT NOT NULL);
CREATE TEMP TABLE joined_back (back TEXT PRIMARY KEY, entry_id INTEGER, payment TEXT)
"""
_JOINED = """
INSERT INTO temp.joined
SELECT p.payment, (SELECT max(entry_id) FROM entry)
                  + row_number() OVER (ORDER BY min(e.value_on), min(e.entry_id)),
       min(l.customer_id), min(l.currency)
  FROM temp.part p JOIN entry e ON e.entry_id = p.entry_id JOIN loan l ON l.loan_id = e.loan_id
 GROUP BY p.payment
"""
_BACK = """
INSERT INTO temp.back
SELECT r.entry_id, p.payment,
       p.payment || ' ' || r.journal_id || ' ' || r.value_on || ' '
       || coalesce(r.transaction_id, '')
  FROM temp.part p JOIN entry r ON r.reverses = p.entry_id AND r.voided_by IS NULL
"""
_JOINED_BACK = """
INSERT INTO temp.joined_back
SELECT b.back, (SELECT max(entry_id) FROM entry) + row_number() OVER (ORDER BY min(b.entry_id)),
       min(b.payment)
  FROM temp.back b GROUP BY b.back
"""
_INSERT = """
INSERT INTO entry (entry_id, loan_id, kind, value_on, amount, due_on, reverses, components,
                   transaction_id, channel, note, payer, journal_id)
SELECT j.entry_id, :mark || j.customer_id || ':' || j.currency, min(e.kind), min(e.value_on),
       sum(e.amount), NULL, {reverses}, '', min(e.transaction_id), min(e.channel), min(e.note),
       min(e.payer), :journal
  FROM {parts} p JOIN entry e ON e.entry_id = p.entry_id JOIN {joined} j ON {tie}
 GROUP BY j.entry_id ORDER BY j.entry_id
"""
_JOIN_BACK = """
(SELECT b.back, b.entry_id, j.customer_id, j.currency, j.entry_id AS paid
   FROM temp.joined_back b JOIN temp.joined j ON j.payment = b.payment)
"""
_OLD = "SELECT entry_id FROM temp.part UNION ALL SELECT entry_id FROM temp.back"
_NEW = """
SELECT p.entry_id AS old, j.entry_id AS new FROM temp.part p JOIN temp.joined j USING (payment)
 UNION ALL
SELECT b.entry_id, j.entry_id FROM temp.back b JOIN temp.joined_back j USING (back)
"""
_TIE = f"""
INSERT INTO line_match (statement_line_id, kind, entry_id, amount, payer_account_id, evidence,
                        journal_id)
SELECT m.statement_line_id, m.kind, n.new, sum(m.amount), min(m.payer_account_id),
       min(m.evidence), :journal
  FROM line_match m JOIN ({_NEW}) n ON n.old = m.entry_id
 WHERE m.voided_by = :journal
 GROUP BY m.statement_line_id, m.kind, n.new
"""


class LinePart(NamedTuple):
    """What a bank line that a person matched paid on one loan; the amount in minor units."""

    line: int
    journal_id: int
    customer_id: str
    currency: str
    on: str
    entry_id: int
    loan_id: str
    amount: int


def line_parts(conn: sqlite3.Connection) -> list[LinePart]:
    """What was matched by hand, line by line, in the order of recording."""
    return [LinePart(*row) for row in conn.execute(_LINES)]


def loans_as_known(
    conn: sqlite3.Connection, rules: RulesOf, customer_id: str, known: int
) -> Iterator[tuple[sqlite3.Row, Loan]]:
    """The loans of a customer as they stood by themselves at a journal entry, by loan id."""
    return loans_by_themselves(
        conn,
        rules,
        ids_query="SELECT loan_id FROM loan WHERE customer_id = :customer_id",
        known=known,
        bound={"customer_id": customer_id},
    )


def join_divided(
    conn: sqlite3.Connection, journal_id: int, lines: Iterable[LinePart]
) -> tuple[int, int]:
    """How many divided payments were joined, and how many stay divided.

    ``lines`` are the parts of bank lines that were divided. Those stay of which a part was charged
    back, or whose loans had credit paid out.
    """
    for table in _TABLES.split(";"):
        conn.execute(table)
    conn.execute(_OF_TRANSACTIONS)
    conn.executemany(
        _LINE_PART, ((one.entry_id, f"line {one.line} {one.journal_id}") for one in lines)
    )
    staying = [row[0] for row in conn.execute(_STAYING)]
    conn.executemany("DELETE FROM temp.part WHERE payment = ?", ((one,) for one in staying))
    conn.execute(_JOINED)
    count = int(conn.execute("SELECT count(*) FROM temp.joined").fetchone()[0])
    if count:
        _write(conn, journal_id)
    for table in ("part", "joined", "back", "joined_back"):
        conn.execute(f"DROP TABLE temp.{table}")
    return count, len(staying)


def _write(conn: sqlite3.Connection, journal_id: int) -> None:
    values = {"journal": journal_id, "mark": MARK}
    open_accounts(conn, "SELECT DISTINCT customer_id, currency FROM temp.joined", {}, journal_id)
    conn.execute(
        _INSERT.format(
            reverses="NULL", parts="temp.part", joined="temp.joined", tie="j.payment = p.payment"
        ),
        values,
    )
    conn.execute(_BACK)
    conn.execute(_JOINED_BACK)
    conn.execute(
        _INSERT.format(
            reverses="j.paid", parts="temp.back", joined=_JOIN_BACK, tie="j.back = p.back"
        ),
        values,
    )
    for table in ("line_match", "entry"):
        conn.execute(
            f"UPDATE {table} SET voided_by = :journal "
            f"WHERE voided_by IS NULL AND entry_id IN ({_OLD})",
            values,
        )
    conn.execute(_TIE, values)
