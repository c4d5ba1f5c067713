"""Makes a new ledger."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from overdue_cli.domain.contact.rules import ROLES
from overdue_cli.domain.errors import WrongUse
from overdue_cli.domain.money import CURRENCIES
from overdue_cli.policies.lint import require_sound
from overdue_cli.policies.pack import load, unknown
from overdue_cli.store.ledger.new_ledger import create_ledger


def init_ledger(
    path: Path,
    *,
    currency: str = "",
    policy: str = "standard",
    time_zone: str = "",
    role: str = "creditor",
    actor: str,
    at: datetime,
    extra: dict[str, str] | None = None,
) -> None:
    """A new, empty ledger at ``path`` with its currency, policy and time zone.

    Errors: WrongUse for an unknown currency, zone or role; CheckFailed (exit 5) for a policy of
    one's own that has faults, as when it is put in force later.
    """
    code = currency.upper()
    if code and code not in CURRENCIES:
        raise WrongUse(
            f"unknown currency '{currency}'", hint="Use an ISO 4217 code such as CNY, EUR or USD."
        )
    require_zone(time_zone)
    require_role(role)
    if policy.endswith(".toml"):
        policy = str(Path(policy).absolute())
        require_sound(policy, at.date())
    settings = {
        "currency": code,
        "policy": policy,
        "time_zone": time_zone,
        "role": role,
        "derived_by": load(policy).fingerprint(),
        **(extra or {}),
    }
    create_ledger(path, settings, actor=actor, at=at).conn.close()


def require_role(role: str) -> None:
    """Nothing, or WrongUse for a role that no rule knows."""
    if role not in ROLES:
        raise unknown("role", role, list(ROLES))


def require_zone(name: str) -> None:
    """Nothing, or WrongUse for a time zone that is not in the IANA database."""
    if not name:
        return
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise WrongUse(
            f"unknown time zone '{name}'", hint="Use an IANA name such as Asia/Shanghai."
        ) from None
