"""``overdue log-delivery``: what became of a message after it was sent."""

from __future__ import annotations

from typing import Annotated

from overdue_cli.actions.contact.log_contact import log_delivery as record_delivery
from overdue_cli.actions.result import Written
from overdue_cli.book import Writing
from overdue_cli.cli import complete
from overdue_cli.cli.command import writes
from overdue_cli.cli.contact import log_options as opt
from overdue_cli.cli.options import argument, option


@writes
def log_delivery(
    writing: Writing,
    contact: Annotated[
        int, argument("CONTACT", "The number of the contact, as log-message and show print it.")
    ],
    state: Annotated[
        str,
        option(
            "--state", "STATE", "sent, delivered, confirmed, failed or ignored.", complete.states
        ),
    ] = "delivered",
    at: opt.At = "",
    note: Annotated[str, option("--note", "TEXT", "Proof, or why.")] = "",
) -> Written:
    """Write down what became of a message: sent, delivered, confirmed, failed, ignored.

    Examples:

    \b
      overdue log-delivery 88
      overdue log-delivery 88 --state failed --note "mailbox unknown"
      overdue log-delivery 88 --state confirmed --at 2026-06-24T11:00
    """
    return record_delivery(writing, contact, state, at=at, note=note)
