"""Writes a first map of the columns of a file, for the user to mend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from overdue_cli.actions.imports.answers import NO_ANSWERS, Answers, naming
from overdue_cli.actions.imports.options import ImportOptions, with_answers
from overdue_cli.domain.errors import Problem, WrongUse
from overdue_cli.ingest.faults import BadFile, Undecided, problem_text
from overdue_cli.ingest.files import has_sheets, takes_encoding
from overdue_cli.ingest.headers.column_map import NO_MAP, fingerprint, guessed
from overdue_cli.ingest.headers.column_meanings import meant
from overdue_cli.ingest.headers.glossary import STATEMENT, columns_named
from overdue_cli.ingest.headers.kind_choice import chosen, kind_named, likely_kinds
from overdue_cli.ingest.headers.kinds import KINDS
from overdue_cli.ingest.statements.exports.columns.list_map import map_of_list
from overdue_cli.ingest.statements.exports.list_header import score
from overdue_cli.ingest.statements.read import is_bank_format
from overdue_cli.ingest.table import Table
from overdue_cli.ingest.tables import open_tables

_LEAVE = "Leave the option out."


class MapWritten(NamedTuple):
    """A map that was written, and how many things in it only the user can decide."""

    path: Path
    doubts: int


def guess_maps(
    files: Sequence[Path],
    options: ImportOptions,
    *,
    answers: Mapping[str, Answers] = MappingProxyType({}),
) -> list[MapWritten]:
    """The maps that were written beside the files, as ``FILE.map.toml``.

    What fits two ways is a question where somebody can be asked (Undecided), else it stands in
    the map as lines that are taken out. Errors: Undecided for an encoding or a sheet, WrongUse for
    a file that cannot be read, one that fits no kind, a map that is there.
    """
    _require_use(files, options)
    targets = [path.with_name(f"{path.name}.map.toml") for path in files]
    for target in targets:
        if target.exists():
            raise WrongUse(f"{target} is there already", hint="Mend it, or take it away first.")
    maps = []
    for path in files:
        own = answers.get(str(path), NO_ANSWERS)
        with naming(path):
            maps.append(_map(path, with_answers(options, own), own))
    for target, (text, _) in zip(targets, maps, strict=True):
        target.write_text(text, encoding="utf-8")
    return [MapWritten(target, doubts) for target, (_, doubts) in zip(targets, maps, strict=True)]


def _require_use(files: Sequence[Path], options: ImportOptions) -> None:
    """Nothing, or WrongUse for the formats of banks, which need no map, and idle options."""
    for path in files:
        if is_bank_format(path):
            raise _of_bank_lines(path.name)
    if options.sheet and not any(map(has_sheets, files)):
        raise WrongUse("--sheet names a sheet of a workbook, and there is none here", hint=_LEAVE)
    if options.encoding and not any(map(takes_encoding, files)):
        raise WrongUse("--encoding is for text files, and there is none here", hint=_LEAVE)


def _map(path: Path, options: ImportOptions, answers: Answers) -> tuple[str, int]:
    """The text of a map, and how many doubts are in it."""
    table = _table(path, options.encoding, options.sheet)
    if options.kind == STATEMENT or (not options.kind and chosen(table.header).kind == STATEMENT):
        return map_of_list(table)
    kinds = [kind_named(options.kind).name] if options.kind else _likely(table)
    if options.asks and len(kinds) > 1:
        raise _two_kinds(table, kinds)
    header = fingerprint(table.header)
    answered = answers.maps.get(header, NO_MAP).fields
    meanings = meant(table, KINDS[kinds[0]], answered)
    for doubt in meanings.doubts if options.asks else ():
        if doubt.maps:
            doubt.header = header
            raise doubt
    return guessed(table, kinds, answered, meanings), len(meanings.doubts) + (len(kinds) > 1)


def _table(path: Path, encoding: str, sheet: str) -> Table:
    """The one table of a file that has known columns; Undecided where several sheets have."""
    try:
        tables = open_tables(path, encoding, sheet, score=_columns_named)
    except BadFile as fault:
        text = problem_text(path.name, fault.problem)
        raise WrongUse(text, hint=fault.problem.hint) from None
    understood = [one for one in tables if _columns_named(one.header)]
    if len(understood) > 1:
        names = [one.sheet for one in understood]
        sheets = ", ".join(f"'{name}'" for name in names)
        problem = Problem(
            0, "", "", f"several sheets have known columns: {sheets}", "Say --sheet."
        )
        raise Undecided(path.name, problem, option="--sheet", choices=names)
    return (understood or tables)[0]


def _columns_named(cells: Sequence[str]) -> int:
    """How many cells of a row name columns, of the ledger's own kinds or of a bank's list."""
    return max(columns_named(cells), score(cells))


def _likely(table: Table) -> list[str]:
    """The kinds that the table may be; WrongUse where none knows any of its columns."""
    kinds = likely_kinds(table.header)
    if not kinds:
        raise WrongUse(
            f"no column of {table.name} is known",
            hint=f"Say what it holds: --as {' or --as '.join((*KINDS, STATEMENT))}.",
        )
    return kinds


def _of_bank_lines(name: str) -> WrongUse:
    return WrongUse(
        f"--guess writes a map of a table, and {name} is in a format of banks",
        hint="Import it as it is.",
    )


def _two_kinds(table: Table, kinds: Sequence[str]) -> Undecided:
    rule = f"the header fits {' and '.join(kinds)}"
    hint = f"Say which it is: --as {' or --as '.join(kinds)}."
    problem = Problem(table.header_row, "", "", rule, hint)
    return Undecided(table.name, problem, option="--as", choices=kinds)
