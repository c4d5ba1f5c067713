"""``overdue policy``: the rules in force."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from overdue_cli.cli.options import Db, Excel, Format, Output, option
from overdue_cli.cli.session import ledger_path, put
from overdue_cli.reports.ledger.policy import policy_in_force
from overdue_cli.views.policy.policy import policy_document


def show(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="A pack or a TOML file (else the ledger's policy)."),
    ] = "",
    section: Annotated[
        str | None,
        option(
            "--section",
            "NAME",
            "csv: steps, products, outcomes, rules, notices, wording, measures, reasons …",
        ),
    ] = None,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    db: Db = None,
) -> None:
    """The policy in force: ladder, products, outcomes, rules of contact, reasons.

    Examples:

    \b
      overdue policy show
      overdue policy show standard --section outcomes --format csv
      overdue policy show us_regf --section rules --format csv
      overdue policy show --section conditions --format csv
    """
    shown = policy_in_force(ledger_path(ctx, db), name or os.environ.get("OVERDUE_POLICY", ""))
    put(policy_document(shown), fmt, output, excel=excel, section=section)
