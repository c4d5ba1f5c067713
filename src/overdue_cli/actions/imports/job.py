"""One file on its way through an import."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from overdue_cli.actions.imports.findings import LeftOut
from overdue_cli.actions.imports.kinds.statements import StatementTally
from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.actions.imports.result import FileResult
from overdue_cli.domain.currency_signs import UNSAID, CurrencyReading
from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.headers.column_map import NO_MAP, ColumnMap, fingerprint
from overdue_cli.ingest.headers.columns import Columns
from overdue_cli.ingest.headers.glossary import normal
from overdue_cli.ingest.headers.kinds import CONTACTS, INSTALMENTS
from overdue_cli.ingest.statements.values import Reading
from overdue_cli.ingest.table import Line, Table, cells_of
from overdue_cli.ingest.typed import CellStep
from overdue_cli.ingest.workbook.cell_text import is_error
from overdue_cli.store.bulk.files import FileIdentity
from overdue_cli.store.bulk.stage import ALL_USED, NO_ROWS, Counts, RowFault, Unused

#: Kinds whose currency ``--currency`` does not name.
NEVER_NAMED = (INSTALMENTS.name, CONTACTS.name)
#: Headers of columns that count the rows of a file, and tell nothing of what a row is.
_COUNTERS = frozenset(
    [
        "",
        *map(normal, "序号|行号|no|nr|number|index|row|row no|line|line no|sn|sl no".split("|")),
    ]
)
#: How much of a cell or a row is told.
SHOWN = 80
#: What was decided about an import and does not change how a file is read, or is told another way.
NOT_OF_THE_FILE = (
    "dry_run",
    "accept_good",
    "kind",
    "sheet",
    "leave_out",
    "map",
    "explain",
    "archive",
    "asks",
)


@dataclass(slots=True)
class Job:
    """One file on its way through an import."""

    path: Path
    name: Path
    """The file as the user names it."""
    options: ImportOptions
    """What the user decided, with what was answered about this file."""
    kind: str = ""
    table: Table | None = None
    columns: Columns | None = None
    mapped: ColumnMap = NO_MAP
    steps: tuple[CellStep, ...] = ()
    staged: Mapping[str, object] | None = None
    reading: Reading | None = None
    """What a file of bank statements holds; it has no table."""
    outcome: StatementTally | None = None
    number: int = 0
    problems: list[Problem] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    counts: Counts = NO_ROWS
    unreadable: bool = False
    known: bool = False
    to_keep: bool = False
    """The original is asked for, and no import that counts has kept it yet."""
    archived: Path | None = None
    replaced: bool = False
    seconds: float = 0.0
    rejects: Path | None = None
    left_out: list[LeftOut] = field(default_factory=list)
    other_sheets: tuple[str, ...] = ()
    idle: list[str] = field(default_factory=list)
    """The options that name how its columns are read, and that no cell of them needed."""
    told: list[Problem] = field(default_factory=list)
    """The cells that decided how a column is read."""

    @property
    def sha256(self) -> str:
        source = self.table or self.reading
        return source.sha256 if source else ""

    @property
    def wrong(self) -> bool:
        return bool(self.problems or self.faults)

    @property
    def tells_lateness(self) -> bool:
        """Whether it is a list of another system, or a loans file that says as much."""
        return self.columns is not None and "days_past_due" in self.columns.columns

    @property
    def wrote(self) -> bool:
        return bool(self.counts.new or self.counts.changed or self.replaced)

    @property
    def is_news(self) -> bool:
        """Whether the ledger has to note this file: it was gone through, or is to be kept."""
        return bool(self.sha256) and (not self.known or self.to_keep)


def unused(job: Job) -> Unused:
    """What of a table is not used, and was not said by name to be left out."""
    table, columns = job.table, job.columns
    if table is None or columns is None:
        return ALL_USED
    out = {*(column.place for column in columns.columns.values())}
    ignored = {*columns.ignored} - {*job.options.leave_out}
    places = [
        at
        for at, text in enumerate(table.header)
        if at not in out and text in ignored and normal(text) not in _COUNTERS
    ]

    def cells(rows: Iterable[int]) -> dict[int, list[str]]:
        found = cells_of(table, rows)
        return {line: [_said_at(row, at) for at in places] for line, row in found}

    return Unused([table.header[at] for at in places], cells)


def _said_at(row: Sequence[str], place: int) -> str:
    """What a cell says; '' for the error of a formula, which says nothing."""
    text = row[place].strip() if place < len(row) else ""
    return "" if is_error(text) else text


def give_up(job: Job, problem: Problem) -> None:
    job.problems = [problem]
    job.unreadable = True


def said_currency(job: Job) -> CurrencyReading:
    """What the header of the file, or else the user, says of rows that name no currency.

    Instalments and promises have their loan's, whatever is said of other files of the command.
    """
    header = job.columns.currency if job.columns else UNSAID
    given = job.options.currency if job.kind not in NEVER_NAMED else ""
    if header.codes and (not given or given not in header.codes):
        return header
    return CurrencyReading(given, "--currency", (given,)) if given else UNSAID


def identity_of(job: Job) -> FileIdentity:
    read_as = {
        name: value
        for name, value in asdict(job.options).items()
        if value and name not in NOT_OF_THE_FILE
    }
    if job.table is not None and job.mapped.kind:
        read_as["map"] = {"kind": job.mapped.kind, "columns": dict(job.mapped.fields)}
        read_as["header"] = fingerprint(job.table.header)
    if job.reading is not None and job.options.sheet:
        read_as["sheet"] = job.options.sheet
    if job.table is not None and job.table.sheet:
        read_as["sheet"] = job.table.sheet
    return FileIdentity(job.kind, job.sha256, json.dumps(read_as, sort_keys=True))


def left_out(line: Line) -> LeftOut:
    row, cells = line
    return LeftOut(row, " ".join(cell.strip() for cell in cells if cell.strip())[:SHOWN])


def result_of(job: Job) -> FileResult:
    columns = job.columns
    return FileResult(
        kind=job.kind,
        file=str(job.name),
        sha256=job.sha256,
        read=job.counts.read,
        **job.counts._asdict(),
        seconds=round(job.seconds, 3),
        problems=tuple(job.problems),
        ignored=_ignored(job),
        mapping={c.header: name for name, c in columns.columns.items()} if columns else {},
        rejects=job.rejects,
        warnings=tuple(job.warnings),
        decided=tuple(job.told),
        header_row=job.table.header_row if job.table else 0,
        left_out=tuple(sorted(job.left_out)),
        sheet=job.table.sheet if job.table else "",
        other_sheets=job.other_sheets,
        encoding=_told_encoding(job.table or job.reading),
        steps=job.steps,
        staged=job.staged,
        statement=job.outcome,
        archived=job.archived,
    )


def _ignored(job: Job) -> tuple[str, ...]:
    source = job.columns or job.reading
    return source.ignored if source else ()


def _told_encoding(source: Table | Reading | None) -> str:
    plain = source is None or source.encoding in ("utf-8", "utf-8-sig")
    return "" if plain or source is None else source.encoding
