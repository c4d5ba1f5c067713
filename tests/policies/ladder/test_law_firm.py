"""The ladder of a law firm that ships as an example does what its page says."""

from __future__ import annotations

from typing import Any

import pytest

from casework import case, coming, contact, day, loan, missing, notice, paid, promised, stage
from overdue_cli.domain.ladder.assessment import standing
from overdue_cli.policies.pack import load
from places import EXAMPLES

LADDER = load(str(EXAMPLES / "law_firm.toml")).ladder
CALLS = [contact(16), contact(20)]
DELIVERED = notice("final_demand", 31, ("sent", 31), ("delivered", 33))


@pytest.mark.parametrize(
    ("number", "facts", "expected", "lacks"),
    [
        (-8, [coming()], "", []),
        (-7, [coming()], "courtesy", []),
        (1, [], "statement", []),
        (15, [], "partner_call", []),
        (40, [], "partner_call", ["final_demand: 2 attempts on 2 days missing"]),
        (40, CALLS, "final_demand", []),
        (40, [*CALLS, paid(25, 200_00)], "final_demand", []),
        (40, [*CALLS, paid(25, 400_00)], "partner_call", None),
        (16, [promised(3, 10, "broken", 13)], "final_demand", []),
        (15, [contact(4, outcome="RTP")], "final_demand", []),
        (60, CALLS, "final_demand", ["proceedings: notice 'final_demand' not delivered"]),
        (60, [*CALLS, DELIVERED], "proceedings", []),
        (90, [*CALLS, DELIVERED, loan(overdue=499_99)], "final_demand", []),
    ],
)
def test_each_step_waits_for_what_it_needs(
    number: int, facts: list[Any], expected: str, lacks: list[str] | None
) -> None:
    found = standing(LADDER, case(*facts), day(number))
    assert stage(found) == expected
    assert lacks is None or missing(found) == lacks


def test_a_refusal_brings_proceedings_forward_to_when_the_demand_has_run_out() -> None:
    facts = case(contact(4, outcome="RTP"), DELIVERED)
    days = [
        number
        for number in range(30, 70)
        if stage(standing(LADDER, facts, day(number))) == "proceedings"
    ]
    assert days[0] == 47


def test_the_partner_acts_within_two_days_and_every_four() -> None:
    assert standing(LADDER, case(), day(16)).due_by == day(17)
    assert standing(LADDER, case(contact(16)), day(18)).due_by == day(20)
    assert standing(LADDER, case(contact(16)), day(21)).breach.startswith("partner_call: nothing")
