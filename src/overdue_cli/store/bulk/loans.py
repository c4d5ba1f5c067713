"""Loans of a file: what is wrong with them, what is new, and writing them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from typing import Any

from overdue_cli.domain.counted import counted
from overdue_cli.domain.unlikely import MOST_PERCENT
from overdue_cli.store.bulk.changes import Telling, differs, keep_news, note_changes, take_over
from overdue_cli.store.bulk.currency import digit_faults, settle_currency
from overdue_cli.store.bulk.stage import Remark, RowCheck, RowFault, account_ids, failing
from overdue_cli.store.loan.plan.payouts import TERMS

FIELDS = (
    *("customer_id", *TERMS, "grace_days", "penalty_rate", "penalty_uplift", "allocation"),
    *("product", "officer", "branch", "purpose", "security", "time_zone", "account_no"),
)
#: What the other cells of a row are understood by.
_OF_EVERY_ROW = ("customer_id", "currency")
_TEXT = frozenset(
    "method unit day_count interest_period rounding allocation product officer branch purpose "
    "security roll calendar time_zone account_no".split()
)

_MINOR = """
UPDATE temp.stage_loans AS s
   SET (principal, instalment_multiple) = (
       SELECT s.principal / m.factor, s.instalment_multiple / m.factor
         FROM temp.minor m WHERE m.currency = s.currency)
 WHERE s.file = :file AND s.state <> 'rejected'
"""
_BEFORE = """
SELECT s.row FROM temp.stage_loans s
  LEFT JOIN loan l ON l.loan_id = s.loan_id AND l.voided_by IS NULL
 WHERE s.file = :file AND s.state = 'new'
   AND coalesce(s.{field}, l.{field}) < coalesce(s.{start}, l.{start})
"""
_WHOLE = """
SELECT row FROM temp.stage_loans WHERE file = :file AND CAST(down_payment AS REAL) >= 100
"""
_OTHER_KIND = """
SELECT s.row, CASE l.kind WHEN 'invoice' THEN 'an invoice' ELSE 'a credit note' END
  FROM temp.stage_loans s JOIN loan l ON l.loan_id = s.loan_id
 WHERE s.file = :file AND l.voided_by IS NULL AND l.kind <> 'loan'
"""
_NEW_CURRENCY = """
SELECT s.row, l.currency FROM temp.stage_loans s JOIN loan l ON l.loan_id = s.loan_id
 WHERE s.file = :file AND l.voided_by IS NULL AND l.kind = 'loan' AND s.currency <> l.currency
   AND EXISTS (SELECT 1 FROM entry e WHERE e.loan_id = l.loan_id AND e.voided_by IS NULL)
"""
_FIXED_PLAN = """
SELECT s.row, s.principal <> l.principal
  FROM temp.stage_loans s JOIN loan l ON l.loan_id = s.loan_id
  JOIN plan p ON p.loan_id = s.loan_id AND p.voided_by IS NULL AND p.source <> 'terms'
 WHERE s.file = :file AND s.state = 'new' AND l.voided_by IS NULL
   AND (s.principal <> l.principal OR s.currency <> l.currency)
   AND NOT EXISTS (SELECT 1 FROM temp.incoming i WHERE i.loan_id = s.loan_id)
"""
_MARK = """
UPDATE temp.stage_loans AS s
   SET state = CASE WHEN {differs} THEN 'changed' ELSE 'unchanged' END
  FROM loan c
 WHERE c.loan_id = s.loan_id AND c.voided_by IS NULL AND s.file = :file AND s.state = 'new'
"""
# Loans whose plan follows from their terms: those with a method, no plan of another source, no
# instalments in this import, and terms that are new.
_PLANNED = """
SELECT EXISTS (
    SELECT 1 FROM temp.stage_loans s
      LEFT JOIN loan c ON c.loan_id = s.loan_id AND c.voided_by IS NULL
      LEFT JOIN plan p ON p.loan_id = s.loan_id AND p.voided_by IS NULL
     WHERE s.file = :file
       AND (coalesce(s.method, c.method, '') <> '' OR p.plan_id IS NOT NULL
            OR EXISTS (SELECT 1 FROM temp.incoming i WHERE i.loan_id = s.loan_id)))
