"""Every table of the ledger as a SQLModel class: the schema and the typed Python API.

Facts first, then what is derived from them and can be rebuilt at any time. Money is integer
minor units of the row's currency; dates are ISO text, so that any SQLite browser reads them.
A fact is never deleted: ``voided_by`` names the journal entry that took it back.

Commands people type a hundred times a day do not import this module (see ``ledger.py``).
"""

from __future__ import annotations

import re
from typing import Any, ClassVar

from sqlalchemy import Column, Index, Integer, Text, text
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel


def _integer_key() -> Any:
    """An INTEGER PRIMARY KEY: SQLite's row id, in the order recorded."""
    return Field(default=None, sa_column=Column(Integer, primary_key=True, autoincrement=True))


def _text() -> Any:
    """A text column that came after the first release: '' in the rows that were there."""
    return Field(default="", sa_column=Column(Text, nullable=False, server_default=""))


def _count() -> Any:
    """A whole number that came after the first release: 0 in the rows that were there."""
    return Field(default=0, sa_column=Column(Integer, nullable=False, server_default="0"))


def _index(name: str, columns: str, *, where: str = "", unique: bool = False) -> Index:
    """An index over some columns; with ``where``, of the rows for which that holds."""
    rows = text(where) if where else None
    return Index(name, *columns.split(), unique=unique, sqlite_where=rows)


class LedgerTable(SQLModel):
    """A table of the ledger, named as its class is: ``hold_release`` by HoldReleaseRecord."""

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805 - SQLAlchemy hands over the class
        return re.sub(r"\B([A-Z])", r"_\1", cls.__name__.removesuffix("Record")).lower()


class SettingRecord(LedgerTable, table=True):
    """A property of the ledger itself: its currency, its policy, its time zone."""

    name: str = Field(primary_key=True, sa_type=Text)
    value: str = Field(sa_type=Text)


class JournalRecord(LedgerTable, table=True):
    """One row per command that wrote: who, when, what; each hash covers the one before."""

    journal_id: int | None = _integer_key()
    at: str = Field(sa_type=Text)
    actor: str = Field(sa_type=Text)
    command: str = Field(sa_type=Text)
    summary: str = Field(sa_type=Text)
    details: str = Field(default="{}", sa_type=Text)
    undoes: int | None = Field(default=None, foreign_key="journal.journal_id")
    previous_hash: str = Field(default="", sa_type=Text)
    hash: str = Field(sa_type=Text)


class ImportedFileRecord(LedgerTable, table=True):
    """One file of an import: known again by its content."""

    file_id: int | None = _integer_key()
    journal_id: int = Field(foreign_key="journal.journal_id")
    kind: str = Field(sa_type=Text)
    name: str = Field(sa_type=Text)
    sha256: str = Field(sa_type=Text, index=True)
    options: str = Field(default="{}", sa_type=Text)
    rows_read: int
    rows_new: int
    rows_changed: int
    rows_unchanged: int
    rows_rejected: int
    voided_by: int | None = Field(default=None, foreign_key="journal.journal_id")
    archived: str | None = Field(default=None, sa_type=Text)


class ChangeRecord(LedgerTable, table=True):
    """One changed field of master data, so that every earlier version can be told."""

    __table_args__: ClassVar[Any] = (
        _index("ix_change_disputed", "of_id", where="of_table = 'loan' AND field = 'disputed'"),
        _index("ix_change_of", "of_id field"),
    )
    change_id: int | None = _integer_key()
    journal_id: int = Field(foreign_key="journal.journal_id", index=True)
    of_table: str = Field(sa_type=Text)
    of_id: str = Field(sa_type=Text)
    field: str = Field(sa_type=Text)
    old: str | None = Field(default=None, sa_type=Text)
    new: str | None = Field(default=None, sa_type=Text)


class SourceValueRecord(LedgerTable, table=True):
    """What a kind of file said last of a field that it and others see differently."""

    __table_args__: ClassVar[Any] = (_index("ix_source_value", "of_table of_id field source"),)
    source_value_id: int | None = _integer_key()
    of_table: str = Field(sa_type=Text)
    of_id: str = Field(sa_type=Text)
    field: str = Field(sa_type=Text)
    source: str = Field(sa_type=Text)
    value: str = Field(sa_type=Text)
    journal_id: int = Field(foreign_key="journal.journal_id", index=True)
    voided_by: int | None = Field(default=None, foreign_key="journal.journal_id")


