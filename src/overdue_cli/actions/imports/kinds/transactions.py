"""What is done with the staged rows of a file of payments and other movements of money."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from overdue_cli.actions.bank.split_payment import owing, split
from overdue_cli.actions.imports.kinds.staged_rows import (
    StagedRows,
    reject_contradictions,
    reject_rows,
    remark,
    repeats,
)
from overdue_cli.domain.loan.loan import Entry, Loan
from overdue_cli.domain.loan.position import most_of
from overdue_cli.domain.money import Money
from overdue_cli.ingest.headers.kinds import PARTS_PAID
from overdue_cli.store.bulk import reversals, transaction_faults, transactions
from overdue_cli.store.bulk.currency import reading_of_row
from overdue_cli.store.bulk.similar import similar_entries
from overdue_cli.store.bulk.stage import Remark, RowFault
from overdue_cli.store.bulk.transactions import Part
from overdue_cli.store.bulk.triggers import inserting
from overdue_cli.store.loan.facts import loans as stored_loans


def apply_transactions(rows: StagedRows) -> None:
    """Writes the good rows; what forgives, marks or sells more than is owed is taken out again."""
    conn, file, reading = rows.conn, rows.file, rows.currency_reading
    if rows.columns & {*PARTS_PAID}:
        reject_rows(
            rows, list(transactions.settle_parts(conn, file, sorted(rows.columns & {*PARTS_PAID})))
        )
    skipped = _skip_rows_of_no_money(rows)
    traits = transactions.traits(conn, file)
    faults = (*repeats(rows), *transaction_faults.faults(conn, file, traits, reading))
    reject_rows(rows, (fault for fault in faults if fault.row not in skipped))
    changed = transactions.mark(conn, file, rows.currency)
    reject_contradictions(rows)
    reject_rows(rows, reversals.back_faults(conn, file, traits, reading, changed=changed))
    reversals.void(conn, file, rows.journal_id, changed=changed)
    numbers = transactions.numbering(conn, file, traits)
    with inserting(conn, rows.journal_id):
        transactions.insert_plain(conn, file, rows.journal_id, numbers)
        for row in transactions.special_rows(conn, file) if traits.special else ():
            parts = reversals.parts_taken_back(conn, row) if row["reverses"] else _split(rows, row)
            transactions.insert_parts(conn, row, parts, rows.journal_id, numbers)
        reversals.insert_dependent(conn, rows.journal_id)
        above = _above_the_debt(rows, numbers)
        transactions.take_out(conn, above)
    if above:
        reject_rows(rows, above.values())
        reversals.restore_rejected(conn, file, rows.journal_id)
    remark(rows, similar_entries(conn, file, rows.journal_id))
    remark(rows, transactions.odd_days(conn, file, rows.today))


def _skip_rows_of_no_money(rows: StagedRows) -> frozenset[int]:
    """The rows that move nothing; they count as unchanged, and are told once."""
    skipped = transactions.skip_rows_of_no_money(rows.conn, rows.file)
    if skipped:
        one = len(skipped) == 1
        rule = f"{len(skipped)} {'row is' if one else 'rows are'} of nothing: skipped"
        remark(rows, [Remark(skipped[0], "amount", "0", rule, "")])
    return frozenset(skipped)


def _split(rows: StagedRows, row: sqlite3.Row) -> list[Part]:
    """A customer's payment divided among the loans as they stand on its day."""
    currency = reading_of_row(row["currency"], rows.currency_reading)
    owed = [
        one
        for one in owing(rows.conn, rows.policy.rules, row["customer_id"])
        if currency.allows(one.loan.currency)
    ]
    amount = transactions.minor_amount(rows.conn, owed[0].loan.loan_id, row["amount"])
    order = rows.policy.payment_order
    parts = split(amount, owed, date.fromisoformat(row["date"]), order)
    return [Part(loan_id, part) for loan_id, part in parts.items()]


def _above_the_debt(rows: StagedRows, numbers: dict[str, int]) -> dict[int, RowFault]:
    """What forgives, marks or sells more than is owed on its day, and what reverses it, by entry.

    A charge-off of no amount is given that of the debt.
    """
    conn = rows.conn
    if "type" not in rows.columns:
        return {}

    def by_entry(lines: Iterable[int]) -> dict[int, int]:
        return {numbers["base"] + row * numbers["parts"]: row for row in lines}

    forgiving = by_entry(row["row"] for row in transactions.forgiving_rows(conn, rows.file))
    if not forgiving:
        return {}
    backs = by_entry(reversals.rows_that_reverse(conn, rows.file))
    faults: dict[int, RowFault] = {}
    for _, loan in stored_loans(conn, rows.policy.rules, ids_query=transactions.FORGIVEN_LOANS):
        for entry in sorted(loan.entries, key=lambda e: (e.value_on, e.entry_id)):
            if entry.entry_id in forgiving and entry.kind in transactions.FORGIVING:
                kept = tuple(e for e in loan.entries if e.entry_id not in faults)
                most = most_of(replace(loan, entries=kept), entry)
                if entry.kind == "charge_off" and not entry.amount and most:
                    transactions.set_amount(conn, entry.entry_id, most)
                elif entry.amount > most or not entry.amount:
                    faults[entry.entry_id] = _above(forgiving[entry.entry_id], entry, most, loan)
            elif entry.entry_id in backs and entry.reverses in faults:
                mend = f"Mend row {faults[entry.reverses].row}."
                rule = "what it reverses is itself rejected"
                faults[entry.entry_id] = RowFault(backs[entry.entry_id], "reverses", rule, mend)
    return faults


def _above(row: int, entry: Entry, most: int, loan: Loan) -> RowFault:
    owed = f"at most {Money(most, loan.currency)}" if most else "nothing"
    rule = f"{owed} of that is owed on {entry.value_on}"
    return RowFault(row, "amount", rule, "Lower the amount, or name other components.")
