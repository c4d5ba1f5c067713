"""Invoices and credit notes of a file: loans without interest, with what settled them.

An invoice has one instalment, or one for each of its terms.

An invoice has up to one settlement entry (transaction id ``settlement:ID``), a credit note one
entry for the credit (``credit:ID``) and one for what of it was used (``settlement:ID``). What a
file shows as paid and does not date is kept as a balance of the day of the file
(``stated_balance``); what nobody recorded of it is inferred (``store/lists/stated_balances.py``).
An invoice with such balances gets one more on the day on which it was settled, so that nothing
counts twice.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from overdue_cli.store.bulk.changes import Telling, differs, keep_news, note_changes, take_over
from overdue_cli.store.bulk.currency import digit_faults, settle_currency
from overdue_cli.store.bulk.stage import RowCheck, RowFault, account_ids, failing
from overdue_cli.store.lists.stated_balances import note_balances, recorded
from overdue_cli.store.loan.account import is_debt

#: What stands on an invoice beside its money.
_TEXTS = ("product", "officer", "branch", "channel", "matter", "order_no", "contact")
FIELDS = (
    *("customer_id", "kind", "currency", "principal", "disbursed_on", "method", "disputed"),
    *_TEXTS,
    *("discount_percent", "discount_until", "applies_to"),
)

# What was taken off an invoice that was paid early, the rest of it being there in time.
_DISCOUNT = """coalesce((
               SELECT min(off, principal - paid) FROM (
               SELECT l.principal, CAST(round(l.principal * l.discount_percent / 100.0) AS INTEGER)
                      AS off, (SELECT coalesce(sum(e.amount), 0) FROM entry e
                        WHERE e.loan_id = l.loan_id AND e.voided_by IS NULL
                          AND e.value_on <= l.discount_until AND e.kind = 'repayment'
                          AND NOT EXISTS (SELECT 1 FROM entry r
                              WHERE r.reverses = e.entry_id AND r.voided_by IS NULL)) AS paid
                 FROM loan l WHERE l.loan_id = w.loan_id AND l.discount_until IS NOT NULL
                  AND l.voided_by IS NULL)
                WHERE paid >= principal - off AND paid < principal), 0)"""
_INFERRED = """coalesce((
               SELECT sum(CASE e.kind WHEN 'reversal' THEN -e.amount ELSE e.amount END)
                 FROM entry e WHERE e.loan_id = w.loan_id AND e.voided_by IS NULL
                  AND e.inferred = 1 AND e.value_on <= w.day), 0)"""
# The settlement of an earlier file, as long as this one shows as much.
_KEPT = "AND (e.transaction_id IS NOT 'settlement:' || w.loan_id OR e.amount <= w.settled)"
_RECORDED = recorded("w.loan_id", "w.day", also=_KEPT)
_OUTSTANDING = """
SELECT row FROM temp.stage_invoices
 WHERE file = :file AND outstanding IS NOT NULL
   AND (abs(outstanding) > abs(amount) OR outstanding < 0 AND amount >= 0
        OR outstanding > 0 AND amount < 0)
"""
_OTHER_KIND = """
SELECT s.row FROM temp.stage_invoices s JOIN loan l ON l.loan_id = s.invoice_id
 WHERE s.file = :file AND l.voided_by IS NULL AND l.kind = 'loan'
"""
_OTHER_CURRENCY = """
SELECT s.row, l.currency FROM temp.stage_invoices s JOIN loan l ON l.loan_id = s.invoice_id
 WHERE s.file = :file AND l.voided_by IS NULL AND l.kind <> 'loan' AND s.currency <> l.currency
   AND EXISTS (SELECT 1 FROM entry e WHERE e.loan_id = l.loan_id AND e.voided_by IS NULL)
