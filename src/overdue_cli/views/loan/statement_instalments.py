"""The instalments of a statement of account: what each asked for, and what settled it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from overdue_cli.domain.loan.loan import Amounts, Item, dated
from overdue_cli.domain.money import Money
from overdue_cli.render.document import Column
from overdue_cli.reports.loan.statement import AccountLine, LoanStatement, days_late
from overdue_cli.views.amounts import PARTS, by_component

PART_COLUMNS = tuple(Column(name, name, "right", rank=2) for name in PARTS)
INSTALMENTS = (
    Column("seq", "#", "right"),
    Column("due_on", "due"),
    *(Column(name, name, "right", rank=2) for name in ("principal", "interest")),
    *(Column(name, name, "right", rank=3) for name in ("fee", "penalty")),
    Column("total", "total", "right"),
    Column("paid", "settled", "right"),
    Column("outstanding", "open", "right"),
    Column("state", "state"),
    Column("paid_on", "settled on", rank=1),
    Column("unpaid_since", "unpaid since", rank=4),
    Column("days_late", "days late", "right"),
)
SETTLED = (
    Column("seq", "#", "right"),
    Column("date", "date"),
    Column("entry", "transaction"),
    Column("type", "type"),
    Column("value_on", "value date", machine=True),
    *PART_COLUMNS,
    Column("total", "total", "right"),
    Column("days_late", "days late", "right", rank=1),
)
ADDED = tuple(
    column._replace(machine=True) for column in SETTLED if column.name not in ("days_late",)
)


def columns_of(statement: LoanStatement, columns: Sequence[Column]) -> list[Column]:
    """The columns of what falls due or settled it; an invoice has charges alone."""
    parts = ("principal", "interest") if statement.row["kind"] != "loan" else ()
    return [c._replace(machine=c.machine or c.name in parts) for c in columns]


def heading_of(statement: LoanStatement) -> str:
    """The heading over what falls due."""
    return "Instalments" if statement.row["kind"] == "loan" else "What falls due"


def instalment_row(statement: LoanStatement, item: Item) -> dict[str, Any]:
    """An instalment: what it asked for, what settled it, and where it stands."""
    currency = statement.loan.currency
    return {
        "seq": item.seq,
        "due_on": dated(item.due_on),
        **by_component(item.due, currency),
        "paid": Money(item.paid.total, currency),
        "outstanding": Money(item.unpaid.total, currency),
        "state": _state(statement, item),
        "paid_on": item.paid_on,
        "unpaid_since": item.due_on if item.overdue else None,
        "days_late": days_late(item),
    }


def _state(statement: LoanStatement, item: Item) -> str:
    """Where an instalment stands, in a word or two."""
    if not item.due.total:
        return "nothing asked"
    if not item.unpaid.total:
        return _forgiven(statement, item) or ("paid late" if days_late(item) else "paid")
    if item.overdue:
        return "overdue"
    if item.due_on < statement.standing.as_of:
        return "within tolerance"
    return "due today" if item.due_on == statement.standing.as_of else "not due"


def _forgiven(statement: LoanStatement, item: Item) -> str:
    """``written off`` or ``waived``, where money did not settle all of an instalment."""
    for kind, words in (("write_off", "written off"), ("sale", "sold"), ("waiver", "waived")):
        amount = statement.forgiven(item.seq, kind)
        if amount:
            return words if amount == item.due.total else f"{words} in part"
    return ""


def settled_rows(statement: LoanStatement, item: Item) -> Iterator[dict[str, Any]]:
    """What settled an instalment, line by line."""
    for line, share in statement.settled_of(item.seq):
        late = (share.on - item.due_on).days
        yield {
            **_share(statement, line, share.parts, share.on),
            "seq": item.seq,
            "days_late": None if line.kind == "reversal" else max(0, late),
        }


def added_rows(statement: LoanStatement, item: Item) -> Iterator[dict[str, Any]]:
    """What an instalment asks for, line by line."""
    for line, share in statement.added_to(item.seq):
        yield {**_share(statement, line, share.parts, line.on), "seq": item.seq}


def _share(
    statement: LoanStatement, line: AccountLine, parts: Amounts, on: date | None
) -> dict[str, Any]:
    return {
        "entry": line.name or None,
        "date": on,
        "type": line.kind,
        "value_on": line.on,
        **by_component(parts, statement.loan.currency),
    }


def nested_instalment(statement: LoanStatement, item: Item) -> dict[str, Any]:
    """An instalment with what it is made of and what settled it."""
    currency = statement.loan.currency
    flat = instalment_row(statement, item)
    flat |= {
        "paid_parts": by_component(item.paid, currency),
        "unpaid": by_component(item.unpaid, currency),
        "days_past_due": item.days_past_due,
    }
    return {
        **flat,
        "asked_by": [_without(one, "seq") for one in added_rows(statement, item)],
        "settled_by": [_without(one, "seq") for one in settled_rows(statement, item)],
    }


def _without(row: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != name}
