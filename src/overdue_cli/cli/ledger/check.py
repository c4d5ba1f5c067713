"""``overdue check``: prove that the ledger agrees with itself."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.actions.ledger.check import check as run_check
from overdue_cli.actions.ledger.check import notes, rebuild_derived
from overdue_cli.cli.edge import say
from overdue_cli.cli.options import Actor, Db, Excel, Format, Output
from overdue_cli.cli.session import opened_book, opened_writing, put
from overdue_cli.domain.counted import counted
from overdue_cli.domain.errors import CheckFailed
from overdue_cli.views.ledger.check import check_document, remedy


def check(
    ctx: typer.Context,
    rebuild: Annotated[
        bool,
        typer.Option("--rebuild", help="First compute everything derived anew from the facts."),
    ] = False,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    actor: Actor = None,
    db: Db = None,
) -> None:
    """Prove that the ledger agrees with itself.

    When it does, nothing is printed and the exit status is 0; when not, the evidence is printed
    and the status is 5. Loans whose product is not in the policy are named on stderr; that is no
    fault.

    It checks the file, references, the journal's chain of hashes, the daily totals, that the
    principal of each plan sums to its loan's, that every derived row equals a fresh computation,
    and that the originals kept beside the ledger are what was imported. Facts that were changed
    outside the program are named by loan; --rebuild accepts them as they stand.

    Examples:

    \b
      overdue check
      overdue check --format json
      overdue check --rebuild
    """
    if rebuild:
        with opened_writing(ctx, db, actor) as writing:
            typer.echo(rebuild_derived(writing).summary, err=True)
    with opened_book(ctx, db, needs="positions") as book:
        findings = run_check(book)
        for note in notes(book):
            say(f"note: {note}")
        if findings or fmt or output:
            document = check_document(findings, as_of=book.today, settings=book.policy.settings())
            put(document, fmt, output, excel=excel)
    if findings:
        raise CheckFailed(
            f"the ledger does not agree with itself: {counted(len(findings), 'finding')}",
            hint=remedy({one.check for one in findings}),
        )
