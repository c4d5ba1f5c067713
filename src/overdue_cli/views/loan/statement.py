"""A statement of account as a document that a customer can follow and an auditor recompute."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from overdue_cli.domain.loan.loan import NO_DEBTS
from overdue_cli.domain.money import Money
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.loan.statement import LoanStatement, sums
from overdue_cli.views.amounts import by_component
from overdue_cli.views.columns import Fact, with_value
from overdue_cli.views.loan.charge_off import charge_off_facts
from overdue_cli.views.loan.debt_words import amount_word, debt_name, first_day_word
from overdue_cli.views.loan.statement_instalments import (
    ADDED,
    INSTALMENTS,
    SETTLED,
    added_rows,
    columns_of,
    heading_of,
    instalment_row,
    nested_instalment,
    settled_rows,
)
from overdue_cli.views.loan.statement_lines import ENTRIES, line_row, nested_line
from overdue_cli.views.loan.statement_penalty import (
    PENALTY,
    nested_penalty,
    penalty_in_words,
    period_rows,
)
from overdue_cli.views.loan.statement_rules import RULES, rule_rows
from overdue_cli.views.loan.statement_words import (
    days_in_words,
    schedule_in_words,
    sums_in_words,
    written_off_in_words,
)

SUMS = (
    Column("name", "name", machine=True),
    Column("what", "sum"),
    Column("amount", "amount", "right"),
)

SAID = {
    "scheduled": "asked for by the schedule",
    "opened": "balances taken over",
    "charged": "fees and penalties charged",
    "penalty_posted": "penalty interest posted",
    "put_back": "put back by chargebacks",
    "paid_out": "credit paid out",
    "paid": "paid",
    "credited": "credited (goodwill, refunds)",
    "waived": "waived",
    "written_off": "written off",
    "sold": "sold",
    "applied": "money of the customer applied to it",
    "passed_on": "credit applied to other debts",
    "payments_taken_back": "payments and credits taken back",
    "charges_taken_back": "charges taken back",
    "recovered": "paid on debt already written off",
}
RESULTS = {
    "balance": "= balance",
    "outstanding": "outstanding",
    "credit": "credit (outstanding − credit = balance)",
}


def statement_document(
    statement: LoanStatement, *, settings: Mapping[str, Any], known_on: date | None
) -> Document:
    """The statement of one loan; ``settings`` are those of the policy in force."""
    facts = list(_facts(statement))
    sections = _sections(statement)
    return Document(
        title=f"Statement of {debt_name(statement.row['kind'])} {statement.row['loan_id']}",
        as_of=statement.standing.as_of,
        settings=settings,
        facts=with_value(fact for fact in facts if fact[1]),
        sections=sections,
        main="entries",
        data={
            "as_of": statement.standing.as_of,
            "settings": {**settings, "known_on": known_on},
            **{name: value for name, _, value in facts if name},
            **_amounts(statement),
            "lateness": _lateness(statement),
            "instalments": [
                nested_instalment(statement, item) for item in statement.standing.items
            ],
            "entries": [nested_line(statement, line) for line in statement.lines],
            "penalty": nested_penalty(statement),
            "sums": _nested_sums(statement),
            "rules": rule_rows(statement),
        },
    )


def _sections(statement: LoanStatement) -> tuple[Section, ...]:
    items = [instalment_row(statement, item) for item in statement.standing.items]
    rows = [line_row(statement, line) for line in statement.lines]
    settled = [one for item in statement.standing.items for one in settled_rows(statement, item)]
    added = [one for item in statement.standing.items for one in added_rows(statement, item)]
    return (
        Section(
            "instalments", columns_of(statement, INSTALMENTS), items, title=heading_of(statement)
        ),
        Section("settled", columns_of(statement, SETTLED), settled, title=_settled(statement)),
        Section("added", ADDED, added),
        Section("entries", ENTRIES, rows, title="Transactions, in the order they count"),
        Section("penalty", PENALTY, period_rows(statement), title="Penalty interest"),
        Section("sums", SUMS, list(_sum_rows(statement)), title="Sums"),
        Section("rules", RULES, rule_rows(statement), title="Which setting decided"),
    )


def _settled(statement: LoanStatement) -> str:
    loan = statement.row["kind"] == "loan"
    return "What settled each instalment" if loan else "What settled it"


def _facts(statement: LoanStatement) -> Iterator[Fact]:
    row, standing, late = statement.row, statement.standing, statement.lateness
    yield "loan_id", debt_name(row["kind"]).capitalize(), row["loan_id"]
    yield "customer_id", "Customer", row["customer_id"]
    yield "name", "Name", row["name"]
    yield "kind", "", row["kind"]
    yield "currency", "Currency", row["currency"]
    yield "principal", amount_word(row["kind"]), _principal(statement)
    yield "", "Schedule", schedule_in_words(statement)
    yield "disbursed_on", first_day_word(row["kind"]), statement.loan.exists_on
    yield "status", "Status", standing.status
    yield "days_past_due", "Days past due", standing.days_past_due
    yield "delinquent_days", "Delinquent days", standing.delinquent_days
    yield "bucket", "", late.bucket
    yield "stage", "", late.stage
    yield "", "How counted", days_in_words(statement)
    yield "", "Overdue", Money(standing.overdue.total, row["currency"])
    yield "next_due_on", "Next due", standing.next_due_on
    yield "next_due_amount", "Next amount", _next_amount(statement)
    yield "", "Balance", sums_in_words(statement)
    yield "", "Written off", written_off_in_words(statement)
    yield from charge_off_facts(standing, row["currency"])
    yield "", "Penalty interest", penalty_in_words(statement)


def _principal(statement: LoanStatement) -> Money | None:
    row = statement.row
    return None if row["kind"] in NO_DEBTS else Money(row["principal"], row["currency"])


def _next_amount(statement: LoanStatement) -> Money | None:
    standing = statement.standing
    amount = Money(standing.next_due_amount, statement.loan.currency)
    return amount if standing.next_due_on else None


def _amounts(statement: LoanStatement) -> dict[str, Any]:
    """Amounts by component, as in ``overdue show``."""
    standing, currency = statement.standing, statement.loan.currency
    return {
        "outstanding": by_component(standing.outstanding, currency),
        "overdue": by_component(standing.overdue, currency),
        "not_due": by_component(standing.not_due, currency),
        "credit": Money(standing.credit, currency),
        "written_off": by_component(standing.written_off, currency),
        "recovered": Money(standing.recovered, currency),
    }


def _lateness(statement: LoanStatement) -> dict[str, Any]:
    late = statement.lateness
    return {
        "oldest_seq": late.seq,
        "oldest_due_on": late.due_on,
        "counted_to": late.counted_to,
        "days_past_due": late.days_past_due,
        "grace_days": late.grace_days,
        "paused_days": late.paused_days,
        "delinquent_days": late.delinquent_days,
        "bucket": late.bucket,
        "stage": late.stage,
        "stage_range": late.stage_range,
        "words": days_in_words(statement),
    }


def _nested_sums(statement: LoanStatement) -> dict[str, Any]:
    return {**_sums(statement), "ties": statement.ties, "words": sums_in_words(statement)}


def _sums(statement: LoanStatement) -> dict[str, Money]:
    """The sums over the lines, then what they come to."""
    standing = statement.standing
    figures = sums(statement.lines) | {
        "balance": statement.balance,
        "outstanding": standing.outstanding.total,
        "credit": standing.credit,
    }
    return {name: Money(minor, statement.loan.currency) for name, minor in figures.items()}


def _sum_rows(statement: LoanStatement) -> Iterator[dict[str, Any]]:
    for name, amount in _sums(statement).items():
        if amount.minor or name in RESULTS:
            yield {"name": name, "what": _said(statement, name), "amount": amount}


def _said(statement: LoanStatement, name: str) -> str:
    """What a sum is called; an invoice has no schedule."""
    if name == "scheduled" and statement.row["kind"] == "invoice":
        return "invoiced"
    return (SAID | RESULTS)[name]
