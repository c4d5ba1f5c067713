"""``overdue report items``: every open item behind the aged debt."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.book import Needs
from overdue_cli.cli.options import AsOf, Db, Excel, Format, KnownOn, Output, option
from overdue_cli.cli.session import opened_book, put
from overdue_cli.reports.loan.ageing import GROUPS
from overdue_cli.reports.loan.items import grouped_items, open_items
from overdue_cli.views.loan.items import items_document

Late = Annotated[bool, typer.Option("--late", help="Only items that are overdue.")]
Group = Annotated[str, option("--group", "FIELD", f"Sorted by one of {', '.join(GROUPS)}.")]
OfSection = Annotated[
    str | None, option("--section", "NAME", "With --group, csv and jsonl: rows or groups.")
]


def items(
    ctx: typer.Context,
    late: Late = False,
    group: Group = "",
    section: OfSection = None,
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
      overdue report items --late --group customer -o items.xlsx
      overdue report items --as-of 2026-05-31 -o items.csv
    """
    needs: Needs = "cases" if group == "stage" else "positions" if group else "facts"
    with opened_book(ctx, db, needs=needs, as_of=as_of, known_on=known_on) as book:
        found = grouped_items(book, group) if group else open_items(book)
        shown = (item for item in found if not late or item.bucket != "not_due")
        settings = book.policy.settings()
        document = items_document(shown, as_of=book.day, settings=settings, group=group)
        put(document, fmt, output, excel=excel, section=section)
