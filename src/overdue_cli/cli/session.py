"""What a command needs before it can start: the ledger, the policy, the day, the actor."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import typer

from overdue_cli.cli import clock
from overdue_cli.policies.pack import Policy, load
from overdue_cli.store.ledger import Ledger, open_ledger


@dataclass(frozen=True, slots=True)
class Session:
    """An open ledger, the policy in force, and the day the command asks about."""

    ledger: Ledger
    policy: Policy
    now: datetime
    as_of: date
    known_on: date | None = None

    @property
    def today(self) -> date:
        """The day by the clock."""
        return self.now.date()


def ledger_path(ctx: typer.Context, db: str | None) -> Path:
    """``--db`` of the command, of ``overdue`` itself, ``OVERDUE_DB``, else ``overdue.db``."""
    given = db or ctx.find_root().obj or os.environ.get("OVERDUE_DB") or "overdue.db"
    return Path(given)


def actor_name(given: str | None) -> str:
    """``--actor``, else ``OVERDUE_ACTOR``, else the login name."""
    if given or os.environ.get("OVERDUE_ACTOR"):
        return given or os.environ["OVERDUE_ACTOR"]
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "unknown"


@contextmanager
def session(
    ctx: typer.Context,
    db: str | None = None,
    *,
    as_of: str | None = None,
    known_on: str | None = None,
) -> Iterator[Session]:
    """The ledger opened for one command, and closed after it."""
    with open_ledger(ledger_path(ctx, db)) as ledger:
        moment = clock.now(ledger.settings.get("demo_day", ""))
        policy = load(os.environ.get("OVERDUE_POLICY") or ledger.settings.get("policy", ""))
        yield Session(
            ledger,
            policy,
            moment,
            clock.parse_day(as_of, "--as-of") if as_of else moment.date(),
            clock.parse_day(known_on, "--known-on") if known_on else None,
        )
