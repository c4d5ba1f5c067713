"""Opens the files of an import: which tables they hold, or that they are bank statements."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from overdue_cli.actions.imports.answers import NO_ACCOUNT, Answers, naming
from overdue_cli.actions.imports.findings import LeftOut
from overdue_cli.actions.imports.job import SHOWN, Job, give_up, left_out
from overdue_cli.actions.imports.options import ImportOptions, with_answers
from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.faults import BadFile, Undecided
from overdue_cli.ingest.headers.column_map import (
    ColumnMap,
    Maps,
    fingerprint,
    left_out_too,
    recognised,
)
from overdue_cli.ingest.headers.columns import Columns
from overdue_cli.ingest.headers.glossary import STATEMENT
from overdue_cli.ingest.headers.notes import list_day
from overdue_cli.ingest.headers.unused_columns import require_list_read
from overdue_cli.ingest.statements.exports.list_header import amounts_at
from overdue_cli.ingest.statements.read import is_bank_format, is_bank_list, read_statement
from overdue_cli.ingest.statements.values import Reading, StatementChoices
from overdue_cli.ingest.table import Table
from overdue_cli.ingest.tables import open_tables
from overdue_cli.store.bank.statements import accounts_known
from overdue_cli.store.bulk.files import maps_used
from overdue_cli.store.ledger.ledger import Ledger

NO_CUSTOMER_ID = Problem(
    0,
    "",
    "",
    "no column names the customer: they are told apart by identity card, else by name and phone",
    "Rows that agree in that are one customer; a column customer_id would be surer.",
)


def opened(
    path: Path,
    name: Path,
    options: ImportOptions,
    answers: Answers,
    currency: str,
    maps: Maps,
) -> list[Job]:
    """The tables of a file whose headers are understood, or the reason why none is.

    A file of bank statements is one job without a table; ``currency`` is the ledger's.
    """
    started = perf_counter()
    options = with_answers(options, answers)
    try:
        with naming(name):
            jobs = _understood(path, name, options, answers, currency, maps)
    except BadFile as fault:
        jobs = [Job(path, name, options, options.kind)]
        give_up(jobs[0], fault.problem)
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
) -> list[Job]:
    """The jobs of a file: tables of the ledger's own kinds, or else bank statements.

    A doubt about one of several sheets is not settled by another that is a bank's.
    """
    if options.kind == STATEMENT or (not options.kind and is_bank_format(path)):
        return [_of_statements(path, name, options, currency)]
    try:
        return _of_tables(path, name, options, answers, maps)
    except (BadFile, Undecided) as fault:
        in_one = isinstance(fault, Undecided) and (fault.sheet or fault.option == "--sheet")
        if options.kind or in_one or not is_bank_list(path, options.encoding, options.sheet):
            raise
    return [_of_statements(path, name, options, currency)]


def _of_statements(path: Path, name: Path, options: ImportOptions, currency: str) -> Job:
    """The job of a file of bank statements."""
    job = Job(path, name, options, STATEMENT)
    choices = StatementChoices(
        options.account,
        options.currency or currency,
        options.encoding,
        options.sheet,
        options.date_order,
        options.decimal,
        options.sign,
        options.money_out,
        currency_given=bool(options.currency),
    )
    try:
        job.reading = read_statement(path, choices)
    except BadFile as fault:
        give_up(job, fault.problem)
        return job
    if not choices.currency:
        _require_currency_of(job.reading, path)
    if job.reading.table is not None:
        table, unread = job.reading.table, job.reading.ignored
        require_list_read(table, amounts_at(table.header), unread, options.leave_out)
    job.problems = list(job.reading.problems)
    job.warnings = [Problem(0, "", "", note, "") for note in job.reading.notes]
    job.left_out = [LeftOut(row, text[:SHOWN]) for row, text in job.reading.left_out]
    return job


def ask_account(ledger: Ledger, job: Job, said: Answers) -> None:
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
) -> list[Job]:
    """One job for each table that is understood; Undecided where there are several to choose."""
    tables = open_tables(path, options.encoding, options.sheet, score=maps.score)
    jobs: list[Job] = []
    faults: list[BadFile] = []
    for table in tables:
        try:
            mapped = answers.over(maps.of(table, options.kind), fingerprint(table.header))
            columns = recognised(table, options.kind, mapped, options.leave_out)
        except BadFile as fault:
            faults.append(fault)
            continue
        except Undecided as doubt:
            doubt.header = fingerprint(table.header)
            doubt.sheet = doubt.sheet or (table.sheet if len(tables) > 1 else "")
            raise
        job = Job(path, name, options, columns.kind.name, table, columns)
        job.mapped = left_out_too(mapped, columns, options.leave_out)
        job.left_out = [left_out(line) for line in table.above]
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


def _take_list_day(job: Job, table: Table, columns: Columns) -> None:
    """The day that a title names as the one of the figures, where nobody else says it."""
    if not job.tells_lateness or "as_of" in columns.columns or job.options.as_of:
        return
    said = list_day(table.above)
    if said:
        job.options = replace(job.options, as_of=said.day)
        rule = f"the figures of days past due are those of {said.day}"
        job.told.append(Problem(said.row, "", said.text[:SHOWN], rule, "Else say --as-of."))


def remembered(conn: sqlite3.Connection) -> dict[str, ColumnMap]:
    """The maps of earlier imports that still count, by the fingerprint of the header."""
    found = {}
    for text in maps_used(conn):
        said = json.loads(text)
        found[said["header"]] = ColumnMap(said["map"]["kind"], said["map"]["columns"])
    return found


def _several_sheets(name: Path, jobs: Sequence[Job]) -> Undecided:
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
