"""Reads the lists that banks and wallets export as CSV, XLS or XLSX.

What stands above the header are titles, which may name the account. A row whose cell for the day
has no digit is a total or a remark. Direction comes from the sign, from a column of its own
(收/支, 借贷, Dr/Cr) or from two columns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from overdue_cli.domain.currency_signs import UNSAID, CurrencyReading
from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.faults import BadCell, BadFile
from overdue_cli.ingest.header_language import orders_under
from overdue_cli.ingest.headers.header_currency import SHOWN_BY_CELLS
from overdue_cli.ingest.kept_rows import Kept, Spool
from overdue_cli.ingest.statements.exports.bank_or_card import CARD_TITLE
from overdue_cli.ingest.statements.exports.columns.day_order import order_in_period
from overdue_cli.ingest.statements.exports.columns.gross_amounts import NoPayments
from overdue_cli.ingest.statements.exports.columns.no_header import is_movement, without_header
from overdue_cli.ingest.statements.exports.columns.used_columns import fields_read, not_used
from overdue_cli.ingest.statements.exports.columns_by_cells import settled
from overdue_cli.ingest.statements.exports.direction_by_list import Direction
from overdue_cli.ingest.statements.exports.list_amounts import (
    FIRST_ROWS,
    ListAmounts,
    amount_texts,
    decimal_mark,
    sign_column,
)
from overdue_cli.ingest.statements.exports.list_currency import (
    currency_of_list,
    of_one_currency,
    said_by_balances,
    said_by_cells,
    said_by_headers,
    said_by_titles,
    said_by_unit,
)
from overdue_cli.ingest.statements.exports.list_direction import direction_of
from overdue_cli.ingest.statements.exports.list_header import (
    ListHeader,
    brokers_column,
    header_of,
    is_balance,
    meaning,
)
from overdue_cli.ingest.statements.exports.list_movements import (
    ListReading,
    currency_in,
    is_unmoved,
    minor_in,
    movement_in,
)
from overdue_cli.ingest.statements.exports.list_rows import ListRows, cell_at, row_text
from overdue_cli.ingest.statements.exports.status_words import Unmoved
from overdue_cli.ingest.statements.payment_details import IBAN
from overdue_cli.ingest.statements.values import (
    BankMovement,
    BankStatement,
    StatementChoices,
    StatementResult,
    kept_lines,
)
from overdue_cli.ingest.table import ANY_PLACE, Grid, Table
from overdue_cli.ingest.values.dates import NO_ORDER, ORDERS, DateColumn
from overdue_cli.ingest.values.decimal_marks import MARKS, NO_MARK
from overdue_cli.ingest.values.per_column import chosen
from overdue_cli.ingest.workbook.cell_text import ERRORS, refuse_error

_ACCOUNT = re.compile(
    r"(?:账\s*号|卡\s*号|支付宝账户|账\s*户|account(?: number| no\.?)?|iban)"
    r"\s*:\s*\[?([^\s\],]+)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:账号|卡号|account(?: number| no\.?)?|kontonummer|rekeningnummer|iban)"
    r"(?:\s*\[[^\]]*\])?\s+((?=[\w*-]*\d{5})[\w*-]+)",
    re.IGNORECASE,
)
#: Fields of which the last whose cell cannot be read is named where a row is rejected.
_REFUSED_FIELDS = ("booked_on", "value_on", "amount", "credit", "debit", "currency")


@dataclass(frozen=True)
class _OpenList:
    """A list of which is decided how it is read."""

    reading: ListReading
    says_direction: bool
    notes: tuple[str, ...]
    passed: tuple[str, ...]
    """Headers of amounts in other currencies than the one that was asked for."""
    no_payments: tuple[str, ...] = ()
    """Headers of amounts that are known to be no part of a payment."""


def read_list(grid: Grid, choices: StatementChoices) -> tuple[StatementResult, Table]:
    """The movements of a list, and its rows; BadFile where its header names no day or amount."""
    header = header_of(grid, choices.columns)
    if header is None:
        raise _no_header(grid)
    broker = brokers_column(header.names)
    if broker:
        raise BadFile(
            f"this is a broker's list of trades (it has the column '{broker}')",
            "Import the statement of the bank account instead.",
            row=header.row,
            column=broker,
        )
    opened = _opened(grid, header, choices)
    reading = opened.reading
    shown = reading.currency if reading.currency_reading.by == SHOWN_BY_CELLS else ""
    table = _table(grid, header, shown, card=reading.direction.sign == "card")
    return _movements(opened), table


def _table(grid: Grid, header: ListHeader, currency: str, *, card: bool) -> Table:
    """The rows of a list below its header, with what stands above it.

    What only the formats of a workbook say of the currency stands there, too.
    """
    shown = [(0, [f"currency: {currency}"])] if currency else []
    above = [*shown, *((row, [text]) for row, text in header.above)]
    return Table(
        name=grid.name,
        sha256=grid.sha256,
        header=header.names,
        header_row=header.row,
        rows=partial(grid.rows, header.row),
        encoding=grid.encoding,
        delimiter=grid.delimiter,
        sheet=grid.sheet,
        above=((0, [CARD_TITLE]), *above) if card else tuple(above),
    )


def _no_header(grid: Grid) -> BadFile:
    row, cells = next(grid.rows(0), (1, [""]))
    if is_movement(cells):
        return without_header(row, cells)
    meant = {meaning(cell)[0] for cell in cells}
    lacking = "the day" if not meant & {"booked_on", "value_on"} else "the amount"
    return BadFile(
        f"no column names {lacking} of each movement",
        "A list of movements has columns such as date, amount and description; where yours have "
        "other names, a map says which they are: --as statement --guess writes one.",
        row=row,
        value=", ".join(filter(None, map(str.strip, cells)))[:80],
    )


def _opened(grid: Grid, header: ListHeader, choices: StatementChoices) -> _OpenList:
    """How a list is read; Undecided where only the user can tell."""
    titles = " ".join(text for _, text in header.above)
    columns = settled(header.places, header.names, partial(grid.rows, header.row), titles)
    places = of_one_currency(grid.name, header.row, columns.places, header.names, choices)
    every = ListRows(grid, replace(header, places=columns.places))
    repeated = frozenset(columns.no_payments.repeated)
    rows = ListRows(grid, replace(header, places=places), repeated)
    taken = set(rows.amount_places)
    passed = tuple(header.names[at] for at in every.amount_places if at not in taken)
    currency, currency_reading = _currency(rows, titles, choices)
    booked = _date_column(rows, "booked_on", titles, choices)
    valued = _date_column(rows, "value_on", titles, choices) if "value_on" in places else None
    mark = chosen(choices.decimal, MARKS, rows.amount_header, grid.sheet)
    mark = mark or decimal_mark(grid.name, rows.amount_header, amount_texts(rows))
    amounts = ListAmounts(rows, mark, sign_column(rows, mark))
    no_payments = columns.no_payments
    direction, says_direction = direction_of(
        amounts, booked, titles, choices, of_provider=bool(no_payments.costs)
    )
    said = _opening_notes(amounts, direction, no_payments, passed, choices.currency)
    notes = (*grid.notes, *columns.notes, *said)
    reading = ListReading(
        amounts,
        direction,
        booked,
        valued,
        choices.account or _account_in(titles),
        currency,
        currency_reading,
        choices,
        refunds=no_payments.refunds,
    )
    apart = tuple(header.names[at] for at in no_payments.places)
    return _OpenList(reading, says_direction, notes, passed, apart)


def _opening_notes(
    amounts: ListAmounts,
    direction: Direction,
    no_payments: NoPayments,
    passed: Sequence[str],
    currency: str,
) -> Iterator[str]:
    """What to say of how the amounts of a list are read."""
    names = amounts.rows.header.names
    for name in passed:
        yield f"'{name}' is not read: the amounts in {currency} are"
    if amounts.sign_column:
        yield f"'{names[amounts.sign_column.place]}' tells which amounts are money out"
    if direction.note:
        yield direction.note
    if no_payments.costs:
        kept = " and ".join(f"'{names[at]}'" for at in no_payments.costs)
        what = "is" if len(no_payments.costs) == 1 else "are"
        yield (
            f"what the customer paid is in '{amounts.rows.amount_header}'; {kept} {what} no part "
            "of it"
        )


def _currency(
    rows: ListRows, titles: str, choices: StatementChoices
) -> tuple[str, CurrencyReading]:
    """The currency of amounts that do not say it themselves, and what says so."""
    header = rows.header
    fields = ("amount", "credit", "debit")
    money = [header.places[one][0] for one in fields if one in header.places]
    own = "currency" in header.places
    shown = {
        sign
        for place in (ANY_PLACE, *money)
        for sign in (() if own else rows.grid.currencies.get(place, ()))
    }
    sources = [
        said_by_headers((header.names[place] for place in money), shown, header.row),
        said_by_balances(name for name in header.names if is_balance(name)),
        _said_by_titles(rows, own=own),
    ]
    if "支付宝" in titles or "微信" in titles:
        sources.append(CurrencyReading("¥", "the wallet", ("CNY",)))
    sources.append(said_by_unit((header.names[place] for place in money), choices.currency))
    return currency_of_list(rows.grid.name, header.row, sources, choices)


def _said_by_titles(rows: ListRows, *, own: bool) -> CurrencyReading:
    """What the titles say; nothing where every amount says the same itself."""
    titles = said_by_titles(rows.header.above)
    shown = said_by_cells(_first_amounts(rows)) if titles.codes and not own else UNSAID
    return UNSAID if shown.code in titles.codes else titles


def _first_amounts(rows: ListRows) -> Iterator[str]:
    """The amounts of the first rows that have a day."""
    for _, cells in islice(rows.with_day(), FIRST_ROWS):
        yield from filter(None, (cell_at(cells, place) for place in rows.amount_places))


def _date_column(rows: ListRows, field: str, titles: str, choices: StatementChoices) -> DateColumn:
    place = rows.header.places[field][0]
    header = rows.header.names[place]

    def cells() -> Iterator[tuple[int, str]]:
        for row, texts in rows:
            if place < len(texts) and any(mark.isdecimal() for mark in texts[place]):
                yield row, texts[place].strip()

    order = chosen(choices.date_order, ORDERS, header, rows.grid.sheet)
    return DateColumn(
        rows.grid.name,
        header,
        cells,
        order or order_in_period(titles, (text for _, text in cells())),
        day_zero=rows.grid.day_zero,
        by_header=partial(orders_under, rows.header.names, header),
    )


def _movements(opened: _OpenList) -> StatementResult:
    """Every movement, by account and currency, and what is wrong with the other rows."""
    reading = opened.reading
    rows = reading.amounts.rows
    left_out = list(rows.header.above)
    problems: list[Problem] = []
    unmoved = Unmoved()
    spool = Spool()
    kept: dict[tuple[str, str], Kept[BankMovement]] = {}
    contrary = 0
    for row, cells in rows:
        failed = _failed(rows, row, cells)
        if failed is not None:
            problems.append(failed)
            continue
        day = rows.text(cells, "booked_on")
        no_day = bool(day) and not any(mark.isdecimal() for mark in day)
        if no_day or row in rows.no_movements:
            contrary = contrary or (row if no_day and any(rows.money(cells)) else 0)
            left_out.append((row, row_text(cells)))
            continue
        if not day and is_unmoved(reading, row, cells, unmoved):
            left_out.append((row, row_text(cells)))
            continue
        try:
            movement = movement_in(reading, row, cells, unmoved)
        except BadCell as fault:
            problems.append(_problem(reading, row, cells, fault))
            continue
        of = (movement.account, movement.currency)
        if of not in kept:
            kept[of] = kept_lines(spool)
        kept[of].append(movement)
    if contrary and not (kept or problems):
        raise _no_list(rows.header, contrary)
    return StatementResult(
        [_statement(*of, lines) for of, lines in kept.items()],
        problems,
        [*opened.notes, *unmoved.notes(), *_reading_notes(opened)],
        left_out,
        ignored=not_used(reading.amounts, reading.direction, opened.passed),
        fields_read=fields_read(reading.amounts, reading.direction),
        no_payments=opened.no_payments,
        says_direction=opened.says_direction,
    )


def _no_list(header: ListHeader, row: int) -> BadFile:
    """The fault of a file that has what reads as a header of a list, and no movement."""
    return BadFile(
        f"row {header.row} reads as the header of a list of movements, and no row below has a day",
        "If it is one, export it again with days such as 2026-06-30; else say what the file holds "
        "with --as.",
        row=row,
    )


def _statement(account: str, currency: str, lines: Kept[BankMovement]) -> BankStatement:
    lines.put_away()
    row = next(line.row for line in lines)
    return BankStatement(row, account, currency, "", None, None, lines)


def _failed(rows: ListRows, row: int, cells: Sequence[str]) -> Problem | None:
    """What is wrong with the first cell in use that shows an error of its formula."""
    for place in rows.used:
        text = cells[place].strip() if place < len(cells) else ""
        if text in ERRORS:
            try:
                refuse_error(text)
            except BadCell as fault:
                return Problem(row, rows.header.names[place], text, fault.rule, fault.hint)
    return None


def _reading_notes(opened: _OpenList) -> Iterator[str]:
    """What to say of the order of days and the decimal mark, once all rows are read."""
    reading = opened.reading
    dates, amounts = reading.dates, amount_texts(reading.amounts.rows)
    if all(column.idle for column in dates):
        yield NO_ORDER
    if reading.choices.decimal and not any(re.search(r"[.,]", text) for _, text in amounts):
        yield NO_MARK
    for column in dates:
        if column.decisive:
            row, header, text, rule, _ = column.decisive
            yield f"row {row}, column '{header}', '{text}': {rule}"


def _problem(reading: ListReading, row: int, cells: Sequence[str], fault: BadCell) -> Problem:
    """What is wrong with a row, at the last of its cells that cannot be read."""
    column, value = "", ""
    header = reading.amounts.rows.header
    for field in _REFUSED_FIELDS:
        for place in header.places.get(field, ())[:1]:
            text = cell_at(cells, place)
            if text and _is_bad(reading, field, text, cells):
                column, value = header.names[place], text
    return Problem(row, column, value, fault.rule, fault.hint)


def _is_bad(reading: ListReading, field: str, text: str, cells: Sequence[str]) -> bool:
    try:
        if field == "booked_on":
            reading.booked.read(text)
        elif field == "value_on":
            (reading.valued or reading.booked).read(text)
        elif field == "currency":
            currency_in(reading, cells)
        else:
            minor_in(reading, text, currency_in(reading, cells))
    except BadCell:
        return True
    return False


def _account_in(titles: str) -> str:
    """The account that stands above a list: after its name, or as an IBAN."""
    labelled = _named(_ACCOUNT, titles) or _named(_LABELLED, titles)
    iban = IBAN.search(titles)
    return labelled or (iban[0] if iban else "")


def _named(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(unicodedata.normalize("NFKC", text))
    return next(filter(None, match.groups()), "") if match else ""
