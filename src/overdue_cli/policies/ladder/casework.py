"""What a policy says about promises, reasons, and outcomes with what they set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from overdue_cli.domain.contact.reached import REACHED
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.ladder.holds import CaseTerms, HoldKind
from overdue_cli.domain.ladder.inherited import Inheritance
from overdue_cli.domain.ladder.promise_verdict import PromiseTerms
from overdue_cli.policies.ladder.hold_kinds import hold_of_outcome, only
from overdue_cli.policies.layers import unknown

Table = Mapping[str, Any]

#: Every key that [promise] may hold, with the smallest and largest number.
PROMISE_KEYS = {
    "grace_days": (0, 366),
    "threshold_percent": (1, 1000),
    "partly_percent": (0, 100),
}
PREFERENCE_KEYS = ("kind", "of")
PREFERENCE_KINDS = ("consent", "opt_out", "cease", "workplace_barred")


class OutcomePreference(NamedTuple):
    """The preference that an outcome states, and what it is about: channel, point or all."""

    kind: str
    of: str


@dataclass(frozen=True, slots=True)
class ContactOutcome:
    """What a contact led to, what that sets, and what it means for the next one."""

    code: str
    title: str
    flags: frozenset[str]
    next_action: str
    title_zh: str = ""
    hold: HoldKind | None = None
    """The hold that it sets: its kind, as the outcome changes it."""
    preference: OutcomePreference | None = None
    reached: str = ""
    """What happened, in one word; '': as the flags say."""


class Reason(NamedTuple):
    """Why a customer is late, in words."""

    title: str
    title_zh: str = ""


def case_terms_of(
    outcomes: Mapping[str, ContactOutcome],
    promise: PromiseTerms,
    kinds: Mapping[str, HoldKind],
    inheritance: Inheritance | None,
) -> CaseTerms:
    """What the facts around a customer mean: flags, promises, disputes, where cases start."""
    dispute = kinds.get("dispute")
    return CaseTerms(
        flags={code: outcome.flags for code, outcome in outcomes.items()},
        reached={code: outcome.reached for code, outcome in outcomes.items() if outcome.reached},
        promise=promise,
        dispute_stops=dispute.stops if dispute else frozenset({"contact", "ladder"}),
        inheritance=inheritance,
    )


def promise_terms_of(data: Table) -> PromiseTerms:
    """When a promise counts as kept; WrongUse names a key or a number that does not fit."""
    table = data.get("promise", {})
    for key, value in table.items():
        if key not in PROMISE_KEYS:
            raise unknown("key of [promise]", key, list(PROMISE_KEYS))
        low, high = PROMISE_KEYS[key]
        if type(value) is not int or not low <= value <= high:
            raise WrongUse(
                f"[promise] {key} is {value!r}",
                hint=f"It is a whole number from {low} to {high}.",
            )
    return PromiseTerms(**table)


def reasons_of(data: Table) -> dict[str, Reason]:
    """The reasons for which customers are late, by code."""
    return {code: _reason(code, row) for code, row in data.get("reason", {}).items()}


def _reason(code: str, row: Any) -> Reason:
    if not isinstance(row, Mapping):
        return Reason(str(row))
    return Reason(str(row.get("title", code)), str(row.get("title_zh", "")))


def outcomes_of(data: Table, kinds: Mapping[str, HoldKind]) -> dict[str, ContactOutcome]:
    """Every outcome by its code; WrongUse names a hold or a preference that does not fit."""
    return {
        code: ContactOutcome(
            code=code,
            title=row["title"],
            flags=frozenset(row["flags"]),
            next_action=row.get("next", ""),
            title_zh=row.get("title_zh", ""),
            hold=hold_of_outcome(code, row, kinds),
            preference=preference_of_outcome(code, row),
            reached=reached_of_outcome(code, row),
        )
        for code, row in data["outcome"].items()
    }


def reached_of_outcome(code: str, outcome: Table) -> str:
    """What an outcome says happened; '' where it leaves that to its flags."""
    word = outcome.get("reached", "")
    if word != "" and word not in REACHED:
        raise unknown(f"word in outcome {code}: reached", str(word), list(REACHED))
    return str(word)


def preference_of_outcome(code: str, outcome: Table) -> OutcomePreference | None:
    """The preference that an outcome states; None where it states none."""
    preference = outcome.get("preference")
    if preference is None:
        return None
    row = {"kind": preference} if isinstance(preference, str) else preference
    where = f"outcome {code}: preference"
    only(row, PREFERENCE_KEYS, where)
    kind, of = row.get("kind", ""), row.get("of", "channel")
    if kind not in PREFERENCE_KINDS:
        raise unknown("kind of preference", kind, list(PREFERENCE_KINDS))
    if of not in ("channel", "point", "all"):
        raise unknown("scope of a preference", of, ["channel", "point", "all"])
    return OutcomePreference(kind, of)
