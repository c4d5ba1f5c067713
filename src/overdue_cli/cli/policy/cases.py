"""``overdue policy test``: run the cases that stand in a policy."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.cli.edge import say
from overdue_cli.cli.options import Excel, Format, Output
from overdue_cli.cli.policy.lint import Names, named_packs
from overdue_cli.cli.session import put
from overdue_cli.domain.counted import counted
from overdue_cli.domain.errors import CheckFailed
from overdue_cli.reports.ledger.policy import results
from overdue_cli.views.policy.checks import cases_document


def cases(
    names: Names = None,
    every: Annotated[
        bool, typer.Option("--all", help="Every case, not only those that fail.")
    ] = False,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
) -> None:
    """Run the cases written in a policy: a customer, a contact, and what the gate must say.

    Exits 5 when a case comes out differently.

    Examples:

    \b
      overdue policy test us_regf --all
      overdue policy test ours.toml
    """
    run = results(named_packs(names))
    failed = [result for result in run if result.failures]
    put(cases_document(run if every else failed), fmt, output, excel=excel)
    if failed:
        raise CheckFailed(
            f"{len(failed)} of {counted(len(run), 'case')} {_verb(len(failed))} not agree",
            hint="Correct the rule or the case; both are in the policy.",
        )
    say(f"{counted(len(run), 'case')} {'agrees' if len(run) == 1 else 'agree'}.")


def _verb(count: int) -> str:
    return "does" if count == 1 else "do"
