"""Imports files: one transaction, one journal entry, all or nothing unless asked otherwise."""

from __future__ import annotations

import csv
import json
import os
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from time import perf_counter
from types import MappingProxyType
from typing import NamedTuple

from overdue_cli.actions.archive import asked_for, keep, keeping, kept_at
from overdue_cli.actions.contact_consequences import contact_consequences
from overdue_cli.actions.import_answers import (
    CHOICES,
    NO_ACCOUNT,
    NO_ANSWERS,
    PER_COLUMN,
    Answers,
    naming,
)
from overdue_cli.actions.import_contacts import outcome_words
from overdue_cli.actions.import_kinds import Task, apply
from overdue_cli.actions.import_lists import SCOPES, conclude_lists, require_day
from overdue_cli.actions.import_statement import Outcome, write_statements
from overdue_cli.actions.list_difference import ListDifference, list_differences
from overdue_cli.domain.errors import Problem, WrongUse
from overdue_cli.domain.money import CURRENCIES, digits
from overdue_cli.ingest.column_map import (
    NO_MAP,
    ColumnMap,
    Maps,
    fingerprint,
    read_map,
    recognised,
)
from overdue_cli.ingest.faults import BadFile, Undecided
from overdue_cli.ingest.files import on_disk
from overdue_cli.ingest.headers import REJECT_COLUMNS, STATEMENT, Columns
from overdue_cli.ingest.kinds import KINDS
from overdue_cli.ingest.notes import list_day
from overdue_cli.ingest.per_column import choices_in, named
from overdue_cli.ingest.statements.card import SIGNS
from overdue_cli.ingest.statements.read import is_bank_format, is_bank_list, read_statement
from overdue_cli.ingest.statements.values import Choices as StatementChoices
from overdue_cli.ingest.statements.values import Reading
from overdue_cli.ingest.table import Line, Table, cells_of
from overdue_cli.ingest.tables import open_tables
from overdue_cli.ingest.typed import Choices, Step, TypedRows
from overdue_cli.policies.pack import Policy
from overdue_cli.policies.payments import debt_order
from overdue_cli.store.archive import place_of
from overdue_cli.store.bulk.files import (
    FileIdentity,
    holds_facts,
    maps_used,
    note_file,
    rows_known,
)
from overdue_cli.store.bulk.instalments import note_incoming
from overdue_cli.store.bulk.stage import (
    NO_ROWS,
    Counts,
    Fault,
    counts,
    currencies_of_loans,
    currencies_staged,
    stage,
    staged_row,
    staging,
)
from overdue_cli.store.derive import refresh_touched
from overdue_cli.store.ledger import Ledger, Writing, backup, writing
from overdue_cli.store.statements import accounts_known

#: Told what is being done, and how much of it is done (from 0 to 1; None: it is not known).
Progress = Callable[[str, float | None], None]

_SHOWN = 80
#: What was decided about an import and does not change how a file is read, or is told another way.
NOT_OF_THE_FILE = (
    "dry_run",
    "accept_good",
    "kind",
    "sheet",
    "map",
    "explain",
    "archive",
    "asks",
)
NO_CUSTOMER_ID = Problem(
    0,
    "",
    "",
    "no column names the customer: they are told apart by identity card, else by name and phone",
    "Rows that agree in that are one customer; a column customer_id would be surer.",
)
#: Kinds that make no sense while a file of these kinds cannot be read.
_RESTS_ON = {
    "instalments": {"loans", "snapshot"},
    "transactions": {"customers", "loans", "invoices", "snapshot"},
    "contacts": {"customers", "loans", "snapshot"},
}


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the user decided; '' leaves it to the file."""

    kind: str = ""
    dry_run: bool = False
    accept_good: bool = False
    date_order: str = ""
    decimal: str = ""
    rate: str = ""
    encoding: str = ""
    currency: str = ""
    sheet: str = ""
    account: str = ""
    """Whose account a bank statement is of, where it does not say so."""
    sign: str = ""
    """bank or card: what an amount without a sign is in a list of movements."""
    as_of: str = ""
    """The day of lists whose rows do not say it."""
    scope: str = ""
    """complete or partial: whether a loan missing from a list has left it."""
    map: str = ""
    """A TOML file that names the columns."""
    explain: int = 0
    """A row of the file to be told step by step."""
    asks: bool = False
    """Whether somebody can be asked what would else be told in a warning."""
    archive: bool | None = None
    """Whether the original is kept beside the ledger; None leaves it to the ledger's setting."""


