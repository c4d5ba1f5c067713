"""Everything about one loan, and the changes of its bucket."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from overdue_cli.domain.loan.lateness_history import BucketChange
from overdue_cli.domain.loan.loan import Amounts, Item, dated
from overdue_cli.domain.money import Money
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.loan.history import CAUSES, cause_in_words
from overdue_cli.reports.loan.show import LoanDetails, Transaction
from overdue_cli.views.amounts import PARTS, amounts_of
from overdue_cli.views.columns import Fact, by_name
from overdue_cli.views.ladder.holds import holds_section
from overdue_cli.views.ladder.promises import promises_section
from overdue_cli.views.loan.charge_off import charge_off_facts
from overdue_cli.views.loan.debt_words import amount_word, debt_name, first_day_word

#: Components of an instalment as it is shown, and their sum.
_PARTS = ("principal", "interest", "fee", "penalty", "total")
INSTALMENTS = (
    Column("seq", "#", "right"),
    Column("due_on", "due"),
    Column("principal", "principal", "right", rank=3),
    Column("interest", "interest", "right", rank=3),
    Column("fee", "fee", "right", rank=4),
    Column("penalty", "penalty", "right", rank=4),
    Column("total", "total", "right"),
    Column("paid", "paid", "right"),
    Column("outstanding", "open", "right"),
    Column("paid_on", "paid on", rank=1),
    Column("paid_in_advance", "in advance", "right", machine=True),
    Column("paid_late", "late", "right", machine=True),
    Column("days_past_due", "days", "right"),
)
TRANSACTIONS = (
    Column("transaction_id", "transaction"),
    Column("date", "date"),
    Column("type", "type"),
    Column("amount", "amount", "right"),
    Column("penalty", "penalty", "right", rank=3),
    Column("fee", "fee", "right", rank=3),
    Column("interest", "interest", "right", rank=2),
    Column("principal", "principal", "right", rank=2),
    Column("credit", "credit", "right", rank=4),
    Column("reversed", "reversed", rank=1),
    Column("inferred", "inferred", machine=True),
    Column("price", "price", machine=True),
    Column("buyer", "buyer", machine=True),
    Column("note", "note", rank=5),
)
HISTORY = (
    Column("date", "date"),
    Column("from", "from"),
    Column("to", "to"),
    Column("days", "days", "right"),
    Column("cause", "cause", machine=True),
    Column("because", "because"),
    Column("transactions", "transactions", rank=1),
)


def loan_document(loan: LoanDetails, *, as_of: date, settings: Mapping[str, Any]) -> Document:
    """A loan with its instalments and transactions, and its promises and holds if it has any."""
    facts = [*_terms(loan), *_lateness(loan), *_amounts(loan)]
    currency = loan.row["currency"]
    instalments = [_instalment(item, currency) for item in loan.standing.items]
    transactions = [_transaction(one, currency) for one in loan.transactions]
    around = (promises_section(loan.promises), holds_section(loan.holds))
    return Document(
        title=f"{debt_name(loan.row['kind']).capitalize()} {loan.row['loan_id']}",
        as_of=as_of,
        settings=settings,
        facts=[fact for fact in facts if fact[2] not in (None, "", False) or not fact[1]],
        sections=(
            Section("instalments", _columns(loan), instalments, _heading(loan)),
            Section("transactions", TRANSACTIONS, transactions, "Transactions"),
            *(section for section in around if section.rows),
        ),
        main="instalments",
        data={
            **by_name(facts),
            "product": loan.row["product"],
            "as_of": as_of,
            "settings": settings,
            **_parts_of_amounts(loan),
            "instalments": instalments,
            "transactions": [_nested(row) for row in transactions],
            **{section.name: section.rows for section in around},
        },
    )


def _columns(loan: LoanDetails) -> list[Column]:
    """The columns of what falls due; of an invoice there are no parts but charges."""
    parts = ("principal", "interest") if loan.row["kind"] != "loan" else ()
    return [c._replace(machine=c.machine or c.name in parts) for c in INSTALMENTS]


def _heading(loan: LoanDetails) -> str:
    return "Instalments" if loan.row["kind"] == "loan" else "What falls due"


def _terms(loan: LoanDetails) -> Iterator[Fact]:
    """What was agreed, and who looks after it."""
    row = loan.row
    yield "loan_id", debt_name(row["kind"]).capitalize(), row["loan_id"]
    yield "customer_id", "Customer", row["customer_id"]
    yield "name", "Name", row["name"]
    yield "currency", "Currency", row["currency"]
    yield "status", "Status", loan.standing.status
    yield "principal", amount_word(row["kind"]), Money(row["principal"], row["currency"])
    yield "disbursed_on", first_day_word(row["kind"]), row["disbursed_on"]
    yield "product", "Product", _product(loan)
    yield "rules_of", "", loan.rules_of
    yield "down_payment", "Down payment, percent", row["down_payment"]
    yield "roll", "Due dates roll", row["roll"]
    yield "calendar", "Calendar", row["calendar"]
    yield "account_no", "Account number", row["account_no"]
    yield "time_zone", "Time zone", row["time_zone"]
    yield "officer", "Officer", row["officer"]
    yield "branch", "Branch", row["branch"]
    yield "channel", "Channel", row["channel"]
    yield "matter", "Matter", row["matter"]
    yield "order_no", "Order number", row["order_no"]
    yield "contact", "Contact", row["contact"]
    yield "discount_percent", "Discount, percent", row["discount_percent"]
    yield "discount_until", "Discount until", row["discount_until"]
    yield "disputed", "Disputed", bool(row["disputed"])


def _product(loan: LoanDetails) -> str:
    """The product a loan names, and whose rules hold where the policy has none of that name."""
    name = str(loan.row["product"])
    if name and name != loan.rules_of:
        return f"{name} (not in the policy: default rules)"
    return name


def _lateness(loan: LoanDetails) -> Iterator[Fact]:
    standing = loan.standing
    yield "days_past_due", "Days past due", standing.days_past_due
    yield "delinquent_days", "Delinquent days", standing.delinquent_days
    yield "oldest_due_on", "Unpaid since", standing.oldest_due_on
    yield "delinquent_on", "", standing.delinquent_on
    yield "bucket", "Bucket", loan.bucket
    yield "stage", "Stage", loan.stage


def _amounts(loan: LoanDetails) -> Iterator[Fact]:
    standing, currency = loan.standing, loan.row["currency"]
    yield "outstanding", "Outstanding", Money(standing.outstanding.total, currency)
    yield "overdue", "Overdue", Money(standing.overdue.total, currency)
    yield "not_due", "Not due", Money(standing.not_due.total, currency)
    yield "credit", "Credit", Money(standing.credit, currency)
    yield from charge_off_facts(standing, currency)
    yield "next_due_on", "Next due", standing.next_due_on
    yield "next_due_amount", "Next amount", Money(standing.next_due_amount, currency)


def _parts_of_amounts(loan: LoanDetails) -> dict[str, Any]:
    """Amounts by component, as json has them."""
    standing, currency = loan.standing, loan.row["currency"]
    return {
        "outstanding": amounts_of(standing.outstanding, currency, *_PARTS),
        "overdue": amounts_of(standing.overdue, currency, *_PARTS),
        "not_due": amounts_of(standing.not_due, currency, *_PARTS),
        "penalty_accrued": Money(standing.penalty_accrued, currency),
    }


def _instalment(item: Item, currency: str) -> dict[str, Any]:
    return {
        "seq": item.seq,
        "due_on": dated(item.due_on),
        **amounts_of(item.due, currency, *_PARTS),
        "paid": Money(item.paid.total, currency),
        "outstanding": Money(item.unpaid.total, currency),
        "paid_on": item.paid_on,
        **amounts_of(item, currency, "paid_in_advance", "paid_late"),
        "days_past_due": item.days_past_due,
    }


def _transaction(one: Transaction, currency: str) -> dict[str, Any]:
    parts = one.allocated.parts if one.allocated else Amounts()
    return {
        "transaction_id": one.transaction_id,
        "date": one.day,
        "type": one.kind,
        "amount": Money(one.amount, currency),
        **amounts_of(parts, currency, *PARTS),
        "credit": Money(one.allocated.credit if one.allocated else 0, currency),
        "reversed": one.reversed,
        "inferred": one.inferred,
        "price": None if one.price is None else Money(one.price, currency),
        "buyer": one.buyer,
        "note": _note(one, currency),
    }


def _note(one: Transaction, currency: str) -> str:
    """What was written beside an entry, and of a sale who bought and for how much."""
    bought = [f"to {one.buyer}"] if one.buyer else []
    bought += [f"for {Money(one.price, currency)}"] if one.price is not None else []
    note = one.note or ("from the lists" if one.inferred else "")
    return "; ".join(part for part in (" ".join(bought), note) if part)


def _nested(row: dict[str, Any]) -> dict[str, Any]:
    parts = (*PARTS, "credit")
    others = {name: value for name, value in row.items() if name not in parts}
    return {**others, "allocated": {name: row[name] for name in parts}}


def with_history(
    document: Document, loan: LoanDetails, changes: Sequence[BucketChange]
) -> Document:
    """The same with every change of bucket; csv and jsonl print those."""
    rows = [_change(loan, one) for one in changes]
    never = [] if rows else [("", "History", f"never late up to {document.as_of}")]
    return replace(
        document,
        facts=[*document.facts, *never],
        sections=(*document.sections, Section("history", HISTORY, rows, "History")),
        main="history",
        data={**(document.data or {}), "history": rows},
    )


def _change(loan: LoanDetails, change: BucketChange) -> dict[str, Any]:
    moved = [one.transaction_id for one in loan.transactions if one.day == change.day]
    return {
        "date": change.day,
        "from": change.before or "current",
        "to": change.after or "current",
        "days": change.delinquent_days,
        "cause": change.cause,
        "because": cause_in_words(change.cause),
        "transactions": ", ".join([] if change.cause in CAUSES else moved),
    }
