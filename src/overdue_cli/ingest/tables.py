"""Opens any file as tables: the cells of ``files``, below the header that ``header_row`` finds."""

from __future__ import annotations

from pathlib import Path

from overdue_cli.ingest.faults import BadFile
from overdue_cli.ingest.files import open_grids
from overdue_cli.ingest.grouped_rows import ungrouped
from overdue_cli.ingest.headers.glossary import columns_named, meaning_of
from overdue_cli.ingest.headers.header_row import Meaning, table_of
from overdue_cli.ingest.table import Table
from overdue_cli.ingest.text.csv_file import Score


def open_tables(
    path: Path,
    encoding: str = "",
    sheet: str = "",
    *,
    score: Score = columns_named,
    meaning: Meaning = meaning_of,
) -> list[Table]:
    """The tables in a file of any format, one for each sheet that has one; BadFile for none.

    The header is the row that names most columns: ``score`` counts them in a row, ``meaning``
    tells what one header means (for headers of two rows).
    """
    tables: list[Table] = []
    faults: list[BadFile] = []
    for grid in open_grids(path, encoding, sheet, score):
        try:
            tables.append(ungrouped(table_of(grid, score, meaning)))
        except BadFile as fault:
            faults.append(fault)
    if not tables:
        raise faults[0]
    return tables
