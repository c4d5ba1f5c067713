"""``overdue demo``: a ledger with invented customers to try things on."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from overdue_cli.actions.demo.make import MORNING, Made, make_demo
from overdue_cli.book import book_at, opened
from overdue_cli.cli.edge import say
from overdue_cli.cli.options import Actor, Db, Yes, option
from overdue_cli.cli.session import ledger_path
from overdue_cli.reports.ladder.queue import QueueFilter, QueueRow, queue
from overdue_cli.views.ledger.demo import demo_lines

#: From so many customers on it takes long enough to say so on a terminal.
_MANY = 2_000


def demo(
    ctx: typer.Context,
    customers: Annotated[int, option("--customers", "N", "How many, from 1 to 200,000.")] = 120,
    yes: Yes = False,
    actor: Actor = None,
    db: Db = None,
) -> None:
    """Make a ledger with invented customers to try things on.

    Its date is fixed: every command works as if today were 2026-06-30. The same number of
    customers always gives the same ledger. An existing file is replaced only with --yes.

    Examples:

    \b
      overdue demo
      overdue demo --customers 5000 --db big.db
      overdue demo --yes                  begin again
    """
    path = ledger_path(ctx, db)
    if customers >= _MANY and sys.stderr.isatty():
        say(f"Making {customers:,} customers …")
    made = make_demo(path, customers, replace=yes, actor=actor or "demo")
    for line in demo_lines(made, _first_to_call(made), _named(ctx, db)):
        typer.echo(line)


def _named(ctx: typer.Context, db: str | None) -> str:
    """How the commands to try must name the ledger; '' where they find it by themselves."""
    ledger = db or ctx.find_root().obj
    usual = os.environ.get("OVERDUE_DB") or "overdue.db"
    return f" --db {shlex.quote(ledger)}" if ledger and Path(ledger) != Path(usual) else ""


def _first_to_call(made: Made) -> QueueRow:
    """The first customer of the phone queue; every demo has one, its first customer."""
    with opened(made.path) as ledger, book_at(ledger, made.day, MORNING, needs="cases") as book:
        return queue(book, QueueFilter("phone", limit=1))[0]
