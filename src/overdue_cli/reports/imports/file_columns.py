"""What an import takes each column of a file for: by its header, and by what stands below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from overdue_cli.domain.errors import WrongUse
from overdue_cli.ingest.faults import BadFile, problem_text
from overdue_cli.ingest.headers.column_map import ColumnMap, Maps, fingerprint
from overdue_cli.ingest.headers.column_meanings import NOT_USED, meant
from overdue_cli.ingest.headers.glossary import STATEMENT, columns_named
from overdue_cli.ingest.headers.kind_choice import chosen, likely_kinds
from overdue_cli.ingest.headers.kinds import KINDS
from overdue_cli.ingest.statements.exports.list_header import score
from overdue_cli.ingest.statements.read import is_bank_format, read_statement
from overdue_cli.ingest.statements.values import NO_PAYMENT, StatementChoices
from overdue_cli.ingest.table import Table
from overdue_cli.ingest.tables import open_tables
from overdue_cli.reports.imports.column_names import taught
from overdue_cli.reports.imports.header_meanings import (
    ColumnMeaning,
    meanings_to,
    not_read,
    unknown_header,
)

#: A column of which only the user can tell what it is.
_ASKED = "?"


class TableFile(NamedTuple):
    """A file of tables, and how it is to be opened."""

    path: Path
    encoding: str = ""
    sheet: str = ""


def meanings_in(file: TableFile, kinds: Sequence[str], maps: Maps) -> list[ColumnMeaning]:
    """What an import takes each column of a file for, by its kind or as one of these kinds.

    WrongUse for a file that cannot be read, or is in a format of banks; Undecided for a doubt
    about its encoding.
    """
    if is_bank_format(file.path):
        raise WrongUse(
            f"{file.path.name} is in a format of banks, which has no headers",
            hint="Import it as it is.",
        )
    try:
        tables = open_tables(file.path, file.encoding, file.sheet, score=_columns_named)
    except BadFile as fault:
        text = problem_text(file.path.name, fault.problem)
        raise WrongUse(text, hint=fault.problem.hint) from None
    return [row for table in tables for row in _of_table(file, table, kinds, maps)]


def _columns_named(cells: Sequence[str]) -> int:
    return max(columns_named(cells), score(cells))


def _of_table(
    file: TableFile, table: Table, kinds: Sequence[str], maps: Maps
) -> Iterator[ColumnMeaning]:
    column_map = maps.of(table, kinds[0] if len(kinds) == 1 else "")
    own = [column_map.kind] if column_map.kind else _kinds_of(table)
    here = _about(table, column_map)
    for kind in kinds or own:
        if kind == STATEMENT:
            rows = _of_bank_columns(file._replace(sheet=table.sheet), table, here)
        else:
            rows = _of_columns(table, kind, here)
        yield from (row._replace(sheet=table.sheet) for row in rows)
    if not (kinds or own):
        for at, header in enumerate(table.header):
            if header:
                yield unknown_header(header, ())._replace(sheet=table.sheet, number=at + 1)


def _about(table: Table, column_map: ColumnMap) -> Maps:
    """The maps that are about a table alone: what is its own, and the words of earlier ones."""
    if not column_map.kind:
        return Maps()
    kind, fields, words = column_map.kind, column_map.fields, column_map.by_words
    own = {name: field for name, field in fields.items() if name not in words}
    by_words = {name: fields[name] for name in words}
    return Maps(
        known={fingerprint(table.header): ColumnMap(kind, own)},
        words={kind: by_words},
    )


def _kinds_of(table: Table) -> list[str]:
    """The kinds that a table may be of, the likeliest first."""
    choice = chosen(table.header)
    if choice.kind:
        return [choice.kind]
    likely = likely_kinds(table.header)
    return [fit.kind for fit in choice.fits if fit.whole] or likely


def _of_columns(table: Table, kind: str, maps: Maps) -> Iterator[ColumnMeaning]:
    """What the columns of a table are to a kind: as their headers say, and their cells."""
    fields = _fields_read(table, kind, maps)
    for row in _by_headers(table, kind, maps):
        yield _settled(row, kind, fields.get(row.number - 1, ""))


def _by_headers(table: Table, kind: str, maps: Maps) -> Iterator[ColumnMeaning]:
    """What the headers of a table are to a kind by themselves."""
    for at, header in enumerate(table.header):
        if header:
            yield next(meanings_to(header, [kind], maps))._replace(number=at + 1)


def _fields_read(table: Table, kind: str, maps: Maps) -> Mapping[int, str]:
    """By place, the field that is read from a column; _ASKED where only the user can tell."""
    answered = {text: field for _, fields, _ in taught(maps) for text, field in fields.items()}
    meaning = meant(table, KINDS[kind], answered)
    fields: dict[int, str] = {}
    for field, places in meaning.places.items():
        for at in places:
            fields[at] = f"{fields[at]} and {field}" if at in fields else field
    asked = {header for doubt in meaning.doubts for header in doubt.headers}
    return fields | {at: _ASKED for at, text in enumerate(table.header) if text in asked}


def _of_bank_columns(file: TableFile, table: Table, maps: Maps) -> Iterator[ColumnMeaning]:
    """What the columns of a bank's list are: as it is read, or by the headers where it is not."""
    answered = {text: field for _, fields, _ in taught(maps) for text, field in fields.items()}
    # In which currency the amounts are does not tell what the columns are.
    choices = StatementChoices(
        encoding=file.encoding, sheet=file.sheet, currency="XXX", columns=answered
    )
    try:
        reading = read_statement(file.path, choices)
    except (BadFile, WrongUse):
        yield from _by_headers(table, STATEMENT, maps)
        return
    for row in _by_headers(table, STATEMENT, maps):
        if row.header in reading.ignored:
            settled = _settled(row, STATEMENT, "")
            other = row.header in reading.no_payments
            yield settled._replace(what=NO_PAYMENT) if other else settled
        else:
            yield _settled(row, STATEMENT, reading.fields_read.get(row.header, row.field))


def _settled(row: ColumnMeaning, kind: str, field: str) -> ColumnMeaning:
    """A column as it is read, where that is not what its header alone says."""
    if field == _ASKED:
        return row._replace(by="asked")
    if field == row.field:
        return row
    if not field:
        known = not_read(row.header, kind)
        what = known.what if known and known.by == "detail" else NOT_USED
        return row._replace(field="", by="cells", what=what)
    return row._replace(field=field, by="cells", what="", near=())
