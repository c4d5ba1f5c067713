"""``overdue report items``: every open item behind the aged debt."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.cli.options import AsOf, Db, Excel, Format, KnownOn, Output
from overdue_cli.cli.session import put, session
from overdue_cli.reports.loan.items import open_items
from overdue_cli.views.loan.items import items_document


def items(
    ctx: typer.Context,
    late: Annotated[bool, typer.Option("--late", help="Only items that are overdue.")] = False,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    db: Db = None,
) -> None:
    """Every open item behind the aged debt, one by one.

    The amounts of one currency sum to the total of 'overdue report aging': of an instalment that
    is not due only the principal counts. Negative days: days until it falls due.

    Examples:

    \b
      overdue report items --late
      overdue report items --as-of 2026-05-31 -o items.csv
    """
    with session(ctx, db, as_of=as_of, known_on=known_on) as at:
        shown = (item for item in open_items(at) if not late or item.bucket != "not_due")
        put(items_document(shown, at.policy.settings(), at.day), fmt, output, excel=excel)
