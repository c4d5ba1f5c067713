"""``overdue hold``: what stops while something is looked into, and until when."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.actions.ladder.hold_ends import keep_hold, release_hold, reopen_holds
from overdue_cli.actions.ladder.holds import HoldTexts, add_hold
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
    "until": text(
        "--until",
        "DATE",
        "Last day, included (else as the kind says); of a dispute a day to look at it.",
    ),
    "remind": text("--remind", "DATE", "Day to look at it (else as the kind says)."),
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
    due: Annotated[bool, typer.Option("--due", help="Only those to be looked at by now.")] = False,
) -> Document:
    """Holds in force and to come, the first to end or to be looked at on top.

    Examples:

    \b
      overdue hold list
      overdue hold list --due     to be looked at today
      overdue hold list C-17 --all
    """
    rows = hold_rows(book, customer_id=customer_named(book, who), past=past, due=due)
    return holds_document(rows, as_of=book.day, settings=book.policy.settings())


@writes
def release(
    writing: Writing,
    hold: Annotated[int, argument("HOLD", "The number of the hold, as list prints it.")],
    because: Annotated[
        str, option("--because", "WORD", "What ended it, in a word of the policy.")
    ] = "",
    on: Annotated[
        str, option("--on", "DATE", "The day of that; first day without it (else today).")
    ] = "",
    note: Annotated[str, option("--note", "TEXT", "Why.")] = "",
) -> Written:
    """Release a hold: from that day on it no longer stops anything.

    A dispute, a fraud claim and a vulnerable customer are released once something has happened:
    --because says what. Where a law lets the hold go on for some days after that, it does.

    Examples:

    \b
      overdue hold release 12 --because inquiry_answered --note "contract sent"
      overdue hold release 13 --because withdrawn --on 2026-06-28
      overdue hold release 14 --note "paid by the insurer"
    """
    first_day = typed_day(on, "--on", writing.today, ahead=True) if on else writing.today
    return release_hold(writing, hold, on=first_day, because=because, note=note)


@writes
def keep(
    writing: Writing,
    hold: Annotated[int, argument("HOLD", "The number of the hold, as list prints it.")],
    remind: Annotated[
        str, option("--remind", "DATE", "Day of the next look (else as the kind says).")
    ] = "",
    note: Annotated[str, option("--note", "TEXT", "What was found.")] = "",
) -> Written:
    """Keep a hold that was looked at, and say when to look again.

    Examples:

    \b
      overdue hold keep 12 --note "the bank has not answered yet"
      overdue hold keep 13 --remind 2026-09-01
    """
    return keep_hold(writing, hold, remind=remind, note=note)


@writes
def reopen(
    writing: Writing,
    holds: Annotated[list[int], argument("HOLD", "Numbers of holds that are over.")],
    from_on: Annotated[str, option("--from", "DATE", "First day (else today).")] = "",
    note: Annotated[str, option("--note", "TEXT", "Why.")] = "",
) -> Written:
    """Put holds back that are over: new ones of the same kind, about the same.

    Examples:

    \b
      overdue hold reopen 12
      overdue hold reopen 3 7 12 --note "never answered"
    """
    first = typed_day(from_on, "--from", writing.today, ahead=True) if from_on else writing.today
    return reopen_holds(writing, holds, from_on=first, note=note)
