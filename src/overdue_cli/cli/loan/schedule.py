"""``overdue schedule``: the instalments of any terms, without a ledger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from overdue_cli.cli.clock import now
from overdue_cli.cli.command import with_options
from overdue_cli.cli.edge import say
from overdue_cli.cli.options import Excel, Format, Output, option, text
from overdue_cli.cli.session import put, tell_doubts
from overdue_cli.domain.moments import day_in_words
from overdue_cli.domain.unlikely import rate_beyond_usury
from overdue_cli.reports.loan.schedule import schedule_of, terms_from_text
from overdue_cli.views.loan.schedule import schedule_document

OPTIONS = {
    "annual_rate": text("--annual-rate", "PERCENT", "12 is 12 per cent."),
    "method": text(
        "--method", "METHOD", "annuity, equal_principal, flat, interest_only, bullet or invoice."
    ),
    "instalments": text("--instalments", "COUNT", "How many."),
    "every": text("--every", "COUNT", "Units between two due dates."),
    "unit": text("--unit", "UNIT", "days, weeks or months."),
    "first_due_on": text("--first-due-on", "YYYY-MM-DD", "First due date."),
    "maturity_on": text("--maturity-on", "YYYY-MM-DD", "Last due date."),
    "day_count": text("--day-count", "BASIS", "30/360, actual/365, actual/360 or actual/actual."),
    "interest_period": text(
        "--interest-period", "HOW", "period (annual rate / periods) or daily."
    ),
    "principal_grace": text("--principal-grace", "COUNT", "First instalments without principal."),
    "interest_grace": text("--interest-grace", "COUNT", "First instalments without interest."),
    "instalment_multiple": text(
        "--instalment-multiple", "AMOUNT", "Round the level instalment to it."
    ),
    "rounding": text("--rounding", "MODE", "half_up or half_even."),
    "down_payment": text("--down-payment", "PERCENT", "Of each disbursement, due on its own day."),
    "down_payment_rounding": text(
        "--down-payment-rounding", "TO", "currency, or multiple: that of the instalments."
    ),
    "disbursement": Annotated[
        list[str] | None,
        option("--disbursement", "AMOUNT@DATE", "A later part of the loan; may be repeated."),
    ],
    "roll": text(
        "--roll",
        "HOW",
        "Due dates that are no business day: none, following, modified_following, preceding.",
    ),
    "calendar": text(
        "--calendar",
        "CODE",
        "Whose business days: CN, DE-BY, US-NY, ECB (TARGET) …; else Monday to Friday.",
    ),
    "holidays": Annotated[
        Path | None,
        option("--holidays", "FILE", "Your own days (csv: date, working, name); they win."),
    ],
    "loan_id": text("--loan-id", "ID", "Put it into each row: the csv can be imported then."),
    "currency": text("--currency", "CODE", "ISO 4217 code."),
}
#: Options that are no terms of the loan.
BESIDE = ("disbursement", "calendar", "holidays", "loan_id")


def _chosen(**options: Any) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value is not None}


@with_options(_chosen, OPTIONS, **{**dict.fromkeys(OPTIONS), "calendar": "", "currency": "CNY"})
def schedule(
    ctx: typer.Context,
    options: dict[str, Any],
    principal: Annotated[str, option("--principal", "AMOUNT", "The loan, or its first part.")],
    disbursed_on: Annotated[str, option("--disbursed-on", "YYYY-MM-DD", "Day of the loan.")],
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
) -> None:
    """Print the instalments of any terms, without a ledger.

    Examples:

    \b
      overdue schedule --principal 12000 --annual-rate 12 --method annuity \\
          --instalments 12 --disbursed-on 2026-01-31
      overdue schedule --principal 5000 --method bullet --annual-rate 8 \\
          --disbursed-on 2026-01-15 --maturity-on 2026-07-15 --day-count actual/365
      overdue schedule --principal 6000 --annual-rate 6 --instalments 6 \\
          --disbursed-on 2026-01-14 --roll following --calendar CN
      overdue schedule --principal 8000 --instalments 4 --down-payment 25 \\
          --disbursed-on 2026-01-15 --disbursement 2000@2026-03-01
    """
    texts = {"principal": principal, "disbursed_on": disbursed_on}
    texts |= {name: value for name, value in options.items() if name not in BESIDE}
    texts |= _days_in_words(texts, now().date())
    terms = terms_from_text(texts, options.get("disbursement", ()))
    plan = schedule_of(terms, options["calendar"], options.get("holidays"))
    put(schedule_document(plan, options.get("loan_id")), fmt, output, excel=excel)
    if plan.note:
        say(plan.note)
    tell_doubts([rate_beyond_usury("--annual-rate", terms.annual_rate * 100)])


def _days_in_words(texts: Mapping[str, str], today: date) -> dict[str, str]:
    """The days that are words (``today``, ``friday``), as the dates they mean: due dates ahead."""
    days = {
        name: day_in_words(texts[name], today, ahead=name != "disbursed_on")
        for name in ("disbursed_on", "first_due_on", "maturity_on")
        if name in texts
    }
    return {name: day.isoformat() for name, day in days.items() if day is not None}
