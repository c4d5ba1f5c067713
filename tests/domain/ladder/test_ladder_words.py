"""The conditions of steps in words."""

from __future__ import annotations

import pytest

from casework import load
from overdue_cli.domain.ladder.condition_words import conditions
from overdue_cli.domain.ladder.ladder import (
    CurrencyLimits,
    Gap,
    Ladder,
    Noticed,
    Service,
    Sooner,
    Step,
    Tried,
)

EUR = CurrencyLimits("", (("EUR", "150"), ("USD", "170")))
STEPS: list[tuple[Step, str, str]] = [
    (
        Step("a", "A", 1, None, anchor="end_of_month"),
        "opens",
        "days count from the end of the month of the due date",
    ),
    (Step("a", "A", 1, None, anchor="issued_on"), "opens", "days count from the day of issue"),
    (
        Step("a", "A", 1, None, anchor="previous_notice"),
        "opens",
        "days count from the notice before",
    ),
    (Step("a", "A", 1, None, amount=EUR), "opens", "EUR 150 or USD 170 or more is owed"),
    (Step("a", "A", 1, None, amount_at_most=CurrencyLimits("9")), "opens", "9 or less is owed"),
    (Step("a", "A", 1, None, items=3), "opens", "3 or more items are overdue"),
    (
        Step("a", "A", 1, None, needs=(Tried(3, 2, (), ("call",)),)),
        "needs",
        "3 attempts on 2 days by call, without effect",
    ),
    (Step("a", "A", 1, None, needs=(Noticed("d", "sent"),)), "needs", "notice 'd' sent"),
    (
        Step("a", "A", 1, None, needs=(Noticed("d", days=14),)),
        "needs",
        "notice 'd' delivered, 14 days ago or more",
    ),
    (Step("a", "A", 1, None, needs=(Gap(10),)), "needs", "10 days since the last notice"),
    (
        Step("a", "A", 9, None, sooner=(Sooner("amount", 2, amount=EUR),)),
        "sooner",
        "from day 2 when the customer owes EUR 150 or USD 170 or more",
    ),
    (
        Step("a", "A", 9, None, sooner=(Sooner("broken_promise", 2),)),
        "sooner",
        "from day 2 when a promise is broken",
    ),
    (Step("a", "A", 9, None, service=Service(2)), "service", "first action within 2 days"),
]


@pytest.mark.parametrize(("step", "kind", "text"), STEPS)
def test_each_condition_is_said_in_one_line(step: Step, kind: str, text: str) -> None:
    assert list(conditions(Ladder((step,)))) == [("a", kind, text)]


def test_a_step_by_decision_has_no_service_level() -> None:
    named = {one.step for one in conditions(load("standard").ladder)}
    assert named == {"reminder", "phone", "message", "visit", "legal"}
