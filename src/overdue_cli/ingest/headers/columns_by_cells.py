"""What columns of some kinds are, beyond their names: by their cells and each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from overdue_cli.ingest.faults import BadCell
from overdue_cli.ingest.headers.glossary import STATEMENT, normal
from overdue_cli.ingest.headers.header_parts import spoken
from overdue_cli.ingest.headers.kind_evidence import known_fields
from overdue_cli.ingest.headers.kinds import PARTS_PAID
from overdue_cli.ingest.statements.exports.columns.cell_kinds import is_day
from overdue_cli.ingest.table import Table
from overdue_cli.ingest.values.cells import words_of
from overdue_cli.ingest.values.clocks import read_clock

#: So many rows tell what the cells of a column are.
_ENOUGH = 1_000
_FEWEST_DIGITS_OF_A_PHONE = 7
_MOST_DIGITS_OF_DAYS = 3
#: What a column may be of which the cells tell: the fields, and the one it is taken for first.
TOLD_BY_CELLS = {
    frozenset({"outstanding", "is_open"}): "outstanding",
    frozenset({"due_on", "terms_days"}): "terms_days",
}
#: A column of invoices, and those beside which it is a detail that nothing is read from.
_DETAILS = {
    "terms_days": ("due_on",),
    "paid_total": ("outstanding",),
    "item_total": ("amount",),
    "is_paid": ("is_open",),
}
#: How the name of a number is written, where another column has an id beside it.
_NUMBER = re.compile(r"(number|num|no|nr|nummer|numero|numer|#|号|号码|编号|单号)$")
#: What the name of a column has in it that holds the numbers or codes of customers.
_CODE = re.compile(
    r"\b(id|no|nr|num|number|code|ref|key|nummer|numero|codice|codigo|kod|debitor|debiteur|konto)\b"
    r"|nummer|nr$|code$|号|编码|编号|代码"
)


class Places(NamedTuple):
    """The places of columns by field, and those of no field; both are changed here."""

    by_field: dict[str, list[int]]
    ignored: list[int]
    fixed: frozenset[int] = frozenset()
    """Those of which the user said what they are."""

    def of(self, field: str) -> list[int]:
        """The places of the columns of a field."""
        return self.by_field.get(field, [])

    def move(self, places: Iterable[int], field: str, target: str) -> None:
        """Makes columns of one field those of another; of none for ''."""
        for at in [one for one in places if one not in self.fixed]:
            self.by_field[field].remove(at)
            (self.by_field.setdefault(target, []) if target else self.ignored).append(at)
        if not self.of(field):
            self.by_field.pop(field, None)


def settle_invoices(table: Table, places: Places) -> None:
    """Columns that say by yes or no what is open or paid, and those that repeat others."""
    for money, word in (("outstanding", "is_open"), ("paid_total", "is_paid")):
        places.move(_all_cells(table, places.of(money), _is_yes_or_no), money, word)
    _settle_due_day(table, places)
    _settle_day_of_issue(table, places)
    _settle_contact(table, places)
    _settle_ids(table, places)
    settle_customers(table, places)
    _settle_side(table, places)
    for field, better in _DETAILS.items():
        if any(map(places.of, better)):
            places.ignored.extend(places.by_field.pop(field, ()))


def _settle_due_day(table: Table, places: Places) -> None:
    """A column called after the term of payment holds the days until it, or the day itself."""
    if not places.of("due_on"):
        places.move(_all_cells(table, places.of("terms_days"), is_day), "terms_days", "due_on")
    elif not places.of("terms_days"):
        places.move(_all_cells(table, places.of("due_on"), _is_few_days), "due_on", "terms_days")


def _settle_day_of_issue(table: Table, places: Places) -> None:
    """The one column that says a day and not of what is the day of issue, if no other is."""
    days = [
        at
        for at in places.ignored
        if (STATEMENT, "booked_on") in known_fields(table.header[at]) and at not in places.fixed
    ]
    if len(days) == 1 and not places.of("issued_on"):
        places.ignored.remove(days[0])
        places.by_field["issued_on"] = days


def _settle_contact(table: Table, places: Places) -> None:
    """Who is called the contact is the customer, unless another column says who that is."""
    ids = [at for at in places.of("customer_id") if "contact" not in normal(table.header[at])]
    if not places.of("name") and not ids:
        contacts = [at for at in places.of("contact") if normal(table.header[at]) == "contact"]
        places.move(contacts, "contact", "name")


def _settle_side(table: Table, places: Places) -> None:
    """The one column of debit and credit tells invoices from credit notes, if no other does."""
    if any(map(places.of, ("document_type", "debit", "credit"))):
        return
    sides = [
        at
        for at in places.ignored
        if (STATEMENT, "side") in known_fields(table.header[at]) and at not in places.fixed
    ]
    if len(sides) == 1 and _all_cells(table, sides, _is_document):
        places.ignored.remove(sides[0])
        places.by_field["document_type"] = sides


def _is_document(cell: str) -> bool:
    return words_of("document_type").get(normal(cell)) in ("invoice", "credit_note")


def _settle_ids(table: Table, places: Places) -> None:
    """Of two ids of an invoice the number; a name of digits beside another name is an id."""
    ids = places.of("invoice_id")
    if len(ids) == 2 and _one_to_one(table, *ids):
        numbers = [at for at in ids if _NUMBER.search(spoken(table.header[at]))]
        kept = numbers[0] if len(numbers) == 1 else ids[0]
        places.move([at for at in ids if at != kept], "invoice_id", "")
    names = places.of("name")
    codes = _all_cells(table, names, str.isdecimal) if len(names) > 1 else []
    if len(codes) == 1 and not places.of("customer_id"):
        places.move(codes, "name", "customer_id")


def settle_customers(table: Table, places: Places) -> None:
    """A column called after the customer that holds names of several words is that of the name.

    One of their numbers may stand beside it.
    """
    ids = places.of("customer_id")
    called = [at for at in ids if not _CODE.search(spoken(table.header[at]))]
    if len(called) != 1 or len(ids) > 2 or places.of("name"):
        return
    cells = (_cell(cells, called[0]) for _, cells in islice(table.rows(), _ENOUGH))
    if any(map(_is_full_name, cells)):
        places.move(called, "customer_id", "name")


def _is_full_name(cell: str) -> bool:
    """Whether a cell holds a name of several words.

    >>> [_is_full_name(text) for text in ("Fen GmbH", "C 12", "K1", "Alvar, Dana")]
    [True, False, False, True]
    """
    words = [word.strip(".,&-") for word in cell.split()]
    return sum(len(word) > 1 and word.isalpha() for word in words) > 1


def _one_to_one(table: Table, one: int, other: int) -> bool:
    """Whether two columns tell the same things apart."""
    pairs = {(_cell(cells, one), _cell(cells, other)) for _, cells in table.rows()}
    return len(pairs) == len({pair[0] for pair in pairs}) == len({pair[1] for pair in pairs})


def settle_contacts(table: Table, places: Places) -> None:
    """A day and a time in two columns, and which of several columns is the channel, or a phone."""
    clocks = _all_cells(table, places.of("at"), _is_clock)
    if clocks and len(places.of("at")) + len(places.of("contact_day")) > len(clocks):
        places.move(clocks, "at", "clock")
        places.move(places.of("at"), "at", "contact_day")
    elif places.of("at"):
        places.move(places.of("contact_day"), "contact_day", "")
    _settle_channel(table, places)


def _settle_channel(table: Table, places: Places) -> None:
    """The column whose cells are words for a channel; one of numbers is that of the phone."""
    phones = _all_cells(table, places.of("channel"), _is_phone)
    places.move(phones, "channel", "" if places.of("phone") else "phone")
    named = _all_cells(table, places.of("channel"), _is_channel)
    if named:
        again = [at for at in named[1:] if _same_channel(table, named[0], at)]
        others = [at for at in places.of("channel") if at not in named]
        places.move([*others, *again], "channel", "")


def _same_channel(table: Table, one: int, other: int) -> bool:
    words = words_of("channel")
    return all(
        words.get(normal(_cell(cells, one))) == words.get(normal(_cell(cells, other)))
        for _, cells in table.rows()
    )


def _all_cells(table: Table, places: Sequence[int], fits: Callable[[str], bool]) -> list[int]:
    """The places of which every cell that says something fits, and some cell does."""
    open_ = dict.fromkeys(places, False)
    for _, cells in islice(table.rows(), _ENOUGH) if open_ else ():
        for at in list(open_):
            cell = _cell(cells, at)
            if cell and not fits(cell):
                del open_[at]
            elif cell:
                open_[at] = True
    return [at for at, said in open_.items() if said]


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at].strip() if at < len(cells) else ""


def _is_yes_or_no(cell: str) -> bool:
    return not cell.isdecimal() and normal(cell) in words_of("yes_no")


def _is_few_days(cell: str) -> bool:
    """Whether a cell is a number of days, which no date is."""
    return cell.isdecimal() and len(cell) <= _MOST_DIGITS_OF_DAYS


def _is_channel(cell: str) -> bool:
    return normal(cell) in words_of("channel")


def _is_phone(cell: str) -> bool:
    digits = [mark for mark in cell if mark.isdigit()]
    return len(digits) >= _FEWEST_DIGITS_OF_A_PHONE and not any(map(str.isalpha, cell))


def _is_clock(cell: str) -> bool:
    with suppress(BadCell):
        return bool(read_clock(cell)) and len(cell) < len("2026-06-30")
    return False


def settle_instalments(table: Table, places: Places) -> None:
    """What was paid of instalments counts with the day it was paid; without one it is not read."""
    paid = [field for field in ("paid_total", *PARTS_PAID) if places.of(field)]
    if not (paid and places.of("paid_on")):
        for field in (*paid, "paid_on"):
            places.move(places.of(field), field, "")
