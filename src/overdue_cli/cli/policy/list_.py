"""``overdue policy list``: the packs there are, and what a ledger put in force."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.cli.options import Db, Excel, Format, Output, option
from overdue_cli.cli.session import ledger_path, put
from overdue_cli.reports.ledger.policy import packs
from overdue_cli.views.policy.packs import packs_document


def list_(
    ctx: typer.Context,
    section: Annotated[
        str | None,
        option("--section", "NAME", "csv: packs or versions."),
    ] = None,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    db: Db = None,
) -> None:
    """The packs that ship, and the policies this ledger has put in force.

    Examples:

    \b
      overdue policy list
      overdue policy list --section versions --format csv
    """
    document = packs_document(packs(ledger_path(ctx, db)))
    put(document, fmt, output, excel=excel, section=section)
