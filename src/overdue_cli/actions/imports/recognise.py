"""Second stage: what the tables of a file and their columns mean, or that it is a bank's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from overdue_cli.actions.imports.answers import naming
from overdue_cli.actions.imports.doubts import require_currency_of_lines
from overdue_cli.actions.imports.findings import Findings, LeftOut
from overdue_cli.actions.imports.open import OpenFile
from overdue_cli.actions.imports.source import SHOWN, Source, left_out
from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.faults import BadFile, Undecided
from overdue_cli.ingest.grouped_rows import GROUP_COLUMN
from overdue_cli.ingest.headers.column_map import (
    NO_MAP,
    ColumnMap,
    Maps,
    fingerprint,
    left_out_too,
    numbered,
    read_map,
    recognised,
    remembered,
)
from overdue_cli.ingest.headers.column_meanings import NOT_USED
from overdue_cli.ingest.headers.columns import Columns
from overdue_cli.ingest.headers.glossary import STATEMENT, normal
from overdue_cli.ingest.headers.joined_columns import told_joined
from overdue_cli.ingest.headers.kind_choice import chosen
from overdue_cli.ingest.headers.titles_and_totals import list_day, loan_above
from overdue_cli.ingest.headers.unused_columns import require_list_read
from overdue_cli.ingest.persons import BY_NAME
from overdue_cli.ingest.statements.exports.list_header import amounts_at
from overdue_cli.ingest.statements.read import is_bank_format, is_bank_list, read_statement
from overdue_cli.ingest.statements.values import StatementChoices
from overdue_cli.ingest.table import Groups, Table
from overdue_cli.ingest.tables import open_tables
from overdue_cli.store.bulk.files import maps_used

_TOLD_APART: dict[tuple[str, ...], str] = {
    ("id_no",): "identity card",
    ("name", "phone"): "name and phone",
    ("phone",): "phone alone",
    ("name", "account"): "name and account",
}


def known_maps(conn: sqlite3.Connection, path: str) -> Maps:
    """The map of columns that the user names, and those of earlier imports that still count."""
    return remembered(maps_used(conn), read_map(Path(path)) if path else NO_MAP)


def recognise_files(files: Iterable[OpenFile], currency: str, maps: Maps) -> list[Source]:
    """What the files hold, numbered in their order; ``currency`` is the ledger's."""
    sources = [source for file in files for source in recognise(file, currency, maps)]
    return [replace(source, number=number) for number, source in enumerate(sources, 1)]


def recognise(file: OpenFile, currency: str, maps: Maps) -> list[Source]:
    """The tables of a file whose headers are understood, or the reason why none is.

    A file of bank statements is one source without a table.
    """
    started = perf_counter()
    try:
        with naming(file.name):
            sources = _understood(file, currency, maps)
    except BadFile as fault:
        sources = [_unreadable(file, file.options.kind, fault)]
    each = (perf_counter() - started) / len(sources)
    return [replace(source, seconds=each) for source in sources]


def _unreadable(file: OpenFile, kind: str, fault: BadFile) -> Source:
    return Source(file, kind, file.options, findings=Findings(problems=[fault.problem]))


def _understood(file: OpenFile, currency: str, maps: Maps) -> list[Source]:
    """Tables of the ledger's own kinds, or else bank statements.

    A doubt about one of several sheets is not settled by another that is a bank's.
    """
    options = file.options
    mapped = _map_of_list(file, maps)
    bank_format = not options.kind and is_bank_format(file.path)
    if mapped.kind or options.kind == STATEMENT or bank_format:
        source = _of_statements(file, currency, mapped)
        if table := source.content_table:
            source.findings.decided.extend(_told_words(table, mapped, maps))
        return [source]
    try:
        return _of_tables(file, currency, maps)
    except (BadFile, Undecided) as fault:
        in_one = isinstance(fault, Undecided) and (fault.sheet or fault.option == "--sheet")
        if options.kind or in_one:
            raise
        if not is_bank_list(file.path, options.encoding, options.sheet):
            raise
    return [_of_statements(file, currency)]


