"""Where the rules of a policy come from: article, date of the text, how sure, when it was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from overdue_cli.policies.loan.classes import Scheme, schemes_of

#: A text that was last read longer ago wants reading again.
_FRESH_FOR = timedelta(days=365)
#: Tables of a policy, beside its rules, whose rows may name a source.
_TABLES = ("wording", "measure", "notice", "hold", "product")


class RuleSource(NamedTuple):
    """One rule of a policy, with where it comes from and how sure that is."""

    what: str
    """rule, wording, measure, notice, hold, product or class."""
    name: str
    title: str
    source: str
    """The article, or a page; 'our choice' where nobody prescribes it."""
    text_date: date | None
    """The date of the text that was read."""
    evidence: str
    """primary: the legal text was read; secondary: a page about it; field: belief; own: ours."""
    confidence: str
    verified_on: date | None
    """When it was last read."""

    @property
    def is_verified(self) -> bool | None:
        """Whether it was read and is sure; None for a choice of our own."""
        if self.evidence == "own":
            return None
        read = self.evidence in ("primary", "secondary") and self.verified_on is not None
        return read and self.confidence == "high"

    def is_stale(self, day: date) -> bool:
        """Whether somebody else's text was last read more than a year before a day."""
        read = self.verified_on
        return self.evidence != "own" and read is not None and day - read > _FRESH_FOR


def sources_of(tables: Mapping[str, Any]) -> list[RuleSource]:
    """Every rule of contact, then wordings, measures, notices, holds, products with a source."""
    rules = (_source("rule", str(row.get("id", "")), row) for row in tables.get("rule", ()))
    return [*rules, *_named(tables)]


def class_sources_of(tables: Mapping[str, Any]) -> list[RuleSource]:
    """The regulatory classes that ship, and those of a policy's own."""
    return [_class_source(scheme) for scheme in schemes_of(tables)]


def _named(tables: Mapping[str, Any]) -> Iterator[RuleSource]:
    for what in _TABLES:
        for name, row in tables.get(what, {}).items():
            if isinstance(row, Mapping) and "source" in row:
                yield _source(what, name, row)


def _source(what: str, name: str, row: Mapping[str, Any]) -> RuleSource:
    return RuleSource(
        what=what,
        name=name,
        title=str(row.get("title", name)),
        source=str(row.get("source", "")),
        text_date=row.get("text_date"),
        evidence=str(row.get("evidence", "own")),
        confidence=str(row.get("confidence", "high")),
        verified_on=row.get("verified_on"),
    )


def _class_source(scheme: Scheme) -> RuleSource:
    return RuleSource(
        what="class",
        name=scheme.name,
        title=scheme.title,
        source=scheme.source,
        text_date=scheme.text_date,
        evidence=scheme.provision.evidence,
        confidence=scheme.provision.confidence,
        verified_on=scheme.verified_on,
    )
