"""Why a customer stands where it does, on one screen: the debts, the step, what is done next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from overdue_cli.render.document import Document, Section
from overdue_cli.reports.ladder.explain_case import CaseExplanation
from overdue_cli.views.columns import Fact, chosen, with_value

MOST_LOANS = 4
MOST_CONTACTS = 3
#: Steps that say where the customer stands and what comes next.
_TOLD = ("here", "held back", "not yet", "on hold")
_LEFT_OUT = {
    "name",
    "stage",
    "delinquent_days",
    "evidence_since",
    "channel",
    "gate",
    "text",
    "priority",
}


def case_in_short(case: CaseExplanation, whole: Document) -> Document:
    """What decides today; the rest is one option away, and the last line says so."""
    by_name = {section.name: section for section in whole.sections}
    return replace(
        whole,
        facts=with_value(_facts(case, whole)),
        sections=tuple(_sections(by_name)),
        settings={name: whole.settings[name] for name in ("policy",) if name in whole.settings},
        main="",
        more=f"Everything: overdue explain {case.case.customer_id} --all",
    )


def _facts(case: CaseExplanation, whole: Document) -> Iterator[Fact]:
    for name, label, value in whole.facts:
        if name == "customer_id" and case.customer["name"]:
            yield name, label, f"{value} {case.customer['name']}"
        elif name == "reason":
            yield name, label, str(value).partition("; ")[0]
        elif name == "since":
            step = case.stands.step
            yield name, "Stage", f"{step.name} since {value}" if step else ""
        elif name == "contact_from" and value:
            yield name, label, str(value).replace("T", " ")
        elif name not in _LEFT_OUT:
            yield name, label, value


def _sections(by_name: Mapping[str, Section]) -> Iterator[Section]:
    yield _rows(by_name["loans"], lambda row: row["overdue"].minor or row["decides"], MOST_LOANS)
    steps = by_name["steps"]
    shown = [row for row in steps.rows if row["state"] in _TOLD][:3]
    yield replace(steps, rows=shown, columns=chosen(steps.columns, "step state opened_on why"))
    yield _rows(by_name["evidence"], None, MOST_CONTACTS)
    yield _rows(by_name["promises"], lambda row: row["verdict"] in ("pending", "broken"), 2)
    yield by_name["holds"]
    yield _objections(by_name["channels"])


def _objections(gate: Section) -> Section:
    """What the contact gate objects to, each objection once with the channels it is about."""
    channels: dict[tuple[Any, ...], list[str]] = {}
    for row in gate.rows:
        if row["verdict"] != "allow":
            says = tuple(row[name] for name in ("verdict", "text", "next_at"))
            channels.setdefault(says, []).append(row["channel"])
    rows = [
        {"channel": ", ".join(names), "verdict": verdict, "text": text, "next_at": next_at}
        for (verdict, text, next_at), names in channels.items()
    ]
    return replace(gate, rows=rows, columns=chosen(gate.columns, "channel verdict text next_at"))


def _rows(section: Section, wanted: Any, most: int) -> Section:
    """The first rows of a section that are wanted, and in its title how many there are."""
    rows = list(section.rows)
    found = [row for row in rows if wanted is None or wanted(row)]
    title = section.title
    if len(found) > most:
        title = f"{title} ({most} of {len(found)})"
    return replace(section, rows=found[:most], title=title)