class LeftOut(NamedTuple):
    """A row of the file that was not read as data, and what stands in it."""

    row: int
    text: str


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file; read = new + changed + unchanged + rejected."""

    kind: str
    file: str
    sha256: str
    read: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    seconds: float
    problems: tuple[Problem, ...]
    ignored: tuple[str, ...] = ()
    """Headers of columns that were not used."""
    mapping: dict[str, str] = field(default_factory=dict)
    """Header → field."""
    rejects: Path | None = None
    """The file that holds the rejected rows, if one was written."""
    warnings: tuple[Problem, ...] = ()
    """What a person should know of rows that were taken."""
    decided: tuple[Problem, ...] = ()
    """The cells that decided how a column is read, where others left it open."""
    header_row: int = 0
    """Where the header was found; 0 where the format names the columns itself."""
    left_out: tuple[LeftOut, ...] = ()
    """Rows that hold no data: titles, units, sums, notes, the header said again."""
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    """Sheets of the same workbook that hold nothing that is known."""
    encoding: str = ""
    """The encoding of a text file that is not UTF-8."""
    steps: tuple[Step, ...] = ()
    """How the cells of the row asked for are read."""
    staged: Mapping[str, object] | None = None
    """What would be stored of that row, amounts in minor units, and its state."""
    statement: Outcome | None = None
    """What became of the lines of bank statements."""
    archived: Path | None = None
    """Where the original is kept."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did; ``journal`` is None when nothing was written."""

    journal: int | None
    written: bool
    files: tuple[FileResult, ...]
    lists: tuple[ListDifference, ...] = ()
    """What the lists among the files changed, by day."""

    @property
    def rejected(self) -> bool:
        """Whether any file has something wrong."""
        return any(file.problems for file in self.files)


@dataclass(slots=True)
class _Job:
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
    steps: tuple[Step, ...] = ()
    staged: Mapping[str, object] | None = None
    reading: Reading | None = None
    """What a file of bank statements holds; it has no table."""
    outcome: Outcome | None = None
    number: int = 0
    problems: list[Problem] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
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


def import_files(
    ledger: Ledger,
    policy: Policy,
    files: Sequence[Path],
    options: ImportOptions,
    *,
    actor: str,
    at: datetime,
    progress: Progress = lambda what, share: None,
    answers: Mapping[str, Answers] = MappingProxyType({}),
) -> ImportResult:
    """What became of each file: rows read, new, changed, unchanged and rejected, with reasons.

    Files build on each other in the order customers, loans, invoices, lists, instalments,
    transactions. Without ``accept_good`` one rejected row stops everything. ``answers`` has by the
    file as it is named, what was answered about it alone. Errors: WrongUse for a file that is not
    there, Undecided for a choice only the user can make, MachineFailure for one that cannot be
    read.
    """
    _check(options)
    options = _said_of_lists(options, answers)
    maps = Maps(read_map(Path(options.map)) if options.map else NO_MAP, remembered(ledger.conn))
    with ExitStack() as stack:
        jobs = [
            job
            for path in files
            for job in _opened(
                stack.enter_context(on_disk(path)),
                _name(path),
                options,
                answers.get(str(_name(path)), NO_ANSWERS),
                ledger.currency,
                maps,
            )
        ]
        _require_columns(options, jobs)
        for job in jobs if options.asks else ():
            with naming(job.name):
                _ask_account(ledger, job, answers.get(str(job.name), NO_ANSWERS))
        for number, job in enumerate(jobs, 1):
            job.number = number
        stack.enter_context(staging(ledger.conn, _stage_columns()))
        for job in jobs:
            with naming(job.name, _among_sheets(job, jobs)):
                _stage(ledger, job, progress)
        note_incoming(ledger.conn)
        _ask_for_originals(ledger, jobs, options)
        if not any(job.is_news for job in jobs if not job.unreadable):
            return ImportResult(None, False, tuple(map(_result, jobs)))
        if _may_write(jobs, options):
            _back_up(ledger)
        with (
            keeping(ledger) as made,
            writing(ledger, actor=actor, command="import", at=at) as work,
        ):
            _apply_all(ledger, policy, jobs, options, work, progress)
            _conclude_lists(jobs, options, work)
            work.keep = _keeps(jobs, options)
            if work.keep and _archives(ledger, options):
                _keep_originals(ledger, jobs, made, progress)
            for job in jobs:
                _explain(job)
                if options.accept_good and not options.dry_run:
                    _keep_rejects(job)
            if work.keep:
                progress("counting what is owed", None)
                _finish(policy, jobs, options, work)
            lists = _differences(policy, jobs, options, work)
        journal = work.journal_id if work.keep else None
    return ImportResult(journal, work.keep, tuple(map(_result, jobs)), lists)


