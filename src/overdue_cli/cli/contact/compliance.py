"""``overdue report compliance``: contacts that were made against the gate."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.cli import clock
from overdue_cli.cli.options import AsOf, Db, Excel, Format, Officer, Output
from overdue_cli.cli.session import put, session
from overdue_cli.domain.errors import WrongUse
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.contact.compliance import Compliance
from overdue_cli.reports.contact.compliance import compliance as compliance_of

COLUMNS = (
    Column("at", "at"),
    Column("customer_id", "customer"),
    Column("name", "name", rank=2),
    Column("loan_id", "loan", rank=5),
    Column("channel", "channel"),
    Column("direction", "direction", machine=True),
    Column("person", "person", rank=6),
    Column("outcome", "outcome", rank=3),
    Column("verdict", "verdict"),
    Column("rule", "rule"),
    Column("policy", "policy", rank=4),
    Column("override_reason", "why all the same", rank=1),
    Column("officer", "officer", rank=2),
    Column("journal", "journal", rank=5),
)
OFFICERS = (
    Column("officer", "officer"),
    Column("contacts", "contacts", "right"),
    Column("allowed", "allowed", "right"),
    Column("warned", "warned", "right"),
    Column("overridden", "with a reason", "right", rank=1),
    Column("blocked", "blocked", "right"),
    Column("not_judged", "not judged", "right", rank=2),
)


def compliance(
    ctx: typer.Context,
    from_on: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="YYYY-MM-DD", help="First day (else the first of the month)."
        ),
    ] = None,
    officer: Officer = None,
    section: Annotated[
        str | None,
        typer.Option("--section", metavar="NAME", help="csv: rows or officers."),
    ] = None,
    as_of: AsOf = None,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    db: Db = None,
) -> None:
    """Contacts that were made although the gate had warned of them or forbidden them.

    Each with the rule and the policy that stood against it at the time, and the reason given.
    The period ends with --as-of (else today). Contacts that came with a file were not judged.

    Examples:

    \b
      overdue report compliance
      overdue report compliance --from 2026-06-01 --as-of 2026-06-30 -o breaches.csv
    """
    with session(ctx, db, as_of=as_of) as at:
        start = clock.parse_day(from_on, "--from") if from_on else at.day.replace(day=1)
        if start > at.day:
            raise WrongUse(
                f"--from is {start}, after the last day {at.day}",
                hint="Name the last day with --as-of.",
            )
        found = compliance_of(at, from_on=start, to_on=at.day, officer=officer or "")
        put(_document(found, at.policy.settings()), fmt, output, excel=excel, section=section)


def _document(found: Compliance, settings: dict[str, str]) -> Document:
    return Document(
        title="Contacts against the gate",
        as_of=found.to_on,
        settings={**settings, "from": found.from_on.isoformat()},
        sections=(
            Section(
                "rows",
                COLUMNS,
                [breach._asdict() for breach in found.breaches],
                tones={"verdict": {"block": "bad", "warn": "warn"}},
            ),
            Section("officers", OFFICERS, [one._asdict() for one in found.officers], "Contacts"),
        ),
        main="rows",
        empty="No contact was made against the gate.",
    )
