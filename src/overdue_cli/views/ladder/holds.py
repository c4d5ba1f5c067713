"""Holds: the list of all of them, and those of one customer or loan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from overdue_cli.domain.ladder.case import Hold
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.ladder.holds import HoldRow
from overdue_cli.views.columns import cells_of, chosen, one_table

COLUMNS = (
    Column("hold_id", "hold"),
    Column("customer_id", "customer"),
    Column("name", "name", rank=3),
    Column("loan_id", "loan", rank=1),
    Column("seq", "item", rank=2),
    Column("kind", "kind"),
    Column("state", "state"),
    Column("from_on", "from"),
    Column("until_on", "until"),
    Column("remind_on", "look at on"),
    Column("released_on", "released", rank=3),
    Column("because", "because", rank=3),
    Column("stops", "stops"),
    Column("days_left", "days left", "right", rank=2),
    Column("actor", "by", rank=4),
    Column("note", "note", rank=1),
)
OF_CUSTOMER = chosen(
    COLUMNS,
    "hold_id loan_id seq kind state from_on until_on remind_on released_on because stops note",
    hold_id=1,
    note=2,
)
OF_CASE = (
    Column("hold", "hold", rank=3),
    Column("kind", "kind"),
    Column("about", "about"),
    *chosen(COLUMNS, "from_on until_on remind_on released_on stops", released_on=2),
    Column("in_force", "in force"),
)


def holds_document(
    rows: Iterable[HoldRow], *, as_of: date, settings: Mapping[str, Any]
) -> Document:
    """The list of holds."""
    return one_table(
        "Holds",
        COLUMNS,
        [_cells(row) for row in rows],
        as_of=as_of,
        settings=settings,
        empty="Nothing is on hold.",
    )


def holds_section(rows: Iterable[HoldRow]) -> Section:
    """The holds of one customer or loan."""
    cells = [cells_of(OF_CUSTOMER, _cells(row)) for row in rows]
    return Section("holds", OF_CUSTOMER, cells, "Holds")


def _cells(row: HoldRow) -> dict[str, Any]:
    return row._asdict() | {"stops": row.stops.replace(" ", ", ")}


def case_holds(holds: Iterable[Hold], day: date) -> Section:
    """The holds of a case, and whether each is in force on a day."""
    return Section("holds", OF_CASE, [_case_cells(hold, day) for hold in holds], "Holds")


def _case_cells(hold: Hold, day: date) -> dict[str, Any]:
    whose = hold.loan_id or "customer"
    return {
        "hold": hold.hold_id,
        "kind": hold.kind,
        "about": whose if hold.seq is None else f"{whose}, instalment {hold.seq}",
        "from_on": hold.from_on,
        "until_on": hold.until_on,
        "remind_on": hold.remind_on,
        "released_on": hold.released_on,
        "stops": " ".join(sorted(hold.stops)),
        "in_force": hold.holds_on(day),
    }
