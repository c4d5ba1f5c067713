"""``overdue log-visit``: write down a visit: who was met, willing and able to pay or not."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.actions.contact.log_contact import ContactGiven, log_contact
from overdue_cli.cli import complete
from overdue_cli.cli.contact import asking
from overdue_cli.cli.contact import log_options as opt
from overdue_cli.cli.options import Actor, Db, Who
from overdue_cli.cli.session import tell, writing


def log_visit(
    ctx: typer.Context,
    who: Who,
    outcome: opt.Outcome = None,
    found: Annotated[
        str,
        typer.Option(
            "--found",
            metavar="yes|no",
            help="Whether the customer was found there.",
            autocompletion=complete.words("yes", "no"),
        ),
    ] = "",
    met: Annotated[
        str, typer.Option("--met", metavar="PERSON", help="Who was met, in words.")
    ] = "",
    willingness: Annotated[
        str,
        typer.Option(
            "--willingness",
            metavar="DEGREE",
            help="To pay: high, medium, low or none.",
            autocompletion=complete.degrees,
        ),
    ] = "",
    ability: Annotated[
        str,
        typer.Option(
            "--ability",
            metavar="DEGREE",
            help="To pay: high, medium, low or none.",
            autocompletion=complete.degrees,
        ),
    ] = "",
    agreed: Annotated[
        str, typer.Option("--agreed", metavar="TEXT", help="What was agreed to do next.")
    ] = "",
    place: Annotated[
        str,
        typer.Option(
            "--place",
            metavar="PLACE",
            help="home, work, public or office.",
            autocompletion=complete.places,
        ),
    ] = "home",
    address: Annotated[
        str, typer.Option("--address", metavar="TEXT", help="Which address was visited.")
    ] = "",
    loan: opt.Loan = "",
    at: opt.At = "",
    person: opt.Person = "self",
    reason: opt.Reason = "",
    promise: opt.Promise = None,
    callback: opt.Callback = "",
    until: opt.Until = "",
    step: opt.Step = "",
    override: opt.Override = "",
    note: opt.Note = "",
    actor: Actor = None,
    db: Db = None,
) -> None:
    """Write down a visit: who was met, whether willing and able to pay, what was agreed.

    Without --outcome it is MET where the customer was found and NA where not.

    Examples:

    \b
      overdue log-visit C-17 --found no --note "moved, says the neighbour"
      overdue log-visit C-17 --found yes --willingness high --ability low --agreed "sells the van"
      overdue log-visit C-17 --outcome PTP --met "wife" --person spouse --promise 200@2026-07-10
    """
    with writing(ctx, db, actor) as here:
        told = {"yes": "MET", "no": "NA"}.get(found.lower())
        code = outcome or told or asking.outcome(here, "MET")
        given = ContactGiven(
            who=who,
            channel="visit",
            outcome=code,
            loan=loan,
            at=at,
            phone=address,
            person=person,
            reason=reason,
            promises=asking.promises(code, promise),
            callback=asking.callback(code, callback),
            until=until,
            place=place,
            step=step,
            found=found,
            met=met,
            willingness=willingness,
            ability=ability,
            agreed=agreed,
            override=override,
            note=note,
        )
        done = log_contact(here, given)
    tell(ctx, db, done)
