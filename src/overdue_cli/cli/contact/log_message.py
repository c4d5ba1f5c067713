"""``overdue log-message``: write down a message, sent or received."""

from __future__ import annotations

from dataclasses import replace

from overdue_cli.actions.contact.contact_words import word_of
from overdue_cli.actions.contact.log_contact import ContactTexts, log_contact
from overdue_cli.actions.result import Written
from overdue_cli.book import Writing
from overdue_cli.cli import complete
from overdue_cli.cli.command import takes, writes
from overdue_cli.cli.contact import asking
from overdue_cli.cli.contact.log_options import of_contact
from overdue_cli.cli.options import text
from overdue_cli.domain.errors import WrongUse

CHANNELS = ("sms", "email", "letter", "chat")
OPTIONS = of_contact(
    "who channel outcome loan at phone place person purpose step state text reason promises "
    "callback until direction override note",
    channel=text("--channel", "CHANNEL", "sms, email, letter or chat.", complete.messages),
    phone=text("--to", "ADDRESS", "The number or address used (else the customer's)."),
    step=text(
        "--notice",
        "STEP",
        "The step or notice of the policy that it carried out.",
        complete.stages,
    ),
    state=text(
        "--state",
        "STATE",
        "draft, sent, delivered, confirmed, failed or ignored (else sent).",
        complete.states,
    ),
    text=text("--text", "TEXT", "What it said."),
)


@writes
@takes(ContactTexts, OPTIONS, channel="")
def log_message(writing: Writing, message: ContactTexts) -> Written:
    """Write down a message, sent or received.

    A later state (delivered, failed …) is added with 'overdue log-delivery'. A draft counts as no
    attempt until it is sent.

    Examples:

    \b
      overdue log-message C-17 --channel sms --text "Please pay 500.00 by Friday"
      overdue log-message C-17 --channel letter --notice legal --state delivered --at 2026-06-20
      overdue log-message C-17 --channel email --direction in --outcome DISP
    """
    channel = word_of("channel", message.channel, CHANNELS)
    message = replace(message, channel=channel)
    if channel not in CHANNELS:
        raise WrongUse(
            f"--channel is '{channel}'" if channel else "--channel is missing",
            hint=f"One of: {', '.join(CHANNELS)}.",
        )
    if message.direction != "in":
        outcome, state = message.outcome or "SENT", message.state or "sent"
        message = replace(message, outcome=outcome, state=state)
    return log_contact(writing, asking.completed(writing, message, "RPC"))
