"""Loads regulatory classifications: TOML data in, checked domain values out.

They ship in ``classes.toml``. A policy changes single keys of one, or adds its own, in a table
under ``[class]``; there a key replaces the shipped one as a whole.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, cast

from overdue_cli.domain.counted import counted
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.loan.classes import Classification, CountUnit, Cure, Level
from overdue_cli.domain.loan.lateness_history import Materiality
from overdue_cli.domain.money import parse_decimal
from overdue_cli.policies.layers import unknown

UNITS = ("days", "instalments_missed", "material_days")
COUNTINGS = ("mba", "ots")
EVIDENCE = ("primary", "secondary", "field", "own")
CONFIDENCE = ("high", "medium", "low")
#: A count that nothing reaches: a class that only a flag gives.
BY_FLAG = 10**9

_KEYS = frozenset(
    "title title_zh version unit counting count_due_day source evidence confidence text_date "
    "verified_on binds notes class ages cure contagion trigger materiality portfolio_at_risk "
    "at_risk_flags".split()
)
_LISTS = ("class", "trigger")
_TABLES = ("ages", "cure", "materiality")


class Provision(NamedTuple):
    """What a rule says in words, and how sure it is."""

    text: str
    evidence: str
    confidence: str

    @property
    def verified(self) -> bool:
        """Whether it was read in a source, with high confidence."""
        return self.evidence in ("primary", "secondary") and self.confidence == "high"

    @property
    def mark(self) -> str:
        """What is put behind a rule that nobody read in a source; '' for the others."""
        return "" if self.verified or self.evidence == "own" else " (not verified)"


class ClassRow(NamedTuple):
    """One class with its inclusive range of units; ``to_count`` is None for the last one."""

    name: str
    english: str
    from_count: int
    to_count: int | None
    unit: str
    non_performing: bool = False
    by_flag: bool = False

    @property
    def range_text(self) -> str:
        """The range as people read it: ``31-60``, ``91+``, ``by flag``."""
        if self.by_flag:
            return "by flag"
        if self.to_count is None:
            return f"{self.from_count}+"
        low, high = self.from_count, self.to_count
        return str(low) if low == high else f"{low}-{high}"


class Trigger(NamedTuple):
    """A flag that puts a loan at best in a class, whatever its count.

    With ``months`` a flag that has a beginning does so until that many months after the latest of
    its beginning, the end of its grace period, and a later entry into the class.
    """

    flag: str
    class_name: str
    provision: Provision
    months: int = 0


class Contagion(NamedTuple):
    """Whether a customer's loans are judged together.

    With ``part``: when more than that part of the debt is in ``place`` or worse, all of it is at
    best there; else every loan has the class of the worst, but none that is worse than ``place``
    on account of another loan. ``debtor`` is any or company.
    """

    unit: str
    debtor: str
    part: Fraction | None
    place: int
    provision: Provision

    @property
    def together(self) -> bool:
        """Whether a customer's loans are judged as one."""
        return self.unit == "customer" and self.part is None


class Thresholds(NamedTuple):
    """Materiality: an amount per currency as decimal text, and a part of the exposure."""

    amounts: Mapping[str, str]
    part: Fraction


