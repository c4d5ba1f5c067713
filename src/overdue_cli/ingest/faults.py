"""How reading a file can fail: in one cell, as a whole, or for want of a decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from overdue_cli.domain.errors import Problem, WrongUse


class BadCell(Exception):
    """A cell that breaks a rule; it becomes a ``Problem`` of its row."""

    def __init__(self, rule: str, hint: str) -> None:
        super().__init__(rule)
        self.rule = rule
        self.hint = hint


class BadFile(Exception):
    """A file whose rows cannot be read at all; it becomes the only ``Problem`` of the file."""

    def __init__(self, rule: str, hint: str, *, row: int = 0, column: str = "", value: str = ""):
        super().__init__(rule)
        self.problem = Problem(row, column, value, rule, hint)


class Undecided(WrongUse):
    """Two readings fit and only the user can tell: the option that decides, and its choices.

    Where columns are in doubt, ``maps`` has for each choice the lines of a map of columns (header:
    field) that decide, and ``kind`` what the file holds.
    """

    def __init__(
        self,
        file: str,
        problem: Problem,
        *,
        option: str = "",
        choices: Sequence[str] = (),
        kind: str = "",
        maps: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        super().__init__(problem_text(file, problem), hint=problem.hint)
        self.file = file
        self.sheet = ""
        """The sheet it is in, where several of the file are imported."""
        self.path = ""
        """The file as the user names it, once that is known."""
        self.header = ""
        """The fingerprint of the header, where columns are in doubt."""
        self.problem = problem
        self.option = option
        self.choices = tuple(choices)
        self.kind = kind
        self.maps = maps or {}

    @property
    def headers(self) -> frozenset[str]:
        """The columns in doubt, as the file writes them."""
        return frozenset(header for columns in self.maps.values() for header in columns)


def problem_text(file: str, problem: Problem) -> str:
    """``file:row: column 'X' value 'Y': rule`` in one line, without the hint."""
    place = f"{file}:{problem.row}" if problem.row else file
    column = f" column '{problem.column}'" if problem.column else ""
    value = f" value '{problem.value}'" if problem.value else ""
    return f"{place}:{column}{value}{':' if column or value else ''} {problem.rule}"