"""
_BILLED = f"""
CREATE TEMP TABLE billed AS
SELECT s.row, s.invoice_id AS loan_id, s.customer_id, s.currency, s.disputed, s.due_on,
       {", ".join(_TEXTS)}, s.discount_percent, s.discount_until,
       CASE WHEN s.amount < 0 THEN s.applies_to END AS applies_to,
       CASE WHEN s.amount < 0 THEN 'credit_note' ELSE 'invoice' END AS kind,
       CASE WHEN s.amount < 0 THEN '' ELSE 'invoice' END AS method,
       max(s.amount, 0) / m.factor AS principal, abs(s.amount) / m.factor AS amount,
       s.issued_on AS disbursed_on,
       CASE WHEN s.outstanding IS NOT NULL THEN (abs(s.amount) - abs(s.outstanding)) / m.factor
            WHEN s.settled_on IS NOT NULL THEN abs(s.amount) / m.factor ELSE 0 END AS settled,
       s.settled_on,
       s.amount >= 0 AND (s.outstanding IS NOT NULL AND s.settled_on IS NULL
            OR (s.settled_on IS NOT NULL OR :tells) AND EXISTS (
               SELECT 1 FROM stated_balance b
                WHERE b.loan_id = s.invoice_id AND b.voided_by IS NULL)) AS states,
       s.amount < 0 AND s.outstanding < 0 AND s.settled_on IS NULL AS unused,
       coalesce(s.settled_on, s.as_of, :day) AS day,
       CASE WHEN s.settled_on IS NOT NULL THEN s.settled_on
            ELSE coalesce(s.issued_on, min(s.due_on, :today)) END AS paid_on,
       NULL AS terms,
       coalesce(s.issued_on, s.due_on) AS credit_on
  FROM temp.stage_invoices s JOIN temp.minor m USING (currency)
 WHERE s.file = :file AND s.state = 'new'
"""
# The terms of an invoice of several due dates: [[due_on, minor units], …]; NULL for one alone.
_TERMS = """
UPDATE temp.billed AS w SET terms = (
       SELECT json_group_array(json_array(t.due_on, t.amount / m.factor)) FROM (
              SELECT due_on, amount FROM temp.invoice_term
               WHERE file = :file AND row = w.row ORDER BY due_on) t
         JOIN temp.minor m ON m.currency = w.currency)
 WHERE row IN (SELECT row FROM temp.invoice_term WHERE file = :file)
"""
_OTHER_TERMS = """w.terms IS NOT (
          SELECT json_group_array(json_array(t.due_on, t.principal)) FROM (
                 SELECT i.due_on, i.principal
                   FROM plan p JOIN instalment i USING (loan_id, plan_id)
                  WHERE p.loan_id = w.loan_id AND p.voided_by IS NULL ORDER BY i.seq) t)"""
_MARK = """
UPDATE temp.stage_invoices AS s SET state = CASE WHEN {differs}
       OR w.kind = 'invoice' AND w.terms IS NULL AND NOT EXISTS (
          SELECT 1 FROM plan p JOIN instalment i USING (loan_id, plan_id)
           WHERE p.loan_id = w.loan_id AND p.voided_by IS NULL AND i.due_on = w.due_on
             AND i.principal = w.principal)
       OR w.terms IS NOT NULL AND {other_terms}
       OR EXISTS (SELECT 1 FROM temp.missing_entry e WHERE e.loan_id = w.loan_id)
       OR EXISTS (SELECT 1 FROM temp.wrong_entry e WHERE e.loan_id = w.loan_id)
       OR EXISTS (SELECT 1 FROM temp.stated u WHERE u.loan_id = w.loan_id
                     AND u.news AND u.target <> u.inferred)
       THEN 'changed' ELSE 'unchanged' END
  FROM temp.billed w JOIN loan c ON c.loan_id = w.loan_id AND c.voided_by IS NULL
 WHERE s.file = :file AND s.row = w.row
"""
# What a file says is open, not when the rest was paid: ``target`` of it nobody recorded.
_STATED = f"""
CREATE TEMP TABLE stated AS
SELECT row, loan_id, day, amount, amount - settled AS outstanding, settled, recorded, inferred,
       max(settled - recorded, 0) AS target, known, news
  FROM (SELECT w.row, w.loan_id, w.day, w.amount, w.settled,
               min({_RECORDED} + {_DISCOUNT}, w.amount) AS recorded,
               {_INFERRED} AS inferred,
               EXISTS (SELECT 1 FROM stated_balance b
                        WHERE b.loan_id = w.loan_id AND b.voided_by IS NULL) AS known,
               NOT EXISTS (SELECT 1 FROM stated_balance b
                            WHERE b.loan_id = w.loan_id AND b.voided_by IS NULL
                              AND b.as_of = w.day AND b.amount = w.amount
                              AND b.outstanding = w.amount - w.settled) AS news
          FROM temp.billed w WHERE w.states)
