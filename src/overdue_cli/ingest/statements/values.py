"""What every reader of bank statements gives, whatever the format."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from overdue_cli.domain.errors import Problem
from overdue_cli.domain.money import digits, largest
from overdue_cli.ingest.faults import BadCell
from overdue_cli.ingest.kept_rows import Kept, Spool
from overdue_cli.ingest.table import Table
from overdue_cli.ingest.values.numbers import digits_of, too_large

#: credit: money in. debit: money out. return: money that had come in went back (a returned direct
#: debit, a credit taken back). refund: money of ours that had gone out came back. neutral: the
#: bank or wallet says that no balance moved.
LineKind = Literal["credit", "debit", "return", "refund", "neutral"]


#: What an amount of a list is that the customer did not pay.
NO_PAYMENT = "no part of a payment"


class StatementChoices(NamedTuple):
    """What the user decided; '' leaves it to the file."""

    account: str = ""
    currency: str = ""
    """What amounts are in where the file does not say it."""
    encoding: str = ""
    sheet: str = ""
    date_order: str = ""
    decimal: str = ""
    sign: str = ""
    """bank or card: whether an amount without a sign is money in, or a purchase."""
    money_out: str = ""
    """The words of a column that mark money out; none where no column says the direction."""
    currency_by_user: bool = False
    """Whether the user named the currency, and not only the ledger."""
    columns: Mapping[str, str] = {}
    """What the user says that columns of a list are: normal header, or number from 1 → field."""


class BankMovement(NamedTuple):
    """One movement on an account; ``amount`` is signed minor units, money in is positive."""

    row: int
    account: str
    currency: str
    booked_on: str
    value_on: str
    amount: int
    kind: LineKind
    payer: str = ""
    payer_account: str = ""
    reference: str = ""
    mandate: str = ""
    bank_reference: str = ""
    text: str = ""
    code: str = ""
    reason: str = ""
    """Why money was returned, as the bank's code says: AM04, MD06 …"""
    original: int = 0
    """Amount of the movement that this one takes back, where the bank names it; else 0."""
    payments: int = 1
    """How many payments the bank put together in it, at least; more than one is nobody's."""


def kept_lines(spool: Spool) -> Kept[BankMovement]:
    """A place for the movements of a statement, however many they are."""
    return Kept(spool, BankMovement._make)


class Balance(NamedTuple):
    """What an account held at the close of a day, in signed minor units."""

    day: str
    amount: int


class BankStatement(NamedTuple):
    """One statement of one account, and the lines that belong to it."""

    row: int
    account: str
    currency: str
    number: str
    opening: Balance | None
    closing: Balance | None
    lines: Collection[BankMovement]

    @property
    def difference(self) -> int | None:
        """Closing less opening balance less the movements; None where a balance is missing."""
        if self.opening is None or self.closing is None:
            return None
        moved = sum(line.amount for line in self.lines if line.kind != "neutral")
        return self.closing.amount - self.opening.amount - moved


class StatementResult(NamedTuple):
    """The statements of a file and what is wrong in it."""

    statements: list[BankStatement]
    problems: list[Problem]
    notes: list[str]
    left_out: list[tuple[int, str]]
    """Rows that are no movement, with what stands in them."""
    movements: int = 0
    """How many movements were seen, whatever became of them: a line, a problem, a note."""
    ignored: tuple[str, ...] = ()
    """Headers of columns that were not used."""
    fields_read: Mapping[str, str] = {}
    """Header → field of the columns of a list that are read."""
    no_payments: tuple[str, ...] = ()
    """Headers of amounts that are known to be no part of a payment."""
    says_direction: bool = True
    """Whether it says which way the amounts go, so that ``--sign`` could not matter."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that stands in one file of bank statements."""

    format: str
    sha256: str
    encoding: str = "utf-8"
    statements: tuple[BankStatement, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    left_out: tuple[tuple[int, str], ...] = ()
    """Rows that are no movement, with what stands in them: titles, totals, remarks."""
    ignored: tuple[str, ...] = ()
    """Headers of columns that were not used."""
    says_direction: bool = True
    """Whether it says which way the amounts go, so that ``--sign`` could not matter."""
    fields_read: Mapping[str, str] = field(default_factory=dict)
    """Header → field of the columns of a list that are read; of texts there may be several."""
    no_payments: tuple[str, ...] = ()
    """Headers of amounts that are known to be no part of a payment."""
    table: Table | None = None
    """The rows of a list, from which those that are rejected can be kept."""

    @property
    def lines(self) -> Iterator[BankMovement]:
        """All movements, in the order of the file."""
        return (line for statement in self.statements for line in statement.lines)


def minor(text: str, currency: str, mark: str = ".") -> int:
    """Signed minor units of an amount as text; BadCell says which rule it breaks.

    >>> minor("1.234,5", "EUR", ","), minor("-7", "JPY")
    (123450, -7)
    """
    negative, whole, decimals = digits_of(text, mark)
    places = digits(currency)
    if len(decimals) > places:
        raise BadCell(
            f"{currency} has {places} digits after the decimal mark, this has {len(decimals)}",
            "Check the amount and its currency; name another one with --currency.",
        )
    value = int(whole + decimals.ljust(places, "0"))
    if value > largest(currency):
        raise too_large()
    return -value if negative else value
