"""Chooses the kind of a table by its header: by what speaks for each kind, and against it.

A kind is taken where it has every column that it requires, nothing in the header speaks against
it, and no other kind has more for it. Whatever else fits is asked about, and a table that fits
nothing is refused by the name of the kind it is nearest to. What the user says decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from overdue_cli.domain.errors import Problem, WrongUse
from overdue_cli.ingest.faults import BadFile, Undecided
from overdue_cli.ingest.headers.column_meanings import columns_as
from overdue_cli.ingest.headers.columns import Columns
from overdue_cli.ingest.headers.glossary import STATEMENT
from overdue_cli.ingest.headers.kind_evidence import (
    OF_ANY_KIND,
    Strange,
    known_fields,
    strange_columns,
)
from overdue_cli.ingest.headers.kinds import KINDS, SNAPSHOT, Kind
from overdue_cli.ingest.headers.required_columns import (
    called,
    lacks_loan_alone,
    missing_columns,
    require_columns,
)
from overdue_cli.ingest.other_tables import AGEING, OtherTable, other_table
from overdue_cli.ingest.statements.exports.columns.no_header import is_movement, without_header
from overdue_cli.ingest.statements.exports.list_header import lacking
from overdue_cli.ingest.table import Table

_NAMED = 3
#: So many columns that a daily list has not are the terms of a loan book.
_OF_A_SCHEDULE = 2
#: So many columns that do not belong in a kind are no slip, where another kind fits as well.
_TOO_STRANGE = 2
#: Columns of other kinds that lists of customers have too: who looks after a customer, and where.
_WHO_LOOKS_AFTER = frozenset(("officer", "branch"))


class KindFit(NamedTuple):
    """How well a header fits a kind."""

    kind: str
    known: int
    """How many of its fields the header names."""
    lacks: tuple[str, ...]
    strange: tuple[Strange, ...]

    @property
    def weight(self) -> int:
        """What speaks for the kind, less what speaks against it."""
        return self.known - len(self.strange)

    @property
    def whole(self) -> bool:
        """Whether every column that the kind requires is there."""
        return not self.lacks

    @property
    def sure(self) -> bool:
        """Whether the kind fits and nothing speaks against it."""
        return self.whole and not self.strange


class KindChoice(NamedTuple):
    """The kinds that a table may be: one that is taken, several to ask about, or the nearest."""

    fits: tuple[KindFit, ...]
    taken: bool = False

    @property
    def kind(self) -> str:
        """The kind that is taken without a question; '' for none."""
        return self.fits[0].kind if self.taken else ""

    @property
    def open(self) -> bool:
        """Whether only the user can tell."""
        return not self.taken and any(fit.whole for fit in self.fits)


def chosen(header: Sequence[str]) -> KindChoice:
    """What a header makes of a table; without any kind where it names no column.

    >>> chosen(["Invoice No", "Customer", "Date", "Due Date", "Amount"]).kind
    'invoices'
    >>> in_doubt = chosen(["Date", "Contract No", "Memo", "Amount", "Balance"])
    >>> in_doubt.open, [fit.kind for fit in in_doubt.fits]
    (True, ['statement', 'transactions'])
    """
    fits = [fit for fit in _fits(header) if fit.known]
    if not fits:
        return KindChoice(())
    best = max(fits, key=_rank)
    if best.sure:
        equals = [fit for fit in fits if fit.whole and fit.weight == best.weight]
        equals = [fit for fit in equals if len(fit.strange) < _TOO_STRANGE]
        return _of_equals(equals, header)
    listed = next((fit for fit in fits if fit.kind == "snapshot" and fit.sure), None)
    if listed and best.kind == "loans" and best.known - listed.known < _OF_A_SCHEDULE:
        return KindChoice((listed,), taken=True)  # how late loans are needs no day of lending
    people = next((fit for fit in fits if fit.kind == "customers" and fit.sure), None)
    if people and _only_people(header):
        return KindChoice((people,), taken=True)
    bank = next((fit for fit in fits if fit.kind == STATEMENT and fit.sure), None)
    if bank and all(fit.weight < bank.weight for fit in fits if fit.whole and fit != bank):
        return KindChoice((bank,), taken=True)
    return _unsure(fits, best)


def _of_equals(fits: Sequence[KindFit], header: Sequence[str]) -> KindChoice:
    """The one kind that fits best, or all that fit as well.

    Loans that say how late they are, and have no word on a schedule, are a daily list; documents
    with a due date and days late are invoices, unless a loan or what is overdue is named.
    """
    if {fit.kind for fit in fits} == {"loans", "snapshot"}:
        fits = [fit for fit in fits if fit.kind == "snapshot"]
    if {fit.kind for fit in fits} == {"invoices", "snapshot"} and not _names_loans(header):
        fits = [fit for fit in fits if fit.kind == "invoices"]
    return KindChoice(tuple(fits), taken=len(fits) == 1)


def _names_loans(header: Sequence[str]) -> bool:
    """Whether a column is that of a loan, or of what is overdue of one."""
    fields = {field for text in header for kind, field in known_fields(text) if kind == "snapshot"}
    return any(field == "loan_id" or field.startswith("overdue_") for field in fields)


def _only_people(header: Sequence[str]) -> bool:
    """Whether every column that is known is one of customers, or says who looks after them.

    >>> _only_people(["客户号", "客户经理"]), _only_people(["客户号", "客户经理", "借据号"])
    (True, False)
    """
    known = filter(None, (known_fields(text) for text in header if text))
    return all(
        any(kind == "customers" or field in _WHO_LOOKS_AFTER for kind, field in fields)
        for fields in known
    )


def _unsure(fits: Sequence[KindFit], best: KindFit) -> KindChoice:
    """The choice where the kind with most for it is not whole, or has something against it.

    A table that lacks a column of one kind is no table of a lesser kind.
    """
    whole = sorted((fit for fit in fits if fit.whole and fit.weight > 0), key=_rank, reverse=True)
    if whole and (best.whole or best.strange):
        return KindChoice(tuple(fit for fit in whole if 2 * fit.weight > whole[0].weight))
    return KindChoice(_nearest(fits))


def _nearest(fits: Iterable[KindFit]) -> tuple[KindFit, ...]:
    """The kinds with most for them, the one that lacks least first."""
    ordered = sorted(fits, key=_rank, reverse=True)
    return tuple(fit for fit in ordered if fit.weight == ordered[0].weight)


def _rank(fit: KindFit) -> tuple[int, bool, bool, bool, int, bool]:
    """What kinds are ordered by, the likeliest last."""
    is_own = fit.kind != STATEMENT
    return (fit.weight, fit.sure, fit.whole, not fit.strange, -len(fit.lacks), is_own)


def _fits(header: Sequence[str], *, lists: bool = False) -> Iterator[KindFit]:
    """How well a header fits each kind; ``lists``: a daily list too that does not say how late."""
    known: dict[str, set[str]] = {name: set() for name in (*KINDS, STATEMENT)}
    for text in header:
        for kind, field in known_fields(text):
            if kind != STATEMENT or field not in OF_ANY_KIND:
                known[kind].add(field)
    if "days_past_due" not in known["snapshot"] and not lists:
        del known["snapshot"]  # a list says how late; any loans file has its other columns
    for kind, fields in known.items():
        lacks = (
            lacking(fields, header) if kind == STATEMENT else missing_columns(header, KINDS[kind])
        )
        yield KindFit(kind, len(fields), tuple(lacks), tuple(strange_columns(header, kind)))


def recognise(table: Table, kind: str = "", loan: str = "") -> Columns:
    """What the columns of a table mean, for the kind asked for or the one that fits.

    ``loan`` is that of a plan that names none.
    Undecided when only the user can tell the kind or a column; BadFile when no kind fits.
    """
    return columns_as(table, kind_named(kind) if kind else _kind_of(table, loan), loan)


def kind_named(name: str) -> Kind:
    """The kind of that name; WrongUse names the nearest one."""
    if name in KINDS:
        return KINDS[name]
    near = get_close_matches(name, (*KINDS, STATEMENT), n=1)
    hint = f"Did you mean {near[0]}?" if near else f"Known: {', '.join((*KINDS, STATEMENT))}."
    raise WrongUse(f"unknown kind of file '{name}'", hint=hint)


def _kind_of(table: Table, loan: str) -> Kind:
    """The kind of a table, of the ledger's own kinds."""
    choice = chosen(table.header)
    if other := _other_than(table.header, choice):
        raise _other_table(table, other)
    if choice.open:
        raise which_kind(table, choice)
    nearest = next(iter(choice.fits), None)
    if nearest is None:
        raise _unknown_header(table)
    if nearest.kind == STATEMENT:
        clear = nearest.known > 1 and not nearest.strange
        raise _bank_list(table, nearest) if clear else _unknown_header(table)
    if not choice.taken:
        named = KINDS[_nearest_to_name(table.header, nearest)]
        require_columns(table, named, loan)
        if lacks_loan_alone(table.header, named):
            return named
    return KINDS[nearest.kind]


