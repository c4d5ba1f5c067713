"""Classifications as documents: thresholds, cure, contagion, and where they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from overdue_cli.render.document import Column, Document, Section
from overdue_cli.reports.loan.classes import ClassRow, Provision, Scheme

SCHEMES = (
    Column("name", "name"),
    Column("title", "title"),
    Column("title_zh", "title in Chinese", machine=True),
    Column("version", "version", rank=4),
    Column("unit", "counts"),
    Column("classes", "classes", rank=1),
    Column("cure", "a class is left", rank=3),
    Column("contagion", "contagion", rank=5),
    Column("binds", "binds", rank=6),
    Column("source", "source", machine=True),
    Column("verified_on", "verified", rank=2),
    Column("confidence", "confidence", rank=2),
)
ROWS = (
    Column("class", "class"),
    Column("english", "in English", rank=1),
    Column("from", "from", "right", machine=True),
    Column("to", "to", "right", machine=True),
    Column("range", "range", "right"),
    Column("unit", "unit"),
    Column("non_performing", "non-performing"),
)
RULES = (
    Column("rule", "rule"),
    Column("class", "class"),
    Column("says", "what it says"),
    Column("evidence", "evidence", rank=1),
    Column("confidence", "confidence", rank=1),
    Column("verified", "verified"),
)


def schemes_document(schemes: Iterable[Scheme]) -> Document:
    """Classifications, one a row."""
    rows = [
        {
            "name": one.name,
            "title": one.title,
            "title_zh": one.title_zh,
            "version": one.version,
            "unit": _unit(one),
            "classes": ", ".join(row.name for row in one.shown_rows),
            "cure": one.cure_text,
            "contagion": one.contagion_text,
            "binds": one.binds,
            "source": one.source,
            "verified_on": one.verified_on or "no",
            "confidence": one.provision.confidence,
        }
        for one in schemes
    ]
    return Document(title="Regulatory classes", sections=(Section("rows", SCHEMES, rows),))


def scheme_document(scheme: Scheme) -> Document:
    """One classification: its classes, and the rules with how sure each is."""
    provision = scheme.provision
    facts: list[tuple[str, str, Any]] = [
        ("name", "Class", scheme.name),
        ("title_zh", "In Chinese" if scheme.title_zh else "", scheme.title_zh),
        ("version", "Version", scheme.version),
        ("unit", "Counts", _unit(scheme)),
        ("counting", "Counted", scheme.counting_text),
        ("cure", "A class is left", scheme.cure_text),
        ("contagion", "Contagion", scheme.contagion_text),
        ("binds", "Binds", scheme.binds),
        ("source", "Source", scheme.source),
        ("evidence", "Evidence", provision.evidence),
        ("confidence", "Confidence", provision.confidence),
        ("verified_on", "Verified", scheme.verified_on or "no"),
        ("changed", "Changed by the policy" if scheme.changed else "", list(scheme.changed)),
        ("materiality", "Materiality" if scheme.materiality else "", scheme.materiality_text),
        *((f"note_{number}", "Note", note) for number, note in enumerate(scheme.notes, start=1)),
    ]
    return Document(
        title=scheme.title,
        facts=facts,
        sections=(
            Section(
                "classes", ROWS, [class_cells(row) for row in scheme.shown_rows], title="Classes"
            ),
            Section("rules", RULES, list(_rules(scheme)), title="Rules"),
        ),
        main="classes",
    )


def class_cells(row: ClassRow) -> dict[str, Any]:
    """One class: its range and what it means."""
    return {
        "class": row.name,
        "english": row.english,
        "from": None if row.by_flag else row.from_count,
        "to": row.to_count,
        "range": row.range_text,
        "unit": row.unit,
        "non_performing": row.non_performing,
    }


def _unit(scheme: Scheme) -> str:
    counting = scheme.rule.unit.removeprefix("missed_").upper()
    return f"{scheme.unit} ({counting})" if scheme.unit == "instalments_missed" else scheme.unit


def _rules(scheme: Scheme) -> Iterator[dict[str, Any]]:
    """Cure, contagion and flags, each with how sure it is."""
    if scheme.rule.cure.kind == "paid":
        yield _rule("cure", scheme.rows[scheme.cured_from].name, scheme.cure_provision)
    if scheme.contagion.unit == "customer":
        yield _rule(
            "contagion", scheme.rows[scheme.contagion.place].name, scheme.contagion.provision
        )
    for trigger in scheme.triggers:
        yield _rule(f"flag {trigger.flag}", trigger.class_name, trigger.provision)


def _rule(rule: str, of: str, provision: Provision) -> dict[str, Any]:
    return {
        "rule": rule,
        "class": of,
        "says": provision.text,
        "evidence": provision.evidence,
        "confidence": provision.confidence,
        "verified": provision.verified,
    }
