"""``overdue report items``: every open item behind the aged debt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from overdue_cli.book import Book
from overdue_cli.cli.options import AsOf, Db, Excel, Format, KnownOn, Output
from overdue_cli.cli.session import put, session
from overdue_cli.domain.money import Money
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.loan.items import OpenItem, open_items

MONEY = ("amount", "principal", "interest", "fee", "penalty")
COLUMNS = (
    Column("customer_id", "customer"),
    Column("name", "name", rank=2),
    Column("loan_id", "loan"),
    Column("seq", "#", "right", rank=3),
    Column("due_on", "due"),
    Column("days", "days", "right"),
    Column("bucket", "bucket", rank=1),
    Column("currency", "currency"),
    Column("amount", "amount", "right"),
    Column("principal", "principal", "right", rank=4),
    Column("interest", "interest", "right", rank=4),
    Column("fee", "fee", "right", rank=5),
    Column("penalty", "penalty", "right", rank=5),
)


def items(
    ctx: typer.Context,
    late: Annotated[bool, typer.Option("--late", help="Only items that are overdue.")] = False,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    db: Db = None,
) -> None:
    """Every open item behind the aged debt, one by one.

    The amounts of one currency sum to the total of 'overdue report aging': of an instalment that
    is not due only the principal counts. Negative days: days until it falls due.

    Examples:

    \b
      overdue report items --late
      overdue report items --as-of 2026-05-31 -o items.csv
    """
    with session(ctx, db, as_of=as_of, known_on=known_on) as at:
        document = Document(
            title="Open items",
            as_of=at.day,
            settings=at.policy.settings(),
            sections=(Section("rows", COLUMNS, _rows(at, late=late)),),
            main="rows",
            empty="Nothing is open.",
        )
        put(document, fmt, output, excel=excel)


def _rows(at: Book, *, late: bool) -> Iterator[dict[str, Any]]:
    for item in open_items(at):
        if late and item.bucket == "not_due":
            continue
        yield _cells(item)


def _cells(item: OpenItem) -> dict[str, Any]:
    cells = item._asdict()
    return cells | {name: Money(cells[name], item.currency) for name in MONEY}
