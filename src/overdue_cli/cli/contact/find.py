"""``overdue find``: customers and loans by what people remember of them."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from overdue_cli.book import Book
from overdue_cli.cli.options import AsOf, Db, Excel, Format, Output
from overdue_cli.cli.session import put, reading
from overdue_cli.domain.money import Money
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.contact.find import find as find_rows

COLUMNS = (
    Column("customer_id", "customer"),
    Column("name", "name"),
    Column("phone", "phone", rank=1),
    Column("email", "e-mail", rank=4),
    Column("loan_id", "loan"),
    Column("currency", "currency", rank=3),
    Column("status", "status", rank=2),
    Column("delinquent_days", "days", "right"),
    Column("overdue", "overdue", "right"),
    Column("outstanding", "outstanding", "right", rank=3),
)


def find(
    ctx: typer.Context,
    text: Annotated[
        str,
        typer.Argument(
            metavar="TEXT", help="Part of an id, a name, a phone or an e-mail.", show_default=False
        ),
    ],
    limit: Annotated[
        int, typer.Option("--limit", min=1, metavar="N", help="At most N rows.")
    ] = 100,
    as_of: AsOf = None,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    db: Db = None,
) -> None:
    """Customers and loans by id, name, phone or e-mail.

    Examples:

    \b
      overdue find wang
      overdue find 1380013
    """
    with reading(ctx, db, as_of) as at:
        document = Document(
            title=f"Find: {text}",
            as_of=at.day,
            settings=at.policy.settings(),
            sections=(Section("rows", COLUMNS, _rows(at, text, limit)),),
            main="rows",
            empty=f"Nothing found for '{text}'.",
        )
        put(document, fmt, output, excel=excel)


def _rows(at: Book, text: str, limit: int) -> list[dict[str, Any]]:
    return [
        {
            **row._asdict(),
            "overdue": _money(row.overdue, row.currency),
            "outstanding": _money(row.outstanding, row.currency),
        }
        for row in find_rows(at, text, limit=limit)
    ]


def _money(minor: int | None, currency: str | None) -> Money | None:
    return None if minor is None or currency is None else Money(minor, currency)
