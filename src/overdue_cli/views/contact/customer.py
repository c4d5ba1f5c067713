"""Everything about one customer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from overdue_cli.domain.money import Money
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.contact.show import CustomerDetails
from overdue_cli.views.columns import Fact, by_name, with_value
from overdue_cli.views.contact.contacts import contacts_section
from overdue_cli.views.contact.points import points_section
from overdue_cli.views.contact.preferences import preferences_section
from overdue_cli.views.ladder.holds import holds_section
from overdue_cli.views.ladder.promises import promises_section
from overdue_cli.views.loan.debt_words import debt_column, debts_title

FIELDS = (
    ("name", "Name"),
    ("kind", "Kind"),
    ("id_no", "Id number"),
    ("phone", "Phone"),
    ("email", "E-mail"),
    ("address", "Address"),
    ("region", "Region"),
    ("time_zone", "Time zone"),
    ("language", "Language"),
    ("employer", "Employer"),
    ("segment", "Segment"),
    ("note", "Note"),
    ("officer", "Officer"),
)
LOANS = (
    Column("loan_id", "loan"),
    Column("status", "status", rank=1),
    Column("currency", "currency", rank=2),
    Column("delinquent_days", "days", "right"),
    Column("overdue", "overdue", "right"),
    Column("outstanding", "outstanding", "right"),
    Column("credit", "credit", "right", rank=1),
    Column("next_due_on", "next due", rank=2),
    Column("next_due_amount", "next amount", "right", rank=3),
    Column("last_paid_on", "last paid", rank=3),
    Column("charged_off_on", "charged off", rank=1),
)


def customer_document(
    customer: CustomerDetails, *, as_of: date, settings: Mapping[str, Any]
) -> Document:
    """A customer with loans, contacts, promises, holds, preferences and points."""
    facts = list(_facts(customer))
    kinds = [position["kind"] for position in customer.positions]
    loans = [_loan(position, as_of) for position in customer.positions]
    sections = (
        Section("loans", _loan_columns(kinds, loans), loans, debts_title(kinds)),
        contacts_section(customer.contacts),
        promises_section(customer.promises),
        holds_section(customer.holds),
        preferences_section(customer.preferences),
        points_section(customer.points),
    )
    return Document(
        title=f"Customer {customer.row['customer_id']}",
        as_of=as_of,
        settings=settings,
        facts=with_value(facts),
        sections=sections,
        main="loans",
        data={
            "as_of": as_of,
            "settings": settings,
            **by_name(facts),
            "born_on": customer.row["born_on"] or None,
            **{section.name: section.rows for section in sections},
        },
    )


def _loan_columns(kinds: list[str], loans: Sequence[Mapping[str, Any]]) -> tuple[Column, ...]:
    """The columns of a customer's debts, the first named by what they are."""
    first, *others, charged_off = LOANS
    unseen = not any(loan["charged_off_on"] for loan in loans)
    return (
        first._replace(title=debt_column(kinds)),
        *others,
        charged_off._replace(machine=unseen),
    )


def _facts(customer: CustomerDetails) -> Iterator[Fact]:
    row = customer.row
    yield "customer_id", "Customer", row["customer_id"]
    for name, label in FIELDS:
        yield name, label, row[name]
    if row["income"] is not None:
        yield "income", "Income", Money(row["income"], row["income_currency"])
    yield "stage", "Stage", customer.stage
    yield "delinquent_days", "Delinquent days", customer.days


def _loan(position: Any, day: date) -> dict[str, Any]:
    since, currency = position["delinquent_on"], position["currency"]
    return {
        "loan_id": position["loan_id"],
        "status": position["status"],
        "currency": currency,
        "delinquent_days": (day - date.fromisoformat(since)).days if since else 0,
        "overdue": Money(position["overdue"], currency),
        "outstanding": Money(position["outstanding"], currency),
        "credit": Money(position["credit"], currency),
        "next_due_on": position["next_due_on"],
        "next_due_amount": Money(position["next_due_amount"], currency),
        "last_paid_on": position["last_paid_on"],
        "charged_off_on": position["charged_off_on"],
    }
