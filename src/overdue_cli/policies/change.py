"""One policy with single settings changed, for questions of the kind "what if"."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from overdue_cli.domain.errors import WrongUse
from overdue_cli.policies.layers import unknown
from overdue_cli.policies.pack import Policy, changed_policy

#: Lists of tables, and the key that names a row of each.
LISTS = {"step": "name", "rule": "id"}


def changed(policy: Policy, settings: Iterable[str]) -> Policy:
    """The policy with each ``KEY=VALUE`` set, such as ``step.phone.to=20`` or ``rule.hours.…``.

    Errors: WrongUse names the table, the row or the key that is not there, with the nearest one.
    """
    data = copy.deepcopy(dict(policy.tables))
    for setting in settings:
        path, mark, value = setting.partition("=")
        if not mark or "." not in path:
            raise WrongUse(
                f"--set is '{setting}'", hint="Write it as KEY=VALUE, such as step.phone.to=20."
            )
        _put(data, path.strip().split("."), _value(value.strip()), setting)
    return changed_policy(policy, data)


def _put(data: dict[str, Any], path: list[str], value: Any, setting: str) -> None:
    table: Any = data
    for place, name in enumerate(path[:-1]):
        table = _below(table, path, place, name)
    if not isinstance(table, dict):
        raise WrongUse(
            f"--set is '{setting}', which is not a single setting", hint="Name its keys."
        )
    key = path[-1]
    if isinstance(table.get(key), dict | list) and not isinstance(value, type(table[key])):
        raise WrongUse(
            f"--set is '{setting}', which is not a single setting", hint="Name its keys."
        )
    table[key] = value


def _below(table: Any, path: list[str], place: int, name: str) -> Any:
    """The table one name further; rows of a list go by their name."""
    if place == 1 and path[0] in LISTS:
        key = LISTS[path[0]]
        rows = [row for row in table if row.get(key) == name]
        if not rows:
            raise unknown(path[0], name, [str(row.get(key, "")) for row in table])
        return rows[0]
    if not isinstance(table, Mapping) or name not in table:
        raise unknown("table", name, list(table) if isinstance(table, Mapping) else [])
    return table[name]


def _value(text: str) -> Any:
    """A value as TOML writes it; what TOML does not understand is text.

    >>> _value("20"), _value("worst"), _value("[30, 60]")
    (20, 'worst', [30, 60])
    """
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text
