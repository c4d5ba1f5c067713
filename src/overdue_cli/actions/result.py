"""What an action that wrote gives back."""

from __future__ import annotations

from typing import NamedTuple


class Written(NamedTuple):
    """What changed, in one line, and the journal entry that takes it back."""

    said: str
    journal_id: int

    def line(self) -> str:
        """The line a command prints: what changed, its number, how to take it back."""
        return (
            f"{self.said} [journal {self.journal_id}; undo with: overdue undo {self.journal_id}]"
        )
