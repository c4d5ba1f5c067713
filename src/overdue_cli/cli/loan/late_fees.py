"""``overdue late-fees``: charge the late fees that products ask for."""

from __future__ import annotations

import shlex
from typing import Annotated, Any

import typer

from overdue_cli.actions.loan.late_fees import FeeRow, FeesResult
from overdue_cli.actions.loan.late_fees import late_fees as charge
from overdue_cli.actions.result import undo_hint
from overdue_cli.cli.edge import say
from overdue_cli.cli.options import Actor, AsOf, Db, Excel, Format, Output
from overdue_cli.cli.session import actor_name, named_ledger, put, session
from overdue_cli.render.document import Column, Document, Section

COLUMNS = (
    Column("state", "state"),
    Column("loan_id", "loan"),
    Column("customer_id", "customer", rank=3),
    Column("seq", "#", "right"),
    Column("occurrence", "time", "right"),
    Column("on", "arose on"),
    Column("due_on", "due", rank=2),
    Column("amount", "amount", "right"),
    Column("currency", "currency", rank=1),
    Column("transaction_id", "transaction", rank=1),
)


def late_fees(
    ctx: typer.Context,
    as_of: AsOf = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be charged and write nothing.")
    ] = False,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    actor: Actor = None,
    db: Db = None,
) -> None:
    """Charge the late fees that products ask for and that are not charged yet.

    Each is an entry of the day it arose, with the number of its instalment and of its occurrence:
    a second run adds nothing, and one run after forty days charges what forty runs would have.
    What was charged and is not justified (any more) is listed with the command that takes it back.

    Examples:

    \b
      overdue late-fees --dry-run
      overdue late-fees
      overdue late-fees --as-of 2026-06-30
    """
    with session(ctx, db, as_of=as_of) as here:
        done = charge(
            here.ledger,
            here.policy,
            as_of=here.day,
            dry_run=dry_run,
            actor=actor_name(actor),
            now=here.now,
        )
        document = Document(
            title="Late fees",
            as_of=here.day,
            settings=here.policy.settings(),
            sections=(Section("rows", COLUMNS, [_cells(row) for row in done.rows]),),
            main="rows",
        )
    put(document, fmt, output, excel=excel)
    _tell(done, named_ledger(ctx, db), dry_run=dry_run)


def _cells(row: FeeRow) -> dict[str, Any]:
    return {**row._asdict(), "currency": row.amount.currency}


def _tell(done: FeesResult, ledger: str, *, dry_run: bool) -> None:
    """What was written, and how to take back what is too much."""
    if not done.rows:
        say("No late fee is missing, and none is too much.")
    named = f" --db {shlex.quote(ledger)}" if ledger else ""
    for row in done.rows:
        if row.state == "too much":
            amount = str(row.amount).rpartition(" ")[2].replace(",", "")
            loan, target = shlex.quote(row.loan_id), shlex.quote(row.transaction_id)
            say(f"too much: overdue{named} enter {loan} reversal {amount} --reverses {target}")
    if done.journal_id is not None:
        say(f"{done.said} {undo_hint(done.journal_id, ledger)}")
    elif dry_run:
        say("Dry run: nothing was written.")
