"""Which columns of a list are read as what, and which are not used."""

from __future__ import annotations

from collections.abc import Sequence

from overdue_cli.ingest.statements.exports.direction_by_list import Direction
from overdue_cli.ingest.statements.exports.list_amounts import ListAmounts

#: Fields whose columns are told as another one's, of which they are a part or a side.
_TOLD_AS = {
    "note": "text",
    "payee": "payer",
    "given_name": "payer",
    "family_name": "payer",
    "payee_account": "payer_account",
}


def fields_read(amounts: ListAmounts, direction: Direction) -> dict[str, str]:
    """Header → field of every column of a list that is read; of texts there may be several."""
    rows = amounts.rows
    names, places = rows.header.names, rows.header.places
    field_at = {place: field for field, own in places.items() for place in own[::-1]}
    if "booked_on" in places and places.get("value_on") == places["booked_on"]:
        field_at[places["value_on"][0]] = "value_on"
    if rows.two_sided:
        field_at = {place: field for place, field in field_at.items() if field != "side"}
    if direction.place >= 0:
        field_at.setdefault(direction.place, "side")
    elif direction.running:
        field_at.setdefault(_place(names, direction.running.header), "balance")
    if amounts.sign_column:
        field_at.setdefault(amounts.sign_column.place, "side")
    return {
        names[place]: _TOLD_AS.get(field, field)
        for place, field in sorted(field_at.items())
        if 0 <= place < len(names) and names[place]
    }


def not_used(
    amounts: ListAmounts, direction: Direction, read_otherwise: Sequence[str]
) -> tuple[str, ...]:
    """The headers of columns that say nothing that is used.

    None of ``read_otherwise``, of which is told apart why they are not read.
    """
    sign = amounts.sign_column
    places = amounts.rows.header.places
    unneeded = {*places.get("side", ())} if amounts.rows.two_sided else set()
    used = {*amounts.rows.used, direction.place, sign.place if sign else -1} - unneeded
    not_ignored = {"", *read_otherwise, direction.running.header if direction.running else ""}
    return tuple(
        name
        for place, name in enumerate(amounts.rows.header.names)
        if place not in used and name not in not_ignored
    )


def _place(names: Sequence[str], header: str) -> int:
    return names.index(header) if header in names else -1
