"""``overdue policy simulate``: what another policy would do to today's book."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.book import Book
from overdue_cli.cli import complete
from overdue_cli.cli.command import reads
from overdue_cli.cli.options import option
from overdue_cli.domain.errors import WrongUse
from overdue_cli.render.document import Document
from overdue_cli.reports.ladder.simulate import other_policy
from overdue_cli.reports.ladder.simulate import simulate as simulated
from overdue_cli.views.policy.simulation import simulation_document


@reads(section="csv: moved, stages or caps.")
def simulate(
    book: Book,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME|FILE",
            help="Another policy (else the one in force, changed by --set).",
            autocompletion=complete.policies,
        ),
    ] = "",
    changes: Annotated[
        list[str] | None,
        option("--set", "KEY=VALUE", "Change one setting; may be repeated."),
    ] = None,
) -> Document:
    """What another policy would do to the book: who moves, how much money, which caps bite.

    Nothing is written. Steps and rules are named in the key: step.phone.to, rule.calls_a_day.most,
    ladder.catch_up, product.default.grace_days.

    Examples:

    \b
      overdue policy simulate --set step.phone.to=20 --set step.message.from=21
      overdue policy simulate us_regf
      overdue policy simulate ours.toml --as-of 2026-05-31 --format json
    """
    if not name and not changes:
        raise WrongUse(
            "there is nothing to simulate", hint="Name another policy, or a change with --set."
        )
    other = other_policy(book.policy, name, changes or ())
    return simulation_document(simulated(book, other))
