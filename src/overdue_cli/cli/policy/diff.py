"""``overdue policy diff``: what differs between two policies."""

from __future__ import annotations

from typing import Annotated

from overdue_cli.cli import complete
from overdue_cli.cli.options import Excel, Format, Output, argument
from overdue_cli.cli.session import put
from overdue_cli.reports.ledger.policy import differences
from overdue_cli.views.policy.differences import differences_document

One = Annotated[
    str,
    argument("NAME|FILE", "A pack that ships, or a TOML file.", complete.policies),
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
