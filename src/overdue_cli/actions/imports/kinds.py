"""What is done with the staged rows of one file: check, mark, write; one function per kind."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any, cast

from overdue_cli.actions.bank.split_payment import divide, owing
from overdue_cli.actions.imports.contacts import apply_contacts
from overdue_cli.actions.imports.lists import apply_snapshot, list_faults
from overdue_cli.domain.currency_signs import Said
from overdue_cli.domain.holidays import ClosedDays, business_days
from overdue_cli.domain.loan.allocation import DEBT_ORDER
from overdue_cli.domain.loan.forgiving import forgivable
from overdue_cli.domain.loan.loan import (
    DayCount,
    Entry,
    Instalment,
    InterestPeriod,
    Loan,
    Method,
    Roll,
    Terms,
    Unit,
)
from overdue_cli.domain.loan.schedule import schedule
from overdue_cli.domain.money import Money, Rounding
from overdue_cli.ingest.headers.headers import normal
from overdue_cli.ingest.headers.kinds import (
    CUSTOMERS,
    INVOICES,
    LOANS,
    RIDING,
    SNAPSHOT,
    TRANSACTIONS,
    Kind,
)
from overdue_cli.ingest.values.cells import words_of
from overdue_cli.store.bulk import (
    customers,
    daily_lists,
    instalments,
    invoice_status,
    invoices,
    loans,
    persons,
    plans,
    transactions,
)
from overdue_cli.store.bulk.similar import similar_entries, similar_loans
from overdue_cli.store.bulk.stage import (
    ALL_USED,
    Fault,
    Remark,
    Unused,
    reject,
    repeated,
    said_twice,
)
from overdue_cli.store.bulk.transactions import Part
from overdue_cli.store.bulk.triggers import inserting
from overdue_cli.store.loan.facts import RulesOf
from overdue_cli.store.loan.facts import loans as stored_loans

_RIDING = (*(field.name for field in RIDING), "id_no")


_NO_END = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Task:
    """One staged file and what its rows need to be understood."""

    conn: sqlite3.Connection
    journal_id: int
    today: date
    rules: RulesOf
    file: int
    columns: frozenset[str]
    """Fields the file has a column for."""
    said: Said
    """What the file or the user says of the currency of rows that name none."""
    ledger: str
    """The ledger's own currency."""
    products: frozenset[str] = frozenset()
    """Names of the products that the policy has."""
    debt_order: tuple[str, ...] = DEBT_ORDER
    """Which debt is paid first when a payer named none."""
    outcomes: Mapping[str, str] = field(default_factory=dict)
    """Normal word → code of an outcome."""
    flags: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """What each outcome means, by its code."""
    zone: str = ""
    """The ledger's time zone."""
    now: datetime = _NO_END
    remarks: list[Remark] = field(default_factory=list)
    """What a person should know of rows that are taken."""
    unused: Unused = ALL_USED
    """What of the file is not used: rows that differ there are no repeats of each other."""
    as_of: str = ""
    """The day of a list whose rows do not say it; '' where nobody said."""

    @property
    def named(self) -> str:
        """The one currency that the file or the user names; '' for none."""
        return self.said.code


def apply(kind: str, task: Task) -> tuple[list[Fault], bool]:
    """What is wrong with the staged rows of a file, and whether a plan was replaced.

    The good rows are written; the caller rolls back where they must not stay.
    """
    faults, replaced = _APPLY[kind](task)
    return faults, replaced


def _apply_customers(task: Task) -> tuple[list[Fault], bool]:
    conn, file = task.conn, task.file
    currency = task.named or task.ledger
    found = _rejected(
        task, CUSTOMERS, (*_repeats(task, CUSTOMERS), *customers.faults(conn, file, currency))
    )
    customers.mark(conn, file, currency)
    found += _contradictions(task, CUSTOMERS)
    customers.collect(conn, "customers", file, customers.FIELDS)
    customers.write(conn, task.journal_id)
    return found, False


