"""Errors a user can cause, each with its exit status and what to do about it.

The exit status is part of the interface: 0 done, 1 failure of the machine, 2 wrong use,
3 some rows rejected, 4 the ledger and the program do not match, 5 a check failed,
6 refused by a rule or a hold, 130 interrupted.
"""

from __future__ import annotations

from typing import NamedTuple


class OverdueError(Exception):
    """Base of all errors shown to a user; ``hint`` says what to do next."""

    exit_status = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class MachineFailure(OverdueError):
    """The file system, the database file or the program itself failed (exit 1)."""

    exit_status = 1


class WrongUse(OverdueError):
    """The command, an option, an id or a file name is not usable as given (exit 2)."""

    exit_status = 2


class Unconfirmed(WrongUse):
    """A customer was named by something that is no id; before writing, somebody has to agree."""

    def __init__(self, typed: str, customer_id: str, description: str) -> None:
        super().__init__(
            f"'{typed}' is no id; it fits {description}",
            hint=f"To write, type the id: {customer_id}.",
        )
        self.typed, self.customer_id, self.description = typed, customer_id, description


class RowsRejected(OverdueError):
    """Rows of a file break a rule; nothing was written (exit 3)."""

    exit_status = 3


class LedgerMismatch(OverdueError):
    """The ledger needs an upgrade, or is newer than the program (exit 4)."""

    exit_status = 4


class CheckFailed(OverdueError):
    """Figures do not tie, or facts and derived tables disagree (exit 5)."""

    exit_status = 5


class Refused(OverdueError):
    """A rule or a hold forbids it (exit 6)."""

    exit_status = 6


class Problem(NamedTuple):
    """One thing wrong in one row of a file: a value, not an exception.

    ``row`` is the 1-based line of the file as an editor or a spreadsheet shows it (0 for the
    whole file), ``column`` the header as it stands in the file, ``rule`` what must hold,
    ``hint`` how to mend it.
    """

    row: int
    column: str
    value: str
    rule: str
    hint: str
