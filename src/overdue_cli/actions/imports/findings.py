"""What is found in a file on its way through an import, for a person to know."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from overdue_cli.domain.errors import Problem
from overdue_cli.store.bulk.stage import Remark, RowFault


class LeftOut(NamedTuple):
    """A row of the file that was not read as data, and what stands in it."""

    row: int
    text: str


@dataclass(slots=True)
class Findings:
    """Grows while a file is read, checked and written; told when the import concludes."""

    problems: list[Problem] = field(default_factory=list)
    """Cells that cannot be used: their rows are rejected."""
    faults: list[RowFault] = field(default_factory=list)
    """Staged rows that are rejected, not told with the text of the file yet."""
    warnings: list[Problem] = field(default_factory=list)
    """What a person should know of rows that are taken."""
    remarks: list[Remark] = field(default_factory=list)
    """The same of staged rows, not told with the headers of the file yet."""
    decided: list[Problem] = field(default_factory=list)
    """The cells that decided how a column is read."""
    left_out: list[LeftOut] = field(default_factory=list)

    @property
    def wrong(self) -> bool:
        """Whether any row is rejected."""
        return bool(self.problems or self.faults)