class CustomerRecord(LedgerTable, table=True):
    """A person or company that owes."""

    customer_id: str = Field(primary_key=True, sa_type=Text)
    name: str = Field(default="", sa_type=Text)
    kind: str = Field(default="", sa_type=Text)
    id_no: str = Field(default="", sa_type=Text)
    phone: str = Field(default="", sa_type=Text)
    email: str = Field(default="", sa_type=Text)
    address: str = Field(default="", sa_type=Text)
    region: str = Field(default="", sa_type=Text)
    time_zone: str = Field(default="", sa_type=Text)
    language: str = Field(default="", sa_type=Text)
    employer: str = Field(default="", sa_type=Text)
    income: int | None = None
    income_currency: str = Field(default="", sa_type=Text)
    segment: str = Field(default="", sa_type=Text)
    note: str = Field(default="", sa_type=Text)
    journal_id: int = Field(foreign_key="journal.journal_id", index=True)
    voided_by: int | None = Field(default=None, foreign_key="journal.journal_id")
    born_on: str = _text()
    """Date of birth; '' where it is not known."""


class LoanRecord(LedgerTable, table=True):
    """A loan, a lease, or an invoice (one instalment, no interest). Rates are decimal text."""

    __table_args__: ClassVar[Any] = (
        _index("ix_loan_discount", "discount_until", where="discount_until IS NOT NULL"),
    )
    loan_id: str = Field(primary_key=True, sa_type=Text)
    customer_id: str = Field(foreign_key="customer.customer_id", index=True, sa_type=Text)
    kind: str = Field(default="loan", sa_type=Text)
    currency: str = Field(sa_type=Text)
    principal: int
    disbursed_on: str | None = Field(default=None, sa_type=Text)
    annual_rate: str | None = Field(default=None, sa_type=Text)
    method: str = Field(default="", sa_type=Text)
    instalments: int | None = None
    every: int | None = None
    unit: str = Field(default="", sa_type=Text)
    first_due_on: str | None = Field(default=None, sa_type=Text)
    maturity_on: str | None = Field(default=None, sa_type=Text)
    day_count: str = Field(default="", sa_type=Text)
    interest_period: str = Field(default="", sa_type=Text)
    principal_grace: int | None = None
    interest_grace: int | None = None
    instalment_multiple: int | None = None
    rounding: str = Field(default="", sa_type=Text)
    grace_days: int | None = None
    penalty_rate: str | None = Field(default=None, sa_type=Text)
    penalty_uplift: str | None = Field(default=None, sa_type=Text)
    allocation: str = Field(default="", sa_type=Text)
    product: str = Field(default="", sa_type=Text)
    officer: str = Field(default="", sa_type=Text)
    branch: str = Field(default="", sa_type=Text)
    purpose: str = Field(default="", sa_type=Text)
    security: str = Field(default="", sa_type=Text)
    disputed: int = 0
    journal_id: int = Field(foreign_key="journal.journal_id", index=True)
    voided_by: int | None = Field(default=None, foreign_key="journal.journal_id")
    roll: str = _text()
    calendar: str = _text()
    down_payment: str | None = Field(default=None, sa_type=Text)
    time_zone: str = _text()
    channel: str = _text()
    matter: str = _text()
    order_no: str = _text()
    contact: str = _text()
    """The person at the customer whom an invoice names."""
    applies_to: str = _text()
    """The invoice that a credit note is for; '' for the customer's account."""
    discount_percent: str | None = Field(default=None, sa_type=Text)
    discount_until: str | None = Field(default=None, sa_type=Text)
    """The last day on which the discount can be taken."""
    account_no: str = _text()
    """The account number under which several loans are serviced together."""


class PlanRecord(LedgerTable, table=True):
    """A schedule of a loan: imported, computed from its terms, or agreed later."""

    plan_id: int | None = _integer_key()
    loan_id: str = Field(foreign_key="loan.loan_id", index=True, sa_type=Text)
    source: str = Field(sa_type=Text)
    journal_id: int = Field(foreign_key="journal.journal_id", index=True)
    voided_by: int | None = Field(default=None, foreign_key="journal.journal_id")


class InstalmentRecord(LedgerTable, table=True):
    """One line of a plan: what falls due on a day, by component."""

    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}
    loan_id: str = Field(primary_key=True, sa_type=Text)
    plan_id: int = Field(primary_key=True, foreign_key="plan.plan_id")
    seq: int = Field(primary_key=True)
    due_on: str = Field(sa_type=Text)
    principal: int
    interest: int = 0
    fee: int = 0


