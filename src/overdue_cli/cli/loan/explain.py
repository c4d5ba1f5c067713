"""``overdue explain``: a statement that a customer can follow and an auditor recompute."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.book import Book, Needs
from overdue_cli.cli.options import AsOf, Db, Excel, Format, KnownOn, Output, Who, option
from overdue_cli.cli.session import opened_book, put
from overdue_cli.domain.errors import CheckFailed
from overdue_cli.render.document import Document
from overdue_cli.reports.contact.who import customer_of, resolve
from overdue_cli.reports.loan.statement import LoanStatement
from overdue_cli.reports.loan.statement import explain as explain_loan
from overdue_cli.views.loan.statement import statement_document
from overdue_cli.views.loan.statement_in_short import first_screen

Whole = Annotated[
    bool, typer.Option("--all", help="On the screen too: every line, not only the first screen.")
]


OfSection = Annotated[
    str | None,
    option(
        "--section",
        "NAME",
        "csv and jsonl of a loan: entries, instalments, settled, added, penalty, sums or "
        "rules; of a customer: steps, loans, evidence, promises, holds, numbers, channels, "
        "objections, points or skipped.",
    ),
]


def explain(
    ctx: typer.Context,
    who: Who,
    whole: Whole = False,
    section: OfSection = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    db: Db = None,
) -> None:
    """Where every figure of a loan comes from, or why a customer stands where it does.

    A loan: a statement of account. Instalment by instalment what was asked for and what settled
    it, every transaction in the order it counts with the balance before and after, the sums,
    penalty interest, and the rule behind each figure.

    A customer: from the loans over days, steps, evidence, promises and holds to what the contact
    gate says and the next action, and why it is not another one.

    On the screen stands what decides today; files, other formats and --all have everything.

    Examples:

    \b
      overdue explain L-2041
      overdue explain L-2041 --all
      overdue explain L-2041 --as-of 2026-05-31 -o statement.md
      overdue explain L-2041 --section entries --format csv
      overdue explain C-17
    """
    with opened_book(ctx, db, as_of=as_of, known_on=known_on) as book:
        kind, which = resolve(book, who)
    needs: Needs = "cases" if kind == "customer" else "customer"
    statement = None
    short = not (whole or section or output) and fmt in (None, "table")
    with opened_book(ctx, db, needs=needs, as_of=as_of, known_on=known_on) as book:
        if kind == "customer":
            document = _of_customer(book, which, short=short)
        else:
            statement = explain_loan(book.of_customer(customer_of(book, which)), which)
            document = _of_loan(book, statement, short=short)
        put(document, fmt, output, excel=excel, section=section)
    if statement and not statement.ties:
        raise CheckFailed(
            f"the statement does not tie: {'; '.join(statement.differences)}",
            hint="Run 'overdue check' to see whether the ledger agrees with itself.",
        )


def _of_loan(book: Book, statement: LoanStatement, *, short: bool) -> Document:
    settings = book.policy.settings()
    document = statement_document(statement, settings=settings, known_on=book.known_on)
    return first_screen(statement, document) if short else document


def _of_customer(book: Book, customer_id: str, *, short: bool) -> Document:
    from overdue_cli.reports.ladder.explain_case import explain_customer  # only when asked for
    from overdue_cli.views.ladder.case import case_document
    from overdue_cli.views.ladder.case_in_short import case_in_short

    case = explain_customer(book, customer_id)
    document = case_document(
        case,
        as_of=book.day,
        known_on=book.known_on,
        settings=book.policy.settings(),
        ladder=book.policy.ladder,
    )
    return case_in_short(case, document) if short else document
