"""``overdue rates``: dated reference rates."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from overdue_cli.actions.loan.rates import import_rates
from overdue_cli.actions.result import undo_hint
from overdue_cli.book import Book
from overdue_cli.cli.command import reads
from overdue_cli.cli.options import Actor, Db, argument
from overdue_cli.cli.session import named_ledger, opened_writing
from overdue_cli.render.document import Document
from overdue_cli.reports.loan.rates import rates
from overdue_cli.views.loan.rates import rates_document


def import_(
    ctx: typer.Context,
    file: Annotated[
        Path,
        argument("FILE", "CSV: name, from_on, percent, source."),
    ],
    actor: Actor = None,
    db: Db = None,
) -> None:
    """Read reference rates (LPR, base rates) from a CSV file.

    Products of the policy refer to a rate by name. The same file again changes nothing.

    Examples:

    \b
      overdue rates import rates.csv
    """
    with opened_writing(ctx, db, actor) as writing:
        done = import_rates(writing, file)
    counts = ", ".join(f"{count} {what}" for what, count in done.counts.items())
    back = undo_hint(done.journal_id, named_ledger(ctx, db)) if done.journal_id else ""
    typer.echo(f"Rates: {counts} {back}".rstrip())


@reads(as_of=False)
def list_(
    book: Book,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Only this rate.")] = "",
) -> Document:
    """The reference rates of the ledger, each with the day from which it holds.

    Examples:

    \b
      overdue rates list
      overdue rates list LPR1Y --format csv
    """
    return rates_document(rates(book, name))
