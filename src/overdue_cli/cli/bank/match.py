"""``overdue match``: bank lines that are not booked yet, and what they are."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from overdue_cli.actions.bank.match import LineDecision, match_certain
from overdue_cli.actions.bank.match import match as match_line
from overdue_cli.book import Book
from overdue_cli.cli import complete
from overdue_cli.cli.bank.match_question import answered, can_be_asked
from overdue_cli.cli.edge import say
from overdue_cli.cli.options import (
    Actor,
    AsOf,
    Db,
    Excel,
    Format,
    KnownOn,
    Output,
    argument,
    option,
)
from overdue_cli.cli.session import (
    named_ledger,
    on_terminal,
    opened_book,
    opened_writing,
    put,
    tell,
)
from overdue_cli.domain.errors import WrongUse
from overdue_cli.reports.bank.suspense import BankLine, bank_line, bank_lines
from overdue_cli.views.bank.suspense import next_step, suspense_document

ON_SCREEN = 25

Line = Annotated[
    int | None,
    argument("LINE", "A bank line, by its number.", complete.bank_lines),
]
Loans = Annotated[
    list[str] | None,
    option(
        "--loan", "LOAN", "The loan it pays; again for a payment of several loans.", complete.loans
    ),
]
Amounts = Annotated[
    list[str] | None,
    option("--amount", "AMOUNT", "What each loan gets, in the same order."),
]
OfCustomer = Annotated[
    str,
    option(
        "--customer",
        "WHO",
        "The customer who paid: on the one debt, else on account.",
        complete.customers_and_loans,
    ),
]
Entry = Annotated[
    str,
    option("--entry", "TRANSACTION", "It is this payment, recorded before."),
]
Reverses = Annotated[
    str,
    option("--reverses", "LINE|TRANSACTION", "The payment that a return takes back."),
]
NotOurs = Annotated[bool, typer.Option("--not-ours", help="It is no payment of a customer.")]
Note = Annotated[str, option("--note", "TEXT", "Why.")]
Certain = Annotated[
    bool, typer.Option("--certain", help="Book every line of which it is certain now.")
]
Everything = Annotated[
    bool, typer.Option("--all", help="List every bank line, also those that are done.")
]
Limit = Annotated[
    int | None, typer.Option("--limit", min=0, metavar="N", help="At most N lines; 0 for all.")
]
OneSection = Annotated[
    str | None,
    option("--section", "NAME", "For csv and jsonl: rows or proposals."),
]


def match(
    ctx: typer.Context,
    line: Line = None,
    loan: Loans = None,
    amount: Amounts = None,
    customer: OfCustomer = "",
    entry: Entry = "",
    reverses: Reverses = "",
    not_ours: NotOurs = False,
    note: Note = "",
    certain: Certain = False,
    everything: Everything = False,
    limit: Limit = None,
    section: OneSection = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    actor: Actor = None,
    db: Db = None,
) -> None:
    """Bank lines in suspense, with the loans they may pay; or say what one of them is.

    Without a LINE: the list. With a LINE alone: all that speaks for a loan; on a terminal you are
    asked whose payment it is. With --loan, --customer, --entry, --reverses or --not-ours the line
    is matched; the payer's account is remembered.

    Examples:

    \b
      overdue match
      overdue match 17
      overdue match 17 --loan L-2041
      overdue match 17 --loan L-2041 --amount 300 --loan L-2042
      overdue match 18 --customer C-17
      overdue match 19 --not-ours --note 'our own transfer'
      overdue match --certain
    """
    decision = LineDecision(
        tuple(loan or ()), tuple(amount or ()), customer, entry, reverses, not_ours, note
    )
    if certain:
        _require(not any(decision) and line is None, "--certain stands alone")
        _match_certain(ctx, db, actor)
    elif any(decision):
        _require(line is not None, "no LINE is named")
        _match_one(ctx, db, line or 0, decision, actor)
    else:
        on_screen = output is None and fmt in (None, "table") and sys.stdout.isatty()
        cut = ON_SCREEN if on_screen and limit is None else None
        with opened_book(ctx, db, needs="positions", as_of=as_of, known_on=known_on) as book:
            lines = _lines(book, line, everything=everything, limit=cut + 1 if cut else limit)
            detailed = line is not None or section == "proposals"
            document = suspense_document(lines[:cut], book.day, detailed=detailed)
            put(document, fmt, output, excel=excel, section=section)
        if cut and len(lines) > cut:
            say(f"The first {cut}; --limit 0 shows all.")
        if lines and on_screen:
            _go_on(ctx, db, lines[0] if line is not None else None, actor)


def _lines(book: Book, line: int | None, *, everything: bool, limit: int | None) -> list[BankLine]:
    """The lines asked for; WrongUse for one that is not there."""
    if line is None:
        return bank_lines(book, everything=everything, limit=limit)
    one = bank_line(book, line)
    if one is None:
        raise WrongUse(f"there is no bank line {line}", hint="See 'overdue match --help'.")
    return [one]


def _go_on(ctx: typer.Context, db: str | None, line: BankLine | None, actor: str | None) -> None:
    """What somebody at the terminal says a line is, written; else the commands that say it."""
    if line is None or not on_terminal() or not can_be_asked(line):
        say(next_step(line, named_ledger(ctx, db)))
        return
    with opened_writing(ctx, db, actor) as writing:
        done = answered(writing, line)
    if done is None:
        say(next_step(line, named_ledger(ctx, db)))
    else:
        tell(ctx, db, done)


def _require(holds: object, otherwise: str) -> None:
    if not holds:
        raise WrongUse(otherwise, hint="See 'overdue match --help'.")


def _match_one(
    ctx: typer.Context, db: str | None, line: int, decision: LineDecision, actor: str | None
) -> None:
    with opened_writing(ctx, db, actor) as writing:
        done = match_line(writing, line, decision)
    tell(ctx, db, done)


def _match_certain(ctx: typer.Context, db: str | None, actor: str | None) -> None:
    with opened_writing(ctx, db, actor) as writing:
        done = match_certain(writing)
    if done is None:
        say("Nothing is certain: nothing was written.")
    else:
        tell(ctx, db, done)
