"""Bank lines in suspense as a document, and the commands that settle one."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from overdue_cli.domain.money import decimal_text
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.bank.suspense import BankLine, Likely

COLUMNS = (
    Column("line", "line"),
    Column("value_on", "value date"),
    Column("kind", "kind", rank=3),
    Column("currency", "currency", machine=True),
    Column("amount", "amount", "right", rank=2),
    Column("open", "open", "right"),
    Column("payer", "payer"),
    Column("payer_account", "payer's account", machine=True),
    Column("reference", "reference", machine=True),
    Column("text", "text", rank=1),
    Column("reason", "reason", machine=True),
    Column("account", "account", machine=True),
    Column("payments", "payments", machine=True),
    Column("likely", "likely"),
)
#: What is said of a line that is open and of which nothing is likely, by its kind.
_UNKNOWN = {
    "return": "went back; of which payment is not known",
    "refund": "a payment of ours that came back",
}
LIKELY = (
    Column("line", "line"),
    Column("rank", "rank", "right"),
    Column("customer_id", "customer"),
    Column("loans", "loans"),
    Column("score", "score", "right"),
    Column("evidence", "evidence"),
)


def suspense_document(lines: Sequence[BankLine], as_of: date, *, detailed: bool) -> Document:
    """Bank lines, each with its likeliest loans; all that speaks for them where ``detailed``."""
    sections = [Section("rows", COLUMNS, [_row(line) for line in lines])]
    if detailed:
        proposals = [row for line in lines for row in _likely_rows(line)]
        sections.append(Section("proposals", LIKELY, proposals, title="Proposals"))
    return Document(
        title="Bank lines",
        as_of=as_of,
        sections=tuple(sections),
        main="rows",
        empty="Nothing is in suspense.",
        data={"as_of": as_of, "settings": {}, "rows": [_data(line) for line in lines]},
    )


def _row(line: BankLine) -> dict[str, Any]:
    best = line.likely[0] if line.likely else None
    likely = f"{_loans(best.parts)} ({best.evidence})" if best else ""
    if line.open.minor and line.payments > 1:
        likely = _of_several(line)
    if line.open.minor and not best:
        likely = _UNKNOWN.get(line.kind, "")
    return line._asdict() | {"likely": likely}


def _of_several(line: BankLine) -> str:
    """What is said of a line of several payments: nobody's, and which loans may have a share."""
    loans = ", ".join(_loans(one.parts) for one in line.likely)
    return f"{line.payments} payments in one, to be divided{': ' if loans else ''}{loans}"


def _loans(parts: Sequence[tuple[str, Any]]) -> str:
    if len(parts) == 1:
        return parts[0][0]
    return " + ".join(f"{loan_id} {amount}" for loan_id, amount in parts)


def _likely_rows(line: BankLine) -> Iterator[dict[str, Any]]:
    for one in line.likely:
        yield {
            "line": line.line,
            "rank": one.rank,
            "customer_id": one.customer_id,
            "loans": _loans(one.parts),
            "score": one.score,
            "evidence": one.evidence,
        }


def _data(line: BankLine) -> dict[str, Any]:
    return line._asdict() | {
        "likely": [
            {
                "customer_id": one.customer_id,
                "parts": [{"loan_id": loan_id, "amount": amount} for loan_id, amount in one.parts],
                "score": one.score,
                "evidence": one.evidence,
            }
            for one in line.likely
        ]
    }


def next_step(one: BankLine | None, ledger: str = "") -> str:
    """The commands that settle a line; without one, the command that shows a line.

    >>> next_step(None, "a.db")
    'Next: overdue --db a.db match LINE shows a line with its proposals.'
    """
    start = f"overdue{f' --db {shlex.quote(ledger)}' if ledger else ''} match"
    if one is None:
        return f"Next: {start} LINE shows a line with its proposals."
    if not one.open.minor:
        return "Nothing of this line is open."
    if one.kind == "return":
        way = "--reverses LINE (the payment it takes back)"
    elif one.payments > 1:
        way = f"--loan LOAN --amount AMOUNT … (each of its {one.payments} payments)"
    elif one.likely:
        way = f"{_on(one.likely[0])} (the first proposal)"
    else:
        way = "--loan LOAN (whose payment it is)"
    return (
        f"Next: {start} {one.line} {way}\n"
        f"or    {start} {one.line} --not-ours (no payment of a customer)"
    )


def _on(one: Likely) -> str:
    """The loans of a proposal as options, each with its amount where there are several."""
    return " ".join(
        f"--loan {shlex.quote(loan_id)}"
        + (f" --amount {decimal_text(*amount)}" if len(one.parts) > 1 else "")
        for loan_id, amount in one.parts
    )
