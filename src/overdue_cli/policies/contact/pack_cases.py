"""Runs the ``[[case]]`` tables of a pack: a customer, a contact, and what the gate must say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from overdue_cli.domain.contact.gate import planned_contact, verdict
from overdue_cli.domain.contact.notice_periods import NoticePeriod, assumed_receipt, period_end
from overdue_cli.domain.contact.person_words import person_word
from overdue_cli.domain.contact.rules import EVERY_DAY, ContactQuestion, Verdict
from overdue_cli.domain.contact.time_zones import ProposedContact
from overdue_cli.domain.duties.measures import MeasureVerdict, measure_verdict
from overdue_cli.domain.duties.notices_due import notices_due
from overdue_cli.domain.duties.wording import words_for
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.ladder.case import Case, CaseLoan, Contact, Hold, Point, Preference
from overdue_cli.domain.ladder.holds import HoldKind
from overdue_cli.policies.contact.rules import parse_days
from overdue_cli.policies.layers import Layer, unknown
from overdue_cli.policies.pack import Policy

CASE_KEYS = (
    *(
        "name",
        "source",
        "role",
        "kind",
        "zones",
        "phone",
        "loans",
        "accounts",
        "product",
        "points",
    ),
    *("history", "preferences", "holds", "ask", "notice", "sent_on", "expect", "born_on"),
    *("about", "measure", "on", "loan"),
)
#: Keys of the rows of each part of a case.
ROW_KEYS = {
    "history": (
        "at",
        "channel",
        "outcome",
        "loan",
        "person",
        "point",
        "place",
        "inbound",
        "callback",
        "purpose",
        "found",
    ),
    "preferences": (
        *("kind", "at", "channel", "point", "loan", "person", "days", "from", "to"),
        *("until", "ended", "place", "written", "basis", "opt_out_by"),
    ),
    "holds": ("kind", "from", "until", "stops", "loan", "released", "because"),
    "points": ("kind", "value", "person", "name", "place", "zones"),
    "ask": ("channel", "at", "person", "point", "loan", "place", "purpose", "step"),
    "expect": ("decision", "rule", "next_at", "received_on", "ends_on", "say", "send"),
}
#: Keys that a row of each part must have, and an example of such a row.
_NEEDED: dict[str, tuple[tuple[str, ...], str]] = {
    "history": (("at", "outcome"), '{ at = 2026-06-29T09:00:00, outcome = "NA" }'),
    "preferences": (("kind", "at"), '{ kind = "opt_out", channel = "sms", at = 2026-06-01 }'),
    "holds": (("kind", "from"), '{ kind = "dispute", from = 2026-06-01 }'),
    "points": (("kind", "value"), '{ kind = "phone", value = "+353 1 234 5678" }'),
    "ask": (("channel", "at"), '{ channel = "call", at = 2026-06-30T09:00:00 }'),
}


class CaseResult(NamedTuple):
    """What a case expected and what came out; ``failures`` is empty when they agree."""

    pack: str
    name: str
    expected: str
    outcome: str
    failures: tuple[str, ...]


def run_cases(policy: Policy, layer: Layer) -> list[CaseResult]:
    """The cases of one file of a policy, run on the whole policy."""
    default = layer.data.get("case_default", {})
    rows = layer.data.get("case", ())
    return [run_case(policy, layer.name, {**default, **row}) for row in rows]


def run_case(policy: Policy, pack: str, row: Mapping[str, Any]) -> CaseResult:
    """One case; WrongUse names the case and the key that means nothing."""
    name = str(row.get("name", "a case without a name"))
    case_keys(row)
    expect = row["expect"]
    results = _results(policy, row)
    failures = tuple(
        f"{key} is {results[key] or 'none'}, not {text or 'none'}"
        for key, text in _expected(row, expect).items()
        if results[key] != text
    )
    shown = {key: results[key] for key in expect}
    return CaseResult(pack, name, _text(_expected(row, expect)), _text(shown), failures)


def _results(policy: Policy, row: Mapping[str, Any]) -> dict[str, str]:
    if "notice" in row:
        return _notice(policy, row)
    return _measure(policy, row) if "measure" in row else _gate(policy, row)


def _text(values: Mapping[str, str]) -> str:
    return ", ".join(f"{key} {value or 'none'}" for key, value in values.items())


def case_keys(row: Mapping[str, Any]) -> None:
    """Nothing, or WrongUse for a case with a key that means nothing, or without a question."""
    name = str(row.get("name", "a case without a name"))
    for key in row:
        if key not in CASE_KEYS:
            raise unknown(f"key in case '{name}':", key, list(CASE_KEYS))
    asks_otherwise = "notice" in row or "measure" in row
    for part in ("expect",) if asks_otherwise else ("expect", "ask"):
        if not isinstance(row.get(part), Mapping):
            raise WrongUse(f"case '{name}': {part} is missing", hint=_SHAPE)
    for part, known in ROW_KEYS.items():
        rows = row.get(part, ())
        for one in [rows] if isinstance(rows, Mapping) else rows:
            for key in one:
                if key not in known:
                    raise unknown(f"key in {part} of case '{name}':", key, list(known))
            _nothing_missing(name, part, one)


def _nothing_missing(name: str, part: str, row: Mapping[str, Any]) -> None:
    """Nothing, or WrongUse for a row without what it cannot do without, or no day in ``at``."""
    needed, example = _NEEDED.get(part, ((), ""))
    for key in needed:
        if key not in row:
            raise WrongUse(f"case '{name}': {part} needs {key}", hint=f"Write {example}.")
    if "at" in row and not isinstance(row["at"], date):
        hint = "Write a time without quotes: at = 2026-06-30T09:00:00."
        raise WrongUse(f"case '{name}': at of {part} is no time: '{row['at']}'", hint=hint)


_SHAPE = (
    'A case has ask = { channel = "call", at = 2026-06-30T09:00:00 } and '
    'expect = { decision = "allow" }.'
)


def _expected(row: Mapping[str, Any], expect: Mapping[str, Any]) -> dict[str, str]:
    return {key: _iso(value, row) for key, value in expect.items()}


def _iso(value: Any, row: Mapping[str, Any]) -> str:
    """A text to compare by; a time without an offset is of the customer's first zone."""
    if isinstance(value, datetime):
        zone = _zone(row)
        return _moment(value, zone).astimezone(zone).isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else str(value)


