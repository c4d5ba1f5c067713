"""``overdue queue``: whom to contact today."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Annotated, Any

import typer

from overdue_cli.book import Book
from overdue_cli.cli.edge import say
from overdue_cli.cli.options import AsOf, Db, Excel, Format, Officer, Output, Stage
from overdue_cli.cli.session import bring_cases, put, session
from overdue_cli.domain.errors import WrongUse
from overdue_cli.render.document import Column, Document, Section, Tone
from overdue_cli.reports.ladder.queue import QueueAsked, QueueRow, freshness
from overdue_cli.reports.ladder.queue import queue as queue_rows

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
    Column("priority", "points", "right", machine=True),
    Column("parts", "points for", machine=True),
    Column("reason", "why", machine=True),
    Column("missing", "missing", machine=True),
    Column("last_contact_at", "last contact", rank=4),
    Column("last_outcome", "outcome", rank=4),
    Column("promise", "promise", rank=5),
    Column("next_action", "next", rank=1),
    Column("due_by", "due by", rank=8, machine=True),
    Column("breach", "service level", machine=True),
    Column("channel", "channel", machine=True),
    Column("may_contact", "may", rank=3),
    Column("contact_from", "from", rank=4),
    Column("gate", "gate", machine=True),
    Column("resting", "resting", machine=True),
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
    due: Annotated[
        bool, typer.Option("--due", help="Only where the service level of the step was missed.")
    ] = False,
    why: Annotated[
        bool, typer.Option("--why", help="Say what put each customer there, and the points.")
    ] = False,
    as_of: AsOf = None,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    db: Db = None,
) -> None:
    """Whom to contact today, in which order, and why.

    Call-backs and promises that are due come first, then by points: days, money, broken promises
    and more, by the weights of the policy. Customers on hold, contacted today, or with a call-back
    or promise still ahead rest at the end.

    Examples:

    \b
      overdue queue --stage phone
      overdue queue --stage phone --officer lin --limit 20 --why
      overdue queue --due
      overdue queue --as-of 2026-06-01 -o queue.csv --excel
    """
    if by not in ("customer", "loan"):
        raise WrongUse(f"--by is '{by}'", hint="Use customer or loan.")
    if limit is None and output is None and fmt in (None, "table") and sys.stdout.isatty():
        limit = ON_SCREEN + 1
        cut = ON_SCREEN
    else:
        cut = None
    with session(ctx, db, as_of=as_of) as at:
        bring_cases(at)
        asked = QueueAsked(stage or "", officer or "", due, by, limit or None)
        rows = queue_rows(at, asked)
        document = queue_document(at, rows[:cut], asked, why=why)
        put(document, fmt, output, excel=excel)
    if cut and len(rows) > cut:
        say(f"The first {cut}; --limit 0 shows all.")


def queue_document(
    at: Book, rows: Sequence[QueueRow], asked: QueueAsked, *, why: bool
) -> Document:
    """The queue as a document, with how fresh the payments are."""
    until = freshness(at)
    settings = {
        **at.policy.settings(),
        "by": asked.by,
        "payments_until": until or "none",
        **({"stage": asked.stage} if asked.stage else {}),
        **({"due": "yes"} if asked.due else {}),
    }
    columns = [_shown(column, asked, why=why) for column in COLUMNS]
    columns.insert(2, Column("loan_id", "loan", machine=asked.by != "loan"))
    title = "Queue"
    title += f": {asked.stage}" if asked.stage else ""
    title += ", service level missed" if asked.due else ""
    return Document(
        title=title,
        as_of=at.day,
        settings=settings,
        sections=(Section("rows", columns, _cells(rows), tones=TONES),),
        main="rows",
        empty="Nobody to contact" + (f" on stage {asked.stage}." if asked.stage else "."),
    )


TONES: dict[str, dict[Any, Tone]] = {"may_contact": {False: "warn"}}


def _shown(column: Column, asked: QueueAsked, *, why: bool) -> Column:
    """The column as this question shows it: reasons when asked for, no stage asked for."""
    if column.name == "reason":
        return column._replace(machine=not why)
    if column.name == "breach":
        return column._replace(machine=not asked.due)
    return column._replace(machine=bool(asked.stage)) if column.name == "stage" else column


_FIELDS = tuple(field.name for field in fields(QueueRow))


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
