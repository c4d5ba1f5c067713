"""Instalments of a file: whole plans, checked and compared loan by loan."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from overdue_cli.domain.currency_signs import CurrencyReading
from overdue_cli.domain.money import decimal_text, digits
from overdue_cli.store.bulk.currency import other_currency, reading_of_row, too_many_digits
from overdue_cli.store.bulk.stage import (
    ALL_USED,
    PLACES,
    Remark,
    RowFault,
    Unused,
    gather_loans,
)

_INCOMING = """
INSERT OR IGNORE INTO temp.incoming SELECT DISTINCT loan_id FROM temp.stage_instalments
"""
_REPEATED = """
SELECT seq FROM temp.stage_instalments WHERE file = :file AND loan_id = :loan_id
 GROUP BY seq HAVING count(*) > 1
"""
_SAME = """
SELECT row, due_on, principal, interest, fee, currency FROM temp.stage_instalments
 WHERE file = :file AND loan_id = :loan_id AND seq = :seq ORDER BY row
"""
_UNREAD_AGAIN = """
SELECT row FROM temp.stage_instalments WHERE file = :file AND (loan_id, seq) IN (
       SELECT loan_id, seq FROM temp.stage_instalments WHERE file = :file
        GROUP BY loan_id, seq HAVING count(*) > 1)
"""
_LEAVE_OUT = """
UPDATE temp.stage_instalments SET state = 'unchanged'
 WHERE file = ? AND loan_id = ? AND seq = ? AND row = ?
"""
# One pass over the plans of the file, in the order they are stored: only loans that may be wrong
# come out, to be looked at one by one. The largest factor of all currencies serves for every row,
# which at worst lets a loan come out that is right; so does a sum beyond 2^53, which is not exact.
_SUSPECT = """
SELECT s.loan_id
  FROM (SELECT loan_id, count(*) AS lines, min(seq) AS first, max(seq) AS last,
               count(DISTINCT seq) AS numbers, total(principal) AS principal,
               max(principal % :factor) + coalesce(max(interest % :factor), 0)
               + coalesce(max(fee % :factor), 0) AS fine,
               min(currency) AS first_currency, max(currency) AS last_currency,
               max(currency IS NULL) AS unsaid
          FROM temp.stage_instalments WHERE file = :file
         GROUP BY loan_id) s
  LEFT JOIN temp.owed l ON l.loan_id = s.loan_id
 WHERE l.kind IS NOT 'loan' OR s.first <> 1 OR s.last <> s.lines OR s.numbers <> s.lines
    OR s.principal <> l.principal * l.factor OR s.principal > 9007199254740992 OR s.fine <> 0
    OR s.first_currency <> l.currency OR s.last_currency <> l.currency
    OR :currencies <> '[]' AND s.unsaid
       AND l.currency NOT IN (SELECT value FROM json_each(:currencies))
"""
# Numbers that have a gap come out above; here each due date is held against the number before.
_BACKWARDS = """
SELECT DISTINCT s.loan_id FROM temp.stage_instalments s
 CROSS JOIN temp.stage_instalments n
    ON n.file = s.file AND n.loan_id = s.loan_id AND n.seq = s.seq + 1
 WHERE s.file = :file AND n.due_on < s.due_on
"""
_LARGEST_FACTOR = "SELECT coalesce(max(factor), 1) FROM temp.owed"
_INCOMPLETE = """
SELECT DISTINCT b.key FROM temp.bad_row b
 WHERE b.kind = 'instalments' AND b.file = :file AND b.key IS NOT NULL
"""
_LOAN = "SELECT kind, currency, principal FROM loan WHERE loan_id = ? AND voided_by IS NULL"
_PLAN = """
SELECT row, seq, due_on, principal, interest, fee, currency FROM temp.stage_instalments
 WHERE file = ? AND loan_id = ? AND state = 'new' ORDER BY seq, row
"""
_BAD_LOAN = """
SELECT row FROM temp.bad_row WHERE kind = 'loans' AND key = ? ORDER BY file, row LIMIT 1
"""
_BAD_INSTALMENT = """
SELECT min(row) FROM temp.bad_row WHERE kind = 'instalments' AND key = ? AND file = ?
"""
_REJECT = """
UPDATE temp.stage_instalments SET state = 'rejected' WHERE file = ? AND loan_id = ?
"""
_NAME = """
INSERT INTO temp.bad_row (kind, file, row, key)
SELECT 'instalments', file, row, loan_id FROM temp.stage_instalments
 WHERE file = ? AND loan_id = ?