class EntryRecord(LedgerTable, table=True):
    """One movement of money on a loan; ``amount`` is positive, ``kind`` says which way."""

    __table_args__: ClassVar[Any] = (
        _index("ix_entry_loan", "loan_id value_on"),
        _index("ix_entry_payout", "loan_id value_on amount", where="kind = 'disbursement'"),
        _index(
            "ix_entry_transaction",
            "transaction_id loan_id",
            where="transaction_id IS NOT NULL AND voided_by IS NULL",
            unique=True,
        ),
    )
    entry_id: int | None = _integer_key()
    loan_id: str = Field(foreign_key="loan.loan_id", sa_type=Text)
    kind: str = Field(sa_type=Text)
    value_on: str = Field(sa_type=Text)
    amount: int
    due_on: str | None = Field(default=None, sa_type=Text)
    reverses: int | None = Field(default=None, foreign_key="entry.entry_id", index=True)
    components: str = Field(default="", sa_type=Text)
    transaction_id: str | None = Field(default=None, sa_type=Text)
    channel: str = Field(default="", sa_type=Text)
    note: str = Field(default="", sa_type=Text)
    journal_id: int = Field(foreign_key="journal.journal_id", index=True)
    voided_by: int | None = Field(default=None, foreign_key="journal.journal_id")
    inferred: int = _count()
    """1: derived from a core system's lists, until a transactions file says what happened."""
    payer: str = _text()
    applies_to: str = _text()
    """The debt that money of the account was moved to by hand; '' where the rules say."""
    buyer: str = _text()
    price: int | None = None
    """What the buyer of a debt paid for it, minor units."""


class ContactRecord(LedgerTable, table=True):
    """One contact with a customer, tried or made. ``at`` carries its offset, ``at_utc`` sorts.

    Channels: call, sms, email, letter, chat, visit, note. The verdict is what the contact gate
    said at the time of the contact, by which rule of which policy.
    """

    __table_args__: ClassVar[Any] = (
        _index("ix_contact_customer", "customer_id at_utc contact_id voided_by callback_utc"),
        _index("ix_contact_at", "at_utc"),
        _index("ix_contact_callback", "callback_utc", where="callback_utc IS NOT NULL"),
    )
    contact_id: int | None = _integer_key()
    customer_id: str = Field(foreign_key="customer.customer_id", sa_type=Text)
    loan_id: str | None = Field(default=None, foreign_key="loan.loan_id", sa_type=Text)
    at: str = Field(sa_type=Text)
    at_utc: str = Field(sa_type=Text)
    time_zone: str = Field(sa_type=Text)
    channel: str = Field(sa_type=Text)
    outcome: str = Field(sa_type=Text)
    person: str = Field(default="", sa_type=Text)
    phone: str = Field(default="", sa_type=Text)
    reason: str = Field(default="", sa_type=Text)
    callback_at: str | None = Field(default=None, sa_type=Text)
    callback_utc: str | None = Field(default=None, sa_type=Text)
    officer: str = Field(default="", sa_type=Text)
    note: str = Field(default="", sa_type=Text)
    journal_id: int = Field(foreign_key="journal.journal_id", index=True)
    voided_by: int | None = Field(default=None, foreign_key="journal.journal_id")
    direction: str = Field(
        default="out", sa_column=Column(Text, nullable=False, server_default="out")
    )
    """``out``: we contacted them; ``in``: they contacted us."""
    place: str = _text()
    """Where a visit or a call reached the person: home, work, public, office."""
    step: str = _text()
    """The step of the ladder, or the notice, that this contact carried out."""
    text: str = _text()
    """What a message said."""
    found: str = _text()
    met: str = _text()
    willingness: str = _text()
    ability: str = _text()
    agreed: str = _text()
    verdict: str = _text()
    verdict_rule: str = _text()
    verdict_policy: str = _text()
    override_reason: str = _text()
    purpose: str = Field(
        default="collect", sa_column=Column(Text, nullable=False, server_default="collect")
    )
    """What it was for: collect, location, notice, legal, confirm, close or remedy."""


class ContactStateRecord(LedgerTable, table=True):
    """What became of a message or notice: draft, sent, delivered, confirmed, failed, ignored."""

    contact_state_id: int | None = _integer_key()
    contact_id: int = Field(foreign_key="contact.contact_id", index=True)
    state: str = Field(sa_type=Text)
    at: str = Field(sa_type=Text)
    at_utc: str = Field(sa_type=Text)
    note: str = Field(default="", sa_type=Text)
    journal_id: int = Field(foreign_key="journal.journal_id", index=True)
    voided_by: int | None = Field(default=None, foreign_key="journal.journal_id")