def _map_of_list(file: OpenFile, maps: Maps) -> ColumnMap:
    """The map that says what the columns of a bank's list are; NO_MAP where none is about it."""
    options = file.options
    if options.kind not in ("", STATEMENT) or STATEMENT not in maps.kinds:
        return NO_MAP
    try:
        tables = open_tables(file.path, options.encoding, options.sheet, score=maps.score)
    except BadFile:
        return NO_MAP
    mapped = [maps.of(table, options.kind) for table in tables]
    by_header = next((one for one in mapped if one.kind == STATEMENT), NO_MAP)
    numbered = maps.named.kind == STATEMENT and maps.named.by_number
    of_another = {chosen(table.header).kind for table in tables} - {"", STATEMENT}
    return maps.named if numbered and (options.kind or not of_another) else by_header


def _of_statements(file: OpenFile, currency: str, mapped: ColumnMap = NO_MAP) -> Source:
    """A file of bank statements, with what a map says of the columns of a list."""
    options = file.options
    choices = StatementChoices(
        account=options.account,
        currency=options.currency or currency,
        encoding=options.encoding,
        sheet=options.sheet,
        date_order=options.date_order,
        decimal=options.decimal,
        sign=options.sign,
        money_out=options.money_out,
        currency_by_user=bool(options.currency),
        columns=mapped.fields,
    )
    try:
        reading = read_statement(file.path, choices)
    except BadFile as fault:
        return _unreadable(file, STATEMENT, fault)
    if not choices.currency:
        require_currency_of_lines(reading, file.path)
    if (table := reading.table) is not None:
        known = {*mapped.fields, *map(normal, reading.no_payments)}
        unread = [text for text in reading.ignored if normal(text) not in known]
        amounts = amounts_at(table.header, mapped.fields)
        require_list_read(table, amounts, unread, options.leave_out)
    findings = Findings(
        problems=list(reading.problems),
        warnings=[Problem(0, "", "", note, "") for note in reading.notes],
        left_out=[LeftOut(row, text[:SHOWN]) for row, text in reading.left_out],
    )
    return Source(file, STATEMENT, options, mapped=mapped, reading=reading, findings=findings)


def _of_tables(file: OpenFile, currency: str, maps: Maps) -> list[Source]:
    """Each table that is understood, and the movements of a bank on sheets beside them.

    Undecided where two sheets contradict each other.
    """
    options = file.options
    opened = open_tables(file.path, options.encoding, options.sheet, score=maps.score)
    tables = [numbered(table, maps.named) for table in opened]
    sources: list[Source] = []
    faults: list[BadFile] = []
    banks: list[str] = []
    for table in tables:
        try:
            sources.append(_of_table(file, table, maps))
        except BadFile as fault:
            faults.append(fault)
            if table.sheet and not options.kind and chosen(table.header).kind == STATEMENT:
                banks.append(table.sheet)
        except Undecided as doubt:
            if doubt.option == "--loan" and len(tables) > 1:
                faults.append(BadFile(doubt.problem.rule, doubt.hint, row=doubt.problem.row))
                continue
            doubt.header = fingerprint(table.header)
            doubt.sheet = doubt.sheet or (table.sheet if len(tables) > 1 else "")
            raise
    if not sources:
        raise faults[0]
    sources += [_of_bank_sheet(file, currency, sheet) for sheet in banks]
    if len(sources) > 1 and options.sheet != "all":
        if _contradict(sources):
            raise _several_sheets(file.name, sources)
        sources[0].findings.decided.append(_told_sheets(sources))
    used = [_sheet_of(source) for source in sources]
    others = tuple(table.sheet for table in tables if table.sheet not in used)
    return [replace(source, other_sheets=others) for source in sources]


def _of_bank_sheet(file: OpenFile, currency: str, sheet: str) -> Source:
    options = replace(file.options, sheet=sheet)
    return _of_statements(file._replace(options=options), currency)


