"""Contact rules of a policy: from ``[[rule]]`` rows to the values the contact gate works by."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from typing import Any, NoReturn, cast

from overdue_cli.domain.contact.contact_hours import DAY_NAMES
from overdue_cli.domain.contact.person_words import Consumers, person_word
from overdue_cli.domain.contact.reached import REACHED, SHORT_FORMS, spelt_out
from overdue_cli.domain.contact.rules import (
    ACCEPTED_AT_WORK,
    AGAIN,
    BARS,
    DEBT_UNITS,
    DEBTORS,
    EVERY_DAY,
    GROUNDS,
    KEYS,
    PERIODS,
    PURPOSES,
    ROLES,
    STRENGTHS,
    UNNAMED,
    AllowedPersons,
    Announced,
    AttemptCap,
    Binds,
    Cease,
    Consent,
    ContactRule,
    ContactRules,
    Cooldown,
    DebtBasis,
    HoldStops,
    Hours,
    InconvenientTimes,
    LastResort,
    Lawyer,
    OptOut,
    Refusal,
    Spec,
    Unless,
    Vulnerable,
    WeekHours,
    Workplace,
    WrongNumber,
)
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.holidays import public_holidays
from overdue_cli.domain.ladder.case import CHANNEL_GROUPS, CHANNELS
from overdue_cli.policies.layers import unknown

#: How the source of a rule was read, and how sure it is.
EVIDENCE = ("primary", "secondary", "field", "own")
CONFIDENCE = ("high", "medium", "low")

#: Keys that any rule may have.
COMMON = (
    *("id", "kind", "title", "title_zh", "channels", "persons", "not_persons", "source"),
    *("purposes", "not_purposes"),
    *("strength", "blocks", "binds", "evidence", "confidence", "text_date", "verified_on"),
    *("verified", "effective_from", "effective_to", "replaced_by", "note"),
)
#: Keys of a rule that counts by debt.
BY_DEBT = ("unnamed", "debt", "account_products")
#: Keys of each kind of rule; those that must be there first.
KINDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "hours": (("hours",), ("holidays", "place", "unless_consent", "own_hours")),
    "cap": (
        ("most", "per"),
        ("days", "key", "counts", "consent_days", "again_if", "unless_consent", *BY_DEBT),
    ),
    "cooldown": (("days",), ("key", "after", "after_reached", "consent_days", *BY_DEBT)),
    "consent": ((), ("days", "accepts", "notice_days")),
    "opt_out": ((), ()),
    "persons": (
        ("allowed",),
        ("on_file", "others_if", "others_for", "attempts", "unless_consent"),
    ),
    "refusal": ((), ("own",)),
    "workplace": (("bars",), ("unless_consent", "accepts", "attempts", "resides")),
    "inconvenient": ((), ()),
    "lawyer": ((), ("representatives", "replies")),
    "cease": ((), ("purposes", "refusal_in_writing")),
    "hold": ((), ("by_person", "holds")),
    "vulnerable": ((), ()),
    "wrong_number": ((), ()),
    "announced": ((), ("hours_ahead", "days", "in_writing", "unless_consent")),
    "last_resort": ((), ("attempts", "unless_consent")),
}
OTHERS = ("never", "unreachable", "location")
_BINDS = ("role", "debtor", "product", "not_product")


def contact_rules_of(tables: Mapping[str, Any]) -> ContactRules:
    """The contact rules of a policy's tables, for a creditor.

    Errors: WrongUse names the rule, the key and what may stand there.
    """
    contact = tables.get("contact", {})
    return ContactRules(
        rules=tuple(rule(row, contact) for row in tables.get("rule", ())),
        policy=f"{tables.get('name', '')} {tables.get('version', '')}",
        country=contact.get("country", ""),
        consumers=consumers_of(contact),
    )


def consumers_of(contact: Mapping[str, Any]) -> Consumers:
    """Whom the ``[contact]`` table of a policy calls consumers.

    Errors: WrongUse for a key that is not written as it must be.
    """
    read = RuleKeys("[contact]", contact)
    return Consumers(
        read.persons("consumers", ("self",)),
        read.persons("consumers_of_minors"),
        read.count("majority", 18, 1),
    )


def rule(row: Mapping[str, Any], contact: Mapping[str, Any] | None = None) -> ContactRule:
    """One rule of a policy; ``contact`` is its ``[contact]`` table."""
    name = _id(row)
    read = RuleKeys(name, row)
    kind = read.one_of("kind", tuple(KINDS))
    _check_keys(name, kind, row)
    evidence = read.one_of("evidence", EVIDENCE, "own")
    confidence = read.one_of("confidence", CONFIDENCE, "high")
    sure = evidence in ("primary", "secondary") and confidence == "high"
    verified = read.flag("verified", default=sure and "verified_on" in row)
    if verified and not sure:
        read.wrong("verified", "true only where evidence is primary or secondary, confidence high")
    read.day("text_date")
    return ContactRule(
        rule_id=name,
        title=read.text("title", name),
        channels=read.channels("channels", ("any",)),
        spec=_SPECS[kind](read, contact or {}),
        source=read.text("source", ""),
        strength=cast(Any, read.one_of("strength", STRENGTHS, "product_default")),
        blocks=read.flag("blocks") if "blocks" in row else None,
        binds=binds_of(read),
        persons=read.persons("persons"),
        not_persons=read.persons("not_persons"),
        purposes=frozenset() if kind == "cease" else read.purposes("purposes"),
        not_purposes=read.purposes("not_purposes"),
        evidence=evidence,
        confidence=confidence,
        verified_on=read.day("verified_on"),
        verified=verified,
        effective_from=read.day("effective_from"),
        effective_to=read.day("effective_to"),
    )


def _id(row: Mapping[str, Any]) -> str:
    name = row.get("id")
    if not isinstance(name, str) or not name:
        raise WrongUse(f"a rule has no id: {dict(row)}", hint='Give it one, such as id = "hours".')
    return name


def _check_keys(name: str, kind: str, row: Mapping[str, Any]) -> None:
    needed, optional = KINDS[kind]
    known = [*COMMON, *needed, *optional]
    for key in row:
        if key not in known:
            raise unknown(f"key in rule {name} ({kind}):", key, known)
    for key in needed:
        if key not in row:
            raise WrongUse(f"rule {name}: {key} is missing", hint=f"A rule of kind {kind} has it.")


class RuleKeys:
    """Reads the keys of one row, and says which key of which row is wrong."""

    def __init__(self, name: str, row: Mapping[str, Any]) -> None:
        self.name, self.row = name, row

    def wrong(self, key: str, hint: str) -> NoReturn:
        """Raises WrongUse with the row, the key, its value and what may stand there."""
        raise WrongUse(f"rule {self.name}: {key} is {self.row.get(key)!r}", hint=hint)

    def text(self, key: str, default: str = "") -> str:
        """A text."""
        value = self.row.get(key, default)
        return value if isinstance(value, str) else self.wrong(key, "Write it as text.")

    def one_of(self, key: str, known: Sequence[str], default: str | None = None) -> str:
        """One of the words that are known."""
        value = self.row.get(key, default)
        if not isinstance(value, str) or value not in known:
            raise unknown(f"{key} in rule {self.name}:", str(value), list(known))
        return value

    def flag(self, key: str, *, default: bool = False) -> bool:
        """True or false."""
        value = self.row.get(key, default)
        return value if isinstance(value, bool) else self.wrong(key, "Use true or false.")

    def unless(self, key: str) -> Unless:
        """Which consent opens a rule: none (false), any (true), or one in writing."""
        value = self.row.get(key, False)
        if value == "written":
            return "written"
        if not isinstance(value, bool):
            self.wrong(key, 'Use true, false or "written".')
        return "any" if value else ""

    def count(self, key: str, default: int, least: int = 0) -> int:
        """A whole number, not below ``least``."""
        value = self.row.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            self.wrong(key, f"Give a whole number, {least} or more.")
        return value

    def words(self, key: str, default: Sequence[str] = ()) -> frozenset[str]:
        """A list of words."""
        value = self.row.get(key, list(default))
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.wrong(key, 'Give a list of words, such as ["self"].')
        return frozenset(value)

    def persons(self, key: str, default: Sequence[str] = ()) -> frozenset[str]:
        """A list of persons, each by the word that contacts have for it."""
        return frozenset(map(person_word, self.words(key, default)))

    def purposes(self, key: str) -> frozenset[str]:
        """A list of purposes."""
        return frozenset(self.some_of(key, PURPOSES, ()))

    def some_of(self, key: str, known: Sequence[str], default: Sequence[str]) -> tuple[str, ...]:
        """A list of words that are known, in their own order."""
        value = self.words(key, default)
        for one in value:
            if one not in known:
                raise unknown(f"{key} in rule {self.name}:", one, list(known))
        return tuple(one for one in known if one in value)

    def channels(self, key: str, default: Sequence[str]) -> frozenset[str]:
        """A list of channels, groups of them spelt out."""
        known = [*CHANNELS, *CHANNEL_GROUPS]
        named = self.some_of(key, known, default)
        spelt: set[str] = set()
        for one in named:
            spelt |= set(CHANNEL_GROUPS.get(one, (one,)))
        return frozenset(spelt)

    def reached(self, key: str, default: str) -> frozenset[str]:
        """Words of what a contact reached: one, or a list, short forms spelt out."""
        known = [*SHORT_FORMS, *REACHED]
        if isinstance(self.row.get(key, default), str):
            return spelt_out([self.one_of(key, known, default)])
        named = self.some_of(key, known, (default,))
        return spelt_out(named) or self.wrong(key, f"Name one or more: {', '.join(known)}.")

    def day(self, key: str) -> date | None:
        """A date; None where there is none."""
        value = self.row.get(key)
        if value is None or isinstance(value, date):
            return value
        return self.wrong(key, "Write it as a date: 2026-01-31.")


def binds_of(read: RuleKeys) -> Binds:
    """Whom a row binds: who collects, from whom, for which products."""
    value = read.row.get("binds", {})
    if not isinstance(value, Mapping):
        read.wrong("binds", 'Write it as { role = ["agency"], debtor = ["consumer"] }.')
    for key in value:
        if key not in _BINDS:
            raise unknown(f"key in binds of rule {read.name}:", key, list(_BINDS))
    inner = RuleKeys(f"{read.name}, binds", value)
    return Binds(
        frozenset(inner.some_of("role", ROLES, ())),
        frozenset(inner.some_of("debtor", DEBTORS, ())),
        inner.words("product"),
        inner.words("not_product"),
    )


def _hours(read: RuleKeys, contact: Mapping[str, Any]) -> Spec:
    rows = read.row["hours"]
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        read.wrong("hours", 'Give a list: [{ days = "mon-sat", from = "08:00", to = "20:00" }].')
    holidays = read.row.get("holidays", False)
    calendar = contact.get("calendar", "") if holidays is True else holidays or ""
    if holidays is True and not calendar:
        read.wrong("holidays", 'Name the calendar of the holidays: [contact] calendar = "IE".')
    known = contact.get("closed", {}).get(calendar, {})
    return Hours(
        tuple(_span(read, row) for row in rows),
        calendar,
        read.text("place"),
        read.unless("unless_consent"),
        frozenset(map(date.fromisoformat, known.get("days", ()))),
        (known.get("first_year", 0), known.get("last_year", 0)),
        read.flag("own_hours"),
    )


def with_days_off(tables: Mapping[str, Any], first_year: int, last_year: int) -> dict[str, Any]:
    """The tables of a policy with the public holidays of some years written out.

    A ledger keeps them so, because looking them up takes longer than the answer they are for.
    """
    specs = (one.spec for one in contact_rules_of(tables).rules)
    codes = sorted({spec.holidays for spec in specs if isinstance(spec, Hours) and spec.holidays})
    if not codes:
        return dict(tables)
    closed = {
        code: {
            "first_year": first_year,
            "last_year": last_year,
            "days": [day.isoformat() for day in public_holidays(code, first_year, last_year)],
        }
        for code in codes
    }
    return {**tables, "contact": {**tables.get("contact", {}), "closed": closed}}


_SPAN_KEYS = ("days", "from", "to", "before")


def _span(read: RuleKeys, row: Mapping[str, Any]) -> WeekHours:
    for key in row:
        if key not in _SPAN_KEYS:
            raise unknown(f"key in hours of rule {read.name}:", key, list(_SPAN_KEYS))
    if ("to" in row) == ("before" in row):
        read.wrong(
            "hours", 'Write to = "21:00" (21:00 is inside) or before = "21:00" (it is outside).'
        )
    end = "to" if "to" in row else "before"
    try:
        days = parse_days(row.get("days", "mon-sun"))
        opens, closes = time.fromisoformat(row["from"]), time.fromisoformat(row[end])
    except (KeyError, ValueError, TypeError):
        read.wrong("hours", 'Write days as "mon-fri sun" and times as "08:00".')
    if closes <= opens:
        raise WrongUse(
            f"rule {read.name}: the hours close at {closes:%H:%M}, before they open"
            f" at {opens:%H:%M}",
            hint="Hours must lie within one day; write two ranges for a night.",
        )
    return WeekHours(days, opens, closes, end_inside=end == "to")


def parse_days(text: str) -> frozenset[int]:
    """Days of the week (Monday is 0) from words and ranges; ValueError for another word.

    >>> sorted(parse_days("mon-wed sun")), len(parse_days(""))
    ([0, 1, 2, 6], 7)
    """
    if not text.strip():
        return EVERY_DAY
    days: set[int] = set()
    for part in text.replace(",", " ").lower().split():
        first, _, last = part.partition("-")
        low, high = DAY_NAMES.index(first), DAY_NAMES.index(last or first)
        days |= set(range(low, high + 1)) if low <= high else {*range(low, 7), *range(high + 1)}
    return frozenset(days)


def _cap(read: RuleKeys, _contact: Mapping[str, Any]) -> Spec:
    return AttemptCap(
        most=read.count("most", 0),
        per=cast(Any, read.one_of("per", PERIODS)),
        days=read.count("days", 7, 1),
        key=cast(Any, read.some_of("key", KEYS, ())),
        counts=read.reached("counts", "attempts"),
        consent_days=read.count("consent_days", 0),
        unless_consent=read.unless("unless_consent"),
        again_if=cast(Any, read.some_of("again_if", AGAIN, ())),
        by_debt=_by_debt(read),
    )


def _cooldown(read: RuleKeys, _contact: Mapping[str, Any]) -> Spec:
    return Cooldown(
        days=read.count("days", 7, 1),
        key=cast(Any, read.some_of("key", KEYS, ("person", "debt"))),
        after=read.channels("after", ("call",)),
        after_reached=read.reached("after_reached", "conversations"),
        consent_days=read.count("consent_days", 0),
        by_debt=_by_debt(read),
    )


def _by_debt(read: RuleKeys) -> DebtBasis:
    """How a rule counts by debt; WrongUse for words that say nothing where it does not."""
    keyed = "debt" in read.row.get("key", ["debt"] if read.row["kind"] == "cooldown" else [])
    for key in BY_DEBT:
        if key in read.row and not keyed:
            read.wrong(key, 'It says how debts are counted: add "debt" to key, or take it out.')
    unit = read.one_of("debt", DEBT_UNITS, "loan")
    if "account_products" in read.row and unit != "account":
        read.wrong("account_products", 'It goes with debt = "account".')
    return DebtBasis(
        unnamed=cast(Any, read.one_of("unnamed", UNNAMED, "every")),
        debt=cast(Any, unit),
        account_products=read.words("account_products"),
    )


def _persons(read: RuleKeys, _contact: Mapping[str, Any]) -> Spec:
    return AllowedPersons(
        allowed=read.persons("allowed"),
        on_file=read.persons("on_file"),
        others_if=cast(Any, read.one_of("others_if", OTHERS, "never")),
        others_for=frozenset(read.some_of("others_for", PURPOSES, ())),
        attempts=read.count("attempts", 3, 1),
        unless_consent=read.unless("unless_consent"),
    )


def _workplace(read: RuleKeys, _contact: Mapping[str, Any]) -> Spec:
    return Workplace(
        bars=cast(Any, read.one_of("bars", BARS)),
        unless_consent=read.unless("unless_consent"),
        accepts=frozenset(cast(Any, read.some_of("accepts", ACCEPTED_AT_WORK, ()))),
        attempts=read.count("attempts", 3, 1),
        resides=read.flag("resides"),
    )


def _hold(read: RuleKeys, _contact: Mapping[str, Any]) -> Spec:
    value = read.row.get("by_person", {})
    if not isinstance(value, Mapping):
        read.wrong("by_person", 'Write it as { lawyer = ["lawyer"], death = ["executor"] }.')
    inner = RuleKeys(f"{read.name}, by_person", value)
    return HoldStops(tuple((kind, inner.persons(kind)) for kind in value), read.words("holds"))


_SPECS: dict[str, Callable[[RuleKeys, Mapping[str, Any]], Spec]] = {
    "hours": _hours,
    "cap": _cap,
    "cooldown": _cooldown,
    "consent": lambda read, _: Consent(
        read.count("days", 0),
        frozenset(cast(Any, read.some_of("accepts", GROUNDS, ("used", "consent")))),
        read.count("notice_days", 0),
    ),
    "opt_out": lambda _read, _: OptOut(),
    "persons": _persons,
    "refusal": lambda read, _: Refusal(read.persons("own", ("consumer",))),
    "workplace": _workplace,
    "inconvenient": lambda _read, _: InconvenientTimes(),
    "lawyer": lambda read, _: Lawyer(
        read.persons("representatives", ("lawyer",)), read.flag("replies")
    ),
    "cease": lambda read, _: Cease(read.purposes("purposes"), read.flag("refusal_in_writing")),
    "hold": _hold,
    "vulnerable": lambda _read, _: Vulnerable(),
    "wrong_number": lambda _read, _: WrongNumber(),
    "announced": lambda read, _: Announced(
        read.count("hours_ahead", 24),
        read.count("days", 14),
        read.flag("in_writing"),
        read.unless("unless_consent"),
    ),
    "last_resort": lambda read, _: LastResort(
        read.count("attempts", 3, 1), read.unless("unless_consent")
    ),
}
