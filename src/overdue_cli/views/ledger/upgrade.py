"""What became of an older ledger: in lines, counted in a table, and every change in a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from overdue_cli.actions.ledger.upgrade import Upgraded
from overdue_cli.actions.ledger.what_changed import AMOUNTS, Change, WhatChanged
from overdue_cli.domain.money import Money
from overdue_cli.render.document import Column, Document
from overdue_cli.views.columns import one_table

COLUMNS = (
    Column("customer_id", "customer"),
    Column("loan_id", "loan"),
    Column("field", "what"),
    Column("before", "before", "right"),
    Column("after", "after", "right"),
)
SUMMARY_COLUMNS = (
    Column("field", "what"),
    Column("count", "how many", "right"),
    Column("before", "before", "right"),
    Column("after", "after", "right"),
)
_TITLE = "What the rules of this release change"
_NOTHING = "The rules of this release change no figure."


def upgrade_lines(path: Path, done: Upgraded) -> Iterator[str]:
    """The versions before and after, where the old file is, and what is damaged."""
    if done.backup is None:
        yield f"{path} is up to date (version {done.after})."
    else:
        yield f"{path}: version {done.before} -> {done.after}; the old file is {done.backup}."
    if done.damaged:
        yield (
            f"The daily sums in {', '.join(done.damaged)} are damaged: they are not whole "
            "numbers. Run 'overdue check --rebuild', which adds them up anew."
        )
    if done.changed and (count := done.changed.not_compared):
        customers = "1 customer is" if count == 1 else f"{count} customers are"
        yield (
            f"{customers} left out of the comparison below: their figures were last worked out "
            f"before {done.changed.as_of}."
        )


def changes_document(done: Upgraded) -> Document:
    """Every figure that changed, one a row."""
    if done.changed is None:
        return one_table(_TITLE, COLUMNS, (), empty=_NOTHING)
    rows = [change._asdict() for change in done.changed.changes]
    return one_table(_TITLE, COLUMNS, rows, as_of=done.changed.as_of, empty=_NOTHING)


def summary_document(changed: WhatChanged) -> Document:
    """What changed, counted: amounts as sums, stages and states by what they became."""
    rows = [*_amounts(changed), *_others(changed)]
    return one_table(_TITLE, SUMMARY_COLUMNS, rows, as_of=changed.as_of, empty=_NOTHING)


def _amounts(changed: WhatChanged) -> Iterator[dict[str, Any]]:
    sums: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for change in changed.changes:
        if isinstance(change.before, Money) and isinstance(change.after, Money):
            key = change.field, change.before.currency
            sums[key].append((change.before.minor, change.after.minor))
    for name, currency in sorted(sums, key=lambda key: (AMOUNTS.index(key[0]), key[1])):
        of_one = sums[name, currency]
        before, after = (Money(sum(side), currency) for side in zip(*of_one, strict=True))
        yield _row(name, len(of_one), "loan", before, after)


def _others(changed: WhatChanged) -> Iterator[dict[str, Any]]:
    counts: dict[tuple[str, str, str], int] = defaultdict(int)
    for change in changed.changes:
        if change.field not in AMOUNTS:
            counts[_kind(change)] += 1
    for (name, before, after), count in sorted(counts.items()):
        yield _row(name, count, "customer" if name == "stage" else "loan", before, after)


def _kind(change: Change) -> tuple[str, str, str]:
    """What a change is counted under; days past due are more, fewer or none."""
    if change.field != "days_past_due":
        return change.field, str(change.before) or "none", str(change.after) or "none"
    before, after = int(str(change.before)), int(str(change.after))
    if not before:
        return "days past due", "none", "late"
    return (
        "days past due",
        "late",
        "more days" if after > before else "fewer days" * bool(after) or "none",
    )


def _row(name: str, count: int, noun: str, before: Any, after: Any) -> dict[str, Any]:
    counted = f"{count} {noun}{'s' * (count != 1)}"
    return {"field": name, "count": counted, "before": before, "after": after}
