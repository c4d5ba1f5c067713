"""What is done with the staged rows of a file of instalments."""

from __future__ import annotations

from dataclasses import replace

from overdue_cli.actions.imports.kinds.staged_rows import StagedRows, reject_rows, remark
from overdue_cli.actions.imports.kinds.transactions import apply_transactions
from overdue_cli.ingest.headers.kinds import TRANSACTIONS
from overdue_cli.store.bulk import instalments
from overdue_cli.store.bulk.stage import Remark
from overdue_cli.store.bulk.triggers import inserting

_OF_PAYMENTS = frozenset(("transaction_id", "loan_id", "date", "amount"))


def apply_instalments(rows: StagedRows) -> bool:
    """Writes the plans whose rows are all good, and what was paid; whether either is news."""
    conn, file = rows.conn, rows.file
    faults = rows.findings.faults
    paid = "paid_on" in rows.columns
    if paid:
        reject_rows(rows, instalments.paid_faults(conn, file))
    faults += instalments.faults(conn, file, rows.currency_reading, rows.unused, paid=paid)
    remark(rows, instalments.parts_of_plans(conn, file))
    instalments.mark(conn, file)
    faults += instalments.contradictions(conn, file, rows.journal_id)
    replaced = instalments.replaces(conn)
    instalments.void(conn, rows.journal_id)
    with inserting(conn, rows.journal_id):
        instalments.insert(conn, file, rows.journal_id)
    return _write_paid(rows) or replaced


def _write_paid(rows: StagedRows) -> bool:
    """Writes what was paid of the instalments, on its day; whether any of it is news."""
    if "paid_on" not in rows.columns:
        return False
    conn, file = rows.conn, rows.file
    instalments.stage_paid(conn, file)
    apply_transactions(
        replace(rows, kind=TRANSACTIONS, columns=_OF_PAYMENTS | (rows.columns & {"currency"}))
    )
    payments = instalments.payments(conn, file)
    if payments.good:
        what = "1 payment" if payments.good == 1 else f"{payments.good} payments"
        rule = f"what was paid of the instalments is {what}, {payments.news} of them new"
        hint = "A file of the same payments would count them twice: import one of the two."
        remark(rows, [Remark(0, "paid_on", "", rule, hint)])
    return bool(payments.news)
