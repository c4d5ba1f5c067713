"""What an import did, file by file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from overdue_cli.actions.imports.findings import LeftOut
from overdue_cli.actions.imports.kinds.list_difference import ListDifference
from overdue_cli.actions.imports.kinds.statements import StatementTally
from overdue_cli.domain.errors import Problem
from overdue_cli.domain.lists.against_recorded import InferredAgainst
from overdue_cli.domain.lists.list_lag import ListFinding
from overdue_cli.ingest.typed import CellStep


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file; read = new + changed + unchanged + rejected."""

    kind: str
    file: str
    sha256: str
    read: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    seconds: float
    problems: tuple[Problem, ...]
    ignored: tuple[str, ...] = ()
    """Headers of columns that were not used."""
    details: dict[str, str] = field(default_factory=dict)
    """What they hold, by header, where it is a known detail."""
    mapping: dict[str, str] = field(default_factory=dict)
    """Header → field."""
    rejects: Path | None = None
    """The file that holds the rejected rows, if one was written."""
    warnings: tuple[Problem, ...] = ()
    """What a person should know of rows that were taken."""
    decided: tuple[Problem, ...] = ()
    """The cells that decided how a column is read, where others left it open."""
    header_row: int = 0
    """Where the header was found; 0 where the format names the columns itself."""
    left_out: tuple[LeftOut, ...] = ()
    """Rows that hold no data: titles, units, sums, notes, the header said again."""
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    """Sheets of the same workbook that hold nothing that is known."""
    encoding: str = ""
    """The encoding of a text file that is not UTF-8."""
    steps: tuple[CellStep, ...] = ()
    """How the cells of the row asked for are read."""
    staged: Mapping[str, object] | None = None
    """What would be stored of that row, amounts in minor units, and its state."""
    statement: StatementTally | None = None
    """What became of the lines of bank statements."""
    archived: Path | None = None
    """Where the original is kept."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did; ``journal`` is None when nothing was written."""

    journal: int | None
    written: bool
    files: tuple[FileResult, ...]
    lists: tuple[ListDifference, ...] = ()
    """What the lists among the files changed, by day."""
    against: tuple[InferredAgainst, ...] = ()
    """What was inferred from lists although payments are recorded."""
    findings: tuple[ListFinding, ...] = ()
    """Recorded money that the lists of the ledger do not show when they should."""

    @property
    def rejected(self) -> bool:
        """Whether any file has something wrong."""
        return any(file.problems for file in self.files)
