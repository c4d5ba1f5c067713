"""``overdue policy simulate``: what another policy would do to today's book."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.cli import complete
from overdue_cli.cli.options import AsOf, Db, Excel, Format, Output
from overdue_cli.cli.session import put, session
from overdue_cli.domain.errors import WrongUse
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.ladder.simulate import Simulation, other_policy
from overdue_cli.reports.ladder.simulate import simulate as simulated

MOVES = (
    Column("before", "from step"),
    Column("after", "to step"),
    Column("customers", "customers", "right"),
    Column("overdue", "overdue", "right"),
)
STAGES = (
    Column("stage", "step"),
    Column("customers_before", "customers now", "right"),
    Column("customers_after", "then", "right"),
    Column("overdue_before", "overdue now", "right", rank=1),
    Column("overdue_after", "then", "right"),
)
CAPS = (
    Column("rule", "cap"),
    Column("customers_before", "customers beyond it now", "right"),
    Column("customers_after", "then", "right"),
)


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
        found = simulated(at, other)
        put(_document(found), fmt, output, excel=excel, section=section)


def _document(found: Simulation) -> Document:
    settings = {"now": found.before, "then": found.after}
    return Document(
        title="What would change",
        settings=settings,
        facts=(
            ("customers", "Customers", found.customers),
            ("moved_customers", "Moved", found.moved_customers),
        ),
        sections=(
            Section("moved", MOVES, [one._asdict() for one in found.moved], "Moved"),
            Section("stages", STAGES, [one._asdict() for one in found.stages], "Steps"),
            Section("caps", CAPS, [one._asdict() for one in found.caps], "Caps"),
        ),
        main="moved",
        data={
            "settings": settings,
            "customers": found.customers,
            "moved_customers": found.moved_customers,
            "moved": [one._asdict() for one in found.moved],
            "stages": [one._asdict() for one in found.stages],
            "caps": [one._asdict() for one in found.caps],
        },
    )
