"""``overdue match``: bank lines that are not booked yet, and what they are."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any

import typer

from overdue_cli.actions.bank.match import LineDecision, match_certain
from overdue_cli.actions.bank.match import match as match_line
from overdue_cli.book import Book
from overdue_cli.cli import complete
from overdue_cli.cli.bank.match_next import next_step
from overdue_cli.cli.edge import say
from overdue_cli.cli.options import Actor, AsOf, Db, Excel, Format, KnownOn, Output
from overdue_cli.cli.session import named_ledger, put, reading, tell, writing
from overdue_cli.domain.errors import WrongUse
from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.bank.suspense import BankLine, bank_line, bank_lines

ON_SCREEN = 25
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

Line = Annotated[
    int | None,
    typer.Argument(
        metavar="LINE",
        help="A bank line, by its number.",
        autocompletion=complete.bank_lines,
        show_default=False,
    ),
]
Loans = Annotated[
    list[str] | None,
    typer.Option(
        "--loan",
        metavar="LOAN",
        help="The loan it pays; again for a payment of several loans.",
        autocompletion=complete.loans,
    ),
]
Amounts = Annotated[
    list[str] | None,
    typer.Option("--amount", metavar="AMOUNT", help="What each loan gets, in the same order."),
]
OfCustomer = Annotated[
    str,
    typer.Option(
        "--customer",
        metavar="WHO",
        help="Divide it among the loans of this customer.",
        autocompletion=complete.customers_and_loans,
    ),
]
Entry = Annotated[
    str,
    typer.Option("--entry", metavar="TRANSACTION", help="It is this payment, recorded before."),
]
Reverses = Annotated[
    str,
    typer.Option(
        "--reverses", metavar="LINE|TRANSACTION", help="The payment that a return takes back."
    ),
]


def match(
    ctx: typer.Context,
    line: Line = None,
    loan: Loans = None,
    amount: Amounts = None,
    customer: OfCustomer = "",
    entry: Entry = "",
    reverses: Reverses = "",
    not_ours: Annotated[
        bool, typer.Option("--not-ours", help="It is no payment of a customer.")
    ] = False,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Why.")] = "",
    certain: Annotated[
        bool, typer.Option("--certain", help="Book every line of which it is certain now.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="List every bank line, also those that are done.")
    ] = False,
    limit: Annotated[
        int | None,
        typer.Option("--limit", min=0, metavar="N", help="At most N lines; 0 for all."),
    ] = None,
    section: Annotated[
        str | None,
        typer.Option("--section", metavar="NAME", help="For csv and jsonl: rows or proposals."),
    ] = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    fmt: Format = None,
    output: Output = None,
    excel: Excel = False,
    actor: Actor = None,
    db: Db = None,
) -> None:
    """Bank lines in suspense, with the loans they may pay; or say what one of them is.

    Without a LINE: the list, each line with at most three proposals. With a LINE alone: that
    line and everything that speaks for a loan. With --loan, --customer, --entry, --reverses or
    --not-ours the line is matched; the payer's account is remembered for the next time.

    Examples:

    \b
      overdue match
      overdue match 17
      overdue match 17 --loan L-2041
      overdue match 17 --loan L-2041 --amount 300 --loan L-2042
      overdue match 18 --customer C-17
      overdue match 19 --not-ours --note 'our own transfer'
      overdue match --certain
    """
    wanted = LineDecision(
        tuple(loan or ()), tuple(amount or ()), customer, entry, reverses, not_ours, note
    )
    if certain:
        _require(not any(wanted) and line is None, "--certain stands alone")
        _match_certain(ctx, db, actor)
    elif any(wanted):
        _require(line is not None, "no LINE is named")
        with writing(ctx, db, actor) as here:
            done = match_line(here, line or 0, wanted)
        tell(ctx, db, done)
    else:
        if limit is None and output is None and fmt in (None, "table") and sys.stdout.isatty():
            limit, cut = ON_SCREEN + 1, ON_SCREEN
        else:
            cut = None
        with reading(ctx, db, as_of, known_on) as at:
            found = _found(at, line, everything=everything, limit=limit)
            detailed = line is not None or section == "proposals"
            document = _document(found[:cut], at.day, detailed=detailed)
            put(document, fmt, output, excel=excel, section=section)
        if cut and len(found) > cut:
            say(f"The first {cut}; --limit 0 shows all.")
        if found and fmt in (None, "table") and output is None and sys.stdout.isatty():
            say(next_step(found[0] if line is not None else None, named_ledger(ctx, db)))


def _found(at: Book, line: int | None, *, everything: bool, limit: int | None) -> list[BankLine]:
    """The lines asked for; WrongUse for one that is not there."""
    if line is None:
        return bank_lines(at, everything=everything, limit=limit)
    one = bank_line(at, line)
    if one is None:
        raise WrongUse(f"there is no bank line {line}", hint="See 'overdue match --help'.")
    return [one]


def _require(holds: object, otherwise: str) -> None:
    if not holds:
        raise WrongUse(otherwise, hint="See 'overdue match --help'.")


def _match_certain(ctx: typer.Context, db: str | None, actor: str | None) -> None:
    with writing(ctx, db, actor) as here:
        done = match_certain(here)
    if done is None:
        say("Nothing is certain: nothing was written.")
    else:
        tell(ctx, db, done)


def _document(found: Sequence[BankLine], as_of: date, *, detailed: bool) -> Document:
    sections = [Section("rows", COLUMNS, [_row(line) for line in found])]
    if detailed:
        proposals = [row for line in found for row in _likely_rows(line)]
        sections.append(Section("proposals", LIKELY, proposals, title="Proposals"))
    return Document(
        title="Bank lines",
        as_of=as_of,
        sections=tuple(sections),
        main="rows",
        empty="Nothing is in suspense.",
        data={"as_of": as_of, "settings": {}, "rows": [_data(line) for line in found]},
    )


def _row(line: BankLine) -> dict[str, Any]:
    best = line.likely[0] if line.likely else None
    likely = f"{_loans(best.parts)} ({best.evidence})" if best else ""
    if line.open.minor and line.payments > 1:
        likely = _to_divide(line)
    if line.open.minor and not best:
        likely = _UNKNOWN.get(line.kind, "")
    return line._asdict() | {"likely": likely}


def _to_divide(line: BankLine) -> str:
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
