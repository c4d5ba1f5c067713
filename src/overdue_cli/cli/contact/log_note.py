"""``overdue log-note``: write something down about a customer that was no contact."""

from __future__ import annotations

from typing import Annotated

from overdue_cli.actions.contact.log_contact import ContactTexts, log_contact
from overdue_cli.actions.result import Written
from overdue_cli.book import Writing
from overdue_cli.cli.command import writes
from overdue_cli.cli.contact import log_options as opt
from overdue_cli.cli.options import Who, argument
from overdue_cli.domain.errors import WrongUse


@writes
def log_note(
    writing: Writing,
    who: Who,
    text: Annotated[str, argument("TEXT", "What is to be kept.")],
    outcome: opt.Outcome = "",
    loan: opt.Loan = "",
    at: opt.At = "",
    until: opt.Until = "",
    step: opt.Step = "",
) -> Written:
    """Write down something about a customer that was not a contact.

    With an outcome it can set a hold: DEC on news of a death, BKR of an insolvency.

    Examples:

    \b
      overdue log-note C-17 "moved to Lisbon, new address asked from the registry"
      overdue log-note C-17 "estate notified" --outcome DEC
    """
    if not text.strip():
        raise WrongUse("the note is empty", hint="Write it in quotes after WHO.")
    note = ContactTexts(
        who, "note", outcome or "NOTE", loan=loan, at=at, until=until, step=step, note=text
    )
    return log_contact(writing, note)