class ContactPointRecord(LedgerTable, table=True):
    """A further number or address of a customer, or of somebody around the customer.

    The customer's own phone, e-mail and address stand in ``customer``.
    """

    contact_point_id: int | None = _integer_key()
    customer_id: str = Field(foreign_key="customer.customer_id", index=True, sa_type=Text)
    kind: str = Field(sa_type=Text)
    """phone, email or address."""
    value: str = Field(sa_type=Text)
    person: str = Field(default="self", sa_type=Text)
    """Whose it is: self, spouse, co_signer, guarantor, lawyer, employer, neighbour …"""
    name: str = Field(default="", sa_type=Text)
    place: str = Field(default="", sa_type=Text)
    """home, work or ''."""
    time_zone: str = Field(default="", sa_type=Text)
    from_on: str = Field(sa_type=Text)
    until_on: str | None = Field(default=None, sa_type=Text)
    note: str = Field(default="", sa_type=Text)
    journal_id: int = Field(foreign_key="journal.journal_id", index=True)
    voided_by: int | None = Field(default=None, foreign_key="journal.journal_id")


class PreferenceRecord(LedgerTable, table=True):
    """What a customer allows or forbids about being contacted, with its first and last day."""

    preference_id: int | None = _integer_key()
    customer_id: str = Field(foreign_key="customer.customer_id", index=True, sa_type=Text)
    kind: str = Field(sa_type=Text)
    """consent, opt_out, inconvenient, workplace_barred, work_hours or cease."""
    channel: str = Field(default="", sa_type=Text)
    point: str = Field(default="", sa_type=Text)
    loan_id: str | None = Field(default=None, foreign_key="loan.loan_id", sa_type=Text)
    person: str = Field(default="self", sa_type=Text)
    days: str = Field(default="", sa_type=Text)
    """Days of the week it is about, such as ``mon tue``; '' is every day."""
    from_time: str = Field(default="", sa_type=Text)
    to_time: str = Field(default="", sa_type=Text)
    at: str = Field(sa_type=Text)
    at_utc: str = Field(sa_type=Text)
    until_on: str | None = Field(default=None, sa_type=Text)
    """The last day it holds; None: until it is ended."""
    contact_id: int | None = Field(default=None, foreign_key="contact.contact_id", index=True)
    note: str = Field(default="", sa_type=Text)
    journal_id: int = Field(foreign_key="journal.journal_id", index=True)
    voided_by: int | None = Field(default=None, foreign_key="journal.journal_id")
    place: str = _text()
    """Where: home, work, public, office; '' is every place."""
    written: int = _count()
    """1: a consent that was given in writing."""
    basis: str = _text()
    """What a consent rests on, such as creditor_notice; '' is the person's own word."""
    opt_out_by: str | None = Field(default=None, sa_type=Text)
    """The day up to which a creditor's notice lets the customer opt out."""


class PreferenceEndRecord(LedgerTable, table=True):
    """The moment from which a preference no longer holds: consent revoked, opt-out taken back."""

    preference_end_id: int | None = _integer_key()
    preference_id: int = Field(foreign_key="preference.preference_id", index=True)
    at: str = Field(sa_type=Text)
    at_utc: str = Field(sa_type=Text)
    note: str = Field(default="", sa_type=Text)
    journal_id: int = Field(foreign_key="journal.journal_id", index=True)
    voided_by: int | None = Field(default=None, foreign_key="journal.journal_id")


class HoldRecord(LedgerTable, table=True):
    """What stops while something is looked into: from a day, until a day (that day included)."""

    hold_id: int | None = _integer_key()
    customer_id: str = Field(foreign_key="customer.customer_id", index=True, sa_type=Text)
    loan_id: str | None = Field(default=None, foreign_key="loan.loan_id", index=True, sa_type=Text)
    seq: int | None = None
    """The instalment it is about; None: the whole loan, or the customer."""
    kind: str = Field(sa_type=Text)
    """dispute, hardship, moratorium, insolvency, death, lawyer, vulnerable, fraud, other …"""
    from_on: str = Field(sa_type=Text)
    until_on: str | None = Field(default=None, sa_type=Text)
    stops: str = Field(sa_type=Text)
    """Some of contact, ladder, penalty, dpd, parted by blanks."""
    contact_id: int | None = Field(default=None, foreign_key="contact.contact_id", index=True)
    note: str = Field(default="", sa_type=Text)
    journal_id: int = Field(foreign_key="journal.journal_id", index=True)
    voided_by: int | None = Field(default=None, foreign_key="journal.journal_id")
    remind_on: str | None = Field(default=None, sa_type=Text)
    """The day on which somebody looks at it; a review names another."""


