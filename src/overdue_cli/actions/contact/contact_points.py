"""Adds further numbers and addresses of customers and of those around them, and ends them."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from overdue_cli.actions import typed_input
from overdue_cli.actions.contact.person import person_of
from overdue_cli.actions.result import Written, named, written
from overdue_cli.actions.unlikely import doubt_point
from overdue_cli.book import Writing
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.half_width import half_width
from overdue_cli.store.contact import contacts
from overdue_cli.store.contact.contact_points import points
from overdue_cli.store.contact.customer_facts import fact

KINDS = ("phone", "email", "address")
PLACES = ("", "home", "work")


def add_point(
    writing: Writing,
    who: str,
    kind: str,
    value: str,
    *,
    person: str = "self",
    name: str = "",
    place: str = "",
    zones: str = "",
    from_on: str = "",
    note: str = "",
) -> Written:
    """A number or address from a day on; one journal entry.

    Errors: WrongUse for an unknown customer, kind, person, place or time zone, or for one that
    is there already.
    """
    whom = typed_input.subject_of(writing, who)
    cells = {
        "kind": typed_input.one_of(kind, "the kind", KINDS),
        "value": (half_width(value) if kind.lower() == "phone" else value).strip(),
        "person": person_of(person),
        "place": typed_input.one_of(place, "--place", PLACES[1:]) if place else "",
        "time_zone": _zones(zones),
    }
    if not cells["value"]:
        raise WrongUse("the number or address is empty", hint="Write it after its kind.")
    day = typed_input.day(from_on, "--from", writing.today).isoformat()
    doubt_point(writing, cells["kind"], cells["value"])
    for row in points(writing.conn, whom.customer_id):
        same = ("kind", "value", "person", "place")
        if all(row[column] == cells[column] for column in same) and not row["until_on"]:
            raise WrongUse(
                f"'{whom.customer_id}' has this {cells['kind']} already "
                f"(point {row['contact_point_id']})",
                hint="End it first with 'overdue point end' to write it anew.",
            )
    with writing.journal_entry("point add") as journal:
        number = contacts.insert_fact(
            journal,
            "contact_point",
            customer_id=whom.customer_id,
            name=name,
            from_on=day,
            note=note,
            **cells,
        )
        whose = "" if cells["person"] == "self" else f" of the {cells['person']}"
        to = f"{whom.customer_id}{named(writing.conn, whom.customer_id)}"
        summary = f"Added {cells['kind']} {cells['value']}{whose} to {to} (point {number})"
        return written(journal, summary, contact_point_id=number, customer_id=whom.customer_id)


def end_point(writing: Writing, number: int, *, on: date, note: str) -> Written:
    """A number or address whose last day is the one given; the row before is taken out of force.

    Errors: WrongUse for an unknown point, or one that has ended already.
    """
    row = fact(writing.conn, "contact_point", number)
    if row is None:
        raise WrongUse(f"no point {number}", hint="See them with 'overdue point list'.")
    if row["until_on"]:
        raise WrongUse(
            f"point {number} ended already, on {row['until_on']}",
            hint=f"Take that back with 'overdue undo {row['journal_id']}'.",
        )
    if on.isoformat() < row["from_on"]:
        raise WrongUse(
            f"--on {on} is before its first day, {row['from_on']}",
            hint="Name the last day on which it was right.",
        )
    with writing.journal_entry("point end") as journal:
        contacts.void(journal, "contact_point", number)
        cells = {
            name: row[name]
            for name in row.keys()  # noqa: SIM118 - a row of sqlite3 iterates over its values
            if name not in ("contact_point_id", "journal_id", "voided_by")
        }
        cells |= {"until_on": on.isoformat(), "note": note or row["note"]}
        later = contacts.insert_fact(journal, "contact_point", **cells)
        what = f"{row['kind']} {row['value']} of {row['customer_id']}"
        what += named(writing.conn, row["customer_id"])
        summary = f"Ended {what} after {on} (point {later})"
        return written(journal, summary, contact_point_id=later, customer_id=row["customer_id"])


def _zones(text: str) -> str:
    names = text.replace(",", " ").split()
    for name in names:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            raise WrongUse(
                f"unknown time zone '{name}'", hint="Write an IANA name such as Asia/Shanghai."
            ) from None
    return " ".join(names)
