"""Debt that is charged off beside the rest of the book, which an ageing keeps apart."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from overdue_cli.store.derived import Derived

_MARKED = "SELECT loan_id FROM {position} WHERE charged_off_on IS NOT NULL"
#: What is summed of both parts of the book.
_OF_ALL = ("credit", "penalty", "recovered", "unscheduled", "bare", "receivable")


def split_book(conn: sqlite3.Connection, derived: Derived) -> tuple[Derived, Derived | None]:
    """The book without the loans that are charged off, and those alone; None where there are none.

    Both are read as the whole is: each name stands for a selection of its rows.
    """
    marked = _MARKED.format(position=derived.position)
    if not conn.execute(f"{marked} LIMIT 1").fetchone():
        return derived, None
    position, open_item = derived.position, derived.open_item
    return (
        derived._replace(
            position=f"(SELECT * FROM {position} WHERE charged_off_on IS NULL)",
            open_item=f"(SELECT * FROM {open_item} WHERE loan_id NOT IN ({marked}))",
        ),
        derived._replace(
            position=f"(SELECT * FROM {position} WHERE charged_off_on IS NOT NULL)",
            open_item=f"(SELECT * FROM {open_item} WHERE loan_id IN ({marked}))",
        ),
    )


def with_charged_off(
    sums: Sequence[dict[str, Any]], marked: Sequence[dict[str, Any]], basis: str
) -> list[dict[str, Any]]:
    """The sums per currency and group, with ``charged_off`` beside what is not due.

    By instalment it is all that is receivable of such loans, by loan their principal.
    """
    rows = {(row["currency"], row["grp"]): row | {"charged_off": 0} for row in sums}
    for row in marked:
        key = row["currency"], row["grp"]
        nothing = {
            name: value if name in ("currency", "grp") else 0 for name, value in row.items()
        }
        both = rows.setdefault(key, nothing | {"charged_off": 0})
        for name in _OF_ALL:
            both[name] += row[name]
        both["charged_off"] += row["receivable" if basis == "instalment" else "principal"]
    return list(rows.values())
