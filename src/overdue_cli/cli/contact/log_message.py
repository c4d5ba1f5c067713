"""``overdue log-message``: write down a message, sent or received."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.actions.contact.log_contact import ContactGiven, log_contact
from overdue_cli.cli import complete
from overdue_cli.cli.contact import asking
from overdue_cli.cli.contact import log_options as opt
from overdue_cli.cli.options import Actor, Db, Who
from overdue_cli.cli.session import tell, writing
from overdue_cli.domain.errors import WrongUse

CHANNELS = ("sms", "email", "letter", "chat")


def log_message(
    ctx: typer.Context,
    who: Who,
    channel: Annotated[
        str,
        typer.Option(
            "--channel",
            metavar="CHANNEL",
            help="sms, email, letter or chat.",
            autocompletion=complete.messages,
            show_default=False,
        ),
    ] = "",
    outcome: opt.Outcome = None,
    loan: opt.Loan = "",
    at: opt.At = "",
    to: Annotated[
        str,
        typer.Option(
            "--to", metavar="ADDRESS", help="The number or address used (else the customer's)."
        ),
    ] = "",
    person: opt.Person = "self",
    notice: Annotated[
        str,
        typer.Option(
            "--notice",
            metavar="STEP",
            help="The step or notice of the policy that it carried out.",
            autocompletion=complete.stages,
        ),
    ] = "",
    state: Annotated[
        str,
        typer.Option(
            "--state",
            metavar="STATE",
            help="draft, sent, delivered, confirmed, failed or ignored (else sent).",
            autocompletion=complete.states,
        ),
    ] = "",
    text: Annotated[str, typer.Option("--text", metavar="TEXT", help="What it said.")] = "",
    reason: opt.Reason = "",
    promise: opt.Promise = None,
    callback: opt.Callback = "",
    until: opt.Until = "",
    direction: opt.Direction = "out",
    override: opt.Override = "",
    note: opt.Note = "",
    actor: Actor = None,
    db: Db = None,
) -> None:
    """Write down a message, sent or received.

    A later state (delivered, failed …) is added with 'overdue log-delivery'. A draft counts as no
    attempt until it is sent.

    Examples:

    \b
      overdue log-message C-17 --channel sms --text "Please pay 500.00 by Friday"
      overdue log-message C-17 --channel letter --notice legal --state delivered --at 2026-06-20
      overdue log-message C-17 --channel email --direction in --outcome DISP
    """
    if channel not in CHANNELS:
        raise WrongUse(
            f"--channel is '{channel}'" if channel else "--channel is missing",
            hint=f"One of: {', '.join(CHANNELS)}.",
        )
    with writing(ctx, db, actor) as here:
        inbound = direction == "in"
        code = outcome or (asking.outcome(here, "RPC") if inbound else "SENT")
        given = ContactGiven(
            who=who,
            channel=channel,
            outcome=code,
            loan=loan,
            at=at,
            phone=to,
            person=person,
            step=notice,
            state=state or ("" if inbound else "sent"),
            text=text,
            reason=reason,
            promises=asking.promises(code, promise),
            callback=asking.callback(code, callback),
            until=until,
            direction=direction,
            override=override,
            note=note,
        )
        done = log_contact(here, given)
    tell(ctx, db, done)
