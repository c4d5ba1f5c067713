"""Puts a policy in force from a day on, with all its content."""

from __future__ import annotations

import hashlib
from datetime import date

from overdue_cli.actions.result import Written, written
from overdue_cli.book import Writing
from overdue_cli.domain.errors import WrongUse
from overdue_cli.policies.lint import require_sound
from overdue_cli.policies.pack import content_of, load, with_days_off
from overdue_cli.store.ledger.policies import content_on, insert_version

#: So many years of public holidays are kept with a policy; later ones are looked up.
YEARS_AHEAD = 5


def use_policy(writing: Writing, name: str, *, from_on: date) -> Written:
    """The policy of a pack or a file in force from ``from_on``; days before keep theirs.

    Errors: WrongUse where it is in force already or nobody has it, CheckFailed (exit 5) where it
    has faults.
    """
    require_sound(name, writing.today)
    policy = load(name)
    years = (from_on.year - 1, from_on.year + YEARS_AHEAD)
    content = content_of(with_days_off(policy, *years))
    if content_on(writing.conn, from_on) == content:
        raise WrongUse(
            f"{policy.name} {policy.version} is in force on {from_on} already",
            hint="Nothing is left to do; 'overdue policy list' shows what is in force.",
        )
    with writing.journal_entry("policy use") as journal:
        insert_version(
            journal,
            name=policy.name,
            version=policy.version,
            from_on=from_on,
            content=content,
            sha256=hashlib.sha256(content.encode()).hexdigest(),
        )
        what = f"{policy.name} {policy.version} in force from {from_on}"
        return written(
            journal, what, policy=name, version=policy.version, from_on=from_on.isoformat()
        )
