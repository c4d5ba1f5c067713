"""On which step a customer stands on a day, since when, and what holds the next one back.

A pure function of dated facts: nothing is remembered from the day before, so a day on which
nobody looked changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from overdue_cli.domain.ladder.arrears import Arrears, arrears_of
from overdue_cli.domain.ladder.case import Case, CaseLoan, LateRun, OpenItem
from overdue_cli.domain.ladder.catch_up import Chosen, choose, furthest
from overdue_cli.domain.ladder.evidence import (
    Evidence,
    Summary,
    actions,
    carries_out,
    gather,
    is_attempt,
    summary,
)
from overdue_cli.domain.ladder.inherited import starting_place
from overdue_cli.domain.ladder.ladder import Ladder, Step
from overdue_cli.domain.ladder.steps_held_back import Missing, StepProgress, progress_of_steps
from overdue_cli.domain.ladder.waiting import (
    Waiting,
    fact_days,
    first_after,
    next_change,
    waiting_of,
)
from overdue_cli.domain.loan.lateness import ONE_DAY


class Skipped(NamedTuple):
    """A step that was due and that nothing carried out."""

    step: str
    due_on: date | None


class Standing(NamedTuple):
    """Where a customer, loan or item stands on its ladder at the close of ``as_of``."""

    as_of: date
    customer_id: str
    loan_id: str
    """The worst loan; '' where nothing is late or due ahead."""
    seq: int | None
    """The instalment, where the ladder's unit is the item."""
    step: Step | None
    since: date | None
    """The first day on which the step was open by the facts that count now."""
    days: int
    """Delinquent days of the worst loan; negative while it is due ahead, 0 inside its grace."""
    counted_from: date | None
    """The day that days count from; inside the grace the due date."""
    furthest: Step | None
    """The furthest step that days, sums and events point to, needs or not."""
    missing: tuple[Missing, ...]
    sooner: str
    """What brought the customer to the step before its day; '' for days alone."""
    skipped: tuple[Skipped, ...]
    acted_on: date | None
    """The last day on which the step was carried out since it was entered."""
    due_by: date | None
    """The last day for the next action that the service level allows; None without one."""
    waiting: Waiting | None
    held: str
    """The kind of the hold that stops the ladder; '' for none."""
    evidence: Summary | None
    """What was tried in this episode; None where nothing is late or due ahead."""
    next_change_on: date | None
    """No day before this one can give another answer without new facts; None: no day can."""

    @property
    def breach(self) -> str:
        """The service level that was missed by the close of ``as_of``, in words; '' for none."""
        if self.step is None or self.due_by is None or self.due_by >= self.as_of:
            return ""
        if self.acted_on is None:
            return f"{self.step.name}: first action was due by {self.due_by}"
        return f"{self.step.name}: nothing since {self.acted_on}, due by {self.due_by}"


def standing(ladder: Ladder, case: Case, as_of: date) -> Standing:
    """Where a customer stands at the close of a day, judged on the worst loan."""
    return _standing(ladder, case, as_of, None, None)


def standings(ladder: Ladder, case: Case, as_of: date) -> tuple[Standing, ...]:
    """Where each unit of the ladder stands: the customer, every loan, or every overdue item."""
    if ladder.unit == "customer":
        return (standing(ladder, case, as_of),)
    if ladder.unit == "loan":
        return tuple(
            _standing(ladder, case._replace(loans=(loan,)), as_of, loan.loan_id, None)
            for loan in case.loans
        )
    return tuple(
        _standing(ladder, _of_item(case, loan, item), as_of, loan.loan_id, item.seq)
        for loan in case.loans
        for item in loan.items
    )


class Assessment(NamedTuple):
    """Everything that decides where a customer stands, for those who want to see why."""

    arrears: Arrears
    evidence: Evidence
    rows: list[StepProgress]
    start: int | None = None
    """The place of the step that the case started from; None where it inherits nothing."""


def assess(
    ladder: Ladder, case: Case, as_of: date, loan_id: str | None = None
) -> Assessment | None:
    """How far each step has come by the close of a day; None where nothing is late or ahead."""
    arrears = arrears_of(case, as_of)
    if arrears is None:
        return None
    evidence = _evidence(ladder, case, arrears, arrears.day, loan_id)
    rows = progress_of_steps(ladder, arrears, evidence) if arrears.day > date.min else []
    start = starting_place(ladder, [row.step for row in rows], case, arrears, evidence)
    if start is not None:
        rows[: start + 1] = [row._replace(missing=()) for row in rows[: start + 1]]
    return Assessment(arrears, evidence, rows, start)


def _of_item(case: Case, loan: CaseLoan, item: OpenItem) -> Case:
    """The case as if one item of one loan were all there is, grace and pauses as the loan's."""
    since = None
    if loan.delinquent_on is not None and loan.oldest_due_on is not None:
        since = item.due_on + (loan.delinquent_on - loan.oldest_due_on)
    alone = loan._replace(
        overdue=item.amount,
        oldest_due_on=item.due_on,
        delinquent_on=since,
        issued_on=item.issued_on or loan.issued_on,
        next_due_on=None,
        items=(item,),
        late_runs=_known_late(loan, item, since),
    )
    holds = tuple(h._replace(seq=None) for h in case.holds if h.seq in (None, item.seq))
    return case._replace(loans=(alone,), holds=holds)


def _known_late(loan: CaseLoan, item: OpenItem, since: date | None) -> tuple[LateRun, ...]:
    """Since when an open item is known to be late, and how late it was by then."""
    if loan.heard_on is None or since is None or item.due_on >= loan.heard_on:
        return ()
    return (LateRun(loan.heard_on, None, max(0, (loan.heard_on - since).days)),)