class HoldReviewRecord(LedgerTable, table=True):
    """A look at a hold that left it in force, and the day of the next one."""

    hold_review_id: int | None = _integer_key()
    hold_id: int = Field(foreign_key="hold.hold_id", index=True)
    reviewed_on: str = Field(sa_type=Text)
    remind_on: str | None = Field(default=None, sa_type=Text)
    note: str = Field(default="", sa_type=Text)
    journal_id: int = Field(foreign_key="journal.journal_id", index=True)
    voided_by: int | None = Field(default=None, foreign_key="journal.journal_id")


class HoldReleaseRecord(LedgerTable, table=True):
    """The day from which a hold no longer stops anything."""

    hold_release_id: int | None = _integer_key()
    hold_id: int = Field(foreign_key="hold.hold_id", index=True)
    released_on: str = Field(sa_type=Text)
    note: str = Field(default="", sa_type=Text)
    journal_id: int = Field(foreign_key="journal.journal_id", index=True)
    voided_by: int | None = Field(default=None, foreign_key="journal.journal_id")
    because: str = Field(default="", sa_type=Text)
    """What ended it, by its word in the policy; '' where a person decided."""


class PromiseRecord(LedgerTable, table=True):
    """What a customer promised to pay, and until when.

    The instalments of one promise were recorded by one journal entry.
    """

    promise_id: int | None = _integer_key()
    customer_id: str = Field(foreign_key="customer.customer_id", index=True, sa_type=Text)
    loan_id: str | None = Field(default=None, foreign_key="loan.loan_id", sa_type=Text)
    contact_id: int | None = Field(default=None, foreign_key="contact.contact_id", index=True)
    made_on: str = Field(sa_type=Text)
    due_on: str = Field(sa_type=Text, index=True)
    amount: int
    currency: str = Field(sa_type=Text)
    journal_id: int = Field(foreign_key="journal.journal_id", index=True)
    voided_by: int | None = Field(default=None, foreign_key="journal.journal_id")


class PromiseEndRecord(LedgerTable, table=True):
    """The day on which a promise was cancelled, and why."""

    promise_end_id: int | None = _integer_key()
    promise_id: int = Field(foreign_key="promise.promise_id", index=True)
    ended_on: str = Field(sa_type=Text)
    reason: str = Field(default="", sa_type=Text)
    journal_id: int = Field(foreign_key="journal.journal_id", index=True)
    voided_by: int | None = Field(default=None, foreign_key="journal.journal_id")


class PolicyVersionRecord(LedgerTable, table=True):
    """The policy in force from a day on, with all its content: past days keep theirs."""

    policy_version_id: int | None = _integer_key()
    name: str = Field(sa_type=Text)
    version: str = Field(sa_type=Text)
    from_on: str = Field(sa_type=Text)
    content: str = Field(sa_type=Text)
    sha256: str = Field(sa_type=Text)
    journal_id: int = Field(foreign_key="journal.journal_id", index=True)
    voided_by: int | None = Field(default=None, foreign_key="journal.journal_id")


class AssignmentRecord(LedgerTable, table=True):
    """From a day on, this officer looks after this customer."""

    assignment_id: int | None = _integer_key()
    customer_id: str = Field(foreign_key="customer.customer_id", index=True, sa_type=Text)
    officer: str = Field(sa_type=Text)
    from_on: str = Field(sa_type=Text)
    journal_id: int = Field(foreign_key="journal.journal_id", index=True)
    voided_by: int | None = Field(default=None, foreign_key="journal.journal_id")


class RateRecord(LedgerTable, table=True):
    """A reference rate from a day on, in percent a year: LPR1Y, ECB, BoE, Basiszinssatz."""

    rate_id: int | None = _integer_key()
    name: str = Field(sa_type=Text, index=True)
    from_on: str = Field(sa_type=Text)
    percent: str = Field(sa_type=Text)
    source: str = Field(default="", sa_type=Text)
    journal_id: int = Field(foreign_key="journal.journal_id", index=True)
    voided_by: int | None = Field(default=None, foreign_key="journal.journal_id")


class StatementRecord(LedgerTable, table=True):
    """One statement of one of our bank accounts, with its balances in signed minor units."""

    statement_id: int | None = _integer_key()
    account: str = Field(sa_type=Text)
    currency: str = Field(sa_type=Text)
    number: str = Field(sa_type=Text)
    opened_on: str | None = Field(default=None, sa_type=Text)
    opening: int | None = None
    closed_on: str | None = Field(default=None, sa_type=Text)
    closing: int | None = None
    journal_id: int = Field(foreign_key="journal.journal_id", index=True)
    voided_by: int | None = Field(default=None, foreign_key="journal.journal_id")


