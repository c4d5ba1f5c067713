"""What differs between two policies, as a document."""

from __future__ import annotations

from collections.abc import Iterable

from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.ledger.policy import PolicyDifference

KEYS = (
    Column("where", "where"),
    Column("key", "key"),
    Column("before", "before"),
    Column("after", "after"),
)


def differences_document(
    before: str, after: str, differences: Iterable[PolicyDifference]
) -> Document:
    """Keys that differ, one a row, between the policies of two names."""
    rows = [
        {**one._asdict(), "before": _text(one.before), "after": _text(one.after)}
        for one in differences
    ]
    return Document(
        title=f"{before} and {after}",
        sections=(Section("differences", KEYS, rows),),
        empty=f"{before} and {after} say the same.",
    )


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    return str(value)
