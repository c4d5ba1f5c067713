"""Reads the lists that banks and wallets export as CSV, XLS or XLSX.

The header is the first row that names a day and an amount; what stands above it are titles, which
may name the account. A row whose cell for the day has no digit is a total or a remark. Direction
comes from the sign, from a column of its own (收/支, 借贷, Dr/Cr) or from two columns.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from importlib.resources import files
from itertools import chain, islice
from typing import NamedTuple

from overdue_cli.domain.currency_signs import Said
from overdue_cli.domain.errors import Problem, WrongUse
from overdue_cli.domain.money import CURRENCIES
from overdue_cli.ingest.faults import BadCell, BadFile, Undecided
from overdue_cli.ingest.headers.headers import REJECT_COLUMNS, SHOWN_BY_CELLS, normal
from overdue_cli.ingest.kept_rows import Kept, Spool
from overdue_cli.ingest.statements.details import IBAN, payments_in, reason_in, said_to_return
from overdue_cli.ingest.statements.exports.balance import (
    BalanceMovement,
    Running,
    number,
    running_balance,
)
from overdue_cli.ingest.statements.exports.card import (
    CARD_TITLE,
    CardMovement,
    is_category,
    way_of,
)
from overdue_cli.ingest.statements.exports.columns import settled
from overdue_cli.ingest.statements.exports.currency import (
    currency_of_list,
    currency_of_row,
    named_by_account,
    of_one_currency,
    said_by_balances,
    said_by_headers,
    said_by_titles,
    said_by_unit,
    shown_beside,
    without_currency,
)
from overdue_cli.ingest.statements.exports.direction import Direction, decide
from overdue_cli.ingest.statements.exports.evidence import (
    MARKED_IN,
    Cell,
    DirectionEvidence,
    other,
    tally_up,
)
from overdue_cli.ingest.statements.exports.outward import Outward, outward
from overdue_cli.ingest.statements.exports.second_amount import Second, second_amount
from overdue_cli.ingest.statements.exports.sides import Way, says_none, way_named
from overdue_cli.ingest.statements.exports.statuses import Field, Unmoved, has_moved
from overdue_cli.ingest.statements.values import (
    Balance,
    BankMovement,
    BankStatement,
    LineKind,
    StatementChoices,
    StatementResult,
    kept_lines,
    minor,
)
from overdue_cli.ingest.table import ANY_PLACE, Grid, Table
from overdue_cli.ingest.values.currency_named import currencies_named
from overdue_cli.ingest.values.dates import NO_ORDER, ORDERS, DateColumn
from overdue_cli.ingest.values.decimal_marks import MARKS, NO_MARK
from overdue_cli.ingest.values.per_column import chosen
from overdue_cli.ingest.workbook.cell_text import refuse_error

_SEARCHED = 60
_NOTHING = re.compile(r"[-/\\.\s*—]*$")
_SYMBOLS = re.compile(r"[¥￥$€£\s\u00a0+]")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))
_BARE = re.compile(r"-?[0-9][0-9.,]*")
_IN = re.compile(r"\s+(?:in|en|w)$|\(\)|\[\]", re.IGNORECASE)
_AMOUNTS = ("amount", "credit", "debit")
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
_BROKER = ("证券代码", "股东账号", "成交数量", "成交价格")
#: Why a row was rejected of which nothing says the direction.
_UNTOLD = "whether this is money in or money out"
_DIGIT = re.compile(r"\d")
_UNIT = re.compile(r"元$|[€$£¥]$")
_BRACKETED = re.compile(r"[(\[（【][^()\[\]（）【】]*[)\]）】]\s*$")
_REFUNDED = re.compile(r"refunded|erstattet|remboursé|reembolsado|rimborsato|terugbetaald", re.I)
#: Rows at the beginning by which it is seen what a column holds.
_FIRST = 50
#: Fields beside which a direction may stand; '' is a column of which nothing is known.
_MAY_SAY_WAY = ("", "side", "text", "note", "status", "reference", "payer")
_MARKED = re.compile(
    r"(?P<number>.*\d[\d.,)]*)\s*(?:(?P<cr>cr|c|h|haben)|(?P<dr>dr|db|d|s|soll))\.?", re.IGNORECASE
)


class ListHeader(NamedTuple):
    """Where the columns of a list stand: one place for a field, several for text."""

    row: int
    places: Mapping[str, tuple[int, ...]]
    names: tuple[str, ...]
    above: tuple[tuple[int, str], ...]
    """Rows above, as one text each."""


@cache
def known_headers() -> Mapping[str, tuple[str, int]]:
    """For each normal header: the field it names, and its rank among the names of that field."""
    text = files(__package__).joinpath("headers.csv").read_text("utf-8")
    found: dict[str, tuple[str, int]] = {}
    for row in csv.DictReader(text.splitlines()):
        for rank, alias in enumerate(row["aliases"].split("|")):
            found.setdefault(normal(alias), (row["field"], rank))
    return found


def meaning(cell: str) -> tuple[str, int]:
    """The field that a header names and its rank; ('', 0) for none.

    >>> meaning("金额(元)")[0], meaning(" Betrag ")[0], meaning("Colour")[0]
    ('amount', 'amount', '')
    """
    name = normal(cell)
    known = known_headers()
    bare_name = normal(_BRACKETED.sub("", cell.strip()))
    return known.get(name) or known.get(_UNIT.sub("", name)) or known.get(bare_name) or ("", 0)


def score(cells: Sequence[str]) -> int:
    """How many cells of a row name a column of a statement."""
    return sum(1 for cell in cells if meaning(cell)[0])


def header_of(grid: Grid) -> ListHeader | None:
    """The header of a list of movements; None where there is none in the first rows."""
    above: list[tuple[int, str]] = []
    named = [(0, list(grid.header))] if grid.header else []
    for seen, (row, cells) in enumerate(chain(named, grid.rows(0))):
        if seen >= _SEARCHED:
            return None
        places = _places(cells)
        if "booked_on" in places and ({"amount"} & set(places) or _two_sided(places)):
            return ListHeader(row, places, tuple(cell.strip() for cell in cells), tuple(above))
        above.append((row, " ".join(filter(None, map(str.strip, cells)))))
    return None


def lacking(fields: Collection[str], names: Sequence[str]) -> list[str]:
    """What a header of these fields lacks to be clearly a bank's or a broker's.

    Day and amount alone may be of anything; a text, a payer or a balance beside them is a bank's.

    >>> lacking({"value_on", "amount"}, ()), lacking({"booked_on", "credit", "debit"}, ())
    (['a description'], [])
    """
    missing = [] if {"booked_on", "value_on"} & set(fields) else ["a date"]
    two_sided = {"credit", "debit"} <= set(fields)
    if not two_sided and "amount" not in fields:
        missing.append("an amount")
    clear = {"balance", "payer", "payer_account", "text", "side"} & set(fields)
    if not (clear or two_sided or is_brokers(names)):
        missing.append("a description")
    return missing


def is_brokers(names: Sequence[str]) -> bool:
    """Whether a header is that of a broker's list of trades."""
    return any(name in _BROKER for name in names)