def _nearest_to_name(header: Sequence[str], nearest: KindFit) -> str:
    """The kind by whose name a table is refused: the one that lacks least for what it has.

    What is owed beside no day and no principal is a list of late debts that lacks the days late.
    """
    fits = [fit for fit in _fits(header, lists=True) if fit.known and fit.kind != STATEMENT]
    best = max(fits, key=lambda fit: (fit.weight - len(fit.lacks), fit.kind == SNAPSHOT.name))
    lacking_more = best.weight - len(best.lacks) > nearest.weight - len(nearest.lacks)
    return (
        best.kind if best.lacks and (lacking_more or best.kind == SNAPSHOT.name) else nearest.kind
    )


def _other_than(header: Sequence[str], choice: KindChoice) -> OtherTable | None:
    """What a table is that is none of the kinds; None where a kind has more for it."""
    if choice.taken or any(fit.sure for fit in choice.fits):
        return None
    other = other_table(header)
    most = max((fit.known for fit in choice.fits), default=0)
    if other is None or (other.what != AGEING and 2 * other.columns < most):
        return None
    named = {field for text in header for _, field in known_fields(text)}
    documents = other.what == AGEING and named & {"invoice_id", "loan_id", "due_on"}
    return None if documents else other


def _other_table(table: Table, other: OtherTable) -> BadFile:
    """The fault of a table that is known for what it is, and not read."""
    return BadFile(
        f"this is {other.what}, which is not read",
        f"{other.hint} If it is something else, say what it holds with --as.",
        row=table.header_row,
        value=", ".join(filter(None, table.header))[:80],
    )


