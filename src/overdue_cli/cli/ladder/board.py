"""``overdue`` alone: today's board."""

from __future__ import annotations

import typer

from overdue_cli.book import Book
from overdue_cli.cli.edge import say
from overdue_cli.cli.options import AsOf, Db, Excel, Format, Output
from overdue_cli.cli.session import bring_cases, ledger_path, put, session
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.ladder.board import Board
from overdue_cli.reports.ladder.board import board as todays_board

COLUMNS = (
    Column("stage", "stage"),
    Column("days", "days", rank=2),
    Column("customers", "customers", "right"),
    Column("loans", "loans late", "right", rank=1),
    Column("overdue", "overdue", "right"),
    Column("action", "what to do", rank=3),
)

START = """No ledger here yet. Three ways to start:
  overdue demo                         a ledger with invented customers, to try things on
  overdue init --currency CNY          your own, empty ledger
  overdue import loans.csv             then your files, as they are"""


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
    with session(ctx, db, as_of=as_of) as at:
        bring_cases(at)
        shown = todays_board(at)
        put(_document(at, shown), fmt, output, excel=excel)


def _document(at: Book, shown: Board) -> Document:
    rows = [row._asdict() for row in shown.rows]
    return Document(
        title="Today's board",
        as_of=at.day,
        settings=at.policy.settings(),
        facts=(
            ("customers", "Customers late", shown.customers_late),
            ("overdue", "Overdue", shown.overdue),
            ("callbacks_due", "Call-backs due", shown.callbacks_due),
            ("promises_due", "Promises due", shown.promises_due),
            ("contacts_today", "Contacts logged", shown.contacts_today),
            ("payments_until", "Payments up to", shown.payments_until or "none yet"),
        ),
        sections=(Section("rows", COLUMNS, rows),),
        main="rows",
        empty="Nobody is late and nothing falls due soon.",
    )
