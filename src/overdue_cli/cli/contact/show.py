"""``overdue show``: everything about one customer or one loan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Any

import typer

from overdue_cli.book import Book
from overdue_cli.cli.options import AsOf, Db, Excel, Format, KnownOn, Output, Who
from overdue_cli.cli.session import put, session
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.loan.lateness_history import BucketChange
from overdue_cli.domain.loan.loan import Amounts, dated
from overdue_cli.domain.money import Money, decimal_text
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.contact.show import (
    CustomerShown,
    LoanShown,
    customer_of,
    found,
    show_customer,
    show_loan,
)
from overdue_cli.reports.ladder.holds import HoldRow
from overdue_cli.reports.ladder.promises import PromiseRow
from overdue_cli.reports.loan.history import CAUSES, cause_in_words, loan_history

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
LOANS = (
    Column("loan_id", "loan"),
    Column("status", "status", rank=1),
    Column("currency", "currency", rank=2),
    Column("delinquent_days", "days", "right"),
    Column("overdue", "overdue", "right"),
    Column("outstanding", "outstanding", "right"),
    Column("credit", "credit", "right", rank=4),
    Column("next_due_on", "next due", rank=2),
    Column("next_due_amount", "next amount", "right", rank=3),
    Column("last_paid_on", "last paid", rank=3),
)
CONTACTS = (
    Column("contact_id", "contact", rank=6),
    Column("at", "at"),
    Column("channel", "channel", rank=2),
    Column("outcome", "outcome"),
    Column("person", "person", rank=4),
    Column("phone", "phone", rank=4),
    Column("reason", "reason", rank=3),
    Column("callback_at", "call back", rank=1),
    Column("officer", "officer", rank=2),
    Column("loan_id", "loan", rank=5),
    Column("direction", "direction", machine=True),
    Column("state", "state", machine=True),
    Column("step", "step", machine=True),
    Column("place", "place", machine=True),
    Column("text", "text", machine=True),
    Column("found", "found", machine=True),
    Column("met", "met", machine=True),
    Column("willingness", "willing", machine=True),
    Column("ability", "able", machine=True),
    Column("agreed", "agreed", machine=True),
    Column("verdict", "gate", machine=True),
    Column("verdict_rule", "rule", machine=True),
    Column("override_reason", "override", machine=True),
    Column("detail", "detail", rank=4),
    Column("note", "note"),
)
PROMISES = (
    Column("promise_id", "number", rank=6),
    Column("promise", "promise"),
    Column("made_on", "made on"),
    Column("due_on", "due on"),
    Column("amount", "amount", "right"),
    Column("paid", "paid", "right"),
    Column("verdict", "verdict"),
    Column("decided_on", "since", rank=2),
    Column("loan_id", "loan", rank=1),
)
HOLDS = (
    Column("hold_id", "hold", rank=1),
    Column("loan_id", "loan", rank=1),
    Column("seq", "item", rank=2),
    Column("kind", "kind"),
    Column("state", "state"),
    Column("from_on", "from"),
    Column("until_on", "until"),
    Column("released_on", "released", rank=3),
    Column("stops", "stops"),
    Column("note", "note", rank=2),
)
PREFERENCES = (
    Column("preference_id", "preference", rank=2),
    Column("kind", "kind"),
    Column("channel", "channel"),
    Column("point", "number or address", rank=1),
    Column("loan_id", "loan", rank=4),
    Column("person", "person", rank=3),
    Column("days", "days"),
    Column("from_time", "from"),
    Column("to_time", "to"),
    Column("at", "stated", rank=1),
    Column("until_on", "until", rank=2),
    Column("note", "note", rank=3),
)
POINTS = (
    Column("contact_point_id", "point", rank=3),
    Column("kind", "kind"),
    Column("value", "number or address"),
    Column("person", "person"),
    Column("name", "name", rank=1),
    Column("place", "place", rank=2),
    Column("time_zone", "time zone", rank=3),
)
MASTER = (
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


def show(
    ctx: typer.Context,
    who: Who,
    section: Annotated[
        str | None,
        typer.Option(
            "--section",
            metavar="NAME",
            help="csv and jsonl of a loan: instalments, transactions or history; "
            "of a customer: loans, contacts, promises, holds, preferences or points.",
        ),
    ] = None,
    history: Annotated[
        bool, typer.Option("--history", help="A loan: every change of bucket, and why.")
    ] = False,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    db: Db = None,
) -> None:
    """Everything about one customer or one loan.

    Examples:

    \b
      overdue show C-17
      overdue show loan:L-2041 --as-of 2026-05-31
      overdue show L-2041 --section transactions --format csv
      overdue show L-2041 --history
    """
    with session(ctx, db, as_of=as_of, known_on=known_on) as at:
        kind, who_id = found(at, who)
        if kind == "loan":
            at.bring_customer(customer_of(at, who_id))
            shown = show_loan(at, who_id)
            document = _loan_document(at, shown)
            if history or section == "history":
                document = _with_history(at, shown, document)
            put(document, fmt, output, excel=excel, section=section)
            return
        if history:
            raise WrongUse(f"'{who}' is a customer; --history is of a loan", hint="Name a loan.")
        at.bring_customer(who_id)
        customer = show_customer(at, who_id)
        put(_customer_document(at, customer), fmt, output, excel=excel, section=section)


def _loan_document(at: Book, shown: LoanShown) -> Document:
    row, standing = shown.row, shown.standing
    currency = row["currency"]

    def money(minor: int) -> Money:
        return Money(minor, currency)

    facts: list[tuple[str, str, Any]] = [
        ("loan_id", "Loan", row["loan_id"]),
        ("customer_id", "Customer", row["customer_id"]),
        ("name", "Name", row["name"]),
        ("currency", "Currency", currency),
        ("status", "Status", standing.status),
        ("principal", "Principal", money(row["principal"])),
        (
            "disbursed_on",
            "Issued" if row["kind"] == "invoice" else "Disbursed",
            row["disbursed_on"],
        ),
        ("product", "Product", _product(at, row)),
        ("rules_of", "", at.policy.product_of(dict(row))),
        ("down_payment", "Down payment, percent", row["down_payment"]),
        ("roll", "Due dates roll", row["roll"]),
        ("calendar", "Calendar", row["calendar"]),
        ("time_zone", "Time zone", row["time_zone"]),
        ("officer", "Officer", row["officer"]),
        ("branch", "Branch", row["branch"]),
        ("disputed", "Disputed", bool(row["disputed"])),
        ("days_past_due", "Days past due", standing.days_past_due),
        ("delinquent_days", "Delinquent days", standing.delinquent_days),
        ("oldest_due_on", "Unpaid since", standing.oldest_due_on),
        ("delinquent_on", "", standing.delinquent_on),
        ("bucket", "Bucket", shown.bucket),
        ("stage", "Stage", shown.stage),
        ("outstanding", "Outstanding", money(standing.outstanding.total)),
        ("overdue", "Overdue", money(standing.overdue.total)),
        ("not_due", "Not due", money(standing.not_due.total)),
        ("credit", "Credit", money(standing.credit)),
        ("next_due_on", "Next due", standing.next_due_on),
        ("next_due_amount", "Next amount", money(standing.next_due_amount)),
    ]
    shown_facts = [fact for fact in facts if fact[2] not in (None, "", False) or not fact[1]]
    instalments, transactions = _instalments(shown), _transactions(shown)
    promises = [_promise(one) for one in shown.promises]
    holds = [_hold(one) for one in shown.holds]
    return Document(
        title=f"Loan {row['loan_id']}",
        as_of=at.day,
        settings=at.policy.settings(),
        facts=shown_facts,
        sections=(
            Section("instalments", INSTALMENTS, instalments, title="Instalments"),
            Section("transactions", TRANSACTIONS, transactions, title="Transactions"),
            *_if_any("promises", PROMISES, promises, "Promises"),
            *_if_any("holds", HOLDS, holds, "Holds"),
        ),
        main="instalments",
        data={
            **{name: value for name, _, value in facts},
            "product": row["product"],
            "as_of": at.day,
            "settings": at.policy.settings(),
            "outstanding": _parts(standing.outstanding, currency),
            "overdue": _parts(standing.overdue, currency),
            "not_due": _parts(standing.not_due, currency),
            "penalty_accrued": money(standing.penalty_accrued),
            "instalments": instalments,
            "transactions": [_nested(row) for row in transactions],
            "promises": promises,
            "holds": holds,
        },
    )


def _product(at: Book, row: Any) -> str:
    """The product a loan names, and whose rules hold where the policy has none of that name."""
    name = str(row["product"])
    if name and name not in at.policy.products:
        return f"{name} (not in the policy: default rules)"
    return name


def _if_any(
    name: str, columns: tuple[Column, ...], rows: list[dict[str, Any]], title: str
) -> tuple[Section, ...]:
    """A section that is left out where there is nothing to say."""
    return (Section(name, columns, rows, title=title),) if rows else ()


def _with_history(at: Book, shown: LoanShown, document: Document) -> Document:
    """The same with every change of bucket; csv and jsonl print those."""
    changes = loan_history(at, shown.row["loan_id"])
    rows = [_change(shown, one) for one in changes]
    section = Section("history", HISTORY, rows, title="History")
    said = [] if rows else [("", "History", f"never late up to {at.day}")]
    return replace(
        document,
        facts=[*document.facts, *said],
        sections=(*document.sections, section),
        main="history",
        data={**(document.data or {}), "history": rows},
    )


def _change(shown: LoanShown, change: BucketChange) -> dict[str, Any]:
    moved = [one.transaction_id for one in shown.transactions if one.day == change.day]
    return {
        "date": change.day,
        "from": change.before or "current",
        "to": change.after or "current",
        "days": change.delinquent_days,
        "cause": change.cause,
        "because": cause_in_words(change.cause),
        "transactions": ", ".join([] if change.cause in CAUSES else moved),
    }


def _parts(amounts: Amounts, currency: str) -> dict[str, str]:
    order = ("principal", "interest", "fee", "penalty", "total")
    return {name: decimal_text(getattr(amounts, name), currency) for name in order}


def _instalments(shown: LoanShown) -> list[dict[str, Any]]:
    currency = shown.row["currency"]
    return [
        {
            "seq": item.seq,
            "due_on": dated(item.due_on),
            "principal": Money(item.due.principal, currency),
            "interest": Money(item.due.interest, currency),
            "fee": Money(item.due.fee, currency),
            "penalty": Money(item.due.penalty, currency),
            "total": Money(item.due.total, currency),
            "paid": Money(item.paid.total, currency),
            "outstanding": Money(item.unpaid.total, currency),
            "paid_on": item.paid_on,
            "paid_in_advance": Money(item.paid_in_advance, currency),
            "paid_late": Money(item.paid_late, currency),
            "days_past_due": item.days_past_due,
        }
        for item in shown.standing.items
    ]


def _transactions(shown: LoanShown) -> list[dict[str, Any]]:
    currency = shown.row["currency"]
    rows = []
    for one in shown.transactions:
        parts = one.allocated.parts if one.allocated else Amounts()
        rows.append(
            {
                "transaction_id": one.transaction_id,
                "date": one.day,
                "type": one.kind,
                "amount": Money(one.amount, currency),
                "penalty": Money(parts.penalty, currency),
                "fee": Money(parts.fee, currency),
                "interest": Money(parts.interest, currency),
                "principal": Money(parts.principal, currency),
                "credit": Money(one.allocated.credit if one.allocated else 0, currency),
                "reversed": one.reversed,
                "inferred": one.inferred,
                "note": one.note or ("from the lists" if one.inferred else ""),
            }
        )
    return rows


def _nested(row: dict[str, Any]) -> dict[str, Any]:
    parts = ("penalty", "fee", "interest", "principal", "credit")
    rest = {name: value for name, value in row.items() if name not in parts}
    return {**rest, "allocated": {name: row[name] for name in parts}}


def _customer_document(at: Book, shown: CustomerShown) -> Document:
    row = shown.row
    facts: list[tuple[str, str, Any]] = [("customer_id", "Customer", row["customer_id"])]
    facts += [(name, label, row[name]) for name, label in MASTER]
    if row["income"] is not None:
        facts.append(("income", "Income", Money(row["income"], row["income_currency"])))
    facts.append(("stage", "Stage", shown.stage))
    facts.append(("delinquent_days", "Delinquent days", shown.days))
    sections = (
        Section("loans", LOANS, [_position(at, one) for one in shown.positions], title="Loans"),
        Section("contacts", CONTACTS, [_contact(c) for c in shown.contacts], title="Contacts"),
        Section("promises", PROMISES, [_promise(p) for p in shown.promises], title="Promises"),
        *_around(shown),
    )
    return Document(
        title=f"Customer {row['customer_id']}",
        as_of=at.day,
        settings=at.policy.settings(),
        facts=[fact for fact in facts if fact[2] not in (None, "")],
        sections=sections,
        main="loans",
        data={
            "as_of": at.day,
            "settings": at.policy.settings(),
            **{name: value for name, _, value in facts},
            **{section.name: section.rows for section in sections},
        },
    )


def _around(shown: CustomerShown) -> tuple[Section, ...]:
    """Holds, preferences and points of a customer; the own points stand in the facts above."""
    wishes = [one._asdict() for one in shown.preferences]
    added = any(one.contact_point_id for one in shown.points)
    points = [one._asdict() for one in shown.points] if added else []
    return (
        Section("holds", HOLDS, [_hold(one) for one in shown.holds], title="Holds"),
        Section("preferences", PREFERENCES, wishes, title="Preferences"),
        Section("points", POINTS, points, title="Numbers and addresses"),
    )


def _hold(row: HoldRow) -> dict[str, Any]:
    return _only(HOLDS, row._asdict()) | {"stops": row.stops.replace(" ", ", ")}


def _contact(row: Any) -> dict[str, Any]:
    cells = _only(CONTACTS, {**row, "detail": _detail(row)})
    times = {name: cells[name] for name in ("at", "callback_at") if cells[name]}
    return cells | {name: datetime.fromisoformat(text) for name, text in times.items()}


def _detail(row: Any) -> str:
    """What a visit found and what became of a message, in words."""
    parts = [
        row["step"],
        row["state"],
        "from them" if row["direction"] == "in" else "",
        {"yes": "found", "no": "not found"}.get(row["found"], ""),
        f"met {row['met']}" if row["met"] else "",
        f"willing: {row['willingness']}" if row["willingness"] else "",
        f"able: {row['ability']}" if row["ability"] else "",
        f"agreed: {row['agreed']}" if row["agreed"] else "",
    ]
    return ", ".join(part for part in parts if part)


def _only(columns: tuple[Column, ...], row: Any) -> dict[str, Any]:
    return {column.name: row[column.name] for column in columns}


def _position(at: Book, row: Any) -> dict[str, Any]:
    since = row["delinquent_on"]
    days = (at.day - date.fromisoformat(since)).days if since else 0
    currency = row["currency"]
    return {
        "loan_id": row["loan_id"],
        "status": row["status"],
        "currency": currency,
        "delinquent_days": days,
        "overdue": Money(row["overdue"], currency),
        "outstanding": Money(row["outstanding"], currency),
        "credit": Money(row["credit"], currency),
        "next_due_on": row["next_due_on"],
        "next_due_amount": Money(row["next_due_amount"], currency),
        "last_paid_on": row["last_paid_on"],
    }


def _promise(row: PromiseRow) -> dict[str, Any]:
    return _only(PROMISES, row._asdict() | {"promise": f"{row.amount}@{row.due_on}"})