"""
# Loans of which nothing says how they are paid back: no terms, no plan, no instalments in this
# import, and no balance of another system either.
_UNPLANNED = """
SELECT count(*) FROM temp.stage_loans s
  LEFT JOIN loan c ON c.loan_id = s.loan_id AND c.voided_by IS NULL
 WHERE s.file = :file AND s.state IN ('new', 'changed') AND coalesce(s.method, c.method, '') = ''
   AND NOT EXISTS (SELECT 1 FROM plan p WHERE p.loan_id = s.loan_id AND p.voided_by IS NULL)
   AND NOT EXISTS (SELECT 1 FROM snapshot n WHERE n.loan_id = s.loan_id AND n.voided_by IS NULL)
   AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.loan_id = s.loan_id AND e.kind = 'opening'
                      AND e.voided_by IS NULL)
   AND s.loan_id NOT IN (SELECT loan_id FROM temp.incoming {staged})
"""
_STAGED = """
SELECT name FROM temp.sqlite_master WHERE name IN ('stage_snapshot', 'stage_transactions')
"""
_TO_SCHEDULE = """
SELECT s.row, s.loan_id, coalesce(s.product, c.product) AS product, {terms}
  FROM temp.stage_loans s
  LEFT JOIN loan c ON c.loan_id = s.loan_id AND c.voided_by IS NULL
  LEFT JOIN plan p ON p.loan_id = s.loan_id AND p.voided_by IS NULL
 WHERE s.file = :file AND s.state IN ('new', 'changed')
   AND coalesce(s.method, c.method, '') <> '' AND coalesce(p.source, 'terms') = 'terms'
   AND NOT EXISTS (SELECT 1 FROM temp.incoming i WHERE i.loan_id = s.loan_id)
   AND (p.plan_id IS NULL OR {differs})
 ORDER BY s.row
"""
_UNROLLED = """
SELECT min(s.row), s.calendar, count(*) FROM temp.stage_loans s
  LEFT JOIN loan c ON c.loan_id = s.loan_id AND c.voided_by IS NULL
 WHERE s.file = :file AND s.state IN ('new', 'changed') AND s.calendar IS NOT NULL
   AND coalesce(s.roll, c.roll, 'none') IN ('', 'none') GROUP BY s.calendar
"""
_PRODUCTS = """
SELECT min(row), product, count(*) FROM temp.stage_{kind}
 WHERE file = :file AND state IN ('new', 'changed') AND product IS NOT NULL GROUP BY product
 ORDER BY min(row)
"""
_UNNAMED = """
SELECT min(s.row), count(*) FROM temp.stage_loans s
  LEFT JOIN loan c ON c.loan_id = s.loan_id AND c.voided_by IS NULL
 WHERE s.file = :file AND s.state IN ('new', 'changed')
   AND coalesce(s.product, c.product, '') = '' AND coalesce(s.allocation, c.allocation, '') = ''
"""
_ANY_CHANGED = "SELECT 1 FROM temp.stage_loans WHERE file = :file AND state = 'changed' LIMIT 1"
_CHANGED = "AND s.file = :file AND s.state = 'changed'"
#: What the day totals of a loan depend on: to set it is to sum them anew.
_SUMMED_BY = ("currency", "disbursed_on")
_INSERT = """
INSERT INTO loan (loan_id, kind, {fields}, disputed, journal_id, voided_by)
SELECT loan_id, 'loan', {values}, 0, :journal, NULL
  FROM temp.stage_loans WHERE file = :file AND state = 'new' ORDER BY row
    ON CONFLICT (loan_id) DO UPDATE SET kind = 'loan', {revived}, disputed = 0,
       journal_id = excluded.journal_id, voided_by = NULL
