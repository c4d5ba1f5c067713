"""Faults of a policy: what loads, and yet cannot be meant. An empty list is a sound policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from overdue_cli.domain.contact.person_words import CONSUMER, PERSONS, person_word
from overdue_cli.domain.errors import CheckFailed, OverdueError
from overdue_cli.domain.ladder.case import CHANNEL_GROUPS, CHANNELS
from overdue_cli.policies.contact import rules
from overdue_cli.policies.contact.pack_cases import case_keys
from overdue_cli.policies.contact.wording import wording_faults
from overdue_cli.policies.creditor import creditor_faults
from overdue_cli.policies.key_checks import PolicyFault
from overdue_cli.policies.ladder.casework import (
    preference_of_outcome,
    promise_terms_of,
    reached_of_outcome,
)
from overdue_cli.policies.ladder.hold_kinds import hold_kinds_of, hold_of_outcome
from overdue_cli.policies.ladder.hold_lint import hold_faults, hold_warnings
from overdue_cli.policies.ladder.keys import faults as key_faults
from overdue_cli.policies.ladder.lint import ladder_faults
from overdue_cli.policies.layers import NAMED, ROOT, Layer, check_keys, laid_over, layers_of
from overdue_cli.policies.loan.class_flags import class_flags_of
from overdue_cli.policies.loan.classes import scheme_of
from overdue_cli.policies.loan.product_keys import check_product
from overdue_cli.policies.pack import Policy, product_rows
from overdue_cli.policies.sources import class_sources_of, sources_of

#: What an outcome may show.
FLAGS = (
    *("attempt", "conversation", "verified", "hold", "uncounted", "wrong_number"),
    *("third_party", "unreachable", "lost", "refusal", "promise", "vulnerable", "consent"),
)
#: Keys of a rule that name persons.
PERSON_KEYS = ("persons", "not_persons", "allowed", "on_file", "own")
CONTACT_KEYS = ("country", "calendar", "consumers", "consumers_of_minors", "majority")
#: What an outcome with a flag may have reached; '' where it leaves that to its flags.
_REACHED_BY = {
    "conversation": {"", "debtor", "message"},
    "third_party": {"", "third_party"},
    "wrong_number": {"", "wrong_number"},
}
OUTCOME_KEYS = ("title", "title_zh", "reached", "flags", "next", "hold", "preference")
REASON_KEYS = ("title", "title_zh")


def lint(name: str, day: date) -> list[PolicyFault]:
    """Every fault of a pack or a file, laid over its base; ``day`` decides what has expired."""
    try:
        layers = layers_of(name)
    except OverdueError as error:
        return [PolicyFault("base", error.message, error.hint)]
    faults = [*_head(layers[-1])]
    for layer in layers:
        faults += _caught("key", check_keys, layer)
        faults += _twice(layer)
    data = laid_over(layers)
    faults += [*key_faults(data), *creditor_faults(data), *ladder_faults(data)]
    faults += _rules(data, day)
    faults += [*_tables(data), *wording_faults(data)]
    faults += _cases(layers[-1], data)
    return faults + _whole(data)


def warnings(name: str, day: date) -> list[PolicyFault]:
    """What wants looking at though it is no fault: texts read more than a year before ``day``.

    Days of holds that no day ends, too.
    """
    tables = laid_over(layers_of(name))
    classes = class_sources_of(tables) if name == ROOT else []
    return [*hold_warnings(tables)] + [
        PolicyFault(
            f"{one.what} {one.name}",
            f"its source was last read on {one.verified_on}, more than a year ago",
            f"Read it again ({one.source}), then set verified_on.",
        )
        for one in [*sources_of(tables), *classes]
        if one.is_stale(day)
    ]


def require_sound(name: str, day: date) -> None:
    """Nothing; CheckFailed (exit 5) for a policy with faults, WrongUse for one not there."""
    layers_of(name)
    faults = lint(name, day)
    if faults:
        many = "a fault" if len(faults) == 1 else f"{len(faults)} faults, the first"
        raise CheckFailed(
            f"the policy {name} has {many}: {faults[0].line()}",
            hint=f"Lists all of them: 'overdue policy lint {name}'."
            if len(faults) > 1
            else "Mend it, and give the command again.",
        )


def _caught(where: str, check: Callable[..., object], *args: Any) -> Iterator[PolicyFault]:
    """The error that a check raises, as a fault."""
    try:
        check(*args)
    except OverdueError as error:
        yield PolicyFault(where, error.message, error.hint)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        yield PolicyFault(where, f"is not shaped like a policy: {error}", "See docs/policies.md.")


def _head(layer: Layer) -> Iterator[PolicyFault]:
    data = layer.data
    for key in ("name", "title", "version"):
        if not str(data.get(key, "")):
            yield PolicyFault("pack", f"{key} is missing", f'Write it at the top: {key} = "…".')
    if data.get("evidence", "own") != "own" and "verified_on" not in data:
        yield PolicyFault("pack", "verified_on is missing", "Say when the source was last read.")


def _twice(layer: Layer) -> Iterator[PolicyFault]:
    """Names that stand twice in one file."""
    for table, key in {**NAMED, "case": "name"}.items():
        rows = layer.data.get(table, ())
        names = [row.get(key) for row in rows if isinstance(row, Mapping)]
        for name in sorted({str(name) for name in names if names.count(name) > 1}):
            yield PolicyFault(f"{table} {name}", f"the {key} stands twice", "Give each its own.")


def _rules(data: Mapping[str, Any], day: date) -> Iterator[PolicyFault]:
    kinds = set(data.get("hold", {}))
    for row in data.get("rule", ()):
        where = f"rule {row.get('id', '')}"
        yield from _caught(where, rules.rule, row, data.get("contact", {}))
        yield from (PolicyFault(where, *fault) for fault in _rule(row, day, kinds))


def _rule(row: Mapping[str, Any], day: date, kinds: set[str]) -> Iterator[tuple[str, str]]:
    if not row.get("source"):
        yield "source is missing", 'Name the text, or say source = "our choice".'
    own = row.get("strength", "product_default") == "product_default"
    if not own and "verified_on" not in row:
        yield "verified_on is missing", "Say when the source was last read."
    begins, ends = row.get("effective_from"), row.get("effective_to")
    if isinstance(ends, date) and ends < day and not row.get("replaced_by"):
        yield (
            f"expired on {ends}",
            'Take it out with remove = true, or name its successor: replaced_by = "…".',
        )
    if isinstance(begins, date) and isinstance(ends, date) and ends < begins:
        yield f"ends on {ends}, before it begins on {begins}", "Mend the dates."
    if row.get("most") == 0 and "strength" not in row:
        yield "a cap of 0 without a strength", "Say how strong it is, or use a rule on channels."
    for key in PERSON_KEYS:
        for word in row.get(key, ()):
            if person_word(word) not in (*PERSONS, CONSUMER):
                yield f"{key} names '{word}', which no contact has", _one_of((*PERSONS, CONSUMER))
    if row.get("channels") == []:
        yield "speaks about no channel", 'Leave channels out for all, or name some: ["call"].'
    for key in ("by_person", "holds"):
        for kind in row.get(key, ()):
            if kind not in kinds:
                yield f"{key} names '{kind}', which is no kind of hold", _one_of(kinds)


def _tables(data: Mapping[str, Any]) -> Iterator[PolicyFault]:
    for code, row in data.get("outcome", {}).items():
        yield from _outcome(code, row)
    for code, row in data.get("reason", {}).items():
        yield from _keys(f"reason {code}", row, REASON_KEYS)
    for name, row in data.get("product", {}).items():
        yield from _caught(f"product {name}", check_product, name, row)
    yield from _contact(data.get("contact", {}))


def _contact(table: Mapping[str, Any]) -> Iterator[PolicyFault]:
    for name in table:
        if name not in CONTACT_KEYS:
            yield PolicyFault("contact", f"unknown key '{name}'", _one_of(CONTACT_KEYS))
    yield from _caught("contact", rules.consumers_of, table)
    for key in ("consumers", "consumers_of_minors"):
        for word in table.get(key, ()):
            if word not in PERSONS:
                yield PolicyFault("contact", f"{key} names '{word}'", _one_of(PERSONS))
    if set(table.get("consumers", ())) & set(table.get("consumers_of_minors", ())):
        yield PolicyFault(
            "contact",
            "consumers and consumers_of_minors name one person",
            "Name each in one of the two.",
        )


def _outcome(code: str, row: Any) -> Iterator[PolicyFault]:
    where = f"outcome {code}"
    yield from _keys(where, row, OUTCOME_KEYS)
    if not isinstance(row, Mapping):
        return
    flags = row.get("flags")
    if not isinstance(flags, list):
        yield PolicyFault(
            where, "flags are missing", f"A list of {', '.join(FLAGS)}; [] for none."
        )
        return
    for flag in flags:
        if flag not in FLAGS:
            yield PolicyFault(where, f"unknown flag '{flag}'", _one_of(FLAGS))
        elif row.get("reached", "") not in _REACHED_BY.get(flag, {row.get("reached", "")}):
            yield PolicyFault(
                where,
                f"has the flag {flag}, and reached is '{row['reached']}'",
                f'Take the flag out, or write reached = "{min(_REACHED_BY[flag] - {""})}".',
            )


def _keys(where: str, row: Any, known: Sequence[str]) -> Iterator[PolicyFault]:
    if not isinstance(row, Mapping):
        yield PolicyFault(where, f"is {row!r}", f"A table with {', '.join(known)}.")
        return
    for key in row:
        if key not in known:
            yield PolicyFault(where, f"unknown key '{key}'", _one_of(known))
    if not row.get("title"):
        yield PolicyFault(where, "title is missing", "Say what people read.")


def _cases(layer: Layer, data: Mapping[str, Any]) -> Iterator[PolicyFault]:
    rules = {row.get("id") for row in data.get("rule", ()) if isinstance(row, Mapping)}
    channels = {*CHANNELS, *CHANNEL_GROUPS}
    default = layer.data.get("case_default", {})
    for own in layer.data.get("case", ()):
        row = {**default, **own}
        where = f"case {row.get('name', '')}"
        yield from _caught(where, case_keys, row)
        expect, question = row.get("expect", {}), row.get("ask", {})
        rule = expect.get("rule") if isinstance(expect, Mapping) else None
        if rule and rule not in rules:
            yield PolicyFault(where, f"expects the rule '{rule}', which there is not", "Mend it.")
        if row.get("about", rule) not in {rule, *rules}:
            yield PolicyFault(where, f"is about the rule '{row['about']}', which there is not")
        if question and question.get("channel") not in channels:
            yield PolicyFault(
                where, f"unknown channel '{question.get('channel')}'", _one_of(CHANNELS)
            )
        for contact_row in row.get("history", ()):
            code = contact_row.get("outcome")
            if code not in data.get("outcome", {}):
                yield PolicyFault(where, f"unknown outcome '{code}'", "See 'overdue policy show'.")


def _whole(data: Mapping[str, Any]) -> list[PolicyFault]:
    """Faults that show only where everything is read together."""
    faults = list(_caught("policy", _shape, data))
    if faults:
        return faults
    faults += hold_faults(data)
    faults += _caught("promise, hold", _holds_and_promises, data)
    for code, row in data["outcome"].items():
        faults += _caught(f"outcome {code}", _hold, code, row, data)
        faults += _caught(f"outcome {code}", preference_of_outcome, code, row)
        faults += _caught(f"outcome {code}", reached_of_outcome, code, row)
    faults += _caught("class_flags", class_flags_of, data)
    for name in data.get("class", {}):
        faults += _caught(f"class {name}", scheme_of, name, data)
    return faults


def _shape(data: Mapping[str, Any]) -> None:
    """Nothing, or what a table or a list in the wrong place raises."""
    policy = Policy(data)
    for part in ("ladder", "name", "title", "version", "source", "buckets"):
        getattr(policy, part)
    product_rows(data)
    for row in data["outcome"].values():
        (row["title"], frozenset(row["flags"]), row.get("next"))


def _holds_and_promises(data: Mapping[str, Any]) -> None:
    hold_kinds_of(data)
    promise_terms_of(data)


def _hold(code: str, row: Mapping[str, Any], data: Mapping[str, Any]) -> None:
    hold_of_outcome(code, row, hold_kinds_of(data))


def _one_of(known: Sequence[str] | set[str]) -> str:
    return f"One of: {', '.join(sorted(known))}."