def _apply_loans(task: Task) -> tuple[list[Fault], bool]:
    conn, file = task.conn, task.file
    found = _persons(task, LOANS)
    wrong = (*_repeats(task, LOANS), *loans.faults(conn, file, task.named, task.ledger))
    found += _rejected(task, LOANS, wrong)
    loans.to_minor(conn, file)
    found += _rejected(task, LOANS, loans.plan_faults(conn, file))
    lists = _tells_lateness(task)
    if lists:
        found += list_faults(task, "loans")
    loans.mark(conn, file)
    found += _contradictions(task, LOANS)
    found += _rejected(task, LOANS, _schedule(task))
    if lists:
        daily_lists.mark(conn, "loans", file)
    task.remarks.extend(loans.unrolled(conn, file))
    task.remarks.extend(loans.unknown_products(conn, file, task.products))
    _customers_riding(task, "loans")
    plans.void_replaced(conn, task.journal_id)
    loans.change(conn, file, task.journal_id)
    with inserting(conn, task.journal_id):
        loans.insert(conn, file, task.journal_id)
        plans.write_scheduled(conn, task.journal_id)
    if lists:
        daily_lists.write(conn, file, task.journal_id)
    task.remarks.extend(similar_loans(conn, "loans", "loan_id", file))
    return found, False


def _tells_lateness(task: Task) -> bool:
    """Whether the rows of a loans file are rows of a list too: it must say of which day."""
    if "days_past_due" not in task.columns:
        return False
    if task.as_of or "as_of" in task.columns:
        return True
    rule = (
        "how late the loans are was not used, because nothing says on which day they were: they "
        "stand as if nothing had been paid but what the ledger knows"
    )
    hint = "Undo this import, and name the day: --as-of, a column as_of, or a title that says it."
    task.remarks.append(Remark(0, "days_past_due", "", rule, hint))
    return False


def _apply_snapshot(task: Task) -> tuple[list[Fault], bool]:
    found = _persons(task, SNAPSHOT)
    more, replaced = apply_snapshot(task)
    return found + more, replaced


def _apply_invoices(task: Task) -> tuple[list[Fault], bool]:
    conn, file = task.conn, task.file
    found = _persons(task, INVOICES)
    found += _settle_status(task)
    wrong = (*_repeats(task, INVOICES), *invoices.faults(conn, file, task.named, task.ledger))
    found += _rejected(task, INVOICES, wrong)
    tells = bool(task.columns & {"settled_on", "outstanding", "status"})
    invoices.mark(conn, file, task.today.isoformat(), tells_settlement=tells)
    found += _contradictions(task, INVOICES)
    found += _rejected(task, INVOICES, invoices.resting_faults(conn))
    invoices.leave_out_rejected(conn, file)
    _customers_riding(task, "invoices")
    invoices.change(conn, task.journal_id)
    with inserting(conn, task.journal_id):
        invoices.insert(conn, task.journal_id)
    task.remarks.extend(similar_loans(conn, "invoices", "invoice_id", file))
    return found, False


def _settle_status(task: Task) -> list[Fault]:
    """Faults of the status that a file gives its invoices; those nobody owes are taken out."""
    if "status" not in task.columns:
        return []
    words = words_of("status")
    for said in invoice_status.without_balance(task.conn, task.file):
        if normal(said.status) in map(normal, invoice_status.PARTLY_PAID):
            rule = f"nothing says how much of it is paid: {_rows(said.rows)} taken as owed in full"
            hint = "Add a column of what is outstanding, or import the payments."
            task.remarks.append(Remark(said.row, "status", said.status, rule, hint))
    for said in invoice_status.settle(
        task.conn, task.file, lambda one: words.get(normal(one), "")
    ):
        rule = f"no status of this name is known: {_rows(said.rows)} taken for open"
        hint = f"Known are {', '.join(dict.fromkeys(words.values()))}."
        task.remarks.append(Remark(said.row, "status", said.status, rule, hint))
    found = _rejected(task, INVOICES, invoice_status.faults(task.conn, task.file))
    for said in invoice_status.leave_out(task.conn, task.file):
        rule = f"nobody owes an invoice that is {said.status}: {_rows(said.rows)} left out"
        task.remarks.append(Remark(said.row, "status", "", rule, ""))
    return found


def _rows(count: int) -> str:
    return "1 row is" if count == 1 else f"{count} rows are"


def _apply_instalments(task: Task) -> tuple[list[Fault], bool]:
    conn, file = task.conn, task.file
    found = list(instalments.faults(conn, file, task.said, task.unused))
    instalments.mark(conn, file)
    found += instalments.contradictions(conn, file, task.journal_id)
    replaced = instalments.replaces(conn)
    instalments.void(conn, task.journal_id)
    with inserting(conn, task.journal_id):
        instalments.insert(conn, file, task.journal_id)
    return found, replaced


