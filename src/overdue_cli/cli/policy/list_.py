"""``overdue policy list``: the packs there are, and what a ledger put in force."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.cli.options import Db, Excel, Format, Output
from overdue_cli.cli.session import ledger_path, put
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.ledger.policy import packs

PACKS = (
    Column("name", "pack"),
    Column("title", "title"),
    Column("jurisdiction", "country", rank=4),
    Column("version", "version", rank=2),
    Column("rules", "rules", "right"),
    Column("verified", "verified", "right"),
    Column("cases", "cases", "right", rank=1),
    Column("verified_on", "last read", rank=3),
    Column("binds", "binds", machine=True),
    Column("source", "source", machine=True),
)
VERSIONS = (
    Column("from_on", "from"),
    Column("name", "policy"),
    Column("version", "version"),
    Column("journal_id", "journal", rank=1),
    Column("actor", "by", rank=2),
    Column("at", "recorded at", machine=True),
    Column("sha256", "sha256", machine=True),
)


def list_(
    ctx: typer.Context,
    section: Annotated[
        str | None,
        typer.Option("--section", metavar="NAME", help="csv: packs or versions."),
    ] = None,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    db: Db = None,
) -> None:
    """The packs there are, and what the ledger put in force.

    Examples:

    \b
      overdue policy list
      overdue policy list --section versions --format csv
    """
    found = packs(ledger_path(ctx, db))
    rows = [line._asdict() for line in found.packs]
    put(
        Document(
            title="Policies",
            facts=[("first", "The ledger began with" if found.first else "", found.first)],
            sections=(
                Section("packs", PACKS, rows, title="Packs that ship"),
                Section("versions", VERSIONS, map(dict, found.versions), title="Put in force"),
            ),
            main="packs",
        ),
        fmt,
        output,
        excel=excel,
        section=section,
    )
