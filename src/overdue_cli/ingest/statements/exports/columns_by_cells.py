"""What the columns of a list hold where their headers leave it open: their cells say it.

``IBAN`` beside a payer is the payer's, ``Valuta`` over codes of currencies is a currency, and a
column of days beside a day of value is the day of booking.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from overdue_cli.ingest.headers.glossary import normal
from overdue_cli.ingest.statements.exports.columns.cell_kinds import is_currency, is_day
from overdue_cli.ingest.statements.exports.columns.gross_amounts import NoPayments, settle_gross
from overdue_cli.ingest.statements.exports.columns.other_party import settle_parties
from overdue_cli.ingest.statements.exports.status_words import is_known
from overdue_cli.ingest.values.currency_named import ALSO_WORDS, currencies_named

Places = Mapping[str, tuple[int, ...]]
Rows = Callable[[], Iterator[tuple[int, list[str]]]]
#: Rows by which it is seen what a column holds.
_SEEN = 500
#: So many accounts of our own hardly stand in a list, each in one row.
_SEVERAL = 3
_OURS = re.compile(r"own|our\b|my\b|eigen|auftrag|mijn|mein|mon\b|moje|本|我|card|卡")
#: Headers of an account that may as well be the other party's: IBAN, IBAN / Konto-Nr.
_ANYONES = re.compile(
    r"(?=.*iban)(?:iban|bban|konto|kontonummer|account|rekening|compte|cuenta|conto|numero|numer|"
    r"number|nr|no|num|n|\W)+"
)
#: Headers of a status that may as well be anything else: a text, a place, an amount.
_MAY_BE_STATUS = frozenset(
    map(normal, ("info", "state", "estado", "stato", "stan", "stav", "état", "situación", "tila"))
)

#: Headers of the currency of something else than what the account moved by.
_OF_ANOTHER = re.compile(
    r"orig|foreign|fremd|fee|gebühr|charge|target|source|exchange|counter|instruct|local|原|外",
    re.IGNORECASE,
)
_OF_ACCOUNT = re.compile(r"account|konto|settle|book|bill|wallet|balance", re.IGNORECASE)


#: An IBAN, or digits with what parts them.
_ACCOUNT = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9 ]*|\d[\d .*-]{3,}\d")
_COUNT = re.compile(r"\d{1,7}")
#: An amount with its decimals, and a currency beside it or none.
_MONEY = re.compile(r"^\D{0,4}\d[\d,. ']*[.,]\d{2}\D{0,4}$")


class SettledColumns(NamedTuple):
    """Where the fields of a list stand, and what a person should know of how that was told."""

    places: Places
    notes: tuple[str, ...] = ()
    no_payments: NoPayments = NoPayments()


def settled(places: Places, names: Sequence[str], rows: Rows, titles: str) -> SettledColumns:
    """The places of the fields of a list once its cells are seen."""
    first = [cells for _, cells in islice(rows(), _SEEN)]
    fields = dict(places)
    no_payments = settle_gross(fields, rows)
    settle_parties(fields, first)
    _take_accounts(fields, first)
    _take_currencies(fields, first)
    _find_currency(fields, names, first)
    _drop_accounts_of_money(fields, first)
    _drop_counters(fields, names, first)
    _take_iban(fields, names, first, titles)
    _take_status(fields, names, first)
    _drop_empty_sides(fields, rows)
    settled_columns = _with_booking_day(fields, names, first)
    return settled_columns._replace(no_payments=no_payments)


def _cells(place: int, rows: Sequence[Sequence[str]]) -> list[str]:
    """What stands in a column, without the empty cells."""
    texts = (cells[place].strip() for cells in rows if place < len(cells))
    return [text for text in texts if text]


def _take_currencies(fields: dict[str, tuple[int, ...]], rows: Sequence[Sequence[str]]) -> None:
    """A day of value whose cells are codes of currencies is the currency."""
    for place in fields.get("value_on", ()):
        cells = _cells(place, rows)
        if cells and all(map(is_currency, cells)):
            _take_out(fields, "value_on", place)
            if len(fields["booked_on"]) > 1 and place in fields["booked_on"]:
                _take_out(fields, "booked_on", place)
            fields["currency"] = (*fields.get("currency", ()), place)


def _take_status(
    fields: dict[str, tuple[int, ...]], names: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    """A column that may be a status is one where a cell is a word of it, and nothing else."""
    for place, name in enumerate(names):
        if normal(name) not in _MAY_BE_STATUS:
            continue
        for field in [one for one, places in fields.items() if place in places]:
            _take_out(fields, field, place)
        if any(map(is_known, _cells(place, rows))):
            fields["status"] = (*fields.get("status", ()), place)


def _find_currency(
    fields: dict[str, tuple[int, ...]], names: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    """A column that holds nothing but currencies is the currency of the amounts.

    Not one of another amount (original, fee), and not beside amounts whose header names it.
    """
    amounts = [fields[field][0] for field in ("amount", "credit", "debit") if field in fields]
    known = fields.get("currency", ())
    filled = any(_cells(place, rows) for place in known)
    if filled or any(currencies_named(names[place])[0] for place in amounts):
        return
    used = {place for places in fields.values() for place in places}
    fitting = [
        place
        for place, name in enumerate(names)
        if place not in used
        and not _OF_ANOTHER.search(name)
        and (cells := set(_cells(place, rows))) - ALSO_WORDS
        and all(map(_names_currency, cells))
    ]
    accounts = [place for place in fitting if _OF_ACCOUNT.search(names[place])]
    for places in (fitting, accounts):
        if len(places) == 1:
            fields["currency"] = (*known, places[0])
            return


def _names_currency(text: str) -> bool:
    named, rest = currencies_named(text)
    return len(named) == 1 and not rest


def _take_accounts(fields: dict[str, tuple[int, ...]], rows: Sequence[Sequence[str]]) -> None:
    """A column of parties that holds accounts and no names is one of accounts.

    Of several columns of accounts, the one that never changes is our own, and one that does the
    other party's.
    """
    for field, account in (("payer", "payer_account"), ("payee", "payee_account")):
        for place in fields.get(field, ()):
            cells = _cells(place, rows)
            if cells and all(map(_ACCOUNT.fullmatch, cells)):
                _take_out(fields, field, place)
                fields[account] = (*fields.get(account, ()), place)
    several = fields.get("account", ())
    different = {place: len(set(_cells(place, rows))) for place in several}
    if len(several) > 1 and sorted(different.values())[0] == 1 < max(different.values()):
        theirs = tuple(place for place in several if different[place] > 1)
        fields["account"] = tuple(place for place in several if different[place] <= 1)
        fields.setdefault("payer_account", theirs)


def _drop_counters(
    fields: dict[str, tuple[int, ...]], names: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    """A column called ID that counts rows is no reference: the next file begins anew."""
    for place in fields.get("reference", ()):
        cells = _cells(place, rows)
        if normal(names[place]) == "id" and any(map(_COUNT.fullmatch, cells)):
            _take_out(fields, "reference", place)


def _drop_accounts_of_money(
    fields: dict[str, tuple[int, ...]], rows: Sequence[Sequence[str]]
) -> None:
    """A column of amounts names no account, whatever its header: what was paid by card."""
    for place in fields.get("account", ()):
        cells = _cells(place, rows)
        if cells and all(map(_MONEY.search, cells)):
            _take_out(fields, "account", place)


def _take_iban(
    fields: dict[str, tuple[int, ...]],
    names: Sequence[str],
    rows: Sequence[Sequence[str]],
    titles: str,
) -> None:
    """An IBAN is the payer's where it goes with the payer, or changes from row to row.

    So is an account under any header that does not say whose it is, if it is another one in every
    row beside a payer.
    """
    for place in fields.get("account", ()):
        name = names[place].strip().casefold()
        if "payer_account" in fields or _OURS.search(name):
            continue
        payers = (*fields.get("payer", ()), *fields.get("payee", ()))
        anyones = _ANYONES.fullmatch(name)
        if (anyones and _is_payers(place, payers, rows, titles)) or (
            not anyones and payers and _never_repeats(place, rows)
        ):
            _take_out(fields, "account", place)
            fields["payer_account"] = (place,)


def _never_repeats(place: int, rows: Sequence[Sequence[str]]) -> bool:
    """Whether each of several rows has another text in a column."""
    cells = _cells(place, rows)
    return len(cells) == len(rows) == len(set(cells)) >= _SEVERAL


def _is_payers(
    place: int, payers: Sequence[int], rows: Sequence[Sequence[str]], titles: str
) -> bool:
    cells = _cells(place, rows)
    ibans = {text.replace(" ", "") for text in cells}
    if any(text in titles.replace(" ", "") for text in ibans):
        return False
    if not payers:
        return len(ibans) > 1 and 2 * len(ibans) >= len(cells)
    pairs = {
        (" ".join(row[at] for at in payers if at < len(row)), row[place].replace(" ", ""))
        for row in rows
        if place < len(row) and row[place].strip()
    }
    names = {payer for payer, _ in pairs}
    if len(ibans) == 1:
        return len(names) == 1
    return len(pairs) <= len(names) + 1 and 2 * len(ibans) >= len(names)


def _take_out(fields: dict[str, tuple[int, ...]], field: str, place: int) -> None:
    left = tuple(one for one in fields[field] if one != place)
    if left:
        fields[field] = left
    else:
        del fields[field]


def _drop_empty_sides(fields: dict[str, tuple[int, ...]], rows: Rows) -> None:
    """Of one amount and a column for each way, those that the list fills count."""
    if not {"amount", "credit", "debit"} <= set(fields):
        return
    both = (*fields["credit"], *fields["debit"])
    if any(cells[place].strip() for _, cells in rows() for place in both if place < len(cells)):
        del fields["amount"]
    else:
        del fields["credit"], fields["debit"]


def _with_booking_day(
    fields: dict[str, tuple[int, ...]], names: Sequence[str], rows: Sequence[Sequence[str]]
) -> SettledColumns:
    """A column of days that nobody knows is the day of booking beside a day of value alone."""
    booked = fields["booked_on"]
    no_day = bool(set(booked) & set(fields.get("currency", ())))
    if booked != fields.get("value_on") and not no_day:
        return SettledColumns(fields)
    used = {place for places in fields.values() for place in places}
    days = [place for place in range(len(names)) if place not in used and _has_days(place, rows)]
    if not days:
        return SettledColumns(fields)
    if no_day:
        fields["booked_on"] = (days[0],)
        note = f"'{names[days[0]]}' is read as the day of booking: no column is called so"
        return SettledColumns(fields, (note,))
    value = names[fields["value_on"][0]]
    if len(days) > 1:
        several = " or ".join(f"'{names[place]}'" for place in days)
        note = f"the day in '{value}' is taken; the day of booking may be in {several}"
        return SettledColumns(fields, (note,))
    fields["booked_on"] = (days[0],)
    note = (
        f"'{names[days[0]]}' is read as the day of booking, beside the day of value in '{value}'"
    )
    return SettledColumns(fields, (note,))


def _has_days(place: int, rows: Sequence[Sequence[str]]) -> bool:
    cells = _cells(place, rows)
    return len(cells) == len(rows) > 0 and all(map(is_day, cells))
