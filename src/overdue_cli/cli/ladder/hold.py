"""``overdue hold``: what stops while something is looked into, and until when."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.actions.ladder.holds import HoldGiven, add_hold, release_hold
from overdue_cli.book import Book
from overdue_cli.cli import complete
from overdue_cli.cli.clock import parse_day
from overdue_cli.cli.command import reads
from overdue_cli.cli.options import Actor, Db, Who
from overdue_cli.cli.session import tell, writing
from overdue_cli.render.document import Document
from overdue_cli.reports.ladder.holds import customer_named, hold_rows
from overdue_cli.views.ladder.holds import holds_document


def add(
    ctx: typer.Context,
    who: Who,
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="dispute, hardship, breathing_space, insolvency, … as the policy names them.",
            autocompletion=complete.hold_kinds,
            show_default=False,
        ),
    ],
    loan: Annotated[
        str,
        typer.Option(
            "--loan",
            metavar="LOAN",
            help="Only this loan (else the whole customer).",
            autocompletion=complete.loans,
        ),
    ] = "",
    item: Annotated[
        int | None, typer.Option("--item", metavar="SEQ", help="Only this instalment of the loan.")
    ] = None,
    from_on: Annotated[
        str, typer.Option("--from", metavar="DATE", help="First day (else today).")
    ] = "",
    until: Annotated[
        str,
        typer.Option(
            "--until", metavar="DATE", help="Last day, included (else as the kind says)."
        ),
    ] = "",
    stops: Annotated[
        str,
        typer.Option(
            "--stops",
            metavar="LIST",
            help="contact, ladder, penalty, dpd (else as the kind says).",
            autocompletion=complete.stops,
        ),
    ] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Why.")] = "",
    actor: Actor = None,
    db: Db = None,
) -> None:
    """Put a customer, a loan or one instalment on hold, with a reason and an end.

    Examples:

    \b
      overdue hold add C-17 --kind dispute --until 2026-07-10 --note "wants the contract"
      overdue hold add C-17 --kind moratorium --from 2026-07-01 --until 2026-09-30
      overdue hold add L-2041 --kind dispute --item 3
      overdue hold add C-17 --kind other --stops contact
    """
    with writing(ctx, db, actor) as here:
        given = HoldGiven(
            who=who,
            kind=kind,
            loan=loan,
            item=item,
            from_on=from_on,
            until=until,
            stops=stops.replace(",", " ").split(),
            note=note,
        )
        done = add_hold(here, given)
    tell(ctx, db, done)


@reads(known_on=True)
def list_(
    at: Book,
    who: Annotated[
        str,
        typer.Argument(
            metavar="WHO",
            help="Only this customer's (else everybody's).",
            autocompletion=complete.customers_and_loans,
        ),
    ] = "",
    past: Annotated[bool, typer.Option("--all", help="Those that are over, too.")] = False,
) -> Document:
    """Holds in force and ahead, the one that ends first on top.

    Examples:

    \b
      overdue hold list
      overdue hold list C-17 --all
    """
    rows = hold_rows(at, customer_id=customer_named(at, who), past=past)
    return holds_document(rows, as_of=at.day, settings=at.policy.settings())


def release(
    ctx: typer.Context,
    hold: Annotated[
        int,
        typer.Argument(
            metavar="HOLD", help="The number of the hold, as list prints it.", show_default=False
        ),
    ],
    on: Annotated[
        str, typer.Option("--on", metavar="DATE", help="First day without it (else today).")
    ] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Why.")] = "",
    actor: Actor = None,
    db: Db = None,
) -> None:
    """Release a hold: from a day on it stops nothing.

    Examples:

    \b
      overdue hold release 12 --note "contract sent, dispute settled"
    """
    with writing(ctx, db, actor) as here:
        done = release_hold(here, hold, on=parse_day(on, "--on") if on else here.today, note=note)
    tell(ctx, db, done)