@dataclass(frozen=True, slots=True)
class Scheme:
    """One classification, ready to be asked; ``rule`` is what the engine reads."""

    name: str
    title: str
    title_zh: str
    version: str
    unit: str
    rule: Classification
    rows: tuple[ClassRow, ...]
    ages: tuple[ClassRow, ...]
    aged_place: int
    """Place of the class that is divided by months in it; -1 for none."""
    cured_from: int
    """Place of the best class that is only left by the rule of cure."""
    cure_provision: Provision
    contagion: Contagion
    count_due_day: bool | None
    """The counting of the due day that the thresholds expect; None for any."""
    triggers: tuple[Trigger, ...]
    materiality: Thresholds | None
    portfolio_at_risk: bool
    at_risk_flags: frozenset[str]
    source: str
    provision: Provision
    text_date: date | None
    """The date of the text that was read."""
    verified_on: date | None
    binds: str
    notes: tuple[str, ...]
    changed: tuple[str, ...]
    """Keys that the policy in force has replaced."""

    @property
    def remembers(self) -> bool:
        """Whether the class of a day depends on the days before it, for loans without a flag."""
        return self.rule.cure.kind == "paid" or bool(self.ages) or self.counts_material

    @property
    def counts_material(self) -> bool:
        """Whether it counts days above the thresholds of materiality."""
        return self.unit == "material_days"

    def trigger_of(self, flag: str) -> Trigger | None:
        """What a flag does here; None for nothing."""
        return next((trigger for trigger in self.triggers if trigger.flag == flag), None)

    @property
    def shown_rows(self) -> tuple[ClassRow, ...]:
        """Every class a loan can end in, best first: a divided class by its parts."""
        shown: list[ClassRow] = []
        for place, row in enumerate(self.rows):
            shown += self.ages if place == self.aged_place else [row]
        return tuple(shown)

    @property
    def cure_text(self) -> str:
        """When a class is left again, in words."""
        cure = self.rule.cure
        if cure.kind == "follows":
            return "follows the count"
        waits = [
            f"{count} {unit if count > 1 else unit[:-1]}"
            for count, unit in ((cure.days, "days"), (cure.months, "months"))
            if count
        ]
        waits += [f"{counted(cure.periods, 'instalment')} on time"] if cure.periods else []
        after = f", then {' and '.join(waits)}" if waits else ""
        if self.unit == "material_days":
            return f"from {self.rows[self.cured_from].name}: no material arrears{after}"
        return f"from {self.rows[self.cured_from].name}: all arrears paid{after}"

    @property
    def contagion_text(self) -> str:
        """Whether a customer's loans pull each other along, in words."""
        rule = self.contagion
        if rule.unit == "none":
            return "none: each loan by itself"
        whose = "a company's" if rule.debtor == "company" else "a customer's"
        if rule.part is None:
            most = "" if rule.place == len(self.rows) - 1 else f", {self.rows[rule.place].name}"
            until = f"{most} at most" if most else ""
            return f"all of {whose} loans have the class of the worst{until}"
        percent = f"{float(rule.part * 100):g} %"
        return f"all of {whose} loans, when more than {percent} is {self.rows[rule.place].name}"

    @property
    def counting_text(self) -> str:
        """From which day lateness has to be counted, in words."""
        if self.count_due_day is None:
            return "as the products say"
        return "from the due day" if self.count_due_day else "from the day after the due day"

    @property
    def materiality_text(self) -> str:
        """What arrears must exceed, in words; '' where there is no threshold."""
        if self.materiality is None:
            return ""
        amounts = ", ".join(f"{code} {text}" for code, text in self.materiality.amounts.items())
        return f"above {amounts} and {float(self.materiality.part * 100):g} % of the exposure"

    def threshold(self, currency: str) -> Materiality:
        """Materiality in minor units; WrongUse where the currency has no amount."""
        assert self.materiality is not None
        amount = self.materiality.amounts.get(currency)
        if amount is None:
            raise WrongUse(
                f"class {self.name} has no materiality amount for {currency}",
                hint=f"Add {currency} under [class.{self.name}.materiality] in your policy.",
            )
        try:
            return Materiality(parse_decimal(amount, currency), self.materiality.part)
        except ValueError as error:
            raise WrongUse(
                f"the materiality of class {self.name} is '{amount}': {error}",
                hint=f'Give an amount that {currency} has, as text, such as "100".',
            ) from None


