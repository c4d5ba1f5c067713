"""What is done with the staged rows of an invoices file."""

from __future__ import annotations

from overdue_cli.actions.imports.kinds.invoice_documents import (
    number_documents,
    settle_documents,
)
from overdue_cli.actions.imports.kinds.staged_rows import (
    StagedRows,
    reject_contradictions,
    reject_rows,
    remark,
    repeats,
    settle_persons,
    write_customers_riding,
)
from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.faults import Undecided
from overdue_cli.ingest.headers.glossary import normal
from overdue_cli.ingest.values.cells import words_of
from overdue_cli.store.bulk import invoice_status, invoices
from overdue_cli.store.bulk.invoice_documents import fold_terms
from overdue_cli.store.bulk.loans import unknown_products
from overdue_cli.store.bulk.similar import similar_loans
from overdue_cli.store.bulk.stage import Remark
from overdue_cli.store.bulk.triggers import inserting

#: Columns that say which invoices are settled.
_TELLS_SETTLEMENT = frozenset("settled_on outstanding status paid_total is_open is_paid".split())


def apply_invoices(rows: StagedRows) -> bool:
    """Writes the good rows, and settles the invoices that they say are paid.

    Whether anything that no row counts is new: what was still open on one more day.
    """
    conn, file = rows.conn, rows.file
    settle_documents(rows)
    settle_persons(rows)
    number_documents(rows)
    _settle_status(rows)
    _require_day(rows)
    _fold_terms(rows)
    faults = invoices.faults(conn, file, rows.currency, rows.ledger_currency)
    reject_rows(rows, (*repeats(rows), *faults))
    tells = bool(rows.columns & _TELLS_SETTLEMENT)
    today = rows.today.isoformat()
    day = rows.as_of or today
    reject_rows(rows, invoices.faults_of_day(conn, file, today, day))
    invoices.mark(conn, file, today, day, rows.telling, tells_settlement=tells)
    reject_contradictions(rows)
    reject_rows(rows, invoices.resting_faults(conn))
    _tell_more_paid(rows)
    _tell_days_before_issue(rows)
    invoices.leave_out_rejected(conn, file)
    if "product" in rows.columns:
        known = frozenset(rows.policy.products)
        remark(rows, unknown_products(conn, "invoices", file, known))
    write_customers_riding(rows)
    invoices.change(conn, rows.journal_id)
    with inserting(conn, rows.journal_id):
        invoices.insert(conn, rows.journal_id)
    news = invoices.state_balances(conn, rows.journal_id)
    remark(rows, similar_loans(conn, "invoices", "invoice_id", file))
    return news


def _require_day(rows: StagedRows) -> None:
    """Nothing, or Undecided where parts were paid and nothing says the day of the file."""
    row = 0 if rows.as_of else invoices.undated_row(rows.conn, rows.file)
    if row:
        rule = "nothing says as of which day these balances are open"
        day = next(iter(rows.days_named), "")
        source = ", as the file's title or name says" if day else ""
        hint = f"Name the day: --as-of {day or '2026-06-30'}{source}, or a column as_of."
        problem = Problem(row, "", "", rule, hint)
        raise Undecided(rows.name, problem, option="--as-of", choices=rows.days_named)


def _fold_terms(rows: StagedRows) -> None:
    """Makes one invoice of rows that differ only in due date and amount, and says so once."""
    fields = [field.name for field in rows.kind.fields if field.name in rows.columns]
    folded = fold_terms(rows.conn, rows.file, [*fields, "customer_id"])
    if folded:
        one = len(folded) == 1
        stand, whose = (
            ("1 invoice stands", "its") if one else (f"{len(folded)} invoices stand", "their")
        )
        rule = f"{stand} in a row for each due date: these are {whose} terms"
        remark(rows, [Remark(folded[0], "due_on", "", rule, "")])


def _tell_more_paid(rows: StagedRows) -> None:
    """Says once of how many invoices more is recorded as paid than the file shows."""
    row, count = invoices.more_paid(rows.conn, rows.file)
    if count:
        what = "1 invoice is" if count == 1 else f"{count} invoices are"
        rule = f"{what} open with more here than the payments of the ledger leave"
        hint = "What is recorded counts. Reverse a payment that bounced, or ask for a newer file."
        remark(rows, [Remark(row, "outstanding", "", rule, hint)])


def _tell_days_before_issue(rows: StagedRows) -> None:
    """Says once of how many invoices a day is hardly meant: it is before their day of issue."""
    row, count = invoices.due_before_issue(rows.conn, rows.file)
    if count:
        what = "1 invoice falls" if count == 1 else f"{count} invoices fall"
        hint = "Check which column is which day."
        remark(rows, [Remark(row, "due_on", "", f"{what} due before the day of issue", hint)])
    row, count = invoices.before_issue(rows.conn, rows.file)
    if count:
        what = "1 invoice was" if count == 1 else f"{count} invoices were"
        rule = f"{what} not issued yet on the day of which the file says how much is open"
        hint = "Check the day: --as-of, or the column as_of."
        remark(rows, [Remark(row, "outstanding", "", rule, hint)])


def _settle_status(rows: StagedRows) -> None:
    """Reads the status that a file gives its invoices; those nobody owes are taken out."""
    if not rows.columns & {"status", "is_open", "is_paid"}:
        return
    conn, file = rows.conn, rows.file
    words = words_of("status")
    for one in invoice_status.without_balance(conn, file):
        if normal(one.status) in map(normal, invoice_status.PARTLY_PAID):
            rule = f"nothing says how much of it is paid: {_rows(one.rows)} taken as owed in full"
            hint = "Add a column of what is outstanding, or import the payments."
            remark(rows, [Remark(one.row, "status", one.status, rule, hint)])
    for one in invoice_status.settle(conn, file, lambda one: words.get(normal(one), "")):
        rule = f"no status of this name is known: {_rows(one.rows)} taken for open"
        hint = f"Known are {', '.join(dict.fromkeys(words.values()))}."
        remark(rows, [Remark(one.row, "status", one.status, rule, hint)])
    reject_rows(rows, invoice_status.faults(conn, file))
    for one in invoice_status.leave_out(conn, file):
        rule = f"nobody owes an invoice that is {one.status}: {_rows(one.rows)} left out"
        remark(rows, [Remark(one.row, "status", "", rule, "")])


def _rows(count: int) -> str:
    return "1 row is" if count == 1 else f"{count} rows are"
