"""``overdue policy sources``: where each rule comes from, and how sure that is."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from overdue_cli.cli import clock
from overdue_cli.cli.options import Db, Excel, Format, Output
from overdue_cli.cli.session import ledger_path, put
from overdue_cli.reports.ledger.policy import sources as sources_of
from overdue_cli.views.policy.sources import sources_document


def sources(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(metavar="PACK", help="A pack or a TOML file (else the ledger's policy)."),
    ] = "",
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    db: Db = None,
) -> None:
    """Where each rule comes from: article, date of the text, how sure, when it was read.

    read in: primary (the legal text), secondary (an official or another page), field (belief, not
    confirmed), own (our choice). A rule is verified when its text was read and is sure.

    Examples:

    \b
      overdue policy sources us_regf
      overdue policy sources ours.toml --format csv
      overdue policy sources -o sources.xlsx
    """
    path, wanted = ledger_path(ctx, db), name or os.environ.get("OVERDUE_POLICY", "")
    policy, found = sources_of(path, wanted)
    put(sources_document(policy, found, clock.now().date()), fmt, output, excel=excel)
