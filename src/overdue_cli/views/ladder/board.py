"""Today's board: customers and money per stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.ladder.board import Board
from overdue_cli.reports.ladder.held_back import HeldBack
from overdue_cli.views.columns import as_rows

COLUMNS = (
    Column("stage", "stage"),
    Column("days", "days", machine=True),
    Column("customers", "customers", "right"),
    Column("loans", "loans late", "right", rank=1),
    Column("overdue", "overdue", "right", sums=True),
    Column("action", "what to do", rank=3),
)


def held_back_words(held: Iterable[HeldBack]) -> str:
    """How many customers stay below the step of their days, and what is missing for it."""
    return "; ".join(f"{one.customers} from {one.step} ({one.missing})" for one in held)


def _findings(board: Board) -> list[Section]:
    """What daily lists contradict; most days there is nothing, and nothing is loaded for it."""
    if not board.list_findings:
        return []
    from overdue_cli.views.lists.findings import findings_section

    return [findings_section(board.list_findings)]


def board_document(board: Board, *, as_of: date, settings: Mapping[str, Any]) -> Document:
    """The board of a day."""
    return Document(
        title="Today's board",
        as_of=as_of,
        settings=settings,
        facts=(
            ("customers", "Customers late", board.customers_late),
            ("overdue", "Overdue", board.overdue),
            ("callbacks_due", "Call-backs due", board.callbacks_due),
            ("promises_due", "Promises due", board.promises_due),
            ("holds_due", "Holds to review" if board.holds_due else "", board.holds_due),
            ("contacts_today", "Contacts logged", board.contacts_today),
            ("held_back", "Held back", held_back_words(board.held_back) or "nobody"),
            ("payments_until", "Payments up to", board.payments_until or "none yet"),
            *(() if board.list_findings else (("list_findings", "", []),)),
        ),
        sections=(
            Section("rows", COLUMNS, as_rows(board.rows)),
            *_findings(board),
        ),
        main="rows",
        empty="Nobody is late and nothing falls due soon.",
    )
