"""Takes back the facts of a journal entry; nothing is deleted, everything keeps its number."""

from __future__ import annotations

import sqlite3
from typing import Any

from overdue_cli.store.ledger.journal import JournalEntry
from overdue_cli.store.lists.daily_lists import note_changed
from overdue_cli.store.lists.stated_balances import note_balances
from overdue_cli.store.loan.account import settle_accounts
from overdue_cli.store.loan.facts import has_balances, has_lists

#: Tables of facts, in the order in which they are taken back.
FACTS = tuple(
    "rate list_decision source_value line_match payer_account statement_sighting statement_line "
    "statement policy_version promise_end promise hold_release hold_review hold preference_end "
    "preference contact_point contact_state contact assignment stated_balance snapshot listing "
    "entry plan loan customer imported_file".split()
)


def _of_customer(table: str) -> str:
    """Later rows of a table about a customer that the entry made."""
    return (
        f"SELECT min(k.journal_id) FROM {table} k JOIN customer c "
        "ON c.customer_id = k.customer_id WHERE c.journal_id = :it AND c.voided_by IS NULL "
        "AND k.journal_id > :it AND k.voided_by IS NULL"
    )


def _of_loan(table: str) -> str:
    """Later rows of a table about a loan that the entry made."""
    return (
        f"SELECT min(k.journal_id) FROM {table} k JOIN loan l ON l.loan_id = k.loan_id "
        "WHERE l.journal_id = :it AND l.voided_by IS NULL AND k.journal_id > :it "
        "AND k.voided_by IS NULL"
    )


# A change (b) that is no part of an undo and was not undone itself.
_NOT_UNDONE = (
    "b.journal_id NOT IN (SELECT undoes FROM journal WHERE undoes IS NOT NULL "
    "UNION ALL SELECT journal_id FROM journal WHERE undoes IS NOT NULL)"
)
# What another list holds stays when a list is taken back, see ``_STAYS``.
_HELD = "SELECT s.loan_id FROM snapshot s WHERE s.voided_by IS NULL AND s.journal_id <> :it"


def _changed(table: str, held: str) -> str:
    """Later changes, not undone, of what the entry made, by hand or by another file."""
    return (
        f"SELECT min(b.journal_id) FROM change b JOIN {table} t ON t.{table}_id = b.of_id "
        f"WHERE b.of_table = '{table}' AND t.journal_id = :it AND t.voided_by IS NULL "
        f"AND b.journal_id > :it AND {_NOT_UNDONE} AND t.{table}_id NOT IN ({held})"
    )


def _ended(table: str, ends: str) -> str:
    """Later rows that end, or say more about, a fact that the entry made."""
    return (
        f"SELECT min(e.journal_id) FROM {ends} e JOIN {table} f "
        f"ON f.{table}_id = e.{table}_id WHERE f.journal_id = :it AND f.voided_by IS NULL "
        "AND e.journal_id > :it AND e.voided_by IS NULL"
    )


