"""What all money of a currency comes to: an integer of the file, checked before it is written.

Every figure of a report is a sum of some facts, some of them taken off. Where all of them
together, whichever way they go, are an integer of the file, so is every figure.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from overdue_cli.domain.errors import CheckFailed, Refused
from overdue_cli.domain.money import LARGEST_SUM, grouped_text
from overdue_cli.store.loan.day_totals import sum_days

#: A thousand millions at a time and the rest: neither half can leave the integers.
PART = 10**9
_HALVES = f"sum(abs(amount / {PART})), sum(abs(amount % {PART}))"
_SUMS = f"""
SELECT currency, kind IN ('bank_line', 'bank_matched') AS of_bank, {_HALVES},
       sum(typeof(amount) <> 'integer')
  FROM main.day_total GROUP BY 1, 2
"""
_FACTS = f"""
SELECT currency, of_bank, {_HALVES} FROM (
    SELECT currency, 0 AS of_bank, amount FROM entry_total WHERE voided_by IS NULL
    UNION ALL
    SELECT currency, 0, amount FROM instalment_total WHERE voided_by IS NULL
    UNION ALL
    SELECT currency, 1, amount FROM bank_total WHERE voided_by IS NULL)
 GROUP BY 1, 2
"""
# What no day total has: principal without a plan, and penalty interest that follows from terms.
_BESIDE = f"""
SELECT currency, {_HALVES}
  FROM (SELECT currency, penalty_posted + unscheduled AS amount FROM main.position
         WHERE prepaid <> 0 OR credit <> 0 OR penalty_posted <> 0 OR recovered <> 0
            OR unscheduled <> 0)
 WHERE amount <> 0 GROUP BY 1
"""
_ANY_BESIDE = """
SELECT 1 FROM main.position
 WHERE loan_id IN (SELECT loan_id FROM main.touched) AND penalty_posted + unscheduled > :few
 LIMIT 1
"""
# The room for it above all other money. A hundred million loans of so little each stay in it.
_HEADROOM = 10**18
_FEW = 10**10
_LINES = f"""
SELECT currency, {_HALVES} FROM statement_line
 WHERE voided_by IS NULL AND kind IN ('credit', 'refund', 'return') GROUP BY 1
"""
_DERIVED_SUMS = "money, with principal and penalty interest that no instalment or charge says,"
_WHAT = ("payments, charges and instalments", "money on bank lines")
_HINT = (
    "Look for an amount that cannot be right: 'overdue undo NUMBER' takes back what a command "
    "wrote, 'overdue undo' the last one."
)


class Sum(NamedTuple):
    """All money of a currency, in minor units, and how many daily sums are no integers."""

    total: int
    broken: int


Sums = Mapping[tuple[str, bool], Sum]


def sums(conn: sqlite3.Connection) -> Sums:
    """What daily sums come to, by currency; money on bank lines apart.

    Where one is no integer any more, the facts themselves are added up.
    """
    rows = conn.execute(_SUMS).fetchall()
    broken = {(row[0], bool(row[1])): row[4] for row in rows}
    if any(broken.values()):
        rows = conn.execute(_FACTS).fetchall()
    return {
        key: Sum(int(high) * PART + int(low), broken.get(key, 0))
        for key, high, low in (((row[0], bool(row[1])), *row[2:4]) for row in rows)
    }


def keep_whole(conn: sqlite3.Connection, before: Sums) -> None:
    """Nothing, or Refused where a transaction brings a sum out of the integers.

    ``before`` is how it found them. Daily sums that were broken are added up anew.
    """
    after = sums(conn)
    if any(one.broken for one in (*before.values(), *after.values())):
        sum_days(conn)
        after = sums(conn)
    for key, (total, broken) in after.items():
        had = before.get(key, Sum(0, 0))
        if (total > LARGEST_SUM and total > had.total) or broken > had.broken:
            raise _too_much(_WHAT[key[1]], total, key[0])


def keep_derived_whole(conn: sqlite3.Connection, *, all_loans: bool) -> None:
    """Nothing, or Refused where what follows from terms leaves the integers with all the rest.

    Without ``all_loans`` only the touched ones are new.
    """
    if not (all_loans or conn.execute(_ANY_BESIDE, {"few": _FEW}).fetchone()):
        return
    known = sums(conn)
    for currency, high, low in conn.execute(_BESIDE):
        total = known.get((currency, False), Sum(0, 0)).total + high * PART + low
        if total > LARGEST_SUM + _HEADROOM:
            raise _too_much(_DERIVED_SUMS, total, currency, LARGEST_SUM + _HEADROOM)


def keep_lines_whole(conn: sqlite3.Connection) -> None:
    """Nothing, or Refused where the money on all bank lines leaves the integers."""
    for currency, high, low in conn.execute(_LINES):
        total = high * PART + low
        if total > LARGEST_SUM:
            raise _too_much(_WHAT[True], total, currency)


def _too_much(what: str, total: int, currency: str, most: int = LARGEST_SUM) -> Refused:
    amount, limit = grouped_text(total, currency), grouped_text(most, currency)
    return Refused(
        f"all {what} in {currency} together would come to {amount}, and the ledger adds up to "
        f"{limit}; nothing was written",
        hint=_HINT,
    )


@contextmanager
def within_integers() -> Iterator[None]:
    """Refused in place of what Python and SQLite raise for a figure that is no integer of theirs.

    The second guard: what was checked before it was written does not come here.
    """
    try:
        yield
    except OverflowError as error:
        if "SQLite" not in str(error):
            raise
        raise _no_integer() from None
    except sqlite3.OperationalError as error:
        if str(error) != "integer overflow":
            raise
        raise _no_integer() from None


def _no_integer() -> Refused:
    return Refused("a figure is too large for the ledger; nothing was written", hint=_HINT)


def whole(figures: Mapping[str, int | float]) -> dict[str, int]:
    """Sums by currency as they are; CheckFailed where one is no integer any more."""
    for currency, amount in figures.items():
        if not isinstance(amount, int):
            raise CheckFailed(
                f"the daily sums in {currency} are damaged: they are not whole numbers",
                hint="Run 'overdue check --rebuild', which adds them up anew.",
            )
    return {currency: int(amount) for currency, amount in figures.items()}
