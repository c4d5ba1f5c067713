"""The queue: whom to contact, in which order, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from overdue_cli.render.document import Column, Document
from overdue_cli.reports.ladder.queue import QueueFilter, QueueRow
from overdue_cli.views.columns import one_table

COLUMNS = (
    Column("rank", "#", "right"),
    Column("customer_id", "customer"),
    Column("loan_id", "loan"),
    Column("name", "name"),
    Column("phone", "phone", rank=2),
    Column("address", "address", rank=1),
    Column("language", "language", rank=7),
    Column("local_time", "local time", rank=6),
    Column("stage", "stage"),
    Column("since", "since", rank=7, machine=True),
    Column("delinquent_days", "days", "right"),
    Column("overdue", "overdue", "right", sums=True),
    Column("credit", "credit", "right", rank=5, sums=True),
    Column("loans", "loans", "right", rank=5),
    Column("responsible", "responsible", machine=True),
    Column("officer", "officer", rank=6),
    Column("priority", "points", "right", machine=True),
    Column("parts", "points for", machine=True),
    Column("reason", "why"),
    Column("mark", "note", rank=3),
    Column("missing", "missing", machine=True),
    Column("held_back", "held back", machine=True),
    Column("last_contact_at", "last contact", rank=4),
    Column("last_outcome", "outcome", rank=4),
    Column("promise", "promise", rank=5),
    Column("next_action", "next"),
    Column("due_by", "due by", rank=8, machine=True),
    Column("breach", "service level"),
    Column("channel", "channel", machine=True),
    Column("may_contact", "may", rank=1),
    Column("contact_from", "from", rank=4),
    Column("gate", "gate", machine=True),
    Column("resting", "resting", machine=True),
)
_FIELDS = tuple(field.name for field in fields(QueueRow))


def queue_document(
    rows: Sequence[QueueRow],
    scope: QueueFilter,
    *,
    as_of: date,
    payments_until: str | None,
    settings: Mapping[str, Any],
    why: bool,
) -> Document:
    """The queue, with the day up to which payments are recorded."""
    stage = scope.stage
    return one_table(
        _title(scope),
        _columns(scope, rows, why=why),
        _cells(rows),
        as_of=as_of,
        settings={
            **settings,
            "by": scope.by,
            "payments_until": payments_until or "none",
            **({"stage": stage} if stage else {}),
            **({"due": "yes"} if scope.due else {}),
        },
        empty="Nobody to contact" + (f" on stage {stage}." if stage else "."),
        tones={"may_contact": {"no": "bad", "warn": "warn"}},
    )


def _title(scope: QueueFilter) -> str:
    stage = f": {scope.stage}" if scope.stage else ""
    return f"Queue{stage}" + (", service level missed" if scope.due else "")


def _columns(scope: QueueFilter, rows: Sequence[QueueRow], *, why: bool) -> list[Column]:
    """The columns; people see some only where the question makes them say something."""
    silent = {
        "loan_id": scope.by != "loan",
        "reason": not why,
        "breach": not scope.due,
        "stage": bool(scope.stage),
        "address": not any(row.channel == "visit" for row in rows) or not scope.stage,
        "credit": not any(row.credit for row in rows),
        "mark": why or not any(row.mark for row in rows),
    }
    return [one._replace(machine=silent.get(one.name, one.machine)) for one in COLUMNS]


def _cells(rows: Sequence[QueueRow]) -> Iterator[dict[str, Any]]:
    for row in rows:
        cells = {name: getattr(row, name) for name in _FIELDS}
        if row.last_contact_at:
            cells["last_contact_at"] = datetime.fromisoformat(row.last_contact_at)
        cells["parts"] = "; ".join(
            f"{part.points:+} {part.name} ({part.why})" for part in row.parts
        )
        cells["missing"] = "; ".join(row.missing)
        yield cells
