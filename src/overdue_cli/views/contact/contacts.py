"""The contact log of one customer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from overdue_cli.render.document import Column, Section
from overdue_cli.views.columns import cells_of

COLUMNS = (
    Column("contact_id", "contact", rank=6),
    Column("at", "at"),
    Column("channel", "channel", rank=2),
    Column("outcome", "outcome"),
    Column("person", "person", rank=4),
    Column("phone", "phone", rank=4),
    Column("reason", "reason", rank=3),
    Column("callback_at", "call back", rank=1),
    Column("officer", "officer", rank=2),
    Column("loan_id", "loan", rank=5),
    Column("direction", "direction", machine=True),
    Column("state", "state", machine=True),
    Column("step", "step", machine=True),
    Column("place", "place", machine=True),
    Column("text", "text", machine=True),
    Column("found", "found", machine=True),
    Column("met", "met", machine=True),
    Column("willingness", "willing", machine=True),
    Column("ability", "able", machine=True),
    Column("agreed", "agreed", machine=True),
    Column("verdict", "gate", machine=True),
    Column("verdict_rule", "rule", machine=True),
    Column("override_reason", "override", machine=True),
    Column("purpose", "purpose", machine=True),
    Column("detail", "detail", rank=4),
    Column("note", "note"),
)


def contacts_section(contacts: Iterable[Any]) -> Section:
    """The contacts of one customer, as the ledger has them."""
    return Section("contacts", COLUMNS, [_cells(one) for one in contacts], "Contacts")


def _cells(contact: Any) -> dict[str, Any]:
    cells = cells_of(COLUMNS, {**contact, "detail": _detail(contact)})
    times = {name: cells[name] for name in ("at", "callback_at") if cells[name]}
    return cells | {name: datetime.fromisoformat(text) for name, text in times.items()}


def _detail(contact: Any) -> str:
    """What a visit found and what became of a message, in words."""
    parts = [
        "" if contact["purpose"] == "collect" else f"purpose {contact['purpose']}",
        contact["step"],
        contact["state"],
        "from them" if contact["direction"] == "in" else "",
        {"yes": "found", "no": "not found"}.get(contact["found"], ""),
        f"met {contact['met']}" if contact["met"] else "",
        f"willing: {contact['willingness']}" if contact["willingness"] else "",
        f"able: {contact['ability']}" if contact["ability"] else "",
        f"agreed: {contact['agreed']}" if contact["agreed"] else "",
    ]
    return ", ".join(part for part in parts if part)
