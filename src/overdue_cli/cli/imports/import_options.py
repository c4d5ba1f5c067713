"""The options of ``overdue import``, each named like the field of ImportOptions that it fills."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from overdue_cli.cli.options import option, text

OPTIONS: dict[str, Any] = {
    "kind": text(
        "--as",
        "KIND",
        "customers, loans, …, invoices, snapshot or statement (else by the content).",
    ),
    "dry_run": Annotated[
        bool, typer.Option("--dry-run", help="Check everything and write nothing.")
    ],
    "accept_good": Annotated[
        bool,
        typer.Option("--accept-good", help="Keep good rows; bad ones go to FILE.rejects.csv."),
    ],
    "date_order": text("--date-order", "ORDER", "ymd, mdy or dmy; COLUMN=dmy for one."),
    "decimal": text("--decimal", "MARK", "Decimal mark: . or , (COLUMN=, for one)."),
    "rate": text("--rate", "HOW", "percent (12 is 12 %), fraction (0.12) or permille."),
    "encoding": text("--encoding", "NAME", "Encoding of the text (else UTF-8)."),
    "currency": text("--currency", "CODE", "Currency of rows that name none."),
    "sheet": text("--sheet", "NAME", "Sheet of a workbook, or all of them."),
    "account": text("--account", "NUMBER", "Account of a bank statement that names none."),
    "sign": text(
        "--sign", "HOW", "A bank line without a sign: bank (money in) or card (a purchase)."
    ),
    "money_out": text(
        "--money-out",
        "WORDS",
        "Words that mark money out in a list: WORD, COLUMN=WORD,WORD, or none.",
    ),
    "as_of": text("--as-of", "DAY", "Day of a daily list that does not say it, YYYY-MM-DD."),
    "terms": text("--terms", "DAYS", "Days until invoices fall due that do not say when."),
    "loan": text("--loan", "ID", "Loan of an instalment plan that names none."),
    "scope": text(
        "--list",
        "SCOPE",
        "complete (a loan or invoice missing from the list is settled) or partial.",
    ),
    "leave_out": Annotated[
        list[str] | None,
        typer.Option(
            "--leave-out",
            metavar="COLUMN",
            help="A column of money, a rate or a day that is not needed, or all; may be repeated.",
            show_default=False,
        ),
    ],
    "map": text("--map", "FILE.toml", "Names of columns; remembered afterwards."),
    "guess": Annotated[
        bool, typer.Option("--guess", help="Write FILE.map.toml to mend, and import nothing.")
    ],
    "explain": Annotated[
        int,
        option("--explain", "ROW", "Show every step from the cells of a row; write nothing."),
    ],
    "archive": Annotated[
        bool | None,
        typer.Option(
            "--archive/--no-archive",
            help="Keep the original beside the ledger, in LEDGER.files "
            "(else as the ledger is set).",
            show_default=False,
        ),
    ],
}