def _standing(
    ladder: Ladder, case: Case, as_of: date, loan_id: str | None, seq: int | None
) -> Standing:
    assessment = assess(ladder, case, as_of, loan_id)
    if assessment is None:
        return _nowhere(case, as_of, loan_id, seq)
    arrears, evidence, rows, start = assessment
    last = furthest(rows, arrears)
    chosen = choose(ladder, rows, arrears, evidence, last, start)
    if arrears.frozen:
        evidence = _evidence(ladder, case, arrears, as_of, loan_id)
        chosen = chosen if ladder.held == "stay" else Chosen(None, None)
    row = rows[chosen.place] if chosen.place is not None else None
    decided = _decision(ladder, evidence)
    step, since = decided or (row.step if row else None, chosen.since)
    waiting = waiting_of(case, ladder, arrears, as_of)
    acted_on, due_by = _service(case, step, since, evidence, waiting)
    return Standing(
        as_of=as_of,
        customer_id=case.customer_id,
        loan_id=arrears.loan.loan_id,
        seq=seq,
        step=step,
        since=since if since and since > date.min else None,
        days=0 if arrears.in_grace else (as_of - arrears.counted_from).days,
        counted_from=arrears.counted_from,
        furthest=rows[last].step if last is not None else None,
        missing=() if decided else _missing(ladder, rows, chosen.place, last),
        sooner=row.sooner if row and not decided else "",
        skipped=tuple(_skipped(rows, start, chosen.place, evidence)),
        acted_on=acted_on,
        due_by=due_by,
        waiting=waiting,
        held=arrears.frozen.kind if arrears.frozen else "",
        evidence=summary(evidence, ladder),
        next_change_on=next_change(case, ladder, arrears, rows, as_of),
    )


def _nowhere(case: Case, as_of: date, loan_id: str | None, seq: int | None) -> Standing:
    """The standing of a customer of whom nothing is late and nothing is due ahead."""
    return Standing(
        as_of=as_of,
        customer_id=case.customer_id,
        loan_id=loan_id or "",
        seq=seq,
        step=None,
        since=None,
        days=0,
        counted_from=None,
        furthest=None,
        missing=(),
        sooner="",
        skipped=(),
        acted_on=None,
        due_by=None,
        waiting=None,
        held="",
        evidence=None,
        next_change_on=first_after(as_of, fact_days(case)),
    )


def _evidence(
    ladder: Ladder, case: Case, arrears: Arrears, day: date, loan_id: str | None
) -> Evidence:
    lead = min((s.from_days for s in ladder.steps if s.from_days is not None), default=0)
    from_on = arrears.due_on
    issued = [arrears.loan.issued_on] if arrears.loan.issued_on and _counts_issue(ladder) else []
    return gather(
        case,
        ladder,
        day,
        from_on=from_on,
        lead_on=min([from_on + timedelta(days=min(lead, 0)), *issued]),
        currency=arrears.loan.currency,
        overdue=arrears.overdue,
        loan_id=loan_id,
    )


def _counts_issue(ladder: Ladder) -> bool:
    return any(step.anchor == "issued_on" for step in ladder.steps)


def _decision(ladder: Ladder, evidence: Evidence) -> tuple[Step, date] | None:
    """The step by decision that the last note naming a step puts the customer on."""
    for on, contact in reversed(evidence.contacts):
        step = ladder.named(contact.step) if contact.step and contact.channel == "note" else None
        if step is not None:
            return (step, on) if step.decision else None
    return None


def _missing(
    ladder: Ladder, rows: Sequence[StepProgress], place: int | None, last: int | None
) -> tuple[Missing, ...]:
    """What holds back from the steps between the one that is reached and the furthest."""
    if last is None:
        return ()
    beyond = rows[(-1 if place is None else place) + 1 : last + 1]
    missing = [one for row in beyond if row.fired(date.max) for one in row.missing]
    if ladder.catch_up == "next" and not missing and beyond and place is not None:
        name = rows[place].step.name
        text = f"{beyond[0].step.name}: {name} not carried out yet"
        missing.append(Missing(beyond[0].step.name, "previous_step", text, want=1))
    return tuple(missing)


def _skipped(
    rows: Sequence[StepProgress], start: int | None, place: int | None, evidence: Evidence
) -> Iterator[Skipped]:
    """Steps from the first to the reached one that were due and that no contact carried out."""
    for row in rows[start or 0 : place] if place is not None else ():
        if row.fired(evidence.day) and not any(
            carries_out(contact, row.step) and is_attempt(contact, evidence.day)
            for on, contact in evidence.contacts
            if row.opens_on is not None and on >= row.opens_on
        ):
            yield Skipped(row.step.name, row.opens_on)


def _service(
    case: Case, step: Step | None, since: date | None, evidence: Evidence, waiting: Waiting | None
) -> tuple[date | None, date | None]:
    """The last action on the step, and the day by which the next one is due."""
    if step is None:
        return None, None
    entered = since if since and since > date.min else evidence.from_on
    acted = [day for day in actions(evidence, step) if day >= entered]
    first, repeat = step.service
    due_by = None
    if acted:
        due_by = acted[-1] + timedelta(days=repeat) if repeat is not None else None
    elif first is not None:
        start = max(entered, case.known_from) if case.known_from else entered
        due_by = start + timedelta(days=first)
    if due_by is not None and waiting is not None:
        due_by = None if waiting.until is None else max(due_by, waiting.until + ONE_DAY)
    return (acted[-1] if acted else None), due_by