"""
_DUE_ENTRY = """
CREATE TEMP TABLE due_entry AS
SELECT row, loan_id, 'credit:' || loan_id AS transaction_id, 'merchant_refund' AS kind,
       credit_on AS value_on, amount, 1 AS dated
  FROM temp.billed WHERE kind = 'credit_note' AND amount > 0
 UNION ALL
SELECT row, loan_id, 'settlement:' || loan_id,
       CASE kind WHEN 'invoice' THEN 'repayment' ELSE 'credit_refund' END, paid_on, settled,
       settled_on IS NOT NULL
  FROM temp.billed WHERE settled > 0 AND NOT states
"""
# A settlement that a file dated stands beside balances that show as much.
_WRONG_ENTRY = """
CREATE TEMP TABLE wrong_entry AS
SELECT e.entry_id, e.loan_id, e.transaction_id
  FROM temp.billed w JOIN entry e ON e.loan_id = w.loan_id AND e.voided_by IS NULL
  LEFT JOIN temp.due_entry n
         ON n.transaction_id = e.transaction_id AND n.kind = e.kind AND n.amount = e.amount
        AND (n.value_on = e.value_on OR NOT n.dated)
 WHERE n.row IS NULL AND (e.transaction_id = 'credit:' || w.loan_id
        OR :tells AND e.transaction_id = 'settlement:' || w.loan_id
           AND (NOT w.states OR e.amount > w.settled))
"""
_MISSING_ENTRY = """
CREATE TEMP TABLE missing_entry AS
SELECT n.* FROM temp.due_entry n
 WHERE NOT EXISTS (SELECT 1 FROM entry e
        WHERE e.loan_id = n.loan_id AND e.transaction_id = n.transaction_id
          AND e.voided_by IS NULL AND e.kind = n.kind AND e.amount = n.amount
          AND (n.value_on = e.value_on OR NOT n.dated))
"""
_INDEXES = (
    "CREATE INDEX temp.ix_billed ON billed (loan_id)",
    "CREATE INDEX temp.ix_due_entry ON due_entry (transaction_id)",
    "CREATE INDEX temp.ix_missing_entry ON missing_entry (loan_id)",
    "CREATE INDEX temp.ix_wrong_entry ON wrong_entry (loan_id)",
)
_RESTS = """
SELECT w.row FROM temp.wrong_entry x JOIN temp.billed w USING (loan_id)
 WHERE EXISTS (SELECT 1 FROM entry r WHERE r.reverses = x.entry_id AND r.voided_by IS NULL)
"""
_DROP_REJECTED = """
DELETE FROM temp.billed WHERE row IN (
       SELECT row FROM temp.bad_row WHERE kind = 'invoices' AND file = :file)
"""
_DROP_OTHERS = """
DELETE FROM temp.{table} WHERE loan_id NOT IN (SELECT loan_id FROM temp.billed)
"""
_VOID_ENTRY = """
UPDATE entry SET voided_by = :journal WHERE entry_id IN (SELECT entry_id FROM temp.wrong_entry)
"""
_VOID_PLAN = f"""
UPDATE plan SET voided_by = :journal
 WHERE voided_by IS NULL AND loan_id IN (
       SELECT w.loan_id FROM temp.billed w
         JOIN plan p ON p.loan_id = w.loan_id AND p.voided_by IS NULL
         JOIN instalment i ON i.loan_id = p.loan_id AND i.plan_id = p.plan_id
        WHERE w.kind <> 'invoice'
           OR w.terms IS NULL AND (i.due_on <> w.due_on OR i.principal <> w.principal)
           OR w.terms IS NOT NULL AND {_OTHER_TERMS})
"""
_LOANS = f"""
INSERT INTO loan (loan_id, customer_id, kind, currency, principal, disbursed_on, method, unit,
       day_count, interest_period, rounding, allocation, purpose, security, disputed,
       {", ".join(_TEXTS)}, discount_percent, discount_until, applies_to, journal_id)
