"""Holds that end by what happened, by a day, or by a person: under each pack, said alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from gate_cases import Said, said_of

#: A Tuesday on which no hours of any pack object at 17 o'clock.
AT = datetime(2026, 6, 30, 17)
ZONES = {
    "us_regf": "America/New_York",
    "au_rg96": "Australia/Sydney",
    "ie_cca": "Europe/Dublin",
    "in_rbi": "Asia/Kolkata",
    "uk_conc": "Europe/London",
}
Rows = Sequence[Mapping[str, Any]]


class Row(NamedTuple):
    """What holds and what happened before, the contact, and what is said of it."""

    pack: str
    name: str
    holds: Rows
    decision: str
    rule: str = ""
    ask: Mapping[str, Any] = {}
    history: Rows = ()
    loans: Sequence[str] = ("L",)


def on(month: int, day: int, year: int = 2026) -> date:
    return date(year, month, day)


def held(kind: str, first: date, **more: Any) -> list[dict[str, Any]]:
    return [{"kind": kind, "from": first, **more}]


def told(outcome: str, first: date, **more: Any) -> dict[str, Any]:
    """A contact at ten o'clock of a day."""
    return {"at": datetime(first.year, first.month, first.day, 10), "outcome": outcome, **more}


def letter(step: str, first: date) -> dict[str, Any]:
    return told("SENT", first, channel="letter", step=step)


