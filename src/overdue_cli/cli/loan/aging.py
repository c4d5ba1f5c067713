"""``overdue report aging``: aged debt that ties to the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, cast

import typer

from overdue_cli.book import Book
from overdue_cli.cli.options import AsOf, Db, Excel, Format, KnownOn, Output
from overdue_cli.cli.session import bring_cases, put, reading
from overdue_cli.domain.errors import CheckFailed, WrongUse
from overdue_cli.domain.money import Money, decimal_text
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.loan.aging import GROUPS, Aging, AgingRow, Basis, CurrencyAging
from overdue_cli.reports.loan.aging import aging as aging_report

COLUMNS = (
    Column("currency", "currency"),
    Column("group", "group"),
    Column("bucket", "days overdue"),
    Column("from", "from", "right", machine=True),
    Column("to", "to", "right", machine=True),
    Column("items", "items", "right", rank=3),
    Column("loans", "loans", "right", rank=2),
    Column("customers", "customers", "right", rank=1),
    Column("amount", "amount", "right"),
    Column("share", "share", "right", rank=4),
)


def aging(
    ctx: typer.Context,
    by: Annotated[
        str,
        typer.Option(
            "--by", metavar="BASIS", help="instalment (each by its own age) or loan (principal)."
        ),
    ] = "instalment",
    group: Annotated[
        str, typer.Option("--group", metavar="FIELD", help=f"One of {', '.join(GROUPS)}.")
    ] = "",
    buckets: Annotated[
        str | None,
        typer.Option(
            "--buckets", metavar="30,60,90", help="Last day of each bucket but the last."
        ),
    ] = None,
    of_class: Annotated[
        str,
        typer.Option(
            "--class",
            metavar="NAME",
            help="Principal by class: cn_five, in_rbi, par, … (see 'overdue policy classes').",
        ),
    ] = "",
    as_of: AsOf = None,
    known_on: KnownOn = None,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    db: Db = None,
) -> None:
    """Aged debt by bucket, tied to the ledger.

    Exits 5 when the buckets do not come to the ledger's own sum, or when facts were changed
    outside the program.

    Examples:

    \b
      overdue report aging
      overdue report aging --by loan --buckets 30,60,90,180
      overdue report aging --group officer --as-of 2026-06-30 -o ageing.csv
      overdue report aging --class cn_five
    """
    if of_class:
        from overdue_cli.cli.loan import classes  # only when asked for

        classes.refuse_with_class(group=group, buckets=buckets)
        with reading(ctx, db, as_of, known_on) as at:
            options = {"fmt": fmt, "output": output, "excel": excel}
            classes.report_by_class(at, of_class, options)
        return
    if by not in ("instalment", "loan"):
        raise WrongUse(f"--by is '{by}'", hint="Use instalment or loan.")
    with reading(ctx, db, as_of, known_on) as at:
        if group == "stage":
            bring_cases(at)
        report = aging_report(at, basis=cast(Basis, by), group=group, edges=_edges(buckets))
        put(_document(at, report), fmt, output, excel=excel)
    if not report.ties:
        raise CheckFailed(
            "the report does not tie: " + "; ".join(_evidence(report)),
            hint="Run 'overdue check' to see which loans are concerned.",
        )


def _edges(text: str | None) -> list[int] | None:
    if text is None:
        return None
    try:
        return [int(part) for part in text.split(",")]
    except ValueError:
        raise WrongUse(
            f"--buckets is '{text}'", hint="Write whole days as --buckets 30,60,90."
        ) from None


def _evidence(report: Aging) -> Iterator[str]:
    for one in report.currencies:
        for said in one.differences:
            yield f"{one.currency}, in minor units: {said}"
    if report.changed_outside:
        names = ", ".join(report.changed_outside[:5])
        yield f"facts of {len(report.changed_outside)} loans were changed outside overdue: {names}"


def _document(at: Book, report: Aging) -> Document:
    settings = {**at.policy.settings(), "basis": report.basis, "ties": report.ties}
    columns = [c for c in COLUMNS if c.name != "group" or report.group]
    columns = [c._replace(title=report.group) if c.name == "group" else c for c in columns]
    return Document(
        title=f"Aged debt by {report.basis}",
        as_of=report.as_of,
        settings=settings,
        sections=(Section("rows", columns, list(_lines(report))),),
        main="rows",
        data=_data(at, report),
        empty="Nothing is owed.",
    )


def _lines(report: Aging) -> Iterator[dict[str, Any]]:
    """One line per currency, group and bucket, then the totals of each currency."""
    for one in report.currencies:
        for standing in one.groups:
            yield _line(one, standing.group, "not_due", standing.not_due, standing)
            for row in one.rows:
                if row.group == standing.group:
                    yield _bucket_line(one, row)
        yield _line(one, "", "total", one.total)
        yield _line(one, "", "credit", one.credit)
        yield _line(one, "", "ledger_total", one.ledger_total)
        if one.bank_lines:
            yield _line(one, "", "suspense", one.suspense)
        if one.unscheduled_loans:
            yield _line(one, "", "unscheduled", one.unscheduled) | {"loans": one.unscheduled_loans}


def _line(
    one: CurrencyAging, group: str, bucket: str, amount: int, counts: Any = None
) -> dict[str, Any]:
    return {
        "currency": one.currency,
        "group": group,
        "bucket": bucket,
        "from": None,
        "to": None,
        "items": counts.items if counts else None,
        "loans": counts.loans if counts else None,
        "customers": counts.customers if counts else None,
        "amount": Money(amount, one.currency),
        "share": None,
    }


def _bucket_line(one: CurrencyAging, row: AgingRow) -> dict[str, Any]:
    line = _line(one, row.group, row.bucket.name, row.amount, row)
    return line | {"from": row.bucket.from_days, "to": row.bucket.to_days, "share": row.share}


def _data(at: Book, report: Aging) -> dict[str, Any]:
    return {
        "as_of": report.as_of,
        "basis": report.basis,
        "settings": {
            **at.policy.settings(),
            "buckets": [b.name for b in report.buckets],
            "group": report.group or None,
            "known_on": at.known_on,
        },
        "ties": report.ties,
        "changed_outside": list(report.changed_outside),
        "currencies": [_currency_data(one) for one in report.currencies],
    }


def _currency_data(one: CurrencyAging) -> dict[str, Any]:
    def text(amount: int) -> str:
        return decimal_text(amount, one.currency)

    return {
        "currency": one.currency,
        "rows": [
            {
                "group": row.group,
                "bucket": row.bucket.name,
                "from": row.bucket.from_days,
                "to": row.bucket.to_days,
                "items": row.items,
                "loans": row.loans,
                "customers": row.customers,
                "amount": text(row.amount),
                "share": row.share,
            }
            for row in one.rows
        ],
        "groups": [
            {
                "group": s.group,
                "not_due": text(s.not_due),
                "items": s.items,
                "loans": s.loans,
                "customers": s.customers,
                "credit": text(s.credit),
            }
            for s in one.groups
        ],
        "not_due": text(one.not_due),
        "not_due_items": sum(s.items for s in one.groups),
        "overdue": text(one.overdue),
        "total": text(one.total),
        "credit": text(one.credit),
        "ledger_total": text(one.ledger_total),
        "other_receivables": text(one.other_receivables),
        "penalty_posted": text(one.penalty_posted),
        "recovered": text(one.recovered),
        "unscheduled_loans": one.unscheduled_loans,
        "unscheduled": text(one.unscheduled),
        "suspense": text(one.suspense),
        "ties": one.ties,
        "differences": list(one.differences),
    }
