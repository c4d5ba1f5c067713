"""What an import inferred although payments are recorded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from overdue_cli.domain.lists.against_recorded import SHOWN_PAYMENT, InferredAgainst
from overdue_cli.domain.money import Money
from overdue_cli.render.document import Column, Section

COLUMNS = (
    Column("loan_id", "loan"),
    Column("as_of", "list of"),
    Column("what", "what"),
    Column("amount", "amount", "right"),
    Column("paid_on", "recorded for"),
    Column("paid", "payment", "right"),
)
TITLE = "Inferred although a payment is recorded: the list says that more is owed"
TAKEN_FOR = "taken for the recorded payment"


def against_section(entries: Iterable[InferredAgainst]) -> Section:
    """What was inferred, each with the payment that it stands against."""
    return Section("inferred_against", COLUMNS, against_data(entries), title=TITLE)


def against_data(entries: Iterable[InferredAgainst]) -> list[dict[str, Any]]:
    """The same as rows, and as json has them."""
    return [
        {
            "loan_id": one.loan_id,
            "as_of": one.as_of,
            "what": TAKEN_FOR if one.component == SHOWN_PAYMENT else one.component,
            "amount": Money(one.amount, one.currency),
            "paid_on": one.paid_on,
            "paid": Money(one.paid, one.currency),
        }
        for one in entries
    ]