"""
_MARK = """
UPDATE temp.stage_instalments AS s SET state = CASE WHEN i.due_on = s.due_on
       AND i.principal * m.factor = s.principal AND i.interest * m.factor = coalesce(s.interest, 0)
       AND i.fee * m.factor = coalesce(s.fee, 0) THEN 'unchanged' ELSE 'changed' END
  FROM plan p JOIN instalment i ON i.loan_id = p.loan_id AND i.plan_id = p.plan_id
  JOIN temp.owed m ON m.loan_id = p.loan_id
 WHERE s.file = :file AND s.state = 'new' AND p.loan_id = s.loan_id AND p.voided_by IS NULL
   AND i.seq = s.seq
"""
_REPLACED = """
CREATE TEMP TABLE replaced AS
SELECT s.loan_id FROM temp.stage_instalments s
  LEFT JOIN plan p ON p.loan_id = s.loan_id AND p.voided_by IS NULL
 WHERE s.file = :file AND s.state <> 'rejected'
   AND s.loan_id NOT IN (SELECT loan_id FROM temp.part_of_plan)
 GROUP BY s.loan_id
HAVING max(s.state <> 'unchanged') OR min(p.source) IS NOT 'file'
    OR max(s.seq) <> (SELECT count(*) FROM instalment i
                       WHERE i.loan_id = s.loan_id AND i.plan_id = min(p.plan_id))
"""
_TWICE = """
SELECT s.row, s.loan_id FROM temp.stage_instalments s
  JOIN temp.replaced r ON r.loan_id = s.loan_id
  JOIN plan p ON p.loan_id = s.loan_id AND p.voided_by IS NULL AND p.source = 'file'
 WHERE s.file = :file AND +p.journal_id = :journal
"""
_VOID = """
UPDATE plan SET voided_by = :journal
 WHERE voided_by IS NULL AND loan_id IN (SELECT loan_id FROM temp.replaced)
"""
_PLANS = """
INSERT INTO plan (loan_id, source, journal_id)
SELECT loan_id, 'file', :journal FROM temp.replaced ORDER BY loan_id
"""
_INSERT = """
INSERT INTO instalment (loan_id, plan_id, seq, due_on, principal, interest, fee)
SELECT s.loan_id, p.plan_id, s.seq, s.due_on, s.principal / m.factor,
       coalesce(s.interest, 0) / m.factor, coalesce(s.fee, 0) / m.factor
  FROM temp.stage_instalments s
 CROSS JOIN plan p ON p.loan_id = s.loan_id AND p.voided_by IS NULL AND +p.plan_id > :before
 CROSS JOIN temp.owed m ON m.loan_id = s.loan_id
 WHERE s.file = :file AND s.state <> 'rejected'
   AND NOT EXISTS (SELECT 1 FROM temp.left_out o WHERE o.row = s.row)
 ORDER BY s.loan_id, s.seq
"""


# Rows of a loan that are some of its plan, each by number, day and principal.
_PARTS_OF_PLANS = """
INSERT INTO temp.part_of_plan
SELECT s.loan_id
  FROM temp.stage_instalments s
  JOIN temp.owed m ON m.loan_id = s.loan_id
  LEFT JOIN plan p ON p.loan_id = s.loan_id AND p.voided_by IS NULL
  LEFT JOIN instalment i ON i.loan_id = p.loan_id AND i.plan_id = p.plan_id AND i.seq = s.seq
       AND i.due_on = s.due_on AND i.principal * m.factor = s.principal
 WHERE s.file = :file AND s.state = 'new'
   AND coalesce(s.currency, m.currency) = m.currency
   AND (:currencies = '[]' OR m.currency IN (SELECT value FROM json_each(:currencies)))
   AND s.loan_id NOT IN (SELECT key FROM temp.bad_row
                          WHERE kind = 'instalments' AND file = :file AND key IS NOT NULL)
 GROUP BY s.loan_id
HAVING count(i.seq) = count(*) AND count(DISTINCT s.seq) = count(*)
   AND count(*) < (SELECT count(*) FROM instalment w
                    WHERE w.loan_id = s.loan_id AND w.plan_id = min(p.plan_id))
"""
_SETTLE_PARTS = """
UPDATE temp.stage_instalments SET state = 'unchanged'
 WHERE file = :file AND loan_id IN (SELECT loan_id FROM temp.part_of_plan)
