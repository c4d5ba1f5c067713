"""What a demo ledger holds and what to try on it, in lines."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from overdue_cli.actions.demo.make import Made
from overdue_cli.domain.counted import counted
from overdue_cli.domain.money import decimal_text
from overdue_cli.reports.ladder.queue import QueueRow


def demo_lines(made: Made, row: QueueRow, db: str) -> Iterator[str]:
    """What was made, and what to type next with ids that are in it.

    ``row`` is whom the queue names first, ``db`` how the commands must name the ledger.
    """
    yield (
        f"Made {made.path}: {counted(made.customers, 'customer')}, {counted(made.loans, 'loan')}, "
        f"{counted(made.invoices, 'invoice')}, {counted(made.payments, 'payment')}, "
        f"{counted(made.contacts, 'contact')}."
    )
    yield f"Its date is fixed: every command works as if today were {made.day}."
    yield ""
    yield "Try next:"
    for command, what in _commands(row, db):
        yield f"  {command:<36} {what}" if len(command) <= 36 else f"  {command}\n{'':<39}{what}"


def _commands(row: QueueRow, db: str) -> Iterator[tuple[str, str]]:
    promise = f"{_promise(row)}@2026-07-03"
    yield f"overdue queue --stage phone{db}", "whom to call today"
    yield f"overdue show {row.customer_id}{db}", f"all about {row.name}"
    yield (
        f"overdue log-call {row.customer_id} --outcome PTP --promise {shlex.quote(promise)}{db}",
        "what came of the call",
    )
    yield f"overdue report aging{db}", "aged debt that ties to the ledger"
    yield "overdue --db my.db init --currency CNY", "then a ledger of your own"
    yield "overdue --db my.db import loans.csv", "and your files in it, as they are"


def _promise(row: QueueRow) -> str:
    """The overdue amount as ``--promise`` takes it; with the currency where there are several."""
    money = row.overdue[0]
    number = decimal_text(money.minor, money.currency)
    return f"{money.currency} {number}" if len(row.overdue) > 1 else number