def _among_sheets(job: _Job, jobs: Iterable[_Job]) -> str:
    """The sheet of a table, where others of the same file are imported too; else ''."""
    several = sum(one.name == job.name for one in jobs) > 1
    return job.table.sheet if several and job.table else ""


def _said_of_lists(options: ImportOptions, answers: Mapping[str, Answers]) -> ImportOptions:
    """What was answered about whether a list is complete holds for all lists of an import."""
    said = [one.options["--list"] for one in answers.values() if "--list" in one.options]
    return replace(options, scope=said[0]) if said else options


def _name(path: Path) -> Path:
    return Path("stdin") if str(path) == "-" else path


def _check(options: ImportOptions) -> None:
    """Nothing, or WrongUse for an option that has no such value."""
    for name, choices in PER_COLUMN.items():
        given = getattr(options, CHOICES[name])
        try:
            choices_in(given, choices)
        except ValueError:
            hint = f"Use {' or '.join(choices)}. For one column: COLUMN={choices[0]}."
            raise WrongUse(f"{name} is '{given}'", hint=hint) from None
    allowed = {"--list": (options.scope, SCOPES), "--sign": (options.sign, SIGNS)}
    for name, (given, words) in allowed.items():
        if given and given not in words:
            raise WrongUse(f"{name} is '{given}'", hint=f"Use {' or '.join(words)}.")
    if options.currency and options.currency not in CURRENCIES:
        raise WrongUse(
            f"unknown currency '{options.currency}'",
            hint="Use an ISO 4217 code such as CNY, EUR or USD.",
        )


def _require_columns(options: ImportOptions, jobs: Sequence[_Job]) -> None:
    """Nothing, or WrongUse for an option that names a column which no file has."""
    if any(job.table is None for job in jobs):
        return
    tables = [job.table for job in jobs if job.table]
    known = {
        name for one in tables for text in one.header for name in (text, named(text, one.sheet))
    }
    for option, allowed in PER_COLUMN.items():
        for choice in choices_in(getattr(options, CHOICES[option]), allowed):
            if choice.column and choice.column not in known:
                raise WrongUse(
                    f"{option} names the column '{choice.column}', which is not there",
                    hint=f"Columns: {', '.join(filter(None, tables[0].header))}.",
                )


def _opened(
    path: Path,
    name: Path,
    options: ImportOptions,
    answers: Answers,
    currency: str,
    maps: Maps,
) -> list[_Job]:
    """The tables of a file whose headers are understood, or the reason why none is.

    A file of bank statements is one job without a table; ``currency`` is the ledger's.
    """
    started = perf_counter()
    options = answers.added_to(options)
    try:
        with naming(name):
            jobs = _understood(path, name, options, answers, currency, maps)
    except BadFile as fault:
        jobs = [_Job(path, name, options, options.kind)]
        _give_up(jobs[0], fault.problem)
    for job in jobs:
        job.seconds = (perf_counter() - started) / len(jobs)
    return jobs


def _understood(
    path: Path,
    name: Path,
    options: ImportOptions,
    answers: Answers,
    currency: str,
    maps: Maps,
) -> list[_Job]:
    """The jobs of a file: tables of the ledger's own kinds, or else bank statements."""
    if options.kind == STATEMENT or (not options.kind and is_bank_format(path)):
        return [_of_statements(path, name, options, currency)]
    try:
        return _of_tables(path, name, options, answers, maps)
    except (BadFile, Undecided):
        if options.kind or not is_bank_list(path, options.encoding, options.sheet):
            raise
    return [_of_statements(path, name, options, currency)]


def _of_statements(path: Path, name: Path, options: ImportOptions, currency: str) -> _Job:
    """The job of a file of bank statements."""
    job = _Job(path, name, options, STATEMENT)
    choices = StatementChoices(
        options.account,
        options.currency or currency,
        options.encoding,
        options.sheet,
        options.date_order,
        options.decimal,
        options.sign,
    )
    try:
        job.reading = read_statement(path, choices)
    except BadFile as fault:
        _give_up(job, fault.problem)
        return job
    if not choices.currency:
        _require_currency_of(job.reading, path)
    job.problems = list(job.reading.problems)
    job.warnings = [Problem(0, "", "", note, "") for note in job.reading.notes]
    job.left_out = [LeftOut(row, text[:_SHOWN]) for row, text in job.reading.left_out]
    return job


