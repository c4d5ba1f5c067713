"""Brings together what the rows of a list say of the way its money goes, for ``direction``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain, islice

from overdue_cli.domain.errors import WrongUse
from overdue_cli.ingest.statements.exports.bank_or_card import CardMovement, is_category, way_of
from overdue_cli.ingest.statements.exports.direction import decide
from overdue_cli.ingest.statements.exports.direction_by_list import Direction
from overdue_cli.ingest.statements.exports.direction_evidence import DirectionEvidence, tally_up
from overdue_cli.ingest.statements.exports.list_amounts import (
    FIRST_ROWS,
    ListAmounts,
    bare,
    is_numeric,
)
from overdue_cli.ingest.statements.exports.list_rows import ListRows
from overdue_cli.ingest.statements.exports.running_balance import (
    BalanceMovement,
    Running,
    number,
    running_balance,
)
from overdue_cli.ingest.statements.exports.titles_of_money_out import Outward, outward
from overdue_cli.ingest.statements.values import StatementChoices
from overdue_cli.ingest.values.dates import DateColumn

_DIGIT = re.compile(r"\d")
_REFUNDED = re.compile(r"refunded|erstattet|remboursé|reembolsado|rimborsato|terugbetaald", re.I)
#: Fields beside which a direction may stand; '' is a column of which nothing is known.
_MAY_SAY_WAY = ("", "side", "text", "note", "status", "reference", "payer")
_OTHER_SIGN = {"bank": "card", "card": "bank"}


def direction_of(
    amounts: ListAmounts,
    booked: DateColumn,
    titles: str,
    choices: StatementChoices,
    *,
    of_provider: bool = False,
) -> tuple[Direction, bool]:
    """Which way the money of each movement goes, from all that the list says of it.

    And whether the list says it in such a way that the user's sign could not matter. In a list
    ``of_provider``, who keeps a fee of what is paid, cards are those of the customers.
    """
    evidence = _evidence(amounts, booked)

    def card() -> Direction:
        return Direction() if of_provider else _bank_or_card(amounts, titles)

    way = partial(decide, evidence, choices.money_out, card=card)
    direction = way(sign=choices.sign)
    other_sign = _OTHER_SIGN.get(choices.sign)
    with suppress(WrongUse):
        return direction, other_sign is not None and way(sign=other_sign) == direction
    return direction, False


def _evidence(amounts: ListAmounts, booked: DateColumn) -> DirectionEvidence:
    rows = amounts.rows
    running = _running(amounts, booked)
    signs, sides = tally_up(amounts.signs(), _side_columns(rows), running)
    header = rows.header
    return DirectionEvidence(
        rows.grid.name,
        rows.amount_header,
        signs,
        sides,
        running if running and running.whole else None,
        header.names[header.places["debit"][0]] if rows.two_sided else "",
        running if running and not running.whole else None,
        partial(_outward, rows),
        _refunded(amounts),
        _unfit(amounts) if running is None or not running.whole else (0, ""),
    )


def _outward(rows: ListRows) -> Outward | None:
    """What says that amounts without a sign may be money out."""
    header = rows.header
    fields = ("payer", "payer_account")
    parties = [header.names[at] for field in fields for at in header.places.get(field, ())]
    remarks = chain([(0, rows.grid.sheet)], header.above, rows.remarks())
    return outward(header.row, header.names, parties, remarks)


def _side_columns(rows: ListRows) -> list[tuple[int, str, str]]:
    """The columns that may say a direction: place, header, and what it is known for."""
    if rows.two_sided:
        return []
    names = rows.header.names
    first = islice(rows, FIRST_ROWS)
    width = max([len(names), *(len(cells) for _, cells in first)])
    headers = [*names, *[""] * (width - len(names))]
    fields = _field_at(rows.header.places)
    return [
        (place, header, fields.get(place, ""))
        for place, header in enumerate(headers)
        if fields.get(place, "") in _MAY_SAY_WAY
    ]


def _field_at(places: Mapping[str, tuple[int, ...]]) -> dict[int, str]:
    """By place the field of a column; '' where it is one side alone."""
    return {
        place: "" if field in ("credit", "debit") else field
        for field, own in places.items()
        for place in own
    }


def _running(amounts: ListAmounts, booked: DateColumn) -> Running | None:
    """The running balance of the list, whatever it is called."""
    header = amounts.rows.header
    named = [(place, header.names[place], True) for place in header.places.get("balance", ())]
    others = [
        (place, header.names[place], False)
        for place in amounts.rows.unnamed
        if is_numeric(amounts.rows, place, amounts.mark)
    ]
    columns = [*named, *others]
    if not columns:
        return None
    movements = _beside_balances(amounts, [place for place, *_ in columns])
    return running_balance(movements, columns, booked.read)


def _beside_balances(amounts: ListAmounts, places: Sequence[int]) -> Iterator[BalanceMovement]:
    """Every movement with the balances that may stand beside it."""
    header = amounts.rows.header
    apart = [*header.places.get("account", ())[:1], *header.places.get("currency", ())[:1]]
    day, mark = header.places["booked_on"][0], amounts.mark
    for row, cells in amounts.rows.movements():
        size = amounts.size(cells)
        if size:
            of = " ".join(cells[place] for place in apart if place < len(cells))
            balances = [
                number(cells[place], mark) if place < len(cells) else None for place in places
            ]
            yield BalanceMovement(row, of, cells[day], abs(size[1]), balances)


def _refunded(amounts: ListAmounts) -> tuple[int, str]:
    """The first row whose amount was paid back, as a column beside it says, and its header."""
    names = amounts.rows.header.names
    places = [at for at in amounts.rows.unnamed if _REFUNDED.search(names[at])]
    for row, cells in amounts.rows.movements() if places else ():
        for at in places:
            if (amounts.number_at(cells, at) or 0) > 0:
                return row, names[at]
    return 0, ""


def _unfit(amounts: ListAmounts) -> tuple[int, str]:
    """The first row with a balance, where balances prove nothing; of one row if it is less."""
    header = amounts.rows.header
    places = header.places.get("balance", ())[:1]
    first = count = 0
    below = False
    for row, cells in amounts.rows.movements() if places else ():
        size = amounts.size(cells)
        if size is None:
            continue
        count += 1
        balance = amounts.number_at(cells, places[0])
        first = first or (row if balance is not None else 0)
        below = below or (balance is not None and balance < abs(size[1]))
        if first and (count > 1 or below):
            return first, header.names[places[0]]
    return 0, ""


def _bank_or_card(amounts: ListAmounts, titles: str) -> Direction:
    """A bank's list or a card's, where one column has all amounts and no word says the way."""
    header = amounts.rows.header
    amount_header = header.names[header.places["amount"][0]]
    movements = _card_movements(amounts)
    way = way_of(amounts.rows.grid.name, amount_header, header.names, titles, movements)
    note = (
        "amounts are read as those of a credit card, where a plus is money out: "
        f"{way.because}; --sign bank reads them the other way"
    )
    return Direction(way.sign, note=note if way.because else "")


def _card_movements(amounts: ListAmounts) -> Iterator[CardMovement]:
    """Every movement with all that it says; a category in brackets."""
    rows = amounts.rows
    amount_at = rows.header.places["amount"][0]
    places = [*rows.text_places, *rows.unnamed]
    sorting = {place for place in places if is_category(rows.header.names[place])}
    for row, cells in rows:
        if amount_at >= len(cells) or not _DIGIT.search(cells[amount_at]):
            continue
        texts = ((at, cells[at].strip()) for at in places if at < len(cells))
        yield CardMovement(
            row,
            bare(amounts.text(cells))[:1] in ("-", "("),
            cells[amount_at].strip(),
            " ".join(f"[{text}]" if at in sorting else text for at, text in texts),
        )