class StatementLineRecord(LedgerTable, table=True):
    """One movement on a bank account; ``amount`` is signed, money in is positive.

    A line is known again by ``identity`` (its content) and ``occurrence`` (the how-manieth of that
    content on its account and day), so that overlapping statements do not double it.
    """

    __table_args__: ClassVar[Any] = (
        _index(
            "ix_statement_line_identity",
            "identity occurrence",
            where="voided_by IS NULL",
            unique=True,
        ),
        _index("ix_statement_line_value", "value_on"),
    )
    statement_line_id: int | None = _integer_key()
    statement_id: int = Field(foreign_key="statement.statement_id", index=True)
    row: int
    account: str = Field(sa_type=Text)
    currency: str = Field(sa_type=Text)
    booked_on: str = Field(sa_type=Text)
    value_on: str = Field(sa_type=Text)
    amount: int
    kind: str = Field(sa_type=Text)
    """credit, debit, return (money in that went back), refund (money out that came back),
    neutral (nothing moved)."""
    payer: str = Field(sa_type=Text)
    payer_account: str = Field(sa_type=Text)
    reference: str = Field(sa_type=Text)
    mandate: str = Field(sa_type=Text)
    bank_reference: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)
    code: str = Field(sa_type=Text)
    reason: str = Field(sa_type=Text)
    """Why money went back: AM04, MD06 …"""
    original: int
    """Amount of the movement that a return takes back, where the bank names it; else 0."""
    identity: str = Field(sa_type=Text)
    occurrence: int
    journal_id: int = Field(foreign_key="journal.journal_id", index=True)
    voided_by: int | None = Field(default=None, foreign_key="journal.journal_id")
    payments: int = Field(default=1, sa_column=Column(Integer, nullable=False, server_default="1"))
    """How many payments the bank put together in the line, at least; more than one is nobody's."""


class StatementSightingRecord(LedgerTable, table=True):
    """A line that stood in a later statement again: taking the first one back must not lose it."""

    statement_sighting_id: int | None = _integer_key()
    statement_line_id: int = Field(foreign_key="statement_line.statement_line_id", index=True)
    journal_id: int = Field(foreign_key="journal.journal_id", index=True)
    voided_by: int | None = Field(default=None, foreign_key="journal.journal_id")


class PayerAccountRecord(LedgerTable, table=True):
    """A bank account from which a customer pays, learnt from a match that a person confirmed."""

    payer_account_id: int | None = _integer_key()
    account: str = Field(sa_type=Text, index=True)
    customer_id: str = Field(foreign_key="customer.customer_id", index=True, sa_type=Text)
    statement_line_id: int = Field(foreign_key="statement_line.statement_line_id", index=True)
    journal_id: int = Field(foreign_key="journal.journal_id", index=True)
    voided_by: int | None = Field(default=None, foreign_key="journal.journal_id")


class LineMatchRecord(LedgerTable, table=True):
    """What became of money on a bank line: an entry that books it, or that it is not ours."""

    line_match_id: int | None = _integer_key()
    statement_line_id: int = Field(foreign_key="statement_line.statement_line_id", index=True)
    kind: str = Field(sa_type=Text)
    """booked, linked (to an entry that was there before), reversed, or not_ours."""
    entry_id: int | None = Field(default=None, foreign_key="entry.entry_id", index=True)
    amount: int
    payer_account_id: int | None = Field(
        default=None, foreign_key="payer_account.payer_account_id", index=True
    )
    """The learnt account that the match rests on."""
    evidence: str = Field(sa_type=Text)
    journal_id: int = Field(foreign_key="journal.journal_id", index=True)
    voided_by: int | None = Field(default=None, foreign_key="journal.journal_id")


class ListingRecord(LedgerTable, table=True):
    """A day of which a list of another system was imported; ``scope``: complete or partial."""

    listing_id: int | None = _integer_key()
    as_of: str = Field(sa_type=Text)
    scope: str = Field(sa_type=Text)
    journal_id: int = Field(foreign_key="journal.journal_id", index=True)
    voided_by: int | None = Field(default=None, foreign_key="journal.journal_id")


