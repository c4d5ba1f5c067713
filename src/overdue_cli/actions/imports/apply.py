"""Fourth stage: the staged rows checked and written, one kind after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from overdue_cli.actions.imports.answers import naming
from overdue_cli.actions.imports.doubts import days_named
from overdue_cli.actions.imports.kinds.contacts import apply_contacts
from overdue_cli.actions.imports.kinds.customers import apply_customers
from overdue_cli.actions.imports.kinds.instalments import apply_instalments
from overdue_cli.actions.imports.kinds.invoices import apply_invoices
from overdue_cli.actions.imports.kinds.lists import apply_list
from overdue_cli.actions.imports.kinds.loans import apply_loans
from overdue_cli.actions.imports.kinds.staged_rows import StagedRows
from overdue_cli.actions.imports.kinds.statements import StatementTally, write_statements
from overdue_cli.actions.imports.kinds.transactions import apply_transactions
from overdue_cli.actions.imports.options import Progress
from overdue_cli.actions.imports.source import Source, currency_reading, unused
from overdue_cli.actions.imports.stage import Staged
from overdue_cli.book import Writing
from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.headers.columns import Columns
from overdue_cli.ingest.headers.glossary import STATEMENT
from overdue_cli.ingest.headers.kinds import KINDS
from overdue_cli.store.bulk.stage import NO_ROWS, Counts, counts, staged_row
from overdue_cli.store.ledger.journal import JournalEntry

#: Kinds that make no sense while a file of these kinds cannot be read.
_RESTS_ON = {
    "instalments": {"loans", "snapshot"},
    "transactions": {"customers", "loans", "invoices", "snapshot"},
    "contacts": {"customers", "loans", "snapshot"},
}
_APPLY: Mapping[str, Callable[[StagedRows], bool | None]] = {
    "customers": apply_customers,
    "loans": apply_loans,
    "invoices": apply_invoices,
    "instalments": apply_instalments,
    "transactions": apply_transactions,
    "snapshot": apply_list,
    "contacts": apply_contacts,
}


@dataclass(frozen=True, slots=True)
class Applied:
    """A source whose good rows are written, as far as there are any."""

    staged: Staged
    counts: Counts = NO_ROWS
    seconds: float = 0.0
    plan_replaced: bool = False
    tally: StatementTally | None = None
    """What became of bank lines."""
    row: Mapping[str, object] | None = None
    """What is staged of the row to be explained."""

    @property
    def source(self) -> Source:
        return self.staged.source

    @property
    def wrote(self) -> bool:
        """Whether the ledger has something new by it."""
        new = self.staged.known is None
        return new and bool(self.counts.new or self.counts.changed or self.plan_replaced)


def not_applied(staged: Staged) -> Applied:
    """A source that there is nothing to do with: all its rows are known, or none can be read."""
    return Applied(staged, Counts(unchanged=staged.known or 0), staged.seconds)


def apply_sources(
    writing: Writing, journal: JournalEntry, staged: Sequence[Staged], progress: Progress
) -> list[Applied]:
    """What became of the sources, in their order.

    The good rows are written; the caller rolls back where they must not stay.
    """
    applied = {one.source.number: not_applied(one) for one in staged}
    unreadable = [one.source for one in staged if one.unreadable]
    for kind in (*KINDS, STATEMENT):
        for one in staged:
            source = one.source
            if source.kind != kind or one.unreadable or one.known is not None:
                continue
            if missing := _missing(kind, unreadable):
                rule = f"this was not gone through, because {missing} cannot be read"
                source.findings.problems[:] = [Problem(0, "", "", rule, "Mend that file first.")]
                continue
            progress(f"checking and writing {source.name.name}", None)
            applied[source.number] = _applied(writing, journal, one)
    return list(applied.values())


def _missing(kind: str, unreadable: Sequence[Source]) -> str:
    """The first file that cannot be read and that files of a kind rest on; '' for none."""
    below: set[str] = _RESTS_ON.get(kind, set())
    names = (one.name.name for one in unreadable if below and (not one.kind or one.kind in below))
    return next(names, "")


def _applied(writing: Writing, journal: JournalEntry, staged: Staged) -> Applied:
    started, source = perf_counter(), staged.source
    if source.reading is not None:
        rejected = len({problem.row for problem in source.findings.problems})
        tally = write_statements(journal, writing.policy, source.reading, rejected=rejected)
        applied = Applied(staged, tally.counts, tally=tally)
    else:
        assert source.columns is not None
        applied = _rows_applied(writing, journal, staged, source.columns)
    return replace(applied, seconds=staged.seconds + perf_counter() - started)


def _rows_applied(
    writing: Writing, journal: JournalEntry, staged: Staged, columns: Columns
) -> Applied:
    source, row = staged.source, staged.source.options.explain
    rows = StagedRows(
        kind=KINDS[source.kind],
        file=source.number,
        columns=frozenset(columns.columns),
        evidence=columns.evidence,
        currency_reading=currency_reading(source),
        name=source.name.name,
        days_named=tuple(days_named(source.table)) if source.table else (),
        as_of=source.options.as_of,
        terms=int(source.options.terms) if source.options.terms else None,
        unused=unused(source),
        findings=source.findings,
        writing=writing,
        journal=journal,
    )
    with naming(source.name, source.sheet):
        replaced = _APPLY[source.kind](rows)
    return Applied(
        staged,
        counts(journal.conn, source.kind, source.number),
        plan_replaced=bool(replaced),
        row=staged_row(journal.conn, source.kind, source.number, row) if row else None,
    )