def _notice(policy: Policy, row: Mapping[str, Any]) -> dict[str, str]:
    period = notice_period(policy, row["notice"])
    received, ends = assumed_receipt(period, row["sent_on"]), period_end(period, row["sent_on"])
    return {"received_on": received.isoformat(), "ends_on": ends.isoformat()}


def notice_period(policy: Policy, name: str) -> NoticePeriod:
    """The period that a notice of that name starts; WrongUse when the policy has none."""
    if name not in policy.notices:
        raise unknown("notice", name, list(policy.notices))
    period = policy.notices[name]
    if period is None:
        raise WrongUse(
            f"the notice {name} starts no period", hint="Give it receipt_days and period_days."
        )
    return period


def case_verdict(policy: Policy, row: Mapping[str, Any]) -> Verdict:
    """What the gate says of a case, with what every rule says."""
    rules = policy.contact_rules(row.get("role", ""))
    return verdict(rules, case_of(policy, row), _question(policy, row["ask"], _zone(row)))


def _gate(policy: Policy, row: Mapping[str, Any]) -> dict[str, str]:
    zone, answer = _zone(row), case_verdict(policy, row)
    proposed = _proposed(policy, row, _question(policy, row["ask"], zone))
    said = words_for(policy.wordings, proposed)
    return {
        "decision": answer.decision,
        "rule": answer.rule,
        "next_at": _at(answer.next_at, zone),
        "say": ", ".join(one.name for one in said),
        "send": ", ".join(
            f"{due.notice.name} by {due.last_on}"
            for due in notices_due(policy.follow_ups, proposed)
        ),
    }


def _proposed(
    policy: Policy, row: Mapping[str, Any], question: ContactQuestion
) -> ProposedContact:
    return planned_contact(
        policy.contact_rules(row.get("role", "")), case_of(policy, row), question
    )


def case_measure(policy: Policy, row: Mapping[str, Any]) -> MeasureVerdict:
    """What is said of the measure of a case, in the first moment of a day or at a time."""
    if row["measure"] not in policy.measures:
        raise unknown("measure", row["measure"], list(policy.measures))
    at = row["on"]
    if not isinstance(at, datetime):
        at = datetime.combine(at, time.min)
    question = ContactQuestion("letter", _moment(at, _zone(row)), loan_id=row.get("loan"))
    return measure_verdict(policy.measures[row["measure"]], _proposed(policy, row, question))


def _measure(policy: Policy, row: Mapping[str, Any]) -> dict[str, str]:
    answer = case_measure(policy, row)
    return {"decision": answer.decision, "next_at": _at(answer.next_at, _zone(row))}


def _at(moment: datetime | None, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="minutes") if moment else ""


def _zone(row: Mapping[str, Any]) -> ZoneInfo:
    name = (row.get("zones") or ["UTC"])[0]
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise WrongUse(
            f"case '{row.get('name')}': unknown time zone '{name}'",
            hint="Use an IANA name such as Asia/Shanghai.",
        ) from None


