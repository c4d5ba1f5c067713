"""Checks and writes the staged rows of one file, by its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from overdue_cli.actions.imports.kinds.contacts import apply_contacts
from overdue_cli.actions.imports.kinds.customers import apply_customers
from overdue_cli.actions.imports.kinds.instalments import apply_instalments
from overdue_cli.actions.imports.kinds.invoices import apply_invoices
from overdue_cli.actions.imports.kinds.lists import apply_list
from overdue_cli.actions.imports.kinds.loans import apply_loans
from overdue_cli.actions.imports.kinds.staged_rows import StagedRows
from overdue_cli.actions.imports.kinds.transactions import apply_transactions

_APPLY: Mapping[str, Callable[[StagedRows], bool | None]] = {
    "customers": apply_customers,
    "loans": apply_loans,
    "invoices": apply_invoices,
    "instalments": apply_instalments,
    "transactions": apply_transactions,
    "snapshot": apply_list,
    "contacts": apply_contacts,
}


def apply_rows(rows: StagedRows) -> bool:
    """Whether a plan was replaced by what the rows say.

    The good rows are written; the caller rolls back where they must not stay.
    """
    return bool(_APPLY[rows.kind.name](rows))
