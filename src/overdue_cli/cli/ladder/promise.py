"""``overdue promise``, ``overdue report promises``: what was promised, and what was kept."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

import typer

from overdue_cli.actions.ladder.promises import add_promise, cancel_promise
from overdue_cli.book import Book
from overdue_cli.cli import complete
from overdue_cli.cli.clock import parse_day
from overdue_cli.cli.contact import log_options as opt
from overdue_cli.cli.options import Actor, AsOf, Db, Excel, Format, KnownOn, Output, Who
from overdue_cli.cli.session import actor_name, put, session, tell
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.ladder.case import Verdict
from overdue_cli.domain.ladder.promise_verdict import PromiseTerms
from overdue_cli.render.document import Column, Document, Section, Tone
from overdue_cli.reports.contact.show import found
from overdue_cli.reports.ladder.holds import customer_named
from overdue_cli.reports.ladder.promises import (
    GROUPS,
    KeptRate,
    PromiseReport,
    PromiseRow,
    promise_report,
    promise_rows,
)

VERDICTS: tuple[Verdict, ...] = ("pending", "kept", "partly_kept", "broken", "cancelled")
TONES: dict[str, dict[Any, Tone]] = {
    "verdict": {"kept": "good", "broken": "bad", "partly_kept": "warn", "cancelled": "dim"}
}
COLUMNS = (
    Column("promise_id", "promise"),
    Column("customer_id", "customer"),
    Column("name", "name", rank=2),
    Column("loan_id", "loan", rank=1),
    Column("made_on", "made on", rank=1),
    Column("due_on", "due on"),
    Column("last_day", "last day", rank=2),
    Column("amount", "amount", "right"),
    Column("paid", "paid", "right"),
    Column("currency", "currency", machine=True),
    Column("verdict", "verdict"),
    Column("decided_on", "since", rank=1),
    Column("officer", "officer", rank=2),
    Column("taken_by", "taken by", rank=3),
    Column("promise", "together", rank=4),
)
RATES = (
    Column("group", "group"),
    Column("currency", "currency"),
    Column("matured", "matured", "right"),
    Column("kept", "kept", "right"),
    Column("partly_kept", "partly", "right", rank=1),
    Column("broken", "broken", "right"),
    Column("kept_rate", "kept %", "right"),
    Column("promised", "promised", "right"),
    Column("kept_amount", "of kept ones", "right"),
    Column("paid", "paid", "right", rank=1),
    Column("amount_rate", "amount %", "right"),
)


def add(
    ctx: typer.Context,
    who: Who,
    promise: Annotated[
        list[str],
        typer.Argument(
            metavar="AMOUNT@DATE",
            help="How much by when; several are instalments of one promise.",
            show_default=False,
        ),
    ],
    loan: opt.Loan = "",
    on: Annotated[
        str, typer.Option("--on", metavar="DATE", help="When it was made (else today).")
    ] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="In whose words.")] = "",
    actor: Actor = None,
    db: Db = None,
) -> None:
    """Write down a promise that was not made on a call.

    Examples:

    \b
      overdue promise add C-17 500.00@2026-07-05
      overdue promise add L-2041 200@2026-07-05 200@2026-08-05 200@2026-09-05
      overdue promise add C-17 "USD 80.00@2026-07-05" --on 2026-06-28
    """
    with session(ctx, db) as here:
        done = add_promise(
            here.ledger,
            who,
            promise,
            loan=loan,
            on=parse_day(on, "--on") if on else here.today,
            actor=actor_name(actor),
            now=here.now,
            note=note,
        )
    tell(ctx, db, done)


def list_(
    ctx: typer.Context,
    who: Annotated[
        str,
        typer.Argument(
            metavar="WHO",
            help="Only of this customer or loan (else of everybody).",
            autocompletion=complete.customers_and_loans,
        ),
    ] = "",
    verdict: Annotated[
        str,
        typer.Option(
            "--verdict",
            metavar="VERDICT",
            help="pending, kept, partly_kept, broken or cancelled.",
            autocompletion=complete.verdicts,
        ),
    ] = "",
    as_of: AsOf = None,
    known_on: KnownOn = None,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    db: Db = None,
) -> None:
    """Promises with what became of them by the close of a day.

    Examples:

    \b
      overdue promise list C-17
      overdue promise list --verdict broken
      overdue promise list --as-of 2026-05-31 --format csv
    """
    if verdict and verdict not in VERDICTS:
        raise WrongUse(f"--verdict is '{verdict}'", hint=f"One of: {', '.join(VERDICTS)}.")
    with session(ctx, db, as_of=as_of, known_on=known_on) as at:
        loan_id = None
        if who:
            kind, who_id = found(at, who)
            loan_id = who_id if kind == "loan" else None
        rows = promise_rows(
            at,
            customer_id=customer_named(at, who),
            loan_id=loan_id,
            verdict=verdict,
        )
        document = Document(
            title="Promises",
            as_of=at.day,
            settings=at.policy.settings(),
            sections=(Section("rows", COLUMNS, [cells(row) for row in rows], tones=TONES),),
            main="rows",
            empty="No promise.",
        )
        put(document, fmt, output, excel=excel)


def cells(row: PromiseRow) -> dict[str, Any]:
    """The cells of one promise."""
    return row._asdict() | {"currency": row.amount.currency}


def cancel(
    ctx: typer.Context,
    which: Annotated[
        str,
        typer.Argument(
            metavar="PROMISE|WHO",
            help="The number of a promise, or a customer or loan: all that are pending.",
            autocompletion=complete.customers_and_loans,
            show_default=False,
        ),
    ],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")] = "",
    on: Annotated[
        str, typer.Option("--on", metavar="DATE", help="From which day on (else today).")
    ] = "",
    actor: Actor = None,
    db: Db = None,
) -> None:
    """Cancel a promise that is pending: it is neither kept nor broken.

    Examples:

    \b
      overdue promise cancel 31 --reason "new plan agreed"
      overdue promise cancel C-17
    """
    with session(ctx, db) as here:
        done = cancel_promise(
            here.ledger,
            here.policy,
            which,
            on=parse_day(on, "--on") if on else here.today,
            reason=reason,
            actor=actor_name(actor),
            now=here.now,
        )
    tell(ctx, db, done)


def report(
    ctx: typer.Context,
    from_on: Annotated[
        str,
        typer.Option("--from", metavar="DATE", help="First day (else the first of the month)."),
    ] = "",
    to_on: Annotated[
        str, typer.Option("--to", metavar="DATE", help="Last day (else the day asked about).")
    ] = "",
    group: Annotated[
        str, typer.Option("--group", metavar="FIELD", help=f"One of {', '.join(GROUPS)}.")
    ] = "",
    section: Annotated[
        str | None,
        typer.Option(
            "--section", metavar="NAME", help="csv: rates, due_today, broken or pending."
        ),
    ] = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    db: Db = None,
) -> None:
    """How many promises are kept, and which ones need you today.

    Kept rate: promises paid to the threshold by their date plus grace, divided by the promises
    that matured in the period; by count and by amount, per currency.

    Examples:

    \b
      overdue report promises
      overdue report promises --from 2026-05-01 --to 2026-05-31 --group officer
      overdue report promises --section broken --format csv
    """
    with session(ctx, db, as_of=as_of, known_on=known_on) as at:
        first = at.day.replace(day=1)
        start = parse_day(from_on, "--from") if from_on else first
        end = parse_day(to_on, "--to") if to_on else at.day
        if end < start:
            raise WrongUse(f"--to {end} is before --from {start}", hint="Swap them.")
        done = promise_report(at, from_on=start, to_on=end, group=group)
        put(_document(at, done), fmt, output, excel=excel, section=section)


def _document(at: Book, done: PromiseReport) -> Document:
    columns = [column for column in RATES if column.name != "group" or done.group]
    columns = [c._replace(title=done.group) if c.name == "group" else c for c in columns]
    lists = (
        ("due_today", "Due today", done.due_today),
        ("broken", "Broken in the period", done.broken),
        ("pending", "Pending", done.pending),
    )
    return Document(
        title=f"Promises that matured from {done.from_on} to {done.to_on}",
        as_of=done.as_of,
        settings=at.policy.settings() | {"kept": terms_text(done.terms)},
        facts=(
            ("from", "", done.from_on),
            ("to", "", done.to_on),
            ("group", "", done.group),
            ("cancelled", "Cancelled (not counted)", done.cancelled),
        ),
        sections=(
            Section("rates", columns, [_rate(rate) for rate in done.rates], title="Kept rate"),
            *(
                Section(name, COLUMNS, [cells(row) for row in rows], title=title, tones=TONES)
                for name, title, rows in lists
            ),
        ),
        main="rates",
        data={
            "as_of": done.as_of,
            "settings": at.policy.settings() | {"kept": terms_text(done.terms)},
            "from": done.from_on,
            "to": done.to_on,
            "group": done.group,
            "cancelled": done.cancelled,
            "rates": [_rate(rate) for rate in done.rates],
            **{name: [cells(row) for row in rows] for name, _, rows in lists},
        },
    )


def terms_text(terms: PromiseTerms) -> str:
    """When a promise counts as kept, in words."""
    return (
        f"{terms.threshold_percent} % by the date + {terms.grace_days} days, "
        f"partly from {terms.partly_percent} %"
    )


def _rate(rate: KeptRate) -> dict[str, Any]:
    row = rate._asdict()
    return row | {name: _percent(row[name]) for name in ("kept_rate", "amount_rate")}


def _percent(part: Fraction | None) -> Decimal | None:
    """A part of one as percent with one digit, half up."""
    if part is None:
        return None
    tenths = (part.numerator * 2000 + part.denominator) // (2 * part.denominator)
    return (Decimal(tenths) / 10).quantize(Decimal("0.1"))