"""
_OTHER_CHARGES = """
SELECT s.row, s.loan_id, s.seq, m.currency,
       CASE WHEN i.interest * m.factor = coalesce(s.interest, i.interest * m.factor)
            THEN 'fee' ELSE 'interest' END AS field, s.interest, s.fee, i.interest, i.fee
  FROM temp.stage_instalments s
  JOIN temp.part_of_plan o ON o.loan_id = s.loan_id
  JOIN temp.owed m ON m.loan_id = s.loan_id
  JOIN plan p ON p.loan_id = s.loan_id AND p.voided_by IS NULL
  JOIN instalment i ON i.loan_id = p.loan_id AND i.plan_id = p.plan_id AND i.seq = s.seq
 WHERE s.file = :file AND s.state <> 'rejected'
   AND (i.interest * m.factor <> coalesce(s.interest, i.interest * m.factor)
        OR i.fee * m.factor <> coalesce(s.fee, i.fee * m.factor))
 ORDER BY s.row
"""
_PAID_SUM = " + ".join(
    f"coalesce({name}, 0)"
    for name in ("paid_principal", "paid_interest", "paid_fee", "paid_penalty", "paid_late_fee")
)
_NO_DAY_PAID = f"""
SELECT row FROM temp.stage_instalments
 WHERE file = ? AND state <> 'rejected' AND paid_on IS NULL
   AND (paid_total > 0 OR {_PAID_SUM} > 0)
"""
_PAID_AT_ODDS = f"""
SELECT row FROM temp.stage_instalments
 WHERE file = ? AND state <> 'rejected' AND paid_total < {_PAID_SUM}
"""
_STAGE_PAID = f"""
INSERT INTO temp.stage_transactions (file, row, transaction_id, loan_id, date, amount, currency)
SELECT file, row, loan_id || '/' || seq, loan_id, paid_on, coalesce(paid_total, {_PAID_SUM}),
       currency
  FROM temp.stage_instalments s
 WHERE file = ? AND state <> 'rejected' AND paid_on IS NOT NULL
   AND coalesce(paid_total, {_PAID_SUM}) > 0
   AND NOT EXISTS (SELECT 1 FROM temp.left_out o WHERE o.row = s.row)
"""
_PAYMENTS = """
SELECT count(*), coalesce(sum(state IN ('new', 'changed')), 0) FROM temp.stage_transactions
 WHERE file = ? AND state <> 'rejected'
