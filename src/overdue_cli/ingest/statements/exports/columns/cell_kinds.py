"""Whether a cell of a list is a day or a currency."""

from __future__ import annotations

from overdue_cli.domain.money import CURRENCIES
from overdue_cli.ingest.faults import BadCell
from overdue_cli.ingest.values.cells import read_currency
from overdue_cli.ingest.values.dates import parts


def is_day(text: str) -> bool:
    """Whether a cell is a day, in whatever order."""
    try:
        parts(text)
    except BadCell:
        return False
    return True


def is_currency(text: str) -> bool:
    """Whether a cell is a code or a word for one currency."""
    try:
        return read_currency(text) in CURRENCIES
    except BadCell:
        return False