SELECT w.loan_id, w.customer_id, w.kind, w.currency, w.principal, w.disbursed_on, w.method, '',
       '', '', '', '', '', '', coalesce(w.disputed, 0),
       {", ".join(f"coalesce(w.{one}, '')" for one in _TEXTS)},
       w.discount_percent, w.discount_until, coalesce(w.applies_to, ''), :journal
  FROM temp.billed w LEFT JOIN loan c ON c.loan_id = w.loan_id AND c.voided_by IS NULL
 WHERE c.loan_id IS NULL ORDER BY w.row
    ON CONFLICT (loan_id) DO UPDATE SET customer_id = excluded.customer_id, kind = excluded.kind,
       currency = excluded.currency, principal = excluded.principal,
       disbursed_on = excluded.disbursed_on, method = excluded.method,
       disputed = excluded.disputed, {", ".join(f"{one} = excluded.{one}" for one in _TEXTS)},
       discount_percent = excluded.discount_percent, discount_until = excluded.discount_until,
       applies_to = excluded.applies_to,
       journal_id = excluded.journal_id, voided_by = NULL
"""
_PLANS = """
INSERT INTO plan (loan_id, source, journal_id)
SELECT loan_id, 'terms', :journal FROM temp.billed w
 WHERE kind = 'invoice' AND NOT EXISTS (
       SELECT 1 FROM plan p WHERE p.loan_id = w.loan_id AND p.voided_by IS NULL) ORDER BY row
"""
_INSTALMENTS = """
INSERT INTO instalment (loan_id, plan_id, seq, due_on, principal, interest, fee)
SELECT w.loan_id, p.plan_id, 1, w.due_on, w.principal, 0, 0
  FROM temp.billed w CROSS JOIN plan p ON p.loan_id = w.loan_id AND p.voided_by IS NULL
 WHERE +p.journal_id = :journal AND w.terms IS NULL
   AND NOT EXISTS (SELECT 1 FROM instalment i
                    WHERE i.loan_id = p.loan_id AND i.plan_id = p.plan_id)
"""
_INSTALMENTS_BY_TERMS = """
INSERT INTO instalment (loan_id, plan_id, seq, due_on, principal, interest, fee)
SELECT w.loan_id, p.plan_id, t.key + 1, json_extract(t.value, '$[0]'),
       json_extract(t.value, '$[1]'), 0, 0
  FROM temp.billed w CROSS JOIN plan p ON p.loan_id = w.loan_id AND p.voided_by IS NULL
 CROSS JOIN json_each(w.terms) t
 WHERE +p.journal_id = :journal AND w.terms IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM instalment i
                    WHERE i.loan_id = p.loan_id AND i.plan_id = p.plan_id AND i.seq = t.key + 1)
 ORDER BY w.loan_id, p.plan_id, t.key
"""
_ENTRIES = """
INSERT INTO entry (loan_id, kind, value_on, amount, transaction_id, components, channel, note,
                   journal_id)
SELECT loan_id, kind, value_on, amount, transaction_id, '', '', '', :journal
  FROM temp.missing_entry ORDER BY row, transaction_id
"""
_MORE_PAID = """
SELECT min(u.row), count(*) FROM temp.stated u
  JOIN temp.stage_invoices s ON s.row = u.row AND s.file = ?
 WHERE u.recorded > u.settled AND s.state <> 'rejected'
"""
_BEFORE_ISSUE = """
SELECT min(u.row), count(*) FROM temp.stated u
  JOIN temp.stage_invoices s ON s.row = u.row AND s.file = ?
 WHERE s.issued_on > u.day AND u.settled > 0 AND s.state NOT IN ('rejected', 'unchanged')
"""
_DUE_BEFORE_ISSUE = """
SELECT min(row), count(*) FROM temp.stage_invoices
 WHERE file = ? AND amount > 0 AND due_on < issued_on AND state NOT IN ('rejected', 'unchanged')
"""
_UNDATED_ROW = """
SELECT row FROM temp.stage_invoices
 WHERE file = ? AND state = 'new' AND as_of IS NULL AND settled_on IS NULL AND amount >= 0
   AND outstanding >= 0 AND outstanding < amount ORDER BY row LIMIT 1
"""
# A file of the same day, or one that dates the settlement before what files said later.
_BALANCES_REPLACED = """
UPDATE stated_balance SET voided_by = :journal WHERE stated_balance_id IN (
       SELECT b.stated_balance_id FROM temp.stated u JOIN temp.billed w USING (row)
         JOIN stated_balance b ON b.loan_id = u.loan_id AND b.voided_by IS NULL
        WHERE b.as_of = u.day OR w.settled_on IS NOT NULL AND b.as_of > u.day)
