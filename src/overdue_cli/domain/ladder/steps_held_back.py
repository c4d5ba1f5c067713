"""Which steps of a ladder are open, since when, and what holds the others back."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from overdue_cli.domain.counted import counted
from overdue_cli.domain.ladder.arrears import Arrears
from overdue_cli.domain.ladder.evidence import (
    Evidence,
    HoldsSince,
    Tries,
    broken_promises,
    notices,
    refused,
    tries,
    unreachable,
)
from overdue_cli.domain.ladder.ladder import Gap, Ladder, Need, Noticed, Sooner, Step, Tried
from overdue_cli.domain.loan.lateness import ONE_DAY

MissingKind = Literal["tries", "promise", "notice", "gap", "previous_step"]


class Missing(NamedTuple):
    """What holds a customer back from a step."""

    step: str
    kind: MissingKind
    text: str
    want: int = 0
    have: int = 0
    on: date | None = None
    """The day from which it is no longer missing by itself; None where something must happen."""
    legal: bool = False


class StepProgress(NamedTuple):
    """How far one step has come at the close of a day."""

    step: Step
    opens_on: date | None
    """The day its trigger fires, brought forward where something did; None while not known."""
    fits: bool
    """Whether amounts and items are those it asks for."""
    missing: tuple[Missing, ...] = ()
    ready_on: date | None = None
    """The day on which its last need was met."""
    sooner: str = ""
    """What brought it forward."""

    def fired(self, day: date) -> bool:
        """Whether its trigger has fired by the close of a day."""
        return self.fits and self.opens_on is not None and self.opens_on <= day

    @property
    def since(self) -> date | None:
        """The day from which it was open: its trigger fired and nothing was missing."""
        days = [day for day in (self.opens_on, self.ready_on) if day is not None]
        return max(days, default=None)


def progress_of_steps(ladder: Ladder, arrears: Arrears, evidence: Evidence) -> list[StepProgress]:
    """Every step that days can reach, in the order of the ladder."""
    steps = [step for step in ladder.steps if not step.decision]
    return [
        _progress(step, steps[:place], ladder, arrears, evidence)
        for place, step in enumerate(steps)
    ]


def _progress(
    step: Step, earlier: Sequence[Step], ladder: Ladder, arrears: Arrears, evidence: Evidence
) -> StepProgress:
    opens_on = trigger_day(step, earlier, arrears, evidence)
    fits = _fits(step, arrears)
    opens_on, sooner, stands_in = _sooner(step, opens_on, arrears, evidence)
    if not fits or opens_on is None or opens_on > arrears.day or not step.needs:
        return StepProgress(step, opens_on, fits, sooner=sooner)
    met = [_met(need, step, earlier, ladder, evidence, stands_in) for need in step.needs]
    missing = tuple(one for one in met if isinstance(one, Missing))
    ready = [one for one in met if isinstance(one, date)]
    return StepProgress(step, opens_on, fits, missing, max(ready, default=None), sooner)


def _sooner(
    step: Step, opens_on: date | None, arrears: Arrears, evidence: Evidence
) -> tuple[date | None, str, date | None]:
    """When a step opens with what brings it forward, by what, and since when that is evidence."""
    sooner, stands_in = "", None
    for rule in step.sooner:
        if rule.from_days > arrears.days:
            continue
        event = _event(rule, arrears, evidence)
        if event.on is None:
            continue
        brought = max(arrears.anchor + timedelta(days=rule.from_days), event.on)
        if opens_on is None or brought < opens_on:
            opens_on, sooner = brought, event.text
        if rule.on != "amount":
            stands_in = min(stands_in or brought, brought)
    return opens_on, sooner, stands_in


def trigger_day(
    step: Step, earlier: Sequence[Step], arrears: Arrears, evidence: Evidence
) -> date | None:
    """The day on which the trigger of a step fires by itself; None while that is not known."""
    days = step.from_days
    if step.is_ahead:
        return _ahead(step, arrears)
    if step.anchor == "issued_on":
        return _after(arrears.loan.issued_on, days or 0)
    if step.anchor == "previous_notice":
        sent = [on for one in earlier for on in notices(evidence, one.name, one.counts_when)]
        return _after(max(sent, default=None), days or 0)
    if arrears.in_grace and (days is None or days > 0):
        return None
    if days is None:
        return arrears.anchor + ONE_DAY if arrears.is_late else None
    day = _after(arrears.anchor, days)
    return _month_end(day) if step.anchor == "end_of_month" and day else day


def _ahead(step: Step, arrears: Arrears) -> date | None:
    """The first day of a step that is over with the due date; None once it is over."""
    if arrears.is_late or (step.to_days is not None and arrears.days > step.to_days):
        return None
    return date.min if step.from_days is None else _after(arrears.anchor, step.from_days)


def _after(day: date | None, days: int) -> date | None:
    return None if day is None else day + timedelta(days=days)


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _fits(step: Step, arrears: Arrears) -> bool:
    return (
        arrears.items >= step.items
        and arrears.at_least(step.amount)
        and arrears.at_most(step.amount_at_most)
    )


def _event(rule: Sooner, arrears: Arrears, evidence: Evidence) -> HoldsSince:
    """Since when that has happened which brings a step forward."""
    if rule.on == "refusal":
        return refused(evidence)
    if rule.on == "unreachable":
        return unreachable(evidence, rule.times, rule.days)
    if rule.on == "broken_promise":
        return broken_promises(evidence, rule.times)
    enough = arrears.is_late and arrears.at_least(rule.amount)
    return HoldsSince(arrears.anchor, "so much is overdue") if enough else HoldsSince(None)


def _met(
    need: Need,
    step: Step,
    earlier: Sequence[Step],
    ladder: Ladder,
    evidence: Evidence,
    stands_in: date | None,
) -> date | Missing:
    """The day on which a need was met, or what is missing of it."""
    if isinstance(need, Tried):
        if stands_in is not None:
            return stands_in
        return _tried(need, step, ladder, tries(evidence, need, earlier))
    if isinstance(need, Noticed):
        return _noticed(need, step, evidence)
    return _rested(need, step, earlier, evidence)


def _tried(need: Tried, step: Step, ladder: Ladder, tries: Tries) -> date | Missing:
    if tries.on is not None:
        return tries.on
    waits_for = tries.waits_for
    if waits_for is not None and tries.times >= need.times and tries.days >= need.days:
        due_on = waits_for.promise.due_on
        on = due_on + timedelta(days=ladder.promise_grace_days + 1)
        text = f"{step.name}: a promise for {due_on} is pending"
        return Missing(step.name, "promise", text, on=on, legal=need.legal)
    needed = f"{counted(need.times, 'attempt')} on {counted(need.days, 'day')}"
    text = f"{step.name}: {needed} missing"
    if tries.times:
        text = f"{step.name}: {needed} needed, {tries.times} on {tries.days} so far"
    return Missing(step.name, "tries", text, need.times, tries.times, legal=need.legal)


def _noticed(need: Noticed, step: Step, evidence: Evidence) -> date | Missing:
    came = notices(evidence, need.notice, need.state)
    if not came:
        text = f"{step.name}: notice '{need.notice}' not {need.state}"
        return Missing(step.name, "notice", text, want=1, legal=need.legal)
    ends = came[0] + timedelta(days=need.days)
    if ends <= evidence.day:
        return ends
    text = f"{step.name}: notice '{need.notice}' {need.state} on {came[0]} runs until {ends}"
    return Missing(step.name, "notice", text, 1, 1, ends, need.legal)


def _rested(need: Gap, step: Step, earlier: Sequence[Step], evidence: Evidence) -> date | Missing:
    sent = [on for one in earlier for on in notices(evidence, one.name, one.counts_when)]
    if not sent:
        return date.min
    ends = max(sent) + timedelta(days=need.days)
    if ends <= evidence.day:
        return ends
    text = f"{step.name}: the last notice is of {max(sent)}, the next one from {ends}"
    return Missing(step.name, "gap", text, on=ends, legal=need.legal)
