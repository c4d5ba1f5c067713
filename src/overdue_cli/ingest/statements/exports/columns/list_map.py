"""A first map of the columns of a bank's list: by their headers, else by what stands in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from overdue_cli.ingest.headers.column_map import OF_EVERY_FILE
from overdue_cli.ingest.statements.exports.columns.cell_kinds import is_currency, is_day
from overdue_cli.ingest.statements.exports.columns.no_header import is_amount, is_movement
from overdue_cli.ingest.statements.exports.list_header import STATEMENT_FIELDS, meaning
from overdue_cli.ingest.statements.payment_details import IBAN
from overdue_cli.ingest.table import Table

#: Rows by which it is seen what a column holds.
_SEEN = 50
_WITH_DECIMALS = re.compile(r"[.,]\d{1,2}\D*$|^[-+(]")


def map_of_list(table: Table) -> tuple[str, int]:
    """A map as TOML text, and how many columns that a list must have the user is to name.

    Columns of a list without a header are called by their numbers.
    """
    bare_list = is_movement(table.header)
    rows = [cells for _, cells in islice(table.rows(), _SEEN)]
    if bare_list:
        rows = [list(table.header), *rows]
    fields = {} if bare_list else _by_header(table.header)
    fields = {**_by_cells(table.header, rows, fields), **fields}
    lines = [
        f"# What the columns of {table.name} mean. Mend it; an empty field is not used.",
        f"# Then: overdue import {table.name} --as statement --map THIS_FILE",
        'kind = "statement"',
        "",
        "[columns]",
        *_lines(table.header, rows[0], fields, by_number=bare_list),
        *_decide(_lacking(fields)),
        "",
        "# Must be there: booked_on, and amount or both credit (money in) and debit (money out).",
        f"# Known: {', '.join(STATEMENT_FIELDS)}.",
        *OF_EVERY_FILE,
    ]
    return "\n".join(lines) + "\n", len(_lacking(fields))


def _decide(lacking: Sequence[str]) -> Iterator[str]:
    """The lines about fields of which no column is known."""
    for field in lacking:
        yield ""
        yield f"# Decide: write {json.dumps(field)} behind the column that holds it."


def _by_header(header: Sequence[str]) -> dict[int, str]:
    meant = ((place, meaning(text)[0]) for place, text in enumerate(header))
    return {place: {"note": "text"}.get(field, field) for place, field in meant if field}


def _lacking(fields: Mapping[int, str]) -> list[str]:
    known = set(fields.values())
    amounts = "amount" in known or {"credit", "debit"} <= known
    days = known & {"booked_on", "value_on"}
    return [*([] if days else ["booked_on"]), *([] if amounts else ["amount"])]


def _by_cells(
    header: Sequence[str], rows: Sequence[Sequence[str]], known: Mapping[int, str]
) -> dict[int, str]:
    """What columns may be of which no header says it, by the cells below them.

    Only what the headers leave out; texts and accounts where there are no headers at all.
    """
    columns = {
        place: [row[place].strip() for row in rows if place < len(row) and row[place].strip()]
        for place in range(len(header))
        if place not in known
    }
    fields: dict[int, str] = {}
    lacks = _lacking(known)
    days = [place for place, cells in columns.items() if cells and all(map(is_day, cells))]
    amounts = [place for place, cells in columns.items() if place not in days and _money(cells)]
    if "booked_on" in lacks and (len(days) == 1 or not known):
        fields |= dict(zip(days, ("booked_on", "value_on"), strict=False))
    if "amount" in lacks and (len(amounts) == 1 or not known):
        fields |= dict(zip(amounts, ("amount", "balance"), strict=False))
    if not known:
        fields |= _texts({at: cells for at, cells in columns.items() if at not in fields})
    return fields


def _money(cells: Sequence[str]) -> bool:
    return bool(cells) and all(map(is_amount, cells)) and any(map(_WITH_DECIMALS.search, cells))


def _texts(columns: Mapping[int, Sequence[str]]) -> dict[int, str]:
    """Columns of currencies, of accounts and of words."""
    fields: dict[int, str] = {}
    for place, cells in columns.items():
        if cells and all(map(is_currency, cells)):
            fields[place] = "currency"
        elif cells and all(map(IBAN.fullmatch, cells)):
            fields[place] = "account" if len(set(cells)) == 1 else "payer_account"
        elif any(any(map(str.isalpha, text)) for text in cells):
            fields[place] = "text"
    return fields


def _lines(
    header: Sequence[str], sample: Sequence[str], fields: Mapping[int, str], *, by_number: bool
) -> Iterator[str]:
    for place, text in enumerate(header):
        if not by_number and not text:
            continue
        key = str(place + 1) if by_number else text
        shown = sample[place].strip()[:30] if place < len(sample) else ""
        note = f"  # such as {json.dumps(shown, ensure_ascii=False)}" if shown else ""
        field = fields.get(place, "")
        yield f"{json.dumps(key, ensure_ascii=False)} = {json.dumps(field)}{note}"
