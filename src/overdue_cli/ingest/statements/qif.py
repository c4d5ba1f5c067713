"""Reads QIF, Quicken's old list: movements of bank, cash and card accounts.

Its dates have no fixed order, and nothing says which currency it is in: the order is decided by
all dates of the file or by the user, the currency by the ledger or the user.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.dates import ORDERS, DateColumn
from overdue_cli.ingest.faults import BadCell, BadFile
from overdue_cli.ingest.marks import MARKS
from overdue_cli.ingest.per_column import chosen
from overdue_cli.ingest.statements.details import payments_in, reason_in, said_to_return
from overdue_cli.ingest.statements.mt940 import Result
from overdue_cli.ingest.statements.values import Choices, Line, Statement, minor

_MONEY = {"bank", "cash", "ccard", "oth a", "oth l"}


class Record(NamedTuple):
    """One record of an account: its line, its list, and its fields by their letter."""

    row: int
    account: str
    fields: dict[str, str]


def looks_like_qif(head: str) -> bool:
    """Whether a text begins like QIF."""
    return bool(re.search(r"(?mi)^!(type|account|option|clear)\b", head))


def read_qif(text: str, choices: Choices, name: str) -> Result:
    """The movements of a file; BadFile where it holds none (categories and the like)."""
    records = [one for one in _records(text) if one.fields.get("T") or one.fields.get("U")]
    if not records:
        raise BadFile(
            "there is no movement of a bank, cash or card account in this QIF file",
            "Export the movements (!Type:Bank) of the account.",
        )
    order = chosen(choices.date_order, ORDERS, "D")
    dates = DateColumn(name, "D", lambda: ((r.row, _date(r)) for r in records), order)
    found = Result([], [], [], [])
    by_account: dict[str, list[Line]] = {}
    for record in records:
        account = choices.account or record.account
        line = _line(record, account, dates, choices, found)
        if line is not None:
            by_account.setdefault(account, []).append(line)
    if dates.told:
        row, _, day, rule, _ = dates.told
        found.notes.append(f"row {row}, '{day}': {rule}")
    for account, lines in by_account.items():
        found.statements.append(
            Statement(lines[0].row, account, choices.currency, "", None, None, tuple(lines))
        )
    return found


def _records(text: str) -> Iterator[Record]:
    """The records of lists of money; those of classes, categories and securities are not."""
    kind, account, row = "", "", 0
    fields: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("!"):
            kind, fields = line[1:].strip().lower(), {}
        elif line.startswith("^"):
            if kind == "account":
                account = fields.get("N", account)
            elif kind.removeprefix("type:") in _MONEY and fields:
                yield Record(row, account, fields)
            fields = {}
        elif line.strip():
            row = row if fields else number
            fields.setdefault(line[0], line[1:].strip())
    if fields and kind.removeprefix("type:") in _MONEY:
        yield Record(row, account, fields)


def _date(record: Record) -> str:
    """The date as Quicken writes it, with the apostrophe of years after 1999 made a slash."""
    return record.fields.get("D", "").replace("'", "/").replace(" ", "")


def _line(
    record: Record, account: str, dates: DateColumn, choices: Choices, found: Result
) -> Line | None:
    fields = record.fields
    amount = fields.get("T") or fields.get("U", "")
    try:
        if not choices.currency:
            raise BadCell("nothing says in which currency this is", "Name it: --currency USD.")
        day = dates.read(_date(record))
        value = minor(amount, choices.currency, chosen(choices.decimal, MARKS, "T") or ".")
    except BadCell as fault:
        found.problems.append(Problem(record.row, "T", amount, fault.rule, fault.hint))
        return None
    text = " ".join(filter(None, (fields.get("P"), fields.get("M"))))
    back = value < 0 and said_to_return(text)
    payments = payments_in(text)
    return Line(
        row=record.row,
        account=account,
        currency=choices.currency,
        booked_on=day,
        value_on=day,
        amount=value,
        kind="return" if back else ("debit" if value < 0 else "credit"),
        payer=fields.get("P", "") if payments < 2 else "",
        reference=fields.get("N", ""),
        text=text,
        code=fields.get("L", ""),
        reason=reason_in(text) if back else "",
        payments=payments,
    )
