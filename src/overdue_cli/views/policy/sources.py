"""Where the rules of a policy come from, as a document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.ledger.policy import RuleSource

SOURCES = (
    Column("what", "what", rank=3),
    Column("name", "name"),
    Column("title", "what it says", rank=4),
    Column("source", "article"),
    Column("text_date", "text of", rank=1),
    Column("evidence", "read in", rank=1),
    Column("confidence", "how sure", rank=2),
    Column("verified_on", "last read"),
    Column("verified", "verified", rank=2),
    Column("stale", "over a year ago", machine=True),
)


def sources_document(policy: str, sources: Sequence[RuleSource], day: date) -> Document:
    """Every rule of a policy with its article, the date of the text, how sure, and when read."""
    rows = [
        {**one._asdict(), "verified": one.is_verified, "stale": one.is_stale(day)}
        for one in sources
    ]
    return Document(
        title=f"Sources of {policy}",
        sections=(Section("sources", SOURCES, rows),),
    )
