"""What every reader of a file gives: a header and rows that can be gone through again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

Line = tuple[int, list[str]]


@dataclass(slots=True)
class Seen:
    """How far the reading of a file has come, in bytes of it."""

    size: int = 0
    done: int = 0

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.done / self.size if self.size else 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one file or sheet; a row is (line as an editor shows it, cells)."""

    name: str
    sha256: str
    header: tuple[str, ...]
    header_row: int
    rows: Callable[[], Iterator[Line]]
    """The rows below the header, from the start at every call."""
    encoding: str = "utf-8"
    delimiter: str = ","
    seen: Seen = field(default_factory=Seen)


def cells_of(table: Table, wanted: Iterable[int]) -> Iterator[Line]:
    """The rows at the given lines, as they stand in the file."""
    lines = frozenset(wanted)
    if not lines:
        return
    last = max(lines)
    for line, cells in table.rows():
        if line in lines:
            yield line, cells
        if line >= last:
            return
