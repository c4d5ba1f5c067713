"""``overdue log-call``: write down a call and what came of it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from overdue_cli.actions.log_contact import ContactGiven, log_contact
from overdue_cli.actions.opening import Session
from overdue_cli.cli import complete
from overdue_cli.cli.options import Actor, Db, Who
from overdue_cli.cli.session import actor_name, session, tell
from overdue_cli.domain.errors import WrongUse


def log_call(
    ctx: typer.Context,
    who: Who,
    outcome: Annotated[
        str | None,
        typer.Option(
            "--outcome",
            metavar="CODE",
            help="What came of it; 'overdue policy show' lists the codes.",
            autocompletion=complete.outcomes,
        ),
    ] = None,
    loan: Annotated[
        str,
        typer.Option(
            "--loan",
            metavar="LOAN",
            autocompletion=complete.loans,
            help="Which loan it was about.",
        ),
    ] = "",
    at: Annotated[
        str, typer.Option("--at", metavar="TIME", help="When, in the customer's zone (else now).")
    ] = "",
    phone: Annotated[
        str, typer.Option("--phone", metavar="NUMBER", help="Which number (else the customer's).")
    ] = "",
    person: Annotated[
        str, typer.Option("--person", metavar="WHO", help="self, guarantor, spouse, …")
    ] = "self",
    reason: Annotated[
        str, typer.Option("--reason", metavar="CODE", help="Why the customer is late.")
    ] = "",
    promise: Annotated[
        list[str] | None,
        typer.Option("--promise", metavar="AMOUNT@DATE", help="What was promised; repeatable."),
    ] = None,
    callback: Annotated[
        str,
        typer.Option(
            "--callback", metavar="TIME", help="When to call back: a time, a day, tomorrow."
        ),
    ] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="What was said.")] = "",
    actor: Actor = None,
    db: Db = None,
) -> None:
    """Write down a call and what came of it.

    Examples:

    \b
      overdue log-call C-17 --outcome NA
      overdue log-call C-17 --outcome CB --callback 2026-07-01T10:00 --note "at work"
      overdue log-call C-17 --outcome PTP --promise 500.00@2026-07-05
    """
    with session(ctx, db) as here:
        given = ContactGiven(
            who=who,
            channel="call",
            outcome=outcome or _asked(here),
            loan=loan,
            at=at,
            phone=phone,
            person=person,
            reason=reason,
            promises=promise or (),
            callback=callback,
            note=note,
        )
        done = log_contact(here.ledger, here.policy, given, actor=actor_name(actor), now=here.now)
    tell(ctx, db, done)


def _asked(here: Session) -> str:
    """The outcome, asked for on a terminal; WrongUse elsewhere."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise WrongUse("--outcome is missing", hint=f"Codes: {', '.join(here.policy.outcomes)}.")
    for code, known in here.policy.outcomes.items():
        typer.echo(f"  {code:<6} {known.title}", err=True)
    return str(typer.prompt("Outcome", default="NA", err=True))
