"""Which facts count: those in force now, or those in force when a journal row was the last."""

from __future__ import annotations

IN_FORCE = "{alias}voided_by IS NULL"
AS_KNOWN = (
    "{alias}journal_id <= {known} AND ({alias}voided_by IS NULL OR {alias}voided_by > {known})"
)


def in_force(alias: str = "", known: int | None = None) -> str:
    """The SQL condition for facts that count, now or as known at journal row ``known``."""
    prefix = f"{alias}." if alias else ""
    text = IN_FORCE if known is None else AS_KNOWN
    return text.format(alias=prefix, known=known)
