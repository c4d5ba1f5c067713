"""``overdue log-call``: write down a call and what came of it."""

from __future__ import annotations

from overdue_cli.actions.contact.log_contact import ContactTexts, log_contact
from overdue_cli.actions.result import Written
from overdue_cli.book import Writing
from overdue_cli.cli.command import takes, writes
from overdue_cli.cli.contact import asking
from overdue_cli.cli.contact.log_options import of_contact
from overdue_cli.cli.options import text

OPTIONS = of_contact(
    "who outcome loan at phone person purpose reason promises callback until direction place step "
    "override note",
    phone=text("--phone", "NUMBER", "Which number (else the customer's)."),
)


@writes
@takes(ContactTexts, OPTIONS, channel="call")
def log_call(writing: Writing, call: ContactTexts) -> Written:
    """Write down a call and what came of it.

    An outcome such as DISP also sets a hold, and OPT and CEASE record what the customer wants, in
    the same journal entry.

    Examples:

    \b
      overdue log-call C-17 --outcome NA
      overdue log-call C-17 --outcome CB --callback 2026-07-01T10:00 --note "at work"
      overdue log-call C-17 --outcome PTP --promise 500.00@2026-07-05
      overdue log-call C-17 --outcome DISP --until 2026-07-10 --note "wants the contract"
    """
    return log_contact(writing, asking.completed(writing, call))
