"""``overdue schedule``: the instalments of any terms, without a ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from overdue_cli.cli.edge import say
from overdue_cli.cli.options import Excel, Format, Output, option
from overdue_cli.cli.session import put
from overdue_cli.reports.loan.schedule import schedule_of, terms_from_text
from overdue_cli.views.loan.schedule import schedule_document

Text = str | None
Principal = Annotated[str, option("--principal", "AMOUNT", "The loan, or its first part.")]
DisbursedOn = Annotated[str, option("--disbursed-on", "YYYY-MM-DD", "Day of the loan.")]
AnnualRate = Annotated[Text, option("--annual-rate", "PERCENT", "12 is 12 per cent.")]
Method = Annotated[
    Text,
    option(
        "--method",
        "METHOD",
        "annuity, equal_principal, flat, interest_only, bullet or invoice.",
    ),
]
Instalments = Annotated[Text, option("--instalments", "COUNT", "How many.")]
Every = Annotated[Text, option("--every", "COUNT", "Units between two due dates.")]
Unit = Annotated[Text, option("--unit", "UNIT", "days, weeks or months.")]
FirstDueOn = Annotated[Text, option("--first-due-on", "YYYY-MM-DD", "First due date.")]
MaturityOn = Annotated[Text, option("--maturity-on", "YYYY-MM-DD", "Last due date.")]
DayCount = Annotated[
    Text,
    option("--day-count", "BASIS", "30/360, actual/365, actual/360 or actual/actual."),
]
InterestPeriod = Annotated[
    Text, option("--interest-period", "HOW", "period (annual rate / periods) or daily.")
]
PrincipalGrace = Annotated[
    Text, option("--principal-grace", "COUNT", "First instalments without principal.")
]
InterestGrace = Annotated[
    Text, option("--interest-grace", "COUNT", "First instalments without interest.")
]
InstalmentMultiple = Annotated[
    Text, option("--instalment-multiple", "AMOUNT", "Round the level instalment to it.")
]
Rounding = Annotated[Text, option("--rounding", "MODE", "half_up or half_even.")]
DownPayment = Annotated[
    Text, option("--down-payment", "PERCENT", "Of each disbursement, due on its own day.")
]
Disbursement = Annotated[
    list[str] | None,
    option("--disbursement", "AMOUNT@DATE", "A later part of the loan; may be repeated."),
]
Roll = Annotated[
    Text,
    option(
        "--roll",
        "HOW",
        "Due dates that are no business day: none, following, modified_following, preceding.",
    ),
]
Calendar = Annotated[
    str,
    option(
        "--calendar",
        "CODE",
        "Whose business days: CN, DE-BY, US-NY, ECB (TARGET) …; else Monday to Friday.",
    ),
]
Holidays = Annotated[
    Path | None,
    option("--holidays", "FILE", "Your own days (csv: date, working, name); they win."),
]
LoanId = Annotated[
    Text, option("--loan-id", "ID", "Put it into each row: the csv can be imported then.")
]
Currency = Annotated[str, option("--currency", "CODE", "ISO 4217 code.")]

#: Options that are terms of the loan, by their names there.
TERMS = tuple(
    "principal disbursed_on annual_rate method instalments every unit first_due_on "
    "maturity_on day_count interest_period principal_grace interest_grace instalment_multiple "
    "rounding down_payment roll currency".split()
)


def schedule(
    ctx: typer.Context,
    principal: Principal,
    disbursed_on: DisbursedOn,
    annual_rate: AnnualRate = None,
    method: Method = None,
    instalments: Instalments = None,
    every: Every = None,
    unit: Unit = None,
    first_due_on: FirstDueOn = None,
    maturity_on: MaturityOn = None,
    day_count: DayCount = None,
    interest_period: InterestPeriod = None,
    principal_grace: PrincipalGrace = None,
    interest_grace: InterestGrace = None,
    instalment_multiple: InstalmentMultiple = None,
    rounding: Rounding = None,
    down_payment: DownPayment = None,
    disbursement: Disbursement = None,
    roll: Roll = None,
    calendar: Calendar = "",
    holidays: Holidays = None,
    loan_id: LoanId = None,
    currency: Currency = "CNY",
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
    said = {name: ctx.params[name] for name in TERMS if ctx.params[name] is not None}
    plan = schedule_of(terms_from_text(said, disbursement or ()), calendar, holidays)
    put(schedule_document(plan, loan_id), fmt, output, excel=excel)
    if plan.note:
        say(plan.note)
