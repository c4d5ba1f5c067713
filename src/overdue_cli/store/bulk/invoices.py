"""Invoices and credit notes of a file: loans without interest, with what settled them.

An invoice has one instalment, or one for each of its terms.

An invoice has up to one settlement entry (transaction id ``settlement:ID``), a credit note one
entry for the credit (``credit:ID``) and one for what of it was used (``settlement:ID``). Of what a
file shows as paid and does not date, the part that nobody recorded is a payment of the day of the
file; what the next file shows beyond it is one of its own (``settlement:ID:DAY``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from overdue_cli.domain.loan.loan import CREDITS
from overdue_cli.store.bulk.changes import differs, note_changes, take_over
from overdue_cli.store.bulk.currency import digit_faults, settle_currency
from overdue_cli.store.bulk.stage import RowCheck, RowFault, failing

#: What stands on an invoice beside its money.
_TEXTS = ("product", "officer", "branch", "channel", "matter", "order_no", "contact")
FIELDS = (
    *("customer_id", "kind", "currency", "principal", "disbursed_on", "method", "disputed"),
    *_TEXTS,
    *("discount_percent", "discount_until"),
)

#: The note of a payment that nobody recorded: a file shows it, and does not say its day.
UNDATED = "paid by the day of the file, on a day that it does not say"
_LOWERING = ", ".join(f"'{kind}'" for kind in sorted(CREDITS | {"waiver", "write_off"}))
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
_SETTLING = """e.loan_id = w.loan_id AND e.voided_by IS NULL
                AND substr(e.transaction_id, 1, 11) = 'settlement:'"""
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
       CASE WHEN s.amount < 0 THEN 'credit_note' ELSE 'invoice' END AS kind,
       CASE WHEN s.amount < 0 THEN '' ELSE 'invoice' END AS method,
       max(s.amount, 0) / m.factor AS principal, abs(s.amount) / m.factor AS amount,
       s.issued_on AS disbursed_on,
       CASE WHEN s.outstanding IS NOT NULL THEN (abs(s.amount) - abs(s.outstanding)) / m.factor
            WHEN s.settled_on IS NOT NULL THEN abs(s.amount) / m.factor ELSE 0 END AS settled,
       s.settled_on,
       s.outstanding IS NOT NULL AND s.settled_on IS NULL AND s.amount >= 0 AS undated,
       CASE WHEN s.settled_on IS NOT NULL THEN s.settled_on
            WHEN s.amount < 0 THEN coalesce(s.issued_on, min(s.due_on, :today))
            ELSE :day END AS paid_on,
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
       THEN 'changed' ELSE 'unchanged' END
  FROM temp.billed w JOIN loan c ON c.loan_id = w.loan_id AND c.voided_by IS NULL
 WHERE s.file = :file AND s.row = w.row
"""
# What a file says is open, not when the rest was paid: ``target`` of it nobody recorded.
_UNDATED = f"""
CREATE TEMP TABLE undated AS
SELECT row, loan_id, settled, recorded, inferred, since, max(settled - recorded, 0) AS target
  FROM (SELECT w.row, w.loan_id, w.settled, coalesce((
               SELECT sum(CASE WHEN e.kind = 'reversal' THEN -e.amount ELSE e.amount END)
                 FROM entry e LEFT JOIN entry t ON t.entry_id = e.reverses
                WHERE e.loan_id = w.loan_id AND e.voided_by IS NULL AND e.value_on <= :day
                  AND CASE e.kind WHEN 'reversal' THEN t.kind ELSE e.kind END IN ({_LOWERING})
                  AND substr(coalesce(e.transaction_id, ''), 1, 11) <> 'settlement:'), 0)
               + {_DISCOUNT} AS recorded,
               coalesce((SELECT sum(e.amount) FROM entry e WHERE {_SETTLING}), 0) AS inferred,
               (SELECT min(e.value_on) FROM entry e WHERE {_SETTLING}) AS since
          FROM temp.billed w WHERE w.undated)
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
  FROM temp.billed WHERE settled > 0 AND NOT undated
 UNION ALL
SELECT row, loan_id, 'settlement:' || loan_id || CASE inferred WHEN 0 THEN '' ELSE ':' || :day END,
       'repayment', :day, target - inferred + coalesce((
       SELECT sum(e.amount) FROM entry e WHERE e.loan_id = undated.loan_id AND e.voided_by IS NULL
          AND e.transaction_id = 'settlement:' || undated.loan_id || ':' || :day), 0), 1
  FROM temp.undated WHERE target > inferred
 UNION ALL
SELECT row, loan_id, 'settlement:' || loan_id, 'repayment', since, target, 1
  FROM temp.undated WHERE target < inferred AND target > 0
"""
_WRONG_ENTRY = """
CREATE TEMP TABLE wrong_entry AS
SELECT e.entry_id, e.loan_id, e.transaction_id
  FROM temp.billed w JOIN entry e ON e.loan_id = w.loan_id AND e.voided_by IS NULL
  LEFT JOIN temp.undated u ON u.loan_id = w.loan_id
  LEFT JOIN temp.due_entry n
         ON n.transaction_id = e.transaction_id AND n.kind = e.kind AND n.amount = e.amount
        AND (n.value_on = e.value_on OR NOT n.dated)
 WHERE n.row IS NULL AND (e.transaction_id = 'credit:' || w.loan_id
        OR :tells AND substr(e.transaction_id, 1, 11) = 'settlement:'
           AND (u.row IS NULL OR u.target < u.inferred OR EXISTS (
                SELECT 1 FROM temp.due_entry d WHERE d.transaction_id = e.transaction_id)))
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
       {", ".join(_TEXTS)}, discount_percent, discount_until, journal_id)
SELECT w.loan_id, w.customer_id, w.kind, w.currency, w.principal, w.disbursed_on, w.method, '',
       '', '', '', '', '', '', coalesce(w.disputed, 0),
       {", ".join(f"coalesce(w.{one}, '')" for one in _TEXTS)},
       w.discount_percent, w.discount_until, :journal
  FROM temp.billed w LEFT JOIN loan c ON c.loan_id = w.loan_id AND c.voided_by IS NULL
 WHERE c.loan_id IS NULL ORDER BY w.row
    ON CONFLICT (loan_id) DO UPDATE SET customer_id = excluded.customer_id, kind = excluded.kind,
       currency = excluded.currency, principal = excluded.principal,
       disbursed_on = excluded.disbursed_on, method = excluded.method,
       disputed = excluded.disputed, {", ".join(f"{one} = excluded.{one}" for one in _TEXTS)},
       discount_percent = excluded.discount_percent, discount_until = excluded.discount_until,
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
SELECT loan_id, kind, value_on, amount, transaction_id, '', '', CASE
       WHEN kind = 'repayment' AND row IN (SELECT row FROM temp.undated) THEN :note ELSE '' END,
       :journal
  FROM temp.missing_entry ORDER BY row, transaction_id
"""


