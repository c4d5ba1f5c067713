"""Contacts against the gate, one by one and by officer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.contact.compliance import Compliance
from overdue_cli.views.columns import Tones, as_rows

COLUMNS = (
    Column("at", "at"),
    Column("customer_id", "customer"),
    Column("name", "name", rank=2),
    Column("loan_id", "loan", rank=5),
    Column("channel", "channel"),
    Column("direction", "direction", machine=True),
    Column("person", "person", rank=6),
    Column("place", "place", rank=6),
    Column("purpose", "purpose", machine=True),
    Column("outcome", "outcome", rank=3),
    Column("verdict", "verdict"),
    Column("rule", "rule"),
    Column("policy", "policy", rank=4),
    Column("override_reason", "why all the same", rank=1),
    Column("officer", "officer", rank=2),
    Column("journal", "journal", rank=5),
)
OFFICERS = (
    Column("officer", "officer"),
    Column("contacts", "contacts", "right"),
    Column("allowed", "allowed", "right"),
    Column("warned", "warned", "right"),
    Column("overridden", "with a reason", "right", rank=1),
    Column("blocked", "blocked", "right"),
    Column("not_judged", "not judged", "right", rank=2),
)


def compliance_document(report: Compliance, settings: Mapping[str, Any]) -> Document:
    """The breaches of a period, and how many contacts each officer made."""
    breaches = as_rows(report.breaches)
    tones: Tones = {"verdict": {"block": "bad", "warn": "warn"}}
    officers = as_rows(report.officers)
    return Document(
        title="Contacts against the gate",
        as_of=report.to_on,
        settings={**settings, "from": report.from_on.isoformat()},
        sections=(
            Section("rows", COLUMNS, breaches, tones=tones),
            Section("officers", OFFICERS, officers, "Contacts"),
        ),
        main="rows",
        empty="No contact was made against the gate.",
    )
