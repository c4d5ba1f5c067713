"""The amounts of a list: their decimal mark, Dr and Cr after them, the column with their sign."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.faults import Undecided
from overdue_cli.ingest.statements.exports.direction_evidence import MARKED_IN, Cell
from overdue_cli.ingest.statements.exports.direction_words import Way, way_named
from overdue_cli.ingest.statements.exports.list_rows import ListRows
from overdue_cli.ingest.statements.exports.running_balance import number
from overdue_cli.ingest.statements.exports.sign_column import Second, second_amount
from overdue_cli.ingest.values.currency_named import without_currency
from overdue_cli.ingest.values.decimal_marks import two_readings

_SYMBOLS = re.compile(r"[¥￥$€£\s\u00a0+]")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))
_BARE = re.compile(r"-?[0-9][0-9.,]*")
_MARKED = re.compile(
    r"(?P<number>.*\d[\d.,)]*)\s*(?:(?P<cr>cr|c|h|haben)|(?P<dr>dr|db|d|s|soll))\.?", re.IGNORECASE
)
#: Rows at the beginning by which it is seen what a column holds.
FIRST_ROWS = 50


@dataclass(frozen=True)
class ListAmounts:
    """The amounts of a list as they are read."""

    rows: ListRows
    mark: str
    """The decimal mark."""
    sign_column: Second | None
    """The column that tells the sign of amounts which have none."""

    def text(self, cells: Sequence[str]) -> str:
        """The amount of a row, with the sign that another column tells."""
        text = self.rows.text(cells, "amount")
        if self.sign_column is None or not text:
            return text
        is_out = self.sign_column.is_out(self.number_at(cells, self.sign_column.place))
        return f"-{text.removeprefix('+')}" if is_out else text

    def number_at(self, cells: Sequence[str], place: int) -> int | None:
        """Ten-thousandths of the number in a cell; None for no number."""
        return number(cells[place], self.mark) if place < len(cells) else None

    def size(self, cells: Sequence[str]) -> tuple[str, int] | None:
        """credit, debit or amount, and what stands there in ten-thousandths; None for nothing."""
        for field in ("credit", "debit") if self.rows.two_sided else ("amount",):
            text = self.text(cells) if field == "amount" else self.rows.text(cells, field)
            value = number(text, self.mark)
            if value is None:
                value = number(without_currency(text), self.mark)
            if value:
                return field, value
        return None

    def signs(self) -> Iterator[tuple[int, Sequence[str], Cell]]:
        """Each row with an amount, and its sign."""
        for row, cells in self.rows.movements():
            size = self.size(cells)
            if size:
                word = "" if size[0] == "amount" else size[0]
                text = "" if word else self.text(cells)
                if text[:1] == "+" or marked(text)[1] == "in":
                    word = MARKED_IN
                yield row, cells, Cell(word, size[1] < 0)


def is_numeric(rows: ListRows, place: int, mark: str) -> bool:
    """Whether the first cells of a column are numbers."""
    first = islice(rows.movements(), FIRST_ROWS)
    texts = [cells[place] for _, cells in first if place < len(cells) and cells[place].strip()]
    return bool(texts) and all(number(text, mark) is not None for text in texts)


def sign_column(rows: ListRows, mark: str) -> Second | None:
    """The column that tells the sign of amounts which have none; None where none does."""
    if rows.two_sided:
        return None
    named: Sequence[tuple[str, Way]] = (("credit", "in"), ("debit", "out"))
    places, names = rows.header.places, rows.header.names
    sides = {place: way for field, way in named for place in places.get(field, ())}
    columns = [
        (place, sides.get(place) or way_named(names[place]))
        for place in (*rows.unnamed, *places["amount"][1:], *sides)
        if is_numeric(rows, place, mark)
    ]
    return second_amount(_beside_amounts(rows, mark, [at for at, _ in columns]), columns)


def _beside_amounts(
    rows: ListRows, mark: str, places: Sequence[int]
) -> Iterator[tuple[int, Sequence[int | None]]]:
    """Each amount in ten-thousandths, -1 for one with Dr or Cr, and the numbers beside it."""
    if not places:
        return
    amount_at = rows.header.places["amount"][0]
    for _, cells in rows.movements():
        amount = number(rows.text(cells, "amount"), mark)
        if amount:
            has_way = amount_at < len(cells) and marked(cells[amount_at])[1]
            beside = [number(cells[at], mark) if at < len(cells) else None for at in places]
            yield -1 if has_way else amount, beside


def marked(text: str) -> tuple[str, Way | None]:
    """An amount without the Dr or Cr after it, and what that says.

    >>> marked("12.50 Dr"), marked("7,00 H"), marked("-3")
    (('12.50', 'out'), ('7,00', 'in'), ('-3', None))
    """
    match = _MARKED.fullmatch(text.strip()) if text.rstrip(" .")[-1:].isalpha() else None
    if match is None:
        return text, None
    return match["number"].strip(), "in" if match["cr"] else "out"


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


def amount_texts(rows: ListRows) -> Iterator[tuple[int, str]]:
    """Every amount beside a day, without what stands around it."""
    places = rows.amount_places
    for row, cells in rows.with_day():
        for place in places:
            if place < len(cells):
                yield row, bare(marked(cells[place])[0])


def decimal_mark(file: str, header: str, amounts: Iterable[tuple[int, str]]) -> str:
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
        rule = "the amounts have both marks before decimals" if mixed else two_readings(text)
        hint = "Say which mark stands before decimals: --decimal . or --decimal ,"
        problem = Problem(row, header, text, rule, hint)
        raise Undecided(file, problem, option="--decimal", choices=(".", ","))
    return "," if comma else "."
