"""Where a ledger does not agree with itself, as a document, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from datetime import date
from typing import Any

from overdue_cli.actions.ledger.check import Finding
from overdue_cli.render.document import Column, Document
from overdue_cli.views.columns import as_rows, one_table

COLUMNS = (
    Column("check", "check"),
    Column("about", "about"),
    Column("field", "field"),
    Column("stored", "stored"),
    Column("expected", "expected"),
)


def check_document(
    findings: Iterable[Finding], *, as_of: date, settings: Mapping[str, Any]
) -> Document:
    """Findings, one a row; ``settings`` are those of the policy in force."""
    return one_table("Check", COLUMNS, as_rows(findings), as_of=as_of, settings=settings)


def remedy(checks: Set[str]) -> str:
    """What to do: lost originals are no matter of a rebuild."""
    put_back = "Put the original back, or import the same file again with --archive."
    rebuild = "If the facts are right as they stand: overdue check --rebuild."
    return " ".join([put_back] * ("archive" in checks) + [rebuild] * bool(checks - {"archive"}))
