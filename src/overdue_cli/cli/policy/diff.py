"""``overdue policy diff``: what differs between two policies."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.cli import complete
from overdue_cli.cli.options import Excel, Format, Output
from overdue_cli.cli.session import put
from overdue_cli.reports.ledger.policy import differences
from overdue_cli.views.policy.differences import differences_document

One = Annotated[
    str,
    typer.Argument(
        metavar="NAME|FILE",
        help="A pack that ships, or a TOML file.",
        autocompletion=complete.policies,
        show_default=False,
    ),
]


def diff(
    before: One,
    after: One,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
) -> None:
    """What differs between two policies, each with its base, key by key.

    Examples:

    \b
      overdue policy diff standard us_regf
      overdue policy diff standard ours.toml --format csv
    """
    document = differences_document(before, after, differences(before, after))
    put(document, fmt, output, excel=excel)
