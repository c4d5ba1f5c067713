"""``overdue log-note``: write something down about a customer that was no contact."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.actions.contact.log_contact import ContactGiven, log_contact
from overdue_cli.cli.contact import log_options as opt
from overdue_cli.cli.options import Actor, Db, Who
from overdue_cli.cli.session import tell, writing
from overdue_cli.domain.errors import WrongUse


def log_note(
    ctx: typer.Context,
    who: Who,
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="What is to be kept.", show_default=False)
    ],
    outcome: opt.Outcome = None,
    loan: opt.Loan = "",
    at: opt.At = "",
    until: opt.Until = "",
    step: opt.Step = "",
    actor: Actor = None,
    db: Db = None,
) -> None:
    """Write something down about a customer that was no contact.

    With an outcome it may set a hold: DEC on news of a death, BKR of an insolvency.

    Examples:

    \b
      overdue log-note C-17 "moved to Lisbon, new address asked from the registry"
      overdue log-note C-17 "estate notified" --outcome DEC
    """
    if not text.strip():
        raise WrongUse("the note is empty", hint="Write it in quotes after WHO.")
    with writing(ctx, db, actor) as here:
        given = ContactGiven(
            who=who,
            channel="note",
            outcome=outcome or "NOTE",
            loan=loan,
            at=at,
            until=until,
            step=step,
            note=text,
        )
        done = log_contact(here, given)
    tell(ctx, db, done)
