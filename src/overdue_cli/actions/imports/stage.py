"""Reads the rows of opened files into the temporary tables of an import."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from time import perf_counter

from overdue_cli.actions.imports.job import Job, give_up, identity_of, left_out, said_currency
from overdue_cli.actions.imports.kinds.lists import require_day
from overdue_cli.actions.imports.options import Progress
from overdue_cli.domain.currency_signs import CurrencyReading
from overdue_cli.domain.errors import Problem
from overdue_cli.domain.money import digits
from overdue_cli.ingest.faults import BadFile, Undecided
from overdue_cli.ingest.headers.kinds import CUSTOMERS, KINDS, OF_LOANS
from overdue_cli.ingest.typed import ReadingChoices, TypedRows
from overdue_cli.store.bulk.files import rows_known
from overdue_cli.store.bulk.stage import (
    Counts,
    currencies_of_loans,
    currencies_staged,
    stage,
)
from overdue_cli.store.ledger.ledger import Ledger

#: So many wrong cells are no slips: the file is another than it was taken for.
MOST_WRONG = 100_000
#: So many of the currencies that a sign may mean are offered.
_OFFERED = 5


def stage_columns() -> dict[str, Sequence[str]]:
    extra = {"customers": ("income_currency",)}
    return {
        name: (*(f.name for f in kind.fields), *extra.get(name, ()))
        for name, kind in KINDS.items()
    }


def stage_rows(ledger: Ledger, job: Job, progress: Progress) -> None:
    """Reads the rows of a file into its table, unless the file is known as a whole."""
    if not job.sha256:
        return
    options = job.options
    known = rows_known(ledger.conn, identity_of(job))
    # A complete list is gone through with the others of its day: together they say who has left.
    if options.explain:
        known = None
    if known is not None and not (job.tells_lateness and options.scope == "complete"):
        job.known, job.counts = True, Counts(unchanged=known)
        return
    if job.table is None or job.columns is None:
        return
    require_day(job.table, job.columns, options.as_of, asks=options.asks)
    _require_currency(ledger, job)
    started = perf_counter()
    choices = ReadingChoices(options.date_order, options.decimal, options.rate)
    rows = TypedRows(job.table, job.columns, choices)
    try:
        stage(ledger.conn, job.kind, job.number, rows.fields, _chunks(rows, job, progress))
    except BadFile as fault:
        give_up(job, fault.problem)
        return
    if options.explain:
        job.steps = tuple(rows.explained(options.explain))
    rows.settle()
    _require_mark(ledger, job, rows)
    job.told += rows.told
    job.idle = rows.idle
    job.seconds += perf_counter() - started


def _chunks(
    rows: TypedRows, job: Job, progress: Progress
) -> Iterator[tuple[Sequence[tuple[object, ...]], Sequence[tuple[int, str | None]]]]:
    assert job.table is not None
    for chunk in rows:
        job.problems.extend(chunk.problems)
        if len(job.problems) > MOST_WRONG:
            raise _hardly_right(job.problems[0])
        job.left_out.extend(map(left_out, chunk.left_out))
        progress(f"reading {job.name.name}", job.table.seen.share)
        yield chunk.good, chunk.bad


def _hardly_right(first: Problem) -> BadFile:
    return BadFile(
        f"more than {MOST_WRONG:,} cells are wrong; of the first: {first.rule}",
        f"{first.hint} If the rest is wrong in the same way, check what the file is: --as, --map.",
        row=first.row,
        column=first.column,
        value=first.value,
    )


def _require_currency(ledger: Ledger, job: Job) -> None:
    """Undecided for amounts of which nothing says in what currency they are, or only a sign does.

    A sign that several currencies have is that of the ledger's own, if it is one of them.
    """
    assert job.table is not None
    assert job.columns is not None
    said = said_currency(job)
    if said.code or job.kind in OF_LOANS or "currency" in job.columns.columns:
        return
    if said.codes and ledger.currency in said.codes:
        own = CurrencyReading(said.text, said.by, (ledger.currency,))
        job.columns = replace(job.columns, currency=own)
    elif said.codes:
        rule = f"'{said.text}' is the sign of several currencies"
        raise _no_currency(job, rule, said.codes[:_OFFERED])
    elif job.kind != CUSTOMERS.name and not ledger.currency:
        raise _no_currency(job, "nothing says in which currency the amounts are", ())


def _no_currency(job: Job, rule: str, choices: Sequence[str]) -> Undecided:
    assert job.table is not None
    hint = "Name it: --currency CNY, or a column currency; 'overdue init --currency' sets one."
    problem = Problem(job.table.header_row, "", "", rule, hint)
    return Undecided(job.name.name, problem, option="--currency", choices=choices)


def _require_mark(ledger: Ledger, job: Job, rows: TypedRows) -> None:
    """Undecided where '1,234' may be a thousand or, in dinars or 万元, one and a part."""
    guessed = rows.thousands_by_guess
    if not guessed:
        return
    most = max(map(digits, _currencies(ledger, job)), default=2)
    for money, text in guessed:
        if money.could_have_decimals(text, most):
            raise money.mark.doubt()


def _currencies(ledger: Ledger, job: Job) -> set[str]:
    """The currencies that amounts of a file may be in: its rows' own, else the named one."""
    assert job.columns is not None
    found: set[str] = set()
    if "currency" in job.columns.columns:
        found |= currencies_staged(ledger.conn, job.kind, job.number)
    if job.kind in OF_LOANS or job.kind == CUSTOMERS.name:
        found |= currencies_of_loans(ledger.conn)
    return found | set(filter(None, [said_currency(job).code or ledger.currency]))