"""


_CHECKS = (
    RowCheck(
        _WHOLE,
        "down_payment",
        "a down payment is a part of the loan, less than 100 %",
        "Write per cent, such as 20.",
    ),
    *(
        RowCheck(
            _BEFORE.format(field=field, start=start),
            field,
            f"{field} is not before {start}",
            "Check both dates.",
        )
        for field, start in (
            ("first_due_on", "disbursed_on"),
            ("maturity_on", "disbursed_on"),
            ("maturity_on", "first_due_on"),
        )
    ),
    RowCheck(
        _OTHER_KIND,
        "loan_id",
        "this id is {1} in the ledger",
        "Give the loan an id of its own.",
    ),
    RowCheck(
        _NEW_CURRENCY,
        "currency",
        "the currency of a loan with entries stays; this one is in {1}",
        "Write {1}, or give the loan in the other currency an id of its own.",
    ),
)


def faults(conn: sqlite3.Connection, file: int, named: str, ledger: str) -> Iterator[RowFault]:
    """What is wrong with loans as such; settles their currency."""
    yield from settle_currency(conn, "loans", "loan_id", file, named, ledger)
    yield from digit_faults(conn, "loans", file, ("principal", "instalment_multiple"))
    yield from failing(conn, (account_ids("loans", "loan_id"), *_CHECKS), {"file": file})


def to_minor(conn: sqlite3.Connection, file: int) -> None:
    """Turns the money of the good rows into minor units of their currency."""
    conn.execute(_MINOR, {"file": file})


def plan_faults(conn: sqlite3.Connection, file: int) -> Iterator[RowFault]:
    """Loans whose principal or currency no longer fits the instalments in the ledger."""
    for row in conn.execute(_FIXED_PLAN, {"file": file}):
        yield RowFault(
            row[0],
            "principal" if row[1] else "currency",
            "the instalments in the ledger no longer fit",
            "Import the loan's new instalments in the same command.",
        )


def keep_own_news(conn: sqlite3.Connection, telling: Telling) -> None:
    """Leaves of what the rows say of known loans only what such a file did not say before."""
    fields = [field for field in FIELDS if field not in _OF_EVERY_ROW]
    keep_news(conn, "loan", "temp.stage_loans", fields, telling)


def mark(conn: sqlite3.Connection, file: int) -> None:
    """Sets the state of each good row: new, changed or unchanged."""
    conn.execute(_MARK.format(differs=differs(FIELDS)), {"file": file})


def unrolled(conn: sqlite3.Connection, file: int) -> Iterator[Remark]:
    """Calendars that change nothing, because no due date rolls."""
    for row in conn.execute(_UNROLLED, {"file": file}):
        rule = f"a calendar without a roll changes nothing ({counted(row[2], 'row')})"
        hint = "Fill the column roll: following, modified_following or preceding."
        yield Remark(row[0], "calendar", row[1], rule, hint)


def hardly_meant_rates(conn: sqlite3.Connection, file: int) -> Iterator[Remark]:
    """Yearly rates that hardly any lender asks for, in one remark at the first of them."""
    row, rate, count = conn.execute(
        "SELECT min(row), annual_rate, count(*) FROM temp.stage_loans WHERE file = ? "
        f"AND state IN ('new', 'changed') AND CAST(annual_rate AS REAL) > {MOST_PERCENT}",
        (file,),
    ).fetchone()
    if count:
        more = f" (and of {count - 1} more)" if count > 1 else ""
        rule = f"a rate of {rate} % a year{more} is hardly meant; it was taken as it is"
        hint = "Undo this import where the column holds something else, and name it with --map."
        yield Remark(row, "annual_rate", rate, rule, hint)


def unknown_products(
    conn: sqlite3.Connection, kind: str, file: int, known: Collection[str]
) -> Iterator[Remark]:
    """The products of a file of loans or invoices that the policy does not have, in one remark."""
    products = conn.execute(_PRODUCTS.format(kind=kind), {"file": file}).fetchall()
    unknown = [(row, name, count) for row, name, count in products if name not in known]
    if not unknown:
        return
    names = [name for _, name, _ in unknown]
    meant = [f"{near} for {name}" for name in names if (near := _nearest(name, known))]
    yield Remark(
        min(row for row, _, _ in unknown),
        "product",
        _some(names),
        f"the policy has no such product; [product.default] holds for {_debts(unknown, kind)}",
        f"Did you mean {_some(meant)}?" if meant else f"Add [product.{names[0]}] to your policy.",
    )


def without_product(conn: sqlite3.Connection, file: int, what: str) -> Iterator[Remark]:
    """Loans that name neither a product nor an order, in one remark; ``what`` is the matter then.

    Nothing where the policy has nothing to say of them.
    """
    if not what:
        return
    row, count = conn.execute(_UNNAMED, {"file": file}).fetchone()
    if count:
        loans = "1 loan names" if count == 1 else f"{count} loans name"
        hint = "Give them a column product, or set it later: overdue set LOAN product=NAME."
        yield Remark(row, "product", "", f"{loans} no product: {what}", hint)


def _debts(unknown: list[tuple[int, str, int]], kind: str) -> str:
    count = sum(count for _, _, count in unknown)
    return f"1 {kind.removesuffix('s')}" if count == 1 else f"{count} {kind}"


def _nearest(name: str, known: Collection[str]) -> str:
    return next(iter(get_close_matches(name, known, n=1)), "")


def _some(names: list[str]) -> str:
    """Names in one line, the first five of many."""
    shown, more = names[:5], len(names) - 5
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")


def any_planned(conn: sqlite3.Connection, file: int) -> bool:
    """Whether any loan of a file has a plan, or terms or instalments that make one."""
    return bool(conn.execute(_PLANNED, {"file": file}).fetchone()[0])


def unplanned(conn: sqlite3.Connection, file: int) -> Iterator[Remark]:
    """How many loans of a file have nothing that says when they fall due, in one remark."""
    staged = (
        f"UNION SELECT loan_id FROM temp.{name} WHERE loan_id IS NOT NULL"
        + (" AND type = 'opening'" if name == "stage_transactions" else "")
        for (name,) in conn.execute(_STAGED).fetchall()
    )
    query = _UNPLANNED.format(staged=" ".join(staged))
    count = conn.execute(query, {"file": file}).fetchone()[0]
    if count:
        whose = "1 loan has" if count == 1 else f"{count} loans have"
        them = "it" if count == 1 else "them"
        rule = f"{whose} neither terms nor instalments: nothing of {them} falls due"
        hint = "Import the instalments, or fill method, annual_rate and instalments."
        yield Remark(0, "", "", f"{rule}, and what is paid waits as credit", hint)


def to_schedule(conn: sqlite3.Connection, file: int) -> Iterator[dict[str, Any]]:
    """Row, loan id, product and terms of each loan whose plan must be computed from its terms."""
    terms = ", ".join(f"coalesce(s.{f}, c.{f}) AS {f}" for f in TERMS)
    cursor = conn.execute(_TO_SCHEDULE.format(terms=terms, differs=differs(TERMS)), {"file": file})
    for row in cursor:
        yield dict(row)


def change(conn: sqlite3.Connection, file: int, journal_id: int) -> None:
    """Updates loans that differ, with what each field was before. Triggers must be on."""
    values = {"file": file, "journal": journal_id}
    if not conn.execute(_ANY_CHANGED, values).fetchone():
        return
    note_changes(conn, "loan", "temp.stage_loans", FIELDS, values, _CHANGED, "loans")
    for fields in (tuple(f for f in FIELDS if f not in _SUMMED_BY), _SUMMED_BY):
        take_over(conn, "loan", "temp.stage_loans", fields, values, _CHANGED)


def insert(conn: sqlite3.Connection, file: int, journal_id: int) -> None:
    """Inserts new loans; one that an undone import left voided comes back with this content."""
    conn.execute(
        _INSERT.format(
            fields=", ".join(FIELDS),
            values=", ".join(f"coalesce({f}, '')" if f in _TEXT else f for f in FIELDS),
            revived=", ".join(f"{f} = excluded.{f}" for f in FIELDS),
        ),
        {"file": file, "journal": journal_id},
    )
