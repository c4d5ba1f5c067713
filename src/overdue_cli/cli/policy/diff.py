"""``overdue policy diff``: what differs between two policies."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.cli import complete
from overdue_cli.cli.options import Excel, Format, Output
from overdue_cli.cli.session import put
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.ledger.policy import differences

KEYS = (
    Column("where", "where"),
    Column("key", "key"),
    Column("before", "before"),
    Column("after", "after"),
)
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
    rows = [
        {**line._asdict(), "before": _text(line.before), "after": _text(line.after)}
        for line in differences(before, after)
    ]
    put(
        Document(
            title=f"{before} and {after}",
            sections=(Section("differences", KEYS, rows),),
            empty=f"{before} and {after} say the same.",
        ),
        fmt,
        output,
        excel=excel,
    )


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    return str(value)
