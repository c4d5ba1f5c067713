"""Lists that begin with their first movement, and have no row of headers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from overdue_cli.ingest.faults import BadFile
from overdue_cli.ingest.statements.exports.columns.cell_kinds import is_day
from overdue_cli.ingest.statements.exports.list_amounts import bare, marked

_AMOUNT = re.compile(r"[-+(]?\d[\d.,' ]*\)?")
_SHOWN = 80


def is_movement(cells: Sequence[str]) -> bool:
    """Whether a row is no header: it has a day and an amount itself.

    >>> is_movement(["13/08/2026", "CAFE", "-£10.99"]), is_movement(["Date", "Text", "Amount"])
    (True, False)
    """
    return any(map(is_day, cells)) and any(is_amount(text) and not is_day(text) for text in cells)


def is_amount(text: str) -> bool:
    """Whether a cell is an amount, with a sign, a currency or Dr and Cr around it."""
    return bool(_AMOUNT.fullmatch(bare(marked(text.strip())[0])))


def without_header(row: int, cells: Sequence[str]) -> BadFile:
    """The fault of a list whose first row is a movement."""
    return BadFile(
        "the file has no header: its first row has a day and an amount itself",
        "Say in a map what each column is, by its number: --as statement --guess writes one for a "
        "bank's list; or put a row above that names the columns.",
        row=row,
        value=", ".join(filter(None, map(str.strip, cells)))[:_SHOWN],
    )
