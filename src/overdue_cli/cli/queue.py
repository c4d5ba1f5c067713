"""``overdue queue``: whom to contact today."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Annotated, Any

import typer

from overdue_cli.actions.opening import Session
from overdue_cli.cli.edge import say
from overdue_cli.cli.options import AsOf, Db, Excel, Format, Officer, Output, Stage
from overdue_cli.cli.session import put, reading
from overdue_cli.domain.errors import WrongUse
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.queue import QueueRow, freshness
from overdue_cli.reports.queue import queue as queue_rows

ON_SCREEN = 25

COLUMNS = (
    Column("rank", "#", "right"),
    Column("customer_id", "customer"),
    Column("name", "name"),
    Column("phone", "phone", rank=1),
    Column("language", "language", rank=7),
    Column("local_time", "local time", rank=6),
    Column("stage", "stage", rank=2),
    Column("since", "since", rank=7, machine=True),
    Column("delinquent_days", "days", "right"),
    Column("overdue", "overdue", "right"),
    Column("loans", "loans", "right", rank=5),
    Column("officer", "officer", rank=6),
    Column("priority", "priority", "right", rank=8, machine=True),
    Column("reason", "why", machine=True),
    Column("last_contact_at", "last contact", rank=4),
    Column("last_outcome", "outcome", rank=4),
    Column("promise", "promise", rank=5),
    Column("next_action", "next", rank=1),
    Column("due_by", "due by", rank=8, machine=True),
    Column("may_contact", "may contact", rank=8, machine=True),
    Column("contact_from", "from", rank=8, machine=True),
)


def queue(
    ctx: typer.Context,
    stage: Stage = None,
    officer: Officer = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", min=0, metavar="N", help="At most N rows; 0 for all."),
    ] = None,
    by: Annotated[
        str, typer.Option("--by", metavar="UNIT", help="customer or loan.")
    ] = "customer",
    why: Annotated[bool, typer.Option("--why", help="Say what put each customer there.")] = False,
    as_of: AsOf = None,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    db: Db = None,
) -> None:
    """Whom to contact today, in which order, and why.

    Call-backs that are due come first, then the longest late; customers called today or with a
    call-back or promise still ahead rest at the end.

    Examples:

    \b
      overdue queue --stage phone
      overdue queue --stage phone --officer lin --limit 20 --why
      overdue queue --as-of 2026-06-01 -o queue.csv --excel
    """
    if by not in ("customer", "loan"):
        raise WrongUse(f"--by is '{by}'", hint="Use customer or loan.")
    if limit is None and output is None and fmt in (None, "table") and sys.stdout.isatty():
        limit = ON_SCREEN + 1
        cut = ON_SCREEN
    else:
        cut = None
    with reading(ctx, db, as_of) as at:
        rows = queue_rows(
            at.ledger,
            at.policy,
            day=at.as_of,
            now=at.now,
            stage=stage or "",
            officer=officer or "",
            by=by,
            limit=limit or None,
        )
        document = queue_document(at, rows[:cut], stage=stage or "", by=by, why=why)
        put(document, fmt, output, excel=excel)
    if cut and len(rows) > cut:
        say(f"The first {cut}; --limit 0 shows all.")


def queue_document(
    at: Session, rows: Sequence[QueueRow], *, stage: str, by: str, why: bool
) -> Document:
    """The queue as a document, with how fresh the payments are."""
    until = freshness(at.ledger, at.as_of)
    settings = {
        **at.policy.settings(),
        "by": by,
        "payments_until": until or "none",
        **({"stage": stage} if stage else {}),
    }
    columns = [_shown(column, why=why, stage=stage) for column in COLUMNS]
    if by == "loan":
        columns.insert(2, Column("loan_id", "loan"))
    return Document(
        title=f"Queue{': ' + stage if stage else ''}",
        as_of=at.as_of,
        settings=settings,
        sections=(Section("rows", columns, _cells(rows), tones={"priority": {3: "dim"}}),),
        main="rows",
        empty="Nobody to contact" + (f" on stage {stage}." if stage else "."),
    )


def _shown(column: Column, *, why: bool, stage: str) -> Column:
    """The column as this question shows it: the reason when asked for, no stage asked for."""
    if column.name == "reason":
        return column._replace(machine=not why)
    return column._replace(machine=bool(stage)) if column.name == "stage" else column


_FIELDS = tuple(field.name for field in fields(QueueRow))


def _cells(rows: Sequence[QueueRow]) -> Iterator[dict[str, Any]]:
    for row in rows:
        cells = {name: getattr(row, name) for name in _FIELDS}
        if row.last_contact_at:
            cells["last_contact_at"] = datetime.fromisoformat(row.last_contact_at)
        yield cells