def _moment(value: datetime, zone: ZoneInfo) -> datetime:
    return value if value.tzinfo else value.replace(tzinfo=zone)


def _question(policy: Policy, row: Mapping[str, Any], zone: ZoneInfo) -> ContactQuestion:
    return ContactQuestion(
        channel=row["channel"],
        at=_moment(row["at"], zone),
        person=person_word(row.get("person", "self")),
        point=row.get("point", ""),
        loan_id=row.get("loan"),
        place=row.get("place", ""),
        purpose=row.get("purpose", "collect"),
        ends=policy.holds_ended_by(row.get("step", ""), person_word(row.get("person", "self"))),
    )


def case_of(policy: Policy, row: Mapping[str, Any]) -> Case:
    """The customer that a case describes; one late loan where it names none."""
    zone = _zone(row)
    points = [_point(one) for one in row.get("points", ())]
    if "phone" in row:
        points.insert(0, Point("phone", row["phone"]))
    contacts = (
        _contact(policy, number, one, zone) for number, one in enumerate(row.get("history", ()), 1)
    )
    return Case(
        customer_id="C",
        kind=row.get("kind", "person"),
        loans=_loans(row),
        contacts=tuple(sorted(contacts, key=lambda contact: contact.at)),
        holds=tuple(_hold(policy, n, one) for n, one in enumerate(row.get("holds", ()), 1)),
        preferences=tuple(_preference(one, zone) for one in row.get("preferences", ())),
        points=tuple(points),
        time_zones=tuple(row.get("zones", ())),
        born_on=str(row.get("born_on", "")),
    )


def _loans(row: Mapping[str, Any]) -> tuple[CaseLoan, ...]:
    """One late loan for each name, with the account number that ``accounts`` gives it."""
    product, accounts = row.get("product", ""), row.get("accounts", {})
    return tuple(
        CaseLoan(
            *(name, "USD", "active", 1, 1, None, None, None, 0, product),
            account_no=accounts.get(name, ""),
        )
        for name in row.get("loans", ["L"])
    )


def _point(row: Mapping[str, Any]) -> Point:
    return Point(
        kind=row["kind"],
        value=row["value"],
        person=person_word(row.get("person", "self")),
        name=row.get("name", ""),
        place=row.get("place", ""),
        time_zones=tuple(row.get("zones", ())),
    )


def _contact(policy: Policy, number: int, row: Mapping[str, Any], zone: ZoneInfo) -> Contact:
    outcome = policy.outcome_named(row["outcome"])
    callback = row.get("callback")
    return Contact(
        contact_id=number,
        at=_moment(row["at"], zone),
        channel=row.get("channel", "call"),
        outcome=outcome.code,
        flags=outcome.flags,
        loan_id=row.get("loan"),
        person=person_word(row.get("person", "self")),
        point=row.get("point", ""),
        place=row.get("place", ""),
        inbound=row.get("inbound", False),
        callback_at=_moment(callback, zone) if callback else None,
        purpose=row.get("purpose", "collect"),
        found=row.get("found", ""),
        reached=outcome.reached,
    )


def _preference(row: Mapping[str, Any], zone: ZoneInfo) -> Preference:
    at = row["at"]
    if not isinstance(at, datetime):
        at = datetime.combine(at, time.min)
    ended = row.get("ended")
    return Preference(
        kind=row["kind"],
        at=_moment(at, zone),
        channel=row.get("channel", ""),
        point=row.get("point", ""),
        loan_id=row.get("loan"),
        person=person_word(row.get("person", "self")),
        weekdays=parse_days(row["days"]) if "days" in row else EVERY_DAY,
        from_time=time.fromisoformat(row["from"]) if "from" in row else None,
        to_time=time.fromisoformat(row["to"]) if "to" in row else None,
        until_on=row.get("until"),
        ended_at=_moment(ended, zone) if ended else None,
        place=row.get("place", ""),
        written=row.get("written", False),
        basis=row.get("basis", ""),
        opt_out_by=row.get("opt_out_by"),
    )


def _hold(policy: Policy, number: int, row: Mapping[str, Any]) -> Hold:
    kind = policy.hold_kinds.get(row["kind"]) or HoldKind(
        row["kind"], row["kind"], frozenset({"contact"})
    )
    until_on, remind_on = kind.span(row["from"], row.get("until"))
    released = row.get("released")
    return Hold(
        hold_id=number,
        kind=row["kind"],
        from_on=row["from"],
        until_on=until_on,
        stops=frozenset(row.get("stops", kind.stops)),
        loan_id=row.get("loan"),
        released_on=kind.first_free_day(released) if released else None,
        remind_on=remind_on,
    )
