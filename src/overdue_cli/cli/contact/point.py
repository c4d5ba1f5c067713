"""``overdue point``: numbers and addresses of customers and of those around them."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.actions.contact.contact_points import add_point, end_point
from overdue_cli.actions.result import Written
from overdue_cli.book import Book, Writing
from overdue_cli.cli import complete
from overdue_cli.cli.command import reads, writes
from overdue_cli.cli.contact import log_options as opt
from overdue_cli.cli.options import Who, argument, option
from overdue_cli.domain.moments import typed_day
from overdue_cli.render.document import Document
from overdue_cli.reports.contact.contact_points import point_rows
from overdue_cli.reports.contact.who import customer_named
from overdue_cli.views.contact.points import points_document


@writes
def add(
    writing: Writing,
    who: Who,
    kind: Annotated[str, argument("KIND", "phone, email or address.", complete.points)],
    value: Annotated[str, argument("VALUE", "The number or address itself.")],
    person: opt.Person = "self",
    name: Annotated[str, option("--name", "TEXT", "Their name.")] = "",
    place: Annotated[
        str, option("--place", "PLACE", "home or work.", complete.words("home", "work"))
    ] = "",
    zone: Annotated[
        str, option("--time-zone", "ZONES", "IANA zones it may be in, parted by blanks.")
    ] = "",
    from_on: Annotated[str, option("--from", "DATE", "First day (else today).")] = "",
    note: Annotated[str, option("--note", "TEXT", "Where it is from.")] = "",
) -> Written:
    """Add a number or address of a customer, or of a guarantor, spouse, lawyer, employer …

    A customer's main phone, e-mail and address are fields: 'overdue set C-17 phone=…'.

    Examples:

    \b
      overdue point add C-17 phone "+1 202 555 0143" --place work
      overdue point add C-17 email law@example.org --person lawyer --name "Ruiz & Co"
    """
    return add_point(
        writing,
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


@reads(known_on=True)
def list_(
    book: Book,
    who: Annotated[
        str,
        argument(
            "WHO",
            "Only this customer's, the own ones too (else all that were added).",
            complete.customers_and_loans,
        ),
    ] = "",
    past: Annotated[bool, typer.Option("--all", help="Those that have ended, too.")] = False,
) -> Document:
    """Numbers and addresses in use.

    Examples:

    \b
      overdue point list C-17
    """
    rows = point_rows(book, customer_id=customer_named(book, who), past=past)
    return points_document(rows, as_of=book.day)


@writes
def end(
    writing: Writing,
    point: Annotated[int, argument("POINT", "The number of the point, as list prints it.")],
    on: Annotated[str, option("--on", "DATE", "Last day it was right (else today).")] = "",
    note: Annotated[str, option("--note", "TEXT", "Why.")] = "",
) -> Written:
    """End a number or address: after that day it is no longer used.

    Examples:

    \b
      overdue point end 7 --note "belongs to somebody else now"
    """
    last_day = typed_day(on, "--on", writing.today) if on else writing.today
    return end_point(writing, point, on=last_day, note=note)
