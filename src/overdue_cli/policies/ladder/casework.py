"""What a policy says about promises, holds, reasons, and outcomes with what they set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from overdue_cli.domain.contact.reached import REACHED
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.ladder.case import STOPS
from overdue_cli.domain.ladder.holds import CaseTerms, HoldKind
from overdue_cli.domain.ladder.inherited import Inheritance
from overdue_cli.domain.ladder.promise_verdict import PromiseTerms
from overdue_cli.policies.layers import unknown

Table = Mapping[str, Any]

#: Every key that [promise] may hold, with the smallest and largest number.
PROMISE_KEYS = {
    "grace_days": (0, 366),
    "threshold_percent": (1, 1000),
    "partly_percent": (0, 100),
}
HOLD_KEYS = ("title", "stops", "days")
OUTCOME_HOLD_KEYS = ("kind", "stops", "days")
PREFERENCE_KEYS = ("kind", "of")
PREFERENCE_KINDS = ("consent", "opt_out", "cease", "workplace_barred")


class OutcomeHold(NamedTuple):
    """The hold that an outcome sets: a kind, with what it stops and for how many days."""

    kind: str
    stops: frozenset[str]
    days: int | None

    def until(self, from_on: date) -> date | None:
        """The last day of the hold when it begins on a day; None: until it is released."""
        return until_after(from_on, self.days)


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
    hold: OutcomeHold | None = None
    preference: OutcomePreference | None = None
    reached: str = ""
    """What happened, in one word; '': as the flags say."""


class Reason(NamedTuple):
    """Why a customer is late, in words."""

    title: str
    title_zh: str = ""


def until_after(from_on: date, days: int | None) -> date | None:
    """The last of so many days of a hold; None without a number.

    >>> until_after(date(2026, 6, 1), 30)
    datetime.date(2026, 6, 30)
    """
    return None if days is None else from_on + timedelta(days=days - 1)


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


def hold_kinds_of(data: Table) -> dict[str, HoldKind]:
    """Every kind of hold by its name; WrongUse names what does not fit."""
    return {name: _kind(name, row) for name, row in data.get("hold", {}).items()}


def kind_named(kinds: Mapping[str, HoldKind], name: str) -> HoldKind:
    """The kind of hold of that name; WrongUse names the nearest one."""
    if name not in kinds:
        raise unknown("kind of hold", name, list(kinds))
    return kinds[name]


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


def hold_of_outcome(
    code: str, outcome: Table, kinds: Mapping[str, HoldKind]
) -> OutcomeHold | None:
    """The hold that an outcome sets; None where it sets none."""
    hold = outcome.get("hold")
    if hold is None:
        return None
    row = {"kind": hold} if isinstance(hold, str) else hold
    where = f"outcome {code}: hold"
    _only(row, OUTCOME_HOLD_KEYS, where)
    kind = kind_named(kinds, row.get("kind", ""))
    return OutcomeHold(
        kind.kind,
        _stops(row["stops"], where) if "stops" in row else kind.stops,
        _days(row["days"], where) if "days" in row else kind.days,
    )


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
    _only(row, PREFERENCE_KEYS, where)
    kind, of = row.get("kind", ""), row.get("of", "channel")
    if kind not in PREFERENCE_KINDS:
        raise unknown("kind of preference", kind, list(PREFERENCE_KINDS))
    if of not in ("channel", "point", "all"):
        raise unknown("scope of a preference", of, ["channel", "point", "all"])
    return OutcomePreference(kind, of)


def _kind(name: str, row: Table) -> HoldKind:
    where = f"[hold.{name}]"
    _only(row, HOLD_KEYS, where)
    return HoldKind(
        name,
        str(row.get("title", name)),
        _stops(row.get("stops", []), where),
        _days(row.get("days"), where),
    )


def _stops(stops: Any, where: str) -> frozenset[str]:
    if not isinstance(stops, list):
        raise WrongUse(f"{where}: stops is {stops!r}", hint=f"A list of {', '.join(STOPS)}.")
    return checked_stops(stops, where)


def checked_stops(stops: list[str], where: str = "--stops") -> frozenset[str]:
    """The stops of a list; WrongUse names the nearest one for another word."""
    for stop in stops:
        if stop not in STOPS:
            raise unknown(f"word in {where}: stops", str(stop), list(STOPS))
    return frozenset(stops)


def _days(days: Any, where: str) -> int | None:
    if days is None:
        return None
    if type(days) is not int or days < 1:
        raise WrongUse(f"{where}: days is {days!r}", hint="A whole number of days above zero.")
    return days


def _only(row: Table, keys: tuple[str, ...], where: str) -> None:
    if not isinstance(row, Mapping):
        raise WrongUse(f"{where} is {row!r}", hint=f"A table with {', '.join(keys)}.")
    for key in row:
        if key not in keys:
            raise unknown(f"key of {where}", key, list(keys))
