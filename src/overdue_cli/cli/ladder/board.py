"""``overdue`` alone: today's board."""

from __future__ import annotations

import typer

from overdue_cli.cli.edge import say
from overdue_cli.cli.options import AsOf, Db, Excel, Format, Output
from overdue_cli.cli.session import ledger_path, opened_book, put
from overdue_cli.reports.ladder.board import board as todays_board
from overdue_cli.views.ladder.board import board_document

START = """No ledger here yet. Two ways to start:
  overdue demo                         a ledger with invented customers, to try things on
  overdue init --currency CNY          your own, empty ledger; then
  overdue import loans.csv             your files, as they are"""


def board(
    ctx: typer.Context,
    as_of: AsOf = None,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    db: Db = None,
) -> None:
    """Today's board: customers and money per stage, call-backs and promises due today.

    The same as 'overdue' alone.

    Examples:

    \b
      overdue board
      overdue board --as-of 2026-05-31 --format json
    """
    if not ledger_path(ctx, db).exists():
        say(START)
        raise typer.Exit(2)
    with opened_book(ctx, db, needs="cases", as_of=as_of) as book:
        document = board_document(
            todays_board(book), as_of=book.day, settings=book.policy.settings()
        )
        put(document, fmt, output, excel=excel)
