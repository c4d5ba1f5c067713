"""``overdue policy classes``: regulatory classes."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from overdue_cli.cli.options import Db, Excel, Format, Output, option
from overdue_cli.cli.session import ledger_path, put
from overdue_cli.reports.loan.classes import scheme_of, schemes_of
from overdue_cli.views.policy.classes import scheme_document, schemes_document


def classes(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="One classification (else all of them).")
    ] = "",
    section: Annotated[str | None, option("--section", "NAME", "csv: classes or rules.")] = None,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    db: Db = None,
) -> None:
    """Regulatory classes: thresholds, cure, contagion, and where they come from.

    Examples:

    \b
      overdue policy classes
      overdue policy classes cn_five
      overdue policy classes in_rbi --section rules --format csv
    """
    path, policy = ledger_path(ctx, db), os.environ.get("OVERDUE_POLICY", "")
    if name:
        document = scheme_document(scheme_of(name, path, policy))
    else:
        document = schemes_document(schemes_of(path, policy))
    put(document, fmt, output, excel=excel, section=section)
