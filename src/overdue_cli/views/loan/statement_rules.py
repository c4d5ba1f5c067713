"""The rules that decided the figures of a statement of account, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any

from overdue_cli.domain.counted import counted
from overdue_cli.domain.loan.late_fees import LateFee
from overdue_cli.domain.loan.loan import Order, PenaltyTerms, RateTable
from overdue_cli.domain.money import decimal_text
from overdue_cli.render.document import Column
from overdue_cli.reports.loan.statement import LoanStatement, Tolerance

RULES = (Column("setting", "setting"), Column("value", "value"), Column("from", "set by"))


def rule_rows(statement: LoanStatement) -> list[dict[str, Any]]:
    """Each rule with its value in words, and where it was set."""
    words: Mapping[str, Callable[[Any], str]] = {
        "allocation_order": _order,
        "early": _early,
        "tolerance": _tolerance,
        "count_due_day": _yes_or_no,
        "chargeback_order": ", ".join,
        "penalty": penalty_terms,
        "late_fee": partial(_late_fee, currency=statement.loan.currency),
    }
    return [
        {"setting": rule.name, "value": words.get(rule.name, str)(rule.value), "from": rule.origin}
        for rule in statement.settings
    ]


def _yes_or_no(value: bool) -> str:
    return "yes" if value else "no"


def _order(order: Order) -> str:
    """The walk of an allocation, step by step."""
    steps = (f"{' and '.join(s.timings)}: {', '.join(s.components)}" for s in order.steps)
    return "; then ".join(steps).replace("_", " ")


def _early(early: Sequence[tuple[str, str]]) -> str:
    rules = [f"{kind}: {rule}" if kind else rule for kind, rule in early]
    return ", ".join(rules) if any(not kind for kind, _ in early) else ", ".join([*rules, "next"])


def _tolerance(tolerance: Tolerance) -> str:
    amount, part, of = tolerance
    return amount if part == "0" else f"{of} of {amount} and {part} %"


def _late_fee(terms: LateFee | None, currency: str) -> str:
    """When a late fee arises and how much it is, in words."""
    if terms is None:
        return "none"
    amount = [decimal_text(terms.amount, currency)] if terms.amount else []
    part = [f"{percent_text(terms.part)} % of {terms.of}"] if terms.part else []
    much = " or ".join(amount + part) + (", the larger" if amount and part else "")
    again = (
        f"; again every {counted(terms.every_days, 'day')}, at most {counted(terms.most, 'time')}"
    )
    often = again if terms.every_days and terms.most > 1 else ""
    return f"{much}, after {counted(terms.wait_days, 'day')}{often}".replace("_", " and ")


def penalty_terms(terms: PenaltyTerms | None) -> str:
    """The terms of penalty interest in one line; ``none`` where none accrues."""
    if terms is None:
        return "none"
    words = [
        f"{_rates(terms.rates)} a year",
        f"on overdue {' and '.join(terms.on)}",
        terms.day_count,
    ]
    if terms.grace_days:
        words.append(f"nil when paid within {counted(terms.grace_days, 'day')}")
    if terms.cap is not None:
        words.append(f"at most {terms.cap.name} a year of overdue principal")
    return ", ".join(words)


def _rates(table: RateTable) -> str:
    return ", then ".join(
        f"{percent_text(rate)} %" + ("" if start == date.min else f" from {start}")
        for start, rate in table
    )


def percent_text(rate: Fraction) -> str:
    """A rate as percent, up to six digits after the mark.

    >>> percent_text(Fraction(18, 100)), percent_text(Fraction(345, 10000))
    ('18', '3.45')
    """
    text = f"{float(rate * 100):.6f}".rstrip("0")
    return text.rstrip(".")