_CHECKS = (
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
    yield from failing(conn, (*_CHECKS, *_DISCOUNT_CHECKS), {"file": file})


def mark(
    conn: sqlite3.Connection, file: int, today: str, day: str, *, tells_settlement: bool
) -> None:
    """Sets the state of each good row, from what the ledger should hold and what it holds.

    ``day`` is that of the file: on it was paid what it shows as paid and does not date.
    ``tells_settlement``: the file says which invoices are settled, so an empty cell takes back.
    """
    values = {"file": file, "today": today, "tells": tells_settlement, "day": day}
    for table in ("undated", "billed", "due_entry", "wrong_entry", "missing_entry"):
        conn.execute(f"DROP TABLE IF EXISTS temp.{table}")
    conn.execute(_BILLED, values)
    conn.execute(_TERMS, values)
    conn.execute(_UNDATED, values)
    conn.execute("CREATE INDEX temp.ix_undated ON undated (loan_id)")
    conn.execute(_DUE_ENTRY, values)
    for statement in _INDEXES[:2]:
        conn.execute(statement)
    conn.execute(_WRONG_ENTRY, values)
    conn.execute(_MISSING_ENTRY)
    for statement in _INDEXES[2:]:
        conn.execute(statement)
    marks = _MARK.format(differs=differs(FIELDS, news="w"), other_terms=_OTHER_TERMS)
    conn.execute(marks, values)


def resting_faults(conn: sqlite3.Connection) -> Iterator[RowFault]:
    """Invoices whose settlement changed although a reversal rests on it."""
    return failing(conn, [_RESTING], {})


def leave_out_rejected(conn: sqlite3.Connection, file: int) -> None:
    """Takes rejected invoices out of what will be written."""
    conn.execute(_DROP_REJECTED, {"file": file})
    for table in ("wrong_entry", "missing_entry"):
        conn.execute(_DROP_OTHERS.format(table=table))


def change(conn: sqlite3.Connection, journal_id: int) -> None:
    """Voids what no longer holds and updates what differs. Triggers must be on."""
    values: dict[str, Any] = {"journal": journal_id}
    conn.execute(_VOID_ENTRY, values)
    conn.execute(_VOID_PLAN, values)
    note_changes(conn, "loan", "temp.billed", FIELDS, values)
    take_over(conn, "loan", "temp.billed", FIELDS, values)


def insert(conn: sqlite3.Connection, journal_id: int) -> None:
    """Inserts new invoices, their due dates and what settled them."""
    values = {"journal": journal_id, "note": UNDATED}
    for statement in (_LOANS, _PLANS, _INSTALMENTS, _INSTALMENTS_BY_TERMS, _ENTRIES):
        conn.execute(statement, values)


_MORE_PAID = """
SELECT min(u.row), count(*) FROM temp.undated u
  JOIN temp.stage_invoices s ON s.row = u.row AND s.file = ?
 WHERE u.recorded > u.settled AND s.state <> 'rejected'
"""
_GIVING_WAY = """
SELECT e.entry_id, e.loan_id, e.amount, (
       SELECT coalesce(sum(s.amount), 0) / l.factor FROM temp.stage_transactions s
        WHERE s.file = :file AND s.loan_id = l.loan_id AND s.state = 'new'
          AND coalesce(s.type, 'repayment') = 'repayment' AND s.date <= e.value_on) AS paid
  FROM temp.owed l CROSS JOIN entry e ON e.loan_id = l.loan_id
 WHERE l.kind = 'invoice' AND e.voided_by IS NULL AND e.note = :note
   AND l.loan_id IN (SELECT loan_id FROM temp.stage_transactions WHERE file = :file)
 ORDER BY e.loan_id, e.value_on, e.entry_id
"""
_GIVE_WAY = "UPDATE entry SET voided_by = :journal WHERE entry_id = :entry_id"
_WHAT_STAYS = """
INSERT INTO entry (loan_id, kind, value_on, amount, transaction_id, components, channel, note,
                   journal_id)
SELECT loan_id, kind, value_on, :left, transaction_id, components, channel, note, :journal
  FROM entry WHERE entry_id = :entry_id
"""


def more_paid(conn: sqlite3.Connection, file: int) -> tuple[int, int]:
    """The first invoice of which more is recorded as paid than the file shows, and how many."""
    row, count = conn.execute(_MORE_PAID, (file,)).fetchone()
    return row or 0, count


def give_way(conn: sqlite3.Connection, file: int, journal_id: int) -> None:
    """Takes back undated payments of invoices as far as new ones of a file tell of them.

    A payment tells of an undated one that is of its day or a later one, the oldest first.
    Triggers must be on.
    """
    values = {"file": file, "journal": journal_id, "note": UNDATED}
    used: dict[str, int] = {}
    for entry_id, loan_id, amount, paid in conn.execute(_GIVING_WAY, values).fetchall():
        gives = min(amount, paid - used.get(loan_id, 0))
        if gives <= 0:
            continue
        used[loan_id] = used.get(loan_id, 0) + gives
        values = {"journal": journal_id, "entry_id": entry_id, "left": amount - gives}
        conn.execute(_GIVE_WAY, values)
        if amount > gives:
            conn.execute(_WHAT_STAYS, values)
