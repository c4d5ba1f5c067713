"""The instalments of any terms as a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from overdue_cli.domain.money import Money
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.loan.schedule import Schedule

COLUMNS = (
    Column("seq", "#", "right"),
    Column("due_on", "due"),
    Column("principal", "principal", "right"),
    Column("interest", "interest", "right"),
    Column("fee", "fee", "right", rank=2),
    Column("total", "total", "right"),
    Column("balance", "balance", "right", rank=1),
)


def schedule_document(schedule: Schedule, loan_id: str | None) -> Document:
    """The instalments, with what is owed after each; ``loan_id`` stands in every row."""
    terms = schedule.terms
    named: dict[str, Any] = {"loan_id": loan_id} if loan_id else {}
    columns = (*(Column(name, "loan") for name in named), *COLUMNS)
    interest = sum(line.interest for line in schedule.instalments)
    return Document(
        title="Schedule",
        facts=(
            ("currency", "Currency", terms.currency),
            ("principal", "Principal", Money(schedule.paid_out, terms.currency)),
            ("interest", "Interest", Money(interest, terms.currency)),
        ),
        settings={
            "method": terms.method,
            "day_count": terms.day_count,
            "interest_period": terms.interest_period,
            "rounding": terms.rounding,
            "roll": terms.roll,
            **({"calendar": schedule.calendar} if schedule.calendar else {}),
        },
        sections=(Section("rows", columns, [named | row for row in _rows(schedule)]),),
        main="rows",
    )


def _rows(schedule: Schedule) -> Iterator[dict[str, Any]]:
    for line, balance in zip(schedule.instalments, schedule.balances, strict=True):
        cells = {
            "principal": line.principal,
            "interest": line.interest,
            "fee": line.fee,
            "total": line.principal + line.interest + line.fee,
            "balance": balance,
        }
        money = {name: Money(minor, schedule.terms.currency) for name, minor in cells.items()}
        yield {"seq": line.seq, "due_on": line.due_on, **money}
