"""``overdue log-call``: write down a call and what came of it."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.actions.contact.log_contact import ContactGiven, log_contact
from overdue_cli.cli import complete
from overdue_cli.cli.contact import asking
from overdue_cli.cli.contact import log_options as opt
from overdue_cli.cli.options import Actor, Db, Who
from overdue_cli.cli.session import tell, writing


def log_call(
    ctx: typer.Context,
    who: Who,
    outcome: opt.Outcome = None,
    loan: opt.Loan = "",
    at: opt.At = "",
    phone: Annotated[
        str, typer.Option("--phone", metavar="NUMBER", help="Which number (else the customer's).")
    ] = "",
    person: opt.Person = "self",
    reason: opt.Reason = "",
    promise: opt.Promise = None,
    callback: opt.Callback = "",
    until: opt.Until = "",
    direction: opt.Direction = "out",
    place: Annotated[
        str,
        typer.Option(
            "--place",
            metavar="PLACE",
            help="Where it reached the person: home, work, public, office.",
            autocompletion=complete.places,
        ),
    ] = "",
    step: opt.Step = "",
    override: opt.Override = "",
    note: opt.Note = "",
    actor: Actor = None,
    db: Db = None,
) -> None:
    """Write down a call and what came of it.

    An outcome such as DISP sets a hold, OPT and CEASE note what the customer wishes, in the same
    entry of the journal.

    Examples:

    \b
      overdue log-call C-17 --outcome NA
      overdue log-call C-17 --outcome CB --callback 2026-07-01T10:00 --note "at work"
      overdue log-call C-17 --outcome PTP --promise 500.00@2026-07-05
      overdue log-call C-17 --outcome DISP --until 2026-07-10 --note "wants the contract"
    """
    with writing(ctx, db, actor) as here:
        code = outcome or asking.outcome(here)
        given = ContactGiven(
            who=who,
            channel="call",
            outcome=code,
            loan=loan,
            at=at,
            phone=phone,
            person=person,
            reason=reason,
            promises=asking.promises(code, promise),
            callback=asking.callback(code, callback),
            until=until,
            direction=direction,
            place=place,
            step=step,
            override=override,
            note=note,
        )
        done = log_contact(here, given)
    tell(ctx, db, done)
