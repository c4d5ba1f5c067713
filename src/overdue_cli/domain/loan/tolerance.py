"""Tolerance: the rest of an instalment that is too small to make it late."""

from __future__ import annotations

from overdue_cli.domain.loan.allocation import DebtLine
from overdue_cli.domain.loan.loan import Rules


def is_late(line: DebtLine, rules: Rules) -> bool:
    """Whether more than the tolerance of a line is unpaid; posted penalty alone never is late."""
    left = line.open - min(line.due[0] - line.paid[0], line.posted)
    tolerance = rules.tolerance
    if rules.tolerance_part:
        part = int(rules.tolerance_part * sum(line.due))
        tolerance = (max if rules.tolerance_of == "larger" else min)(tolerance, part)
    return left > tolerance