class SnapshotRecord(LedgerTable, table=True):
    """What a list says of one loan at the close of a day, in minor units.

    ``not_due_…`` is NULL where the list says nothing beyond what is overdue. The entries that
    lead from one list to the next are derived from these rows: ``entry.inferred``.
    """

    __table_args__: ClassVar[Any] = (
        _index("ix_snapshot_loan", "loan_id as_of", where="voided_by IS NULL", unique=True),
        _index("ix_snapshot_said", "loan_id as_of voided_by"),
        _index("ix_snapshot_day", "as_of"),
    )
    snapshot_id: int | None = _integer_key()
    loan_id: str = Field(foreign_key="loan.loan_id", sa_type=Text)
    as_of: str = Field(sa_type=Text)
    days_past_due: int
    overdue_penalty: int
    overdue_fee: int
    overdue_interest: int
    overdue_principal: int
    not_due_penalty: int | None = None
    not_due_fee: int | None = None
    not_due_interest: int | None = None
    not_due_principal: int | None = None
    journal_id: int = Field(foreign_key="journal.journal_id", index=True)
    voided_by: int | None = Field(default=None, foreign_key="journal.journal_id")


class StatedBalanceRecord(LedgerTable, table=True):
    """What a file says is still open of an invoice at the close of a day, in minor units.

    ``amount`` is that of the invoice in the same file. What no recorded money explains of the
    difference is derived from these rows: ``entry.inferred``.
    """

    __table_args__: ClassVar[Any] = (
        _index("ix_stated_balance_loan", "loan_id as_of", where="voided_by IS NULL", unique=True),
        _index("ix_stated_balance_day", "as_of"),
        _index("ix_stated_balance_voided", "voided_by", where="voided_by IS NOT NULL"),
    )
    stated_balance_id: int | None = _integer_key()
    loan_id: str = Field(foreign_key="loan.loan_id", sa_type=Text)
    as_of: str = Field(sa_type=Text)
    amount: int
    outstanding: int
    journal_id: int = Field(foreign_key="journal.journal_id", index=True)
    voided_by: int | None = Field(default=None, foreign_key="journal.journal_id")


class ListDecisionRecord(LedgerTable, table=True):
    """A person's word that recorded money stands though a daily list does not show it."""

    list_decision_id: int | None = _integer_key()
    loan_id: str = Field(foreign_key="loan.loan_id", index=True, sa_type=Text)
    entry_id: int = Field(foreign_key="entry.entry_id", index=True)
    amount: int
    note: str = Field(default="", sa_type=Text)
    journal_id: int = Field(foreign_key="journal.journal_id", index=True)
    voided_by: int | None = Field(default=None, foreign_key="journal.journal_id")


class InTransitRecord(LedgerTable, table=True):
    """Derived: recorded money that the list of a day does not show yet, in minor units."""

    __table_args__: ClassVar[Any] = (
        _index("ix_in_transit_day", "as_of"),
        {"sqlite_with_rowid": False},
    )
    loan_id: str = Field(primary_key=True, sa_type=Text)
    as_of: str = Field(primary_key=True, sa_type=Text)
    entry_id: int = Field(primary_key=True)
    amount: int


class PositionRecord(LedgerTable, table=True):
    """Derived: where each loan stands, true for every day in [valid_from, valid_until)."""

    __table_args__: ClassVar[Any] = (
        _index("ix_position_customer", "customer_id"),
        _index("ix_position_valid_until", "valid_until"),
        _index("ix_position_valid_from", "valid_from"),
        _index(
            "ix_position_late",
            "customer_id delinquent_on currency overdue",
            where="delinquent_on IS NOT NULL",
        ),
        _index(
            "ix_position_book",
            "currency customer_id delinquent_on "
            "receivable_not_due receivable_not_due_items overdue outstanding_principal",
            where="status = 'active'",
        ),
        _index(
            "ix_position_rest",
            "currency prepaid credit penalty_posted recovered unscheduled",
            where="prepaid <> 0 OR credit <> 0 OR penalty_posted <> 0 OR recovered <> 0 "
            "OR unscheduled <> 0",
        ),
        _index(
            "ix_position_grace",
            "customer_id currency overdue next_due_amount",
            where="oldest_due_on IS NOT NULL AND delinquent_on IS NULL",
        ),
        _index(
            "ix_position_next_due",
            "next_due_on customer_id oldest_due_on currency next_due_amount",
            where="next_due_on IS NOT NULL",
        ),
        _index("ix_position_charged_off", "charged_off_on", where="charged_off_on IS NOT NULL"),
    )
    loan_id: str = Field(primary_key=True, sa_type=Text)
    customer_id: str = Field(sa_type=Text)
    currency: str = Field(sa_type=Text)
    status: str = Field(sa_type=Text)
    oldest_due_on: str | None = Field(default=None, sa_type=Text)
    delinquent_on: str | None = Field(default=None, sa_type=Text)
    overdue: int = 0
    overdue_principal: int = 0
    outstanding_principal: int = 0
    outstanding: int = 0
    receivable_not_due: int = 0
    receivable_not_due_items: int = 0
    prepaid: int = 0
    credit: int = 0
    penalty_posted: int = 0
    recovered: int = 0
    next_due_on: str | None = Field(default=None, sa_type=Text)
    next_due_amount: int = 0
    last_paid_on: str | None = Field(default=None, sa_type=Text)
    unscheduled: int = 0
    valid_from: str = Field(sa_type=Text)
    valid_until: str = Field(sa_type=Text)
    charged_off_on: str | None = Field(default=None, sa_type=Text)


