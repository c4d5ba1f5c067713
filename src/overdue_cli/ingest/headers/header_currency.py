"""The currency of amounts that headers, the rows above them and the formats of cells say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import islice

from overdue_cli.domain.currency_signs import UNSAID, CurrencyReading
from overdue_cli.ingest.faults import BadFile
from overdue_cli.ingest.headers.columns import ColumnRead
from overdue_cli.ingest.headers.kinds import Kind
from overdue_cli.ingest.headers.titles_and_totals import currency_above
from overdue_cli.ingest.table import ANY_PLACE, Table
from overdue_cli.ingest.values.currency_named import CurrencyWord as CurrencyNamed
from overdue_cli.ingest.values.currency_named import currencies_named, shown_beside

#: What names the currency of a workbook whose header and titles do not.
SHOWN_BY_CELLS = "the format of its cells"
#: What names it where nothing else does.
SHOWN_BESIDE = "the signs beside its amounts"
#: Rows by which it is seen what stands beside the amounts; a later one must not differ from them.
_FIRST_ROWS = 100
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")


def currencies_in(header: str) -> tuple[CurrencyNamed, ...]:
    """The words for a currency in the brackets of a header.

    >>> [one.codes for one in currencies_in("Amount (USD)")]
    [('USD',)]
    """
    bracketed = _BRACKETED.findall(unicodedata.normalize("NFKC", header))
    return tuple(one for text in bracketed for one in currencies_named(text.strip("()[]【】 "))[0])


def header_currency(
    table: Table, kind: Kind, columns: Mapping[str, ColumnRead]
) -> CurrencyReading:
    """What headers of amounts, the rows above and formats say of the currency; BadFile for two.

    Where each row can name its own, the formats of a workbook are not asked.
    """
    money = [
        one
        for field, column in columns.items()
        if kind.named(field).type == "money"
        for one in column.all
    ]
    named = [one for column in money for one in currencies_in(column.header)]
    named += currencies_named(currency_above(table.above))[0]
    by = "the header" if named else SHOWN_BY_CELLS
    if "currency" not in columns:
        places = (ANY_PLACE, *(column.place for column in money))
        signs = {sign for place in places for sign in table.currencies.get(place, ())}
        named += [one for sign in sorted(signs) for one in currencies_named(sign)[0]]
        by = by if named else SHOWN_BESIDE
        named += _beside_amounts(table, [column.place for column in money])
    if not named:
        return UNSAID
    least = min(named, key=lambda one: len(one.codes))
    codes = tuple(code for code in least.codes if all(code in one.codes for one in named))
    if not codes:
        texts = sorted({one.text for one in named})
        raise BadFile(
            f"the header, or the formats of its cells, name the currencies {' and '.join(texts)}",
            "Keep one currency in a file, or give each row its own in a column 'currency'.",
            row=table.header_row,
        )
    return CurrencyReading(least.text, by, codes)


def _beside_amounts(table: Table, places: Sequence[int]) -> list[CurrencyNamed]:
    """The signs and codes beside the numbers of the first rows, each once."""
    if not places:
        return []
    cells = (
        row[place]
        for _, row in islice(table.rows(), _FIRST_ROWS)
        for place in places
        if place < len(row)
    )
    texts = {text.strip() for text in cells if any(mark.isdecimal() for mark in text)}
    words = {one for text in texts for one in shown_beside(text)}
    return sorted(words)
