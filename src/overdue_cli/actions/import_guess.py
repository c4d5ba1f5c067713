"""Writes a first map of the columns of a file, for the user to mend."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from overdue_cli.domain.errors import WrongUse
from overdue_cli.ingest.column_map import guessed
from overdue_cli.ingest.faults import BadFile, problem_text
from overdue_cli.ingest.headers import meaning_of
from overdue_cli.ingest.kinds import KINDS
from overdue_cli.ingest.table import Table
from overdue_cli.ingest.tables import open_tables


def guess_maps(
    files: Sequence[Path], kind: str = "", encoding: str = "", sheet: str = ""
) -> list[Path]:
    """The maps that were written beside the files, as ``FILE.map.toml``.

    Errors: WrongUse for a file that cannot be read, one that fits no kind, a map that is there.
    """
    return [_guess(path, kind, encoding, sheet) for path in files]


def _guess(path: Path, kind: str, encoding: str, sheet: str) -> Path:
    try:
        table = open_tables(path, encoding, sheet)[0]
    except BadFile as fault:
        said = problem_text(path.name, fault.problem)
        raise WrongUse(said, hint=fault.problem.hint) from None
    target = path.with_name(f"{path.name}.map.toml")
    if target.exists():
        raise WrongUse(f"{target} is there already", hint="Mend it, or take it away first.")
    target.write_text(guessed(table, kind or _likely(table)), encoding="utf-8")
    return target


def _likely(table: Table) -> str:
    """The kind that knows most of the columns; WrongUse when none knows any."""
    known = [kind for header in table.header for kind in meaning_of(header)]
    if not known:
        raise WrongUse(
            f"no column of {table.name} is known",
            hint=f"Say what it holds: --as {' or --as '.join(KINDS)}.",
        )
    return max(KINDS, key=known.count)
