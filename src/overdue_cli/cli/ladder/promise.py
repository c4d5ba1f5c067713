"""``overdue promise``: what was promised, and what became of it."""

from __future__ import annotations

from typing import Annotated

from overdue_cli.actions.ladder.promises import add_promise, cancel_promise
from overdue_cli.actions.result import Written
from overdue_cli.book import Book, Writing
from overdue_cli.cli import complete
from overdue_cli.cli.command import reads, writes
from overdue_cli.cli.contact import log_options as opt
from overdue_cli.cli.options import Who, argument, option
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.ladder.case import Verdict
from overdue_cli.domain.moments import typed_day
from overdue_cli.render.document import Document
from overdue_cli.reports.contact.who import customer_named, resolve
from overdue_cli.reports.ladder.promises import (
    promise_rows,
)
from overdue_cli.views.ladder.promises import promises_document

VERDICTS: tuple[Verdict, ...] = ("pending", "kept", "partly_kept", "broken", "cancelled")


@writes
def add(
    writing: Writing,
    who: Who,
    promise: Annotated[
        list[str],
        argument("AMOUNT@DATE", "How much by when; several are instalments of one promise."),
    ],
    loan: opt.Loan = "",
    on: Annotated[str, option("--on", "DATE", "When it was made (else today).")] = "",
    note: Annotated[str, option("--note", "TEXT", "In whose words.")] = "",
) -> Written:
    """Write down a promise that was not made on a call.

    Examples:

    \b
      overdue promise add C-17 500.00@2026-07-05
      overdue promise add L-2041 200@2026-07-05 200@2026-08-05 200@2026-09-05
      overdue promise add C-17 "USD 80.00@2026-07-05" --on 2026-06-28
    """
    made_on = typed_day(on, "--on", writing.today) if on else writing.today
    return add_promise(writing, who, promise, loan=loan, on=made_on, note=note)


@reads(known_on=True)
def list_(
    book: Book,
    who: Annotated[
        str,
        argument(
            "WHO",
            "Only of this customer or loan (else of everybody).",
            complete.customers_and_loans,
        ),
    ] = "",
    verdict: Annotated[
        str,
        option(
            "--verdict",
            "VERDICT",
            "pending, kept, partly_kept, broken or cancelled.",
            complete.verdicts,
        ),
    ] = "",
) -> Document:
    """Promises, and what had become of them by the close of a day.

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
        kind, who_id = resolve(book, who)
        loan_id = who_id if kind == "loan" else None
    rows = promise_rows(
        book, customer_id=customer_named(book, who), loan_id=loan_id, verdict=verdict
    )
    return promises_document(rows, as_of=book.day, settings=book.policy.settings())


@writes
def cancel(
    writing: Writing,
    which: Annotated[
        str,
        argument(
            "PROMISE|WHO",
            "The number of a promise, or a customer or loan: all that are pending.",
            complete.customers_and_loans,
        ),
    ],
    reason: Annotated[str, option("--reason", "TEXT", "Why.")] = "",
    on: Annotated[str, option("--on", "DATE", "From which day on (else today).")] = "",
) -> Written:
    """Cancel a promise that is pending: it is neither kept nor broken.

    Examples:

    \b
      overdue promise cancel 31 --reason "new plan agreed"
      overdue promise cancel C-17
    """
    from_on = typed_day(on, "--on", writing.today) if on else writing.today
    return cancel_promise(writing, which, on=from_on, reason=reason)
