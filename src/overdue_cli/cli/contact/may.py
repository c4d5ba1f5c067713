"""``overdue may``: may this customer be contacted, by which rule not, and from when on."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from overdue_cli.actions.contact.may import MayGiven, MaySaid, may_contact, verified
from overdue_cli.cli import complete
from overdue_cli.cli.edge import say
from overdue_cli.cli.options import Db, Excel, Format, Output, Who
from overdue_cli.cli.session import put, session
from overdue_cli.domain.contact.rules import Check
from overdue_cli.domain.errors import Refused
from overdue_cli.render.document import Column, Document, Section, Tone

CHECKS = (
    Column("rule", "rule"),
    Column("title", "what it says", rank=1),
    Column("says", "says"),
    Column("text", "why"),
    Column("until", "until", rank=2),
    Column("strength", "strength", rank=3),
    Column("source", "source", rank=4),
    Column("verified", "verified", rank=5),
)
TONES: dict[str, dict[Any, Tone]] = {
    "says": {"block": "bad", "warn": "warn", "allow": "good"},
}


def may(
    ctx: typer.Context,
    who: Who,
    channel: Annotated[
        str,
        typer.Option(
            "--channel",
            metavar="CHANNEL",
            help="call, sms, email, letter, chat or visit.",
            autocompletion=complete.channels,
        ),
    ] = "call",
    at: Annotated[
        str, typer.Option("--at", metavar="TIME", help="When, in the customer's zone (else now).")
    ] = "",
    phone: Annotated[
        str,
        typer.Option(
            "--phone", metavar="NUMBER", help="Which number or address (else the best one)."
        ),
    ] = "",
    person: Annotated[
        str, typer.Option("--person", metavar="WHO", help="self, guarantor, spouse, lawyer, …")
    ] = "self",
    loan: Annotated[
        str,
        typer.Option(
            "--loan",
            metavar="LOAN",
            help="About which loan (else about all).",
            autocompletion=complete.loans,
        ),
    ] = "",
    place: Annotated[str, typer.Option("--place", metavar="PLACE", help="home, work, …")] = "",
    purpose: Annotated[
        str,
        typer.Option(
            "--purpose",
            metavar="WORD",
            help="collect, location (where is the debtor?), confirm (an opt-out), "
            "close (end of collection), remedy (notice of one).",
        ),
    ] = "collect",
    why: Annotated[bool, typer.Option("--why", help="What each rule says, one by one.")] = False,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    db: Db = None,
) -> None:
    """May this customer be contacted? By which rule not, and from when on?

    Ends with 0 when it is allowed or only warned of, with 6 when a rule forbids it.

    Examples:

    \b
      overdue may C-17 --channel call
      overdue may C-17 --channel sms --at 2026-07-01T20:30 --why
      overdue may C-17 --person employer --purpose location --format json
    """
    given = MayGiven(who, channel, at, phone, person, loan, place, purpose)
    with session(ctx, db) as here:
        said = may_contact(here, given)
    put(_document(said, why=why), fmt, output, excel=excel)
    _end(said)


def _end(said: MaySaid) -> None:
    """A warning on stderr, or exit 6."""
    verdict = said.verdict
    if verdict.decision == "warn":
        say(f"warning: {said.sentence()}")
    if verdict.decision == "block":
        raise Refused(said.sentence(), hint=_from(said))


def _from(said: MaySaid) -> str:
    if said.verdict.next_at is None:
        return "No later time is permitted by itself; see what the rule asks for."
    return f"Permitted from {said.next_text}."


def _document(said: MaySaid, *, why: bool) -> Document:
    rows = [_check(said, check) for check in said.verdict.checks]
    sections = (Section("checks", CHECKS, rows, title="Rules", tones=TONES),)
    return Document(
        title=f"May I contact {said.customer_id}?",
        facts=_facts(said),
        sections=sections if why else (),
    )


def _facts(said: MaySaid) -> list[tuple[str, str, Any]]:
    """The verdict as fields; json and csv have all of them, a screen those that say something."""
    verdict, ask = said.verdict, said.ask
    rows = (
        ("customer_id", "Customer", said.customer_id),
        ("loan_id", "Loan", ask.loan_id or ""),
        ("channel", "Channel", ask.channel),
        ("at", "At", ask.at.isoformat(timespec="minutes")),
        ("local", "Where the customer may be", said.zones_text),
        ("person", "Person", ask.person),
        ("point", "Number or address", verdict.point),
        ("decision", "Verdict", verdict.decision),
        ("rule", "Rule", verdict.rule),
        ("text", "Why", verdict.text),
        ("source", "Source", verdict.source),
        ("strength", "Strength", verdict.strength),
        ("verified", "Verified", said.verified),
        ("next_at", "Permitted from", said.next_text),
        ("not_about", "Not about", "; ".join(verdict.not_about)),
        ("policy", "Policy", said.policy),
        ("role", "Role", said.role),
    )
    return [(name, label if value not in ("", None) else "", value) for name, label, value in rows]


def _check(said: MaySaid, check: Check) -> dict[str, Any]:
    return {
        "rule": check.rule.rule_id,
        "title": check.rule.title,
        "says": check.decision,
        "text": check.text,
        "until": said.local_text(check.until),
        "strength": check.rule.strength,
        "source": check.rule.source,
        "verified": verified(check),
    }
