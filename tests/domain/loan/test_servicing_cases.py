"""Replays cases of loan servicing with expected figures, from folders of JSON files.

Read from ``../shared/cases/servicing`` beside the repository, and from every folder named by
``OVERDUE_CASES`` (separated as in PATH). Each check asks the functions the commands use; an
unknown ``do`` or ``check`` fails. The adapter is ``servicing.py`` beside this file.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest

import servicing
from places import SHARED

FAMILIES = {
    "schedules",
    "allocation_standard_order",
    "allocation_due_then_in_advance",
    "allocation_advanced_horizontal",
    "allocation_advanced_vertical",
    "delinquency",
    "overdue_penalties",
    "chargeback_credit_balance_refund",
    "down_payment",
    "charge_off",
}

#: Quirks of the peer that no rule of ours should follow.
QUIRKS = {
    "EMI-disbursedAmt100_dayInYears364_daysInMonthActual_repayEvery2Week": "a year of 364 days",
    # Shown by a test below: no place of the charge among the payments gives both tables.
    "LoanRepayment-L3247": "a charge dated back behind payments moves them in the peer's schedule "
    "but not in its list of payments, so its two tables contradict each other",
}


def folders() -> list[Path]:
    beside = SHARED / "cases" / "servicing"
    named = [Path(name) for name in os.environ.get("OVERDUE_CASES", "").split(os.pathsep) if name]
    return [folder for folder in (beside, *named) if folder.is_dir()]


def read_cases() -> list[dict]:
    found = []
    for folder in folders():
        for file in sorted(folder.glob("*.json")):
            family = json.loads(file.read_text(encoding="utf-8"))
            if family["family"] in FAMILIES:
                found += [case | {"family": family["family"]} for case in family["cases"]]
    return found


CASES = read_cases()
REPLAYED = [case for case in CASES if case["id"] not in QUIRKS]


def replay(case: dict) -> int:
    """Number of checks made; the first figure that differs fails."""
    facts, made = servicing.Facts(case), 0
    for number, step in enumerate(case["timeline"]):
        as_of = servicing.day(step["as_of"])
        if "do" in step:
            servicing.apply(facts, number, as_of, step["do"])
        elif "peer_rule" not in step["check"]:
            ours, theirs = servicing.answers(facts, as_of, step["check"])
            assert ours == theirs, f"{case['id']} step {number} {step['check']['kind']}"
            made += 1
    return made


@pytest.mark.skipif(not CASES, reason="no case folder beside the repository")
@pytest.mark.parametrize("family", sorted({case["family"] for case in REPLAYED}))
def test_every_case_of_the_family_is_matched(family, capsys):
    cases = [case for case in REPLAYED if case["family"] == family]
    checks = sum(replay(case) for case in cases)
    with capsys.disabled():
        print(f"\n{family}: {len(cases)} cases, {checks} checks")
    assert checks


@pytest.mark.skipif(not CASES, reason="no case folder beside the repository")
def test_few_cases_are_left_out_and_each_by_a_reason():
    left_out = Counter(case["id"] for case in CASES if case["id"] in QUIRKS)
    assert len(left_out) <= 0.02 * len(CASES)
    assert all(QUIRKS.values())


@pytest.mark.skipif(not CASES, reason="no case folder beside the repository")
def test_the_case_that_is_left_out_contradicts_itself():
    """A penalty of 5.00 dated 22 August is charged on the 29th, behind payments of the 22nd and
    23rd. Counted before them, it takes 5.00 of the first one: so the schedule has it. Counted
    between them, the first payment keeps its parts: so the list of payments has it. No order has
    both, nor has the order in which it comes last.
    """
    case = next(case for case in CASES if case["id"] == "LoanRepayment-L3247")
    facts = servicing.Facts(case)
    for number, step in enumerate(case["timeline"][:27]):
        if "do" in step:
            servicing.apply(facts, number, servicing.day(step["as_of"]), step["do"])
    *others, charge = facts.entries
    assert (charge.kind, charge.entry_id, charge.amount) == ("penalty", 26, 500)
    before, between, last = (
        charge._replace(entry_id=-1),
        charge,
        charge._replace(value_on=servicing.day("2024-08-29")),
    )
    matched = {}
    for place, entry in {"before": before, "between": between, "last": last}.items():
        facts.entries = [*others, entry]
        matched[place] = {
            check["kind"]: ours == theirs
            for check in (case["timeline"][28]["check"], case["timeline"][29]["check"])
            for ours, theirs in [servicing.answers(facts, servicing.day("2024-08-29"), check)]
        }
    assert matched == {
        "before": {"transactions": False, "schedule": True},
        "between": {"transactions": True, "schedule": False},
        "last": {"transactions": False, "schedule": False},
    }


def test_an_unknown_do_or_check_fails():
    facts = servicing.Facts({"id": "x"})
    with pytest.raises(servicing.UnknownStep):
        servicing.apply(facts, 0, servicing.day("2024-01-01"), {"type": "new"})
    with pytest.raises(servicing.UnknownStep):
        servicing.answers(facts, servicing.day("2024-01-01"), {"kind": "new"})