VISIT = {"channel": "visit"}
LETTER = {"channel": "letter"}
VERIFIES = LETTER | {"step": "verification"}
DEMANDS = LETTER | {"step": "demand"}
DISPUTE = held("dispute", on(1, 5))
FRAUD = held("fraud", on(7, 10, 2025))
THEFT = (told("IDT", on(3, 3)),)
VULNERABLE = held("vulnerable", on(9, 1, 2025))
REVIEWED = held("vulnerable", on(9, 1, 2025), released=on(3, 2), because="reviewed")
BREATHING = held("breathing_space", on(5, 2))
TREATED = held("mental_health", on(1, 5))
ENDED_31_MAY = held("mental_health", on(1, 5), released=on(5, 31), because="treatment_ended")
ENDED_30_MAY = held("mental_health", on(1, 5), released=on(5, 30), because="treatment_ended")
ANNOUNCED = (told("SENT", on(6, 25), channel="letter"),)
ROWS = [
    Row("standard", "disputed half a year ago", DISPUTE, "block", "hold"),
    Row(
        *("standard", "disputed, with a day named for it that is past"),
        *(held("dispute", on(6, 1), until=on(6, 20)), "block", "hold"),
    ),
    Row(
        *("standard", "a dispute that was answered"),
        *(held("dispute", on(1, 5), released=on(2, 1), because="inquiry_answered"), "allow"),
    ),
    Row("standard", "a fraud claim of last summer", FRAUD, "block", "hold"),
    Row(
        *("standard", "a fraud claim that was taken back"),
        *(held("fraud", on(1, 5), released=on(1, 9), because="withdrawn"), "allow"),
    ),
    Row(
        "standard",
        "identity theft, told in March",
        (),
        "block",
        "hold",
        {},
        (told("IDT", on(3, 3)),),
    ),
    Row("standard", "a hold for another reason", held("other", on(4, 1)), "block", "hold"),
    Row(
        *("standard", "a hold for another reason until yesterday"),
        *(held("other", on(4, 1), until=on(6, 29)), "allow"),
    ),
    Row(
        *("standard", "a hold for another reason until today"),
        *(held("other", on(4, 1), until=on(6, 30)), "block", "hold"),
    ),
    Row(
        "standard",
        "the letter that ends a dispute",
        DISPUTE,
        "allow",
        "",
        VERIFIES,
    ),
    Row(
        "standard",
        "another letter in a dispute",
        DISPUTE,
        "block",
        "hold",
        DEMANDS,
    ),
    Row("standard", "a letter that says nothing of itself", DISPUTE, "block", "hold", LETTER),
    Row(
        *("standard", "disputed, and verified by letter", (), "allow", "", {}),
        (told("DISP", on(2, 2)), letter("verification", on(2, 20))),
    ),
    Row(
        *("standard", "disputed, and a demand was sent", (), "block", "hold", {}),
        (told("DISP", on(2, 2)), letter("demand", on(2, 20))),
    ),
    Row(
        *("standard", "verified by letter, and disputed again", (), "block", "hold", {}),
        (told("DISP", on(2, 2)), letter("verification", on(2, 20)), told("DISP", on(3, 2))),
    ),
    Row(
        *("standard", "about the loan that is disputed"),
        *(held("dispute", on(1, 5), loan="A"), "block", "hold", {"loan": "A"}, (), ("A", "B")),
    ),
    Row(
        *("standard", "about the other loan"),
        *(held("dispute", on(1, 5), loan="A"), "allow", "", {"loan": "B"}, (), ("A", "B")),
    ),
    Row("standard", "a visit, long vulnerable", VULNERABLE, "warn", "vulnerable", VISIT),
    Row("standard", "a visit, no longer vulnerable", REVIEWED, "allow", "", VISIT),
    Row(
        *("standard", "a visit, found vulnerable last year", (), "warn", "vulnerable", VISIT),
        (told("VUL", on(9, 1, 2025)),),
    ),
    Row("us_regf", "disputed half a year ago", DISPUTE, "block", "regf_dispute"),
    Row(
        *("us_regf", "a copy of the judgment was sent"),
        *(held("dispute", on(1, 5), released=on(2, 1), because="judgment_copy_sent"), "allow"),
    ),
    Row("uk_conc", "disputed six weeks ago", held("dispute", on(5, 19)), "block", "conc_dispute"),
    Row(
        *("uk_conc", "a dispute that was looked into and answered"),
        *(held("dispute", on(5, 19), released=on(6, 2), because="inquiry_answered"), "allow"),
    ),
    # 60 days from 2 May: the last is 30 June; from 1 May: the last is 29 June.
    Row("uk_conc", "breathing space, day 60", BREATHING, "block", "moratorium"),
    # Treatment and 30 days: ended on 31 May the last is 30 June, ended on 30 May it is 29 June.
    Row("uk_conc", "in treatment since winter", TREATED, "block", "moratorium"),
    Row("uk_conc", "treatment ended 30 days ago", ENDED_31_MAY, "block", "moratorium"),
    Row("uk_conc", "treatment ended 31 days ago", ENDED_30_MAY, "allow"),
    Row("uk_conc", "breathing space, day 61", held("breathing_space", on(5, 1)), "allow"),
    Row(
        *("uk_conc", "a visit, vulnerable since last year"),
        *(VULNERABLE, "block", "conc_vulnerable_visits", VISIT, ANNOUNCED),
    ),
    Row("uk_conc", "a visit, no longer vulnerable", REVIEWED, "allow", "", VISIT, ANNOUNCED),
    Row("ie_cca", "disputed half a year ago", DISPUTE, "block", "hold"),
    Row("au_rg96", "disputed half a year ago", DISPUTE, "block", "hold"),
    Row("in_rbi", "a fraud claim of last summer", FRAUD, "block", "hold"),
    Row("cn_bank", "disputed half a year ago", DISPUTE, "block", "hold"),
    Row(
        *("cn_bank", "a dispute that was answered"),
        *(held("dispute", on(1, 5), released=on(2, 1), because="inquiry_answered"), "allow"),
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.pack}: {row.name}")
def test_a_hold_is_said_alike_in_three_places(tmp_path: Path, row: Row) -> None:
    said = said_of(
        tmp_path / "ledger",
        row.pack,
        {
            "name": row.name,
            "zones": [ZONES.get(row.pack, "Asia/Shanghai")],
            "role": "agency" if row.pack == "us_regf" else "",
            "loans": list(row.loans),
            "holds": row.holds,
            "history": row.history,
            "ask": {"channel": "call", "at": AT, **row.ask},
        },
    )
    assert said == Said(row.decision, row.rule)
