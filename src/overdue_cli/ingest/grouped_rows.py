"""Reports that stand in groups: a row with a name alone begins one, a row of sums ends it.

Accounting programs print what customers owe that way. The name over a group is a customer's, or
that of an age of debts; rows with names and sums are no rows of data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from overdue_cli.ingest.headers.glossary import meaning_of
from overdue_cli.ingest.headers.titles_and_totals import is_note, is_sum_of_figures, is_total
from overdue_cli.ingest.other_tables import is_age
from overdue_cli.ingest.table import Groups, Line, Table

#: The column that the name over a group becomes.
GROUP_COLUMN = "name"
_FEWEST_COLUMNS = 4
#: A name over a group stands in the first cell, or in the second where the first one indents it.
_LABEL_PLACES = 2


class _Label(NamedTuple):
    """The name over a group, and where it stands."""

    line: int
    place: int
    text: str


def ungrouped(table: Table) -> Table:
    """The table with the customer of each group in a column of its own, names and sums left out.

    The table itself where its rows do not stand in groups: the first row is no name alone, or
    nothing else says that it is the name of a group.
    """
    first = next(table.rows(), None)
    label = _label(first, table) if first else None
    if label is None:
        return table
    labels, between, proved = _between(table, label.place)
    if not proved:
        return table
    named = not (
        all(is_age(one.text) for one in labels) or any(map(_tells_customer, table.header))
    )
    groups = Groups(tuple(between), labels[0].line, labels[0].text, named=named)
    header = (*table.header, GROUP_COLUMN) if named else table.header
    rows = partial(_rows, table, label.place, len(table.header), named=named)
    return replace(table, header=header, rows=rows, groups=groups)


def _tells_customer(header: str) -> bool:
    return bool({"name", "customer_id"}.intersection(meaning_of(header).get("invoices", ())))


def _label(line: Line, table: Table) -> _Label | None:
    """The name that a row consists of; None for any other row."""
    number, cells = line
    filled = [(place, cell.strip()) for place, cell in enumerate(cells) if cell.strip()]
    if len(filled) != 1 or sum(map(bool, table.header)) < _FEWEST_COLUMNS:
        return None
    place, text = filled[0]
    wordy = any(map(str.isalpha, text)) and not is_note(text) and not is_total(text)
    return _Label(number, place, text) if wordy and place < _LABEL_PLACES else None


def _between(table: Table, place: int) -> tuple[list[_Label], list[Line], bool]:
    """The names of groups, the rows that hold no data, and whether these are groups indeed.

    They are where a row of sums says the name again, or no row of data uses the column of names.
    """
    labels: list[_Label] = []
    between: list[Line] = []
    proved, unused = False, True
    for line in table.rows():
        label = _label(line, table)
        if label is not None and label.place == place:
            labels.append(label)
            between.append(line)
        elif is_sum_of_figures(line[1]):
            between.append(line)
            proved = proved or _closes(line[1], labels[-1].text)
        elif place < len(line[1]) and line[1][place].strip():
            unused = False
    return labels, between, proved or (unused and not table.header[place])


def _closes(cells: Sequence[str], name: str) -> bool:
    """Whether a row of sums is that of the group of this name."""
    text = next(cell.strip() for cell in cells if cell.strip())
    return text.casefold().endswith(name.casefold())


def _rows(table: Table, place: int, width: int, *, named: bool) -> Iterator[Line]:
    """The rows of data, each with the name of its innermost open group that is a customer's."""
    opened: list[str] = []
    closing = any(is_sum_of_figures(cells) for _, cells in table.rows())
    for line, cells in table.rows():
        label = _label((line, cells), table)
        if label is not None and label.place == place:
            opened = [*opened, label.text] if closing else [label.text]
        elif is_sum_of_figures(cells):
            while opened and any(_closes(cells, name) for name in opened):
                opened.pop()
        elif named:
            name = next((one for one in reversed(opened) if not is_age(one)), "")
            yield line, [*cells[:width], *[""] * (width - len(cells)), name, *cells[width:]]
        else:
            yield line, cells