def _apply_transactions(task: Task) -> tuple[list[Fault], bool]:
    conn, file = task.conn, task.file
    traits = transactions.traits(conn, file)
    wrong = (*_repeats(task, TRANSACTIONS), *transactions.faults(conn, file, traits, task.said))
    found = _rejected(task, TRANSACTIONS, wrong)
    changed = transactions.mark(conn, file, task.named)
    found += _contradictions(task, TRANSACTIONS)
    back = transactions.back_faults(conn, file, traits, task.said, changed=changed)
    found += _rejected(task, TRANSACTIONS, back)
    transactions.void(conn, file, task.journal_id, changed=changed)
    numbers = transactions.numbering(conn, file, traits)
    with inserting(conn, task.journal_id):
        transactions.insert_plain(conn, file, task.journal_id, numbers)
        for row in transactions.special_rows(conn, file) if traits.special else ():
            parts = (
                transactions.parts_taken_back(conn, row)
                if row["reverses"]
                else _divided(task, row)
            )
            transactions.insert_parts(conn, row, parts, task.journal_id, numbers)
        transactions.insert_dependent(conn, task.journal_id)
        above = _above_the_debt(task, numbers)
        transactions.take_out(conn, above)
    if above:
        found += _rejected(task, TRANSACTIONS, above.values())
        transactions.restore_rejected(conn, file, task.journal_id)
    task.remarks.extend(similar_entries(conn, file, task.journal_id))
    task.remarks.extend(transactions.odd_days(conn, file, task.today))
    return found, False


def _above_the_debt(task: Task, numbers: dict[str, int]) -> dict[int, Fault]:
    """Waivers and write-offs above what is owed on their day, and what reverses them, by entry."""
    conn = task.conn
    if "type" not in task.columns:
        return {}

    def by_entry(rows: Iterable[int]) -> dict[int, int]:
        return {numbers["base"] + row * numbers["parts"]: row for row in rows}

    rows = by_entry(row["row"] for row in transactions.forgiving_rows(conn, task.file))
    if not rows:
        return {}
    backs = by_entry(transactions.rows_that_reverse(conn, task.file))
    found: dict[int, Fault] = {}
    for _, loan in stored_loans(conn, task.rules, wanted=transactions.FORGIVEN_LOANS):
        for entry in sorted(loan.entries, key=lambda e: (e.value_on, e.entry_id)):
            if entry.entry_id in rows and entry.kind in transactions.FORGIVING:
                kept = tuple(e for e in loan.entries if e.entry_id not in found)
                most = forgivable(
                    replace(loan, entries=kept), entry.components, entry.value_on, entry.entry_id
                )
                if entry.amount > most:
                    found[entry.entry_id] = _above(rows[entry.entry_id], entry, most, loan)
            elif entry.entry_id in backs and entry.reverses in found:
                mend = f"Mend row {found[entry.reverses].row}."
                rule = "what it reverses is itself rejected"
                found[entry.entry_id] = Fault(backs[entry.entry_id], "reverses", rule, mend)
    return found


def _above(row: int, entry: Entry, most: int, loan: Loan) -> Fault:
    owed = f"at most {Money(most, loan.currency)}" if most else "nothing"
    rule = f"{owed} of that is owed on {entry.value_on}"
    return Fault(row, "amount", rule, "Lower the amount, or name other components.")


_APPLY: dict[str, Callable[[Task], tuple[list[Fault], bool]]] = {
    "customers": _apply_customers,
    "loans": _apply_loans,
    "invoices": _apply_invoices,
    "instalments": _apply_instalments,
    "transactions": _apply_transactions,
    "snapshot": _apply_snapshot,
    "contacts": apply_contacts,
}


def _repeats(task: Task, kind: Kind) -> Iterator[Fault]:
    names = [field.name for field in kind.fields]
    unused = task.unused if kind is not CUSTOMERS else ALL_USED
    return repeated(task.conn, kind.name, kind.key, task.file, names, unused)


def _contradictions(task: Task, kind: Kind) -> list[Fault]:
    return _rejected(task, kind, said_twice(task.conn, kind.name, kind.key, task.file))


