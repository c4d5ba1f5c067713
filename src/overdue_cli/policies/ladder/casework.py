"""What a policy says about promises, holds, reasons, and what outcomes set."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.ladder.case import STOPS
from overdue_cli.domain.ladder.holds import CaseTerms, HoldKind
from overdue_cli.domain.ladder.promise_verdict import PromiseTerms
from overdue_cli.policies.pack import Policy, unknown

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


def until_after(from_on: date, days: int | None) -> date | None:
    """The last of so many days of a hold; None without a number.

    >>> until_after(date(2026, 6, 1), 30)
    datetime.date(2026, 6, 30)
    """
    return None if days is None else from_on + timedelta(days=days - 1)


def case_terms(policy: Policy) -> CaseTerms:
    """What the facts around a customer mean by a policy: flags, promises, disputes."""
    dispute = hold_kinds(policy).get("dispute")
    return CaseTerms(
        flags={code: outcome.flags for code, outcome in policy.outcomes.items()},
        promise=promise_terms(policy),
        dispute_stops=dispute.stops if dispute else frozenset({"contact", "ladder"}),
    )


def promise_terms(policy: Policy) -> PromiseTerms:
    """When a promise counts as kept; WrongUse names a key or a number that does not fit."""
    given = policy.data.get("promise", {})
    for key, value in given.items():
        if key not in PROMISE_KEYS:
            raise unknown("key of [promise]", key, list(PROMISE_KEYS))
        low, high = PROMISE_KEYS[key]
        if type(value) is not int or not low <= value <= high:
            raise WrongUse(
                f"[promise] {key} is {value!r}",
                hint=f"It is a whole number from {low} to {high}.",
            )
    return PromiseTerms(**given)


def hold_kinds(policy: Policy) -> dict[str, HoldKind]:
    """Every kind of hold by its name; WrongUse names what does not fit."""
    return {name: _kind(name, row) for name, row in policy.data.get("hold", {}).items()}


def hold_kind(policy: Policy, name: str) -> HoldKind:
    """The kind of hold of that name; WrongUse names the nearest one."""
    kinds = hold_kinds(policy)
    if name not in kinds:
        raise unknown("kind of hold", name, list(kinds))
    return kinds[name]


def reasons(policy: Policy) -> dict[str, str]:
    """Titles of the reasons for which customers are late, by code."""
    found = policy.data.get("reason", {})
    return {code: _title(row) for code, row in found.items()}


def reason_named(policy: Policy, code: str) -> str:
    """The reason of that code as the policy writes it; WrongUse names the nearest one."""
    known = reasons(policy)
    if not code or not known:
        return code
    found = next((name for name in known if name.lower() == code.lower()), None)
    if found is None:
        raise unknown("reason", code, list(known))
    return found


def hold_of_outcome(policy: Policy, code: str) -> OutcomeHold | None:
    """The hold that an outcome sets; None where it sets none."""
    given = _outcome(policy, code).get("hold")
    if given is None:
        return None
    row = {"kind": given} if isinstance(given, str) else given
    where = f"outcome {code}: hold"
    _only(row, OUTCOME_HOLD_KEYS, where)
    kind = hold_kind(policy, row.get("kind", ""))
    return OutcomeHold(
        kind.kind,
        _stops(row["stops"], where) if "stops" in row else kind.stops,
        _days(row["days"], where) if "days" in row else kind.days,
    )


def next_of_hold(policy: Policy, kind: str) -> str:
    """What a kind of hold asks to do: the next action of the outcome that sets it, or ''."""
    setting = (code for code, row in policy.data["outcome"].items() if _hold_set(row) == kind)
    code = next(setting, None)
    return policy.outcomes[code].next_action if code else ""


def _hold_set(row: Mapping[str, Any]) -> str:
    """The kind of hold that a row of an outcome names; '' for none."""
    given = row.get("hold", "")
    return str(given.get("kind", "")) if isinstance(given, Mapping) else str(given)


def preference_of_outcome(policy: Policy, code: str) -> OutcomePreference | None:
    """The preference that an outcome states; None where it states none."""
    given = _outcome(policy, code).get("preference")
    if given is None:
        return None
    row = {"kind": given} if isinstance(given, str) else given
    where = f"outcome {code}: preference"
    _only(row, PREFERENCE_KEYS, where)
    kind, of = row.get("kind", ""), row.get("of", "channel")
    if kind not in PREFERENCE_KINDS:
        raise unknown("kind of preference", kind, list(PREFERENCE_KINDS))
    if of not in ("channel", "point", "all"):
        raise unknown("scope of a preference", of, ["channel", "point", "all"])
    return OutcomePreference(kind, of)


def _outcome(policy: Policy, code: str) -> Mapping[str, Any]:
    row: Mapping[str, Any] = policy.data["outcome"].get(code, {})
    return row


def _kind(name: str, row: Mapping[str, Any]) -> HoldKind:
    where = f"[hold.{name}]"
    _only(row, HOLD_KEYS, where)
    return HoldKind(
        name,
        str(row.get("title", name)),
        _stops(row.get("stops", []), where),
        _days(row.get("days"), where),
    )


def _stops(given: Any, where: str) -> frozenset[str]:
    if not isinstance(given, list):
        raise WrongUse(f"{where}: stops is {given!r}", hint=f"A list of {', '.join(STOPS)}.")
    return checked_stops(given, where)


def checked_stops(given: list[str], where: str = "--stops") -> frozenset[str]:
    """The stops of a list; WrongUse names the nearest one for another word."""
    for stop in given:
        if stop not in STOPS:
            raise unknown(f"word in {where}: stops", str(stop), list(STOPS))
    return frozenset(given)


def _days(given: Any, where: str) -> int | None:
    if given is None:
        return None
    if type(given) is not int or given < 1:
        raise WrongUse(f"{where}: days is {given!r}", hint="A whole number of days above zero.")
    return given


def _only(row: Mapping[str, Any], keys: tuple[str, ...], where: str) -> None:
    if not isinstance(row, Mapping):
        raise WrongUse(f"{where} is {row!r}", hint=f"A table with {', '.join(keys)}.")
    for key in row:
        if key not in keys:
            raise unknown(f"key of {where}", key, list(keys))


def _title(row: Any) -> str:
    return str(row["title"]) if isinstance(row, Mapping) else str(row)
