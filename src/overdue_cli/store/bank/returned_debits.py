"""Debits that the bank returned: which payments of the ledger a returned line takes back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from overdue_cli.domain.bank.names_alike import likeness, name_words
from overdue_cli.domain.bank.written_ids import account_key, id_key
from overdue_cli.store.bank import statements


class ReturnedDebit(NamedTuple):
    """Entries that a returned line takes back, and why it is known."""

    entries: tuple[sqlite3.Row, ...]
    evidence: str


def taken_back_by(conn: sqlite3.Connection, line: sqlite3.Row) -> list[ReturnedDebit]:
    """The payments that a returned line may take back: by its reference, else by who paid."""
    amount = line["original"] or line["open"]
    by_reference, by_payer = [], []
    if line["reference"]:
        entries = statements.entries_called(conn, line["reference"])
        if entries and sum(entry["amount"] for entry in entries) == amount:
            return [ReturnedDebit(tuple(entries), "transaction id and amount")]
    for credit in statements.credits_alike(conn, line):
        entries = statements.entries_behind(conn, credit["statement_line_id"])
        if not entries or sum(entry["amount"] for entry in entries) != amount:
            continue
        way = ReturnedDebit(tuple(entries), f"bank line {credit['statement_line_id']}")
        if _same(line, credit, ("reference", "mandate")):
            by_reference.append(way._replace(evidence=f"reference and amount of {way.evidence}"))
        elif _same_payer(line, credit):
            by_payer.append(way._replace(evidence=f"payer and amount of {way.evidence}"))
    return by_reference or by_payer


def payments_called(conn: sqlite3.Connection, name: str, currency: str) -> ReturnedDebit | None:
    """The payments of a bank line (by its number) or a transaction that can be taken back."""
    if name.isdecimal():
        line = statements.line(conn, int(name))
        if line is not None and line["currency"] == currency:
            entries = statements.entries_behind(conn, int(name))
            if entries:
                return ReturnedDebit(tuple(entries), f"bank line {name}, said by hand")
    called = [e for e in statements.entries_called(conn, name) if e["currency"] == currency]
    return ReturnedDebit(tuple(called), f"transaction {name}, said by hand") if called else None


def _same(line: sqlite3.Row, credit: sqlite3.Row, names: Iterable[str]) -> bool:
    return any(line[name] and id_key(line[name]) == id_key(credit[name]) for name in names)


def _same_payer(line: sqlite3.Row, credit: sqlite3.Row) -> bool:
    account = account_key(line["payer_account"])
    if account and account == account_key(credit["payer_account"]):
        return True
    return likeness(name_words(line["payer"]), name_words(credit["payer"])) == "same"
