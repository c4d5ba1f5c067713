"""What is done with the staged rows of a file of payments and other movements of money."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from overdue_cli.actions.imports.kinds.staged_rows import (
    StagedRows,
    reject_contradictions,
    reject_rows,
    remark,
    repeats,
)
from overdue_cli.actions.loan.account import of_customer, paid_out_too_much
from overdue_cli.actions.loan.payouts import plan_payouts
from overdue_cli.domain.loan.loan import Entry, Loan
from overdue_cli.domain.loan.position import most_of
from overdue_cli.domain.money import Money
from overdue_cli.ingest.headers.kinds import PARTS_PAID
from overdue_cli.ingest.persons import BY_NAME
from overdue_cli.store.bulk import reversals, transaction_faults, transactions
from overdue_cli.store.bulk.persons import payers_named
from overdue_cli.store.bulk.similar import similar_entries
from overdue_cli.store.bulk.stage import Remark, RowFault
from overdue_cli.store.bulk.transactions import RefundedAccount
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
    skipped |= _find_payers(rows, traits)
    ledger = rows.ledger_currency
    faults = (*repeats(rows), *transaction_faults.faults(conn, file, traits, reading, ledger))
    reject_rows(rows, (fault for fault in faults if fault.row not in skipped))
    changed = transactions.mark(conn, file, rows.currency)
    reject_contradictions(rows)
    remark(rows, transaction_faults.first_in_currency(conn, file, traits))
    transactions.put_on_accounts(conn, file, traits)
    reject_rows(rows, reversals.back_faults(conn, file, traits, reading, changed=changed))
    reversals.void(conn, file, rows.journal_id, changed=changed)
    numbers = transactions.numbering(conn, file, traits)
    with inserting(conn, rows.journal_id):
        transactions.insert_plain(conn, file, rows.journal_id, numbers, traits)
        for row in transactions.backward_rows(conn, file) if traits.reverses else ():
            parts = reversals.parts_taken_back(conn, row)
            transactions.insert_parts(conn, row, parts, rows.journal_id, numbers)
        reversals.insert_dependent(conn, rows.journal_id)
        above = _above_the_debt(rows, numbers) | _above_the_account(rows, numbers, traits)
        transactions.take_out(conn, above)
    if "type" in rows.columns:
        plan_payouts(conn, rows.policy.products, rows.journal_id)
    if above:
        reject_rows(rows, above.values())
        reversals.restore_rejected(conn, file, rows.journal_id)
    remark(rows, similar_entries(conn, file, rows.journal_id))
    remark(rows, transactions.odd_days(conn, file, rows.today))


def _find_payers(rows: StagedRows, traits: transactions.Traits) -> frozenset[int]:
    """Puts ids in place of customers' names; the rows whose name means no one customer."""
    if not traits.no_loan or "customer_id" not in rows.columns:
        return frozenset()
    payers = payers_named(rows.conn, rows.file, by_name=rows.evidence == BY_NAME)
    reject_rows(rows, payers.faults)
    remark(rows, payers.remarks)
    return frozenset(fault.row for fault in payers.faults)


def _skip_rows_of_no_money(rows: StagedRows) -> frozenset[int]:
    """The rows that move nothing; they count as unchanged, and are told once."""
    skipped = transactions.skip_rows_of_no_money(rows.conn, rows.file)
    if skipped:
        one = len(skipped) == 1
        rule = f"{len(skipped)} {'row is' if one else 'rows are'} of nothing: skipped"
        remark(rows, [Remark(skipped[0], "amount", "0", rule, "")])
    return frozenset(skipped)


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


def _above_the_account(
    rows: StagedRows, numbers: dict[str, int], traits: transactions.Traits
) -> dict[int, RowFault]:
    """Refunds out of an account that does not hold as much on their day, by entry."""
    conn, faults = rows.conn, {}
    refunds = transactions.refunds_of_accounts(conn, rows.file) if traits.no_loan else {}
    rows_of: dict[RefundedAccount, dict[int, int]] = {}
    for row, account in refunds.items():
        rows_of.setdefault(account, {})[numbers["base"] + row * numbers["parts"]] = row
    for account, left in rows_of.items():
        while left:
            stands = of_customer(conn, rows.policy.rules, account.customer_id, account.currency)
            found = paid_out_too_much(stands[account.loan_id].loan, left)
            if found is None:
                break
            refund, most = found
            faults[refund.entry_id] = _not_held(left.pop(refund.entry_id), refund, most, account)
            transactions.take_out(conn, [refund.entry_id])
    return faults


def _not_held(row: int, refund: Entry, most: int, account: RefundedAccount) -> RowFault:
    held = f"only {Money(most, account.currency)}" if most else "nothing"
    rule = f"the customer's account holds {held} on {refund.value_on}"
    return RowFault(row, "amount", rule, "Lower the amount, or correct the day.")


def _above(row: int, entry: Entry, most: int, loan: Loan) -> RowFault:
    owed = f"at most {Money(most, loan.currency)}" if most else "nothing"
    rule = f"{owed} of that is owed on {entry.value_on}"
    return RowFault(row, "amount", rule, "Lower the amount, or name other components.")
