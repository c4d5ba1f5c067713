"""``overdue preference``: what customers allow and forbid about being contacted."""

from __future__ import annotations

from typing import Annotated

import typer

from overdue_cli.actions.contact.preferences import PreferenceTexts, add_preference, end_preference
from overdue_cli.actions.result import Written
from overdue_cli.book import Book, Writing
from overdue_cli.cli import complete
from overdue_cli.cli.command import reads, writes
from overdue_cli.cli.contact import log_options as opt
from overdue_cli.cli.options import Who, argument, option
from overdue_cli.render.document import Document
from overdue_cli.reports.contact.preferences import preference_rows
from overdue_cli.reports.contact.who import customer_named
from overdue_cli.views.contact.preferences import preferences_document

Kind = Annotated[
    str,
    argument(
        "KIND",
        "consent, opt_out, inconvenient, workplace_barred, work_hours or cease.",
        complete.preferences,
    ),
]
Channel = Annotated[
    str,
    option(
        "--channel",
        "CHANNEL",
        "call, sms, email, letter, chat, visit, message, any (else all).",
        complete.preference_channels,
    ),
]
Point = Annotated[str, option("--point", "ADDRESS", "Only this number or address.")]
Place = Annotated[
    str,
    option(
        "--place",
        "PLACE",
        "Only there: home, work, public or office (else anywhere).",
        complete.places,
    ),
]
Days = Annotated[str, option("--days", "DAYS", "mon tue …, weekdays, weekend (else every).")]
FromTime = Annotated[str, option("--from-time", "HH:MM", "From this time of the day on.")]
ToTime = Annotated[str, option("--to-time", "HH:MM", "Up to this time of the day.")]
InWriting = Annotated[bool, typer.Option("--written", help="The consent was given in writing.")]
Basis = Annotated[
    str,
    option(
        "--basis",
        "WORD",
        "What the consent rests on, if not on the person's own word.",
        complete.consent_bases,
    ),
]
OptOutBy = Annotated[
    str,
    option("--opt-out-by", "DATE", "The day to opt out by that a creditor's notice named."),
]


@writes
def add(
    writing: Writing,
    who: Who,
    kind: Kind,
    channel: Channel = "",
    point: Point = "",
    loan: opt.Loan = "",
    person: opt.Person = "self",
    place: Place = "",
    days: Days = "",
    from_time: FromTime = "",
    to_time: ToTime = "",
    at: Annotated[str, option("--at", "TIME", "When it was stated (else now).")] = "",
    until: Annotated[str, option("--until", "DATE", "Last day.")] = "",
    note: Annotated[str, option("--note", "TEXT", "In whose words.")] = "",
    written: InWriting = False,
    basis: Basis = "",
    opt_out_by: OptOutBy = "",
) -> Written:
    """Note what a customer allows or forbids about being contacted.

    Times are in the customer's own time zone. The contact gate respects it. A consent may rest on
    creditor_notice, prior_collector, reassigned_check, lawyer or lawyer_silent in place of the
    person's own word.

    Examples:

    \b
      overdue preference add C-17 opt_out --channel sms
      overdue preference add C-17 consent --channel email --point ana@example.org
      overdue preference add C-17 inconvenient --days weekdays --from-time 15:00 --to-time 17:00
      overdue preference add C-17 inconvenient --place work
      overdue preference add C-17 consent --place work --channel call
      overdue preference add C-17 workplace_barred
      overdue preference add C-17 work_hours --days weekdays --from-time 06:00 --to-time 14:00
      overdue preference add C-17 consent --written --from-time 21:00 --to-time 22:00
    """
    texts = PreferenceTexts(
        kind,
        channel,
        point,
        person,
        days,
        from_time,
        to_time,
        until,
        note,
        place,
        written=written,
        basis=basis,
        opt_out_by=opt_out_by,
    )
    return add_preference(writing, who, texts, loan=loan, at=at)


@reads(known_on=True)
def list_(
    book: Book,
    who: Annotated[
        str,
        argument("WHO", "Only this customer's (else everybody's).", complete.customers_and_loans),
    ] = "",
    past: Annotated[bool, typer.Option("--all", help="Those that have ended, too.")] = False,
) -> Document:
    """What customers allow and forbid.

    Examples:

    \b
      overdue preference list C-17
      overdue preference list --all --format csv
    """
    rows = preference_rows(book, customer_id=customer_named(book, who), past=past)
    return preferences_document(rows, as_of=book.day, settings=book.policy.settings())


@writes
def end(
    writing: Writing,
    preference: Annotated[
        int, argument("PREFERENCE", "The number of the preference, as list prints it.")
    ],
    at: Annotated[str, option("--at", "TIME", "From when on (else now).")] = "",
    note: Annotated[str, option("--note", "TEXT", "Why.")] = "",
) -> Written:
    """End a preference: a consent is revoked, an opt-out is taken back.

    Examples:

    \b
      overdue preference end 4 --note "asked for text messages again"
    """
    return end_preference(writing, preference, at=at, note=note)