# A loan that the entry made; an account stays as long as any money stands on it.
_MADE_LOAN = "l.journal_id = :it AND l.voided_by IS NULL AND l.kind <> 'account'"
# Later facts that rest on what a journal entry made: kind, and how to find the journal rows.
_RESTS = {
    "a later entry on one of its loans": (
        "SELECT min(e.journal_id) FROM entry e JOIN loan l ON l.loan_id = e.loan_id "
        f"WHERE {_MADE_LOAN} AND e.journal_id > :it AND e.voided_by IS NULL AND e.inferred = 0"
    ),
    "a later loan of one of its customers": (
        "SELECT min(l.journal_id) FROM loan l JOIN customer c ON c.customer_id = l.customer_id "
        "WHERE c.journal_id = :it AND c.voided_by IS NULL AND l.journal_id > :it "
        "AND l.voided_by IS NULL AND NOT (EXISTS (SELECT 1 FROM listing d "
        "WHERE d.journal_id = :it) AND EXISTS (SELECT 1 FROM snapshot s "
        "WHERE s.loan_id = l.loan_id AND s.journal_id = l.journal_id))"
    ),
    "money on the account of one of its customers": (
        "SELECT min(e.journal_id) FROM customer c JOIN loan l ON l.customer_id = c.customer_id "
        "AND l.kind = 'account' JOIN entry e ON e.loan_id = l.loan_id "
        "WHERE c.journal_id = :it AND c.voided_by IS NULL AND e.journal_id > :it "
        "AND e.voided_by IS NULL"
    ),
    "a contact with one of its customers": (
        "SELECT min(k.journal_id) FROM contact k JOIN customer c ON c.customer_id = k.customer_id "
        "WHERE c.journal_id = :it AND c.voided_by IS NULL AND k.journal_id > :it "
        "AND k.voided_by IS NULL"
    ),
    "a contact about one of its loans": (
        "SELECT min(k.journal_id) FROM contact k JOIN loan l "
        "ON l.loan_id = k.loan_id OR l.customer_id = k.customer_id "
        f"WHERE {_MADE_LOAN} AND k.journal_id > :it AND k.voided_by IS NULL"
    ),
    "an assignment of one of its customers": (
        "SELECT min(a.journal_id) FROM assignment a JOIN customer c "
        "ON c.customer_id = a.customer_id WHERE c.journal_id = :it AND c.voided_by IS NULL "
        "AND a.journal_id > :it AND a.voided_by IS NULL"
    ),
    "a reversal of one of its payments": (
        "SELECT min(r.journal_id) FROM entry r JOIN entry e ON e.entry_id = r.reverses "
        "WHERE e.journal_id = :it AND e.voided_by IS NULL AND r.journal_id > :it "
        "AND r.voided_by IS NULL AND r.inferred = 0"
    ),
    "a decision that one of its payments stands": (
        "SELECT min(d.journal_id) FROM list_decision d JOIN entry e ON e.entry_id = d.entry_id "
        "WHERE e.journal_id = :it AND e.voided_by IS NULL AND d.journal_id > :it "
        "AND d.voided_by IS NULL"
    ),
    "a match of one of its bank lines": (
        "SELECT min(m.journal_id) FROM line_match m JOIN statement_line s "
        "ON s.statement_line_id = m.statement_line_id WHERE s.journal_id = :it "
        "AND s.voided_by IS NULL AND m.journal_id > :it AND m.voided_by IS NULL"
    ),
    "a later statement that holds some of its bank lines too": (
        "SELECT min(g.journal_id) FROM statement_sighting g JOIN statement_line s "
        "ON s.statement_line_id = g.statement_line_id WHERE s.journal_id = :it "
        "AND s.voided_by IS NULL AND g.journal_id > :it AND g.voided_by IS NULL"
    ),
    "a bank line matched to one of its entries": (
        "SELECT min(m.journal_id) FROM line_match m JOIN entry e ON e.entry_id = m.entry_id "
        "WHERE e.journal_id = :it AND e.voided_by IS NULL AND m.journal_id > :it "
        "AND m.voided_by IS NULL"
    ),
    "a later booking by an account that it taught": (
        "SELECT min(m.journal_id) FROM line_match m JOIN payer_account a "
        "ON a.payer_account_id = m.payer_account_id WHERE a.journal_id = :it "
        "AND a.voided_by IS NULL AND m.journal_id > :it AND m.voided_by IS NULL"
    ),
    "a hold of one of its customers": _of_customer("hold"),
    "a promise of one of its customers": _of_customer("promise"),
    "a preference of one of its customers": _of_customer("preference"),
    "a number or address of one of its customers": _of_customer("contact_point"),
    "a hold of one of its loans": _of_loan("hold"),
    "a promise about one of its loans": _of_loan("promise"),
    "a preference about one of its loans": _of_loan("preference"),
    "a release of its hold": _ended("hold", "hold_release"),
    "a review of its hold": _ended("hold", "hold_review"),
    "a cancellation of its promise": _ended("promise", "promise_end"),
    "an end of its preference": _ended("preference", "preference_end"),
    "a later state of its message": _ended("contact", "contact_state"),
    "the end of its number or address": (
        "SELECT min(t.voided_by) FROM contact_point t WHERE t.journal_id = :it "
        "AND t.voided_by > :it"
    ),
    "a later schedule of one of its loans": (
        "SELECT min(p.journal_id) FROM plan p JOIN plan q ON q.voided_by = p.journal_id "
        "AND q.loan_id = p.loan_id WHERE q.journal_id = :it AND p.voided_by IS NULL "
        "AND p.journal_id > :it"
    ),
    "a schedule made anew by one of its payouts": (
        "SELECT min(p.journal_id) FROM entry e JOIN plan p ON p.loan_id = e.loan_id "
        "WHERE e.journal_id = :it AND e.kind = 'disbursement' AND e.voided_by IS NULL "
        "AND p.source = 'terms' AND p.voided_by IS NULL AND p.journal_id > :it"
    ),
    "instalments of one of its loans": (
        "SELECT min(p.journal_id) FROM plan p JOIN loan l ON l.loan_id = p.loan_id "
        "WHERE l.journal_id = :it AND l.voided_by IS NULL AND p.journal_id > :it "
        f"AND p.voided_by IS NULL AND l.loan_id NOT IN ({_HELD})"
    ),
    "a later correction of one of its entries": (
        "SELECT min(e.voided_by) FROM entry e WHERE e.journal_id = :it AND e.voided_by > :it "
        "AND e.inferred = 0"
    ),
    "a later list of the same day": (
        "SELECT min(s.voided_by) FROM snapshot s WHERE s.journal_id = :it AND s.voided_by > :it"
    ),
    "a later list with one of its loans": (
        "SELECT min(s.journal_id) FROM snapshot s JOIN loan l ON l.loan_id = s.loan_id "
        "WHERE l.journal_id = :it AND l.voided_by IS NULL AND s.journal_id > :it "
        "AND s.voided_by IS NULL AND NOT EXISTS (SELECT 1 FROM snapshot o "
        "WHERE o.loan_id = l.loan_id AND o.journal_id = :it)"
    ),
    "a later file that says what is open of one of its invoices": _of_loan("stated_balance"),
    "a later file of the same day": (
        "SELECT min(s.voided_by) FROM stated_balance s WHERE s.journal_id = :it "
        "AND s.voided_by > :it"
    ),
    "a later change of a field that it set": (
        "SELECT min(b.journal_id) FROM change b JOIN change a ON a.of_table = b.of_table "
        "AND a.of_id = b.of_id AND a.field = b.field "
        f"WHERE a.journal_id = :it AND b.journal_id > :it AND {_NOT_UNDONE}"
    ),
    "a later change of one of its loans": _changed("loan", _HELD),
    "a later change of one of its customers": _changed(
        "customer", f"SELECT l.customer_id FROM loan l WHERE l.loan_id IN ({_HELD})"
    ),
}


