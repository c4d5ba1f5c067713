"""``overdue may``: may this customer be contacted, by which rule not, and from when on."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.actions.contact.may import GateAnswer, PlannedContact, may_contact
from overdue_cli.cli import complete
from overdue_cli.cli.edge import say
from overdue_cli.cli.options import Db, Excel, Format, Output, Who, option
from overdue_cli.cli.session import opened_book, put
from overdue_cli.domain.errors import Refused
from overdue_cli.views.contact.may import may_document


def may(
    ctx: typer.Context,
    who: Who,
    channel: Annotated[
        str,
        option(
            "--channel", "CHANNEL", "call, sms, email, letter, chat or visit.", complete.channels
        ),
    ] = "call",
    at: Annotated[str, option("--at", "TIME", "When, in the customer's zone (else now).")] = "",
    phone: Annotated[
        str, option("--phone", "NUMBER", "Which number or address (else the best one).")
    ] = "",
    person: Annotated[
        str, option("--person", "WHO", "self, guarantor, spouse, lawyer, …")
    ] = "self",
    loan: Annotated[
        str, option("--loan", "LOAN", "About which loan (else about all).", complete.loans)
    ] = "",
    place: Annotated[str, option("--place", "PLACE", "home, work, …")] = "",
    purpose: Annotated[
        str,
        option(
            "--purpose",
            "WORD",
            "collect, location (where is the debtor?), confirm (an opt-out), "
            "close (end of collection), remedy (notice of one).",
        ),
    ] = "collect",
    why: Annotated[bool, typer.Option("--why", help="What each rule says, one by one.")] = False,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    db: Db = None,
) -> None:
    """May this customer be contacted now? If not, by which rule, and from when on?

    Exits 0 when it is allowed or a rule only advises against it, 6 when a rule forbids it.

    Examples:

    \b
      overdue may C-17 --channel call
      overdue may C-17 --channel sms --at 2026-07-01T20:30 --why
      overdue may C-17 --person employer --purpose location --format json
    """
    contact = PlannedContact(who, channel, at, phone, person, loan, place, purpose)
    with opened_book(ctx, db) as book:
        answer = may_contact(book, contact)
    put(may_document(answer, why=why), fmt, output, excel=excel)
    _end(answer)


def _end(answer: GateAnswer) -> None:
    """A warning on stderr, or exit 6."""
    verdict = answer.verdict
    if verdict.decision == "warn":
        say(f"warning: {answer.sentence()}")
    if verdict.decision == "block":
        raise Refused(answer.sentence(), hint=_from(answer))


def _from(answer: GateAnswer) -> str:
    if answer.verdict.next_at is None:
        return "No later time is permitted by itself; see what the rule asks for."
    return f"Permitted from {answer.next_text}."
