"""Columns that nothing is read from and that would make another schedule of a loan.

A loan with a method has its schedule computed: every month, on the day of the month on which it
was paid out, if no column says otherwise. A frequency or a day of the month under a header of its
own says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from overdue_cli.ingest.headers.glossary import normal
from overdue_cli.ingest.table import Table

_FREQUENCY = re.compile(
    r"(?:还款|付款|还本|结息|付息|计息)(?:频率|周期|间隔)|(?:结息|付息)方式|"
    r"(?:re)?payment(?:frequency|interval|cycle)|instal?l?mentfrequency|frequency"
)
_DAY = re.compile(
    r"(?:每月|约定|固定)?(?:还款|扣款|还本|付息|结息)日|(?:re)?paymentday|dueday(?:ofmonth)?|dayofmonth|"
    r"(?:re)?paymentdayofmonth"
)
_MONTHLY = re.compile(r"(?:每|按)?(?:1个?)?月(?:付|还|结|结息|付息)?|month(?:ly)?|m|everymonth|1")


def schedule_terms(table: Table, fields: Mapping[str, object], unread: Iterable[str]) -> list[str]:
    """The headers among the ``unread`` ones that say another frequency, or a day of the month.

    >>> rows = [(2, ["L1", "按季", "20"])]
    >>> table = Table("f.csv", "", ("loan_id", "还款频率", "还款日"), 1, lambda: iter(rows))
    >>> schedule_terms(table, {"method": 1}, table.header[1:])
    ['还款频率', '还款日']
    >>> schedule_terms(table, {"method": 1, "first_due_on": 2}, ["还款日"])
    []
    """
    if "method" not in fields:
        return []
    return [header for header in unread if _says(table, fields, header)]


def _says(table: Table, fields: Mapping[str, object], header: str) -> bool:
    place, name = table.header.index(header), normal(header)
    cells = (normal(cells[place]) for _, cells in table.rows() if place < len(cells))
    if _FREQUENCY.fullmatch(name):
        return any(cell and not _MONTHLY.fullmatch(cell) for cell in cells)
    of_a_day = _DAY.fullmatch(name) and "first_due_on" not in fields
    return bool(of_a_day) and any(re.search(r"[1-9]", cell) for cell in cells)
