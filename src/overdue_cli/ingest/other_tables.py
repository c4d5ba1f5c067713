"""Tables that are known for what they are, and that hold nothing the ledger reads.

``other_tables.csv`` has a line for each: what it is, how many of its columns it takes to know it,
what to do instead, and words for its columns by language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from overdue_cli.ingest.headers.header_parts import spoken
from overdue_cli.ingest.headers.kind_evidence import pattern_of
from overdue_cli.ingest.word_lists import list_rows

_FEWEST_AGES = 3
AGEING = "an ageing summary"
_AGES_HINT = "Export the open invoices or loans themselves, each with its due date."
_UNIT = (
    r"(?:d|days?|m|months?|tagen?|monaten?|jours?|mois|dias?|mes(?:es)?|giorni|mesi|dagen|"
    r"maand(?:en)?|dager|dagar|dage|manader|maneder|dni|miesiecy|天|日|个月|月)"
)
_AGE = re.compile(
    r"(?:current|due|(?:not )?(?:yet )?due|older|overdue|past due|nicht fallig|fallig|non echu|"
    r"a echoir|no vencid[oa]|a scadere|niet vervallen|未到期|未逾期|账期内|更早)"
    rf"|\D{{0,20}}\d{{1,4}}\s*(?:[-–~至到]|to|bis|a|au|al|tot|til|do)\s*\d{{1,4}}\s*{_UNIT}?\b.*"
    r"|\D{0,20}\d{1,4}\s*"
    r"(?:\+|or more|und mehr|et plus|y mas|e oltre|en meer|above|以上)\s*.*"
    rf"|\D{{0,20}}\d{{1,4}}\s*{_UNIT}(?:\b.*|以上|以内|以下)?"
    r"|(?:[<>≤≥]|over|above|more than|uber|plus de|mas de|oltre|meer dan|超过|大于)\s*\d{1,4}"
)


class OtherTable(NamedTuple):
    """A kind of table that is not read: what it is, and what to do instead."""

    what: str
    hint: str
    columns: int = 0
    """How many columns say so."""


class _Known(NamedTuple):
    table: OtherTable
    fewest: int
    words: re.Pattern[str]


def is_age(text: str) -> bool:
    """Whether a name is that of an age of debts.

    >>> [is_age(text) for text in ("91 or more days past due", "CURRENT", "1-30天", "Fen Bakery")]
    [True, True, True, False]
    >>> [is_age(text) for text in ("< 30 days", "90+", "2 Months", "2026", "Room 12")]
    [True, True, True, False, False]
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return bool(_AGE.fullmatch(" ".join(bare.split())))


def other_table(header: Sequence[str]) -> OtherTable | None:
    """What a table is by its header, where it is known and not read; None for any other.

    >>> other_table(["担保人名称", "担保金额（元）", "贷款合同号"]).what
    'a list of guarantors'
    >>> other_table(["Customer", "Current", "1 - 30", "31 - 60", "Total"]).what
    'an ageing summary'
    """
    ages = sum(map(is_age, header))
    if ages >= _FEWEST_AGES:
        return OtherTable(AGEING, _AGES_HINT, ages)
    names = [spoken(text) for text in header if text]
    found = []
    for one in _known():
        columns = sum(bool(one.words.search(name)) for name in names)
        if columns >= one.fewest:
            found.append(one.table._replace(columns=columns))
    return max(found, key=lambda table: table.columns, default=None)


@cache
def _known() -> tuple[_Known, ...]:
    return tuple(
        _Known(
            OtherTable(row["what"], row["hint"]), int(row["fewest"]), re.compile(pattern_of(row))
        )
        for row in list_rows(__package__, "other_tables.csv")
    )
