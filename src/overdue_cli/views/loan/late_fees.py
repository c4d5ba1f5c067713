"""Late fees as a document, and the commands that take back what is too much."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from overdue_cli.actions.loan.late_fees import FeesResult
from overdue_cli.domain.money import decimal_text
from overdue_cli.render.document import Column, Document
from overdue_cli.views.columns import one_table

COLUMNS = (
    Column("state", "state"),
    Column("loan_id", "loan"),
    Column("customer_id", "customer", rank=3),
    Column("seq", "#", "right"),
    Column("occurrence", "time", "right"),
    Column("on", "arose on"),
    Column("due_on", "due", rank=2),
    Column("amount", "amount", "right"),
    Column("currency", "currency", rank=1),
    Column("transaction_id", "transaction", rank=1),
)


def late_fees_document(fees: FeesResult, *, as_of: date, settings: Mapping[str, Any]) -> Document:
    """Late fees, one a row; ``settings`` are those of the policy in force."""
    rows = [{**row._asdict(), "currency": row.amount.currency} for row in fees.rows]
    return one_table("Late fees", COLUMNS, rows, as_of=as_of, settings=settings)


def commands_to_take_back(fees: FeesResult, ledger: str) -> Iterator[str]:
    """One command for each late fee that is too much; ``ledger`` as it was named, '' for none."""
    named = f" --db {shlex.quote(ledger)}" if ledger else ""
    for row in fees.rows:
        if row.state == "too much":
            loan, target = shlex.quote(row.loan_id), shlex.quote(row.transaction_id)
            amount = decimal_text(*row.amount)
            yield f"too much: overdue{named} enter {loan} reversal {amount} --reverses {target}"
