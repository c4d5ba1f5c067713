"""``overdue promise``, ``overdue report promises``: what was promised, and what was kept."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.actions.ladder.promises import add_promise, cancel_promise
from overdue_cli.book import Book
from overdue_cli.cli import complete
from overdue_cli.cli.clock import parse_day
from overdue_cli.cli.command import reads
from overdue_cli.cli.contact import log_options as opt
from overdue_cli.cli.options import Actor, Db, Who
from overdue_cli.cli.session import tell, writing
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.ladder.case import Verdict
from overdue_cli.render.document import Document
from overdue_cli.reports.contact.show import found
from overdue_cli.reports.ladder.holds import customer_named
from overdue_cli.reports.ladder.promises import (
    GROUPS,
    promise_report,
    promise_rows,
)
from overdue_cli.views.ladder.promises import kept_document, promises_document

VERDICTS: tuple[Verdict, ...] = ("pending", "kept", "partly_kept", "broken", "cancelled")


def add(
    ctx: typer.Context,
    who: Who,
    promise: Annotated[
        list[str],
        typer.Argument(
            metavar="AMOUNT@DATE",
            help="How much by when; several are instalments of one promise.",
            show_default=False,
        ),
    ],
    loan: opt.Loan = "",
    on: Annotated[
        str, typer.Option("--on", metavar="DATE", help="When it was made (else today).")
    ] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="In whose words.")] = "",
    actor: Actor = None,
    db: Db = None,
) -> None:
    """Write down a promise that was not made on a call.

    Examples:

    \b
      overdue promise add C-17 500.00@2026-07-05
      overdue promise add L-2041 200@2026-07-05 200@2026-08-05 200@2026-09-05
      overdue promise add C-17 "USD 80.00@2026-07-05" --on 2026-06-28
    """
    with writing(ctx, db, actor) as here:
        done = add_promise(
            here,
            who,
            promise,
            loan=loan,
            on=parse_day(on, "--on") if on else here.today,
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
            help="Only of this customer or loan (else of everybody).",
            autocompletion=complete.customers_and_loans,
        ),
    ] = "",
    verdict: Annotated[
        str,
        typer.Option(
            "--verdict",
            metavar="VERDICT",
            help="pending, kept, partly_kept, broken or cancelled.",
            autocompletion=complete.verdicts,
        ),
    ] = "",
) -> Document:
    """Promises with what became of them by the close of a day.

    Examples:

    \b
      overdue promise list C-17
      overdue promise list --verdict broken
      overdue promise list --as-of 2026-05-31 --format csv
    """
    if verdict and verdict not in VERDICTS:
        raise WrongUse(f"--verdict is '{verdict}'", hint=f"One of: {', '.join(VERDICTS)}.")
    loan_id = None
    if who:
        kind, who_id = found(at, who)
        loan_id = who_id if kind == "loan" else None
    rows = promise_rows(at, customer_id=customer_named(at, who), loan_id=loan_id, verdict=verdict)
    return promises_document(rows, as_of=at.day, settings=at.policy.settings())


def cancel(
    ctx: typer.Context,
    which: Annotated[
        str,
        typer.Argument(
            metavar="PROMISE|WHO",
            help="The number of a promise, or a customer or loan: all that are pending.",
            autocompletion=complete.customers_and_loans,
            show_default=False,
        ),
    ],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")] = "",
    on: Annotated[
        str, typer.Option("--on", metavar="DATE", help="From which day on (else today).")
    ] = "",
    actor: Actor = None,
    db: Db = None,
) -> None:
    """Cancel a promise that is pending: it is neither kept nor broken.

    Examples:

    \b
      overdue promise cancel 31 --reason "new plan agreed"
      overdue promise cancel C-17
    """
    with writing(ctx, db, actor) as here:
        done = cancel_promise(
            here, which, on=parse_day(on, "--on") if on else here.today, reason=reason
        )
    tell(ctx, db, done)


@reads(known_on=True, section="csv: rates, due_today, broken or pending.")
def report(
    at: Book,
    from_on: Annotated[
        str,
        typer.Option("--from", metavar="DATE", help="First day (else the first of the month)."),
    ] = "",
    to_on: Annotated[
        str, typer.Option("--to", metavar="DATE", help="Last day (else the day asked about).")
    ] = "",
    group: Annotated[
        str, typer.Option("--group", metavar="FIELD", help=f"One of {', '.join(GROUPS)}.")
    ] = "",
) -> Document:
    """How many promises are kept, and which ones need you today.

    Kept rate: promises paid to the threshold by their date plus grace, divided by the promises
    that matured in the period; by count and by amount, per currency.

    Examples:

    \b
      overdue report promises
      overdue report promises --from 2026-05-01 --to 2026-05-31 --group officer
      overdue report promises --section broken --format csv
    """
    start = parse_day(from_on, "--from") if from_on else at.day.replace(day=1)
    end = parse_day(to_on, "--to") if to_on else at.day
    if end < start:
        raise WrongUse(f"--to {end} is before --from {start}", hint="Swap them.")
    kept = promise_report(at, from_on=start, to_on=end, group=group)
    return kept_document(kept, at.policy.settings())
