"""Whether the policy that a ledger keeps is one of an older release."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import NamedTuple

from overdue_cli.policies.layers import head_of, is_shipped
from overdue_cli.policies.pack import of_content
from overdue_cli.store.ledger.policies import content_on


class OlderPolicy(NamedTuple):
    """The policy that a ledger kept when it was put in force."""

    name: str
    version: str
    current: str
    """The version of the pack of that name in this release; '' for a policy of one's own."""


def older_policy(conn: sqlite3.Connection, day: date) -> OlderPolicy | None:
    """The policy in force on a day where it is not as this release has it; None where it is.

    A ledger keeps all that a policy said when it was put in force, its base's rules too: it goes
    by these until the policy is put in force again.
    """
    content = content_on(conn, day)
    if content is None:
        return None
    policy = of_content(content)
    current = head_of(policy.name).version if is_shipped(policy.name) else ""
    if current == policy.version:
        return None
    return OlderPolicy(policy.name, policy.version, current)
