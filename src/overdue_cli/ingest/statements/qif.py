"""Reads QIF, Quicken's old list: movements of bank, cash, card and asset (``Oth A``) accounts.

Its dates have no fixed order, and nothing says which currency it is in: the order is decided by
all dates of the file or by the user, the currency by the ledger or the user.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.faults import BadCell, BadFile
from overdue_cli.ingest.statements.payment_details import payments_in, reason_in, said_to_return
from overdue_cli.ingest.statements.values import (
    BankMovement,
    BankStatement,
    StatementChoices,
    StatementResult,
    minor,
)
from overdue_cli.ingest.values.dates import NO_ORDER, ORDERS, DateColumn
from overdue_cli.ingest.values.decimal_marks import MARKS, NO_MARK
from overdue_cli.ingest.values.per_column import chosen

_MONEY = {"bank", "cash", "ccard", "oth a"}
#: Lists of what is no movement: the letters of their records mean something else.
_NO_MOVEMENTS = set("account cat class memorized security prices budget tag invitem tax".split())
_TRADES = {"invst"}
_LINE_END = re.compile(r"\r\n|\r|\n")
_NUMBER = re.compile(r"[-+(]?\W?[ \t]*[\d.,']*\d")


class Record(NamedTuple):
    """One record of a list: its line, its list, its account, its fields by their letter."""

    row: int
    kind: str
    account: str
    fields: dict[str, str]


def looks_like_qif(head: str) -> bool:
    """Whether a text begins like QIF."""
    return bool(re.search(r"(?mi)^[ \t]*!(type|account|option|clear)\b", head))


def read_qif(text: str, choices: StatementChoices, name: str) -> StatementResult:
    """The movements of a file; BadFile where it holds none (categories and the like)."""
    every = [one for one in _records(text) if one.kind not in _NO_MOVEMENTS]
    records = [one for one in every if one.kind in _MONEY and _amount(one)]
    others = [one for one in every if one.kind not in _MONEY and _is_movement(one)]
    if not records:
        raise BadFile(
            "there is no movement of a bank, cash or card account in this QIF file",
            "Export the movements (!Type:Bank) of the account.",
        )
    order = chosen(choices.date_order, ORDERS, "D")
    dates = DateColumn(name, "D", lambda: ((r.row, _date(r)) for r in records), order)
    result = StatementResult([], [], [], [])
    by_account: dict[str, list[BankMovement]] = {}
    for record in records:
        account = choices.account or record.account
        line = _line(record, account, dates, choices, result)
        if line is not None:
            by_account.setdefault(account, []).append(line)
    result.notes.extend(_reading_notes(dates, choices, records))
    for account, lines in by_account.items():
        result.statements.append(
            BankStatement(lines[0].row, account, choices.currency, "", None, None, tuple(lines))
        )
    _say_left_out(others, result)
    count = sum(bool(_NUMBER.match(one.fields.get("T", ""))) for one in (*records, *others))
    return result._replace(movements=count)


def _reading_notes(
    dates: DateColumn, choices: StatementChoices, records: Sequence[Record]
) -> Iterator[str]:
    """What to say of the order of days and the decimal mark."""
    if dates.idle:
        yield NO_ORDER
    if choices.decimal and not any(re.search(r"[.,]", _amount(one)) for one in records):
        yield NO_MARK
    if dates.decisive:
        row, _, day, rule, _ = dates.decisive
        yield f"row {row}, '{day}': {rule}"


def _say_left_out(others: Sequence[Record], result: StatementResult) -> None:
    """Trades are no movements of an account; of a list that is not known a person must say it."""
    for kind, many in Counter(one.kind for one in others).items():
        row = next(one.row for one in others if one.kind == kind)
        if kind in _TRADES:
            trades = "trades" if many > 1 else "trade"
            result.notes.append(f"{many} {trades} of securities left out (from line {row})")
            continue
        records = "records" if many > 1 else "record"
        rule = f"a list that is not known holds {many} {records} with a date and an amount"
        hint = "Write !Type:Bank, !Type:Cash or !Type:CCard above them if they are movements."
        result.problems.append(Problem(row, "!Type", kind, rule, hint))


def _amount(one: Record) -> str:
    return one.fields.get("T") or one.fields.get("U", "")


def _is_movement(one: Record) -> bool:
    """Whether a record has a date and an amount."""
    day = one.fields.get("D", "")
    return any(map(str.isdigit, day)) and bool(_NUMBER.match(_amount(one)))


def _records(text: str) -> Iterator[Record]:
    """The records of all lists; one that does not end (``^``) ends where the next one begins."""
    kind, account, row = "bank", "", 0
    fields: dict[str, str] = {}
    for number, line in enumerate(map(_bare, _LINE_END.split(text)), 1):
        begins = line.startswith("D") and "D" in fields and kind not in _NO_MOVEMENTS
        if fields and (begins or line.startswith(("!", "^"))):
            yield Record(row, kind, account, fields)
            account = fields.get("N", account) if kind == "account" else account
            fields = {}
        if line.startswith("!"):
            kind = _kind(line, kind)
        elif line and not line.startswith("^"):
            row = row if fields else number
            fields.setdefault(line[0], line[1:].strip())
    if fields:
        yield Record(row, kind, account, fields)


def _bare(line: str) -> str:
    return line.strip().removeprefix("\ufeff")


def _kind(line: str, kind: str) -> str:
    """The list that begins with a line; an option begins none."""
    name = line[1:].strip().lower()
    if name.startswith(("option", "clear")):
        return kind
    return name.removeprefix("type:").strip()


def _date(record: Record) -> str:
    """The date as Quicken writes it; the apostrophe before years after 1999 becomes the mark that
    stands between day and month: 6/ 4'18, 28.02'2009."""
    text = record.fields.get("D", "").replace(" ", "")
    mark = next((sign for sign in text if sign in "/.-"), "/")
    return text.replace("'", mark)


def _value(amount: str, choices: StatementChoices) -> int:
    """Signed minor units of an amount; BadCell for one that cannot be read."""
    if not choices.currency:
        raise BadCell("nothing says in which currency this is", "Name it: --currency USD.")
    return minor(amount, choices.currency, chosen(choices.decimal, MARKS, "T") or ".")


def _line(
    record: Record,
    account: str,
    dates: DateColumn,
    choices: StatementChoices,
    result: StatementResult,
) -> BankMovement | None:
    fields, amount = record.fields, _amount(record)
    letter, cell = "D", fields.get("D", "")
    try:
        day = dates.read(_date(record))
        letter, cell = "T", amount
        value = _value(amount, choices)
    except BadCell as fault:
        result.problems.append(Problem(record.row, letter, cell, fault.rule, fault.hint))
        return None
    text = " ".join(filter(None, (fields.get("P"), fields.get("M"))))
    back = value < 0 and said_to_return(text)
    payments = payments_in(text)
    return BankMovement(
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
