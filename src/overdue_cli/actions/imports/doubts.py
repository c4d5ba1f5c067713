"""What only the user can decide about a source, asked before it is used."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from overdue_cli.actions.imports.answers import NO_ACCOUNT
from overdue_cli.actions.imports.source import Source, currency_reading
from overdue_cli.domain.currency_signs import CurrencyReading
from overdue_cli.domain.errors import Problem
from overdue_cli.domain.money import digits
from overdue_cli.ingest.faults import Undecided
from overdue_cli.ingest.headers.columns import Columns
from overdue_cli.ingest.headers.kinds import CUSTOMERS, OF_LOANS
from overdue_cli.ingest.statements.values import Reading
from overdue_cli.ingest.table import Table
from overdue_cli.ingest.typed import TypedRows
from overdue_cli.store.bank.statements import accounts_known
from overdue_cli.store.bulk.stage import currencies_of_loans, currencies_staged
from overdue_cli.store.ledger.ledger import Ledger

#: So many of the currencies that a sign may mean are offered.
_OFFERED = 5
_DAY_NAMED = re.compile(r"(20\d\d)[-./年_]?(\d{1,2})[-./月_]?(\d{1,2})(?!\d)")
_NOT_USED = " To leave the figures out, write in a map: '{}' = \"\"."


def require_account(conn: sqlite3.Connection, source: Source) -> None:
    """Undecided for bank lines of no account, where the ledger has lines of accounts by name."""
    answered = "--account" in source.file.answers.options
    if source.reading is None or source.options.account or answered:
        return
    bare = next((line for line in source.reading.lines if not line.account), None)
    known = accounts_known(conn) if bare else []
    if not known or bare is None:
        return
    rule = "nothing says whose account this is, and the ledger has lines of others"
    problem = Problem(bare.row, "", "", rule, "Name it: --account NUMBER.")
    raise Undecided(source.name.name, problem, option="--account", choices=(*known, NO_ACCOUNT))


def require_currency_of_lines(reading: Reading, path: Path) -> None:
    """Undecided for bank lines of which nothing says in what currency they are."""
    open_ = [one for one in reading.problems if one.rule.startswith("nothing says in which curr")]
    if not open_ or any(reading.lines):
        return
    rule = "nothing says in which currency the amounts are"
    problem = Problem(open_[0].row, "", "", rule, "Name it: --currency CNY.")
    raise Undecided(path.name, problem, option="--currency")


def require_day(table: Table, columns: Columns, as_of: str, *, asks: bool) -> None:
    """Nothing, or Undecided for a list of which nothing says the day it tells of.

    A loan book that says how late its loans are is asked about where somebody can answer; else
    it is taken without those figures, with a warning. A day in a title that does not say what it
    is, or in a name, is offered, never taken: it may be the day of printing.
    """
    late = columns.columns.get("days_past_due")
    if not late or "as_of" in columns.columns or as_of:
        return
    book = columns.kind.name != "snapshot"
    if book and not asks:
        return
    days = days_named(table)
    say = f"--as-of {days[0]}" if days else "--as-of 2026-06-30"
    source = ", as the file's title or name says" if days else ""
    raise Undecided(
        table.name,
        Problem(
            table.header_row,
            "",
            "",
            f"nothing says of which day the figures of '{late.header}' are"
            if book
            else "nothing says at the close of which day the list holds",
            f"Name the day: {say}{source}, or a column as_of."
            + (_NOT_USED.format(late.header) if book else ""),
        ),
        option="--as-of",
        choices=days,
    )


def days_named(table: Table) -> list[str]:
    """Days written in the rows above the header or in the name of the file."""
    above = [cell for _, cells in table.above for cell in cells]
    matches = [_DAY_NAMED.search(text) for text in (*above, table.name)]
    days = [f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}" for m in matches if m]
    return list(dict.fromkeys(day for day in days if _is_day(day)))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def require_currency(source: Source, columns: Columns, own: str) -> Columns:
    """The columns; a sign of several currencies is the ledger's ``own``, if it is one of them.

    Undecided for amounts of which nothing says in what currency they are, or only a sign does.
    """
    currency = currency_reading(source)
    if currency.code or source.kind in OF_LOANS or "currency" in columns.columns:
        return columns
    if currency.codes and own in currency.codes:
        return replace(columns, currency=CurrencyReading(currency.text, currency.by, (own,)))
    if currency.codes:
        rule = f"'{currency.text}' is the sign of several currencies"
        raise _no_currency(source, rule, currency.codes[:_OFFERED])
    if source.kind != CUSTOMERS.name and not own:
        raise _no_currency(source, "nothing says in which currency the amounts are", ())
    return columns


def _no_currency(source: Source, rule: str, choices: Sequence[str]) -> Undecided:
    hint = "Name it: --currency CNY, or a column currency; 'overdue init --currency' sets one."
    row = source.table.header_row if source.table else 0
    problem = Problem(row, "", "", rule, hint)
    return Undecided(source.name.name, problem, option="--currency", choices=choices)


def require_mark(ledger: Ledger, source: Source, rows: TypedRows) -> None:
    """Undecided where '1,234' may be a thousand or, in dinars or 万元, one and a part."""
    guessed = rows.thousands_by_guess
    if not guessed:
        return
    most = max(map(digits, _currencies(ledger, source)), default=2)
    for money, text in guessed:
        if money.could_have_decimals(text, most):
            raise money.mark.doubt()


def _currencies(ledger: Ledger, source: Source) -> set[str]:
    """The currencies that amounts of a file may be in: its rows' own, else the named one."""
    codes: set[str] = set()
    if source.columns and "currency" in source.columns.columns:
        codes |= currencies_staged(ledger.conn, source.kind, source.number)
    if source.kind in OF_LOANS or source.kind == CUSTOMERS.name:
        codes |= currencies_of_loans(ledger.conn)
    return codes | set(filter(None, [currency_reading(source).code or ledger.currency]))