def _rejected(task: Task, kind: Kind, faults: Iterable[Fault]) -> list[Fault]:
    return reject(task.conn, kind.name, kind.key, task.file, faults)


def _persons(task: Task, kind: Kind) -> list[Fault]:
    """Settles who the customers are where the file gives them no id."""
    if "customer_id" in task.columns:
        return []
    faults = persons.settle(task.conn, kind.name, kind.key, task.file, task.columns)
    return _rejected(task, kind, faults)


def _customers_riding(task: Task, kind: str) -> None:
    """Writes what the rows of a file say of the customers they belong to."""
    said = [name for name in _RIDING if name in task.columns]
    customers.collect(task.conn, kind, task.file, said)
    if kind == "loans" and "time_zone" in task.columns:
        customers.keep_own_zone(task.conn, task.file)
    customers.mark_riding(task.conn, kind, task.file, said)
    customers.write(task.conn, task.journal_id)


def _schedule(task: Task) -> list[Fault]:
    """Faults of terms that make no plan; the plans of the others are kept to be written."""
    faults: list[Fault] = []
    asked: dict[str, ClosedDays] = {}
    rows = loans.to_schedule(task.conn, task.file)
    plans.keep_scheduled(task.conn, _computed(rows, faults, asked))
    hint = "Import the instalments of these loans when the days are known."
    task.remarks.extend(
        Remark(0, "calendar", code, note, hint)
        for code, one in sorted(asked.items())
        if (note := one.note())
    )
    return faults


def _computed(
    rows: Iterable[dict[str, Any]], faults: list[Fault], asked: dict[str, ClosedDays]
) -> Iterator[tuple[str, tuple[Instalment, ...]]]:
    for row in rows:
        code = row["calendar"] or ""
        try:
            if code not in asked:
                asked[code] = ClosedDays(business_days(code))
            yield row["loan_id"], schedule(terms_of(row), asked[code].is_closed)
        except ValueError as error:
            field, _, rule = str(error).partition(": ")
            hint = "Correct the terms, or import the loan's instalments instead of a method."
            faults.append(Fault(row["row"], field, rule or str(error), hint))


def terms_of(row: dict[str, Any]) -> Terms:
    """The terms of a loan's row as the engine takes them; what is empty has its default."""
    return Terms(
        principal=row["principal"],
        disbursed_on=date.fromisoformat(row["disbursed_on"]),
        currency=row["currency"],
        annual_rate=Fraction(row["annual_rate"] or "0") / 100,
        method=cast(Method, row["method"]),
        instalments=_instalments(row),
        every=row["every"] or 1,
        unit=cast(Unit, row["unit"] or "months"),
        first_due_on=_day(row["first_due_on"]),
        maturity_on=_day(row["maturity_on"]),
        day_count=cast(DayCount, row["day_count"] or "30/360"),
        interest_period=cast(InterestPeriod, row["interest_period"] or "period"),
        principal_grace=row["principal_grace"] or 0,
        interest_grace=row["interest_grace"] or 0,
        instalment_multiple=row["instalment_multiple"] or 0,
        rounding=cast(Rounding, row["rounding"] or "half_up"),
        down_payment=Fraction(row["down_payment"] or "0") / 100,
        roll=cast(Roll, row["roll"] or "none"),
    )


def _instalments(row: dict[str, Any]) -> int:
    """The number of instalments; 0 lets the maturity decide, one due date needs no number."""
    if row["instalments"]:
        return int(row["instalments"])
    single = row["method"] in ("bullet", "invoice") and row["first_due_on"]
    return 1 if single and not row["maturity_on"] else 0


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _divided(task: Task, row: sqlite3.Row) -> list[Part]:
    """A customer's payment divided among the loans as they stand on its day."""
    said = Said(row["currency"], "", (row["currency"],)) if row["currency"] else task.said
    owed = [
        one
        for one in owing(task.conn, task.rules, row["customer_id"])
        if said.allows(one.loan.currency)
    ]
    amount = transactions.minor_amount(task.conn, owed[0].loan.loan_id, row["amount"])
    parts = divide(amount, owed, date.fromisoformat(row["date"]), task.debt_order)
    return [Part(loan_id, part) for loan_id, part in parts.items()]
