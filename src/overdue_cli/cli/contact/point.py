"""``overdue point``: numbers and addresses of customers and of those around them."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.actions.contact.contact_points import add_point, end_point
from overdue_cli.book import Book
from overdue_cli.cli import complete
from overdue_cli.cli.clock import parse_day
from overdue_cli.cli.command import reads
from overdue_cli.cli.contact import log_options as opt
from overdue_cli.cli.options import Actor, Db, Who
from overdue_cli.cli.session import tell, writing
from overdue_cli.render.document import Document
from overdue_cli.reports.ladder.holds import customer_named, point_rows
from overdue_cli.views.contact.points import points_document


def add(
    ctx: typer.Context,
    who: Who,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="phone, email or address.",
            autocompletion=complete.points,
            show_default=False,
        ),
    ],
    value: Annotated[
        str,
        typer.Argument(metavar="VALUE", help="The number or address itself.", show_default=False),
    ],
    person: opt.Person = "self",
    name: Annotated[str, typer.Option("--name", metavar="TEXT", help="Their name.")] = "",
    place: Annotated[
        str,
        typer.Option(
            "--place",
            metavar="PLACE",
            help="home or work.",
            autocompletion=complete.words("home", "work"),
        ),
    ] = "",
    zone: Annotated[
        str,
        typer.Option(
            "--time-zone", metavar="ZONES", help="IANA zones it may be in, parted by blanks."
        ),
    ] = "",
    from_on: Annotated[
        str, typer.Option("--from", metavar="DATE", help="First day (else today).")
    ] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Where it is from.")] = "",
    actor: Actor = None,
    db: Db = None,
) -> None:
    """Add a number or address of a customer, or of a guarantor, spouse, lawyer, employer …

    The customer's own first ones are fields: 'overdue set C-17 phone=…'.

    Examples:

    \b
      overdue point add C-17 phone "+1 202 555 0143" --place work
      overdue point add C-17 email law@example.org --person lawyer --name "Ruiz & Co"
    """
    with writing(ctx, db, actor) as here:
        done = add_point(
            here,
            who,
            kind,
            value,
            person=person,
            name=name,
            place=place,
            zones=zone,
            from_on=from_on,
            note=note,
        )
    tell(ctx, db, done)


@reads(known_on=True)
def list_(
    at: Book,
    who: Annotated[
        str,
        typer.Argument(
            metavar="WHO",
            help="Only this customer's, the own ones too (else all that were added).",
            autocompletion=complete.customers_and_loans,
        ),
    ] = "",
    past: Annotated[bool, typer.Option("--all", help="Those that have ended, too.")] = False,
) -> Document:
    """Numbers and addresses in use.

    Examples:

    \b
      overdue point list C-17
    """
    rows = point_rows(at, customer_id=customer_named(at, who), past=past)
    return points_document(rows, as_of=at.day)


def end(
    ctx: typer.Context,
    point: Annotated[
        int,
        typer.Argument(
            metavar="POINT", help="The number of the point, as list prints it.", show_default=False
        ),
    ],
    on: Annotated[
        str, typer.Option("--on", metavar="DATE", help="Last day it was right (else today).")
    ] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Why.")] = "",
    actor: Actor = None,
    db: Db = None,
) -> None:
    """End a number or address: it is used no more after a day.

    Examples:

    \b
      overdue point end 7 --note "belongs to somebody else now"
    """
    with writing(ctx, db, actor) as here:
        done = end_point(here, point, on=parse_day(on, "--on") if on else here.today, note=note)
    tell(ctx, db, done)
