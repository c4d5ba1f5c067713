"""The staged rows of one file, and the checks that several kinds share."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from overdue_cli.actions.imports.findings import Findings
from overdue_cli.book import Writing
from overdue_cli.domain.currency_signs import CurrencyReading
from overdue_cli.ingest.headers.kinds import CUSTOMERS, RIDING, Kind
from overdue_cli.ingest.persons import BY_NAME
from overdue_cli.policies.pack import Policy
from overdue_cli.store.bulk import customers, persons
from overdue_cli.store.bulk.changes import Telling
from overdue_cli.store.bulk.stage import (
    ALL_USED,
    Remark,
    RowFault,
    Unused,
    reject,
    repeated,
    rows_at_odds,
)
from overdue_cli.store.ledger.journal import JournalEntry

#: What a file of loans, invoices or a list may say of the customers.
OF_CUSTOMERS = (*(field.name for field in RIDING), "id_no")


@dataclass(frozen=True, slots=True)
class StagedRows:
    """The staged rows of one file, and what they need to be understood and written."""

    kind: Kind
    file: int
    columns: frozenset[str]
    """Fields the file has a column for."""
    evidence: tuple[str, ...]
    """What tells the customers apart where no column names them."""
    currency_reading: CurrencyReading
    """What the file or the user says of the currency of rows that name none."""
    name: str
    """Of the file, as a person knows it."""
    days_named: tuple[str, ...]
    """Days in its title or name that do not say what they are."""
    as_of: str
    """The day of a list whose rows do not say it; '' where nobody said."""
    terms: int | None
    """Days after which invoices fall due that do not say when; None where nobody said."""
    unused: Unused
    """What of the file is not used: rows that differ there are no repeats of each other."""
    findings: Findings
    writing: Writing
    journal: JournalEntry

    @property
    def conn(self) -> sqlite3.Connection:
        return self.journal.conn

    @property
    def journal_id(self) -> int:
        return self.journal.journal_id

    @property
    def telling(self) -> Telling:
        """The kind of file as a source of master data, in this journal entry."""
        return Telling(self.kind.name, self.journal_id)

    @property
    def today(self) -> date:
        return self.journal.today

    @property
    def policy(self) -> Policy:
        return self.writing.policy

    @property
    def ledger_currency(self) -> str:
        """The ledger's own."""
        return self.writing.ledger.currency

    @property
    def currency(self) -> str:
        """The one currency that the file or the user names; '' for none."""
        return self.currency_reading.code


def reject_rows(rows: StagedRows, faults: Iterable[RowFault]) -> None:
    """Marks the rows that have faults, and names them for what rests on them."""
    rows.findings.faults += reject(rows.conn, rows.kind.name, rows.kind.key, rows.file, faults)


def remark(rows: StagedRows, remarks: Iterable[Remark]) -> None:
    """Adds what a person should know of rows that are taken all the same."""
    rows.findings.remarks.extend(remarks)


def repeats(rows: StagedRows) -> Iterable[RowFault]:
    """Faults of rows that share an id, but not their content."""
    kind = rows.kind
    names = [field.name for field in kind.fields]
    unused = rows.unused if kind is not CUSTOMERS else ALL_USED
    return repeated(rows.conn, kind.name, kind.key, rows.file, names, unused)


def reject_contradictions(rows: StagedRows) -> None:
    """Rejects rows that say something else than another file of the same import."""
    reject_rows(rows, rows_at_odds(rows.conn, rows.kind.name, rows.kind.key, rows.file))


def settle_persons(rows: StagedRows) -> None:
    """Settles who the customers are where the file gives them no id."""
    if "customer_id" in rows.columns:
        return
    kind = rows.kind
    reject_rows(rows, persons.settle(rows.conn, kind.name, kind.key, rows.file, rows.columns))
    if "name" in rows.columns:
        remark(rows, persons.renamed(rows.conn, kind.name, kind.key, rows.file))
    if rows.evidence == BY_NAME:
        remark(rows, persons.by_name(rows.conn, kind.name, kind.key, rows.file))


def write_customers_riding(rows: StagedRows) -> None:
    """Writes what the rows of a file say of the customers they belong to."""
    columns = [name for name in OF_CUSTOMERS if name in rows.columns]
    customers.collect(rows.conn, rows.kind.name, rows.file, columns)
    if rows.kind.name == "loans" and "time_zone" in rows.columns:
        customers.keep_own_zone(rows.conn, rows.file)
    customers.keep_own_news(rows.conn, rows.telling)
    customers.mark_riding(rows.conn, rows.kind.name, rows.file, columns)
    customers.write(rows.conn, rows.telling)
