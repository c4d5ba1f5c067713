"""A source: one table of a file whose columns are understood, or a file of bank lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from overdue_cli.actions.imports.findings import Findings, LeftOut
from overdue_cli.actions.imports.open import OpenFile
from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.domain.currency_signs import UNSAID, CurrencyReading
from overdue_cli.ingest.headers.column_map import NO_MAP, ColumnMap, fingerprint
from overdue_cli.ingest.headers.columns import Columns
from overdue_cli.ingest.headers.glossary import (
    STATEMENT,
    details_in,
    glossary_fields,
    normal,
)
from overdue_cli.ingest.headers.kinds import CONTACTS, INSTALMENTS, INVOICES
from overdue_cli.ingest.statements.values import NO_PAYMENT, Reading
from overdue_cli.ingest.table import Line, Table, cells_of
from overdue_cli.ingest.values.numbers import number_at
from overdue_cli.ingest.workbook.cell_text import is_error
from overdue_cli.store.bulk.files import FileIdentity
from overdue_cli.store.bulk.stage import ALL_USED, Unused

#: Kinds whose currency ``--currency`` does not name.
NEVER_NAMED = (INSTALMENTS.name, CONTACTS.name)
#: Columns of invoices that say how much of each is still open.
_OPEN = frozenset({"outstanding", "paid_total", "is_open", "is_paid", "status"})
#: Headers of columns that count the rows of a file, and tell nothing of what a row is.
_COUNTERS = frozenset(
    [
        "",
        *map(normal, "序号|行号|no|nr|number|index|row|row no|line|line no|sn|sl no".split("|")),
    ]
)
#: What items of one invoice differ in, by the fields of the glossary.
_ITEM_DETAILS = frozenset("line_detail item_total quantity unit_price unit_rate".split())
#: How much of a cell or a row is told.
SHOWN = 80
#: What was decided about an import and does not change how a file is read, or is told another way.
NOT_OF_THE_FILE = tuple(
    "dry_run accept_good kind sheet leave_out map guess explain archive asks".split()
)


@dataclass(frozen=True, slots=True)
class Source:
    """What a file, or a sheet of it, holds; without a table and bank lines it is unreadable."""

    file: OpenFile
    kind: str
    options: ImportOptions
    """Those of the file, with the day of a list that a title names."""
    table: Table | None = None
    columns: Columns | None = None
    mapped: ColumnMap = NO_MAP
    reading: Reading | None = None
    """What a file of bank statements holds; it has no table."""
    other_sheets: tuple[str, ...] = ()
    findings: Findings = field(default_factory=Findings)
    number: int = 0
    """Its place in the import, from 1."""
    seconds: float = 0.0

    @property
    def name(self) -> Path:
        """The file as the user names it."""
        return self.file.name

    @property
    def sheet(self) -> str:
        """The sheet of a workbook; else ''."""
        return self.table.sheet if self.table else ""

    @property
    def unreadable(self) -> bool:
        return self.table is None and self.reading is None

    @property
    def sha256(self) -> str:
        content = self.table or self.reading
        return content.sha256 if content else ""

    @property
    def content_table(self) -> Table | None:
        """The rows of a table or of a bank's list, with its header."""
        return self.table or (self.reading.table if self.reading else None)

    @property
    def ignored(self) -> tuple[str, ...]:
        """Headers of columns that nothing is read from."""
        content = self.columns or self.reading
        return content.ignored if content else ()

    @property
    def details(self) -> dict[str, str]:
        """What those of them hold that tell only a known detail, by header."""
        kind, fields = self.kind, set(self.fields_read.values())
        fields |= self.columns.said if self.columns else set()
        details = dict(details_in(self.ignored, "" if kind == STATEMENT else kind, fields))
        others = self.reading.no_payments if self.reading else ()
        return details | {text: NO_PAYMENT for text in others if text in self.ignored}

    @property
    def fields_read(self) -> dict[str, str]:
        """Header → field of the columns that are read; of a bank's texts there may be several."""
        if self.reading is not None:
            return dict(self.reading.fields_read)
        read = self.columns.columns if self.columns else {}
        # A column that is part of an id, and a field of its own, is told as that.
        parts_last = sorted(read.items(), key=lambda one: not one[1].adds_up)
        told = {one.header: name for name, column in parts_last for one in column.all}
        account = self.columns.account if self.columns else None
        return {**({account.header: "customer_id"} if account else {}), **told}

    @property
    def tells_lateness(self) -> bool:
        """Whether it is a list of another system, or a loans file that says as much."""
        return self.columns is not None and "days_past_due" in self.columns.columns

    @property
    def tells_balances(self) -> bool:
        """Whether it says how much of its invoices is still open on its day."""
        columns = self.columns
        return (
            columns is not None
            and columns.kind is INVOICES
            and bool(_OPEN & columns.columns.keys())
        )


