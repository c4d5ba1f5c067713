"""Who stands on the other side of a movement: who paid what came in, who got what went out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from overdue_cli.ingest.statements.exports.list_rows import ListRows, cell_at

Fields = dict[str, tuple[int, ...]]


class Party(NamedTuple):
    """A name and an account; '' for what is not told."""

    name: str
    account: str


def settle_parties(fields: Fields, rows: Sequence[Sequence[str]]) -> None:
    """Leaves both sides of a payment where a list names them, else one other party.

    Of several columns of names, one that is the same in every row is our own.
    """
    if "payer_account" not in fields and _is_on_both_sides(fields, rows):
        fields["payer_account"] = fields.pop("account")
    for field, receiving in (("payer", "payee"), ("payer_account", "payee_account")):
        if field not in fields and receiving in fields:
            fields[field] = fields.pop(receiving)
    several = fields.get("payer", ())
    constant = [place for place in several if _is_constant(place, rows)]
    if len(rows) > 1 and 0 < len(constant) < len(several):
        fields["payer"] = tuple(place for place in several if place not in constant)


def _is_on_both_sides(fields: Fields, rows: Sequence[Sequence[str]]) -> bool:
    """Whether one account stands now under account, now under who gets it, and never under both.

    Then that account is ours, and the first column is of whoever pays: Auftraggeberkonto.
    """
    if not {"payer", "payee", "account", "payee_account"} <= set(fields):
        return False
    pays, gets = fields["account"][0], fields["payee_account"][0]
    both = [(cell_at(cells, pays), cell_at(cells, gets)) for cells in rows]
    ours = {pay for pay, _ in both} & {get for _, get in both if get}
    return bool(ours) and all(pay != get for pay, get in both)


def _is_constant(place: int, rows: Sequence[Sequence[str]]) -> bool:
    """Whether one and the same name stands in every row."""
    names = {cell_at(cells, place) for cells in rows}
    return len(names) == 1 and "" not in names


def other_party(rows: ListRows, cells: Sequence[str], *, came_in: bool) -> Party:
    """Who paid what came in, or who got what went out."""
    return _party(rows, cells, receives=not came_in)


def own_account(rows: ListRows, cells: Sequence[str], *, came_in: bool) -> str:
    """Our account, where a list names the accounts of both sides; '' elsewhere."""
    places = rows.header.places
    if "payee_account" not in places or "payer_account" not in places:
        return ""
    return _party(rows, cells, receives=came_in).account


def _party(rows: ListRows, cells: Sequence[str], *, receives: bool) -> Party:
    places = rows.header.places
    name = rows.text(cells, "payee" if receives and "payee" in places else "payer")
    side = "payee_account" if receives and "payee_account" in places else "payer_account"
    if not name and ("given_name" in places or "family_name" in places):
        parts = rows.text(cells, "given_name"), rows.text(cells, "family_name")
        name = " ".join(filter(None, parts))
    return Party(name, rows.text(cells, side).strip("'"))
