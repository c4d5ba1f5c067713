"""What became of an older ledger: in lines, counted in a table, and every change in a row."""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from overdue_cli.actions.ladder.holds import scope_text
from overdue_cli.actions.ledger.holds_by_days import DatedHold, HoldsByDays
from overdue_cli.actions.ledger.older_policy import OlderPolicy
from overdue_cli.actions.ledger.upgrade import Upgraded
from overdue_cli.actions.ledger.what_changed import AMOUNTS, Change, WhatChanged
from overdue_cli.domain.counted import counted
from overdue_cli.domain.money import Money
from overdue_cli.render.document import Column, Document
from overdue_cli.views.columns import one_table

COLUMNS = (
    Column("customer_id", "customer"),
    Column("loan_id", "loan"),
    Column("field", "what"),
    Column("before", "before", "right"),
    Column("after", "after", "right"),
)
SUMMARY_COLUMNS = (
    Column("field", "what"),
    Column("count", "how many", "right"),
    Column("before", "before", "right"),
    Column("after", "after", "right"),
)
_TITLE = "What the rules of this release change"
_NOTHING = "The rules of this release change no figure."


def upgrade_lines(path: Path, done: Upgraded, ledger: str) -> Iterator[str]:
    """The versions before and after, where the old file is, and what is damaged.

    ``ledger`` as it was named on the command line, for what is to be typed; '' for none.
    """
    if done.backup is None:
        yield f"{path} is up to date (version {done.after})."
    else:
        yield f"{path}: version {done.before} -> {done.after}; the old file is {done.backup}."
    if done.damaged:
        yield (
            f"The daily sums in {', '.join(done.damaged)} are damaged: they are not whole "
            "numbers. Run 'overdue check --rebuild', which adds them up anew."
        )
    yield from _policy_lines(done.policy, ledger)
    if done.policy and (done.holds.ended or done.holds.kept):
        yield "Type that first: by the older policy such holds as the following end by days again."
    yield from _hold_lines(done.holds, ledger)
    if done.changed and (count := done.changed.not_compared):
        customers = "1 customer is" if count == 1 else f"{count} customers are"
        yield (
            f"{customers} left out of the comparison below: their figures were last worked out "
            f"before {done.changed.as_of}."
        )


def _policy_lines(policy: OlderPolicy | None, ledger: str) -> Iterator[str]:
    """That the policy in force is as an older release had it, and how to have today's."""
    if policy is None:
        return
    what = f"The policy in force, {policy.name} {policy.version}, is as it was when it was put in"
    if policy.current:
        yield f"{what} force. To go by {policy.current}: {_use(policy, ledger)}"
    else:
        yield (
            f"{what} force, with the rules that the packs of an older release had. To lay it over "
            f"today's: {_use(policy, ledger)}"
        )


def _use(policy: OlderPolicy, ledger: str) -> str:
    return f"{_overdue(ledger)} policy use {policy.name if policy.current else 'FILE'}"


def _policy_rows(policy: OlderPolicy | None, ledger: str) -> Iterator[dict[str, Any]]:
    if policy is not None:
        before = f"{policy.name} {policy.version}"
        yield {
            "customer_id": "",
            "loan_id": "",
            "field": "policy",
            "before": before,
            "after": _use(policy, ledger),
        }


def _hold_lines(holds: HoldsByDays, ledger: str) -> Iterator[str]:
    """Holds that a day ended or will, by name with what to type, and those that go on."""
    if holds.ended:
        count = counted(len(holds.ended), "hold")
        yield (
            f"{count} ran out after some days. Such a hold ends only once something has happened: "
            "a dispute is answered, a vulnerable customer looked at again. To put them back:"
        )
        yield from (f"  {_reopen(ledger, one)}  {_whose(one)}" for one in holds.ended)
        if len(holds.ended) > 1:
            yield f"All of them: {_reopen(ledger, *holds.ended)}"
    if holds.kept:
        count = counted(len(holds.kept), "hold")
        yield f"{count} would have ended after some days. No day ends them any more:"
        yield from (f"  hold {one.hold_id}  {_whose(one)}" for one in holds.kept)
    if holds.limited:
        count = counted(len(holds.limited), "hold")
        verb = "ends" if len(holds.limited) == 1 else "end"
        yield (
            f"{count} still {verb} on a day that somebody named. To hold on until it is released, "
            "with that day as the one to look at it:"
        )
        yield from (f"  {_hold_on(ledger, one)}  {_whose(one)}" for one in holds.limited)