def _ask_account(ledger: Ledger, job: _Job, said: Answers) -> None:
    """Undecided for bank lines of no account, where the ledger has lines of accounts by name."""
    if job.reading is None or job.options.account or "--account" in said.options:
        return
    bare = next((line for line in job.reading.lines if not line.account), None)
    known = accounts_known(ledger.conn) if bare else []
    if not known or bare is None:
        return
    rule = "nothing says whose account this is, and the ledger has lines of others"
    problem = Problem(bare.row, "", "", rule, "Name it: --account NUMBER.")
    raise Undecided(job.name.name, problem, option="--account", choices=(*known, NO_ACCOUNT))


def _require_currency_of(reading: Reading, path: Path) -> None:
    """Undecided for bank lines of which nothing says in what currency they are."""
    open_ = [one for one in reading.problems if one.rule.startswith("nothing says in which curr")]
    if not open_ or any(reading.lines):
        return
    rule = "nothing says in which currency the amounts are"
    problem = Problem(open_[0].row, "", "", rule, "Name it: --currency CNY.")
    raise Undecided(path.name, problem, option="--currency")


def _of_tables(
    path: Path, name: Path, options: ImportOptions, answers: Answers, maps: Maps
) -> list[_Job]:
    """One job for each table that is understood; Undecided where there are several to choose."""
    tables = open_tables(path, options.encoding, options.sheet, score=maps.score)
    jobs: list[_Job] = []
    faults: list[BadFile] = []
    for table in tables:
        try:
            mapped = answers.over(maps.of(table), fingerprint(table.header))
            columns = recognised(table, options.kind, mapped)
        except BadFile as fault:
            faults.append(fault)
            continue
        except Undecided as doubt:
            doubt.header = fingerprint(table.header)
            raise
        job = _Job(path, name, options, columns.kind.name, table, columns)
        job.mapped = mapped
        job.left_out = [_left_out(line) for line in table.above]
        job.warnings = [Problem(0, "", "", note, "") for note in table.notes]
        job.warnings += [NO_CUSTOMER_ID] if columns.persons else []
        _take_list_day(job, table, columns)
        jobs.append(job)
    if not jobs:
        raise faults[0]
    if len(jobs) > 1 and options.sheet != "all":
        raise _several_sheets(name, jobs)
    used = [job.table.sheet for job in jobs if job.table]
    for job in jobs:
        job.other_sheets = tuple(table.sheet for table in tables if table.sheet not in used)
    return jobs


def _take_list_day(job: _Job, table: Table, columns: Columns) -> None:
    """The day that a title names as the one of the figures, where nobody else says it."""
    if not job.tells_lateness or "as_of" in columns.columns or job.options.as_of:
        return
    said = list_day(table.above)
    if said:
        job.options = replace(job.options, as_of=said.day)
        rule = f"the figures of days past due are those of {said.day}"
        job.told.append(Problem(said.row, "", said.text[:_SHOWN], rule, "Else say --as-of."))


def remembered(conn: sqlite3.Connection) -> dict[str, ColumnMap]:
    """The maps of earlier imports that still count, by the fingerprint of the header."""
    found = {}
    for text in maps_used(conn):
        said = json.loads(text)
        found[said["header"]] = ColumnMap(said["map"]["kind"], said["map"]["columns"])
    return found


def _several_sheets(name: Path, jobs: Sequence[_Job]) -> Undecided:
    known = [(job.table.sheet, job.kind) for job in jobs if job.table]
    told = ", ".join(f"'{sheet}' ({kind})" for sheet, kind in known)
    return Undecided(
        name.name,
        Problem(
            0, "", "", f"several sheets could be imported: {told}", "Say --sheet NAME or all."
        ),
        option="--sheet",
        choices=(*(sheet for sheet, _ in known), "all"),
    )


def _give_up(job: _Job, problem: Problem) -> None:
    job.problems = [problem]
    job.unreadable = True


def _stage_columns() -> dict[str, Sequence[str]]:
    extra = {"customers": ("income_currency",)}
    return {
        name: (*(f.name for f in kind.fields), *extra.get(name, ()))
        for name, kind in KINDS.items()
    }


