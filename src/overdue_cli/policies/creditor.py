"""Whom the debts are owed to, as customers are told: the table ``[creditor]`` of a policy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from overdue_cli.policies.key_checks import NAME, TEXT, Check, PolicyFault, misfit, table_faults


@dataclass(frozen=True, slots=True)
class Creditor:
    """Who asks for the money, and where customers reach them; '' for what nobody said."""

    name: str = ""
    address: str = ""
    """For letters and for disputes, in one text with its line breaks."""
    phone: str = ""
    email: str = ""
    website: str = ""
    licence: str = ""
    """Its licence or register number, where the law wants it on a letter."""
    complaints: str = ""
    """Where to complain."""


CREDITOR_KEYS: dict[str, Check] = {one.name: TEXT for one in fields(Creditor)} | {"name": NAME}


def creditor_of(tables: Mapping[str, Any]) -> Creditor:
    """The creditor of a policy's tables; nothing is known of it where there is no table."""
    return Creditor(**tables.get("creditor", {}))


def creditor_faults(tables: Mapping[str, Any]) -> Iterator[PolicyFault]:
    """Everything that is wrong with the creditor of a policy."""
    table = tables.get("creditor", {})
    yield from table_faults("[creditor]", table, CREDITOR_KEYS)
    if isinstance(table, Mapping) and table and "name" not in table:
        yield misfit("[creditor]", "name", None, "Say whom the debts are owed to.")
