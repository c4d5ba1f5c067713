"""What must be said in a contact, and what comes before a measure, as a policy writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from overdue_cli.domain.contact.rules import PURPOSES, STRENGTHS
from overdue_cli.domain.duties.measures import Measure
from overdue_cli.domain.duties.notices_due import FollowUp
from overdue_cli.domain.duties.wording import WHENS, Wording
from overdue_cli.domain.ladder.case import CHANNEL_GROUPS, CHANNELS
from overdue_cli.policies.contact.rules import CONFIDENCE, EVIDENCE, RuleKeys, binds_of
from overdue_cli.policies.key_checks import (
    DAY,
    NAME,
    TEXT,
    YES_NO,
    Check,
    PolicyFault,
    choice,
    misfit,
    some_of,
    table_faults,
    whole,
)

_WORDS: Check = (
    lambda value: isinstance(value, list) and all(isinstance(one, str) for one in value),
    'Give a list of words, such as ["self"].',
)
_TABLE: Check = (
    lambda value: isinstance(value, Mapping),
    'Write it as { role = ["agency"], debtor = ["consumer"] }.',
)
_SOURCE: dict[str, Check] = {
    **dict.fromkeys(("title_zh", "source"), TEXT),
    "title": NAME,
    "evidence": choice(EVIDENCE),
    "confidence": choice(CONFIDENCE),
    "verified_on": DAY,
    "text_date": DAY,
    "binds": _TABLE,
    "persons": _WORDS,
}
WORDING_KEYS: dict[str, Check] = {
    **_SOURCE,
    "text": NAME,
    "channels": some_of((*CHANNELS, *CHANNEL_GROUPS)),
    "when": choice(WHENS),
    "not_persons": _WORDS,
    "purposes": some_of(PURPOSES),
}
MEASURE_KEYS: dict[str, Check] = {
    **_SOURCE,
    "after_talk": YES_NO,
    "after_message_days": whole(0),
    "not_during": _WORDS,
    "strength": choice(STRENGTHS),
}


def wordings_of(tables: Mapping[str, Any]) -> tuple[Wording, ...]:
    """Every wording of a policy, in the order of its files."""
    return tuple(_wording(name, row) for name, row in tables.get("wording", {}).items())


def _wording(name: str, row: Mapping[str, Any]) -> Wording:
    read = RuleKeys(f"[wording.{name}]", row)
    return Wording(
        name=name,
        title=read.text("title", name),
        text=read.text("text"),
        channels=read.channels("channels", ("any",)),
        when=cast(Any, read.one_of("when", WHENS, "every")),
        persons=read.persons("persons"),
        not_persons=read.persons("not_persons"),
        purposes=frozenset(read.some_of("purposes", PURPOSES, ())),
        binds=binds_of(read),
        source=read.text("source"),
    )


def measures_of(tables: Mapping[str, Any]) -> dict[str, Measure]:
    """Every measure of a policy by its name."""
    return {name: _measure(name, row) for name, row in tables.get("measure", {}).items()}


def _measure(name: str, row: Mapping[str, Any]) -> Measure:
    read = RuleKeys(f"[measure.{name}]", row)
    return Measure(
        name=name,
        title=read.text("title", name),
        after_talk=read.flag("after_talk"),
        after_message_days=row.get("after_message_days"),
        not_during=read.words("not_during"),
        persons=read.persons("persons", ("self",)),
        binds=binds_of(read),
        source=read.text("source"),
        strength=cast(Any, read.one_of("strength", STRENGTHS, "product_default")),
    )


def follow_ups_of(tables: Mapping[str, Any]) -> tuple[FollowUp, ...]:
    """Every notice that must follow the first communication within some days."""
    return tuple(
        _follow_up(name, row)
        for name, row in tables.get("notice", {}).items()
        if "within_days" in row
    )


def _follow_up(name: str, row: Mapping[str, Any]) -> FollowUp:
    read = RuleKeys(f"[notice.{name}]", row)
    return FollowUp(
        name=name,
        title=read.text("title", name),
        within_days=read.count("within_days", 0),
        persons=read.persons("persons", ("self",)),
        binds=binds_of(read),
        source=read.text("within_source", read.text("source")),
    )


def wording_faults(data: Mapping[str, Any]) -> Iterator[PolicyFault]:
    """Faults of the wordings and measures of a policy: keys, values, kinds of hold."""
    for table, keys in (("wording", WORDING_KEYS), ("measure", MEASURE_KEYS)):
        rows = data.get(table, {})
        if not isinstance(rows, Mapping):
            yield misfit("policy", table, rows, f"Write each as a table [{table}.NAME].")
            continue
        for name, row in rows.items():
            yield from _row_faults(f"[{table}.{name}]", row, keys, data)


def _row_faults(
    where: str, row: Any, keys: Mapping[str, Check], data: Mapping[str, Any]
) -> Iterator[PolicyFault]:
    yield from table_faults(where, row, keys)
    if not isinstance(row, Mapping):
        return
    for key in ("title", "source", *(("text",) if "text" in keys else ())):
        if not row.get(key):
            yield PolicyFault(where, f"{key} is missing", _MISSING[key])
    kinds = data.get("hold", {})
    for kind in row.get("not_during", ()) if isinstance(row.get("not_during"), list) else ():
        if kind not in kinds:
            known = ", ".join(sorted(kinds))
            yield PolicyFault(where, f"not_during names '{kind}', no kind of hold", f"{known}.")


_MISSING = {
    "title": "Say what people read.",
    "text": "Write the words that are said.",
    "source": 'Name the text, or say source = "our choice".',
}
