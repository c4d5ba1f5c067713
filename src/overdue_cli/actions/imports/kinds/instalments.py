"""What is done with the staged rows of a file of instalments."""

from __future__ import annotations

from overdue_cli.actions.imports.kinds.staged_rows import StagedRows
from overdue_cli.store.bulk import instalments
from overdue_cli.store.bulk.triggers import inserting


def apply_instalments(rows: StagedRows) -> bool:
    """Writes the plans whose rows are all good; whether any replaces an earlier plan."""
    conn, file = rows.conn, rows.file
    faults = rows.findings.faults
    faults += instalments.faults(conn, file, rows.currency_reading, rows.unused)
    instalments.mark(conn, file)
    faults += instalments.contradictions(conn, file, rows.journal_id)
    replaced = instalments.replaces(conn)
    instalments.void(conn, rows.journal_id)
    with inserting(conn, rows.journal_id):
        instalments.insert(conn, file, rows.journal_id)
    return replaced
