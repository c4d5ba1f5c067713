"""Aged debt with a line for each group, as people read it: buckets side by side, and the net."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from overdue_cli.domain.money import Money
from overdue_cli.render.document import Column, Section
from overdue_cli.reports.loan.ageing import Ageing, AgeingRow, CurrencyAgeing, NotDueAndCredit

_LEDGER = (
    Column("currency", "currency"),
    Column("what", "what"),
    Column("loans", "loans", "right"),
    Column("amount", "amount", "right"),
)
_CHARGED_OFF = Column("charged_off", "charged off", "right")


def group_sections(report: Ageing) -> tuple[Section, ...]:
    """One line per group and currency with their totals, and what the ledger says."""
    rows: list[dict[str, Any]] = []
    added: dict[int, range] = {}
    for one in report.currencies:
        first = len(rows)
        rows += _group_rows(report, one)
        added[len(rows)] = range(first, len(rows))
        rows.append(_total(rows[first:], one))
    ledger = [line for one in report.currencies for line in _ledger(one)]
    return (
        Section("groups", _columns(report), rows if report.currencies else [], added=added),
        Section("ledger", _ledger_columns(ledger), ledger, "What the ledger says"),
    )


def _columns(report: Ageing) -> list[Column]:
    """The columns; on a narrow screen credit and not due go first, then the youngest buckets.

    Of customers the days say more than the buckets, of other groups less.
    """
    of_customer = report.group == "customer"
    return [
        Column("currency", "currency"),
        Column("group", report.group),
        Column("name", "name", machine=not of_customer),
        Column("not_due", "not due", "right", rank=30),
        *(
            Column(_name(bucket.name), bucket.name, "right", rank=20 - n)
            for n, bucket in enumerate(report.buckets)
        ),
        Column("overdue", "overdue", "right"),
        *([_CHARGED_OFF] if any(one.charged_off for one in report.currencies) else []),
        Column("total", "total", "right"),
        Column("credit", "credit", "right", rank=29),
        Column("net", "net", "right", rank=2),
        Column("oldest_due_on", "oldest item", rank=1 if of_customer else 27),
        Column("last_paid_on", "last payment", rank=3 if of_customer else 28),
    ]


def _name(bucket: str) -> str:
    """The name of a bucket's column.

    >>> _name("31-60"), _name("91+")
    ('days_31_60', 'days_91_up')
    """
    return "days_" + bucket.replace("-", "_").replace("+", "_up")


def _group_rows(report: Ageing, one: CurrencyAgeing) -> list[dict[str, Any]]:
    """The groups of one currency; customers with the most overdue first."""
    cells: dict[str, list[AgeingRow]] = defaultdict(list)
    for row in one.rows:
        cells[row.group].append(row)
    groups = list(one.groups)
    if report.group == "customer":
        groups.sort(key=lambda each: (-each.overdue, -each.total, each.group))
    return [_group_row(one.currency, each, cells[each.group]) for each in groups]


def _group_row(code: str, one: NotDueAndCredit, cells: list[AgeingRow]) -> dict[str, Any]:
    amounts = {
        "not_due": one.not_due,
        **{_name(cell.bucket.name): cell.amount for cell in cells},
        "overdue": one.overdue,
        "charged_off": one.charged_off,
        "total": one.total,
        "credit": one.credit,
        "net": one.net,
    }
    return {
        "currency": code,
        "group": one.group or "(none)",
        "name": one.name,
        **{name: Money(minor, code) for name, minor in amounts.items()},
        "oldest_due_on": one.oldest_due_on,
        "last_paid_on": one.last_paid_on,
    }


def _total(rows: list[dict[str, Any]], one: CurrencyAgeing) -> dict[str, Any]:
    """The line below the groups of a currency: what each column comes to."""
    names = [name for name, value in rows[0].items() if isinstance(value, Money)] if rows else []
    sums = {name: Money(sum(row[name].minor for row in rows), one.currency) for name in names}
    return {"currency": one.currency, "group": "total", **sums}


def _ledger_columns(lines: list[dict[str, Any]]) -> list[Column]:
    """The columns of what the ledger says; loans are counted where a line counts them."""
    counted = any("loans" in line for line in lines)
    return [c._replace(machine=c.name == "loans" and not counted) for c in _LEDGER]


def _ledger(one: CurrencyAgeing) -> Iterator[dict[str, Any]]:
    """What the total is checked against, and what stands beside it."""
    yield _ledger_line(one, "total less credit", one.total - one.credit)
    yield _ledger_line(one, "the ledger's own sum", one.ledger_total)
    if one.bank_lines:
        yield _ledger_line(one, "bank lines not booked yet", one.suspense)
    if one.unscheduled_loans:
        line = _ledger_line(one, "loans without a schedule", one.unscheduled)
        yield line | {"loans": one.unscheduled_loans}


def _ledger_line(one: CurrencyAgeing, what: str, amount: int) -> dict[str, Any]:
    return {"currency": one.currency, "what": what, "amount": Money(amount, one.currency)}
