"""Faults of policies, and the cases that stand in them, as documents."""

from __future__ import annotations

from collections.abc import Iterable

from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.ledger.policy import CaseResult, PolicyFault

FAULTS = (
    Column("policy", "policy"),
    Column("weight", "weight"),
    Column("where", "where"),
    Column("fault", "fault"),
    Column("hint", "what to do", rank=1),
)
CASES = (
    Column("policy", "policy"),
    Column("case", "case"),
    Column("ok", "agrees"),
    Column("expected", "expected", rank=1),
    Column("found", "found"),
)


def faults_document(
    faults: Iterable[tuple[str, PolicyFault]], warnings: Iterable[tuple[str, PolicyFault]]
) -> Document:
    """Faults and then warnings, one a row, each with the policy it is in."""
    rows = [
        {"policy": name, "weight": weight, **one._asdict()}
        for weight, found in (("fault", faults), ("warning", warnings))
        for name, one in found
    ]
    return Document(sections=(Section("faults", FAULTS, rows),))


def cases_document(results: Iterable[CaseResult]) -> Document:
    """Cases that were run, one a row."""
    rows = [
        {
            "policy": result.pack,
            "case": result.name,
            "ok": not result.failures,
            "expected": result.expected,
            "found": result.outcome,
        }
        for result in results
    ]
    return Document(sections=(Section("cases", CASES, rows),))
