"""``overdue report aging``: aged debt that ties to the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple, cast

import typer

from overdue_cli.book import Book, Needs
from overdue_cli.cli.edge import say
from overdue_cli.cli.options import AsOf, Db, Excel, Format, KnownOn, Output, option
from overdue_cli.cli.session import opened_book, put
from overdue_cli.domain.errors import CheckFailed, WrongUse
from overdue_cli.reports.loan.ageing import GROUPS, Ageing, Basis
from overdue_cli.reports.loan.ageing import ageing as ageing_report
from overdue_cli.views.loan.ageing import ageing_differences, ageing_document

if TYPE_CHECKING:
    from overdue_cli.render.document import Document
    from overdue_cli.reports.loan.classes import Classes

By = Annotated[
    str,
    option("--by", "BASIS", "instalment (each by its own age) or loan (principal)."),
]
Group = Annotated[str, option("--group", "FIELD", f"One of {', '.join(GROUPS)}.")]
Buckets = Annotated[
    str | None,
    option("--buckets", "30,60,90", "Last day of each bucket but the last."),
]
OfClass = Annotated[
    str,
    option(
        "--class",
        "NAME",
        "Principal by class: cn_five, in_rbi, par, … (see 'overdue policy classes').",
    ),
]


OfSection = Annotated[
    str | None,
    option(
        "--section",
        "NAME",
        "With --group: rows (csv and jsonl: a line per group and bucket) or groups (a line per "
        "group, buckets side by side).",
    ),
]


def ageing(
    ctx: typer.Context,
    by: By = "instalment",
    group: Group = "",
    buckets: Buckets = None,
    of_class: OfClass = "",
    section: OfSection = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    db: Db = None,
) -> None:
    """Aged debt by bucket, tied to the ledger.

    Exits 5 when the buckets do not add up to the ledger's own total, or when facts were changed
    outside the program.

    Examples:

    \b
      overdue report aging
      overdue report aging --by loan --buckets 30,60,90,180
      overdue report aging --group customer -o ageing.xlsx
      overdue report aging --group officer --as-of 2026-06-30 -o ageing.csv
      overdue report aging --class cn_five
    """
    if of_class:
        _refuse_beside_class(group=group, buckets=buckets)
    elif by not in ("instalment", "loan"):
        raise WrongUse(f"--by is '{by}'", hint="Use instalment or loan.")
    needs: Needs = "cases" if group == "stage" else "positions"
    with opened_book(ctx, db, needs=needs, as_of=as_of, known_on=known_on) as book:
        if of_class:
            shown = _by_class(book, of_class)
        else:
            shown = _by_bucket(book, cast(Basis, by), group, _edges(buckets))
        put(shown.document, fmt, output, excel=excel, section=section)
    if shown.warning:
        say(f"overdue: warning: {shown.warning}")
    if not shown.report.ties:
        raise CheckFailed(
            f"the report does not tie: {ageing_differences(shown.report)}",
            hint="Run 'overdue check' to see which loans are concerned.",
        )


class _Shown(NamedTuple):
    report: Ageing | Classes
    document: Document
    warning: str = ""


def _by_bucket(book: Book, basis: Basis, group: str, edges: list[int] | None) -> _Shown:
    report = ageing_report(book, basis=basis, group=group, edges=edges)
    return _Shown(
        report, ageing_document(report, settings=book.policy.settings(), known_on=book.known_on)
    )


def _by_class(book: Book, name: str) -> _Shown:
    """Loans by class; a warning where days are counted in another way than it expects."""
    from overdue_cli.reports.loan.classes import classes  # only when asked for
    from overdue_cli.views.loan.classes import classes_document, counting_warning

    report = classes(book, name)
    document = classes_document(report, settings=book.policy.settings(), known_on=book.known_on)
    return _Shown(report, document, counting_warning(report))


def _refuse_beside_class(*, group: str, buckets: str | None) -> None:
    """Nothing, or WrongUse for options that mean nothing beside ``--class``."""
    for name, value in (("--group", group), ("--buckets", buckets)):
        if value:
            raise WrongUse(
                f"{name} does not go with --class",
                hint="A classification has thresholds of its own and covers the whole book.",
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
