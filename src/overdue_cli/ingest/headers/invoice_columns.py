"""Columns of a list of invoices that say again what another says better, or say yes or no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from overdue_cli.ingest.headers.glossary import normal
from overdue_cli.ingest.table import Table
from overdue_cli.ingest.values.cells import words_of

#: A column, and those beside which it is a detail that nothing is read from.
_DETAILS = {
    "terms_days": ("due_on",),
    "paid_total": ("outstanding",),
    "item_total": ("amount",),
    "is_open": ("outstanding",),
    "is_paid": ("outstanding", "is_open"),
}


def leave_details(places: dict[str, list[int]], ignored: list[int]) -> None:
    """Takes out the columns that only say again what others say."""
    for field, better in _DETAILS.items():
        if any(places.get(name) for name in better):
            ignored.extend(places.pop(field, ()))


def open_by_word(table: Table, places: Mapping[str, Sequence[int]]) -> list[int]:
    """The columns of what is outstanding that say yes or no, as 'Offen' does in some programs."""
    words = words_of("yes_no")
    open_ = dict.fromkeys(places.get("outstanding", ()), False)
    for _, cells in table.rows() if open_ else ():
        for at in list(open_):
            cell = cells[at].strip() if at < len(cells) else ""
            if cell and (normal(cell) not in words or cell.isdecimal()):
                del open_[at]
            elif cell:
                open_[at] = True
        if not open_:
            break
    return [at for at, said in open_.items() if said]