"""
# Beside them, what the file shows of credit notes as not used yet.
_UNUSED_CREDITS = """
INSERT INTO temp.stated (row, loan_id, day, amount, outstanding, settled, known, news)
SELECT w.row, w.loan_id, w.day, w.amount, w.amount - w.settled, w.settled, 1, 1
  FROM temp.billed w
 WHERE w.unused AND EXISTS (SELECT 1 FROM temp.stated u WHERE u.settled > 0 OR u.known)
   AND NOT EXISTS (SELECT 1 FROM stated_balance b
                    WHERE b.loan_id = w.loan_id AND b.voided_by IS NULL AND b.as_of = w.day
                      AND b.amount = w.amount AND b.outstanding = w.amount - w.settled)
"""
_BALANCES = """
INSERT INTO stated_balance (loan_id, as_of, amount, outstanding, journal_id)
SELECT loan_id, day, amount, outstanding, :journal FROM temp.stated ORDER BY row
"""


# What a credit note is for: an invoice of the ledger or of this import, of the same customer.
_NO_INVOICE = f"""
SELECT s.row, s.applies_to FROM temp.stage_invoices s
  LEFT JOIN loan l ON l.loan_id = s.applies_to AND l.voided_by IS NULL AND {is_debt("l")}
 WHERE s.file = :file AND s.amount < 0 AND s.applies_to IS NOT NULL
   AND l.customer_id IS NOT s.customer_id AND NOT EXISTS (
       SELECT 1 FROM temp.stage_invoices o
        WHERE o.invoice_id = s.applies_to AND o.customer_id = s.customer_id
          AND o.state <> 'rejected' AND o.amount >= 0)