@cache
def shipped() -> Mapping[str, Mapping[str, Any]]:
    """The classifications that ship, as data by name."""
    text = Path(__file__).with_name("classes.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def schemes_of(tables: Mapping[str, Any]) -> list[Scheme]:
    """Every classification there is under a policy: the shipped ones, then its own."""
    own = _own(tables)
    names = [*shipped(), *(name for name in own if name not in shipped())]
    return [_scheme(name, own.get(name, {}), tables) for name in names]


def scheme_of(name: str, tables: Mapping[str, Any]) -> Scheme:
    """The classification of that name; WrongUse when there is none, or when it has gaps."""
    own = _own(tables)
    if name not in shipped() and name not in own:
        raise unknown("class", name, [*shipped(), *own])
    return _scheme(name, own.get(name, {}), tables)


def _own(tables: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    own = tables.get("class", {})
    if not isinstance(own, Mapping) or not all(isinstance(v, Mapping) for v in own.values()):
        raise WrongUse(
            "[class] in the policy is not a table of classifications",
            hint="Write each as [class.NAME]; see docs/classes.md.",
        )
    return own


def _scheme(name: str, own: Mapping[str, Any], tables: Mapping[str, Any]) -> Scheme:
    """The shipped data with the policy's keys in their place, checked and turned into values."""
    base = shipped().get(name, {})
    data = {**base, **own}
    _check(name, data)
    rows = _rows(name, data["class"], data["unit"])
    names = [row.name for row in rows]
    ages, cure = data.get("ages", {}), data.get("cure", {})
    aged_place = _place(name, names, ages.get("of"), "ages.of") if ages else -1
    triggers = tuple(_trigger(name, row, names, data["unit"]) for row in data.get("trigger", ()))
    age_rows = _rows(name, ages.get("class", ()), "months_in_class", names)
    bad = rows[aged_place].non_performing
    age_rows = tuple(row._replace(non_performing=bad) for row in age_rows)
    return Scheme(
        name=name,
        title=data.get("title", name),
        title_zh=data.get("title_zh", ""),
        version=str(data.get("version", tables["version"])),
        unit=data["unit"],
        rule=_rule(name, data, rows, age_rows, triggers),
        rows=rows,
        ages=age_rows,
        aged_place=aged_place,
        cured_from=_place(name, names, cure.get("from", names[min(1, len(names) - 1)]), "cure"),
        cure_provision=_provision(name, cure),
        contagion=_contagion(name, data.get("contagion", "none"), names),
        count_due_day=data.get("count_due_day"),
        triggers=triggers,
        materiality=_thresholds(name, data),
        portfolio_at_risk=bool(data.get("portfolio_at_risk", False)),
        at_risk_flags=frozenset(data.get("at_risk_flags", ())),
        source=data.get("source", f"policy {tables['name']}"),
        provision=_provision(name, data),
        text_date=data.get("text_date"),
        verified_on=None if base and own.keys() - {"contagion"} else data.get("verified_on"),
        binds=data.get("binds", ""),
        notes=tuple(data.get("notes", ())),
        changed=tuple(sorted(own)) if base else (),
    )


def _wrong(name: str, text: str, hint: str = "") -> NoReturn:
    hint = hint or "Compare with a shipped one: overdue policy classes cn_five."
    raise WrongUse(f"class {name}: {text}", hint=hint)


def _check(name: str, data: Mapping[str, Any]) -> None:
    """Nothing, or WrongUse for a key or a word that means nothing here."""
    for key, value in data.items():
        if key not in _KEYS:
            _wrong(name, f"unknown key '{key}'", f"Known keys: {', '.join(sorted(_KEYS))}.")
        if key in _LISTS and not _is_list_of_tables(value):
            _wrong(name, f"{key} is not a list of tables")
        if key in _TABLES and not isinstance(value, Mapping):
            _wrong(name, f"{key} is not a table")
    if not data.get("class"):
        _wrong(name, "no classes", "Give class = [{ name = …, from = 0, to = … }, …].")
    if not isinstance(data.get("count_due_day", False), bool):
        _wrong(name, f"count_due_day is {data['count_due_day']!r}", "Use true or false.")
    _check_unit(name, data.get("unit"), data.get("counting"))
    provision = _provision(name, data)
    if "verified_on" in data and not provision.verified:
        _wrong(name, f"verified_on, but evidence is {provision.evidence}, {provision.confidence}")


def _is_list_of_tables(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, Mapping) for row in value)


def _check_unit(name: str, unit: Any, counting: Any) -> None:
    if unit not in UNITS:
        _wrong(name, f"unknown unit '{unit}'", f"Use one of {', '.join(UNITS)}.")
    if unit == "instalments_missed" and counting not in COUNTINGS:
        _wrong(name, f"counting is '{counting or ''}'", "Use mba or ots.")
    if unit != "instalments_missed" and counting is not None:
        _wrong(name, "counting goes with the unit instalments_missed only")


def _rows(
    name: str, data: Sequence[Mapping[str, Any]], unit: str, others: Collection[str] = ()
) -> tuple[ClassRow, ...]:
    """Classes in order, without a gap or an overlap, those by flag last."""
    rows = tuple(_row(name, row, unit) for row in data)
    seen = [*others, *(row.name for row in rows)]
    for row in rows:
        if seen.count(row.name) > 1:
            _wrong(name, f"the class '{row.name}' stands twice")
    if rows:
        _check_ranges(name, [row for row in rows if not row.by_flag], unit)
    if [row.by_flag for row in rows] != sorted(row.by_flag for row in rows):
        _wrong(name, "a class by flag stands before one with a range")
    return rows


def _row(name: str, row: Mapping[str, Any], unit: str) -> ClassRow:
    title, low, high = row.get("name"), row.get("from"), row.get("to")
    by_flag = row.get("by_flag", False)
    if not isinstance(title, str) or not title:
        _wrong(name, f"a class without a name: {dict(row)}")
    if by_flag:
        low, high = BY_FLAG, None
    if not isinstance(low, int) or not _is_count(low) or not (high is None or _is_count(high)):
        _wrong(name, f"'{title}' goes from {low!r} to {high!r}", f"Give whole {unit}, 0 or more.")
    english = row.get("english", title)
    return ClassRow(title, english, low, high, unit, row.get("non_performing", False), by_flag)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _check_ranges(name: str, rows: Sequence[ClassRow], unit: str) -> None:
    """Nothing, or WrongUse that names the count which no class, or more than one, holds."""
    if not rows or rows[0].from_count != 0:
        _wrong(name, f"gap: no class holds 0 {unit}", "The first class begins at 0.")
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        if row.to_count is not None and row.to_count < row.from_count:
            _wrong(name, f"'{row.name}' ends before it begins: {row.range_text} {unit}")
        if after is None and row.to_count is not None:
            _wrong(name, f"gap: no class holds {row.to_count + 1} {unit}", "The last has no 'to'.")
        if after is not None:
            _check_pair(name, row, after, unit)


def _check_pair(name: str, row: ClassRow, after: ClassRow, unit: str) -> None:
    both = f"'{row.name}' is {row.range_text}, '{after.name}' is {after.range_text}"
    if row.to_count is None or after.from_count <= row.to_count:
        _wrong(name, f"overlap at {after.from_count} {unit}: {both}")
    if after.from_count > row.to_count + 1:
        _wrong(name, f"gap: no class holds {row.to_count + 1} {unit}: {both}")


def _place(name: str, names: Sequence[str], class_name: Any, where: str) -> int:
    if class_name not in names:
        _wrong(name, f"{where} names '{class_name}'", f"Its classes: {', '.join(names)}.")
    return names.index(class_name)


def _rule(
    name: str,
    data: Mapping[str, Any],
    rows: Sequence[ClassRow],
    ages: Sequence[ClassRow],
    triggers: Sequence[Trigger],
) -> Classification:
    counting = data.get("counting")
    return Classification(
        levels=tuple(Level(row.name, row.from_count) for row in rows),
        unit=cast(CountUnit, f"missed_{counting}") if counting else "days",
        at_least=tuple((trigger.flag, trigger.class_name) for trigger in triggers),
        cure=_cure(name, data),
        ages=tuple(Level(row.name, row.from_count) for row in ages),
    )


def _cure(name: str, data: Mapping[str, Any]) -> Cure:
    cure = data.get("cure", {})
    kind = cure.get("kind", "follows")
    if kind not in ("follows", "paid"):
        _wrong(name, f"cure is '{kind}'", "Use follows or paid.")
    if kind == "paid" and data["unit"] == "instalments_missed":
        _wrong(name, "a cure by payment needs a count of days", 'Use unit = "days".')
    if kind == "paid" and data["unit"] == "days" and data["class"][0].get("to") != 0:
        _wrong(name, "a cure by payment needs a first class that holds 0 days only")
    waits = [cure.get(key, 0) for key in ("days", "months", "periods")]
    if not all(_is_count(wait) for wait in waits):
        _wrong(name, f"cure waits for {waits}", "Give whole days, months and periods.")
    return Cure(kind, *waits)


def _provision(name: str, data: Mapping[str, Any]) -> Provision:
    evidence, confidence = data.get("evidence", "own"), data.get("confidence", "high")
    if evidence not in EVIDENCE:
        _wrong(name, f"evidence is '{evidence}'", f"Use one of {', '.join(EVIDENCE)}.")
    if confidence not in CONFIDENCE:
        _wrong(name, f"confidence is '{confidence}'", f"Use one of {', '.join(CONFIDENCE)}.")
    return Provision(data.get("says", ""), evidence, confidence)


def _trigger(name: str, row: Mapping[str, Any], names: Sequence[str], unit: str) -> Trigger:
    if not row.get("flag"):
        _wrong(name, f"a trigger without a flag: {dict(row)}")
    place = _place(name, names, row.get("class"), f"trigger {row['flag']}")
    months = row.get("months", 0)
    if not _is_count(months) or (months and unit == "instalments_missed"):
        hint = "Give whole months, for a count of days."
        _wrong(name, f"trigger {row['flag']} lasts {months!r} months", hint)
    return Trigger(row["flag"], names[place], _provision(name, row), months)


def _contagion(name: str, data: Any, names: Sequence[str]) -> Contagion:
    """The setting, written as a word (none, customer) or as a table."""
    row: Mapping[str, Any] = {"unit": data} if isinstance(data, str) else data
    unit, debtor = row.get("unit"), row.get("debtor", "any")
    if unit not in ("none", "customer") or debtor not in ("any", "company"):
        _wrong(name, f"contagion is '{unit}' of '{debtor}'", "none or customer; any or company.")
    percent = row.get("more_than_percent")
    part = None if percent is None else _part(name, percent)
    if part is None and debtor != "any":
        _wrong(name, "contagion of a company's loans needs more_than_percent")
    worst = row.get("class") if part is not None else row.get("worst", names[-1])
    place = _place(name, names, worst, "contagion")
    return Contagion(cast(str, unit), debtor, part, place, _provision(name, row))


def _part(name: str, percent: Any) -> Fraction:
    try:
        return Fraction(str(percent)) / 100
    except (ValueError, ZeroDivisionError):
        _wrong(name, f"'{percent}' is no percentage", 'Write it as text: "10".')


def _thresholds(name: str, data: Mapping[str, Any]) -> Thresholds | None:
    row = data.get("materiality")
    if (row is not None) != (data["unit"] == "material_days"):
        _wrong(name, "materiality and the unit material_days go together")
    if row is None:
        return None
    return Thresholds(row.get("amount", {}), _part(name, row.get("percent", "0")))
