"""``overdue policy lint``: faults of a policy."""

from __future__ import annotations

import os
from typing import Annotated

from overdue_cli.cli import clock, complete
from overdue_cli.cli.edge import say
from overdue_cli.cli.options import Excel, Format, Output, argument
from overdue_cli.cli.session import put
from overdue_cli.domain.counted import counted
from overdue_cli.domain.errors import CheckFailed
from overdue_cli.reports.ledger.policy import faults, pack_names, warnings
from overdue_cli.views.policy.checks import faults_document

Names = Annotated[
    list[str] | None,
    argument(
        "NAME|FILE",
        "Packs or TOML files (else OVERDUE_POLICY, else all packs that ship).",
        complete.policies,
    ),
]


def named_packs(names: list[str] | None) -> list[str]:
    """The policies named, else that of the environment, else all that ship."""
    name = os.environ.get("OVERDUE_POLICY", "")
    return names or ([name] if name else pack_names())


def lint(
    names: Names = None,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
) -> None:
    """Faults of a policy: what loads but cannot be meant.

    Gaps and overlaps of days, steps that nobody reaches, missing texts, sources and dates, unknown
    names, expired rules. Exits 5 when there are any. A source that was last read more than a year
    ago is a warning.

    Examples:

    \b
      overdue policy lint ours.toml
      overdue policy lint --format json
    """
    checked = named_packs(names)
    today = clock.now().date()
    problems, doubts = faults(checked, today), warnings(checked, today)
    put(faults_document(problems, doubts), fmt, output, excel=excel)
    if problems:
        raise CheckFailed(
            f"{counted(len(problems), 'fault')} in "
            + ", ".join({name: None for name, _ in problems}),
            hint="Each line says where it is and what to do.",
        )
    several = f"; {counted(len(doubts), 'warning')}" if doubts else ""
    say(f"No fault in {', '.join(checked)}{several}.")
