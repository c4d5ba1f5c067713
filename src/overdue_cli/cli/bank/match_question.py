"""Asks what a bank line is where somebody looks at it: a proposal, a loan, a customer, or none."""

from __future__ import annotations

import typer

from overdue_cli.actions.bank.match import LineDecision
from overdue_cli.actions.bank.match import match as match_line
from overdue_cli.actions.result import Written
from overdue_cli.actions.typed_input import subject_of
from overdue_cli.book import Writing
from overdue_cli.cli.edge import say
from overdue_cli.cli.session import require_agreement
from overdue_cli.domain.errors import Unconfirmed, WrongUse
from overdue_cli.domain.money import decimal_text
from overdue_cli.reports.bank.suspense import BankLine

#: What says that a line is no payment of a customer.
NOT_OURS = ("n", "not ours", "none")


def can_be_asked(line: BankLine) -> bool:
    """Whether one answer can settle a line: it is open, money in, and of one payment."""
    return bool(line.open.minor) and line.kind != "return" and line.payments <= 1


def answered(writing: Writing, line: BankLine) -> Written | None:
    """What was written for the answer, asked again where it fits nothing; None for no answer."""

    proposals = len(line.likely)
    first = "" if not proposals else "1, " if proposals == 1 else f"1–{proposals}, "
    question = f"Whose payment: {first}a loan, a customer, n for not ours (empty: leave it open)"
    while True:
        text = str(typer.prompt(question, default="", show_default=False, err=True)).strip()
        if not text:
            return None
        try:
            return match_line(writing, line.line, _decision(writing, line, text))
        except WrongUse as error:
            say(f"{error.message}. {error.hint}")


def _decision(writing: Writing, line: BankLine, text: str) -> LineDecision:
    """What an answer says the line is; WrongUse for what names nobody."""
    if text.lower() in NOT_OURS:
        return LineDecision(not_ours=True)
    if text.isascii() and text.isdigit() and 0 < int(text) <= len(line.likely):
        parts = line.likely[int(text) - 1].parts
        amounts = [decimal_text(*amount) for _, amount in parts] if len(parts) > 1 else []
        return LineDecision(tuple(loan_id for loan_id, _ in parts), tuple(amounts))
    try:
        whose = subject_of(writing, text)
    except Unconfirmed as named:
        require_agreement(named)
        return LineDecision(customer=f"customer:{named.customer_id}")
    if whose.loan_id:
        return LineDecision((f"loan:{whose.loan_id}",))
    return LineDecision(customer=f"customer:{whose.customer_id}")
