"""The penalty interest of a statement of account."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from overdue_cli.domain.money import Money, digits, round_minor
from overdue_cli.render.document import Column
from overdue_cli.reports.loan.statement import LoanStatement
from overdue_cli.views.loan.debt_words import debt_name
from overdue_cli.views.loan.statement_rules import penalty_terms, percent_text
from overdue_cli.views.loan.statement_words import minor_text

PENALTY = (
    Column("seq", "#", "right"),
    Column("from", "from"),
    Column("to", "to"),
    Column("days", "days", "right"),
    Column("base", "base", "right"),
    Column("percent", "% a year", "right"),
    Column("accrued", "accrued", "right"),
    Column("cap", "cap", rank=1),
)


def period_rows(statement: LoanStatement) -> list[dict[str, Any]]:
    """Runs of days at one rate on one base, by instalment."""
    return [
        {
            "seq": one.seq,
            "from": one.start,
            "to": one.end,
            "days": one.days,
            "base": Money(one.base, statement.loan.currency),
            "percent": percent_text(one.rate),
            "accrued": _exact(statement, one.amount),
            "cap": one.cap,
        }
        for one in sorted(statement.periods, key=lambda one: (one.seq, one.start))
    ]


def nested_penalty(statement: LoanStatement) -> dict[str, Any]:
    """Penalty interest as json holds it."""
    currency, standing = statement.loan.currency, statement.standing
    return {
        "terms": penalty_terms(statement.loan.rules.penalty),
        "posted": Money(standing.penalty_posted, currency),
        "accrued": Money(standing.penalty_accrued, currency),
        "cap": standing.penalty_cap,
        "words": penalty_in_words(statement),
        "periods": period_rows(statement),
        "instalments": [
            {
                "seq": one.seq,
                "accrued_exact": _exact(statement, one.accrued),
                "posted": Money(one.posted, currency),
                "accrued": Money(one.waiting, currency),
                "left_out": _exact(statement, one.left_out),
                "within_grace": one.within_grace,
            }
            for one in statement.penalties
        ],
    }


def penalty_in_words(statement: LoanStatement) -> str:
    """What penalty interest accrued, what of it was posted, and which cap held it down."""
    terms, standing = statement.loan.rules.penalty, statement.standing
    if terms is None:
        debt = debt_name(statement.row["kind"])
        return f"none: neither the {debt} nor its product has a penalty rate"
    words = [
        penalty_terms(terms),
        f"posted {minor_text(statement, standing.penalty_posted)}",
        f"accrued since and not posted {minor_text(statement, standing.penalty_accrued)}",
    ]
    grace = [str(one.seq) for one in statement.penalties if one.within_grace]
    if grace:
        words.append(f"instalment {', '.join(grace)} can still be paid within grace")
    if standing.penalty_cap:
        words.append(f"the cap of {standing.penalty_cap} held it down")
    return "; ".join(words)


def _exact(statement: LoanStatement, minor: Fraction) -> str:
    """An amount that is not rounded to the currency's digits: four more of them."""
    places = digits(statement.loan.currency) + 4
    scaled = round_minor(minor * 10_000)
    sign = "-" if scaled < 0 else ""
    whole, part = divmod(abs(scaled), 10**places)
    return f"{sign}{whole}.{part:0{places}d}"
