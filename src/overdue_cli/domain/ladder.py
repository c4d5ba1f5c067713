"""The collection ladder: which step a number of days puts a customer on.

Days are delinquent days of the worst loan; negative days count down to the next due date.
Nothing is stored as "current step": the step is recomputed from dated facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a ladder, holding customers with days in [from_days, to_days]."""

    name: str
    title: str
    from_days: int | None
    to_days: int | None
    channels: tuple[str, ...] = ()
    action: str = ""
    text: str = ""
    decision: bool = False
    """Reached only when a person decides so, never by days."""

    @property
    def range_text(self) -> str:
        """The days of the step as people read them, such as ``1…15`` or ``91…``."""
        if self.decision:
            return "by decision"
        low = "…" if self.from_days is None else str(self.from_days)
        return f"{low}…" if self.to_days is None else f"{low}…{self.to_days}"


def step_for(ladder: Sequence[Step], days: int) -> Step | None:
    """The step whose range of days holds ``days``; None between and outside the steps.

    >>> phone = Step("phone", "Phone", 1, 15)
    >>> step_for([phone], 15) is phone, step_for([phone], 16)
    (True, None)
    """
    for step in ladder:
        if step.decision:
            continue
        above = step.from_days is None or days >= step.from_days
        below = step.to_days is None or days <= step.to_days
        if above and below:
            return step
    return None
