"""Lists of payment providers: what the customer paid, what the provider keeps, what was refunded.

The customer paid the gross amount. A fee is a cost of the creditor and no part of the payment, and
neither is what is left after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from overdue_cli.ingest.statements.exports.list_amounts import bare, marked
from overdue_cli.ingest.statements.exports.list_header import two_sided
from overdue_cli.ingest.values.numbers import number_at

Fields = dict[str, tuple[int, ...]]
Rows = Callable[[], Iterator[tuple[int, list[str]]]]
#: Rows by which it is seen that gross less fee is net.
_SEEN = 500


class NoPayments(NamedTuple):
    """Columns of money that is no part of a payment, and why."""

    costs: tuple[int, ...] = ()
    """Fees of the provider, and what is left after them."""
    repeated: tuple[int, ...] = ()
    """Refunds that are said again."""
    original: tuple[int, ...] = ()
    """Amounts in another currency; their signs may tell the direction."""
    refunds: bool = False
    """Whether money out is what was refunded, in a column of its own."""

    @property
    def places(self) -> tuple[int, ...]:
        """All of them."""
        return (*self.costs, *self.repeated, *self.original)


def settle_gross(fields: Fields, rows: Rows) -> NoPayments:
    """The columns that are no payments; ``fields`` then have those that are.

    A fee is left to be asked about where nothing says that the amount beside it is the gross one.
    """
    gross, net, fees = (fields.pop(field, ()) for field in ("gross", "net", "fee"))
    refunds, original = fields.pop("refund", ()), fields.pop("original_amount", ())
    if gross and not two_sided(fields):
        fields.setdefault("amount", gross)
    amount = fields.get("amount", ())[:1]
    costs: tuple[int, ...] = ()
    if fees and amount and _is_gross(amount[0], fees, net, rows, named=amount == gross[:1]):
        costs = (*fees, *net)
    repeated = _with_refunds(fields, refunds, rows)
    as_debit = bool(refunds) and fields.get("debit") == refunds[:1]
    return NoPayments(costs, repeated, original, refunds=as_debit)


def _is_gross(
    amount: int, fees: Sequence[int], net: Sequence[int], rows: Rows, *, named: bool
) -> bool:
    """Whether an amount is what was paid before the fee: net is left of it, or it is called so."""
    if not net:
        return named
    fee, left = fees[0], net[0]
    seen = [cells for _, cells in islice(rows(), _SEEN)]
    return all(
        value_at(cells, left)
        in (
            value_at(cells, amount) + value_at(cells, fee),
            value_at(cells, amount) - value_at(cells, fee),
        )
        for cells in seen
    )


def _with_refunds(fields: Fields, refunds: Sequence[int], rows: Rows) -> tuple[int, ...]:
    """A column of refunds is money out where nothing was paid in a row that has one.

    What was refunded of a payment that the same row tells is left to be asked about.
    """
    if not refunds or "amount" not in fields or {"credit", "debit"} & set(fields):
        return ()
    amount, refund = fields["amount"][0], refunds[0]
    refunded = 0
    again = set(refunds[1:])
    for _, cells in rows():
        value = value_at(cells, refund)
        if value and value_at(cells, amount):
            return ()
        refunded += bool(value)
        again -= {place for place in again if value_at(cells, place) != value}
    if not refunded:
        return ()
    fields["credit"], fields["debit"] = fields.pop("amount"), (refund,)
    return tuple(sorted(again))


def value_at(cells: Sequence[str], place: int) -> Decimal:
    """The number in a cell, whatever stands around it; zero for none."""
    text = cells[place] if place < len(cells) else ""
    return number_at([bare(marked(text.strip())[0])], 0) or Decimal(0)
