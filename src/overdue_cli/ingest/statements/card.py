"""Which way the amounts of a list go that has one column for them: a bank's way, or a card's.

In a bank's list a plus is money in. Lists of a credit card often give purchases without a sign
and payments to the card with a minus. Which it is, is told by what its rows and titles say, or
by the user; nothing is turned round on a guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.faults import Undecided
from overdue_cli.ingest.headers import normal

SIGNS = ("bank", "card")
#: Stands above the rejected rows of a card's list, so that they are known to be of one.
CARD_TITLE = "credit card"

_SPENT = re.compile(
    r"消费(?!贷|信贷|金融)|取现|(?<!hire )(?<!hire-)\bpurchase|cash advance", re.IGNORECASE
)
_PAID = re.compile(
    r"还款|payment\W{0,5}thank|thank you\W{0,5}payment|payment received|autopay", re.IGNORECASE
)
_CARD = re.compile(
    r"信用卡|贷记卡|credit ?card|kreditkarte|carte de crédit|tarjeta de crédito|carta di credito",
    re.IGNORECASE,
)
_HEADERS = frozenset(map(normal, ("card #", "card number", "card no", "card", "信用卡号")))


class Movement(NamedTuple):
    """A row of a list: whether its amount has a minus, and all that it says."""

    row: int
    minus: bool
    amount: str
    text: str


class Way(NamedTuple):
    """bank or card, and what tells it; '' where the user said it, or nothing speaks of a card."""

    sign: str
    because: str = ""


def way_of(
    file: str, header: str, names: Sequence[str], titles: str, rows: Iterable[Movement]
) -> Way:
    """How the amounts of a list are signed; Undecided where only the user can tell."""
    seen = list(rows)
    spent = [one for one in seen if _SPENT.search(_plain(one.text))]
    paid = [one for one in seen if _PAID.search(_plain(one.text))]
    card = bool(_CARD.search(_plain(titles))) or any(
        normal(name) in _HEADERS or _CARD.search(name) for name in names
    )
    if any(one.minus for one in spent) or any(not one.minus for one in paid):
        return Way("bank")
    if paid and (spent or card):
        return Way("card", f"row {paid[0].row} is a payment to the card, with a minus")
    minus = sum(one.minus for one in seen)
    if 2 * minus <= len(seen) and (card or 2 * len(spent) >= len(seen) > 0):
        raise _undecided(file, header, (spent or seen or [Movement(0, False, "", "")])[0])
    return Way("bank")


def _undecided(file: str, header: str, one: Movement) -> Undecided:
    rule = (
        f"this could be money in (bank) or a purchase with a credit card (card): {one.text[:60]}"
    )
    hint = "Say what an amount without a sign is: --sign bank (money in) or --sign card."
    problem = Problem(one.row, header, one.amount, rule, hint)
    return Undecided(file, problem, option="--sign", choices=SIGNS)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