def _reopen(ledger: str, *holds: DatedHold) -> str:
    """What to type to put holds back, in the ledger that was named."""
    return f"{_overdue(ledger)} hold reopen {' '.join(str(one.hold_id) for one in holds)}"


def _overdue(ledger: str) -> str:
    return f"overdue --db {shlex.quote(ledger)}" if ledger else "overdue"


def _hold_on(ledger: str, hold: DatedHold) -> str:
    """What to type for a hold like one, that no day ends."""
    who = f"loan:{hold.loan_id}" if hold.loan_id else f"customer:{hold.customer_id}"
    item = f" --item {hold.seq}" if hold.seq is not None else ""
    stops = f" --stops {','.join(hold.stops.split())}" if hold.stops else ""
    return (
        f"{_overdue(ledger)} hold add {shlex.quote(who)} --kind {hold.kind}{item}{stops} "
        f"--remind {hold.until_on}"
    )


def _whose(hold: DatedHold) -> str:
    about = scope_text(hold.customer_id, hold.loan_id, hold.seq)
    name = f" ({hold.name})" if hold.name else ""
    return f"{about}{name}: {hold.kind} from {hold.from_on} until {hold.until_on}"


def _hold_rows(holds: HoldsByDays, ledger: str) -> Iterator[dict[str, Any]]:
    """The same as rows beside the figures that changed: what held, and what to type or is now."""
    for one in holds.ended:
        yield _hold_row(one, _reopen(ledger, one))
    for one in holds.kept:
        yield _hold_row(one, "until it is released")
    for one in holds.limited:
        yield _hold_row(one, _hold_on(ledger, one))


def _hold_row(hold: DatedHold, after: str) -> dict[str, Any]:
    item = f", instalment {hold.seq}" if hold.seq is not None else ""
    return {
        "customer_id": hold.customer_id,
        "loan_id": hold.loan_id or "",
        "field": "hold",
        "before": f"{hold.kind} {hold.from_on} to {hold.until_on}{item}",
        "after": after,
    }


def changes_document(done: Upgraded, ledger: str) -> Document:
    """Every figure that changed, one a row, and every hold that a day ended or would have."""
    changes = done.changed.changes if done.changed else ()
    rows = [*(change._asdict() for change in changes), *_policy_rows(done.policy, ledger)]
    rows += _hold_rows(done.holds, ledger)
    as_of = done.changed.as_of if done.changed else None
    return one_table(_TITLE, COLUMNS, rows, as_of=as_of, empty=_NOTHING)


def summary_document(changed: WhatChanged) -> Document:
    """What changed, counted: amounts as sums, stages and states by what they became."""
    rows = [*_amounts(changed), *_others(changed)]
    return one_table(_TITLE, SUMMARY_COLUMNS, rows, as_of=changed.as_of, empty=_NOTHING)


def _amounts(changed: WhatChanged) -> Iterator[dict[str, Any]]:
    sums: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for change in changed.changes:
        if isinstance(change.before, Money) and isinstance(change.after, Money):
            key = change.field, change.before.currency
            sums[key].append((change.before.minor, change.after.minor))
    for name, currency in sorted(sums, key=lambda key: (AMOUNTS.index(key[0]), key[1])):
        of_one = sums[name, currency]
        before, after = (Money(sum(side), currency) for side in zip(*of_one, strict=True))
        yield _row(name, len(of_one), "loan", before, after)


def _others(changed: WhatChanged) -> Iterator[dict[str, Any]]:
    counts: dict[tuple[str, str, str], int] = defaultdict(int)
    for change in changed.changes:
        if change.field not in AMOUNTS:
            counts[_kind(change)] += 1
    for (name, before, after), count in sorted(counts.items()):
        yield _row(name, count, "customer" if name == "stage" else "loan", before, after)


def _kind(change: Change) -> tuple[str, str, str]:
    """What a change is counted under; days past due are more, fewer or none."""
    if change.field != "days_past_due":
        return change.field, str(change.before) or "none", str(change.after) or "none"
    before, after = int(str(change.before)), int(str(change.after))
    if not before:
        return "days past due", "none", "late"
    return (
        "days past due",
        "late",
        "more days" if after > before else "fewer days" * bool(after) or "none",
    )


def _row(name: str, count: int, noun: str, before: Any, after: Any) -> dict[str, Any]:
    counted = f"{count} {noun}{'s' * (count != 1)}"
    return {"field": name, "count": counted, "before": before, "after": after}
