"""The packs there are, and what a ledger put in force, as a document."""

from __future__ import annotations

from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.ledger.policy import Policies

PACKS = (
    Column("name", "pack"),
    Column("title", "title"),
    Column("jurisdiction", "country", rank=4),
    Column("version", "version", rank=2),
    Column("rules", "rules", "right"),
    Column("verified", "verified", "right"),
    Column("cases", "cases", "right", rank=1),
    Column("verified_on", "last read", rank=3),
    Column("binds", "binds", machine=True),
    Column("source", "source", machine=True),
)
VERSIONS = (
    Column("from_on", "from"),
    Column("name", "policy"),
    Column("version", "version"),
    Column("journal_id", "journal", rank=1),
    Column("actor", "by", rank=2),
    Column("at", "recorded at", machine=True),
    Column("sha256", "sha256", machine=True),
)


def packs_document(policies: Policies) -> Document:
    """Packs that ship, and the versions put in force, one a row."""
    packs = [pack._asdict() for pack in policies.packs]
    first = policies.first
    return Document(
        title="Policies",
        facts=[("first", "The ledger began with" if first else "", first)],
        sections=(
            Section("packs", PACKS, packs, title="Packs that ship"),
            Section("versions", VERSIONS, map(dict, policies.versions), title="Put in force"),
        ),
        main="packs",
    )
