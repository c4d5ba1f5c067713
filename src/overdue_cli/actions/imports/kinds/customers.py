"""What is done with the staged rows of a customers file."""

from __future__ import annotations

from overdue_cli.actions.imports.kinds.staged_rows import (
    StagedRows,
    reject_contradictions,
    reject_rows,
    repeats,
)
from overdue_cli.store.bulk import customers


def apply_customers(rows: StagedRows) -> None:
    """Writes the good rows; the others are faults."""
    conn, file = rows.conn, rows.file
    currency = rows.currency or rows.ledger_currency
    faults = customers.faults(conn, file, currency, rows.journal.at.date())
    reject_rows(rows, (*repeats(rows), *faults))
    customers.keep_staged_news(conn, rows.telling)
    customers.mark(conn, file, currency)
    reject_contradictions(rows)
    customers.collect(conn, "customers", file, customers.FIELDS)
    customers.write(conn, rows.telling)
