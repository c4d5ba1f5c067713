"""``overdue policy classes`` and ``overdue report aging --class``: regulatory classes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from overdue_cli.book import Book
from overdue_cli.cli.edge import say
from overdue_cli.cli.options import Db, Excel, Format, Output
from overdue_cli.cli.session import ledger_path, put
from overdue_cli.domain.errors import CheckFailed, WrongUse
from overdue_cli.domain.money import Money, decimal_text
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.loan.classes import (
    Classes,
    ClassLine,
    ClassRow,
    CurrencyClasses,
    Said,
    Scheme,
    scheme_of,
    schemes_of,
)
from overdue_cli.reports.loan.classes import classes as class_report

BOOK = (
    Column("currency", "currency"),
    Column("class", "class"),
    Column("english", "in English", rank=2),
    Column("from", "from", "right", machine=True),
    Column("to", "to", "right", machine=True),
    Column("unit", "unit", machine=True),
    Column("loans", "loans", "right"),
    Column("customers", "customers", "right", rank=1),
    Column("principal", "principal", "right"),
    Column("share", "share", "right", rank=3),
    Column("at_risk", "at risk", "right"),
    Column("ratio", "ratio", "right"),
)
SCHEMES = (
    Column("name", "name"),
    Column("title", "title"),
    Column("title_zh", "title in Chinese", machine=True),
    Column("version", "version", rank=4),
    Column("unit", "counts"),
    Column("classes", "classes", rank=1),
    Column("cure", "a class is left", rank=3),
    Column("contagion", "contagion", rank=5),
    Column("binds", "binds", rank=6),
    Column("source", "source", machine=True),
    Column("verified_on", "verified", rank=2),
    Column("confidence", "confidence", rank=2),
)
ROWS = (
    Column("class", "class"),
    Column("english", "in English", rank=1),
    Column("from", "from", "right", machine=True),
    Column("to", "to", "right", machine=True),
    Column("range", "range", "right"),
    Column("unit", "unit"),
    Column("non_performing", "non-performing"),
)
RULES = (
    Column("rule", "rule"),
    Column("class", "class"),
    Column("says", "what it says"),
    Column("evidence", "evidence", rank=1),
    Column("confidence", "confidence", rank=1),
    Column("verified", "verified"),
)


def classes(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="One classification (else all of them).")
    ] = "",
    section: Annotated[
        str | None, typer.Option("--section", metavar="NAME", help="csv: classes or rules.")
    ] = None,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    db: Db = None,
) -> None:
    """Regulatory classes: thresholds, cure, contagion, and where they come from.

    Examples:

    \b
      overdue policy classes
      overdue policy classes cn_five
      overdue policy classes in_rbi --section rules --format csv
    """
    path, policy = ledger_path(ctx, db), os.environ.get("OVERDUE_POLICY", "")
    document = _one(scheme_of(name, path, policy)) if name else _all(schemes_of(path, policy))
    put(document, fmt, output, excel=excel, section=section)


def _all(schemes: list[Scheme]) -> Document:
    rows = [
        {
            "name": one.name,
            "title": one.title,
            "title_zh": one.title_zh,
            "version": one.version,
            "unit": _unit(one),
            "classes": ", ".join(row.name for row in one.shown_rows),
            "cure": one.cure_text,
            "contagion": one.contagion_text,
            "binds": one.binds,
            "source": one.source,
            "verified_on": one.verified_on or "no",
            "confidence": one.said.confidence,
        }
        for one in schemes
    ]
    return Document(title="Regulatory classes", sections=(Section("rows", SCHEMES, rows),))


def _unit(scheme: Scheme) -> str:
    counting = scheme.rule.unit.removeprefix("missed_").upper()
    return f"{scheme.unit} ({counting})" if scheme.unit == "instalments_missed" else scheme.unit


def _one(scheme: Scheme) -> Document:
    said = scheme.said
    facts: list[tuple[str, str, Any]] = [
        ("name", "Class", scheme.name),
        ("title_zh", "In Chinese" if scheme.title_zh else "", scheme.title_zh),
        ("version", "Version", scheme.version),
        ("unit", "Counts", _unit(scheme)),
        ("counting", "Counted", scheme.counting_text),
        ("cure", "A class is left", scheme.cure_text),
        ("contagion", "Contagion", scheme.contagion_text),
        ("binds", "Binds", scheme.binds),
        ("source", "Source", scheme.source),
        ("evidence", "Evidence", said.evidence),
        ("confidence", "Confidence", said.confidence),
        ("verified_on", "Verified", scheme.verified_on or "no"),
        ("changed", "Changed by the policy" if scheme.changed else "", list(scheme.changed)),
        ("materiality", "Materiality" if scheme.materiality else "", scheme.materiality_text),
        *((f"note_{number}", "Note", note) for number, note in enumerate(scheme.notes, start=1)),
    ]
    return Document(
        title=scheme.title,
        facts=facts,
        sections=(
            Section("classes", ROWS, [_class(row) for row in scheme.shown_rows], title="Classes"),
            Section("rules", RULES, list(_rules(scheme)), title="Rules"),
        ),
        main="classes",
    )


def _class(row: ClassRow) -> dict[str, Any]:
    return {
        "class": row.name,
        "english": row.english,
        "from": None if row.by_flag else row.from_count,
        "to": row.to_count,
        "range": row.range_text,
        "unit": row.unit,
        "non_performing": row.non_performing,
    }


def _rules(scheme: Scheme) -> Iterator[dict[str, Any]]:
    """Cure, contagion and flags, each with how sure it is."""
    if scheme.rule.cure.kind == "paid":
        yield _rule("cure", scheme.rows[scheme.cured_from].name, scheme.cure_said)
    if scheme.contagion.unit == "customer":
        yield _rule("contagion", scheme.rows[scheme.contagion.place].name, scheme.contagion.said)
    for trigger in scheme.triggers:
        yield _rule(f"flag {trigger.flag}", trigger.class_name, trigger.said)


def _rule(rule: str, of: str, said: Said) -> dict[str, Any]:
    return {
        "rule": rule,
        "class": of,
        "says": said.text,
        "evidence": said.evidence,
        "confidence": said.confidence,
        "verified": said.verified,
    }


def report_by_class(at: Book, name: str, put_options: dict[str, Any]) -> None:
    """Prints loans by class; warns where days are counted in another way than it expects."""
    report = class_report(at, name)
    put(_book(at, report), **put_options)
    if report.warning:
        say(f"overdue: warning: {report.warning}")
    if not report.ties:
        raise CheckFailed(
            "the report does not tie: " + "; ".join(_evidence(report)),
            hint="Run 'overdue check' to see which loans are concerned.",
        )


def refuse_with_class(*, group: str, buckets: str | None) -> None:
    """Nothing, or WrongUse for options that mean nothing beside ``--class``."""
    for option, given in (("--group", group), ("--buckets", buckets)):
        if given:
            raise WrongUse(
                f"{option} does not go with --class",
                hint="A classification has thresholds of its own and covers the whole book.",
            )


def _evidence(report: Classes) -> Iterator[str]:
    for one in report.currencies:
        for said in one.differences:
            yield f"{one.currency}, in minor units: {said}"
    if report.changed_outside:
        names = ", ".join(report.changed_outside[:5])
        yield f"facts of {len(report.changed_outside)} loans were changed outside overdue: {names}"


def _settings(at: Book, report: Classes) -> dict[str, Any]:
    scheme = report.scheme
    return {
        **at.policy.settings(),
        "class": f"{scheme.name} {scheme.version}",
        "source": scheme.source,
        "verified": str(scheme.verified_on or "no"),
        "confidence": scheme.said.confidence,
        "cure": scheme.cure_text + scheme.cure_said.mark,
        "contagion": scheme.contagion_text + scheme.contagion.said.mark,
        "counting": scheme.counting_text,
        "products_counting_otherwise": ", ".join(report.miscounted) or "none",
        "changed_by_policy": ", ".join(scheme.changed) or "nothing",
    }


def _book(at: Book, report: Classes) -> Document:
    scheme = report.scheme
    left_out = set() if scheme.portfolio_at_risk else {"at_risk", "ratio"}
    if all(row.english == row.name for row in scheme.shown_rows):
        left_out.add("english")
    columns = [c._replace(machine=c.machine or c.name in left_out) for c in BOOK]
    return Document(
        title=scheme.title,
        as_of=report.as_of,
        settings={**_settings(at, report), "ties": report.ties},
        sections=(Section("rows", columns, list(_lines(report))),),
        main="rows",
        data=_data(at, report),
        empty="Nothing is owed.",
    )


def _lines(report: Classes) -> Iterator[dict[str, Any]]:
    """One line per currency and class, then the totals of each currency."""
    for one in report.currencies:
        for line in one.lines:
            yield _class_line(one, line)
        if any(line.row.non_performing for line in one.lines):
            share = one.non_performing_share
            yield _sum_line(one, "non_performing", one.non_performing) | {"share": share}
        totals = {"loans": one.loans, "customers": one.customers}
        yield _sum_line(one, "total", one.total) | totals
        yield _sum_line(one, "credit", one.book.credit)
        yield _sum_line(one, "ledger_total", one.book.ledger_total)
        if one.book.bank_lines:
            yield _sum_line(one, "suspense", one.book.suspense)
        if one.book.unscheduled_loans:
            bare = _sum_line(one, "unscheduled", one.book.unscheduled)
            yield bare | {"loans": one.book.unscheduled_loans}


def _sum_line(one: CurrencyClasses, name: str, amount: int) -> dict[str, Any]:
    line: dict[str, Any] = dict.fromkeys(column.name for column in BOOK)
    money = Money(amount, one.currency)
    return line | {"currency": one.currency, "class": name, "principal": money}


def _class_line(one: CurrencyClasses, line: ClassLine) -> dict[str, Any]:
    at_risk = None if line.at_risk is None else Money(line.at_risk, one.currency)
    return {
        "currency": one.currency,
        **{key: value for key, value in _class(line.row).items() if key != "range"},
        "loans": line.loans,
        "customers": line.customers,
        "principal": Money(line.principal, one.currency),
        "share": line.share,
        "at_risk": at_risk,
        "ratio": line.ratio,
    }


def _data(at: Book, report: Classes) -> dict[str, Any]:
    return {
        "as_of": report.as_of,
        "basis": "loan",
        "class": report.scheme.name,
        "settings": {**_settings(at, report), "known_on": at.known_on},
        "ties": report.ties,
        "changed_outside": list(report.changed_outside),
        "currencies": [_currency_data(one) for one in report.currencies],
    }


def _currency_data(one: CurrencyClasses) -> dict[str, Any]:
    def text(amount: int) -> str:
        return decimal_text(amount, one.currency)

    return {
        "currency": one.currency,
        "rows": [_class_line(one, line) for line in one.lines],
        "loans": one.loans,
        "customers": one.customers,
        "non_performing": text(one.non_performing),
        "non_performing_share": one.non_performing_share,
        "total": text(one.total),
        "credit": text(one.book.credit),
        "ledger_total": text(one.book.ledger_total),
        "other_receivables": text(one.book.other_receivables),
        "unscheduled_loans": one.book.unscheduled_loans,
        "unscheduled": text(one.book.unscheduled),
        "suspense": text(one.book.suspense),
        "ties": one.ties,
        "differences": list(one.differences),
    }
