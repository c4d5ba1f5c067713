"""``overdue policy simulate``: what another policy would do to today's book."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.cli import complete
from overdue_cli.cli.options import AsOf, Db, Excel, Format, Output
from overdue_cli.cli.session import put, session
from overdue_cli.domain.errors import WrongUse
from overdue_cli.reports.ladder.simulate import other_policy
from overdue_cli.reports.ladder.simulate import simulate as simulated
from overdue_cli.views.policy.simulation import simulation_document


def simulate(
    ctx: typer.Context,
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
        typer.Option("--set", metavar="KEY=VALUE", help="Change one setting; may be repeated."),
    ] = None,
    section: Annotated[
        str | None,
        typer.Option("--section", metavar="NAME", help="csv: moved, stages or caps."),
    ] = None,
    as_of: AsOf = None,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    db: Db = None,
) -> None:
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
    with session(ctx, db, as_of=as_of) as at:
        other = other_policy(at.policy, name, changes or ())
        document = simulation_document(simulated(at, other))
        put(document, fmt, output, excel=excel, section=section)