"""
_CHECKS = (
    RowCheck(
        _NO_INVOICE,
        "applies_to",
        "there is no invoice {1} of this customer",
        "Correct the id, import the invoice as well, or leave the cell empty.",
    ),
    RowCheck(
        _OUTSTANDING,
        "outstanding",
        "what is outstanding lies between nothing and the amount",
        "Record what was paid too much as a transaction.",
    ),
    RowCheck(
        _OTHER_KIND,
        "invoice_id",
        "this id is a loan in the ledger",
        "Give the invoice an id of its own.",
    ),
    RowCheck(
        _OTHER_CURRENCY,
        "currency",
        "the currency of an invoice with entries stays; this one is in {1}",
        "Write {1}, or give the invoice in the other currency an id of its own.",
    ),
)
_DAY_TO_COME = RowCheck(
    "SELECT row, coalesce(as_of, :day) FROM temp.stage_invoices WHERE file = :file "
    "AND state = 'new' AND outstanding IS NOT NULL AND settled_on IS NULL "
    "AND coalesce(as_of, :day) > :today",
    "as_of",
    "{1} is still to come",
    "A list tells of the day it was drawn up for.",
)
_DISCOUNT_CHECKS = (
    RowCheck(
        "SELECT row FROM temp.stage_invoices WHERE file = :file AND amount > 0 "
        "AND discount_percent IS NOT NULL AND discount_until IS NULL",
        "discount_until",
        "nothing says up to which day the discount can be taken",
        "Add the last day in a column discount_until.",
    ),
    RowCheck(
        "SELECT row FROM temp.stage_invoices WHERE file = :file "
        "AND NOT CAST(discount_percent AS REAL) BETWEEN 0 AND 99.99",
        "discount_percent",
        "a discount is a part of the invoice, less than 100 %",
        "Write per cent, such as 2.",
    ),
)
_RESTING = RowCheck(
    _RESTS, "", "a reversal rests on this settlement as it was", "Undo the reversal first."
)


def faults(conn: sqlite3.Connection, file: int, named: str, ledger: str) -> Iterator[RowFault]:
    """What is wrong with invoices as such; settles their currency."""
    yield from settle_currency(conn, "invoices", "invoice_id", file, named, ledger)
    yield from digit_faults(conn, "invoices", file, ("amount", "outstanding"))
    checks = (account_ids("invoices", "invoice_id"), *_CHECKS, *_DISCOUNT_CHECKS)
    yield from failing(conn, checks, {"file": file})


def faults_of_day(conn: sqlite3.Connection, file: int, today: str, day: str) -> Iterator[RowFault]:
    """Rows that say what is open on a day that is still to come; ``day`` is that of the file."""
    return failing(conn, [_DAY_TO_COME], {"file": file, "today": today, "day": day})


def mark(
    conn: sqlite3.Connection,
    file: int,
    today: str,
    day: str,
    telling: Telling,
    *,
    tells_settlement: bool,
) -> None:
    """Sets the state of each good row, from what the ledger should hold and what it holds.

    ``day`` is that of the file: on it was paid what it shows as paid and does not date.
    ``tells_settlement``: the file says which invoices are settled, so an empty cell takes back.
    """
    values = {"file": file, "today": today, "tells": tells_settlement, "day": day}
    for table in ("stated", "billed", "due_entry", "wrong_entry", "missing_entry"):
        conn.execute(f"DROP TABLE IF EXISTS temp.{table}")
    conn.execute(_BILLED, values)
    conn.execute(_TERMS, values)
    conn.execute(_STATED, values)
    conn.execute("CREATE INDEX temp.ix_stated ON stated (loan_id)")
    conn.execute(_DUE_ENTRY, values)
    for statement in _INDEXES[:2]:
        conn.execute(statement)
    conn.execute(_WRONG_ENTRY, values)
    conn.execute(_MISSING_ENTRY)
    for statement in _INDEXES[2:]:
        conn.execute(statement)
    keep_news(conn, "loan", "temp.billed", _TEXTS, telling)
    marks = _MARK.format(differs=differs(FIELDS, news="w"), other_terms=_OTHER_TERMS)
    conn.execute(marks, values)


def resting_faults(conn: sqlite3.Connection) -> Iterator[RowFault]:
    """Invoices whose settlement changed although a reversal rests on it."""
    return failing(conn, [_RESTING], {})


def leave_out_rejected(conn: sqlite3.Connection, file: int) -> None:
    """Takes rejected invoices out of what will be written."""
    conn.execute(_DROP_REJECTED, {"file": file})
    for table in ("wrong_entry", "missing_entry", "stated"):
        conn.execute(_DROP_OTHERS.format(table=table))


def change(conn: sqlite3.Connection, journal_id: int) -> None:
    """Voids what no longer holds and updates what differs. Triggers must be on."""
    values: dict[str, Any] = {"journal": journal_id}
    conn.execute(_VOID_ENTRY, values)
    conn.execute(_VOID_PLAN, values)
    note_changes(conn, "loan", "temp.billed", FIELDS, values, source="invoices")
    take_over(conn, "loan", "temp.billed", FIELDS, values)


def insert(conn: sqlite3.Connection, journal_id: int) -> None:
    """Inserts new invoices, their due dates and what settled them."""
    values = {"journal": journal_id}
    for statement in (_LOANS, _PLANS, _INSTALMENTS, _INSTALMENTS_BY_TERMS, _ENTRIES):
        conn.execute(statement, values)


def state_balances(conn: sqlite3.Connection, journal_id: int) -> bool:
    """Keeps what the file says is open of invoices, and whether anything of it is new.

    That an invoice is wholly open is kept where an earlier file said that it was not.
    """
    values = {"journal": journal_id}
    conn.execute(_UNUSED_CREDITS)
    conn.execute("DELETE FROM temp.stated WHERE NOT news OR settled = 0 AND NOT known")
    conn.execute(_BALANCES_REPLACED, values)
    written = conn.execute(_BALANCES, values).rowcount > 0
    note_balances(conn, "SELECT loan_id FROM temp.stated")
    return written


def undated_row(conn: sqlite3.Connection, file: int) -> int:
    """The first row that shows a part as paid and names no day, neither its own; 0: none does."""
    row = conn.execute(_UNDATED_ROW, (file,)).fetchone()
    return int(row[0]) if row else 0


def more_paid(conn: sqlite3.Connection, file: int) -> tuple[int, int]:
    """The first invoice of which more is recorded as paid than the file shows, and how many."""
    row, count = conn.execute(_MORE_PAID, (file,)).fetchone()
    return row or 0, count


def before_issue(conn: sqlite3.Connection, file: int) -> tuple[int, int]:
    """The first invoice that is paid in part on a day before its issue, and how many are."""
    row, count = conn.execute(_BEFORE_ISSUE, (file,)).fetchone()
    return row or 0, count


def due_before_issue(conn: sqlite3.Connection, file: int) -> tuple[int, int]:
    """The first invoice that falls due before its issue, and how many do."""
    row, count = conn.execute(_DUE_BEFORE_ISSUE, (file,)).fetchone()
    return row or 0, count
