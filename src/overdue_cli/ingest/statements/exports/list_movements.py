"""Reads a row of a list as a movement: its day, its amount with the way it went, its texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from overdue_cli.domain.currency_signs import CurrencyReading
from overdue_cli.domain.money import CURRENCIES
from overdue_cli.ingest.faults import BadCell
from overdue_cli.ingest.headers.glossary import REJECT_COLUMNS
from overdue_cli.ingest.statements.exports.columns.other_party import other_party, own_account
from overdue_cli.ingest.statements.exports.direction_by_list import Direction
from overdue_cli.ingest.statements.exports.direction_evidence import other
from overdue_cli.ingest.statements.exports.direction_words import Way, says_none
from overdue_cli.ingest.statements.exports.list_amounts import ListAmounts, bare, marked
from overdue_cli.ingest.statements.exports.list_currency import (
    currency_of_row,
    named_by_account,
)
from overdue_cli.ingest.statements.exports.list_rows import cell_at, says_nothing
from overdue_cli.ingest.statements.exports.status_words import (
    Field,
    Unmoved,
    has_moved,
    is_refund,
)
from overdue_cli.ingest.statements.payment_details import payments_in, reason_in, said_to_return
from overdue_cli.ingest.statements.values import BankMovement, LineKind, StatementChoices, minor
from overdue_cli.ingest.values.currency_named import shown_beside
from overdue_cli.ingest.values.dates import DateColumn

#: Fields whose cells may say the currency of a row by what stands beside their numbers.
_AMOUNTS = ("amount", "credit", "debit", "balance")
#: Why a row was rejected of which nothing says the direction.
_NO_WAY = "whether this is money in or money out"


@dataclass(frozen=True)
class ListReading:
    """How every row of a list is read."""

    amounts: ListAmounts
    direction: Direction
    booked: DateColumn
    valued: DateColumn | None
    account: str
    currency: str
    currency_reading: CurrencyReading
    """What says the currency of amounts that do not say it themselves."""
    choices: StatementChoices
    refunds: bool = False
    """Whether money out is what was refunded, in a column of its own."""

    @property
    def dates(self) -> list[DateColumn]:
        """The columns of days."""
        return [self.booked, self.valued] if self.valued else [self.booked]


def movement_in(
    reading: ListReading, row: int, cells: Sequence[str], unmoved: Unmoved
) -> BankMovement:
    """The movement of a row; BadCell for what breaks a rule.

    A row of which no money moved, or perhaps not, is noted in ``unmoved``.
    """
    rows = reading.amounts.rows
    currency = currency_in(reading, cells)
    if not currency:
        raise BadCell("nothing says in which currency this is", "Name it: --currency CNY.")
    day = rows.text(cells, "booked_on")
    if not day:
        raise BadCell("a movement has a day", "Fill it in, or take the row out.")
    booked = reading.booked.read(day)
    value = rows.text(cells, "value_on")
    amount, directed = _signed(reading, row, cells, currency)
    status, word = _status(reading, cells, refunded=reading.refunds and amount < 0)
    moved = directed and status is True
    if amount and not moved:
        unmoved.add(row, word, known=not directed or status is False)
    came_in = amount >= 0
    party = other_party(rows, cells, came_in=came_in)
    text = _joined_texts(reading, cells)
    payments = _payments(reading, cells, text)
    account = (
        reading.choices.account
        or rows.text(cells, "account").strip("'")
        or reading.account
        or own_account(rows, cells, came_in=came_in)
    )
    theirs = payments < 2 and party.account != account
    return BankMovement(
        row=row,
        account=account,
        currency=currency,
        booked_on=booked,
        value_on=reading.valued.read(value) if value and reading.valued else booked,
        amount=amount,
        kind=_kind(amount, text, moved=moved),
        payer=party.name if payments < 2 else "",
        payer_account=party.account if theirs else "",
        reference=rows.text(cells, "reference"),
        text=text,
        reason=reason_in(text) if amount < 0 and said_to_return(text) else "",
        payments=payments,
    )


def currency_in(reading: ListReading, cells: Sequence[str]) -> str:
    """The currency of a row; '' where nothing says it, BadCell where two things differ."""
    rows = reading.amounts.rows
    fields = [field for field in _AMOUNTS if field in rows.header.places]
    texts = [rows.text(cells, field) for field in fields]
    shown = [one for text in texts if text for one in shown_beside(text)]
    list_says = bool(reading.currency_reading.code)
    own = rows.text(cells, "currency")
    if not own and not list_says:
        own = named_by_account(rows.text(cells, "account"))
    return currency_of_row(own, shown, reading.currency, list_says=list_says)


def minor_in(reading: ListReading, text: str, currency: str) -> int:
    """Signed minor units of an amount; BadCell for what is none."""
    known = currency if currency in CURRENCIES else "CNY"
    return minor(bare(marked(text)[0]), known, reading.amounts.mark)


def _payments(reading: ListReading, cells: Sequence[str], text: str) -> int:
    """How many payments a row is the sum of, as its column, its payer or its text says."""
    rows = reading.amounts.rows
    cell = rows.text(cells, "payments").removesuffix(".0")
    many = int(cell) if cell.isascii() and cell.isdecimal() and len(cell) < 7 else 1
    return max(many, payments_in(f"{rows.text(cells, 'payer')} {text}"))


def _joined_texts(reading: ListReading, cells: Sequence[str]) -> str:
    """What a row says a movement was for."""
    texts = [
        " ".join(cells[place].split())
        for place in reading.amounts.rows.text_places
        if place < len(cells) and not says_nothing(cells[place])
    ]
    return " · ".join(dict.fromkeys(texts))


def _status(
    reading: ListReading, cells: Sequence[str], *, refunded: bool
) -> tuple[bool | None, str]:
    """Whether money moved, None where nobody knows it, and the word that says so.

    What was ``refunded``, as its own column says, moved although a word calls it a refund.
    """
    direction = reading.direction
    answers: list[tuple[bool | None, str]] = []
    fields: tuple[Field, ...] = ("status", "taken_back")
    for field in fields:
        for place in reading.amounts.rows.header.places.get(field, ()):
            text = cell_at(cells, place)
            if text and not says_nothing(text):
                says_way = place == direction.place and text in direction.ways
                moved = True if refunded and is_refund(text) else has_moved(text, field)
                answers.append((True if says_way and moved is None else moved, text))
    for worst in (False, None):
        for moved, text in answers:
            if moved is worst:
                return moved, text
    return True, ""


def is_unmoved(reading: ListReading, row: int, cells: Sequence[str], unmoved: Unmoved) -> bool:
    """Whether a row without a day says that no money has moved; then it is noted."""
    status, word = _status(reading, cells, refunded=False)
    if status is False:
        unmoved.add(row, word, known=True)
    return status is False


def _signed(
    reading: ListReading, row: int, cells: Sequence[str], currency: str
) -> tuple[int, bool]:
    """The amount, money in positive, and whether its direction says that any moved."""
    if reading.amounts.rows.two_sided:
        return _of_two_columns(reading, cells, currency), True
    text, way = marked(reading.amounts.text(cells))
    if not text:
        raise _no_amount()
    amount = minor_in(reading, text, currency)
    direction = reading.direction
    if way == "in" and amount < 0 and direction.sign != "card":
        raise BadCell(
            "the minus says money out and the letters after it money in",
            "Take one of them away; --sign card is for lists in which a credit has a minus.",
        )
    if way or not amount:
        return _toward(amount, way or "out"), True
    if direction.place >= 0:
        return _by_word(direction, cell_at(cells, direction.place), amount)
    if direction.running:
        way = direction.running.way(row)
        if way is None:
            raise _no_way()
        return _toward(amount, way), True
    _require_way(reading, cells)
    plus = direction.plus_is_in and text[:1] == "+"
    return -amount if direction.sign == "card" and not plus else amount, True


def _require_way(reading: ListReading, cells: Sequence[str]) -> None:
    """Nothing, or BadCell for a row that was rejected for want of a direction, as it was."""
    rows = reading.amounts.rows
    names, choices = rows.header.names, reading.choices
    if choices.sign or choices.money_out or not {*REJECT_COLUMNS} <= {*names}:
        return
    sign = rows.text(cells, "amount")[:1]
    if sign not in ("-", "+", "(") and _NO_WAY in cell_at(cells, names.index("reason")):
        raise _no_way()


def _of_two_columns(reading: ListReading, cells: Sequence[str], currency: str) -> int:
    """Money in less money out, of a list with a column for each."""
    rows = reading.amounts.rows
    direction = reading.direction
    texts = {field: rows.text(cells, field) for field in ("credit", "debit")}
    if not any(texts.values()):
        raise _no_amount()
    credit, debit = (
        value if field in direction.turned_columns else abs(value)
        for field, text in texts.items()
        for value in [minor_in(reading, text or "0", currency)]
    )
    return debit - credit if direction.swapped else credit - debit


def _by_word(direction: Direction, word: str, amount: int) -> tuple[int, bool]:
    """The amount as a word beside it says, and whether the word says that any money moved."""
    none = says_none(word)
    way = direction.ways.get(word) or (None if none else direction.others)
    if way is None and not none:
        raise _no_way()
    if way is None:
        return abs(amount), False
    return _toward(amount, other(way) if direction.turned and amount < 0 else way), True


def _toward(amount: int, way: Way) -> int:
    return abs(amount) if way == "in" else -abs(amount)


def _no_amount() -> BadCell:
    return BadCell("a movement has an amount", "Fill it in, or take the row out.")


def _no_way() -> BadCell:
    return BadCell(
        "nothing says whether this is money in or money out",
        "Put a minus before the amount if it is money out, or a plus if it is money in.",
    )


def _kind(amount: int, text: str, *, moved: bool) -> LineKind:
    if not moved or amount == 0:
        return "neutral"
    if amount > 0:
        return "credit"
    return "return" if said_to_return(text) else "debit"