def amounts_at(header: Sequence[str]) -> list[int]:
    """Where the amounts of a list stand: in one column, or in one for each way."""
    places = _places(header)
    return [at for field in ("amount", "credit", "debit") for at in places.get(field, ())[:1]]


def _two_sided(places: Mapping[str, object]) -> bool:
    return "credit" in places and "debit" in places


def _places(cells: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """By field, the places of its columns, best name first."""
    found: dict[str, list[tuple[int, int]]] = {}
    for place, cell in enumerate(cells):
        field, rank = meaning(cell)
        if field:
            found.setdefault(field, []).append((rank, place))
    if "booked_on" not in found and "value_on" in found:
        found["booked_on"] = found["value_on"]
    return {field: tuple(place for _, place in sorted(ranked)) for field, ranked in found.items()}


def read_sheet(grid: Grid, choices: StatementChoices) -> tuple[StatementResult, Table]:
    """The movements of a list, and its rows; BadFile where its header names no day or amount."""
    header = header_of(grid)
    if header is None:
        raise _no_header(grid)
    broker = [name for name in header.names if name in _BROKER]
    if broker:
        raise BadFile(
            f"this is a broker's list of trades (it has the column '{broker[0]}')",
            "Import the statement of the bank account instead.",
            row=header.row,
            column=broker[0],
        )
    reader = _Reader(grid, header, choices)
    result = reader.read()._replace(ignored=reader.ignored, says_direction=reader.says_direction)
    return result, _table(grid, header, reader.shown_currency, card=reader.sign == "card")


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
    first = next(grid.rows(0), (1, [""]))
    meant = {meaning(cell)[0] for cell in first[1]}
    lacking = "the day" if not meant & {"booked_on", "value_on"} else "the amount"
    return BadFile(
        f"no column names {lacking} of each movement",
        "A list of movements has columns such as date, amount and description.",
        row=first[0],
        value=", ".join(filter(None, map(str.strip, first[1])))[:80],
    )


class _Reader:
    """Goes through the rows below a header once."""

    def __init__(self, grid: Grid, header: ListHeader, choices: StatementChoices) -> None:
        said = " ".join(text for _, text in header.above)
        columns = settled(header.places, header.names, partial(grid.rows, header.row), said)
        places = of_one_currency(grid.name, header.row, columns.places, header.names, choices)
        self._passed = [
            header.names[place]
            for field in _AMOUNTS
            for place in columns.places.get(field, ())
            if place not in places[field]
        ]
        header = header._replace(places=places)
        self._grid, self._header, self._choices = grid, header, choices
        self._places = header.places
        self._used = sorted({place for places in header.places.values() for place in places})
        wallet = "支付宝" in said or "微信" in said
        self._account = choices.account or _account_in(said)
        self._currency, self._currency_said = self._told_currency(wallet=wallet)
        self._dates = self._date_column("booked_on")
        self._values = self._date_column("value_on") if "value_on" in self._places else None
        given = chosen(choices.decimal, MARKS, _amount_header(self._header), grid.sheet)
        self._mark = given or decimal_mark(grid.name, self._header, self._amounts())
        self._second = self._second_amount()
        self._direction, self.says_direction = self._told_direction(said)
        self._kept: dict[tuple[str, str], Kept[BankMovement]] = {}
        self._spool = Spool()
        self._balances: dict[tuple[str, str], list[Balance]] = {}
        self._found = StatementResult([], [], [*grid.notes, *columns.notes], [])
        self._found.notes.extend(
            f"'{name}' is not read: the amounts in {choices.currency} are" for name in self._passed
        )
        if self._second:
            name = header.names[self._second.place]
            self._found.notes.append(f"'{name}' tells which amounts are money out")
        if self._direction.note:
            self._found.notes.append(self._direction.note)
        self._left_out: list[tuple[int, str]] = list(header.above)
        self._unmoved = Unmoved()

    def _told_currency(self, *, wallet: bool) -> tuple[str, Said]:
        """The currency of amounts that do not say it themselves, and what says so."""
        names, row = self._header.names, self._header.row
        money = [self._places[one][0] for one in _AMOUNTS if one in self._places]
        own = "currency" in self._places
        shown = {
            sign
            for place in (ANY_PLACE, *money)
            for sign in (() if own else self._grid.currencies.get(place, ()))
        }
        said = [
            said_by_headers((names[place] for place in money), shown, row),
            said_by_balances(name for name in names if _is_balance(name)),
            said_by_titles(self._header.above),
        ]
        if wallet:
            said.append(Said("¥", "the wallet", ("CNY",)))
        said.append(said_by_unit((names[place] for place in money), self._choices.currency))
        return currency_of_list(self._grid.name, row, said, self._choices)

    def read(self) -> StatementResult:
        """Every movement, by account and currency."""
        for row, cells in self._grid.rows(self._header.row):
            failed = self._failed(cells)
            if failed is not None:
                self._found.problems.append(failed._replace(row=row))
                continue
            day = self._text(cells, "booked_on")
            if day and not any(mark.isdecimal() for mark in day):
                self._left_out.append((row, " ".join(filter(None, map(str.strip, cells)))))
                continue
            try:
                self._keep(self._line(row, cells))
            except BadCell as fault:
                self._reject(row, cells, fault)
        self._conclude()
        return self._found

    def _failed(self, cells: Sequence[str]) -> Problem | None:
        """What is wrong with the first cell in use that shows an error of its formula."""
        for place in self._used:
            text = cells[place].strip() if place < len(cells) else ""
            try:
                refuse_error(text)
            except BadCell as fault:
                return Problem(0, self._header.names[place], text, fault.rule, fault.hint)
        return None

    def _conclude(self) -> None:
        for (account, currency), lines in self._kept.items():
            lines.put_away()
            row = next(line.row for line in lines)
            self._found.statements.append(
                BankStatement(row, account, currency, "", None, None, lines)
            )
        self._found.left_out.extend(self._left_out)
        self._found.notes.extend(self._unmoved.notes())
        columns = [dates for dates in (self._dates, self._values) if dates]
        if all(dates.idle for dates in columns):
            self._found.notes.append(NO_ORDER)
        if self._choices.decimal and not any(
            re.search(r"[.,]", one) for _, one in self._amounts()
        ):
            self._found.notes.append(NO_MARK)
        for dates in columns:
            if dates.told:
                row, header, text, rule, _ = dates.told
                self._found.notes.append(f"row {row}, column '{header}', '{text}': {rule}")

    def _keep(self, line: BankMovement) -> None:
        of = (line.account, line.currency)
        if of not in self._kept:
            self._kept[of] = kept_lines(self._spool)
        self._kept[of].append(line)

    def _reject(self, row: int, cells: Sequence[str], fault: BadCell) -> None:
        column, value = "", ""
        for field in ("booked_on", "value_on", "amount", "credit", "debit", "currency"):
            for place in self._places.get(field, ())[:1]:
                text = cells[place].strip() if place < len(cells) else ""
                if text and self._is_bad(field, text, cells):
                    column, value = self._header.names[place], text
        self._found.problems.append(Problem(row, column, value, fault.rule, fault.hint))

    def _is_bad(self, field: str, text: str, cells: Sequence[str]) -> bool:
        try:
            if field in ("booked_on", "value_on"):
                (self._dates if field == "booked_on" else self._values or self._dates).read(text)
            elif field == "currency":
                self._currency_of(cells)
            else:
                self._minor(text, self._currency_of(cells))
        except BadCell:
            return True
        return False

    def _date_column(self, field: str) -> DateColumn:
        place = self._places[field][0]

        def cells() -> Iterator[tuple[int, str]]:
            for row, texts in self._grid.rows(self._header.row):
                if place < len(texts) and any(mark.isdecimal() for mark in texts[place]):
                    yield row, texts[place].strip()

        return DateColumn(
            self._grid.name,
            self._header.names[place],
            cells,
            chosen(self._choices.date_order, ORDERS, self._header.names[place], self._grid.sheet),
            day_zero=self._grid.day_zero,
        )

    @property
    def sign(self) -> str:
        """bank or card: which way the amounts of the list go."""
        return self._direction.sign

    @property
    def shown_currency(self) -> str:
        """The currency that only the formats of cells say; '' for none."""
        said = self._currency_said
        return self._currency if said.by == SHOWN_BY_CELLS else ""

    @property
    def _texts(self) -> tuple[int, ...]:
        """Where it is told what a movement was for: the bank's texts, then notes of any kind."""
        return (*self._places.get("text", ()), *self._places.get("note", ()))

    @property
    def ignored(self) -> tuple[str, ...]:
        """The headers of columns that say nothing that is used."""
        used = {*self._used, self._direction.place, self._second.place if self._second else -1}
        running = self._direction.running
        return tuple(
            name
            for place, name in enumerate(self._header.names)
            if name
            and place not in used
            and name not in self._passed
            and not (running and running.header == name)
        )

    def _told_direction(self, titles: str) -> tuple[Direction, bool]:
        """Which way the money of each movement goes, from all that the list says of it.

        And whether the list says it in such a way that the user's sign could not matter.
        """
        running = self._running()
        columns = self._side_columns()
        signs, sides = tally_up(self._signs(), columns, running)
        two = _two_sided(self._places)
        evidence = DirectionEvidence(
            self._grid.name,
            _amount_header(self._header),
            signs,
            sides,
            running if running and running.whole else None,
            self._header.names[self._places["debit"][0]] if two else "",
            running if running and not running.whole else None,
            self._outward,
            self._refunded(),
            self._unfit() if running is None or not running.whole else (0, ""),
        )
        way = partial(decide, evidence, self._choices.money_out, card=lambda: self._card(titles))
        found = way(sign=self._choices.sign)
        other_sign = {"bank": "card", "card": "bank"}.get(self._choices.sign)
        with suppress(WrongUse):
            return found, other_sign is not None and way(sign=other_sign) == found
        return found, False

    def _outward(self) -> Outward | None:
        """What says that amounts without a sign may be money out."""
        header = self._header
        fields = ("payer", "payer_account")
        parties = [header.names[at] for field in fields for at in self._places.get(field, ())]
        notes = chain([(0, self._grid.sheet)], header.above, self._notes())
        return outward(header.row, header.names, parties, notes)

    def _notes(self) -> Iterator[tuple[int, str]]:
        """The rows with words where the day would stand: sections and totals, as one text each."""
        day = self._places["booked_on"][0]
        for row, cells in self._grid.rows(self._header.row):
            text = cells[day].strip() if day < len(cells) else ""
            if text and not _DIGIT.search(text):
                yield row, " ".join(filter(None, map(str.strip, cells)))

    def _movements(self) -> Iterator[tuple[int, list[str]]]:
        """The rows that have a day, with an amount or without."""
        day = self._places["booked_on"][0]
        for row, cells in self._grid.rows(self._header.row):
            text = cells[day] if day < len(cells) else ""
            if _DIGIT.search(text.strip() or self._text(cells, "booked_on")):
                yield row, cells

    def _side_columns(self) -> list[tuple[int, str, str]]:
        """The columns that may say a direction: place, header, and what it is known for."""
        if _two_sided(self._places):
            return []
        fields = {place: field for field, places in self._places.items() for place in places}
        names = self._header.names
        rows = islice(self._grid.rows(self._header.row), _FIRST)
        width = max([len(names), *(len(cells) for _, cells in rows)])
        headers = [*names, *[""] * (width - len(names))]
        fields = {
            place: "" if field in ("credit", "debit") else field for place, field in fields.items()
        }
        return [
            (place, header, fields.get(place, ""))
            for place, header in enumerate(headers)
            if fields.get(place, "") in _MAY_SAY_WAY
        ]

    def _running(self) -> Running | None:
        """The running balance of the list, whatever it is called."""
        named = self._places.get("balance", ())
        used = set(self._used)
        columns = [(place, self._header.names[place], True) for place in named] + [
            (place, name, False)
            for place, name in enumerate(self._header.names)
            if place not in used
        ]
        columns = [one for one in columns if one[2] or self._is_numeric(one[0])]
        if not columns:
            return None
        return running_balance(self._moved([one[0] for one in columns]), columns, self._dates.read)

    def _is_numeric(self, place: int) -> bool:
        """Whether the first cells of a column are numbers."""
        rows = islice(self._movements(), _FIRST)
        cells = [cells[place] for _, cells in rows if place < len(cells) and cells[place].strip()]
        return bool(cells) and all(number(cell, self._mark) is not None for cell in cells)

    def _moved(self, places: Sequence[int]) -> Iterator[BalanceMovement]:
        apart = [*self._places.get("account", ())[:1], *self._places.get("currency", ())[:1]]
        day, mark = self._places["booked_on"][0], self._mark
        for row, cells in self._movements():
            amount = self._size(cells)
            if amount:
                of = " ".join(cells[place] for place in apart if place < len(cells))
                balances = [
                    number(cells[place], mark) if place < len(cells) else None for place in places
                ]
                yield BalanceMovement(row, of, cells[day], abs(amount[1]), balances)

    def _second_amount(self) -> Second | None:
        """The column that tells the sign of amounts which have none."""
        if _two_sided(self._places):
            return None
        named: Sequence[tuple[str, Way]] = (("credit", "in"), ("debit", "out"))
        sides = {place: way for field, way in named for place in self._places.get(field, ())}
        places = [*self._unnamed(), *self._places["amount"][1:], *sides]
        names = self._header.names
        columns = [
            (place, sides.get(place) or way_named(names[place]))
            for place in places
            if self._is_numeric(place)
        ]
        if not columns:
            return None
        place = self._places["amount"][0]
        rows = (
            (
                number(self._text(cells, "amount"), self._mark) or 0,
                [number(cells[at], self._mark) if at < len(cells) else None for at, _ in columns],
                marked(cells[place])[1] if place < len(cells) else None,
            )
            for _, cells in self._movements()
        )
        return second_amount(
            ((-1 if way else amount, values) for amount, values, way in rows if amount), columns
        )

    def _refunded(self) -> tuple[int, str]:
        """The first row whose amount was paid back, as a column beside it says, and its header."""
        places = [at for at in self._unnamed() if _REFUNDED.search(self._header.names[at])]
        for row, cells in self._movements() if places else ():
            for at in places:
                if at < len(cells) and (number(cells[at], self._mark) or 0) > 0:
                    return row, self._header.names[at]
        return 0, ""

    def _unfit(self) -> tuple[int, str]:
        """The first row with a balance, where balances prove nothing; of one row if it is less."""
        places = self._places.get("balance", ())[:1]
        first = rows = 0
        below = False
        for row, cells in self._movements() if places else ():
            size = self._size(cells)
            if size is None:
                continue
            rows += 1
            held = number(cells[places[0]], self._mark) if places[0] < len(cells) else None
            first = first or (row if held is not None else 0)
            below = below or (held is not None and held < abs(size[1]))
            if first and (rows > 1 or below):
                return first, self._header.names[places[0]]
        return 0, ""

    def _amount_text(self, cells: Sequence[str]) -> str:
        """The amount of a row, with the sign that another column tells."""
        text = self._text(cells, "amount")
        if self._second is None or not text:
            return text
        at = self._second.place
        value = number(cells[at], self._mark) if at < len(cells) else None
        return f"-{text.removeprefix('+')}" if self._second.is_out(value) else text

    def _size(self, cells: Sequence[str]) -> tuple[str, int] | None:
        """credit, debit or amount, and what stands there in ten-thousandths; None for nothing."""
        for field in ("credit", "debit") if _two_sided(self._places) else ("amount",):
            text = self._amount_text(cells) if field == "amount" else self._text(cells, field)
            value = number(text, self._mark)
            if value is None:
                value = number(without_currency(text), self._mark)
            if value:
                return field, value
        return None

    def _signs(self) -> Iterator[tuple[int, Sequence[str], Cell]]:
        """Each row with an amount, and its sign."""
        for row, cells in self._movements():
            amount = self._size(cells)
            if amount:
                word = "" if amount[0] == "amount" else amount[0]
                text = "" if word else self._amount_text(cells)
                if text[:1] == "+" or marked(text)[1] == "in":
                    word = MARKED_IN
                yield row, cells, Cell(word, amount[1] < 0)

    def _card(self, titles: str) -> Direction:
        """A bank's list or a card's, where one column has all amounts and no word says the way."""
        place = self._places["amount"][0]
        said = [*self._texts, *self._unnamed()]
        sorting = {place for place in said if is_category(self._header.names[place])}
        rows = (
            CardMovement(
                row,
                bare(self._amount_text(cells))[:1] in ("-", "("),
                cells[place].strip(),
                " ".join(
                    f"[{cells[at].strip()}]" if at in sorting else cells[at].strip()
                    for at in said
                    if at < len(cells)
                ),
            )
            for row, cells in self._grid.rows(self._header.row)
            if place < len(cells) and _DIGIT.search(cells[place])
        )
        names = self._header.names
        way = way_of(self._grid.name, names[place], names, titles, rows)
        note = (
            "amounts are read as those of a credit card, where a plus is money out: "
            f"{way.because}; --sign bank reads them the other way"
        )
        return Direction(way.sign, note=note if way.because else "")

    def _unnamed(self) -> list[int]:
        used = set(self._used)
        return [place for place in range(len(self._header.names)) if place not in used]

    def _amounts(self) -> Iterator[tuple[int, str]]:
        places = [
            place
            for field in ("amount", "credit", "debit")
            for place in self._places.get(field, ())
        ]
        day = self._places["booked_on"][0]
        for row, cells in self._grid.rows(self._header.row):
            if day < len(cells) and _DIGIT.search(cells[day]):
                for place in places:
                    if place < len(cells):
                        yield row, bare(marked(cells[place])[0])

    def _text(self, cells: Sequence[str], field: str) -> str:
        """The first column of a field that holds something."""
        for place in self._places.get(field, ()):
            text = cells[place].strip() if place < len(cells) else ""
            if text and not _NOTHING.match(text):
                return text
        return ""

    def _currency_of(self, cells: Sequence[str]) -> str:
        fields = (*_AMOUNTS, "balance")
        texts = [self._text(cells, field) for field in fields if field in self._places]
        shown = [one for text in texts if text for one in shown_beside(text)]
        told = bool(self._currency_said.code)
        own = self._text(cells, "currency")
        if not own and not told:
            own = named_by_account(self._text(cells, "account"))
        return currency_of_row(own, shown, self._currency, told=told)

    def _line(self, row: int, cells: Sequence[str]) -> BankMovement:
        currency = self._currency_of(cells)
        if not currency:
            raise BadCell("nothing says in which currency this is", "Name it: --currency CNY.")
        day = self._text(cells, "booked_on")
        if not day:
            raise BadCell("a movement has a day", "Fill it in, or take the row out.")
        booked = self._dates.read(day)
        value = self._text(cells, "value_on")
        amount, directed = self._signed(row, cells, currency)
        status, said = self._status(cells)
        moved = directed and status is True
        if amount and not moved:
            self._unmoved.add(row, said, known=not directed or status is False)
        text = self._said(cells)
        payments = self._payments(cells, text)
        return BankMovement(
            row=row,
            account=self._choices.account
            or self._text(cells, "account").strip("'")
            or self._account,
            currency=currency,
            booked_on=booked,
            value_on=self._values.read(value) if value and self._values else booked,
            amount=amount,
            kind=_kind(amount, text, moved=moved),
            payer=self._text(cells, "payer") if payments < 2 else "",
            payer_account=self._text(cells, "payer_account") if payments < 2 else "",
            reference=self._text(cells, "reference"),
            text=text,
            reason=reason_in(text) if amount < 0 and said_to_return(text) else "",
            payments=payments,
        )

    def _payments(self, cells: Sequence[str], text: str) -> int:
        """How many payments a row is the sum of, as its column, its payer or its text says."""
        told = self._text(cells, "payments").removesuffix(".0")
        many = int(told) if told.isascii() and told.isdecimal() and len(told) < 7 else 1
        return max(many, payments_in(f"{self._text(cells, 'payer')} {text}"))

    def _said(self, cells: Sequence[str]) -> str:
        texts = [
            " ".join(cells[place].split())
            for place in self._texts
            if place < len(cells) and not _NOTHING.match(cells[place])
        ]
        return " · ".join(dict.fromkeys(texts))

    def _status(self, cells: Sequence[str]) -> tuple[bool | None, str]:
        """Whether money moved, None where nobody knows it, and the word that says so."""
        told: list[tuple[bool | None, str]] = []
        fields: tuple[Field, ...] = ("status", "taken_back")
        for field in fields:
            for place in self._places.get(field, ()):
                text = cells[place].strip() if place < len(cells) else ""
                if text and not _NOTHING.match(text):
                    says_way = place == self._direction.place and text in self._direction.ways
                    moved = has_moved(text, field)
                    told.append((True if says_way and moved is None else moved, text))
        for answer in (False, None):
            for moved, text in told:
                if moved is answer:
                    return moved, text
        return True, ""

    def _signed(self, row: int, cells: Sequence[str], currency: str) -> tuple[int, bool]:
        """The amount, money in positive, and whether its direction says that any moved."""
        moved = True
        if _two_sided(self._places):
            return self._of_two_columns(cells, currency), moved
        text, way = marked(self._amount_text(cells))
        if not text:
            raise BadCell("a movement has an amount", "Fill it in, or take the row out.")
        amount = self._minor(text, currency)
        if way == "in" and amount < 0 and self._direction.sign != "card":
            raise BadCell(
                "the minus says money out and the letters after it money in",
                "Take one of them away; --sign card is for lists in which a credit has a minus.",
            )
        if way or not amount:
            return abs(amount) if way == "in" else -abs(amount), moved
        direction = self._direction
        if direction.place >= 0:
            return self._by_word(cells, amount, moved=moved)
        if direction.running:
            return _toward(amount, _told_by(direction.running, row)), moved
        self._require_told(cells)
        plus = direction.plus_is_in and text[:1] == "+"
        return -amount if direction.sign == "card" and not plus else amount, moved

    def _require_told(self, cells: Sequence[str]) -> None:
        """Nothing, or BadCell for a row that was rejected for want of a direction, as it was."""
        names = self._header.names
        if self._choices.sign or self._choices.money_out or not {*REJECT_COLUMNS} <= {*names}:
            return
        place = names.index("reason")
        sign = self._text(cells, "amount")[:1]
        if sign not in ("-", "+", "(") and place < len(cells) and _UNTOLD in cells[place]:
            raise _untold()

    def _of_two_columns(self, cells: Sequence[str], currency: str) -> int:
        if not self._text(cells, "credit") and not self._text(cells, "debit"):
            raise BadCell("a movement has an amount", "Fill it in, or take the row out.")
        turned = self._direction.turned_columns
        credit, debit = (
            value if field in turned else abs(value)
            for field in ("credit", "debit")
            for value in [self._minor(self._text(cells, field) or "0", currency)]
        )
        return debit - credit if self._direction.swapped else credit - debit

    def _by_word(self, cells: Sequence[str], amount: int, *, moved: bool) -> tuple[int, bool]:
        direction = self._direction
        place = direction.place
        said = cells[place].strip() if place < len(cells) else ""
        way = direction.ways.get(said) or (None if says_none(said) else direction.others)
        if way is None and not says_none(said):
            raise _untold()
        if way is None:
            return abs(amount), False
        turned = direction.turned and amount < 0
        return _toward(amount, other(way) if turned else way), moved

    def _minor(self, text: str, currency: str) -> int:
        return minor(
            bare(marked(text)[0]), currency if currency in CURRENCIES else "CNY", self._mark
        )


def _toward(amount: int, way: Way) -> int:
    return abs(amount) if way == "in" else -abs(amount)


def _told_by(running: Running, row: int) -> Way:
    """What the balance did in a row; BadCell where nothing stands beside it to tell."""
    way = running.way(row)
    if way is None:
        raise _untold()
    return way


def _untold() -> BadCell:
    return BadCell(
        "nothing says whether this is money in or money out",
        "Put a minus before the amount if it is money out, or a plus if it is money in.",
    )


def marked(text: str) -> tuple[str, Way | None]:
    """An amount without the Dr or Cr after it, and what that says.

    >>> marked("12.50 Dr"), marked("7,00 H"), marked("-3")
    (('12.50', 'out'), ('7,00', 'in'), ('-3', None))
    """
    found = _MARKED.fullmatch(text.strip()) if text.rstrip(" .")[-1:].isalpha() else None
    if found is None:
        return text, None
    return found["number"].strip(), "in" if found["cr"] else "out"


def _kind(amount: int, text: str, *, moved: bool) -> LineKind:
    if not moved or amount == 0:
        return "neutral"
    if amount > 0:
        return "credit"
    return "return" if said_to_return(text) else "debit"


def bare(text: str) -> str:
    """An amount without signs of currency and blanks around it; the sign stands before it.

    >>> bare("¥9.90"), bare(" -1,000.00\\t"), bare("+10000.00"), bare("7,50-")
    ('9.90', '-1,000.00', '10000.00', '-7,50')
    """
    if _BARE.fullmatch(text):
        return text
    plain = unicodedata.normalize("NFKC", without_currency(text)).translate(_DASHES)
    plain = _SYMBOLS.sub("", plain)
    return f"-{plain[:-1]}" if plain.endswith("-") and plain[:1].isdigit() else plain


def decimal_mark(file: str, header: ListHeader, amounts: Iterable[tuple[int, str]]) -> str:
    """The decimal mark that the amounts of a list have; Undecided where two readings fit."""
    comma = point = 0
    doubtful: tuple[int, str] | None = None
    mixed: tuple[int, str] | None = None
    for row, text in amounts:
        if re.search(r",\d{1,2}$", text):
            comma += 1
        elif re.search(r"\.\d{1,2}$", text):
            point += 1
        elif re.fullmatch(r"-?\d{1,3}[.,]\d{3}", text):
            doubtful = doubtful or (row, text)
        mixed = mixed or ((row, text) if comma and point else None)
    if mixed or (doubtful and not comma and not point):
        row, text = mixed or doubtful or (0, "")
        rule = "the amounts have both marks before decimals" if mixed else _two_ways(text)
        hint = "Say which mark stands before decimals: --decimal . or --decimal ,"
        problem = Problem(row, _amount_header(header), text, rule, hint)
        raise Undecided(file, problem, option="--decimal", choices=(".", ","))
    return "," if comma else "."


def _two_ways(text: str) -> str:
    """What an amount with one mark and three digits after it can mean."""
    mark = "," if "," in text else "."
    whole, part = text.replace(mark, ""), text.replace(mark, ".")
    other = "." if mark == "," else ","
    return f"this could be {part} (decimal '{mark}') or {whole} (decimal '{other}')"


def _amount_header(header: ListHeader) -> str:
    places = header.places.get("amount") or header.places.get("credit") or (0,)
    return header.names[places[0]]


def _named(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(unicodedata.normalize("NFKC", text))
    return next(filter(None, found.groups()), "") if found else ""


def _account_in(titles: str) -> str:
    """The account that stands above a list: after its name, or as an IBAN."""
    labelled = _named(_ACCOUNT, titles) or _named(_LABELLED, titles)
    iban = IBAN.search(titles)
    return labelled or (iban[0] if iban else "")


def _is_balance(name: str) -> bool:
    """Whether a header names a balance, with a currency or without."""
    return "balance" in (meaning(name)[0], meaning(_IN.sub("", currencies_named(name)[1]))[0])
