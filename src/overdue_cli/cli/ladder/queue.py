"""``overdue queue``: whom to contact today."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from overdue_cli.cli.edge import say
from overdue_cli.cli.options import AsOf, Db, Excel, Format, Officer, Output, Stage, option
from overdue_cli.cli.session import opened_book, put
from overdue_cli.domain.errors import WrongUse
from overdue_cli.reports.ladder.queue import QueueFilter, freshness
from overdue_cli.reports.ladder.queue import queue as queue_rows
from overdue_cli.views.ladder.queue import queue_document

ON_SCREEN = 25


def queue(
    ctx: typer.Context,
    stage: Stage = None,
    officer: Officer = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", min=0, metavar="N", help="At most N rows; 0 for all."),
    ] = None,
    by: Annotated[str, option("--by", "UNIT", "customer or loan.")] = "customer",
    due: Annotated[
        bool, typer.Option("--due", help="Only where the service level of the step was missed.")
    ] = False,
    why: Annotated[
        bool, typer.Option("--why", help="Say what put each customer there, and the points.")
    ] = False,
    as_of: AsOf = None,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    db: Db = None,
) -> None:
    """Whom to contact today, in which order, and why.

    Call-backs and promises that are due come first, then by points: days, money, broken promises
    and more, by the weights of the policy. Customers who are on hold, were contacted today, or
    have a call-back or promise still to come stand at the end.

    Examples:

    \b
      overdue queue --stage phone
      overdue queue --stage phone --officer lin --limit 20 --why
      overdue queue --due
      overdue queue --as-of 2026-06-01 -o queue.csv --excel
    """
    if by not in ("customer", "loan"):
        raise WrongUse(f"--by is '{by}'", hint="Use customer or loan.")
    if limit is None and output is None and fmt in (None, "table") and sys.stdout.isatty():
        limit = ON_SCREEN + 1
        cut = ON_SCREEN
    else:
        cut = None
    with opened_book(ctx, db, as_of=as_of, needs="cases") as book:
        scope = QueueFilter(stage or "", officer or "", due, by, limit or None)
        rows = queue_rows(book, scope)
        document = queue_document(
            rows[:cut],
            scope,
            as_of=book.day,
            payments_until=freshness(book),
            settings=book.policy.settings(),
            why=why,
        )
        put(document, fmt, output, excel=excel)
    if cut and len(rows) > cut:
        say(f"The first {cut}; --limit 0 shows all.")
