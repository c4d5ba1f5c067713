"""Options that many commands share, each defined once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from overdue_cli.cli import complete

Completion = Callable[..., list[str]]


def option(name: str, metavar: str, meaning: str, completion: Completion | None = None) -> Any:
    """An option with a value, and what completes it."""
    return typer.Option(name, metavar=metavar, help=meaning, autocompletion=completion)


def text(name: str, metavar: str, meaning: str, completion: Completion | None = None) -> Any:
    """An option of text in a table of options, which may be left out."""
    return Annotated[str | None, option(name, metavar, meaning, completion)]


def argument(metavar: str, meaning: str, completion: Completion | None = None) -> Any:
    """A word after the command, and what completes it."""
    return typer.Argument(
        metavar=metavar, help=meaning, autocompletion=completion, show_default=False
    )


Db = Annotated[
    str | None, option("--db", "PATH", "The ledger (else OVERDUE_DB, else overdue.db).")
]
AsOf = Annotated[
    str | None, option("--as-of", "YYYY-MM-DD", "Answer as of the close of this day.")
]
KnownOn = Annotated[
    str | None, option("--known-on", "YYYY-MM-DD", "Hide what was recorded later.")
]
Format = Annotated[
    str | None,
    option(
        "--format",
        "FORMAT",
        "table, csv, json, jsonl, md, xlsx or html (else from the ending of -o, else table).",
        complete.formats,
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
    str | None, option("--actor", "NAME", "Who does it (else OVERDUE_ACTOR, else login).")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
Who = Annotated[
    str,
    argument(
        "WHO",
        "A customer or loan id (customer:ID or loan:ID where it is both), or a name, phone or ID "
        "number that is one customer's.",
        complete.customers_and_loans,
    ),
]
ValueDate = Annotated[str | None, option("--on", "YYYY-MM-DD", "Value date (else today).")]
Remark = Annotated[str, option("--note", "TEXT", "A remark.")]
LoanId = Annotated[str, argument("LOAN", "A loan id.", complete.loans)]
Stage = Annotated[str | None, option("--stage", "STAGE", "Only this stage.", complete.stages)]
Officer = Annotated[
    str | None, option("--officer", "NAME", "Only this officer's customers.", complete.officers)
]
