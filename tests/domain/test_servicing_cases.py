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
}

#: What the engine does not do: a plan changed after the fact is a new plan from elsewhere.
NOT_DONE = {
    "LoanCBR-L1262": "charge-off of the whole loan changes its plan",
    "LoanCBR-L1309": "charge-off of the whole loan changes its plan",
    "LoanCBR-L1429": "charge-off of the whole loan changes its plan",
    "LoanReAging-L5": "re-ageing makes a new plan",
    "LoanReAging-L87": "re-ageing makes a new plan",
    "LoanReAging-L141": "re-ageing makes a new plan",
    "LoanReAmortization-L89": "overdue principal moved to later instalments makes a new plan",
    "LoanReAmortization-L135": "overdue principal moved to later instalments makes a new plan",
}

#: Quirks of the peer that no rule of ours should follow.
QUIRKS = {
    "EMI-disbursedAmt100_dayInYears364_daysInMonthActual_repayEvery2Week": "a year of 364 days",
    "LoanRepayment-L3247": "a charge dated back behind payments moves them in the peer's schedule "
    "but not in its list of payments, so its two tables contradict each other",
}


def folders() -> list[Path]:
    beside = Path(__file__).parents[3] / "shared" / "cases" / "servicing"
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
REPLAYED = [case for case in CASES if case["id"] not in NOT_DONE | QUIRKS]


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
    assert len(left_out) <= 0.05 * len(CASES)
    assert all({**NOT_DONE, **QUIRKS}.values())


def test_an_unknown_do_or_check_fails():
    facts = servicing.Facts({"id": "x"})
    with pytest.raises(servicing.UnknownStep):
        servicing.apply(facts, 0, servicing.day("2024-01-01"), {"type": "re_age"})
    with pytest.raises(servicing.UnknownStep):
        servicing.answers(facts, servicing.day("2024-01-01"), {"kind": "new"})