def identity_of(source: Source) -> FileIdentity:
    """What tells this import of the file from another one of it."""
    options, table = source.options, source.content_table
    read_as = {
        name: value
        for name, value in asdict(options).items()
        if value and name not in NOT_OF_THE_FILE
    }
    if table is not None and source.mapped.kind:
        read_as |= _map_used(source.mapped, table)
    if sheet := source.sheet or (options.sheet if source.reading is not None else ""):
        read_as["sheet"] = sheet
    return FileIdentity(source.kind, source.sha256, json.dumps(read_as, sort_keys=True))


def _map_used(mapped: ColumnMap, table: Table) -> dict[str, object]:
    """What is remembered of the map that a table was read by; words of earlier ones are not."""
    columns = {name: field for name, field in mapped.fields.items() if name not in mapped.by_words}
    used: dict[str, object] = {}
    if by_words := {name: mapped.fields[name] for name in mapped.by_words}:
        used["words"] = by_words
    if columns or mapped.words or not by_words:
        taught = {"words": dict(mapped.words)} if mapped.words else {}
        used["map"] = {"kind": mapped.kind, "columns": columns, **taught}
        if table.header_row or not mapped.by_number:
            used["header"] = fingerprint(table.header)
    return used


def currency_reading(source: Source) -> CurrencyReading:
    """What the header of the file, or else the user, says of rows that name no currency.

    Instalments and promises have their loan's, whatever is said of other files of the command.
    """
    header = source.columns.currency if source.columns else UNSAID
    code = source.options.currency if source.kind not in NEVER_NAMED else ""
    if header.codes and (not code or code not in header.codes):
        return header
    return CurrencyReading(code, "--currency", (code,)) if code else UNSAID


def unused(source: Source) -> Unused:
    """What of a table is not used, and was not said by name to be left out."""
    table, columns = source.table, source.columns
    if table is None or columns is None:
        return ALL_USED
    used = {one.place for column in columns.columns.values() for one in column.all}
    ignored = {*columns.ignored} - {*source.options.leave_out} - _items_differ(table, columns)
    places = [
        at
        for at, text in enumerate(table.header)
        if at not in used and text in ignored and normal(text) not in _COUNTERS
    ]

    def cells(rows: Iterable[int]) -> dict[int, list[str]]:
        lines = cells_of(table, rows)
        return {line: [_cell_text(row, at) for at in places] for line, row in lines}

    return Unused([table.header[at] for at in places], cells)


def _items_differ(table: Table, columns: Columns) -> frozenset[str]:
    """The headers in which rows of one invoice differ that are its items, beside its own total.

    None where the amount of a row is that of its item: two such rows are parts of one invoice.
    """
    amount = columns.columns.get("amount")
    if columns.kind is not INVOICES or amount is None:
        return frozenset()
    details = {text: glossary_fields(text, INVOICES.name) for text in columns.ignored}
    totals = [at for at, text in enumerate(table.header) if "item_total" in details.get(text, ())]
    if len(totals) != 1 or all(
        number_at(cells, totals[0]) == number_at(cells, amount.place) for _, cells in table.rows()
    ):
        return frozenset()
    return frozenset(text for text, fields in details.items() if fields & _ITEM_DETAILS)


def _cell_text(row: Sequence[str], place: int) -> str:
    """What a cell says; '' for the error of a formula, which says nothing."""
    text = row[place].strip() if place < len(row) else ""
    return "" if is_error(text) else text


def left_out(line: Line) -> LeftOut:
    """A row that holds no data, as it is told."""
    row, cells = line
    return LeftOut(row, " ".join(cell.strip() for cell in cells if cell.strip())[:SHOWN])
