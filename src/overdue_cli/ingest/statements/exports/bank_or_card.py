"""Which way the amounts of a list go that has one column for them: a bank's way, or a card's.

In a bank's list a plus is money in. Lists of a credit card often give purchases without a sign
and payments to the card with a minus. Which it is, is told by what its rows and titles say, or
by the user; nothing is turned round on a guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from overdue_cli.domain.errors import Problem
from overdue_cli.ingest.faults import Undecided
from overdue_cli.ingest.headers.glossary import normal

SIGNS = ("bank", "card")
#: The hint where only the user can tell which of them.
SAY_SIGN = "Say what an amount without a sign is: --sign bank (money in) or --sign card."
#: Stands above the rejected rows of a card's list, so that they are known to be of one.
CARD_TITLE = "credit card"

#: What is searched is in small letters.
_SPENT = re.compile(
    r"消费(?!贷|信贷|金融)|取现|(?<!hire )(?<!hire-)\bpurchase|cash advance|\bmerchandise\b"
    r"|\bdining\b|\bgroceries\b|\bsupermarkets?\b|gas/automotive|gas stations?"
)
_PAID = re.compile(
    r"还款|payment\W{0,5}thank|thank you\W{0,5}payment|payment received|autopay"
    r"|payments? (?:and|&) credits?|payment/credit|\[(?:credit card )?payments?\]"
)
#: Merchants as lists of cards name them; in a bank's list they stand beside money out.
_SHOP = re.compile(r"特约商户|财付通|支付宝|微信支付|银联在线|商户|\bpos\b|\bcafe\b|\bshop\b")
#: What at least must stand in a text in which one of these may be.
_ANY = re.compile(
    "消费|取现|purchase|cash ad|merchandise|dining|grocer|supermarket|gas|还款|payment|thank"
    "|autopay|财付通|支付宝|微信支付|银联在线|商户|pos|cafe|shop"
)
_CARD = re.compile(
    r"信用卡|贷记卡|credit ?card|kreditkarte|carte de crédit|tarjeta de crédito"
    r"|carta di credito|cartão de crédito|carta credito|creditcard|kredittkort|kreditkort"
    r"|luottokortti|karta kredytowa|kreditní karta|kredi kartı",
    re.IGNORECASE,
)
_HEADERS = frozenset(
    map(
        normal,
        (
            *("card #", "card number", "card no", "card no.", "card", "card member", "cardholder"),
            *("card holder", "last 4", "last four", "last 4 digits", "card last 4", "信用卡号"),
            *("卡末四位", "卡号末四位", "卡号后四位", "卡片末四位", "末四位", "后四位", "卡尾号"),
            *("持卡人", "kartennummer", "karte", "numéro de carte", "carte", "número de tarjeta"),
            *("tarjeta", "numero carta", "kaartnummer", "kortnummer", "kort", "numer karty"),
        ),
    )
)
_CATEGORIES = frozenset(
    map(normal, ("category", "spending category", "merchant category", "kategorie", "categoría"))
)


class CardMovement(NamedTuple):
    """A row of a list: whether its amount has a minus, and all that it says.

    A category stands in brackets.
    """

    row: int
    minus: bool
    amount: str
    text: str


class Way(NamedTuple):
    """bank or card, and what tells it; '' where the user said it, or nothing speaks of a card."""

    sign: str
    because: str = ""


@dataclass(slots=True)
class _Rows:
    """How many rows of one kind there are, by sign, and the first with each."""

    plus: int = 0
    minus: int = 0
    first_plus: CardMovement | None = None
    first_minus: CardMovement | None = None

    def add(self, one: CardMovement) -> None:
        if one.minus:
            self.minus += 1
            self.first_minus = self.first_minus or one
        else:
            self.plus += 1
            self.first_plus = self.first_plus or one


def way_of(
    file: str, header: str, names: Sequence[str], titles: str, rows: Iterable[CardMovement]
) -> Way:
    """How the amounts of a list are signed; Undecided where only the user can tell."""
    seen, spent, paid, shops = _Rows(), _Rows(), _Rows(), _Rows()
    for one in rows:
        seen.add(one)
        text = unicodedata.normalize("NFKC", one.text).lower()
        if not _ANY.search(text):
            continue
        kinds = [(spent, _SPENT), (paid, _PAID)]
        fitting = [kind for kind, words in kinds if words.search(text)]
        for kind in fitting or ([shops] if _SHOP.search(text) else []):
            kind.add(one)
    card = bool(_CARD.search(unicodedata.normalize("NFKC", titles))) or any(
        normal(name) in _HEADERS or _CARD.search(name) for name in names
    )
    if spent.minus or paid.plus:
        return Way("bank")
    if paid.first_minus and (spent.plus or card):
        return Way("card", f"row {paid.first_minus.row} is a payment to the card, with a minus")
    few = 2 * seen.minus <= seen.plus + seen.minus
    speaks = card or (bool(spent.plus) and 2 * spent.plus >= seen.plus + seen.minus)
    speaks = speaks or (not seen.minus and any(map(is_category, names)))
    if few and (speaks or _repaid(paid, shops, seen, names)):
        raise _undecided(file, header, spent.first_plus or seen.first_plus or seen.first_minus)
    return Way("bank")


def _repaid(paid: _Rows, shops: _Rows, seen: _Rows, names: Sequence[str]) -> bool:
    """Whether a payment with a minus stands among purchases: no bank thanks for one it made."""
    if not paid.first_minus or not seen.plus or shops.minus:
        return False
    thanks = re.search(r"thank|autopay|credits?\b", paid.first_minus.text, re.IGNORECASE)
    return bool(thanks or shops.plus or any(map(is_category, names)))


def is_category(header: str) -> bool:
    """Whether a column sorts movements into kinds of spending.

    >>> is_category("Spending Category"), is_category("Type")
    (True, False)
    """
    return normal(header) in _CATEGORIES


def _undecided(file: str, header: str, one: CardMovement | None) -> Undecided:
    shown = one or CardMovement(0, False, "", "")
    rule = (
        f"this could be money in (bank) or a purchase with a credit card (card): {shown.text[:60]}"
    )
    problem = Problem(shown.row, header, shown.amount, rule, SAY_SIGN)
    return Undecided(file, problem, option="--sign", choices=SIGNS)
