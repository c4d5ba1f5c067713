"""``overdue late-fees``: charge the late fees that products ask for."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.actions.loan.late_fees import FeesResult
from overdue_cli.actions.loan.late_fees import late_fees as charge
from overdue_cli.actions.result import undo_hint
from overdue_cli.cli.edge import say
from overdue_cli.cli.options import Actor, AsOf, Db, Excel, Format, Output
from overdue_cli.cli.session import named_ledger, opened_writing, put
from overdue_cli.domain.moments import typed_day
from overdue_cli.views.loan.late_fees import commands_to_take_back, late_fees_document


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
    """Charge the late fees that products ask for and that have not been charged yet.

    Each is an entry on the day it arose, numbered by instalment and occurrence: a second run adds
    nothing, and one run after forty days charges what forty daily runs would have. Fees that are
    not, or no longer, justified are listed with the command that takes each of them back.

    Examples:

    \b
      overdue late-fees --dry-run
      overdue late-fees
      overdue late-fees --as-of 2026-06-30
    """
    with opened_writing(ctx, db, actor) as writing:
        day = typed_day(as_of, "--as-of", writing.today) if as_of else writing.today
        done = charge(writing, as_of=day, dry_run=dry_run)
        settings = writing.policy_on(day).settings()
        document = late_fees_document(done, as_of=day, settings=settings)
    put(document, fmt, output, excel=excel)
    _tell(done, named_ledger(ctx, db), dry_run=dry_run)


def _tell(done: FeesResult, ledger: str, *, dry_run: bool) -> None:
    """What was written, and how to take back what is too much."""
    if not done.rows:
        say("No late fee is missing, and none is too much.")
    for command in commands_to_take_back(done, ledger):
        say(command)
    if done.journal_id is not None:
        say(f"{done.summary} {undo_hint(done.journal_id, ledger)}")
    elif dry_run:
        say("Dry run: nothing was written.")