def _stage(ledger: Ledger, job: _Job, progress: Progress) -> None:
    """Reads the rows of a file into its table, unless the file is known as a whole."""
    if not job.sha256:
        return
    options = job.options
    known = rows_known(ledger.conn, _identity(job))
    # A complete list is gone through with the others of its day: together they say who has left.
    if options.explain:
        known = None
    if known is not None and not (job.tells_lateness and options.scope == "complete"):
        job.known, job.counts = True, Counts(unchanged=known)
        return
    if job.table is None or job.columns is None:
        return
    require_day(job.table, job.columns, options.as_of)
    _require_currency(ledger, job)
    started = perf_counter()
    choices = Choices(options.date_order, options.decimal, options.rate)
    rows = TypedRows(job.table, job.columns, choices)
    try:
        stage(ledger.conn, job.kind, job.number, rows.fields, _chunks(rows, job, progress))
    except BadFile as fault:
        _give_up(job, fault.problem)
        return
    if options.explain:
        job.steps = tuple(rows.explained(options.explain))
    rows.settle()
    _require_mark(ledger, job, rows)
    job.told += rows.told
    job.seconds += perf_counter() - started


def _chunks(
    rows: TypedRows, job: _Job, progress: Progress
) -> Iterator[tuple[Sequence[tuple[object, ...]], Sequence[tuple[int, str | None]]]]:
    assert job.table is not None
    for chunk in rows:
        job.problems.extend(chunk.problems)
        job.left_out.extend(map(_left_out, chunk.left_out))
        progress(f"reading {job.name.name}", job.table.seen.share)
        yield chunk.good, chunk.bad


def _require_currency(ledger: Ledger, job: _Job) -> None:
    """Undecided for amounts of which nothing says in what currency they are."""
    assert job.table is not None
    assert job.columns is not None
    needed = any(field.name == "currency" for field in job.columns.kind.fields)
    if not needed or "currency" in job.columns.columns or _named(job) or ledger.currency:
        return
    rule = "nothing says in which currency the amounts are"
    hint = "Name it: --currency CNY, or a column currency; 'overdue init --currency' sets one."
    problem = Problem(job.table.header_row, "", "", rule, hint)
    raise Undecided(job.name.name, problem, option="--currency")


def _require_mark(ledger: Ledger, job: _Job, rows: TypedRows) -> None:
    """Undecided where '1,234' may be a thousand or, in dinars or 万元, one and a part."""
    guessed = rows.thousands_by_guess
    if not guessed:
        return
    most = max(map(digits, _currencies(ledger, job)), default=2)
    for money, text in guessed:
        if money.could_have_decimals(text, most):
            raise money.mark.doubt()


def _currencies(ledger: Ledger, job: _Job) -> set[str]:
    """The currencies that amounts of a file may be in: its rows' own, else the named one."""
    assert job.columns is not None
    if "currency" in job.columns.columns:
        found = currencies_staged(ledger.conn, job.kind, job.number)
    elif any(field.name == "currency" for field in job.columns.kind.fields):
        found = set()
    else:
        found = currencies_of_loans(ledger.conn)
    return found | set(filter(None, [_named(job) or ledger.currency]))


def _named(job: _Job) -> str:
    """The currency that the header of the file or else the user names."""
    return (job.columns.currency if job.columns else "") or job.options.currency


def _identity(job: _Job) -> FileIdentity:
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


def _archives(ledger: Ledger, options: ImportOptions) -> bool:
    return not options.dry_run and asked_for(ledger, options.archive)


def _ask_for_originals(ledger: Ledger, jobs: Iterable[_Job], options: ImportOptions) -> None:
    """Notes which originals are asked for, and which of them are kept already."""
    if not _archives(ledger, options):
        return
    for job in jobs:
        job.archived = kept_at(ledger, job.sha256)
        job.to_keep = job.archived is None


def _keep_originals(
    ledger: Ledger, jobs: Iterable[_Job], made: list[str], progress: Progress
) -> None:
    """Keeps the originals of files that the ledger notes; sheets of one workbook share theirs."""
    kept: dict[str, Path] = {}
    for job in jobs:
        if job.is_news and job.archived is None:
            progress(f"keeping {job.name.name}", None)
            place = kept.get(job.sha256) or keep(ledger, job.path, job.name, job.sha256, made)
            kept[job.sha256] = job.archived = place


