"""The typed rows of each kind of file: the line in the file, then the fields of the kind."""

from __future__ import annotations

from typing import NamedTuple


class CustomerRow(NamedTuple):
    """One customer, by line of the file."""

    row: int
    customer_id: str
    name: str | None
    kind: str | None
    id_no: str | None
    phone: str | None
    email: str | None
    address: str | None
    region: str | None
    time_zone: str | None
    language: str | None
    employer: str | None
    income: int | None
    currency: str | None
    segment: str | None
    note: str | None


class LoanRow(NamedTuple):
    """One loan and what the row says of its customer; rates are decimal text in per cent."""

    row: int
    loan_id: str
    customer_id: str
    principal: int
    disbursed_on: str
    name: str | None
    phone: str | None
    email: str | None
    address: str | None
    region: str | None
    time_zone: str | None
    language: str | None
    currency: str | None
    annual_rate: str | None
    method: str | None
    instalments: int | None
    every: int | None
    unit: str | None
    first_due_on: str | None
    maturity_on: str | None
    day_count: str | None
    interest_period: str | None
    principal_grace: int | None
    interest_grace: int | None
    instalment_multiple: int | None
    rounding: str | None
    down_payment: str | None
    roll: str | None
    calendar: str | None
    grace_days: int | None
    penalty_rate: str | None
    penalty_uplift: str | None
    allocation: str | None
    product: str | None
    officer: str | None
    branch: str | None
    purpose: str | None
    security: str | None
    id_no: str | None
    as_of: str | None
    days_past_due: int | None
    overdue_amount: int | None
    outstanding: int | None
    overdue_penalty: int | None
    overdue_fee: int | None
    overdue_interest: int | None
    overdue_principal: int | None
    outstanding_penalty: int | None
    outstanding_compound: int | None
    outstanding_fee: int | None
    outstanding_late_fee: int | None
    outstanding_interest: int | None
    outstanding_principal: int | None


class SnapshotRow(NamedTuple):
    """What a daily list of another system says of one loan, and of its customer."""

    row: int
    loan_id: str
    customer_id: str
    as_of: str | None
    days_past_due: int
    overdue_amount: int | None
    outstanding: int | None
    overdue_penalty: int | None
    overdue_fee: int | None
    overdue_interest: int | None
    overdue_principal: int | None
    outstanding_penalty: int | None
    outstanding_compound: int | None
    outstanding_fee: int | None
    outstanding_late_fee: int | None
    outstanding_interest: int | None
    outstanding_principal: int | None
    name: str | None
    phone: str | None
    email: str | None
    address: str | None
    region: str | None
    time_zone: str | None
    language: str | None
    currency: str | None
    principal: int | None
    disbursed_on: str | None
    maturity_on: str | None
    annual_rate: str | None
    product: str | None
    officer: str | None
    branch: str | None
    purpose: str | None
    security: str | None
    id_no: str | None


class InstalmentRow(NamedTuple):
    """One instalment of a loan's schedule."""

    row: int
    loan_id: str
    seq: int
    due_on: str
    principal: int
    interest: int | None
    fee: int | None
    currency: str | None


class TransactionRow(NamedTuple):
    """One movement of money, on a loan or (to be divided) on a customer."""

    row: int
    transaction_id: str
    loan_id: str | None
    customer_id: str | None
    date: str
    amount: int
    currency: str | None
    type: str | None
    reverses: str | None
    due_on: str | None
    components: str | None
    channel: str | None
    note: str | None


class InvoiceRow(NamedTuple):
    """One invoice, or a credit note when the amount is negative, and its customer."""

    row: int
    invoice_id: str
    customer_id: str
    due_on: str
    amount: int
    issued_on: str | None
    name: str | None
    phone: str | None
    email: str | None
    address: str | None
    region: str | None
    time_zone: str | None
    language: str | None
    currency: str | None
    disputed: int | None
    settled_on: str | None
    outstanding: int | None
    status: str | None
    id_no: str | None


class ContactRow(NamedTuple):
    """One contact with a customer; ``at`` is ISO text, with an offset where the file gives one."""

    row: int
    customer_id: str
    at: str
    channel: str
    outcome: str
    loan_id: str | None
    officer: str | None
    note: str | None
    phone: str | None
    promise_amount: int | None
    currency: str | None
    promise_on: str | None
    callback_at: str | None
    direction: str | None
