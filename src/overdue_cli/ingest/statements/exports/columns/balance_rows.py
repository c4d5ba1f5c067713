"""Words by which a row of a list tells what the account held, and no movement.

A bank may write its opening and closing balances among the movements: with a day, and the balance
in its own column or in that of the amounts.
"""

from __future__ import annotations

import re
from functools import cache

from overdue_cli.ingest.word_lists import list_rows


def names_balance(text: str) -> bool:
    """Whether a text begins with words for what an account holds (``balance_rows.csv``).

    >>> names_balance("Beginning balance as of 06/01"), names_balance("Balance of invoice 7")
    (True, False)
    >>> names_balance("期初余额"), names_balance("Saldo iniziale al 01/06"), names_balance("")
    (True, True, False)
    """
    return bool(_words().match(text))


@cache
def _words() -> re.Pattern[str]:
    """The words, of which each ends where a word ends, but in Chinese."""
    entries = [row["words"] for row in list_rows(__package__, "balance_rows.csv")]
    words = {word for entry in entries for word in entry.split("|")}
    longest = sorted(words, key=len, reverse=True)
    words_of = "|".join(map(_whole, longest))
    return re.compile(rf"\s*(?:{words_of})", re.IGNORECASE)


def _whole(word: str) -> str:
    return re.escape(word) + ("" if ord(word[0]) > 0x2E80 else r"(?!\w)")
