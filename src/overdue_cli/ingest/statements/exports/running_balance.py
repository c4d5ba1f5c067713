"""Finds the running balance of a list of movements, and what it says of each: money in or out.

A column is a running balance when from row to row it moves by the amount of a row, whatever its
header is. Oldest or newest first is told by which of the two fits; where both do, by the days. A
list from which rows are missing, or whose figures are made up, fits neither and proves nothing.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from overdue_cli.ingest.statements.exports.direction_words import Way

#: The share of neighbours between which a balance must move by the amount.
_MOST = 0.8
_TRIED = 50
#: The least that a balance must fit of a list from which rows are missing: rows, and their share.
_FEW, _LEAST = 3, 0.25
_ACCOUNTS = 200
_SMALL = 100_000
_UP, _DOWN = 1, 2
_NUMBER = re.compile(
    r"(\()?([-+\u2212]?)(\d[\d.,' ]*|[.,]\d+)([-\u2212]?)\)?"
    r"(?:(cr|c|h|haben)|(dr|db|d|s|soll))?\.?"
)
_SIMPLE = re.compile(r"-?[0-9]+(?:\.[0-9]{1,4})?")
_MONEY = re.compile(r"[¥￥$€£\s\u00a0'’]|(?<![a-z])(?:eur|usd|gbp|cny|rmb|chf|inr)(?![a-z])")


class Running(NamedTuple):
    """The column of a running balance, and by row whether it rose or fell with the movement."""

    header: str
    moves: array[int]
    whole: bool = True
    """It leads through the list; else rows are missing, and it speaks of the others alone."""

    @property
    def falls(self) -> bool:
        """Whether it ever fell."""
        return _DOWN in self.moves

    def way(self, row: int) -> Way | None:
        """in where the balance rose with a row, out where it fell, None where it does not say."""
        move = self.moves[row] if row < len(self.moves) else 0
        return "in" if move == _UP else "out" if move == _DOWN else None


class BalanceMovement(NamedTuple):
    """A row as it is held against the balances beside it; amounts in ten-thousandths."""

    row: int
    of: str
    """The account and currency of the row."""
    day: str
    amount: int
    balances: Sequence[int | None]


#: A longer text is no amount that fits a ledger.
_LONGEST = 100


def number(text: str, mark: str) -> int | None:
    """Ten-thousandths of a number with all that may stand around it; None for no number.

    >>> number("1,00,000.00 CR", "."), number("(20,5)", ","), number("$ 7-", ".")
    (1000000000, -205000, -70000)
    >>> number("x1", ".")
    """
    if len(text) > _LONGEST:
        return None
    if mark == "." and _SIMPLE.fullmatch(text):
        whole, _, decimals = text.partition(".")
        return int(whole + decimals.ljust(4, "0"))
    plain = _MONEY.sub("", unicodedata.normalize("NFKC", text).lower())
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return None
    whole, _, decimals = match[3].replace("." if mark == "," else ",", "").partition(mark)
    if not (whole + decimals).isdigit() or len(decimals) > 4 or not whole.isascii():
        return None
    value = int(whole + decimals.ljust(4, "0"))
    return -value if match[1] or match[2] in ("-", "\u2212") or match[4] or match[6] else value


class _Chain:
    """One column, held against the amounts in both orders."""

    def __init__(self, place: int, *, named: bool) -> None:
        self.place, self.named = place, named
        self.pairs = 0
        self.moves = (array("b"), array("b"))
        """By row: oldest first, newest first."""
        self.fits = [0, 0]
        self.amounts: set[int] = set()
        self._last: dict[str, BalanceMovement] = {}

    @property
    def hopeless(self) -> bool:
        """Whether enough was seen to know that this is no running balance."""
        few = max(self.fits) < self.pairs * (_LEAST if self.named else _MOST) / 2
        return len(self._last) > _ACCOUNTS or (self.pairs >= _TRIED and few)

    def add(self, moved: BalanceMovement, balance: int) -> None:
        before = self._last.get(moved.of)
        self._last[moved.of] = moved._replace(balances=(balance,))
        if before is None:
            _begin(self.moves[0], moved, balance)
        if before is None or before.balances[0] is None:
            return
        rise = balance - before.balances[0]
        self.pairs += 1
        for order, (one, change) in enumerate(((moved, rise), (before, -rise))):
            if change and abs(change) == one.amount:
                self.fits[order] += 1
                self.amounts.add(one.amount)
                _put(self.moves[order], one.row, _UP if change > 0 else _DOWN)

    def end(self) -> None:
        """The last rows are the oldest where the newest stands first."""
        for moved in self._last.values():
            if moved.balances[0] is not None:
                _begin(self.moves[1], moved, moved.balances[0])


def _begin(moves: array[int], moved: BalanceMovement, balance: int) -> None:
    """The first movement of an account led from nothing to its balance, if they are the same."""
    if abs(balance) == moved.amount:
        _put(moves, moved.row, _UP if balance > 0 else _DOWN)


def _put(moves: array[int], row: int, move: int) -> None:
    if row >= len(moves):
        moves.extend([0] * (row + 1 - len(moves)))
    moves[row] = move


def running_balance(
    rows: Iterable[BalanceMovement],
    headers: Sequence[tuple[int, str, bool]],
    read_day: Callable[[str], str],
) -> Running | None:
    """The running balance among some columns: place, header, and whether it is called one."""
    chains = [_Chain(place, named=named) for place, _, named in headers]
    open_ = list(enumerate(chains))
    first = last = ""
    for moved in rows:
        first, last = first or moved.day, moved.day
        for place, chain in open_:
            balance = moved.balances[place]
            if balance is not None and moved.amount:
                chain.add(moved, balance)
        if any(chain.hopeless for _, chain in open_):
            open_ = [(place, chain) for place, chain in open_ if not chain.hopeless]
            if not open_:
                return None
    for _, chain in open_:
        chain.end()
    for place, chain in sorted(open_, key=lambda one: not one[1].named):
        moves = _moves_of(chain, lambda: (read_day(first), read_day(last)))
        if moves is not None:
            return Running(headers[place][1], moves)
    return next(filter(None, (_in_part(chain, headers[at][1]) for at, chain in open_)), None)


def _moves_of(chain: _Chain, days: Callable[[], tuple[str, str]]) -> array[int] | None:
    """What a column says in the order that fits it; None where it is no running balance."""
    old, new = chain.fits
    least = max(1, _MOST * chain.pairs)
    if max(old, new) < least or not (chain.named or _no_accident(chain.amounts)):
        return None
    if min(old, new) >= least:
        first, last = days()
        return None if first == last else chain.moves[first > last]
    return chain.moves[new > old]


def _in_part(chain: _Chain, header: str) -> Running | None:
    """What a balance says of a list that lacks rows; None where it fits too few of them."""
    best = max(chain.fits)
    few = best < max(_FEW, _LEAST * chain.pairs) or len(chain.amounts) < _FEW
    if few or not chain.named or 2 * min(chain.fits) > best:
        return None
    return Running(header, chain.moves[chain.fits[1] > chain.fits[0]], whole=False)


def _no_accident(amounts: Collection[int]) -> bool:
    """Whether a column without a name is no numbering of rows that all have the same amount."""
    return len(amounts) > 1 or max(amounts) >= _SMALL
