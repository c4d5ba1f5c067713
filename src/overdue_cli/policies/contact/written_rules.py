"""The contact rules of a policy as its files write them, for people who read the policy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

Day = date | str


class WrittenRule(NamedTuple):
    """One rule in the words of its file; '' for what it leaves out."""

    id: str
    title: str
    title_zh: str
    kind: str
    channels: str
    strength: str
    binds: str
    verified: bool
    source: str
    evidence: str
    confidence: str
    text_date: Day
    verified_on: Day
    effective_from: Day
    effective_to: Day


def written_rules_of(tables: Mapping[str, Any]) -> list[WrittenRule]:
    """Every rule in the order of the files."""
    return [_written(row) for row in tables.get("rule", ())]


def _written(row: Mapping[str, Any]) -> WrittenRule:
    values = {key: row.get(key, "") for key in WrittenRule._fields}
    binds = row.get("binds", {})
    sure = row.get("evidence") in ("primary", "secondary") and row.get("confidence") == "high"
    return WrittenRule(
        **values
        | {
            "channels": ", ".join(row.get("channels", ["any"])),
            "strength": row.get("strength", "product_default"),
            "binds": "; ".join(f"{key} {', '.join(of)}" for key, of in binds.items()),
            "verified": row.get("verified", sure and "verified_on" in row),
        }
    )
