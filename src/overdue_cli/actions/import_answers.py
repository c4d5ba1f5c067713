"""What a person answered where a file leaves a doubt: of that file alone, as if by an option."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from overdue_cli.ingest.column_map import NO_MAP, ColumnMap
from overdue_cli.ingest.faults import Undecided as Undecided
from overdue_cli.ingest.headers import normal

#: Options that decide a doubt, and the choice of an import that each stands for.
CHOICES = {
    "--as": "kind",
    "--date-order": "date_order",
    "--decimal": "decimal",
    "--rate": "rate",
    "--encoding": "encoding",
    "--currency": "currency",
    "--sheet": "sheet",
    "--sign": "sign",
}


class Answers(NamedTuple):
    """What was answered about one file: options by name, and maps by what a header is known by."""

    options: Mapping[str, str] = {}
    maps: Mapping[str, ColumnMap] = {}

    @property
    def choices(self) -> dict[str, str]:
        """The answers by the names that the choices of an import have."""
        return {CHOICES[option]: value for option, value in self.options.items()}

    def over(self, known: ColumnMap, header: str) -> ColumnMap:
        """What was said of the columns under a header, over what is known of them."""
        said = self.maps.get(header)
        return said.over(known) if said else known

    def settles(self, doubt: Undecided) -> bool:
        """Whether the doubt was answered before, so that asking again would not help."""
        if not doubt.maps:
            return doubt.option in self.options
        said = self.maps.get(doubt.header, NO_MAP).fields
        return any(_lines(doubt, choice).items() <= said.items() for choice in doubt.maps)

    def also(self, doubt: Undecided, answer: str) -> Answers:
        """These answers and one more."""
        if not doubt.maps:
            return self._replace(options={**self.options, doubt.option: answer})
        more = ColumnMap(doubt.kind, _lines(doubt, answer))
        return self._replace(
            maps={**self.maps, doubt.header: more.over(self.maps.get(doubt.header, NO_MAP))}
        )


def _lines(doubt: Undecided, choice: str) -> dict[str, str]:
    return {normal(header): field for header, field in doubt.maps[choice].items()}


NO_ANSWERS = Answers()


@contextmanager
def naming(name: Path) -> Iterator[None]:
    """Tells of which file a doubt is, for one that is raised inside."""
    try:
        yield
    except Undecided as doubt:
        doubt.path = doubt.path or str(name)
        raise