def _unknown_header(table: Table) -> BadFile:
    if is_movement(table.header):
        return without_header(table.header_row, table.header)
    example = ", ".join(field.name for field in KINDS["loans"].fields if field.required)
    return BadFile(
        "the header has no column that is known",
        f"The first row must name the columns, such as {example} ('overdue columns' "
        "lists all names); or say in a map what yours mean: --guess with --as writes one.",
        row=table.header_row,
        value=", ".join(filter(None, table.header))[:80],
    )


def _bank_list(table: Table, bank: KindFit) -> BadFile:
    """The fault of a list of movements, which is no table of the ledger's own kinds."""
    if bank.whole:
        return BadFile(
            "this is the header of a bank's list of movements",
            "Import it with --as statement.",
            row=table.header_row,
        )
    return BadFile(
        f"a bank's list of movements needs {' and '.join(bank.lacks)}, and no column names it",
        "Export it with that column; or say in a map which it is (--as statement --guess writes "
        "one), or what else the file holds with --as.",
        row=table.header_row,
        value=", ".join(filter(None, table.header))[:80],
    )


def which_kind(table: Table, choice: KindChoice) -> Undecided:
    """The question which kind a table is, with what speaks against those that fit."""
    kinds = [fit.kind for fit in choice.fits if fit.whole]
    common = set.intersection(*(set(fit.strange) for fit in choice.fits if fit.whole))
    strange = [one for fit in choice.fits[:1] for one in fit.strange if one in common]
    problem = Problem(
        table.header_row,
        "",
        "",
        f"the header fits {' and '.join(map(_called, kinds))}{_but(strange)}",
        f"{'Say which it is' if len(kinds) > 1 else 'If it is that, say so'}: "
        f"--as {' or --as '.join(kinds)}.{_else(table, kinds, strange)}",
    )
    return Undecided(table.name, problem, option="--as", choices=kinds)


def _but(strange: Sequence[Strange]) -> str:
    if not strange:
        return ""
    named = [f"'{one.header}' ({one.what})" for one in strange[:_NAMED]]
    more = " …" if len(strange) > _NAMED else ""
    verb = "does" if len(strange) == 1 else "do"
    return f", but {', '.join(named)}{more} {verb} not belong there"


def _called(kind: str) -> str:
    return {STATEMENT: "a bank statement", "snapshot": "a daily list"}.get(kind, kind)


def _else(table: Table, kinds: Sequence[str], strange: Sequence[Strange]) -> str:
    """What to do where it is none of the kinds that fit: what the nearest other one lacks."""
    others = [fit for fit in _fits(table.header) if fit.kind not in (*kinds, STATEMENT)]
    near = max(others, key=_rank)
    if not strange or not near.lacks or near.weight < 2:
        return ""
    lacks = f"the column {near.lacks[0]}" if len(near.lacks) == 1 else ", ".join(near.lacks)
    needed = f"{called(near.kind)} needs {lacks}"
    return f" {needed[0].upper()}{needed[1:]}: a map says which that is (--guess writes one)."


def likely_kinds(header: Sequence[str]) -> list[str]:
    """The kinds of the ledger that a map of a table may be for, the likeliest first."""
    choice = chosen(header)
    fits = choice.fits if choice.taken or choice.open else ()
    fitting = [fit.kind for fit in fits if fit.kind != STATEMENT]
    own = [fit for fit in _fits(header) if fit.known and fit.kind != STATEMENT]
    return fitting or [fit.kind for fit in _nearest(own)]