"""


class Line(NamedTuple):
    """One staged instalment; money in ten-thousandths."""

    row: int
    seq: int
    due_on: str
    principal: int
    interest: int | None
    fee: int | None
    currency: str | None


def note_incoming(conn: sqlite3.Connection) -> None:
    """Notes the loans whose instalments come with this import; their terms make no plan."""
    conn.execute(_INCOMING)


def faults(
    conn: sqlite3.Connection,
    file: int,
    reading: CurrencyReading,
    unused: Unused = ALL_USED,
    *,
    paid: bool = False,
) -> Iterator[RowFault]:
    """What is wrong with the plans of a file; a loan's instalments stand or fall together.

    ``reading`` is the currency of rows that name none. A file that says what was ``paid`` may
    have some of the instalments of a plan that is there.
    """
    values: dict[str, Any] = {"file": file, "currencies": json.dumps(reading.codes)}
    conn.execute("DROP TABLE IF EXISTS temp.left_out")
    conn.execute("CREATE TEMP TABLE left_out (row INTEGER PRIMARY KEY)")
    gather_loans(conn, "instalments", file)
    parts = _note_parts(conn, values, paid=paid)
    values["factor"] = conn.execute(_LARGEST_FACTOR).fetchone()[0]
    suspects = [
        str(row[0])
        for query in (_INCOMPLETE, _SUSPECT, _BACKWARDS)
        for row in conn.execute(query, values).fetchall()
    ]
    again = [row[0] for row in conn.execute(_UNREAD_AGAIN, values)] if unused.headers else []
    cells = unused.cells(again) if again else {}
    for loan_id in dict.fromkeys(suspects):
        if loan_id in parts:
            continue
        _leave_out_repeats(conn, file, loan_id, cells)
        lines = [Line(*row) for row in conn.execute(_PLAN, (file, loan_id))]
        faulty = list(_loan_faults(conn, file, loan_id, lines, reading))
        if faulty:
            conn.execute(_NAME, (file, loan_id))
            conn.execute(_REJECT, (file, loan_id))
        yield from faulty


def _note_parts(
    conn: sqlite3.Connection, values: Mapping[str, Any], *, paid: bool
) -> frozenset[str]:
    """The loans of which the file has some instalments of the plan that stays."""
    conn.execute("DROP TABLE IF EXISTS temp.part_of_plan")
    conn.execute("CREATE TEMP TABLE part_of_plan (loan_id TEXT PRIMARY KEY)")
    if not paid:
        return frozenset()
    conn.execute(_PARTS_OF_PLANS, values)
    conn.execute(_SETTLE_PARTS, values)
    return frozenset(row[0] for row in conn.execute("SELECT loan_id FROM temp.part_of_plan"))


def parts_of_plans(conn: sqlite3.Connection, file: int) -> Iterator[Remark]:
    """What to know of loans of which the file has some instalments: their plans stay."""
    loans = conn.execute("SELECT count(*), min(loan_id) FROM temp.part_of_plan").fetchone()
    if not loans[0]:
        return
    whose = f"loan {loans[1]}" if loans[0] == 1 else f"{loans[0]} loans"
    rule = f"these are some of the instalments of {whose}: what was paid counts, the plan stays"
    yield Remark(0, "seq", "", rule, "Give all instalments where the plan is to be another.")
    other = conn.execute(_OTHER_CHARGES, {"file": file}).fetchall()
    if other:
        row, loan_id, seq, currency, field, *amounts = other[0]
        at = 0 if field == "interest" else 1
        plan = decimal_text(amounts[2 + at], currency)
        cell = decimal_text(amounts[at] // 10 ** (PLACES - digits(currency)), currency)
        more = f" (and {len(other) - 1} more rows)" if len(other) > 1 else ""
        rule = f"the plan of loan {loan_id} has {plan} for instalment {seq}, and keeps it{more}"
        hint = f"Correct the {field} in the plan: give all instalments of the loan."
        yield Remark(row, field, cell, rule, hint)


def _leave_out_repeats(
    conn: sqlite3.Connection, file: int, loan_id: str, unused: Mapping[int, Sequence[str]]
) -> None:
    """A row that repeats another of the file word for word is unchanged, and left out.

    ``unused`` has by row the cells that nothing is read from: they count as words too.
    """
    of_loan = {"file": file, "loan_id": loan_id}
    for (seq,) in conn.execute(_REPEATED, of_loan).fetchall():
        same = [tuple(line) for line in conn.execute(_SAME, of_loan | {"seq": seq})]
        for line in same[1:]:
            alike = unused.get(line[0]) == unused.get(same[0][0])
            if alike and line[1:] == same[0][1:]:
                conn.execute(_LEAVE_OUT, (file, loan_id, seq, line[0]))
                conn.execute("INSERT INTO temp.left_out VALUES (?)", (line[0],))


def _loan_faults(
    conn: sqlite3.Connection,
    file: int,
    loan_id: str,
    lines: Sequence[Line],
    reading: CurrencyReading,
) -> Iterator[RowFault]:
    loan = conn.execute(_LOAN, (loan_id,)).fetchone()
    if loan is None:
        rule, hint = unknown_loan(conn, loan_id)
        yield from (RowFault(line.row, "loan_id", rule, hint) for line in lines)
        return
    bad = conn.execute(_BAD_INSTALMENT, (loan_id, file)).fetchone()[0]
    own = [] if bad else [*_currency_faults(lines, loan_id, loan[1], reading)]
    own = own if bad or own else list(_plan_faults(lines, loan))
    yield from own
    first = min((fault.row for fault in own), default=0)
    wrong = {fault.row for fault in own}
    for line in lines if bad or own else ():
        if line.row not in wrong:
            yield RowFault(
                line.row,
                "",
                f"the instalments of loan {loan_id} are taken together",
                f"Mend row {bad or first}.",
            )


def unknown_loan(conn: sqlite3.Connection, loan_id: str) -> tuple[str, str]:
    """Rule and hint for a loan that is not in the ledger, or was rejected in this import."""
    bad = conn.execute(_BAD_LOAN, (loan_id,)).fetchone()
    if bad:
        return "the loan itself is rejected", f"Mend row {bad[0]} of the loans file."
    return "there is no such loan", "Import the loan first, or in the same command."


def _currency_faults(
    lines: Sequence[Line], loan_id: str, currency: str, reading: CurrencyReading
) -> Iterator[RowFault]:
    for line in lines:
        own = reading_of_row(line.currency, reading)
        if not own.allows(currency):
            yield other_currency(line.row, "principal", own, f"loan {loan_id} is", [currency])


def _plan_faults(lines: Sequence[Line], loan: sqlite3.Row) -> Iterator[RowFault]:
    kind, currency, principal = loan
    if kind != "loan":
        yield RowFault(
            lines[0].row,
            "loan_id",
            "an invoice has due dates of its own",
            "Import it with the invoices.",
        )
        return
    yield from _sequence_faults(lines)
    factor = 10 ** (PLACES - digits(currency))
    for line in lines:
        for field in ("principal", "interest", "fee"):
            amount = getattr(line, field)
            if amount and amount % factor:
                yield too_many_digits(line.row, field, currency, amount)
    total = sum(line.principal for line in lines)
    if total != principal * factor:
        planned = decimal_text(total // factor, currency)
        yield RowFault(
            lines[-1].row,
            "principal",
            f"the principals sum to {planned}, the loan's is {decimal_text(principal, currency)}",
            "Correct an instalment or the loan's principal; all instalments must be there.",
        )


def _sequence_faults(lines: Sequence[Line]) -> Iterator[RowFault]:
    """Numbers 1…n without a gap or a repeat, and due dates that do not go back."""
    expected = 1
    for before, line in pairwise((None, *lines)):
        assert line is not None
        if before is not None and line.seq == before.seq:
            rule = f"row {before.row} has the same seq with other content"
            yield RowFault(line.row, "seq", rule, "Number the instalments 1, 2, 3 …")
            continue
        if line.seq != expected:
            rule = f"instalments are numbered 1, 2, 3 …; {expected} is missing"
            yield RowFault(line.row, "seq", rule, "Give all instalments of the loan.")
        expected = line.seq + 1
        if before is not None and line.due_on < before.due_on:
            rule = f"due dates go up with seq; row {before.row} is due later"
            yield RowFault(line.row, "due_on", rule, "Check the dates and the numbering.")


def mark(conn: sqlite3.Connection, file: int) -> None:
    """Sets the state of each good row, and finds the loans whose plan is replaced."""
    conn.execute("DROP TABLE IF EXISTS temp.replaced")
    if conn.execute("SELECT 1 FROM plan WHERE voided_by IS NULL LIMIT 1").fetchone():
        conn.execute(_MARK, {"file": file})
    conn.execute(_REPLACED, {"file": file})


def contradictions(conn: sqlite3.Connection, file: int, journal_id: int) -> list[RowFault]:
    """Faults of loans whose instalments another file of the same import gave differently."""
    rows = conn.execute(_TWICE, {"file": file, "journal": journal_id}).fetchall()
    for loan_id in {row[1] for row in rows}:
        conn.execute(_NAME, (file, loan_id))
        conn.execute(_REJECT, (file, loan_id))
        conn.execute("DELETE FROM temp.replaced WHERE loan_id = ?", (loan_id,))
    rule = "another file of this import has other instalments of this loan"
    return [RowFault(row[0], "loan_id", rule, "Keep the ones that are right.") for row in rows]


def replaces(conn: sqlite3.Connection) -> bool:
    """Whether any loan gets another plan."""
    return conn.execute("SELECT 1 FROM temp.replaced LIMIT 1").fetchone() is not None


def void(conn: sqlite3.Connection, journal_id: int) -> None:
    """Voids the plans that are replaced. Triggers must be on."""
    conn.execute(_VOID, {"journal": journal_id})


def insert(conn: sqlite3.Connection, file: int, journal_id: int) -> None:
    """Inserts the plans of the file."""
    before = conn.execute("SELECT coalesce(max(plan_id), 0) FROM plan").fetchone()[0]
    conn.execute(_PLANS, {"journal": journal_id})
    conn.execute(_INSERT, {"file": file, "before": before})


def paid_faults(conn: sqlite3.Connection, file: int) -> list[RowFault]:
    """Rows of which something is paid on no day, or that sum to more than what was paid."""
    no_day = [
        RowFault(row, "paid_on", "nothing says on which day this was paid", "Fill in the day.")
        for (row,) in conn.execute(_NO_DAY_PAID, (file,)).fetchall()
    ]
    rule = "the parts of what was paid sum to more than what was paid"
    return no_day + [
        RowFault(row, "paid_total", rule, "Correct the sum or its parts.")
        for (row,) in conn.execute(_PAID_AT_ODDS, (file,)).fetchall()
    ]


def stage_paid(conn: sqlite3.Connection, file: int) -> None:
    """Stages what was paid of the good instalments as payments, known by loan and number."""
    conn.execute(_STAGE_PAID, (file,))


class PaymentsOfPlan(NamedTuple):
    """The payments that a file of instalments tells of: all that are good, and those not known."""

    good: int
    news: int


def payments(conn: sqlite3.Connection, file: int) -> PaymentsOfPlan:
    """How many payments are staged of a file of instalments."""
    return PaymentsOfPlan(*conn.execute(_PAYMENTS, (file,)).fetchone())
