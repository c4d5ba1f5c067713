"""Options that many commands share, each defined once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from overdue_cli.cli import complete

Db = Annotated[
    str | None,
    typer.Option("--db", metavar="PATH", help="The ledger (else OVERDUE_DB, else overdue.db)."),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="YYYY-MM-DD", help="Answer as of the close of this day."),
]
KnownOn = Annotated[
    str | None,
    typer.Option("--known-on", metavar="YYYY-MM-DD", help="Hide what was recorded later."),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="table, csv, json, jsonl or md (else from the ending of -o, else table).",
        autocompletion=complete.formats,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write to a file instead of the screen."),
]
Excel = Annotated[
    bool, typer.Option("--excel", help="csv for Excel: begin the file with a byte-order mark.")
]
Actor = Annotated[
    str | None,
    typer.Option("--actor", metavar="NAME", help="Who does it (else OVERDUE_ACTOR, else login)."),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
Who = Annotated[
    str,
    typer.Argument(
        metavar="WHO",
        help="A customer or loan id; customer:ID or loan:ID where it is both.",
        autocompletion=complete.customers_and_loans,
        show_default=False,
    ),
]
LoanId = Annotated[
    str,
    typer.Argument(
        metavar="LOAN", help="A loan id.", autocompletion=complete.loans, show_default=False
    ),
]
Stage = Annotated[
    str | None,
    typer.Option(
        "--stage", metavar="STAGE", help="Only this stage.", autocompletion=complete.stages
    ),
]
Officer = Annotated[
    str | None,
    typer.Option(
        "--officer",
        metavar="NAME",
        help="Only this officer's customers.",
        autocompletion=complete.officers,
    ),
]
