"""``overdue columns``: the names of columns that imports know, and what a header means."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from overdue_cli.cli import complete
from overdue_cli.cli.options import Db, Excel, Format, Output, option
from overdue_cli.cli.session import ledger_path, put
from overdue_cli.domain.errors import WrongUse
from overdue_cli.reports.imports.column_names import FILE_KINDS, known_columns, maps_of
from overdue_cli.reports.imports.file_columns import TableFile, meanings_in
from overdue_cli.reports.imports.header_meanings import meanings_of
from overdue_cli.views.imports.columns import known_columns_document, meanings_document

Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[KIND…] [HEADER…]",
        help="Kinds of file (else all of them), and headers to look up.",
        autocompletion=complete.file_kinds,
        show_default=False,
    ),
]


def columns(
    ctx: typer.Context,
    words: Words = None,
    of: Annotated[Path | None, option("--of", "FILE", "Every header of this file.")] = None,
    language: Annotated[
        str, option("--language", "CODE", "Only names in it: de, zh, nordic … or yours.")
    ] = "",
    encoding: Annotated[str, option("--encoding", "NAME", "Encoding of FILE (else UTF-8).")] = "",
    sheet: Annotated[str, option("--sheet", "NAME", "Sheet of FILE, if it is a workbook.")] = "",
    section: Annotated[
        str | None, option("--section", "NAME", "csv: names, parts or words.")
    ] = None,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    db: Db = None,
) -> None:
    """The names of columns that imports know, and what a header means.

    Without a header: each field of each kind with its names by language, the parts of which other
    names are made, and the names that your own maps have taught this ledger (language 'yours').
    With headers, or --of FILE: what each means in which kind of file, and how that is known.

    Examples:

    \b
      overdue columns invoices
      overdue columns invoices --language de
      overdue columns Restbetrag 'Invoice Open Amt'
      overdue columns loans 贷款余额
      overdue columns --of export.xlsx
    """
    kinds = [word for word in words or () if word in FILE_KINDS]
    headers = [word for word in words or () if word not in FILE_KINDS]
    ledger = ledger_path(ctx, db)
    if of is None and not headers:
        document = known_columns_document(known_columns(kinds, language, ledger))
        put(document, fmt, output, excel=excel, section=section)
        return
    _require_lookup(of, headers, language, section)
    maps = maps_of(ledger)
    rows = meanings_of(headers, kinds, maps)
    if of is not None:
        rows = meanings_in(TableFile(of, encoding, sheet), kinds, maps)
    put(meanings_document(rows, of_file=of is not None), fmt, output, excel=excel)


def _require_lookup(
    of: Path | None, headers: list[str], language: str, section: str | None
) -> None:
    """Nothing, or WrongUse for what does not go together with the look-up of headers."""
    if of is not None and headers:
        raise WrongUse(
            f"--of takes the headers of {of.name}, and '{headers[0]}' is another",
            hint=f"Leave one of the two out. Kinds of file: {', '.join(FILE_KINDS)}.",
        )
    if language or section:
        name = "--language" if language else "--section"
        raise WrongUse(
            f"{name} is for the list of names, and here a header is looked up",
            hint="Leave it out.",
        )
