"""What a complete list of open invoices says of those that are not on it."""

from __future__ import annotations

from overdue_cli.actions.imports.source import Source
from overdue_cli.domain.errors import Problem
from overdue_cli.domain.money import Money
from overdue_cli.ingest.faults import Undecided
from overdue_cli.store.ledger.journal import JournalEntry
from overdue_cli.store.lists.missing_invoices import MissingInvoices, days_of, settle_missing


def conclude_open_invoices(journal: JournalEntry, source: Source) -> bool:
    """Settles the invoices that a complete list no longer holds; whether there are any.

    Errors: Undecided where nothing says of which one day the list is.
    """
    days = days_of(journal.conn, source.options.as_of)
    if len(days) != 1 or not days[0]:
        rule = "a complete list of open invoices is of one day, and nothing says of which"
        problem = Problem(0, "", "", rule, "Name the day: --as-of 2026-06-30.")
        raise Undecided(source.name.name, problem, option="--as-of")
    missing = settle_missing(journal.conn, days[0], journal.journal_id)
    for one in missing:
        source.findings.warnings.append(Problem(0, "", "", _words(one, days[0]), _HINT))
    return bool(missing)


_HINT = (
    "What no recorded payment explains is inferred. If the list shows only some: --list partial."
)


def _words(missing: MissingInvoices, day: str) -> str:
    money = Money(missing.outstanding, missing.currency)
    if missing.invoices == 1:
        return f"1 open invoice is not on this list ({money}): settled on {day}"
    return f"{missing.invoices} open invoices are not on this list ({money}): settled on {day}"
