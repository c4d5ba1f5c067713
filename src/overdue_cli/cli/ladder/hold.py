"""``overdue hold``: what stops while something is looked into, and until when."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.actions.ladder.holds import HoldTexts, add_hold, release_hold
from overdue_cli.actions.result import Written
from overdue_cli.book import Book, Writing
from overdue_cli.cli import complete
from overdue_cli.cli.command import reads, takes, writes
from overdue_cli.cli.options import Who, argument, option, text
from overdue_cli.domain.moments import typed_day
from overdue_cli.render.document import Document
from overdue_cli.reports.contact.who import customer_named
from overdue_cli.reports.ladder.holds import hold_rows
from overdue_cli.views.ladder.holds import holds_document

OPTIONS = {
    "who": Who,
    "kind": text(
        "--kind",
        "KIND",
        "dispute, hardship, breathing_space, insolvency, … as the policy names them.",
        complete.hold_kinds,
    ),
    "loan": text("--loan", "LOAN", "Only this loan (else the whole customer).", complete.loans),
    "item": Annotated[int | None, option("--item", "SEQ", "Only this instalment of the loan.")],
    "from_on": text("--from", "DATE", "First day (else today)."),
    "until": text("--until", "DATE", "Last day, included (else as the kind says)."),
    "stops": text(
        "--stops",
        "LIST",
        "contact, ladder, penalty, dpd (else as the kind says).",
        complete.stops,
    ),
    "note": text("--note", "TEXT", "Why."),
}


@writes
@takes(HoldTexts, OPTIONS)
def add(writing: Writing, hold: HoldTexts) -> Written:
    """Put a customer, a loan or one instalment on hold, with a reason and an end.

    Examples:

    \b
      overdue hold add C-17 --kind dispute --until 2026-07-10 --note "wants the contract"
      overdue hold add C-17 --kind moratorium --from 2026-07-01 --until 2026-09-30
      overdue hold add L-2041 --kind dispute --item 3
      overdue hold add C-17 --kind other --stops contact
    """
    return add_hold(writing, hold)


@reads(known_on=True)
def list_(
    book: Book,
    who: Annotated[
        str,
        argument("WHO", "Only this customer's (else everybody's).", complete.customers_and_loans),
    ] = "",
    past: Annotated[bool, typer.Option("--all", help="Those that are over, too.")] = False,
) -> Document:
    """Holds in force and to come, the first to end on top.

    Examples:

    \b
      overdue hold list
      overdue hold list C-17 --all
    """
    rows = hold_rows(book, customer_id=customer_named(book, who), past=past)
    return holds_document(rows, as_of=book.day, settings=book.policy.settings())


@writes
def release(
    writing: Writing,
    hold: Annotated[int, argument("HOLD", "The number of the hold, as list prints it.")],
    on: Annotated[str, option("--on", "DATE", "First day without it (else today).")] = "",
    note: Annotated[str, option("--note", "TEXT", "Why.")] = "",
) -> Written:
    """Release a hold: from that day on it no longer stops anything.

    Examples:

    \b
      overdue hold release 12 --note "contract sent, dispute settled"
    """
    first_day = typed_day(on, "--on", writing.today, ahead=True) if on else writing.today
    return release_hold(writing, hold, on=first_day, note=note)