def last_undoable(conn: sqlite3.Connection) -> int | None:
    """The last journal entry not undone that is no undo itself, nor an upgrade or a rebuild."""
    row = conn.execute(
        "SELECT max(journal_id) FROM journal j WHERE undoes IS NULL "
        "AND command NOT IN ('init', 'upgrade', 'rebuild') AND NOT EXISTS "
        "(SELECT 1 FROM journal u WHERE u.undoes = j.journal_id)"
    ).fetchone()
    return None if row[0] is None else int(row[0])


def journal_row(conn: sqlite3.Connection, journal_id: int) -> sqlite3.Row | None:
    """A journal entry, and the one that undid it if any."""
    row: sqlite3.Row | None = conn.execute(
        "SELECT j.*, (SELECT u.journal_id FROM journal u WHERE u.undoes = j.journal_id) AS undone "
        "FROM journal j WHERE journal_id = ?",
        (journal_id,),
    ).fetchone()
    return row


def rests_on(conn: sqlite3.Connection, journal_id: int) -> list[tuple[str, int]]:
    """What later work rests on a journal entry: (in words, journal number)."""
    later_entries = []
    for words, query in _RESTS.items():
        later = conn.execute(query, {"it": journal_id}).fetchone()[0]
        if later is not None:
            later_entries.append((words, later))
    return later_entries


# What stays of a list that is taken back: a loan that another list holds too, and its customer.
# What is inferred belongs to all lists together and is derived again.
_STAYS = {
    "entry": "AND inferred = 0",
    "loan": (
        "AND kind <> 'account' "
        "AND loan_id NOT IN (SELECT s.loan_id FROM snapshot s WHERE s.voided_by IS NULL)"
    ),
    "customer": (
        "AND customer_id NOT IN (SELECT l.customer_id FROM snapshot s "
        "JOIN loan l ON l.loan_id = s.loan_id WHERE s.voided_by IS NULL)"
    ),
}
_LISTED = """
SELECT loan_id, as_of AS since FROM snapshot WHERE journal_id = :it OR voided_by = :it
 UNION ALL
SELECT s.loan_id, d.as_of FROM listing d JOIN snapshot s ON s.as_of < d.as_of
 WHERE d.scope = 'complete' AND (d.journal_id = :it OR d.voided_by = :it)
"""
_STATED = "SELECT loan_id FROM stated_balance WHERE journal_id = :it OR voided_by = :it"


def take_back(journal: JournalEntry, journal_id: int) -> dict[str, int]:
    """How many rows of each table were voided, restored or set back."""
    conn, counts = journal.conn, {}
    if has_lists(conn):
        note_changed(conn, _LISTED, {"it": journal_id})
    if has_balances(conn):
        note_balances(conn, _STATED, {"it": journal_id})
    for table in FACTS:
        done = conn.execute(
            f"UPDATE {table} SET voided_by = ? WHERE journal_id = ? AND voided_by IS NULL "
            f"{_STAYS.get(table, '')}",
            (journal.journal_id, journal_id),
        )
        if done.rowcount:
            counts[table] = done.rowcount
    for table in FACTS:
        kept = _STAYS["entry"] if table == "entry" else ""
        done = conn.execute(
            f"UPDATE {table} SET voided_by = NULL WHERE voided_by = ? {kept}", (journal_id,)
        )
        if done.rowcount:
            counts[f"{table} restored"] = done.rowcount
    settle_accounts(conn, journal_id, journal.journal_id)
    changes = _set_back(journal, journal_id)
    return counts | ({"field": changes} if changes else {})


def _set_back(journal: JournalEntry, journal_id: int) -> int:
    """Puts old values of changed fields back, and keeps that as changes of their own."""
    rows: list[Any] = journal.conn.execute(
        "SELECT of_table, of_id, field, old, new FROM change WHERE journal_id = ? "
        "ORDER BY change_id DESC",
        (journal_id,),
    ).fetchall()
    for row in rows:
        table = row["of_table"]
        key = "name" if table == "setting" else f"{table}_id"
        journal.conn.execute(
            f"UPDATE {table} SET {row['field']} = ? WHERE {key} = ?",
            (row["old"], row["of_id"]),
        )
        journal.conn.execute(
            "INSERT INTO change (journal_id, of_table, of_id, field, old, new) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (journal.journal_id, table, row["of_id"], row["field"], row["new"], row["old"]),
        )
    return len(rows)
