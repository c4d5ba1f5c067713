"""Third stage: the rows of the sources, typed, in the temporary tables of an import."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from overdue_cli.actions.imports.answers import naming
from overdue_cli.actions.imports.doubts import (
    require_currency,
    require_day,
    require_mark,
)
from overdue_cli.actions.imports.findings import Findings
from overdue_cli.actions.imports.options import Progress
from overdue_cli.actions.imports.source import Source, currency_reading, identity_of, left_out
from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.faults import BadFile
from overdue_cli.ingest.headers.columns import Columns
from overdue_cli.ingest.headers.kinds import KINDS, OF_LOANS
from overdue_cli.ingest.table import Table
from overdue_cli.ingest.typed import CellStep, ReadingChoices, TypedRows
from overdue_cli.store.bulk.files import rows_known
from overdue_cli.store.bulk.stage import stage
from overdue_cli.store.ledger.ledger import Ledger

#: So many wrong cells are no slips: the file is another than it was taken for.
MOST_WRONG = 100_000


@dataclass(frozen=True, slots=True)
class Staged:
    """A source whose rows are read, or that need not or cannot be read."""

    source: Source
    unreadable: bool = False
    known: int | None = None
    """Rows of a file that the ledger knows as a whole; None for any other."""
    steps: tuple[CellStep, ...] = ()
    """How the cells of the row to be explained are read."""
    idle: tuple[str, ...] = ()
    """The options that name how its columns are read, and that no cell of them needed."""
    seconds: float = 0.0


def stage_columns() -> dict[str, Sequence[str]]:
    """By kind: the columns of its temporary table."""
    extra = {"customers": ("income_currency",)}
    return {
        name: (*(f.name for f in kind.fields), *extra.get(name, ()))
        for name, kind in KINDS.items()
    }


def stage_sources(ledger: Ledger, sources: Sequence[Source], progress: Progress) -> list[Staged]:
    """The sources in their order, each with its rows read."""
    names = [source.name for source in sources]
    staged = []
    for source in sources:
        # Of a file with several tables, a doubt names the sheet too.
        with naming(source.name, source.sheet if names.count(source.name) > 1 else ""):
            staged.append(_staged(ledger, source, progress))
    return staged


def _staged(ledger: Ledger, source: Source, progress: Progress) -> Staged:
    """The rows of a table in the table of its kind, unless the file is known as a whole."""
    if source.unreadable:
        return Staged(source, unreadable=True, seconds=source.seconds)
    options = source.options
    known = None if options.explain else rows_known(ledger.conn, identity_of(source))
    # A complete list is gone through with the others of its day: together they say who has left.
    if known is not None and not (source.tells_lateness and options.scope == "complete"):
        return Staged(source, known=known, seconds=source.seconds)
    table, columns = source.table, source.columns
    if table is None or columns is None:
        return Staged(source, seconds=source.seconds)
    require_day(table, columns, options.as_of, asks=options.asks)
    columns = require_currency(source, columns, ledger.currency)
    return _read(ledger, replace(source, columns=columns), table, columns, progress)


def _read(
    ledger: Ledger, source: Source, table: Table, columns: Columns, progress: Progress
) -> Staged:
    started = perf_counter()
    options, findings = source.options, source.findings
    otherwise = "" if source.kind in OF_LOANS else ledger.currency
    currency = currency_reading(source).code or otherwise
    choices = ReadingChoices(options.date_order, options.decimal, options.rate, currency)
    rows = TypedRows(table, columns, choices)
    chunks = _chunks(rows, source, table, progress)
    try:
        stage(ledger.conn, source.kind, source.number, rows.fields, chunks)
    except BadFile as fault:
        findings.problems[:] = [fault.problem]
        return Staged(source, unreadable=True, seconds=source.seconds)
    steps = tuple(rows.explained(options.explain)) if options.explain else ()
    rows.settle()
    if columns.nameless:
        findings.decided.append(_known_by_content(source.kind, rows.alike))
    require_mark(ledger, source, rows)
    findings.decided += rows.decisive
    seconds = source.seconds + perf_counter() - started
    return Staged(source, steps=steps, idle=tuple(rows.idle), seconds=seconds)


def _known_by_content(kind: str, alike: Sequence[int]) -> Problem:
    """How rows without an id are known again, and which of them say what another says."""
    rule = f"no column is an id of {kind}: a row is known again by what it says"
    if alike:
        count = "1 row says" if len(alike) == 1 else f"{len(alike)} rows say"
        rule += f"; {count} what one before says, and is counted for itself"
    hint = "Take out a row that is there twice by mistake."
    return Problem(alike[0] if alike else 0, "", "", rule, hint if alike else "")


def _chunks(
    rows: TypedRows, source: Source, table: Table, progress: Progress
) -> Iterator[tuple[Sequence[tuple[object, ...]], Sequence[tuple[int, str | None]]]]:
    findings = source.findings
    for chunk in rows:
        findings.problems += chunk.problems
        if len(findings.problems) > MOST_WRONG:
            raise _hardly_right(findings)
        findings.left_out += map(left_out, chunk.left_out)
        progress(f"reading {source.name.name}", table.seen.share)
        yield chunk.good, chunk.bad


def _hardly_right(findings: Findings) -> BadFile:
    first = findings.problems[0]
    return BadFile(
        f"more than {MOST_WRONG:,} cells are wrong; of the first: {first.rule}",
        f"{first.hint} If the rest is wrong in the same way, check what the file is: --as, --map.",
        row=first.row,
        column=first.column,
        value=first.value,
    )