def _may_write(jobs: Sequence[_Job], options: ImportOptions) -> bool:
    """Whether any fact can come of it, as far as reading tells."""
    if options.dry_run or any(job.unreadable for job in jobs) or all(job.known for job in jobs):
        return False
    return options.accept_good or not any(job.wrong for job in jobs)


def _back_up(ledger: Ledger) -> None:
    """Keeps the ledger as it was before its last import, beside it, as ``LEDGER.backup``."""
    if not (ledger.writable and holds_facts(ledger.conn)):
        return
    target = ledger.path.with_name(ledger.path.name + ".backup")
    draft = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        backup(ledger, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _apply_all(
    ledger: Ledger,
    policy: Policy,
    jobs: Sequence[_Job],
    options: ImportOptions,
    work: Writing,
    progress: Progress,
) -> None:
    unreadable = [(job.kind, job.name.name) for job in jobs if job.unreadable]
    for kind in (*KINDS, STATEMENT):
        for job in jobs:
            if job.kind != kind or job.unreadable or job.known:
                continue
            below = _RESTS_ON.get(kind)
            missing = [name for of, name in unreadable if below and (not of or of in below)]
            if missing:
                rule = f"this was not gone through, because {missing[0]} cannot be read"
                job.problems = [Problem(0, "", "", rule, "Mend that file first.")]
                continue
            progress(f"checking and writing {job.name.name}", None)
            _apply(ledger, policy, job, options, work)


def _apply(
    ledger: Ledger, policy: Policy, job: _Job, options: ImportOptions, work: Writing
) -> None:
    started = perf_counter()
    if job.reading is not None:
        rejected = len({problem.row for problem in job.problems})
        job.outcome = write_statements(work, policy, job.reading, rejected=rejected)
        job.counts = job.outcome.counts
        job.seconds += perf_counter() - started
        return
    assert job.columns is not None
    task = Task(
        work.conn,
        work.journal_id,
        work.today,
        policy.rules,
        job.number,
        frozenset(job.columns.columns),
        _named(job),
        ledger.currency,
        frozenset(policy.products),
        debt_order(policy.data),
        outcome_words(policy) if job.kind == "contacts" else {},
        {code: outcome.flags for code, outcome in policy.outcomes.items()},
        ledger.settings.get("time_zone", ""),
        work.at,
        as_of=job.options.as_of,
    )
    job.faults, job.replaced = apply(job.kind, task)
    if job.kind == "contacts":
        task.remarks.extend(contact_consequences(work, policy))
    job.warnings += [
        Problem(row, job.columns.header_of(name), *rest) for row, name, *rest in task.remarks
    ]
    if options.explain:
        job.staged = staged_row(work.conn, job.kind, job.number, options.explain)
    job.counts = counts(work.conn, job.kind, job.number)
    job.seconds += perf_counter() - started


def _conclude_lists(jobs: Sequence[_Job], options: ImportOptions, work: Writing) -> None:
    """Notes the lists of an import that can be kept; one may say more than its rows."""
    lists = [job for job in jobs if job.tells_lateness and not job.known]
    if not lists or any(job.unreadable for job in jobs):
        return
    wrong = [job for job in lists if job.wrong]
    if wrong and options.accept_good and options.scope == "complete":
        raise WrongUse(
            f"{wrong[0].name.name} has rows that are rejected, so the list is not complete",
            hint="Mend the rows, or take the list as --list partial.",
        )
    if options.accept_good or not any(job.wrong for job in jobs):
        name = lists[0].name.name
        with naming(lists[0].name):
            news = conclude_lists(work.conn, work.journal_id, options.scope, name)
        lists[0].replaced |= news


def _differences(
    policy: Policy, jobs: Sequence[_Job], options: ImportOptions, work: Writing
) -> tuple[ListDifference, ...]:
    """What the lists changed; in a dry run, what they would."""
    if not any(job.tells_lateness and not job.known for job in jobs):
        return ()
    clean = not any(job.unreadable for job in jobs) and (
        options.accept_good or not any(job.wrong for job in jobs)
    )
    if not (work.keep or (options.dry_run and clean)):
        return ()
    if not work.keep:
        refresh_touched(work.conn, policy.rules, work.today)
    return list_differences(work.conn, policy.rules, work.journal_id)


def _keeps(jobs: Sequence[_Job], options: ImportOptions) -> bool:
    wrote = any(job.wrote for job in jobs if not job.known)
    if options.dry_run or not (wrote or any(job.to_keep for job in jobs)):
        return False
    if any(job.unreadable for job in jobs):
        return False
    return options.accept_good or not any(job.wrong for job in jobs)


def _explain(job: _Job) -> None:
    """Turns what was found in the staged rows into problems with the text of the file."""
    if not job.faults or job.table is None or job.columns is None:
        return
    columns, texts = job.columns, cells_of(job.table, {fault.row for fault in job.faults})
    line, cells = 0, [""]
    for row, name, rule, hint in sorted(job.faults, key=lambda fault: fault.row):
        while line < row:
            line, cells = next(texts)
        column = columns.columns.get(name)
        text = cells[column.place].strip() if column and column.place < len(cells) else ""
        header = columns.header_of(name) if name else ""
        job.problems.append(Problem(row, header, text, rule, hint))
    job.problems.sort(key=lambda problem: problem.row)


def _finish(policy: Policy, jobs: Sequence[_Job], options: ImportOptions, work: Writing) -> None:
    """Derived tables, the memory of the files, and the journal's words."""
    refresh_touched(work.conn, policy.rules, work.today)
    told = []
    for job in jobs:
        if not job.is_news:
            continue
        identity, archived = _identity(job), place_of(job.archived)
        note_file(work.conn, work.journal_id, job.name.name, identity, job.counts, archived)
        told.append(
            {"file": job.name.name, **identity._asdict(), **job.counts._asdict()}
            | ({"archived": archived} if archived else {})
        )
    work.details = {"files": told}
    work.summary = "; ".join(
        f"{one['file']}: {one['new']} new, {one['changed']} changed {one['kind']}"
        f"{', original kept' if 'archived' in one else ''}"
        for one in told
    )


def _keep_rejects(job: _Job) -> None:
    table = job.table or (job.reading.table if job.reading else None)
    if table is not None and job.problems and not job.unreadable:
        job.rejects = write_rejects(job.name, table, job.problems)


def write_rejects(path: Path, table: Table, problems: Iterable[Problem]) -> Path:
    """``FILE.rejects.csv`` beside the file: rejected rows as they were, with row, reason, hint.

    What stands above the header stands there, too: it may name the unit, or whose account it is.
    Encoding and delimiter are those of the file, so that it can be mended and imported.
    """
    of_row: dict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        of_row[problem.row].append(problem)
    sheet = f".{table.sheet}" if table.sheet else ""
    target = path.with_name(f"{path.name}{sheet}.rejects.csv")
    places = _original_places(table)
    with target.open("w", encoding=table.encoding, newline="") as file:
        writer = csv.writer(file, delimiter=table.delimiter, lineterminator="\n")
        for _, cells in table.above:
            writer.writerow(cells)
        writer.writerow([*(table.header[place] for place in places), *REJECT_COLUMNS])
        for line, cells in cells_of(table, of_row):
            found = of_row[line]
            kept = [cells[place] if place < len(cells) else "" for place in places]
            reasons = "; ".join(_reason(problem) for problem in found)
            hints = " ".join(dict.fromkeys(problem.hint for problem in found))
            writer.writerow([*kept, line, reasons, hints, *cells[len(table.header) :]])
    return target


def _original_places(table: Table) -> list[int]:
    """Columns of the file without those that an earlier rejects file added."""
    lowered = [text.lower() for text in table.header]
    again = all(name in lowered for name in REJECT_COLUMNS)
    return [place for place, text in enumerate(lowered) if not (again and text in REJECT_COLUMNS)]


def _reason(problem: Problem) -> str:
    return f"{problem.column}: {problem.rule}" if problem.column else problem.rule


def _result(job: _Job) -> FileResult:
    columns = job.columns
    return FileResult(
        kind=job.kind,
        file=str(job.name),
        sha256=job.sha256,
        read=job.counts.read,
        **job.counts._asdict(),
        seconds=round(job.seconds, 3),
        problems=tuple(job.problems),
        ignored=columns.ignored if columns else (),
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


def _left_out(line: Line) -> LeftOut:
    row, cells = line
    return LeftOut(row, " ".join(cell.strip() for cell in cells if cell.strip())[:_SHOWN])


def _told_encoding(source: Table | Reading | None) -> str:
    plain = source is None or source.encoding in ("utf-8", "utf-8-sig")
    return "" if plain or source is None else source.encoding
