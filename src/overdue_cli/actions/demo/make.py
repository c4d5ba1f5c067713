"""Makes the demo: a new ledger with invented customers and one fixed date.

The invented book is written as CSV files and comes in through the ordinary import, in weekly
deliveries; contacts are logged in between. The same number of customers gives the same ledger.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from overdue_cli.actions.contact.log_contact import log_contact
from overdue_cli.actions.demo.book import DELIVERIES, DEMO_DAY, Files, write_book
from overdue_cli.actions.demo.talks import ZONE, HandOver, Talk, talks
from overdue_cli.actions.imports.options import ImportOptions
from overdue_cli.actions.imports.run import import_files
from overdue_cli.actions.ledger.init import init_ledger
from overdue_cli.actions.ledger.master_data import assign
from overdue_cli.book import Book, Writing, bring_up_to_date, opened, policy_of
from overdue_cli.domain.errors import MachineFailure, WrongUse
from overdue_cli.policies.pack import Policy
from overdue_cli.store.ledger.ledger import Ledger

MOST_CUSTOMERS = 200_000
#: The moment of the demo day at which the examples of the demo are told.
MORNING = datetime.combine(DEMO_DAY, time(9, 15), ZONE)
_DELIVERED_AT = time(7, 30)
_SQLITE = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Made:
    """What a demo ledger holds."""

    path: Path
    day: date
    customers: int
    loans: int
    invoices: int
    payments: int
    contacts: int


def make_demo(path: Path, customers: int, *, replace: bool = False, actor: str = "demo") -> Made:
    """A demo ledger at ``path``; a ledger that stands there goes once the new one is complete.

    Errors: WrongUse for a number out of range, or a file that may not be replaced.
    """
    if not 1 <= customers <= MOST_CUSTOMERS:
        raise WrongUse(
            f"--customers is {customers}", hint=f"Give a number from 1 to {MOST_CUSTOMERS:,}."
        )
    _check_free(path, replace=replace)
    with _workshop(path) as folder:
        draft = folder / path.name
        made = _made(draft, folder, customers, actor)
        _put_in_place(draft, path)
    return Made(path, DEMO_DAY, customers, **made)


def _check_free(path: Path, *, replace: bool) -> None:
    """Nothing, or WrongUse for a place where something stands that must stay."""
    if not path.exists():
        return
    if not replace:
        raise WrongUse(
            f"{path} exists already",
            hint="Replace it with --yes, or name another file with --db.",
        )
    if not path.is_file() or (path.stat().st_size and not _is_sqlite(path)):
        raise WrongUse(f"{path} is not a ledger", hint="Name another file with --db.")


def _is_sqlite(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_SQLITE)) == _SQLITE


@contextmanager
def _workshop(path: Path) -> Iterator[Path]:
    """A folder beside the ledger to build it in, gone afterwards."""
    folder = path.with_name(f".{path.name}.{os.getpid()}.demo")
    try:
        folder.mkdir(mode=0o700)
    except OSError as error:
        raise MachineFailure(
            f"cannot create {path}: {error.strerror}",
            hint="Check the folder, its owner and its mode.",
        ) from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put_in_place(draft: Path, path: Path) -> None:
    """Moves the new ledger over the old one, whose side files must not outlive it."""
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    draft.replace(path)


def _made(draft: Path, folder: Path, customers: int, actor: str) -> Mapping[str, int]:
    with ExitStack() as stack:
        files = Files(folder, stack)
        events = talks(write_book(customers, files))
    init_ledger(
        draft,
        currency="CNY",
        time_zone=str(ZONE),
        actor=actor,
        at=_delivered(DELIVERIES[0]),
        extra={"demo_day": DEMO_DAY.isoformat()},
    )
    with opened(draft) as ledger:
        policy = policy_of(ledger)
        _live(ledger, policy, files, events, actor)
        bring_up_to_date(Book(ledger, policy, DEMO_DAY, MORNING), "cases")
    counts = files.counts
    return {
        "loans": counts["loans"],
        "invoices": counts["invoices"],
        "payments": counts["repayment"],
        "contacts": sum(isinstance(event, Talk) for event in events),
    }


def _live(
    ledger: Ledger,
    policy: Policy,
    files: Files,
    events: Sequence[Talk | HandOver],
    actor: str,
) -> None:
    """The month as it went: each delivery on its day, and what was said in between."""
    left = list(events)
    for day, following in zip(DELIVERIES, (*DELIVERIES[1:], date.max), strict=True):
        _deliver(ledger, policy, files.paths[day], _delivered(day), actor)
        while left and left[0].at.date() < following:
            _happen(ledger, policy, left.pop(0))


def _delivered(day: date) -> datetime:
    return datetime.combine(day, _DELIVERED_AT, ZONE)


def _deliver(
    ledger: Ledger, policy: Policy, paths: Sequence[Path], at: datetime, actor: str
) -> None:
    """Imports the files of one delivery by the action that every import uses."""
    if not paths:
        return
    result = import_files(Writing(ledger, policy, actor, at), paths, ImportOptions())
    if not result.written:
        first = next((p for file in result.files for p in file.problems), None)
        raise MachineFailure(
            f"the demo's own files were rejected: {first}",
            hint="This is a fault of the program; please report it.",
        )


def _happen(ledger: Ledger, policy: Policy, event: Talk | HandOver) -> None:
    if isinstance(event, Talk):
        log_contact(Writing(ledger, policy, event.officer, event.at), event.contact)
        return
    assign(
        Writing(ledger, policy, event.officer, event.at),
        event.customer_id,
        event.officer,
        from_on=event.at.date(),
    )