class AccountSourceRecord(LedgerTable, table=True):
    """Derived: loans whose money in can reach other debts of the customer.

    The account itself (a loan of kind ``account``), credit notes, and loans of which more came in
    than their plan asks for. Whose customers have none of these, each loan is computed by itself.
    """

    __table_args__: ClassVar[Any] = (
        _index("ix_account_source_customer", "customer_id currency"),
        {"sqlite_with_rowid": False},
    )
    loan_id: str = Field(primary_key=True, sa_type=Text)
    customer_id: str = Field(sa_type=Text)
    currency: str = Field(sa_type=Text)


class OpenItemRecord(LedgerTable, table=True):
    """Derived: one row per overdue instalment, by component."""

    __table_args__: ClassVar[Any] = (
        _index(
            "ix_open_item_book",
            "currency due_on customer_id loan_id amount principal interest fee penalty",
        ),
    )
    loan_id: str = Field(primary_key=True, sa_type=Text)
    seq: int = Field(primary_key=True)
    due_on: str = Field(sa_type=Text)
    customer_id: str = Field(sa_type=Text)
    currency: str = Field(sa_type=Text)
    amount: int
    principal: int = 0
    interest: int = 0
    fee: int = 0
    penalty: int = 0


class CaseStateRecord(LedgerTable, table=True):
    """Derived: where each customer stands on the ladder; days in [valid_from, valid_until).

    One row per unit that the ladder judges: the customer (``unit`` is ''), a loan, or an item.
    """

    __table_args__: ClassVar[Any] = (
        _index(
            "ix_case_state_stage",
            "stage anchor late score weight callback_utc last_at_utc promise_on rest due_by",
        ),
        _index("ix_case_state_valid_until", "valid_until"),
        _index("ix_case_state_valid_from", "valid_from"),
        {"sqlite_with_rowid": False},
    )
    customer_id: str = Field(primary_key=True, sa_type=Text)
    unit: str = Field(primary_key=True, sa_type=Text)
    loan_id: str | None = Field(default=None, sa_type=Text)
    """The loan that decides: the longest late, or the one due next."""
    stage: str = Field(sa_type=Text)
    """'' where no step of the ladder holds the customer."""
    since: str | None = Field(default=None, sa_type=Text)
    anchor: str | None = Field(default=None, sa_type=Text)
    """The day from which days count: the day asked about minus this."""
    late: int = 0
    score: int = 0
    """The part of the priority that does not move with the day."""
    weight: int = 0
    """Overdue in the ledger's own currency, minor units."""
    last_contact_id: int | None = None
    last_at_utc: str | None = Field(default=None, sa_type=Text)
    callback_utc: str | None = Field(default=None, sa_type=Text)
    promise_on: str | None = Field(default=None, sa_type=Text)
    """The next due date of a promise that is pending."""
    rest: str = Field(default="", sa_type=Text)
    """Why nobody acts for now: promise, callback, hold; '' while there is something to do."""
    due_by: str | None = Field(default=None, sa_type=Text)
    """The last day for the next action by the service level of the step."""
    held_back: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})
    """The next step that days point to and what is missing for it, as ``visit: tries``."""
    valid_from: str = Field(sa_type=Text)
    valid_until: str = Field(sa_type=Text)


class TouchedCaseRecord(LedgerTable, table=True):
    """Customers whose facts changed since their case state was computed."""

    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}
    customer_id: str = Field(primary_key=True, sa_type=Text)


class DayTotalRecord(LedgerTable, table=True):
    """Derived by the database itself: per currency and day, sums of facts by kind.

    ``day`` is the first day on which the amount counts as a receivable. The control total of
    every report comes from here and from nowhere else.
    """

    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}
    currency: str = Field(primary_key=True, sa_type=Text)
    day: str = Field(primary_key=True, sa_type=Text)
    kind: str = Field(primary_key=True, sa_type=Text)
    amount: int


class TouchedRecord(LedgerTable, table=True):
    """Loans whose facts changed in this transaction; anything left here was changed outside."""

    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}
    loan_id: str = Field(primary_key=True, sa_type=Text)
