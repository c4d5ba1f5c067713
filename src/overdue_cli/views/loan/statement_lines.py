"""The transactions of a statement of account, in the order they count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from overdue_cli.domain.counted import counted
from overdue_cli.domain.loan.loan import Amounts
from overdue_cli.domain.money import Money
from overdue_cli.render.document import Column
from overdue_cli.reports.loan.statement import SCHEDULE, AccountLine, LoanStatement, Reversal
from overdue_cli.views.amounts import PARTS, by_component
from overdue_cli.views.loan.statement_instalments import PART_COLUMNS
from overdue_cli.views.loan.statement_words import minor_text

ENTRIES = (
    Column("date", "date"),
    Column("entry", "transaction"),
    Column("entry_id", "number", machine=True),
    Column("type", "type"),
    Column("amount", "amount", "right"),
    Column("balance_before", "balance before", "right", rank=3),
    Column("change", "change", "right", machine=True),
    *(column._replace(machine=True) for column in PART_COLUMNS),
    Column("to_written_off", "to debt written off", "right", machine=True),
    Column("credit", "credit", "right", machine=True),
    Column("paid_out", "paid out", "right", machine=True),
    Column("from_credit", "from credit", "right", machine=True),
    Column("taken", "how it was taken"),
    Column("balance_after", "balance", "right"),
    Column("reversed", "reversed", machine=True),
    Column("reversed_by", "reversed by", machine=True),
    Column("reverses", "reverses", machine=True),
    Column("recorded_on", "recorded on", machine=True),
    Column("backdated", "backdated", machine=True),
    Column("remark", "remark"),
    Column("note", "note", machine=True),
)


def line_row(statement: LoanStatement, line: AccountLine) -> dict[str, Any]:
    """One line, with the balance before and after."""
    effect = line.effect
    minors = {
        "amount": line.amount,
        "balance_before": line.before,
        "change": effect.change,
        **dict(zip(PARTS, line.parts, strict=True)),
        "to_written_off": effect.recovered.total,
        "credit": effect.credit,
        "paid_out": effect.paid_out,
        "from_credit": effect.from_credit,
        "balance_after": line.balance,
    }
    return {
        "date": line.on,
        "entry": line.name or None,
        "entry_id": line.entry_id,
        "type": line.kind,
        **{name: Money(minor, statement.loan.currency) for name, minor in minors.items()},
        "taken": taken_in_words(statement, line),
        "reversed": sum(one.amount for one in line.reversed_by) >= line.amount > 0,
        "reversed_by": ", ".join(one.name for one in line.reversed_by),
        "reverses": line.reverses,
        "recorded_on": line.recorded_on,
        "backdated": line.backdated,
        "remark": "; ".join(_remarks(statement, line)),
        "note": line.note,
    }


def nested_line(statement: LoanStatement, line: AccountLine) -> dict[str, Any]:
    """A line with its parts by instalment, and what took it back."""
    currency, effect = statement.loan.currency, line.effect
    return line_row(statement, line) | {
        "added": [
            {"seq": s.seq, "date": s.on, **by_component(s.parts, currency)} for s in effect.added
        ],
        "allocated": [
            {"seq": s.seq, "date": s.on, **by_component(s.parts, currency)} for s in effect.settled
        ],
        "reversed_by": [_reversal(one, currency) for one in line.reversed_by],
    }


def _reversal(one: Reversal, currency: str) -> dict[str, Any]:
    return {"entry": one.name, "date": one.on, "amount": Money(one.amount, currency)}


def taken_in_words(statement: LoanStatement, line: AccountLine) -> str:
    """How one line was taken: instalments by component, then what went elsewhere."""
    if line.kind == SCHEDULE:
        if statement.row["kind"] == "invoice":
            return "invoiced"
        count = len(statement.loan.plan)
        return f"{counted(count, 'instalment')}: {_parts(statement, line.parts)}"
    effect = line.effect
    parts = [f"#{s.seq} +{_parts(statement, s.parts)}" for s in effect.added]
    parts += [f"#{s.seq} {_parts(statement, s.parts)}" for s in effect.settled]
    moved = (
        ("debt written off", effect.recovered.total),
        ("waits as credit", effect.credit),
        ("credit used up", effect.paid_out),
        ("from credit", effect.from_credit),
    )
    parts += [f"{what} {minor_text(statement, minor)}" for what, minor in moved if minor]
    return "; ".join(parts) or ("in the schedule" if line.kind == "disbursement" else "")


def _parts(statement: LoanStatement, parts: Amounts) -> str:
    called = {"principal": "amount"} if statement.row["kind"] == "invoice" else {}
    named = ((called.get(name, name), minor) for name, minor in zip(PARTS, parts, strict=True))
    return ", ".join(f"{name} {minor_text(statement, minor)}" for name, minor in named if minor)


def _remarks(statement: LoanStatement, line: AccountLine) -> Iterator[str]:
    for one in line.reversed_by:
        amount = minor_text(statement, one.amount)
        part = "" if one.amount == line.amount else f" in part ({amount})"
        yield f"taken back{part} by {one.name} on {one.on}"
    if line.reverses:
        verb = "takes back" if line.kind == "reversal" else "puts back"
        yield f"{verb} {line.reverses}" + (f" of {line.reverses_on}" if line.reverses_on else "")
    if line.backdated:
        yield f"recorded on {line.recorded_on} for {line.on}"
    if line.note:
        yield line.note
