"""What a command needs before it can start: the ledger, the policy, the day, the actor."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer

from overdue_cli.actions.result import Written
from overdue_cli.book import (
    Book,
    Needs,
    Writing,
    book_at,
    fixed_day,
    named_policy,
    opened,
    policy_of,
)
from overdue_cli.cli import clock
from overdue_cli.cli.edge import say
from overdue_cli.domain.errors import Unconfirmed, WrongUse
from overdue_cli.domain.moments import typed_day
from overdue_cli.render.document import Document


def ledger_path(ctx: typer.Context, db: str | None) -> Path:
    """``--db`` of the command, of ``overdue`` itself, ``OVERDUE_DB``, else ``overdue.db``."""
    path = named_ledger(ctx, db) or os.environ.get("OVERDUE_DB") or "overdue.db"
    return Path(path)


def named_ledger(ctx: typer.Context, db: str | None) -> str:
    """The ledger named on the command line, ``--db`` before or after the command; '' for none."""
    return db or ctx.find_root().obj or ""


def tell(ctx: typer.Context, db: str | None, done: Written) -> None:
    """Prints what an action wrote, and how to take it back, in one line; a breach on stderr."""
    typer.echo(done.line(named_ledger(ctx, db)))
    if done.against:
        typer.echo(f"overdue: logged, though {done.against}", err=True)


def tell_doubts(doubts: Sequence[str]) -> None:
    """What is unlikely of what was written, on stderr, where nobody could be asked before."""
    for doubt in filter(None, doubts):
        say(f"overdue: please check: {doubt}")


def on_terminal() -> bool:
    """Whether somebody sits there who can answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def require_agreement(named: Unconfirmed) -> None:
    """Nothing where somebody agrees that this customer is meant; else the error itself."""
    if not on_terminal():
        raise named
    if not typer.confirm(f"{named.description}?", err=True):
        raise WrongUse("nothing was written", hint="Type the id of the customer you mean.")


def _require_meant(unlikely: str) -> None:
    """Nothing where somebody means what is unlikely; else WrongUse, before anything is written."""
    if not typer.confirm(f"{unlikely[0].upper()}{unlikely[1:]}. Is that meant?", err=True):
        raise WrongUse("nothing was written", hint="Type the command again as it is meant.")


def actor_name(option: str | None) -> str:
    """``--actor``, else ``OVERDUE_ACTOR``, else the login name."""
    if option or os.environ.get("OVERDUE_ACTOR"):
        return option or os.environ["OVERDUE_ACTOR"]
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "unknown"


@contextmanager
def opened_book(
    ctx: typer.Context,
    db: str | None = None,
    *,
    needs: Needs = "facts",
    as_of: str | None = None,
    known_on: str | None = None,
) -> Iterator[Book]:
    """The book that one command asks, with a word to who waits at a terminal."""
    require_output(ctx)
    with opened(ledger_path(ctx, db)) as ledger:
        now = clock.now(*fixed_day(ledger))
        day = typed_day(as_of, "--as-of", now.date()) if as_of else now.date()
        known = typed_day(known_on, "--known-on", now.date()) if known_on else None
        named = named_policy(os.environ.get("OVERDUE_POLICY", ""))
        made = book_at(
            ledger, day, now, needs=needs, known_on=known, named=named, computing=_say_many
        )
        with made as book:
            yield book


@contextmanager
def opened_writing(ctx: typer.Context, db: str | None, actor: str | None) -> Iterator[Writing]:
    """What the action of one command writes with."""
    require_output(ctx)
    _require_days(ctx)
    with opened(ledger_path(ctx, db)) as ledger:
        now = clock.now(*fixed_day(ledger))
        named = named_policy(os.environ.get("OVERDUE_POLICY", ""))
        policy = policy_of(ledger, now.date(), named=named)
        agree = _require_meant if on_terminal() else None
        yield Writing(ledger, policy, actor_name(actor), now, named, agree)


def require_output(ctx: typer.Context) -> None:
    """Nothing, or the error of a result that could not be written: told before work is done."""
    fmt, output = ctx.params.get("fmt"), ctx.params.get("output")
    if fmt is not None or output is not None:
        from overdue_cli.render.output import require_place

        require_place(fmt, output, excel=bool(ctx.params.get("excel")))


#: What an option of a day or a time takes, as its help names it, and an example.
_DAYS = {"DATE": "2026-06-28", "YYYY-MM-DD": "2026-06-28", "TIME": "2026-06-28T14:05"}


def _require_days(ctx: typer.Context) -> None:
    """Nothing, or WrongUse for a day typed as '': a variable of the shell that is not set."""
    for one in ctx.command.params:
        example = _DAYS.get(str(one.metavar)) if one.param_type_name == "option" else None
        typed = ctx.params.get(str(one.name))
        if example is None or not isinstance(typed, str) or typed.strip():
            continue
        source = ctx.get_parameter_source(str(one.name))
        if source is not None and source.name == "COMMANDLINE":
            option = one.opts[0]
            raise WrongUse(
                f"{option} is empty",
                hint=f"Write it as {option} {example}, or leave {option} out.",
            )


#: So many customers take long enough to be worth a word.
MANY = 3_000


def _say_many(customers: int) -> None:
    if customers >= MANY and sys.stderr.isatty():
        say(f"Working out where {customers:,} customers stand …")


def put(
    document: Document,
    fmt: str | None,
    output: Path | None,
    *,
    excel: bool = False,
    section: str | None = None,
) -> None:
    """Writes the document to the screen or a file, in the format asked for."""
    from overdue_cli.render.output import write

    write(document, fmt, output, excel=excel, section=section)
