"""Whether two bank lines of one day and amount are one movement that was told in two ways.

A bank tells the same movement otherwise in MT940, CAMT and its own lists: names are cut short,
blanks are lost, an account is an IBAN or a number. What both tell must agree, as far as letters
and digits go, and something that both tell must be there.
"""

from __future__ import annotations

from typing import NamedTuple

from overdue_cli.domain.bank.names_alike import likeness, name_words
from overdue_cli.domain.bank.written_ids import account_key, id_key

_SHORTEST_ENDING = 5
_SHORTEST_PIECE = 8


class Movement(NamedTuple):
    """What a bank line tells besides its day and amount; '' for what it does not."""

    account: str
    payer: str
    payer_account: str
    reference: str
    bank_reference: str
    text: str


def is_same(one: Movement, other: Movement) -> bool:
    """Whether nothing that both lines tell differs, and something that both tell agrees.

    >>> sta = Movement("12030000/202051", "ANNA MUELLER", "", "", "", "Rate JuniL-2041")
    >>> xml = Movement("DE02120300000000202051", "Anna Müller", "", "E-1", "", "Rate Juni L-2041")
    >>> is_same(sta, xml), is_same(sta, xml._replace(payer="Jan Nowak"))
    (True, False)
    """
    if not same_account(one.account, other.account):
        return False
    agreements = [
        _agree(account_key(one.payer_account), account_key(other.payer_account)),
        _agree(id_key(one.reference), id_key(other.reference)),
        _payers_agree(one.payer, other.payer),
        _texts_agree(id_key(one.text), id_key(other.text)),
    ]
    if _agree(id_key(one.bank_reference), id_key(other.bank_reference)):
        return agreements[2] is not False
    return False not in agreements and (True in agreements or not any((*one[1:], *other[1:])))


def same_account(one: str, other: str) -> bool:
    """Whether two names are those of one account; an account that is not named may be any.

    >>> same_account("12030000/0000202051", "DE02120300000000202051")
    True
    >>> same_account("202051", "202052"), same_account("", "202052")
    (False, True)
    """
    short, long = sorted(
        (id_key(one.rpartition("/")[2]), id_key(other.rpartition("/")[2])), key=len
    )
    if not short or short == long:
        return True
    ending = short.lstrip("0")
    return len(ending) >= _SHORTEST_ENDING and long.endswith(ending)


def _agree(one: str, other: str) -> bool | None:
    """Whether two things that are told are equal; None where one is not told."""
    return one == other if one and other else None


def _payers_agree(one: str, other: str) -> bool | None:
    if not one or not other:
        return None
    return _pieces(id_key(one), id_key(other)) or likeness(name_words(one), name_words(other)) in (
        "same",
        "near",
    )


def _texts_agree(one: str, other: str) -> bool | None:
    return _pieces(one, other) if one and other else None


def _pieces(one: str, other: str) -> bool:
    """Whether two texts are equal, or one is a longer piece of the other."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= _SHORTEST_PIECE and short in long)
