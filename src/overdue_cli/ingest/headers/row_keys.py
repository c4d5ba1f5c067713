"""What names the debts of a file that has no number of a debt itself: 合同编号, an account.

``row_keys.csv`` has the fields that may stand for a loan's or an invoice's id, by kind, the best
first; several in one line name a debt together. Which one does is told by the header, and by the
rows where each is a debt of its own: then a number that is in two rows names neither, unless one
document may stand in several rows (``repeats``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from overdue_cli.ingest.faults import BadFile
from overdue_cli.ingest.headers.glossary import glossary_fields
from overdue_cli.ingest.headers.titles_and_totals import left_out
from overdue_cli.ingest.table import Table
from overdue_cli.ingest.word_lists import list_rows

#: Kinds of which each row is a debt of its own.
_OF_DEBTS = frozenset({"loans", "snapshot", "invoices"})
#: Kinds of which each row is about a loan.
_OF_LOANS = frozenset({"instalments"})
#: What the rows of a kind are, in words.
_CALLED = {"invoice_id": "invoice", "loan_id": "loan"}


class RowKey(NamedTuple):
    """The columns that stand for an id, and those before them that do not do."""

    field: str
    places: tuple[int, ...]
    repeated: tuple[str, ...] = ()
    """The headers of columns that would be better, and are empty or the same in several rows."""

    def told(self, header: Sequence[str]) -> str:
        """What is said of it.

        >>> RowKey("loan_id", (1,)).told(["姓名", "合同编号"])
        "'合同编号' stands for the loan's number: no column is called that"
        """
        names = " and ".join(f"'{header[place]}'" for place in self.places)
        verb = "stands" if len(self.places) == 1 else "together stand"
        what = _CALLED[self.field]
        not_own = "".join(f"; '{name}' is not in every row once" for name in self.repeated)
        return f"{names} {verb} for the {what}'s number: no column is called that{not_own}"


def _an(what: str) -> str:
    return f"an {what}" if what[0] in "aeiou" else f"a {what}"


class _StandIn(NamedTuple):
    """Fields that together may stand for an id, and whether one id may be in several rows."""

    key: str
    fields: tuple[str, ...]
    repeats: bool


@cache
def _stand_ins(kind: str) -> tuple[_StandIn, ...]:
    """What may stand for the id of a kind, the best first."""
    return tuple(
        _StandIn(row["key"], tuple(row["fields"].split()), row["repeats"] == "yes")
        for row in list_rows(__package__, "row_keys.csv")
        if kind in row["kinds"].split()
    )


def key_of(kind: str) -> str:
    """The id of the debts that a file of this kind holds or is about; '' for none."""
    return next((stand_in.key for stand_in in _stand_ins(kind)), "")


def stands_for(header: Sequence[str], kind: str) -> str:
    """The id that some columns of a header may stand for; '' for none."""
    candidates = _candidates(header, kind, range(len(header)))
    return next((stand_in.key for stand_in, _ in candidates), "")


def _candidates(
    header: Sequence[str], kind: str, places: Collection[int]
) -> Iterator[tuple[_StandIn, tuple[int, ...]]]:
    """What may stand for an id, and the places of its columns, the best first."""
    fields = _by_field(header, kind, places)
    for stand_in in _stand_ins(kind):
        for one in product(*(fields.get(field, []) for field in stand_in.fields)):
            yield stand_in, one


def _by_field(
    header: Sequence[str], kind: str, places: Collection[int]
) -> Mapping[str, list[int]]:
    fields: dict[str, list[int]] = {}
    for place in places:
        for field in glossary_fields(header[place], kind) if header[place] else ():
            fields.setdefault(field, []).append(place)
    return fields


def row_key(
    table: Table, kind: str, places: Collection[int], days: Sequence[int] = ()
) -> RowKey | None:
    """The columns at some places that stand for the missing id of a kind; None where none may.

    Rows of different ``days`` (their places) may be about one debt. BadFile where each row is a
    debt and every such column is empty or the same in several rows.
    """
    repeated: list[str] = []
    for stand_in, one in _candidates(table.header, kind, places):
        once = kind in _OF_DEBTS and not stand_in.repeats
        if _names_rows(table, one, days, once=once, filled=once or kind in _OF_LOANS):
            return RowKey(stand_in.key, one, tuple(repeated))
        if len(one) == 1:
            repeated.append(table.header[one[0]])
    if not repeated:
        return None
    what = _CALLED[key_of(kind)]
    names = ", ".join(f"'{name}'" for name in repeated)
    raise BadFile(
        f"nothing names each {what}: {names} {'is' if len(repeated) == 1 else 'are'} empty, "
        "counted from 1 or the same in several rows",
        f"Add a column with {_an(what)}'s own number.",
        row=table.header_row,
        column=repeated[0],
    )


def naming(table: Table, kind: str, places: Sequence[int]) -> list[int]:
    """Those of the columns at some places that name each row of a file of debts by themselves."""
    if kind not in _OF_DEBTS:
        return []
    return [at for at in places if _names_rows(table, (at,), (), once=True, filled=True)]


def _names_rows(
    table: Table, places: Sequence[int], days: Sequence[int], *, once: bool, filled: bool
) -> bool:
    """Whether the cells name rows: each by itself (``once``), every one, not counting them."""
    seen: set[tuple[str, ...]] = set()
    counted = True
    for _, cells in table.rows():
        if left_out(cells, table.header):
            continue
        name = _texts(cells, places)
        row = (*name, *_texts(cells, days))
        if (filled and not all(name)) or (once and row in seen):
            return False
        if all(name):
            seen.add(row)
            counted = counted and name == (str(len(seen)),)
    return bool(seen) and not (counted and once)


def _texts(cells: Sequence[str], places: Sequence[int]) -> tuple[str, ...]:
    return tuple(cells[at].strip() if at < len(cells) else "" for at in places)