def _of_table(file: OpenFile, table: Table, maps: Maps) -> Source:
    """A table with the meaning of its columns, and what stands above its header."""
    options = file.options
    mapped = file.answers.over(maps.of(table, options.kind), fingerprint(table.header))
    title = "" if options.loan else loan_above(table.above)
    columns = recognised(
        table, options.kind, mapped, options.leave_out, options.terms, options.loan or title
    )
    options = replace(options, loan=columns.loan)
    findings = Findings(
        warnings=[Problem(0, "", "", note, "") for note in table.notes],
        left_out=[left_out(line) for line in table.above],
    )
    if table.groups:
        findings.decided.append(_told_groups(table.groups))
        findings.left_out += map(left_out, table.groups.between)
    findings.decided += _told_words(table, mapped, maps)
    if title and columns.loan:
        rule = f"these are the instalments of loan {title}"
        findings.decided.append(Problem(0, "", title, rule, "Else say --loan ID."))
    findings.decided += (*columns.told, *told_joined(columns, table.header_row))
    if columns.persons and columns.evidence != BY_NAME:
        findings.warnings.append(_no_customer_id(columns))
    source = Source(
        file,
        columns.kind.name,
        options,
        table,
        columns,
        left_out_too(mapped, columns, options.leave_out),
        findings=findings,
    )
    return _with_list_day(source, table)


def _told_words(table: Table, mapped: ColumnMap, maps: Maps) -> list[Problem]:
    """What is told of columns that are read by the words of maps, and of words that contradict."""
    here = [text for text in dict.fromkeys(table.header) if normal(text) in mapped.by_words]
    told = maps.contradictions() if mapped.words else []
    if here:
        read = (f"'{text}' is {mapped.fields[normal(text)] or NOT_USED}" for text in here)
        rule = f"by the words of your maps {', '.join(read)}"
        told.append(Problem(table.header_row, "", "", rule, ""))
    return told


def _told_groups(groups: Groups) -> Problem:
    """What is told of rows that stand in groups."""
    if not groups.named:
        rule = "rows stand in groups: the names over them and their sums are left out"
        return Problem(groups.line, "", groups.name[:SHOWN], rule, "")
    rule = "rows stand in groups: the name over a group is that of its customer"
    hint = "Else export it without groups, with a column for the customer."
    return Problem(groups.line, GROUP_COLUMN, groups.name[:SHOWN], rule, hint)


def _no_customer_id(columns: Columns) -> Problem:
    by = _TOLD_APART.get(columns.evidence, "what each row says of them")
    if "id_no" in columns.columns and {"name", "phone"} <= columns.columns.keys():
        by += ", else by name and phone"
    rule = f"no column names the customer: they are told apart by {by}"
    hint = "Rows that agree in that are one customer; a column customer_id would be surer."
    return Problem(0, "", "", rule, hint)


def _with_list_day(source: Source, table: Table) -> Source:
    """With the day that a title names as the one of the figures, where nobody else says it."""
    columns = source.columns
    dated = columns is None or "as_of" in columns.columns or source.options.as_of
    tells = source.tells_lateness or source.tells_balances
    title = list_day(table.above) if tells and not dated else None
    if not title:
        return source
    figures = "the figures of days past due" if source.tells_lateness else "what is open"
    are = "are those" if source.tells_lateness else "is that"
    rule = f"{figures} {are} of {title.day}"
    decided = Problem(title.row, "", title.text[:SHOWN], rule, "Else say --as-of.")
    source.findings.decided.append(decided)
    return replace(source, options=replace(source.options, as_of=title.day))


def _contradict(sources: Sequence[Source]) -> bool:
    """Whether two sheets hold the same kind of rows under different headers."""
    headers = {(one.kind, fingerprint(one.table.header)) for one in sources if one.table}
    return len(headers) > len({kind for kind, _ in headers})


def _sheet_of(source: Source) -> str:
    """The sheet that a source is; of a bank's movements the one that was named."""
    return source.sheet or source.options.sheet


def _named_sheets(sources: Sequence[Source]) -> str:
    return ", ".join(f"'{_sheet_of(source)}' ({source.kind})" for source in sources)


def _told_sheets(sources: Sequence[Source]) -> Problem:
    rule = f"every sheet that is understood is read: {_named_sheets(sources)}"
    return Problem(0, "", "", rule, "For one of them alone say --sheet NAME.")


def _several_sheets(name: Path, sources: Sequence[Source]) -> Undecided:
    rule = f"several sheets could be imported: {_named_sheets(sources)}"
    return Undecided(
        name.name,
        Problem(0, "", "", rule, "Say --sheet NAME or all."),
        option="--sheet",
        choices=(*map(_sheet_of, sources), "all"),
    )
